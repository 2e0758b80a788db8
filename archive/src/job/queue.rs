//! What may happen to a job.

use sqlx::any::AnyRow;
use sqlx::{AnyConnection, AssertSqlSafe, Row};
use time::OffsetDateTime;

use super::rows::{self, COLUMNS};
use super::{GoOn, Job, JobId, JobKind, JobNews, JobReport, JobState, Jobs, NewJob, pins};
use crate::desk::{AuditEvent, audit};
use crate::error::ArchiveError;
use crate::index::database::{Pool, millis, placeholders, signed, take_numbers, unsigned};
use crate::store::Location;

/// Times that a claim is tried again when another process was faster.
const TRIES: usize = 16;
/// Jobs of one list at most: a board shows fewer.
const MOST: u32 = 10_000;

/// A step from some states to another one.
struct Step {
    from: &'static [JobState],
    to: JobState,
    /// As a participle, for messages.
    word: &'static str,
    /// Whether a person who asked for the end of the job is heeded, also in the last moment:
    /// whoever ends a try need not know.
    heeds: bool,
}

const FINISH: Step = Step {
    from: &[JobState::Running],
    to: JobState::Done,
    word: "finished",
    heeds: false,
};
const FAIL: Step = Step {
    from: &[JobState::Running],
    to: JobState::Failed,
    word: "failed",
    heeds: true,
};
const HOLD: Step = Step {
    from: &[JobState::Running],
    to: JobState::Held,
    word: "held",
    heeds: true,
};
const RELEASE: Step = Step {
    from: &[JobState::Running],
    to: JobState::Waiting,
    word: "released",
    heeds: true,
};
const CANCELLED: Step = Step {
    from: &[JobState::Running],
    to: JobState::Cancelled,
    word: "cancelled",
    heeds: false,
};
const CANCEL: Step = Step {
    from: &[JobState::Waiting, JobState::Held, JobState::Failed],
    to: JobState::Cancelled,
    word: "cancelled",
    heeds: false,
};
const RETRY: Step = Step {
    from: &[JobState::Held, JobState::Failed],
    to: JobState::Waiting,
    word: "retried",
    heeds: false,
};

impl Jobs {
    /// Puts a job in the queue. Everything selected is pinned with it, or nothing is queued.
    pub async fn enqueue(&self, job: &NewJob, now: OffsetDateTime) -> Result<JobId, ArchiveError> {
        self.enqueue_noted(job, now, |_| Vec::new()).await
    }

    /// The same, with what is to be in the audit trail of it: both, or nothing.
    pub async fn enqueue_noted(
        &self,
        job: &NewJob,
        now: OffsetDateTime,
        notes: impl FnOnce(JobId) -> Vec<AuditEvent>,
    ) -> Result<JobId, ArchiveError> {
        let mut transaction = self.pool.begin().await?;
        let id = take_numbers(&mut transaction, 1).await?;
        insert(&mut transaction, id, job, now).await?;
        pins::pin(&mut transaction, id, &job.pins).await?;
        let id = JobId(id);
        for event in notes(id) {
            audit::insert(&mut transaction, &event).await?;
        }
        transaction.commit().await?;
        self.tell(JobNews {
            id,
            kind: job.kind,
            state: JobState::Waiting,
        });
        Ok(id)
    }

    /// Begins a job that no worker takes: what this process does by itself. Everything selected
    /// is pinned until it is over; it is cancelled when the process dies.
    pub async fn begin(
        &self,
        job: &NewJob,
        worker: &str,
        now: OffsetDateTime,
    ) -> Result<JobId, ArchiveError> {
        let mut transaction = self.pool.begin().await?;
        let id = take_numbers(&mut transaction, 1).await?;
        insert(&mut transaction, id, job, now).await?;
        pins::pin(&mut transaction, id, &job.pins).await?;
        // Asked to end from the start: nobody takes it up again after this process.
        let sql = "UPDATE job SET state = 'running', worker = $1, session = $2, tries = 1, \
                   cancel_asked = 1 WHERE id = $3";
        let query = sqlx::query(sql).bind(worker).bind(self.session).bind(id);
        query.execute(&mut *transaction).await?;
        transaction.commit().await?;
        let id = JobId(id);
        self.tell(JobNews {
            id,
            kind: job.kind,
            state: JobState::Running,
        });
        Ok(id)
    }

    /// Takes the next waiting job of these kinds: by priority, then the older.
    pub async fn claim(
        &self,
        kinds: &[JobKind],
        worker: &str,
        now: OffsetDateTime,
    ) -> Result<Option<Job>, ArchiveError> {
        for _ in 0..TRIES {
            let Some(id) = self.next(kinds).await? else {
                return Ok(None);
            };
            if let Some(job) = self.take(id, worker, now).await? {
                self.tell(news_of(&job));
                return Ok(Some(job));
            }
        }
        Ok(None)
    }

    /// The jobs of a kind that wait, in the order in which [`Jobs::claim`] takes them, from the
    /// one that comes after this: for workers that choose among them ([`Jobs::claim_job`]).
    pub async fn waiting(
        &self,
        kind: JobKind,
        after: Option<&Job>,
        limit: u32,
    ) -> Result<Vec<Job>, ArchiveError> {
        let sql = format!(
            "SELECT {COLUMNS} FROM job WHERE state = 'waiting' AND kind = $1 \
             AND (priority < $2 OR (priority = $2 AND id > $3)) \
             ORDER BY priority DESC, id LIMIT $4"
        );
        let (priority, id) = after.map_or((i64::MAX, 0), |job| (job.priority.into(), job.id.0));
        let query = sqlx::query(AssertSqlSafe(sql)).bind(kind.word());
        let query = query.bind(priority).bind(id);
        let query = query.bind(i64::from(limit.min(MOST)));
        let found = query.fetch_all(self.pool.get()).await?;
        found.iter().map(rows::read).collect()
    }

    /// Takes this job, unless another worker was faster or it waits no longer.
    pub async fn claim_job(
        &self,
        id: JobId,
        worker: &str,
        now: OffsetDateTime,
    ) -> Result<Option<Job>, ArchiveError> {
        let taken = self.take(id.0, worker, now).await?;
        taken.iter().for_each(|job| self.tell(news_of(job)));
        Ok(taken)
    }

    async fn next(&self, kinds: &[JobKind]) -> Result<Option<i64>, ArchiveError> {
        if kinds.is_empty() {
            return Ok(None);
        }
        let sql = format!(
            "SELECT id FROM job WHERE state = 'waiting' AND kind IN ({}) \
             ORDER BY priority DESC, id LIMIT 1",
            placeholders(1, kinds.len())
        );
        let query = sqlx::query_scalar(AssertSqlSafe(sql));
        let query = kinds
            .iter()
            .fold(query, |query, kind| query.bind(kind.word()));
        Ok(query.fetch_optional(self.pool.get()).await?)
    }

    /// Takes a job unless another one was faster: only one finds it waiting.
    async fn take(
        &self,
        id: i64,
        worker: &str,
        now: OffsetDateTime,
    ) -> Result<Option<Job>, ArchiveError> {
        let sql = format!(
            "UPDATE job SET state = 'running', worker = $1, session = $2, changed = $3, \
             tries = tries + 1, reason = '', cancel_asked = 0 \
             WHERE id = $4 AND state = 'waiting' RETURNING {COLUMNS}"
        );
        let query = sqlx::query(AssertSqlSafe(sql))
            .bind(worker)
            .bind(self.session)
            .bind(millis(now))
            .bind(id);
        let row = query.fetch_optional(self.pool.get()).await?;
        row.as_ref().map(rows::read).transpose()
    }

    /// Reports on a running job; durable on return.
    pub async fn record(
        &self,
        id: JobId,
        report: &JobReport,
        now: OffsetDateTime,
    ) -> Result<GoOn, ArchiveError> {
        let sql = format!(
            "UPDATE job SET stage = $1, done = $2, total = $3, detail = $4, changed = $5 \
             WHERE id = $6 AND state = 'running' AND session = $7 RETURNING {COLUMNS}"
        );
        let query = sqlx::query(AssertSqlSafe(sql))
            .bind(&report.stage)
            .bind(signed(report.done))
            .bind(signed(report.total))
            .bind(report.detail.to_string())
            .bind(millis(now))
            .bind(id.0)
            .bind(self.session);
        let Some(row) = query.fetch_optional(self.pool.get()).await? else {
            return Err(self.refused(id, "reported on").await);
        };
        let job = rows::read(&row)?;
        self.tell(news_of(&job));
        Ok(if job.cancel_asked {
            GoOn::Cancel
        } else {
            GoOn::Yes
        })
    }

    /// Lets go of some of what a running job needs: it is done with them, and
    /// [`Selection::Pinned`](crate::Selection::Pinned) is the rest. Durable on return.
    pub async fn let_go(&self, id: JobId, instances: &[Location]) -> Result<(), ArchiveError> {
        let mut transaction = self.pool.begin().await?;
        pins::let_go(&mut transaction, id.0, instances).await?;
        Ok(transaction.commit().await?)
    }

    /// A running job ended well; its pins go.
    pub async fn finish(&self, id: JobId, now: OffsetDateTime) -> Result<(), ArchiveError> {
        self.step(id, &FINISH, "", now).await.map(drop)
    }

    /// A running job failed; its pins stay, for it may be retried. One that a person asked to end
    /// has ended. The state after it.
    pub async fn fail(
        &self,
        id: JobId,
        reason: &str,
        now: OffsetDateTime,
    ) -> Result<JobState, ArchiveError> {
        self.step(id, &FAIL, reason, now).await
    }

    /// A running job waits for a person; one that a person asked to end has ended. The state
    /// after it.
    pub async fn hold(
        &self,
        id: JobId,
        reason: &str,
        now: OffsetDateTime,
    ) -> Result<JobState, ArchiveError> {
        self.step(id, &HOLD, reason, now).await
    }

    /// Gives a running job back to the queue; one that a person asked to end has ended. The state
    /// after it.
    pub async fn release(&self, id: JobId, now: OffsetDateTime) -> Result<JobState, ArchiveError> {
        self.step(id, &RELEASE, "", now).await
    }

    /// A running job has ended as a person asked; its pins go.
    pub async fn cancelled(&self, id: JobId, now: OffsetDateTime) -> Result<(), ArchiveError> {
        self.step(id, &CANCELLED, "", now).await.map(drop)
    }

    /// Lets a failed or held job wait again. A cancelled one has let go of its pins: it is
    /// ordered anew.
    pub async fn retry(&self, id: JobId, now: OffsetDateTime) -> Result<(), ArchiveError> {
        self.step(id, &RETRY, "", now).await.map(drop)
    }

    /// Ends a job that waits, is held or failed; asks a running one to end, whose worker hears
    /// of it as [`GoOn::Cancel`] and ends it by [`Jobs::cancelled`]. The state after it.
    pub async fn cancel(&self, id: JobId, now: OffsetDateTime) -> Result<JobState, ArchiveError> {
        let sql =
            "UPDATE job SET cancel_asked = 1, changed = $1 WHERE id = $2 AND state = 'running'";
        let query = sqlx::query(sql).bind(millis(now)).bind(id.0);
        let mut transaction = self.pool.begin().await?;
        let asked = query.execute(&mut *transaction).await?;
        if asked.rows_affected() == 0 {
            transaction.rollback().await?;
            return self.step(id, &CANCEL, "", now).await;
        }
        transaction.commit().await?;
        self.tell(news_of(&self.job(id).await?));
        Ok(JobState::Running)
    }

    /// A job.
    pub async fn job(&self, id: JobId) -> Result<Job, ArchiveError> {
        let sql = format!("SELECT {COLUMNS} FROM job WHERE id = $1");
        let query = sqlx::query(AssertSqlSafe(sql)).bind(id.0);
        match query.fetch_optional(self.pool.get()).await? {
            Some(row) => rows::read(&row),
            None => Err(ArchiveError::NoSuchJob(id)),
        }
    }

    /// The newest jobs, of all kinds when none is named.
    pub async fn list(&self, kinds: &[JobKind], limit: u32) -> Result<Vec<Job>, ArchiveError> {
        let condition = match kinds {
            [] => String::new(),
            kinds => format!("WHERE kind IN ({})", placeholders(2, kinds.len())),
        };
        let sql = format!("SELECT {COLUMNS} FROM job {condition} ORDER BY id DESC LIMIT $1");
        let query = sqlx::query(AssertSqlSafe(sql)).bind(i64::from(limit.min(MOST)));
        let query = kinds
            .iter()
            .fold(query, |query, kind| query.bind(kind.word()));
        let found = query.fetch_all(self.pool.get()).await?;
        found.iter().map(rows::read).collect()
    }

    /// The newest jobs of a kind that are not over: a person may cancel them or try them again.
    pub async fn open(&self, kind: JobKind, limit: u32) -> Result<Vec<Job>, ArchiveError> {
        let sql = format!(
            "SELECT {COLUMNS} FROM job WHERE state IN ('waiting', 'running', 'held', 'failed') \
             AND kind = $1 ORDER BY id DESC LIMIT $2"
        );
        let query = sqlx::query(AssertSqlSafe(sql)).bind(kind.word());
        let query = query.bind(i64::from(limit.min(MOST)));
        let found = query.fetch_all(self.pool.get()).await?;
        found.iter().map(rows::read).collect()
    }

    /// How many jobs of which kind stand how.
    pub async fn counts(&self) -> Result<Vec<(JobKind, JobState, u64)>, ArchiveError> {
        let query = sqlx::query("SELECT kind, state, COUNT(*) FROM job GROUP BY kind, state");
        let rows = query.fetch_all(self.pool.get()).await?;
        let count = |row: &AnyRow| {
            let (kind, state) = (rows::kind(row.try_get(0)?)?, rows::state(row.try_get(1)?)?);
            Ok((kind, state, unsigned(row.try_get(2)?)))
        };
        rows.iter().map(count).collect()
    }

    /// The newest discs with this on their label: a pickup code, or the File-set ID of a medium.
    pub async fn labelled(&self, text: &str, limit: u32) -> Result<Vec<Job>, ArchiveError> {
        let sql = format!(
            "SELECT {COLUMNS} FROM job WHERE code = $1 AND code <> '' \
             OR id IN (SELECT job FROM file_set WHERE file_set_id = $1) ORDER BY id DESC LIMIT $2"
        );
        let query = sqlx::query(AssertSqlSafe(sql)).bind(text.to_owned());
        let query = query.bind(i64::from(limit.min(MOST)));
        let found = query.fetch_all(self.pool.get()).await?;
        found.iter().map(rows::read).collect()
    }

    /// Takes a step, if the job is where it starts. A running job is this process's own.
    async fn step(
        &self,
        id: JobId,
        step: &Step,
        reason: &str,
        now: OffsetDateTime,
    ) -> Result<JobState, ArchiveError> {
        let (to, why) = match step.heeds {
            true => (
                "CASE cancel_asked WHEN 0 THEN $1 ELSE 'cancelled' END",
                "CASE cancel_asked WHEN 0 THEN $2 ELSE '' END",
            ),
            false => ("$1", "$2"),
        };
        let sql = format!(
            "UPDATE job SET state = {to}, reason = {why}, changed = $3, worker = '', session = 0, \
             cancel_asked = 0 WHERE id = $4 AND (state <> 'running' OR session = $5) \
             AND state IN ({}) RETURNING {COLUMNS}",
            placeholders(6, step.from.len())
        );
        let query = sqlx::query(AssertSqlSafe(sql))
            .bind(step.to.word())
            .bind(reason)
            .bind(millis(now))
            .bind(id.0)
            .bind(self.session);
        let from = step.from.iter();
        let query = from.fold(query, |query, state| query.bind(state.word()));
        let mut transaction = self.pool.begin().await?;
        let Some(row) = query.fetch_optional(&mut *transaction).await? else {
            drop(transaction);
            return Err(self.refused(id, step.word).await);
        };
        let job = rows::read(&row)?;
        if job.state.is_over() {
            pins::unpin(&mut transaction, id.0).await?;
        }
        transaction.commit().await?;
        self.tell(news_of(&job));
        Ok(job.state)
    }

    /// Why nothing was changed.
    async fn refused(&self, id: JobId, wanted: &'static str) -> ArchiveError {
        match self.job(id).await {
            Ok(job) => ArchiveError::JobState {
                id,
                state: job.state.word(),
                wanted,
            },
            Err(error) => error,
        }
    }
}

async fn insert(
    connection: &mut AnyConnection,
    id: i64,
    job: &NewJob,
    now: OffsetDateTime,
) -> Result<(), ArchiveError> {
    let sql = "INSERT INTO job (id, kind, state, priority, requester, job_order, stage, done, \
               total, detail, reason, tries, worker, session, cancel_asked, created, changed, \
               code) VALUES ($1, $2, 'waiting', $3, $4, $5, '', 0, 0, 'null', '', 0, '', 0, 0, $6, \
               $6, $7)";
    sqlx::query(sql)
        .bind(id)
        .bind(job.kind.word())
        .bind(i64::from(job.priority))
        .bind(&job.requester)
        .bind(job.order.to_string())
        .bind(millis(now))
        .bind(&job.code)
        .execute(connection)
        .await?;
    Ok(())
}

fn news_of(job: &Job) -> JobNews {
    JobNews {
        id: job.id,
        kind: job.kind,
        state: job.state,
    }
}

/// Lets the jobs of a dead process wait again; one that was asked to end has ended.
pub(crate) async fn release_session(
    pool: &Pool,
    session: i64,
    now: OffsetDateTime,
) -> Result<u64, ArchiveError> {
    let mut transaction = pool.begin().await?;
    let sql = "UPDATE job SET state = CASE cancel_asked WHEN 0 THEN 'waiting' ELSE 'cancelled' END, \
               worker = '', session = 0, changed = $1 \
               WHERE session = $2 AND state = 'running' RETURNING id, state";
    let query = sqlx::query(sql).bind(millis(now)).bind(session);
    let jobs = query.fetch_all(&mut *transaction).await?;
    for row in &jobs {
        if rows::state(row.try_get(1)?)?.is_over() {
            pins::unpin(&mut transaction, row.try_get(0)?).await?;
        }
    }
    transaction.commit().await?;
    Ok(jobs.len() as u64)
}
