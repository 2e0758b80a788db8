//! Rows of an image, ready for the film: bands of display grays or of RGB.

use std::ops::Range;
use std::sync::Arc;

use crate::film::compose::SourceRect;
use crate::render::{InvalidImage, PixelStore, RenderError};
use crate::sheet::{FilmImage, PixelLayout, PixelMatrix};
use crate::terms::Polarity;

/// An image that is read in bands of rows.
pub(crate) struct ImageSource<'a> {
    store: &'a dyn PixelStore,
    position: u16,
    matrix: &'a PixelMatrix,
    crop: SourceRect,
    samples: Samples,
}

/// What a band holds.
#[derive(Clone)]
pub(crate) enum Samples {
    /// Gray through the display table: bit pattern (masked) to gray of the display.
    Gray { table: Arc<[u16]>, shift: u32 },
    /// RGB of 8 bits, inverted for Polarity REVERSE.
    Rgb { invert: bool },
}

impl<'a> ImageSource<'a> {
    /// Checks the description. `table` is the display table of a gray image.
    pub(crate) fn new(
        store: &'a dyn PixelStore,
        image: &'a FilmImage,
        crop: SourceRect,
        table: Option<Arc<[u16]>>,
    ) -> Self {
        let matrix = &image.pixels;
        let samples = match table {
            Some(table) => Samples::Gray {
                table,
                shift: u32::from((matrix.high_bit + 1).saturating_sub(matrix.bits_stored)),
            },
            None => Samples::Rgb {
                invert: image.polarity == Polarity::Reverse,
            },
        };
        Self {
            store,
            position: image.position,
            matrix,
            crop,
            samples,
        }
    }

    pub(crate) fn is_gray(&self) -> bool {
        matches!(self.samples, Samples::Gray { .. })
    }

    /// The display table of a gray image.
    pub(crate) fn table(&self) -> Option<&[u16]> {
        match &self.samples {
            Samples::Gray { table, .. } => Some(table),
            Samples::Rgb { .. } => None,
        }
    }

    /// Columns printed.
    pub(crate) fn columns(&self) -> usize {
        usize::from(self.crop.columns)
    }

    /// Rows printed.
    pub(crate) fn rows(&self) -> u32 {
        u32::from(self.crop.rows)
    }

    /// Display grays of some printed rows (0 is the first printed one), row by row.
    /// Empty for colour images.
    pub(crate) fn gray(&self, rows: Range<u32>) -> Result<Vec<u16>, RenderError> {
        let Samples::Gray { table, shift } = &self.samples else {
            return Ok(Vec::new());
        };
        let mask = table.len() - 1;
        let raw = self.plane(0, rows, usize::from(self.matrix.bits_allocated / 8))?;
        let look_up = |word: u16| table[usize::from(word >> shift) & mask];
        let words = |pair: &[u8]| match self.matrix.data.big_endian {
            true => u16::from_be_bytes([pair[0], pair[1]]),
            false => u16::from_le_bytes([pair[0], pair[1]]),
        };
        Ok(match self.matrix.bits_allocated {
            8 => raw.iter().map(|&byte| look_up(u16::from(byte))).collect(),
            _ => raw
                .chunks_exact(2)
                .map(|pair| look_up(words(pair)))
                .collect(),
        })
    }

    /// RGB of some printed rows, pixel by pixel. Empty for gray images.
    pub(crate) fn rgb(&self, rows: Range<u32>) -> Result<Vec<u8>, RenderError> {
        let Samples::Rgb { invert } = self.samples else {
            return Ok(Vec::new());
        };
        let mut rgb = match self.matrix.layout {
            PixelLayout::RgbByPixel => self.plane(0, rows, 3)?,
            _ => self.interleaved(rows)?,
        };
        if invert {
            rgb.iter_mut().for_each(|sample| *sample = !*sample);
        }
        Ok(rgb)
    }

    fn interleaved(&self, rows: Range<u32>) -> Result<Vec<u8>, RenderError> {
        let plane = u64::from(self.matrix.rows) * u64::from(self.matrix.columns);
        let red = self.plane(0, rows.clone(), 1)?;
        let green = self.plane(plane, rows.clone(), 1)?;
        let blue = self.plane(2 * plane, rows, 1)?;
        let pixels = red.iter().zip(&green).zip(&blue);
        Ok(pixels.flat_map(|((&r, &g), &b)| [r, g, b]).collect())
    }

    /// The printed columns of some printed rows of a plane that starts at byte `start`, with
    /// `size` bytes per pixel.
    fn plane(&self, start: u64, rows: Range<u32>, size: usize) -> Result<Vec<u8>, RenderError> {
        let row_bytes = usize::from(self.matrix.columns) * size;
        let first = u64::from(self.crop.top) + u64::from(rows.start);
        let offset = start + first * row_bytes as u64;
        let length = rows.len() * row_bytes;
        let raw = self.read(offset, length)?;
        if self.crop.columns == self.matrix.columns {
            return Ok(raw);
        }
        let left = usize::from(self.crop.left) * size;
        let printed = left..left + self.columns() * size;
        let rows = raw.chunks_exact(row_bytes);
        Ok(rows
            .flat_map(|row| &row[printed.clone()])
            .copied()
            .collect())
    }

    /// Bytes in the order of samples. 8-bit samples in big endian 16-bit words (OW) come in pairs
    /// the other way round (PS3.5 8.2, Annex D).
    fn read(&self, offset: u64, length: usize) -> Result<Vec<u8>, RenderError> {
        let swapped = self.matrix.data.big_endian && self.matrix.bits_allocated == 8;
        if !swapped {
            return self.read_plain(offset, length);
        }
        let lead = (offset % 2) as usize;
        let mut pairs =
            self.read_plain(offset - lead as u64, (length + lead).next_multiple_of(2))?;
        pairs.chunks_exact_mut(2).for_each(|pair| pair.swap(0, 1));
        pairs.drain(..lead);
        pairs.truncate(length);
        Ok(pairs)
    }

    fn read_plain(&self, offset: u64, length: usize) -> Result<Vec<u8>, RenderError> {
        let mut buffer = vec![0; length];
        let read = self.store.read_at(self.matrix.data, offset, &mut buffer);
        read.map_err(|source| RenderError::Pixels {
            position: self.position,
            source,
        })?;
        Ok(buffer)
    }
}

/// Checks that an image's description holds together.
pub(crate) fn check(matrix: &PixelMatrix) -> Result<(), InvalidImage> {
    let (allocated, stored, high) = (matrix.bits_allocated, matrix.bits_stored, matrix.high_bit);
    let gray = matrix.layout.samples() == 1;
    let bits = matches!(allocated, 8 | 16) && stored <= high + 1 && high < allocated;
    let depth = if gray {
        (8..=16).contains(&stored)
    } else {
        (allocated, stored) == (8, 8)
    };
    if !bits || !depth {
        return Err(InvalidImage::Bits {
            allocated,
            stored,
            high,
        });
    }
    let (rows, columns) = (matrix.rows, matrix.columns);
    if rows == 0 || columns == 0 {
        return Err(InvalidImage::Empty { rows, columns });
    }
    let samples = u64::from(rows) * u64::from(columns) * u64::from(matrix.layout.samples());
    let needed = samples * u64::from(allocated / 8);
    let actual = matrix.data.length;
    if actual < needed {
        return Err(InvalidImage::Length { needed, actual });
    }
    Ok(())
}
