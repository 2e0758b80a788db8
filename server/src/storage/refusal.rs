//! Why an instance is not taken, and how a C-STORE is answered then (PS3.7 9.1.1.1.9,
//! PS3.4 B.2.3).

use std::io;

use filmdesk_archive::KeepError;
use filmdesk_dataset::scan::{ScanError, StreamError};
use filmdesk_dataset::{Tag, tags};
use filmdesk_dimse::status::Status;
use thiserror::Error;

/// Why an instance is not taken. No text of the data set is in it.
#[derive(Debug, Error)]
pub(crate) enum Refusal {
    /// A request with the Message ID of another one that is not answered yet.
    #[error("the message id is that of a request without an answer")]
    DuplicateInvocation,
    /// An operation that this context does not have.
    #[error("only C-STORE is served here")]
    UnrecognizedOperation,
    /// The command's SOP class is not that of its context.
    #[error("the SOP class is not that of the presentation context")]
    ClassNotOfContext,
    /// The command has no SOP Instance UID, or one that cannot be a UID.
    #[error("the SOP Instance UID is no UID")]
    InvalidInstance,
    /// A C-STORE without a data set.
    #[error("there is no data set")]
    NoDataSet,
    /// The disk, or the archive's share of it, is full.
    #[error("there is no room")]
    NoRoom,
    /// More than this program takes.
    #[error("{0}")]
    TooMuch(ScanError),
    /// The data set names another class or instance than the command.
    #[error("{attribute} in the data set is another than in the command")]
    Differs {
        /// In words.
        attribute: &'static str,
        /// The attribute.
        tag: Tag,
    },
    /// The bytes are no data set of their transfer syntax.
    #[error("{0}")]
    Unreadable(ScanError),
    /// A deflated data set that cannot be inflated.
    #[error("{0}")]
    BrokenDeflate(StreamError),
    /// The instance cannot be told where it belongs.
    #[error("{attribute} is missing")]
    Lacks {
        /// In words.
        attribute: &'static str,
        /// The attribute.
        tag: Tag,
    },
    /// The index cannot name the instance.
    #[error("{attribute} {rule}")]
    Unnameable {
        /// In words.
        attribute: &'static str,
        /// What is wrong with it.
        rule: &'static str,
    },
    /// Another data set has this SOP Instance UID, and senders are to hear of it.
    #[error("another data set has this SOP Instance UID; this one is kept apart")]
    Conflict,
    /// Our side failed.
    #[error("the archive failed: {0}")]
    Failed(String),
}

/// The data set does not parse.
const CANNOT_PARSE: Status = Status::CANNOT_UNDERSTAND;
/// A deflated data set cannot be inflated.
pub(super) const CANNOT_INFLATE: Status = Status(0xC001);
/// What says where the instance belongs is missing or wrong.
pub(super) const CANNOT_PLACE: Status = Status(0xC002);

impl Refusal {
    /// Why, for logs: with nothing of a value.
    pub(crate) fn bare(&self) -> String {
        match self {
            Self::TooMuch(error) | Self::Unreadable(error) => error.bare(),
            other => other.to_string(),
        }
    }

    /// Status (0000,0900).
    pub(crate) fn status(&self) -> Status {
        match self {
            Self::DuplicateInvocation => Status::DUPLICATE_INVOCATION,
            Self::UnrecognizedOperation => Status::UNRECOGNIZED_OPERATION,
            Self::ClassNotOfContext => Status::SOP_CLASS_NOT_SUPPORTED,
            Self::InvalidInstance => Status::INVALID_SOP_INSTANCE,
            Self::NoDataSet => Status::MISTYPED_ARGUMENT,
            Self::NoRoom | Self::TooMuch(_) => Status::OUT_OF_RESOURCES,
            Self::Differs { .. } => Status::DATA_SET_DOES_NOT_MATCH_SOP_CLASS,
            Self::Unreadable(_) => CANNOT_PARSE,
            Self::BrokenDeflate(_) => CANNOT_INFLATE,
            Self::Lacks { .. } | Self::Unnameable { .. } => CANNOT_PLACE,
            Self::Conflict => Status::DUPLICATE_SOP_INSTANCE,
            Self::Failed(_) => Status::PROCESSING_FAILURE,
        }
    }

    /// Offending Element (0000,0901).
    pub(crate) fn offending(&self) -> Option<Tag> {
        match self {
            Self::Differs { tag, .. } | Self::Lacks { tag, .. } => Some(*tag),
            Self::TooMuch(ScanError::Broken { tag, .. })
            | Self::Unreadable(ScanError::Broken { tag, .. }) => Some(*tag),
            _ => None,
        }
    }

    pub(crate) fn lacks(attribute: &'static str, tag: Tag) -> Self {
        Self::Lacks { attribute, tag }
    }

    pub(crate) fn differs(tag: Tag) -> Self {
        let attribute = match tag {
            tags::SOP_CLASS_UID => "SOP Class UID",
            _ => "SOP Instance UID",
        };
        Self::Differs { attribute, tag }
    }
}

impl From<ScanError> for Refusal {
    fn from(error: ScanError) -> Self {
        match error.rule() {
            Some(rule) if rule.is_limit() => Self::TooMuch(error),
            _ => Self::Unreadable(error),
        }
    }
}

impl From<StreamError> for Refusal {
    fn from(error: StreamError) -> Self {
        match error {
            StreamError::Scan(error) => error.into(),
            broken @ StreamError::Deflate { .. } => Self::BrokenDeflate(broken),
        }
    }
}

impl From<io::Error> for Refusal {
    fn from(error: io::Error) -> Self {
        KeepError::from(error).into()
    }
}

impl From<KeepError> for Refusal {
    fn from(error: KeepError) -> Self {
        use io::ErrorKind::{FileTooLarge, QuotaExceeded, StorageFull};
        match error {
            KeepError::NoRoom => Self::NoRoom,
            KeepError::Failed(error)
                if matches!(error.kind(), StorageFull | QuotaExceeded | FileTooLarge) =>
            {
                Self::NoRoom
            }
            KeepError::Inconsistent { attribute, rule } => Self::Unnameable { attribute, rule },
            other => Self::Failed(other.to_string()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_full_disk_is_out_of_resources_and_a_broken_one_is_not() {
        let full = Refusal::from(io::Error::from(io::ErrorKind::StorageFull));
        assert_eq!(full.status(), Status::OUT_OF_RESOURCES);
        let broken = Refusal::from(io::Error::other("the disk is gone"));
        assert_eq!(broken.status(), Status::PROCESSING_FAILURE);
        assert!(broken.to_string().contains("the disk is gone"));
    }
}
