//! Instances in files, sent as they lie there.

use std::fs::File;
use std::io::{self, Seek, SeekFrom};
use std::path::{Path, PathBuf};

use filmdesk_dataset::file::{FileError, Header, HeaderOptions, read_header};
use filmdesk_dataset::{Tag, tags};
use filmdesk_dimse::service::MEDIA_STORAGE_DIRECTORY;

use super::InstanceName;
use crate::error::SourceError;

/// An instance in a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileInstance {
    /// The file.
    pub path: PathBuf,
    /// Which instance it is.
    pub name: InstanceName,
    /// Where its data set begins.
    pub data_set_offset: u64,
    /// Bytes of its data set.
    pub length: u64,
}

/// What a file is to a storage service.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Found {
    /// An instance.
    Instance(FileInstance),
    /// A DICOMDIR.
    Directory,
    /// No DICOM file.
    NotDicom,
}

/// Looks at a file: its File Meta Information, and what that lacks from the data set.
///
/// # Errors
/// [`SourceError`] for a file that cannot be read, or is a broken DICOM file.
pub fn look_at(path: &Path) -> Result<Found, SourceError> {
    let failed = |source| SourceError::Io {
        path: path.to_owned(),
        source,
    };
    let file = File::open(path).map_err(failed)?;
    let length = file.metadata().map_err(failed)?.len();
    let options = HeaderOptions {
        stop: AFTER_UIDS,
        ..HeaderOptions::default()
    };
    let header = match read_header(&file, &options) {
        Ok(header) => header,
        Err(FileError::NotDicom) => return Ok(Found::NotDicom),
        Err(error) => return Err(broken(path, &error)),
    };
    let name = name(path, &header)?;
    if name.sop_class == MEDIA_STORAGE_DIRECTORY {
        return Ok(Found::Directory);
    }
    Ok(Found::Instance(FileInstance {
        path: path.to_owned(),
        name,
        data_set_offset: header.data_set_offset,
        length: length.saturating_sub(header.data_set_offset),
    }))
}

/// The element after SOP Instance UID (0008,0018).
const AFTER_UIDS: Tag = Tag(0x0008, 0x0019);

/// The data set says which instance it is; where it does not, the meta information does.
fn name(path: &Path, header: &Header) -> Result<InstanceName, SourceError> {
    let own = |tag| header.data_set.ascii(tag).ok().flatten();
    let or = |own: Option<&str>, meta: &str| own.unwrap_or(meta).to_owned();
    let name = InstanceName {
        sop_class: or(own(tags::SOP_CLASS_UID), &header.meta.sop_class),
        sop_instance: or(own(tags::SOP_INSTANCE_UID), &header.meta.sop_instance),
        transfer_syntax: header.transfer_syntax.clone(),
    };
    let parts = [
        ("SOP Class UID", &name.sop_class),
        ("SOP Instance UID", &name.sop_instance),
    ];
    match parts.iter().find(|(_, value)| value.is_empty()) {
        Some((missing, _)) => Err(broken(path, &format!("{missing} is missing"))),
        None => Ok(name),
    }
}

fn broken(path: &Path, reason: &dyn std::fmt::Display) -> SourceError {
    SourceError::File {
        path: path.to_owned(),
        reason: reason.to_string(),
    }
}

impl FileInstance {
    /// The data set, to be read from its beginning.
    ///
    /// # Errors
    /// When the file cannot be opened any more.
    pub fn open(&self) -> io::Result<File> {
        let mut file = File::open(&self.path)?;
        file.seek(SeekFrom::Start(self.data_set_offset))?;
        Ok(file)
    }
}
