//! Discs from the queue of the archive: on each device one after another, each durable in its state.
//!
//! A server that was killed takes its job up again: volumes that were finished stay, a disc that
//! a robot has is waited for, and what was begun is gone, or is a disc that is not blank any more
//! and is said to be.

use std::io;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use filmdesk_archive::{Archive, ArchiveError, GoOn, Job, JobId, JobKind, JobReport, Selection};
use serde_json::{Value, json};
use tokio::runtime::Handle;
use tokio::sync::watch;
use tokio_util::sync::CancellationToken;
use tracing::{error, info, warn};

use super::order::{DiscOrder, Target, What};
use super::tries::{Ledger, Memory};
use super::watch::{Cancel, Stage, Watch};
use super::{
    DiscError, Made, MadeVolume, Places, Workshop, files, make, noted, queued, remove_abandoned,
};
use crate::ids;
use crate::lanes::Lanes;
use crate::settle::settle;
use crate::shared::Shared;

/// The name of the worker in the queue.
const WORKER: &str = "disc";
/// Discs made at once: a desk's burners and robots, and an image beside them.
const SIDE_BY_SIDE: usize = 8;
/// How often the queue is looked at without being woken: other processes put jobs in, too.
const LOOK: Duration = Duration::from_secs(2);
/// How often progress is written down.
const REPORT_EVERY: Duration = Duration::from_millis(500);

/// What a disc worker needs.
#[derive(Debug, Clone)]
pub struct DiscWorker {
    /// Where orders and instances are.
    pub archive: Archive,
    /// The settings in force: institution, limits.
    pub shared: Arc<Shared>,
    /// The folder of work folders.
    pub work: PathBuf,
    /// Folders with fonts for labels.
    pub font_folders: Vec<PathBuf>,
}

/// What a worker does for `what`: pins for the queue.
pub fn pins(what: &What) -> Selection {
    match what {
        What::Patient(id) => Selection::PatientId {
            id: id.clone(),
            issuer: None,
        },
        What::PatientOf { id, issuer } => Selection::PatientId {
            id: id.clone(),
            issuer: Some(issuer.clone()),
        },
        What::Studies(uids) => Selection::Studies(uids.clone()),
        What::Folders(_) => Selection::Nothing,
    }
}

impl DiscWorker {
    /// Makes discs until `end`, one at a time on each device and several devices side by side.
    /// Those under way are cancelled then and wait for the next start.
    pub async fn run(self, end: CancellationToken) {
        if let Err(error) = remove_abandoned(&self.work) {
            warn!(%error, "work folders of discs that were killed stay");
        }
        let mut news = self.archive.jobs().watch();
        let mut running = Lanes::new(SIDE_BY_SIDE);
        while !end.is_cancelled() {
            if let Err(error) = self.begin_all(&mut running, &end).await {
                warn!(%error, "the queue of discs does not answer");
            }
            tokio::select! {
                () = end.cancelled() => {}
                () = running.ended() => {}
                _ = news.changed() => {}
                () = tokio::time::sleep(LOOK) => {}
            }
        }
        running.all_ended().await;
    }

    /// Begins every job that waits and whose device is free.
    async fn begin_all(
        &self,
        running: &mut Lanes,
        end: &CancellationToken,
    ) -> Result<(), ArchiveError> {
        let work = |job: Job| {
            let (worker, end) = (self.clone(), end.clone());
            async move { worker.work(&job, end).await }
        };
        let jobs = self.archive.jobs();
        let lane_of = |job: &Job| Some(lane(job));
        running
            .begin_waiting(jobs, (JobKind::Disc, WORKER), lane_of, work)
            .await
    }

    /// Brings a job to a state.
    async fn work(&self, job: &Job, end: CancellationToken) {
        info!(job = %job.id, tries = job.tries, "disc begun");
        let reporter = Reporter::start(self.archive.clone(), job, end.clone());
        let told = reporter.watch.clone();
        let result = self.make(job, &reporter).await;
        if let Ok(made) = &result {
            self.note(job, made).await;
        }
        let outcome = Outcome::of(result, reporter.stop().await, &told);
        outcome.tell(job);
        let write = || self.write(job.id, &outcome);
        settle(&self.archive, job.id, &end, write).await;
    }

    async fn make(&self, job: &Job, reporter: &Reporter) -> Result<Made, DiscError> {
        let order: DiscOrder = serde_json::from_value(job.order.clone())
            .map_err(|error| DiscError::files("the order")(error.into()))?;
        let sources = match &order.what {
            What::Folders(folders) => {
                let found: Result<Vec<_>, _> = folders.iter().map(|folder| files(folder)).collect();
                found.map_err(DiscError::files("the folder"))?.concat()
            }
            what => queued(&self.archive, what, job.id).await?,
        };
        let (worker, watch, work) = (
            self.clone(),
            reporter.watch.clone(),
            self.work.join(format!("disc-{}", job.id)),
        );
        let ledger = JobLedger {
            archive: self.archive.clone(),
            job: job.id,
            told: reporter.watch.clone(),
            runtime: Handle::current(),
        };
        // Those of this try: a disc is made by one set of settings.
        let settings = Arc::clone(&self.shared.live().disc);
        let made = tokio::task::spawn_blocking(move || {
            let shop = Workshop {
                settings: &settings,
                work,
                places: Places(Some(&worker.archive)),
                now: super::now(),
                mint_uid: || ids::mint_uid().as_str().to_owned(),
                password: None,
                typesetter: &|| crate::faces::typesetter(&worker.font_folders),
                watch: watch.as_ref(),
                ledger: &ledger,
            };
            make(&order, sources, &shop)
        });
        made.await.unwrap_or_else(|panic| {
            Err(DiscError::files("the disc worker")(std::io::Error::other(
                panic,
            )))
        })
    }

    /// Notes which instances are on the disc. The disc is good, whether that is known or not.
    async fn note(&self, job: &Job, made: &Made) {
        let profile = job.order["profile"].as_str().unwrap_or_default();
        if let Err(error) = noted::note(&self.archive, job.id, profile, made).await {
            warn!(job = %job.id, %error, "which instances are on the disc is not noted");
        }
    }

    async fn write(&self, job: JobId, outcome: &Outcome) -> Result<(), ArchiveError> {
        let (jobs, now) = (self.archive.jobs(), ids::now_local());
        match outcome {
            Outcome::Made(report) => {
                jobs.record(job, report, now).await?;
                jobs.finish(job, now).await
            }
            Outcome::Cancelled => jobs.cancelled(job, now).await,
            Outcome::Released => jobs.release(job, now).await.map(drop),
            Outcome::Held(_, reason) => jobs.hold(job, reason, now).await.map(drop),
            Outcome::Failed(_, reason) => jobs.fail(job, reason, now).await.map(drop),
        }
    }
}

/// How a try ended.
enum Outcome {
    Made(JobReport),
    Cancelled,
    /// The server ends; the job does not.
    Released,
    /// State and reason.
    Held(&'static str, String),
    Failed(&'static str, String),
}

impl Outcome {
    fn of(result: Result<Made, DiscError>, asked: Asked, told: &Told) -> Self {
        match (result, asked) {
            (Ok(made), _) => Self::Made(report_of(&made, told)),
            (Err(_), Asked::Cancel) => Self::Cancelled,
            (Err(_), Asked::End) => Self::Released,
            (Err(error), Asked::Nothing) => {
                let (state, reason) = (
                    error.state(),
                    format!("{}: {}", error.state(), error.told()),
                );
                match error.waits_for_a_person() {
                    true => Self::Held(state, reason),
                    false => Self::Failed(state, reason),
                }
            }
        }
    }

    fn tell(&self, job: &Job) {
        let job = job.id;
        match self {
            Self::Made(report) => info!(%job, volumes = report.done, "disc made and verified"),
            Self::Cancelled => info!(%job, "disc cancelled"),
            Self::Released => info!(%job, "disc left for the next start"),
            Self::Held(state, _) => warn!(%job, state, "disc waits for a person"),
            Self::Failed(state, _) => error!(%job, state, "disc failed"),
        }
    }
}

/// What cannot be used twice at once: a drive, a robot, the disks of this computer.
fn lane(job: &Job) -> String {
    let order = serde_json::from_value::<DiscOrder>(job.order.clone());
    match order.map(|order| order.target) {
        Ok(Target::Burner { device, .. }) => device,
        Ok(Target::Robot(name)) => format!("robot {name}"),
        Ok(Target::Image(_) | Target::Folder(_)) | Err(_) => String::new(),
    }
}

/// What is kept of a finished disc.
fn report_of(made: &Made, told: &Told) -> JobReport {
    JobReport {
        stage: "done".to_owned(),
        done: made.volumes.len() as u64,
        total: made.volumes.len() as u64,
        detail: json!({
            "volumes": made.volumes.iter().map(MadeVolume::facts).collect::<Vec<_>>(),
            "left-out": made.left_out.len(),
            "notes": made.notes,
            MEMORY: *told.memory.borrow(),
        }),
    }
}

/// Why a running disc was ended from outside.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Asked {
    Nothing,
    Cancel,
    End,
}

/// What the worker's thread tells, written down by a task beside it.
#[derive(Debug, Default)]
struct Told {
    /// Stage, volume and total change together.
    stage: watch::Sender<(Option<Stage>, usize, u64)>,
    done: AtomicU64,
    cancel: Cancel,
    memory: watch::Sender<Memory>,
    /// Held while a report is made and written: an older one does not come after a newer one.
    reporting: tokio::sync::Mutex<()>,
}

/// The member of a job's report that has the memory of its order.
const MEMORY: &str = "memory";

/// Keeps the memory of an order in the report of its job. Used where blocking is allowed.
struct JobLedger {
    archive: Archive,
    job: JobId,
    told: Arc<Told>,
    runtime: Handle,
}

impl Ledger for JobLedger {
    fn recall(&self) -> Memory {
        self.told.memory.borrow().clone()
    }

    fn keep(&self, memory: &Memory) -> io::Result<()> {
        self.told.memory.send_replace(memory.clone());
        let written = self
            .runtime
            .block_on(self.told.report(&self.archive, self.job));
        written.map(drop).map_err(io::Error::other)
    }
}

impl Told {
    /// With what earlier tries left.
    fn of(job: &Job) -> Self {
        let memory = job.report.detail.get(MEMORY).cloned().unwrap_or_default();
        Self {
            // A memory of another version of this program says nothing.
            memory: watch::Sender::new(serde_json::from_value(memory).unwrap_or_default()),
            ..Self::default()
        }
    }

    /// Writes down how far the job is.
    async fn report(&self, archive: &Archive, job: JobId) -> Result<GoOn, ArchiveError> {
        let _one_at_a_time = self.reporting.lock().await;
        archive
            .jobs()
            .record(job, &progress(self), ids::now_local())
            .await
    }
}

impl Watch for Told {
    fn begin(&self, stage: Stage, volume: usize, total: u64) {
        self.done.store(0, Ordering::Relaxed);
        self.stage.send_replace((Some(stage), volume, total));
    }

    fn done(&self, amount: u64) {
        self.done.store(amount, Ordering::Relaxed);
    }

    fn is_cancelled(&self) -> bool {
        self.cancel.is_cancelled()
    }
}

struct Reporter {
    watch: Arc<Told>,
    stop: CancellationToken,
    task: tokio::task::JoinHandle<Asked>,
}

impl Reporter {
    fn start(archive: Archive, job: &Job, end: CancellationToken) -> Self {
        let (watch, stop, id) = (Arc::new(Told::of(job)), CancellationToken::new(), job.id);
        let (told, stopped) = (watch.clone(), stop.clone());
        let task = Handle::current().spawn(async move {
            let mut asked = Asked::Nothing;
            loop {
                tokio::select! {
                    () = stopped.cancelled() => return asked,
                    () = end.cancelled(), if asked == Asked::Nothing => {
                        asked = Asked::End;
                        told.cancel.cancel();
                    }
                    () = tokio::time::sleep(REPORT_EVERY) => {
                        let written = told.report(&archive, id).await;
                        if matches!(written, Ok(GoOn::Cancel)) && asked == Asked::Nothing {
                            asked = Asked::Cancel;
                            told.cancel.cancel();
                        }
                    }
                }
            }
        });
        Self { watch, stop, task }
    }

    async fn stop(self) -> Asked {
        self.stop.cancel();
        self.task.await.unwrap_or(Asked::Nothing)
    }
}

fn progress(told: &Told) -> JobReport {
    let (stage, volume, total) = *told.stage.borrow();
    let stage = stage.map(|stage| serde_json::to_value(stage).unwrap_or(Value::Null));
    JobReport {
        stage: stage
            .as_ref()
            .and_then(Value::as_str)
            .unwrap_or_default()
            .to_owned(),
        done: told.done.load(Ordering::Relaxed),
        total,
        detail: json!({ "volume": volume, MEMORY: *told.memory.borrow() }),
    }
}
