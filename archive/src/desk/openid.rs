//! Users whom an OpenID provider knows.

use sqlx::{AnyConnection, AssertSqlSafe};
use time::OffsetDateTime;

use super::users::{COLUMNS, end_sessions, read};
use super::{Desk, DeskError, Role, User, UserId};
use crate::index::database::{millis, take_numbers};

/// Who somebody is, as a provider says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Identity<'a> {
    /// The provider.
    pub issuer: &'a str,
    /// Names them at that provider, for ever.
    pub subject: &'a str,
    /// What they are called now. Holds an `@`, which no user with a password here has.
    pub name: &'a str,
    /// What they may do now.
    pub role: Role,
}

impl Desk {
    /// The user whom a provider names, made when they come for the first time. Name and role become
    /// those that it says; where the role was another one, older sessions end.
    pub async fn user_of_provider(
        &self,
        who: &Identity<'_>,
        now: OffsetDateTime,
    ) -> Result<User, DeskError> {
        let mut transaction = self.pool.begin().await?;
        let known = find(&mut transaction, who).await?;
        let name = free_name(&mut transaction, who).await?;
        match known {
            Some(user) => update(&mut transaction, &user, &name, who.role).await?,
            None => insert(&mut transaction, who, &name, now).await?,
        }
        let user = find(&mut transaction, who).await?;
        transaction.commit().await?;
        user.ok_or(DeskError::NotThere)
    }
}

async fn find(
    connection: &mut AnyConnection,
    who: &Identity<'_>,
) -> Result<Option<User>, DeskError> {
    let sql = format!("SELECT {COLUMNS} FROM desk_user WHERE issuer = $1 AND subject = $2");
    let query = sqlx::query(AssertSqlSafe(sql))
        .bind(who.issuer)
        .bind(who.subject);
    let row = query.fetch_optional(connection).await?;
    row.as_ref().map(read).transpose()
}

/// The name, with the subject behind it where it is somebody else's: a name that a provider gives
/// anew must not make two people one in the audit trail.
async fn free_name(
    connection: &mut AnyConnection,
    who: &Identity<'_>,
) -> Result<String, sqlx::Error> {
    let name = who.name.to_lowercase();
    let sql =
        "SELECT COUNT(*) FROM desk_user WHERE name = $1 AND NOT (issuer = $2 AND subject = $3)";
    let query = sqlx::query_scalar(sql)
        .bind(&name)
        .bind(who.issuer)
        .bind(who.subject);
    let others: i64 = query.fetch_one(connection).await?;
    Ok(match others {
        0 => name,
        _ => format!("{name} {}", who.subject),
    })
}

async fn update(
    connection: &mut AnyConnection,
    user: &User,
    name: &str,
    role: Role,
) -> Result<(), sqlx::Error> {
    if user.role != role {
        end_sessions(connection, user.id).await?;
    }
    let query = sqlx::query("UPDATE desk_user SET name = $1, role = $2 WHERE id = $3")
        .bind(name)
        .bind(role.word())
        .bind(user.id.0);
    query.execute(connection).await.map(drop)
}

async fn insert(
    connection: &mut AnyConnection,
    who: &Identity<'_>,
    name: &str,
    now: OffsetDateTime,
) -> Result<(), sqlx::Error> {
    let id = UserId(take_numbers(connection, 1).await?);
    // They may come by two servers at once. No text is the hash of an empty password: nobody signs in with one.
    let sql = "INSERT INTO desk_user (id, name, role, password, is_disabled, failures, \
               locked_until, created, issuer, subject) VALUES ($1, $2, $3, '', 0, 0, 0, $4, $5, $6) \
               ON CONFLICT DO NOTHING";
    let query = sqlx::query(sql)
        .bind(id.0)
        .bind(name)
        .bind(who.role.word())
        .bind(millis(now))
        .bind(who.issuer)
        .bind(who.subject);
    query.execute(connection).await.map(drop)
}
