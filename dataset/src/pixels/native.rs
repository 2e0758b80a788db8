//! Uncompressed frames (PS3.5 8.1, PS3.3 C.7.6.3.1).

use dicom_core::VR;

use super::attributes::{Photometric, PixelAttributes};
use super::error::PixelError;
use super::samples::{Raw, from_little_endian};
use crate::byte_order;

/// Uncompressed Pixel Data of all frames.
pub(super) struct NativeData<'a> {
    /// Reads bytes at an offset.
    pub(super) read: &'a mut dyn FnMut(u64, &mut [u8]) -> std::io::Result<()>,
    /// Bytes there are.
    pub(super) length: u64,
    pub(super) vr: VR,
    pub(super) big_endian: bool,
}

/// Bits of one frame in the file: 4:2:2 has two samples per pixel instead of three.
fn frame_bits(attributes: &PixelAttributes) -> u64 {
    let samples = match attributes.photometric {
        Photometric::YbrFull422 => 2,
        _ => u64::from(attributes.samples),
    };
    attributes.pixels() as u64 * samples * u64::from(attributes.bits_allocated)
}

impl NativeData<'_> {
    /// The samples of one frame, colour by pixel.
    pub(super) fn frame(
        &mut self,
        attributes: &PixelAttributes,
        frame: u32,
    ) -> Result<Raw, PixelError> {
        let bits = frame_bits(attributes);
        let start = bits * u64::from(frame);
        let bytes = self.bytes(start / 8, (start + bits).div_ceil(8), attributes)?;
        Ok(match attributes.bits_allocated {
            1 => Raw::U8(unpack(
                &bytes,
                (start % 8) as usize,
                attributes.samples_in_frame(),
            )),
            8 if attributes.photometric == Photometric::YbrFull422 => Raw::U8(expand_422(&bytes)),
            bits => by_pixel(from_little_endian(&bytes, bits), attributes),
        })
    }

    /// Bytes `start..end` in little endian order.
    fn bytes(
        &mut self,
        start: u64,
        end: u64,
        attributes: &PixelAttributes,
    ) -> Result<Vec<u8>, PixelError> {
        if end > self.length {
            return Err(PixelError::TooShort {
                needed: end,
                actual: self.length,
            });
        }
        let unit = self.unit(attributes);
        // A word that is turned around must be read whole.
        let (from, to) = (
            start - start % unit,
            end.next_multiple_of(unit).min(self.length),
        );
        let mut bytes = vec![0; (to - from) as usize];
        (self.read)(from, &mut bytes)?;
        byte_order::swap(&mut bytes, unit as usize);
        bytes.truncate((end - from) as usize);
        bytes.drain(..(start - from) as usize);
        Ok(bytes)
    }

    /// Bytes that big endian order turns around: samples, but words where 8-bit samples are OW.
    fn unit(&self, attributes: &PixelAttributes) -> u64 {
        match (self.big_endian, attributes.bits_allocated, self.vr) {
            (false, ..) => 1,
            (true, 32, _) => 4,
            (true, 16, _) => 2,
            (true, _, VR::OW) => 2,
            _ => 1,
        }
    }
}

/// Bits to samples, the least significant bit first (PS3.5 D).
pub(super) fn unpack(bytes: &[u8], first: usize, count: usize) -> Vec<u8> {
    (first..first + count)
        .map(|bit| bytes[bit / 8] >> (bit % 8) & 1)
        .collect()
}

/// Y Y Cb Cr for two pixels to Y Cb Cr for each (PS3.3 C.7.6.3.1.2).
fn expand_422(bytes: &[u8]) -> Vec<u8> {
    let pairs = bytes.chunks_exact(4);
    pairs
        .flat_map(|pair| [pair[0], pair[2], pair[3], pair[1], pair[2], pair[3]])
        .collect()
}

/// Colour by plane to colour by pixel.
fn by_pixel(raw: Raw, attributes: &PixelAttributes) -> Raw {
    if !attributes.planar {
        return raw;
    }
    match raw {
        Raw::U8(data) => Raw::U8(interleave(&data, attributes.pixels())),
        Raw::U16(data) => Raw::U16(interleave(&data, attributes.pixels())),
        Raw::U32(data) => Raw::U32(interleave(&data, attributes.pixels())),
    }
}

fn interleave<T: Copy>(planes: &[T], pixels: usize) -> Vec<T> {
    let samples = planes.len() / pixels;
    (0..planes.len())
        .map(|at| planes[at % samples * pixels + at / samples])
        .collect()
}
