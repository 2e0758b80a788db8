//! Rectangles of a film in printer pixels and in millimetres, origin at the top left.

use crate::printer::{FilmGeometry, Raster};
use crate::terms::{FilmOrientation, ResolutionId};

/// A rectangle of whole printer pixels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PixelRect {
    /// Left edge.
    pub left: u32,
    /// Top edge.
    pub top: u32,
    /// Printer pixels across.
    pub columns: u32,
    /// Printer pixels down.
    pub rows: u32,
}

impl PixelRect {
    /// The rectangle in mm, `origin` (mm) added, at a pitch in micrometres.
    pub fn to_mm(self, origin: (f64, f64), pitch_um: f64) -> MmRect {
        let mm = |pixels: u32| f64::from(pixels) * pitch_um / 1000.0;
        MmRect {
            left: origin.0 + mm(self.left),
            top: origin.1 + mm(self.top),
            width: mm(self.columns),
            height: mm(self.rows),
        }
    }
}

/// A rectangle in millimetres.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct MmRect {
    /// Left edge.
    pub left: f64,
    /// Top edge.
    pub top: f64,
    /// Width.
    pub width: f64,
    /// Height.
    pub height: f64,
}

impl MmRect {
    /// The rectangle moved right and down.
    pub fn moved(self, right: f64, down: f64) -> Self {
        Self {
            left: self.left + right,
            top: self.top + down,
            ..self
        }
    }

    /// Right edge.
    pub fn right(self) -> f64 {
        self.left + self.width
    }

    /// Bottom edge.
    pub fn bottom(self) -> f64 {
        self.top + self.height
    }
}

/// A film size as it lies for one orientation and resolution.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct OrientedFilm {
    /// Sheet width and height in mm.
    pub sheet_mm: (f64, f64),
    /// Top left of the imageable area in mm.
    pub origin_mm: (f64, f64),
    /// Between image boxes, printer pixels.
    pub gap: u32,
    /// The imageable matrix.
    pub raster: Raster,
}

impl OrientedFilm {
    /// The geometry for an orientation; HIGH falls back to STANDARD where the printer has none.
    pub fn new(
        geometry: &FilmGeometry,
        orientation: FilmOrientation,
        resolution: ResolutionId,
    ) -> Self {
        let raster = match resolution {
            ResolutionId::Standard => geometry.standard,
            ResolutionId::High => geometry.high.unwrap_or(geometry.standard),
        };
        let gap = rounded(geometry.gap_mm * 1000.0 / raster.pitch_um);
        let portrait = Self {
            sheet_mm: geometry.sheet_mm,
            origin_mm: geometry.margin_mm,
            gap,
            raster,
        };
        match orientation {
            FilmOrientation::Portrait => portrait,
            FilmOrientation::Landscape => portrait.turned(),
        }
    }

    fn turned(self) -> Self {
        let swap = |(a, b): (f64, f64)| (b, a);
        Self {
            sheet_mm: swap(self.sheet_mm),
            origin_mm: swap(self.origin_mm),
            gap: self.gap,
            raster: Raster {
                columns: self.raster.rows,
                rows: self.raster.columns,
                ..self.raster
            },
        }
    }

    /// Printer pixels of a length in mm, rounded.
    pub fn pixels(&self, mm: f64) -> u32 {
        rounded(mm * 1000.0 / self.raster.pitch_um)
    }
}

/// Rounded, within 0 to `u32::MAX` (NaN is 0).
fn rounded(value: f64) -> u32 {
    (value + 0.5).floor() as u32
}
