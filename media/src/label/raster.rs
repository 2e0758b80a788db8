//! A label as pixels.

use std::io::Cursor;

use filmdesk_fonts::{TextBlock, Typesetter};
use image::codecs::jpeg::{JpegEncoder, PixelDensity};
use image::{ImageFormat, Rgb, RgbImage, imageops};

use super::sheet::{Area, Mark, Sheet};
use super::{DPI, LabelError};

const MM_PER_INCH: f64 = 25.4;
/// JPEG quality: text must have no halo that a print shows.
const QUALITY: u8 = 95;

pub(super) fn png(sheet: &Sheet, setter: &Typesetter, dpi: u32) -> Result<Vec<u8>, LabelError> {
    let mut out = Cursor::new(Vec::new());
    paint(sheet, setter, dpi)?.write_to(&mut out, ImageFormat::Png)?;
    Ok(with_density(out.into_inner(), dpi))
}

pub(super) fn jpeg(sheet: &Sheet, setter: &Typesetter, dpi: u32) -> Result<Vec<u8>, LabelError> {
    let mut out = Vec::new();
    let mut encoder = JpegEncoder::new_with_quality(&mut out, QUALITY);
    encoder.set_pixel_density(PixelDensity::dpi(dpi as u16));
    encoder.encode_image(&paint(sheet, setter, dpi)?)?;
    Ok(out)
}

/// Puts the resolution behind PNG's header (pHYs), so that a print has its true size.
fn with_density(mut png: Vec<u8>, dpi: u32) -> Vec<u8> {
    /// Signature (8) and IHDR (25).
    const HEAD: usize = 33;
    let per_metre = (f64::from(dpi) / MM_PER_INCH * 1000.0).round() as u32;
    let mut chunk = b"pHYs".to_vec();
    chunk.extend([per_metre.to_be_bytes(), per_metre.to_be_bytes()].concat());
    chunk.push(1);
    let mut crc = flate2::Crc::new();
    crc.update(&chunk);
    let length = (chunk.len() - 4) as u32;
    let whole = [&length.to_be_bytes()[..], &chunk, &crc.sum().to_be_bytes()].concat();
    png.splice(HEAD..HEAD, whole);
    png
}

fn paint(sheet: &Sheet, setter: &Typesetter, dpi: u32) -> Result<RgbImage, LabelError> {
    if !DPI.contains(&dpi) {
        return Err(LabelError::Resolution(dpi));
    }
    let scale = f64::from(dpi) / MM_PER_INCH;
    let pixels = |mm: f64| (mm * scale).round() as u32;
    let white = Rgb([255; 3]);
    let mut canvas = Canvas {
        image: RgbImage::from_pixel(pixels(sheet.width), pixels(sheet.height), white),
        scale,
    };
    for mark in &sheet.marks {
        match mark {
            Mark::Fill(area, gray) => canvas.fill(*area, *gray),
            Mark::Text(block, left, top) => canvas.text(setter, block, *left, *top)?,
            Mark::Picture(picture, area) => canvas.picture(picture, *area),
        }
    }
    Ok(canvas.image)
}

struct Canvas {
    image: RgbImage,
    scale: f64,
}

impl Canvas {
    fn pixel(&self, mm: f64) -> i64 {
        (mm * self.scale).round() as i64
    }

    /// The darker of what is there and `gray`; nothing outside of the label.
    fn darken(&mut self, x: i64, y: i64, gray: u8) {
        let (Ok(x), Ok(y)) = (u32::try_from(x), u32::try_from(y)) else {
            return;
        };
        if let Some(pixel) = self.image.get_pixel_mut_checked(x, y) {
            pixel.0 = pixel.0.map(|value| value.min(gray));
        }
    }

    /// Edges fall on whole pixels: bars stay sharp.
    fn fill(&mut self, area: Area, gray: u8) {
        let columns =
            self.pixel(area.left)..self.pixel(area.right()).max(self.pixel(area.left) + 1);
        let rows = self.pixel(area.top)..self.pixel(area.bottom()).max(self.pixel(area.top) + 1);
        for y in rows {
            columns.clone().for_each(|x| self.darken(x, y, gray));
        }
    }

    fn text(
        &mut self,
        setter: &Typesetter,
        block: &TextBlock,
        left: f64,
        top: f64,
    ) -> Result<(), LabelError> {
        let (left, top, scale) = (self.pixel(left), self.pixel(top), self.scale);
        setter.rasterize(block, scale, scale, &mut |x, y, coverage| {
            self.darken(left + x, top + y, 255 - coverage);
        })?;
        Ok(())
    }

    fn picture(&mut self, picture: &RgbImage, area: Area) {
        let side = |mm: f64| (self.pixel(mm).max(1)) as u32;
        let (width, height) = (side(area.width), side(area.height));
        let resized = imageops::resize(picture, width, height, imageops::FilterType::CatmullRom);
        let (left, top) = (self.pixel(area.left), self.pixel(area.top));
        imageops::overlay(&mut self.image, &resized, left, top);
    }
}
