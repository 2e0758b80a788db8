//! Discs from the queue of the archive: taken one after another, each durable in its state.
//!
//! A server that was killed takes its job up again from the beginning: what it had begun is
//! gone, or is a disc that is not blank any more and is said to be.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use filmdesk_archive::{Archive, ArchiveError, GoOn, Job, JobKind, JobReport, Selection};
use filmdesk_config::settings::disc::DiscSettings;
use serde_json::{Value, json};
use tokio::runtime::Handle;
use tokio::sync::watch;
use tokio_util::sync::CancellationToken;
use tracing::{error, info, warn};

use super::order::{DiscOrder, What};
use super::watch::{Cancel, Stage, Watch};
use super::{DiscError, Made, Places, Workshop, files, make, stored};
use crate::ids;

/// The name of the worker in the queue.
const WORKER: &str = "disc";
/// How often the queue is looked at without being woken: other processes put jobs in, too.
const LOOK: Duration = Duration::from_secs(2);
/// How often progress is written down.
const REPORT_EVERY: Duration = Duration::from_millis(500);

/// What a disc worker needs.
#[derive(Debug, Clone)]
pub struct DiscWorker {
    /// Where orders and instances are.
    pub archive: Archive,
    /// Institution, limits.
    pub settings: Arc<DiscSettings>,
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
        What::Studies(uids) => Selection::Studies(uids.clone()),
        What::Folders(_) => Selection::Nothing,
    }
}

impl DiscWorker {
    /// Makes discs until `end`. One under way is cancelled then and waits for the next start.
    pub async fn run(self, end: CancellationToken) {
        let mut news = self.archive.jobs().watch();
        while !end.is_cancelled() {
            match self.next(&end).await {
                Ok(true) => continue,
                Ok(false) => {}
                Err(error) => warn!(%error, "the queue of discs does not answer"),
            }
            tokio::select! {
                () = end.cancelled() => {}
                _ = news.changed() => {}
                () = tokio::time::sleep(LOOK) => {}
            }
        }
    }

    /// Takes a job, if one waits, and brings it to a state.
    async fn next(&self, end: &CancellationToken) -> Result<bool, ArchiveError> {
        let jobs = self.archive.jobs();
        let Some(job) = jobs
            .claim(&[JobKind::Disc], WORKER, ids::now_local())
            .await?
        else {
            return Ok(false);
        };
        info!(job = %job.id, tries = job.tries, "disc begun");
        let reporter = Reporter::start(self.archive.clone(), &job, end.clone());
        let result = self.make(&job, &reporter).await;
        let asked = reporter.stop().await;
        self.settle(&job, result, asked).await?;
        Ok(true)
    }

    async fn make(&self, job: &Job, reporter: &Reporter) -> Result<Made, DiscError> {
        let order: DiscOrder = serde_json::from_value(job.order.clone())
            .map_err(|error| DiscError::files("the order")(error.into()))?;
        let sources = match &order.what {
            What::Folders(folders) => {
                let found: Result<Vec<_>, _> = folders.iter().map(|folder| files(folder)).collect();
                found.map_err(DiscError::files("the folder"))?.concat()
            }
            what => stored(&self.archive, &pins(what)).await.map_err(|error| {
                DiscError::files("the archive")(std::io::Error::other(error.to_string()))
            })?,
        };
        let (worker, watch, work) = (
            self.clone(),
            reporter.watch.clone(),
            self.work.join(format!("disc-{}", job.id)),
        );
        let made = tokio::task::spawn_blocking(move || {
            let shop = Workshop {
                settings: &worker.settings,
                work,
                places: Places(Some(&worker.archive)),
                now: super::now(),
                mint_uid: || ids::mint_uid().as_str().to_owned(),
                password: None,
                typesetter: &|| crate::faces::typesetter(&worker.font_folders),
                watch: watch.as_ref(),
            };
            make(&order, sources, &shop)
        });
        made.await.unwrap_or_else(|panic| {
            Err(DiscError::files("the disc worker")(std::io::Error::other(
                panic,
            )))
        })
    }

    async fn settle(
        &self,
        job: &Job,
        result: Result<Made, DiscError>,
        asked: Asked,
    ) -> Result<(), ArchiveError> {
        let (jobs, now) = (self.archive.jobs(), ids::now_local());
        match (result, asked) {
            (Ok(made), _) => {
                info!(job = %job.id, volumes = made.volumes.len(), "disc made and verified");
                jobs.record(job.id, &report_of(&made), now).await?;
                jobs.finish(job.id, now).await
            }
            (Err(_), Asked::Cancel) => {
                info!(job = %job.id, "disc cancelled");
                jobs.cancelled(job.id, now).await
            }
            (Err(_), Asked::End) => jobs.release(job.id, now).await,
            (Err(error), Asked::Nothing) => {
                let reason = format!("{}: {error}", error.state());
                if error.waits_for_a_person() {
                    warn!(job = %job.id, state = error.state(), "disc waits for a person");
                    return jobs.hold(job.id, &reason, now).await;
                }
                error!(job = %job.id, state = error.state(), "disc failed");
                jobs.fail(job.id, &reason, now).await
            }
        }
    }
}

/// What is kept of a finished disc.
fn report_of(made: &Made) -> JobReport {
    let volume = |volume: &super::MadeVolume| {
        json!({
            "file-set-id": volume.file_set_id,
            "file-set-uid": volume.uid,
            "place": volume.place,
            "bytes": volume.bytes,
            "sha256": volume.sha256,
            "instances": volume.contents.instances().count(),
            "verdict": volume.report.verdict_line(),
        })
    };
    JobReport {
        stage: "done".to_owned(),
        done: made.volumes.len() as u64,
        total: made.volumes.len() as u64,
        detail: json!({
            "volumes": made.volumes.iter().map(volume).collect::<Vec<_>>(),
            "left-out": made.left_out.len(),
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
        let (watch, stop, id) = (Arc::new(Told::default()), CancellationToken::new(), job.id);
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
                        let written = archive.jobs().record(id, &progress(&told), ids::now_local()).await;
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
        detail: json!({ "volume": volume }),
    }
}
