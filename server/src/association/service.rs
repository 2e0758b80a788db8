//! The seam between an association and the services on it: messages in, messages out.

use filmdesk_archive::JobChange;
use filmdesk_dataset::{DataSet, Encoding, encode};
use filmdesk_dimse::command::Command;
use filmdesk_dimse::event::Standing;
use filmdesk_dimse::presentation::{AcceptedContext, ContextId};
use filmdesk_dimse::status::Status;
use filmdesk_print_scp::environment::PrinterStatus;
use tracing::warn;

/// A service as SCP on one standing association. Messages come one at a time: `begin`, then
/// `data` until the data set is over (none for a message without one), then `finish`.
pub(super) trait Service: Send {
    /// The command set of a message is there.
    fn begin(&mut self, message: Incoming);
    /// The next bytes of its data set. May write to the disk.
    fn data(&mut self, bytes: &[u8]);
    /// The message is whole: its answer, if it has one. May write to the disk.
    fn finish(&mut self) -> Option<Outgoing>;
    /// What was to be sent is on its way: the time for what no answer has to wait for. May write
    /// to the disk.
    fn answered(&mut self) {}
    /// A request of ours that is due, asked for when no message is under way.
    fn poll_request(&mut self) -> Option<Outgoing> {
        None
    }
    /// A request of ours was not answered in time.
    fn request_timed_out(&mut self, message_id: u16) {
        let _ = message_id;
    }
    /// Something happened elsewhere.
    fn told(&mut self, news: News<'_>) {
        let _ = news;
    }
    /// The association is over, however, perhaps within a message.
    fn end(&mut self);
}

/// What happened elsewhere.
#[derive(Debug, Clone, Copy)]
pub(super) enum News<'a> {
    /// A print job changed its state.
    Job(&'a JobChange),
    /// Changes of print jobs were missed.
    JobsMissed,
    /// The printer changed its status.
    Printer(&'a PrinterStatus),
}

/// A message as its command set says it.
#[derive(Debug)]
pub(super) struct Incoming {
    pub(super) context: ContextId,
    pub(super) command: Command,
    pub(super) standing: Standing,
}

/// A message to send, encoded.
#[derive(Debug)]
pub(super) struct Outgoing {
    pub(super) context: ContextId,
    pub(super) command: Command,
    pub(super) data_set: Option<Vec<u8>>,
}

/// The accepted context of an ID.
pub(super) fn context_of(
    contexts: &[AcceptedContext],
    context: ContextId,
) -> Option<&AcceptedContext> {
    contexts.iter().find(|accepted| accepted.id == context)
}

impl Outgoing {
    /// A message in the encoding of its context. A data set of ours that cannot be written is
    /// a fault of ours: the answer says so.
    pub(super) fn encoded(
        encoding: Encoding,
        context: ContextId,
        command: Command,
        data_set: Option<DataSet>,
    ) -> Self {
        let encoded = data_set.map(|data_set| encode::encode(&data_set, encoding));
        match encoded.transpose() {
            Ok(data_set) => Self {
                context,
                command,
                data_set,
            },
            Err(error) => {
                warn!(%error, "a data set of ours cannot be written");
                let command = Command {
                    status: Some(Status::PROCESSING_FAILURE),
                    has_data_set: false,
                    ..command
                };
                Self {
                    context,
                    command,
                    data_set: None,
                }
            }
        }
    }
}
