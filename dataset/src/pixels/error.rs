//! Why a frame was not decoded.

use std::io;

use dicom_core::Tag;
use thiserror::Error;

/// A frame that was not decoded.
#[derive(Debug, Error)]
pub enum PixelError {
    /// The data set has no Pixel Data.
    #[error("there is no pixel data")]
    NoPixelData,
    /// An attribute of the Image Pixel Module (PS3.3 C.7.6.3) is missing or has a value that
    /// no image can have.
    #[error("{0} is missing or impossible")]
    Attribute(Tag),
    /// There is no such frame.
    #[error("frame {frame} of {frames} does not exist")]
    NoFrame {
        /// The frame asked for, from 0.
        frame: u32,
        /// Frames that there are.
        frames: u32,
    },
    /// The image is larger than this program decodes.
    #[error("{rows} x {columns} x {samples} samples are more than are decoded")]
    TooLarge {
        /// Rows.
        rows: u32,
        /// Columns.
        columns: u32,
        /// Samples per Pixel.
        samples: u16,
    },
    /// Pixel Data are shorter than the attributes say.
    #[error("pixel data has {actual} bytes, {needed} are needed")]
    TooShort {
        /// Bytes needed up to the end of the frame.
        needed: u64,
        /// Bytes there.
        actual: u64,
    },
    /// The fragments cannot be told apart into frames (PS3.5 A.4).
    #[error("the fragments do not make {0} frames")]
    Fragments(u32),
    /// The transfer syntax is not decoded by this program.
    #[error("pixel data in {name} ({uid}) cannot be decoded")]
    Unsupported {
        /// Transfer Syntax UID.
        uid: String,
        /// Its name, where it is known.
        name: &'static str,
    },
    /// The compressed image is not the one that the data set describes.
    #[error("the compressed image says {found}, the data set {expected} for {what}")]
    Mismatch {
        /// What differs.
        what: &'static str,
        /// In the compressed image.
        found: u32,
        /// In the data set.
        expected: u32,
    },
    /// The compressed bytes are damaged or use what the decoder has not.
    #[error("{codec}: {reason}")]
    Codec {
        /// The compression.
        codec: &'static str,
        /// What the decoder said.
        reason: String,
    },
    /// Reading Pixel Data failed.
    #[error("reading pixel data failed: {0}")]
    Io(#[from] io::Error),
}

impl PixelError {
    pub(super) fn codec(codec: &'static str, reason: impl ToString) -> Self {
        Self::Codec {
            codec,
            reason: reason.to_string(),
        }
    }
}

/// Errors unless a number of the compressed image is that of the data set.
pub(super) fn expect(what: &'static str, found: u32, expected: u32) -> Result<(), PixelError> {
    if found == expected {
        Ok(())
    } else {
        Err(PixelError::Mismatch {
            what,
            found,
            expected,
        })
    }
}
