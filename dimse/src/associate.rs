//! A-ASSOCIATE-RQ and -AC on the wire. `dicom-ul` holds the codec; around it stands what it
//! lacks: bounds before it sees a byte, unknown items passed over (PS3.8 9.3.1), refused
//! contexts without transfer syntax, the asynchronous operations window (53H), the server
//! response to a user identity (59H), and AE titles repeated byte by byte.

use dicom_ul::pdu::{
    AssociationAC, AssociationRQ, Pdu, PresentationContextProposed, PresentationContextResult,
    PresentationContextResultReason, RequestorRoles, UserIdentityType, UserVariableItem, read_pdu,
    write_pdu,
};

use crate::ae_title::AeTitle;
use crate::event::AssociationRequest;
use crate::identity::{IdentityKind, UserIdentity};
use crate::pdu::{ASSOCIATE_AC, PDU_HEADER, Rejection};
use crate::presentation::{
    ContextAnswer, ContextId, ContextResult, MAX_CONTEXTS, ProposedContext, RoleSelection, Roles,
};
use crate::service::{APPLICATION_CONTEXT, IMPLICIT_VR_LITTLE_ENDIAN};
use crate::settings::{MAX_ASSOCIATE, MAX_ASSOCIATE_ITEMS, Settings};
use crate::uid::trimmed;

/// Protocol version, reserved, both AE titles, reserved: before the items (PS3.8 9.3.2).
const FIXED_PART: usize = 68;
/// Item type, reserved, length of 16 bits.
const ITEM_HEADER: usize = 4;
/// Called and calling AE title and reserved bytes in a whole PDU: an A-ASSOCIATE-AC repeats them.
const REPEATED: std::ops::Range<usize> = PDU_HEADER + 4..PDU_HEADER + FIXED_PART;
/// Bit 0 is version 1, the only one; other bits are not tested (PS3.8 9.3.2).
const PROTOCOL_VERSION: u16 = 1;

/// Item types (PS3.8 9.3.2, PS3.7 Annex D.3.3).
mod item {
    pub(super) const APPLICATION_CONTEXT: u8 = 0x10;
    pub(super) const PROPOSED_CONTEXT: u8 = 0x20;
    pub(super) const CONTEXT_RESULT: u8 = 0x21;
    pub(super) const ABSTRACT_SYNTAX: u8 = 0x30;
    pub(super) const TRANSFER_SYNTAX: u8 = 0x40;
    pub(super) const USER_INFORMATION: u8 = 0x50;
    pub(super) const ASYNC_WINDOW: u8 = 0x53;
    pub(super) const USER_IDENTITY_RESPONSE: u8 = 0x59;
}

/// An A-ASSOCIATE PDU that does not parse.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Unparsable(pub(crate) &'static str);

/// A request together with the bytes that its acceptance must repeat.
#[derive(Debug, Clone)]
pub(crate) struct ReceivedRequest {
    pub(crate) request: AssociationRequest,
    repeated: [u8; REPEATED.end - REPEATED.start],
}

/// User information of either PDU.
#[derive(Debug, Default)]
pub(crate) struct UserInformation {
    pub(crate) max_pdu: u32,
    pub(crate) implementation_class_uid: Option<String>,
    pub(crate) implementation_version_name: Option<String>,
    pub(crate) roles: Vec<RoleSelection>,
    pub(crate) async_window: Option<(u16, u16)>,
    pub(crate) user_identity: Option<UserIdentity>,
    pub(crate) identity_response: Option<Vec<u8>>,
}

/// What an A-ASSOCIATE-AC holds.
#[derive(Debug)]
pub(crate) struct ReceivedAccept {
    pub(crate) answers: Vec<ContextAnswer>,
    pub(crate) user: UserInformation,
}

// ---- reading ----

/// Reads a whole A-ASSOCIATE-RQ, header included.
pub(crate) fn read_request(pdu: &[u8]) -> Result<ReceivedRequest, Rejection> {
    let clean = cleaned(pdu).map_err(|_| Rejection::UNPARSABLE)?;
    let Ok(Some(Pdu::AssociationRQ(rq))) = read_pdu(clean.as_slice(), MAX_ASSOCIATE as u32, false)
    else {
        return Err(Rejection::UNPARSABLE);
    };
    check_addressing(&rq)?;
    let repeated = pdu.get(REPEATED).and_then(|bytes| bytes.try_into().ok());
    Ok(ReceivedRequest {
        repeated: repeated.ok_or(Rejection::UNPARSABLE)?,
        request: to_request(rq)?,
    })
}

fn check_addressing(rq: &AssociationRQ) -> Result<(), Rejection> {
    if rq.protocol_version & PROTOCOL_VERSION == 0 {
        return Err(Rejection::PROTOCOL_VERSION);
    }
    if trimmed(&rq.application_context_name) != APPLICATION_CONTEXT {
        return Err(Rejection::APPLICATION_CONTEXT);
    }
    Ok(())
}

fn to_request(rq: AssociationRQ) -> Result<AssociationRequest, Rejection> {
    let user = user_information(rq.user_variables);
    Ok(AssociationRequest {
        called: AeTitle::parse(&rq.called_ae_title).map_err(|_| Rejection::CALLED_AE_TITLE)?,
        calling: AeTitle::parse(&rq.calling_ae_title).map_err(|_| Rejection::CALLING_AE_TITLE)?,
        contexts: proposed_contexts(rq.presentation_contexts).ok_or(Rejection::UNPARSABLE)?,
        roles: user.roles,
        max_pdu: user.max_pdu,
        implementation_class_uid: user.implementation_class_uid,
        implementation_version_name: user.implementation_version_name,
        async_window: user.async_window,
        user_identity: user.user_identity,
    })
}

/// `None` when an ID is even or comes twice: then no answer could name its context.
fn proposed_contexts(proposed: Vec<PresentationContextProposed>) -> Option<Vec<ProposedContext>> {
    let mut seen = [false; 256];
    proposed
        .into_iter()
        .map(|context| {
            let again = std::mem::replace(&mut seen[usize::from(context.id)], true);
            let id = ContextId::new(context.id).filter(|_| !again)?;
            Some(ProposedContext {
                id,
                abstract_syntax: trimmed(&context.abstract_syntax).to_owned(),
                transfer_syntaxes: context
                    .transfer_syntaxes
                    .iter()
                    .map(|uid| trimmed(uid).to_owned())
                    .collect(),
            })
        })
        .collect()
}

/// Reads a whole A-ASSOCIATE-AC, header included.
pub(crate) fn read_accept(pdu: &[u8]) -> Result<ReceivedAccept, Unparsable> {
    let clean = cleaned(pdu)?;
    let read = read_pdu(clean.as_slice(), MAX_ASSOCIATE as u32, false);
    let Ok(Some(Pdu::AssociationAC(ac))) = read else {
        return Err(Unparsable("an item is malformed"));
    };
    let answers: Option<Vec<_>> = ac
        .presentation_contexts
        .into_iter()
        .map(to_answer)
        .collect();
    Ok(ReceivedAccept {
        answers: answers.ok_or(Unparsable("a presentation context ID is even"))?,
        user: user_information(ac.user_variables),
    })
}

fn to_answer(result: PresentationContextResult) -> Option<ContextAnswer> {
    Some(ContextAnswer {
        id: ContextId::new(result.id)?,
        result: match result.reason {
            PresentationContextResultReason::Acceptance => ContextResult::Acceptance,
            PresentationContextResultReason::UserRejection => ContextResult::UserRejection,
            PresentationContextResultReason::NoReason => ContextResult::NoReason,
            PresentationContextResultReason::AbstractSyntaxNotSupported => {
                ContextResult::AbstractSyntaxNotSupported
            }
            PresentationContextResultReason::TransferSyntaxesNotSupported => {
                ContextResult::TransferSyntaxesNotSupported
            }
        },
        transfer_syntax: trimmed(&result.transfer_syntax).to_owned(),
    })
}

fn user_information(items: Vec<UserVariableItem>) -> UserInformation {
    let mut user = UserInformation::default();
    for item in items {
        match item {
            UserVariableItem::MaxLength(length) => user.max_pdu = length,
            UserVariableItem::ImplementationClassUID(uid) => {
                user.implementation_class_uid = Some(trimmed(&uid).to_owned());
            }
            UserVariableItem::ImplementationVersionName(name) => {
                user.implementation_version_name = Some(trimmed(&name).to_owned());
            }
            UserVariableItem::ScuScpRoleSelectionSubItem(uid, roles) => {
                user.roles.push(to_roles(&uid, roles));
            }
            UserVariableItem::UserIdentityItem(identity) => {
                user.user_identity = to_identity(&identity);
            }
            UserVariableItem::Unknown(item::ASYNC_WINDOW, data) => {
                user.async_window = window(&data)
            }
            UserVariableItem::Unknown(item::USER_IDENTITY_RESPONSE, data) => {
                user.identity_response = server_response(&data);
            }
            // Extended negotiation says nothing to the classes served here (PS3.4 H.5), and
            // sub-items of unknown types are passed over.
            UserVariableItem::SopClassExtendedNegotiationSubItem(..)
            | UserVariableItem::Unknown(..) => {}
        }
    }
    user
}

fn to_roles(uid: &str, roles: RequestorRoles) -> RoleSelection {
    let roles = Roles {
        scu: roles.scu,
        scp: roles.scp,
    };
    RoleSelection {
        sop_class: trimmed(uid).to_owned(),
        roles,
    }
}

fn to_identity(identity: &dicom_ul::pdu::UserIdentity) -> Option<UserIdentity> {
    let kind = match identity.identity_type() {
        UserIdentityType::Username => IdentityKind::Username,
        UserIdentityType::UsernamePassword => IdentityKind::UsernameAndPasscode,
        UserIdentityType::KerberosServiceTicket => IdentityKind::Kerberos,
        UserIdentityType::SamlAssertion => IdentityKind::Saml,
        UserIdentityType::Jwt => IdentityKind::JsonWebToken,
        _ => return None,
    };
    Some(UserIdentity {
        kind,
        positive_response_requested: identity.positive_response_requested(),
        primary: identity.primary_field(),
        secondary: identity.secondary_field(),
    })
}

/// Sub-item 53H: operations invoked, operations performed (PS3.7 D.3.3.3).
fn window(data: &[u8]) -> Option<(u16, u16)> {
    let [a, b, c, d] = *data.first_chunk::<4>()?;
    Some((u16::from_be_bytes([a, b]), u16::from_be_bytes([c, d])))
}

/// Sub-item 59H: a length of 16 bits and the server's response (PS3.7 D.3.3.7.2).
fn server_response(data: &[u8]) -> Option<Vec<u8>> {
    let (length, rest) = data.split_first_chunk::<2>()?;
    rest.get(..usize::from(u16::from_be_bytes(*length)))
        .map(<[u8]>::to_vec)
}

// ---- the walk before the codec ----

/// Copies a PDU item by item: what the codec would stumble over is left out or completed,
/// what is beyond the bounds or its enclosing item refused.
fn cleaned(pdu: &[u8]) -> Result<Vec<u8>, Unparsable> {
    let mut budget = MAX_ASSOCIATE_ITEMS;
    let fixed = pdu
        .get(..PDU_HEADER + FIXED_PART)
        .ok_or(Unparsable("the PDU is too short"))?;
    let mut clean = Vec::with_capacity(pdu.len() + 64);
    clean.extend_from_slice(fixed);
    // The codec wants the default repertoire; a title with other bytes is judged as a title.
    clean[REPEATED]
        .iter_mut()
        .filter(|byte| !byte.is_ascii())
        .for_each(|byte| *byte = 0x1F);
    let mut user = Vec::new();
    let mut contexts = 0;
    for item in items(&pdu[fixed.len()..], &mut budget)? {
        match (item.kind, pdu[0]) {
            (item::APPLICATION_CONTEXT, _) => push_item(&mut clean, item.kind, item.body)?,
            (item::PROPOSED_CONTEXT, kind) if kind != ASSOCIATE_AC => {
                contexts += 1;
                push_item(&mut clean, item.kind, &clean_context(&item, &mut budget)?)?;
            }
            (item::CONTEXT_RESULT, ASSOCIATE_AC) => {
                contexts += 1;
                push_item(&mut clean, item.kind, &clean_context(&item, &mut budget)?)?;
            }
            (item::USER_INFORMATION, _) => user.extend_from_slice(&clean_user(&item, &mut budget)?),
            _ => {}
        }
    }
    if contexts > MAX_CONTEXTS {
        return Err(Unparsable("there are more than 128 presentation contexts"));
    }
    push_item(&mut clean, item::USER_INFORMATION, &user)?;
    let length = u32::try_from(clean.len() - PDU_HEADER).unwrap_or(u32::MAX);
    clean[2..PDU_HEADER].copy_from_slice(&length.to_be_bytes());
    Ok(clean)
}

struct Item<'a> {
    kind: u8,
    body: &'a [u8],
}

fn items<'a>(mut bytes: &'a [u8], budget: &mut usize) -> Result<Vec<Item<'a>>, Unparsable> {
    let mut found = Vec::new();
    while !bytes.is_empty() {
        *budget = budget
            .checked_sub(1)
            .ok_or(Unparsable("there are too many items"))?;
        let header = bytes
            .first_chunk::<ITEM_HEADER>()
            .ok_or(Unparsable("an item is cut off"))?;
        let length = usize::from(u16::from_be_bytes([header[2], header[3]]));
        let end = ITEM_HEADER + length;
        let body = bytes
            .get(ITEM_HEADER..end)
            .ok_or(Unparsable("an item is cut off"))?;
        found.push(Item {
            kind: header[0],
            body,
        });
        bytes = &bytes[end..];
    }
    Ok(found)
}

fn push_item(to: &mut Vec<u8>, kind: u8, body: &[u8]) -> Result<(), Unparsable> {
    let length = u16::try_from(body.len()).map_err(|_| Unparsable("an item is too long"))?;
    to.extend_from_slice(&[kind, 0]);
    to.extend_from_slice(&length.to_be_bytes());
    to.extend_from_slice(body);
    Ok(())
}

/// A presentation context: unknown sub-items fall away; in an answer exactly one transfer
/// syntax stays, and a refused context without one (its value is not significant) gets one.
fn clean_context(context: &Item<'_>, budget: &mut usize) -> Result<Vec<u8>, Unparsable> {
    let (head, rest) = context
        .body
        .split_at_checked(4)
        .ok_or(Unparsable("a context is cut off"))?;
    let is_answer = context.kind == item::CONTEXT_RESULT;
    let refused = is_answer && head[2] != 0;
    let mut clean = head.to_vec();
    let mut syntaxes = 0;
    for sub_item in items(rest, budget)? {
        let keep = match sub_item.kind {
            item::TRANSFER_SYNTAX if refused => false,
            item::TRANSFER_SYNTAX => {
                syntaxes += 1;
                true
            }
            item::ABSTRACT_SYNTAX => !is_answer,
            _ => false,
        };
        if keep {
            push_item(&mut clean, sub_item.kind, sub_item.body)?;
        }
    }
    if refused {
        // Reasons beyond the enumeration are refusals too.
        clean[2] = if head[2] > 4 { 2 } else { head[2] };
        push_item(
            &mut clean,
            item::TRANSFER_SYNTAX,
            IMPLICIT_VR_LITTLE_ENDIAN.as_bytes(),
        )?;
    } else if is_answer && syntaxes != 1 {
        return Err(Unparsable(
            "an accepted context has not exactly one transfer syntax",
        ));
    }
    Ok(clean)
}

/// User information: the sub-items that say something here, when their own lengths hold.
/// The codec reads these by inner lengths, so a sub-item whose lengths disagree would shift
/// all that follow.
fn clean_user(user: &Item<'_>, budget: &mut usize) -> Result<Vec<u8>, Unparsable> {
    let mut clean = Vec::with_capacity(user.body.len());
    for sub_item in items(user.body, budget)? {
        let fits = match sub_item.kind {
            0x51 => sub_item.body.len() == 4,
            0x54 => prefixed(sub_item.body, 0).is_some_and(|end| end + 2 == sub_item.body.len()),
            0x58 => {
                let primary = prefixed(sub_item.body, 2);
                primary.and_then(|end| prefixed(sub_item.body, end)) == Some(sub_item.body.len())
            }
            0x52 | 0x55 | item::ASYNC_WINDOW | item::USER_IDENTITY_RESPONSE => true,
            _ => continue,
        };
        if !fits {
            return Err(Unparsable("a user information sub-item has a wrong length"));
        }
        push_item(&mut clean, sub_item.kind, sub_item.body)?;
    }
    Ok(clean)
}

/// Where a field with a length of 16 bits in front ends.
fn prefixed(body: &[u8], at: usize) -> Option<usize> {
    let length = body.get(at..)?.first_chunk::<2>()?;
    Some(at + 2 + usize::from(u16::from_be_bytes(*length)))
}

// ---- writing ----

/// What a requestor proposes.
#[derive(Debug)]
pub(crate) struct Proposal<'a> {
    pub(crate) calling: &'a AeTitle,
    pub(crate) called: &'a AeTitle,
    pub(crate) contexts: &'a [ProposedContext],
    pub(crate) roles: &'a [RoleSelection],
    pub(crate) async_window: Option<(u16, u16)>,
    pub(crate) user_identity: Option<&'a UserIdentity>,
}

/// A whole A-ASSOCIATE-RQ; `None` when it cannot be written (an item over 64 KiB).
pub(crate) fn write_request(proposal: &Proposal<'_>, settings: &Settings) -> Option<Vec<u8>> {
    let mut user_variables = common_user_items(settings, proposal.async_window, proposal.roles);
    user_variables.extend(proposal.user_identity.map(from_identity));
    let bytes = write(&Pdu::AssociationRQ(AssociationRQ {
        protocol_version: PROTOCOL_VERSION,
        calling_ae_title: proposal.calling.to_string(),
        called_ae_title: proposal.called.to_string(),
        application_context_name: APPLICATION_CONTEXT.to_owned(),
        presentation_contexts: proposal.contexts.iter().map(from_proposed).collect(),
        user_variables,
    }))?;
    // The codec cuts lengths to 16 bits without a word: what it wrote must read as it was meant.
    let written = read_request(&bytes).ok()?.request;
    let same = written.contexts == proposal.contexts
        && written.roles == proposal.roles
        && written.user_identity.as_ref() == proposal.user_identity;
    same.then_some(bytes)
}

/// What an acceptor answers.
#[derive(Debug)]
pub(crate) struct Answer<'a> {
    pub(crate) answers: &'a [ContextAnswer],
    pub(crate) roles: &'a [RoleSelection],
    /// The server response, when sub-item 59H is due.
    pub(crate) identity_response: Option<&'a [u8]>,
}

/// A whole A-ASSOCIATE-AC; `None` when it cannot be written (a server response over 64 KiB).
pub(crate) fn write_accept(
    received: &ReceivedRequest,
    answer: &Answer<'_>,
    settings: &Settings,
) -> Option<Vec<u8>> {
    // We serve one message at a time, whatever window was proposed; with no proposal there
    // is no answer and (1,1) holds anyway (PS3.7 D.3.3.3.2).
    let window = received.request.async_window.map(|_| (1, 1));
    let mut user_variables = common_user_items(settings, window, answer.roles);
    if let Some(response) = answer.identity_response {
        user_variables.push(identity_response_item(response)?);
    }
    let mut bytes = write(&Pdu::AssociationAC(AssociationAC {
        protocol_version: PROTOCOL_VERSION,
        calling_ae_title: received.request.calling.to_string(),
        called_ae_title: received.request.called.to_string(),
        application_context_name: APPLICATION_CONTEXT.to_owned(),
        presentation_contexts: answer.answers.iter().map(from_answer).collect(),
        user_variables,
    }))?;
    let written = read_accept(&bytes).ok()?;
    let same = written.answers.len() == answer.answers.len()
        && written.user.roles == answer.roles
        && written.user.identity_response.as_deref() == answer.identity_response;
    bytes.get_mut(REPEATED)?.copy_from_slice(&received.repeated);
    same.then_some(bytes)
}

fn write(pdu: &Pdu) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    write_pdu(&mut bytes, pdu).ok()?;
    Some(bytes)
}

fn common_user_items(
    settings: &Settings,
    window: Option<(u16, u16)>,
    roles: &[RoleSelection],
) -> Vec<UserVariableItem> {
    let mut items = vec![
        UserVariableItem::MaxLength(settings.max_pdu),
        UserVariableItem::ImplementationClassUID(settings.implementation_class_uid.clone()),
    ];
    items.extend(window.map(|(invoked, performed)| {
        let data = [invoked.to_be_bytes(), performed.to_be_bytes()].concat();
        UserVariableItem::Unknown(item::ASYNC_WINDOW, data)
    }));
    items.extend(roles.iter().map(|item| {
        let roles = RequestorRoles {
            scu: item.roles.scu,
            scp: item.roles.scp,
        };
        UserVariableItem::ScuScpRoleSelectionSubItem(item.sop_class.clone(), roles)
    }));
    items.push(UserVariableItem::ImplementationVersionName(
        settings.implementation_version_name.clone(),
    ));
    items
}

fn identity_response_item(response: &[u8]) -> Option<UserVariableItem> {
    let length = u16::try_from(response.len()).ok()?;
    let data = [&length.to_be_bytes(), response].concat();
    Some(UserVariableItem::Unknown(
        item::USER_IDENTITY_RESPONSE,
        data,
    ))
}

fn from_identity(identity: &UserIdentity) -> UserVariableItem {
    let kind = match identity.kind {
        IdentityKind::Username => UserIdentityType::Username,
        IdentityKind::UsernameAndPasscode => UserIdentityType::UsernamePassword,
        IdentityKind::Kerberos => UserIdentityType::KerberosServiceTicket,
        IdentityKind::Saml => UserIdentityType::SamlAssertion,
        IdentityKind::JsonWebToken => UserIdentityType::Jwt,
    };
    UserVariableItem::UserIdentityItem(dicom_ul::pdu::UserIdentity::new(
        identity.positive_response_requested,
        kind,
        identity.primary.clone(),
        identity.secondary.clone(),
    ))
}

fn from_proposed(context: &ProposedContext) -> PresentationContextProposed {
    PresentationContextProposed {
        id: context.id.get(),
        abstract_syntax: context.abstract_syntax.clone(),
        transfer_syntaxes: context.transfer_syntaxes.clone(),
    }
}

fn from_answer(answer: &ContextAnswer) -> PresentationContextResult {
    PresentationContextResult {
        id: answer.id.get(),
        reason: match answer.result {
            ContextResult::Acceptance => PresentationContextResultReason::Acceptance,
            ContextResult::UserRejection => PresentationContextResultReason::UserRejection,
            ContextResult::NoReason => PresentationContextResultReason::NoReason,
            ContextResult::AbstractSyntaxNotSupported => {
                PresentationContextResultReason::AbstractSyntaxNotSupported
            }
            ContextResult::TransferSyntaxesNotSupported => {
                PresentationContextResultReason::TransferSyntaxesNotSupported
            }
        },
        transfer_syntax: answer.transfer_syntax.clone(),
    }
}
