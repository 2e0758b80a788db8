//! Waiting until Print Jobs are done: by their events, and by asking where none come.

use std::time::Duration;

use filmdesk_dataset::tags;
use filmdesk_dimse::service::PRINT_JOB;
use filmdesk_dimse::status::Status;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::time::Instant;

use crate::console::{Console, Notification};
use crate::error::PrintError;

/// Without an event for so long, the console asks: printers may have events turned off.
const ASK_AFTER: Duration = Duration::from_secs(2);

/// Execution Status (2100,0020) as far as it is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[allow(missing_docs)] // the standard's own terms
pub enum JobState {
    Pending,
    Printing,
    Done,
    Failure,
}

/// A Print Job.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Job {
    /// Its SOP Instance UID.
    pub uid: String,
    /// Its state.
    pub state: JobState,
    /// Execution Status Info (2100,0030).
    pub info: Option<String>,
}

impl Job {
    pub(super) fn new(uid: String) -> Self {
        Self {
            uid,
            state: JobState::Pending,
            info: None,
        }
    }

    fn is_over(&self) -> bool {
        matches!(self.state, JobState::Done | JobState::Failure)
    }
}

/// Waits until every job is over.
///
/// # Errors
/// [`PrintError::JobFailed`] when one has failed, `JobPending` when `patience` is over.
pub(super) async fn wait<S: AsyncRead + AsyncWrite + Unpin>(
    console: &mut Console<S>,
    jobs: &mut [Job],
    patience: Duration,
) -> Result<(), PrintError> {
    let deadline = Instant::now() + patience;
    while !jobs.iter().all(Job::is_over) {
        let left = deadline.saturating_duration_since(Instant::now());
        if left.is_zero() {
            return Err(PrintError::JobPending(patience));
        }
        match console.next_event(left.min(ASK_AFTER)).await? {
            Some(event) => note(jobs, &event),
            None => ask(console, jobs).await?,
        }
    }
    match jobs.iter().find(|job| job.state == JobState::Failure) {
        Some(job) => Err(PrintError::JobFailed(job.info.clone().unwrap_or_default())),
        None => Ok(()),
    }
}

/// Event Type IDs of Print Job (PS3.4 Table H.4-14).
fn note(jobs: &mut [Job], event: &Notification) {
    let job = jobs.iter_mut().find(|job| job.uid == event.instance);
    let Some(job) = job.filter(|_| event.sop_class == PRINT_JOB) else {
        return;
    };
    job.state = match event.event_type {
        1 => JobState::Pending,
        2 => JobState::Printing,
        3 => JobState::Done,
        4 => JobState::Failure,
        _ => job.state,
    };
    let info = event.data.ascii(tags::EXECUTION_STATUS_INFO).ok().flatten();
    job.info = info.map(str::to_owned).or_else(|| job.info.take());
}

async fn ask<S: AsyncRead + AsyncWrite + Unpin>(
    console: &mut Console<S>,
    jobs: &mut [Job],
) -> Result<(), PrintError> {
    let wanted = [tags::EXECUTION_STATUS, tags::EXECUTION_STATUS_INFO];
    for job in jobs.iter_mut().filter(|job| !job.is_over()) {
        let answer = console.n_get(PRINT_JOB, &job.uid, &wanted).await?;
        let text = |tag| answer.data.ascii(tag).ok().flatten();
        job.info = text(tags::EXECUTION_STATUS_INFO).map(str::to_owned);
        job.state = match (answer.status, text(tags::EXECUTION_STATUS)) {
            (_, Some("PRINTING")) => JobState::Printing,
            (_, Some("DONE")) => JobState::Done,
            (_, Some("FAILURE")) => JobState::Failure,
            // Instances go after a job's end was told (PS3.4 H.4.6.3); one that is gone is over.
            (Status::NO_SUCH_SOP_INSTANCE, _) => JobState::Done,
            _ => job.state,
        };
    }
    Ok(())
}
