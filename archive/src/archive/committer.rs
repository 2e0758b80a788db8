//! Writing instances into the index. Whoever comes first commits for all who wait: they share one
//! sync of the folder and one transaction. No thread of its own: each hand-over to one would cost
//! as much as entering an instance.

use std::fs::File;
use std::io;
use std::path::Path;
use std::sync::mpsc::{SyncSender, TryRecvError, sync_channel};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::reactor::Reactor;
use super::removal::{self, Removed};
use crate::error::{ArchiveError, KeepError};
use crate::index::database::{Connector, take_numbers};
use crate::index::ingest::{Arrived, Content, Entry, Holder, Writer};
use crate::store::ObjectStore;

/// Files of one transaction at most, so that the first does not wait long for the last.
const GROUP: usize = 256;
/// Numbers taken from the database at once.
pub(crate) const NUMBERS: i64 = 1024;

/// What is said of a file.
type Answer = Result<Entry, KeepError>;

/// The way into the index.
#[derive(Debug, Clone)]
pub(crate) struct Committer {
    shared: Arc<Shared>,
}

#[derive(Debug)]
struct Shared {
    /// As many as there are callers at most: each waits for its answer.
    waiting: Mutex<Vec<Waiting>>,
    work: Mutex<Work>,
}

/// A file that is to be entered, and where the answer goes.
#[derive(Debug)]
struct Waiting {
    arrived: Arrived,
    answer: SyncSender<Answer>,
}

impl Committer {
    /// `folder` is the session's, `None` when nothing is synced.
    pub(crate) async fn start(
        connector: Connector,
        folder: Option<File>,
        store: Arc<dyn ObjectStore>,
    ) -> Result<Self, ArchiveError> {
        let work = Mutex::new(Work::open(connector, folder, store).await?);
        let waiting = Mutex::default();
        Ok(Self {
            shared: Arc::new(Shared { waiting, work }),
        })
    }

    /// Indexes a file whose bytes are durable; its entry is on return. Blocks.
    pub(crate) fn enter(&self, arrived: &Arrived) -> Answer {
        let (answer, answered) = sync_channel(1);
        let arrived = arrived.clone();
        locked(&self.shared.waiting).push(Waiting { arrived, answer });
        loop {
            let mut work = locked(&self.shared.work);
            match answered.try_recv() {
                Ok(answer) => return answer,
                Err(TryRecvError::Disconnected) => return Err(gone().into()),
                Err(TryRecvError::Empty) => work.enter(self.next_group()),
            }
        }
    }

    fn next_group(&self) -> Vec<Waiting> {
        let mut waiting = locked(&self.shared.waiting);
        let count = waiting.len().min(GROUP);
        waiting.drain(..count).collect()
    }

    /// Notes a file that is kept apart. Blocks.
    pub(crate) fn apart(&self, arrived: &Arrived) -> Result<(), KeepError> {
        locked(&self.shared.work).apart(arrived)
    }

    /// Takes [`NUMBERS`] numbers; the first. Blocks.
    pub(crate) fn numbers(&self) -> Result<i64, KeepError> {
        locked(&self.shared.work).numbers()
    }

    /// Puts a file in the place of a holder's that is lost. Durable on return. Blocks.
    pub(crate) fn bring_back(
        &self,
        file: &Path,
        content: &Content,
        holder: &Holder,
    ) -> Result<(), KeepError> {
        locked(&self.shared.work).bring_back(file, content, holder)
    }

    /// Removes the rows of a study whose last instance came at `received`. Blocks.
    pub(crate) fn remove(&self, study: i64, received: i64) -> Result<Removed, ArchiveError> {
        locked(&self.shared.work).remove(study, received)
    }

    /// Forgets a study of the shelf. Blocks.
    pub(crate) fn forget(&self, shelved: i64) -> Result<(), ArchiveError> {
        locked(&self.shared.work).forget(shelved)
    }
}

/// A panic of another leaves nothing half done here: a transaction that was not committed is
/// rolled back.
fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

fn gone() -> io::Error {
    io::Error::other("entering into the index ended in the middle")
}

/// What entering works with.
#[derive(Debug)]
struct Work {
    reactor: Reactor,
    writer: Writer,
    folder: Option<File>,
    store: Arc<dyn ObjectStore>,
}

impl Work {
    async fn open(
        connector: Connector,
        folder: Option<File>,
        store: Arc<dyn ObjectStore>,
    ) -> Result<Self, ArchiveError> {
        let reactor = Reactor::start()?;
        let pool = reactor.run(async move { connector.pool(1).await });
        let pool = pool.await.map_err(io::Error::other)??;
        Ok(Self {
            reactor,
            writer: Writer::new(pool),
            folder,
            store,
        })
    }

    /// Each gets its own entry, or all the same error.
    fn enter(&mut self, group: Vec<Waiting>) {
        let (arrived, answers): (Vec<Arrived>, Vec<_>) = group
            .into_iter()
            .map(|waiting| (waiting.arrived, waiting.answer))
            .unzip();
        match self.try_enter(&arrived) {
            Ok(entries) => {
                for (answer, entry) in answers.into_iter().zip(entries) {
                    let _ = answer.send(Ok(entry));
                }
            }
            Err(error) => {
                for answer in answers {
                    let _ = answer.send(Err(again(&error)));
                }
            }
        }
    }

    fn try_enter(&mut self, arrived: &[Arrived]) -> Result<Vec<Entry>, KeepError> {
        self.sync_folder()?;
        let entered = self.reactor.wait(self.writer.enter(arrived));
        entered.map_err(|error| index_failed(&error))
    }

    fn apart(&mut self, arrived: &Arrived) -> Result<(), KeepError> {
        self.sync_folder()?;
        let entered = self.reactor.wait(self.writer.enter_apart(arrived));
        entered.map_err(|error| index_failed(&error))
    }

    fn numbers(&mut self) -> Result<i64, KeepError> {
        let pool = self.writer.pool().get();
        let taken = self.reactor.wait(async {
            let mut connection = pool.acquire().await?;
            take_numbers(&mut connection, NUMBERS).await
        });
        taken.map_err(|error| index_failed(&error))
    }

    /// The row first: when the file then does not get its place, it is lost as before.
    fn bring_back(
        &mut self,
        file: &Path,
        content: &Content,
        holder: &Holder,
    ) -> Result<(), KeepError> {
        let key = &holder.location.key;
        let noted = self.reactor.wait(self.writer.came_again(holder, content));
        noted.map_err(|error| index_failed(&error))?;
        self.store.put(file, key)?;
        self.store.sync(key)?;
        tracing::warn!(%key, "the file of an instance was lost and came again");
        Ok(())
    }

    fn remove(&mut self, study: i64, received: i64) -> Result<Removed, ArchiveError> {
        self.writer.forget();
        let removing = removal::remove(self.writer.pool(), study, received);
        self.reactor.wait(removing)
    }

    fn forget(&mut self, shelved: i64) -> Result<(), ArchiveError> {
        self.writer.forget();
        let forgetting = removal::forget(self.writer.pool(), shelved);
        self.reactor.wait(forgetting)
    }

    fn sync_folder(&self) -> io::Result<()> {
        self.folder.as_ref().map_or(Ok(()), File::sync_all)
    }
}

/// The same error for another one.
fn again(error: &KeepError) -> KeepError {
    match error {
        KeepError::NoRoom => KeepError::NoRoom,
        KeepError::Failed(error) => {
            KeepError::Failed(io::Error::new(error.kind(), error.to_string()))
        }
        other => KeepError::Index(other.to_string()),
    }
}

/// SQLITE_FULL, and PostgreSQL's disk_full.
const FULL: [&str; 2] = ["13", "53100"];

fn index_failed(error: &sqlx::Error) -> KeepError {
    let code = error.as_database_error().and_then(|error| error.code());
    match code {
        Some(code) if FULL.contains(&code.as_ref()) => KeepError::NoRoom,
        _ => KeepError::Index(error.to_string()),
    }
}
