//! The two wavelet transforms, forward (T.800 annex F).

/// Lifting factors of the 9-7 transform, and its scale (T.800 table F.4).
const ALPHA: f32 = -1.586_134_3;
const BETA: f32 = -0.052_980_12;
const GAMMA: f32 = 0.882_911_1;
const DELTA: f32 = 0.443_506_85;
const K: f32 = 1.230_174_1;

/// A number that can be transformed.
pub(super) trait Sample: Copy + Default {
    /// Transforms a line: even places become low-pass, odd ones high-pass.
    fn forward(line: &mut [Self]);
}

impl Sample for i32 {
    fn forward(line: &mut [i32]) {
        lift(line, 1, |value, a, b| value - ((a + b) >> 1));
        lift(line, 0, |value, a, b| value + ((a + b + 2) >> 2));
    }
}

impl Sample for f32 {
    fn forward(line: &mut [f32]) {
        for (first, factor) in [(1, ALPHA), (0, BETA), (1, GAMMA), (0, DELTA)] {
            lift(line, first, |value, a, b| value + factor * (a + b));
        }
        for (at, value) in line.iter_mut().enumerate() {
            *value *= if at % 2 == 0 { 1.0 / K } else { K };
        }
    }
}

/// Changes every other place by its neighbours, mirrored at the ends.
fn lift<T: Copy>(line: &mut [T], first: usize, change: impl Fn(T, T, T) -> T) {
    let last = line.len() - 1;
    for at in (first..line.len()).step_by(2) {
        let before = if at > 0 { at - 1 } else { 1 };
        let after = if at < last { at + 1 } else { last - 1 };
        line[at] = change(line[at], line[before], line[after]);
    }
}

/// One level: the `columns` x `rows` corner of `plane` becomes LL, HL over LH, HH.
pub(super) fn level<T: Sample>(plane: &mut [T], stride: usize, columns: usize, rows: usize) {
    if rows > 1 {
        let mut line = vec![T::default(); rows];
        for column in 0..columns {
            (0..rows).for_each(|row| line[row] = plane[row * stride + column]);
            T::forward(&mut line);
            parted(&line, |row, value| plane[row * stride + column] = value);
        }
    }
    if columns > 1 {
        let mut line = vec![T::default(); columns];
        for row in plane.chunks_mut(stride).take(rows) {
            line.copy_from_slice(&row[..columns]);
            T::forward(&mut line);
            parted(&line, |column, value| row[column] = value);
        }
    }
}

/// Low-pass places first, then high-pass ones.
fn parted<T: Copy>(line: &[T], mut put: impl FnMut(usize, T)) {
    let half = line.len().div_ceil(2);
    for (at, value) in line.iter().enumerate() {
        put(at / 2 + at % 2 * half, *value);
    }
}
