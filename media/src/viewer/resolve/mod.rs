//! Objects that say something of images, resolved to the frames of this disc.

use filmdesk_dataset::DataSet;

use super::index::{FrameRef, Region};

/// Finds frames by what data sets call them.
pub trait Frames {
    /// The frames of an instance: those named (from 1), all when none is; nothing when the
    /// instance is not on this disc.
    fn frames(&self, sop_instance: &str, frames: &[u32]) -> Vec<FrameRef>;

    /// The small number of a frame of reference; the same for the same UID.
    fn frame_of_reference(&self, uid: &str) -> Option<u32>;
}

/// Whether instances of a class say something of others, so that their data sets are kept.
pub(super) fn wants(_sop_class: &str) -> bool {
    false
}

/// US Region Calibration.
pub(super) fn regions(_data: &DataSet) -> Vec<Region> {
    Vec::new()
}

/// What a value is multiplied by to be SUV.
pub(super) fn suv_factor(_data: &DataSet) -> Option<f64> {
    None
}

/// Technique, a line each.
pub(super) fn technique(_data: &DataSet) -> Vec<String> {
    Vec::new()
}
