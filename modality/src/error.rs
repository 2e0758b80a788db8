//! Why an emulated console could not go on.

use std::io;
use std::path::PathBuf;
use std::time::Duration;

use filmdesk_dataset::encode::EncodeError;
use filmdesk_dataset::scan::ScanError;
use filmdesk_dimse::association::SendError;
use filmdesk_dimse::event::AbortCause;
use filmdesk_dimse::pdu::Rejection;
use filmdesk_dimse::requestor::RequestError;
use thiserror::Error;

/// A conversation that broke. A status of failure is no error: it is an answer.
#[derive(Debug, Error)]
pub enum ConsoleError {
    /// No connection.
    #[error("cannot connect to {address}: {source}")]
    Connect {
        /// What was called.
        address: String,
        /// Why not.
        source: io::Error,
    },
    /// The proposal cannot be written.
    #[error(transparent)]
    Request(#[from] RequestError),
    /// An AE title that is none.
    #[error(transparent)]
    Title(#[from] filmdesk_dimse::ae_title::InvalidAeTitle),
    /// A-ASSOCIATE-RJ.
    #[error("association rejected: {0}")]
    Rejected(Rejection),
    /// A-ABORT, or the connection was lost.
    #[error("association broke: {0}")]
    Aborted(AbortCause),
    /// The printer ended the association in order.
    #[error("the peer released the association")]
    Released,
    /// A message was not sent.
    #[error(transparent)]
    Send(#[from] SendError),
    /// A request was not answered.
    #[error("no response to {0} in time")]
    NoResponse(&'static str),
    /// A response to another operation, or with another Message ID.
    #[error("{found} came as the answer to {expected}")]
    WrongResponse {
        /// What was asked.
        expected: &'static str,
        /// What came.
        found: String,
    },
    /// No accepted context serves this SOP class.
    #[error("no accepted presentation context serves {0}")]
    NoContext(String),
    /// The transfer syntax of an accepted context is none that was proposed.
    #[error("transfer syntax {0} was accepted and cannot be written")]
    TransferSyntax(String),
    /// A data set that cannot be written.
    #[error(transparent)]
    Encode(#[from] EncodeError),
    /// A data set of the printer that cannot be read.
    #[error("the data set of {message} cannot be read: {source}")]
    Scan {
        /// Of which message.
        message: String,
        /// Why.
        source: ScanError,
    },
    /// A data set longer than is kept.
    #[error("the data set of {0} is too long")]
    TooLong(String),
}

/// A film that was not printed.
#[derive(Debug, Error)]
pub enum PrintError {
    /// The conversation broke.
    #[error(transparent)]
    Console(#[from] ConsoleError),
    /// The printer answered with a failure.
    #[error("{operation} was answered with {status}{}", comment.as_deref().map(|text| format!(": {text}")).unwrap_or_default())]
    Refused {
        /// What was asked, such as `N-CREATE Basic Film Box`.
        operation: String,
        /// The answer.
        status: filmdesk_dimse::status::Status,
        /// The printer's Error Comment.
        comment: Option<String>,
    },
    /// A response without an attribute that it must have.
    #[error("the response to {operation} lacks {attribute}")]
    Incomplete {
        /// What was asked.
        operation: String,
        /// The missing attribute's name.
        attribute: &'static str,
    },
    /// There is nothing to print.
    #[error("there is no image to print")]
    NoImage,
    /// An image that cannot be printed.
    #[error(transparent)]
    Source(#[from] SourceError),
    /// The Print Job failed.
    #[error("the print job failed: {0}")]
    JobFailed(String),
    /// The Print Job did not end in time.
    #[error("the print job did not end within {} s", .0.as_secs())]
    JobPending(Duration),
}

/// An image that cannot be had.
#[derive(Debug, Error)]
pub enum SourceError {
    /// A file or folder cannot be opened or read.
    #[error("{}: {source}", path.display())]
    Io {
        /// Which.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// No DICOM file, or one that is broken.
    #[error("{}: {reason}", path.display())]
    File {
        /// Which.
        path: PathBuf,
        /// Why.
        reason: String,
    },
    /// A pattern of impossible size.
    #[error(transparent)]
    Pattern(#[from] filmdesk_calibration::pattern::InvalidPattern),
    /// Text that cannot be drawn.
    #[error("burning text in failed: {0}")]
    Text(String),
}
