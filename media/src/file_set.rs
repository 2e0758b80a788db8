//! File-sets (PS3.10): File IDs, volumes, what real instances lack made good.

use thiserror::Error;

use crate::contents::Contents;
use crate::instance::{Instance, Key};
use crate::profile::Profile;
use crate::timestamp::Timestamp;
use crate::volume::VolumePath;

/// What holds for a file-set.
#[derive(Debug, Clone)]
pub struct FileSetOptions {
    /// The application profile.
    pub profile: &'static Profile,
    /// File-set ID (0004,1130), at most 16 characters of CS; volume number is appended when there
    /// are several.
    pub file_set_id: String,
    /// UIDs for the volumes' DICOMDIRs, in order; more than volumes does no harm.
    pub uids: Vec<String>,
    /// File-set Descriptor File ID (0004,1141): README.TXT.
    pub descriptor: Option<VolumePath>,
    /// Folder of the instances: `DICOM`.
    pub folder: String,
    /// What happens when a Patient ID comes with different names.
    pub patient_conflict: PatientConflict,
    /// Bytes that a volume may take for instances (capacity less pages and viewer); none: no
    /// spanning.
    pub volume_bytes: Option<u64>,
    /// The level at which volumes are split.
    pub split: SplitLevel,
    /// Now.
    pub created: Timestamp,
}

/// The same Patient ID with different names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PatientConflict {
    /// The plan is refused; the message names the instances, the caller asks.
    Refuse,
    /// Each name gets a Patient ID of its own in the directory (a stated suffix).
    Split,
    /// One record, with the name of the latest study; deliberate.
    Merge,
}

/// Where volumes may be split.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[expect(missing_docs, reason = "the names are the standard's")]
pub enum SplitLevel {
    Patient,
    Study,
    Series,
}

/// A planned volume of a file-set.
#[derive(Debug)]
pub struct FileSetVolume {
    /// Its File-set ID.
    pub file_set_id: String,
    /// Its File-set UID (DICOMDIR's SOP Instance UID).
    pub uid: String,
    /// What it holds.
    pub contents: Contents,
    /// DICOMDIR, encoded.
    pub dicomdir: Vec<u8>,
}

/// Collects instances for a file-set; headers are not kept, only their records.
#[derive(Debug)]
pub struct FileSetBuilder {
    options: FileSetOptions,
}

/// An instance that was not taken, with the reason for a person.
#[derive(Debug, Clone, Error, PartialEq, Eq)]
#[error("{reason}")]
pub struct NotTaken {
    /// Whose.
    pub key: Key,
    /// Why, without patient text.
    pub reason: String,
}

/// Why a file-set cannot be planned.
#[derive(Debug, Clone, Error, PartialEq, Eq)]
#[non_exhaustive]
pub enum PlanError {
    /// The same Patient ID with different names.
    #[error("{count} patient IDs come with different names")]
    PatientConflict {
        /// How many.
        count: usize,
        /// One instance of each name, by Patient ID.
        instances: Vec<Vec<Key>>,
    },
    /// One unit is larger than a volume.
    #[error("a {level:?} of {bytes} bytes is larger than a volume of {volume}")]
    TooLarge {
        /// The level of the split.
        level: SplitLevel,
        /// Its bytes.
        bytes: u64,
        /// What a volume holds.
        volume: u64,
    },
    /// Nothing was added.
    #[error("there is no instance")]
    Empty,
}

impl FileSetBuilder {
    /// A file-set without instances.
    pub fn new(options: FileSetOptions) -> Self {
        Self { options }
    }

    /// Takes an instance. `icon` is the record's icon image (monochrome 8 bits, square) where
    /// the profile asks for one.
    pub fn add(&mut self, instance: &Instance, icon: Option<Vec<u8>>) -> Result<(), NotTaken> {
        let _ = (instance, icon, &self.options);
        unimplemented!("helper B")
    }

    /// The volumes.
    pub fn plan(self) -> Result<Vec<FileSetVolume>, PlanError> {
        unimplemented!("helper B")
    }
}
