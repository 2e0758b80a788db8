//! RLE Lossless (PS3.5 Annex G): 8, 16 and 32 bits, never more memory than the frame.

use super::attributes::PixelAttributes;
use super::error::PixelError;
use super::native;
use super::samples::{Raw, from_little_endian};

/// Bytes of the header: the number of segments and 15 offsets (PS3.5 G.5).
const HEADER: usize = 64;

/// Decodes one frame, colour by pixel.
pub(super) fn decode(bytes: &[u8], attributes: &PixelAttributes) -> Result<Raw, PixelError> {
    if attributes.bits_allocated == 1 {
        return single_bits(bytes, attributes);
    }
    let width = usize::from(attributes.bits_allocated / 8);
    let samples = usize::from(attributes.samples);
    let segments = segments(bytes, width * samples)?;
    let mut frame = vec![0; attributes.pixels() * width * samples];
    for (index, segment) in segments.iter().enumerate() {
        // The most significant byte of each sample comes first (PS3.5 G.2).
        let (sample, byte) = (index / width, width - 1 - index % width);
        let places = frame
            .iter_mut()
            .skip(sample * width + byte)
            .step_by(width * samples);
        unpack(segment, places)?;
    }
    Ok(from_little_endian(&frame, attributes.bits_allocated))
}

/// Bits Allocated 1: one segment of packed bits.
fn single_bits(bytes: &[u8], attributes: &PixelAttributes) -> Result<Raw, PixelError> {
    let mut packed = vec![0; attributes.samples_in_frame().div_ceil(8)];
    for segment in segments(bytes, 1)? {
        unpack(segment, packed.iter_mut())?;
    }
    Ok(Raw::U8(native::unpack(
        &packed,
        0,
        attributes.samples_in_frame(),
    )))
}

fn error(reason: &str) -> PixelError {
    PixelError::codec("RLE", reason)
}

fn segments(bytes: &[u8], expected: usize) -> Result<Vec<&[u8]>, PixelError> {
    let header = bytes
        .get(..HEADER)
        .ok_or_else(|| error("the header is cut"))?;
    let word = |at: usize| {
        let word = [
            header[at * 4],
            header[at * 4 + 1],
            header[at * 4 + 2],
            header[at * 4 + 3],
        ];
        u32::from_le_bytes(word) as usize
    };
    super::error::expect("segments", word(0) as u32, expected as u32)?;
    let start = |index: usize| word(index + 1);
    let segment = |index: usize| {
        let end = if index + 1 < expected {
            start(index + 1)
        } else {
            bytes.len()
        };
        bytes
            .get(start(index)..end)
            .ok_or_else(|| error("a segment is outside of the frame"))
    };
    (0..expected).map(segment).collect()
}

/// Unpacks one segment into as many places as there are (PS3.5 G.3.2).
fn unpack<'a>(
    mut segment: &[u8],
    mut places: impl ExactSizeIterator<Item = &'a mut u8>,
) -> Result<(), PixelError> {
    while places.len() > 0 {
        let (&control, rest) = segment
            .split_first()
            .ok_or_else(|| error("a segment is cut"))?;
        segment = match control {
            0..=127 => {
                let count = usize::from(control) + 1;
                let literal = rest.get(..count).ok_or_else(|| error("a segment is cut"))?;
                literal
                    .iter()
                    .zip(&mut places)
                    .for_each(|(value, place)| *place = *value);
                &rest[count..]
            }
            128 => rest,
            129..=255 => {
                let (&value, rest) = rest
                    .split_first()
                    .ok_or_else(|| error("a segment is cut"))?;
                let count = 257 - usize::from(control);
                places.by_ref().take(count).for_each(|place| *place = value);
                rest
            }
        };
    }
    Ok(())
}
