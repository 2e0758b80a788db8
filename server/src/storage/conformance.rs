//! Storage in the conformance statement (PS3.2), from the tables that negotiate and answer.

use std::fmt::Write as _;

use filmdesk_config::settings::{ConflictAnswer, OtherClasses, StorageSettings};
use filmdesk_dimse::service::storage::{STORAGE_CLASSES, STORAGE_SYNTAXES};
use filmdesk_dimse::status::Status;

use super::refusal::{CANNOT_INFLATE, CANNOT_PLACE};

/// A status of C-STORE and when it is answered.
struct StatusRow {
    status: Status,
    condition: &'static str,
}

const fn row(status: Status, condition: &'static str) -> StatusRow {
    StatusRow { status, condition }
}

/// Every status of C-STORE, in order of code.
const STATUSES: &[StatusRow] = &[
    row(
        Status::SUCCESS,
        "The instance is on disk, synced, and in the index; or the same data set was there before; or another data set has its SOP Instance UID, and this one is kept apart (setting `conflict = \"accept\"`).",
    ),
    row(
        Status::PROCESSING_FAILURE,
        "The disk or the index failed. Nothing is kept.",
    ),
    row(
        Status::DUPLICATE_SOP_INSTANCE,
        "Another data set has this SOP Instance UID (setting `conflict = \"refuse\"`). Both are kept, this one apart.",
    ),
    row(
        Status::INVALID_SOP_INSTANCE,
        "Affected SOP Instance UID is absent, longer than 64 characters, or has others than digits and dots.",
    ),
    row(
        Status::SOP_CLASS_NOT_SUPPORTED,
        "Affected SOP Class UID is not the abstract syntax of the presentation context.",
    ),
    row(
        Status::DUPLICATE_INVOCATION,
        "The Message ID is that of a request without an answer.",
    ),
    row(
        Status::UNRECOGNIZED_OPERATION,
        "Another operation than C-STORE on a storage context.",
    ),
    row(
        Status::MISTYPED_ARGUMENT,
        "There is no data set, or the command set does not parse.",
    ),
    row(
        Status::OUT_OF_RESOURCES,
        "The disk is full or at its floor (`archive.free-floor-mb`), or the data set nests deeper or has more elements than is taken. Nothing is kept.",
    ),
    row(
        Status::DATA_SET_DOES_NOT_MATCH_SOP_CLASS,
        "SOP Class or SOP Instance UID in the data set is another than in the command. Nothing is kept.",
    ),
    row(
        Status::DATA_SET_DOES_NOT_MATCH_SOP_CLASS_WARNING,
        "Warning. SOP Class or SOP Instance UID is absent in the data set; it is stored under those of the command.",
    ),
    row(
        Status::CANNOT_UNDERSTAND,
        "The bytes are no data set of the transfer syntax; Error Comment has the byte, Offending Element the attribute. Nothing is kept.",
    ),
    row(
        CANNOT_INFLATE,
        "The deflated stream cannot be inflated. Nothing is kept.",
    ),
    row(
        CANNOT_PLACE,
        "Study or Series Instance UID is absent or longer than 64 characters (Non-Patient Object classes have none). Nothing is kept.",
    ),
];

/// The section's text in Markdown, under a heading that the caller writes.
pub(crate) fn section(settings: &StorageSettings) -> String {
    let mut out = format!(
        "AE title {}, at most {} associations at once. Verification is served beside it. Level 2 (full)\n\
         of PS3.4 B.4.1: every element is kept, private ones included; data sets are kept byte for byte in\n\
         the transfer syntax that they came in, nothing is coerced, nothing is discarded. Of the transfer\n\
         syntaxes that a context proposes the first one that is known is accepted; where that is an\n\
         uncompressed one, Explicit VR Little Endian before Implicit VR Little Endian before Explicit VR\n\
         Big Endian. An instance is answered when it is durable. Digital signatures are neither\n\
         checked nor touched. The `filmdesk store` command and the desk are SCUs of the same classes.\n\n",
        settings.ae_title, settings.associations
    );
    out += &others(settings);
    statuses(&mut out, settings);
    out += "\n| SOP class | UID |\n|---|---|\n";
    for class in STORAGE_CLASSES {
        let retired = if class.retired { " (retired)" } else { "" };
        let _ = writeln!(out, "| {}{retired} | {} |", class.name, class.uid);
    }
    out += "\n| Transfer syntax | UID |\n|---|---|\n";
    for syntax in STORAGE_SYNTAXES {
        let retired = if syntax.retired { " (retired)" } else { "" };
        let _ = writeln!(out, "| {}{retired} | {} |", syntax.name, syntax.uid);
    }
    out + "\n"
}

fn others(settings: &StorageSettings) -> String {
    let what = match &settings.other_classes {
        OtherClasses::Accept => {
            "Private SOP classes, and those below 1.2.840.10008.5.1.4.1.1 that the table does not have, are\naccepted too".to_owned()
        }
        OtherClasses::Refuse => "SOP classes that the table does not have are refused".to_owned(),
        OtherClasses::Only(classes) => {
            let list: Vec<_> = classes.iter().map(String::as_str).collect();
            format!("Beside those of the table these SOP classes are accepted: {}", list.join(", "))
        }
    };
    format!("{what} (setting `other-sop-classes`).\n\n")
}

fn statuses(out: &mut String, settings: &StorageSettings) {
    *out += "| Status | Meaning | When |\n|---|---|---|\n";
    let refuses = settings.conflict == ConflictAnswer::Refuse;
    for row in STATUSES {
        if row.status == Status::DUPLICATE_SOP_INSTANCE && !refuses {
            continue;
        }
        let (code, name) = (row.status.0, row.status.name());
        let _ = writeln!(out, "| {code:04X} | {name} | {} |", row.condition);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::storage::Refusal;
    use filmdesk_dataset::tags;

    #[test]
    fn every_refusal_has_its_row_and_rows_rise() {
        assert!(STATUSES.is_sorted_by_key(|row| row.status));
        let refusals = [
            Refusal::DuplicateInvocation,
            Refusal::UnrecognizedOperation,
            Refusal::ClassNotOfContext,
            Refusal::InvalidInstance,
            Refusal::NoDataSet,
            Refusal::NoRoom,
            Refusal::differs(tags::SOP_CLASS_UID),
            Refusal::lacks("Study Instance UID", tags::STUDY_INSTANCE_UID),
            Refusal::Conflict,
            Refusal::Failed(String::new()),
        ];
        for refusal in refusals {
            let status = refusal.status();
            assert!(STATUSES.iter().any(|row| row.status == status), "{status}");
        }
    }

    #[test]
    fn the_section_is_ascii_and_has_every_class_and_syntax() {
        let text = section(&StorageSettings::default());
        assert!(text.is_ascii());
        for uid in STORAGE_CLASSES.iter().map(|class| class.uid) {
            assert!(text.contains(&format!("| {uid} |")), "{uid}");
        }
    }
}
