//! Objects that say something of images, resolved to the frames of this disc.

use super::index::FrameRef;

/// Finds frames by what data sets call them.
pub trait Frames {
    /// The frames of an instance: those named (from 1), all when none is; nothing when the
    /// instance is not on this disc.
    fn frames(&self, sop_instance: &str, frames: &[u32]) -> Vec<FrameRef>;

    /// The small number of a frame of reference; the same for the same UID.
    fn frame_of_reference(&self, uid: &str) -> Option<u32>;
}
