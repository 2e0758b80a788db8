//! What is beside images, as the index lists it; `resolve` makes it.

use serde::Serialize;

use super::FrameRef;

/// The lists.
#[derive(Debug, Clone, Default, Serialize)]
#[expect(missing_docs, reason = "said in data.ts")]
pub struct Objects {
    pub waveforms: Vec<Waveform>,
    pub documents: Vec<Document>,
    pub keys: Vec<KeySelection>,
    pub presentations: Vec<Presentation>,
    pub segmentations: Vec<Segmentation>,
    pub structures: Vec<StructureSet>,
    pub doses: Vec<Dose>,
}

/// A recorded waveform.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[expect(missing_docs, reason = "said in data.ts")]
pub struct Waveform {
    pub label: String,
    pub part: u32,
}

/// A report or a file.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[expect(missing_docs, reason = "said in data.ts")]
pub struct Document {
    pub title: String,
    pub kind: DocumentKind,
    pub date: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub link: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub file: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub part: Option<u32>,
}

/// Kinds of documents.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
#[expect(missing_docs, reason = "said in data.ts")]
pub enum DocumentKind {
    Report,
    Pdf,
    Cda,
    Text,
    Other,
}

/// Key Object Selection.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[expect(missing_docs, reason = "said in data.ts")]
pub struct KeySelection {
    pub title: String,
    pub description: String,
    pub images: Vec<FrameRef>,
}

/// A presentation state.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[expect(missing_docs, reason = "said in data.ts")]
pub struct Presentation {
    pub label: String,
    pub description: String,
    pub creator: String,
    pub date: String,
    pub images: Vec<FrameRef>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub omits: Vec<&'static str>,
    pub part: u32,
}

/// A segmentation.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[expect(missing_docs, reason = "said in data.ts")]
pub struct Segmentation {
    pub label: String,
    pub stack: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fractional: Option<u16>,
    pub segments: Vec<Segment>,
}

/// A segment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[expect(missing_docs, reason = "said in data.ts")]
pub struct Segment {
    pub number: u16,
    pub label: String,
    pub color: [u8; 3],
}

/// An RT structure set.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
#[expect(missing_docs, reason = "said in data.ts")]
pub struct StructureSet {
    pub label: String,
    pub frame_of_reference: u32,
    pub rois: Vec<Roi>,
    pub part: u32,
}

/// A region of interest.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[expect(missing_docs, reason = "said in data.ts")]
pub struct Roi {
    pub number: i64,
    pub name: String,
    pub color: [u8; 3],
    pub kind: String,
}

/// RT Dose.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[expect(missing_docs, reason = "said in data.ts")]
pub struct Dose {
    pub label: String,
    pub stack: u32,
    pub units: DoseUnits,
    pub maximum: f64,
}

/// Dose Units.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[expect(missing_docs, reason = "said in data.ts")]
pub enum DoseUnits {
    Gy,
    #[serde(rename = "relative")]
    Relative,
}
