//! Frames to compressed bytes (PS3.5 8.2 and Annex A.4): one encoder per family, all from the
//! same view of a frame's samples.

mod bits;
mod huffman;
mod jpeg_baseline;
mod jpeg_lossless;
mod rle;

use dicom_dictionary_std::uids;
use thiserror::Error;

use super::attributes::Photometric;
use super::samples::FrameData;
use super::{Frame, jpeg_ls, jpeg2000};

/// How much may be lost.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Quality {
    /// 1 to 100, for JPEG as its reference implementation counts and for JPEG 2000 likewise:
    /// above 90 a difference is hardly seen.
    pub percent: u8,
    /// For JPEG-LS: how far a sample may be from its original.
    pub near: u8,
}

impl Default for Quality {
    fn default() -> Self {
        Self {
            percent: 92,
            near: 2,
        }
    }
}

/// How a transfer syntax that is written codes a frame.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Coder {
    /// RLE Lossless.
    Rle,
    /// JPEG Lossless, First-Order Prediction.
    JpegLossless,
    /// JPEG Baseline.
    JpegBaseline,
    /// JPEG-LS Lossless.
    JpegLs,
    /// JPEG-LS Near-lossless.
    JpegLsNear,
    /// JPEG 2000 Lossless Only.
    Jpeg2000Lossless,
    /// JPEG 2000.
    Jpeg2000,
}

/// Every compressed transfer syntax that is written.
const CODERS: &[(&str, Coder)] = &[
    (uids::RLE_LOSSLESS, Coder::Rle),
    (uids::JPEG_LOSSLESS_SV1, Coder::JpegLossless),
    (uids::JPEG_BASELINE8_BIT, Coder::JpegBaseline),
    (uids::JPEGLS_LOSSLESS, Coder::JpegLs),
    (uids::JPEGLS_NEAR_LOSSLESS, Coder::JpegLsNear),
    (uids::JPEG2000_LOSSLESS, Coder::Jpeg2000Lossless),
    (uids::JPEG2000, Coder::Jpeg2000),
];

impl Coder {
    /// The coder of a transfer syntax, if frames are written in it.
    pub fn of(transfer_syntax: &str) -> Option<Self> {
        let found = CODERS.iter().find(|(uid, _)| *uid == transfer_syntax);
        found.map(|(_, coder)| *coder)
    }

    /// Whether samples may come back changed.
    pub fn is_lossy(self) -> bool {
        matches!(self, Self::JpegBaseline | Self::JpegLsNear | Self::Jpeg2000)
    }

    /// Lossy Image Compression Method (0028,2114) (PS3.3 C.7.6.1.1.5.1).
    pub fn method(self) -> Option<&'static str> {
        match self {
            Self::JpegBaseline => Some("ISO_10918_1"),
            Self::JpegLsNear => Some("ISO_14495_1"),
            Self::Jpeg2000 => Some("ISO_15444_1"),
            _ => None,
        }
    }

    /// Photometric Interpretation of the frames that this coder makes of `source`
    /// (PS3.5 8.2).
    pub fn photometric(self, source: Photometric) -> Photometric {
        let is_colour = matches!(source, Photometric::Rgb | Photometric::YbrFull);
        match (self, source) {
            (Self::Jpeg2000Lossless, Photometric::Rgb) => Photometric::YbrRct,
            (Self::Jpeg2000, Photometric::Rgb) => Photometric::YbrIct,
            (Self::JpegBaseline, _) if is_colour => Photometric::YbrFull422,
            _ => source,
        }
    }
}

/// A frame that a coder cannot take.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum EncodeFrameError {
    /// Samples have too few or too many bits for the coder.
    #[error("{0:?} takes samples of {1} to {2} bits, not of {3}")]
    Bits(Coder, u16, u16, u16),
    /// Bits Allocated is 1.
    #[error("{0:?} does not take single bits")]
    SingleBits(Coder),
    /// Lossy compression would make other colours of palette indices.
    #[error("palette indices cannot be compressed with loss")]
    Palette,
    /// The frame has fewer samples than its size says.
    #[error("the frame has {found} samples, not {expected}")]
    Size {
        /// Samples there are.
        found: usize,
        /// Samples there should be.
        expected: usize,
    },
}

/// Encodes a frame as [`super::stored_frame`] gives it. The same frame gives the same bytes.
pub fn encode_frame(
    frame: &Frame,
    coder: Coder,
    quality: Quality,
) -> Result<Vec<u8>, EncodeFrameError> {
    let expected = frame.rows as usize * frame.columns as usize * usize::from(frame.samples);
    if frame.data.len() != expected {
        let found = frame.data.len();
        return Err(EncodeFrameError::Size { found, expected });
    }
    if coder == Coder::Rle {
        return Ok(rle::encode(frame));
    }
    if coder.is_lossy() && frame.photometric == Photometric::PaletteColor {
        return Err(EncodeFrameError::Palette);
    }
    let image = Image::of(frame, coder)?;
    Ok(match coder {
        Coder::Rle => rle::encode(frame),
        Coder::JpegLossless => jpeg_lossless::encode(&image),
        Coder::JpegBaseline => jpeg_baseline::encode(&image, frame.photometric, quality.percent),
        Coder::JpegLs => jpeg_ls::encode(&image, 0),
        Coder::JpegLsNear => jpeg_ls::encode(&image, quality.near),
        Coder::Jpeg2000Lossless => jpeg2000::encode(&image, frame.photometric, None),
        Coder::Jpeg2000 => jpeg2000::encode(&image, frame.photometric, Some(quality.percent)),
    })
}

/// What encoders see of a frame: samples of up to 16 bits, colour by pixel.
#[derive(Debug)]
pub(super) struct Image {
    pub(super) rows: usize,
    pub(super) columns: usize,
    /// 1 or 3.
    pub(super) components: usize,
    /// Bits of a value, up to 16; at least 8 but for JPEG 2000.
    pub(super) precision: u8,
    pub(super) signed: bool,
    /// Values in the low Bits Stored bits, two's complement if signed.
    pub(super) values: Vec<u16>,
}

impl Image {
    fn of(frame: &Frame, coder: Coder) -> Result<Self, EncodeFrameError> {
        let (least, most) = match coder {
            Coder::JpegBaseline => (1, 8),
            _ => (1, 16),
        };
        let stored = frame.bits_stored;
        if frame.bits_allocated == 1 {
            return Err(EncodeFrameError::SingleBits(coder));
        }
        let fits = (least..=most).contains(&stored);
        let signed_baseline = coder == Coder::JpegBaseline && frame.signed;
        if !fits || signed_baseline {
            return Err(EncodeFrameError::Bits(coder, least, most, stored));
        }
        let jpeg2000 = matches!(coder, Coder::Jpeg2000 | Coder::Jpeg2000Lossless);
        // Decoders of all makes know 8 bits; fewer are rarely tried, and cost nothing more.
        let precision = match frame.bits_allocated {
            _ if jpeg2000 => stored,
            8 => stored.max(8),
            // More than 8, so that decoders give words as Bits Allocated promises.
            _ if coder != Coder::JpegBaseline => stored.max(9),
            _ => stored.max(8),
        };
        let mask = u16::MAX >> (16 - stored);
        let values = match &frame.data {
            FrameData::U8(data) => data.iter().map(|value| u16::from(*value)).collect(),
            FrameData::U16(data) => data.clone(),
            FrameData::I16(data) => data
                .iter()
                .map(|value| value.cast_unsigned() & mask)
                .collect(),
            FrameData::U32(_) | FrameData::I32(_) => {
                return Err(EncodeFrameError::Bits(coder, least, most, stored));
            }
        };
        Ok(Self {
            rows: frame.rows as usize,
            columns: frame.columns as usize,
            components: usize::from(frame.samples),
            precision: precision as u8,
            signed: frame.signed,
            values,
        })
    }
}
