//! Sessions of signed-in users.

use sqlx::Row;
use time::{Duration, OffsetDateTime};

use super::{Desk, DeskError, KeyHash, User, UserId};
use crate::index::database::millis;

/// The use of a session is noted this often: a page asks several times a second.
const NOTE_EVERY: Duration = Duration::seconds(30);

impl Desk {
    /// Opens a session that ends at `ends` whatever is done; those that have ended are removed.
    /// `id_token`: the one by which a provider's user signed in, else empty.
    pub async fn open_session(
        &self,
        hash: &KeyHash,
        user: UserId,
        now: OffsetDateTime,
        ends: OffsetDateTime,
        id_token: &str,
    ) -> Result<(), DeskError> {
        let mut transaction = self.pool.begin().await?;
        let over = sqlx::query("DELETE FROM desk_session WHERE ends < $1").bind(millis(now));
        over.execute(&mut *transaction).await?;
        let sql = "INSERT INTO desk_session (hash, desk_user, used, ends, id_token) \
                   VALUES ($1, $2, $3, $4, $5)";
        let query = sqlx::query(sql)
            .bind(hash.to_vec())
            .bind(user.0)
            .bind(millis(now))
            .bind(millis(ends))
            .bind(id_token);
        query.execute(&mut *transaction).await?;
        transaction.commit().await?;
        Ok(())
    }

    /// Whose session it is, if it was used within `idle`, has not ended, and the user may still
    /// sign in. `is_use`: it is used now, by a person.
    pub async fn session(
        &self,
        hash: &KeyHash,
        now: OffsetDateTime,
        idle: Duration,
        is_use: bool,
    ) -> Result<Option<User>, DeskError> {
        let sql =
            "SELECT desk_user, used FROM desk_session WHERE hash = $1 AND used > $2 AND ends > $3";
        let query = sqlx::query(sql)
            .bind(hash.to_vec())
            .bind(millis(now - idle))
            .bind(millis(now));
        let Some(row) = query.fetch_optional(self.pool.get()).await? else {
            return Ok(None);
        };
        let user = self.user(UserId(row.try_get(0)?)).await?;
        let used: i64 = row.try_get(1)?;
        if user.is_disabled {
            return Ok(None);
        }
        if is_use && used < millis(now - NOTE_EVERY) {
            let sql = "UPDATE desk_session SET used = $1 WHERE hash = $2";
            let query = sqlx::query(sql).bind(millis(now)).bind(hash.to_vec());
            query.execute(self.pool.get()).await?;
        }
        Ok(Some(user))
    }

    /// Ends a session; the ID token that it began with, empty where there was none.
    pub async fn close_session(&self, hash: &KeyHash) -> Result<String, DeskError> {
        let sql = "DELETE FROM desk_session WHERE hash = $1 RETURNING id_token";
        let query = sqlx::query_scalar(sql).bind(hash.to_vec());
        let mut transaction = self.pool.begin().await?;
        let ended: Option<String> = query.fetch_optional(&mut *transaction).await?;
        transaction.commit().await?;
        Ok(ended.unwrap_or_default())
    }
}
