//! JPEG 2000 and High-Throughput JPEG 2000 (ITU-T T.800, T.814), checked against the data set
//! first.

mod block;
mod encode;
mod mq;
mod packet;
mod wavelet;

pub(super) use encode::encode;

use std::panic::{AssertUnwindSafe, catch_unwind};

use super::attributes::PixelAttributes;
use super::codec::Decoded;
use super::error::{PixelError, expect};
use super::samples::Raw;

const CODEC: &str = "JPEG 2000";
/// SOC and SIZ, with which every codestream begins.
const START: [u8; 4] = [0xFF, 0x4F, 0xFF, 0x51];

/// Decodes one frame.
pub(super) fn decode(bytes: &[u8], attributes: &PixelAttributes) -> Result<Decoded, PixelError> {
    check(bytes, attributes)?;
    // The decoder panics on some damaged codestreams.
    let done = catch_unwind(AssertUnwindSafe(|| jpeg2k::Image::from_bytes(bytes)));
    let done = done.map_err(|_| PixelError::codec(CODEC, "the codestream is damaged"))?;
    let image = done.map_err(|error| PixelError::codec(CODEC, error))?;
    let components = image.components();
    expect(
        "samples per pixel",
        components.len() as u32,
        u32::from(attributes.samples),
    )?;
    for component in components {
        expect("rows of a component", component.height(), attributes.rows)?;
        expect(
            "columns of a component",
            component.width(),
            attributes.columns,
        )?;
    }
    let precision = components
        .iter()
        .map(|component| component.precision())
        .max();
    let signed = components.iter().any(|component| component.is_signed());
    let planes: Vec<&[i32]> = components
        .iter()
        .map(|component| component.data())
        .collect();
    let raw = interleaved(&planes, precision.unwrap_or(8), attributes)?;
    Ok(Decoded {
        raw,
        // The codestream knows better than Pixel Representation how many bits are a value and
        // whether it has a sign: an unsigned codestream of signed values is extended from its
        // own precision.
        bits: precision.map(|bits| bits as u16),
        signed: Some(signed || attributes.signed),
        rgb: attributes.samples == 3 && has_transform(bytes),
    })
}

fn interleaved(
    planes: &[&[i32]],
    precision: u32,
    attributes: &PixelAttributes,
) -> Result<Raw, PixelError> {
    let pixels = attributes.pixels();
    if planes.iter().any(|plane| plane.len() != pixels) {
        return Err(PixelError::codec(CODEC, "a component is incomplete"));
    }
    let values = (0..pixels).flat_map(|at| planes.iter().map(move |plane| plane[at]));
    Ok(match precision {
        0..=8 => Raw::U8(values.map(|value| value as u8).collect()),
        9..=16 => Raw::U16(values.map(|value| value as u16).collect()),
        _ => Raw::U32(values.map(i32::cast_unsigned).collect()),
    })
}

/// The SIZ marker segment against Rows, Columns and the rest (T.800 A.5.1).
fn check(bytes: &[u8], attributes: &PixelAttributes) -> Result<(), PixelError> {
    let cut = || PixelError::codec(CODEC, "there is no codestream header");
    let siz = codestream(bytes)
        .and_then(|stream| stream.get(4..))
        .ok_or_else(cut)?;
    let word = |at: usize| {
        let word = siz.get(at..at + 4).ok_or_else(cut)?;
        Ok::<u32, PixelError>(u32::from_be_bytes([word[0], word[1], word[2], word[3]]))
    };
    expect(
        "columns",
        word(4)?.wrapping_sub(word(12)?),
        attributes.columns,
    )?;
    expect("rows", word(8)?.wrapping_sub(word(16)?), attributes.rows)?;
    let count = siz.get(36..38).ok_or_else(cut)?;
    let count = u32::from(u16::from_be_bytes([count[0], count[1]]));
    expect("samples per pixel", count, u32::from(attributes.samples))?;
    let precision = u32::from(siz.get(38).ok_or_else(cut)? & 0x7F) + 1;
    if precision > u32::from(attributes.bits_allocated) {
        let expected = u32::from(attributes.bits_allocated);
        return Err(PixelError::Mismatch {
            what: "bits",
            found: precision,
            expected,
        });
    }
    Ok(())
}

/// The codestream, which may be inside a JP2 file though DICOM forbids it.
fn codestream(bytes: &[u8]) -> Option<&[u8]> {
    /// A JP2 header is a few hundred bytes, with a colour profile some kilobytes.
    const MAX_JP2_HEADER: usize = 64 << 10;
    let head = &bytes[..bytes.len().min(MAX_JP2_HEADER)];
    let start = head
        .windows(START.len())
        .position(|window| window == START)?;
    Some(&bytes[start..])
}

/// Whether COD says that a multiple component transform was used, which the decoder undoes:
/// the samples are RGB then (T.800 A.6.1).
fn has_transform(bytes: &[u8]) -> bool {
    let mut rest = codestream(bytes)
        .and_then(|stream| stream.get(2..))
        .unwrap_or_default();
    while let [0xFF, marker, high, low, ..] = *rest {
        let size = usize::from(u16::from_be_bytes([high, low]));
        if marker == 0x52 {
            return rest.get(8) == Some(&1);
        }
        rest = rest.get(2 + size..).unwrap_or_default();
    }
    false
}
