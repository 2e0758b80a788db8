//! Small pictures for the list of series.

use std::io::{Read, Seek};

use filmdesk_dataset::file::DicomFile;

use super::encode::Opened;
use super::form::Form;
use super::mosaic::Mosaic;
use super::video::Rgb;
use crate::pdi;

/// Pixels of the longer side.
const SIDE: u32 = 160;

/// A frame (from 0) of a stack of this form as a small JPEG; none when it cannot be decoded.
pub fn thumbnail<R: Read + Seek>(
    file: &DicomFile,
    reader: &mut R,
    frame: u32,
    form: &Form,
) -> Option<Vec<u8>> {
    match &form.mosaic {
        Some(level) => slide(file, reader, level).filter(|_| form.color),
        None => pdi::picture(file, reader, frame, SIDE).map(|picture| picture.jpeg),
    }
}

/// A picture in colors as a JPEG: what lost some already loses hardly more.
pub fn jpeg_of(picture: &Rgb) -> Option<Vec<u8>> {
    pdi::jpeg(&picture.samples, picture.columns, picture.rows)
}

/// A picture in colors as a small JPEG.
pub fn thumbnail_of(picture: &Rgb) -> Option<Vec<u8>> {
    let (columns, rows) = (picture.columns as usize, picture.rows as usize);
    let step = columns.max(rows).div_ceil(SIDE as usize).max(1);
    let pixels = (0..rows).step_by(step).flat_map(|row| {
        let columns = (0..columns).step_by(step);
        columns.map(move |column| 3 * (row * picture.columns as usize + column))
    });
    let samples = pixels.filter_map(|at| picture.samples.get(at..at + 3));
    let samples = samples.flatten().copied().collect::<Vec<u8>>();
    let side = |pixels: usize| u32::try_from(pixels.div_ceil(step)).ok();
    pdi::jpeg(&samples, side(columns)?, side(rows)?)
}

fn slide<R: Read + Seek>(file: &DicomFile, reader: &mut R, level: &Mosaic) -> Option<Vec<u8>> {
    let opened = Opened::new(file, reader).ok()?;
    let (width, height, rgb) = opened.small(reader, level, SIDE).ok()?;
    pdi::jpeg(&rgb, width, height)
}
