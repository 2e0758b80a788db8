//! The film as pixels, band by band.
//!
//! Gray films are 16-bit, films with a colour image 8-bit RGB. Resampling is done in the display's
//! grays, so that raster and PDF agree.
//!
//! | Magnification Type | kernel                                                              |
//! |--------------------|---------------------------------------------------------------------|
//! | NONE, REPLICATE    | nearest image pixel                                                 |
//! | BILINEAR           | bilinear                                                            |
//! | CUBIC, SHARP       | Catmull-Rom (B 0, C 1/2)                                            |
//! | CUBIC, MEDIUM      | Mitchell-Netravali (B 1/3, C 1/3)                                   |
//! | CUBIC, SMOOTH      | B-spline (B 1, C 0)                                                 |
//!
//! Kernels are widened where an image is reduced. On a raster coarser than the film (previews) NONE
//! and REPLICATE are averaged too, as dropped pixels would show patterns that are not there.

mod band;
mod resample;

use crate::film::geometry::MmRect;
use crate::render::{PreparedFilm, RenderError};

/// Largest raster side: 14 x 17 inches at 1200 dots per inch and A3 with room. Bounds bands.
pub const MAX_RASTER_SIDE: u32 = 24_000;
/// Rows of a band: few seams for kernels, yet a band of the widest film stays near 3 MB.
pub const BAND_ROWS: u32 = 64;

/// How fine the raster is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Resolution {
    /// The film's own printer pixels.
    Film,
    /// Dots per inch.
    Dpi(u32),
    /// Pixels on the sheet's longer side, for previews.
    LongSide(u32),
}

/// A band of rows across the whole sheet.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Pixels<'a> {
    /// 16-bit gray, 0 is black.
    Gray16(&'a [u16]),
    /// RGB, pixel by pixel.
    Rgb8(&'a [u8]),
}

/// A film to be drawn as pixels.
pub struct FilmRaster<'a> {
    film: &'a PreparedFilm<'a>,
    px_per_mm: f64,
    width: u32,
    height: u32,
    texts: Vec<band::TextMask>,
}

impl<'a> FilmRaster<'a> {
    /// Sets the raster up and draws the annotations' masks.
    pub fn new(film: &'a PreparedFilm<'a>, resolution: Resolution) -> Result<Self, RenderError> {
        let (width_mm, height_mm) = film.sheet_mm();
        let px_per_mm = match resolution {
            Resolution::Film => 1000.0 / film.pitch_um(),
            Resolution::Dpi(dpi) => f64::from(dpi) / 25.4,
            Resolution::LongSide(pixels) => f64::from(pixels) / width_mm.max(height_mm),
        };
        let (width, height) = (edge(width_mm * px_per_mm), edge(height_mm * px_per_mm));
        let side = |pixels: i64| {
            u32::try_from(pixels)
                .ok()
                .filter(|p| (1..=MAX_RASTER_SIDE).contains(p))
        };
        let (Some(width), Some(height)) = (side(width), side(height)) else {
            return Err(RenderError::RasterSize {
                width: width.max(0) as u64,
                height: height.max(0) as u64,
            });
        };
        Ok(Self {
            film,
            px_per_mm,
            width,
            height,
            texts: band::masks(film, px_per_mm)?,
        })
    }

    /// Pixels across.
    pub fn width(&self) -> u32 {
        self.width
    }

    /// Pixels down.
    pub fn height(&self) -> u32 {
        self.height
    }

    /// Pixels per millimetre, both ways.
    pub fn px_per_mm(&self) -> f64 {
        self.px_per_mm
    }

    /// Whether pixels are RGB.
    pub fn is_colour(&self) -> bool {
        self.film.is_colour()
    }

    /// The film.
    pub fn film(&self) -> &PreparedFilm<'a> {
        self.film
    }

    /// Draws all bands from the top, [`BAND_ROWS`] rows each (the last may have fewer).
    pub fn draw(
        &self,
        sink: &mut dyn FnMut(Pixels<'_>) -> Result<(), RenderError>,
    ) -> Result<(), RenderError> {
        band::draw(self, sink)
    }

    /// Edges of a rectangle in pixels; at least one pixel each way.
    fn pixels(&self, rect: MmRect) -> PixelSpan {
        let left = edge(rect.left * self.px_per_mm);
        let top = edge(rect.top * self.px_per_mm);
        PixelSpan {
            left,
            top,
            right: edge(rect.right() * self.px_per_mm).max(left + 1),
            bottom: edge(rect.bottom() * self.px_per_mm).max(top + 1),
        }
    }
}

/// A rectangle of pixels by its edges; may reach out of the raster.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct PixelSpan {
    left: i64,
    top: i64,
    right: i64,
    bottom: i64,
}

/// Rounds an edge. Ties go one way despite float noise, so that boxes of equal width stay so.
fn edge(pixels: f64) -> i64 {
    (pixels + 0.5 + 1e-6).floor() as i64
}
