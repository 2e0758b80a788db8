//! PDUs that are no data, field by field (PS3.8 9.3).

use filmdesk_dimse::event::AssociationRequest;
use filmdesk_dimse::pdu::Rejection;
use filmdesk_web::Fact;

use super::uids::is_uid;
use crate::witness::{name_of, plain};

/// Bytes before the items of an A-ASSOCIATE-AC (PS3.8 Table 9-17), without the PDU's header.
const FIXED: usize = 68;
/// Item types of PS3.8 9.3.3 and PS3.7 Annex D.
const CONTEXT: u8 = 0x21;
const TRANSFER_SYNTAX: u8 = 0x40;
const USER_INFORMATION: u8 = 0x50;

/// What an acceptor answers for a context (PS3.8 Table 9-18).
const RESULTS: &[&str] = &[
    "accepted",
    "refused by the user",
    "refused without reason",
    "refused: abstract syntax not supported",
    "refused: transfer syntaxes not supported",
];

pub(super) fn fact(name: impl Into<String>, value: impl std::fmt::Display) -> Fact {
    Fact {
        name: name.into(),
        value: value.to_string(),
    }
}

/// A UID as a peer wrote it, or that it is none.
fn uid(text: &str) -> String {
    match is_uid(text) {
        true => text.to_owned(),
        false => format!("[no UID, {} bytes]", text.len()),
    }
}

/// An A-ASSOCIATE-RQ: of a user identity that it is there.
pub(super) fn of_request(request: &AssociationRequest) -> Vec<Fact> {
    let mut facts = vec![
        fact("Calling AE Title", plain(request.calling.as_str())),
        fact("Called AE Title", plain(request.called.as_str())),
        fact("Maximum Length", request.max_pdu),
    ];
    if let Some(class) = &request.implementation_class_uid {
        facts.push(fact("Implementation Class UID", uid(class)));
    }
    if let Some(version) = &request.implementation_version_name {
        facts.push(fact("Implementation Version Name", plain(version)));
    }
    if let Some((invoked, performed)) = request.async_window {
        let window = format!("{invoked}, {performed}");
        facts.push(fact("Asynchronous Operations Window", window));
    }
    if let Some(identity) = &request.user_identity {
        let kind = format!("{:?}, [removed]", identity.kind);
        facts.push(fact("User Identity", kind));
    }
    for context in &request.contexts {
        let offered: Vec<String> = context
            .transfer_syntaxes
            .iter()
            .map(|text| uid(text))
            .collect();
        let syntax = uid(&context.abstract_syntax);
        let name = match is_uid(&context.abstract_syntax) {
            true => name_of(&context.abstract_syntax),
            false => String::new(),
        };
        let value = format!("{syntax} {name}; offered: {}", offered.join(", "));
        facts.push(fact(format!("Context {}", context.id.get()), value));
    }
    for role in &request.roles {
        let roles = format!("SCU {}, SCP {}", role.roles.scu, role.roles.scp);
        facts.push(fact(format!("Role of {}", uid(&role.sop_class)), roles));
    }
    facts
}

/// One item: its type and what is in it.
type Item<'a> = (u8, &'a [u8]);

/// The items of a PDU or item, as far as their lengths go.
fn items(mut bytes: &[u8]) -> impl Iterator<Item = Item<'_>> {
    std::iter::from_fn(move || {
        let (head, rest) = bytes.split_first_chunk::<4>()?;
        let length = usize::from(u16::from_be_bytes([head[2], head[3]]));
        let content = rest.get(..length)?;
        bytes = &rest[length..];
        Some((head[0], content))
    })
}

/// A context that was answered: its ID, result and transfer syntax.
pub(super) struct Answered {
    pub(super) id: u8,
    pub(super) result: u8,
    pub(super) syntax: String,
}

/// The contexts of an A-ASSOCIATE-AC of ours.
pub(super) fn answers(body: &[u8]) -> Vec<Answered> {
    let contexts = items(body.get(FIXED..).unwrap_or_default());
    let contexts = contexts.filter(|(kind, _)| *kind == CONTEXT);
    let answered = |(_, content): Item<'_>| {
        let (head, rest) = content.split_first_chunk::<4>()?;
        let syntax = items(rest).find(|(kind, _)| *kind == TRANSFER_SYNTAX);
        let syntax = syntax.map(|(_, text)| String::from_utf8_lossy(text).into_owned());
        Some(Answered {
            id: head[0],
            result: head[2],
            syntax: syntax.unwrap_or_default(),
        })
    };
    contexts.filter_map(answered).collect()
}

/// An A-ASSOCIATE-AC.
pub(super) fn of_accept(body: &[u8]) -> Vec<Fact> {
    let mut facts = Vec::new();
    let all = items(body.get(FIXED..).unwrap_or_default());
    for (_, content) in all.filter(|(kind, _)| *kind == USER_INFORMATION) {
        facts.extend(items(content).filter_map(of_user_information));
    }
    for answered in answers(body) {
        let result = RESULTS.get(usize::from(answered.result)).copied();
        let result = result.unwrap_or("refused: unknown reason");
        let value = match answered.result {
            0 => format!("{result}, {}", answered.syntax),
            _ => result.to_owned(),
        };
        facts.push(fact(format!("Context {}", answered.id), value));
    }
    facts
}

fn of_user_information((kind, content): Item<'_>) -> Option<Fact> {
    let text = || String::from_utf8_lossy(content).into_owned();
    match kind {
        0x51 => {
            let length = <[u8; 4]>::try_from(content).ok()?;
            Some(fact("Maximum Length", u32::from_be_bytes(length)))
        }
        0x52 => Some(fact("Implementation Class UID", uid(&text()))),
        0x55 => Some(fact("Implementation Version Name", plain(&text()))),
        _ => None,
    }
}

/// A PDU with four bytes of content: A-ASSOCIATE-RJ, A-ABORT, A-RELEASE.
pub(super) fn of_short(name: &str, body: &[u8]) -> Vec<Fact> {
    match (name, body) {
        ("A-ASSOCIATE-RJ", [_, result, source, reason]) => {
            let rejection = Rejection {
                result: *result,
                source: *source,
                reason: *reason,
            };
            vec![fact("Result/Source/Reason", rejection)]
        }
        ("A-ABORT", [_, _, source, reason]) => {
            vec![fact("Source", source), fact("Reason", reason)]
        }
        _ => Vec::new(),
    }
}
