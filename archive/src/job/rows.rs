//! Jobs as rows of the database.

use sqlx::Row;
use sqlx::any::AnyRow;

use super::{Job, JobId, JobKind, JobReport, JobState, KINDS, STATES};
use crate::error::ArchiveError;
use crate::index::database::{from_millis, unsigned};

/// The columns of a job, in the order in which they are read.
pub(super) const COLUMNS: &str = "id, kind, state, priority, requester, job_order, stage, done, \
     total, detail, reason, tries, worker, cancel_asked, created, changed";

pub(super) fn read(row: &AnyRow) -> Result<Job, ArchiveError> {
    let id: i64 = row.try_get(0)?;
    Ok(Job {
        id: JobId(id),
        kind: kind(row.try_get(1)?)?,
        state: state(row.try_get(2)?)?,
        priority: i16::try_from(row.try_get::<i64, _>(3)?).unwrap_or_default(),
        requester: row.try_get(4)?,
        order: json(id, row.try_get(5)?)?,
        report: JobReport {
            stage: row.try_get(6)?,
            done: unsigned(row.try_get(7)?),
            total: unsigned(row.try_get(8)?),
            detail: json(id, row.try_get(9)?)?,
        },
        reason: row.try_get(10)?,
        tries: u32::try_from(row.try_get::<i64, _>(11)?).unwrap_or(u32::MAX),
        worker: row.try_get(12)?,
        cancel_asked: row.try_get::<i64, _>(13)? != 0,
        created: from_millis(row.try_get(14)?),
        changed: from_millis(row.try_get(15)?),
    })
}

pub(super) fn kind(word: &str) -> Result<JobKind, ArchiveError> {
    let found = KINDS.iter().find(|(_, known)| *known == word);
    found
        .map(|(kind, _)| *kind)
        .ok_or_else(|| unknown("job kind", word))
}

pub(super) fn state(word: &str) -> Result<JobState, ArchiveError> {
    let found = STATES.iter().find(|(_, known)| *known == word);
    found
        .map(|(state, _)| *state)
        .ok_or_else(|| unknown("job state", word))
}

fn unknown(what: &str, word: &str) -> ArchiveError {
    ArchiveError::Unknown {
        what: format!("the {what} {word:?}"),
    }
}

fn json(id: i64, text: &str) -> Result<serde_json::Value, ArchiveError> {
    // The parser's message may quote the text, and that may be a patient's.
    serde_json::from_str(text).map_err(|_| ArchiveError::Unknown {
        what: format!("the order or report of job {id}"),
    })
}
