//! The database: connections of either kind, its tables, and numbers from it.

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use sqlx::any::{AnyConnectOptions, AnyPoolOptions};
use sqlx::migrate::{Migration, MigrationType, Migrator};
use sqlx::{Any, AnyConnection, AnyPool, ConnectOptions, Executor, SqlSafeStr, Transaction};
use time::OffsetDateTime;

use crate::archive::{Database, SyncPolicy};
use crate::desk::{AuditEvent, audit};
use crate::error::ArchiveError;

/// The tables, version by version; where the two differ, for SQLite and for PostgreSQL.
const MIGRATIONS: &[(i64, &str, &str, &str)] = &[
    (1, "index", INDEX, INDEX),
    (
        2,
        "counts",
        include_str!("../../migrations/0002_counts.sqlite.sql"),
        include_str!("../../migrations/0002_counts.postgres.sql"),
    ),
    (3, "desk", DESK, DESK),
    (
        4,
        "arrivals",
        include_str!("../../migrations/0004_arrivals.sqlite.sql"),
        include_str!("../../migrations/0004_arrivals.postgres.sql"),
    ),
    (5, "films", FILMS, FILMS),
    (6, "peers", PEERS, PEERS),
    (7, "shelf", SHELF, SHELF),
    (8, "hand over", HAND_OVER, HAND_OVER),
    (9, "codes", CODES, CODES),
    (10, "openid", OPENID, OPENID),
    (11, "id token", ID_TOKEN, ID_TOKEN),
];
const INDEX: &str = include_str!("../../migrations/0001_index.sql");
const DESK: &str = include_str!("../../migrations/0003_desk.sql");
const FILMS: &str = include_str!("../../migrations/0005_films.sql");
const PEERS: &str = include_str!("../../migrations/0006_peers.sql");
const SHELF: &str = include_str!("../../migrations/0007_shelf.sql");
const HAND_OVER: &str = include_str!("../../migrations/0008_hand_over.sql");
const CODES: &str = include_str!("../../migrations/0009_codes.sql");
const OPENID: &str = include_str!("../../migrations/0010_openid.sql");
const ID_TOKEN: &str = include_str!("../../migrations/0011_id_token.sql");
/// Connections for queries and jobs: more at once only wait for the disk.
pub(crate) const READERS: u32 = 8;
/// How long a connection is waited for: longer than the longest change of anybody.
const PATIENCE: Duration = Duration::from_secs(30);

/// Which database it is, where the two differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Sqlite,
    Postgres,
}

/// How to connect.
#[derive(Debug, Clone)]
pub(crate) struct Connector {
    options: AnyConnectOptions,
    kind: Kind,
    sync: SyncPolicy,
}

impl Connector {
    pub(crate) fn new(
        database: &Database,
        folder: &Path,
        sync: SyncPolicy,
    ) -> Result<Self, ArchiveError> {
        sqlx::any::install_default_drivers();
        let (options, kind) = match database {
            Database::Embedded => (embedded(folder)?, Kind::Sqlite),
            Database::Url(url) if url.reveal().starts_with("sqlite:") => {
                (url.reveal().parse()?, Kind::Sqlite)
            }
            Database::Url(url) => (url.reveal().parse()?, Kind::Postgres),
        };
        Ok(Self {
            // Statements are never logged: they carry patient text.
            options: AnyConnectOptions::disable_statement_logging(options),
            kind,
            sync,
        })
    }

    /// A pool of at most `connections`, on the runtime that calls.
    pub(crate) async fn pool(&self, connections: u32) -> Result<Pool, sqlx::Error> {
        let settings = self.settings();
        let pool = AnyPoolOptions::new()
            .max_connections(connections)
            .acquire_timeout(PATIENCE)
            .after_connect(move |connection, _| {
                Box::pin(async move {
                    for setting in settings {
                        connection.execute(*setting).await?;
                    }
                    Ok(())
                })
            })
            .connect_with(self.options.clone())
            .await?;
        Ok(Pool {
            pool,
            kind: self.kind,
            note: None,
        })
    }

    /// The WAL is synced at every commit: the index is the journal of the archive.
    fn settings(&self) -> &'static [&'static str] {
        match (self.kind, self.sync) {
            (Kind::Sqlite, SyncPolicy::Grouped) => &[
                "PRAGMA busy_timeout = 30000",
                "PRAGMA journal_mode = WAL",
                "PRAGMA synchronous = FULL",
                "PRAGMA foreign_keys = ON",
            ],
            (Kind::Sqlite, SyncPolicy::Off) => &[
                "PRAGMA busy_timeout = 30000",
                "PRAGMA journal_mode = WAL",
                "PRAGMA synchronous = OFF",
                "PRAGMA foreign_keys = ON",
            ],
            (Kind::Postgres, SyncPolicy::Grouped) => &["SET synchronous_commit = on"],
            (Kind::Postgres, SyncPolicy::Off) => &["SET synchronous_commit = off"],
        }
    }
}

fn embedded(folder: &Path) -> Result<AnyConnectOptions, sqlx::Error> {
    let path = folder.join("index.sqlite");
    let path = path.to_str().ok_or_else(|| {
        sqlx::Error::Configuration("the archive's folder is not named in UTF-8".into())
    })?;
    let path: String = path.bytes().map(escaped).collect();
    format!("sqlite://{path}?mode=rwc").parse()
}

/// A byte of a path in a URL.
fn escaped(byte: u8) -> String {
    match byte {
        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' | b'.' | b'-' | b'_' => {
            char::from(byte).to_string()
        }
        _ => format!("%{byte:02x}"),
    }
}

/// Connections of one kind.
#[derive(Debug, Clone)]
pub(crate) struct Pool {
    pool: AnyPool,
    kind: Kind,
    /// What is written down with each transaction, or neither is.
    note: Option<Arc<AuditEvent>>,
}

impl Pool {
    /// For single statements.
    pub(crate) fn get(&self) -> &AnyPool {
        &self.pool
    }

    /// A transaction that will write.
    pub(crate) async fn begin(&self) -> Result<Transaction<'static, Any>, sqlx::Error> {
        let begun = self.pool.begin_with(self.begin_writing()).await;
        let mut transaction = begun?;
        if let Some(event) = &self.note {
            audit::insert(&mut transaction, event).await?;
        }
        Ok(transaction)
    }

    /// The same connections for something that is to be in the audit trail: what it changes and
    /// this event are there together.
    pub(crate) fn noting(&self, event: AuditEvent) -> Self {
        Self {
            note: Some(Arc::new(event)),
            ..self.clone()
        }
    }

    /// How a transaction that will write begins. SQLite is told so at once: one that reads first
    /// and writes later could not wait for others.
    pub(crate) fn begin_writing(&self) -> &'static str {
        match self.kind {
            Kind::Sqlite => "BEGIN IMMEDIATE",
            Kind::Postgres => "BEGIN",
        }
    }

    /// Brings the tables to this version.
    pub(crate) async fn migrate(&self) -> Result<(), ArchiveError> {
        let migrations = MIGRATIONS.iter().map(|(version, name, sqlite, postgres)| {
            let sql = match self.kind {
                Kind::Sqlite => sqlite.into_sql_str(),
                Kind::Postgres => postgres.into_sql_str(),
            };
            Migration::new(*version, (*name).into(), MigrationType::Simple, sql, false)
        });
        let migrator = Migrator::with_migrations(migrations.collect());
        Ok(migrator.run(&self.pool).await?)
    }
}

/// Takes `count` numbers; the first of them.
pub(crate) async fn take_numbers(
    connection: &mut AnyConnection,
    count: i64,
) -> Result<i64, sqlx::Error> {
    let sql = "UPDATE number SET next = next + $1 WHERE name = 'row' RETURNING next";
    let next: i64 = sqlx::query_scalar(sql)
        .bind(count)
        .fetch_one(connection)
        .await?;
    Ok(next - count)
}

/// `$first, ... ` for `count` values.
pub(crate) fn placeholders(first: usize, count: usize) -> String {
    let each: Vec<String> = (first..first + count).map(|n| format!("${n}")).collect();
    each.join(", ")
}

pub(crate) fn millis(when: OffsetDateTime) -> i64 {
    i64::try_from(when.unix_timestamp_nanos() / 1_000_000).unwrap_or(i64::MAX)
}

pub(crate) fn from_millis(millis: i64) -> OffsetDateTime {
    OffsetDateTime::from_unix_timestamp_nanos(i128::from(millis) * 1_000_000)
        .unwrap_or(OffsetDateTime::UNIX_EPOCH)
}

/// A count of bytes or things, as the database has it.
pub(crate) fn signed(count: u64) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}

pub(crate) fn unsigned(count: i64) -> u64 {
    u64::try_from(count).unwrap_or_default()
}
