//! Films as TIFF: 16-bit gray or 8-bit RGB, LZW with horizontal differences, with the resolution
//! of the film.

use std::io::{Seek, Write};

use tiff::TiffError;
use tiff::encoder::colortype::{ColorType, Gray16, RGB8};
use tiff::encoder::{
    Compression, ImageEncoder, Predictor, Rational, TiffEncoder, TiffKindStandard,
};
use tiff::tags::ResolutionUnit;

use crate::render::RenderError;
use crate::render::raster::{BAND_ROWS, FilmRaster, Pixels};

/// Denominator of the resolution tags: ten-thousandths of a pixel per centimetre.
const RESOLUTION_SCALE: u32 = 10_000;

/// Writes a raster as TIFF, a strip for each band.
pub fn write<W: Write + Seek>(out: W, raster: &FilmRaster<'_>) -> Result<(), RenderError> {
    let encoder = TiffEncoder::new(out).map_err(refused)?;
    let mut encoder = encoder
        .with_compression(Compression::Lzw)
        .with_predictor(Predictor::Horizontal);
    let (width, height) = (raster.width(), raster.height());
    match raster.is_colour() {
        true => {
            let mut image = encoder.new_image::<RGB8>(width, height).map_err(refused)?;
            describe(&mut image, raster)?;
            raster.draw(&mut |pixels| match pixels {
                Pixels::Rgb8(rgb) => image.write_strip(rgb).map_err(refused),
                Pixels::Gray16(_) => Err(mixed()),
            })?;
            image.finish().map_err(refused)
        }
        false => {
            let mut image = encoder
                .new_image::<Gray16>(width, height)
                .map_err(refused)?;
            describe(&mut image, raster)?;
            raster.draw(&mut |pixels| match pixels {
                Pixels::Gray16(grays) => image.write_strip(grays).map_err(refused),
                Pixels::Rgb8(_) => Err(mixed()),
            })?;
            image.finish().map_err(refused)
        }
    }
}

fn describe<W: Write + Seek, C: ColorType>(
    image: &mut ImageEncoder<'_, W, C, TiffKindStandard>,
    raster: &FilmRaster<'_>,
) -> Result<(), RenderError> {
    let per_centimetre = raster.px_per_mm() * 10.0 * f64::from(RESOLUTION_SCALE);
    let resolution = Rational {
        n: per_centimetre.round() as u32,
        d: RESOLUTION_SCALE,
    };
    image.resolution(ResolutionUnit::Centimeter, resolution);
    image.rows_per_strip(BAND_ROWS).map_err(refused)
}

/// A raster draws all bands alike.
fn mixed() -> RenderError {
    RenderError::Encode {
        format: "tiff",
        reason: "bands of gray and of colour".to_owned(),
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
