//! Recorded conversations of associations: what was said, with nothing of a patient in it.

use std::fmt::Write;

use serde::{Deserialize, Serialize};

use super::Refused;

/// Whose associations are recorded now.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RecordingOrder {
    /// Calling AE title; empty for those whose request cannot be read.
    pub calling: String,
    /// Its address.
    pub address: String,
    /// How many more.
    pub left: u32,
    /// When it ends by itself, RFC 3339.
    pub until: String,
    /// Associations that were not recorded, for too many were at once.
    pub missed: u64,
}

/// A recorded association.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecordingHead {
    /// What the recording is called.
    pub name: String,
    /// Calling AE title.
    pub calling: String,
    /// Its address.
    pub address: String,
    /// Called AE title.
    pub called: String,
    /// When it began, RFC 3339.
    pub began: String,
    /// How long it took.
    pub milliseconds: u64,
    /// What is in it.
    pub entries: u64,
    /// What did not fit.
    pub left_out: u64,
}

/// What was said on an association.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Transcript {
    /// Whose.
    #[serde(flatten)]
    pub head: RecordingHead,
    /// In its order.
    pub conversation: Vec<Entry>,
}

/// One thing that was said.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// Milliseconds after the request.
    pub ms: u64,
    /// By whom.
    pub from: Side,
    /// What.
    #[serde(flatten)]
    pub what: What,
}

/// Who said it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Side {
    /// Who called.
    Modality,
    /// This server.
    Filmdesk,
    /// Nobody: a remark of the recorder.
    Recorder,
}

/// What was said.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "what", rename_all = "snake_case")]
pub enum What {
    /// A PDU of the Upper Layer.
    Pdu {
        /// As PS3.8 calls it.
        name: String,
        /// Its length field, where the bytes themselves were seen.
        length: Option<u32>,
        /// What is in it.
        fields: Vec<Fact>,
    },
    /// A command set.
    Command {
        /// As PS3.7 calls it.
        name: String,
        /// Presentation context.
        context: u8,
        /// Fragments that it came in.
        fragments: u32,
        /// Its bytes.
        bytes: u64,
        /// What is in it.
        fields: Vec<Fact>,
    },
    /// A data set.
    DataSet {
        /// Presentation context.
        context: u8,
        /// Transfer syntax.
        syntax: String,
        /// Fragments that it came in.
        fragments: u32,
        /// Its bytes.
        bytes: u64,
        /// Its elements, without what may be of a patient.
        elements: Vec<ElementLine>,
        /// What is wrong with it, or left out.
        note: String,
    },
    /// A remark.
    Note {
        /// It.
        text: String,
    },
}

/// A field of a PDU or command set.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fact {
    /// In the standard's words.
    pub name: String,
    /// Its value.
    pub value: String,
}

/// An element of a data set.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ElementLine {
    /// Sequences around it.
    pub depth: u8,
    /// (gggg,eeee)
    pub tag: String,
    /// VR.
    pub vr: String,
    /// Bytes of its value.
    pub length: u64,
    /// Its keyword; empty for a private one.
    pub keyword: String,
    /// The value, or that it was removed.
    pub value: String,
}

/// Who records.
pub trait Recorder: Send + Sync + 'static {
    /// What is recorded now.
    fn ordered(&self) -> Vec<RecordingOrder>;
    /// Records the next associations of a modality, by calling AE title and address; none ends
    /// that.
    ///
    /// # Errors
    /// When it cannot be one, or there are too many.
    fn order(&self, calling: &str, address: &str, count: u32) -> Result<(), Refused>;
    /// The recordings, the newest first. Blocks.
    ///
    /// # Errors
    /// When their folder cannot be read.
    fn list(&self) -> Result<Vec<RecordingHead>, Refused>;
    /// One of them; `None` when there is none of this name. Blocks.
    ///
    /// # Errors
    /// When it cannot be read.
    fn read(&self, name: &str) -> Result<Option<Transcript>, Refused>;
    /// Removes one; whether it was there. Blocks.
    ///
    /// # Errors
    /// When it cannot be removed.
    fn remove(&self, name: &str) -> Result<bool, Refused>;
}

impl Transcript {
    /// As a text, line by line.
    pub fn text(&self) -> String {
        let head = &self.head;
        let mut text = format!(
            "Filmdesk: what was said on an association, with patient data removed\n\
             calling {}  address {}  called {}\nbegan {}  took {} ms  entries {}  left out {}\n\n",
            head.calling,
            head.address,
            head.called,
            head.began,
            head.milliseconds,
            head.entries,
            head.left_out
        );
        for entry in &self.conversation {
            entry.write(&mut text);
        }
        text
    }
}

impl Entry {
    fn write(&self, text: &mut String) {
        let from = match self.from {
            Side::Modality => "modality ->",
            Side::Filmdesk => "<- filmdesk",
            Side::Recorder => "note",
        };
        let moment = format!("{:>6}.{:03}", self.ms / 1000, self.ms % 1000);
        let _ = writeln!(text, "{moment}  {from:<11}  {}", self.what.title());
        for line in self.what.lines() {
            let _ = writeln!(text, "{:25}{line}", "");
        }
    }
}

impl What {
    fn title(&self) -> String {
        match self {
            Self::Pdu { name, length, .. } => match length {
                Some(length) => format!("{name}, length {length}"),
                None => name.clone(),
            },
            Self::Command {
                name,
                context,
                fragments,
                bytes,
                ..
            } => {
                format!("{name} on context {context}: {bytes} bytes in P-DATA-TF x {fragments}")
            }
            Self::DataSet {
                context,
                syntax,
                fragments,
                bytes,
                ..
            } => format!(
                "data set on context {context}, {syntax}: {bytes} bytes in P-DATA-TF x {fragments}"
            ),
            Self::Note { text } => text.clone(),
        }
    }

    fn lines(&self) -> Vec<String> {
        match self {
            Self::Pdu { fields, .. } | Self::Command { fields, .. } => {
                fields.iter().map(Fact::line).collect()
            }
            Self::DataSet { elements, note, .. } => {
                let note = (!note.is_empty()).then(|| format!("note: {note}"));
                elements.iter().map(ElementLine::line).chain(note).collect()
            }
            Self::Note { .. } => Vec::new(),
        }
    }
}

impl Fact {
    fn line(&self) -> String {
        format!("{:<32} {}", self.name, self.value)
    }
}

impl ElementLine {
    fn line(&self) -> String {
        let Self {
            tag,
            vr,
            length,
            keyword,
            value,
            ..
        } = self;
        let indent = "  ".repeat(usize::from(self.depth));
        format!("{indent}{tag} {vr:<2} {length:>8}  {keyword:<34} {value}")
    }
}
