//! What on a foreign medium may be a DICOM file, with or without a DICOMDIR.

use std::io::{self, Read};

use super::index::Index;
use super::{Finding, FindingKind, Medium, MediumEntry};
use crate::dicomdir;
use crate::volume::VolumePath;

/// Bytes that are looked at: preamble, prefix and the first element.
const LOOKED_AT: usize = 140;

/// Files that may be DICOM, and what there is to say about the others.
#[derive(Debug, Default)]
pub struct Candidates {
    /// In the order of the DICOMDIR, then of the medium; DICOMDIR itself is not among them.
    pub files: Vec<Candidate>,
    /// What is referenced and not there, what could not be read, what is not DICOM.
    pub notices: Vec<Notice>,
}

/// A file that may be DICOM.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    /// Where it is.
    pub path: VolumePath,
    /// Whether DICOMDIR references it: then it should be DICOM, whatever it looks like.
    pub is_referenced: bool,
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
    /// Something on the medium cannot be reached, and what is in it is not among the files.
    Hidden {
        /// It, or the folder that it is in; none: the root.
        path: Option<VolumePath>,
        /// Why, in words.
        reason: String,
    },
    /// The trees of the disc (Joliet or UDF beside ISO 9660) do not hold the same files; one of
    /// them was read.
    TreesDisagree {
        /// How many files.
        files: usize,
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

/// Lists what may be DICOM: what DICOMDIR references, and every other file that begins so.
pub fn candidates(medium: &dyn Medium) -> io::Result<Candidates> {
    let mut found = Candidates::default();
    let entries = medium.entries()?;
    let mut index = Index::default();
    let files = entries
        .iter()
        .enumerate()
        .filter(|(_, entry)| !entry.is_folder);
    for (number, entry) in files {
        index.add(&entry.path, number);
    }
    found.take_findings(medium.findings(), &entries, &index);
    let mut taken = vec![false; entries.len()];
    let indexed = found.take_referenced(medium, &entries, &index, &mut taken);
    for (entry, taken) in entries.iter().zip(taken) {
        if !entry.is_folder && !taken && !dicomdir::is_name(&entry.path) {
            found.look_at(medium, &entry.path, indexed);
        }
    }
    Ok(found)
}

impl Candidates {
    /// What of the medium is not among its entries.
    fn take_findings(&mut self, findings: &[Finding], entries: &[MediumEntry], index: &Index) {
        let is_file = |path: &VolumePath| {
            let number = index.find(path);
            number.is_some_and(|number| !entries[number].is_folder)
        };
        let mut files = 0;
        for finding in findings {
            let hides = match finding.kind {
                FindingKind::Unnameable | FindingKind::NotReached => true,
                // A file that is cut is among the entries, and judged by what is there of it.
                FindingKind::Beyond => !finding.path.as_ref().is_some_and(is_file),
                FindingKind::TreesDisagree => {
                    files += usize::from(finding.path.is_some());
                    false
                }
                _ => false,
            };
            if hides {
                self.notices.push(Notice::Hidden {
                    path: finding.path.clone(),
                    reason: finding.words.clone(),
                });
            }
        }
        if files > 0 {
            self.notices.push(Notice::TreesDisagree { files });
        }
    }

    /// Takes what DICOMDIR references; whether there is one that can be read.
    fn take_referenced(
        &mut self,
        medium: &dyn Medium,
        entries: &[MediumEntry],
        index: &Index,
        taken: &mut [bool],
    ) -> bool {
        let place = VolumePath::found(vec![dicomdir::FILE_NAME.to_owned()]);
        let place = place.filter(|path| index.find(path).is_some());
        let Some(path) = place else {
            self.notices.push(Notice::NoDicomdir);
            return false;
        };
        let read = medium.open(&path).map_err(dicomdir::ReadError::from);
        let directory = match read.and_then(dicomdir::read) {
            Ok(directory) => directory,
            Err(error) => {
                let reason = error.to_string();
                self.notices.push(Notice::DicomdirBroken { reason });
                return false;
            }
        };
        if let Some(damage) = &directory.damage {
            let reason = damage.to_string();
            self.notices.push(Notice::DicomdirBroken { reason });
        }
        for file_id in directory
            .records
            .iter()
            .filter_map(|record| record.file_id.as_ref())
        {
            self.take(file_id, entries, index, taken);
        }
        true
    }

    fn take(&mut self, file_id: &str, entries: &[MediumEntry], index: &Index, taken: &mut [bool]) {
        let components = file_id
            .split('\\')
            .map(|part| part.trim_matches(' ').to_owned());
        let path = VolumePath::found(components.collect());
        match path.and_then(|path| index.find(&path)) {
            Some(number) if taken[number] => {}
            Some(number) => {
                taken[number] = true;
                self.files.push(Candidate {
                    path: entries[number].path.clone(),
                    is_referenced: true,
                });
            }
            None => self.notices.push(Notice::Missing {
                file_id: file_id.to_owned(),
            }),
        }
    }

    fn look_at(&mut self, medium: &dyn Medium, path: &VolumePath, indexed: bool) {
        let path = path.clone();
        match start_of(medium, &path) {
            Ok(start) if may_be_dicom(&start) => {
                if indexed {
                    self.notices.push(Notice::Unindexed { path: path.clone() });
                }
                self.files.push(Candidate {
                    path,
                    is_referenced: false,
                });
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
