//! JPEG 2000 written (T.800): one tile, one layer, five levels; reversible, or quantised by
//! the norms of the 9-7 transform.

use super::super::attributes::Photometric;
use super::super::encode::Image;
use super::block::{self, Band};
use super::packet::{Subband, packet};
use super::wavelet::{Sample, level};

/// Decompositions of an image that is large enough.
const LEVELS: usize = 5;
/// Rows and columns of a code-block.
const BLOCK: usize = 64;
/// Bits above the nominal range: one would do for most, three for the widest component
/// transform.
const GUARD: u32 = 3;
/// L2 norms of the 9-7 synthesis by level from the finest: LL, HL and LH, HH.
const NORMS: [[f32; 3]; LEVELS + 1] = [
    [1.0, 2.022, 2.080],
    [1.965, 3.989, 3.865],
    [4.177, 8.355, 8.307],
    [8.403, 17.04, 17.18],
    [16.90, 34.27, 34.71],
    [33.84, 34.27, 34.71],
];

/// Where a subband is and how it is quantised.
struct BandPlan {
    band: Band,
    left: usize,
    top: usize,
    columns: usize,
    rows: usize,
    /// Exponent and mantissa of QCD (T.800 A.6.4).
    exponent: u32,
    mantissa: u32,
    /// The step of coefficients as the transform gives them; 1 if reversible.
    step: f32,
}

/// Encodes a frame: reversibly, or with loss by `percent`.
pub(in super::super) fn encode(
    image: &Image,
    photometric: Photometric,
    percent: Option<u8>,
) -> Vec<u8> {
    let smaller = image.rows.min(image.columns);
    let levels = LEVELS.min(smaller.ilog2() as usize);
    let transform = photometric == Photometric::Rgb && image.components == 3;
    let plan = plan(
        image,
        levels,
        percent.map(|percent| base_step(image, percent)),
    );
    let planes = planes(image);
    let coded = match percent {
        None => {
            let planes = if transform {
                reversible(planes)
            } else {
                planes
            };
            tile(planes, image, levels, &plan, |value, _| value)
        }
        Some(_) => {
            let planes = irreversible(planes, transform);
            tile(planes, image, levels, &plan, |value, step| {
                // `as` rounds to zero: the dead zone of T.800 E.1.
                (value / step) as i32
            })
        }
    };
    let mut out = headers(image, levels, transform, percent.is_none(), &plan);
    out.extend([0xFF, 0x90, 0, 10, 0, 0]);
    out.extend((coded.len() as u32 + 14).to_be_bytes());
    out.extend([0, 1, 0xFF, 0x93]);
    out.extend(coded);
    out.extend([0xFF, 0xD9]);
    out
}

/// The quantiser's step where the norm is 1, by the range that the samples use: a 16-bit
/// container of 12-bit values is not to be coded as coarsely as 16 bits.
fn base_step(image: &Image, percent: u8) -> f32 {
    let unused = 16 - u32::from(image.precision);
    let value = |value: &u16| match image.signed {
        true => i32::from((value << unused).cast_signed() >> unused),
        false => i32::from(*value),
    };
    let range = image.values.iter().map(value);
    let (low, high) = (range.clone().min(), range.max());
    let used = high.unwrap_or(0) - low.unwrap_or(0);
    let coarse = libm::exp2f((100.0 - f32::from(percent.clamp(1, 100))) / 8.0 - 2.0);
    coarse * (used as f32 / 256.0).max(1.0 / 16.0)
}

/// Samples by component, around zero (T.800 G.1).
fn planes(image: &Image) -> Vec<Vec<i32>> {
    let unused = 16 - u32::from(image.precision);
    let middle = 1 << (image.precision - 1);
    let centred = |value: &u16| match image.signed {
        true => i32::from((value << unused).cast_signed() >> unused),
        false => i32::from(*value) - middle,
    };
    let plane = |index: usize| {
        let samples = image.values.iter().skip(index).step_by(image.components);
        samples.map(centred).collect()
    };
    (0..image.components).map(plane).collect()
}

/// The reversible component transform (T.800 G.2.1).
fn reversible(mut planes: Vec<Vec<i32>>) -> Vec<Vec<i32>> {
    for at in 0..planes[0].len() {
        let [r, g, b] = [planes[0][at], planes[1][at], planes[2][at]];
        planes[0][at] = (r + 2 * g + b) >> 2;
        planes[1][at] = b - g;
        planes[2][at] = r - g;
    }
    planes
}

/// The irreversible one (T.800 G.3.1), if there is colour to transform.
fn irreversible(planes: Vec<Vec<i32>>, transform: bool) -> Vec<Vec<f32>> {
    let mut planes: Vec<Vec<f32>> = planes
        .into_iter()
        .map(|plane| plane.into_iter().map(|value| value as f32).collect())
        .collect();
    if transform {
        for at in 0..planes[0].len() {
            let [r, g, b] = [planes[0][at], planes[1][at], planes[2][at]];
            planes[0][at] = 0.299 * r + 0.587 * g + 0.114 * b;
            planes[1][at] = -0.168_75 * r - 0.331_26 * g + 0.5 * b;
            planes[2][at] = 0.5 * r - 0.418_69 * g - 0.081_31 * b;
        }
    }
    planes
}

/// Subbands from the lowest on: LL, then HL, LH, HH of each resolution.
fn plan(image: &Image, levels: usize, base: Option<f32>) -> Vec<BandPlan> {
    let low = |size: usize, level: usize| size.div_ceil(1 << level);
    let mut plan = Vec::new();
    let mut add = |level: usize, band: Band, right: bool, lower: bool| {
        let (wide, high) = (low(image.columns, level), low(image.rows, level));
        let above = level.saturating_sub(1);
        let (all_wide, all_high) = (low(image.columns, above), low(image.rows, above));
        let gain = u32::from(right) + u32::from(lower);
        let norm = match gain {
            0 => NORMS[level][0],
            gain => NORMS[level - 1][gain as usize],
        };
        let (exponent, mantissa, step) = quantizer(image, gain, base.map(|base| base / norm));
        plan.push(BandPlan {
            band,
            left: if right { wide } else { 0 },
            top: if lower { high } else { 0 },
            columns: if right { all_wide - wide } else { wide },
            rows: if lower { all_high - high } else { high },
            exponent,
            mantissa,
            step,
        });
    };
    add(levels, Band::LowOrVertical, false, false);
    for level in (1..=levels).rev() {
        add(level, Band::Horizontal, true, false);
        add(level, Band::LowOrVertical, false, true);
        add(level, Band::Diagonal, true, true);
    }
    plan
}

/// Exponent, mantissa and step (T.800 E.1): a step of `step` or the next that can be written.
fn quantizer(image: &Image, gain: u32, step: Option<f32>) -> (u32, u32, f32) {
    let precision = u32::from(image.precision);
    let Some(step) = step else {
        return (precision + gain, 0, 1.0);
    };
    let whole = (libm::floorf(libm::log2f(step)) as i32).min(precision as i32);
    let power = libm::exp2f(whole as f32);
    let mantissa = (((step / power - 1.0) * 2048.0) as u32).min(2047);
    let exponent = (precision as i32 - whole).clamp(0, 31).cast_unsigned();
    let written = libm::exp2f(precision as f32 - exponent as f32);
    let step = written * (1.0 + mantissa as f32 / 2048.0);
    // The nominal range of a high-pass subband is twice that of the image for each direction.
    (exponent, mantissa, step * (1 << gain) as f32)
}

/// All packets, resolution by resolution and component by component.
fn tile<T: Sample>(
    mut planes: Vec<Vec<T>>,
    image: &Image,
    levels: usize,
    plan: &[BandPlan],
    quantize: impl Fn(T, f32) -> i32,
) -> Vec<u8> {
    for plane in &mut planes {
        for step in 0..levels {
            let (columns, rows) = (
                image.columns.div_ceil(1 << step),
                image.rows.div_ceil(1 << step),
            );
            level(plane, image.columns, columns, rows);
        }
    }
    let mut out = Vec::new();
    let (lowest, others) = plan.split_at(1);
    for resolution in std::iter::once(lowest).chain(others.chunks(3)) {
        for plane in &planes {
            let subbands = resolution.iter().map(|band| {
                band.subband(|row, column| quantize(plane[row * image.columns + column], band.step))
            });
            out.extend(packet(&subbands.collect::<Vec<_>>()));
        }
    }
    out
}

impl BandPlan {
    fn subband(&self, value: impl Fn(usize, usize) -> i32) -> Subband {
        let mut blocks = Vec::new();
        for top in (0..self.rows).step_by(BLOCK) {
            for left in (0..self.columns).step_by(BLOCK) {
                let columns = BLOCK.min(self.columns - left);
                let rows = BLOCK.min(self.rows - top);
                let place = |at: usize| {
                    (
                        self.top + top + at / columns,
                        self.left + left + at % columns,
                    )
                };
                let values = (0..columns * rows)
                    .map(place)
                    .map(|(row, column)| value(row, column));
                blocks.push(block::encode(
                    &values.collect::<Vec<_>>(),
                    columns,
                    self.band,
                ));
            }
        }
        Subband {
            across: self.columns.div_ceil(BLOCK),
            planes: GUARD + self.exponent - 1,
            blocks: if self.columns == 0 {
                Vec::new()
            } else {
                blocks
            },
        }
    }
}

/// SOC, SIZ, COD and QCD (T.800 A.5, A.6).
fn headers(
    image: &Image,
    levels: usize,
    transform: bool,
    reversible: bool,
    plan: &[BandPlan],
) -> Vec<u8> {
    let (columns, rows) = (image.columns as u32, image.rows as u32);
    let components = image.components as u16;
    let mut out = vec![0xFF, 0x4F, 0xFF, 0x51];
    out.extend((38 + 3 * components).to_be_bytes());
    out.extend([0, 0]);
    for size in [columns, rows, 0, 0, columns, rows, 0, 0] {
        out.extend(size.to_be_bytes());
    }
    out.extend(components.to_be_bytes());
    for _ in 0..components {
        out.extend([(image.precision - 1) | (u8::from(image.signed) << 7), 1, 1]);
    }
    out.extend([0xFF, 0x52, 0, 12, 0, 0, 0, 1, u8::from(transform)]);
    out.extend([levels as u8, 4, 4, 0, u8::from(reversible)]);
    let width = if reversible { 1 } else { 2 };
    out.extend([0xFF, 0x5C]);
    out.extend((3 + width * plan.len() as u16).to_be_bytes());
    out.push((GUARD as u8) << 5 | if reversible { 0 } else { 2 });
    for band in plan {
        if reversible {
            out.push((band.exponent as u8) << 3);
        } else {
            out.extend(((band.exponent as u16) << 11 | band.mantissa as u16).to_be_bytes());
        }
    }
    out
}
