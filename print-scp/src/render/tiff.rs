//! Films as TIFF: 16-bit gray or 8-bit RGB, LZW with horizontal differences, with the resolution
//! of the film.
//!
//! The strips are compressed here: `tiff` 0.11 compresses whole images only, and writes strips
//! plain under a tag that says LZW.

use std::io::{Seek, Write};

use tiff::TiffError;
use tiff::encoder::{DirectoryEncoder, Rational, TiffEncoder, TiffKindStandard};
use tiff::tags::Tag;
use weezl::{BitOrder, encode::Encoder};

use crate::render::RenderError;
use crate::render::raster::{BAND_ROWS, FilmRaster, Pixels};

/// Denominator of the resolution tags: ten-thousandths of a pixel per centimetre.
const RESOLUTION_SCALE: u32 = 10_000;
/// Compression 5: LZW.
const LZW: u16 = 5;
/// Predictor 2: horizontal differences.
const HORIZONTAL: u16 = 2;
/// ResolutionUnit 3.
const CENTIMETRE: u16 = 3;

/// Where the strips are.
#[derive(Default)]
struct Strips {
    offsets: Vec<u32>,
    lengths: Vec<u32>,
}

/// Writes a raster as TIFF, a strip for each band.
pub fn write<W: Write + Seek>(out: W, raster: &FilmRaster<'_>) -> Result<(), RenderError> {
    let mut encoder = TiffEncoder::new(out).map_err(refused)?;
    let mut directory = encoder.image_directory().map_err(refused)?;
    let mut strips = Strips::default();
    let width = raster.width() as usize;
    raster.draw(&mut |pixels| {
        let differences = match pixels {
            Pixels::Gray16(grays) => gray_differences(grays, width),
            Pixels::Rgb8(rgb) => rgb_differences(rgb, 3 * width),
        };
        let strip = compress(&differences)?;
        let offset = directory.write_data(&strip[..]).map_err(refused)?;
        strips
            .offsets
            .push(u32::try_from(offset).map_err(|_| too_long())?);
        strips.lengths.push(strip.len() as u32);
        Ok(())
    })?;
    describe(&mut directory, raster, &strips).map_err(refused)?;
    directory.finish().map_err(refused)
}

/// Each sample less the one before, row by row, in the machine's byte order as the header says.
fn gray_differences(grays: &[u16], row: usize) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(2 * grays.len());
    for row in grays.chunks_exact(row) {
        let mut before = 0_u16;
        for &gray in row {
            bytes.extend_from_slice(&gray.wrapping_sub(before).to_ne_bytes());
            before = gray;
        }
    }
    bytes
}

/// Each sample less the same colour's before, row by row.
fn rgb_differences(rgb: &[u8], row: usize) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(rgb.len());
    for row in rgb.chunks_exact(row) {
        let before = std::iter::repeat_n(&0, 3).chain(row);
        bytes.extend(
            row.iter()
                .zip(before)
                .map(|(now, before)| now.wrapping_sub(*before)),
        );
    }
    bytes
}

fn compress(bytes: &[u8]) -> Result<Vec<u8>, RenderError> {
    let compressed = Encoder::with_tiff_size_switch(BitOrder::Msb, 8).encode(bytes);
    compressed.map_err(|error| RenderError::Encode {
        format: "tiff",
        reason: error.to_string(),
    })
}

fn describe<W: Write + Seek>(
    directory: &mut DirectoryEncoder<'_, W, TiffKindStandard>,
    raster: &FilmRaster<'_>,
    strips: &Strips,
) -> Result<(), TiffError> {
    let (bits, photometric): (&[u16], u16) = match raster.is_colour() {
        true => (&[8, 8, 8], 2),
        false => (&[16], 1),
    };
    let resolution = || Rational {
        n: (raster.px_per_mm() * 10.0 * f64::from(RESOLUTION_SCALE)).round() as u32,
        d: RESOLUTION_SCALE,
    };
    directory.write_tag(Tag::ImageWidth, raster.width())?;
    directory.write_tag(Tag::ImageLength, raster.height())?;
    directory.write_tag(Tag::BitsPerSample, bits)?;
    directory.write_tag(Tag::Compression, LZW)?;
    directory.write_tag(Tag::PhotometricInterpretation, photometric)?;
    directory.write_tag(Tag::StripOffsets, &strips.offsets[..])?;
    directory.write_tag(Tag::SamplesPerPixel, bits.len() as u16)?;
    directory.write_tag(Tag::RowsPerStrip, BAND_ROWS)?;
    directory.write_tag(Tag::StripByteCounts, &strips.lengths[..])?;
    directory.write_tag(Tag::XResolution, resolution())?;
    directory.write_tag(Tag::YResolution, resolution())?;
    directory.write_tag(Tag::ResolutionUnit, CENTIMETRE)?;
    directory.write_tag(Tag::Predictor, HORIZONTAL)
}

/// Offsets of classic TIFF have 32 bits.
fn too_long() -> RenderError {
    RenderError::Encode {
        format: "tiff",
        reason: "more than 4 GB".to_owned(),
    }
}

fn refused(error: TiffError) -> RenderError {
    match error {
        TiffError::IoError(error) => RenderError::Write(error),
        other => RenderError::Encode {
            format: "tiff",
            reason: other.to_string(),
        },
    }
}
