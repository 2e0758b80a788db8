//! Users.

use sqlx::any::AnyRow;
use sqlx::{AnyConnection, AssertSqlSafe, Row};
use time::{Duration, OffsetDateTime};

use super::{Desk, DeskError, Role, User, UserId, role};
use crate::index::database::{from_millis, millis, take_numbers};

pub(super) const COLUMNS: &str =
    "id, name, role, password, is_disabled, failures, locked_until, created, issuer";
/// Users of one list: a hospital's desks have fewer.
const MOST: i64 = 1000;

pub(super) fn read(row: &AnyRow) -> Result<User, DeskError> {
    Ok(User {
        id: UserId(row.try_get(0)?),
        name: row.try_get(1)?,
        role: role(row.try_get(2)?)?,
        password: row.try_get(3)?,
        is_disabled: row.try_get::<i64, _>(4)? != 0,
        failures: u32::try_from(row.try_get::<i64, _>(5)?).unwrap_or(u32::MAX),
        locked_until: from_millis(row.try_get(6)?),
        created: from_millis(row.try_get(7)?),
        issuer: row.try_get(8)?,
    })
}

impl Desk {
    /// Whether anybody with a password here can administer: also when a provider is away.
    pub async fn has_administrator(&self) -> Result<bool, DeskError> {
        let mut connection = self.pool.get().acquire().await?;
        Ok(administrators(&mut connection).await? > 0)
    }

    /// The first administrator; refused when there is one.
    pub async fn set_up(
        &self,
        name: &str,
        password: &str,
        now: OffsetDateTime,
    ) -> Result<UserId, DeskError> {
        let mut transaction = self.pool.begin().await?;
        if administrators(&mut transaction).await? > 0 {
            return Err(DeskError::SetUp);
        }
        let id = insert(&mut transaction, name, Role::Administrator, password, now).await?;
        transaction.commit().await?;
        Ok(id)
    }

    /// A new user.
    pub async fn add_user(
        &self,
        name: &str,
        role: Role,
        password: &str,
        now: OffsetDateTime,
    ) -> Result<UserId, DeskError> {
        let mut transaction = self.pool.begin().await?;
        let id = insert(&mut transaction, name, role, password, now).await?;
        transaction.commit().await?;
        Ok(id)
    }

    /// All users, by name.
    pub async fn users(&self) -> Result<Vec<User>, DeskError> {
        let sql = format!("SELECT {COLUMNS} FROM desk_user ORDER BY name LIMIT {MOST}");
        let rows = sqlx::query(AssertSqlSafe(sql)).fetch_all(self.pool.get());
        rows.await?.iter().map(read).collect()
    }

    /// The user of this name, in any case, who has a password here.
    pub async fn user_named(&self, name: &str) -> Result<Option<User>, DeskError> {
        let sql = format!("SELECT {COLUMNS} FROM desk_user WHERE name = $1 AND issuer = ''");
        let query = sqlx::query(AssertSqlSafe(sql)).bind(name.to_lowercase());
        let row = query.fetch_optional(self.pool.get()).await?;
        row.as_ref().map(read).transpose()
    }

    /// The user.
    pub async fn user(&self, id: UserId) -> Result<User, DeskError> {
        let sql = format!("SELECT {COLUMNS} FROM desk_user WHERE id = $1");
        let query = sqlx::query(AssertSqlSafe(sql)).bind(id.0);
        let row = query.fetch_optional(self.pool.get()).await?;
        row.as_ref().map_or(Err(DeskError::NotThere), read)
    }

    /// Changes what a user may do; their sessions end, so that it holds at once.
    pub async fn change_user(
        &self,
        id: UserId,
        role: Role,
        is_disabled: bool,
    ) -> Result<(), DeskError> {
        let mut transaction = self.pool.begin().await?;
        let sql = "UPDATE desk_user SET role = $1, is_disabled = $2, failures = 0, locked_until = 0 WHERE id = $3";
        let query = sqlx::query(sql)
            .bind(role.word())
            .bind(i64::from(is_disabled))
            .bind(id.0);
        if query.execute(&mut *transaction).await?.rows_affected() == 0 {
            return Err(DeskError::NotThere);
        }
        if administrators(&mut transaction).await? == 0 {
            return Err(DeskError::LastAdministrator);
        }
        end_sessions(&mut transaction, id).await?;
        transaction.commit().await?;
        Ok(())
    }

    /// Another password of a user who has one here; their sessions end.
    pub async fn set_password(&self, id: UserId, password: &str) -> Result<(), DeskError> {
        let mut transaction = self.pool.begin().await?;
        let sql = "UPDATE desk_user SET password = $1, failures = 0, locked_until = 0 WHERE id = $2 AND issuer = ''";
        let query = sqlx::query(sql).bind(password).bind(id.0);
        if query.execute(&mut *transaction).await?.rows_affected() == 0 {
            return Err(DeskError::NotThere);
        }
        end_sessions(&mut transaction, id).await?;
        transaction.commit().await?;
        Ok(())
    }

    /// Whether a password of this user may be looked at. It counts as wrong until it was right
    /// ([`Self::forget_failures`]), and locks the user for as long as `lock_after` says of so many
    /// wrong ones in a row: in one step, so that guessers who ask side by side are counted too.
    pub async fn may_try(
        &self,
        id: UserId,
        now: OffsetDateTime,
        lock_after: fn(u32) -> Option<Duration>,
    ) -> Result<bool, DeskError> {
        let mut transaction = self.pool.begin().await?;
        let sql = "UPDATE desk_user SET failures = failures + 1 \
                   WHERE id = $1 AND locked_until <= $2 RETURNING failures";
        let query = sqlx::query_scalar(sql).bind(id.0).bind(millis(now));
        let Some(failures) = query.fetch_optional(&mut *transaction).await? else {
            return Ok(false);
        };
        let failures: i64 = failures;
        if let Some(lock) = lock_after(u32::try_from(failures).unwrap_or(u32::MAX)) {
            let sql = "UPDATE desk_user SET locked_until = $1 WHERE id = $2";
            let query = sqlx::query(sql).bind(millis(now + lock)).bind(id.0);
            query.execute(&mut *transaction).await?;
        }
        transaction.commit().await?;
        Ok(true)
    }

    /// The password was right.
    pub async fn forget_failures(&self, id: UserId) -> Result<(), DeskError> {
        let sql = "UPDATE desk_user SET failures = 0, locked_until = 0 WHERE id = $1";
        sqlx::query(sql).bind(id.0).execute(self.pool.get()).await?;
        Ok(())
    }
}

async fn administrators(connection: &mut AnyConnection) -> Result<i64, sqlx::Error> {
    let sql = "SELECT COUNT(*) FROM desk_user WHERE role = 'administrator' AND is_disabled = 0 AND issuer = ''";
    sqlx::query_scalar(sql).fetch_one(connection).await
}

async fn insert(
    connection: &mut AnyConnection,
    name: &str,
    role: Role,
    password: &str,
    now: OffsetDateTime,
) -> Result<UserId, DeskError> {
    let id = take_numbers(connection, 1).await?;
    let sql = "INSERT INTO desk_user (id, name, role, password, is_disabled, failures, locked_until, created) \
               VALUES ($1, $2, $3, $4, 0, 0, 0, $5) ON CONFLICT DO NOTHING";
    let query = sqlx::query(sql)
        .bind(id)
        .bind(name.to_lowercase())
        .bind(role.word())
        .bind(password)
        .bind(millis(now));
    match query.execute(connection).await?.rows_affected() {
        0 => Err(DeskError::NameTaken),
        _ => Ok(UserId(id)),
    }
}

pub(super) async fn end_sessions(
    connection: &mut AnyConnection,
    id: UserId,
) -> Result<(), sqlx::Error> {
    let query = sqlx::query("DELETE FROM desk_session WHERE desk_user = $1").bind(id.0);
    query.execute(connection).await.map(drop)
}
