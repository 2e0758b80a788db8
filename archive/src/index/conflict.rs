//! What contradicts: for a person to look at, never resolved in silence.

use std::fmt;

use sqlx::{AnyConnection, Row};
use time::OffsetDateTime;

use super::database::{Pool, from_millis, millis, signed};
use super::ingest::Arrived;
use crate::error::ArchiveError;
use crate::store::{Location, ObjectKey};

/// Names a conflict.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ConflictId(pub i64);

impl fmt::Display for ConflictId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// Something that a person should look at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Conflict {
    /// Its name.
    pub id: ConflictId,
    /// What it is.
    pub kind: ConflictKind,
    /// SOP Instance UID of the instance that came second.
    pub sop_instance: String,
    /// Study Instance UID.
    pub study_uid: String,
    /// Where it came from.
    pub source: String,
    /// When.
    pub received: OffsetDateTime,
    /// The file that is kept apart, for [`ConflictKind::Content`].
    pub apart: Option<Location>,
}

/// Kinds of conflicts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ConflictKind {
    /// Two data sets under one SOP Instance UID.
    Content,
    /// One Patient ID with another name, birth date or sex than before.
    PatientIdentity,
    /// One Study Instance UID under two patients.
    StudyOfTwoPatients,
}

/// Numbers in the database and words in the log.
const KINDS: &[(ConflictKind, i64, &str)] = &[
    (ConflictKind::Content, 0, "content"),
    (ConflictKind::PatientIdentity, 1, "patient identity"),
    (ConflictKind::StudyOfTwoPatients, 2, "study of two patients"),
];

impl ConflictKind {
    pub(crate) fn number(self) -> i64 {
        self.row().1
    }

    /// In plain words.
    pub fn words(self) -> &'static str {
        self.row().2
    }

    fn row(self) -> &'static (Self, i64, &'static str) {
        let found = KINDS.iter().find(|(kind, ..)| *kind == self);
        found.unwrap_or(&KINDS[0])
    }

    fn from_number(number: i64) -> Result<Self, ArchiveError> {
        let found = KINDS.iter().find(|(_, known, _)| *known == number);
        found
            .map(|(kind, ..)| *kind)
            .ok_or_else(|| ArchiveError::Unknown {
                what: format!("conflict kind {number}"),
            })
    }
}

/// Writes a conflict down.
pub(crate) async fn insert(
    connection: &mut AnyConnection,
    arrived: &Arrived,
    kind: ConflictKind,
) -> Result<(), sqlx::Error> {
    let sql = "INSERT INTO conflict (id, kind, sop_instance, study_uid, source, received, length, \
               data_offset, crc, object_key) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";
    sqlx::query(sql)
        .bind(arrived.location.number)
        .bind(kind.number())
        .bind(&arrived.facts.sop_instance)
        .bind(&arrived.facts.study.uid)
        .bind(&arrived.facts.source)
        .bind(millis(arrived.facts.received))
        .bind(signed(arrived.content.length))
        .bind(signed(arrived.content.data_offset))
        .bind(i64::from(arrived.content.crc))
        .bind(arrived.location.key.as_str())
        .execute(connection)
        .await
        .map(drop)
}

/// The conflicts of the index, the newest first.
pub(crate) async fn list(pool: &Pool, limit: u32) -> Result<Vec<Conflict>, ArchiveError> {
    let sql = "SELECT kind, sop_instance, study_uid, source, received, id, object_key FROM conflict \
               ORDER BY received DESC, id DESC LIMIT $1";
    let rows = sqlx::query(sql)
        .bind(i64::from(limit))
        .fetch_all(pool.get())
        .await?;
    let mut conflicts = Vec::with_capacity(rows.len());
    for row in rows {
        let key: String = row.try_get(6)?;
        let number = row.try_get(5)?;
        let apart = (!key.is_empty()).then(|| Location {
            number,
            key: ObjectKey::from_index(key),
        });
        conflicts.push(Conflict {
            id: ConflictId(number),
            kind: ConflictKind::from_number(row.try_get(0)?)?,
            sop_instance: row.try_get(1)?,
            study_uid: row.try_get(2)?,
            source: row.try_get(3)?,
            received: from_millis(row.try_get(4)?),
            apart,
        });
    }
    Ok(conflicts)
}

/// Takes a conflict off the list; content that was kept apart is noted for removal.
pub(crate) async fn dismiss(pool: &Pool, id: ConflictId) -> Result<(), ArchiveError> {
    let mut transaction = pool.begin().await?;
    let note = "INSERT INTO removal (id, object_key) SELECT id, object_key FROM conflict \
                WHERE id = $1 AND object_key <> ''";
    let noted = sqlx::query(note).bind(id.0);
    noted.execute(&mut *transaction).await?;
    let removed = sqlx::query("DELETE FROM conflict WHERE id = $1").bind(id.0);
    if removed.execute(&mut *transaction).await?.rows_affected() == 0 {
        return Err(ArchiveError::NoSuchConflict(id));
    }
    transaction.commit().await?;
    Ok(())
}
