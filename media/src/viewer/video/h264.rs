//! Sequence parameter sets and slice headers (ITU-T H.264 7.3.2.1, 7.3.3), as far as a container
//! wants to know them.

/// NAL unit types (Table 7-1).
pub(super) const SLICE: u8 = 1;
pub(super) const IDR: u8 = 5;
pub(super) const SPS: u8 = 7;
pub(super) const PPS: u8 = 8;
/// Delimiters, ends and filling, which a container does not keep; and the second view of stereo
/// video (its parameters and slices), which no browser shows.
pub(super) const DROPPED: &[u8] = &[9, 10, 11, 12, 14, 15, 20];

/// What a sequence parameter set says.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Sequence {
    pub(super) width: u32,
    pub(super) height: u32,
    /// Pixel aspect ratio, when not square or not said.
    pub(super) aspect: Option<(u16, u16)>,
    /// Frames a second, of the timing that it may have.
    pub(super) rate: Option<f64>,
    /// chroma_format_idc, and the bits of luma and chroma samples beyond 8; of high profiles.
    pub(super) format: Option<[u8; 3]>,
    separate_planes: bool,
    frame_num_bits: u32,
    /// Bits of pic_order_cnt_lsb; none where the order of display is that of decoding, or is coded
    /// in the rarer second way.
    order_bits: Option<u32>,
    frames_only: bool,
}

/// What a slice header says of its picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Slice {
    pub(super) is_first: bool,
    pub(super) frame_num: u32,
    /// None: a frame; else whether it is the bottom field.
    pub(super) field: Option<bool>,
    /// pic_order_cnt_lsb.
    pub(super) order: Option<u32>,
}

/// Profiles that have chroma format and scaling lists (7.3.2.1.1).
const HIGH_PROFILES: &[u32] = &[100, 110, 122, 244, 44, 83, 86, 118, 128, 138, 139, 134, 135];
/// aspect_ratio_idc 1 to 16 (Table E-1).
const ASPECTS: [(u16, u16); 16] = [
    (1, 1),
    (12, 11),
    (10, 11),
    (16, 11),
    (40, 33),
    (24, 11),
    (20, 11),
    (32, 11),
    (80, 33),
    (18, 11),
    (15, 11),
    (64, 33),
    (160, 99),
    (4, 3),
    (3, 2),
    (2, 1),
];
/// aspect_ratio_idc that is followed by the ratio.
const EXTENDED_ASPECT: u32 = 255;

impl Sequence {
    /// Reads one, from its NAL unit.
    pub(super) fn of(unit: &[u8]) -> Option<Self> {
        let payload = unescaped(unit.get(1..)?);
        let mut bits = Bits::new(&payload);
        let profile = bits.take(8)?;
        bits.take(16)?;
        bits.unsigned()?;
        let (mut chroma, mut format) = (1, None);
        let mut separate_planes = false;
        if HIGH_PROFILES.contains(&profile) {
            chroma = bits.unsigned()?;
            separate_planes = chroma == 3 && bits.flag()?;
            format = Some([chroma, bits.unsigned()?, bits.unsigned()?].map(|value| value as u8));
            bits.flag()?;
            if bits.flag()? {
                scaling_lists(&mut bits, if chroma == 3 { 12 } else { 8 })?;
            }
        }
        let frame_num_bits = bits.unsigned()?.min(12) + 4;
        let order_bits = order(&mut bits)?;
        bits.unsigned()?;
        bits.flag()?;
        let (across, down) = (
            bits.unsigned()?.checked_add(1)?,
            bits.unsigned()?.checked_add(1)?,
        );
        let frames_only = bits.flag()?;
        if !frames_only {
            bits.flag()?;
        }
        bits.flag()?;
        let fields = if frames_only { 1 } else { 2 };
        let coded = (across.checked_mul(16)?, down.checked_mul(16 * fields)?);
        let (width, height) = cropped(&mut bits, coded, chroma, fields)?;
        let (aspect, rate) = usability(&mut bits).unwrap_or_default();
        Some(Self {
            width,
            height,
            aspect,
            rate,
            format,
            separate_planes,
            frame_num_bits,
            order_bits,
            frames_only,
        })
    }

    /// What pic_order_cnt_lsb is modulo of, of streams whose order of display is their own.
    pub(super) fn order_modulus(&self) -> Option<i64> {
        self.order_bits.map(|bits| 1 << bits)
    }

    /// Reads the beginning of a slice header, from its NAL unit.
    pub(super) fn slice(&self, unit: &[u8]) -> Option<Slice> {
        /// A header is shorter than this.
        const HEADER: usize = 32;
        let is_idr = unit.first()? & 0x1F == IDR;
        let payload = unescaped(unit.get(1..)?.get(..HEADER).unwrap_or(&unit[1..]));
        let mut bits = Bits::new(&payload);
        let is_first = bits.unsigned()? == 0;
        bits.unsigned()?;
        bits.unsigned()?;
        if self.separate_planes {
            bits.take(2)?;
        }
        let frame_num = bits.take(self.frame_num_bits)?;
        let field = match !self.frames_only && bits.flag()? {
            true => Some(bits.flag()?),
            false => None,
        };
        if is_idr {
            bits.unsigned()?;
        }
        let order = self.order_bits.and_then(|count| bits.take(count));
        Some(Slice {
            is_first,
            frame_num,
            field,
            order,
        })
    }
}

/// pic_order_cnt_type and what follows it.
fn order(bits: &mut Bits<'_>) -> Option<Option<u32>> {
    match bits.unsigned()? {
        0 => Some(Some(bits.unsigned()?.min(12) + 4)),
        1 => {
            bits.flag()?;
            bits.unsigned()?;
            bits.unsigned()?;
            for _ in 0..bits.unsigned()?.min(255) {
                bits.unsigned()?;
            }
            Some(None)
        }
        _ => Some(None),
    }
}

fn scaling_lists(bits: &mut Bits<'_>, lists: usize) -> Option<()> {
    for list in 0..lists {
        if !bits.flag()? {
            continue;
        }
        let (mut last, mut next) = (8i64, 8i64);
        for _ in 0..if list < 6 { 16 } else { 64 } {
            if next != 0 {
                next = (last + bits.signed()?).rem_euclid(256);
            }
            last = if next == 0 { last } else { next };
        }
    }
    Some(())
}

fn cropped(bits: &mut Bits<'_>, coded: (u32, u32), chroma: u32, fields: u32) -> Option<(u32, u32)> {
    if !bits.flag()? {
        return Some(coded);
    }
    // Cropping is in chroma samples (Table 6-1).
    let x = if matches!(chroma, 1 | 2) { 2 } else { 1 };
    let y = fields * if chroma == 1 { 2 } else { 1 };
    let mut cut = || Some((bits.unsigned()?, bits.unsigned()?));
    let (across, down) = (cut()?, cut()?);
    let size = |whole: u32, (a, b): (u32, u32), unit: u32| {
        whole
            .checked_sub(a.checked_add(b)?.checked_mul(unit)?)
            .filter(|size| *size > 0)
    };
    Some((size(coded.0, across, x)?, size(coded.1, down, y)?))
}

/// Video usability information (E.1.1): aspect ratio and rate.
#[expect(clippy::type_complexity, reason = "two facts that may be missing")]
fn usability(bits: &mut Bits<'_>) -> Option<(Option<(u16, u16)>, Option<f64>)> {
    if !bits.flag()? {
        return None;
    }
    let mut aspect = None;
    if bits.flag()? {
        let code = bits.take(8)?;
        aspect = match code {
            EXTENDED_ASPECT => Some((bits.take(16)? as u16, bits.take(16)? as u16)),
            code => ASPECTS.get((code as usize).wrapping_sub(1)).copied(),
        };
    }
    let aspect = aspect.filter(|(x, y)| *x > 0 && *y > 0 && x != y);
    Some((aspect, rate(bits).flatten()))
}

fn rate(bits: &mut Bits<'_>) -> Option<Option<f64>> {
    if bits.flag()? {
        bits.flag()?;
    }
    if bits.flag()? {
        bits.take(4)?;
        if bits.flag()? {
            bits.take(24)?;
        }
    }
    if bits.flag()? {
        bits.unsigned()?;
        bits.unsigned()?;
    }
    if !bits.flag()? {
        return Some(None);
    }
    let (units, scale) = (bits.take(32)?, bits.take(32)?);
    // A tick is a field.
    let rate = f64::from(scale) / (2.0 * f64::from(units));
    Some(Some(rate).filter(|rate| (0.1..=1000.0).contains(rate)))
}

/// Payload without the bytes that keep it from looking like a start code (7.4.1).
fn unescaped(bytes: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(bytes.len());
    let mut zeros = 0;
    for byte in bytes {
        if zeros >= 2 && *byte == 3 {
            zeros = 0;
            continue;
        }
        zeros = if *byte == 0 { zeros + 1 } else { 0 };
        out.push(*byte);
    }
    out
}

/// Bits, the highest of each byte first.
struct Bits<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Bits<'a> {
    fn new(bytes: &'a [u8]) -> Self {
        Self { bytes, at: 0 }
    }

    fn flag(&mut self) -> Option<bool> {
        let byte = self.bytes.get(self.at / 8)?;
        let bit = byte >> (7 - self.at % 8) & 1;
        self.at += 1;
        Some(bit == 1)
    }

    /// Up to 32 bits.
    fn take(&mut self, count: u32) -> Option<u32> {
        (0..count).try_fold(0, |value, _| Some(value << 1 | u32::from(self.flag()?)))
    }

    /// ue(v) (9.1).
    fn unsigned(&mut self) -> Option<u32> {
        let mut zeros = 0;
        while !self.flag()? {
            zeros += 1;
        }
        let base = 1u32.checked_shl(zeros).filter(|_| zeros < 32)? - 1;
        base.checked_add(self.take(zeros)?)
    }

    /// se(v) (9.1.1).
    fn signed(&mut self) -> Option<i64> {
        let code = i64::from(self.unsigned()?);
        Some(if code % 2 == 1 {
            (code + 1) / 2
        } else {
            -code / 2
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_read_as_9_1_has_them() {
        let mut bits = Bits::new(&[0b1010_0110, 0b0100_0010, 0b1000_0000]);
        let codes: Vec<_> = (0..5).map(|_| bits.unsigned()).collect();
        assert_eq!(codes, [Some(0), Some(1), Some(2), Some(3), Some(4)]);
        assert_eq!(bits.unsigned(), None, "cut short");
        assert_eq!(Bits::new(&[0b0010_0000]).signed(), Some(2));
        assert_eq!(unescaped(&[0, 0, 3, 1, 0, 0, 3]), [0, 0, 1, 0, 0]);
    }

    #[test]
    fn damaged_parameters_are_none() {
        // What x264 writes for 320 x 240 at high profile, 25 frames a second.
        let sound: Vec<u8> = vec![
            0x67, 0x64, 0, 0x0D, 0xAC, 0xD9, 0x41, 0x41, 0xFB, 0x01, 0x10, 0, 0, 3, 0, 0x10, 0, 0,
            3, 3, 0x20, 0xF1, 0x42, 0x99, 0x60,
        ];
        let sequence = Sequence::of(&sound).expect("parameters");
        assert_eq!((sequence.width, sequence.height), (320, 240));
        assert_eq!(sequence.rate, Some(25.0));
        assert!((0..8).all(|length| Sequence::of(&sound[..length]).is_none()));
    }
}
