//! The Image Pixel Module (PS3.3 C.7.6.3), checked.

use std::fmt;
use std::str::FromStr;

use dicom_core::Tag;
use dicom_dictionary_std::tags;

use super::PixelError;
use crate::data_set::DataSet;

/// Samples of one frame that are decoded: 134 million, above the largest mammograms and
/// stitched radiographs (30 million) and below what a damaged Rows and Columns can claim.
pub const MAX_SAMPLES: u64 = 1 << 27;

/// Photometric Interpretation (PS3.3 C.7.6.3.1.2), the values that are decoded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Photometric {
    /// MONOCHROME1: the smallest value is white.
    Monochrome1,
    /// MONOCHROME2: the smallest value is black.
    Monochrome2,
    /// PALETTE COLOR.
    PaletteColor,
    /// RGB.
    Rgb,
    /// YBR_FULL.
    YbrFull,
    /// YBR_FULL_422: half the chrominance samples along a row.
    YbrFull422,
    /// YBR_ICT, inside JPEG 2000.
    YbrIct,
    /// YBR_RCT, inside JPEG 2000.
    YbrRct,
}

/// The defined terms.
const TERMS: [(Photometric, &str); 8] = [
    (Photometric::Monochrome1, "MONOCHROME1"),
    (Photometric::Monochrome2, "MONOCHROME2"),
    (Photometric::PaletteColor, "PALETTE COLOR"),
    (Photometric::Rgb, "RGB"),
    (Photometric::YbrFull, "YBR_FULL"),
    (Photometric::YbrFull422, "YBR_FULL_422"),
    (Photometric::YbrIct, "YBR_ICT"),
    (Photometric::YbrRct, "YBR_RCT"),
];

impl FromStr for Photometric {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        let found = TERMS.iter().find(|(_, term)| *term == text);
        found.map(|(photometric, _)| *photometric).ok_or(())
    }
}

impl fmt::Display for Photometric {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let found = TERMS.iter().find(|(photometric, _)| photometric == self);
        f.write_str(found.map_or("", |(_, term)| term))
    }
}

/// What the data set says about its pixels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PixelAttributes {
    /// Rows, 1 to 65,535.
    pub rows: u32,
    /// Columns, 1 to 65,535.
    pub columns: u32,
    /// Samples per Pixel, 1 or 3.
    pub samples: u16,
    /// Bits Allocated, 1, 8, 16 or 32.
    pub bits_allocated: u16,
    /// Bits Stored, at most Bits Allocated.
    pub bits_stored: u16,
    /// High Bit, at least Bits Stored - 1.
    pub high_bit: u16,
    /// Whether Pixel Representation is two's complement.
    pub signed: bool,
    /// Photometric Interpretation.
    pub photometric: Photometric,
    /// Whether Planar Configuration is colour by plane.
    pub planar: bool,
    /// Number of Frames, at least 1.
    pub frames: u32,
}

impl PixelAttributes {
    /// Reads and checks the attributes. Bits Stored and High Bit that contradict Bits Allocated
    /// are replaced by what must have been meant.
    pub fn of(data: &DataSet) -> Result<Self, PixelError> {
        let rows = u32::from(needed(data, tags::ROWS)?);
        let columns = u32::from(needed(data, tags::COLUMNS)?);
        let samples = us(data, tags::SAMPLES_PER_PIXEL)?.unwrap_or(1);
        let bits_allocated = needed(data, tags::BITS_ALLOCATED)?;
        if !matches!(samples, 1 | 3) {
            return Err(PixelError::Attribute(tags::SAMPLES_PER_PIXEL));
        }
        if !matches!(bits_allocated, 1 | 8 | 16 | 32) {
            return Err(PixelError::Attribute(tags::BITS_ALLOCATED));
        }
        if u64::from(rows) * u64::from(columns) * u64::from(samples) > MAX_SAMPLES {
            return Err(PixelError::TooLarge {
                rows,
                columns,
                samples,
            });
        }
        let stored =
            us(data, tags::BITS_STORED)?.filter(|bits| (1..=bits_allocated).contains(bits));
        let bits_stored = stored.unwrap_or(bits_allocated);
        let high =
            us(data, tags::HIGH_BIT)?.filter(|bit| (bits_stored - 1..bits_allocated).contains(bit));
        Ok(Self {
            rows,
            columns,
            samples,
            bits_allocated,
            bits_stored,
            high_bit: high.unwrap_or(bits_stored - 1),
            signed: us(data, tags::PIXEL_REPRESENTATION)? == Some(1),
            photometric: photometric(data, samples)?,
            planar: samples > 1 && us(data, tags::PLANAR_CONFIGURATION)? == Some(1),
            frames: frames(data)?,
        })
    }

    /// Pixels of one frame.
    pub fn pixels(&self) -> usize {
        self.rows as usize * self.columns as usize
    }

    /// Samples of one frame.
    pub fn samples_in_frame(&self) -> usize {
        self.pixels() * usize::from(self.samples)
    }
}

fn us(data: &DataSet, tag: Tag) -> Result<Option<u16>, PixelError> {
    data.u16(tag).map_err(|_| PixelError::Attribute(tag))
}

fn needed(data: &DataSet, tag: Tag) -> Result<u16, PixelError> {
    us(data, tag)?
        .filter(|value| *value > 0)
        .ok_or(PixelError::Attribute(tag))
}

fn photometric(data: &DataSet, samples: u16) -> Result<Photometric, PixelError> {
    let tag = tags::PHOTOMETRIC_INTERPRETATION;
    let text = data.ascii(tag).map_err(|_| PixelError::Attribute(tag))?;
    let found = match text {
        None if samples == 1 => Photometric::Monochrome2,
        None => Photometric::Rgb,
        Some(text) => text.parse().map_err(|()| PixelError::Attribute(tag))?,
    };
    use Photometric::{Monochrome1, Monochrome2, PaletteColor};
    let gray = matches!(found, Monochrome1 | Monochrome2 | PaletteColor);
    if gray == (samples == 1) {
        Ok(found)
    } else {
        Err(PixelError::Attribute(tag))
    }
}

fn frames(data: &DataSet) -> Result<u32, PixelError> {
    let tag = tags::NUMBER_OF_FRAMES;
    let number = data
        .number::<u32>(tag)
        .map_err(|_| PixelError::Attribute(tag))?;
    Ok(number.unwrap_or(1).max(1))
}
