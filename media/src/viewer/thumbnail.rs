//! Small pictures for the list of series.

use std::io::{Read, Seek};

use filmdesk_dataset::file::DicomFile;

use crate::pdi;

/// Pixels of the longer side.
const SIDE: u32 = 160;

/// A frame (from 0) as a small JPEG; none when it cannot be decoded.
pub fn thumbnail<R: Read + Seek>(file: &DicomFile, reader: &mut R, frame: u32) -> Option<Vec<u8>> {
    pdi::picture(file, reader, frame, SIDE).map(|picture| picture.jpeg)
}
