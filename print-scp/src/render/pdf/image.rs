//! Images at their native matrix, without loss.
//!
//! Gray images carry the display grays in 16 bits, so that no two stored values merge; 8 bits only
//! when the table's grays are all exact in 8 bits. (A 256-entry palette would have 8 bits per
//! entry and lose as well; the 16-bit samples of an 8-bit image deflate to about the size of the
//! 8-bit ones, since the table adds no information.) Colour images carry 8-bit RGB.

use std::io::Write;
use std::ops::Range;

use lopdf::{Dictionary, Object, ObjectId, dictionary};
use rayon::prelude::*;

use super::deflate::{Adler, BAND_BYTES, Band, ZLIB_HEADER, band};
use super::file::PdfFile;
use crate::render::RenderError;
use crate::render::source::ImageSource;

/// Bands in work at once: enough for the cores, a few MB at most.
const BANDS_AT_ONCE: usize = 8;

/// Samples of an image in the PDF.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Depth {
    Gray8,
    Gray16,
    Rgb8,
}

impl Depth {
    pub(super) fn of(source: &ImageSource<'_>) -> Self {
        // 65535 / 255: grays that 8 bits hold exactly.
        let exact = |table: &[u16]| table.iter().all(|gray| gray % 257 == 0);
        match source.table() {
            None => Self::Rgb8,
            Some(table) if exact(table) => Self::Gray8,
            Some(_) => Self::Gray16,
        }
    }

    const fn colours(self) -> i64 {
        match self {
            Self::Gray8 | Self::Gray16 => 1,
            Self::Rgb8 => 3,
        }
    }

    const fn bits(self) -> i64 {
        match self {
            Self::Gray16 => 16,
            Self::Gray8 | Self::Rgb8 => 8,
        }
    }

    const fn pixel_bytes(self) -> usize {
        (self.colours() * self.bits() / 8) as usize
    }
}

/// Writes an image and tells its object and a digest of its pixels.
pub(super) fn write<W: Write>(
    file: &mut PdfFile<W>,
    source: &ImageSource<'_>,
    colour_space: Object,
    interpolate: bool,
) -> Result<(ObjectId, u32), RenderError> {
    let depth = Depth::of(source);
    let mut stream =
        file.begin_stream(image_dictionary(source, depth, colour_space, interpolate))?;
    stream.write(&ZLIB_HEADER)?;
    let mut adler = Adler::EMPTY;
    for group in bands(source, depth).chunks(BANDS_AT_ONCE) {
        let made: Result<Vec<Band>, _> = group
            .par_iter()
            .map(|rows| make(source, depth, rows.clone()))
            .collect();
        for band in made? {
            adler = adler.then(band.adler);
            stream.write(&band.deflated)?;
        }
    }
    stream.write(&adler.value().to_be_bytes())?;
    Ok((stream.finish()?, adler.value()))
}

fn image_dictionary(
    source: &ImageSource<'_>,
    depth: Depth,
    colour_space: Object,
    interpolate: bool,
) -> Dictionary {
    let columns = source.columns() as i64;
    let mut image = dictionary! {
        "Type" => "XObject",
        "Subtype" => "Image",
        "Width" => columns,
        "Height" => i64::from(source.rows()),
        "ColorSpace" => colour_space,
        "BitsPerComponent" => depth.bits(),
        "Filter" => "FlateDecode",
        "DecodeParms" => dictionary! {
            "Predictor" => 15,
            "Colors" => depth.colours(),
            "BitsPerComponent" => depth.bits(),
            "Columns" => columns,
        },
    };
    if interpolate {
        image.set("Interpolate", true);
    }
    image
}

/// The image's rows in bands of about [`BAND_BYTES`].
fn bands(source: &ImageSource<'_>, depth: Depth) -> Vec<Range<u32>> {
    let row = source.columns() * depth.pixel_bytes();
    let step = (BAND_BYTES / row.max(1)).max(1);
    let rows = source.rows();
    let starts = (0..rows).step_by(step);
    starts
        .map(|start| start..rows.min(start + step as u32))
        .collect()
}

fn make(source: &ImageSource<'_>, depth: Depth, rows: Range<u32>) -> Result<Band, RenderError> {
    let row = source.columns() * depth.pixel_bytes();
    let last = rows.end == source.rows();
    let with_above = rows.start.saturating_sub(1)..rows.end;
    let above_length = (with_above.len() - rows.len()) * row;
    let bytes = samples(source, depth, with_above)?;
    let (above, rows) = bytes.split_at(above_length);
    Ok(band(above, rows, row, last)?)
}

fn samples(
    source: &ImageSource<'_>,
    depth: Depth,
    rows: Range<u32>,
) -> Result<Vec<u8>, RenderError> {
    match depth {
        Depth::Rgb8 => source.rgb(rows),
        Depth::Gray8 => Ok(source
            .gray(rows)?
            .iter()
            .map(|gray| (gray / 257) as u8)
            .collect()),
        Depth::Gray16 => Ok(source
            .gray(rows)?
            .iter()
            .flat_map(|gray| gray.to_be_bytes())
            .collect()),
    }
}
