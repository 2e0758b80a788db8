//! Code-blocks: bit planes of quantised coefficients (T.800 annex D), writing.

use super::mq::{Encoder, RUN, UNIFORM};

/// Rows that are scanned together, column by column.
const STRIPE: usize = 4;
/// Context numbers begin: signs and refinements (T.800 table D.7).
const SIGN: usize = 9;
const REFINE: usize = 14;

/// Which way a subband is high-pass, as its contexts depend on it (T.800 table D.1).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Band {
    LowOrVertical,
    Horizontal,
    Diagonal,
}

/// A coded block.
#[derive(Debug, Default)]
pub(super) struct Coded {
    /// Bit planes that hold anything.
    pub(super) planes: u32,
    pub(super) passes: u32,
    pub(super) bytes: Vec<u8>,
}

/// Sizes and values of a block, with a margin of one on each side.
struct Block {
    columns: usize,
    rows: usize,
    stride: usize,
    band: Band,
    magnitudes: Vec<u32>,
    negative: Vec<bool>,
    significant: Vec<bool>,
    /// Coded in this plane already.
    visited: Vec<bool>,
    refined: Vec<bool>,
    out: Encoder,
}

/// Codes a block of signed values, row by row.
pub(super) fn encode(values: &[i32], columns: usize, band: Band) -> Coded {
    let largest = values
        .iter()
        .map(|value| value.unsigned_abs())
        .max()
        .unwrap_or(0);
    let planes = 32 - largest.leading_zeros();
    if planes == 0 {
        return Coded::default();
    }
    let mut block = Block::new(values, columns, band);
    for plane in (0..planes).rev() {
        if plane + 1 < planes {
            block.significance_pass(plane);
            block.refinement_pass(plane);
        }
        block.cleanup_pass(plane);
        block.visited.fill(false);
    }
    Coded {
        planes,
        passes: 3 * planes - 2,
        bytes: block.out.finish(),
    }
}

impl Block {
    fn new(values: &[i32], columns: usize, band: Band) -> Self {
        let rows = values.len() / columns;
        let stride = columns + 2;
        let size = stride * (rows + 2);
        let mut block = Self {
            columns,
            rows,
            stride,
            band,
            magnitudes: vec![0; size],
            negative: vec![false; size],
            significant: vec![false; size],
            visited: vec![false; size],
            refined: vec![false; size],
            out: Encoder::new(),
        };
        for (at, value) in values.iter().enumerate() {
            let place = block.place(at / columns, at % columns);
            block.magnitudes[place] = value.unsigned_abs();
            block.negative[place] = *value < 0;
        }
        block
    }

    fn place(&self, row: usize, column: usize) -> usize {
        (row + 1) * self.stride + column + 1
    }

    /// Places in scan order: stripes of four rows, in them columns (T.800 figure D.1).
    fn each(&mut self, mut visit: impl FnMut(&mut Self, usize)) {
        for top in (0..self.rows).step_by(STRIPE) {
            for column in 0..self.columns {
                for row in top..(top + STRIPE).min(self.rows) {
                    let place = self.place(row, column);
                    visit(self, place);
                }
            }
        }
    }

    fn bit(&self, place: usize, plane: u32) -> bool {
        self.magnitudes[place] >> plane & 1 == 1
    }

    /// Significant neighbours: horizontal, vertical, diagonal.
    fn neighbours(&self, place: usize) -> (usize, usize, usize) {
        let at = |place: usize| usize::from(self.significant[place]);
        let (up, down) = (place - self.stride, place + self.stride);
        (
            at(place - 1) + at(place + 1),
            at(up) + at(down),
            at(up - 1) + at(up + 1) + at(down - 1) + at(down + 1),
        )
    }

    /// T.800 table D.1.
    fn context(&self, place: usize) -> usize {
        let (h, v, d) = self.neighbours(place);
        let (h, v) = match self.band {
            Band::Diagonal => return diagonal_context(h + v, d),
            Band::Horizontal => (v, h),
            Band::LowOrVertical => (h, v),
        };
        match (h, v, d) {
            (2, _, _) => 8,
            (1, 1.., _) => 7,
            (1, 0, 1..) => 6,
            (1, 0, 0) => 5,
            (_, 2, _) => 4,
            (_, 1, _) => 3,
            (_, _, d) => d.min(2),
        }
    }

    /// T.800 tables D.2 and D.3.
    fn sign(&mut self, place: usize) {
        let at = |place: usize| match (self.significant[place], self.negative[place]) {
            (false, _) => 0,
            (true, false) => 1,
            (true, true) => -1,
        };
        let h = (at(place - 1) + at(place + 1)).clamp(-1, 1);
        let v = (at(place - self.stride) + at(place + self.stride)).clamp(-1, 1);
        let flipped = h < 0 || h == 0 && v < 0;
        let context = match (h, v) {
            (0, 0) => SIGN,
            (0, _) => SIGN + 1,
            (h, v) if h == -v => SIGN + 2,
            (_, 0) => SIGN + 3,
            _ => SIGN + 4,
        };
        self.out.put(self.negative[place] != flipped, context);
        self.significant[place] = true;
    }

    fn significance_pass(&mut self, plane: u32) {
        self.each(|block, place| {
            let context = block.context(place);
            if block.significant[place] || context == 0 {
                return;
            }
            block.visited[place] = true;
            let bit = block.bit(place, plane);
            block.out.put(bit, context);
            if bit {
                block.sign(place);
            }
        });
    }

    fn refinement_pass(&mut self, plane: u32) {
        self.each(|block, place| {
            if !block.significant[place] || block.visited[place] {
                return;
            }
            let (h, v, d) = block.neighbours(place);
            let context = match (block.refined[place], h + v + d) {
                (true, _) => REFINE + 2,
                (false, 0) => REFINE,
                (false, _) => REFINE + 1,
            };
            let bit = block.bit(place, plane);
            block.out.put(bit, context);
            block.refined[place] = true;
        });
    }

    fn cleanup_pass(&mut self, plane: u32) {
        for top in (0..self.rows).step_by(STRIPE) {
            for column in 0..self.columns {
                self.cleanup_column(top, column, plane);
            }
        }
    }

    fn cleanup_column(&mut self, top: usize, column: usize, plane: u32) {
        let end = (top + STRIPE).min(self.rows);
        let mut row = top;
        if end - top == STRIPE && (top..end).all(|row| self.is_quiet(self.place(row, column))) {
            let found = (0..STRIPE).find(|at| self.bit(self.place(top + at, column), plane));
            self.out.put(found.is_some(), RUN);
            let Some(found) = found else {
                return;
            };
            self.out.put(found & 2 != 0, UNIFORM);
            self.out.put(found & 1 != 0, UNIFORM);
            self.sign(self.place(top + found, column));
            row = top + found + 1;
        }
        for row in row..end {
            let place = self.place(row, column);
            if self.significant[place] || self.visited[place] {
                continue;
            }
            let bit = self.bit(place, plane);
            self.out.put(bit, self.context(place));
            if bit {
                self.sign(place);
            }
        }
    }

    /// Not yet coded, and nothing around is significant.
    fn is_quiet(&self, place: usize) -> bool {
        !self.significant[place] && !self.visited[place] && self.neighbours(place) == (0, 0, 0)
    }
}

fn diagonal_context(beside: usize, diagonal: usize) -> usize {
    match (diagonal, beside) {
        (3.., _) => 8,
        (2, 1..) => 7,
        (2, 0) => 6,
        (1, beside) => 3 + beside.min(2),
        (_, beside) => beside.min(2),
    }
}
