//! In which form the frames of an image go to the viewer, decided before a pixel is read.

use std::io::{Read, Seek};
use std::sync::Arc;

use filmdesk_dataset::file::DicomFile;
use filmdesk_dataset::pixels::{self, Photometric, PixelAttributes, StoredFrames};
use filmdesk_dataset::{DataSet, Tag, tags};

use super::index::{Encoding, Sample};
use super::mosaic::{MAX_SIDE, Mosaic};
use super::{jpeg, video};

/// JPEG Baseline (Process 1), whose frames every browser shows as they are.
const JPEG_BASELINE: &str = "1.2.840.10008.1.2.4.50";
/// Pixels of a side that WebP holds.
const WEBP_SIDE: u32 = 16_383;

/// The elements that hold numbers with a point (PS3.3 C.7.6.24, C.7.6.25) and their bytes.
pub(super) const FLOATS: &[(Tag, usize)] = &[
    (tags::FLOAT_PIXEL_DATA, 4),
    (tags::DOUBLE_FLOAT_PIXEL_DATA, 8),
];

/// What all frames of an image have in common.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Form {
    /// Rows.
    pub rows: u32,
    /// Columns.
    pub columns: u32,
    /// How their bytes are made.
    pub encoding: Encoding,
    /// The type of samples, of those that are predicted.
    pub sample: Option<Sample>,
    /// Bits Stored.
    pub bits: u16,
    /// Three samples per pixel.
    pub color: bool,
    /// MONOCHROME1.
    pub inverted: bool,
    /// The name of a video's transfer syntax.
    pub format: Option<&'static str>,
    /// Why they are not shown.
    pub(super) absent: Option<(String, String)>,
    /// Of a whole slide's level: how its frames make one image.
    pub(super) mosaic: Option<Arc<Mosaic>>,
}

impl Form {
    /// The form of an image, and how many frames it has.
    pub(super) fn of<R: Read + Seek>(file: &DicomFile, reader: &mut R) -> (Self, u32) {
        if let Some(float) = float(&file.data_set) {
            return float;
        }
        if let Some(video) = video(file) {
            return video;
        }
        let mut source = file.source(reader);
        let opened = StoredFrames::new(&file.data_set, &file.meta.transfer_syntax, &mut source);
        let opened = opened.and_then(|opened| Ok((opened, PixelAttributes::of(&file.data_set)?)));
        let (frames, attributes) = match opened {
            Ok(opened) => opened,
            Err(error) => return (Self::absent(file, &format!("@cannotDecode ({error})")), 1),
        };
        if let Some(level) = Mosaic::of(&file.data_set, &attributes) {
            return Self::of_slide(file, &attributes, level);
        }
        let jpeg = file.meta.transfer_syntax == JPEG_BASELINE
            && (attributes.samples == 3 || attributes.frames > 1)
            && jpeg::kept(&frames, &mut source, 0, &attributes).is_ok();
        (Self::shown(file, &attributes, jpeg), frames.count())
    }

    fn shown(file: &DicomFile, attributes: &PixelAttributes, jpeg: bool) -> Self {
        let color = attributes.samples == 3 || attributes.photometric == Photometric::PaletteColor;
        let encoding = match (jpeg, color) {
            (true, _) => Encoding::Jpeg,
            (false, true) => Encoding::Webp,
            (false, false) => Encoding::Predicted,
        };
        let longer = attributes.rows.max(attributes.columns);
        if encoding == Encoding::Webp && longer > WEBP_SIDE {
            let reason = format!("@tooWide {longer}");
            return Self::absent(file, &reason);
        }
        Self {
            rows: attributes.rows,
            columns: attributes.columns,
            encoding,
            sample: (encoding == Encoding::Predicted).then(|| sample(attributes)),
            bits: if color { 8 } else { attributes.bits_stored },
            color,
            inverted: attributes.photometric == Photometric::Monochrome1,
            format: None,
            absent: None,
            mosaic: None,
        }
    }

    /// A level of a slide: one image of each focal plane.
    fn of_slide(file: &DicomFile, attributes: &PixelAttributes, level: Mosaic) -> (Self, u32) {
        let (rows, columns) = (level.rows, level.columns);
        if rows.max(columns) > MAX_SIDE {
            let reason = format!("@tooManyTiles {columns} x {rows}");
            return (Self::absent(file, &reason), 1);
        }
        let tile = Self::shown(file, attributes, false);
        // Fluorescence has 8 or 16 bits, unsigned: the wider one holds both.
        let sample = tile.sample.map(|_| Sample::U16);
        let planes = level.planes();
        let form = Self {
            rows,
            columns,
            sample,
            mosaic: Some(Arc::new(level)),
            ..tile
        };
        (form, planes)
    }

    /// Frames that cannot be shown.
    fn absent(file: &DicomFile, reason: &dyn std::fmt::Display) -> Self {
        let syntax = &file.meta.transfer_syntax;
        let format = pixels::syntax_name(syntax).map_or_else(|| syntax.clone(), str::to_owned);
        Self {
            rows: 0,
            columns: 0,
            encoding: Encoding::Absent,
            sample: None,
            bits: 0,
            color: false,
            inverted: false,
            format: None,
            absent: Some((format, reason.to_string())),
            mosaic: None,
        }
    }
}

/// The form of a video: its stream is a file of its own.
fn video(file: &DicomFile) -> Option<(Form, u32)> {
    let (data, syntax) = (&file.data_set, &file.meta.transfer_syntax);
    video::coded(syntax)?;
    let side = |tag| data.u16(tag).ok().flatten().map_or(0, u32::from);
    let frames = data.number::<u32>(tags::NUMBER_OF_FRAMES).ok().flatten();
    let form = Form {
        rows: side(tags::ROWS),
        columns: side(tags::COLUMNS),
        encoding: Encoding::Video,
        sample: None,
        bits: 8,
        color: true,
        inverted: false,
        format: pixels::syntax_name(syntax),
        absent: None,
        mosaic: None,
    };
    Some((form, frames.unwrap_or(1).max(1)))
}

fn sample(attributes: &PixelAttributes) -> Sample {
    match (attributes.signed, attributes.bits_stored) {
        (false, 0..=8) => Sample::U8,
        (false, 9..=16) => Sample::U16,
        (false, _) => Sample::U32,
        (true, 0..=16) => Sample::I16,
        (true, _) => Sample::I32,
    }
}

/// The form of an image whose samples have a point.
fn float(data: &DataSet) -> Option<(Form, u32)> {
    FLOATS.iter().find(|(tag, _)| data.contains(*tag))?;
    let side = |tag| data.u16(tag).ok().flatten().filter(|side| *side > 0);
    let (rows, columns) = (side(tags::ROWS)?, side(tags::COLUMNS)?);
    let frames = data.number::<u32>(tags::NUMBER_OF_FRAMES).ok().flatten();
    let form = Form {
        rows: rows.into(),
        columns: columns.into(),
        encoding: Encoding::Predicted,
        sample: Some(Sample::F32),
        bits: 32,
        color: false,
        inverted: data.ascii(tags::PHOTOMETRIC_INTERPRETATION) == Ok(Some("MONOCHROME1")),
        format: None,
        absent: None,
        mosaic: None,
    };
    Some((form, frames.unwrap_or(1).max(1)))
}
