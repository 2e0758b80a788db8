//! Small pictures for the list of series.

use std::io::{Read, Seek};

use filmdesk_dataset::file::DicomFile;

use super::encode::Opened;
use super::form::Form;
use super::mosaic::Mosaic;
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

fn slide<R: Read + Seek>(file: &DicomFile, reader: &mut R, level: &Mosaic) -> Option<Vec<u8>> {
    let opened = Opened::new(file, reader).ok()?;
    let (width, height, rgb) = opened.small(reader, level, SIDE).ok()?;
    pdi::jpeg(&rgb, width, height)
}
