//! The conformance statement (PS3.2, in the layout of its print example, Annex E), from the
//! same tables that negotiate and answer. A pure function: the file in docs is what it gives.

mod classes;
mod closing;
mod network;
mod printer;
mod statuses;

use crate::printer::PrinterProfile;

pub use statuses::{STATUSES, StatusRow, is_listed};

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
    /// Network services beside print.
    pub services: Vec<OtherService>,
    /// Media interchange; none when this does none.
    pub media: Option<MediaInterchange>,
}

/// Media interchange (PS3.2, section 5 of a statement).
#[derive(Debug, Clone, Default, PartialEq)]
pub struct MediaInterchange {
    /// Application profiles, one a line, in Markdown: a table of the overview.
    pub overview: String,
    /// The text of section 5, in Markdown.
    pub section: String,
}

/// A network service beside print.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct OtherService {
    /// Its name in the standard.
    pub name: &'static str,
    /// Whether there is an SCU of it.
    pub is_used: bool,
    /// The text of its section, in Markdown.
    pub section: String,
}

/// `write!` to a String cannot fail; this keeps the lines short.
macro_rules! line {
    ($out:expr $(, $($arg:tt)*)?) => {{
        use std::fmt::Write as _;
        let _ = writeln!($out $(, $($arg)*)?);
    }};
}
pub(crate) use line;

/// A chapter, or a part of one.
type Chapter = fn(&mut String, &PrinterProfile, &Surroundings);

const CHAPTERS: &[Chapter] = &[
    network::cover,
    network::overview,
    network::introduction,
    network::model,
    network::associations,
    network::contexts,
    classes::all,
    printer::all,
    network::other_services,
    network::interfaces,
    closing::configuration,
    closing::media_and_character_sets,
    closing::security,
    closing::annexes,
];

/// The whole statement, in Markdown.
pub fn conformance_statement(printer: &PrinterProfile, around: &Surroundings) -> String {
    let mut out = String::new();
    for chapter in CHAPTERS {
        chapter(&mut out, printer, around);
    }
    out.truncate(out.trim_end().len());
    out.push('\n');
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::attributes::TABLES;
    use crate::offers::OFFERS;
    use crate::peer::QUIRKS;
    use crate::profile_defaults::default_printer_profile;

    fn statement() -> String {
        conformance_statement(&default_printer_profile(), &Surroundings::default())
    }

    #[test]
    fn every_table_is_in_the_statement() {
        let text = statement();
        let offers = OFFERS
            .iter()
            .map(|row| row.offer.abstract_syntax.to_owned());
        let tables = TABLES
            .iter()
            .map(|table| format!("(Table {})", table.source));
        let quirks = QUIRKS.iter().map(|quirk| format!("`{}`", quirk.name));
        let statuses = STATUSES
            .iter()
            .map(|row| format!("| {:04X} | ", row.status.0));
        for wanted in offers.chain(tables).chain(quirks).chain(statuses) {
            assert!(text.contains(&wanted), "{wanted}");
        }
        assert!(text.contains("14INX17IN") && text.contains("COMBINED"));
    }

    /// Plain Markdown: ASCII, every table row as wide as its head, an empty line before tables.
    #[test]
    fn the_statement_is_sound_markdown() {
        let text = statement();
        assert!(text.is_ascii());
        let cells = |line: &str| line.replace("\\|", "").matches('|').count();
        let lines: Vec<&str> = text.lines().collect();
        for pair in lines.windows(2) {
            let (before, after) = (pair[0], pair[1]);
            if before.starts_with('|') && after.starts_with('|') {
                assert_eq!(cells(before), cells(after), "{after}");
            } else if after.starts_with('|') {
                assert_eq!(before, "", "{after}");
            }
        }
    }

    #[test]
    fn statuses_rise_and_say_when() {
        assert!(STATUSES.is_sorted_by_key(|row| row.status));
        for row in STATUSES {
            let says = row.condition.ends_with(['.', ')']);
            assert!(says && !row.condition.contains('|'), "{}", row.status);
            assert_eq!(
                row.status.is_warning() && row.status.0 != 0x0107,
                row.condition.starts_with("Warning.") && row.status.0 != 0x0107
            );
        }
    }
}
