//! Tokens of programs.

use sqlx::any::AnyRow;
use sqlx::{AssertSqlSafe, Row};
use time::OffsetDateTime;

use super::{Desk, DeskError, KeyHash, Role, Token, TokenId, role};
use crate::index::database::{from_millis, millis, take_numbers};

const COLUMNS: &str = "id, name, role, created, created_by";
/// Tokens of one list.
const MOST: i64 = 1000;

fn read(row: &AnyRow) -> Result<Token, DeskError> {
    Ok(Token {
        id: TokenId(row.try_get(0)?),
        name: row.try_get(1)?,
        role: role(row.try_get(2)?)?,
        created: from_millis(row.try_get(3)?),
        created_by: row.try_get(4)?,
    })
}

impl Desk {
    /// A new token.
    pub async fn add_token(
        &self,
        name: &str,
        role: Role,
        hash: &KeyHash,
        by: &str,
        now: OffsetDateTime,
    ) -> Result<TokenId, DeskError> {
        let mut transaction = self.pool.begin().await?;
        let id = take_numbers(&mut transaction, 1).await?;
        let sql = "INSERT INTO desk_token (id, name, role, hash, created, created_by) \
                   VALUES ($1, $2, $3, $4, $5, $6)";
        let query = sqlx::query(sql)
            .bind(id)
            .bind(name)
            .bind(role.word())
            .bind(hash.to_vec())
            .bind(millis(now))
            .bind(by);
        query.execute(&mut *transaction).await?;
        transaction.commit().await?;
        Ok(TokenId(id))
    }

    /// All tokens, the newest first.
    pub async fn tokens(&self) -> Result<Vec<Token>, DeskError> {
        let sql = format!("SELECT {COLUMNS} FROM desk_token ORDER BY id DESC LIMIT {MOST}");
        let rows = sqlx::query(AssertSqlSafe(sql)).fetch_all(self.pool.get());
        rows.await?.iter().map(read).collect()
    }

    /// The token of this hash.
    pub async fn token(&self, hash: &KeyHash) -> Result<Option<Token>, DeskError> {
        let sql = format!("SELECT {COLUMNS} FROM desk_token WHERE hash = $1");
        let query = sqlx::query(AssertSqlSafe(sql)).bind(hash.to_vec());
        let row = query.fetch_optional(self.pool.get()).await?;
        row.as_ref().map(read).transpose()
    }

    /// Ends a token.
    pub async fn revoke_token(&self, id: TokenId) -> Result<(), DeskError> {
        let query = sqlx::query("DELETE FROM desk_token WHERE id = $1").bind(id.0);
        let mut transaction = self.pool.begin().await?;
        if query.execute(&mut *transaction).await?.rows_affected() == 0 {
            return Err(DeskError::NotThere);
        }
        Ok(transaction.commit().await?)
    }
}
