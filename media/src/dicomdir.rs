//! DICOMDIR: the Media Storage Directory (PS3.10 8.6, PS3.3 Annex F), written, read and updated.
//!
//! Writing takes two passes over a tree of [`Node`]s: the first adds up sizes, from which every
//! offset follows, the second lays down bytes. Reading ([`read`]) believes nothing: it finds the
//! records where they are, keeps what their offsets claim, and [`Directory::tree`] follows the
//! claims without ever going round in a circle.

mod encode;
mod read;
mod record;
mod tree;
mod update;

pub use encode::{EncodeError, Implementation, encode};
pub use read::{MAX_BYTES, MAX_RECORDS, ReadError, read, read_of};
pub use record::{Directory, Record};
pub use tree::{Branch, LinkIssue, Tree};
pub use update::update;

use crate::record::RecordTerm;
use crate::volume::VolumePath;

/// Media Storage Directory Storage.
pub const SOP_CLASS: &str = "1.2.840.10008.1.3.10";
/// Its name in the root of a file-set.
pub const FILE_NAME: &str = "DICOMDIR";

/// Whether a path's last name is that of a directory, in any case.
pub fn is_name(path: &VolumePath) -> bool {
    let name = path.components().last();
    name.is_some_and(|name| name.eq_ignore_ascii_case(FILE_NAME))
}

/// What a directory says of the file-set as a whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Head {
    /// File-set UID: SOP Instance UID of the directory.
    pub uid: String,
    /// File-set ID (0004,1130), at most 16 characters; may be empty.
    pub file_set_id: String,
    /// File-set Descriptor File ID (0004,1141), components separated by `\`.
    pub descriptor: Option<String>,
    /// Specific Character Set of File-set Descriptor File (0004,1142).
    pub descriptor_character_set: Option<String>,
    /// Who writes it.
    pub implementation: Implementation,
}

/// A directory record to be written, with those below it.
#[derive(Debug, Clone, PartialEq)]
pub struct Node {
    /// Directory Record Type (0004,1430).
    pub term: RecordTerm,
    /// Private Record UID (0004,1432) of a PRIVATE record.
    pub private_uid: Option<String>,
    /// The file, if it has one.
    pub reference: Option<Reference>,
    /// The keys, encoded in Explicit VR Little Endian: all elements after group 0004.
    pub keys: Vec<u8>,
    /// Its lower-level directory entity.
    pub children: Vec<Node>,
}

/// A record's file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reference {
    /// Referenced File ID (0004,1500), components separated by `\`.
    pub file_id: String,
    /// Referenced SOP Class UID in File (0004,1510).
    pub sop_class: String,
    /// Referenced SOP Instance UID in File (0004,1511).
    pub sop_instance: String,
    /// Referenced Transfer Syntax UID in File (0004,1512).
    pub transfer_syntax: String,
    /// Referenced Related General SOP Class UID in File (0004,151A), separated by `\`.
    pub related_classes: Option<String>,
}
