//! The archive of instances: streamed in, durable when acknowledged, indexed, found again.

use std::io::{self, Write};
use std::path::PathBuf;
use std::time::Duration;

use time::OffsetDateTime;

use crate::error::{ArchiveError, KeepError};
use crate::facts::InstanceFacts;
use crate::index::query::{PatientSummary, Query, StudySummary};
use crate::index::selection::{Selection, StoredInstance};
use crate::job::Jobs;
use crate::store::{Location, ReadObject};

/// How an archive is opened.
#[derive(Debug, Clone)]
pub struct ArchiveOptions {
    /// Its folder: arriving files, objects, and the index of the default form.
    pub folder: PathBuf,
    /// Where the index is.
    pub database: Database,
    /// Free bytes of the disk that are never used.
    pub free_floor_bytes: u64,
    /// Whether [`Archive::keep`] waits for the disk.
    pub sync: SyncPolicy,
    /// The name of this process among those that share a database: its jobs wait again when it
    /// opens the archive.
    pub node: String,
}

impl ArchiveOptions {
    /// The default form in a folder.
    pub fn new(folder: impl Into<PathBuf>) -> Self {
        Self {
            folder: folder.into(),
            database: Database::Embedded,
            free_floor_bytes: 512 << 20,
            sync: SyncPolicy::Grouped,
            node: "local".to_owned(),
        }
    }
}

/// Where the index is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Database {
    /// SQLite, `index.sqlite` in the archive's folder.
    Embedded,
    /// `postgres://...`; may hold a password and is never shown.
    Url(filmdesk_dataset::Phi<String>),
}

/// Whether keeping waits for the disk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SyncPolicy {
    /// Durable on return; those who wait at the same time share the syncs.
    Grouped,
    /// For benchmarks only: a crash loses instances.
    Off,
}

/// The archive. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Archive {
    jobs: Jobs,
}

/// An instance on its way in: a file nobody else sees, removed when dropped.
///
/// Preamble and File Meta Information are written by [`Incoming::write_meta`], the data set by
/// `Write`: two instances are the same when their data sets are, whatever their meta says.
#[derive(Debug)]
pub struct Incoming {}

impl Incoming {
    /// Writes preamble and File Meta Information, before the data set.
    pub fn write_meta(&mut self, bytes: &[u8]) -> io::Result<()> {
        let _ = bytes;
        unimplemented!("F")
    }

    /// Bytes written.
    pub fn length(&self) -> u64 {
        unimplemented!("F")
    }

    /// The bytes written so far, to read a header again.
    pub fn reader(&mut self) -> io::Result<std::fs::File> {
        unimplemented!("F")
    }
}

/// `StorageFull` when there is no room ([`KeepError::from`] makes it [`KeepError::NoRoom`]).
impl Write for Incoming {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let _ = bytes;
        unimplemented!("F")
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// What became of an instance that was to be kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kept {
    /// It is in the archive.
    New,
    /// The same data set was there before.
    AlreadyHere,
    /// Another data set has this SOP Instance UID. Both are kept: this one apart, not on discs
    /// until a person decides.
    Conflict {
        /// Where it is kept.
        apart: Location,
    },
}

/// Something that a person should look at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Conflict {
    /// What it is.
    pub kind: ConflictKind,
    /// SOP Instance UID of the instance that came second.
    pub sop_instance: String,
    /// Study Instance UID.
    pub study_uid: String,
    /// Where it came from.
    pub source: String,
    /// When.
    pub received: OffsetDateTime,
    /// The file that is kept apart, for [`ConflictKind::Content`].
    pub apart: Option<Location>,
}

/// Kinds of conflicts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ConflictKind {
    /// Two data sets under one SOP Instance UID.
    Content,
    /// One Patient ID with another name, birth date or sex than before.
    PatientIdentity,
    /// One Study Instance UID under two patients.
    StudyOfTwoPatients,
}

/// Which studies may go. A study goes as a whole, the one that came longest ago first.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct RetentionRules {
    /// Studies whose last instance came longer ago go.
    pub max_age: Option<Duration>,
    /// Bytes of objects kept at most.
    pub quota_bytes: Option<u64>,
    /// Free bytes of the disk to be reached.
    pub free_bytes: Option<u64>,
    /// Studies younger than this stay, whatever the other rules say.
    pub min_age: Duration,
}

/// What a sweep did.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SweepReport {
    /// Studies removed.
    pub studies: u64,
    /// Instances removed.
    pub instances: u64,
    /// Bytes removed.
    pub bytes: u64,
    /// Studies that a rule wanted gone and an open job needs.
    pub pinned: u64,
    /// Bytes over the quota or under the floor that could not be freed.
    pub short_bytes: u64,
}

#[expect(
    unused_variables,
    clippy::unused_async,
    reason = "a skeleton to build upon"
)]
impl Archive {
    /// Opens the archive, bringing its tables to this version and putting in order what a crash
    /// left.
    pub async fn open(options: &ArchiveOptions) -> Result<Self, ArchiveError> {
        unimplemented!("F")
    }

    /// A place for an arriving instance. Blocks.
    pub fn begin(&self) -> Result<Incoming, KeepError> {
        unimplemented!("F")
    }

    /// Keeps an instance: on return its file and its index entry are durable. Blocks; the syncs
    /// of those who call at the same time are shared.
    pub fn keep(&self, incoming: Incoming, facts: &InstanceFacts) -> Result<Kept, KeepError> {
        unimplemented!("F")
    }

    /// Whether `bytes` more would be taken now.
    pub fn has_room(&self, bytes: u64) -> bool {
        unimplemented!("F")
    }

    /// Patients, by name.
    pub async fn find_patients(&self, query: &Query) -> Result<Vec<PatientSummary>, ArchiveError> {
        unimplemented!("F")
    }

    /// Studies, the newest first.
    pub async fn find_studies(&self, query: &Query) -> Result<Vec<StudySummary>, ArchiveError> {
        unimplemented!("F")
    }

    /// Instances, by study, series and number.
    pub async fn instances(
        &self,
        selection: &Selection,
    ) -> Result<Vec<StoredInstance>, ArchiveError> {
        unimplemented!("F")
    }

    /// The file of an instance. Blocks.
    pub fn open_instance(&self, location: &Location) -> io::Result<Box<dyn ReadObject>> {
        unimplemented!("F")
    }

    /// What a person should look at, the newest first.
    pub async fn conflicts(&self, limit: u32) -> Result<Vec<Conflict>, ArchiveError> {
        unimplemented!("F")
    }

    /// The queue of jobs.
    pub fn jobs(&self) -> &Jobs {
        &self.jobs
    }

    /// Removes studies by the rules; never one that an open job pins.
    pub async fn sweep(
        &self,
        rules: &RetentionRules,
        now: OffsetDateTime,
    ) -> Result<SweepReport, ArchiveError> {
        unimplemented!("F")
    }
}
