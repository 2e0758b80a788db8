//! From command set to request: class, operation, arguments and UID are judged here, so that
//! handlers see only what their class can be asked.

use filmdesk_dataset::DataSet;
use filmdesk_dimse::command::{Command, CommandField, Operation};
use filmdesk_dimse::presentation::ContextId;
use filmdesk_dimse::uid::{Uid, UidField};

use super::{DataFailure, PrintService, Refusal};
use crate::offers::{ClassRow, Handler, OfferRow, Scope, SopClass, offer_row};

/// A request that its class can be asked.
#[derive(Debug)]
pub struct Request<'a> {
    /// What the context's abstract syntax says of it.
    pub scope: Scope,
    /// The class asked.
    pub class: SopClass,
    /// The operation.
    pub operation: Operation,
    /// The instance; `None` only in N-CREATE, where one is minted then.
    pub instance: Option<Uid>,
    /// The command set.
    pub command: &'a Command,
    /// The data set; empty when none came.
    pub data: &'a DataSet,
}

impl Request<'_> {
    /// The instance of an operation other than N-CREATE.
    pub(crate) fn target(&self) -> Result<&Uid, Refusal> {
        self.instance.as_ref().ok_or(Refusal::InvalidInstance)
    }
}

/// Judges a request; the order of the checks is the order of precedence of their statuses:
/// 0211 (unknown command), 0122, 0118, 0211, 0124, 0212, 0123, 0117.
pub(super) fn admit<'a>(
    service: &PrintService,
    context: ContextId,
    command: &'a Command,
    has_data_set: bool,
    data: &'a DataSet,
) -> Result<(Handler, Request<'a>), Refusal> {
    let CommandField::Request(operation) = command.field else {
        return Err(Refusal::UnrecognizedOperation);
    };
    let offer = offer_of(service, context)?;
    if operation == Operation::CEcho {
        return Ok(echo(offer, command, data));
    }
    if is_composite(operation) {
        return Err(Refusal::ClassNotSupported);
    }
    let row = class_of(command, offer)?;
    let handler = row
        .handler(operation)
        .ok_or(Refusal::UnrecognizedOperation)?;
    if !service.association.peer.may_print && makes_films(operation) {
        return Err(Refusal::NotAuthorized);
    }
    check_arguments(operation, command, has_data_set)?;
    let request = Request {
        scope: offer.scope,
        class: row.class,
        operation,
        instance: instance_of(operation, command)?,
        command,
        data,
    };
    Ok((handler, request))
}

fn offer_of(service: &PrintService, context: ContextId) -> Result<&'static OfferRow, Refusal> {
    let accepted = service
        .association
        .contexts
        .iter()
        .find(|accepted| accepted.id == context);
    accepted
        .and_then(|accepted| offer_row(accepted.abstract_syntax.as_str()))
        .ok_or(Refusal::NoSuchClass)
}

/// C-ECHO is answered on any context: consoles use whichever they have.
fn echo<'a>(offer: &OfferRow, command: &'a Command, data: &'a DataSet) -> (Handler, Request<'a>) {
    let request = Request {
        scope: offer.scope,
        class: SopClass::Verification,
        operation: Operation::CEcho,
        instance: None,
        command,
        data,
    };
    (PrintService::echo, request)
}

fn is_composite(operation: Operation) -> bool {
    matches!(
        operation,
        Operation::CStore | Operation::CGet | Operation::CFind | Operation::CMove
    )
}

fn makes_films(operation: Operation) -> bool {
    matches!(
        operation,
        Operation::NCreate | Operation::NSet | Operation::NAction
    )
}

/// The class must be served on the context. An image box of the other Meta passes here: its
/// handler answers 0119 when the instance exists and 0112 when not.
fn class_of(command: &Command, offer: &OfferRow) -> Result<&'static ClassRow, Refusal> {
    let Some(uid) = &command.sop_class_uid else {
        return Err(Refusal::MistypedArgument(
            "the command has no SOP Class UID",
        ));
    };
    let row = uid.valid().and_then(|uid| SopClass::from_uid(uid.as_str()));
    let row = row.ok_or(Refusal::NoSuchClass)?;
    let other_box = row.class.is_image_box()
        && (offer.scope != Scope::Bare || offer.members.iter().any(|class| class.is_image_box()));
    if other_box || offer.members.contains(&row.class) {
        Ok(row)
    } else {
        Err(Refusal::NoSuchClass)
    }
}

/// 0212: which arguments an operation has is agreed in PS3.7 10.1. Without Modification List
/// an N-SET says nothing; N-GET and N-DELETE have no data set at all.
fn check_arguments(
    operation: Operation,
    command: &Command,
    has_data_set: bool,
) -> Result<(), Refusal> {
    match (operation, has_data_set) {
        (Operation::NSet, false) => Err(Refusal::MistypedArgument("N-SET needs a data set")),
        (Operation::NGet, true) => Err(Refusal::MistypedArgument("N-GET has no data set")),
        (Operation::NDelete, true) => Err(Refusal::MistypedArgument("N-DELETE has no data set")),
        (Operation::NAction, _) => match command.action_type {
            None => Err(Refusal::MistypedArgument(
                "N-ACTION needs an Action Type ID",
            )),
            Some(1) => Ok(()),
            Some(number) => Err(Refusal::NoSuchAction(number)),
        },
        _ => Ok(()),
    }
}

fn instance_of(operation: Operation, command: &Command) -> Result<Option<Uid>, Refusal> {
    match (&command.sop_instance_uid, operation) {
        (Some(UidField::Valid(uid)), _) => Ok(Some(uid.clone())),
        (None, Operation::NCreate) => Ok(None),
        _ => Err(Refusal::InvalidInstance),
    }
}

/// What a data set that did not arrive means for the request.
pub(super) fn data_refusal(command: &Command, failure: DataFailure) -> Refusal {
    let class = command.sop_class_uid.as_ref().and_then(UidField::valid);
    let class = class.and_then(|uid| SopClass::from_uid(uid.as_str()));
    let image = class.is_some_and(|row| row.class.is_image_box());
    match failure {
        DataFailure::StorageFull if image => Refusal::InsufficientMemory,
        DataFailure::StorageFull => Refusal::ResourceLimit("disk is full, try again later"),
        DataFailure::StorageFailed => Refusal::Processing("the spool could not store the data"),
        DataFailure::Unreadable => Refusal::Processing("data set breaks its transfer syntax"),
    }
}
