//! What an association's events lead to: a silent core between the protocol and the service.

use std::net::SocketAddr;
use std::sync::Arc;

use filmdesk_archive::{JobChange, JobQueue};
use filmdesk_dataset::{DataSet, Encoding, encode};
use filmdesk_dimse::command::Command;
use filmdesk_dimse::event::{AssociationRequest, Closing, Event, Standing};
use filmdesk_dimse::pdu::Rejection;
use filmdesk_dimse::presentation::{AcceptedContext, ContextId};
use filmdesk_dimse::status::Status;
use filmdesk_dimse::uid::{Uid, UidField};
use filmdesk_print_scp::environment::{PrintJobState, PrinterStatus};
use filmdesk_print_scp::offers::SopClass;
use filmdesk_print_scp::service::{self, Answer, PrintService};
use tracing::{debug, info, warn};

use super::admission::{Admission, admit};
use super::incoming::Incoming;
use super::world::World;
use crate::logging::Shown;
use crate::shared::{Printer, Shared};

/// What the driver is to do.
pub(super) enum Step {
    /// Nothing.
    Nothing,
    /// Accept the association with the offers of the print service.
    Accept,
    /// Reject it.
    Reject(Rejection),
    /// Send a message.
    Send(Box<Outgoing>),
    /// Answer a release.
    Release,
    /// Send what is left and close the connection.
    Close,
}

/// A message to send, encoded.
pub(super) struct Outgoing {
    pub(super) context: ContextId,
    pub(super) command: Command,
    pub(super) data_set: Option<Vec<u8>>,
}

/// One association between its request and its end.
pub(super) struct Dialogue {
    shared: Arc<Shared>,
    peer: SocketAddr,
    asked: Option<(Admission, String)>,
    serving: Option<Serving>,
}

/// What a standing association has.
struct Serving {
    service: PrintService,
    world: World,
    contexts: Vec<AcceptedContext>,
    incoming: Option<Incoming>,
    /// Keeps the association's places under the limits.
    admission: Admission,
}

impl Dialogue {
    pub(super) fn new(shared: Arc<Shared>, peer: SocketAddr) -> Self {
        Self {
            shared,
            peer,
            asked: None,
            serving: None,
        }
    }

    /// The printer of a standing association.
    pub(super) fn printer(&self) -> Option<&Arc<Printer>> {
        self.serving
            .as_ref()
            .map(|serving| &serving.admission.printer)
    }

    /// Whether a message of the peer is under way.
    pub(super) fn is_receiving(&self) -> bool {
        self.serving
            .as_ref()
            .is_some_and(|serving| serving.incoming.is_some())
    }

    /// What an event leads to. May write to the disk.
    pub(super) fn on(&mut self, event: Event<'_>) -> Step {
        match event {
            Event::AssociationRequested(request) => self.requested(&request),
            Event::Command {
                context,
                command,
                standing,
            } => self.command(context, command, standing),
            Event::Data { fragment, last, .. } => self.data(fragment, last),
            Event::Mistyped {
                invalid, status, ..
            } => {
                warn!(%invalid, %status, "request refused: its command set does not parse");
                Step::Nothing
            }
            Event::Refused(rejection) => {
                warn!(peer = %self.peer, answer = %rejection, "association rejected: its request cannot be");
                Step::Nothing
            }
            Event::ReleaseRequested => Step::Release,
            Event::Released => self.ended("association released"),
            Event::Aborted(cause) => {
                warn!(%cause, "association aborted");
                self.ended("association ended")
            }
            Event::ResponseTimeout { message_id } => self.event_timed_out(message_id),
            Event::Closed(closing) => self.closed(closing),
            // A requestor's events.
            Event::Established(_) | Event::Rejected(_) => Step::Nothing,
        }
    }

    /// The next event report that is due.
    pub(super) fn poll_event(&mut self) -> Option<Outgoing> {
        let serving = self
            .serving
            .as_mut()
            .filter(|serving| serving.incoming.is_none())?;
        let event = serving.service.poll_event()?;
        debug!(event = event.command.event_type, "N-EVENT-REPORT");
        Some(serving.encoded(event.context, event.command, event.data_set))
    }

    /// A job changed its state.
    pub(super) fn job_changed(&mut self, change: &JobChange) {
        let Some(serving) = &mut self.serving else {
            return;
        };
        let Ok(uid) = Uid::parse(&change.uid) else {
            return;
        };
        if !serving.service.watches(&uid) {
            return;
        }
        if let Some(job) = self.shared.spool.record_of(change.number) {
            let now = serving.world.state_of(&job);
            let then = PrintJobState {
                status: change.status,
                info: change.info,
                ..now
            };
            serving.service.job_changed(&uid, &then);
        }
    }

    /// Changes were missed: tells the service of every job as it is now.
    pub(super) fn jobs_missed(&mut self) {
        let Some(serving) = &mut self.serving else {
            return;
        };
        for job in self.shared.spool.list() {
            if let Ok(uid) = Uid::parse(&job.uid)
                && serving.service.watches(&uid)
            {
                serving
                    .service
                    .job_changed(&uid, &serving.world.state_of(&job));
            }
        }
    }

    /// The printer changed its status.
    pub(super) fn printer_changed(&mut self, status: &PrinterStatus) {
        if let Some(serving) = &mut self.serving {
            serving.service.printer_changed(status);
        }
    }

    /// The association was accepted with these contexts.
    pub(super) fn established(&mut self, contexts: &[AcceptedContext]) {
        let Some((admission, calling_ae)) = self.asked.take() else {
            return;
        };
        let service = PrintService::new(service::Association {
            printer: Arc::clone(&admission.printer.profile),
            peer: Arc::clone(&admission.peer),
            calling_ae,
            contexts: contexts.to_vec(),
        });
        let world = World::new(Arc::clone(&self.shared), Arc::clone(&admission.printer));
        let contexts = contexts.to_vec();
        self.serving = Some(Serving {
            service,
            world,
            contexts,
            incoming: None,
            admission,
        });
    }

    /// The association is over, however: its instances and pixels go, its places are free.
    pub(super) fn end(&mut self) {
        self.asked = None;
        if let Some(mut serving) = self.serving.take() {
            if let Some(mut incoming) = serving.incoming.take() {
                incoming.abandon(&mut serving.world);
            }
            serving.service.end(&mut serving.world);
        }
    }

    fn requested(&mut self, request: &AssociationRequest) -> Step {
        let (calling, called) = (&request.calling, &request.called);
        let implementation = request
            .implementation_version_name
            .as_deref()
            .map_or(Shown("unknown"), Shown);
        let (calling, called) = (Shown(calling.as_str()), Shown(called.as_str()));
        match admit(request, &self.shared) {
            Ok(admission) => {
                info!(%calling, %called, peer = %self.peer, %implementation, max_pdu = request.max_pdu, "association accepted");
                self.asked = Some((admission, request.calling.to_string()));
                Step::Accept
            }
            Err(denial) => {
                warn!(%calling, %called, peer = %self.peer, %implementation, answer = %denial.rejection, reason = denial.reason, "association rejected");
                Step::Reject(denial.rejection)
            }
        }
    }

    fn command(&mut self, context: ContextId, command: Command, standing: Standing) -> Step {
        let Some(serving) = &mut self.serving else {
            return Step::Nothing;
        };
        let encoding = serving.encoding(context);
        let whole = !command.has_data_set;
        let incoming = Incoming::new(context, command, standing, encoding);
        if whole {
            return serving.serve(incoming);
        }
        serving.incoming = Some(incoming);
        Step::Nothing
    }

    fn data(&mut self, fragment: &[u8], last: bool) -> Step {
        let Some(serving) = &mut self.serving else {
            return Step::Nothing;
        };
        if let Some(incoming) = &mut serving.incoming {
            incoming.feed(fragment, &mut serving.world);
        }
        match serving.incoming.take_if(|_| last) {
            Some(incoming) => serving.serve(incoming),
            None => Step::Nothing,
        }
    }

    fn event_timed_out(&mut self, message_id: u16) -> Step {
        warn!(
            id = message_id,
            "an N-EVENT-REPORT was not answered in time"
        );
        if let Some(serving) = &mut self.serving {
            serving.service.event_timed_out(message_id);
        }
        Step::Nothing
    }

    fn ended(&mut self, what: &str) -> Step {
        if self.serving.is_some() {
            info!("{what}");
        }
        self.end();
        Step::Nothing
    }

    fn closed(&mut self, closing: Closing) -> Step {
        if closing == Closing::ArtimExpired {
            info!(peer = %self.peer, "closed: no association request, or no close, in time");
        }
        self.end();
        Step::Close
    }
}

impl Serving {
    fn encoding(&self, context: ContextId) -> Option<Encoding> {
        let context = self
            .contexts
            .iter()
            .find(|accepted| accepted.id == context)?;
        Encoding::of_native(context.transfer_syntax.as_str())
    }

    /// Serves a whole message.
    fn serve(&mut self, mut incoming: Incoming) -> Step {
        let data_set = incoming.finish(&mut self.world);
        let (context, command) = (incoming.context, &incoming.command);
        let answer = match (incoming.standing, data_set) {
            (Standing::Duplicate, _) => Some(self.service.refuse_duplicate(context, command)),
            (Standing::Unsolicited, _) => {
                warn!(message = %command.field, id = command.message_id, "unsolicited response");
                None
            }
            (_, Ok(data_set)) => self
                .service
                .handle(context, command, data_set, &mut self.world),
            (_, Err(failure)) => self.service.refuse_data(context, command, failure),
        };
        let Some(answer) = answer else {
            return Step::Nothing;
        };
        log(command, &answer);
        Step::Send(Box::new(self.encoded(
            answer.context,
            answer.command,
            answer.data_set,
        )))
    }

    fn encoded(&self, context: ContextId, command: Command, data_set: Option<DataSet>) -> Outgoing {
        let encoding = self.encoding(context).unwrap_or(Encoding::ImplicitLittle);
        let encoded = data_set
            .map(|data_set| encode::encode(&data_set, encoding))
            .transpose();
        match encoded {
            Ok(data_set) => Outgoing {
                context,
                command,
                data_set,
            },
            Err(error) => {
                warn!(%error, "a data set of ours cannot be written");
                let command = Command {
                    status: Some(Status::PROCESSING_FAILURE),
                    ..command
                };
                Outgoing {
                    context,
                    command,
                    data_set: None,
                }
            }
        }
    }
}

/// One line per request: what was asked, what was answered; of refusals and reservations which
/// attributes and why. Values are not logged.
fn log(request: &Command, answer: &Answer) {
    let status = answer.status();
    // What is no UID is not repeated: a peer wrote it.
    let class = request
        .sop_class_uid
        .as_ref()
        .and_then(UidField::valid)
        .map_or("no valid UID", Uid::as_str);
    let class = SopClass::from_uid(class).map_or(class, |row| row.name);
    let (message, id) = (request.field, request.message_id);
    if status == Status::SUCCESS && answer.remarks.is_empty() {
        debug!(%message, id, class, %status, "served");
        return;
    }
    let attributes = answer.offending();
    let words = answer.remarks.join("; ");
    if status.is_failure() {
        warn!(%message, id, class, %status, attributes, words, "refused");
    } else {
        info!(%message, id, class, %status, attributes, words, "served with reservations");
    }
}
