//! Reading a medium back, whatever it is: ISO 9660, UDF, FAT, ZIP; folders through the caller.
//!
//! [`open`] looks at the bytes and finds the file system. Every reader walks the whole tree once,
//! within [`MAX_ENTRIES`], never believes a length further than the bytes that are there, and
//! notes in [`Medium::findings`] where the medium departs from PS3.12.

mod candidates;
mod disk;
mod error;
mod fat;
mod finding;
mod index;
mod iso9660;
mod node;
mod udf;
mod zip;

use std::io::{self, Read, Seek};

pub use candidates::{Candidate, Candidates, Notice, candidates, may_be_dicom};
pub use error::OpenError;
pub use finding::{Finding, FindingKind};
pub use index::Index;
pub use node::{too_deep, unnameable};

use crate::timestamp::Timestamp;
use crate::volume::VolumePath;
use disk::Disk;
use node::NodeMedium;

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

/// The file system of a medium.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum MediumKind {
    /// A folder of this computer.
    Folder,
    /// ISO 9660, perhaps with Joliet or UDF beside it.
    Iso9660,
    /// UDF alone.
    Udf,
    /// FAT12, FAT16 or FAT32.
    Fat,
    /// A ZIP file.
    Zip,
}

/// A medium that can be read. Files are found without regard to case when there is no file of
/// just that name.
pub trait Medium: Send + Sync {
    /// Its file system.
    fn kind(&self) -> MediumKind;
    /// What it is, for messages: `ISO 9660 with Joliet`, `UDF 2.01`, `folder`.
    fn describe(&self) -> String;
    /// The label (volume identifier), if it has one.
    fn label(&self) -> Option<String>;
    /// When it was made, if its file system says so.
    fn created(&self) -> Option<Timestamp> {
        None
    }
    /// All files and folders, bounded by [`MAX_ENTRIES`].
    fn entries(&self) -> io::Result<Vec<MediumEntry>>;
    /// A file's bytes.
    fn open(&self, path: &VolumePath) -> io::Result<Box<dyn ReadSeek + '_>>;
    /// The byte of the medium at which a file begins, if it lies there in one piece as it is.
    fn place(&self, path: &VolumePath) -> Option<u64> {
        let _ = path;
        None
    }
    /// Where the file system departs from its own rules or PS3.12, and what of it cannot be
    /// reached; complete when [`Medium::entries`] was asked.
    fn findings(&self) -> &[Finding] {
        &[]
    }
}

/// Files and folders on a medium: a BD of 1 kB files would have more, nobody makes one.
pub const MAX_ENTRIES: usize = 2_000_000;

/// Folders inside one another that are walked: PS3.12 allows 8, ordinary discs have 20.
pub const MAX_DEPTH: usize = 32;

/// How a medium is opened.
#[derive(Debug, Clone, Default)]
pub struct OpenOptions {
    /// The password of an encrypted ZIP.
    pub password: Option<String>,
    /// The sector (2048 bytes) at which the session to be read starts; none: the last session
    /// that can be found.
    pub session_start: Option<u32>,
}

/// Finds out what the bytes are, and reads its tree.
pub fn open(
    reader: Box<dyn ReadSeek>,
    options: &OpenOptions,
) -> Result<Box<dyn Medium>, OpenError> {
    let disk = Disk::new(reader)?;
    if iso9660::is(&disk, options) {
        return Ok(Box::new(NodeMedium::new(
            iso9660::read(&disk, options)?,
            disk,
        )));
    }
    if udf::is(&disk) {
        return Ok(Box::new(NodeMedium::new(udf::read(&disk)?, disk)));
    }
    if zip::is(&disk) {
        return Ok(Box::new(zip::ZipMedium::open(disk, options)?));
    }
    match fat::find(&disk)? {
        Some(volume) => Ok(Box::new(NodeMedium::new(volume.read(&disk)?, disk))),
        None => Err(OpenError::Unknown),
    }
}

#[cfg(test)]
mod tests;
