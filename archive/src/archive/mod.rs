//! The archive of instances: streamed in, durable when acknowledged, indexed, found again.

mod committer;
mod floor;
mod incoming;
mod options;
mod reactor;
mod recover;
mod reindex;
mod removal;
mod retention;
mod same;
mod session;
mod write_back;

use std::io;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

use time::OffsetDateTime;

pub use incoming::Incoming;
pub use options::{ArchiveOptions, Database, SyncPolicy};
pub use recover::Recovery;
pub use reindex::Reindexed;
pub use retention::{RetentionRules, SweepReport};

use crate::desk::{AuditEvent, Desk};
use crate::error::{ArchiveError, KeepError};
use crate::facts::InstanceFacts;
use crate::index::conflict::{self, Conflict, ConflictId};
use crate::index::database::Pool;
use crate::index::file_set::{self, MadeFileSet};
use crate::index::find;
use crate::index::ingest::{Arrived, Content, Entry, Holder};
use crate::index::query::{PatientKey, PatientSummary, Query, StudySummary};
use crate::index::selection::{self, Selection, StoredInstance};
use crate::index::shelf::{self, ShelvedStudy};
use crate::index::totals::{self, Totals};
use crate::job::Jobs;
use crate::store::{Location, ObjectKey, ObjectStore, ReadObject};
use committer::Committer;
use floor::Floor;
use session::Session;
use write_back::WriteBack;

/// The archive. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Archive {
    inner: Arc<Inner>,
}

/// What the clones share.
#[derive(Debug)]
struct Inner {
    folder: PathBuf,
    /// Nothing when syncing is off.
    write_back: Option<WriteBack>,
    floor: Arc<Floor>,
    store: Arc<dyn ObjectStore>,
    session: Arc<Session>,
    numbers: Mutex<std::ops::Range<i64>>,
    committer: Committer,
    pool: Pool,
    jobs: Jobs,
    recovery: Recovery,
}

/// What became of an instance that was to be kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kept {
    /// It is in the archive.
    New,
    /// The same data set was there before.
    AlreadyHere,
    /// Another data set has this SOP Instance UID. Both are kept: this one apart, not on discs
    /// until a person decides.
    Conflict {
        /// Where it is kept.
        apart: Location,
    },
}

/// A file that is durable and indexed where it came in. It goes to its place when this is dropped;
/// until then it is found where it is, and when it cannot be moved now, the next start does it.
#[derive(Debug)]
#[must_use = "a file that is not yet in its place"]
pub struct Placing {
    store: Arc<dyn ObjectStore>,
    file: PathBuf,
    key: ObjectKey,
}

impl Drop for Placing {
    fn drop(&mut self) {
        if let Err(error) = self.store.put(&self.file, &self.key) {
            tracing::warn!(key = %self.key, %error, "an instance stays where it came in");
        }
    }
}

impl Archive {
    /// Opens the archive, bringing its tables to this version and putting in order what a crash
    /// left. Several processes may have it open.
    pub async fn open(options: &ArchiveOptions) -> Result<Self, ArchiveError> {
        let inner = Arc::new(recover::open(options).await?);
        Ok(Self { inner })
    }

    /// What was put in order at [`Archive::open`].
    pub fn recovery(&self) -> &Recovery {
        &self.inner.recovery
    }

    /// A place for an arriving instance. Blocks.
    pub fn begin(&self) -> Result<Incoming, KeepError> {
        let number = self.number()?;
        let inner = &self.inner;
        let write_back = inner.write_back.as_ref();
        Ok(Incoming::create(
            &inner.session,
            &inner.floor,
            number,
            write_back,
        )?)
    }

    fn number(&self) -> Result<i64, KeepError> {
        let numbers = self.inner.numbers.lock();
        let mut numbers = numbers.unwrap_or_else(PoisonError::into_inner);
        if let Some(number) = numbers.next() {
            return Ok(number);
        }
        let first = self.inner.committer.numbers()?;
        *numbers = first + 1..first + committer::NUMBERS;
        Ok(first)
    }

    /// Keeps an instance: on return its file and its index entry are durable, and it is in its
    /// place. Blocks; the syncs of those who call at the same time are shared.
    pub fn keep(&self, incoming: Incoming, facts: &InstanceFacts) -> Result<Kept, KeepError> {
        self.accept(incoming, facts).map(|(kept, _)| kept)
    }

    /// The same, and the file goes to its place with the second value: whoever waits for the
    /// answer need not wait for that.
    pub fn accept(
        &self,
        incoming: Incoming,
        facts: &InstanceFacts,
    ) -> Result<(Kept, Option<Placing>), KeepError> {
        facts.check()?;
        incoming.sync()?;
        let arrived = Arrived {
            location: Location {
                number: incoming.number(),
                key: ObjectKey::of(facts),
            },
            facts: facts.clone(),
            content: incoming.content(),
        };
        self.enter(incoming, arrived)
    }

    fn enter(
        &self,
        mut incoming: Incoming,
        arrived: Arrived,
    ) -> Result<(Kept, Option<Placing>), KeepError> {
        match self.inner.committer.enter(&arrived) {
            Err(error) => Err(failed(incoming, error)),
            Ok(Entry::New) => {
                let placing = self.placing(&mut incoming, arrived.location.key);
                Ok((Kept::New, Some(placing)))
            }
            Ok(Entry::Taken(files)) => match self.same(&mut incoming, &arrived.content, &files)? {
                Some(kept) => Ok((kept, None)),
                None => self.keep_apart(incoming, arrived),
            },
        }
    }

    /// Which of the files that have the UID has the same data set. One that is lost gets this file,
    /// when length and checksum of its data set are as they were.
    fn same(
        &self,
        incoming: &mut Incoming,
        content: &Content,
        files: &[Holder],
    ) -> Result<Option<Kept>, KeepError> {
        let alike = files.iter().filter(|file| file.content.resembles(content));
        for holder in alike {
            let is_same = match self.open_instance(&holder.location) {
                Err(error) if error.kind() == io::ErrorKind::NotFound => {
                    self.bring_back(incoming, content, holder)?;
                    true
                }
                there => same::data_sets(there?, &holder.content, incoming.reader()?, content)?,
            };
            if is_same {
                let apart = holder.location.clone();
                return Ok(Some(match holder.is_apart {
                    false => Kept::AlreadyHere,
                    true => Kept::Conflict { apart },
                }));
            }
        }
        Ok(None)
    }

    fn bring_back(
        &self,
        incoming: &mut Incoming,
        content: &Content,
        holder: &Holder,
    ) -> Result<(), KeepError> {
        let committer = &self.inner.committer;
        committer.bring_back(incoming.path(), content, holder)?;
        incoming.leave();
        Ok(())
    }

    fn keep_apart(
        &self,
        mut incoming: Incoming,
        mut arrived: Arrived,
    ) -> Result<(Kept, Option<Placing>), KeepError> {
        arrived.location.key = ObjectKey::apart(incoming.number(), &arrived.facts.sop_instance);
        if let Err(error) = self.inner.committer.apart(&arrived) {
            return Err(failed(incoming, error));
        }
        let placing = self.placing(&mut incoming, arrived.location.key.clone());
        let apart = arrived.location;
        Ok((Kept::Conflict { apart }, Some(placing)))
    }

    fn placing(&self, incoming: &mut Incoming, key: ObjectKey) -> Placing {
        incoming.leave();
        Placing {
            store: Arc::clone(&self.inner.store),
            file: incoming.path().to_owned(),
            key,
        }
    }

    /// Bytes that would be taken now.
    pub fn room(&self) -> io::Result<u64> {
        self.inner.floor.room()
    }

    /// Whether `bytes` more would be taken now.
    pub fn has_room(&self, bytes: u64) -> bool {
        self.room().is_ok_and(|room| room >= bytes)
    }

    /// Patients, by name.
    pub async fn find_patients(&self, query: &Query) -> Result<Vec<PatientSummary>, ArchiveError> {
        find::patients(&self.inner.pool, query).await
    }

    /// The patient of this key, of whom something is here or on media made.
    pub async fn patient(&self, key: PatientKey) -> Result<Option<PatientSummary>, ArchiveError> {
        find::one_patient(&self.inner.pool, key).await
    }

    /// Other patients of the same name.
    pub async fn namesakes(
        &self,
        patient: &PatientSummary,
    ) -> Result<Vec<PatientSummary>, ArchiveError> {
        find::namesakes(&self.inner.pool, patient).await
    }

    /// Studies, the newest first.
    pub async fn find_studies(&self, query: &Query) -> Result<Vec<StudySummary>, ArchiveError> {
        find::studies(&self.inner.pool, query).await
    }

    /// Studies that left the archive and are on media made, the newest first; some of them may be
    /// here again.
    pub async fn find_shelved(&self, query: &Query) -> Result<Vec<ShelvedStudy>, ArchiveError> {
        shelf::studies(&self.inner.pool, query).await
    }

    /// Instances, by study, series and number.
    pub async fn instances(
        &self,
        selection: &Selection,
    ) -> Result<Vec<StoredInstance>, ArchiveError> {
        selection::instances(&self.inner.pool, selection).await
    }

    /// The file of an instance. Blocks.
    pub fn open_instance(&self, location: &Location) -> io::Result<Box<dyn ReadObject>> {
        let not_there = |error: &io::Error| error.kind() == io::ErrorKind::NotFound;
        match self.inner.store.open(&location.key) {
            Err(error) if not_there(&error) => {}
            result => return result,
        }
        match session::find(&self.inner.folder, location.number) {
            Ok(file) => Ok(Box::new(file)),
            // It was put in its place between the two looks, or it is gone.
            Err(error) if not_there(&error) => self.inner.store.open(&location.key),
            Err(error) => Err(error),
        }
    }

    /// What a person should look at, the newest first.
    pub async fn conflicts(&self, limit: u32) -> Result<Vec<Conflict>, ArchiveError> {
        conflict::list(&self.inner.pool, limit).await
    }

    /// Takes a conflict off the list, after a person has decided. Content that was kept apart is
    /// removed.
    pub async fn dismiss(&self, id: ConflictId) -> Result<(), ArchiveError> {
        self.dismiss_by(&self.inner.pool, id).await
    }

    /// The same, and in the audit trail: both, or nothing.
    pub async fn dismiss_noted(
        &self,
        id: ConflictId,
        event: AuditEvent,
    ) -> Result<(), ArchiveError> {
        self.dismiss_by(&self.inner.pool.noting(event), id).await
    }

    async fn dismiss_by(&self, pool: &Pool, id: ConflictId) -> Result<(), ArchiveError> {
        conflict::dismiss(pool, id).await?;
        removal::remove_files(&self.inner.pool, &self.inner.store).await?;
        Ok(())
    }

    /// Notes a file-set that was made: which instance is on which medium outlives the instances.
    pub async fn note_file_set(&self, made: &MadeFileSet) -> Result<(), ArchiveError> {
        file_set::insert(&self.inner.pool, made).await
    }

    /// File-sets made, the newest first, without their instances.
    pub async fn file_sets(&self, limit: u32) -> Result<Vec<MadeFileSet>, ArchiveError> {
        file_set::list(&self.inner.pool, limit).await
    }

    /// File-sets that an instance is on, the newest first, without their instances.
    pub async fn file_sets_with(&self, uid: &str) -> Result<Vec<MadeFileSet>, ArchiveError> {
        file_set::with(&self.inner.pool, uid).await
    }

    /// How much there is.
    pub async fn totals(&self) -> Result<Totals, ArchiveError> {
        totals::totals(&self.inner.pool).await
    }

    /// Users, sessions and the audit trail of the front desk.
    pub fn desk(&self) -> Desk {
        Desk::new(self.inner.pool.clone())
    }

    /// The queue of jobs.
    pub fn jobs(&self) -> &Jobs {
        &self.inner.jobs
    }

    /// Removes studies by the rules; never one that an open job pins.
    pub async fn sweep(
        &self,
        rules: &RetentionRules,
        now: OffsetDateTime,
    ) -> Result<SweepReport, ArchiveError> {
        let inner = &self.inner;
        let (pool, committer, store) = (&inner.pool, &inner.committer, &inner.store);
        retention::sweep(pool, committer, store, &inner.folder, rules, now).await
    }

    /// Indexes objects that are in the store and not in the index: after the index was lost, or
    /// an older copy of it brought back. Names those that are in the index alone.
    pub async fn reindex(&self, now: OffsetDateTime) -> Result<Reindexed, ArchiveError> {
        // What is to be removed must not be found again.
        removal::remove_files(&self.inner.pool, &self.inner.store).await?;
        let known = reindex::known(&self.inner.pool).await?;
        let archive = self.clone();
        let done = tokio::task::spawn_blocking(move || reindex::run(&archive, known, now)).await;
        done.map_err(io::Error::other)?
    }
}

/// After an error of the index its commit may still have happened: then the file must stay, and
/// the next start decides.
fn failed(mut incoming: Incoming, error: KeepError) -> KeepError {
    if matches!(error, KeepError::Index(_)) {
        incoming.leave();
    }
    error
}
