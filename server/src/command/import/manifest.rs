//! What became of every file: as text for people, as JSON for programs.

use std::fmt::Write as _;
use std::fs;
use std::io;
use std::path::Path;

use indicatif::ProgressBar;
use serde::Serialize;

use crate::command::progress::{self, in_words};
use crate::import::Tell;
use crate::import::entry::{Entry, FATES, Fate, line};

/// What became of all files. No patient text is in it.
#[derive(Debug, Default, Serialize)]
pub(super) struct Manifest {
    /// What there is to say about the media.
    notices: Vec<String>,
    /// A line for each file.
    files: Vec<Entry>,
    /// Of the medium that is being read.
    #[serde(skip)]
    bar: Option<ProgressBar>,
}

impl Tell for Manifest {
    fn begin(&mut self, files: u64) {
        self.bar = Some(progress::files(files));
    }

    fn passed(&mut self) {
        if let Some(bar) = &self.bar {
            bar.inc(1);
        }
    }

    /// What a person must know of at once is printed.
    fn add(&mut self, entry: Entry) {
        if entry.fate >= Fate::Conflict && entry.fate != Fate::NotDicom {
            let print = || eprintln!("{}", line(&entry));
            match &self.bar {
                Some(bar) => bar.suspend(print),
                None => print(),
            }
        }
        self.files.push(entry);
    }

    fn notice(&mut self, notice: String) {
        self.notices.push(notice);
    }

    fn end(&mut self) {
        if let Some(bar) = self.bar.take() {
            bar.finish_and_clear();
        }
    }
}

impl Manifest {
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
