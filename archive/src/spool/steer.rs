//! What people do with a job that waits: hold it, let it go, give it to another printer, or give
//! it up. Each is durable on return.

use time::OffsetDateTime;

use super::Spool;
use crate::queue::{JobNumber, JobQueue, JournalEvent, QueueError};

impl Spool {
    /// It is not printed until it is released, also after a restart. One that rests between two
    /// tries is held as soon as its printer has let go of it.
    pub fn hold(&self, number: JobNumber, now: OffsetDateTime) -> Result<(), QueueError> {
        match self.change(number, JournalEvent::Held, now) {
            Err(QueueError::NotWaiting(_)) if self.inner.state().ask(number) => Ok(()),
            held => held,
        }
    }

    /// A claimed job rests until its next try: meanwhile a person may hold it.
    pub fn rest(&self, number: JobNumber) {
        self.inner.state().rest(number);
    }

    /// Whether a person wants to hold a job that rests; [`JobQueue::watch`] tells when to look.
    pub fn is_asked_for(&self, number: JobNumber) -> bool {
        self.inner.state().is_asked(number)
    }

    /// The rest is over; whether a person wants to hold the job.
    pub fn rise(&self, number: JobNumber) -> bool {
        self.inner.state().rise(number)
    }

    /// What was held may be printed.
    pub fn let_go(&self, number: JobNumber, now: OffsetDateTime) -> Result<(), QueueError> {
        self.change(number, JournalEvent::Released, now)
    }

    /// It is not printed: FAILURE for the modality that sent it.
    pub fn give_up(&self, number: JobNumber, now: OffsetDateTime) -> Result<(), QueueError> {
        self.change(number, JournalEvent::Cancelled, now)
    }

    /// It waits for another printer, of which `queue_length` jobs may wait.
    pub fn move_to(
        &self,
        number: JobNumber,
        printer: &str,
        queue_length: u32,
        now: OffsetDateTime,
    ) -> Result<(), QueueError> {
        if self.waiting(printer) >= queue_length {
            return Err(QueueError::QueueFull {
                printer: printer.to_owned(),
                waiting: queue_length,
            });
        }
        let printer = printer.to_owned();
        self.change(number, JournalEvent::Moved { printer }, now)
    }

    /// Changes a job that waits; the claim keeps the printers off meanwhile.
    fn change(
        &self,
        number: JobNumber,
        event: JournalEvent,
        now: OffsetDateTime,
    ) -> Result<(), QueueError> {
        self.inner.state().take(number)?;
        let recorded = self.record(number, event, now);
        self.inner.state().unclaim(number);
        recorded
    }
}
