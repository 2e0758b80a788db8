//! Removing studies: rows first, with a note of the files, then the files.

use sqlx::AssertSqlSafe;

use crate::error::ArchiveError;
use crate::index::database::{Pool, placeholders, unsigned};
use crate::store::{FolderStore, ObjectKey, ObjectStore};

/// Notes of files read at once.
const NOTES: i64 = 500;

/// What became of a study.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Removed {
    /// It is gone: instances and bytes.
    Gone { instances: u64, bytes: u64 },
    /// A job needs it, or it is arriving.
    Needed,
}

/// Statements that remove a study, `$1`, from the leaves up. The references of `job_pin` refuse
/// what a job needs.
const ROWS: &[&str] = &[
    "DELETE FROM instance WHERE series IN (SELECT id FROM series WHERE study = $1)",
    "DELETE FROM series WHERE study = $1",
    "DELETE FROM study_word WHERE study = $1",
    "DELETE FROM study WHERE id = $1",
];

/// Statements that remove a patient, `$1`, who has no study any more.
const PATIENT_ROWS: &[&str] = &[
    "DELETE FROM patient_word WHERE patient = $1",
    "DELETE FROM patient_name WHERE patient = $1",
    "DELETE FROM patient WHERE id = $1",
];

/// Removes a study and its files.
pub(crate) async fn remove(
    pool: &Pool,
    store: &FolderStore,
    study: i64,
) -> Result<Removed, ArchiveError> {
    let removed = match remove_rows(pool, study).await {
        Err(error) if is_referenced(&error) => return Ok(Removed::Needed),
        other => other?,
    };
    remove_files(pool, store).await?;
    Ok(removed)
}

async fn remove_rows(pool: &Pool, study: i64) -> Result<Removed, sqlx::Error> {
    let mut transaction = pool.begin().await?;
    let note = "INSERT INTO removal (id, object_key) SELECT instance.id, object_key FROM instance \
                JOIN series ON series.id = instance.series WHERE study = $1";
    let noted = sqlx::query(note)
        .bind(study)
        .execute(&mut *transaction)
        .await?;
    let sum = "SELECT CAST(COALESCE(SUM(bytes), 0) AS BIGINT) FROM series WHERE study = $1";
    let bytes: i64 = sqlx::query_scalar(sum)
        .bind(study)
        .fetch_one(&mut *transaction)
        .await?;
    let patient = "SELECT patient FROM study WHERE id = $1";
    let patient: Option<i64> = sqlx::query_scalar(patient)
        .bind(study)
        .fetch_optional(&mut *transaction)
        .await?;
    for sql in ROWS {
        sqlx::query(*sql)
            .bind(study)
            .execute(&mut *transaction)
            .await?;
    }
    let others = "SELECT id FROM study WHERE patient = $1 LIMIT 1";
    let other: Option<i64> = sqlx::query_scalar(others)
        .bind(patient.unwrap_or_default())
        .fetch_optional(&mut *transaction)
        .await?;
    if let (Some(patient), None) = (patient, other) {
        for sql in PATIENT_ROWS {
            sqlx::query(*sql)
                .bind(patient)
                .execute(&mut *transaction)
                .await?;
        }
    }
    transaction.commit().await?;
    Ok(Removed::Gone {
        instances: noted.rows_affected(),
        bytes: unsigned(bytes),
    })
}

fn is_referenced(error: &sqlx::Error) -> bool {
    let error = error.as_database_error();
    error.is_some_and(|error| error.is_foreign_key_violation())
}

/// Removes the files that are noted; the number of them.
pub(crate) async fn remove_files(pool: &Pool, store: &FolderStore) -> Result<u64, ArchiveError> {
    let mut removed = 0;
    loop {
        let sql = "SELECT id, object_key FROM removal ORDER BY id LIMIT $1";
        let query = sqlx::query_as(sql).bind(NOTES);
        let notes: Vec<(i64, String)> = query.fetch_all(pool.get()).await?;
        if notes.is_empty() {
            return Ok(removed);
        }
        removed += notes.len() as u64;
        let ids: Vec<i64> = notes.iter().map(|(id, _)| *id).collect();
        for (_, key) in notes {
            store.remove(&ObjectKey::from_index(key))?;
        }
        let sql = format!(
            "DELETE FROM removal WHERE id IN ({})",
            placeholders(1, ids.len())
        );
        let query = ids
            .iter()
            .fold(sqlx::query(AssertSqlSafe(sql)), |query, id| query.bind(*id));
        query.execute(pool.get()).await?;
    }
}
