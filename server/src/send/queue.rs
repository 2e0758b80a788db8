//! Sends of the queue: one association with each destination, several destinations side by side.
//!
//! What a destination has is pinned no longer; the pins are what is still to be sent, after a
//! restart and in a further try. A destination that is away is tried again, at growing intervals.

use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, Instant};

use filmdesk_archive::{Archive, ArchiveError, GoOn, Job, JobId, JobKind, Selection};
use filmdesk_config::settings::Destination;
use filmdesk_dimse::ae_title::AeTitle;
use filmdesk_web::{SendOrder, SendReport};
use tokio::runtime::Handle;
use tokio::sync::mpsc;
use tokio_util::sync::CancellationToken;
use tracing::{info, warn};

use super::progress::{Ending, Progress};
use super::scu::Sender;
use super::stored::StoredParcel;
use super::turn;
use crate::client::Target;
use crate::disc::WorkFolder;
use crate::ids;
use crate::lanes::Lanes;
use crate::settle::settle;
use crate::shared::Shared;

/// The name of this worker in the queue.
const WORKER: &str = "send";
/// Associations at once, each with another destination: one fills the disk or the line.
const SIDE_BY_SIDE: usize = 4;
/// The queue is looked at without news, too: other processes put jobs in, and pauses end.
const LOOK: Duration = Duration::from_secs(2);
/// How often progress is written down, and how much is sent twice after a crash.
const REPORT_EVERY: Duration = Duration::from_millis(500);
/// An archive that indexes while it answers takes some seconds for a large object.
const PATIENCE: Duration = Duration::from_secs(60);
/// Until a destination that is away is tried again; each pause is twice the one before.
const FIRST_PAUSE: Duration = Duration::from_secs(5);
/// The longest of them: one that was away for a night has its images within ten minutes.
const LONGEST_PAUSE: Duration = Duration::from_secs(600);
/// Tries in vain, after which a person is asked: with these pauses about a day.
const VAIN_TRIES: u32 = 150;

/// Who sends.
#[derive(Debug, Clone)]
pub(crate) struct SendWorker {
    pub(crate) shared: Arc<Shared>,
    pub(crate) archive: Archive,
    /// The folder of work folders, of which the disc worker removes what was left behind.
    pub(crate) work: PathBuf,
}

/// A job that rests until its destination is tried again.
type Rest = (JobId, Instant);

/// How a try ended.
#[derive(Debug)]
enum Outcome {
    Done,
    Cancelled,
    /// The server ends; the job does not.
    Released,
    /// It is tried again after a pause.
    Rest(Duration),
    /// State and reason.
    Failed(&'static str, String),
}

impl SendWorker {
    /// Sends until `end`.
    pub(crate) async fn run(self, end: CancellationToken) {
        let mut news = self.archive.jobs().watch();
        let mut lanes = Lanes::new(SIDE_BY_SIDE);
        let (rest, mut rests) = mpsc::unbounded_channel();
        let mut resting = HashMap::new();
        while !end.is_cancelled() {
            if let Err(error) = self.begin_all(&mut lanes, &resting, &rest, &end).await {
                warn!(%error, "the queue of sends does not answer");
            }
            tokio::select! {
                () = end.cancelled() => {}
                () = lanes.ended() => {}
                _ = news.changed() => {}
                () = tokio::time::sleep(LOOK) => {}
            }
            resting.retain(|_, until| *until > Instant::now());
            while let Ok((job, until)) = rests.try_recv() {
                resting.insert(job, until);
            }
        }
        lanes.all_ended().await;
    }

    /// Begins every job that waits, does not rest, and whose destination is free.
    async fn begin_all(
        &self,
        lanes: &mut Lanes,
        resting: &HashMap<JobId, Instant>,
        rest: &mpsc::UnboundedSender<Rest>,
        end: &CancellationToken,
    ) -> Result<(), ArchiveError> {
        let lane_of = |job: &Job| {
            let rests = resting.contains_key(&job.id);
            (!rests).then(|| order_of(job).destination)
        };
        let work = |job: Job| {
            let (worker, rest, end) = (self.clone(), rest.clone(), end.clone());
            async move { worker.work(&job, &rest, &end).await }
        };
        let jobs = self.archive.jobs();
        lanes
            .begin_waiting(jobs, (JobKind::Send, WORKER), lane_of, work)
            .await
    }

    async fn work(&self, job: &Job, rest: &mpsc::UnboundedSender<Rest>, end: &CancellationToken) {
        info!(job = %job.id, tries = job.tries, "send begun");
        let (outcome, report) = match self.sender(job) {
            Ok(sender) => self.send(job, sender, end).await,
            Err(reason) => (Outcome::Failed("no-destination", reason), None),
        };
        if let Outcome::Rest(pause) = outcome {
            // Told before the job waits again, so that nobody begins it at once.
            let _ = rest.send((job.id, Instant::now() + pause));
        }
        info!(job = %job.id, outcome = ?outcome, "send ended");
        let write = || self.write(job, &outcome, report.as_deref());
        settle(&self.archive, job.id, end, write).await;
    }

    /// Who sends it, to the destination as the settings say now.
    fn sender(&self, job: &Job) -> Result<Sender, String> {
        let name = order_of(job).destination;
        let live = self.shared.live();
        let found = live.destinations.iter().find(|known| known.name == name);
        let found = found.ok_or_else(|| format!("{name:?} is no destination of the settings"))?;
        let title = |text: &str| AeTitle::parse(text).map_err(|error| error.to_string());
        Ok(Sender {
            target: target(found),
            called: title(&found.ae_title)?,
            calling: title(&live.storage.ae_title)?,
            turned_into: turn::USUAL.to_vec(),
            work: Some(self.work.join(format!("send-{}", job.id))),
            end: CancellationToken::new(),
        })
    }

    async fn send(
        &self,
        job: &Job,
        sender: Sender,
        end: &CancellationToken,
    ) -> (Outcome, Option<Arc<Progress>>) {
        let left = Selection::Pinned(job.id);
        let mut left = match self.archive.instances(&left).await {
            Ok(left) => left,
            Err(error) if error.is_transient() => return (Outcome::Rest(FIRST_PAUSE), None),
            Err(error) => return (Outcome::Failed("other", error.to_string()), None),
        };
        let progress = Arc::new(Progress::of(job, &left));
        progress.put_in_order(&mut left);
        let stored = |instance| StoredParcel::new(self.archive.clone(), instance);
        let parcels: Vec<_> = left.into_iter().map(stored).collect();
        let (told, stop, runtime) = (progress.clone(), sender.end.clone(), Handle::current());
        let work_folder = work_folder(&sender);
        // Files are read between the pieces that go out: not on a thread that others wait for.
        let mut work = tokio::task::spawn_blocking(move || {
            runtime.block_on(sender.send(&parcels, &mut &*told));
        });
        let mut asked = None;
        let ended = loop {
            tokio::select! {
                ended = &mut work => break ended,
                () = end.cancelled(), if asked.is_none() => {
                    asked = Some(Outcome::Released);
                    stop.cancel();
                }
                () = tokio::time::sleep(REPORT_EVERY) => {
                    let told = self.report(job, &progress, "sending").await;
                    if matches!(told, Ok(GoOn::Cancel)) && asked.is_none() {
                        asked = Some(Outcome::Cancelled);
                        stop.cancel();
                    }
                }
            }
        };
        drop(work_folder);
        let outcome = match (ended, progress.ending()) {
            (Err(_), _) => Outcome::Failed("other", "a fault in filmdesk itself".to_owned()),
            (Ok(()), Ending::AllThere) => Outcome::Done,
            (Ok(()), ending) => asked.unwrap_or_else(|| after(ending, &progress)),
        };
        (outcome, Some(progress))
    }

    /// Lets go of what arrived, and writes down how far it is.
    async fn report(
        &self,
        job: &Job,
        progress: &Progress,
        stage: &str,
    ) -> Result<GoOn, ArchiveError> {
        let jobs = self.archive.jobs();
        let (report, arrived) = progress.report(stage);
        jobs.let_go(job.id, &arrived).await?;
        progress.let_go(arrived.len());
        jobs.record(job.id, &report, ids::now_local()).await
    }

    async fn write(
        &self,
        job: &Job,
        outcome: &Outcome,
        progress: Option<&Progress>,
    ) -> Result<(), ArchiveError> {
        if let Some(progress) = progress {
            let stage = match outcome {
                Outcome::Rest(pause) => progress.rests(ids::now_local() + *pause),
                _ => "sending",
            };
            self.report(job, progress, stage).await?;
        }
        let (jobs, now) = (self.archive.jobs(), ids::now_local());
        match outcome {
            Outcome::Done => jobs.finish(job.id, now).await,
            Outcome::Cancelled => jobs.cancelled(job.id, now).await,
            Outcome::Released | Outcome::Rest(_) => jobs.release(job.id, now).await.map(drop),
            Outcome::Failed(state, reason) => {
                let reason = format!("{state}: {reason}");
                jobs.fail(job.id, &reason, now).await.map(drop)
            }
        }
    }
}

/// What becomes of a job whose destination does not have everything.
fn after(ending: Ending, progress: &Progress) -> Outcome {
    match ending {
        Ending::AllThere => Outcome::Done,
        Ending::Refused(said) => Outcome::Failed("refused", said),
        Ending::Rejected(said) => Outcome::Failed("rejected", said),
        Ending::Later(said) => match progress.in_vain() {
            vain if vain > VAIN_TRIES => {
                progress.begin_anew();
                Outcome::Failed("away", said)
            }
            vain => Outcome::Rest(pause(vain)),
        },
    }
}

/// The pause after so many tries in vain.
fn pause(vain: u32) -> Duration {
    let doubled = FIRST_PAUSE.saturating_mul(1 << vain.saturating_sub(1).min(16));
    doubled.min(LONGEST_PAUSE)
}

/// Makes the folder for what is turned. Without it that is sent later, and all else now.
fn work_folder(sender: &Sender) -> Option<WorkFolder> {
    let made = WorkFolder::create(sender.work.clone()?, u64::MAX);
    made.inspect_err(|error| warn!(%error, "there is no work folder for a send"))
        .ok()
}

fn target(destination: &Destination) -> Target {
    Target::of(
        destination.address.clone(),
        destination.ca.clone(),
        PATIENCE,
    )
}

/// The order; one of another version of this program has no destination.
fn order_of(job: &Job) -> SendOrder {
    serde_json::from_value(job.order.clone()).unwrap_or_default()
}

/// What earlier tries wrote down.
pub(super) fn report_of(job: &Job) -> SendReport {
    serde_json::from_value(job.report.detail.clone()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_grow_to_ten_minutes_and_last_about_a_day() {
        assert_eq!(pause(1), FIRST_PAUSE);
        assert_eq!(pause(2), FIRST_PAUSE * 2);
        assert_eq!(pause(u32::MAX), LONGEST_PAUSE);
        let all: Duration = (1..=VAIN_TRIES).map(pause).sum();
        assert!(all > Duration::from_secs(23 * 3600) && all < Duration::from_secs(26 * 3600));
    }
}
