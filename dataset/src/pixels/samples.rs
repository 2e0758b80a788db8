//! Sample values between the codec and the frame.

use super::Frame;
use super::attributes::PixelAttributes;

/// Samples as they are coded, not yet masked or sign-extended; colour by pixel.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Raw {
    U8(Vec<u8>),
    U16(Vec<u16>),
    U32(Vec<u32>),
}

/// The samples of a frame, colour by pixel, in the smallest type that holds Bits Stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FrameData {
    /// Up to 8 bits, unsigned.
    U8(Vec<u8>),
    /// Up to 16 bits, unsigned.
    U16(Vec<u16>),
    /// Up to 16 bits, signed.
    I16(Vec<i16>),
    /// Up to 32 bits, unsigned.
    U32(Vec<u32>),
    /// Up to 32 bits, signed.
    I32(Vec<i32>),
}

impl FrameData {
    /// How many samples there are.
    pub fn len(&self) -> usize {
        match self {
            Self::U8(data) => data.len(),
            Self::U16(data) => data.len(),
            Self::I16(data) => data.len(),
            Self::U32(data) => data.len(),
            Self::I32(data) => data.len(),
        }
    }

    /// Whether there is no sample.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// All samples as numbers.
    pub fn iter(&self) -> Box<dyn Iterator<Item = i64> + '_> {
        match self {
            Self::U8(data) => Box::new(data.iter().map(|value| i64::from(*value))),
            Self::U16(data) => Box::new(data.iter().map(|value| i64::from(*value))),
            Self::I16(data) => Box::new(data.iter().map(|value| i64::from(*value))),
            Self::U32(data) => Box::new(data.iter().map(|value| i64::from(*value))),
            Self::I32(data) => Box::new(data.iter().map(|value| i64::from(*value))),
        }
    }

    /// The smallest and the largest sample; `None` when there is none.
    pub fn range(&self) -> Option<(i64, i64)> {
        let mut values = self.iter();
        let first = values.next()?;
        Some(values.fold((first, first), |(low, high), value| {
            (low.min(value), high.max(value))
        }))
    }
}

/// Little endian bytes to samples of `bits` allocated.
pub(super) fn from_little_endian(bytes: &[u8], bits: u16) -> Raw {
    match bits {
        32 => Raw::U32(
            bytes
                .chunks_exact(4)
                .map(|b| u32::from_le_bytes([b[0], b[1], b[2], b[3]]))
                .collect(),
        ),
        16 => Raw::U16(
            bytes
                .chunks_exact(2)
                .map(|b| u16::from_le_bytes([b[0], b[1]]))
                .collect(),
        ),
        _ => Raw::U8(bytes.to_vec()),
    }
}

/// A frame's samples in containers of Bits Allocated, little endian, the unused bits zero or
/// the sign; single bits packed, the first the least significant (PS3.5 8.1.1).
pub(crate) fn bytes_of(frame: &Frame) -> Vec<u8> {
    if frame.bits_allocated == 1 {
        let mut packed = vec![0; frame.data.len().div_ceil(8)];
        let ones = frame
            .data
            .iter()
            .enumerate()
            .filter(|(_, value)| *value != 0);
        ones.for_each(|(at, _)| packed[at / 8] |= 1 << (at % 8));
        return packed;
    }
    if let (FrameData::U8(data), 8) = (&frame.data, frame.bits_allocated) {
        return data.clone();
    }
    let width = usize::from(frame.bits_allocated / 8);
    let mut bytes = Vec::with_capacity(frame.data.len() * width);
    for value in frame.data.iter() {
        bytes.extend(&value.to_le_bytes()[..width]);
    }
    bytes
}

/// Which bits of a coded sample are its value.
#[derive(Debug, Clone, Copy)]
pub(super) struct Bits {
    /// Bits below the value.
    pub(super) shift: u16,
    /// Bits of the value.
    pub(super) stored: u16,
    pub(super) signed: bool,
}

impl Bits {
    pub(super) fn of(attributes: &PixelAttributes) -> Self {
        Self {
            shift: attributes.high_bit + 1 - attributes.bits_stored,
            stored: attributes.bits_stored,
            signed: attributes.signed,
        }
    }

    fn value(self, coded: u32) -> u32 {
        let mask = u32::MAX >> (32 - u32::from(self.stored));
        (coded >> self.shift) & mask
    }

    fn signed_value(self, coded: u32) -> i32 {
        let unused = 32 - u32::from(self.stored);
        (self.value(coded) << unused).cast_signed() >> unused
    }
}

/// Masks and sign-extends: bits outside Bits Stored may hold overlays (PS3.5 8.1.1, retired).
pub(super) fn finish(raw: Raw, bits: Bits) -> FrameData {
    match raw {
        Raw::U8(data) if !bits.signed && bits.stored == 8 => FrameData::U8(data),
        Raw::U16(data) if !bits.signed && bits.stored == 16 => FrameData::U16(data),
        Raw::U8(data) => typed(data.into_iter().map(u32::from), bits),
        Raw::U16(data) => typed(data.into_iter().map(u32::from), bits),
        Raw::U32(data) => typed(data.into_iter(), bits),
    }
}

fn typed(coded: impl Iterator<Item = u32>, bits: Bits) -> FrameData {
    match (bits.signed, bits.stored) {
        (false, 0..=8) => FrameData::U8(coded.map(|code| bits.value(code) as u8).collect()),
        (false, 9..=16) => FrameData::U16(coded.map(|code| bits.value(code) as u16).collect()),
        (false, _) => FrameData::U32(coded.map(|code| bits.value(code)).collect()),
        (true, 0..=16) => {
            FrameData::I16(coded.map(|code| bits.signed_value(code) as i16).collect())
        }
        (true, _) => FrameData::I32(coded.map(|code| bits.signed_value(code)).collect()),
    }
}
