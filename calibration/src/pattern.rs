//! Test patterns as pixels: a step wedge, a pattern after SMPTE RP 133 and one after TG18-QC.
//!
//! Levels are shares of full scale with 0 black, so the pixels are MONOCHROME2, Polarity NORMAL.
//! They hold what is needed to judge a film by eye; letters are left to annotations.

use crate::presentation_lut::max_of_bits;
use std::ops::Range;
use thiserror::Error;

/// Least rows and columns: below, patches and line pairs run together.
pub const MIN_SIDE: u16 = 128;
/// Most rows and columns: a 14x17 inch film at HIGH resolution has about 8192x10240 pixels.
pub const MAX_SIDE: u16 = 10_240;
/// Most steps of a wedge: every value of 8 bits.
pub const MAX_STEPS: u16 = 256;

/// Why a pattern was refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum InvalidPattern {
    /// Rows or columns are outside [`MIN_SIDE`] to [`MAX_SIDE`].
    #[error("pattern of {rows} rows and {columns} columns; both must be {min} to {max}", min = MIN_SIDE, max = MAX_SIDE)]
    Size {
        /// Rows asked.
        rows: u16,
        /// Columns asked.
        columns: u16,
    },
    /// Bits Stored is not 8 to 16.
    #[error("pattern of {0} bits stored; 8 to 16 are possible")]
    BitsStored(u8),
    /// A wedge needs 2 to [`MAX_STEPS`] steps, and no more than columns.
    #[error("a wedge of {0} steps; 2 to {max} and at most one per column are possible", max = MAX_STEPS)]
    Steps(u16),
}

/// Rows, Columns and Bits Stored of a pattern, checked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PatternSize {
    rows: u16,
    columns: u16,
    bits_stored: u8,
}

impl PatternSize {
    /// A size of [`MIN_SIDE`] to [`MAX_SIDE`] rows and columns, 8 to 16 bits stored.
    pub fn new(rows: u16, columns: u16, bits_stored: u8) -> Result<Self, InvalidPattern> {
        let sides = MIN_SIDE..=MAX_SIDE;
        if !sides.contains(&rows) || !sides.contains(&columns) {
            return Err(InvalidPattern::Size { rows, columns });
        }
        if !(8..=16).contains(&bits_stored) {
            return Err(InvalidPattern::BitsStored(bits_stored));
        }
        Ok(Self {
            rows,
            columns,
            bits_stored,
        })
    }
}

/// A pattern's pixels.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pattern {
    /// Rows (0028,0010).
    pub rows: u16,
    /// Columns (0028,0011).
    pub columns: u16,
    /// Bits Stored (0028,0101), 8 to 16.
    pub bits_stored: u8,
    /// Row after row from the top left, `rows * columns` values.
    pub samples: Vec<u16>,
}

impl Pattern {
    /// Pixel Data as little endian bytes: one per sample at 8 bits, else two.
    pub fn pixel_data(&self) -> Vec<u8> {
        match self.bits_stored {
            8 => self.samples.iter().map(|&v| v as u8).collect(),
            _ => self.samples.iter().flat_map(|v| v.to_le_bytes()).collect(),
        }
    }
}

/// A step wedge: equal bands from black at the left to white at the right; step i of n has level
/// i / (n - 1).
pub fn step_wedge(size: PatternSize, steps: u16) -> Result<Pattern, InvalidPattern> {
    if !(2..=MAX_STEPS.min(size.columns)).contains(&steps) {
        return Err(InvalidPattern::Steps(steps));
    }
    let mut canvas = Canvas::new(size, 0.0);
    for step in 0..steps {
        let edge = |i: u16| usize::from(size.columns) * usize::from(i) / usize::from(steps);
        let level = f64::from(step) / f64::from(steps - 1);
        canvas.fill(edge(step)..edge(step + 1), 0..canvas.height(), level);
    }
    Ok(canvas.pattern)
}

/// A pattern after SMPTE RP 133: a grid on middle gray, patches from 0 to 100 % in steps of 10 %,
/// 5 % within black and 95 % within white, black and white bars, line pairs in the corners and the
/// middle.
pub fn smpte(size: PatternSize) -> Pattern {
    let mut canvas = Canvas::new(size, 0.5);
    canvas.grid(10, 0.75);
    let square = canvas.square();
    gray_ring(&mut canvas, square);
    canvas.inset(square.part(0.38, 0.38, 0.12), 0.0, 0.05);
    canvas.inset(square.part(0.50, 0.38, 0.12), 1.0, 0.95);
    canvas.line_pairs(square.part(0.38, 0.50, 0.12), 1, Lines::Vertical);
    canvas.line_pairs(square.part(0.50, 0.50, 0.12), 1, Lines::Horizontal);
    for (y, outer, inner) in [(0.14, 0.0, 1.0), (0.80, 1.0, 0.0)] {
        canvas.area(square.oblong(0.26, y, 0.48, 0.06), outer);
        canvas.area(square.oblong(0.42, y + 0.01, 0.16, 0.04), inner);
    }
    corner_line_pairs(&mut canvas, square);
    canvas.frame(1.0);
    canvas.pattern
}

/// Twelve cells around the middle, clockwise from the top left: 0 to 100 % and 50 % once more.
fn gray_ring(canvas: &mut Canvas, square: Square) {
    const CELLS: [(u8, u8); 12] = [
        (0, 0),
        (1, 0),
        (2, 0),
        (3, 0),
        (3, 1),
        (3, 2), //
        (3, 3),
        (2, 3),
        (1, 3),
        (0, 3),
        (0, 2),
        (0, 1),
    ];
    for (i, (column, row)) in CELLS.into_iter().enumerate() {
        let level = if i == 11 { 0.5 } else { i as f64 / 10.0 };
        let (x, y) = (
            f64::from(column) * 0.12 + 0.26,
            f64::from(row) * 0.12 + 0.26,
        );
        canvas.area(square.part(x, y, 0.12), level);
    }
}

fn corner_line_pairs(canvas: &mut Canvas, square: Square) {
    for (x, y) in [(0.02, 0.02), (0.86, 0.02), (0.02, 0.86), (0.86, 0.86)] {
        for (i, width) in [(0.0, 1), (1.0, 2), (2.0, 3)] {
            let x = x + i * 0.04;
            canvas.line_pairs(square.part(x, y, 0.04), width, Lines::Vertical);
            canvas.line_pairs(square.part(x, y + 0.06, 0.04), width, Lines::Horizontal);
        }
    }
}

/// A pattern after TG18-QC: sixteen patches with faint corners, 5 % within black and 95 % within
/// white, ramps at both sides, line pairs in the corners and the middle, on dark gray with a grid.
pub fn quality_control(size: PatternSize) -> Pattern {
    let mut canvas = Canvas::new(size, 0.1);
    canvas.grid(8, 0.2);
    let square = canvas.square();
    for i in 0..16u8 {
        let (column, row) = (f64::from(i % 4), f64::from(i / 4));
        let area = square.part(0.22 + column * 0.14, 0.22 + row * 0.14, 0.14);
        let level = (8.0 + 16.0 * f64::from(i)) / 256.0;
        canvas.faint_corners(area, level, 4.0 / 256.0);
    }
    canvas.inset(square.part(0.36, 0.06, 0.12), 0.0, 0.05);
    canvas.inset(square.part(0.52, 0.06, 0.12), 1.0, 0.95);
    canvas.ramp(square.oblong(0.08, 0.2, 0.06, 0.6));
    canvas.ramp(square.oblong(0.86, 0.2, 0.06, 0.6));
    canvas.line_pairs(square.part(0.36, 0.84, 0.12), 1, Lines::Vertical);
    canvas.line_pairs(square.part(0.52, 0.84, 0.12), 1, Lines::Horizontal);
    corner_line_pairs(&mut canvas, square);
    canvas.frame(1.0);
    canvas.pattern
}

#[derive(Clone, Copy)]
enum Lines {
    Vertical,
    Horizontal,
}

/// The centred square that holds the figures, in pixels.
#[derive(Clone, Copy)]
struct Square {
    left: f64,
    top: f64,
    side: f64,
}

/// A rectangle of pixels.
#[derive(Clone)]
struct Area {
    x: Range<usize>,
    y: Range<usize>,
}

impl Square {
    /// A square part, in shares of the side.
    fn part(self, x: f64, y: f64, side: f64) -> Area {
        self.oblong(x, y, side, side)
    }

    fn oblong(self, x: f64, y: f64, width: f64, height: f64) -> Area {
        let pixel = |start: f64, share: f64| libm::round(start + share * self.side) as usize;
        Area {
            x: pixel(self.left, x)..pixel(self.left, x + width),
            y: pixel(self.top, y)..pixel(self.top, y + height),
        }
    }
}

impl Area {
    /// The middle quarter: half the width and height.
    fn middle(&self) -> Self {
        let quarter = |r: &Range<usize>| r.start + r.len() / 4..r.end - r.len() / 4;
        Self {
            x: quarter(&self.x),
            y: quarter(&self.y),
        }
    }
}

struct Canvas {
    pattern: Pattern,
}

impl Canvas {
    fn new(size: PatternSize, level: f64) -> Self {
        let count = usize::from(size.rows) * usize::from(size.columns);
        let mut canvas = Self {
            pattern: Pattern {
                rows: size.rows,
                columns: size.columns,
                bits_stored: size.bits_stored,
                samples: Vec::new(),
            },
        };
        canvas.pattern.samples = vec![canvas.value(level); count];
        canvas
    }

    fn width(&self) -> usize {
        self.pattern.columns.into()
    }

    fn height(&self) -> usize {
        self.pattern.rows.into()
    }

    fn square(&self) -> Square {
        let (width, height) = (self.width() as f64, self.height() as f64);
        let side = width.min(height);
        Square {
            left: (width - side) / 2.0,
            top: (height - side) / 2.0,
            side,
        }
    }

    fn value(&self, level: f64) -> u16 {
        libm::round(level * f64::from(max_of_bits(self.pattern.bits_stored))) as u16
    }

    fn fill(&mut self, x: Range<usize>, y: Range<usize>, level: f64) {
        let (value, width) = (self.value(level), self.width());
        for row in y {
            self.pattern.samples[row * width..][x.clone()].fill(value);
        }
    }

    fn area(&mut self, area: Area, level: f64) {
        self.fill(area.x, area.y, level);
    }

    /// A patch with a patch of another level in its middle.
    fn inset(&mut self, area: Area, outer: f64, inner: f64) {
        self.area(area.clone(), outer);
        self.area(area.middle(), inner);
    }

    /// A patch whose corners are alternately a little darker and lighter.
    fn faint_corners(&mut self, area: Area, level: f64, contrast: f64) {
        self.area(area.clone(), level);
        let corner = area.x.len() / 5;
        let (left, right) = (
            area.x.start..area.x.start + corner,
            area.x.end - corner..area.x.end,
        );
        let (top, bottom) = (
            area.y.start..area.y.start + corner,
            area.y.end - corner..area.y.end,
        );
        self.fill(left.clone(), top.clone(), level + contrast);
        self.fill(right.clone(), top, level - contrast);
        self.fill(left, bottom.clone(), level - contrast);
        self.fill(right, bottom, level + contrast);
    }

    /// Black and white lines of so many pixels each.
    fn line_pairs(&mut self, area: Area, width: usize, lines: Lines) {
        self.area(area.clone(), 0.0);
        let range = match lines {
            Lines::Vertical => area.x.clone(),
            Lines::Horizontal => area.y.clone(),
        };
        for start in range.clone().step_by(2 * width) {
            let line = start..(start + width).min(range.end);
            match lines {
                Lines::Vertical => self.fill(line, area.y.clone(), 1.0),
                Lines::Horizontal => self.fill(area.x.clone(), line, 1.0),
            }
        }
    }

    /// A smooth wedge, white at the top and black at the bottom.
    fn ramp(&mut self, area: Area) {
        let span = (area.y.len().max(2) - 1) as f64;
        for row in area.y.clone() {
            let level = 1.0 - (row - area.y.start) as f64 / span;
            self.fill(area.x.clone(), row..row + 1, level);
        }
    }

    /// Lines that divide the whole pattern so many times each way.
    fn grid(&mut self, parts: usize, level: f64) {
        let (width, height) = (self.width(), self.height());
        let line = self.line_width();
        for i in 1..parts {
            let (x, y) = (width * i / parts, height * i / parts);
            self.fill(x..x + line, 0..height, level);
            self.fill(0..width, y..y + line, level);
        }
    }

    fn frame(&mut self, level: f64) {
        let (width, height) = (self.width(), self.height());
        let line = self.line_width();
        self.fill(0..width, 0..line, level);
        self.fill(0..width, height - line..height, level);
        self.fill(0..line, 0..height, level);
        self.fill(width - line..width, 0..height, level);
    }

    /// One pixel per 512, so that lines survive being shown reduced.
    fn line_width(&self) -> usize {
        (self.width().min(self.height()) / 512).max(1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn size(rows: u16, columns: u16, bits: u8) -> PatternSize {
        PatternSize::new(rows, columns, bits).unwrap()
    }

    /// The level at a place given in shares of the pattern, in percent of full scale.
    fn percent(pattern: &Pattern, x: f64, y: f64) -> u32 {
        let column = (x * f64::from(pattern.columns)) as usize;
        let row = (y * f64::from(pattern.rows)) as usize;
        let value = pattern.samples[row * usize::from(pattern.columns) + column];
        let full = f64::from(max_of_bits(pattern.bits_stored));
        libm::round(f64::from(value) / full * 100.0) as u32
    }

    #[test]
    fn wedge_has_equal_steps() {
        let wedge = step_wedge(size(128, 256, 12), 11).unwrap();
        let levels: Vec<u16> = (0..11)
            .map(|i| wedge.samples[(2 * i + 1) * 256 / 22])
            .collect();
        assert_eq!(
            levels,
            [0, 410, 819, 1229, 1638, 2048, 2457, 2867, 3276, 3686, 4095]
        );
        assert_eq!(wedge.samples.len(), 128 * 256);
        assert_eq!(wedge.pixel_data().len(), 2 * 128 * 256);
        assert_eq!(
            step_wedge(size(128, 256, 8), 2).unwrap().pixel_data().len(),
            128 * 256
        );
    }

    #[test]
    fn smpte_holds_its_patches() {
        for pattern in [smpte(size(1024, 1024, 12)), smpte(size(500, 500, 8))] {
            let ring = [
                (0.32, 0.32),
                (0.44, 0.32),
                (0.56, 0.32),
                (0.68, 0.32),
                (0.68, 0.44),
                (0.68, 0.56),
                (0.68, 0.68),
                (0.56, 0.68),
                (0.44, 0.68),
                (0.32, 0.68),
                (0.32, 0.56),
                (0.32, 0.44),
            ];
            let levels = ring.map(|(x, y)| percent(&pattern, x, y));
            assert_eq!(levels, [0, 10, 20, 30, 40, 50, 60, 70, 80, 90, 100, 50]);
            let insets = [(0.44, 0.44), (0.39, 0.39), (0.56, 0.44), (0.61, 0.39)];
            let levels = insets.map(|(x, y)| percent(&pattern, x, y));
            assert_eq!(levels, [5, 0, 95, 100]);
        }
    }

    #[test]
    fn quality_control_holds_its_patches() {
        let pattern = quality_control(size(1024, 1024, 12));
        let diagonal = [0, 5, 10, 15].map(|i| {
            let place = 0.22 + 0.14 * (f64::from(i % 4) + 0.5);
            percent(&pattern, place, place)
        });
        assert_eq!(diagonal, [3, 34, 66, 97]);
        assert_eq!(percent(&pattern, 0.42, 0.12), 5);
        assert_eq!(percent(&pattern, 0.58, 0.12), 95);
        let ramp = [0.201, 0.5, 0.799].map(|y| percent(&pattern, 0.11, y));
        assert_eq!(ramp, [100, 50, 0]);
    }

    #[test]
    fn every_size_and_depth_is_drawn_within_full_scale() {
        for (rows, columns) in [(128, 128), (129, 700), (1000, 131)] {
            for bits in [8, 9, 12, 16] {
                for pattern in [
                    smpte(size(rows, columns, bits)),
                    quality_control(size(rows, columns, bits)),
                ] {
                    let most = pattern.samples.iter().max();
                    assert_eq!(most, Some(&max_of_bits(bits)));
                    assert_eq!(pattern.samples.iter().min(), Some(&0));
                }
            }
        }
    }

    #[test]
    fn refusals_name_the_value() {
        let wedge = |steps| step_wedge(size(128, 200, 8), steps).map(|_| ());
        let refused = [
            PatternSize::new(127, 512, 8).map(|_| ()),
            PatternSize::new(512, 20_000, 8).map(|_| ()),
            PatternSize::new(512, 512, 17).map(|_| ()),
            wedge(1),
            wedge(201),
        ];
        let words = refused.map(|r| r.unwrap_err().to_string());
        insta::assert_snapshot!(words.join("\n"), @"
        pattern of 127 rows and 512 columns; both must be 128 to 10240
        pattern of 512 rows and 20000 columns; both must be 128 to 10240
        pattern of 17 bits stored; 8 to 16 are possible
        a wedge of 1 steps; 2 to 256 and at most one per column are possible
        a wedge of 201 steps; 2 to 256 and at most one per column are possible
        ");
    }
}
