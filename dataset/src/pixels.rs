//! Frames of Pixel Data, decoded for films and viewers (PS3.5 8 and Annex A, PS3.3 C.7.6.3).
//!
//! Compressed images are checked against the data set before any decoder sees them; decoders
//! that may panic are caught; no frame is larger than [`MAX_SAMPLES`].

mod attributes;
mod codec;
mod color;
mod encode;
mod error;
mod fragments;
mod jpeg;
mod jpeg2000;
mod jpeg_extended;
mod jpeg_ls;
mod native;
mod rle;
mod samples;
pub mod voi;

use dicom_core::VR;
use dicom_dictionary_std::tags;

pub use attributes::{MAX_SAMPLES, Photometric, PixelAttributes};
use codec::{Coding, Decoded};
pub use color::{ColorTable, color_table};
pub use encode::{Coder, EncodeFrameError, Quality, encode_frame};
pub use error::PixelError;
pub use jpeg::{JpegFacts, jpeg_facts};
use native::NativeData;
pub use samples::FrameData;
pub(crate) use samples::bytes_of;
use samples::{Bits, finish};

use crate::bulk::{Bulk, BulkSource};
use crate::data_set::{DataSet, Element, Value};

/// Implicit VR Little Endian of old GE devices, whose pixel data are big endian.
const GE_PRIVATE: &str = "1.2.840.113619.5.2";

/// The name of a transfer syntax, where it is known.
pub fn syntax_name(uid: &str) -> Option<&'static str> {
    codec::name_of(uid)
}

/// One decoded frame: monochrome, or RGB by pixel.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Frame {
    /// Rows.
    pub rows: u32,
    /// Columns.
    pub columns: u32,
    /// Samples per pixel: 1, or 3 for RGB.
    pub samples: u16,
    /// Bits of the container that the samples came in.
    pub bits_allocated: u16,
    /// Bits of a sample's value.
    pub bits_stored: u16,
    /// Whether values are signed.
    pub signed: bool,
    /// [`Photometric::Monochrome1`], [`Photometric::Monochrome2`] or [`Photometric::Rgb`]; of
    /// [`stored_frame`] also [`Photometric::PaletteColor`] or [`Photometric::YbrFull`].
    pub photometric: Photometric,
    /// The samples, row by row.
    pub data: FrameData,
}

/// Decodes frame `frame` (from 0) of a data set read in `transfer_syntax` (its UID). Pixel Data
/// are read from `source` when they are a bulk value.
pub fn decode_frame(
    data: &DataSet,
    transfer_syntax: &str,
    source: &mut dyn BulkSource,
    frame: u32,
) -> Result<Frame, PixelError> {
    let stored = stored_frame(data, transfer_syntax, source, frame)?;
    present(stored, data)
}

/// The samples of a frame as they are stored: not decoded further than the compression went.
/// Palette indices stay, and so does YBR_FULL (YBR_FULL_422 becomes it) unless the compressed
/// image is one whose decoding gives RGB (JPEG with loss, JPEG 2000 with a component transform).
pub fn stored_frame(
    data: &DataSet,
    transfer_syntax: &str,
    source: &mut dyn BulkSource,
    frame: u32,
) -> Result<Frame, PixelError> {
    StoredFrames::new(data, transfer_syntax, source)?.frame(source, frame)
}

/// [`stored_frame`] for many frames of one image: attributes and fragments are looked through
/// once.
#[derive(Debug)]
pub struct StoredFrames<'a> {
    element: &'a Element,
    attributes: PixelAttributes,
    coding: Coding,
    /// Whether native samples are big endian against the transfer syntax's order.
    big_endian: bool,
    index: Option<fragments::Index>,
}

impl<'a> StoredFrames<'a> {
    /// Looks through the image of a data set read in `transfer_syntax`.
    pub fn new(
        data: &'a DataSet,
        transfer_syntax: &str,
        source: &mut dyn BulkSource,
    ) -> Result<Self, PixelError> {
        let coding = codec::coding_of(transfer_syntax)?;
        let attributes = PixelAttributes::of(data)?;
        let element = data.get(tags::PIXEL_DATA).ok_or(PixelError::NoPixelData)?;
        let index = match &element.value {
            Value::Bulk(bulk) if bulk.encapsulated => {
                let mut read = |at: u64, buffer: &mut [u8]| source.read_exact_at(bulk, at, buffer);
                let index = fragments::Index::of(&mut read, bulk.length, attributes.frames);
                Some(index?)
            }
            _ => None,
        };
        Ok(Self {
            element,
            attributes,
            coding,
            big_endian: transfer_syntax == GE_PRIVATE,
            index,
        })
    }

    /// How many frames there are.
    pub fn count(&self) -> u32 {
        self.attributes.frames
    }

    /// Decodes a frame, from 0.
    pub fn frame(&self, source: &mut dyn BulkSource, frame: u32) -> Result<Frame, PixelError> {
        let frames = self.attributes.frames;
        if frame >= frames {
            return Err(PixelError::NoFrame { frame, frames });
        }
        Ok(stored(self.decoded(source, frame)?, self.attributes))
    }

    /// Decodes a frame, from 0, to monochrome or RGB; `data` is the image's.
    pub fn presented(
        &self,
        data: &DataSet,
        source: &mut dyn BulkSource,
        frame: u32,
    ) -> Result<Frame, PixelError> {
        present(self.frame(source, frame)?, data)
    }

    /// The compressed bytes of a frame, from 0; none where frames are not compressed.
    pub fn compressed(
        &self,
        source: &mut dyn BulkSource,
        frame: u32,
    ) -> Result<Option<Vec<u8>>, PixelError> {
        let (Value::Bulk(bulk), Some(index)) = (&self.element.value, &self.index) else {
            return Ok(None);
        };
        let mut read = |at: u64, buffer: &mut [u8]| source.read_exact_at(bulk, at, buffer);
        index.frame(&mut read, frame).map(Some)
    }

    fn decoded(&self, source: &mut dyn BulkSource, frame: u32) -> Result<Decoded, PixelError> {
        match (&self.element.value, &self.index) {
            (Value::Bulk(bulk), Some(index)) => {
                let mut read = |at: u64, buffer: &mut [u8]| source.read_exact_at(bulk, at, buffer);
                let bytes = index.frame(&mut read, frame)?;
                codec::decode(self.coding, &bytes, &self.attributes)
            }
            (Value::Bulk(bulk), None) => {
                let order = Order {
                    vr: self.element.vr,
                    big_endian: bulk.big_endian || self.big_endian,
                };
                native(bulk, order, source, &self.attributes, frame)
            }
            (Value::Bytes(bytes), _) => {
                let mut read = |at: u64, buffer: &mut [u8]| crate::bulk::copy_at(bytes, at, buffer);
                let mut data = NativeData {
                    read: &mut read,
                    length: bytes.len() as u64,
                    vr: self.element.vr,
                    big_endian: false,
                };
                let raw = data.frame(&self.attributes, frame);
                raw.map(Decoded::as_declared)
            }
            (Value::Items(_), _) => Err(PixelError::NoPixelData),
        }
    }
}

/// What the order of bytes depends on.
struct Order {
    vr: VR,
    big_endian: bool,
}

/// A frame of Pixel Data that are not encapsulated, whatever the transfer syntax says.
fn native(
    bulk: &Bulk,
    order: Order,
    source: &mut dyn BulkSource,
    attributes: &PixelAttributes,
    frame: u32,
) -> Result<Decoded, PixelError> {
    let mut read = |at: u64, buffer: &mut [u8]| source.read_exact_at(bulk, at, buffer);
    let Order { vr, big_endian } = order;
    let mut data = NativeData {
        read: &mut read,
        length: bulk.length,
        vr,
        big_endian,
    };
    data.frame(attributes, frame).map(Decoded::as_declared)
}

/// Masks and extends.
fn stored(decoded: Decoded, attributes: PixelAttributes) -> Frame {
    let mut bits = Bits::of(&attributes);
    bits.signed = decoded.signed.unwrap_or(bits.signed);
    if let Some(stored) = decoded.bits {
        (bits.stored, bits.shift) = (stored, 0);
    }
    let photometric = match attributes.photometric {
        gray if attributes.samples == 1 => gray,
        _ if decoded.rgb => Photometric::Rgb,
        Photometric::YbrFull | Photometric::YbrFull422 => Photometric::YbrFull,
        _ => Photometric::Rgb,
    };
    Frame {
        rows: attributes.rows,
        columns: attributes.columns,
        samples: attributes.samples,
        bits_allocated: attributes.bits_allocated,
        bits_stored: bits.stored,
        signed: bits.signed,
        photometric,
        data: finish(decoded.raw, bits),
    }
}

/// Converts colour.
fn present(mut frame: Frame, data: &DataSet) -> Result<Frame, PixelError> {
    match frame.photometric {
        Photometric::PaletteColor => {
            frame.data = color::apply_palette(&frame.data, data)?;
            (frame.samples, frame.bits_allocated, frame.bits_stored) = (3, 8, 8);
            (frame.signed, frame.photometric) = (false, Photometric::Rgb);
        }
        Photometric::YbrFull => {
            frame.data = color::ybr_to_rgb(frame.data);
            frame.photometric = Photometric::Rgb;
        }
        _ => {}
    }
    Ok(frame)
}
