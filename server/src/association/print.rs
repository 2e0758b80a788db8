//! Print Management on an association: `filmdesk_print_scp` with its environment.

mod incoming;
mod world;

use std::sync::Arc;

use filmdesk_archive::JobQueue;
use filmdesk_dataset::Encoding;
use filmdesk_dimse::command::{Command, Operation};
use filmdesk_dimse::event::Standing;
use filmdesk_dimse::presentation::{AcceptedContext, ContextId};
use filmdesk_dimse::status::Status;
use filmdesk_dimse::uid::{Uid, UidField};
use filmdesk_print_scp::environment::PrintJobState;
use filmdesk_print_scp::offers::SopClass;
use filmdesk_print_scp::printer::PrinterProfile;
use filmdesk_print_scp::service::{self, Answer, PrintService};
use tracing::{debug, info, warn};

use super::admission::Admission;
use super::service::{Incoming, News, Outgoing, Service, context_of};
use crate::shared::{Printer, Shared};
use crate::witness::{self, Caller};
use incoming::Scanned;
use world::World;

/// The print service of one association.
pub(super) struct Print {
    shared: Arc<Shared>,
    service: PrintService,
    world: World,
    contexts: Vec<AcceptedContext>,
    incoming: Option<Scanned>,
    caller: Caller,
    printer: Arc<PrinterProfile>,
}

impl Print {
    pub(super) fn new(
        shared: &Arc<Shared>,
        printer: &Arc<Printer>,
        admission: &Admission,
        contexts: &[AcceptedContext],
    ) -> Self {
        let service = PrintService::new(service::Association {
            printer: Arc::clone(&printer.profile),
            peer: Arc::clone(&admission.peer),
            calling_ae: admission.calling.clone(),
            contexts: contexts.to_vec(),
        });
        Self {
            shared: Arc::clone(shared),
            service,
            world: World::new(Arc::clone(shared), Arc::clone(printer)),
            contexts: contexts.to_vec(),
            incoming: None,
            caller: admission.caller.clone(),
            printer: Arc::clone(&printer.profile),
        }
    }

    /// Tells of an answer: to the log, and to the administrator's page.
    fn tell(&self, request: &Command, answer: &Answer) {
        let class = class_of(request);
        log(request, class, answer);
        if let Some(complaint) = witness::of_print(request, class, answer, &self.printer) {
            self.caller.complained(complaint);
        }
        if request.operation() == Some(Operation::NAction) && !answer.status().is_failure() {
            self.caller.printed();
        }
    }

    fn encoding(&self, context: ContextId) -> Option<Encoding> {
        let context = context_of(&self.contexts, context)?;
        Encoding::of_native(context.transfer_syntax.as_str())
    }

    fn encoded(
        &self,
        context: ContextId,
        command: Command,
        data_set: Option<filmdesk_dataset::DataSet>,
    ) -> Outgoing {
        let encoding = self.encoding(context).unwrap_or(Encoding::ImplicitLittle);
        Outgoing::encoded(encoding, context, command, data_set)
    }

    fn job_changed(&mut self, change: &filmdesk_archive::JobChange) {
        let Ok(uid) = Uid::parse(&change.uid) else {
            return;
        };
        if !self.service.watches(&uid) {
            return;
        }
        if let Some(job) = self.shared.spool.record_of(change.number) {
            let now = self.world.state_of(&job);
            let then = PrintJobState {
                status: change.status,
                info: change.info,
                ..now
            };
            self.service.job_changed(&uid, &then);
        }
    }

    /// Tells the service of every job as it is now.
    fn jobs_missed(&mut self) {
        for job in self.shared.spool.list() {
            if let Ok(uid) = Uid::parse(&job.uid)
                && self.service.watches(&uid)
            {
                self.service.job_changed(&uid, &self.world.state_of(&job));
            }
        }
    }
}

impl Service for Print {
    fn begin(&mut self, message: Incoming) {
        let encoding = self.encoding(message.context);
        self.incoming = Some(Scanned::new(message, encoding));
    }

    fn data(&mut self, bytes: &[u8]) {
        if let Some(incoming) = &mut self.incoming {
            incoming.feed(bytes, &mut self.world);
        }
    }

    fn finish(&mut self) -> Option<Outgoing> {
        let mut incoming = self.incoming.take()?;
        let data_set = incoming.finish(&mut self.world);
        let (context, command) = (incoming.message.context, &incoming.message.command);
        let answer = match (incoming.message.standing, data_set) {
            (Standing::Duplicate, _) => Some(self.service.refuse_duplicate(context, command)),
            (Standing::Unsolicited, _) => {
                warn!(message = %command.field, id = command.message_id, "unsolicited response");
                None
            }
            (_, Ok(data_set)) => self
                .service
                .handle(context, command, data_set, &mut self.world),
            (_, Err(failure)) => self.service.refuse_data(context, command, failure),
        }?;
        self.tell(command, &answer);
        Some(self.encoded(answer.context, answer.command, answer.data_set))
    }

    fn poll_request(&mut self) -> Option<Outgoing> {
        let event = self.service.poll_event()?;
        debug!(event = event.command.event_type, "N-EVENT-REPORT");
        Some(self.encoded(event.context, event.command, event.data_set))
    }

    fn request_timed_out(&mut self, message_id: u16) {
        warn!(
            id = message_id,
            "an N-EVENT-REPORT was not answered in time"
        );
        self.service.event_timed_out(message_id);
    }

    fn told(&mut self, news: News<'_>) {
        match news {
            News::Job(change) => self.job_changed(change),
            News::JobsMissed => self.jobs_missed(),
            News::Printer(status) => self.service.printer_changed(status),
        }
    }

    /// The instances and pixels of the association go; jobs are printed all the same.
    fn end(&mut self) {
        if let Some(mut incoming) = self.incoming.take() {
            incoming.abandon(&mut self.world);
        }
        self.service.end(&mut self.world);
    }
}

/// The class of a request. What is no UID is not repeated: a peer wrote it.
fn class_of(request: &Command) -> &str {
    let class = request
        .sop_class_uid
        .as_ref()
        .and_then(UidField::valid)
        .map_or("no valid UID", Uid::as_str);
    SopClass::from_uid(class).map_or(class, |row| row.name)
}

/// One line per request: what was asked, what was answered; of refusals and reservations which
/// attributes and why. Values are not logged.
fn log(request: &Command, class: &str, answer: &Answer) {
    let status = answer.status();
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
