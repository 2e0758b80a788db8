//! Media images (PS3.12), planned first, then written once, front to back.

use std::io::{self, Write};
use std::ops::ControlFlow;

use thiserror::Error;

use crate::volume::{ContentSource, Volume};

/// A form of image.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ImageFormat {
    /// ISO 9660 level 1 with Joliet beside it: CD-R.
    Iso,
    /// The same with UDF 1.02 as a bridge: DVD.
    IsoUdf,
    /// UDF alone: BD.
    Udf,
    /// FAT16, for MMC, SD and small sticks.
    Fat16,
    /// FAT32: USB, CF.
    Fat32,
    /// ZIP, stored.
    Zip,
}

/// An image of which every byte has its place.
#[derive(Debug)]
pub struct ImagePlan {}

/// Why there is no plan.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum ImageError {
    /// A name that the format does not take.
    #[error("{path}: {rule}")]
    Name {
        /// The file.
        path: String,
        /// The rule broken.
        rule: &'static str,
    },
    /// More than the format holds.
    #[error("{what}")]
    TooLarge {
        /// What is too large, in words.
        what: String,
    },
}

/// Plans the image of a volume.
pub fn plan(volume: &Volume, format: ImageFormat) -> Result<ImagePlan, ImageError> {
    let _ = (volume, format);
    unimplemented!("helper D")
}

impl ImagePlan {
    /// Bytes of the image, exactly.
    pub fn length(&self) -> u64 {
        unimplemented!("helper D")
    }

    /// Writes the image. `progress` is told the bytes written so far, at least once per MiB, and
    /// may end the writing (`ErrorKind::Interrupted`). A content that is shorter or longer than
    /// its planned length is an error that names the file.
    pub fn write(
        &self,
        source: &dyn ContentSource,
        out: &mut dyn Write,
        progress: &mut dyn FnMut(u64) -> ControlFlow<()>,
    ) -> io::Result<()> {
        let _ = (source, out, progress);
        unimplemented!("helper D")
    }
}
