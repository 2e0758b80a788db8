//! Studies that go on to another archive.

use serde::{Deserialize, Serialize};

/// What is to be sent where: the order of a job of the queue. The instances are those that were
/// there at the time: the job's pins.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct SendOrder {
    /// The name of a destination of the settings.
    pub destination: String,
    /// Study Instance UIDs.
    pub studies: Vec<String>,
}

/// How far it is: the detail of a job's report.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", default)]
pub struct SendReport {
    /// Bytes of the files that arrived.
    pub bytes: u64,
    /// Bytes of all.
    pub bytes_total: u64,
    /// Images that were turned into another transfer syntax, without loss.
    pub turned: u64,
    /// How many images had which answer, other than plain success (`already-there`, `changed`,
    /// `discarded`, `mismatch-stored`, `no-room`, `mismatch`, `not-understood`, `not-taken`,
    /// `not-allowed`, `refused`, `unreadable`).
    pub answers: Vec<AnswerCount>,
    /// Images with such an answer, the first ones.
    pub images: Vec<ImageAnswer>,
    /// How many more there are.
    pub more: u64,
    /// Tries in a row that ended because the destination did not answer or had no room.
    pub vain: u32,
    /// When it is tried again by itself, in seconds since 1970; 0: not.
    pub next_try: i64,
    /// What went wrong last, in English.
    pub trouble: String,
    /// SOP Instance UIDs of images on which an association broke, the last one last: they go
    /// after all others.
    pub broke: Vec<String>,
}

/// How many images had an answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct AnswerCount {
    /// The answer in one word.
    pub answer: String,
    /// Whether the destination has the images.
    pub is_there: bool,
    /// How many.
    pub images: u64,
}

/// What a destination said of an image.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct ImageAnswer {
    /// SOP Instance UID.
    pub instance: String,
    /// The answer in one word.
    pub answer: String,
    /// Status and comment as they came, or why there was none, in English.
    pub said: String,
}
