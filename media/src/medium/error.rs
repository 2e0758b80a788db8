//! Why a medium is not read.

use std::io;

use thiserror::Error;

/// Why a medium is not read.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum OpenError {
    /// No file system that is known here.
    #[error("neither ISO 9660, UDF, FAT nor ZIP")]
    Unknown,
    /// A file system that is known and not read.
    #[error("{0} is not read")]
    Unsupported(&'static str),
    /// The file system is broken.
    #[error("{what} at byte {offset} is broken")]
    Broken {
        /// The structure.
        what: &'static str,
        /// Where it was looked for.
        offset: u64,
    },
    /// More files than any medium has.
    #[error("more than {0} files and folders")]
    TooMany(usize),
    /// A ZIP is encrypted.
    #[error("the ZIP is encrypted and the password is missing")]
    NoPassword,
    /// The password is that of another ZIP.
    #[error("the ZIP is encrypted and the password is wrong")]
    WrongPassword,
    /// The central directory of a ZIP is broken.
    #[error("the ZIP is broken: {0}")]
    Zip(String),
    /// Reading failed.
    #[error("reading the medium failed: {0}")]
    Io(#[from] io::Error),
}
