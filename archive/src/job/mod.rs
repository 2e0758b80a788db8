//! Jobs of the media side (discs, imports, sends): persisted, restartable, pinning what they need.

mod pins;
mod queue;
mod rows;

use std::fmt;

use serde::{Deserialize, Serialize};
use serde_json::Value;
use time::OffsetDateTime;
use tokio::sync::{broadcast, watch};

use crate::desk::AuditEvent;
use crate::index::database::Pool;
use crate::index::selection::Selection;
pub(crate) use queue::release_session;

/// News that a slow subscriber may be behind; it then lists again.
const NEWS: usize = 256;

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

/// Names in the database and in messages.
const STATES: &[(JobState, &str)] = &[
    (JobState::Waiting, "waiting"),
    (JobState::Running, "running"),
    (JobState::Held, "held"),
    (JobState::Done, "done"),
    (JobState::Failed, "failed"),
    (JobState::Cancelled, "cancelled"),
];

/// Names in the database and in messages.
const KINDS: &[(JobKind, &str)] = &[
    (JobKind::Disc, "disc"),
    (JobKind::Import, "import"),
    (JobKind::Send, "send"),
    (JobKind::Commitment, "commitment"),
];

impl JobKind {
    /// In one word.
    pub fn word(self) -> &'static str {
        word_of(KINDS, self)
    }
}

fn word_of<T: PartialEq + Copy>(table: &[(T, &'static str)], value: T) -> &'static str {
    let found = table.iter().find(|(known, _)| *known == value);
    found.map_or("", |(_, word)| word)
}

impl JobState {
    /// In one word.
    pub fn word(self) -> &'static str {
        word_of(STATES, self)
    }

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
    /// The code of who comes for what it makes; empty: none.
    pub code: String,
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

/// The queue of jobs. Cheap to clone. Changes are durable on return; subscribers hear of those
/// of this process.
#[derive(Debug, Clone)]
pub struct Jobs {
    pool: Pool,
    /// The process: its running jobs wait again when it has died.
    session: i64,
    news: broadcast::Sender<JobNews>,
    changes: watch::Sender<u64>,
}

impl Jobs {
    pub(crate) fn new(pool: Pool, session: i64) -> Self {
        Self {
            pool,
            session,
            news: broadcast::Sender::new(NEWS),
            changes: watch::Sender::new(0),
        }
    }

    /// The queue for one thing that is to be in the audit trail: it is done and written down, or
    /// neither.
    pub fn noting(&self, event: AuditEvent) -> Self {
        Self {
            pool: self.pool.noting(event),
            ..self.clone()
        }
    }

    /// Changes from now on, of this process. One that lags behind lists again.
    pub fn subscribe(&self) -> broadcast::Receiver<JobNews> {
        self.news.subscribe()
    }

    /// A number that grows with every change: wakes workers. Those of other processes are not
    /// counted: a worker looks at its queue now and then as well.
    pub fn watch(&self) -> watch::Receiver<u64> {
        self.changes.subscribe()
    }

    fn tell(&self, news: JobNews) {
        self.changes.send_modify(|changes| *changes += 1);
        // Nobody listening is no error.
        let _ = self.news.send(news);
    }
}
