//! Jobs of the media side (discs, imports, sends): persisted, restartable, pinning what they need.

use std::fmt;

use serde::{Deserialize, Serialize};
use serde_json::Value;
use time::OffsetDateTime;
use tokio::sync::{broadcast, watch};

use crate::error::ArchiveError;
use crate::index::selection::Selection;

/// Names a job: from 1, never used twice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct JobId(pub i64);

impl fmt::Display for JobId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}", self.0)
    }
}

/// What a job does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum JobKind {
    /// Makes a disc, an image, a folder or a ZIP.
    Disc,
    /// Takes a folder or a medium in.
    Import,
    /// Sends instances to another system.
    Send,
    /// Reports on Storage Commitment.
    Commitment,
}

/// How a job stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum JobState {
    /// Waits for a worker.
    Waiting,
    /// A worker has it.
    Running,
    /// Waits for a person (no medium in the drive, a question); [`Jobs::retry`] goes on.
    Held,
    /// Ended well.
    Done,
    /// Ended with an error; [`Jobs::retry`] tries again.
    Failed,
    /// Ended by a person.
    Cancelled,
}

impl JobState {
    /// Whether the job needs its pins no longer. A failed or held job keeps them: it may be
    /// retried.
    pub fn is_over(self) -> bool {
        matches!(self, Self::Done | Self::Cancelled)
    }
}

/// A job to be done.
#[derive(Debug, Clone, PartialEq)]
pub struct NewJob {
    /// What it does.
    pub kind: JobKind,
    /// The order, in the kind's own form.
    pub order: Value,
    /// Higher goes first; 0 is usual.
    pub priority: i16,
    /// Instances that must stay until the job is over.
    pub pins: Selection,
    /// Who asked.
    pub requester: String,
}

/// A job.
#[derive(Debug, Clone, PartialEq)]
pub struct Job {
    /// Its name.
    pub id: JobId,
    /// What it does.
    pub kind: JobKind,
    /// How it stands.
    pub state: JobState,
    /// The order.
    pub order: Value,
    /// Higher goes first.
    pub priority: i16,
    /// Who asked.
    pub requester: String,
    /// What was reported last: where a restarted job goes on.
    pub report: JobReport,
    /// Why it failed or is held; without patient text.
    pub reason: String,
    /// Times that a worker began it.
    pub tries: u32,
    /// The worker that has it.
    pub worker: String,
    /// Whether a person asked for its end while it ran.
    pub cancel_asked: bool,
    /// When it was asked for.
    pub created: OffsetDateTime,
    /// When anything changed last.
    pub changed: OffsetDateTime,
}

/// How far a job got.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct JobReport {
    /// The stage, in the kind's words: `write`, `verify`.
    pub stage: String,
    /// Units done in this stage.
    pub done: u64,
    /// Units altogether in this stage; 0: not known.
    pub total: u64,
    /// What a restarted worker needs, in the kind's own form.
    pub detail: Value,
}

/// Something about a job changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct JobNews {
    /// The job.
    pub id: JobId,
    /// What it does.
    pub kind: JobKind,
    /// How it stands now.
    pub state: JobState,
}

/// What a worker is to do after a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum GoOn {
    /// Go on.
    Yes,
    /// A person wants the job to end: clean up, then [`Jobs::cancel`].
    Cancel,
}

/// The queue of jobs. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Jobs {}

#[expect(
    unused_variables,
    clippy::unused_async,
    reason = "a skeleton to build upon"
)]
impl Jobs {
    /// Puts a job in the queue. Everything selected is pinned with it, or nothing is queued.
    pub async fn enqueue(&self, job: &NewJob, now: OffsetDateTime) -> Result<JobId, ArchiveError> {
        unimplemented!("F")
    }

    /// Takes the next waiting job of these kinds: by priority, then the older.
    pub async fn claim(
        &self,
        kinds: &[JobKind],
        worker: &str,
        now: OffsetDateTime,
    ) -> Result<Option<Job>, ArchiveError> {
        unimplemented!("F")
    }

    /// Reports on a running job; durable on return.
    pub async fn record(
        &self,
        id: JobId,
        report: &JobReport,
        now: OffsetDateTime,
    ) -> Result<GoOn, ArchiveError> {
        unimplemented!("F")
    }

    /// A running job ended well; its pins go.
    pub async fn finish(&self, id: JobId, now: OffsetDateTime) -> Result<(), ArchiveError> {
        unimplemented!("F")
    }

    /// A running job failed; its pins stay, for it may be retried.
    pub async fn fail(
        &self,
        id: JobId,
        reason: &str,
        now: OffsetDateTime,
    ) -> Result<(), ArchiveError> {
        unimplemented!("F")
    }

    /// A running job waits for a person.
    pub async fn hold(
        &self,
        id: JobId,
        reason: &str,
        now: OffsetDateTime,
    ) -> Result<(), ArchiveError> {
        unimplemented!("F")
    }

    /// Gives a running job back to the queue.
    pub async fn release(&self, id: JobId, now: OffsetDateTime) -> Result<(), ArchiveError> {
        unimplemented!("F")
    }

    /// Ends a job that waits, is held or failed; asks a running one to end. A worker that was
    /// asked ([`GoOn::Cancel`]) ends it by [`Jobs::cancelled`].
    pub async fn cancel(&self, id: JobId, now: OffsetDateTime) -> Result<JobState, ArchiveError> {
        unimplemented!("F")
    }

    /// A running job has ended as a person asked; its pins go.
    pub async fn cancelled(&self, id: JobId, now: OffsetDateTime) -> Result<(), ArchiveError> {
        unimplemented!("F")
    }

    /// Lets a failed, held or cancelled job wait again.
    pub async fn retry(&self, id: JobId, now: OffsetDateTime) -> Result<(), ArchiveError> {
        unimplemented!("F")
    }

    /// A job.
    pub async fn job(&self, id: JobId) -> Result<Job, ArchiveError> {
        unimplemented!("F")
    }

    /// The newest jobs, of all kinds when none is named.
    pub async fn list(&self, kinds: &[JobKind], limit: u32) -> Result<Vec<Job>, ArchiveError> {
        unimplemented!("F")
    }

    /// Changes from now on, of this process.
    pub fn subscribe(&self) -> broadcast::Receiver<JobNews> {
        unimplemented!("F")
    }

    /// A number that grows with every change: wakes workers.
    pub fn watch(&self) -> watch::Receiver<u64> {
        unimplemented!("F")
    }
}
