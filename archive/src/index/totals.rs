//! How much there is.

use sqlx::Row;

use super::database::{Pool, unsigned};
use crate::error::ArchiveError;

/// What the index has altogether.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Totals {
    /// Patients of whom studies are here.
    pub patients: u64,
    /// Studies.
    pub studies: u64,
    /// Instances.
    pub instances: u64,
    /// Bytes of their files.
    pub bytes: u64,
}

pub(crate) async fn totals(pool: &Pool) -> Result<Totals, ArchiveError> {
    // Of whole numbers PostgreSQL makes a sum of another type.
    let sql = "SELECT (SELECT COUNT(DISTINCT patient) FROM study), (SELECT COUNT(*) FROM study), \
               CAST(COALESCE(SUM(instances), 0) AS BIGINT), CAST(COALESCE(SUM(bytes), 0) AS BIGINT) \
               FROM series";
    let row = sqlx::query(sql).fetch_one(pool.get()).await?;
    let count = |column: usize| row.try_get::<i64, _>(column).map(unsigned);
    Ok(Totals {
        patients: count(0)?,
        studies: count(1)?,
        instances: count(2)?,
        bytes: count(3)?,
    })
}
