//! The job queue as its users see it; [`crate::spool::Spool`] is the one that keeps folders.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::io;

use filmdesk_print_scp::terms::{ExecutionStatus, PrintPriority, StatusInfo};
use serde::{Deserialize, Serialize};
use thiserror::Error;
use time::OffsetDateTime;
use tokio::sync::{broadcast, watch};

/// The number of a job in its spool: from 1, never used twice.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize,
)]
pub struct JobNumber(pub u64);

impl fmt::Display for JobNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}", self.0)
    }
}

/// What is known of a job without opening its films. Holds no patient text.
#[derive(Debug, Clone, PartialEq)]
pub struct JobRecord {
    /// Number in the spool.
    pub number: JobNumber,
    /// SOP Instance UID of the Print Job.
    pub uid: String,
    /// The printer (called AE title).
    pub printer: String,
    /// Originator (calling AE title).
    pub originator: String,
    /// Print Priority.
    pub priority: PrintPriority,
    /// Number of Copies.
    pub copies: u16,
    /// Films of one copy.
    pub films: usize,
    /// Bytes of pixel data on disk; 0 when they are gone.
    pub bytes: u64,
    /// Creation Date and Creation Time.
    pub created: OffsetDateTime,
    /// When it became DONE or FAILURE.
    pub finished: Option<OffsetDateTime>,
    /// Execution Status.
    pub status: ExecutionStatus,
    /// Execution Status Info.
    pub info: StatusInfo,
    /// A person holds it: it is not printed until it is released.
    pub is_held: bool,
    /// A person gave it up before it was printed; its status is FAILURE then.
    pub is_cancelled: bool,
    /// How far delivery got.
    pub progress: Progress,
    /// Whether the films are still there, to be printed again.
    pub films_kept: bool,
    /// Whether the Print Job instance was deleted (PS3.4 H.4.5: after its last event was confirmed).
    pub instance_deleted: bool,
}

impl JobRecord {
    /// Whether the job is DONE or FAILURE.
    pub fn is_finished(&self) -> bool {
        is_final(self.status)
    }
}

/// Whether no status follows this one.
pub(crate) fn is_final(status: ExecutionStatus) -> bool {
    matches!(status, ExecutionStatus::Done | ExecutionStatus::Failure)
}

/// How far the delivery of a job got, by output name.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Progress {
    /// Tries that failed for the moment.
    pub failed_tries: BTreeMap<String, u32>,
    /// Documents on their way: announced, perhaps sent, not known to have arrived. By output
    /// name and document name.
    pub sending: BTreeMap<(String, String), Sending>,
    /// Documents that arrived, by output name and document name.
    pub delivered: BTreeSet<(String, String)>,
}

/// A document on its way to a device that cannot be asked to overwrite.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sending {
    /// The name by which the device can be asked whether it has the document.
    pub ticket: String,
    /// The device's number for it, once it gave one.
    pub remote: Option<i64>,
}

/// One line of a job's journal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "event", rename_all = "snake_case")]
pub enum JournalEvent {
    /// The job has a new status.
    Status {
        /// Execution Status.
        status: ExecutionStatus,
        /// Execution Status Info.
        info: StatusInfo,
    },
    /// A try of an output failed for the moment.
    TryFailed {
        /// Output name.
        output: String,
    },
    /// A document is about to be sent.
    Sending {
        /// Output name.
        output: String,
        /// Document name.
        document: String,
        /// The name by which the device can be asked for it.
        ticket: String,
    },
    /// The device took a document and gave it a number.
    Sent {
        /// Output name.
        output: String,
        /// Document name.
        document: String,
        /// The device's number for it.
        remote: i64,
    },
    /// The device does not have a document that was announced, or gave it up.
    NotSent {
        /// Output name.
        output: String,
        /// Document name.
        document: String,
    },
    /// A document arrived.
    Delivered {
        /// Output name.
        output: String,
        /// Document name.
        document: String,
    },
    /// A person holds the job.
    Held,
    /// What was held may be printed.
    Released,
    /// The job waits for another printer.
    Moved {
        /// That printer.
        printer: String,
    },
    /// A person gave the job up before it was printed.
    Cancelled,
    /// The Print Job instance was deleted.
    InstanceDeleted,
}

/// A job's status changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JobChange {
    /// Number in the spool.
    pub number: JobNumber,
    /// SOP Instance UID of the Print Job.
    pub uid: String,
    /// Execution Status.
    pub status: ExecutionStatus,
    /// Execution Status Info.
    pub info: StatusInfo,
}

/// Why a queue operation failed.
#[derive(Debug, Error)]
pub enum QueueError {
    /// No such job.
    #[error("there is no job {0}")]
    NoSuchJob(JobNumber),
    /// The job's films were removed.
    #[error("the films of job {0} are no longer kept")]
    FilmsGone(JobNumber),
    /// The job is being printed, or its end is told.
    #[error("job {0} no longer waits")]
    NotWaiting(JobNumber),
    /// The other printer's queue is full.
    #[error("{waiting} jobs wait for printer {printer:?} already")]
    QueueFull {
        /// The printer.
        printer: String,
        /// Jobs that may wait for it.
        waiting: u32,
    },
    /// The job's file does not read.
    #[error("the file of job {number} does not read: {reason}")]
    Damaged {
        /// The job.
        number: JobNumber,
        /// What is wrong with it.
        reason: String,
    },
    /// The disk failed.
    #[error("the spool failed: {0}")]
    Io(#[from] io::Error),
}

/// A durable queue of print jobs. Every method may touch the disk: call it where blocking is
/// allowed, but for [`JobQueue::job`], [`JobQueue::list`] and the two subscriptions.
pub trait JobQueue: Send + Sync {
    /// Takes the next PENDING job of a printer: HIGH before MED before LOW, then the older.
    /// Its status does not change; a claim ends with [`JobQueue::release`], with a final
    /// status, or with the process.
    fn claim(&self, printer: &str) -> Option<JobRecord>;

    /// Gives a claimed job back, to be claimed again; PRINTING becomes PENDING.
    fn release(&self, number: JobNumber, now: OffsetDateTime) -> Result<(), QueueError>;

    /// Writes a line of the job's journal; durable on return, but for the status PRINTING,
    /// which no crash can make a difference to. A change of status is then told to subscribers.
    fn record(
        &self,
        number: JobNumber,
        event: JournalEvent,
        now: OffsetDateTime,
    ) -> Result<(), QueueError>;

    /// The Print Job with this SOP Instance UID, unless its instance was deleted.
    fn job(&self, uid: &str) -> Option<JobRecord>;

    /// A job by number.
    fn record_of(&self, number: JobNumber) -> Option<JobRecord>;

    /// All jobs, by number.
    fn list(&self) -> Vec<JobRecord>;

    /// Jobs of a printer that wait: PENDING ones that nobody holds.
    fn waiting(&self, printer: &str) -> u32;

    /// Changes of status from now on. One that lags behind reads [`JobQueue::job`] again.
    fn subscribe(&self) -> broadcast::Receiver<JobChange>;

    /// A number that grows with every change of the queue: wakes workers and the web board.
    fn watch(&self) -> watch::Receiver<u64>;
}
