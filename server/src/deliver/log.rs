//! A device's view of a job's journal.

use std::sync::Arc;

use filmdesk_archive::queue::Sending;
use filmdesk_archive::{JobNumber, JobQueue, JournalEvent, Progress, QueueError};
use filmdesk_print_scp::terms::StatusInfo;
use time::OffsetDateTime;

use super::{DeliverError, Document};

/// Remembers over a crash what one output did with a job.
#[derive(Clone)]
pub struct DeliveryLog {
    queue: Arc<dyn JobQueue>,
    job: JobNumber,
    output: String,
}

impl DeliveryLog {
    /// The log of `output` for `job`.
    pub fn new(queue: Arc<dyn JobQueue>, job: JobNumber, output: &str) -> Self {
        Self {
            queue,
            job,
            output: output.to_owned(),
        }
    }

    /// Whether the document is out.
    pub fn is_delivered(&self, document: &Document) -> bool {
        self.progress().delivered.contains(&self.key(document))
    }

    /// What was announced of the document and not confirmed.
    pub fn sending(&self, document: &Document) -> Option<Sending> {
        self.progress().sending.get(&self.key(document)).cloned()
    }

    /// Everything that this output announced and that is not confirmed.
    pub fn all_sending(&self) -> Vec<Sending> {
        let sending = self.progress().sending;
        let mine = sending
            .into_iter()
            .filter(|((output, _), _)| *output == self.output);
        mine.map(|(_, sending)| sending).collect()
    }

    /// Tries of this output that failed.
    pub fn failed_tries(&self) -> u32 {
        self.progress()
            .failed_tries
            .get(&self.output)
            .copied()
            .unwrap_or(0)
    }

    /// A document is about to be sent under a name by which the device can be asked for it.
    pub async fn announce(&self, document: &Document, ticket: &str) -> Result<(), DeliverError> {
        let (output, document) = self.key(document);
        let ticket = ticket.to_owned();
        self.write(JournalEvent::Sending {
            output,
            document,
            ticket,
        })
        .await
    }

    /// The device took the document and numbered it.
    pub async fn sent(&self, document: &Document, remote: i64) -> Result<(), DeliverError> {
        let (output, document) = self.key(document);
        self.write(JournalEvent::Sent {
            output,
            document,
            remote,
        })
        .await
    }

    /// The device does not have the document.
    pub async fn not_sent(&self, document: &Document) -> Result<(), DeliverError> {
        let (output, document) = self.key(document);
        self.write(JournalEvent::NotSent { output, document }).await
    }

    /// What this output announced and did not confirm is with nobody any longer.
    pub async fn forget_sending(&self) -> Result<(), DeliverError> {
        for (output, document) in self.progress().sending.into_keys() {
            if output == self.output {
                self.write(JournalEvent::NotSent { output, document })
                    .await?;
            }
        }
        Ok(())
    }

    /// The document is out.
    pub async fn delivered(&self, document: &Document) -> Result<(), DeliverError> {
        let (output, document) = self.key(document);
        self.write(JournalEvent::Delivered { output, document })
            .await
    }

    /// A try of this output failed.
    pub async fn try_failed(&self) -> Result<(), DeliverError> {
        let output = self.output.clone();
        self.write(JournalEvent::TryFailed { output }).await
    }

    fn key(&self, document: &Document) -> (String, String) {
        (self.output.clone(), document.name.clone())
    }

    fn progress(&self) -> Progress {
        let record = self.queue.record_of(self.job);
        record.map(|record| record.progress).unwrap_or_default()
    }

    async fn write(&self, event: JournalEvent) -> Result<(), DeliverError> {
        write(&self.queue, self.job, event)
            .await
            .map_err(|error| of_queue(&error))
    }
}

/// Writes a journal line where blocking is allowed.
pub(crate) async fn write(
    queue: &Arc<dyn JobQueue>,
    job: JobNumber,
    event: JournalEvent,
) -> Result<(), QueueError> {
    let queue = Arc::clone(queue);
    let write = move || queue.record(job, event, OffsetDateTime::now_utc());
    let written = tokio::task::spawn_blocking(write).await;
    written.unwrap_or_else(|error| Err(QueueError::Io(std::io::Error::other(error))))
}

/// The spool failed: without a journal nothing may be sent.
pub(crate) fn of_queue(error: &QueueError) -> DeliverError {
    match error {
        QueueError::Io(_) => DeliverError::for_now(StatusInfo::ElecDown, error.to_string()),
        _ => DeliverError::for_good(StatusInfo::InvalidPageDes, error.to_string()),
    }
}
