//! A ruler: printed in true size, its marks are a millimetre apart.

use super::shaded;
use crate::image::{Caption, PrintImage};
use crate::order::Depth;

/// Length of the ruler, which is the width of the image.
pub const RULER_MM: u16 = 150;
/// Pixels of a millimetre.
const PX_PER_MM: usize = 8;
/// Height of the image in mm.
const HEIGHT_MM: usize = 30;

/// A ruler of [`RULER_MM`] with marks at each mm, 5 mm and cm and the numbers of the
/// centimetres, black on white. Requested Image Size [`RULER_MM`] prints it in true size.
pub fn ruler(depth: Depth) -> PrintImage {
    let (columns, rows) = (usize::from(RULER_MM) * PX_PER_MM, HEIGHT_MM * PX_PER_MM);
    let mut shares = vec![1.0; columns * rows];
    for mm in 0..=usize::from(RULER_MM) {
        let height = mark_height_mm(mm) * PX_PER_MM;
        // The last mark ends with the image.
        let left = (mm * PX_PER_MM).min(columns - 1);
        for row in 0..height {
            shares[row * columns + left] = 0.0;
        }
    }
    for cm in 1..usize::from(RULER_MM) / 10 {
        figures(&mut shares, columns, cm);
    }
    PrintImage {
        rows: rows as u16,
        columns: columns as u16,
        pixels: shaded(&shares, depth),
        inverse: false,
        aspect_ratio: None,
        width_mm: Some(RULER_MM.into()),
        caption: Caption::new("TRUE SIZE", &format!("{RULER_MM} mm")),
    }
}

/// The number of a centimetre, to the right of the foot of its mark.
fn figures(shares: &mut [f64], columns: usize, cm: usize) {
    let (mut left, top) = ((cm * 10 + 1) * PX_PER_MM, 18 * PX_PER_MM);
    for digit in cm.to_string().bytes() {
        let rows = DIGITS[usize::from(digit - b'0')];
        let is_set = |index: &usize| rows[index / 3] >> (2 - index % 3) & 1 == 1;
        for index in (0..15).filter(is_set) {
            for dot in 0..DOT_PX * DOT_PX {
                let row = top + index / 3 * DOT_PX + dot / DOT_PX;
                shares[row * columns + left + index % 3 * DOT_PX + dot % DOT_PX] = 0.0;
            }
        }
        left += 4 * DOT_PX;
    }
}

/// Side of a dot of a figure in pixels: figures are 3 mm high, legible at arm's length.
const DOT_PX: usize = 5;

/// Figures of 3 x 5 dots, a row each, from the top.
const DIGITS: [[u8; 5]; 10] = [
    [0b111, 0b101, 0b101, 0b101, 0b111],
    [0b010, 0b110, 0b010, 0b010, 0b111],
    [0b111, 0b001, 0b111, 0b100, 0b111],
    [0b111, 0b001, 0b111, 0b001, 0b111],
    [0b101, 0b101, 0b111, 0b001, 0b001],
    [0b111, 0b100, 0b111, 0b001, 0b111],
    [0b111, 0b100, 0b111, 0b101, 0b111],
    [0b111, 0b001, 0b010, 0b010, 0b010],
    [0b111, 0b101, 0b111, 0b101, 0b111],
    [0b111, 0b101, 0b111, 0b001, 0b111],
];

fn mark_height_mm(mm: usize) -> usize {
    match mm {
        _ if mm.is_multiple_of(50) => 20,
        _ if mm.is_multiple_of(10) => 15,
        _ if mm.is_multiple_of(5) => 10,
        _ => 6,
    }
}
