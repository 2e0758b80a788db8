//! JPEG-LS written: the decoder's model, the other way round.

use super::super::encode::Image;
use super::{Context, J, Lines, Model, Parameters, Preset, golomb_parameter, median};

/// Bits with JPEG-LS's stuffing (T.87 A.1).
#[derive(Debug, Default)]
struct Writer {
    bytes: Vec<u8>,
    held: u64,
    count: u32,
}

impl Writer {
    /// Puts the low `size` bits of `value`, at most 32.
    fn put(&mut self, value: u32, size: u32) {
        self.held = self.held << size | u64::from(value) & ((1 << size) - 1);
        self.count += size;
        while self.count >= self.room() {
            let room = self.room();
            self.count -= room;
            let byte = (self.held >> self.count) as u8;
            self.bytes.push(if room == 7 { byte & 0x7F } else { byte });
        }
    }

    /// Bits that the next byte holds.
    fn room(&self) -> u32 {
        if self.bytes.last() == Some(&0xFF) {
            7
        } else {
            8
        }
    }

    fn finish(&mut self) {
        if self.count > 0 {
            self.put(0, self.room() - self.count);
        }
        // No marker may seem to begin with a last FF.
        if self.bytes.last() == Some(&0xFF) {
            self.bytes.push(0);
        }
    }

    /// A limited-length Golomb code (T.87 A.5.3).
    fn golomb(&mut self, mapped: u32, k: u32, limit: u32, qbpp: u32) {
        let zeros = mapped >> k;
        let most = limit - qbpp - 1;
        let (zeros, value, size) = if zeros < most {
            (zeros, mapped, k)
        } else {
            (most, mapped - 1, qbpp)
        };
        self.put(0, zeros.min(32));
        self.put(0, zeros.saturating_sub(32));
        self.put(1, 1);
        self.put(value, size);
    }
}

/// Encodes a frame, colour line by line; `near` 0 is lossless.
pub(in super::super) fn encode(image: &Image, near: u8) -> Vec<u8> {
    let near = i32::from(near).min(((1 << image.precision) - 1) / 2);
    let mut out = vec![0xFF, 0xD8];
    headers(image, near as u8, &mut out);
    if let Some(p) = Parameters::new(image.precision, near, Preset::default()) {
        out.extend(scan(image, p));
    }
    out.extend([0xFF, 0xD9]);
    out
}

/// SOF55 and SOS (T.87 C.2.2, C.2.3).
fn headers(image: &Image, near: u8, out: &mut Vec<u8>) {
    let components = image.components as u8;
    out.extend([0xFF, 0xF7, 0, 8 + 3 * components, image.precision]);
    out.extend((image.rows as u16).to_be_bytes());
    out.extend((image.columns as u16).to_be_bytes());
    out.push(components);
    (1..=components).for_each(|id| out.extend([id, 0x11, 0]));
    out.extend([0xFF, 0xDA, 0, 6 + 2 * components, components]);
    (1..=components).for_each(|id| out.extend([id, 0]));
    out.extend([near, u8::from(components > 1), 0]);
}

fn scan(image: &Image, p: Parameters) -> Vec<u8> {
    let mut encoder = Encoder {
        model: Model::new(p, &[]),
        out: Writer::default(),
    };
    let mut all: Vec<Lines> = (0..image.components)
        .map(|_| Lines::new(image.columns))
        .collect();
    let mut input = vec![0; image.columns + 2];
    for row in image.values.chunks_exact(image.columns * image.components) {
        for (index, lines) in all.iter_mut().enumerate() {
            let values = row.iter().skip(index).step_by(image.components);
            input[1..]
                .iter_mut()
                .zip(values)
                .for_each(|(to, value)| *to = i32::from(*value));
            encoder.line(lines, &input);
            lines.end();
        }
    }
    encoder.out.finish();
    encoder.out.bytes
}

struct Encoder {
    model: Model<'static>,
    out: Writer,
}

impl Encoder {
    /// One line of one component; `input` has a sample of margin on each side.
    fn line(&mut self, lines: &mut Lines, input: &[i32]) {
        lines.begin();
        let columns = lines.current.len() - 2;
        let mut x = 1;
        while x <= columns {
            if !self.model.is_flat(lines.gradients(x)) {
                lines.current[x] = self.regular(lines.around(x), input[x]);
                x += 1;
                continue;
            }
            let run_value = lines.current[x - 1];
            let near = self.model.p.near;
            let rest = input[x..=columns].iter();
            let length = rest
                .take_while(|value| (**value - run_value).abs() <= near)
                .count();
            lines.current[x..x + length].fill(run_value);
            x += length;
            self.run(length, x > columns, &mut lines.run_index);
            if x <= columns {
                let value = self.interruption(run_value, lines.above[x], lines.run_index, input[x]);
                lines.current[x] = value;
                lines.run_index = lines.run_index.saturating_sub(1);
                x += 1;
            }
        }
    }

    /// A sample in regular mode; returns what the decoder will see (T.87 A.4 to A.6).
    fn regular(&mut self, [a, b, c, d]: [i32; 4], value: i32) -> i32 {
        let p = self.model.p;
        let regions = [d - b, b - c, c - a].map(|gradient| p.quantize(gradient));
        let index = (regions[0] * 9 + regions[1]) * 9 + regions[2];
        let sign = if index < 0 { -1 } else { 1 };
        let context = &mut self.model.contexts[index.unsigned_abs() as usize];
        let predicted = (median(a, b, c) + sign * context.c).clamp(0, p.max);
        let error = p.error(sign * (value - predicted));
        let k = k_of(context);
        let inverted = p.near == 0 && k == 0 && context.b.saturating_mul(2) <= -context.n;
        let mapped = match (error >= 0, inverted) {
            (true, false) => 2 * error,
            (false, false) => -2 * error - 1,
            (true, true) => 2 * error + 1,
            (false, true) => -2 * (error + 1),
        };
        context.update(error, &p);
        self.out.golomb(mapped.cast_unsigned(), k, p.limit, p.qbpp);
        p.reconstruct(predicted, sign * error)
    }

    /// T.87 A.7.1.2.
    fn run(&mut self, mut length: usize, whole_line: bool, run_index: &mut usize) {
        while length >= 1 << J[*run_index] {
            self.out.put(1, 1);
            length -= 1 << J[*run_index];
            *run_index = (*run_index + 1).min(J.len() - 1);
        }
        if !whole_line {
            self.out.put(0, 1);
            self.out.put(length as u32, J[*run_index]);
        } else if length > 0 {
            self.out.put(1, 1);
        }
    }

    /// The sample after a run (T.87 A.7.2).
    fn interruption(&mut self, a: i32, b: i32, run_index: usize, value: i32) -> i32 {
        let p = self.model.p;
        let kind = i32::from((a - b).abs() <= p.near);
        let (predicted, sign) = match kind {
            1 => (a, 1),
            _ => (b, if a > b { -1 } else { 1 }),
        };
        let error = p.error(sign * (value - predicted));
        let (total, n, negative) = &mut self.model.runs[kind as usize];
        let k = golomb_parameter(*n, total.saturating_add(kind * (*n >> 1))).unwrap_or(0);
        let half = 2 * *negative < *n;
        let map = match error {
            1.. => k == 0 && half,
            0 => false,
            _ => !half || k != 0,
        };
        let mapped = 2 * error.abs() - kind - i32::from(map);
        *negative += i32::from(error < 0);
        *total = total.saturating_add((mapped + 1 - kind) >> 1);
        if *n == p.reset {
            (*total, *n, *negative) = (*total >> 1, *n >> 1, *negative >> 1);
        }
        *n += 1;
        let limit = p.limit - J[run_index] - 1;
        self.out.golomb(mapped.cast_unsigned(), k, limit, p.qbpp);
        p.reconstruct(predicted, sign * error)
    }
}

fn k_of(context: &Context) -> u32 {
    golomb_parameter(context.n, context.a).unwrap_or(0)
}

impl Parameters {
    /// A prediction error in steps of `near`, modulo the range (T.87 A.4.4, A.4.5).
    fn error(&self, difference: i32) -> i32 {
        let step = 2 * self.near + 1;
        let error = if difference > 0 {
            (difference + self.near) / step
        } else {
            -((self.near - difference) / step)
        };
        let error = if error < 0 { error + self.range } else { error };
        if error >= (self.range + 1) / 2 {
            error - self.range
        } else {
            error
        }
    }
}
