//! Bands: grounds, images, trim lines and text over each other.

use std::ops::Range;

use fast_image_resize::Resizer;
use filmdesk_calibration::display::gray_to_srgb8;
use filmdesk_fonts::CoverageMask;

use super::resample::{Rows, Scaled, algorithm};
use super::{BAND_ROWS, FilmRaster, PixelSpan, Pixels};
use crate::film::compose::PlannedImage;
use crate::render::prepare::PreparedFilm;
use crate::render::{RenderError, prepare::Fill};

/// A text's coverage in its place.
pub(super) struct TextMask {
    left: i64,
    top: i64,
    mask: CoverageMask,
    gray: u16,
}

/// Draws the masks of a film's annotations.
pub(super) fn masks(film: &PreparedFilm<'_>, px_per_mm: f64) -> Result<Vec<TextMask>, RenderError> {
    let mut masks = Vec::new();
    for text in &film.texts {
        let mask = film
            .renderer
            .typesetter
            .mask(&text.block, px_per_mm, px_per_mm)?;
        masks.push(TextMask {
            left: super::edge(text.left * px_per_mm) + mask.left,
            top: super::edge(text.top * px_per_mm) + mask.top,
            mask,
            gray: text.gray,
        });
    }
    Ok(masks)
}

/// An image on the raster.
struct Placed<'a> {
    span: PixelSpan,
    scaled: Scaled<'a>,
}

fn place<'a>(raster: &FilmRaster<'a>, planned: &PlannedImage) -> Placed<'a> {
    let span = raster.pixels(planned.dest_mm);
    let image = raster.film.image(planned);
    let film_px_per_mm = 1000.0 / raster.film.pitch_um();
    // A tenth of a percent: sheets of odd metric sizes round.
    let coarse = raster.px_per_mm < film_px_per_mm * 0.999;
    let smoothing = image
        .smoothing
        .unwrap_or(raster.film.renderer.printer.defaults.smoothing);
    Placed {
        span,
        scaled: Scaled {
            source: raster.film.source(planned),
            columns: (span.right - span.left) as u32,
            rows: (span.bottom - span.top) as u32,
            algorithm: algorithm(image.magnification, smoothing, coarse),
        },
    }
}

/// One band.
struct Band {
    rows: Range<i64>,
    width: usize,
    pixels: Buffer,
}

enum Buffer {
    Gray(Vec<u16>),
    Rgb(Vec<u8>),
}

pub(super) fn draw(
    raster: &FilmRaster<'_>,
    sink: &mut dyn FnMut(Pixels<'_>) -> Result<(), RenderError>,
) -> Result<(), RenderError> {
    let images: Vec<_> = raster
        .film
        .plan
        .images
        .iter()
        .map(|image| place(raster, image))
        .collect();
    let mut resizer = Resizer::new();
    for top in (0..raster.height).step_by(BAND_ROWS as usize) {
        let rows = i64::from(top)..i64::from(raster.height.min(top + BAND_ROWS));
        let mut band = Band::new(raster, rows);
        band.fill_all(raster, &raster.film.grounds);
        for image in &images {
            band.draw_image(&mut resizer, image)?;
        }
        band.fill_all(raster, &raster.film.trims);
        raster.texts.iter().for_each(|text| band.draw_text(text));
        sink(match &band.pixels {
            Buffer::Gray(pixels) => Pixels::Gray16(pixels),
            Buffer::Rgb(pixels) => Pixels::Rgb8(pixels),
        })?;
    }
    Ok(())
}

impl Band {
    fn new(raster: &FilmRaster<'_>, rows: Range<i64>) -> Self {
        let width = raster.width as usize;
        let count = width * (rows.end - rows.start) as usize;
        let pixels = match raster.is_colour() {
            true => Buffer::Rgb(vec![0; 3 * count]),
            false => Buffer::Gray(vec![0; count]),
        };
        Self {
            rows,
            width,
            pixels,
        }
    }

    /// The rows of the raster that a span shares with this band.
    fn shared_rows(&self, top: i64, bottom: i64) -> Range<i64> {
        top.max(self.rows.start)..bottom.min(self.rows.end)
    }

    /// Index of a pixel, whose row must be of this band.
    fn index(&self, x: usize, y: i64) -> usize {
        (y - self.rows.start) as usize * self.width + x
    }

    /// Columns of the raster within a span.
    fn shared_columns(&self, left: i64, right: i64) -> Range<usize> {
        left.clamp(0, self.width as i64) as usize..right.clamp(0, self.width as i64) as usize
    }

    fn fill_all(&mut self, raster: &FilmRaster<'_>, fills: &[Fill]) {
        for fill in fills {
            self.fill(raster.pixels(fill.rect), fill.gray);
        }
    }

    fn fill(&mut self, span: PixelSpan, gray: u16) {
        let columns = self.shared_columns(span.left, span.right);
        for y in self.shared_rows(span.top, span.bottom) {
            let (start, end) = (self.index(columns.start, y), self.index(columns.end, y));
            match &mut self.pixels {
                Buffer::Gray(pixels) => pixels[start..end].fill(gray),
                Buffer::Rgb(pixels) => pixels[3 * start..3 * end].fill(gray_to_srgb8(gray)[0]),
            }
        }
    }

    fn draw_image(&mut self, resizer: &mut Resizer, image: &Placed<'_>) -> Result<(), RenderError> {
        let span = image.span;
        let shared = self.shared_rows(span.top, span.bottom);
        if shared.is_empty() {
            return Ok(());
        }
        let rows = (shared.start - span.top) as u32..(shared.end - span.top) as u32;
        let rows = image.scaled.rows(resizer, rows)?;
        let columns = self.shared_columns(span.left, span.right);
        // Columns left of the raster are skipped.
        let skipped = (columns.start as i64 - span.left).max(0) as usize;
        let stride = image.scaled.columns as usize;
        for (row, y) in shared.enumerate() {
            let from = row * stride + skipped;
            let to = self.index(columns.start, y);
            copy_row(&rows, from, &mut self.pixels, to, columns.len());
        }
        Ok(())
    }

    fn draw_text(&mut self, text: &TextMask) {
        let bottom = text.top + text.mask.height as i64;
        for y in self.shared_rows(text.top, bottom) {
            let start = (y - text.top) as usize * text.mask.width;
            let row = &text.mask.coverage[start..start + text.mask.width];
            for (x, &coverage) in (text.left..).zip(row) {
                if coverage > 0 && (0..self.width as i64).contains(&x) {
                    let index = self.index(x as usize, y);
                    blend(&mut self.pixels, index, text.gray, coverage);
                }
            }
        }
    }
}

fn copy_row(rows: &Rows, from: usize, pixels: &mut Buffer, to: usize, count: usize) {
    match (rows, pixels) {
        (Rows::Gray(rows), Buffer::Gray(pixels)) => {
            pixels[to..to + count].copy_from_slice(&rows[from..from + count]);
        }
        (Rows::Rgb(rows), Buffer::Rgb(pixels)) => {
            pixels[3 * to..3 * (to + count)].copy_from_slice(&rows[3 * from..3 * (from + count)]);
        }
        (Rows::Gray(rows), Buffer::Rgb(pixels)) => {
            let gray = rows[from..from + count]
                .iter()
                .map(|&gray| gray_to_srgb8(gray));
            let pixels = pixels[3 * to..3 * (to + count)].chunks_exact_mut(3);
            pixels
                .zip(gray)
                .for_each(|(pixel, gray)| pixel.copy_from_slice(&gray));
        }
        // A film with a colour image is RGB, so this does not occur; colour becomes its green.
        (Rows::Rgb(rows), Buffer::Gray(pixels)) => {
            let green = rows[3 * from..3 * (from + count)].chunks_exact(3);
            let pixels = pixels[to..to + count].iter_mut();
            pixels
                .zip(green)
                .for_each(|(pixel, rgb)| *pixel = u16::from(rgb[1]) * 257);
        }
    }
}

fn blend(pixels: &mut Buffer, index: usize, gray: u16, coverage: u8) {
    let mix = |ground: i64, ink: i64| ground + (ink - ground) * i64::from(coverage) / 255;
    match pixels {
        Buffer::Gray(pixels) => {
            pixels[index] = mix(i64::from(pixels[index]), i64::from(gray)) as u16;
        }
        Buffer::Rgb(pixels) => {
            let ink = i64::from(gray_to_srgb8(gray)[0]);
            for sample in &mut pixels[3 * index..3 * index + 3] {
                *sample = mix(i64::from(*sample), ink) as u8;
            }
        }
    }
}
