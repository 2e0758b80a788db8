//! Objects that say something of images, resolved to the frames of this disc.
//!
//! ```text
//! presentation  GSPS and its kin      key       Key Object Selection
//! segmentation  SEG over its source   structure, dose, plan   radiotherapy
//! waveform      ECG and others        document, cda           reports and files
//! listing       the attributes of what has no page
//! overlay       planes over images    technique, suv, region, lossy  lines and factors of an image
//! ```
//!
//! Each takes a data set whose bulk values are inlined; what is broken is left out, and what
//! is left out is a note.

mod cda;
mod code;
mod color;
mod document;
pub(super) mod dose;
mod inline;
mod key;
mod listing;
mod lossy;
mod objects;
pub(super) mod overlay;
mod pack;
mod plan;
mod presentation;
mod region;
mod segmentation;
mod structure;
pub(super) mod suv;
mod technique;
mod waveform;

use super::index::FrameRef;

pub(super) use lossy::lossy;
pub(super) use objects::object;
pub use objects::{Object, Resolved, resolve};
pub(super) use presentation::shutters;
pub(super) use region::regions;
pub(super) use technique::technique;

/// Finds frames by what data sets call them.
pub trait Frames {
    /// The frames of an instance: those named (from 1), all when none is; nothing when the
    /// instance is not on this disc.
    fn frames(&self, sop_instance: &str, frames: &[u32]) -> Vec<FrameRef>;

    /// The small number of a frame of reference; the same for the same UID.
    fn frame_of_reference(&self, uid: &str) -> Option<u32>;
}
