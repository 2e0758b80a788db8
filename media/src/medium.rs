//! Reading a medium back, whatever it is: ISO 9660, UDF, FAT, ZIP; folders through the caller.

use std::io::{self, Read, Seek};

use crate::volume::VolumePath;

/// Bytes at any place.
pub trait ReadSeek: Read + Seek + Send {}
impl<T: Read + Seek + Send> ReadSeek for T {}

/// A file or a folder found on a medium. Names are as the medium has them (version numbers and
/// the dot of an empty extension taken off for ISO 9660).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MediumEntry {
    /// Where it is.
    pub path: VolumePath,
    /// Whether it is a folder.
    pub is_folder: bool,
    /// Bytes.
    pub length: u64,
}

/// A medium that can be read. Files are found without regard to case where the medium's file
/// system has none.
pub trait Medium {
    /// What it is, for messages: `ISO 9660 (Joliet)`, `UDF 2.01`, `folder`.
    fn describe(&self) -> String;
    /// The label (volume identifier), if it has one.
    fn label(&self) -> Option<String>;
    /// All files and folders, bounded by [`MAX_ENTRIES`].
    fn entries(&self) -> io::Result<Vec<MediumEntry>>;
    /// A file's bytes.
    fn open(&self, path: &VolumePath) -> io::Result<Box<dyn ReadSeek + '_>>;
}

/// Files and folders on a medium: a BD of 1 kB files would have more, nobody makes one.
pub const MAX_ENTRIES: usize = 2_000_000;
