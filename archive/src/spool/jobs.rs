//! The spool as a job queue.

use std::sync::PoisonError;

use filmdesk_print_scp::terms::{ExecutionStatus, StatusInfo};
use time::OffsetDateTime;
use tokio::sync::{broadcast, watch};

use super::{JOURNAL_LOCKS, Spool, journal};
use crate::queue::{JobChange, JobNumber, JobQueue, JobRecord, JournalEvent, QueueError};

impl JobQueue for Spool {
    fn claim(&self, printer: &str) -> Option<JobRecord> {
        self.inner.state().claim(printer)
    }

    fn release(&self, number: JobNumber, now: OffsetDateTime) -> Result<(), QueueError> {
        let record = self
            .record_of(number)
            .ok_or(QueueError::NoSuchJob(number))?;
        if record.status == ExecutionStatus::Printing {
            let event = JournalEvent::Status {
                status: ExecutionStatus::Pending,
                info: StatusInfo::Queued,
            };
            self.record(number, event, now)?;
        }
        self.inner.state().unclaim(number);
        Ok(())
    }

    fn record(
        &self,
        number: JobNumber,
        event: JournalEvent,
        now: OffsetDateTime,
    ) -> Result<(), QueueError> {
        // Lines of one job are written one after the other, and told in that order.
        let lock = &self.inner.journals[number.0 as usize % JOURNAL_LOCKS];
        let _held = lock.lock().unwrap_or_else(PoisonError::into_inner);
        if !self.inner.state().jobs.contains_key(&number) {
            return Err(QueueError::NoSuchJob(number));
        }
        journal::append(&self.inner.layout.job(number), &event, now)?;
        self.inner.state().apply(number, &event, now);
        Ok(())
    }

    fn job(&self, uid: &str) -> Option<JobRecord> {
        let state = self.inner.state();
        state
            .by_uid(uid)
            .filter(|job| !job.instance_deleted)
            .cloned()
    }

    fn record_of(&self, number: JobNumber) -> Option<JobRecord> {
        self.inner.state().jobs.get(&number).cloned()
    }

    fn list(&self) -> Vec<JobRecord> {
        self.inner.state().jobs.values().cloned().collect()
    }

    fn waiting(&self, printer: &str) -> u32 {
        self.inner.state().waiting(printer)
    }

    fn subscribe(&self) -> broadcast::Receiver<JobChange> {
        self.inner.state().subscribe()
    }

    fn watch(&self) -> watch::Receiver<u64> {
        self.inner.state().watch()
    }
}
