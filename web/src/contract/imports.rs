//! Foreign discs that are dropped into the page.

use std::path::PathBuf;

use filmdesk_archive::PatientKey;
use filmdesk_dataset::text::PersonName;
use serde::{Deserialize, Serialize};

use super::Refused;

/// What is to become of what was dropped: the order of a job of the queue.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct ImportOrder {
    /// The name of the place where the files are.
    pub upload: String,
    /// What people call it.
    pub name: String,
    /// Whose the instances are here; `None`: as they say.
    pub patient: Option<PatientKey>,
    /// Accession Number of the order here; empty: as they say.
    pub accession_number: String,
    /// The destination that it goes on to when it is in; empty: none.
    #[serde(default)]
    pub send_to: String,
    /// The patient who was seen on the medium: where something is given to the instances, it is
    /// given to theirs alone.
    #[serde(default)]
    pub seen: Option<SeenPatient>,
}

/// Who was seen on a medium, as the medium says.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct SeenPatient {
    /// Patient ID.
    pub id: String,
    /// Patient's Name, PN.
    pub name: String,
    /// Patient's Birth Date, DA.
    pub birth_date: String,
}

/// Patient text: `Debug` shows none of it.
impl std::fmt::Debug for SeenPatient {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("SeenPatient([phi])")
    }
}

/// What became of the files so far: the detail of a job's report.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", default)]
pub struct ImportReport {
    /// How many files had which fate (`new`, `already-here`, `conflict`, `refused`, `missing`,
    /// `hidden`, `unreadable`, `not-dicom`).
    pub fates: Vec<FateCount>,
    /// Files that a person must know of, the first ones.
    pub files: Vec<FileFate>,
    /// How many more there are.
    pub more: u64,
    /// What there is to say about the medium, in English.
    pub notices: Vec<String>,
    /// Studies of the instances that came in or were here.
    pub studies: Vec<String>,
}

/// How many files had a fate.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FateCount {
    /// The fate in one word.
    pub fate: String,
    /// How many.
    pub files: u64,
}

/// What became of a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileFate {
    /// The file on its medium.
    pub path: String,
    /// The fate in one word.
    pub fate: String,
    /// Why, in English.
    pub reason: String,
}

/// What a look at the files found.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct MediumLook {
    /// Patients, in the order in which they were found.
    pub patients: Vec<PatientOnMedium>,
    /// Files that may be DICOM and are not whole or not readable.
    pub unreadable: u64,
    /// Whether there are more files than were looked at.
    pub is_partial: bool,
    /// Whether something on it wants a password.
    pub lock: Lock,
}

/// Whether a medium wants a password.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Lock {
    /// It does not, or has it.
    #[default]
    Open,
    /// A ZIP is encrypted.
    Missing,
    /// It is, and the password that was said is another.
    Wrong,
}

/// A patient of a medium, as the medium says.
#[derive(Debug, Clone, PartialEq)]
pub struct PatientOnMedium {
    /// Patient ID.
    pub id: String,
    /// Patient's Name.
    pub name: PersonName,
    /// Patient's Birth Date, DA.
    pub birth_date: String,
    /// Patient's Sex.
    pub sex: String,
    /// Studies.
    pub studies: u64,
    /// Images and other objects.
    pub instances: u64,
}

impl PatientOnMedium {
    /// The same, for an order.
    pub fn seen(&self) -> SeenPatient {
        SeenPatient {
            id: self.id.clone(),
            name: self.name.to_dicom(),
            birth_date: self.birth_date.clone(),
        }
    }
}

/// Where files that are dropped into the page wait for their import.
pub trait Imports: Send + Sync + 'static {
    /// Makes a place; its name.
    ///
    /// # Errors
    /// When there are too many, or the disk fails.
    fn open(&self) -> Result<String, Refused>;
    /// Where a file of so many bytes at most goes, by its path on its medium.
    ///
    /// # Errors
    /// When there is no such place, the path is none, or there is no room.
    fn place(&self, upload: &str, path: &str, bytes: u64) -> Result<PathBuf, Refused>;
    /// A file that got a place for so many bytes is there, as long as it is, or did not come whole and
    /// is gone.
    fn placed(&self, upload: &str, bytes: u64, length: Option<u64>);
    /// Who is on the medium. Blocks.
    ///
    /// # Errors
    /// When there is no such place, nothing in it, or files still come.
    fn look(&self, upload: &str) -> Result<MediumLook, Refused>;
    /// Remembers the password of what came, in memory alone, until it is imported or discarded;
    /// also of what an import that failed for it keeps.
    ///
    /// # Errors
    /// When there is no such place.
    fn unlock(&self, upload: &str, password: &str) -> Result<(), Refused>;
    /// No more files come: what people call what came.
    ///
    /// # Errors
    /// When there is no such place, nothing in it, or files still come.
    fn close(&self, upload: &str) -> Result<String, Refused>;
    /// Takes the place away with what is in it.
    fn discard(&self, upload: &str);
}
