//! The default geometry of every Film Size ID.
//!
//! The model is a dry laser imager of 320 dots per inch. For 8INX10IN, 11INX14IN, 14INX14IN and
//! 14INX17IN the imageable matrices are those of the conformance statement example of PS3.2
//! Annex E; 14INX17IN thereby has the 4k x 5k that PS3.3 C.13.3 expects of STANDARD. The other
//! sizes keep half an inch clear all round, rounded down to even numbers of printer pixels.

use crate::printer::{FilmGeometry, Raster};
use crate::terms::FilmSizeId;

/// Side of a printer pixel at STANDARD: 320 dots per inch, in micrometres.
pub const STANDARD_PITCH_UM: f64 = 79.375;
/// Side of a printer pixel at HIGH: twice as fine (PS3.3 C.13.3: about twice).
pub const HIGH_PITCH_UM: f64 = STANDARD_PITCH_UM / 2.0;
/// Between image boxes: two clear eyes can tell neighbours apart, little film is lost.
pub const GAP_MM: f64 = 1.0;

/// So that 12.7 does not become 12.699.
const FLOAT_NOISE: f64 = 1e-6;

/// Imageable columns and rows at STANDARD, portrait.
const fn matrix(size: FilmSizeId) -> (u32, u32) {
    match size {
        FilmSizeId::In8x10 => (2286, 2836),
        FilmSizeId::In8_5x11 => (2400, 3200),
        FilmSizeId::In10x12 => (2880, 3520),
        FilmSizeId::In10x14 => (2916, 4264),
        FilmSizeId::In11x14 => (3195, 4096),
        FilmSizeId::In11x17 => (3200, 5120),
        FilmSizeId::In14x14 => (4096, 4108),
        FilmSizeId::In14x17 => (4096, 5120),
        FilmSizeId::Cm24x24 => (2702, 2702),
        FilmSizeId::Cm24x30 => (2702, 3458),
        FilmSizeId::A4 => (2324, 3420),
        FilmSizeId::A3 => (3420, 4970),
    }
}

/// The geometry of a film size where the configuration does not say: the imageable area in the
/// middle of the sheet, HIGH twice as fine as STANDARD.
pub fn default_geometry(size: FilmSizeId) -> FilmGeometry {
    let (width, height) = size.sheet_mm();
    let (columns, rows) = matrix(size);
    let margin = |sheet: f64, pixels: u32| {
        let area = f64::from(pixels) * STANDARD_PITCH_UM / 1000.0;
        // Whole micrometres, so that the numbers can be read in a configuration.
        ((sheet - area) / 2.0 * 1000.0 + FLOAT_NOISE).floor() / 1000.0
    };
    FilmGeometry {
        sheet_mm: (width, height),
        margin_mm: (margin(width, columns), margin(height, rows)),
        gap_mm: GAP_MM,
        standard: Raster {
            columns,
            rows,
            pitch_um: STANDARD_PITCH_UM,
        },
        high: Some(Raster {
            columns: 2 * columns,
            rows: 2 * rows,
            pitch_um: HIGH_PITCH_UM,
        }),
    }
}
