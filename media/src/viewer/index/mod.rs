//! The index as `viewer/src/data.ts` has it; what every field means is said there. Names differ
//! in nothing but their spelling.

mod column;
mod objects;
mod parts;

pub use column::Column;
pub use objects::{
    Document, DocumentKind, Dose, DoseUnits, KeySelection, Objects, Presentation, Roi, Segment,
    Segmentation, StructureSet, Waveform,
};
pub use parts::{
    Blend, Contour, DocumentLine, DocumentPart, Graphic, Modality, Overlay, OverlayPart,
    PresentationPart, PresentedDisplay, Shutter, StructurePart, WaveformAnnotation,
    WaveformChannel, WaveformGroup, WaveformKind, WaveformPart,
};
use serde::Serialize;

/// A stack and a frame in it, both from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct FrameRef(pub u32, pub u32);

/// All of it.
#[derive(Debug, Clone, Default, Serialize)]
#[serde(rename_all = "camelCase")]
#[expect(missing_docs, reason = "said in data.ts")]
pub struct Index {
    pub version: u32,
    pub language: &'static str,
    pub disc: Disc,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub display: Option<Vec<u8>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub font: Option<String>,
    pub chunks: u32,
    pub parts: u32,
    pub patients: Vec<Patient>,
    pub stacks: Vec<Stack>,
    #[serde(flatten)]
    pub objects: Objects,
    pub notes: Vec<String>,
}

/// The disc.
#[derive(Debug, Clone, Default, Serialize)]
#[serde(rename_all = "camelCase")]
#[expect(missing_docs, reason = "said in data.ts")]
pub struct Disc {
    pub id: String,
    pub created: String,
    pub number: usize,
    pub count: usize,
    pub institution: String,
    pub address: String,
    pub contact: String,
    pub software: String,
}

/// The components of a PN.
#[derive(Debug, Clone, Default, Serialize)]
#[expect(missing_docs, reason = "said in data.ts")]
pub struct PersonName {
    pub alphabetic: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ideographic: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub phonetic: Option<String>,
}

/// A patient.
#[derive(Debug, Clone, Default, Serialize)]
#[expect(missing_docs, reason = "said in data.ts")]
pub struct Patient {
    pub id: String,
    pub name: PersonName,
    pub birth: String,
    pub sex: String,
    pub studies: Vec<Study>,
}

/// A study.
#[derive(Debug, Clone, Default, Serialize)]
#[expect(missing_docs, reason = "said in data.ts")]
pub struct Study {
    pub date: String,
    pub time: String,
    pub description: String,
    pub accession: String,
    pub institution: String,
    pub referring: PersonName,
    pub series: Vec<Series>,
}

/// A series.
#[derive(Debug, Clone, Default, Serialize)]
#[serde(rename_all = "camelCase")]
#[expect(missing_docs, reason = "said in data.ts")]
pub struct Series {
    pub number: i64,
    pub modality: String,
    pub description: String,
    pub body_part: String,
    pub stacks: Vec<u32>,
    pub waveforms: Vec<u32>,
    pub documents: Vec<u32>,
}

/// The type of samples.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
#[expect(missing_docs, reason = "their names say it")]
pub enum Sample {
    U8,
    U16,
    I16,
    U32,
    I32,
    F32,
}

impl Sample {
    /// Bytes of one.
    pub fn bytes(self) -> usize {
        match self {
            Self::U8 => 1,
            Self::U16 | Self::I16 => 2,
            Self::U32 | Self::I32 | Self::F32 => 4,
        }
    }
}

/// How the bytes of frames are made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
#[expect(missing_docs, reason = "said in data.ts")]
pub enum Encoding {
    Predicted,
    Jpeg,
    Webp,
    Video,
    Absent,
}

/// In which order frames stand in chunks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
#[expect(missing_docs, reason = "said in data.ts")]
pub enum Order {
    Outward,
    Forward,
}

/// Frames of one kind in their order of display.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
#[expect(missing_docs, reason = "said in data.ts")]
pub struct Stack {
    pub label: String,
    pub frames: u32,
    pub rows: u32,
    pub columns: u32,
    pub encoding: Encoding,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sample: Option<Sample>,
    pub bits: u16,
    #[serde(skip_serializing_if = "is_false")]
    pub color: bool,
    #[serde(skip_serializing_if = "is_false")]
    pub inverted: bool,
    pub order: Order,
    pub chunks: Vec<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub thumbnail: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub video: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub absent: Option<Absent>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub thinned: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rate: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub durations: Option<Vec<f64>>,
    pub technique: Vec<Line>,
    pub table: Table,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub overlays: Option<u32>,
}

/// Why a stack is not shown.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[expect(missing_docs, reason = "said in data.ts")]
pub struct Absent {
    pub format: String,
    pub file: String,
    pub reason: String,
}

/// A line of technique: what stands before, and the value.
pub type Line = (&'static str, String);

/// The frames' attributes, or the part with them.
#[derive(Debug, Clone, Serialize)]
#[serde(untagged)]
#[expect(missing_docs, reason = "said in data.ts")]
pub enum Table {
    Here(Box<FrameTable>),
    Part(u32),
}

/// The frames' attributes.
#[derive(Debug, Clone, Default, Serialize)]
#[serde(rename_all = "camelCase")]
#[expect(missing_docs, reason = "said in data.ts")]
pub struct FrameTable {
    pub number: Column<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub frame: Option<Column<u32>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub time: Option<Column<String>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub position: Option<Column<[f64; 3]>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub orientation: Option<Column<[f64; 6]>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub frame_of_reference: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub spacing: Option<Column<[f64; 2]>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub spacing_at: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub aspect: Option<[u32; 2]>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub thickness: Option<Column<f64>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub directions: Option<Column<[String; 2]>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub laterality: Option<Column<String>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub technique: Option<Column<Vec<Line>>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lossy: Option<Column<Option<String>>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub slope: Option<Column<f64>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub intercept: Option<Column<f64>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub units: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub modality_lut: Option<Lut>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub suv: Option<Column<f64>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub windows: Option<Column<Vec<(f64, f64, String)>>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub voi_function: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub voi_lut: Option<Lut>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub padding: Option<[i64; 2]>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub supplement: Option<Supplement>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub regions: Option<Column<Vec<Region>>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub shutters: Option<Column<Vec<Shutter>>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub segment: Option<Column<u16>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<Column<Option<FrameRef>>>,
}

impl FrameTable {
    /// Leaves the attributes of some frames alone, by their places.
    pub(super) fn select(&mut self, frames: &[usize]) {
        fn of<T: Clone>(column: &mut Option<Column<T>>, frames: &[usize]) {
            if let Some(column) = column {
                column.select(frames);
            }
        }
        self.number.select(frames);
        of(&mut self.frame, frames);
        of(&mut self.time, frames);
        of(&mut self.position, frames);
        of(&mut self.orientation, frames);
        of(&mut self.spacing, frames);
        of(&mut self.thickness, frames);
        of(&mut self.directions, frames);
        of(&mut self.laterality, frames);
        of(&mut self.technique, frames);
        of(&mut self.lossy, frames);
        of(&mut self.slope, frames);
        of(&mut self.intercept, frames);
        of(&mut self.suv, frames);
        of(&mut self.windows, frames);
        of(&mut self.regions, frames);
        of(&mut self.shutters, frames);
        of(&mut self.segment, frames);
        of(&mut self.source, frames);
    }
}

/// US Region Calibration (PS3.3 C.8.5.5).
#[derive(Debug, Clone, PartialEq, Serialize)]
#[expect(missing_docs, reason = "said in data.ts")]
pub struct Region {
    #[serde(rename = "box")]
    pub area: [i64; 4],
    pub x: (f64, String),
    pub y: (f64, String),
}

/// A table of PS3.3 C.11.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
#[expect(missing_docs, reason = "said in data.ts")]
pub struct Lut {
    pub first: i64,
    pub bits: u16,
    pub data: Vec<u16>,
    pub explanation: String,
}

/// Colors of stored values (PS3.3 C.7.6.19).
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[expect(missing_docs, reason = "said in data.ts")]
pub struct Supplement {
    pub first: i64,
    pub colors: Vec<u8>,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde calls it so")]
fn is_false(value: &bool) -> bool {
    !value
}
