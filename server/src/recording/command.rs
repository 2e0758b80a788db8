//! A command set, field by field, in the standard's words (PS3.7 Annex E).

use filmdesk_dataset::Tag;
use filmdesk_dataset::scan::is_like_text;
use filmdesk_dimse::command::Command;
use filmdesk_dimse::uid::UidField;
use filmdesk_print_scp::attributes::keyword;
use filmdesk_web::{Fact, Side};

use super::negotiation::fact;
use super::uids::Pseudonyms;
use crate::witness::{name_of, plain};

/// Its fields. Comments of a modality are its free text; ours have at most
/// numbers, which are left out.
pub(super) fn fields(side: Side, command: &Command, uids: &mut Pseudonyms) -> Vec<Fact> {
    let number = match command.field.is_response() {
        true => "Message ID Being Responded To",
        false => "Message ID",
    };
    let mut facts = vec![fact(number, command.message_id)];
    let mut say = |name: &str, value: Option<String>| {
        facts.extend(value.map(|value| fact(name, value)));
    };
    let class = command.sop_class_uid.as_ref().map(UidField::as_str);
    say("SOP Class UID", class.map(|uid| class_of(uid, uids)));
    let instance = command.sop_instance_uid.as_ref().map(UidField::as_str);
    say("SOP Instance UID", instance.map(|uid| uids.shown(uid)));
    say("Status", command.status.map(|status| status.to_string()));
    let texts = |number: Option<u16>| number.map(|number| number.to_string());
    say("Event Type ID", texts(command.event_type));
    say("Action Type ID", texts(command.action_type));
    say(
        "Attribute Identifier List",
        tags(&command.attribute_identifiers),
    );
    say("Offending Element", tags(&command.offending_elements));
    say("Error ID", texts(command.error_id));
    let comment = command.error_comment.as_ref().map(|text| match side {
        // What we say of a broken data set has numbers of it.
        Side::Filmdesk => text.replace(|c: char| c.is_ascii_digit(), "#"),
        Side::Modality | Side::Recorder => format!("[removed, {} bytes]", text.len()),
    });
    say("Error Comment", comment);
    say(
        "Move Destination",
        command.move_destination.as_deref().map(plain),
    );
    let has = match command.has_data_set {
        true => "follows",
        false => "none",
    };
    say("Data Set", Some(has.to_owned()));
    facts
}

fn class_of(uid: &str, uids: &mut Pseudonyms) -> String {
    let shown = uids.shown(uid);
    match name_of(&shown) {
        name if name == shown => shown,
        name => format!("{shown} {name}"),
    }
}

fn tags(tags: &[Tag]) -> Option<String> {
    let named = |tag: &Tag| format!("{tag} {}", keyword(*tag));
    let all = tags.iter().filter(|tag| !is_like_text(**tag));
    let all: Vec<String> = all.map(named).collect();
    (!all.is_empty()).then(|| all.join(", "))
}
