//! What became of a file of a foreign medium.

use serde::Serialize;

/// What became of one file, or of one that should be there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Fate {
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
pub(crate) const FATES: [(Fate, &str, bool); 8] = [
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

impl Fate {
    /// In one word, as programs read it.
    pub(crate) fn word(self) -> String {
        let value = serde_json::to_value(self).unwrap_or_default();
        value.as_str().unwrap_or_default().to_owned()
    }
}

/// A line of the manifest.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Entry {
    /// The medium, as it was named.
    pub(crate) medium: String,
    /// The file on it.
    pub(crate) path: String,
    /// What became of it.
    pub(crate) fate: Fate,
    /// Why, for all but those that came in.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) reason: Option<String>,
    /// The instance, when it is known.
    #[serde(flatten, skip_serializing_if = "Option::is_none")]
    pub(crate) instance: Option<InstanceEntry>,
    /// What was put up with.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) notes: Vec<String>,
}

/// The instance of a line.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct InstanceEntry {
    /// SOP Class UID.
    pub(crate) sop_class: String,
    /// SOP Instance UID.
    pub(crate) sop_instance: String,
    /// Study Instance UID.
    pub(crate) study: String,
    /// Bytes of the file as it is kept.
    pub(crate) length: u64,
}

impl Entry {
    /// DICOMDIR references the file: when it does not look like DICOM, it was destroyed.
    pub(crate) fn is_missed(&mut self) {
        if self.fate == Fate::NotDicom {
            self.fate = Fate::Refused;
            self.reason = Some("DICOMDIR references it, and its beginning is not DICOM".to_owned());
        }
    }
}

pub(crate) fn line(entry: &Entry) -> String {
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
