//! To whom discs were given.

use sqlx::Row;
use time::OffsetDateTime;

use super::{Desk, DeskError};
use crate::index::database::{from_millis, millis};
use crate::job::JobId;

/// A disc that was given to somebody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HandOver {
    /// Who gave it.
    pub actor: String,
    /// Who took it; may be empty where a code was right.
    pub taker: String,
    /// When.
    pub moment: OffsetDateTime,
    /// Whether there is a signature.
    pub is_signed: bool,
}

impl Desk {
    /// Counts a pickup code that is said for a job; how many that makes.
    pub async fn count_code(&self, job: JobId) -> Result<u64, DeskError> {
        let sql = "INSERT INTO hand_over (job, tries, moment, actor, taker, signature) \
                   VALUES ($1, 1, 0, '', '', $2) \
                   ON CONFLICT (job) DO UPDATE SET tries = hand_over.tries + 1 RETURNING tries";
        let query = sqlx::query_scalar(sql).bind(job.0).bind(Vec::new());
        let tries: i64 = query.fetch_one(self.pool.get()).await?;
        Ok(tries.unsigned_abs())
    }

    /// Takes down that a disc was given to somebody; once for each job.
    pub async fn hand_over(
        &self,
        job: JobId,
        given: &HandOver,
        signature: &[u8],
    ) -> Result<(), DeskError> {
        let sql = "INSERT INTO hand_over (job, tries, moment, actor, taker, signature) \
                   VALUES ($1, 0, $2, $3, $4, $5) \
                   ON CONFLICT (job) DO UPDATE SET moment = excluded.moment, \
                   actor = excluded.actor, taker = excluded.taker, \
                   signature = excluded.signature WHERE hand_over.moment = 0";
        let query = sqlx::query(sql)
            .bind(job.0)
            .bind(millis(given.moment))
            .bind(&given.actor)
            .bind(&given.taker)
            .bind(signature.to_vec());
        let mut transaction = self.pool.begin().await?;
        if query.execute(&mut *transaction).await?.rows_affected() == 0 {
            return Err(DeskError::HandedOver);
        }
        Ok(transaction.commit().await?)
    }

    /// To whom a job's disc was given.
    pub async fn handed_over(&self, job: JobId) -> Result<Option<HandOver>, DeskError> {
        let sql = "SELECT actor, taker, moment, LENGTH(signature) FROM hand_over \
                   WHERE job = $1 AND moment <> 0";
        let query = sqlx::query(sql).bind(job.0);
        let Some(row) = query.fetch_optional(self.pool.get()).await? else {
            return Ok(None);
        };
        // PostgreSQL counts in 32 bits, SQLite in 64.
        let bytes = row
            .try_get::<i64, _>(3)
            .or_else(|_| row.try_get::<i32, _>(3).map(i64::from))?;
        Ok(Some(HandOver {
            actor: row.try_get(0)?,
            taker: row.try_get(1)?,
            moment: from_millis(row.try_get(2)?),
            is_signed: bytes > 0,
        }))
    }

    /// The signature of who took a job's disc, a PNG.
    pub async fn signature(&self, job: JobId) -> Result<Option<Vec<u8>>, DeskError> {
        let sql = "SELECT signature FROM hand_over WHERE job = $1 AND moment <> 0";
        let query = sqlx::query_scalar(sql).bind(job.0);
        let found: Option<Vec<u8>> = query.fetch_optional(self.pool.get()).await?;
        Ok(found.filter(|png| !png.is_empty()))
    }
}
