//! From stored values to P-values, as a console makes them for a printer (PS3.3 C.11.1,
//! C.11.2, PS3.4 N.2): modality LUT, VOI LUT or window, MONOCHROME1 turned round.

use dicom_core::{Tag, VR};
use dicom_dictionary_std::tags;

use super::attributes::Photometric;
use super::{Frame, FrameData};
use crate::data_set::DataSet;

/// Stored values up to this many apart are mapped by a table.
const MAX_TABLE: i64 = 1 << 17;

/// VOI LUT Function (PS3.3 C.11.2.1.3).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum VoiFunction {
    /// LINEAR, the default (C.11.2.1.2.1).
    #[default]
    Linear,
    /// LINEAR_EXACT (C.11.2.1.3.2).
    LinearExact,
    /// SIGMOID (C.11.2.1.3.1).
    Sigmoid,
}

/// A window over modality values.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Window {
    /// Window Center.
    pub center: f64,
    /// Window Width; at least 1 for LINEAR, above 0 for the others.
    pub width: f64,
    /// Its shape.
    pub function: VoiFunction,
}

impl Window {
    /// The share of white, 0 to 1, of a modality value.
    pub fn apply(&self, x: f64) -> f64 {
        let Self {
            center: c,
            width: w,
            function,
        } = *self;
        match function {
            VoiFunction::Linear if w <= 1.0 => f64::from(u8::from(x > c - 0.5)),
            VoiFunction::Linear => ((x - (c - 0.5)) / (w - 1.0) + 0.5).clamp(0.0, 1.0),
            VoiFunction::LinearExact => ((x - c) / w + 0.5).clamp(0.0, 1.0),
            VoiFunction::Sigmoid => 1.0 / (1.0 + libm::exp(-4.0 * (x - c) / w)),
        }
    }
}

/// A look-up table of the Modality or VOI LUT Sequence (PS3.3 C.11.1.1, C.11.2.1.1).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lut {
    /// The first input value mapped.
    pub first: i64,
    /// Bits of the entries.
    pub bits: u16,
    /// The entries, at least one.
    pub entries: Vec<u16>,
}

impl Lut {
    /// The entry of an input value; the first or last one outside of the table.
    pub fn apply(&self, x: f64) -> u16 {
        let last = self.entries.len() as i64 - 1;
        let index = (x.round() as i64).saturating_sub(self.first).clamp(0, last);
        self.entries[index as usize]
    }

    /// Reads one item of a LUT sequence; `None` when it is no valid table.
    pub fn of(item: &DataSet) -> Option<Self> {
        let descriptor = item.bytes(tags::LUT_DESCRIPTOR)?;
        let word = |at: usize| {
            Some(u16::from_le_bytes([
                *descriptor.get(at)?,
                *descriptor.get(at + 1)?,
            ]))
        };
        let (count, first, bits) = (word(0)?, word(2)?, word(4)?);
        let signed = item.get(tags::LUT_DESCRIPTOR)?.vr == VR::SS;
        let first = if signed {
            i64::from(first.cast_signed())
        } else {
            i64::from(first)
        };
        let count = if count == 0 {
            1 << 16
        } else {
            usize::from(count)
        };
        let data = item.bytes(tags::LUT_DATA)?;
        let entries: Vec<u16> = match data.get(..count * 2) {
            Some(words) => words
                .chunks_exact(2)
                .map(|b| u16::from_le_bytes([b[0], b[1]]))
                .collect(),
            // 8-bit entries packed into words.
            None => data
                .get(..count)?
                .iter()
                .map(|byte| u16::from(*byte))
                .collect(),
        };
        (1..=16).contains(&bits).then_some(Self {
            first,
            bits,
            entries,
        })
    }
}

/// How stored values become modality values (PS3.3 C.11.1).
#[derive(Debug, Clone, PartialEq)]
pub enum Modality {
    /// Rescale Slope and Intercept; 1 and 0 when the data set has none.
    Rescale {
        /// Rescale Slope.
        slope: f64,
        /// Rescale Intercept.
        intercept: f64,
    },
    /// Modality LUT Sequence.
    Lut(Lut),
}

impl Modality {
    /// The modality transformation of a frame (from 0), also from functional groups.
    pub fn of(data: &DataSet, frame: u32) -> Self {
        let item = data
            .items(tags::MODALITY_LUT_SEQUENCE)
            .and_then(<[_]>::first);
        if let Some(lut) = item.and_then(Lut::of) {
            return Self::Lut(lut);
        }
        let groups = functional_group(data, frame, tags::PIXEL_VALUE_TRANSFORMATION_SEQUENCE);
        let set = groups.unwrap_or(data);
        let slope = decimals(set, tags::RESCALE_SLOPE)
            .first()
            .copied()
            .filter(|slope| *slope != 0.0);
        let intercept = decimals(set, tags::RESCALE_INTERCEPT).first().copied();
        Self::Rescale {
            slope: slope.unwrap_or(1.0),
            intercept: intercept.unwrap_or(0.0),
        }
    }

    /// The modality value of a stored value.
    pub fn apply(&self, stored: i64) -> f64 {
        match self {
            Self::Rescale { slope, intercept } => stored as f64 * slope + intercept,
            Self::Lut(lut) => f64::from(lut.apply(stored as f64)),
        }
    }
}

/// How modality values become presentation values (PS3.3 C.11.2).
#[derive(Debug, Clone, PartialEq)]
pub enum Voi {
    /// A window.
    Window(Window),
    /// An item of VOI LUT Sequence.
    Lut(Lut),
}

impl Voi {
    /// All transformations that a data set offers for a frame (from 0): LUTs first, then
    /// windows, in their order. Windows of impossible width are left out.
    pub fn all_of(data: &DataSet, frame: u32) -> Vec<Self> {
        let set = functional_group(data, frame, tags::FRAME_VOILUT_SEQUENCE).unwrap_or(data);
        let luts = set.items(tags::VOILUT_SEQUENCE).unwrap_or_default().iter();
        let luts = luts.filter_map(Lut::of).map(Self::Lut);
        let function = match set.ascii(tags::VOILUT_FUNCTION).ok().flatten() {
            Some("SIGMOID") => VoiFunction::Sigmoid,
            Some("LINEAR_EXACT") => VoiFunction::LinearExact,
            _ => VoiFunction::Linear,
        };
        let centers = decimals(set, tags::WINDOW_CENTER);
        let widths = decimals(set, tags::WINDOW_WIDTH);
        let lowest = if function == VoiFunction::Linear {
            1.0
        } else {
            f64::MIN_POSITIVE
        };
        let windows = centers
            .into_iter()
            .zip(widths)
            .filter(move |(_, width)| *width >= lowest);
        let window = |(center, width)| {
            Self::Window(Window {
                center,
                width,
                function,
            })
        };
        luts.chain(windows.map(window)).collect()
    }

    /// The window from the smallest to the largest value of a frame, for images without VOI.
    pub fn full_range(frame: &Frame, modality: &Modality) -> Self {
        let (low, high) = frame.data.range().unwrap_or((0, 0));
        let (a, b) = (modality.apply(low), modality.apply(high));
        let (low, high) = (a.min(b), a.max(b));
        // LINEAR_EXACT reaches 0 and 1 at both ends whatever the slope.
        let (center, width) = ((low + high) / 2.0, (high - low).max(f64::MIN_POSITIVE));
        Self::Window(Window {
            center,
            width,
            function: VoiFunction::LinearExact,
        })
    }

    /// The share of white, 0 to 1, of a modality value.
    pub fn apply(&self, x: f64) -> f64 {
        match self {
            Self::Window(window) => window.apply(x),
            Self::Lut(lut) => {
                let most = (1u32 << lut.bits) - 1;
                (f64::from(lut.apply(x)) / f64::from(most)).min(1.0)
            }
        }
    }
}

/// P-values of `bits` (8 to 16) of a monochrome frame: 0 is black, whatever its Photometric
/// Interpretation. RGB frames come back with their samples scaled to `bits`.
pub fn p_values(frame: &Frame, modality: &Modality, voi: &Voi, bits: u16) -> Vec<u16> {
    let bits = bits.clamp(8, 16);
    let most = f64::from((1u32 << bits) - 1);
    let gray = |stored: i64| {
        let share = voi.apply(modality.apply(stored));
        let share = if frame.photometric == Photometric::Monochrome1 {
            1.0 - share
        } else {
            share
        };
        (share * most).round() as u16
    };
    let full = f64::from(u32::MAX >> (32 - u32::from(frame.bits_stored.clamp(1, 32))));
    let color = |stored: i64| (stored as f64 / full * most).round() as u16;
    if frame.samples == 1 {
        mapped(&frame.data, gray)
    } else {
        mapped(&frame.data, color)
    }
}

fn mapped(data: &FrameData, map: impl Fn(i64) -> u16) -> Vec<u16> {
    let Some((low, high)) = data.range() else {
        return Vec::new();
    };
    if high - low > MAX_TABLE {
        return data.iter().map(map).collect();
    }
    let table: Vec<u16> = (low..=high).map(map).collect();
    data.iter()
        .map(|stored| table[(stored - low) as usize])
        .collect()
}

/// The item of a functional group macro for a frame: its own, else the shared one
/// (PS3.3 C.7.6.16).
fn functional_group(data: &DataSet, frame: u32, sequence: Tag) -> Option<&DataSet> {
    let own = data.items(tags::PER_FRAME_FUNCTIONAL_GROUPS_SEQUENCE);
    let own = own.and_then(|items| items.get(frame as usize));
    let shared = data
        .items(tags::SHARED_FUNCTIONAL_GROUPS_SEQUENCE)
        .and_then(<[_]>::first);
    let groups = own.into_iter().chain(shared);
    groups
        .filter_map(|group| group.items(sequence)?.first())
        .next()
}

/// The values of a DS element that are numbers.
fn decimals(set: &DataSet, tag: Tag) -> Vec<f64> {
    let text = set.ascii(tag).ok().flatten().unwrap_or_default();
    let values = text
        .split('\\')
        .filter_map(|value| value.trim().parse().ok());
    values.filter(|value: &f64| value.is_finite()).collect()
}
