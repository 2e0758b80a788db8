//! A folder that holds films from their first pixel to their delivery, and after.
//!
//! ```text
//! lock                        held while a server runs on the folder
//! incoming/<n>/<f>.pixels     pixels of association n, one file per film box; gone with it
//! jobs/<number>/              a job that was acknowledged
//!     job.json                the frozen films; never changes
//!     <f>.pixels              the same files as in incoming, by hard link
//!     journal                 one line per step of its delivery
//! jobs/new-<number>/          a job that is being written: not acknowledged, removed at start
//! jobs/old-<number>/          a job that is being removed
//! damaged/<number>/           a job that no longer reads: kept aside for a person
//! ```

mod accept;
mod flusher;
mod intake;
mod job_file;
mod jobs;
mod journal;
mod layout;
mod pixels;
mod recover;
mod retention;
mod room;
mod state;
mod steer;
mod sync;

use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use filmdesk_print_scp::sheet::FilmJob;
use thiserror::Error;
use time::OffsetDateTime;

pub use accept::{AcceptError, Acceptance};
pub use intake::{Intake, Mark};
pub use pixels::JobPixels;
pub use recover::Recovery;

use crate::queue::{JobNumber, QueueError};
use flusher::Flusher;
use layout::Layout;
use room::Room;
use state::State;
use sync::GroupSync;

/// Journals written at the same time, at most: printers are fewer than this.
pub(crate) const JOURNAL_LOCKS: usize = 16;

/// Limits of a spool, and how long it keeps finished jobs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SpoolLimits {
    /// Bytes of pixel data kept at most, arriving, waiting and finished.
    pub quota_bytes: u64,
    /// Free bytes of the disk that are never used.
    pub free_floor_bytes: u64,
    /// Bytes of pixel data that one association may have in the spool and not printed.
    pub association_bytes: u64,
    /// Finished jobs kept at most; at least one is, so that no job number is used twice.
    pub keep_jobs: usize,
    /// Finished jobs are kept at most this long.
    pub keep: Duration,
}

impl Default for SpoolLimits {
    fn default() -> Self {
        Self {
            quota_bytes: 50 << 30,
            free_floor_bytes: 512 << 20,
            // Twelve films of twelve images of 40 MB each, and as much again.
            association_bytes: 12 << 30,
            keep_jobs: 1000,
            keep: Duration::from_secs(7 * 24 * 3600),
        }
    }
}

/// How many finished jobs are kept, and how long.
#[derive(Debug, Clone, Copy)]
struct Keeping {
    jobs: usize,
    time: Duration,
}

impl Keeping {
    const fn of(limits: &SpoolLimits) -> Self {
        Self {
            jobs: limits.keep_jobs,
            time: limits.keep,
        }
    }
}

/// Why a spool did not open.
#[derive(Debug, Error)]
pub enum OpenError {
    /// Another process has the folder.
    #[error("the spool {root:?} is in use by another filmdesk server")]
    InUse {
        /// The spool's folder.
        root: PathBuf,
    },
    /// The folder cannot be used.
    #[error("the spool {root:?} cannot be used: {source}")]
    Io {
        /// The spool's folder.
        root: PathBuf,
        /// Why.
        source: io::Error,
    },
}

/// A film spool and its job queue. Clones share the spool.
#[derive(Debug, Clone)]
pub struct Spool {
    inner: Arc<Inner>,
}

/// What the clones, intakes and readers of a spool share.
#[derive(Debug)]
pub(crate) struct Inner {
    layout: Layout,
    limits: SpoolLimits,
    /// Of the limits, what may change.
    keeping: Mutex<Keeping>,
    room: Room,
    state: Mutex<State>,
    jobs_folder: GroupSync,
    flusher: Flusher,
    recovery: Recovery,
    /// Serialise the lines of a journal; jobs share them by number.
    journals: [Mutex<()>; JOURNAL_LOCKS],
    /// Held as long as the spool lives; the system lets go of it when the process dies.
    _lock: std::fs::File,
}

impl Inner {
    /// The state; a panic elsewhere while it was held leaves it whole, as every change is one
    /// assignment.
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Spool {
    /// Opens the spool in `root`, making the folder when it is missing, and puts in order what
    /// a killed server left: pixels of dead associations and half-written jobs are removed,
    /// jobs that were being printed are PENDING again.
    pub fn open(root: &Path, limits: SpoolLimits) -> Result<Self, OpenError> {
        let inner = recover::open(root, limits)?;
        Ok(Self {
            inner: Arc::new(inner),
        })
    }

    /// What was found and put in order at [`Spool::open`].
    pub fn recovery(&self) -> &Recovery {
        &self.inner.recovery
    }

    /// A place for the pixels of a new association; they are removed with it.
    pub fn intake(&self) -> io::Result<Intake> {
        Intake::create(Arc::clone(&self.inner))
    }

    /// Makes a frozen job durable: when this returns `Ok`, the job survives whatever happens to
    /// the process or the machine. Its pixels are those that `intake` took.
    pub fn accept(
        &self,
        job: &FilmJob,
        intake: &mut Intake,
        acceptance: &Acceptance<'_>,
    ) -> Result<JobNumber, AcceptError> {
        accept::accept(&self.inner, job, intake, acceptance)
    }

    /// Prints the films of a kept job again, as a new job of a printer with `copies` copies.
    pub fn reprint(
        &self,
        number: JobNumber,
        printer: &str,
        copies: u16,
        acceptance: &Acceptance<'_>,
    ) -> Result<JobNumber, AcceptError> {
        accept::reprint(&self.inner, number, printer, copies, acceptance)
    }

    /// The films of a job.
    pub fn film_job(&self, number: JobNumber) -> Result<FilmJob, QueueError> {
        let printer = self.require_films(number)?;
        let file = job_file::read(&self.inner.layout.job(number));
        let file = file.map_err(|reason| QueueError::Damaged { number, reason })?;
        // The file never changes; the job may have moved.
        Ok(FilmJob {
            printer,
            ..file.job
        })
    }

    /// The pixels of a job.
    pub fn pixels(&self, number: JobNumber) -> Result<JobPixels, QueueError> {
        self.require_films(number)?;
        Ok(JobPixels::new(self.inner.layout.job(number)))
    }

    /// A folder of the job for documents on their way; empty after a start, gone with the job.
    pub fn work_folder(&self, number: JobNumber) -> Result<PathBuf, QueueError> {
        self.require_films(number)?;
        let folder = self.inner.layout.work(number);
        std::fs::create_dir_all(&folder)?;
        Ok(folder)
    }

    /// Other limits from now on, all but that of an association; nothing that waits goes.
    pub fn put_in_force(&self, limits: &SpoolLimits) {
        let mut keeping = self
            .inner
            .keeping
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        *keeping = Keeping::of(limits);
        let room = &self.inner.room;
        room.resize(limits.quota_bytes, limits.free_floor_bytes);
    }

    /// Removes finished jobs that are older or more than the limits keep; the number removed.
    pub fn sweep(&self, now: OffsetDateTime) -> usize {
        retention::sweep(&self.inner, now)
    }

    /// Whether `bytes` more would be taken now: the answer to an N-CREATE (0213).
    pub fn has_room(&self, bytes: u64) -> bool {
        retention::has_room(&self.inner, bytes)
    }

    /// Bytes of pixel data in the spool.
    pub fn used_bytes(&self) -> u64 {
        self.inner.room.used()
    }

    /// The films are there; the printer that they are for.
    fn require_films(&self, number: JobNumber) -> Result<String, QueueError> {
        match self.inner.state().jobs.get(&number) {
            None => Err(QueueError::NoSuchJob(number)),
            Some(job) if !job.films_kept => Err(QueueError::FilmsGone(number)),
            Some(job) => Ok(job.printer.clone()),
        }
    }
}
