//! Images as they go into an Image Box, and where they come from.

mod burn;
mod caption;
mod file;
pub mod synthetic;

pub use burn::{Burner, MIN_BURNT_MM};
pub use caption::Caption;
pub use file::{FileImages, FileOptions, Frames, MAX_FILES, Window};

use crate::error::SourceError;
use crate::order::Depth;

/// The pixels of an Image Box.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Pixels {
    /// MONOCHROME2 or 1, one byte per pixel: 8 allocated, 8 stored.
    Gray8(Vec<u8>),
    /// MONOCHROME2 or 1, two bytes per pixel, little endian: 16 allocated, 12 stored.
    Gray12(Vec<u8>),
    /// RGB by plane (Planar Configuration 1): all of red, all of green, all of blue.
    Rgb(Vec<u8>),
}

impl Pixels {
    /// The bytes as they are sent in little endian.
    pub fn bytes(&self) -> &[u8] {
        match self {
            Self::Gray8(bytes) | Self::Gray12(bytes) | Self::Rgb(bytes) => bytes,
        }
    }

    /// Samples per Pixel.
    pub fn samples(&self) -> u16 {
        if matches!(self, Self::Rgb(_)) { 3 } else { 1 }
    }

    /// Bits Allocated and Bits Stored.
    pub fn bits(&self) -> (u16, u16) {
        if matches!(self, Self::Gray12(_)) {
            (16, 12)
        } else {
            (8, 8)
        }
    }
}

/// An image ready to be printed.
#[derive(Debug, Clone, PartialEq)]
pub struct PrintImage {
    /// Rows (0028,0010).
    pub rows: u16,
    /// Columns (0028,0011).
    pub columns: u16,
    /// The pixels.
    pub pixels: Pixels,
    /// MONOCHROME1: the lowest value is white. Of RGB without meaning.
    pub inverse: bool,
    /// Pixel Aspect Ratio (0028,0034), vertical and horizontal, where it is not 1\1.
    pub aspect_ratio: Option<(u16, u16)>,
    /// The true width in mm, where it is known.
    pub width_mm: Option<f64>,
    /// Whose it is.
    pub caption: Caption,
}

/// What a film is made of, image by image: so that a folder of thousands is never held.
pub trait ImageSource {
    /// The next image, with gray pixels of `depth`; `None` after the last one.
    ///
    /// # Errors
    /// [`SourceError`]; the one after may be had all the same.
    fn next_image(&mut self, depth: Depth) -> Option<Result<PrintImage, SourceError>>;
}

/// Images that are there already; their depth is kept.
impl ImageSource for std::vec::IntoIter<PrintImage> {
    fn next_image(&mut self, _: Depth) -> Option<Result<PrintImage, SourceError>> {
        self.next().map(Ok)
    }
}

impl PrintImage {
    /// The same image as RGB by plane, for the Color Meta.
    #[must_use]
    pub fn into_color(mut self) -> Self {
        let gray = match &self.pixels {
            Pixels::Rgb(_) => return self,
            Pixels::Gray8(bytes) => bytes.clone(),
            Pixels::Gray12(bytes) => bytes.chunks_exact(2).map(twelve_to_eight).collect(),
        };
        let shown: Vec<u8> = match self.inverse {
            true => gray.iter().map(|v| 255 - v).collect(),
            false => gray,
        };
        self.inverse = false;
        self.pixels = Pixels::Rgb(shown.repeat(3));
        self
    }

    /// The same image as MONOCHROME2 of 8 bits, for printers without colour (luma of BT.601, as
    /// YBR_FULL has it, PS3.3 C.7.6.3.1.2).
    #[must_use]
    pub fn into_gray(mut self) -> Self {
        if let Pixels::Rgb(planes) = &self.pixels {
            let size = planes.len() / 3;
            let luma = |at: usize| {
                let [r, g, b] = [0, 1, 2].map(|plane| u32::from(planes[plane * size + at]));
                ((299 * r + 587 * g + 114 * b + 500) / 1000) as u8
            };
            self.pixels = Pixels::Gray8((0..size).map(luma).collect());
        }
        self
    }
}

fn twelve_to_eight(pair: &[u8]) -> u8 {
    let value = u32::from(u16::from_le_bytes([pair[0], pair[1]]) & 0x0FFF);
    ((value * 255 + 2047) / 4095) as u8
}

#[cfg(test)]
mod tests {
    use super::*;

    fn image(pixels: Pixels, inverse: bool) -> PrintImage {
        PrintImage {
            rows: 1,
            columns: 2,
            pixels,
            inverse,
            aspect_ratio: None,
            width_mm: None,
            caption: Caption::default(),
        }
    }

    #[test]
    fn gray_becomes_three_equal_planes() {
        let twelve = image(Pixels::Gray12(vec![0, 0, 0xFF, 0x0F]), false).into_color();
        assert_eq!(twelve.pixels, Pixels::Rgb([0, 255].repeat(3)));
        let inverse = image(Pixels::Gray8(vec![0, 200]), true).into_color();
        assert_eq!(inverse.pixels, Pixels::Rgb([255, 55].repeat(3)));
        assert!(!inverse.inverse);
    }

    #[test]
    fn colour_becomes_its_luma() {
        let planes = vec![255, 0, 255, 0, 255, 255];
        let gray = image(Pixels::Rgb(planes), false).into_gray();
        assert_eq!(gray.pixels, Pixels::Gray8(vec![255, 29]));
    }
}
