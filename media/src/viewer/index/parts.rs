//! What the parts of the index hold; what every field means is said in data.ts.

use std::collections::BTreeMap;

use serde::Serialize;

use super::{FrameRef, Lut};

/// The samples of a waveform.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[expect(missing_docs, reason = "said in data.ts")]
pub struct WaveformPart {
    pub kind: WaveformKind,
    pub groups: Vec<WaveformGroup>,
    pub annotations: Vec<WaveformAnnotation>,
    pub facts: Vec<(String, String)>,
}

/// How a waveform is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
#[expect(missing_docs, reason = "said in data.ts")]
pub enum WaveformKind {
    Ecg,
    Other,
}

/// A multiplex group.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[expect(missing_docs, reason = "said in data.ts")]
pub struct WaveformGroup {
    pub label: String,
    pub rate: f64,
    pub length: u32,
    pub channels: Vec<WaveformChannel>,
    pub samples: String,
}

/// A channel.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[expect(missing_docs, reason = "said in data.ts")]
pub struct WaveformChannel {
    pub label: String,
    pub units: String,
    pub scale: f64,
    pub baseline: f64,
    #[serde(skip_serializing_if = "super::is_false")]
    pub padded: bool,
}

/// What was noted on a waveform.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[expect(missing_docs, reason = "said in data.ts")]
pub struct WaveformAnnotation {
    pub text: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub seconds: Option<f64>,
}

/// The lines of a document.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[expect(missing_docs, reason = "said in data.ts")]
pub struct DocumentPart {
    pub lines: Vec<DocumentLine>,
}

/// A line.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
#[expect(missing_docs, reason = "said in data.ts")]
pub struct DocumentLine {
    pub level: usize,
    pub name: String,
    pub value: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub images: Vec<FrameRef>,
}

/// What a presentation state says.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[expect(missing_docs, reason = "said in data.ts")]
pub struct PresentationPart {
    pub displays: Vec<PresentedDisplay>,
}

/// What is blended over an image.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[expect(missing_docs, reason = "said in data.ts")]
pub struct Blend {
    pub stack: u32,
    pub opacity: f64,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub window: Option<[f64; 2]>,
    pub palette: Vec<u8>,
}

/// How some frames are shown.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
#[expect(missing_docs, reason = "said in data.ts")]
pub struct PresentedDisplay {
    pub images: Vec<FrameRef>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub window: Option<[f64; 2]>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub voi_function: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub voi_lut: Option<Lut>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub modality: Option<Modality>,
    #[serde(skip_serializing_if = "super::is_false")]
    pub inverted: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub curve: Option<Vec<u8>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub palette: Option<Vec<u8>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub blend: Option<Blend>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rotation: Option<u16>,
    #[serde(skip_serializing_if = "super::is_false")]
    pub flipped: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub area: Option<[[i32; 2]; 2]>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub area_mode: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pixel_spacing: Option<[f64; 2]>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub magnification: Option<f64>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub shutters: Vec<Shutter>,
    pub graphics: Vec<Graphic>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub overlays: Vec<Overlay>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub activated: Vec<u16>,
}

/// A Modality LUT.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(untagged)]
#[expect(missing_docs, reason = "said in data.ts")]
pub enum Modality {
    Rescale { slope: f64, intercept: f64 },
    Lut { lut: Lut },
}

/// What is closed off.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "lowercase", tag = "kind")]
#[expect(missing_docs, reason = "said in data.ts")]
pub enum Shutter {
    Rectangle {
        #[serde(rename = "box")]
        area: [i32; 4],
    },
    Circle {
        center: [i32; 2],
        radius: i32,
    },
    Polygon {
        points: Vec<[i32; 2]>,
    },
}

/// A drawing or a text.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[expect(missing_docs, reason = "said in data.ts")]
pub struct Graphic {
    pub kind: &'static str,
    pub units: &'static str,
    pub points: Vec<[f64; 2]>,
    #[serde(skip_serializing_if = "super::is_false")]
    pub filled: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub color: Option<[u8; 3]>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub layer: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub anchor: Option<[f64; 2]>,
}

/// The overlays of a stack.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
#[expect(missing_docs, reason = "said in data.ts")]
pub struct OverlayPart {
    pub frames: BTreeMap<String, Vec<Overlay>>,
}

/// An overlay plane of a frame.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[expect(missing_docs, reason = "said in data.ts")]
pub struct Overlay {
    pub group: u16,
    pub rows: u16,
    pub columns: u16,
    pub origin: [i16; 2],
    #[serde(rename = "type")]
    pub kind: String,
    pub description: String,
    pub bits: String,
}

/// The contours of a structure set.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[expect(missing_docs, reason = "said in data.ts")]
pub struct StructurePart {
    pub contours: Vec<Contour>,
}

/// A contour.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[expect(missing_docs, reason = "said in data.ts")]
pub struct Contour {
    pub roi: i64,
    pub kind: &'static str,
    pub points: Vec<f64>,
}
