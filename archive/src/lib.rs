//! Durable state: the film spool with its queue, and the archive of instances with its index.
//!
//! [`spool::Spool`] keeps films in a folder: pixels stream in through an [`spool::Intake`] per
//! association, [`spool::Spool::accept`] makes a frozen job durable, and [`queue::JobQueue`]
//! hands it out until it is delivered. docs/decisions/0003-film-spool-as-folders.md says why.
//!
//! [`Archive`] keeps instances: [`Archive::begin`] gives a file to stream into, [`Archive::keep`]
//! makes it durable and indexes it, queries find it, [`job::Jobs`] pin what they need, and
//! [`Archive::sweep`] removes what no rule keeps. docs/decisions/0006-archive.md says why.

mod archive;
pub mod desk;
pub mod error;
pub mod facts;
pub mod index;
pub mod job;
pub mod medium;
pub mod queue;
pub mod reconcile;
pub mod scan_folder;
pub mod spool;
pub mod store;

pub use archive::{
    Archive, ArchiveOptions, Database, Incoming, Kept, Placing, Recovery, Reindexed,
    RetentionRules, SweepReport, SyncPolicy,
};
pub use error::{ArchiveError, KeepError};
pub use facts::{Arrival, InstanceFacts};
pub use index::conflict::{Conflict, ConflictId, ConflictKind};
pub use index::file_set::MadeFileSet;
pub use index::query::{PatientKey, PatientSummary, Query, StudySummary};
pub use index::selection::{Selection, StoredInstance};
pub use index::shelf::{ShelfDisc, ShelvedStudy};
pub use index::totals::Totals;
pub use job::{GoOn, Job, JobId, JobKind, JobNews, JobReport, JobState, Jobs, NewJob};
pub use queue::{JobChange, JobNumber, JobQueue, JobRecord, JournalEvent, Progress, QueueError};
pub use spool::{AcceptError, Acceptance, Intake, JobPixels, OpenError, Spool, SpoolLimits};
pub use store::{FolderStore, Location, ObjectKey, ObjectStore, ReadObject};
