//! The conformance statement (PS3.2, in the layout of its print example, Annex E), from the
//! same tables that negotiate and answer. A pure function: the file in docs is what it gives.

use std::fmt::Write;

use filmdesk_dimse::command::Operation;
use filmdesk_dimse::status::Status;

use crate::attributes::{Applies, AttributeTable, Row, TABLES};
use crate::display_format::MAX_IMAGE_BOXES;
use crate::offers::{CLASSES, ClassRow, OFFERS, SopClass};
use crate::peer::QUIRKS;
use crate::printer::{AnnotationPlace, PrinterProfile};
use crate::service::configuration::listed_formats;
use crate::terms::{FilmSizeId, StatusInfo};

/// What the statement says of the parts that lie outside of print: written by who runs them.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Surroundings {
    /// Implementation Class UID.
    pub implementation_class_uid: String,
    /// Implementation Version Name.
    pub implementation_version_name: String,
    /// Associations at once.
    pub max_associations: u32,
    /// Maximum PDU length that is announced, in bytes.
    pub max_pdu_length: u32,
    /// Seconds of inactivity after which an association is aborted.
    pub idle_seconds: u64,
    /// Seconds in which an N-EVENT-REPORT is to be confirmed.
    pub event_seconds: u64,
}

/// The whole statement, in Markdown.
pub fn conformance_statement(printer: &PrinterProfile, around: &Surroundings) -> String {
    let mut out = String::new();
    let chapters: [fn(&mut String, &PrinterProfile, &Surroundings); 9] = [
        overview,
        network,
        associations,
        classes,
        statuses,
        printer_specifics,
        extensions,
        character_sets,
        security_and_configuration,
    ];
    chapters
        .iter()
        .for_each(|chapter| chapter(&mut out, printer, around));
    out
}

/// `write!` to a String cannot fail; this keeps the lines short.
macro_rules! line {
    ($out:expr $(, $($arg:tt)*)?) => {{ let _ = writeln!($out $(, $($arg)*)?); }};
}

fn overview(out: &mut String, _: &PrinterProfile, _: &Surroundings) {
    line!(out, "# DICOM Conformance Statement: Filmdesk print\n");
    line!(
        out,
        "Generated from the tables of `print-scp`; do not edit.\n"
    );
    line!(out, "## 1 Overview\n");
    line!(
        out,
        "Filmdesk is a virtual film printer: an SCP of the Print Management Service Class.\n"
    );
    line!(out, "| SOP Class | UID | User (SCU) | Provider (SCP) |");
    line!(out, "|---|---|---|---|");
    for row in OFFERS {
        line!(
            out,
            "| {} | {} | No | Yes |",
            row.name,
            row.offer.abstract_syntax
        );
    }
    line!(out);
}

fn network(out: &mut String, _: &PrinterProfile, around: &Surroundings) {
    line!(out, "## 2 Networking\n");
    line!(out, "| Item | Value |");
    line!(out, "|---|---|");
    line!(out, "| Application Context | 1.2.840.10008.3.1.1.1 |");
    line!(
        out,
        "| Implementation Class UID | {} |",
        around.implementation_class_uid
    );
    line!(
        out,
        "| Implementation Version Name | {} |",
        around.implementation_version_name
    );
    line!(
        out,
        "| Associations at once | {} (configurable) |",
        around.max_associations
    );
    line!(
        out,
        "| Maximum PDU length announced | {} (configurable) |",
        around.max_pdu_length
    );
    line!(out, "| Asynchronous operations | window (1,1) |");
    line!(out, "| Idle timeout | {} s |", around.idle_seconds);
    line!(
        out,
        "| N-EVENT-REPORT confirmation timeout | {} s |\n",
        around.event_seconds
    );
}

fn associations(out: &mut String, _: &PrinterProfile, _: &Surroundings) {
    line!(out, "## 3 Association acceptance\n");
    line!(out, "| Condition | Result, source, reason |");
    line!(out, "|---|---|");
    line!(out, "| Application context not supported | 1, 1, 2 |");
    line!(out, "| Calling AE title not allowed | 1, 1, 3 |");
    line!(out, "| Called AE title is no printer | 1, 1, 7 |");
    line!(out, "| Too many associations | 2, 3, 2 |\n");
    line!(
        out,
        "Presentation contexts, with transfer syntaxes in order of preference:\n"
    );
    line!(
        out,
        "| Abstract Syntax | Transfer Syntaxes | Role of the requestor |"
    );
    line!(out, "|---|---|---|");
    for row in OFFERS {
        let syntaxes = row.offer.transfer_syntaxes.join(", ");
        line!(out, "| {} | {syntaxes} | SCU |", row.name);
    }
    line!(
        out,
        "\nMember classes of the Meta SOP classes are accepted as contexts of their own too."
    );
    line!(
        out,
        "A Film Box context outside of a Meta makes gray image boxes.\n"
    );
}

fn classes(out: &mut String, _: &PrinterProfile, _: &Surroundings) {
    line!(out, "## 4 SOP classes\n");
    for row in CLASSES {
        class(out, row);
    }
}

fn class(out: &mut String, row: &ClassRow) {
    line!(out, "### {} (PS3.4 {})\n", row.name, row.section);
    line!(out, "| DIMSE service | Usage SCU/SCP |");
    line!(out, "|---|---|");
    for service in row.services {
        line!(out, "| {} | {} |", service.operation.name(), service.usage);
    }
    line!(out);
    for table in TABLES.iter().filter(|table| table.class == row.class) {
        attribute_table(out, table);
    }
    if row.class == SopClass::PrintJob {
        line!(
            out,
            "Events Pending (1), Printing (2), Done (3), Failure (4) go to the association"
        );
        line!(
            out,
            "that created the job, after the N-ACTION response, unless switched off for the AE.\n"
        );
    }
    if row.class == SopClass::Printer {
        line!(
            out,
            "Events Normal (1), Warning (2), Failure (3) go to every association that uses the"
        );
        line!(out, "printer, unless switched off for the AE.\n");
    }
}

fn attribute_table(out: &mut String, table: &AttributeTable) {
    line!(
        out,
        "{} (Table {}):\n",
        table.operation.name(),
        table.source
    );
    line!(
        out,
        "| Attribute | Tag | VR | Usage SCU/SCP | Valid values | Otherwise |"
    );
    line!(out, "|---|---|---|---|---|---|");
    for row in table.rows {
        attribute(out, "", row, table.operation);
        row.items
            .iter()
            .for_each(|item| attribute(out, ">", item, table.operation));
    }
    line!(out);
}

fn attribute(out: &mut String, nesting: &str, row: &Row, operation: Operation) {
    let name = crate::attributes::keyword(row.tag);
    let (usage, right) = (row.usage.as_str(), row.right.replace('|', "\\|"));
    let applies = match row.applies {
        Applies::Always => "",
        Applies::WithAnnotation => ", when Basic Annotation Box was negotiated",
        Applies::InColor => ", colour films only",
    };
    let otherwise = match (operation, usage) {
        (Operation::NGet, _) | (_, "-/M") => "",
        (_, "M/M") => "missing 0120, empty 0121, else 0106",
        (_, "MC/M") => "0106",
        _ => "0116 and default, or 0106, or 0000, by policy of the AE",
    };
    let (tag, vr) = (row.tag, row.vr);
    line!(
        out,
        "| {nesting}{name} | {tag} | {vr:?} | {usage} | {right}{applies} | {otherwise} |"
    );
}

/// Statuses beside 0000, and when.
const STATUSES: &[(Status, &str)] = &[
    (
        Status::NO_SUCH_ATTRIBUTE,
        "attribute not of the class, where the AE's policy is refuse",
    ),
    (
        Status::INVALID_ATTRIBUTE_VALUE,
        "value not supported; the offending attributes come back",
    ),
    (
        Status::ATTRIBUTE_LIST_ERROR,
        "attribute not of the class is ignored; N-GET gives the rest",
    ),
    (
        Status::PROCESSING_FAILURE,
        "not the last film box; LUT still referenced; spool failed",
    ),
    (
        Status::DUPLICATE_SOP_INSTANCE,
        "UID taken; second Film Session",
    ),
    (
        Status::NO_SUCH_SOP_INSTANCE,
        "UID unknown on this association",
    ),
    (
        Status::NO_SUCH_ARGUMENT,
        "Action Information not empty, where the AE's policy is refuse",
    ),
    (
        Status::INVALID_ARGUMENT_VALUE,
        "Action Information references no Print Job",
    ),
    (
        Status::ATTRIBUTE_VALUE_OUT_OF_RANGE,
        "value not supported, the default is in force",
    ),
    (
        Status::INVALID_SOP_INSTANCE,
        "UID of bad form, or none where one is needed",
    ),
    (
        Status::NO_SUCH_SOP_CLASS,
        "class unknown or not of the presentation context",
    ),
    (
        Status::CLASS_INSTANCE_CONFLICT,
        "instance of another class or of the other Meta",
    ),
    (
        Status::MISSING_ATTRIBUTE,
        "M/M attribute missing; its tag comes back",
    ),
    (
        Status::MISSING_ATTRIBUTE_VALUE,
        "M/M attribute without value",
    ),
    (
        Status::SOP_CLASS_NOT_SUPPORTED,
        "C-service other than C-ECHO",
    ),
    (Status::NO_SUCH_ACTION, "Action Type other than 1"),
    (
        Status::NOT_AUTHORIZED,
        "N-CREATE, N-SET, N-ACTION of an AE that may not print",
    ),
    (
        Status::DUPLICATE_INVOCATION,
        "Message ID of a request not yet answered",
    ),
    (
        Status::UNRECOGNIZED_OPERATION,
        "operation that the class does not have",
    ),
    (
        Status::MISTYPED_ARGUMENT,
        "argument missing, or a data set where there is none",
    ),
    (
        Status::RESOURCE_LIMITATION,
        "no room for the instance at present",
    ),
    (
        Status::MEMORY_ALLOCATION_NOT_SUPPORTED,
        "Memory Allocation on a printer that has none",
    ),
    (
        Status::COLLATION_NOT_SUPPORTED,
        "more films than Maximum Collated Films; copies not collated",
    ),
    (
        Status::FILM_SESSION_WITHOUT_IMAGES,
        "no image in the session; empty pages are printed",
    ),
    (
        Status::FILM_BOX_WITHOUT_IMAGES,
        "no image on the film; an empty page is printed",
    ),
    (
        Status::IMAGE_DEMAGNIFIED,
        "image larger than its box in printer pixels, reduced",
    ),
    (
        Status::DENSITY_OUT_OF_RANGE,
        "Min or Max Density beyond the printer's, its limit is used",
    ),
    (
        Status::IMAGE_CROPPED,
        "as B604 with CROP: rows and columns cut alike at both ends",
    ),
    (Status::IMAGE_DECIMATED, "as B604 with DECIMATE requested"),
    (
        Status::FILM_SESSION_WITHOUT_FILM_BOX,
        "Film Session N-ACTION without film box",
    ),
    (
        Status::FILM_SESSION_QUEUE_FULL,
        "queue or disk full, Film Session N-ACTION",
    ),
    (
        Status::FILM_BOX_QUEUE_FULL,
        "queue or disk full, Film Box N-ACTION",
    ),
    (
        Status::IMAGE_TOO_LARGE,
        "FAIL, or DECIMATE with NONE, and the image too large",
    ),
    (
        Status::INSUFFICIENT_MEMORY,
        "disk full within an Image Box N-SET",
    ),
    (
        Status::UNPRINTED_FILM_BOX_EXISTS,
        "second film box where collation is not supported",
    ),
];

fn statuses(out: &mut String, _: &PrinterProfile, _: &Surroundings) {
    line!(out, "## 5 Statuses\n");
    line!(out, "| Status | Meaning | Condition |");
    line!(out, "|---|---|---|");
    for (status, condition) in STATUSES {
        line!(
            out,
            "| {:04X} | {} | {condition} |",
            status.0,
            status.name()
        );
    }
    line!(
        out,
        "\nC604 and C613 are never sent. Error Comment says what is wrong in plain words with"
    );
    line!(
        out,
        "every status but 0000. Of several warnings the one is sent that stands first in:"
    );
    line!(
        out,
        "B601, B602, B603, B609, B60A, B604, B605, B600, 0116, 0107.\n"
    );
    let terms: Vec<_> = StatusInfo::ALL.iter().map(|term| term.as_str()).collect();
    line!(
        out,
        "Execution Status Info and Printer Status Info: {}.\n",
        terms.join(", ")
    );
}

fn printer_specifics(out: &mut String, printer: &PrinterProfile, _: &Surroundings) {
    line!(out, "## 6 The printer {}\n", printer.ae_title);
    film_sizes(out, printer);
    defaults(out, printer);
    let formats: Vec<_> = listed_formats(printer)
        .iter()
        .map(|format| format!("`{format}`"))
        .collect();
    line!(
        out,
        "Image Display Formats listed in Printer Configuration Retrieval: {}.",
        formats.join(", ")
    );
    line!(
        out,
        "Every STANDARD\\C,R, ROW\\R1,... and COL\\C1,... of at most {MAX_IMAGE_BOXES} boxes is taken"
    );
    line!(out, "when its boxes are not too small for the film.\n");
    annotation_formats(out, printer);
}

fn film_sizes(out: &mut String, printer: &PrinterProfile) {
    line!(
        out,
        "| Film Size ID | Sheet, mm | Matrix STANDARD | Pitch, um | Matrix HIGH |"
    );
    line!(out, "|---|---|---|---|---|");
    for size in FilmSizeId::ALL {
        let Some(film) = printer.films.get(size) else {
            continue;
        };
        let (width, height) = film.sheet_mm;
        let standard = film.standard;
        let high = film
            .high
            .map(|high| format!("{} x {}", high.columns, high.rows));
        let high = high.unwrap_or_else(|| "none".to_owned());
        let (columns, rows, pitch) = (standard.columns, standard.rows, standard.pitch_um);
        line!(
            out,
            "| {size} | {width} x {height} | {columns} x {rows} | {pitch} | {high} |"
        );
    }
    line!(out);
}

fn defaults(out: &mut String, printer: &PrinterProfile) {
    let (d, range) = (&printer.defaults, &printer.density);
    let list = |terms: Vec<String>| terms.join(", ");
    let rows = [
        (
            "Number of Copies",
            d.copies.to_string(),
            format!("1 to {}", printer.max_copies),
        ),
        (
            "Print Priority",
            d.priority.to_string(),
            "HIGH, MED, LOW".to_owned(),
        ),
        (
            "Medium Type",
            d.medium.to_string(),
            list(printer.media.iter().map(ToString::to_string).collect()),
        ),
        (
            "Film Destination",
            d.destination.to_string(),
            format!("{} destinations", printer.destinations.len()),
        ),
        (
            "Film Orientation",
            d.orientation.to_string(),
            "PORTRAIT, LANDSCAPE".to_owned(),
        ),
        ("Film Size ID", d.size.to_string(), "see above".to_owned()),
        (
            "Magnification Type",
            d.magnification.to_string(),
            list(
                printer
                    .magnifications
                    .iter()
                    .map(ToString::to_string)
                    .collect(),
            ),
        ),
        (
            "Smoothing Type",
            d.smoothing.to_string(),
            "SHARP, MEDIUM, SMOOTH".to_owned(),
        ),
        (
            "Border Density",
            d.border.to_string(),
            "BLACK, WHITE, 1/100 OD".to_owned(),
        ),
        (
            "Empty Image Density",
            d.empty.to_string(),
            "BLACK, WHITE, 1/100 OD".to_owned(),
        ),
        (
            "Min Density",
            d.min_density_hundredths.to_string(),
            format!("from {}", range.min_hundredths),
        ),
        (
            "Max Density",
            d.max_density_hundredths.to_string(),
            format!("to {}", range.max_hundredths),
        ),
        ("Trim", d.trim.to_string(), "YES, NO".to_owned()),
        (
            "Illumination",
            range.illumination.to_string(),
            "cd/m2".to_owned(),
        ),
        (
            "Reflected Ambient Light",
            range.ambient.to_string(),
            "cd/m2".to_owned(),
        ),
        (
            "Requested Resolution ID",
            d.resolution.to_string(),
            "STANDARD, HIGH".to_owned(),
        ),
        (
            "Decimate/Crop Behavior",
            d.decimate_crop.to_string(),
            "DECIMATE, CROP, FAIL".to_owned(),
        ),
        (
            "Maximum Collated Films",
            printer.max_collated_films.to_string(),
            String::new(),
        ),
        (
            "Maximum Memory Allocation, KB",
            printer.max_memory_kb.to_string(),
            String::new(),
        ),
    ];
    line!(out, "| Attribute | Default | Range |");
    line!(out, "|---|---|---|");
    for (name, default, range) in rows {
        line!(out, "| {name} | {default} | {range} |");
    }
    line!(
        out,
        "\nConfiguration Information: CS000 (lowest) to CS999 (highest contrast) and named curves.\n"
    );
}

fn annotation_formats(out: &mut String, printer: &PrinterProfile) {
    line!(out, "| Annotation Display Format ID | Annotation boxes |");
    line!(out, "|---|---|");
    for (name, format) in &printer.annotation_formats {
        let places: Vec<_> = format.boxes.iter().map(place).collect();
        line!(out, "| {name} | {} |", places.join("; "));
    }
    line!(
        out,
        "\nLong text shrinks to 2 mm, then wraps; nothing is cut.\n"
    );
}

fn place(place: &AnnotationPlace) -> String {
    match place {
        AnnotationPlace::Strip {
            position,
            edge,
            height_mm,
            ..
        } => {
            format!("position {position}: a strip of {height_mm} mm, {edge:?}")
        }
        AnnotationPlace::UnderEachImage { height_mm } => {
            format!("positions 1 to n: a strip of {height_mm} mm under each image box")
        }
    }
}

fn extensions(out: &mut String, _: &PrinterProfile, _: &Surroundings) {
    line!(out, "## 7 Extensions, by agreement with an AE only\n");
    line!(out, "| Name in the configuration | Allows |");
    line!(out, "|---|---|");
    for quirk in QUIRKS {
        line!(out, "| `{}` | {} |", quirk.name, quirk.allows);
    }
    line!(
        out,
        "\nProposed Study Sequence (2130,00A0) is taken in the Film Session.\n"
    );
}

/// Terms of Specific Character Set that are read.
const CHARACTER_SETS: &[&str] = &[
    "ISO_IR 100",
    "ISO_IR 101",
    "ISO_IR 109",
    "ISO_IR 110",
    "ISO_IR 126",
    "ISO_IR 127",
    "ISO_IR 138",
    "ISO_IR 144",
    "ISO_IR 148",
    "ISO_IR 203",
    "ISO_IR 166",
    "ISO_IR 13",
    "ISO 2022 IR 13",
    "ISO 2022 IR 87",
    "ISO 2022 IR 159",
    "ISO 2022 IR 149",
    "ISO 2022 IR 58",
    "ISO_IR 192",
    "GB18030",
    "GBK",
];

fn character_sets(out: &mut String, _: &PrinterProfile, _: &Surroundings) {
    line!(out, "## 8 Character sets\n");
    line!(out, "{}.\n", CHARACTER_SETS.join(", "));
    line!(
        out,
        "Annotation text is read in the set of the N-SET's data set, else of the Film Session,"
    );
    line!(out, "else in the AE's default.\n");
}

fn security_and_configuration(out: &mut String, _: &PrinterProfile, _: &Surroundings) {
    line!(out, "## 9 Security\n");
    line!(
        out,
        "Listeners can speak TLS 1.2 and 1.3 (BCP 195), with optional client certificates."
    );
    line!(
        out,
        "User identity is accepted or refused by policy. Patient text is never logged.\n"
    );
    line!(out, "## 10 Configuration\n");
    line!(
        out,
        "Per AE title: policy for unsupported values (refuse, warn and default, silent), events"
    );
    line!(
        out,
        "of Print Job and Printer on or off, default tone and character set, extensions, whether"
    );
    line!(
        out,
        "it may print. Per printer: everything of section 6, queue length, outputs."
    );
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::profile_defaults::default_printer_profile;

    #[test]
    fn every_table_is_in_the_statement() {
        let text = conformance_statement(&default_printer_profile(), &Surroundings::default());
        for row in OFFERS {
            assert!(text.contains(row.offer.abstract_syntax), "{}", row.name);
        }
        for table in TABLES {
            assert!(
                text.contains(&format!("(Table {})", table.source)),
                "{}",
                table.source
            );
        }
        for quirk in QUIRKS {
            assert!(text.contains(quirk.name), "{}", quirk.name);
        }
        assert!(text.is_ascii() && text.contains("14INX17IN") && text.contains("COMBINED"));
    }

    #[test]
    fn character_sets_are_those_that_are_read() {
        for term in CHARACTER_SETS {
            assert!(
                !filmdesk_dataset::CharacterSet::parse(term).has_unknown_term(),
                "{term}"
            );
        }
    }
}
