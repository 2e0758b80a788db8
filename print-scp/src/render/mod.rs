//! Films as PDF, PNG, TIFF and PWG raster.
//!
//! ```text
//! FilmSheet + Renderer -> PreparedFilm: places, tables, texts set
//!   pdf::PdfDocument   images at their native matrix, text as text
//!   raster             the film resampled, band by band -> png, tiff, pwg
//! ```
//!
//! Pixels are read in bands through [`PixelStore`]; no image is ever held whole. Gray pixels go
//! through the calibration chain's display table; colour pixels go as they are (PS3.4 H.2.1 has
//! no Presentation LUT for them), only Polarity inverts them.

pub mod pdf;
pub mod png;
mod prepare;
pub mod pwg;
pub mod raster;
mod source;
mod store;
pub mod tiff;

use std::io;

use filmdesk_calibration::density::{InvalidDensityRange, InvalidViewingCondition};
use filmdesk_calibration::display::TargetDisplay;
use filmdesk_fonts::{RasterError, SubsetError, TypesetError, Typesetter};
use thiserror::Error;

use crate::film::compose::ComposeError;
use crate::printer::PrinterProfile;
use crate::sheet::{FilmSheet, PixelRef};
use crate::terms::MediumType;

pub use prepare::PreparedFilm;
pub use store::MemoryStore;

/// Where the pixels of a film are.
pub trait PixelStore: Send + Sync {
    /// Fills `buffer` from byte `offset` of a value. Fewer bytes are an error
    /// ([`io::ErrorKind::UnexpectedEof`]).
    fn read_at(&self, pixels: PixelRef, offset: u64, buffer: &mut [u8]) -> io::Result<()>;
}

/// All that a printer's films have in common.
#[derive(Clone, Copy)]
pub struct Renderer<'a> {
    /// The printer.
    pub printer: &'a PrinterProfile,
    /// Sets annotations.
    pub typesetter: &'a Typesetter,
    /// The pixels.
    pub pixels: &'a dyn PixelStore,
    /// The screen for which grays are made.
    pub display: TargetDisplay,
}

/// A film that could not be made.
#[derive(Debug, Error)]
pub enum RenderError {
    /// The sheet does not suit the printer.
    #[error(transparent)]
    Compose(#[from] ComposeError),
    /// Min Density is not below Max Density.
    #[error(transparent)]
    Density(#[from] InvalidDensityRange),
    /// Illumination or Reflected Ambient Light.
    #[error(transparent)]
    Viewing(#[from] InvalidViewingCondition),
    /// An image's description contradicts itself.
    #[error("image box position {position}: {reason}")]
    Image {
        /// Image Box Position.
        position: u16,
        /// What is wrong.
        reason: InvalidImage,
    },
    /// An image's pixels could not be read.
    #[error("image box position {position}: pixels are not readable")]
    Pixels {
        /// Image Box Position.
        position: u16,
        /// What the store said.
        source: io::Error,
    },
    /// An annotation cannot be set.
    #[error("annotation position {position}: {source}")]
    Text {
        /// Annotation Position.
        position: u16,
        /// Why.
        source: TypesetError,
    },
    /// An annotation cannot be drawn as pixels.
    #[error(transparent)]
    TextRaster(#[from] RasterError),
    /// A face cannot be embedded.
    #[error(transparent)]
    Subset(#[from] SubsetError),
    /// A raster larger than [`raster::MAX_RASTER_SIDE`] or smaller than a pixel.
    #[error("raster of {width} x {height} pixels")]
    RasterSize {
        /// Pixels across.
        width: u64,
        /// Pixels down.
        height: u64,
    },
    /// An encoder refused.
    #[error("{format} encoder: {reason}")]
    Encode {
        /// Which.
        format: &'static str,
        /// What it said.
        reason: String,
    },
    /// The output could not be written.
    #[error("film is not writable")]
    Write(#[from] io::Error),
}

impl RenderError {
    /// Whether another attempt may succeed: reading or writing failed, not the film.
    pub fn is_transient(&self) -> bool {
        matches!(self, Self::Pixels { .. } | Self::Write(_))
    }
}

/// What is wrong with an image's description.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum InvalidImage {
    /// Bits Allocated, Bits Stored and High Bit do not go together.
    #[error("{allocated} bits allocated, {stored} stored, high bit {high}")]
    Bits {
        /// Bits Allocated.
        allocated: u16,
        /// Bits Stored.
        stored: u16,
        /// High Bit.
        high: u16,
    },
    /// No rows or no columns.
    #[error("{rows} rows, {columns} columns")]
    Empty {
        /// Rows.
        rows: u16,
        /// Columns.
        columns: u16,
    },
    /// Fewer bytes than Rows and Columns need.
    #[error("{actual} bytes of pixels, {needed} needed")]
    Length {
        /// Bytes needed.
        needed: u64,
        /// Bytes there.
        actual: u64,
    },
    /// A curve that the printer's table has not.
    #[error("no curve {0:?}")]
    Curve(String),
    /// A Presentation LUT that is none.
    #[error("presentation lut: {0}")]
    Lut(String),
}

impl<'a> Renderer<'a> {
    /// Composes a film, makes its tables and sets its texts. Cheap: no pixels are read.
    pub fn prepare(
        &self,
        sheet: &'a FilmSheet,
        medium: MediumType,
    ) -> Result<PreparedFilm<'a>, RenderError> {
        PreparedFilm::new(*self, sheet, medium)
    }
}
