//! A file-set that somebody made, in a folder or on a stick, brought up to date where it lies
//! (PS3.10, File-set Updater).
//!
//! ```text
//! survey   DICOMDIR, its records' files, files that no record has
//! removal  what goes: by UID, or because its file is gone
//! plan     what comes; the DICOMDIR that says so; a line on each
//! carry    the steps, in an order in which a valid DICOMDIR is there at every moment
//! ```
//!
//! What is not asked for stays: records of others, private and unknown ones, their order, File-set
//! ID, UID and descriptor, every file.

mod carry;
mod plan;
mod readme;
mod removal;
mod survey;
#[cfg(test)]
mod tests;

use std::path::PathBuf;

use filmdesk_media::dicomdir::ReadError;
use filmdesk_media::file_set::PatientConflict;
use filmdesk_media::profile::Profile;
use thiserror::Error;

use super::error::DiscError;
use super::gather::LeftOut;

pub use plan::{Fate, Line, Update, plan};

/// What is to be done with a file-set. With neither `from` nor `remove`, the index is put right:
/// what lies there unindexed gets records, records whose file is gone go.
#[derive(Debug, Clone)]
pub struct UpdateOrder {
    /// The folder, or the DICOMDIR in it.
    pub folder: PathBuf,
    /// Files and folders to be added.
    pub from: Vec<PathBuf>,
    /// Studies, series and instances to be taken out, by UID.
    pub remove: Vec<String>,
    /// What is added follows this profile; none: any.
    pub profile: Option<&'static Profile>,
    /// What happens with a Patient ID that comes with different names.
    pub patient_conflict: PatientConflict,
    /// Whether what cannot be added is left out.
    pub omit: bool,
    /// Whether pages for people, which are not made anew, are taken off.
    pub drop_pages: bool,
}

impl UpdateOrder {
    /// Whether the index is put right, and no more.
    fn is_repair(&self) -> bool {
        self.from.is_empty() && self.remove.is_empty()
    }
}

/// Why a file-set was not updated; it is as it was.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum UpdateError {
    /// An image, a drive, a ZIP.
    #[error("{}: not a folder, so it cannot be updated where it is", .0.display())]
    NotAFolder(PathBuf),
    /// Another update has the folder.
    #[error("{}: another update of this folder is running", .0.display())]
    Taken(PathBuf),
    /// There is no index to go by.
    #[error(transparent)]
    Directory(#[from] ReadError),
    /// Records that cannot be read or are not linked would be lost.
    #[error("DICOMDIR is damaged: {0}")]
    Damaged(String),
    /// No file is where DICOMDIR has it.
    #[error("none of the {0} files of DICOMDIR is there")]
    NothingThere(usize),
    /// Pages for people would tell of what is no longer there.
    #[error("there are pages for people (IHE PDI), which an update does not make anew")]
    Pages,
    /// Nothing there has these UIDs.
    #[error("no study, series or instance here has the UID {}", .0.join(", "))]
    UnknownUid(Vec<String>),
    /// What was asked for cannot be added.
    #[error("{} of the instances asked for cannot be added as they are", found.len())]
    Unfit {
        /// Each, with its reason.
        found: Vec<LeftOut>,
    },
    /// Files and devices.
    #[error(transparent)]
    Disc(#[from] DiscError),
}

impl UpdateError {
    /// What to do about it.
    pub fn remedy(&self) -> Option<&'static str> {
        match self {
            Self::NotAFolder(_) | Self::Directory(_) => {
                Some("filmdesk disc make --from PATH --out NEW makes a new one of its files")
            }
            Self::Damaged(_) => {
                Some("without --from and --remove, what DICOMDIR lost is indexed again")
            }
            Self::NothingThere(_) => Some("is this the folder that DICOMDIR was made in?"),
            Self::Pages => Some(
                "--drop-pages takes them off; filmdesk disc make --from FOLDER --out NEW makes a new disc with pages",
            ),
            Self::Unfit { .. } => Some("--omit adds the others"),
            Self::Disc(error) => error.remedy(),
            Self::Taken(_) | Self::UnknownUid(_) => None,
        }
    }
}
