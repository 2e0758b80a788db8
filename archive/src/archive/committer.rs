//! The one thread of a process that writes instances into the index: those who wait at the same
//! time share one sync of the folder and one transaction.

use std::fs::File;
use std::io;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread;

use tokio::runtime::{Builder, Runtime};

use super::removal::{self, Removed};
use crate::error::{ArchiveError, KeepError};
use crate::index::database::{Connector, take_numbers};
use crate::index::ingest::{Arrived, Entry, Writer};
use crate::store::FolderStore;

/// Commands that wait: more than there are associations, each of which waits for its answer.
const QUEUE: usize = 1024;
/// Files of one transaction at most, so that the first does not wait long for the last.
const GROUP: usize = 256;
/// Numbers taken from the database at once.
pub(crate) const NUMBERS: i64 = 1024;

/// Where an answer goes.
type Reply<T> = SyncSender<T>;

/// What the committer is asked.
#[derive(Debug)]
enum Command {
    Enter(Box<Arrived>, Reply<Result<Entry, KeepError>>),
    Apart(Box<Arrived>, Reply<Result<(), KeepError>>),
    Numbers(Reply<Result<i64, KeepError>>),
    Remove(i64, Reply<Result<Removed, ArchiveError>>),
}

/// The way to the committer. It ends when all are dropped.
#[derive(Debug, Clone)]
pub(crate) struct Committer {
    commands: SyncSender<Command>,
}

impl Committer {
    /// Starts the thread. `folder` is the session's, `None` when nothing is synced.
    pub(crate) fn start(
        connector: Connector,
        folder: Option<File>,
        store: Arc<FolderStore>,
    ) -> Result<Self, ArchiveError> {
        let (commands, waiting) = sync_channel(QUEUE);
        let (ready, opened) = sync_channel(1);
        thread::Builder::new()
            .name("archive-committer".to_owned())
            .spawn(move || {
                let work = Work::open(&connector, folder, store);
                match work {
                    Ok(work) => {
                        let _ = ready.send(Ok(()));
                        work.run(&waiting);
                    }
                    Err(error) => drop(ready.send(Err(error))),
                }
            })?;
        opened.recv().unwrap_or_else(|_| Err(gone().into()))?;
        Ok(Self { commands })
    }

    /// Indexes a file whose bytes are durable; its entry is on return.
    pub(crate) fn enter(&self, arrived: &Arrived) -> Result<Entry, KeepError> {
        self.ask(|reply| Command::Enter(Box::new(arrived.clone()), reply))?
    }

    /// Notes a file that is kept apart.
    pub(crate) fn apart(&self, arrived: &Arrived) -> Result<(), KeepError> {
        self.ask(|reply| Command::Apart(Box::new(arrived.clone()), reply))?
    }

    /// Takes [`NUMBERS`] numbers; the first.
    pub(crate) fn numbers(&self) -> Result<i64, KeepError> {
        self.ask(Command::Numbers)?
    }

    /// Removes a study with its files.
    pub(crate) fn remove(&self, study: i64) -> Result<Removed, ArchiveError> {
        self.ask(|reply| Command::Remove(study, reply))?
    }

    fn ask<T>(&self, command: impl FnOnce(Reply<T>) -> Command) -> io::Result<T> {
        let (reply, answer) = sync_channel(1);
        self.commands.send(command(reply)).map_err(|_| gone())?;
        answer.recv().map_err(|_| gone())
    }
}

fn gone() -> io::Error {
    io::Error::other("the archive's committer has ended")
}

/// What the thread works with.
struct Work {
    runtime: Runtime,
    writer: Writer,
    folder: Option<File>,
    store: Arc<FolderStore>,
}

impl Work {
    fn open(
        connector: &Connector,
        folder: Option<File>,
        store: Arc<FolderStore>,
    ) -> Result<Self, ArchiveError> {
        let runtime = Builder::new_current_thread().enable_all().build()?;
        let writer = Writer::new(runtime.block_on(connector.pool(1))?);
        Ok(Self {
            runtime,
            writer,
            folder,
            store,
        })
    }

    fn run(mut self, waiting: &Receiver<Command>) {
        while let Ok(first) = waiting.recv() {
            let more = std::iter::from_fn(|| waiting.try_recv().ok());
            let commands: Vec<Command> =
                std::iter::once(first).chain(more.take(GROUP - 1)).collect();
            self.serve(commands);
        }
    }

    fn serve(&mut self, commands: Vec<Command>) {
        let mut arrived = Vec::new();
        let mut replies = Vec::new();
        for command in commands {
            match command {
                Command::Enter(one, reply) => {
                    arrived.push(*one);
                    replies.push(reply);
                }
                other => self.serve_one(other),
            }
        }
        if !arrived.is_empty() {
            answer(self.enter(&arrived), replies);
        }
    }

    fn serve_one(&mut self, command: Command) {
        match command {
            Command::Enter(..) => {}
            Command::Apart(arrived, reply) => drop(reply.send(self.apart(&arrived))),
            Command::Numbers(reply) => drop(reply.send(self.numbers())),
            Command::Remove(study, reply) => drop(reply.send(self.remove(study))),
        }
    }

    fn enter(&mut self, arrived: &[Arrived]) -> Result<Vec<Entry>, KeepError> {
        self.sync_folder()?;
        let entered = self.runtime.block_on(self.writer.enter(arrived));
        entered.map_err(|error| index_failed(&error))
    }

    fn apart(&mut self, arrived: &Arrived) -> Result<(), KeepError> {
        self.sync_folder()?;
        let entered = self.runtime.block_on(self.writer.enter_apart(arrived));
        entered.map_err(|error| index_failed(&error))
    }

    fn numbers(&mut self) -> Result<i64, KeepError> {
        let pool = self.writer.pool().clone();
        let taken = self.runtime.block_on(async {
            let mut connection = pool.get().acquire().await?;
            take_numbers(&mut connection, NUMBERS).await
        });
        taken.map_err(|error| index_failed(&error))
    }

    fn remove(&mut self, study: i64) -> Result<Removed, ArchiveError> {
        self.writer.forget();
        let pool = self.writer.pool();
        self.runtime
            .block_on(removal::remove(pool, self.store.as_ref(), study))
    }

    fn sync_folder(&self) -> io::Result<()> {
        self.folder.as_ref().map_or(Ok(()), File::sync_all)
    }
}

/// Each gets its own entry, or all the same error.
fn answer(entered: Result<Vec<Entry>, KeepError>, replies: Vec<Reply<Result<Entry, KeepError>>>) {
    match entered {
        Ok(entries) => {
            for (reply, entry) in replies.into_iter().zip(entries) {
                let _ = reply.send(Ok(entry));
            }
        }
        Err(error) => {
            for reply in replies {
                let _ = reply.send(Err(again(&error)));
            }
        }
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
