//! Films as PWG raster (PWG 5102.4), for IPP Everywhere printers.

use std::io::Write;

use crate::render::RenderError;
use crate::render::raster::{FilmRaster, Pixels};

/// Synchronisation word of a stream whose numbers are big endian.
const SYNC: &[u8; 4] = b"RaS2";
/// Bytes of a page header.
const HEADER_BYTES: usize = 1796;
/// Most equal lines, and most equal or different pixels, that one count says.
const MOST_LINES: usize = 256;
const MOST_PIXELS: usize = 128;

/// What a printer takes (pwg-raster-document-type-supported).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PwgColour {
    /// `sgray_8`
    Sgray8,
    /// `sgray_16`
    Sgray16,
    /// `srgb_8`
    Srgb8,
}

impl PwgColour {
    /// Every type written here.
    pub const ALL: &'static [Self] = &[Self::Sgray8, Self::Sgray16, Self::Srgb8];

    /// The keyword.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Sgray8 => "sgray_8",
            Self::Sgray16 => "sgray_16",
            Self::Srgb8 => "srgb_8",
        }
    }

    const fn pixel_bytes(self) -> usize {
        match self {
            Self::Sgray8 => 1,
            Self::Sgray16 => 2,
            Self::Srgb8 => 3,
        }
    }

    const fn bits_per_colour(self) -> u32 {
        match self {
            Self::Sgray16 => 16,
            Self::Sgray8 | Self::Srgb8 => 8,
        }
    }

    const fn colours(self) -> u32 {
        match self {
            Self::Srgb8 => 3,
            Self::Sgray8 | Self::Sgray16 => 1,
        }
    }

    /// cupsColorSpace: 18 sGray, 19 sRGB.
    const fn colour_space(self) -> u32 {
        match self {
            Self::Srgb8 => 19,
            Self::Sgray8 | Self::Sgray16 => 18,
        }
    }
}

/// What a page header says beside the raster.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PwgPage {
    /// What the samples are.
    pub colour: PwgColour,
    /// NumCopies; 0 leaves it to the job.
    pub copies: u32,
    /// PageSizeName: a PWG 5101.1 media name.
    pub page_size_name: String,
    /// MediaType: a PWG media type keyword.
    pub media_type: String,
    /// TotalPageCount; 0 when not known.
    pub total_pages: u32,
}

/// A stream of pages.
pub struct PwgDocument<W> {
    out: W,
}

impl<W: Write> PwgDocument<W> {
    /// Begins a stream.
    pub fn new(mut out: W) -> Result<Self, RenderError> {
        out.write_all(SYNC)?;
        Ok(Self { out })
    }

    /// Adds a film as a page, at the resolution of the raster rounded to dots per inch.
    pub fn add_film(&mut self, raster: &FilmRaster<'_>, page: &PwgPage) -> Result<(), RenderError> {
        self.out.write_all(&header(raster, page))?;
        let row = raster.width() as usize * page.colour.pixel_bytes();
        let mut lines = Lines {
            out: &mut self.out,
            pixel: page.colour.pixel_bytes(),
            line: Vec::new(),
            count: 0,
        };
        raster.draw(&mut |pixels| {
            let bytes = samples(pixels, page.colour);
            bytes.chunks_exact(row).try_for_each(|line| lines.add(line))
        })?;
        lines.flush()
    }

    /// Ends the stream and hands the writer back, flushed.
    pub fn finish(mut self) -> Result<W, RenderError> {
        self.out.flush()?;
        Ok(self.out)
    }
}

/// Fields of the header that are not 0: offset and value (PWG 5102.4, table 2).
fn fields(raster: &FilmRaster<'_>, page: &PwgPage) -> [(usize, u32); 18] {
    let dpi = (raster.px_per_mm() * 25.4).round() as u32;
    let (width, height) = (raster.width(), raster.height());
    let (width_mm, height_mm) = raster.film().sheet_mm();
    let points = |mm: f64| (mm * 72.0 / 25.4).round() as u32;
    let pixel_bytes = page.colour.pixel_bytes() as u32;
    [
        (276, dpi),
        (280, dpi),
        (340, page.copies),
        (352, points(width_mm)),
        (356, points(height_mm)),
        (372, width),
        (376, height),
        (384, page.colour.bits_per_colour()),
        (388, 8 * pixel_bytes),
        (392, width * pixel_bytes),
        (400, page.colour.colour_space()),
        (420, page.colour.colours()),
        (452, page.total_pages),
        // No feed transform.
        (456, 1),
        (460, 1),
        // The image box is the whole page: its right and bottom edges.
        (472, width),
        (476, height),
        // AlternatePrimary: white.
        (480, 0x00FF_FFFF),
    ]
}

fn header(raster: &FilmRaster<'_>, page: &PwgPage) -> Vec<u8> {
    let mut header = vec![0; HEADER_BYTES];
    let mut text = |offset: usize, text: &str| {
        // 64 bytes with a final NUL.
        let bytes = text.as_bytes();
        let length = bytes.len().min(63);
        header[offset..offset + length].copy_from_slice(&bytes[..length]);
    };
    text(0, "PwgRaster");
    text(128, &page.media_type);
    text(1732, &page.page_size_name);
    for (offset, value) in fields(raster, page) {
        header[offset..offset + 4].copy_from_slice(&value.to_be_bytes());
    }
    header
}

/// A band's samples as the page wants them.
fn samples(pixels: Pixels<'_>, colour: PwgColour) -> Vec<u8> {
    // 65535 / 255, rounded.
    let byte = |gray: &u16| ((u32::from(*gray) + 128) / 257) as u8;
    match (pixels, colour) {
        (Pixels::Gray16(grays), PwgColour::Sgray8) => grays.iter().map(byte).collect(),
        (Pixels::Gray16(grays), PwgColour::Sgray16) => {
            grays.iter().flat_map(|gray| gray.to_be_bytes()).collect()
        }
        (Pixels::Gray16(grays), PwgColour::Srgb8) => {
            grays.iter().flat_map(|gray| [byte(gray); 3]).collect()
        }
        (Pixels::Rgb8(rgb), PwgColour::Srgb8) => rgb.to_vec(),
        (Pixels::Rgb8(rgb), PwgColour::Sgray8) => luma(rgb).map(|gray| byte(&gray)).collect(),
        (Pixels::Rgb8(rgb), PwgColour::Sgray16) => luma(rgb).flat_map(u16::to_be_bytes).collect(),
    }
}

/// Colour on a gray printer: the weights of ITU-R BT.709 on the encoded samples, in 16 bits.
fn luma(rgb: &[u8]) -> impl Iterator<Item = u16> {
    const WEIGHTS: [u32; 3] = [2126, 7152, 722];
    rgb.chunks_exact(3).map(|pixel| {
        let sum: u32 = pixel
            .iter()
            .zip(WEIGHTS)
            .map(|(&s, weight)| u32::from(s) * weight)
            .sum();
        (sum * 257 / 10_000) as u16
    })
}

/// Equal lines are gathered, then run-length coded.
struct Lines<'a, W> {
    out: &'a mut W,
    pixel: usize,
    line: Vec<u8>,
    count: usize,
}

impl<W: Write> Lines<'_, W> {
    fn add(&mut self, line: &[u8]) -> Result<(), RenderError> {
        if self.count > 0 && self.count < MOST_LINES && self.line == line {
            self.count += 1;
            return Ok(());
        }
        self.flush()?;
        self.line.clear();
        self.line.extend_from_slice(line);
        self.count = 1;
        Ok(())
    }

    fn flush(&mut self) -> Result<(), RenderError> {
        if self.count > 0 {
            let mut coded = vec![(self.count - 1) as u8];
            encode_line(&self.line, self.pixel, &mut coded);
            self.out.write_all(&coded)?;
            self.count = 0;
        }
        Ok(())
    }
}

/// PackBits over pixels of `size` bytes: 0 to 127 repeats the next pixel once more than that, 129
/// to 255 is followed by 257 minus that different pixels.
fn encode_line(line: &[u8], size: usize, out: &mut Vec<u8>) {
    let pixels: Vec<&[u8]> = line.chunks_exact(size).collect();
    let mut at = 0;
    while at < pixels.len() {
        let rest = &pixels[at..pixels.len().min(at + MOST_PIXELS)];
        let equal = rest.iter().take_while(|pixel| **pixel == rest[0]).count();
        if equal > 1 || rest.len() == 1 {
            out.push((equal - 1) as u8);
            out.extend_from_slice(rest[0]);
            at += equal;
            continue;
        }
        let pairs = rest
            .windows(2)
            .take_while(|pair| pair[0] != pair[1])
            .count();
        // The last pixel before a pair of equals belongs to that pair.
        let different = if pairs + 1 == rest.len() {
            rest.len()
        } else {
            pairs
        };
        match different {
            1 => out.push(0),
            _ => out.push((257 - different) as u8),
        }
        rest[..different]
            .iter()
            .for_each(|pixel| out.extend_from_slice(pixel));
        at += different;
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// A reader of one line, from the format's description.
    fn decode_line(mut coded: &[u8], size: usize, length: usize) -> Vec<u8> {
        let mut line = Vec::new();
        while line.len() < length {
            let count = usize::from(coded[0]);
            let copies = if count < 128 { count + 1 } else { 1 };
            let pixels = if count < 128 { 1 } else { 257 - count };
            assert_ne!(count, 128);
            for _ in 0..copies {
                line.extend_from_slice(&coded[1..1 + pixels * size]);
            }
            coded = &coded[1 + pixels * size..];
        }
        assert!(coded.is_empty());
        line
    }

    #[test]
    fn packbits_of_small_lines() {
        let coded = |line: &[u8], size| {
            let mut out = Vec::new();
            encode_line(line, size, &mut out);
            out
        };
        assert_eq!(coded(&[7, 7, 7], 1), [2, 7]);
        assert_eq!(coded(&[1, 2, 3], 1), [254, 1, 2, 3]);
        assert_eq!(coded(&[1, 2, 2], 1), [0, 1, 1, 2]);
        assert_eq!(
            coded(&[1, 2, 3, 1, 2, 3, 9, 9, 9], 3),
            [1, 1, 2, 3, 0, 9, 9, 9]
        );
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(128))]
        #[test]
        fn packbits_read_back(
            pixels in prop::collection::vec(0_u8..3, 1..600),
            size in 1_usize..4,
        ) {
            let line: Vec<u8> = pixels.iter().flat_map(|&pixel| vec![pixel; size]).collect();
            let mut coded = Vec::new();
            encode_line(&line, size, &mut coded);
            prop_assert_eq!(decode_line(&coded, size, line.len()), line);
        }
    }
}
