//! Storage on an association (PS3.4 Annex B): C-STORE requests into the archive.

use std::sync::Arc;

use filmdesk_archive::{Archive, Kept, Placing};
use filmdesk_config::settings::ConflictAnswer;
use filmdesk_dimse::command::{Command, Operation};
use filmdesk_dimse::event::Standing;
use filmdesk_dimse::presentation::{AcceptedContext, ContextId};
use filmdesk_dimse::service::VERIFICATION;
use filmdesk_dimse::service::storage::storage_class;
use filmdesk_dimse::status::Status;
use filmdesk_dimse::uid::{MAX_UID, UidField};
use tracing::{debug, info, warn};

use super::admission::Admission;
use super::service::{Incoming, Outgoing, Service, context_of};
use crate::application::StorageRole;
use crate::ids;
use crate::storage::{Instance, Received, Reception, Refusal, Sender};
use crate::witness::{self, Caller};

/// The storage service of one association.
pub(super) struct Storage {
    archive: Archive,
    role: Arc<StorageRole>,
    calling: String,
    called: String,
    contexts: Vec<AcceptedContext>,
    incoming: Option<Storing>,
    /// Of the instance whose answer is on its way.
    placing: Option<Placing>,
    tally: Tally,
    caller: Caller,
}

/// A request that is being received.
struct Storing {
    message: Incoming,
    name: Name,
    /// The instance as far as it came, or why it is not taken: then the rest is passed over,
    /// and the peer is answered when it is done, for few listen while they send.
    reception: Result<Reception, Refusal>,
}

/// The instance that a request names.
#[derive(Debug, Clone, Default)]
struct Name {
    sop_class: String,
    sop_instance: String,
    transfer_syntax: String,
}

/// What an association brought, for one line at its end.
#[derive(Debug, Default)]
struct Tally {
    stored: u64,
    bytes: u64,
    known: u64,
    conflicts: u64,
    refused: u64,
}

/// An answer: a status, and of a refusal its reason.
type Outcome = Result<Received, Refusal>;

impl Storage {
    pub(super) fn new(
        archive: Archive,
        role: Arc<StorageRole>,
        admission: &Admission,
        contexts: &[AcceptedContext],
    ) -> Self {
        Self {
            archive,
            role,
            calling: admission.calling.clone(),
            called: admission.called.clone(),
            contexts: contexts.to_vec(),
            incoming: None,
            placing: None,
            tally: Tally::default(),
            caller: admission.caller.clone(),
        }
    }

    /// Judges a request by its command set alone.
    fn admit(&self, message: &Incoming, name: &Name) -> Result<Reception, Refusal> {
        let command = &message.command;
        if message.standing == Standing::Duplicate {
            return Err(Refusal::DuplicateInvocation);
        }
        let context = context_of(&self.contexts, message.context);
        let context = context.map_or("", |context| context.abstract_syntax.as_str());
        if command.operation() != Some(Operation::CStore) || context == VERIFICATION {
            return Err(Refusal::UnrecognizedOperation);
        }
        if name.sop_class != context {
            return Err(Refusal::ClassNotOfContext);
        }
        if !is_usable(&name.sop_instance) {
            return Err(Refusal::InvalidInstance);
        }
        if !command.has_data_set {
            return Err(Refusal::NoDataSet);
        }
        let sender = Sender {
            calling: &self.calling,
            called: &self.called,
        };
        Reception::begin(&self.archive, &name.instance(), &sender)
    }

    fn name(&self, context: ContextId, command: &Command) -> Name {
        let uid = |field: &Option<UidField>| field.as_ref().map_or("", UidField::as_str).to_owned();
        let context = context_of(&self.contexts, context);
        Name {
            sop_class: uid(&command.sop_class_uid),
            sop_instance: uid(&command.sop_instance_uid),
            transfer_syntax: context.map_or_else(String::new, |c| c.transfer_syntax.to_string()),
        }
    }

    /// Another data set under a known UID is kept apart; whether its sender is to know.
    fn settle(&mut self, name: &Name, received: Received) -> Outcome {
        match &received.kept {
            Kept::New => {
                self.tally.stored += 1;
                self.tally.bytes += received.length;
            }
            Kept::AlreadyHere => self.tally.known += 1,
            Kept::Conflict { .. } => {
                self.tally.conflicts += 1;
                warn!(
                    instance = name.sop_instance,
                    "another data set has this SOP Instance UID; it is kept apart"
                );
                if self.role.settings.conflict == ConflictAnswer::Refuse {
                    return Err(Refusal::Conflict);
                }
            }
        }
        Ok(received)
    }
}

impl Service for Storage {
    fn begin(&mut self, message: Incoming) {
        let name = self.name(message.context, &message.command);
        let reception = self.admit(&message, &name);
        self.incoming = Some(Storing {
            message,
            name,
            reception,
        });
    }

    fn data(&mut self, bytes: &[u8]) {
        if let Some(storing) = &mut self.incoming
            && let Ok(reception) = &mut storing.reception
            && let Err(refusal) = reception.write(bytes)
        {
            storing.reception = Err(refusal);
        }
    }

    fn finish(&mut self) -> Option<Outgoing> {
        let storing = self.incoming.take()?;
        let Incoming {
            context, command, ..
        } = storing.message;
        if !command.field.expects_response() {
            return None;
        }
        if command.operation() == Some(Operation::CEcho)
            && storing.message.standing == Standing::InOrder
        {
            return Some(answered(context, command.response(Status::SUCCESS)));
        }
        let name = &storing.name;
        let outcome = storing.reception.and_then(|reception| {
            reception.finish(
                &self.archive,
                &name.instance(),
                &self.calling,
                ids::now_local(),
            )
        });
        let outcome = outcome.and_then(|(received, placing)| {
            self.placing = placing;
            self.settle(name, received)
        });
        self.tally.refused += u64::from(outcome.is_err());
        log(&command, name, &outcome);
        if let Err(refusal) = &outcome {
            let class = class_name(name);
            self.caller
                .complained(witness::of_storage(&command, class, refusal));
        }
        Some(answered(context, response(&command, &outcome)))
    }

    fn answered(&mut self) {
        self.placing = None;
    }

    /// What is half received goes.
    fn end(&mut self) {
        self.placing = None;
        if self.incoming.take().is_some() {
            warn!("an instance came by half; nothing of it is kept");
        }
        let Tally {
            stored,
            bytes,
            known,
            conflicts,
            refused,
        } = std::mem::take(&mut self.tally);
        if stored + known + conflicts + refused > 0 {
            info!(stored, bytes, known, conflicts, refused, "instances came");
            self.caller.stored(stored + known + conflicts);
        }
    }
}

impl Name {
    fn instance(&self) -> Instance<'_> {
        Instance {
            sop_class: &self.sop_class,
            sop_instance: &self.sop_instance,
            transfer_syntax: &self.transfer_syntax,
        }
    }
}

/// Whether a text can stand for a UID: consoles in the field write components with leading
/// zeros and repeat dots, which nobody is helped by refusing.
fn is_usable(uid: &str) -> bool {
    let can_stand = |c: char| c.is_ascii_digit() || c == '.';
    (1..=MAX_UID).contains(&uid.len()) && uid.chars().all(can_stand)
}

fn answered(context: ContextId, command: Command) -> Outgoing {
    Outgoing {
        context,
        command,
        data_set: None,
    }
}

/// The response (PS3.7 9.1.1.2): stored as it is, or stored with the warning that the data set
/// does not say which instance it is (B007), or the reason.
fn response(command: &Command, outcome: &Outcome) -> Command {
    match outcome {
        Ok(received) if received.is_named => command.response(Status::SUCCESS),
        Ok(_) => command
            .response(Status::DATA_SET_DOES_NOT_MATCH_SOP_CLASS_WARNING)
            .with_comment("SOP Class or Instance UID is missing in the data set"),
        Err(refusal) => {
            let mut response = command
                .response(refusal.status())
                .with_comment(refusal.to_string());
            response.offending_elements = refusal.offending().into_iter().collect();
            response
        }
    }
}

fn class_name(name: &Name) -> &'static str {
    storage_class(&name.sop_class).map_or("another class", |class| class.name)
}

/// One line per request. What a peer wrote is only repeated where it is a UID.
fn log(command: &Command, name: &Name, outcome: &Outcome) {
    let class = class_name(name);
    let instance = Some(name.sop_instance.as_str()).filter(|uid| is_usable(uid));
    let (message, id) = (command.field, command.message_id);
    match outcome {
        Ok(received) => {
            debug!(%message, id, class, instance, bytes = received.length, "stored");
        }
        Err(refusal) => {
            warn!(%message, id, class, instance, status = %refusal.status(), reason = refusal.bare(), "refused");
        }
    }
}
