//! Where discs go: burners, folders of sticks, image files, robots.

pub mod burner;
pub mod folder;
pub mod image_file;
pub mod robot;

use std::io;

use thiserror::Error;

/// Why a medium was not made. Each is a state of its own, with what to do about it.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum DeviceError {
    /// xorriso is not there.
    #[error("xorriso is not installed")]
    NoProgram,
    /// No such drive, or it is taken.
    #[error("the drive does not answer: {0}")]
    NoDrive(String),
    /// The drive is empty.
    #[error("there is no disc in the drive")]
    NoMedium,
    /// What is in the drive or folder was written before.
    #[error("the medium is not blank ({kind})")]
    NotBlank {
        /// What it is.
        kind: String,
    },
    /// What is in the drive takes no further session.
    #[error("the disc takes no further session ({kind})")]
    NotAppendable {
        /// What it is.
        kind: String,
    },
    /// The medium is too small, known before writing.
    #[error("{needed} bytes do not fit: the medium has {free}")]
    TooSmall {
        /// Bytes of the image.
        needed: u64,
        /// Bytes of the medium.
        free: u64,
    },
    /// The medium was full while it was written.
    #[error("the medium was full before its end: {0}")]
    Full(String),
    /// The drive went away while it wrote.
    #[error("the drive was lost while it wrote: {0}")]
    DriveLost(String),
    /// The drive could not write.
    #[error("the drive could not write: {0}")]
    WriteError(String),
    /// Somebody ended it.
    #[error("cancelled")]
    Cancelled,
    /// What was to be written could not be read.
    #[error("the source failed: {0}")]
    Source(io::Error),
    /// What was read back is not what was written.
    #[error("read back, the medium differs from what was written: {0}")]
    Differs(String),
}

impl DeviceError {
    /// The name of the state, for jobs and programs.
    pub fn state(&self) -> &'static str {
        match self {
            Self::NoProgram => "no-program",
            Self::NoDrive(_) => "no-drive",
            Self::NoMedium => "no-medium",
            Self::NotBlank { .. } => "not-blank",
            Self::NotAppendable { .. } => "not-appendable",
            Self::TooSmall { .. } => "too-small",
            Self::Full(_) => "medium-full",
            Self::DriveLost(_) => "drive-lost",
            Self::WriteError(_) => "write-error",
            Self::Cancelled => "cancelled",
            Self::Source(_) => "source-failed",
            Self::Differs(_) => "verify-failed",
        }
    }

    /// What the person at the drive does before Retry.
    pub fn remedy(&self) -> &'static str {
        match self {
            Self::NoProgram => "install the Debian package xorriso",
            Self::NoDrive(_) => "check the drive's cable and name, or that no other program has it",
            Self::NoMedium => "insert a blank disc",
            Self::NotBlank { .. } => "insert a blank disc (or empty the folder)",
            Self::NotAppendable { .. } => {
                "insert a disc whose first session was burned with --leave-open"
            }
            Self::TooSmall { .. } => {
                "take a larger medium, or let the order span several (--split)"
            }
            Self::Full(_) | Self::WriteError(_) | Self::Differs(_) => {
                "throw this disc away and insert a new one"
            }
            Self::DriveLost(_) => "check the drive, throw this disc away and insert a new one",
            Self::Cancelled => "start again when you like; a disc begun is not good",
            Self::Source(_) => "see the file named; the disc begun is not good",
        }
    }

    fn of_program(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::NotFound => Self::NoProgram,
            _ => Self::NoDrive(error.to_string()),
        }
    }
}
