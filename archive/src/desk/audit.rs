//! The audit trail: written and read, never changed.

use sqlx::any::AnyRow;
use sqlx::{AnyConnection, Row};

use super::{AuditEvent, Desk, DeskError};
use crate::index::database::{from_millis, millis, take_numbers};

/// Events of one page at most.
const MOST: u32 = 1000;
/// Between Patient IDs: LO cannot hold a backslash (PS3.5 6.2).
const SEPARATOR: &str = "\\";

fn read(row: &AnyRow) -> Result<AuditEvent, sqlx::Error> {
    let patients: &str = row.try_get(6)?;
    let patients = patients.split(SEPARATOR).filter(|id| !id.is_empty());
    Ok(AuditEvent {
        id: row.try_get(0)?,
        moment: from_millis(row.try_get(1)?),
        actor: row.try_get(2)?,
        address: row.try_get(3)?,
        action: row.try_get(4)?,
        is_success: row.try_get::<i64, _>(5)? != 0,
        patients: patients.map(str::to_owned).collect(),
        object: row.try_get(7)?,
    })
}

/// Writes an event down, with whatever else the transaction changes.
pub(crate) async fn insert(
    connection: &mut AnyConnection,
    event: &AuditEvent,
) -> Result<(), sqlx::Error> {
    let id = take_numbers(connection, 1).await?;
    let sql = "INSERT INTO audit (id, moment, actor, address, action, is_success, patients, object) \
               VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
    let query = sqlx::query(sql)
        .bind(id)
        .bind(millis(event.moment))
        .bind(&event.actor)
        .bind(&event.address)
        .bind(&event.action)
        .bind(i64::from(event.is_success))
        .bind(event.patients.join(SEPARATOR))
        .bind(&event.object);
    query.execute(connection).await.map(drop)
}

impl Desk {
    /// Writes an event down; durable on return. Its number is given here.
    pub async fn audit(&self, event: &AuditEvent) -> Result<(), DeskError> {
        let mut transaction = self.pool.begin().await?;
        insert(&mut transaction, event).await?;
        transaction.commit().await?;
        Ok(())
    }

    /// Events before a number, the newest first.
    pub async fn audit_trail(&self, before: i64, limit: u32) -> Result<Vec<AuditEvent>, DeskError> {
        let sql = "SELECT id, moment, actor, address, action, is_success, patients, object FROM audit \
                   WHERE id < $1 ORDER BY id DESC LIMIT $2";
        let query = sqlx::query(sql)
            .bind(before)
            .bind(i64::from(limit.min(MOST)));
        let rows = query.fetch_all(self.pool.get()).await?;
        Ok(rows.iter().map(read).collect::<Result<_, _>>()?)
    }
}
