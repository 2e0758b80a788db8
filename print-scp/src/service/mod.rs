//! The Print Management service class as SCP: one association's requests in, answers out.
//!
//! ```text
//! handle(context, command, data set) -> admit (class, operation, arguments, UID)
//!     -> the class's handler (crate::session, print_job, printer, configuration)
//!     -> Granted with reservations | Refusal -> Answer
//! job_changed / printer_changed -> poll_event -> N-EVENT-REPORT-RQ -> its response -> handle
//! ```
//!
//! The order of the driver's work gives the order that PS3.4 H.4.5.2.1 wants: an answer is
//! handed to the association before `poll_event` is asked again, so that a Print Job's first
//! event follows the N-ACTION response that names the job.

pub mod configuration;
mod events;
pub mod print_job;
pub mod printer;
mod refusal;
mod request;
mod warning;

use std::sync::Arc;

use dicom_core::Tag;
use filmdesk_dataset::DataSet;
use filmdesk_dimse::command::Command;
use filmdesk_dimse::presentation::{AcceptedContext, ContextId};
use filmdesk_dimse::status::Status;
use filmdesk_dimse::uid::{Uid, UidField};

use crate::environment::{Environment, PrintJobState, PrinterStatus};
use crate::peer::{PeerProfile, UnsupportedPolicy};
use crate::printer::PrinterProfile;
use crate::session::Session;
use crate::sheet::PixelRef;

pub use events::{EventConfirmation, Notification};
pub(crate) use refusal::names;
pub use refusal::{Offence, Refusal};
pub use request::Request;
pub use warning::Warning;

/// What an association is, as far as printing is concerned.
#[derive(Debug, Clone)]
pub struct Association {
    /// The printer that was called.
    pub printer: Arc<PrinterProfile>,
    /// What is agreed with the caller.
    pub peer: Arc<PeerProfile>,
    /// Calling AE title: Originator of its jobs.
    pub calling_ae: String,
    /// The contexts that were accepted.
    pub contexts: Vec<AcceptedContext>,
}

/// The print service of one association.
pub struct PrintService {
    pub(crate) association: Association,
    pub(crate) session: Session,
    events: events::Events,
}

/// The response to a request.
#[derive(Debug, Clone, PartialEq)]
pub struct Answer {
    /// The context that the request came on.
    pub context: ContextId,
    /// The response; `has_data_set` tells whether `data_set` is there.
    pub command: Command,
    /// The response's data set.
    pub data_set: Option<DataSet>,
    /// For the log: reservations beside the one that the status tells. No patient text.
    pub remarks: Vec<String>,
    /// For the administrator: attributes that were not taken as they were sent, with the values
    /// that were sent. May hold patient text.
    pub disputed: DataSet,
}

impl Answer {
    /// Status of the response.
    pub fn status(&self) -> Status {
        self.command.status.unwrap_or(Status::SUCCESS)
    }

    /// For the log: attributes that the response complains of, by keyword.
    pub fn offending(&self) -> String {
        let mut tags: Vec<Tag> = self.command.attribute_identifiers.clone();
        if !self.status().is_success() && tags.is_empty() {
            tags = self
                .data_set
                .as_ref()
                .map(refusal::tags_of)
                .unwrap_or_default();
        }
        names(&tags)
    }
}

/// A request done.
#[derive(Debug, Default)]
pub struct Granted {
    /// With these reservations.
    pub warnings: Vec<Warning>,
    /// The response's data set.
    pub data_set: Option<DataSet>,
    /// The instance that the request created.
    pub created: Option<Uid>,
    /// Pixels of the request that the session tree now refers to.
    pub kept: Option<PixelRef>,
}

/// Why the data set of a request never became one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DataFailure {
    /// The disk, or the spool's share of it, is full: C605 for an image, else 0213.
    StorageFull,
    /// The spool failed otherwise: 0110.
    StorageFailed,
    /// The bytes are no data set of the context's transfer syntax, or over its bounds: 0110.
    Unreadable,
}

impl PrintService {
    /// The service of a fresh association.
    pub fn new(association: Association) -> Self {
        let events = events::Events::new(&association);
        Self {
            association,
            session: Session::default(),
            events,
        }
    }

    /// Serves a message. `None` for what has no response: C-CANCEL, and the response to one of
    /// our N-EVENT-REPORTs, which is taken note of.
    ///
    /// `data_set` is the message's, whole and valid, with Pixel Data as
    /// [`filmdesk_dataset::Value::Bulk`]. Bulk values that the tree does not keep are given
    /// back by [`Environment::release_pixels`] before this returns.
    pub fn handle(
        &mut self,
        context: ContextId,
        command: &Command,
        data_set: Option<DataSet>,
        env: &mut dyn Environment,
    ) -> Option<Answer> {
        if !command.field.expects_response() {
            self.event_response(command, env);
            return None;
        }
        let has_data_set = data_set.is_some();
        let data = data_set.unwrap_or_default();
        let outcome = match request::admit(self, context, command, has_data_set, &data) {
            Ok((handler, request)) => handler(self, &request, env),
            Err(refusal) => Err(refusal),
        };
        let kept = outcome.as_ref().ok().and_then(|granted| granted.kept);
        release_others(&data, kept, env);
        Some(self.answer(context, command, outcome))
    }

    /// Answers 0210 to a request that [`filmdesk_dimse::event::Standing::Duplicate`] marks.
    /// Its data set is to be discarded unread.
    pub fn refuse_duplicate(&self, context: ContextId, command: &Command) -> Answer {
        self.answer(context, command, Err(Refusal::DuplicateInvocation))
    }

    /// Answers a request whose data set did not become one. `None` when the message has no
    /// response.
    pub fn refuse_data(
        &self,
        context: ContextId,
        command: &Command,
        failure: DataFailure,
    ) -> Option<Answer> {
        if !command.field.expects_response() {
            return None;
        }
        let refusal = request::data_refusal(command, failure);
        Some(self.answer(context, command, Err(refusal)))
    }

    /// The association ended, however: its instances are deleted, its pixels given back.
    /// Jobs that were submitted are printed all the same (PS3.4 H.5).
    pub fn end(&mut self, env: &mut dyn Environment) {
        self.session.clear(env);
        self.events.clear();
    }

    /// Whether this association created that Print Job and wants to hear of it.
    pub fn watches(&self, job: &Uid) -> bool {
        self.events.watches(job)
    }

    /// A Print Job changed its state; jobs of other associations are not reported here.
    pub fn job_changed(&mut self, job: &Uid, state: &PrintJobState) {
        self.events
            .job_changed(job, state, self.association.peer.print_job_events);
    }

    /// The printer of this association changed its status.
    pub fn printer_changed(&mut self, status: &PrinterStatus) {
        self.events
            .printer_changed(status, self.association.peer.printer_events);
    }

    /// The next N-EVENT-REPORT-RQ to send, one at a time: `None` while one is not yet
    /// confirmed. Ask after every answer was handed to the association.
    pub fn poll_event(&mut self) -> Option<Notification> {
        self.events.poll(&self.association.printer.name)
    }

    /// The peer's N-EVENT-REPORT-RSP ([`PrintService::handle`] calls this itself). A confirmed
    /// Done or Failure deletes the Print Job.
    pub fn event_response(
        &mut self,
        command: &Command,
        env: &mut dyn Environment,
    ) -> EventConfirmation {
        let (confirmation, finished) = self.events.confirm(command);
        if let Some(job) = finished {
            env.delete_job(&job);
        }
        confirmation
    }

    /// The N-EVENT-REPORT of this Message ID was not answered in time. The next may be sent;
    /// the job stays answerable.
    pub fn event_timed_out(&mut self, message_id: u16) {
        self.events.timed_out(message_id);
    }

    /// C-ECHO.
    pub(crate) fn echo(
        &mut self,
        _: &Request<'_>,
        _: &mut dyn Environment,
    ) -> Result<Granted, Refusal> {
        Ok(Granted::default())
    }

    /// A job was made; its first event says that it waits.
    pub(crate) fn watch_job(&mut self, job: &Uid, state: &PrintJobState) {
        let label = self.session.label().map(<[u8]>::to_vec);
        self.events.watch(job.clone(), label);
        self.job_changed(job, state);
    }

    fn answer(
        &self,
        context: ContextId,
        command: &Command,
        outcome: Result<Granted, Refusal>,
    ) -> Answer {
        match outcome {
            Ok(granted) => self.grant(context, command, granted),
            Err(refusal) => refuse(context, command, &refusal),
        }
    }

    fn grant(&self, context: ContextId, command: &Command, mut granted: Granted) -> Answer {
        granted.warnings.sort_by_key(Warning::rank);
        let silent = self.association.peer.unsupported == UnsupportedPolicy::Silent;
        let mut told = granted.warnings.iter().filter(|_| !silent);
        let first = told.next();
        let mut response = command.response(first.map_or(Status::SUCCESS, Warning::status));
        if let Some(uid) = granted.created {
            response.sop_instance_uid = Some(UidField::Valid(uid));
        }
        if let Some(warning) = first {
            response.error_comment = Some(fitting(warning.comment()));
            if let Warning::UnsupportedAttributes(tags) = warning {
                response.attribute_identifiers.clone_from(tags);
            }
        }
        let offending = first.and_then(|warning| match warning {
            Warning::ValuesOutOfRange(data) => Some(data.clone()),
            _ => None,
        });
        // N-CREATE and N-GET answer with what is in force; N-SET has nothing better to carry
        // than what was out of range.
        let data_set = granted.data_set.or(offending);
        response.has_data_set = data_set.is_some();
        let remarks = granted.warnings.iter().map(Warning::comment).collect();
        let mut disputed = DataSet::new();
        for warning in granted.warnings {
            if let Warning::ValuesOutOfRange(values) = warning {
                disputed.extend(values);
            }
        }
        Answer {
            context,
            command: response,
            data_set,
            remarks,
            disputed,
        }
    }
}

fn refuse(context: ContextId, command: &Command, refusal: &Refusal) -> Answer {
    let mut response = command.response(refusal.status());
    response.error_comment = Some(fitting(refusal.comment()));
    response.attribute_identifiers = refusal.attribute_identifiers();
    if let Refusal::DuplicateInstance(uid) = refusal {
        response.sop_instance_uid = Some(UidField::Valid(uid.clone()));
    }
    let data_set = refusal.data_set();
    response.has_data_set = data_set.is_some();
    Answer {
        context,
        command: response,
        remarks: vec![refusal.comment()],
        disputed: data_set.clone().unwrap_or_default(),
        data_set,
    }
}

/// LO: 64 characters.
const MAX_COMMENT: usize = 64;

fn fitting(comment: String) -> String {
    if comment.chars().count() <= MAX_COMMENT {
        return comment;
    }
    let kept: String = comment.chars().take(MAX_COMMENT - 3).collect();
    format!("{}...", kept.trim_end())
}

/// Gives back every bulk value of a request that the tree does not keep.
fn release_others(data: &DataSet, kept: Option<PixelRef>, env: &mut dyn Environment) {
    for (_, element) in data.iter() {
        match &element.value {
            filmdesk_dataset::Value::Bulk(bulk) => {
                let pixels = crate::session::pixel_ref(*bulk, element.vr);
                if kept.map(|kept| kept.id) != Some(pixels.id) {
                    env.release_pixels(pixels);
                }
            }
            filmdesk_dataset::Value::Items(items) => {
                items
                    .iter()
                    .for_each(|item| release_others(item, kept, env));
            }
            filmdesk_dataset::Value::Bytes(_) => {}
        }
    }
}
