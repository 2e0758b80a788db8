//! Studies that left the archive and are on media that were made: found as those that are here.

use sqlx::any::AnyRow;
use sqlx::{AnyConnection, Row};
use time::OffsetDateTime;

use super::database::{Pool, from_millis, millis, placeholders, unsigned};
use super::find::{self, Among, Value};
use super::query::{Query, StudySummary};
use super::words::study_word;
use crate::error::ArchiveError;
use crate::job::JobId;

/// Studies whose media are read with one statement.
const AT_ONCE: usize = 500;

/// A study that was here, and the media that have it.
#[derive(Debug, Clone, PartialEq)]
pub struct ShelvedStudy {
    /// As it was when it left.
    pub study: StudySummary,
    /// Media with instances of it, the newest first.
    pub discs: Vec<ShelfDisc>,
}

/// A medium with instances of a study.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShelfDisc {
    /// The job that made it.
    pub job: JobId,
    /// File-set ID (0004,1130).
    pub file_set_id: String,
    /// When it was made.
    pub created: OffsetDateTime,
    /// Instances of the study on it.
    pub instances: u64,
}

/// Statements that keep what is known of a study, `$1`, if a medium has it. One that was on the
/// shelf before, and came again in part, stays as large as it was.
const KEEP: &[&str] = &[
    "INSERT INTO shelf_study (id, patient, uid, study_date, study_time, study_id, accession_number, \
     description, institution, received, series, instances, bytes) \
     SELECT id, patient, uid, study_date, study_time, study_id, accession_number, description, \
     institution, received, (SELECT COUNT(*) FROM series WHERE series.study = study.id), \
     (SELECT CAST(COALESCE(SUM(instances), 0) AS BIGINT) FROM series WHERE series.study = study.id), \
     (SELECT CAST(COALESCE(SUM(bytes), 0) AS BIGINT) FROM series WHERE series.study = study.id) \
     FROM study WHERE study.id = $1 AND EXISTS (SELECT 1 FROM file_set_study \
     WHERE file_set_study.study = study.uid AND file_set_study.patient = study.patient) \
     ON CONFLICT (uid, patient) DO UPDATE SET received = excluded.received, \
     series = excluded.series, instances = excluded.instances, bytes = excluded.bytes \
     WHERE excluded.instances > shelf_study.instances",
    "INSERT INTO shelf_word (word, kind, study) \
     SELECT study_word.word, study_word.kind, shelf_study.id FROM study_word \
     JOIN study ON study.id = study_word.study \
     JOIN shelf_study ON shelf_study.uid = study.uid AND shelf_study.patient = study.patient \
     WHERE study.id = $1 ON CONFLICT DO NOTHING",
];

/// Keeps what is known of a study that is to be removed, if a medium has it.
pub(crate) async fn keep(connection: &mut AnyConnection, study: i64) -> Result<(), sqlx::Error> {
    for sql in KEEP {
        let query = sqlx::query(*sql).bind(study);
        query.execute(&mut *connection).await?;
    }
    Ok(())
}

/// Statements that forget a study of the shelf, `$1`; which discs have one that is here again is
/// known on.
const FORGET: &[&str] = &[
    "DELETE FROM file_set_study WHERE EXISTS (SELECT 1 FROM shelf_study WHERE id = $1 \
     AND uid = file_set_study.study AND shelf_study.patient = file_set_study.patient) \
     AND NOT EXISTS (SELECT 1 FROM study WHERE uid = file_set_study.study \
     AND study.patient = file_set_study.patient)",
    "DELETE FROM shelf_word WHERE study = $1",
    "DELETE FROM shelf_study WHERE id = $1",
];

/// Studies of the shelf whose last disc was made before a moment.
pub(crate) async fn old(
    pool: &Pool,
    before: OffsetDateTime,
    limit: i64,
) -> Result<Vec<i64>, sqlx::Error> {
    let sql = "SELECT id FROM shelf_study WHERE NOT EXISTS (SELECT 1 FROM file_set_study \
               JOIN file_set ON file_set.id = file_set_study.file_set \
               WHERE file_set_study.study = shelf_study.uid \
               AND file_set_study.patient = shelf_study.patient AND created >= $1) \
               ORDER BY id LIMIT $2";
    let query = sqlx::query_scalar(sql).bind(millis(before)).bind(limit);
    query.fetch_all(pool.get()).await
}

/// Forgets a study of the shelf; its patient, if it was there.
pub(crate) async fn forget(
    connection: &mut AnyConnection,
    shelved: i64,
) -> Result<Option<i64>, sqlx::Error> {
    let query = sqlx::query_scalar("SELECT patient FROM shelf_study WHERE id = $1").bind(shelved);
    let patient = query.fetch_optional(&mut *connection).await?;
    for sql in FORGET {
        let query = sqlx::query(*sql).bind(shelved);
        query.execute(&mut *connection).await?;
    }
    Ok(patient)
}

/// Studies of the shelf, the newest first; some of them may be here again.
pub(crate) async fn studies(pool: &Pool, query: &Query) -> Result<Vec<ShelvedStudy>, ArchiveError> {
    let rows = find::newest(pool, query, Among::Shelf).await?;
    let mut found = Vec::with_capacity(rows.len());
    for row in rows {
        found.push((row.try_get(14)?, shelved(&row)?));
    }
    for some in found.chunks_mut(AT_ONCE) {
        add_modalities(pool, some).await?;
        add_discs(pool, some).await?;
    }
    Ok(found.into_iter().map(|(_, study)| study).collect())
}

/// A study with the number of its row.
type Numbered = (i64, ShelvedStudy);

fn shelved(row: &AnyRow) -> Result<ShelvedStudy, sqlx::Error> {
    Ok(ShelvedStudy {
        study: StudySummary {
            series: unsigned(row.try_get(15)?),
            instances: unsigned(row.try_get(16)?),
            bytes: unsigned(row.try_get(17)?),
            ..find::study(row)?
        },
        discs: Vec::new(),
    })
}

async fn add_modalities(pool: &Pool, some: &mut [Numbered]) -> Result<(), ArchiveError> {
    let sql = format!(
        "SELECT study, word FROM shelf_word WHERE kind = {} AND study IN ({}) ORDER BY word",
        study_word::MODALITY,
        placeholders(1, some.len())
    );
    let numbers = some.iter().map(|(row, _)| Value::Number(*row)).collect();
    for row in find::rows(pool, sql, numbers).await? {
        let (study, word): (i64, Vec<u8>) = (row.try_get(0)?, row.try_get(1)?);
        let modality = String::from_utf8_lossy(&word).to_uppercase();
        let known = some.iter_mut().filter(|(row, _)| *row == study);
        known.for_each(|(_, known)| known.study.modalities.push(modality.clone()));
    }
    Ok(())
}

async fn add_discs(pool: &Pool, some: &mut [Numbered]) -> Result<(), ArchiveError> {
    let sql = format!(
        "SELECT shelf_study.id, job, file_set_id, created, file_set_study.instances \
         FROM shelf_study JOIN file_set_study ON file_set_study.study = shelf_study.uid \
         AND file_set_study.patient = shelf_study.patient \
         JOIN file_set ON file_set.id = file_set_study.file_set \
         WHERE shelf_study.id IN ({}) ORDER BY created DESC, file_set.id DESC",
        placeholders(1, some.len())
    );
    let numbers = some.iter().map(|(row, _)| Value::Number(*row)).collect();
    for row in find::rows(pool, sql, numbers).await? {
        let (study, disc) = (row.try_get::<i64, _>(0)?, disc(&row)?);
        let known = some.iter_mut().filter(|(row, _)| *row == study);
        known.for_each(|(_, known)| known.discs.push(disc.clone()));
    }
    Ok(())
}

fn disc(row: &AnyRow) -> Result<ShelfDisc, sqlx::Error> {
    Ok(ShelfDisc {
        job: JobId(row.try_get(1)?),
        file_set_id: row.try_get(2)?,
        created: from_millis(row.try_get(3)?),
        instances: unsigned(row.try_get(4)?),
    })
}
