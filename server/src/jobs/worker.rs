//! One printer's task.

use std::fs;
use std::panic::AssertUnwindSafe;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use filmdesk_archive::{JobNumber, JobRecord, JournalEvent, QueueError, Spool};
use filmdesk_config::settings::PrinterSettings;
use filmdesk_print_scp::terms::{ExecutionStatus, PrinterState, StatusInfo};
use futures_util::FutureExt as _;
use time::OffsetDateTime;
use tokio::sync::watch;
use tokio::time::{sleep, timeout};
use tokio_util::sync::CancellationToken;

use super::{Draft, FilmRenderer, Means, RenderWork, Station};
use crate::deliver::{DeliverError, DeliveryLog, Device, Document, Job};

/// Delivers the jobs of one printer, one after the other.
pub(crate) struct Worker {
    pub(crate) means: Means,
    /// What the job under way is delivered with.
    pub(crate) station: Station,
    /// What the next one is delivered with; `None`: the jobs wait.
    pub(crate) orders: watch::Receiver<Option<Station>>,
}

/// How a rest between two tries ended.
enum Rested {
    /// Its time is over.
    Over,
    /// A person holds the job.
    Held,
    /// The settings of the printer changed.
    Changed,
}

/// What became of an output.
#[derive(Debug, Clone)]
enum Outcome {
    /// Not tried, or failed for the moment.
    Open(Option<DeliverError>),
    /// Every document is out.
    Done,
    /// Failed for good.
    Failed(DeliverError),
}

impl Outcome {
    fn trouble(&self) -> Option<&DeliverError> {
        match self {
            Self::Open(error) => error.as_ref(),
            Self::Failed(error) => Some(error),
            Self::Done => None,
        }
    }
}

impl Worker {
    /// Delivers until shutdown.
    pub(crate) async fn run(mut self) {
        let mut news = self.means.queue.watch();
        loop {
            news.mark_unchanged();
            while !self.means.shutdown.is_cancelled()
                && self.take_orders()
                && let Some(record) = self.means.queue.claim(self.ae_title())
            {
                self.deliver_claimed(record).await;
            }
            // A printer in trouble is looked at from time to time: nobody prints on one that
            // says FAILURE, so no job would ever find out that it is well again.
            let wait = self.station.printer.retry.interval;
            tokio::select! {
                () = self.means.shutdown.cancelled() => return,
                Ok(()) = self.orders.changed() => self.look_at_printer().await,
                changed = timeout(wait, news.changed()) => match changed {
                    Ok(Ok(())) => {}
                    Ok(Err(_)) => return,
                    Err(_) => self.look_at_printer().await,
                },
            }
        }
    }

    /// Whether there is a printer, and how it is by now.
    fn take_orders(&mut self) -> bool {
        let orders = self.orders.borrow_and_update();
        if let Some(station) = &*orders {
            self.station = station.clone();
        }
        orders.is_some()
    }

    fn ae_title(&self) -> &str {
        &self.station.printer.profile.ae_title
    }

    /// Delivers a job, or gives it back when the server shuts down.
    async fn deliver_claimed(&self, record: JobRecord) {
        let number = record.number;
        let outcome = tokio::select! {
            outcome = self.deliver(record) => outcome,
            () = self.means.shutdown.cancelled() => None,
        };
        let queue = Arc::clone(&self.means.queue);
        let settled = tokio::task::spawn_blocking(move || match outcome {
            Some((status, info)) => {
                let event = JournalEvent::Status { status, info };
                queue.record(number, event, OffsetDateTime::now_utc())
            }
            None => queue.release(number, OffsetDateTime::now_utc()),
        });
        match settled.await {
            Ok(Ok(())) => {}
            Ok(Err(error)) => {
                tracing::error!(job = %number, %error, "the job's journal cannot be written");
                // The claim stays, so that a disk that is full does not make a busy loop; the
                // job is claimed again at the next start.
            }
            Err(_) => tracing::error!(job = %number, "writing the journal broke"),
        }
    }

    /// Delivers a job to every output; its final status, or none when the server shuts down.
    async fn deliver(&self, record: JobRecord) -> Option<(ExecutionStatus, StatusInfo)> {
        let number = record.number;
        self.say(number, ExecutionStatus::Printing, StatusInfo::Normal)
            .await;
        let job = match self.load(record).await {
            Ok(job) => job,
            Err(error) => return Some(self.give_up(number, &error)),
        };
        let mut outcomes = vec![Outcome::Open(None); self.station.devices.len()];
        loop {
            self.round(&job, &mut outcomes).await;
            if self.means.shutdown.is_cancelled() {
                return None;
            }
            self.show(&outcomes);
            let Some(error) = open(&outcomes) else {
                return Some(self.settle(&job, &outcomes));
            };
            tracing::warn!(job = %number, printer = self.ae_title(), info = %error.info,
                reason = error.reason, "delivery failed and is tried again");
            self.say(number, ExecutionStatus::Printing, error.info)
                .await;
            match self.rest(number).await {
                Rested::Over => {}
                Rested::Held => {
                    self.let_go(&job, &outcomes).await;
                    self.held(number).await;
                    return None;
                }
                // Given back, it is claimed again with what holds now.
                Rested::Changed => {
                    self.let_go(&job, &outcomes).await;
                    return None;
                }
            }
        }
    }

    /// Waits for the next try, unless a person or the settings have it otherwise.
    async fn rest(&self, number: JobNumber) -> Rested {
        let mut news = self.means.queue.watch();
        let mut orders = self.orders.clone();
        let mut rested = Rested::Over;
        self.means.spool.rest(number);
        let end = sleep(self.station.printer.retry.interval);
        tokio::pin!(end);
        while !self.means.spool.is_asked_for(number) {
            tokio::select! {
                () = &mut end => break,
                Ok(()) = orders.changed() => {
                    rested = Rested::Changed;
                    break;
                }
                changed = news.changed() => if changed.is_err() { break },
            }
        }
        match self.means.spool.rise(number) {
            true => Rested::Held,
            false => rested,
        }
    }

    /// What the devices have of the job should not come out.
    async fn let_go(&self, job: &Job, outcomes: &[Outcome]) {
        for (device, outcome) in self.station.devices.iter().zip(outcomes) {
            if !matches!(outcome, Outcome::Open(_)) {
                continue;
            }
            let log = self.log(job, device.as_ref());
            // What was taken back must not be asked for at the next try: it was cancelled.
            if self.abandon(job, device.as_ref(), &log).await
                && let Err(error) = log.forget_sending().await
            {
                tracing::error!(job = %job.record.number, reason = error.reason,
                    "the job's journal cannot be written");
            }
        }
    }

    async fn held(&self, number: JobNumber) {
        tracing::info!(job = %number, printer = self.ae_title(), "held between two tries");
        let held = crate::deliver::write(&self.means.queue, number, JournalEvent::Held).await;
        if let Err(error) = held {
            tracing::error!(job = %number, %error, "the job's journal cannot be written");
        }
    }

    fn log(&self, job: &Job, device: &dyn Device) -> DeliveryLog {
        let queue = Arc::clone(&self.means.queue);
        DeliveryLog::new(queue, job.record.number, device.name())
    }

    /// Whether the device gave back what it had of the job.
    async fn abandon(&self, job: &Job, device: &dyn Device, log: &DeliveryLog) -> bool {
        let abandoned = device.abandon(job, log).await;
        if let Err(left) = &abandoned {
            tracing::warn!(job = %job.record.number, output = device.name(), reason = left.reason,
                "what the device still holds of the job could not be taken back");
        }
        abandoned.is_ok()
    }

    async fn load(&self, record: JobRecord) -> Result<Job, DeliverError> {
        let spool = self.means.spool.clone();
        let number = record.number;
        let films = tokio::task::spawn_blocking(move || spool.film_job(number)).await;
        let films = films.unwrap_or_else(|error| Err(QueueError::Io(std::io::Error::other(error))));
        let films = films.map_err(|error| crate::deliver::of_queue(&error))?;
        Ok(Job { record, films })
    }

    /// Tries every output that is open.
    async fn round(&self, job: &Job, outcomes: &mut [Outcome]) {
        for (device, outcome) in self.station.devices.iter().zip(outcomes) {
            if !matches!(outcome, Outcome::Open(_)) {
                continue;
            }
            let log = self.log(job, device.as_ref());
            *outcome = match self.output_or_broken(job, device.as_ref(), &log).await {
                Ok(()) => Outcome::Done,
                Err(error) => self.failed(error, job, device.as_ref(), &log).await,
            };
        }
    }

    /// Counts a failed try; the one after the last retry is final.
    async fn failed(
        &self,
        error: DeliverError,
        job: &Job,
        device: &dyn Device,
        log: &DeliveryLog,
    ) -> Outcome {
        if self.means.shutdown.is_cancelled() {
            return Outcome::Open(Some(error));
        }
        let counted = log.try_failed().await;
        if error.transient
            && counted.is_ok()
            && log.failed_tries() <= self.station.printer.retry.retries
        {
            return Outcome::Open(Some(error));
        }
        self.abandon(job, device, log).await;
        Outcome::Failed(error)
    }

    /// A driver that panics must not take the printer's queue with it: the output has failed.
    async fn output_or_broken(
        &self,
        job: &Job,
        device: &dyn Device,
        log: &DeliveryLog,
    ) -> Result<(), DeliverError> {
        let delivered = AssertUnwindSafe(self.output(job, device, log))
            .catch_unwind()
            .await;
        delivered.unwrap_or_else(|_| {
            Err(DeliverError::for_good(
                StatusInfo::CheckPrinter,
                "the output's driver broke",
            ))
        })
    }

    /// Delivers every document of one output that is not delivered.
    async fn output(
        &self,
        job: &Job,
        device: &dyn Device,
        log: &DeliveryLog,
    ) -> Result<(), DeliverError> {
        for document in device.plan(job).await? {
            if log.is_delivered(&document) {
                continue;
            }
            if !device.resume(job, &document, log).await? {
                let draft = self.render(job, device, &document).await?;
                let delivered = device.deliver(job, &document, &draft, log).await;
                let _ = fs::remove_file(&draft);
                delivered?;
            }
            log.delivered(&document).await?;
        }
        Ok(())
    }

    /// Encodes a document where the device wants it; the draft is whole and on the disk.
    async fn render(
        &self,
        job: &Job,
        device: &dyn Device,
        document: &Document,
    ) -> Result<PathBuf, DeliverError> {
        let path = match device
            .draft(job, document)
            .map_err(|error| DeliverError::of_folder(&error))?
        {
            Some(path) => path,
            None => self.work_path(job, document)?,
        };
        let _permit = self.means.permits.acquire().await;
        let task = RenderTask {
            spool: self.means.spool.clone(),
            renderer: Arc::clone(&self.means.renderer),
            printer: Arc::clone(&self.station.printer),
            job: job.clone(),
            document: document.clone(),
            shutdown: self.means.shutdown.clone(),
        };
        let draft = path.clone();
        let rendered = tokio::task::spawn_blocking(move || task.run(&draft)).await;
        // A renderer that panics must not take the printer with it; the film cannot be made.
        // What a panic says may quote the film's text, so it is not repeated.
        let broken = |_: tokio::task::JoinError| {
            Err(DeliverError::for_good(
                StatusInfo::InvalidPageDes,
                "the renderer broke",
            ))
        };
        let rendered = rendered.unwrap_or_else(broken);
        if rendered.is_err() {
            let _ = fs::remove_file(&path);
        }
        rendered.map(|()| path)
    }

    fn work_path(&self, job: &Job, document: &Document) -> Result<PathBuf, DeliverError> {
        let folder = self.means.spool.work_folder(job.record.number);
        let folder = folder.map_err(|error| crate::deliver::of_queue(&error))?;
        Ok(folder.join(format!("{}.{}", document.name, document.format.extension())))
    }

    /// Tells a status that is not final.
    async fn say(&self, number: JobNumber, status: ExecutionStatus, info: StatusInfo) {
        let event = JournalEvent::Status { status, info };
        if let Err(error) = crate::deliver::write(&self.means.queue, number, event).await {
            tracing::error!(job = %number, %error, "the job's journal cannot be written");
        }
    }

    /// The final status, once no output is open.
    fn settle(&self, job: &Job, outcomes: &[Outcome]) -> (ExecutionStatus, StatusInfo) {
        match outcomes.iter().find_map(Outcome::trouble) {
            Some(error) => self.give_up(job.record.number, error),
            None => {
                let films = job.films.sheets.len();
                tracing::info!(job = %job.record.number, printer = self.ae_title(), films, "printed");
                (ExecutionStatus::Done, StatusInfo::Normal)
            }
        }
    }

    fn give_up(&self, number: JobNumber, error: &DeliverError) -> (ExecutionStatus, StatusInfo) {
        tracing::error!(job = %number, printer = self.ae_title(), info = %error.info,
            reason = error.reason, "the job failed");
        (ExecutionStatus::Failure, error.info)
    }

    /// The printer's status: WARNING while some outputs still work.
    fn show(&self, outcomes: &[Outcome]) {
        // A film that cannot be made says nothing of the printer.
        let trouble = outcomes
            .iter()
            .filter_map(Outcome::trouble)
            .map(|error| error.info);
        let trouble = trouble.into_iter().find(|info| !is_the_films(*info));
        let some_work = outcomes
            .iter()
            .any(|outcome| matches!(outcome, Outcome::Done));
        let (state, info) = match trouble {
            None => (PrinterState::Normal, StatusInfo::Normal),
            Some(info) if some_work => (PrinterState::Warning, info),
            Some(info) => (PrinterState::Failure, info),
        };
        self.means.board.set(self.ae_title(), state, info);
    }

    /// Asks the devices of a printer in trouble whether they are well.
    async fn look_at_printer(&mut self) {
        if !self.take_orders() {
            return;
        }
        let status = self.means.board.status(self.ae_title());
        if status.is_none_or(|status| status.state == PrinterState::Normal) {
            return;
        }
        let mut outcomes = Vec::new();
        for device in &self.station.devices {
            outcomes.push(match device.probe().await {
                Ok(()) => Outcome::Done,
                Err(error) => Outcome::Open(Some(error)),
            });
        }
        self.show(&outcomes);
    }
}

/// Why the first open output is open.
fn open(outcomes: &[Outcome]) -> Option<&DeliverError> {
    outcomes.iter().find_map(|outcome| match outcome {
        Outcome::Open(error) => error.as_ref(),
        _ => None,
    })
}

/// Info terms that a job has and a printer has not.
fn is_the_films(info: StatusInfo) -> bool {
    matches!(
        info,
        StatusInfo::InvalidPageDes | StatusInfo::InsufficMemory
    )
}

/// What a rendering needs where blocking is allowed.
struct RenderTask {
    spool: Spool,
    renderer: Arc<dyn FilmRenderer>,
    printer: Arc<PrinterSettings>,
    job: Job,
    document: Document,
    shutdown: CancellationToken,
}

impl RenderTask {
    fn run(&self, path: &Path) -> Result<(), DeliverError> {
        let pixels = self.spool.pixels(self.job.record.number);
        let pixels = pixels.map_err(|error| crate::deliver::of_queue(&error))?;
        let work = RenderWork {
            printer: &self.printer,
            job: &self.job,
            document: &self.document,
            pixels: &pixels,
        };
        let of_folder = |error| DeliverError::of_folder(&error);
        let mut draft = Draft::create(path, self.shutdown.clone()).map_err(of_folder)?;
        self.renderer.render(&work, &mut draft)?;
        draft.finish().map_err(of_folder)
    }
}
