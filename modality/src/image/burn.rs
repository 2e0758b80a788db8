//! Text drawn into pixels, as most consoles put the patient's name on a film.

use filmdesk_fonts::{CoverageMask, Language, TextStyle, Typesetter};

use super::{Pixels, PrintImage};
use crate::error::SourceError;

/// An em of burnt-in text is this share of the image's rows.
const EM_SHARE: usize = 28;
/// Least em in pixels that can be read.
const MIN_EM: usize = 11;
/// The em in mm of the typesetter, which shrinks long text to half of it before it wraps.
const EM_MM: f64 = 4.0;
/// The em to which burnt-in text shrinks, in the typesetter's mm.
pub const MIN_BURNT_MM: f64 = 2.0;

/// Draws captions.
pub struct Burner {
    typesetter: Typesetter,
}

impl std::fmt::Debug for Burner {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Burner").finish_non_exhaustive()
    }
}

/// A line of text as coverage, and where its mask goes.
struct Placed {
    mask: CoverageMask,
    left: i64,
    top: i64,
}

impl Burner {
    /// A burner with the faces of `typesetter`.
    pub fn new(typesetter: Typesetter) -> Self {
        Self { typesetter }
    }

    /// Draws the patient's line at the top and the image's line at the bottom: white with a
    /// black shadow, so that it is read on any image.
    ///
    /// # Errors
    /// [`SourceError::Text`] when the text cannot be set.
    pub fn burn(&self, image: &mut PrintImage) -> Result<(), SourceError> {
        let terms = image.caption.character_set.clone().unwrap_or_default();
        let language = Language::of_character_set(terms.split('\\').map(str::trim));
        let lines = [
            (image.caption.patient_line(), false),
            (image.caption.image_line(), true),
        ];
        for (line, at_bottom) in lines {
            if !line.reveal().is_empty() {
                let placed = self.place(line.reveal(), language, image, at_bottom)?;
                draw(image, &placed, (1, 1), Ink::Black);
                draw(image, &placed, (0, 0), Ink::White);
            }
        }
        Ok(())
    }

    fn place(
        &self,
        text: &str,
        language: Language,
        image: &PrintImage,
        at_bottom: bool,
    ) -> Result<Placed, SourceError> {
        let em = (usize::from(image.rows) / EM_SHARE).max(MIN_EM) as f64;
        let px_per_mm = em / EM_MM;
        let margin = em / 2.0;
        let width = (f64::from(image.columns) - 2.0 * margin).max(em);
        let style = TextStyle {
            language,
            min_size_mm: MIN_BURNT_MM,
            ..TextStyle::new(EM_MM, width / px_per_mm)
        };
        let block = self
            .typesetter
            .typeset(text, style)
            .map_err(|error| failed(&error))?;
        let mask = self
            .typesetter
            .mask(&block, px_per_mm, px_per_mm)
            .map_err(|error| failed(&error))?;
        let height = mask.height as i64;
        let top = match at_bottom {
            true => i64::from(image.rows) - margin as i64 - height,
            false => margin as i64,
        };
        Ok(Placed {
            left: margin as i64 + mask.left,
            top,
            mask,
        })
    }
}

fn failed(error: &impl ToString) -> SourceError {
    SourceError::Text(error.to_string())
}

#[derive(Clone, Copy)]
enum Ink {
    Black,
    White,
}

fn draw(image: &mut PrintImage, placed: &Placed, offset: (i64, i64), ink: Ink) {
    let (rows, columns) = (usize::from(image.rows), usize::from(image.columns));
    let lit = matches!(ink, Ink::White) != image.inverse;
    for (at, coverage) in placed
        .mask
        .coverage
        .iter()
        .enumerate()
        .filter(|(_, c)| **c > 0)
    {
        let (x, y) = (at % placed.mask.width, at / placed.mask.width);
        let column = usize::try_from(placed.left + offset.0 + x as i64)
            .ok()
            .filter(|c| *c < columns);
        let row = usize::try_from(placed.top + offset.1 + y as i64)
            .ok()
            .filter(|r| *r < rows);
        if let (Some(column), Some(row)) = (column, row) {
            blend(
                &mut image.pixels,
                row * columns + column,
                rows * columns,
                *coverage,
                lit,
            );
        }
    }
}

/// Mixes one pixel with full or no light.
fn blend(pixels: &mut Pixels, at: usize, size: usize, coverage: u8, lit: bool) {
    let coverage = u32::from(coverage);
    let mix = |old: u32, most: u32| {
        let ink = if lit { most } else { 0 };
        (old * (255 - coverage) + ink * coverage + 127) / 255
    };
    match pixels {
        Pixels::Gray8(bytes) => bytes[at] = mix(bytes[at].into(), 255) as u8,
        Pixels::Gray12(bytes) => {
            let pair = &mut bytes[2 * at..2 * at + 2];
            let old = u16::from_le_bytes([pair[0], pair[1]]);
            pair.copy_from_slice(&(mix(old.into(), 4095) as u16).to_le_bytes());
        }
        Pixels::Rgb(bytes) => {
            for plane in 0..3 {
                let byte = &mut bytes[plane * size + at];
                *byte = mix((*byte).into(), 255) as u8;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::Caption;
    use super::*;

    fn burnt(pixels: Pixels, inverse: bool) -> PrintImage {
        let mut image = PrintImage {
            rows: 256,
            columns: 256,
            pixels,
            inverse,
            aspect_ratio: None,
            width_mm: None,
            caption: Caption::new("DOE JANE", "Im 1"),
        };
        Burner::new(Typesetter::embedded())
            .burn(&mut image)
            .unwrap();
        image
    }

    /// Rows of a gray image that hold such a value; thin strokes never cover a pixel wholly.
    fn rows_with(bytes: &[u8], wanted: impl Fn(u8) -> bool) -> Vec<usize> {
        let rows = bytes.chunks(256).enumerate();
        rows.filter(|(_, row)| row.iter().any(|value| wanted(*value)))
            .map(|(index, _)| index)
            .collect()
    }

    #[test]
    fn text_stands_at_the_top_and_at_the_bottom() {
        let image = burnt(Pixels::Gray8(vec![100; 256 * 256]), false);
        let white = rows_with(image.pixels.bytes(), |value| value > 180);
        let black = rows_with(image.pixels.bytes(), |value| value < 60);
        assert!(!white.is_empty() && !black.is_empty());
        assert!(white.iter().any(|row| *row < 24) && white.iter().any(|row| *row > 232));
        assert!(white.iter().all(|row| *row < 24 || *row > 232), "{white:?}");
    }

    #[test]
    fn white_is_low_in_monochrome1_and_high_in_12_bits_and_in_colour() {
        let inverse = burnt(Pixels::Gray8(vec![255; 256 * 256]), true);
        assert!(inverse.pixels.bytes().iter().any(|value| *value < 60));
        let twelve = burnt(Pixels::Gray12(vec![0; 2 * 256 * 256]), false);
        let pairs = twelve.pixels.bytes().chunks(2);
        let most = pairs
            .map(|pair| u16::from_le_bytes([pair[0], pair[1]]))
            .max();
        assert!(
            most.is_some_and(|most| (3000..4096).contains(&most)),
            "{most:?}"
        );
        let colour = burnt(Pixels::Rgb(vec![0; 3 * 256 * 256]), false);
        let bytes = colour.pixels.bytes();
        assert_eq!(bytes[..65_536], bytes[65_536..131_072]);
        assert!(bytes.iter().any(|value| *value > 180));
    }
}
