//! What a check found: for people and for programs.

use std::fmt::{self, Write as _};

use serde::Serialize;

use super::kind::{DefectKind, KINDS, Severity};

/// Defects kept of one kind; what comes after is counted ([`Report::left_out`]). A disc whose
/// 100,000 records are all wrong in one way is told by a hundred of them.
pub const MAX_OF_A_KIND: usize = 100;

/// A defect.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Defect {
    /// What.
    pub kind: DefectKind,
    /// How bad.
    pub severity: Severity,
    /// Where the rule is written.
    pub rule: &'static str,
    /// Where it is.
    pub place: Place,
    /// What exactly, without patient text.
    pub words: String,
}

/// Where a defect is.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Place {
    /// The file on the medium.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub file: Option<String>,
    /// Bytes from DICOMDIR's first one to the record's item.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub offset: Option<u64>,
    /// The record's type.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub record: Option<String>,
    /// The attribute, as `(gggg,eeee)`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tag: Option<String>,
}

impl Place {
    /// A file.
    pub fn file(path: impl fmt::Display) -> Self {
        Self {
            file: Some(path.to_string()),
            ..Self::default()
        }
    }

    /// A record of DICOMDIR.
    pub fn record(record: &crate::dicomdir::Record) -> Self {
        Self {
            offset: Some(record.offset),
            record: Some(super::records::told(record.term.term())),
            ..Self::default()
        }
    }

    /// The same with a file.
    #[must_use]
    pub fn in_file(mut self, path: impl fmt::Display) -> Self {
        self.file = Some(path.to_string());
        self
    }

    /// The same with an attribute.
    #[must_use]
    pub fn at(mut self, tag: filmdesk_dataset::Tag) -> Self {
        self.tag = Some(tag.to_string());
        self
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let record = self.record.as_deref().unwrap_or("record");
        let parts = [
            self.offset.map(|offset| format!("{record} at {offset:#x}")),
            self.file.clone(),
            self.tag.clone(),
        ];
        let parts: Vec<String> = parts.into_iter().flatten().collect();
        match parts.is_empty() {
            true => f.write_str("the medium"),
            false => f.write_str(&parts.join(", ")),
        }
    }
}

/// What was looked at.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Counts {
    /// Files on the medium.
    pub files: u64,
    /// DICOM files among them, DICOMDIR not counted.
    pub dicom_files: u64,
    /// Directory records.
    pub records: u64,
    /// PATIENT records.
    pub patients: u64,
    /// STUDY records.
    pub studies: u64,
    /// SERIES records.
    pub series: u64,
    /// Records of instances.
    pub instances: u64,
    /// Bytes read.
    pub bytes_read: u64,
}

/// The result of a check. Its JSON form is described in docs/disc-verify.md.
#[derive(Debug, Clone, Serialize)]
pub struct Report {
    /// Raised when a field changes its meaning.
    pub schema: u32,
    /// What the medium is.
    pub medium: String,
    /// Its label.
    pub label: Option<String>,
    /// File-set ID (0004,1130).
    pub file_set_id: Option<String>,
    /// File-set UID: the SOP Instance UID of DICOMDIR.
    pub file_set_uid: Option<String>,
    /// The application profile that was checked.
    pub profile: Option<&'static str>,
    /// Whether every byte of every file was read.
    pub read_all: bool,
    /// What was looked at.
    pub counts: Counts,
    /// Errors, those left out counted.
    pub errors: u64,
    /// Warnings, those left out counted.
    pub warnings: u64,
    /// Defects that are counted and not listed, by kind.
    pub left_out: Vec<(DefectKind, u64)>,
    /// The defects, by kind in the order of [`KINDS`], then by place.
    pub defects: Vec<Defect>,
}

impl Report {
    /// The version of the JSON form.
    pub const SCHEMA: u32 = 1;

    /// Whether no rule is broken.
    pub fn is_clean(&self) -> bool {
        self.errors == 0
    }

    /// Whether a kind was found.
    pub fn has(&self, kind: DefectKind) -> bool {
        self.defects.iter().any(|defect| defect.kind == kind)
    }

    /// The kinds found, each once, in the order of [`KINDS`].
    pub fn kinds(&self) -> Vec<DefectKind> {
        let mut kinds: Vec<DefectKind> = self.defects.iter().map(|defect| defect.kind).collect();
        kinds.dedup();
        kinds
    }

    /// The report as JSON.
    pub fn to_json(&self) -> String {
        // Strings and numbers only: this cannot fail.
        serde_json::to_string_pretty(self).unwrap_or_default()
    }

    /// The report for a person: by kind, one line per defect, then the verdict.
    pub fn to_text(&self) -> String {
        let mut text = String::new();
        // Writing to a string cannot fail.
        let _ = self.write_text(&mut text);
        text
    }

    /// The verdict alone: `clean by PS3.10 and STD-GEN-CD; ...`.
    pub fn verdict_line(&self) -> String {
        let mut text = String::new();
        // Writing to a string cannot fail.
        let _ = self.write_verdict(&mut text);
        text.trim().to_owned()
    }

    fn write_text(&self, text: &mut String) -> fmt::Result {
        write!(text, "{}", self.medium)?;
        if let Some(label) = &self.label {
            write!(text, ", label {label}")?;
        }
        let counts = self.counts;
        writeln!(
            text,
            ": {} files, {} of them DICOM; {} records: {} patients, {} studies, {} series, {} instances",
            counts.files,
            counts.dicom_files,
            counts.records,
            counts.patients,
            counts.studies,
            counts.series,
            counts.instances
        )?;
        for row in KINDS {
            self.write_kind(text, row)?;
        }
        self.write_verdict(text)
    }

    fn write_kind(&self, text: &mut String, row: &super::kind::KindRow) -> fmt::Result {
        let mut found = self
            .defects
            .iter()
            .filter(|defect| defect.kind == row.kind)
            .peekable();
        if found.peek().is_none() {
            return Ok(());
        }
        let severity = match row.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
        };
        writeln!(
            text,
            "\n{severity} {}: {} [{}]",
            row.name, row.words, row.rule
        )?;
        for defect in found {
            match defect.words.is_empty() {
                true => writeln!(text, "  {}", defect.place)?,
                false => writeln!(text, "  {}: {}", defect.place, defect.words)?,
            }
        }
        let left_out = self.left_out.iter().find(|(kind, _)| *kind == row.kind);
        match left_out {
            Some((_, more)) => writeln!(text, "  and {more} more"),
            None => Ok(()),
        }
    }

    fn write_verdict(&self, text: &mut String) -> fmt::Result {
        let depth = match self.read_all {
            true => "every byte was read",
            false => "headers were read, pixels were not",
        };
        let profile = self
            .profile
            .map_or(String::new(), |name| format!(" and {name}"));
        match (self.errors, self.warnings) {
            (0, 0) => writeln!(text, "\nclean by PS3.10{profile}; {depth}"),
            (0, warnings) => writeln!(
                text,
                "\nclean by PS3.10{profile}, {warnings} warnings; {depth}"
            ),
            (errors, warnings) => writeln!(
                text,
                "\nNOT CLEAN: {errors} errors, {warnings} warnings; {depth}"
            ),
        }
    }
}

/// Collects defects.
#[derive(Debug, Default)]
pub(super) struct Collector {
    defects: Vec<Defect>,
    counted: Vec<u64>,
}

impl Collector {
    /// Notes a defect.
    pub(super) fn note(&mut self, kind: DefectKind, place: Place, words: impl Into<String>) {
        self.counted.resize(KINDS.len(), 0);
        let counted = &mut self.counted[kind as usize];
        *counted += 1;
        if *counted > MAX_OF_A_KIND as u64 {
            return;
        }
        let row = kind.row();
        self.defects.push(Defect {
            kind,
            severity: row.severity,
            rule: row.rule,
            place,
            words: words.into(),
        });
    }

    /// Puts everything into the report.
    pub(super) fn finish(mut self, report: &mut Report) {
        self.defects.sort_by(|a, b| {
            let key = |defect: &Defect| (defect.kind, defect.place.offset);
            key(a)
                .cmp(&key(b))
                .then_with(|| a.place.file.cmp(&b.place.file))
        });
        for (row, counted) in KINDS.iter().zip(&self.counted) {
            match row.severity {
                Severity::Error => report.errors += counted,
                Severity::Warning => report.warnings += counted,
            }
            if let Some(more) = counted.checked_sub(MAX_OF_A_KIND as u64 + 1) {
                report.left_out.push((row.kind, more + 1));
            }
        }
        report.defects = self.defects;
    }
}
