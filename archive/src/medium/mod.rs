//! Opening what a person names: a folder, an image, a ZIP, a drive, or a DICOMDIR.

mod folder;

use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use filmdesk_media::medium::{self, Medium, OpenError, OpenOptions};
use thiserror::Error;

pub use folder::FolderMedium;

/// Why a path is no medium.
#[derive(Debug, Error)]
#[error("{}: {reason}", path.display())]
pub struct OpenPathError {
    /// The path.
    pub path: PathBuf,
    /// Why.
    #[source]
    pub reason: OpenError,
}

/// Opens a folder, an ISO, UDF or FAT image, a ZIP, a block device, or a DICOMDIR (whatever its
/// name; the folder that it lies in is the medium).
pub fn open_path(path: &Path, options: &OpenOptions) -> Result<Box<dyn Medium>, OpenPathError> {
    let opened = open(path, options);
    opened.map_err(|reason| OpenPathError {
        path: path.to_owned(),
        reason,
    })
}

fn open(path: &Path, options: &OpenOptions) -> Result<Box<dyn Medium>, OpenError> {
    if path.is_dir() {
        return Ok(Box::new(FolderMedium::new(path)));
    }
    let mut file = File::open(path)?;
    if is_part_10(&mut file)? {
        return Ok(Box::new(FolderMedium::of_dicomdir(path)));
    }
    medium::open(Box::new(file), options)
}

/// Whether the file has preamble and prefix, as a DICOMDIR has.
fn is_part_10(file: &mut File) -> io::Result<bool> {
    let mut start = Vec::new();
    file.take(132).read_to_end(&mut start)?;
    Ok(start.get(128..) == Some(b"DICM"))
}
