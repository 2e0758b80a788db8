//! A message whose data set is on its way: scanned as it arrives, pixels straight to the spool.

use std::io;

use filmdesk_archive::{Intake, spool::Mark};
use filmdesk_dataset::scan::{Limits, ScanError, Scanner};
use filmdesk_dataset::{BulkSink, DataSet, Encoding};
use filmdesk_dimse::command::Operation;
use filmdesk_dimse::event::Standing;
use filmdesk_print_scp::service::DataFailure;

use super::world::World;
use crate::association::service::Incoming;

/// A message that is being received.
pub(super) struct Scanned {
    pub(super) message: Incoming,
    /// `None` when the data set is passed over: of a duplicate, or after a failure.
    scanner: Option<Scanner>,
    /// Why the data set is lost already.
    failure: Option<DataFailure>,
    /// Where the spool stood before it, once something went there.
    mark: Option<Mark>,
}

impl Scanned {
    /// A message of which the command set is there.
    pub(super) fn new(message: Incoming, encoding: Option<Encoding>) -> Self {
        let read = message.command.has_data_set && message.standing != Standing::Duplicate;
        let scanner = encoding
            .filter(|_| read)
            .map(|encoding| Scanner::new(encoding, Limits::PEER));
        Self {
            message,
            scanner,
            failure: None,
            mark: None,
        }
    }

    /// Takes the next bytes of the data set. After a failure the rest is passed over: the
    /// peer is answered when it is done, for few listen while they send.
    pub(super) fn feed(&mut self, bytes: &[u8], world: &mut World) {
        let Some(scanner) = &mut self.scanner else {
            return;
        };
        let is_image = self.message.command.operation() == Some(Operation::NSet);
        let fed = if is_image {
            scanner.feed(
                bytes,
                &mut ToSpool {
                    world,
                    mark: &mut self.mark,
                },
            )
        } else {
            scanner.feed(bytes, &mut Nowhere)
        };
        if let Err(error) = fed {
            self.fail(&error, world);
        }
    }

    /// The data set is over: it, or why there is none.
    pub(super) fn finish(&mut self, world: &mut World) -> Result<Option<DataSet>, DataFailure> {
        if let Some(failure) = self.failure {
            return Err(failure);
        }
        let Some(scanner) = self.scanner.take() else {
            return Ok(None);
        };
        match scanner.finish() {
            Ok(data_set) => Ok(Some(data_set)),
            Err(error) => {
                self.fail(&error, world);
                Err(self.failure.unwrap_or(DataFailure::Unreadable))
            }
        }
    }

    /// The association ended within the message: what was stored of it goes.
    pub(super) fn abandon(&mut self, world: &mut World) {
        self.scanner = None;
        if let (Some(mark), Some(intake)) = (self.mark.take(), world.existing_intake()) {
            intake.rollback(mark);
        }
    }

    fn fail(&mut self, error: &ScanError, world: &mut World) {
        self.failure = Some(failure_of(error));
        // Errors name tags, lengths and rules, never values.
        world.log_lost_data(&self.message.command, error);
        self.abandon(world);
    }
}

fn failure_of(error: &ScanError) -> DataFailure {
    match error {
        ScanError::Sink { source, .. } if source.kind() == io::ErrorKind::StorageFull => {
            DataFailure::StorageFull
        }
        ScanError::Sink { .. } => DataFailure::StorageFailed,
        ScanError::Broken { .. } => DataFailure::Unreadable,
    }
}

/// Bulk values of an N-SET go to the association's intake, which is made for the first one.
struct ToSpool<'a> {
    world: &'a mut World,
    mark: &'a mut Option<Mark>,
}

impl ToSpool<'_> {
    fn intake(&mut self) -> io::Result<&mut Intake> {
        self.world.intake()
    }
}

impl BulkSink for ToSpool<'_> {
    fn begin(&mut self, claimed: Option<u64>) -> io::Result<u64> {
        let mark = self.intake()?.mark();
        self.mark.get_or_insert(mark);
        self.intake()?.begin(claimed)
    }

    fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.intake()?.write(bytes)
    }

    fn end(&mut self) -> io::Result<()> {
        self.intake()?.end()
    }
}

/// Bulk values where no request of print has any: dropped, so that nothing is written for
/// a C-STORE that will be refused.
struct Nowhere;

/// The id of dropped values: no value of an intake has it.
const NOWHERE: u64 = u64::MAX;

impl BulkSink for Nowhere {
    fn begin(&mut self, _: Option<u64>) -> io::Result<u64> {
        Ok(NOWHERE)
    }

    fn write(&mut self, _: &[u8]) -> io::Result<()> {
        Ok(())
    }

    fn end(&mut self) -> io::Result<()> {
        Ok(())
    }
}
