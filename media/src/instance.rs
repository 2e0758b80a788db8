//! An instance on its way to a medium: its header and where its bytes are.

use filmdesk_dataset::DataSet;

/// Names an instance within one job: an index into the caller's list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Key(pub u64);

/// An instance that is to go on a medium.
#[derive(Debug, Clone)]
pub struct Instance {
    /// The caller's name for it.
    pub key: Key,
    /// Media Storage SOP Class UID (0002,0002).
    pub sop_class: String,
    /// Media Storage SOP Instance UID (0002,0003).
    pub sop_instance: String,
    /// Transfer Syntax UID (0002,0010), as the file will have it on the medium.
    pub transfer_syntax: String,
    /// Bytes of the file on the medium.
    pub length: u64,
    /// The data set up to Pixel Data, bulk values left out. May hold more than a record needs.
    pub header: DataSet,
}
