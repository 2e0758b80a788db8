//! Media that were made, and what is on them.

use sqlx::any::AnyRow;
use sqlx::{AssertSqlSafe, Row};
use time::OffsetDateTime;

use super::database::{Pool, from_millis, millis, placeholders, take_numbers};
use crate::error::ArchiveError;
use crate::job::JobId;

/// Instances noted with one statement.
const ROWS: usize = 500;

/// Notes whose studies a medium, `$1`, has. What left the archive since an earlier session stays
/// noted.
const STUDIES: &str = "INSERT INTO file_set_study (file_set, study, patient, instances) \
     SELECT file_set_instance.file_set, study.uid, study.patient, COUNT(*) FROM file_set_instance \
     JOIN instance ON instance.uid = file_set_instance.uid \
     JOIN series ON series.id = instance.series JOIN study ON study.id = series.study \
     WHERE file_set_instance.file_set = $1 \
     GROUP BY file_set_instance.file_set, study.uid, study.patient \
     ON CONFLICT (file_set, study, patient) DO UPDATE SET instances = excluded.instances \
     WHERE excluded.instances > file_set_study.instances";

/// A file-set that was made: one volume.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MadeFileSet {
    /// The job that made it.
    pub job: JobId,
    /// File-set ID (0004,1130).
    pub file_set_id: String,
    /// File-set UID.
    pub uid: String,
    /// Its application profile.
    pub profile: String,
    /// When.
    pub created: OffsetDateTime,
    /// SOP Instance UIDs on it; left empty in lists.
    pub instances: Vec<String>,
}

/// Notes a file-set and what is on it, once; a further session of a disc adds to it.
pub(crate) async fn insert(pool: &Pool, made: &MadeFileSet) -> Result<(), ArchiveError> {
    let mut transaction = pool.begin().await?;
    let id = take_numbers(&mut transaction, 1).await?;
    let sql = "INSERT INTO file_set (id, job, file_set_id, uid, profile, created) \
               VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING";
    let query = sqlx::query(sql)
        .bind(id)
        .bind(made.job.0)
        .bind(&made.file_set_id)
        .bind(&made.uid)
        .bind(&made.profile)
        .bind(millis(made.created));
    query.execute(&mut *transaction).await?;
    let query = sqlx::query_scalar("SELECT id FROM file_set WHERE uid = $1").bind(&made.uid);
    let id: i64 = query.fetch_one(&mut *transaction).await?;
    for uids in made.instances.chunks(ROWS) {
        insert_instances(&mut transaction, id, uids).await?;
    }
    sqlx::query(STUDIES)
        .bind(id)
        .execute(&mut *transaction)
        .await?;
    transaction.commit().await?;
    Ok(())
}

async fn insert_instances(
    connection: &mut sqlx::AnyConnection,
    id: i64,
    uids: &[String],
) -> Result<(), sqlx::Error> {
    let rows = (0..uids.len()).map(|row| format!("({})", placeholders(row * 2 + 1, 2)));
    let sql = format!(
        "INSERT INTO file_set_instance (file_set, uid) VALUES {} ON CONFLICT DO NOTHING",
        rows.collect::<Vec<_>>().join(", ")
    );
    let query = sqlx::query(AssertSqlSafe(sql));
    let query = uids
        .iter()
        .fold(query, |query, uid| query.bind(id).bind(uid));
    query.execute(connection).await.map(drop)
}

const COLUMNS: &str = "job, file_set_id, file_set.uid, profile, created";

/// The newest file-sets.
pub(crate) async fn list(pool: &Pool, limit: u32) -> Result<Vec<MadeFileSet>, ArchiveError> {
    let sql = format!("SELECT {COLUMNS} FROM file_set ORDER BY created DESC, id DESC LIMIT $1");
    let query = sqlx::query(AssertSqlSafe(sql)).bind(i64::from(limit));
    read_all(&query.fetch_all(pool.get()).await?)
}

/// The file-sets that an instance is on.
pub(crate) async fn with(pool: &Pool, uid: &str) -> Result<Vec<MadeFileSet>, ArchiveError> {
    let sql = format!(
        "SELECT {COLUMNS} FROM file_set \
         JOIN file_set_instance ON file_set_instance.file_set = file_set.id \
         WHERE file_set_instance.uid = $1 ORDER BY created DESC, id DESC"
    );
    let query = sqlx::query(AssertSqlSafe(sql)).bind(uid.to_owned());
    read_all(&query.fetch_all(pool.get()).await?)
}

fn read_all(rows: &[AnyRow]) -> Result<Vec<MadeFileSet>, ArchiveError> {
    let sets = rows.iter().map(|row| {
        Ok(MadeFileSet {
            job: JobId(row.try_get(0)?),
            file_set_id: row.try_get(1)?,
            uid: row.try_get(2)?,
            profile: row.try_get(3)?,
            created: from_millis(row.try_get(4)?),
            instances: Vec::new(),
        })
    });
    Ok(sets.collect::<Result<_, sqlx::Error>>()?)
}
