//! What became of every file: as text for people, as JSON for programs.

use std::fmt::Write as _;
use std::fs;
use std::io;
use std::path::Path;

use serde::Serialize;

use crate::command::progress::in_words;

/// What became of one file, or of one that should be there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Fate {
    /// It came in.
    New,
    /// The same data set was here already.
    AlreadyHere,
    /// Another data set has its SOP Instance UID; it is kept apart.
    Conflict,
    /// It is DICOM, or should be, and was not taken.
    Refused,
    /// DICOMDIR references it and it is not there.
    Missing,
    /// It, or what is in it, cannot be reached on the medium.
    Hidden,
    /// It cannot be read.
    Unreadable,
    /// It is not DICOM.
    NotDicom,
}

/// Fates, their words in the summary, and whether the file is missed then.
const FATES: [(Fate, &str, bool); 8] = [
    (Fate::New, "came in", false),
    (Fate::AlreadyHere, "were here already", false),
    (
        Fate::Conflict,
        "conflict with what is here, kept apart",
        false,
    ),
    (Fate::Refused, "refused", true),
    (Fate::Missing, "referenced by DICOMDIR and not there", true),
    (Fate::Hidden, "cannot be reached on the medium", true),
    (Fate::Unreadable, "cannot be read", true),
    (Fate::NotDicom, "not DICOM, left out", false),
];

/// A line of the manifest.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Entry {
    /// The medium, as it was named.
    pub(super) medium: String,
    /// The file on it.
    pub(super) path: String,
    /// What became of it.
    pub(super) fate: Fate,
    /// Why, for all but those that came in.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) reason: Option<String>,
    /// The instance, when it is known.
    #[serde(flatten, skip_serializing_if = "Option::is_none")]
    pub(super) instance: Option<InstanceEntry>,
    /// What was put up with.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) notes: Vec<String>,
}

/// The instance of a line.
#[derive(Debug, Clone, Serialize)]
pub(super) struct InstanceEntry {
    /// SOP Class UID.
    pub(super) sop_class: String,
    /// SOP Instance UID.
    pub(super) sop_instance: String,
    /// Study Instance UID.
    pub(super) study: String,
    /// Bytes of the file as it is kept.
    pub(super) length: u64,
}

impl Entry {
    /// DICOMDIR references the file: when it does not look like DICOM, it was destroyed.
    pub(super) fn is_missed(&mut self) {
        if self.fate == Fate::NotDicom {
            self.fate = Fate::Refused;
            self.reason = Some("DICOMDIR references it, and its beginning is not DICOM".to_owned());
        }
    }
}

/// What became of all files. No patient text is in it.
#[derive(Debug, Default, Serialize)]
pub(super) struct Manifest {
    /// What there is to say about the media.
    notices: Vec<String>,
    /// A line for each file.
    files: Vec<Entry>,
}

impl Manifest {
    /// Adds a line; what a person must know of at once is printed.
    pub(super) fn add(&mut self, entry: Entry) {
        if entry.fate >= Fate::Conflict && entry.fate != Fate::NotDicom {
            eprintln!("{}", line(&entry));
        }
        self.files.push(entry);
    }

    /// Adds something about a medium.
    pub(super) fn notice(&mut self, notice: String) {
        self.notices.push(notice);
    }

    /// Files that should have come in and did not.
    pub(super) fn missed(&self) -> usize {
        FATES
            .iter()
            .filter(|(_, _, is_missed)| *is_missed)
            .map(|(fate, ..)| self.count(*fate))
            .sum()
    }

    fn count(&self, fate: Fate) -> usize {
        self.files.iter().filter(|entry| entry.fate == fate).count()
    }

    /// How many files had which fate.
    pub(super) fn summary(&self) -> String {
        let mut text = String::new();
        for (fate, words, _) in FATES {
            let count = self.count(fate);
            if count > 0 || fate == Fate::New {
                let _ = writeln!(text, "{count:>7} {words}{}", self.size(fate));
            }
        }
        for notice in &self.notices {
            let _ = writeln!(text, "{notice}");
        }
        text
    }

    fn size(&self, fate: Fate) -> String {
        let of_fate = self.files.iter().filter(|entry| entry.fate == fate);
        let instances = of_fate.filter_map(|entry| entry.instance.as_ref());
        match instances.map(|instance| instance.length).sum() {
            0 => String::new(),
            bytes => format!(" ({})", in_words(bytes)),
        }
    }

    /// Writes the manifest: JSON when the name ends so, else text.
    pub(super) fn write(&self, file: &Path) -> io::Result<()> {
        let is_json = file
            .extension()
            .is_some_and(|end| end.eq_ignore_ascii_case("json"));
        let text = match is_json {
            true => serde_json::to_string_pretty(self)? + "\n",
            false => self.text(),
        };
        fs::write(file, text)
    }

    fn text(&self) -> String {
        let lines = self.files.iter().map(|entry| line(entry) + "\n");
        self.summary() + "\n" + &lines.collect::<String>()
    }
}

fn line(entry: &Entry) -> String {
    let words = FATES.iter().find(|(fate, ..)| *fate == entry.fate);
    let words = words.map_or("", |(_, words, _)| words);
    let reason = entry.reason.as_ref().map(|reason| format!(": {reason}"));
    let notes = match entry.notes.is_empty() {
        true => String::new(),
        false => format!(" ({})", entry.notes.join("; ")),
    };
    format!(
        "{}/{}: {words}{}{notes}",
        entry.medium,
        entry.path,
        reason.unwrap_or_default()
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(path: &str, fate: Fate, reason: Option<&str>) -> Entry {
        Entry {
            medium: "disc.iso".to_owned(),
            path: path.to_owned(),
            fate,
            reason: reason.map(str::to_owned),
            instance: None,
            notes: Vec::new(),
        }
    }

    #[test]
    fn every_file_has_its_line_and_what_is_missed_is_counted() {
        let mut manifest = Manifest::default();
        manifest.add(entry("DICOM/A", Fate::New, None));
        manifest.add(entry(
            "DICOM/B",
            Fate::Refused,
            Some("(7FE0,0010) at byte 9: the data set ends too early"),
        ));
        manifest.add(entry("DICOM/C", Fate::Missing, None));
        manifest.add(entry("README.TXT", Fate::NotDicom, None));
        assert_eq!(manifest.missed(), 2);
        let expected = "      1 came in
      1 refused
      1 referenced by DICOMDIR and not there
      1 not DICOM, left out

disc.iso/DICOM/A: came in
disc.iso/DICOM/B: refused: (7FE0,0010) at byte 9: the data set ends too early
disc.iso/DICOM/C: referenced by DICOMDIR and not there
disc.iso/README.TXT: not DICOM, left out
";
        assert_eq!(manifest.text(), expected);
    }
}
