//! Which studies stay and which go.

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use sqlx::Row;
use time::OffsetDateTime;

use super::committer::Committer;
use super::floor::free_bytes;
use super::removal::{self, Removed};
use crate::error::ArchiveError;
use crate::index::database::{Pool, from_millis, millis, unsigned};
use crate::index::shelf;
use crate::store::ObjectStore;

/// Studies looked at with one statement.
const PAGE: i64 = 200;

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
    /// What is known of studies that left, and are on media, goes when their last medium was made
    /// longer ago.
    pub shelf_age: Option<Duration>,
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
    /// Studies that a rule wanted gone and that an open job needs, or that grew meanwhile.
    pub pinned: u64,
    /// Bytes over the quota or under the floor that could not be freed.
    pub short_bytes: u64,
    /// Studies on media alone that are forgotten.
    pub forgotten: u64,
}

/// A study that may go.
struct Candidate {
    row: i64,
    received: OffsetDateTime,
}

/// What is still to be freed.
struct Need {
    quota: u64,
    free: u64,
}

impl Need {
    fn bytes(&self) -> u64 {
        self.quota.max(self.free)
    }

    fn freed(&mut self, bytes: u64) {
        self.quota = self.quota.saturating_sub(bytes);
        self.free = self.free.saturating_sub(bytes);
    }
}

/// Removes what the rules say, and files that could not be removed before.
pub(crate) async fn sweep(
    pool: &Pool,
    committer: &Committer,
    store: &Arc<dyn ObjectStore>,
    folder: &Path,
    rules: &RetentionRules,
    now: OffsetDateTime,
) -> Result<SweepReport, ArchiveError> {
    let report = remove_studies(pool, committer, folder, rules, now).await;
    removal::remove_files(pool, store).await?;
    Ok(SweepReport {
        forgotten: forget_shelf(pool, committer, rules, now).await?,
        ..report?
    })
}

async fn forget_shelf(
    pool: &Pool,
    committer: &Committer,
    rules: &RetentionRules,
    now: OffsetDateTime,
) -> Result<u64, ArchiveError> {
    let Some(age) = rules.shelf_age else {
        return Ok(0);
    };
    let mut forgotten = 0;
    loop {
        let page = shelf::old(pool, now - age, PAGE).await?;
        if page.is_empty() {
            return Ok(forgotten);
        }
        forgotten += page.len() as u64;
        let committer = committer.clone();
        let work = move || page.into_iter().try_for_each(|row| committer.forget(row));
        let done = tokio::task::spawn_blocking(work).await;
        done.map_err(|error| std::io::Error::other(error.to_string()))??;
    }
}

async fn remove_studies(
    pool: &Pool,
    committer: &Committer,
    folder: &Path,
    rules: &RetentionRules,
    now: OffsetDateTime,
) -> Result<SweepReport, ArchiveError> {
    let mut need = Need {
        quota: over_quota(pool, rules).await?,
        free: under_free(folder, rules)?,
    };
    let mut report = SweepReport::default();
    let mut after = (i64::MIN, i64::MIN);
    loop {
        let page = candidates(pool, after).await?;
        let Some(last) = page.last() else { break };
        after = (millis(last.received), last.row);
        for candidate in &page {
            if !goes(candidate, rules, &need, now) {
                report.short_bytes = need.bytes();
                return Ok(report);
            }
            let removed = remove(committer, candidate).await?;
            note(&mut report, &mut need, removed);
        }
    }
    report.short_bytes = need.bytes();
    Ok(report)
}

/// Whether a rule wants it gone. When one stays, all that came after it stay as well.
fn goes(candidate: &Candidate, rules: &RetentionRules, need: &Need, now: OffsetDateTime) -> bool {
    let age = Duration::try_from(now - candidate.received).unwrap_or_default();
    let is_old = rules.max_age.is_some_and(|most| age > most);
    age >= rules.min_age && (is_old || need.bytes() > 0)
}

fn note(report: &mut SweepReport, need: &mut Need, removed: Removed) {
    match removed {
        Removed::Needed => report.pinned += 1,
        Removed::Gone { instances, bytes } => {
            report.studies += 1;
            report.instances += instances;
            report.bytes += bytes;
            need.freed(bytes);
        }
    }
}

/// The committer removes, since it remembers rows.
async fn remove(committer: &Committer, candidate: &Candidate) -> Result<Removed, ArchiveError> {
    let committer = committer.clone();
    let (study, received) = (candidate.row, millis(candidate.received));
    let removed = tokio::task::spawn_blocking(move || committer.remove(study, received)).await;
    removed.map_err(|error| std::io::Error::other(error.to_string()))?
}

async fn over_quota(pool: &Pool, rules: &RetentionRules) -> Result<u64, sqlx::Error> {
    let Some(quota) = rules.quota_bytes else {
        return Ok(0);
    };
    let sql = "SELECT CAST(COALESCE(SUM(bytes), 0) AS BIGINT) FROM series";
    let used: i64 = sqlx::query_scalar(sql).fetch_one(pool.get()).await?;
    Ok(unsigned(used).saturating_sub(quota))
}

fn under_free(folder: &Path, rules: &RetentionRules) -> Result<u64, ArchiveError> {
    match rules.free_bytes {
        Some(wanted) => Ok(wanted.saturating_sub(free_bytes(folder)?)),
        None => Ok(0),
    }
}

/// Studies behind one, those that came longest ago first.
async fn candidates(pool: &Pool, after: (i64, i64)) -> Result<Vec<Candidate>, sqlx::Error> {
    let sql = "SELECT id, received FROM study WHERE received > $1 OR (received = $1 AND id > $2) \
               ORDER BY received, id LIMIT $3";
    let query = sqlx::query(sql).bind(after.0).bind(after.1).bind(PAGE);
    let rows = query.fetch_all(pool.get()).await?;
    rows.iter()
        .map(|row| {
            Ok(Candidate {
                row: row.try_get(0)?,
                received: from_millis(row.try_get(1)?),
            })
        })
        .collect()
}
