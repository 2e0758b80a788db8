//! The institution's sign.

use std::io::Cursor;

use image::{ImageReader, Limits, RgbImage, imageops};

use super::LabelError;

/// Largest file of a logo.
const MAX_BYTES: usize = 8 << 20;
/// Largest side of a logo's picture.
const MAX_SIDE: u32 = 8192;
/// Memory for decoding one: four bytes a pixel of the largest, and as much again.
const MAX_MEMORY: u64 = 512 << 20;
/// Pixels of the longer side that are kept: 60 mm at 600 dots per inch.
const KEPT_SIDE: u32 = 1400;

/// Reads a PNG or JPEG; what is transparent becomes white.
pub(super) fn read(bytes: &[u8]) -> Result<RgbImage, LabelError> {
    if bytes.len() > MAX_BYTES {
        return Err(LabelError::Logo(format!(
            "{} bytes are more than {MAX_BYTES}",
            bytes.len()
        )));
    }
    let bad = |error: &dyn std::fmt::Display| LabelError::Logo(error.to_string());
    let mut reader = ImageReader::new(Cursor::new(bytes));
    let mut limits = Limits::default();
    limits.max_image_width = Some(MAX_SIDE);
    limits.max_image_height = Some(MAX_SIDE);
    limits.max_alloc = Some(MAX_MEMORY);
    reader.limits(limits);
    let reader = reader.with_guessed_format().map_err(|error| bad(&error))?;
    let mut picture = reader.decode().map_err(|error| bad(&error))?;
    if picture.width().max(picture.height()) > KEPT_SIDE {
        picture = picture.resize(KEPT_SIDE, KEPT_SIDE, imageops::FilterType::Lanczos3);
    }
    let picture = picture.to_rgba8();
    Ok(RgbImage::from_fn(
        picture.width(),
        picture.height(),
        |x, y| {
            let [r, g, b, a] = picture.get_pixel(x, y).0;
            image::Rgb([r, g, b].map(|value| on_white(value, a)))
        },
    ))
}

fn on_white(value: u8, alpha: u8) -> u8 {
    let (value, alpha) = (u32::from(value), u32::from(alpha));
    ((value * alpha + 255 * (255 - alpha) + 127) / 255) as u8
}
