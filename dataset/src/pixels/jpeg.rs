//! JPEG (ITU-T T.81): baseline, extended and lossless, checked against the data set first.

use std::panic::{AssertUnwindSafe, catch_unwind};

use jpeg_decoder::{ColorTransform, Decoder, PixelFormat};

use super::attributes::{Photometric, PixelAttributes};
use super::codec::Decoded;
use super::error::{PixelError, expect};
use super::jpeg_extended;
use super::samples::{Raw, from_little_endian};

const CODEC: &str = "JPEG";

/// What a JPEG image says about itself before its first scan.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct FrameHeader {
    /// The SOF marker, C0 to CF.
    pub(super) kind: u8,
    pub(super) precision: u8,
    pub(super) rows: u16,
    pub(super) columns: u16,
    pub(super) components: u8,
    /// Component identifiers, as many as there are up to 4.
    identifiers: [u8; 4],
    /// The transform of Adobe's APP14, if there.
    adobe: Option<u8>,
}

/// Segments from SOI on: marker and content.
pub(super) fn segments(bytes: &[u8]) -> impl Iterator<Item = (u8, &[u8])> {
    marker_segments(bytes.get(2..).unwrap_or_default())
}

/// Segments of bytes that begin with one.
pub(super) fn marker_segments(bytes: &[u8]) -> impl Iterator<Item = (u8, &[u8])> {
    let mut rest = bytes;
    std::iter::from_fn(move || {
        // Fill bytes FF may stand before a marker.
        while let [0xFF, 0xFF, ..] = rest {
            rest = &rest[1..];
        }
        let [0xFF, marker, high, low, ..] = *rest else {
            return None;
        };
        let size = usize::from(u16::from_be_bytes([high, low]));
        let content = rest.get(4..2 + size)?;
        rest = &rest[2 + size..];
        Some((marker, content))
    })
}

pub(super) fn frame_header(bytes: &[u8]) -> Result<FrameHeader, PixelError> {
    let mut adobe = None;
    for (marker, content) in segments(bytes) {
        match (marker, content) {
            (
                0xEE,
                [
                    b'A',
                    b'd',
                    b'o',
                    b'b',
                    b'e',
                    _,
                    _,
                    _,
                    _,
                    _,
                    _,
                    transform,
                    ..,
                ],
            ) => {
                adobe = Some(*transform);
            }
            (0xC0..=0xCF, [precision, r1, r0, c1, c0, components, ids @ ..])
                if !matches!(marker, 0xC4 | 0xC8 | 0xCC) =>
            {
                let mut identifiers = [0; 4];
                let found = ids.iter().step_by(3);
                identifiers
                    .iter_mut()
                    .zip(found)
                    .for_each(|(to, from)| *to = *from);
                return Ok(FrameHeader {
                    kind: marker,
                    precision: *precision,
                    rows: u16::from_be_bytes([*r1, *r0]),
                    columns: u16::from_be_bytes([*c1, *c0]),
                    components: *components,
                    identifiers,
                    adobe,
                });
            }
            (0xDA, _) => break,
            _ => {}
        }
    }
    Err(PixelError::codec(CODEC, "there is no frame header"))
}

impl FrameHeader {
    pub(super) fn check(&self, attributes: &PixelAttributes) -> Result<(), PixelError> {
        expect("rows", u32::from(self.rows), attributes.rows)?;
        expect("columns", u32::from(self.columns), attributes.columns)?;
        expect(
            "samples per pixel",
            u32::from(self.components),
            u32::from(attributes.samples),
        )?;
        if u16::from(self.precision) > attributes.bits_allocated {
            let (found, expected) = (
                u32::from(self.precision),
                u32::from(attributes.bits_allocated),
            );
            return Err(PixelError::Mismatch {
                what: "bits",
                found,
                expected,
            });
        }
        Ok(())
    }

    fn is_lossless(&self) -> bool {
        matches!(self.kind, 0xC3 | 0xC7 | 0xCB | 0xCF)
    }

    /// Whether three components are luminance and chrominance. Without Adobe's word, and
    /// against JFIF's custom, Photometric Interpretation RGB is believed.
    pub(super) fn is_ybr(&self, photometric: Photometric) -> bool {
        match self.adobe {
            _ if self.components != 3 => false,
            // What is lossless keeps the components that Photometric Interpretation names.
            _ if self.is_lossless() => false,
            Some(transform) => transform != 0,
            None => photometric != Photometric::Rgb && self.identifiers[..3] != *b"RGB",
        }
    }
}

/// What decides how others decode a JPEG image.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct JpegFacts {
    /// Whether it is Huffman coded and sequential, as JPEG Baseline is.
    pub sequential: bool,
    /// Bits of a sample.
    pub bits: u8,
    /// Rows.
    pub rows: u16,
    /// Columns.
    pub columns: u16,
    /// Components.
    pub components: u8,
    /// Whether three components are luminance and chrominance.
    pub ybr: bool,
}

/// Looks at the headers of a JPEG image; `None` when it has none.
pub fn jpeg_facts(bytes: &[u8], photometric: Photometric) -> Option<JpegFacts> {
    let header = frame_header(bytes).ok()?;
    Some(JpegFacts {
        sequential: matches!(header.kind, 0xC0 | 0xC1),
        bits: header.precision,
        rows: header.rows,
        columns: header.columns,
        components: header.components,
        ybr: header.is_ybr(photometric),
    })
}

/// Decodes one frame.
pub(super) fn decode(bytes: &[u8], attributes: &PixelAttributes) -> Result<Decoded, PixelError> {
    let header = frame_header(bytes)?;
    header.check(attributes)?;
    let ybr = header.is_ybr(attributes.photometric);
    if matches!(header.kind, 0xC0 | 0xC1) && header.precision == 12 {
        let raw = jpeg_extended::decode(bytes, &header)?;
        return Ok(Decoded::lossy(raw, 12));
    }
    let transform = match (header.components, ybr) {
        (3, true) => Some(ColorTransform::YCbCr),
        // "None" would leave the components of each line apart.
        (3, false) => Some(ColorTransform::RGB),
        _ => None,
    };
    let (pixels, format) = guarded(bytes, transform, attributes)?;
    let raw = match format {
        PixelFormat::L16 => words(&pixels),
        _ => from_little_endian(&pixels, 8),
    };
    Ok(Decoded {
        rgb: header.components == 3 && !header.is_lossless(),
        ..Decoded::as_declared(raw)
    })
}

/// The decoder gives 16-bit samples in the machine's order.
fn words(pixels: &[u8]) -> Raw {
    Raw::U16(
        pixels
            .chunks_exact(2)
            .map(|b| u16::from_ne_bytes([b[0], b[1]]))
            .collect(),
    )
}

fn guarded(
    bytes: &[u8],
    transform: Option<ColorTransform>,
    attributes: &PixelAttributes,
) -> Result<(Vec<u8>, PixelFormat), PixelError> {
    let work = || {
        let mut decoder = Decoder::new(bytes);
        decoder.set_max_decoding_buffer_size(attributes.samples_in_frame() * 2);
        if let Some(transform) = transform {
            decoder.set_color_transform(transform);
        }
        let pixels = decoder.decode()?;
        Ok((
            pixels,
            decoder
                .info()
                .map_or(PixelFormat::L8, |info| info.pixel_format),
        ))
    };
    // The decoder panics on some damaged images.
    let done: Result<Result<_, jpeg_decoder::Error>, _> = catch_unwind(AssertUnwindSafe(work));
    let done = done.map_err(|_| PixelError::codec(CODEC, "the image is damaged"))?;
    done.map_err(|error| PixelError::codec(CODEC, error))
}
