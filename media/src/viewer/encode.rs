//! One frame to the bytes that its stack's form wants.

use std::io::{Read, Seek};

use filmdesk_dataset::file::{DicomFile, FileBulk};
use filmdesk_dataset::pixels::voi::{Modality, Voi, p_values};
use filmdesk_dataset::pixels::{FrameData, PixelAttributes, PixelError, StoredFrames};
use filmdesk_dataset::{BulkSource, DataSet, Tag};
use image::ExtendedColorType;
use image::codecs::webp::WebPEncoder;
use thiserror::Error;

use super::form::{FLOATS, Form};
use super::index::{Encoding, Sample};
use super::jpeg;
use super::mosaic::Mosaic;
use super::predict::{self, Samples};

/// A frame that did not come out.
#[derive(Debug, Error)]
pub enum FrameError {
    /// It was not decoded.
    #[error(transparent)]
    Pixels(#[from] PixelError),
    /// It differs from the others of its image or series.
    #[error("the frame is {found}, its stack {expected}")]
    Other {
        /// Of the frame.
        found: String,
        /// Of the stack.
        expected: String,
    },
    /// The instance's file cannot be read any more.
    #[error("the file cannot be read")]
    Unreadable,
    /// Said to be JPEG Baseline, and no such image.
    #[error("the frame is no JPEG Baseline image of the size that the data set says")]
    NoJpeg,
    /// Colour that the encoder did not take.
    #[error("WebP: {0}")]
    Webp(#[from] image::ImageError),
}

/// An image opened for its frames.
pub struct Opened<'a> {
    file: &'a DicomFile,
    frames: Option<(StoredFrames<'a>, PixelAttributes)>,
}

impl<'a> Opened<'a> {
    /// Looks through an image read from `reader`.
    ///
    /// # Errors
    /// [`FrameError::Pixels`]
    pub fn new<R: Read + Seek>(file: &'a DicomFile, reader: &mut R) -> Result<Self, FrameError> {
        let is_float = FLOATS.iter().any(|(tag, _)| file.data_set.contains(*tag));
        if is_float {
            return Ok(Self { file, frames: None });
        }
        let attributes = PixelAttributes::of(&file.data_set)?;
        let syntax = &file.meta.transfer_syntax;
        let frames = StoredFrames::new(&file.data_set, syntax, &mut file.source(reader))?;
        Ok(Self {
            file,
            frames: Some((frames, attributes)),
        })
    }

    /// The bytes of frame `frame` (from 0) in `form`.
    ///
    /// # Errors
    /// [`FrameError`]
    pub fn encode<R: Read + Seek>(
        &self,
        reader: &mut R,
        frame: u32,
        form: &Form,
    ) -> Result<Vec<u8>, FrameError> {
        let mut source = self.file.source(reader);
        let Some((frames, attributes)) = &self.frames else {
            let samples = floats(&self.file.data_set, &mut source, frame, form)?;
            return Ok(predict::encode(&samples, form.columns));
        };
        match form.encoding {
            Encoding::Jpeg => jpeg::kept(frames, &mut source, frame, attributes),
            Encoding::Webp => webp(&self.rgb(&mut source, frame, form)?, form),
            _ => {
                let samples = self.samples(&mut source, frame, form)?;
                Ok(predict::encode(&samples, form.columns))
            }
        }
    }

    /// A frame's samples, or those of all its tiles.
    fn samples<R: Read + Seek>(
        &self,
        source: &mut FileBulk<'_, R>,
        frame: u32,
        form: &Form,
    ) -> Result<Samples, FrameError> {
        let mut stored = |frame: u32, expected: (u32, u32)| {
            let (frames, _) = self.frames.as_ref().ok_or(PixelError::NoPixelData)?;
            let stored = frames.frame(source, frame)?;
            size((stored.rows, stored.columns), expected)?;
            fitted(stored.data, form.sample)
        };
        let Some(level) = &form.mosaic else {
            return stored(frame, (form.rows, form.columns));
        };
        let tile = |frame: u32| match stored(frame, level.tile)? {
            Samples::U16(samples) => Ok(samples),
            other => Err(FrameError::Other {
                found: format!("{:?}", other.sample()),
                expected: format!("{:?}", Sample::U16),
            }),
        };
        level.whole(frame, 1, 0, tile).map(Samples::U16)
    }

    /// A frame in colour, or all its tiles.
    fn rgb<R: Read + Seek>(
        &self,
        source: &mut FileBulk<'_, R>,
        frame: u32,
        form: &Form,
    ) -> Result<Vec<u8>, FrameError> {
        match &form.mosaic {
            Some(level) => level.whole(frame, 3, u8::MAX, |tile| {
                self.colors(source, tile, level.tile)
            }),
            None => self.colors(source, frame, (form.rows, form.columns)),
        }
    }

    /// A slide's level at most `side` pixels wide and high, in colour.
    pub(super) fn small<R: Read + Seek>(
        &self,
        reader: &mut R,
        level: &Mosaic,
        side: u32,
    ) -> Result<(u32, u32, Vec<u8>), FrameError> {
        let mut source = self.file.source(reader);
        let step = level.rows.max(level.columns).div_ceil(side).max(1);
        level.small(step, |tile| self.colors(&mut source, tile, level.tile))
    }

    /// One stored frame as RGB of 8 bits.
    fn colors<R: Read + Seek>(
        &self,
        source: &mut FileBulk<'_, R>,
        frame: u32,
        expected: (u32, u32),
    ) -> Result<Vec<u8>, FrameError> {
        let data = &self.file.data_set;
        let (frames, _) = self.frames.as_ref().ok_or(PixelError::NoPixelData)?;
        let decoded = frames.presented(data, source, frame)?;
        size((decoded.rows, decoded.columns), expected)?;
        match decoded.data {
            FrameData::U8(rgb) if decoded.bits_stored == 8 && decoded.samples == 3 => Ok(rgb),
            _ => {
                let modality = Modality::of(data, frame);
                let whole = Voi::full_range(&decoded, &modality);
                let values = p_values(&decoded, &modality, &whole, 8).into_iter();
                Ok(values
                    .map(|value| u8::try_from(value).unwrap_or(u8::MAX))
                    .collect())
            }
        }
    }
}

fn webp(rgb: &[u8], form: &Form) -> Result<Vec<u8>, FrameError> {
    let mut bytes = Vec::new();
    let encoder = WebPEncoder::new_lossless(&mut bytes);
    encoder.encode(rgb, form.columns, form.rows, ExtendedColorType::Rgb8)?;
    Ok(bytes)
}

/// Rows and columns as they must be.
fn size(found: (u32, u32), expected: (u32, u32)) -> Result<(), FrameError> {
    let named = |(rows, columns): (u32, u32)| format!("{columns} x {rows}");
    match found == expected {
        true => Ok(()),
        false => Err(FrameError::Other {
            found: named(found),
            expected: named(expected),
        }),
    }
}

/// Samples in the type of the stack: a codec may know better than the data set what it holds.
fn fitted(data: FrameData, wanted: Option<Sample>) -> Result<Samples, FrameError> {
    let samples = Samples::from(data);
    let found = samples.sample();
    match wanted {
        Some(wanted) if wanted != found => samples.converted(wanted).ok_or(FrameError::Other {
            found: format!("{found:?}"),
            expected: format!("{wanted:?}"),
        }),
        _ => Ok(samples),
    }
}

/// Samples of Float or Double Float Pixel Data; the latter rounded to what the viewer has.
fn floats(
    data: &DataSet,
    source: &mut dyn BulkSource,
    frame: u32,
    form: &Form,
) -> Result<Samples, FrameError> {
    let (tag, width) = FLOATS
        .iter()
        .find(|(tag, _)| data.contains(*tag))
        .ok_or(PixelError::NoPixelData)?;
    let count = form.rows as usize * form.columns as usize;
    let mut bytes = vec![0; count * width];
    let offset = bytes.len() as u64 * u64::from(frame);
    read_at(data, *tag, source, offset, &mut bytes).map_err(PixelError::Io)?;
    let one = |bytes: &[u8]| match *bytes {
        [a, b, c, d] => f32::from_le_bytes([a, b, c, d]),
        [a, b, c, d, e, f, g, h] => f64::from_le_bytes([a, b, c, d, e, f, g, h]) as f32,
        _ => f32::NAN,
    };
    Ok(Samples::F32(bytes.chunks_exact(*width).map(one).collect()))
}

fn read_at(
    data: &DataSet,
    tag: Tag,
    source: &mut dyn BulkSource,
    offset: u64,
    buffer: &mut [u8],
) -> std::io::Result<()> {
    if let Some(bulk) = data.bulk(tag) {
        source.read_exact_at(&bulk, offset, buffer)?;
        if bulk.big_endian {
            let unit = if tag == FLOATS[0].0 { 4 } else { 8 };
            buffer.chunks_exact_mut(unit).for_each(<[u8]>::reverse);
        }
        return Ok(());
    }
    let end = std::io::ErrorKind::UnexpectedEof;
    let start = usize::try_from(offset).map_err(|_| end)?;
    let bytes = data
        .bytes(tag)
        .and_then(|bytes| bytes.get(start..))
        .ok_or(end)?;
    buffer.copy_from_slice(bytes.get(..buffer.len()).ok_or(end)?);
    Ok(())
}
