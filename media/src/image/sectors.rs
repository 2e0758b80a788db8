//! Files in sectors of 2048 bytes, one after the other.

use super::ImageError;
use super::layout::{Layout, Part};
use crate::volume::VolumeFile;

/// Bytes of a sector of every optical disc.
pub(super) const SECTOR: u64 = 2048;

/// Where a file is: its first sector, and its bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Span {
    pub(super) sector: u32,
    pub(super) length: u64,
}

/// The places of files, in the order of the volume.
#[derive(Debug)]
pub(super) struct Extents {
    pub(super) spans: Vec<Span>,
    /// The sector that empty files share.
    pub(super) empty: u32,
    /// The sector after the last.
    pub(super) end: u32,
}

impl Extents {
    /// From a sector on. Empty files share a sector of zeros: some readers take a place outside
    /// of the data, or in a used one, for a defect.
    pub(super) fn of(files: &[VolumeFile], first: u64) -> Result<Self, ImageError> {
        let has_empty = files.iter().any(|file| file.length == 0);
        Self::with_empty(files, first, has_empty)
    }

    /// The same, with that sector if it is wanted.
    pub(super) fn with_empty(
        files: &[VolumeFile],
        first: u64,
        has_empty: bool,
    ) -> Result<Self, ImageError> {
        let empty = checked(first)?;
        let mut next = first + u64::from(has_empty);
        let mut spans = Vec::with_capacity(files.len());
        for file in files {
            let sector = match file.length {
                0 => empty,
                _ => checked(next)?,
            };
            spans.push(Span {
                sector,
                length: file.length,
            });
            next += file.length.div_ceil(SECTOR);
        }
        let end = checked(next)?;
        Ok(Self { spans, empty, end })
    }
}

/// A sector's number, which has 32 bits everywhere.
pub(super) fn checked(sector: u64) -> Result<u32, ImageError> {
    u32::try_from(sector).map_err(|_| ImageError::TooLarge {
        what: format!("the volume has {sector} sectors, and an optical disc at most 4294967295"),
    })
}

/// Puts the files in an image that begins at a sector of the disc.
pub(super) fn place_files(files: &[VolumeFile], spans: &[Span], start: u32, layout: &mut Layout) {
    let placed = files.iter().zip(spans).enumerate();
    for (file, (_, span)) in placed.filter(|(_, (file, _))| file.length > 0) {
        let at = u64::from(span.sector - start) * SECTOR;
        layout.place(at, span.length, Part::File(file));
    }
}
