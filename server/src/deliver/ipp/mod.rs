//! Films to an IPP Everywhere printer (PWG 5100.14, RFC 8011).
//!
//! Exactly once: before a document is sent its unique job-name is in the journal; after a crash
//! or a broken connection the printer is asked for that name before anything is sent again. A
//! printer that has forgotten the job by then gets it again: a film lost is worse than a film
//! printed twice.

mod capability;
mod message;
mod reasons;

use std::fs::File;
use std::io::BufReader;
use std::ops::Range;
use std::path::Path;
use std::time::Duration;

use filmdesk_config::settings::{IppOutput, IppTrust};
use filmdesk_print_scp::terms::{PrintPriority, StatusInfo};
use ipp::prelude::{AsyncIppClient, IppPayload, IppRequestResponse, Operation, Uri};
use tokio::time::{Instant, sleep};

use super::media::media_name;
use super::{DeliverError, DeliveryLog, Device, Document, DocumentFormat, Job, Promise};
use capability::Capability;
use message::{JobFacts, Message};

use crate::tls;

/// Between two looks at a job: short at first, for small jobs are out at once.
const FIRST_LOOK: Duration = Duration::from_millis(200);
/// Between two looks later on.
const LATER_LOOKS: Duration = Duration::from_secs(2);
/// What a question without a document may take; a printer that sleeps wakes within this.
const QUESTION_TIMEOUT: Duration = Duration::from_secs(30);

/// An IPP printer.
#[derive(Debug, Clone)]
pub struct IppDevice {
    name: String,
    uri: Uri,
    settings: IppOutput,
    /// PEM of certificates that the printer's may lead to, besides the machine's authorities.
    authorities: Option<Vec<u8>>,
}

impl IppDevice {
    /// The printer of `settings`, under this name in the journal; fails for good when its
    /// address is none, or the file with its certificate cannot be used.
    pub fn new(name: String, settings: IppOutput) -> Result<Self, DeliverError> {
        let uri = settings.uri.parse::<Uri>().ok();
        let uri =
            uri.filter(|uri| matches!(uri.scheme_str(), Some("ipp" | "ipps" | "http" | "https")));
        let invalid = || {
            let reason = format!("{:?} is no address of an ipp printer", settings.uri);
            DeliverError::for_good(StatusInfo::ElecConfigErr, reason)
        };
        let uri = with_port(uri.ok_or_else(invalid)?);
        tls::install_provider();
        let authorities = match &settings.trust {
            IppTrust::File(file) => Some(tls::authority_pem(file).map_err(|error| {
                DeliverError::for_good(StatusInfo::ElecConfigErr, error.to_string())
            })?),
            IppTrust::System | IppTrust::Insecure => None,
        };
        Ok(Self {
            name,
            uri,
            settings,
            authorities,
        })
    }

    fn client(&self, timeout: Duration) -> AsyncIppClient {
        let builder = AsyncIppClient::builder(self.uri.clone()).request_timeout(timeout);
        let plain = !matches!(self.uri.scheme_str(), Some("ipps" | "https"));
        match (&self.authorities, &self.settings.trust) {
            (Some(pem), _) => builder.ca_cert(pem),
            // Where there is no TLS the machine's authorities are not even read: a machine
            // without any could not print either.
            (None, trust) => builder.ignore_tls_errors(plain || *trust == IppTrust::Insecure),
        }
        .build()
    }

    async fn capability(&self) -> Result<Capability, DeliverError> {
        let question = Message::new(Operation::GetPrinterAttributes, &self.uri)?;
        let answer = self
            .ask(question.requesting(capability::ASKED_FOR)?.finish())
            .await?;
        Ok(Capability::of(&answer))
    }

    /// Sends a question and returns an answer that is a success.
    async fn ask(&self, request: IppRequestResponse) -> Result<IppRequestResponse, DeliverError> {
        let answer = self
            .client(QUESTION_TIMEOUT)
            .send(request)
            .await
            .map_err(|error| reasons::of_transport(&error))?;
        reasons::of_status(answer.header().status_code()).map(|()| answer)
    }

    /// Sends a document. The file is read where blocking is allowed.
    async fn print(
        &self,
        message: Message,
        draft: &Path,
    ) -> Result<IppRequestResponse, DeliverError> {
        let file = File::open(draft).map_err(|error| DeliverError::of_folder(&error))?;
        let mut request = message.finish();
        *request.payload_mut() = IppPayload::new(BufReader::new(file));
        let client = self.client(self.settings.timeout);
        let runtime = tokio::runtime::Handle::current();
        let sent =
            tokio::task::spawn_blocking(move || runtime.block_on(client.send(request))).await;
        let sent = sent.map_err(|error| {
            DeliverError::for_now(StatusInfo::PrinterOffline, error.to_string())
        })?;
        let answer = sent.map_err(|error| reasons::of_transport(&error))?;
        let taken = reasons::of_status(answer.header().status_code());
        taken.map(|()| answer).map_err(DeliverError::not_taken)
    }

    fn job_message(
        &self,
        job: &Job,
        document: &Document,
        ticket: &str,
        capability: &Capability,
    ) -> Result<Message, DeliverError> {
        let size = job
            .films
            .sheets
            .get(document.films.start)
            .map(|sheet| sheet.size);
        let media = size.and_then(|size| media_name(size, &capability.media));
        if media.is_none() {
            tracing::warn!(printer = %self.uri, size = size.map(|size| size.as_str()),
                "the printer has no medium of the film's size; it is fitted on what is loaded");
        }
        let scaling = if media.is_some() { "none" } else { "fit" };
        let mut message = Message::new(Operation::PrintJob, &self.uri)?
            .named(ticket)?
            .document_format(document.format.mime())?;
        if let Some(media) = media {
            message = message.keyword("media", &media)?;
        }
        if capability.takes("print-scaling") {
            message = message.keyword("print-scaling", scaling)?;
        }
        if capability.takes("sides") {
            // A printer that is set to both sides would print a film on another's back.
            message = message.keyword("sides", "one-sided")?;
        }
        if document.copies > 1 {
            message = message.integer("copies", i32::from(document.copies))?;
            if capability.takes("sheet-collate") {
                message = message.keyword("sheet-collate", "collated")?;
            }
        }
        if capability.takes("job-priority") {
            message = message.integer("job-priority", priority(job.films.priority))?;
        }
        Ok(message)
    }

    /// The printer's number for a job-name, if it knows it.
    async fn find(&self, ticket: &str) -> Result<Option<i64>, DeliverError> {
        for which in ["not-completed", "completed"] {
            let question = Message::new(Operation::GetJobs, &self.uri)?
                .operation_keyword("which-jobs", which)?
                .requesting(&["job-id", "job-name"])?;
            let answer = match self.ask(question.finish()).await {
                // Some printers keep no finished jobs and say so with an error.
                Err(error) if which == "completed" && !error.transient => continue,
                other => other?,
            };
            if let Some(id) = message::job_named(&answer, ticket) {
                return Ok(Some(id));
            }
        }
        Ok(None)
    }

    async fn job_facts(&self, remote: i64) -> Result<JobFacts, DeliverError> {
        let question = Message::new(Operation::GetJobAttributes, &self.uri)?
            .job_id(remote)?
            .requesting(&[
                "job-name",
                "job-state",
                "job-state-reasons",
                "job-printer-state-message",
            ])?;
        self.ask(question.finish())
            .await
            .map(|answer| JobFacts::of(&answer))
    }

    /// Waits until the printer is done with a job.
    async fn follow(&self, remote: i64) -> Result<(), DeliverError> {
        let deadline = Instant::now() + self.settings.timeout;
        let mut pause = FIRST_LOOK;
        loop {
            let facts = self.job_facts(remote).await?;
            match facts.outcome() {
                Some(outcome) => return outcome,
                None if Instant::now() >= deadline => return Err(self.stuck(remote).await),
                None => {}
            }
            sleep(pause).await;
            pause = (pause * 2).min(LATER_LOOKS);
        }
    }

    /// Why a job does not get on, as the printer says it.
    async fn stuck(&self, remote: i64) -> DeliverError {
        let reason = format!("the printer is not done with its job {remote}");
        match self.capability().await {
            Ok(capability) => {
                DeliverError::for_now(reasons::status_info(&capability.state_reasons), reason)
            }
            Err(error) => error,
        }
    }

    /// Follows a job whose number is known; one that did not come out is free to be sent again.
    async fn follow_sent(
        &self,
        document: &Document,
        remote: i64,
        log: &DeliveryLog,
    ) -> Result<(), DeliverError> {
        let followed = self.follow(remote).await;
        if followed.as_ref().is_err_and(|error| error.not_taken) {
            log.not_sent(document).await?;
        }
        followed
    }

    async fn resume_sending(
        &self,
        document: &Document,
        log: &DeliveryLog,
    ) -> Result<bool, DeliverError> {
        let Some(sending) = log.sending(document) else {
            return Ok(false);
        };
        let remote = match sending.remote {
            Some(remote) => Some(remote),
            None => self.find(&sending.ticket).await?,
        };
        let Some(remote) = remote else {
            log.not_sent(document).await?;
            return Ok(false);
        };
        match sending.remote {
            None => log.sent(document, remote).await?,
            // Another printer may be at this address since: its numbers name other jobs.
            Some(_) if !self.job_facts(remote).await?.may_be(&sending.ticket) => {
                log.not_sent(document).await?;
                return Ok(false);
            }
            Some(_) => {}
        }
        self.follow_sent(document, remote, log).await.map(|()| true)
    }

    async fn send(
        &self,
        job: &Job,
        document: &Document,
        draft: &Path,
        log: &DeliveryLog,
    ) -> Result<(), DeliverError> {
        let capability = self.capability().await?;
        capability.accepting()?;
        // A name for each try: an earlier one may be known to the printer as aborted.
        let ticket = format!(
            "{} {} {}",
            job.record.uid,
            document.name,
            log.failed_tries() + 1
        );
        let message = self.job_message(job, document, &ticket, &capability)?;
        log.announce(document, &ticket).await?;
        let answer = match self.print(message, draft).await {
            Ok(answer) => answer,
            Err(error) => {
                if error.not_taken {
                    log.not_sent(document).await?;
                }
                return Err(error);
            }
        };
        let lost = || {
            DeliverError::for_now(
                StatusInfo::ElecSwError,
                "the printer gave the job no number",
            )
        };
        let remote = message::job_id(&answer).ok_or_else(lost)?;
        log.sent(document, remote).await?;
        self.follow_sent(document, remote, log).await
    }

    async fn cancel_all(&self, log: &DeliveryLog) -> Result<(), DeliverError> {
        for sending in log.all_sending() {
            let remote = match sending.remote {
                Some(remote) => Some(remote),
                None => self.find(&sending.ticket).await?,
            };
            if let Some(remote) = remote {
                let message = Message::new(Operation::CancelJob, &self.uri)?.job_id(remote)?;
                self.ask(message.finish()).await?;
            }
        }
        Ok(())
    }
}

/// The port of `ipps` is 631 like that of `ipp` (RFC 7472 4.1), not that of `https`.
fn with_port(uri: Uri) -> Uri {
    let whole = match (uri.scheme_str(), uri.port(), uri.host()) {
        (Some("ipps"), None, Some(host)) => format!("ipps://{host}:631{}", uri.path()).parse(),
        _ => return uri,
    };
    whole.unwrap_or(uri)
}

/// `job-priority`: 50 is what a printer assumes.
fn priority(priority: PrintPriority) -> i32 {
    match priority {
        PrintPriority::High => 80,
        PrintPriority::Med => 50,
        PrintPriority::Low => 20,
    }
}

/// Neighbouring films of one size: an IPP job has one medium.
fn runs(job: &Job) -> Vec<Range<usize>> {
    let sheets = &job.films.sheets;
    let mut runs: Vec<Range<usize>> = Vec::new();
    for (place, sheet) in sheets.iter().enumerate() {
        match runs.last_mut() {
            Some(run) if sheets[run.start].size == sheet.size => run.end = place + 1,
            _ => runs.push(place..place + 1),
        }
    }
    runs
}

/// The documents of a job: all films in one, with the printer's own copies where it makes them;
/// else, and where sizes differ, once for each copy, so that copies come out collated.
fn documents(job: &Job, format: DocumentFormat, max_copies: u16) -> Vec<Document> {
    let runs = runs(job);
    let copies = job.films.copies.max(1);
    let by_printer = runs.len() == 1 && copies <= max_copies;
    let (repeats, each) = if by_printer { (1, copies) } else { (copies, 1) };
    let repeated = (1..=repeats).flat_map(|repeat| runs.iter().map(move |run| (repeat, run)));
    let document = |(repeat, films): (u16, &Range<usize>)| Document {
        name: format!("copy{repeat}-film{}", films.start + 1),
        films: films.clone(),
        copies: each,
        format,
    };
    repeated.map(document).collect()
}

impl Device for IppDevice {
    fn name(&self) -> &str {
        &self.name
    }

    fn plan<'a>(&'a self, job: &'a Job) -> Promise<'a, Vec<Document>> {
        Box::pin(async move {
            let capability = self.capability().await?;
            let colour = job.films.sheets.iter().flat_map(|sheet| &sheet.images);
            let colour = colour
                .into_iter()
                .any(|image| image.pixels.layout.samples() == 3);
            let format = capability.format(self.settings.format, colour)?;
            Ok(documents(job, format, capability.copies))
        })
    }

    fn resume<'a>(
        &'a self,
        _job: &'a Job,
        document: &'a Document,
        log: &'a DeliveryLog,
    ) -> Promise<'a, bool> {
        Box::pin(self.resume_sending(document, log))
    }

    fn deliver<'a>(
        &'a self,
        job: &'a Job,
        document: &'a Document,
        draft: &'a Path,
        log: &'a DeliveryLog,
    ) -> Promise<'a, ()> {
        Box::pin(self.send(job, document, draft, log))
    }

    fn abandon<'a>(&'a self, _job: &'a Job, log: &'a DeliveryLog) -> Promise<'a, ()> {
        Box::pin(self.cancel_all(log))
    }

    fn probe(&self) -> Promise<'_, ()> {
        Box::pin(async { self.capability().await?.accepting() })
    }
}
