//! Removing studies: rows first, with a note of the files, then the files.
//!
//! A removed instance may come again before its file is gone. Its row takes the note away (the
//! trigger `instance_arrived`), in the transaction that enters it; a file is removed in the
//! transaction that takes its note. So each waits for the other, and the new file stays.

use std::io;
use std::sync::Arc;

use sqlx::{AnyConnection, Row};

use crate::error::ArchiveError;
use crate::index::database::{Pool, unsigned};
use crate::index::shelf;
use crate::store::{ObjectKey, ObjectStore};

/// Files removed in one transaction, for which others that write wait.
const NOTES: i64 = 50;

/// What became of a study.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Removed {
    /// It is gone: instances and bytes.
    Gone { instances: u64, bytes: u64 },
    /// A job needs it, or an instance of it came meanwhile.
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

/// Statements that remove a patient, `$1`, who has no study any more, here or on media.
const PATIENT_ROWS: &[&str] = &[
    "DELETE FROM patient_word WHERE patient = $1",
    "DELETE FROM patient_name WHERE patient = $1",
    "DELETE FROM patient WHERE id = $1",
];

/// Removes the rows of a study whose last instance came at `received`, and notes its files.
pub(crate) async fn remove(
    pool: &Pool,
    study: i64,
    received: i64,
) -> Result<Removed, ArchiveError> {
    match remove_rows(pool, study, received).await {
        Err(error) if is_referenced(&error) => Ok(Removed::Needed),
        removed => Ok(removed?),
    }
}

async fn remove_rows(pool: &Pool, study: i64, received: i64) -> Result<Removed, sqlx::Error> {
    let mut transaction = pool.begin().await?;
    if !is_as_listed(&mut transaction, study, received).await? {
        return Ok(Removed::Needed);
    }
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
    shelf::keep(&mut transaction, study).await?;
    for sql in ROWS {
        sqlx::query(*sql)
            .bind(study)
            .execute(&mut *transaction)
            .await?;
    }
    if let Some(patient) = patient {
        remove_if_last(&mut transaction, patient).await?;
    }
    transaction.commit().await?;
    Ok(Removed::Gone {
        instances: noted.rows_affected(),
        bytes: unsigned(bytes),
    })
}

/// Removes a patient who has no study any more.
async fn remove_if_last(connection: &mut AnyConnection, patient: i64) -> Result<(), sqlx::Error> {
    let others = "SELECT id FROM study WHERE patient = $1 \
                  UNION ALL SELECT id FROM shelf_study WHERE patient = $1 LIMIT 1";
    let query = sqlx::query_scalar(others).bind(patient);
    let other: Option<i64> = query.fetch_optional(&mut *connection).await?;
    if other.is_none() {
        for sql in PATIENT_ROWS {
            let query = sqlx::query(*sql).bind(patient);
            query.execute(&mut *connection).await?;
        }
    }
    Ok(())
}

/// Forgets a study of the shelf, and its patient who has no other one.
pub(crate) async fn forget(pool: &Pool, shelved: i64) -> Result<(), ArchiveError> {
    let mut transaction = pool.begin().await?;
    if let Some(patient) = shelf::forget(&mut transaction, shelved).await? {
        remove_if_last(&mut transaction, patient).await?;
    }
    Ok(transaction.commit().await?)
}

/// Whether nothing came since the study was listed. It is locked then: what comes now waits, and
/// is entered as a new study.
async fn is_as_listed(
    connection: &mut AnyConnection,
    study: i64,
    received: i64,
) -> Result<bool, sqlx::Error> {
    let sql = "UPDATE study SET received = received WHERE id = $1 AND received = $2";
    let query = sqlx::query(sql).bind(study).bind(received);
    Ok(query.execute(connection).await?.rows_affected() > 0)
}

fn is_referenced(error: &sqlx::Error) -> bool {
    let error = error.as_database_error();
    error.is_some_and(|error| error.is_foreign_key_violation())
}

/// Removes the files that are noted; the number of them. One that cannot be removed now keeps its
/// note.
pub(crate) async fn remove_files(
    pool: &Pool,
    store: &Arc<dyn ObjectStore>,
) -> Result<u64, ArchiveError> {
    let mut pass = Pass::default();
    while pass.remove_some(pool, store).await? {}
    if let Some((key, error)) = pass.first_kept {
        let files = pass.kept;
        tracing::warn!(files, first = %key, %error, "files of what was removed stay; tried again later");
    }
    Ok(pass.removed)
}

/// One pass over the notes.
#[derive(Default)]
struct Pass {
    /// The last note looked at.
    after: i64,
    removed: u64,
    kept: u64,
    first_kept: Option<(ObjectKey, io::Error)>,
}

impl Pass {
    /// Removes the next files; whether there were any.
    async fn remove_some(
        &mut self,
        pool: &Pool,
        store: &Arc<dyn ObjectStore>,
    ) -> Result<bool, ArchiveError> {
        let mut transaction = pool.begin().await?;
        let sql = "DELETE FROM removal WHERE id IN \
                   (SELECT id FROM removal WHERE id > $1 ORDER BY id LIMIT $2) \
                   RETURNING id, object_key";
        let query = sqlx::query(sql).bind(self.after).bind(NOTES);
        let notes = query.fetch_all(&mut *transaction).await?;
        for note in &notes {
            let (id, key) = (note.try_get(0)?, ObjectKey::from_index(note.try_get(1)?));
            self.after = self.after.max(id);
            match remove_file(store, &key).await {
                Ok(()) => self.removed += 1,
                Err(error) => {
                    keep_note(&mut transaction, id, &key).await?;
                    self.kept += 1;
                    self.first_kept.get_or_insert((key, error));
                }
            }
        }
        transaction.commit().await?;
        Ok(!notes.is_empty())
    }
}

async fn remove_file(store: &Arc<dyn ObjectStore>, key: &ObjectKey) -> io::Result<()> {
    let (store, key) = (Arc::clone(store), key.clone());
    let removed = tokio::task::spawn_blocking(move || store.remove(&key)).await;
    removed.map_err(io::Error::other)?
}

async fn keep_note(
    connection: &mut AnyConnection,
    id: i64,
    key: &ObjectKey,
) -> Result<(), sqlx::Error> {
    let query = sqlx::query("INSERT INTO removal (id, object_key) VALUES ($1, $2)");
    let query = query.bind(id).bind(key.as_str());
    query.execute(connection).await.map(drop)
}
