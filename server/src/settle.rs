//! The end of a job, written down however long the queue does not answer: until then the job is
//! said to run, and nobody can cancel it or try it again.

use std::time::Duration;

use filmdesk_archive::{Archive, ArchiveError, JobId};
use tokio_util::sync::CancellationToken;
use tracing::warn;

use crate::ids;

/// Pauses until what the queue did not take is written again.
const FIRST_PAUSE: Duration = Duration::from_secs(1);
/// The longest of them: a database that was away for a night has its jobs within a minute.
const LONGEST_PAUSE: Duration = Duration::from_secs(60);

/// Writes the end of a job. What cannot be written even later makes it a failed one. At the end
/// of the server it is left: the next one takes the job up again. What was written.
pub(crate) async fn settle<T, F>(
    archive: &Archive,
    job: JobId,
    end: &CancellationToken,
    write: impl Fn() -> F,
) -> Option<T>
where
    F: Future<Output = Result<T, ArchiveError>>,
{
    let error = match persist(job, end, write).await? {
        Ok(written) => return Some(written),
        Err(error) => error,
    };
    let (jobs, reason) = (archive.jobs(), format!("other: {error}"));
    let fail = || jobs.fail(job, &reason, ids::now_local());
    if let Some(Err(error)) = persist(job, end, fail).await {
        warn!(%job, %error, "the job is not said to have failed");
    }
    None
}

/// Does something to a job until the queue answers; nothing when the server ends before.
pub(crate) async fn persist<T, F>(
    job: JobId,
    end: &CancellationToken,
    write: impl Fn() -> F,
) -> Option<Result<T, ArchiveError>>
where
    F: Future<Output = Result<T, ArchiveError>>,
{
    let mut pause = FIRST_PAUSE;
    loop {
        let error = match write().await {
            Ok(done) => return Some(Ok(done)),
            Err(error) => error,
        };
        warn!(%job, %error, "the end of a job is not written down yet");
        if !error.is_transient() {
            return Some(Err(error));
        }
        tokio::select! {
            biased;
            () = end.cancelled() => return None,
            () = tokio::time::sleep(pause) => {}
        }
        pause = (pause * 2).min(LONGEST_PAUSE);
    }
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;
    use std::io;

    use filmdesk_archive::{ArchiveOptions, JobKind, JobState, NewJob, Selection};
    use tempfile::TempDir;

    use super::*;

    const JOB: JobId = JobId(7);

    fn away() -> ArchiveError {
        io::Error::other("the database is away").into()
    }

    #[tokio::test]
    async fn what_the_queue_does_not_take_is_written_again() {
        let (end, tries) = (CancellationToken::new(), Cell::new(0));
        let write = async || {
            tries.set(tries.get() + 1);
            if tries.get() < 2 { Err(away()) } else { Ok(()) }
        };
        let written = persist(JOB, &end, write).await;
        assert!(matches!(written, Some(Ok(()))), "{written:?}");
        assert_eq!(tries.get(), 2);
    }

    #[tokio::test]
    async fn at_the_end_of_the_server_it_is_tried_once() {
        let (end, tries) = (CancellationToken::new(), Cell::new(0));
        end.cancel();
        let write = async || {
            tries.set(tries.get() + 1);
            Err::<(), _>(away())
        };
        let written = persist(JOB, &end, write).await;
        assert!(written.is_none(), "{written:?}");
        assert_eq!(tries.get(), 1);
    }

    #[tokio::test]
    async fn a_job_whose_end_can_never_be_written_has_failed() {
        let folder = TempDir::new().expect("a folder");
        let options = ArchiveOptions {
            free_floor_bytes: 1,
            ..ArchiveOptions::new(folder.path())
        };
        let archive = Archive::open(&options).await.expect("an archive");
        let order = NewJob {
            kind: JobKind::Send,
            order: serde_json::Value::Null,
            priority: 0,
            pins: Selection::Nothing,
            requester: String::new(),
            code: String::new(),
        };
        let (jobs, now) = (archive.jobs(), ids::now_local());
        let job = jobs.enqueue(&order, now).await.expect("a job");
        jobs.claim_job(job, "test", now).await.expect("it");
        let write = async || Err::<(), _>(ArchiveError::NotThere { missing: 1 });
        let written = settle(&archive, job, &CancellationToken::new(), write).await;
        assert_eq!(written, None);
        let ended = jobs.job(job).await.expect("it");
        assert_eq!(ended.state, JobState::Failed);
        assert!(ended.reason.starts_with("other: "), "{}", ended.reason);
    }
}
