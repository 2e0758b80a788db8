//! What the spool knows of its jobs without reading them.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use filmdesk_print_scp::terms::{ExecutionStatus, PrintPriority, StatusInfo};
use time::OffsetDateTime;
use tokio::sync::{broadcast, watch};

use crate::queue::{
    JobChange, JobNumber, JobRecord, JournalEvent, Progress, QueueError, Sending, is_final,
};

/// Changes kept for a subscriber that is busy; one that lags further reads the job again.
const CHANGES_KEPT: usize = 1024;

/// The jobs, and who wants to know of them.
#[derive(Debug)]
pub(crate) struct State {
    pub(crate) jobs: BTreeMap<JobNumber, JobRecord>,
    by_uid: HashMap<String, JobNumber>,
    claimed: BTreeSet<JobNumber>,
    /// Claimed jobs that rest between two tries, and whether a person wants to hold them.
    resting: BTreeMap<JobNumber, bool>,
    /// Jobs that are being written, by printer: they have a place in the queue already.
    entering: HashMap<String, u32>,
    next_job: u64,
    next_association: u64,
    changes: broadcast::Sender<JobChange>,
    version: watch::Sender<u64>,
}

impl State {
    pub(crate) fn new(jobs: Vec<JobRecord>) -> Self {
        let by_uid = jobs.iter().map(|job| (job.uid.clone(), job.number));
        let by_uid = by_uid.collect();
        let jobs: BTreeMap<_, _> = jobs.into_iter().map(|job| (job.number, job)).collect();
        let next_job = jobs.keys().next_back().map_or(1, |last| last.0 + 1);
        Self {
            jobs,
            by_uid,
            claimed: BTreeSet::new(),
            resting: BTreeMap::new(),
            entering: HashMap::new(),
            next_job,
            next_association: 1,
            changes: broadcast::channel(CHANGES_KEPT).0,
            version: watch::channel(0).0,
        }
    }

    /// Job numbers up to this one are taken, whether or not their jobs are kept.
    pub(crate) fn numbers_taken(&mut self, last: JobNumber) {
        self.next_job = self.next_job.max(last.0 + 1);
    }

    pub(crate) fn next_association(&mut self) -> u64 {
        let number = self.next_association;
        self.next_association += 1;
        number
    }

    /// Jobs of a printer that are PENDING or on their way in. Those that a person holds stand
    /// aside: a modality is not refused for them.
    pub(crate) fn waiting(&self, printer: &str) -> u32 {
        let pending = self.jobs.values().filter(|job| job.printer == printer);
        let pending = pending
            .filter(|job| job.status == ExecutionStatus::Pending && !job.is_held)
            .count();
        let entering = self.entering.get(printer).copied().unwrap_or(0);
        u32::try_from(pending)
            .unwrap_or(u32::MAX)
            .saturating_add(entering)
    }

    /// A number and a place in the printer's queue, if there is one.
    pub(crate) fn enter(&mut self, printer: &str, queue_length: u32) -> Option<JobNumber> {
        if self.waiting(printer) >= queue_length {
            return None;
        }
        *self.entering.entry(printer.to_owned()).or_insert(0) += 1;
        let number = JobNumber(self.next_job);
        self.next_job += 1;
        Some(number)
    }

    /// Gives the place of [`State::enter`] back.
    pub(crate) fn leave(&mut self, printer: &str) {
        if let Some(count) = self.entering.get_mut(printer) {
            *count = count.saturating_sub(1);
        }
    }

    /// The job is durable: it takes the place it entered.
    pub(crate) fn insert(&mut self, record: JobRecord) {
        self.leave(&record.printer);
        self.by_uid.insert(record.uid.clone(), record.number);
        self.tell(&record);
        self.jobs.insert(record.number, record);
    }

    pub(crate) fn remove(&mut self, number: JobNumber) -> Option<JobRecord> {
        let record = self.jobs.remove(&number)?;
        self.by_uid.remove(&record.uid);
        self.claimed.remove(&number);
        self.bump();
        Some(record)
    }

    pub(crate) fn by_uid(&self, uid: &str) -> Option<&JobRecord> {
        self.jobs.get(self.by_uid.get(uid)?)
    }

    pub(crate) fn claim(&mut self, printer: &str) -> Option<JobRecord> {
        let waiting = self.jobs.values().filter(|job| {
            job.status == ExecutionStatus::Pending
                && job.printer == printer
                && !job.is_held
                && !self.claimed.contains(&job.number)
        });
        let next = waiting.min_by_key(|job| (urgency(job.priority), job.number))?;
        let next = next.clone();
        self.claimed.insert(next.number);
        Some(next)
    }

    /// Claims a job that waits, held or not, so that nobody else does while it is changed.
    pub(crate) fn take(&mut self, number: JobNumber) -> Result<(), QueueError> {
        let job = self.jobs.get(&number);
        let job = job.ok_or(QueueError::NoSuchJob(number))?;
        match job.status == ExecutionStatus::Pending && self.claimed.insert(number) {
            true => Ok(()),
            false => Err(QueueError::NotWaiting(number)),
        }
    }

    /// A claimed job rests until its next try.
    pub(crate) fn rest(&mut self, number: JobNumber) {
        self.resting.insert(number, false);
    }

    /// Asks for a job that rests; whether it does.
    pub(crate) fn ask(&mut self, number: JobNumber) -> bool {
        let Some(asked) = self.resting.get_mut(&number) else {
            return false;
        };
        *asked = true;
        self.bump();
        true
    }

    /// Whether a job that rests was asked for.
    pub(crate) fn is_asked(&self, number: JobNumber) -> bool {
        self.resting.get(&number).copied().unwrap_or_default()
    }

    /// A job rests no longer; whether it was asked for.
    pub(crate) fn rise(&mut self, number: JobNumber) -> bool {
        self.resting.remove(&number).unwrap_or_default()
    }

    /// Applies a journal line that is on disk, and tells subscribers.
    pub(crate) fn apply(&mut self, number: JobNumber, event: &JournalEvent, now: OffsetDateTime) {
        let Some(job) = self.jobs.get_mut(&number) else {
            return;
        };
        apply(job, event, now);
        let job = job.clone();
        if is_final(job.status) {
            self.claimed.remove(&number);
        }
        match event {
            JournalEvent::Status { .. } | JournalEvent::Cancelled => self.tell(&job),
            _ => self.bump(),
        }
    }

    pub(crate) fn unclaim(&mut self, number: JobNumber) {
        self.claimed.remove(&number);
        self.bump();
    }

    pub(crate) fn subscribe(&self) -> broadcast::Receiver<JobChange> {
        self.changes.subscribe()
    }

    pub(crate) fn watch(&self) -> watch::Receiver<u64> {
        self.version.subscribe()
    }

    fn tell(&self, job: &JobRecord) {
        let _ = self.changes.send(JobChange {
            number: job.number,
            uid: job.uid.clone(),
            status: job.status,
            info: job.info,
        });
        self.bump();
    }

    fn bump(&self) {
        self.version.send_modify(|version| *version += 1);
    }
}

/// HIGH first.
fn urgency(priority: PrintPriority) -> u8 {
    match priority {
        PrintPriority::High => 0,
        PrintPriority::Med => 1,
        PrintPriority::Low => 2,
    }
}

/// What a journal line says, in the record.
pub(crate) fn apply(job: &mut JobRecord, event: &JournalEvent, at: OffsetDateTime) {
    let progress = &mut job.progress;
    match event.clone() {
        JournalEvent::Status { status, info } => {
            job.status = status;
            job.info = info;
            job.finished = is_final(status).then_some(at);
        }
        JournalEvent::TryFailed { output } => {
            *progress.failed_tries.entry(output).or_insert(0) += 1;
        }
        JournalEvent::Sending {
            output,
            document,
            ticket,
        } => {
            let sending = Sending {
                ticket,
                remote: None,
            };
            progress.sending.insert((output, document), sending);
        }
        JournalEvent::Sent {
            output,
            document,
            remote,
        } => {
            if let Some(sending) = progress.sending.get_mut(&(output, document)) {
                sending.remote = Some(remote);
            }
        }
        JournalEvent::NotSent { output, document } => {
            progress.sending.remove(&(output, document));
        }
        JournalEvent::Delivered { output, document } => {
            progress.sending.remove(&(output.clone(), document.clone()));
            progress.delivered.insert((output, document));
        }
        JournalEvent::Held => job.is_held = true,
        JournalEvent::Released => job.is_held = false,
        JournalEvent::Moved { printer } => {
            job.printer = printer;
            // What the outputs of the first printer have done is nothing to those of the other.
            *progress = Progress::default();
        }
        JournalEvent::Cancelled => {
            job.status = ExecutionStatus::Failure;
            // No term says that a person gave it up (PS3.3 C.13.9.1): whoever asks looks here.
            job.info = StatusInfo::CheckPrinter;
            job.is_cancelled = true;
            job.finished = Some(at);
        }
        JournalEvent::InstanceDeleted => job.instance_deleted = true,
    }
}
