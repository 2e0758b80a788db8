//! N-EVENT-REPORTs of Print Job and Printer (PS3.4 H.4.5.2.1, H.4.6.2.1).

use std::collections::VecDeque;

use dicom_core::VR;
use dicom_dictionary_std::tags;
use filmdesk_dataset::DataSet;
use filmdesk_dimse::command::{Command, Operation};
use filmdesk_dimse::presentation::ContextId;
use filmdesk_dimse::service as uid;
use filmdesk_dimse::status::Status;
use filmdesk_dimse::uid::Uid;

use super::Association;
use crate::environment::{PrintJobState, PrinterStatus};
use crate::offers::{SopClass, offer_row};
use crate::terms::{ExecutionStatus, PrinterState, StatusInfo};

/// Most events that wait for a peer that confirms none; the oldest of a job that has moved on
/// is dropped first, its last state never while younger ones of other jobs can be.
const MAX_WAITING: usize = 256;
/// Most jobs of one association that are watched; a console prints a few per association.
const MAX_WATCHED: usize = 256;

/// An N-EVENT-REPORT-RQ to send.
#[derive(Debug, Clone, PartialEq)]
pub struct Notification {
    /// The context to send it on.
    pub context: ContextId,
    /// The request.
    pub command: Command,
    /// Event Information.
    pub data_set: Option<DataSet>,
}

/// What the peer made of an event.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EventConfirmation {
    /// 0000 or a warning.
    Confirmed,
    /// 0114, 0115: it does not want our optional arguments; further events leave them out.
    WithoutArguments,
    /// 0113, 0118, 0119, 0211: it does not know events of this class; no more are sent to it.
    SwitchedOff,
    /// Any other failure: this event is lost on it.
    Refused,
    /// Nothing of ours is waiting under this Message ID.
    Unsolicited,
}

/// A Print Job of this association, and what its events say beside its state.
#[derive(Debug)]
struct Watched {
    job: Uid,
    /// Film Session Label as it was sent.
    label: Option<Vec<u8>>,
}

/// Texts of the optional arguments.
struct Names<'a> {
    /// Film Session Label, as it was sent.
    label: Option<&'a [u8]>,
    /// Printer Name.
    printer: &'a str,
}

/// What is reported.
#[derive(Debug, Clone, PartialEq)]
enum Event {
    Job {
        job: Uid,
        status: ExecutionStatus,
        info: StatusInfo,
    },
    Printer(PrinterStatus),
}

/// Events of one class: where they go and how much the peer can stand.
#[derive(Debug, Default)]
struct Channel {
    context: Option<ContextId>,
    switched_off: bool,
    bare: bool,
}

impl Channel {
    fn is_open(&self) -> bool {
        self.context.is_some() && !self.switched_off
    }
}

/// The events of one association.
#[derive(Debug, Default)]
pub(super) struct Events {
    jobs: Channel,
    printer: Channel,
    watched: VecDeque<Watched>,
    waiting: VecDeque<Event>,
    last: Option<Event>,
    outstanding: Option<(u16, Event)>,
    message_id: u16,
}

impl Events {
    pub(super) fn new(association: &Association) -> Self {
        let channel = |class| Channel {
            context: context_of(association, class),
            ..Channel::default()
        };
        Self {
            jobs: channel(SopClass::PrintJob),
            printer: channel(SopClass::Printer),
            ..Self::default()
        }
    }

    pub(super) fn watch(&mut self, job: Uid, label: Option<Vec<u8>>) {
        if self.watched.len() == MAX_WATCHED {
            self.watched.pop_front();
        }
        self.watched.push_back(Watched { job, label });
    }

    pub(super) fn watches(&self, job: &Uid) -> bool {
        self.watched.iter().any(|watched| watched.job == *job)
    }

    pub(super) fn clear(&mut self) {
        self.watched.clear();
        self.waiting.clear();
        self.outstanding = None;
    }

    pub(super) fn job_changed(&mut self, job: &Uid, state: &PrintJobState, wanted: bool) {
        if wanted && self.jobs.is_open() && self.watches(job) {
            self.push(Event::Job {
                job: job.clone(),
                status: state.status,
                info: state.info,
            });
        }
    }

    pub(super) fn printer_changed(&mut self, status: &PrinterStatus, wanted: bool) {
        if wanted && self.printer.is_open() {
            self.push(Event::Printer(status.clone()));
        }
    }

    /// The same state told twice is one event.
    fn push(&mut self, event: Event) {
        let told = |other: &Event| *other == event;
        let newest = self
            .waiting
            .iter()
            .rev()
            .find(|other| other.same_subject(&event));
        let repeated = match newest {
            Some(newest) => told(newest),
            None => self.last.as_ref().is_some_and(told),
        };
        if repeated {
            return;
        }
        if self.waiting.len() == MAX_WAITING {
            self.waiting.pop_front();
        }
        self.waiting.push_back(event);
    }

    pub(super) fn poll(&mut self, printer: &str) -> Option<Notification> {
        while self.outstanding.is_none() {
            let event = self.waiting.pop_front()?;
            let channel = if event.is_job() {
                &self.jobs
            } else {
                &self.printer
            };
            if !channel.is_open() {
                continue;
            }
            let (context, bare) = (channel.context?, channel.bare);
            self.message_id = self.message_id.checked_add(1).unwrap_or(1);
            let label = self.label_of(&event);
            let names = (!bare).then_some(Names { label, printer });
            let notification = event.notification(context, self.message_id, names)?;
            self.last = Some(event.clone());
            self.outstanding = Some((self.message_id, event));
            return Some(notification);
        }
        None
    }

    fn label_of(&self, event: &Event) -> Option<&[u8]> {
        let Event::Job { job, .. } = event else {
            return None;
        };
        let watched = self.watched.iter().find(|watched| watched.job == *job)?;
        watched.label.as_deref()
    }

    /// What the peer made of it, and the Print Job that is finished and confirmed.
    pub(super) fn confirm(&mut self, response: &Command) -> (EventConfirmation, Option<Uid>) {
        let matches = |(id, _): &mut (u16, Event)| *id == response.message_id;
        let is_ours = response.operation() == Some(Operation::NEventReport);
        let Some((_, event)) = self
            .outstanding
            .take_if(|waiting| is_ours && matches(waiting))
        else {
            return (EventConfirmation::Unsolicited, None);
        };
        let confirmation = judge(response.status.unwrap_or(Status::SUCCESS));
        let channel = if event.is_job() {
            &mut self.jobs
        } else {
            &mut self.printer
        };
        channel.switched_off |= confirmation == EventConfirmation::SwitchedOff;
        channel.bare |= confirmation == EventConfirmation::WithoutArguments;
        let confirmed = confirmation == EventConfirmation::Confirmed;
        let finished = event.finished_job().filter(|_| confirmed).cloned();
        if let Some(job) = event.finished_job() {
            self.watched.retain(|watched| watched.job != *job);
        }
        (confirmation, finished)
    }

    pub(super) fn timed_out(&mut self, message_id: u16) {
        self.outstanding.take_if(|(id, _)| *id == message_id);
    }
}

/// PS3.7 10.1.1.1.8: the statuses of an N-EVENT-REPORT-RSP.
fn judge(status: Status) -> EventConfirmation {
    match status {
        status if !status.is_failure() => EventConfirmation::Confirmed,
        Status::NO_SUCH_ARGUMENT | Status::INVALID_ARGUMENT_VALUE => {
            EventConfirmation::WithoutArguments
        }
        Status::NO_SUCH_EVENT_TYPE
        | Status::NO_SUCH_SOP_CLASS
        | Status::CLASS_INSTANCE_CONFLICT
        | Status::UNRECOGNIZED_OPERATION => EventConfirmation::SwitchedOff,
        _ => EventConfirmation::Refused,
    }
}

/// The context for events of a class: its own before a Meta's.
fn context_of(association: &Association, class: SopClass) -> Option<ContextId> {
    let serves = |abstract_syntax: &str| {
        offer_row(abstract_syntax).is_some_and(|row| row.members.contains(&class))
    };
    let mut contexts: Vec<_> = association
        .contexts
        .iter()
        .filter(|context| context.roles.scu && serves(context.abstract_syntax.as_str()))
        .collect();
    contexts.sort_by_key(|context| context.abstract_syntax.as_str() != class.uid());
    contexts.first().map(|context| context.id)
}

impl Event {
    fn is_job(&self) -> bool {
        matches!(self, Self::Job { .. })
    }

    fn same_subject(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Job { job: a, .. }, Self::Job { job: b, .. }) => a == b,
            (Self::Printer(_), Self::Printer(_)) => true,
            _ => false,
        }
    }

    fn finished_job(&self) -> Option<&Uid> {
        match self {
            Self::Job {
                job,
                status: ExecutionStatus::Done | ExecutionStatus::Failure,
                ..
            } => Some(job),
            _ => None,
        }
    }

    /// Event Type ID (PS3.4 Tables H.4-14 and H.4-16).
    fn event_type(&self) -> u16 {
        match self {
            Self::Job { status, .. } => match status {
                ExecutionStatus::Pending => 1,
                ExecutionStatus::Printing => 2,
                ExecutionStatus::Done => 3,
                ExecutionStatus::Failure => 4,
            },
            Self::Printer(printer) => match printer.state {
                PrinterState::Normal => 1,
                PrinterState::Warning => 2,
                PrinterState::Failure => 3,
            },
        }
    }

    fn information(&self, names: Option<Names<'_>>) -> DataSet {
        let mut data = DataSet::new();
        match self {
            Self::Job { info, .. } => {
                data.put_text(tags::EXECUTION_STATUS_INFO, VR::CS, info.as_str());
                if let Some(label) = names.as_ref().and_then(|names| names.label) {
                    data.put_bytes(tags::FILM_SESSION_LABEL, VR::LO, label.to_vec());
                }
            }
            Self::Printer(printer) if printer.state == PrinterState::Normal => return data,
            Self::Printer(printer) => {
                data.put_text(tags::PRINTER_STATUS_INFO, VR::CS, printer.info.as_str());
                if let Some(destination) = printer.destination.filter(|_| names.is_some()) {
                    data.put_text(tags::FILM_DESTINATION, VR::CS, &destination.to_string());
                }
            }
        }
        if let Some(names) = names {
            data.put_text(tags::PRINTER_NAME, VR::LO, names.printer);
        }
        data
    }

    fn notification(
        &self,
        context: ContextId,
        message_id: u16,
        names: Option<Names<'_>>,
    ) -> Option<Notification> {
        let (class, instance) = match self {
            Self::Job { job, .. } => (uid::PRINT_JOB, job.clone()),
            Self::Printer(_) => (uid::PRINTER, Uid::parse(uid::PRINTER_INSTANCE).ok()?),
        };
        let class = Uid::parse(class).ok()?;
        let mut command =
            Command::request(Operation::NEventReport, message_id, class, Some(instance));
        command.event_type = Some(self.event_type());
        let data = self.information(names);
        let data_set = (!data.is_empty()).then_some(data);
        command.has_data_set = data_set.is_some();
        Some(Notification {
            context,
            command,
            data_set,
        })
    }
}
