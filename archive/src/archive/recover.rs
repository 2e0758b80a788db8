//! Opening the archive: whatever dead processes left is put in order.

use std::fs;
use std::io;
use std::path::Path;
use std::sync::{Arc, Mutex};

use sqlx::AssertSqlSafe;
use time::OffsetDateTime;

use super::committer::{self, Committer};
use super::floor::Floor;
use super::session::{self, DeadSession, Session};
use super::write_back::WriteBack;
use super::{ArchiveOptions, Inner, SyncPolicy, removal};
use crate::error::ArchiveError;
use crate::index::database::{self, Connector, Pool, placeholders, take_numbers};
use crate::job::{self, Jobs};
use crate::store::{FolderStore, ObjectKey, ObjectStore};

/// Files looked up with one statement.
const CHUNK: usize = 500;

/// What was found when the archive opened.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Recovery {
    /// Processes that ended without closing.
    pub dead_sessions: usize,
    /// Instances that were acknowledged and have their place only now.
    pub placed: usize,
    /// Arriving files that nobody was told were kept; removed.
    pub removed: usize,
    /// Jobs that a dead process had; they wait again.
    pub jobs: u64,
    /// Files of removed studies that were still there; removed.
    pub leftovers: u64,
}

pub(crate) async fn open(options: &ArchiveOptions) -> Result<Inner, ArchiveError> {
    let folder = &options.folder;
    let in_folder = |source| ArchiveError::Folder {
        folder: folder.clone(),
        source,
    };
    // Others that open are waited for, on a thread where waiting is allowed.
    let root = folder.clone();
    let lock = tokio::task::spawn_blocking(move || session::lock(&root)).await;
    let _lock = lock.map_err(io::Error::other)?.map_err(in_folder)?;
    let store = FolderStore::open(folder.join("objects")).map_err(in_folder)?;
    let store: Arc<dyn ObjectStore> = Arc::new(store);
    let connector = Connector::new(&options.database, folder, options.sync)?;
    let pool = connector.pool(database::READERS).await?;
    pool.migrate().await?;
    let recovery = recover(folder, &pool, &store).await?;
    assemble(options, connector, pool, store, recovery).await
}

async fn assemble(
    options: &ArchiveOptions,
    connector: Connector,
    pool: Pool,
    store: Arc<dyn ObjectStore>,
    recovery: Recovery,
) -> Result<Inner, ArchiveError> {
    let folder = &options.folder;
    let mut connection = pool.get().acquire().await?;
    let first = take_numbers(&mut connection, committer::NUMBERS).await?;
    drop(connection);
    let session = Session::create(folder, first)?;
    let synced = match options.sync {
        SyncPolicy::Grouped => Some(session.open_folder()?),
        SyncPolicy::Off => None,
    };
    let write_back = match options.sync {
        SyncPolicy::Grouped => Some(WriteBack::start()?),
        SyncPolicy::Off => None,
    };
    Ok(Inner {
        folder: folder.clone(),
        write_back,
        floor: Arc::new(Floor::new(folder, options.free_floor_bytes)),
        numbers: Mutex::new(first + 1..first + committer::NUMBERS),
        committer: Committer::start(connector, synced, Arc::clone(&store)).await?,
        jobs: Jobs::new(pool.clone(), session.number()),
        session: Arc::new(session),
        store,
        pool,
        recovery,
    })
}

async fn recover(
    root: &Path,
    pool: &Pool,
    store: &Arc<dyn ObjectStore>,
) -> Result<Recovery, ArchiveError> {
    let mut recovery = Recovery {
        leftovers: removal::remove_files(pool, store).await?,
        ..Recovery::default()
    };
    for dead in session::dead(root)? {
        recovery.dead_sessions += 1;
        let now = OffsetDateTime::now_utc();
        recovery.jobs += job::release_session(pool, dead.number, now).await?;
        place_or_remove(&dead, pool, store.as_ref(), &mut recovery).await?;
        dead.remove()?;
    }
    Ok(recovery)
}

/// A file whose number is in the index was acknowledged, or may have been: it gets its place.
/// Any other was not.
async fn place_or_remove(
    dead: &DeadSession,
    pool: &Pool,
    store: &dyn ObjectStore,
    recovery: &mut Recovery,
) -> Result<(), ArchiveError> {
    for files in dead.files()?.chunks(CHUNK) {
        let numbers: Vec<i64> = files.iter().map(|(number, _)| *number).collect();
        let keys = keys_of(pool, &numbers).await?;
        for (number, path) in files {
            match keys.iter().find(|(known, _)| known == number) {
                Some((_, key)) => {
                    store.put(path, &ObjectKey::from_index(key.clone()))?;
                    recovery.placed += 1;
                }
                None => {
                    fs::remove_file(path)?;
                    recovery.removed += 1;
                }
            }
        }
    }
    Ok(())
}

async fn keys_of(pool: &Pool, numbers: &[i64]) -> Result<Vec<(i64, String)>, sqlx::Error> {
    let list = placeholders(1, numbers.len());
    let sql = format!(
        "SELECT id, object_key FROM instance WHERE id IN ({list}) \
         UNION ALL SELECT id, object_key FROM conflict WHERE id IN ({list}) AND object_key <> ''"
    );
    let query = sqlx::query_as(AssertSqlSafe(sql));
    let query = numbers
        .iter()
        .fold(query, |query, number| query.bind(*number));
    query.fetch_all(pool.get()).await
}
