//! JPEG-LS (ITU-T T.87), lossless and near-lossless, all three interleavings.

mod encode;

pub(super) use encode::encode;

use super::attributes::PixelAttributes;
use super::codec::Decoded;
use super::error::{PixelError, expect};
use super::jpeg::{marker_segments, segments};
use super::samples::Raw;

const CODEC: &str = "JPEG-LS";
/// Contexts of regular mode (T.87 A.3.4).
const CONTEXTS: usize = 365;
/// Run lengths by run index (T.87 A.2.1).
const J: [u32; 32] = [
    0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 9, 10, 11, 12, 13,
    14, 15,
];

fn error(reason: &str) -> PixelError {
    PixelError::codec(CODEC, reason)
}

/// Bits with JPEG-LS's stuffing: after FF a byte has seven (T.87 A.1).
struct Bits<'a> {
    bytes: &'a [u8],
    held: u64,
    count: u32,
    after_ff: bool,
}

impl<'a> Bits<'a> {
    fn new(bytes: &'a [u8]) -> Self {
        Self {
            bytes,
            held: 0,
            count: 0,
            after_ff: false,
        }
    }

    fn fill(&mut self) -> Option<()> {
        let (&byte, rest) = self.bytes.split_first()?;
        if self.after_ff && byte >= 0x80 {
            return None;
        }
        let size = if self.after_ff { 7 } else { 8 };
        self.held = self.held << size | u64::from(byte);
        self.count += size;
        self.after_ff = byte == 0xFF;
        self.bytes = rest;
        Some(())
    }

    fn take(&mut self, count: u32) -> Option<i32> {
        while self.count < count {
            self.fill()?;
        }
        self.count -= count;
        Some((self.held >> self.count & ((1 << count) - 1)) as i32)
    }

    /// A limited-length Golomb code (T.87 A.5.3).
    fn golomb(&mut self, k: u32, limit: u32, qbpp: u32) -> Option<i32> {
        let mut zeros = 0;
        while self.take(1)? == 0 {
            zeros += 1;
            if zeros > limit {
                return None;
            }
        }
        let value = if zeros < limit.checked_sub(qbpp + 1)? {
            (zeros << k).cast_signed() + self.take(k)?
        } else {
            self.take(qbpp)? + 1
        };
        // No error of a valid image is mapped above this; sums of larger ones would overflow.
        (value <= 2 << qbpp).then_some(value)
    }
}

/// The parameters of a scan (T.87 A.2.1, C.2.4.1.1).
#[derive(Debug, Clone, Copy)]
struct Parameters {
    max: i32,
    near: i32,
    thresholds: [i32; 3],
    reset: i32,
    range: i32,
    qbpp: u32,
    limit: u32,
}

/// Preset parameters of an LSE segment; 0 where the default holds.
#[derive(Debug, Clone, Copy, Default)]
struct Preset {
    max: i32,
    thresholds: [i32; 3],
    reset: i32,
}

fn bits_for(values: i32) -> u32 {
    // The smallest number of bits that count `values` states.
    32 - (values.max(1) - 1).leading_zeros()
}

impl Parameters {
    fn new(precision: u8, near: i32, preset: Preset) -> Option<Self> {
        let max = if preset.max > 0 {
            preset.max
        } else {
            (1 << precision) - 1
        };
        if near < 0 || near > 255.min(max / 2) || max >= 1 << 16 {
            return None;
        }
        let range = (max + 2 * near) / (2 * near + 1) + 1;
        let bpp = bits_for(max + 1).max(2);
        let mut thresholds = default_thresholds(max, near);
        for (threshold, given) in thresholds.iter_mut().zip(preset.thresholds) {
            if given > 0 {
                *threshold = given;
            }
        }
        Some(Self {
            max,
            near,
            thresholds,
            reset: if preset.reset > 2 { preset.reset } else { 64 },
            range,
            qbpp: bits_for(range),
            limit: 2 * (bpp + bpp.max(8)),
        })
    }

    /// A gradient's region (T.87 A.3.3).
    fn quantize(&self, gradient: i32) -> i32 {
        let [t1, t2, t3] = self.thresholds;
        let size = match gradient.abs() {
            d if d <= self.near => 0,
            d if d < t1 => 1,
            d if d < t2 => 2,
            d if d < t3 => 3,
            _ => 4,
        };
        if gradient < 0 { -size } else { size }
    }

    /// A prediction and its error to a sample (T.87 A.4.5).
    fn reconstruct(&self, predicted: i32, error: i32) -> i32 {
        let step = 2 * self.near + 1;
        let value = predicted.wrapping_add(error.wrapping_mul(step));
        let value = if value < -self.near {
            value.wrapping_add(self.range * step)
        } else if value > self.max + self.near {
            value - self.range * step
        } else {
            value
        };
        value.clamp(0, self.max)
    }
}

/// T.87 C.2.4.1.1.1.
fn default_thresholds(max: i32, near: i32) -> [i32; 3] {
    let clamp = |value: i32, low: i32| {
        if value > max || value < low {
            low
        } else {
            value
        }
    };
    let bases = [(3, 2, 3), (7, 3, 5), (21, 4, 7)];
    let mut low = near + 1;
    bases.map(|(basic, lowest, per_near)| {
        let value = if max >= 128 {
            let factor = (max.min(4095) + 128) / 256;
            factor * (basic - lowest) + lowest + per_near * near
        } else {
            let factor = 256 / (max + 1);
            lowest.max(basic / factor + per_near * near)
        };
        low = clamp(value, low);
        low
    })
}

#[derive(Debug, Clone, Copy)]
struct Context {
    a: i32,
    b: i32,
    c: i32,
    n: i32,
}

/// The adaptive state of a scan.
struct Model<'a> {
    p: Parameters,
    bits: Bits<'a>,
    contexts: Vec<Context>,
    /// For run interruption by type: A, N and the count of negative errors.
    runs: [(i32, i32, i32); 2],
}

/// The line above and the line being decoded of one component; one sample of margin on each
/// side (T.87 A.2.1).
struct Lines {
    above: Vec<i32>,
    current: Vec<i32>,
    run_index: usize,
}

impl Lines {
    fn new(columns: usize) -> Self {
        Self {
            above: vec![0; columns + 2],
            current: vec![0; columns + 2],
            run_index: 0,
        }
    }

    fn begin(&mut self) {
        let last = self.above.len() - 1;
        self.above[last] = self.above[last - 1];
        self.current[0] = self.above[1];
    }

    fn end(&mut self) {
        std::mem::swap(&mut self.above, &mut self.current);
    }

    /// Ra, Rb, Rc, Rd around column `x`, from 1.
    fn around(&self, x: usize) -> [i32; 4] {
        [
            self.current[x - 1],
            self.above[x],
            self.above[x - 1],
            self.above[x + 1],
        ]
    }

    fn gradients(&self, x: usize) -> [i32; 3] {
        let [a, b, c, d] = self.around(x);
        [d - b, b - c, c - a]
    }
}

impl<'a> Model<'a> {
    fn new(p: Parameters, bytes: &'a [u8]) -> Self {
        let a = ((p.range + 32) / 64).max(2);
        let contexts = vec![
            Context {
                a,
                b: 0,
                c: 0,
                n: 1
            };
            CONTEXTS
        ];
        Self {
            p,
            bits: Bits::new(bytes),
            contexts,
            runs: [(a, 1, 0); 2],
        }
    }

    fn is_flat(&self, gradients: [i32; 3]) -> bool {
        gradients
            .iter()
            .all(|gradient| gradient.abs() <= self.p.near)
    }

    /// A sample in regular mode (T.87 A.4 to A.6).
    fn regular(&mut self, [a, b, c, d]: [i32; 4]) -> Option<i32> {
        let regions = [d - b, b - c, c - a].map(|gradient| self.p.quantize(gradient));
        let index = (regions[0] * 9 + regions[1]) * 9 + regions[2];
        let sign = if index < 0 { -1 } else { 1 };
        let context = self.contexts.get_mut(index.unsigned_abs() as usize)?;
        let predicted = (median(a, b, c) + sign * context.c).clamp(0, self.p.max);
        let k = golomb_parameter(context.n, context.a)?;
        let mapped = self.bits.golomb(k, self.p.limit, self.p.qbpp)?;
        let inverted = self.p.near == 0 && k == 0 && context.b.saturating_mul(2) <= -context.n;
        let error = match (mapped % 2 == 0, inverted) {
            (true, false) => mapped / 2,
            (false, false) => -(mapped + 1) / 2,
            (true, true) => -mapped / 2 - 1,
            (false, true) => (mapped - 1) / 2,
        };
        context.update(error, &self.p);
        Some(self.p.reconstruct(predicted, sign * error))
    }

    /// How many samples a run has, and whether it ends before the line does (T.87 A.7.1).
    fn run_length(&mut self, run_index: &mut usize, left: usize) -> Option<(usize, bool)> {
        let mut length = 0;
        while length < left {
            if self.bits.take(1)? == 0 {
                length += self.bits.take(J[*run_index])? as usize;
                return (length < left).then_some((length, true));
            }
            let whole = 1 << J[*run_index];
            if length + whole <= left {
                *run_index = (*run_index + 1).min(J.len() - 1);
            }
            length += whole;
        }
        Some((left, false))
    }

    /// The sample after a run (T.87 A.7.2). With samples interleaved the type is always 0.
    fn interruption(&mut self, a: i32, b: i32, run_index: usize, typed: bool) -> Option<i32> {
        let kind = i32::from(typed && (a - b).abs() <= self.p.near);
        let (total, n, negative) = &mut self.runs[kind as usize];
        let k = golomb_parameter(*n, total.saturating_add(kind * (*n >> 1)))?;
        let limit = self.p.limit.checked_sub(J[run_index] + 1)?;
        let mapped = self.bits.golomb(k, limit, self.p.qbpp)?;
        let shifted = mapped + kind;
        let odd = shifted % 2 == 1;
        let size = (shifted + i32::from(odd)) / 2;
        let error = if (k != 0 || 2 * *negative >= *n) == odd {
            -size
        } else {
            size
        };
        *negative += i32::from(error < 0);
        *total = total.saturating_add((mapped + 1 - kind) >> 1);
        if *n == self.p.reset {
            (*total, *n, *negative) = (*total >> 1, *n >> 1, *negative >> 1);
        }
        *n += 1;
        let (predicted, sign) = match kind {
            1 => (a, 1),
            _ => (b, if a > b { -1 } else { 1 }),
        };
        Some(self.p.reconstruct(predicted, sign * error))
    }

    /// One line of one component.
    fn line(&mut self, lines: &mut Lines) -> Option<()> {
        lines.begin();
        let columns = lines.current.len() - 2;
        let mut x = 1;
        while x <= columns {
            if !self.is_flat(lines.gradients(x)) {
                lines.current[x] = self.regular(lines.around(x))?;
                x += 1;
                continue;
            }
            let run_value = lines.current[x - 1];
            let (length, ends) = self.run_length(&mut lines.run_index, columns + 1 - x)?;
            lines.current[x..x + length].fill(run_value);
            x += length;
            if ends {
                let above = lines.above[x];
                let value = self.interruption(run_value, above, lines.run_index, true)?;
                lines.current[x] = value;
                lines.run_index = lines.run_index.saturating_sub(1);
                x += 1;
            }
        }
        Some(())
    }

    /// One line of all components, sample by sample.
    fn interleaved_line(&mut self, all: &mut [Lines], run_index: &mut usize) -> Option<()> {
        all.iter_mut().for_each(Lines::begin);
        let columns = all.first()?.current.len() - 2;
        let mut x = 1;
        while x <= columns {
            if !all.iter().all(|lines| self.is_flat(lines.gradients(x))) {
                for lines in all.iter_mut() {
                    lines.current[x] = self.regular(lines.around(x))?;
                }
                x += 1;
                continue;
            }
            let (length, ends) = self.run_length(run_index, columns + 1 - x)?;
            for lines in all.iter_mut() {
                let run_value = lines.current[x - 1];
                lines.current[x..x + length].fill(run_value);
            }
            x += length;
            if ends {
                for lines in all.iter_mut() {
                    let (a, b) = (lines.current[x - 1], lines.above[x]);
                    lines.current[x] = self.interruption(a, b, *run_index, false)?;
                }
                *run_index = run_index.saturating_sub(1);
                x += 1;
            }
        }
        Some(())
    }
}

impl Context {
    /// T.87 A.6.
    fn update(&mut self, error: i32, p: &Parameters) {
        self.b = self.b.saturating_add(error * (2 * p.near + 1));
        self.a = self.a.saturating_add(error.abs());
        if self.n == p.reset {
            (self.a, self.b, self.n) = (self.a >> 1, self.b >> 1, self.n >> 1);
        }
        self.n += 1;
        if self.b <= -self.n {
            self.b = (self.b + self.n).max(1 - self.n);
            self.c = (self.c - 1).max(-128);
        } else if self.b > 0 {
            self.b = (self.b - self.n).min(0);
            self.c = (self.c + 1).min(127);
        }
    }
}

/// The edge-detecting predictor (T.87 A.4.1).
fn median(a: i32, b: i32, c: i32) -> i32 {
    if c >= a.max(b) {
        a.min(b)
    } else if c <= a.min(b) {
        a.max(b)
    } else {
        a + b - c
    }
}

/// The smallest k with n * 2^k >= a (T.87 A.5.1).
fn golomb_parameter(n: i32, a: i32) -> Option<u32> {
    (0..24).find(|k| i64::from(n) << k >= i64::from(a))
}

/// Decodes one frame.
pub(super) fn decode(bytes: &[u8], attributes: &PixelAttributes) -> Result<Decoded, PixelError> {
    let precision = frame_header(bytes, attributes)?;
    let components = usize::from(attributes.samples);
    let mut frame = vec![0; attributes.samples_in_frame()];
    let mut done = 0;
    let mut preset = Preset::default();
    let mut rest = bytes.get(2..).unwrap_or_default();
    while done < components {
        let scan = next_scan(rest, &mut preset).ok_or_else(|| error("a scan is missing"))?;
        let parameters = Parameters::new(precision, scan.near, preset);
        let parameters = parameters.ok_or_else(|| error("the parameters are impossible"))?;
        let mut model = Model::new(parameters, scan.bytes);
        let part = Part {
            first: done,
            count: scan.components,
            components,
        };
        if scan.components == 0 || done + scan.components > components {
            return Err(error("a scan has too many components"));
        }
        let decoded = part.decode(&mut model, scan.interleave, attributes, &mut frame);
        decoded.ok_or_else(|| error("the image is damaged"))?;
        done += scan.components;
        rest = after_scan(scan.bytes, model.bits.bytes);
    }
    let raw = match precision {
        0..=8 => Raw::U8(frame.into_iter().map(|value| value as u8).collect()),
        _ => Raw::U16(frame),
    };
    Ok(Decoded::as_declared(raw))
}

/// SOF55 against the data set; the precision.
fn frame_header(bytes: &[u8], attributes: &PixelAttributes) -> Result<u8, PixelError> {
    let found = segments(bytes).find(|(marker, _)| *marker == 0xF7);
    let Some((_, &[precision, r1, r0, c1, c0, components, ..])) = found else {
        return Err(error("there is no frame header"));
    };
    expect(
        "rows",
        u32::from(u16::from_be_bytes([r1, r0])),
        attributes.rows,
    )?;
    expect(
        "columns",
        u32::from(u16::from_be_bytes([c1, c0])),
        attributes.columns,
    )?;
    expect(
        "samples per pixel",
        u32::from(components),
        u32::from(attributes.samples),
    )?;
    let allocated = attributes.bits_allocated;
    if !(2..=16).contains(&precision) || u16::from(precision) > allocated {
        let (found, expected) = (u32::from(precision), u32::from(allocated));
        return Err(PixelError::Mismatch {
            what: "bits",
            found,
            expected,
        });
    }
    Ok(precision)
}

struct Scan<'a> {
    components: usize,
    near: i32,
    interleave: u8,
    bytes: &'a [u8],
}

/// The next SOS of `bytes` (which begin with a marker) and the presets before it.
fn next_scan<'a>(bytes: &'a [u8], preset: &mut Preset) -> Option<Scan<'a>> {
    for (marker, content) in marker_segments(bytes) {
        match (marker, content) {
            (0xF8, [1, values @ ..]) if values.len() >= 10 => {
                let word = |at: usize| i32::from(u16::from_be_bytes([values[at], values[at + 1]]));
                let thresholds = [word(2), word(4), word(6)];
                *preset = Preset {
                    max: word(0),
                    thresholds,
                    reset: word(8),
                };
            }
            (0xDA, [components, rest @ ..]) => {
                let components = usize::from(*components);
                let [near, interleave, ..] = *rest.get(components * 2..)? else {
                    return None;
                };
                let start = content.as_ptr() as usize - bytes.as_ptr() as usize + content.len();
                let bytes = &bytes[start..];
                return Some(Scan {
                    components,
                    near: i32::from(near),
                    interleave,
                    bytes,
                });
            }
            _ => {}
        }
    }
    None
}

/// What follows a scan's coded bits, of which `unread` were left: the next marker. The reader
/// may have taken the marker's FF already.
fn after_scan<'a>(scan: &'a [u8], unread: &[u8]) -> &'a [u8] {
    let rest = &scan[(scan.len() - unread.len()).saturating_sub(1)..];
    let next = rest
        .windows(2)
        .position(|pair| pair[0] == 0xFF && pair[1] >= 0x80);
    next.map_or(&[], |at| &rest[at..])
}

/// Components of the frame that one scan holds.
struct Part {
    first: usize,
    count: usize,
    components: usize,
}

impl Part {
    fn decode(
        &self,
        model: &mut Model<'_>,
        interleave: u8,
        attributes: &PixelAttributes,
        frame: &mut [u16],
    ) -> Option<()> {
        let columns = attributes.columns as usize;
        let mut all: Vec<Lines> = (0..self.count).map(|_| Lines::new(columns)).collect();
        let mut run_index = 0;
        for row in frame.chunks_exact_mut(columns * self.components) {
            if interleave == 2 {
                model.interleaved_line(&mut all, &mut run_index)?;
            } else {
                all.iter_mut().try_for_each(|lines| model.line(lines))?;
            }
            for (index, lines) in all.iter_mut().enumerate() {
                let places = row
                    .iter_mut()
                    .skip(self.first + index)
                    .step_by(self.components);
                let values = &lines.current[1..=columns];
                places
                    .zip(values)
                    .for_each(|(place, value)| *place = *value as u16);
                lines.end();
            }
        }
        Some(())
    }
}
