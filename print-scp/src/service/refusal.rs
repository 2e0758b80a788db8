//! Refusals: why a request was not done, and the one place where that becomes a status.

use dicom_core::Tag;
use filmdesk_dataset::DataSet;
use filmdesk_dimse::status::Status;
use filmdesk_dimse::uid::Uid;

/// Why a request was not done (PS3.7 Annex C, PS3.4 Annex H).
#[derive(Debug, Clone, PartialEq)]
pub enum Refusal {
    /// 0105: attributes that this SOP class does not have, where the peer's policy refuses them.
    NoSuchAttribute(Vec<Tag>),
    /// 0106: values that are not supported, and what would be right.
    InvalidValue(Offence),
    /// 0110: a rule of the session tree, in plain words.
    Processing(&'static str),
    /// 0111: an instance of this UID exists.
    DuplicateInstance(Uid),
    /// 0112: no instance of this UID exists.
    NoSuchInstance,
    /// 0114: attributes in Action Information, where the peer's policy refuses them.
    NoSuchArgument(Vec<Tag>),
    /// 0115: a value in Action Information that cannot be meant.
    InvalidArgument(Offence),
    /// 0117: the UID breaks PS3.5 9.1, or there is none where one is needed.
    InvalidInstance,
    /// 0118: unknown, or not among the classes of the presentation context.
    NoSuchClass,
    /// 0119: the instance is of another class, or belongs to another Meta's context.
    ClassInstanceConflict(&'static str),
    /// 0120: attributes that had to be there.
    MissingAttribute(Vec<Tag>),
    /// 0121: attributes that had to have a value.
    MissingValue(DataSet),
    /// 0122: a C-service on a context of print.
    ClassNotSupported,
    /// 0123: an Action Type other than 1.
    NoSuchAction(u16),
    /// 0124: this AE title may not print here.
    NotAuthorized,
    /// 0210: the Message ID is that of a request not yet answered.
    DuplicateInvocation,
    /// 0211: an operation that this SOP class does not have.
    UnrecognizedOperation,
    /// 0212: the command lacks an argument, or has one too many.
    MistypedArgument(&'static str),
    /// 0213: no room at present.
    ResourceLimit(&'static str),
    /// C600: no film box to print.
    NoFilmBox,
    /// C601: queue or disk full, of a film session.
    SessionQueueFull,
    /// C602: queue or disk full, of a film box.
    FilmQueueFull,
    /// C603: the image does not fit and may not be made to.
    ImageTooLarge(&'static str),
    /// C605: no room for the pixels.
    InsufficientMemory,
    /// C616: without collation, one film is printed before the next is made.
    UnprintedFilmBox,
}

/// Values that were refused, and a hint of what would be right.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Offence {
    /// Only the offending attributes, as they were sent.
    pub attributes: DataSet,
    /// Plain words.
    pub comment: String,
}

impl Offence {
    /// The offending attributes and why.
    pub fn new(attributes: DataSet, comment: impl Into<String>) -> Self {
        Self {
            attributes,
            comment: comment.into(),
        }
    }
}

impl Refusal {
    /// The status of the response: the one exhaustive match.
    pub fn status(&self) -> Status {
        match self {
            Self::NoSuchAttribute(_) => Status::NO_SUCH_ATTRIBUTE,
            Self::InvalidValue(_) => Status::INVALID_ATTRIBUTE_VALUE,
            Self::Processing(_) => Status::PROCESSING_FAILURE,
            Self::DuplicateInstance(_) => Status::DUPLICATE_SOP_INSTANCE,
            Self::NoSuchInstance => Status::NO_SUCH_SOP_INSTANCE,
            Self::NoSuchArgument(_) => Status::NO_SUCH_ARGUMENT,
            Self::InvalidArgument(_) => Status::INVALID_ARGUMENT_VALUE,
            Self::InvalidInstance => Status::INVALID_SOP_INSTANCE,
            Self::NoSuchClass => Status::NO_SUCH_SOP_CLASS,
            Self::ClassInstanceConflict(_) => Status::CLASS_INSTANCE_CONFLICT,
            Self::MissingAttribute(_) => Status::MISSING_ATTRIBUTE,
            Self::MissingValue(_) => Status::MISSING_ATTRIBUTE_VALUE,
            Self::ClassNotSupported => Status::SOP_CLASS_NOT_SUPPORTED,
            Self::NoSuchAction(_) => Status::NO_SUCH_ACTION,
            Self::NotAuthorized => Status::NOT_AUTHORIZED,
            Self::DuplicateInvocation => Status::DUPLICATE_INVOCATION,
            Self::UnrecognizedOperation => Status::UNRECOGNIZED_OPERATION,
            Self::MistypedArgument(_) => Status::MISTYPED_ARGUMENT,
            Self::ResourceLimit(_) => Status::RESOURCE_LIMITATION,
            Self::NoFilmBox => Status::FILM_SESSION_WITHOUT_FILM_BOX,
            Self::SessionQueueFull => Status::FILM_SESSION_QUEUE_FULL,
            Self::FilmQueueFull => Status::FILM_BOX_QUEUE_FULL,
            Self::ImageTooLarge(_) => Status::IMAGE_TOO_LARGE,
            Self::InsufficientMemory => Status::INSUFFICIENT_MEMORY,
            Self::UnprintedFilmBox => Status::UNPRINTED_FILM_BOX_EXISTS,
        }
    }

    /// What is wrong and what would be right, in plain words; 64 characters at most are sent.
    pub fn comment(&self) -> String {
        match self {
            Self::InvalidValue(offence) | Self::InvalidArgument(offence) => offence.comment.clone(),
            Self::NoSuchAttribute(tags) => format!("not supported here: {}", names(tags)),
            Self::NoSuchArgument(tags) => format!("Print has no argument {}", names(tags)),
            Self::MissingAttribute(tags) => format!("must be sent: {}", names(tags)),
            Self::MissingValue(data) => format!("needs a value: {}", names(&tags_of(data))),
            Self::NoSuchAction(number) => format!("Action Type {number}: only 1 (Print) is known"),
            Self::Processing(text)
            | Self::ClassInstanceConflict(text)
            | Self::MistypedArgument(text)
            | Self::ResourceLimit(text)
            | Self::ImageTooLarge(text) => (*text).to_owned(),
            other => other.fixed_comment().to_owned(),
        }
    }

    fn fixed_comment(&self) -> &'static str {
        match self {
            Self::DuplicateInstance(_) => "an instance of this UID exists already",
            Self::NoSuchInstance => "no instance of this UID exists on this association",
            Self::InvalidInstance => "UID: digits and dots, 64 at most, no leading zeros",
            Self::NoSuchClass => "SOP class is not of this presentation context",
            Self::ClassNotSupported => "C-services are not offered on print contexts",
            Self::NotAuthorized => "this AE title may not print here",
            Self::DuplicateInvocation => "a request of this Message ID is not answered yet",
            Self::UnrecognizedOperation => "this SOP class does not have this operation",
            Self::NoFilmBox => "create a film box before printing the session",
            Self::SessionQueueFull | Self::FilmQueueFull => "print queue is full, try again later",
            Self::InsufficientMemory => "no room for the pixels, try again later",
            Self::UnprintedFilmBox => "print or delete the film box before making another",
            _ => "refused",
        }
    }

    /// Attribute Identifier List (0000,1005) of the response.
    pub fn attribute_identifiers(&self) -> Vec<Tag> {
        match self {
            Self::NoSuchAttribute(tags)
            | Self::MissingAttribute(tags)
            | Self::NoSuchArgument(tags) => tags.clone(),
            _ => Vec::new(),
        }
    }

    /// The data set of the response: only the offending attributes.
    pub fn data_set(&self) -> Option<DataSet> {
        let data = match self {
            Self::InvalidValue(offence) | Self::InvalidArgument(offence) => &offence.attributes,
            Self::MissingValue(data) => data,
            _ => return None,
        };
        (!data.is_empty()).then(|| data.clone())
    }
}

/// The tags of a data set's top level.
pub(crate) fn tags_of(data: &DataSet) -> Vec<Tag> {
    data.iter().map(|(tag, _)| tag).collect()
}

/// Keywords of attributes, as PS3.6 has them.
pub(crate) fn names(tags: &[Tag]) -> String {
    let names: Vec<_> = tags
        .iter()
        .map(|tag| crate::attributes::keyword(*tag))
        .collect();
    names.join(" ")
}
