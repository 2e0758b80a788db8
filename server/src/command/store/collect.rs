//! The instances of files and folders.

use std::path::{Path, PathBuf};

use filmdesk_modality::error::SourceError;
use filmdesk_modality::store::{FileInstance, Found, look_at};

/// Folders within folders: PS3.10 file-sets have at most 8 levels, ordinary folders some more.
const MAX_DEPTH: usize = 32;

/// What was found.
#[derive(Debug, Default)]
pub(super) struct Collected {
    /// Instances in the order of their paths.
    pub(super) instances: Vec<FileInstance>,
    /// Files that cannot be read, are broken, or were named and are no DICOM.
    pub(super) unreadable: Vec<SourceError>,
    /// Files of folders that are no DICOM.
    pub(super) not_dicom: usize,
    /// DICOMDIRs.
    pub(super) directories: usize,
}

/// Looks at files, and at folders with all that is in them.
pub(super) fn collect(paths: &[PathBuf]) -> Collected {
    let mut found = Collected::default();
    for path in paths {
        if path.is_dir() {
            found.folder(path, MAX_DEPTH);
        } else {
            found.file(path, true);
        }
    }
    found
}

impl Collected {
    fn folder(&mut self, folder: &Path, depth: usize) {
        let entries =
            std::fs::read_dir(folder).and_then(|entries| entries.collect::<Result<Vec<_>, _>>());
        let mut entries = match entries {
            Ok(entries) => entries,
            Err(source) => return self.failed(folder, source),
        };
        entries.sort_by_key(std::fs::DirEntry::file_name);
        for entry in entries {
            let path = entry.path();
            // Links are followed to files only, so that no walk goes round.
            let is_folder = entry.file_type().is_ok_and(|kind| kind.is_dir());
            match is_folder {
                true if depth > 1 => self.folder(&path, depth - 1),
                true => self.failed(&path, std::io::Error::other("nested too deep")),
                false if path.is_dir() => {}
                false => self.file(&path, false),
            }
        }
    }

    fn failed(&mut self, path: &Path, source: std::io::Error) {
        self.unreadable.push(SourceError::Io {
            path: path.to_owned(),
            source,
        });
    }

    fn file(&mut self, path: &Path, is_named: bool) {
        match look_at(path) {
            Ok(Found::Instance(instance)) => self.instances.push(instance),
            Ok(Found::Directory) => self.directories += 1,
            Ok(Found::NotDicom) if is_named => self.unreadable.push(SourceError::File {
                path: path.to_owned(),
                reason: "not a DICOM file".to_owned(),
            }),
            Ok(Found::NotDicom) => self.not_dicom += 1,
            Err(error) => self.unreadable.push(error),
        }
    }
}
