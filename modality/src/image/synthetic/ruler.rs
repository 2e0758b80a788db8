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

/// A ruler of [`RULER_MM`] with marks at each mm, 5 mm and cm, black on white. Requested Image
/// Size [`RULER_MM`] prints it in true size.
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
    let baseline = &mut shares[(rows - PX_PER_MM) * columns..];
    baseline.fill(0.0);
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

fn mark_height_mm(mm: usize) -> usize {
    match mm {
        _ if mm.is_multiple_of(50) => 20,
        _ if mm.is_multiple_of(10) => 15,
        _ if mm.is_multiple_of(5) => 10,
        _ => 6,
    }
}
