//! Imports of the queue: one after the other, reported as they go on.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use filmdesk_archive::reconcile::LocalIdentity;
use filmdesk_archive::{
    Archive, ArchiveError, GoOn, Job, JobKind, JobReport, JobState, NewJob, Query, Selection,
};
use filmdesk_media::medium::OpenError;
use filmdesk_web::{FateCount, FileFate, ImportOrder, ImportReport, SendOrder};
use serde_json::Value;
use tokio_util::sync::CancellationToken;
use tracing::{info, warn};

use super::entry::{Entry, Fate};
use super::upload::Uploads;
use super::{Tell, medium, of_patient};
use crate::ids;
use crate::settle::{persist, settle};
use crate::storage::import::Importer;

/// The name of this worker in the queue.
const WORKER: &str = "import";
/// The queue is looked at without news, too: other processes put jobs in.
const LOOK: Duration = Duration::from_secs(5);
/// How often progress is written down.
const REPORT_EVERY: Duration = Duration::from_millis(500);
/// Files that a report names: more is read by nobody.
const NAMED: usize = 500;
/// Notices that a report names.
const LISTED: usize = 100;
/// Studies that a report names and that go on to a destination: a medium has fewer.
const STUDIES: usize = 500;

/// Who imports.
#[derive(Debug, Clone)]
pub(crate) struct ImportWorker {
    pub(crate) archive: Archive,
    /// The drops.
    pub(crate) uploads: Arc<Uploads>,
    /// Name of this system in what is changed.
    pub(crate) system: String,
}

/// How an import ended.
enum Outcome {
    Done,
    Cancelled,
    /// The server ends; the job does not.
    Released,
    Failed(String),
}

impl ImportWorker {
    /// Imports until `end`.
    pub(crate) async fn run(self, end: CancellationToken) {
        let mut news = self.archive.jobs().watch();
        while !end.is_cancelled() {
            let jobs = self.archive.jobs();
            match jobs
                .claim(&[JobKind::Import], WORKER, ids::now_local())
                .await
            {
                Ok(Some(job)) => {
                    self.work(&job, &end).await;
                    continue;
                }
                Ok(None) => {}
                Err(error) => warn!(%error, "the queue of imports does not answer"),
            }
            tokio::select! {
                () = end.cancelled() => {}
                _ = news.changed() => {}
                () = tokio::time::sleep(LOOK) => {}
            }
        }
    }

    async fn work(&self, job: &Job, end: &CancellationToken) {
        info!(job = %job.id, tries = job.tries, "import begun");
        let told = Arc::new(Told::default());
        let outcome = match self.prepare(job).await {
            Ok((order, importer)) => self.import(job, order, importer, &told, end).await,
            Err(reason) => Outcome::Failed(reason),
        };
        self.settle(job, &told, outcome, end).await;
    }

    async fn prepare(&self, job: &Job) -> Result<(ImportOrder, Importer), String> {
        let order: ImportOrder = serde_json::from_value(job.order.clone())
            .map_err(|error| format!("bad-order: {error}"))?;
        let identity = self.identity(&order).await?;
        let importer = Importer {
            archive: self.archive.clone(),
            source: format!("import {}", order.name),
            identity,
            seen: order.seen.clone(),
            system: self.system.clone(),
        };
        Ok((order, importer))
    }

    /// The identity that the order names; a patient who is no longer here cannot be meant.
    async fn identity(&self, order: &ImportOrder) -> Result<Option<LocalIdentity>, String> {
        let mut identity = LocalIdentity::default();
        if let Some(key) = order.patient {
            let found = self.archive.patient(key).await;
            let found = found.map_err(|error| format!("index: {error}"))?;
            let patient = found.ok_or("patient-gone: the patient is no longer here")?;
            identity = of_patient(&patient);
        }
        if !order.accession_number.is_empty() {
            identity.accession_number = Some(order.accession_number.clone());
        }
        Ok((identity != LocalIdentity::default()).then_some(identity))
    }

    async fn import(
        &self,
        job: &Job,
        order: ImportOrder,
        importer: Importer,
        told: &Arc<Told>,
        end: &CancellationToken,
    ) -> Outcome {
        let (uploads, teller) = (self.uploads.clone(), told.clone());
        let mut work = tokio::task::spawn_blocking(move || {
            let media = uploads.media(&order.upload);
            let is_there = !media.is_empty();
            let mut tell = Teller(teller);
            for (name, medium) in media {
                match medium {
                    Ok(medium) => medium::whole(&name, &*medium, &importer, &mut tell),
                    Err(reason) => tell.unopened(name, &reason),
                }
            }
            is_there
        });
        let mut outcome = Outcome::Done;
        loop {
            tokio::select! {
                done = &mut work => return match done {
                    Ok(true) => told.failure().map_or(outcome, Outcome::Failed),
                    Ok(false) => Outcome::Failed("files-gone: the files are no longer here".to_owned()),
                    Err(_) => Outcome::Failed("other: a fault in filmdesk itself".to_owned()),
                },
                () = end.cancelled(), if matches!(outcome, Outcome::Done) => {
                    told.end.store(true, Ordering::Relaxed);
                    outcome = Outcome::Released;
                }
                () = tokio::time::sleep(REPORT_EVERY) => {
                    let asked = self.report(job, told).await;
                    if matches!(asked, Ok(GoOn::Cancel)) {
                        told.end.store(true, Ordering::Relaxed);
                        outcome = Outcome::Cancelled;
                    }
                }
            }
        }
    }

    /// What came in goes on, where that was ordered. Ordered before the import is finished: one
    /// that is done again after a crash sends twice, and loses nothing.
    async fn send_on(&self, job: &Job, told: &Told) -> Result<(), ArchiveError> {
        let order: ImportOrder = serde_json::from_value(job.order.clone()).unwrap_or_default();
        if order.send_to.is_empty() {
            return Ok(());
        }
        let mut studies = Vec::new();
        for uid in told.with(|so_far| so_far.studies.clone()) {
            let query = Query {
                study_uid: uid.clone(),
                limit: 1,
                ..Query::default()
            };
            if !self.archive.find_studies(&query).await?.is_empty() {
                studies.push(uid);
            }
        }
        if studies.is_empty() {
            return Ok(());
        }
        let order = SendOrder {
            destination: order.send_to,
            studies,
        };
        let send = NewJob {
            kind: JobKind::Send,
            order: serde_json::to_value(&order).unwrap_or_default(),
            priority: 0,
            pins: Selection::Studies(order.studies),
            requester: job.requester.clone(),
            code: String::new(),
        };
        let id = self.archive.jobs().enqueue(&send, ids::now_local()).await?;
        info!(job = %job.id, send = %id, "what came in goes on");
        Ok(())
    }

    async fn report(&self, job: &Job, told: &Told) -> Result<GoOn, ArchiveError> {
        let report = told.report();
        let jobs = self.archive.jobs();
        jobs.record(job.id, &report, ids::now_local()).await
    }

    async fn settle(&self, job: &Job, told: &Told, outcome: Outcome, end: &CancellationToken) {
        let outcome = match outcome {
            Outcome::Done => self.done(job, told, end).await,
            other => other,
        };
        let write = || self.write(job, told, &outcome);
        if settle(&self.archive, job.id, end, write).await != Some(true) {
            return;
        }
        info!(job = %job.id, files = told.count(), "import ended");
        if let Ok(order) = serde_json::from_value::<ImportOrder>(job.order.clone()) {
            self.uploads.remove(&order.upload);
        }
    }

    /// All is in: it goes on, once.
    async fn done(&self, job: &Job, told: &Told, end: &CancellationToken) -> Outcome {
        match persist(job.id, end, || self.send_on(job, told)).await {
            Some(Ok(())) => Outcome::Done,
            Some(Err(error)) => Outcome::Failed(format!("archive: {error}")),
            None => Outcome::Released,
        }
    }

    /// Writes how it ended; whether its files are needed no longer.
    async fn write(&self, job: &Job, told: &Told, outcome: &Outcome) -> Result<bool, ArchiveError> {
        self.report(job, told).await?;
        let (jobs, now) = (self.archive.jobs(), ids::now_local());
        match outcome {
            Outcome::Done => jobs.finish(job.id, now).await.map(|()| true),
            Outcome::Cancelled => jobs.cancelled(job.id, now).await.map(|()| true),
            Outcome::Released => jobs.release(job.id, now).await.map(JobState::is_over),
            Outcome::Failed(reason) => {
                let failed = jobs.fail(job.id, reason, now).await;
                failed.map(JobState::is_over)
            }
        }
    }
}

/// What the importing thread tells.
#[derive(Debug, Default)]
struct Told {
    end: Arc<AtomicBool>,
    so_far: Mutex<SoFar>,
}

#[derive(Debug, Default)]
struct SoFar {
    /// What of ours ended it.
    failure: Option<String>,
    done: u64,
    total: u64,
    fates: BTreeMap<Fate, u64>,
    files: Vec<FileFate>,
    more: u64,
    notices: Vec<String>,
    studies: BTreeSet<String>,
}

impl Told {
    fn with<T>(&self, change: impl FnOnce(&mut SoFar) -> T) -> T {
        change(&mut self.so_far.lock().unwrap_or_else(PoisonError::into_inner))
    }

    fn count(&self) -> u64 {
        self.with(|so_far| so_far.done)
    }

    fn failure(&self) -> Option<String> {
        self.with(|so_far| so_far.failure.clone())
    }

    fn report(&self) -> JobReport {
        self.with(|so_far| JobReport {
            stage: "importing".to_owned(),
            done: so_far.done,
            total: so_far.total,
            detail: so_far.detail(),
        })
    }
}

impl SoFar {
    fn detail(&self) -> Value {
        let count = |(fate, files): (&Fate, &u64)| FateCount {
            fate: fate.word(),
            files: *files,
        };
        let report = ImportReport {
            fates: self.fates.iter().map(count).collect(),
            files: self.files.clone(),
            more: self.more,
            notices: self.notices.clone(),
            studies: self.studies.iter().cloned().collect(),
        };
        serde_json::to_value(report).unwrap_or_default()
    }

    fn add(&mut self, entry: Entry) {
        *self.fates.entry(entry.fate).or_default() += 1;
        if let Some(instance) = entry.instance
            && self.studies.len() < STUDIES
        {
            self.studies.insert(instance.study);
        }
        if entry.fate < Fate::Conflict {
            return;
        }
        if self.files.len() >= NAMED {
            self.more += 1;
            return;
        }
        self.files.push(FileFate {
            path: match entry.medium.is_empty() {
                true => entry.path,
                false => format!("{}/{}", entry.medium, entry.path),
            },
            fate: entry.fate.word(),
            reason: entry.reason.unwrap_or_default(),
        });
    }
}

struct Teller(Arc<Told>);

impl Teller {
    /// What is locked comes with another try, when its password was said; the rest goes on.
    fn unopened(&mut self, name: String, reason: &OpenError) {
        if matches!(reason, OpenError::NoPassword | OpenError::WrongPassword) {
            let failure = format!("password: {reason}");
            self.0
                .with(|so_far| so_far.failure.get_or_insert(failure).len());
        }
        self.add(medium::unopened(name, &reason.to_string()));
    }
}

impl Tell for Teller {
    fn begin(&mut self, files: u64) {
        self.0.with(|so_far| so_far.total += files);
    }

    fn passed(&mut self) {
        self.0.with(|so_far| so_far.done += 1);
    }

    fn add(&mut self, entry: Entry) {
        self.0.with(|so_far| so_far.add(entry));
    }

    /// The files are kept, and all that is left comes with another try.
    fn failed(&mut self, reason: &str) {
        self.0.with(|so_far| {
            so_far.failure.get_or_insert(format!("archive: {reason}"));
        });
        self.0.end.store(true, Ordering::Relaxed);
    }

    fn notice(&mut self, notice: String) {
        self.0.with(|so_far| {
            if so_far.notices.len() < LISTED {
                so_far.notices.push(notice);
            }
        });
    }

    fn end_asked(&self) -> Arc<AtomicBool> {
        self.0.end.clone()
    }
}
