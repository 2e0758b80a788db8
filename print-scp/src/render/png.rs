//! Films and previews as PNG: 16-bit gray or 8-bit RGB, with the resolution of the film.

use std::io::Write;

use filmdesk_calibration::display::DisplayEncoding;
use png::{BitDepth, ColorType, Compression, Encoder, EncodingError, PixelDimensions, ScaledFloat};
use png::{SrgbRenderingIntent, Unit};

use crate::render::raster::{FilmRaster, Pixels, Resolution};
use crate::render::{PreparedFilm, RenderError};

/// Bytes gathered for an IDAT chunk: few chunks, little memory.
const CHUNK_BYTES: usize = 256 * 1024;

/// Writes a raster as PNG, band by band.
pub fn write<W: Write>(out: W, raster: &FilmRaster<'_>) -> Result<(), RenderError> {
    let mut encoder = Encoder::new(out, raster.width(), raster.height());
    let (colour, depth) = match raster.is_colour() {
        true => (ColorType::Rgb, BitDepth::Eight),
        false => (ColorType::Grayscale, BitDepth::Sixteen),
    };
    encoder.set_color(colour);
    encoder.set_depth(depth);
    encoder.set_compression(Compression::Fast);
    encoder.set_pixel_dims(Some(pixel_dimensions(raster)));
    describe_encoding(&mut encoder, raster);
    let mut writer = encoder.write_header().map_err(refused)?;
    let mut stream = writer
        .stream_writer_with_size(CHUNK_BYTES)
        .map_err(refused)?;
    raster.draw(&mut |pixels| match pixels {
        Pixels::Gray16(grays) => {
            let bytes: Vec<u8> = grays.iter().flat_map(|gray| gray.to_be_bytes()).collect();
            Ok(stream.write_all(&bytes)?)
        }
        Pixels::Rgb8(rgb) => Ok(stream.write_all(rgb)?),
    })?;
    stream.finish().map_err(refused)?;
    writer.finish().map_err(refused)
}

/// A preview of a film with this many pixels on its longer side.
pub fn write_preview<W: Write>(
    out: W,
    film: &PreparedFilm<'_>,
    long_side: u32,
) -> Result<(), RenderError> {
    write(
        out,
        &FilmRaster::new(film, Resolution::LongSide(long_side))?,
    )
}

fn pixel_dimensions(raster: &FilmRaster<'_>) -> PixelDimensions {
    let per_metre = (raster.px_per_mm() * 1000.0).round() as u32;
    PixelDimensions {
        xppu: per_metre,
        yppu: per_metre,
        unit: Unit::Meter,
    }
}

/// Says how grays become light. GSDF has no chunk; such files go to calibrated displays that
/// take codes as they are.
fn describe_encoding<W: Write>(encoder: &mut Encoder<'_, W>, raster: &FilmRaster<'_>) {
    match raster.film().renderer.display.encoding() {
        DisplayEncoding::Srgb => encoder.set_source_srgb(SrgbRenderingIntent::RelativeColorimetric),
        DisplayEncoding::Gamma(gamma) => {
            encoder.set_source_gamma(ScaledFloat::new((1.0 / gamma) as f32));
        }
        DisplayEncoding::GsdfCalibrated => {}
    }
}

fn refused(error: EncodingError) -> RenderError {
    match error {
        EncodingError::IoError(error) => RenderError::Write(error),
        other => RenderError::Encode {
            format: "png",
            reason: other.to_string(),
        },
    }
}
