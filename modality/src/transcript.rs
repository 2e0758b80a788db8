//! A conversation in short lines, without patient text: for snapshots and for people.

use std::fmt;

use filmdesk_dataset::Tag;
use filmdesk_dimse::command::Command;
use filmdesk_dimse::service;

/// Most lines that are kept: a session of some thousand images. Later ones are not recorded.
pub const MAX_LINES: usize = 20_000;

/// SOP classes by the name that a line has for them.
const NAMES: &[(&str, &str)] = &[
    (service::VERIFICATION, "Verification"),
    (
        service::BASIC_GRAYSCALE_PRINT_MANAGEMENT_META,
        "Basic Grayscale Print Management Meta",
    ),
    (
        service::BASIC_COLOR_PRINT_MANAGEMENT_META,
        "Basic Color Print Management Meta",
    ),
    (service::BASIC_FILM_SESSION, "Basic Film Session"),
    (service::BASIC_FILM_BOX, "Basic Film Box"),
    (
        service::BASIC_GRAYSCALE_IMAGE_BOX,
        "Basic Grayscale Image Box",
    ),
    (service::BASIC_COLOR_IMAGE_BOX, "Basic Color Image Box"),
    (service::BASIC_ANNOTATION_BOX, "Basic Annotation Box"),
    (service::PRINT_JOB, "Print Job"),
    (service::PRINTER, "Printer"),
    (service::PRESENTATION_LUT, "Presentation LUT"),
    (
        service::PRINTER_CONFIGURATION_RETRIEVAL,
        "Printer Configuration Retrieval",
    ),
    (PRINT_QUEUE_MANAGEMENT, "Print Queue Management (retired)"),
    (VOI_LUT_BOX, "VOI LUT Box (retired)"),
    (
        BASIC_PRINT_IMAGE_OVERLAY_BOX,
        "Basic Print Image Overlay Box (retired)",
    ),
];

/// Retired, and still proposed by consoles.
pub const PRINT_QUEUE_MANAGEMENT: &str = "1.2.840.10008.5.1.1.26";
/// Retired, and still proposed by consoles.
pub const VOI_LUT_BOX: &str = "1.2.840.10008.5.1.1.22";
/// Retired, and still proposed by consoles.
pub const BASIC_PRINT_IMAGE_OVERLAY_BOX: &str = "1.2.840.10008.5.1.1.24.1";

/// The name of a SOP class, or its UID.
pub fn class_name(uid: &str) -> &str {
    let row = NAMES.iter().find(|(known, _)| *known == uid);
    row.map_or(uid, |(_, name)| name)
}

/// Who said it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Speaker {
    /// The console: `>`.
    Console,
    /// The printer: `<`.
    Printer,
}

/// One line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// Who said it.
    pub speaker: Speaker,
    /// What, without patient text.
    pub text: String,
    /// Whether it is an event report or the answer to one: these come when they come.
    pub is_event: bool,
}

/// Lines in the order in which they were said.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Transcript {
    lines: Vec<Line>,
}

impl Transcript {
    /// All lines.
    pub fn lines(&self) -> &[Line] {
        &self.lines
    }

    /// Without event reports and their answers, whose place depends on the printer's pace.
    #[must_use]
    pub fn without_events(&self) -> Self {
        let lines = self.lines.iter().filter(|line| !line.is_event);
        Self {
            lines: lines.cloned().collect(),
        }
    }

    /// Lines like the one before them (but for a number at the end of the request) become one
    /// with a count: twelve N-SETs with Success are one pair of lines.
    #[must_use]
    pub fn folded(&self) -> String {
        let mut folded: Vec<(String, usize)> = Vec::new();
        let texts: Vec<String> = self.lines.iter().map(Line::to_string).collect();
        for pair in pairs(&texts) {
            match folded.last_mut() {
                Some((last, count)) if *last == pair => *count += 1,
                _ => folded.push((pair, 1)),
            }
        }
        folded.iter().map(shown).collect::<Vec<_>>().join("\n")
    }

    /// This conversation and then another one.
    #[must_use]
    pub(crate) fn followed_by(mut self, other: &Self) -> Self {
        for line in &other.lines {
            self.said(line.speaker, line.text.clone(), line.is_event);
        }
        self
    }

    pub(crate) fn said(&mut self, speaker: Speaker, text: String, is_event: bool) {
        if self.lines.len() < MAX_LINES {
            let line = Line {
                speaker,
                text,
                is_event,
            };
            self.lines.push(line);
        }
    }
}

/// A request with the answer that follows it, as one text.
fn pairs(texts: &[String]) -> Vec<String> {
    let mut pairs: Vec<String> = Vec::new();
    for text in texts {
        match pairs.last_mut() {
            Some(last)
                if text.starts_with('<') && last.starts_with('>') && !last.contains('\n') =>
            {
                last.push('\n');
                last.push_str(text);
            }
            _ => pairs.push(text.clone()),
        }
    }
    pairs
}

fn shown((text, count): &(String, usize)) -> String {
    match count {
        1 => text.clone(),
        _ => format!("{text}\n  ({count} times)"),
    }
}

impl fmt::Display for Line {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mark = match self.speaker {
            Speaker::Console => '>',
            Speaker::Printer => '<',
        };
        write!(f, "{mark} {}", self.text)
    }
}

impl fmt::Display for Transcript {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, line) in self.lines.iter().enumerate() {
            let end = if index == 0 { "" } else { "\n" };
            write!(f, "{end}{line}")?;
        }
        Ok(())
    }
}

/// A request in a line: `N-CREATE-RQ Basic Film Box, 4 attributes`.
pub(crate) fn request(command: &Command, attributes: usize) -> String {
    let class = command.sop_class_uid.as_ref();
    let class = class.map_or("", |uid| class_name(uid.as_str()));
    let mut text = format!("{} {class}", command.field);
    if let Some(event) = command.event_type {
        text += &format!(" event {event}");
    }
    if let Some(action) = command.action_type {
        text += &format!(" action {action}");
    }
    text + &counted(attributes)
}

/// A response in a line: `0120 Missing Attribute (2010,0010)`.
pub(crate) fn response(command: &Command, attributes: usize) -> String {
    let mut text = command
        .status
        .map_or_else(|| "no status".to_owned(), |s| s.to_string());
    for Tag(group, element) in &command.attribute_identifiers {
        text += &format!(" ({group:04X},{element:04X})");
    }
    text + &counted(attributes)
}

fn counted(attributes: usize) -> String {
    match attributes {
        0 => String::new(),
        1 => ", 1 attribute".to_owned(),
        n => format!(", {n} attributes"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_exchanges_are_folded() {
        let mut transcript = Transcript::default();
        for (speaker, text) in [
            (Speaker::Console, "N-SET-RQ Basic Grayscale Image Box"),
            (Speaker::Printer, "0000 Success"),
            (Speaker::Console, "N-SET-RQ Basic Grayscale Image Box"),
            (Speaker::Printer, "0000 Success"),
            (Speaker::Console, "N-ACTION-RQ Basic Film Box action 1"),
        ] {
            transcript.said(speaker, text.to_owned(), false);
        }
        insta::assert_snapshot!(transcript.folded(), @r"
        > N-SET-RQ Basic Grayscale Image Box
        < 0000 Success
          (2 times)
        > N-ACTION-RQ Basic Film Box action 1
        ");
    }
}
