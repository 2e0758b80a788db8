//! File-sets (PS3.10): File IDs, volumes, what real instances lack made good.
//!
//! An instance that is added leaves its directory keys here and nothing else. When all are in,
//! [`FileSetBuilder::plan`] puts them in order (patients by ID, studies by date, series and
//! instances by number), numbers them, cuts volumes and encodes a DICOMDIR for each.
//!
//! # File IDs
//!
//! `DICOM/PAT00001/ST000001/SE000001/IM000001`: five components of at most 8 characters, numbers
//! in the order above and running on over volumes, so that copies of all volumes go into one
//! folder. (Six components are the most that genisoimage keeps.) What belongs to no patient is
//! `DICOM/OTHER/IM000001`.
//!
//! # Who is who
//!
//! Patients are told apart by Patient ID, studies, series and instances by UID, and a UID has one
//! place: a study that comes with two patients, or a series with two studies, is not taken twice.
//! Names of one Patient ID are compared as people read them: case, padding and empty components
//! do not count, the alphabetic group decides where both have one, else the ideographic, else
//! the phonetic. Different issuers of one Patient ID are different people as different names are.
//! What happens with them is the caller's choice ([`PatientConflict`]).
//!
//! # What instances lack
//!
//! [`crate::record::Missing`] has the rules; [`FileSetBuilder::made_good`] tells how often each
//! was used. PATIENT, STUDY and SERIES records are taken from the first instance that lacks the
//! least of them.

mod add;
mod append;
mod draft;
mod name;
mod plan;
mod volumes;

use std::collections::{BTreeMap, HashMap};

pub use append::{Appended, free_folder};
use filmdesk_dataset::Tag;
use thiserror::Error;

use crate::contents::Contents;
use crate::dicomdir::{EncodeError, Implementation};
use crate::instance::Key;
use crate::profile::Profile;
use crate::record::Missing;
use crate::timestamp::Timestamp;
use crate::volume::VolumePath;
use draft::{Leaf, PatientDraft, Place, Seen};

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
    /// File-set Descriptor File ID (0004,1141). Left out when it is no File ID, as README.TXT of
    /// IHE PDI is not (PS3.10 8.2 has no dot).
    pub descriptor: Option<VolumePath>,
    /// Folder of the instances: `DICOM`; empty: none. Of 8 characters A-Z 0-9 _.
    pub folder: String,
    /// What happens when a Patient ID comes with different names or issuers.
    pub patient_conflict: PatientConflict,
    /// Bytes that a volume may take for instances and DICOMDIR (capacity less pages and viewer),
    /// each file rounded up to [`BLOCK`]; none: no spanning.
    pub volume_bytes: Option<u64>,
    /// What else an instance brings along on its volume.
    pub beside: Beside,
    /// The level at which volumes are split.
    pub split: SplitLevel,
    /// Now.
    pub created: Timestamp,
    /// Who writes the DICOMDIR.
    pub implementation: Implementation,
}

/// Bytes that an instance takes on its volume beside its file, planned for before they are known.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Beside {
    /// Of each picture on its page: one, and of several frames up to [`crate::pdi::MAX_FRAMES`].
    pub picture: u64,
    /// Of a viewer, per 100 of the file's.
    pub percent: u64,
    /// Whether a document inside lies there once more.
    pub documents: bool,
}

/// Bytes of a sector, to which files are rounded up (ISO 9660, UDF).
pub const BLOCK: u64 = 2048;
/// Names of one folder: six digits.
pub const MAX_NUMBER: usize = 999_999;
/// Bytes of the keys of one record: with the content modifiers of a report some kilobytes, with
/// an icon of 128 pixels square 16 KiB.
pub const MAX_KEYS: usize = 256 << 10;

/// The same Patient ID with different names or issuers.
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
    /// Bytes of DICOMDIR and instances, each rounded up to [`BLOCK`].
    pub bytes: u64,
}

/// Collects instances for a file-set; headers are not kept, only their records.
#[derive(Debug, Clone)]
pub struct FileSetBuilder {
    options: FileSetOptions,
    patients: Vec<PatientDraft>,
    others: Vec<Leaf>,
    /// Drafts of a Patient ID; several where names differ.
    by_patient_id: HashMap<String, Vec<usize>>,
    /// Where a study is: patient, study.
    by_study: HashMap<String, (usize, usize)>,
    /// Where a series is.
    by_series: HashMap<String, Place>,
    by_instance: HashMap<String, Seen>,
    /// Instances of studies that came with a second patient, beside one of the first.
    study_conflicts: BTreeMap<String, Vec<Key>>,
    made_good: BTreeMap<(Tag, Missing), usize>,
}

/// What became of an instance that was taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Added {
    /// It is in the file-set.
    New,
    /// The same instance, with the same content as far as a directory tells, came before; it is
    /// in the file-set once.
    Duplicate(Key),
}

/// A value that instances lack and directory records have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MadeGood {
    /// The attribute.
    pub tag: Tag,
    /// The rule.
    pub missing: Missing,
    /// How many records.
    pub count: usize,
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
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum PlanError {
    /// The same Patient ID with different names or issuers, or the same study with different
    /// patients.
    #[error("{count} patient IDs or studies come with different patients")]
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
    /// More volumes than UIDs.
    #[error("{volumes} volumes need as many UIDs, {uids} were given")]
    TooFewUids {
        /// Volumes.
        volumes: usize,
        /// UIDs.
        uids: usize,
    },
    /// A name that no File ID takes.
    #[error("{0:?} is not a folder of a file-set")]
    Folder(String),
    /// A DICOMDIR cannot be written.
    #[error(transparent)]
    Dicomdir(#[from] EncodeError),
}

impl FileSetBuilder {
    /// A file-set without instances.
    pub fn new(options: FileSetOptions) -> Self {
        Self {
            options,
            patients: Vec::new(),
            others: Vec::new(),
            by_patient_id: HashMap::new(),
            by_study: HashMap::new(),
            by_series: HashMap::new(),
            by_instance: HashMap::new(),
            study_conflicts: BTreeMap::new(),
            made_good: BTreeMap::new(),
        }
    }

    /// Bytes that a volume may take from now on: where those of [`FileSetOptions`] were too many.
    pub fn set_volume_bytes(&mut self, bytes: u64) {
        self.options.volume_bytes = Some(bytes);
    }

    /// How many instances are in it.
    pub fn len(&self) -> usize {
        self.by_instance.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.by_instance.is_empty()
    }

    /// What instances lacked so far, by attribute.
    pub fn made_good(&self) -> Vec<MadeGood> {
        let mut counts = self.made_good.clone();
        let studies = self.patients.iter().flat_map(|patient| &patient.studies);
        let series = studies.clone().flat_map(|study| &study.series);
        let records = self.patients.iter().map(|patient| &patient.record);
        let records = records.chain(studies.map(|study| &study.record));
        for record in records.chain(series.map(|series| &series.record)) {
            for reason in &record.made_good {
                *counts.entry(*reason).or_default() += 1;
            }
        }
        let rows = counts.into_iter();
        rows.map(|((tag, missing), count)| MadeGood {
            tag,
            missing,
            count,
        })
        .collect()
    }
}
