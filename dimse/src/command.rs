//! The command set of a DIMSE message, typed (PS3.7 clauses 9, 10 and Annex E).

use dicom_core::Tag;

use crate::status::Status;
use crate::uid::{Uid, UidField};

/// An operation or notification of PS3.7, without the direction of the message.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs)] // the variants are the standard's own names
pub enum Operation {
    CStore,
    CGet,
    CFind,
    CMove,
    CEcho,
    NEventReport,
    NGet,
    NSet,
    NAction,
    NCreate,
    NDelete,
}

/// Command Field (0000,0100) by operation, for requests (PS3.7 Table E.1-1).
const REQUEST_FIELDS: [(Operation, u16, &str); 11] = [
    (Operation::CStore, 0x0001, "C-STORE"),
    (Operation::CGet, 0x0010, "C-GET"),
    (Operation::CFind, 0x0020, "C-FIND"),
    (Operation::CMove, 0x0021, "C-MOVE"),
    (Operation::CEcho, 0x0030, "C-ECHO"),
    (Operation::NEventReport, 0x0100, "N-EVENT-REPORT"),
    (Operation::NGet, 0x0110, "N-GET"),
    (Operation::NSet, 0x0120, "N-SET"),
    (Operation::NAction, 0x0130, "N-ACTION"),
    (Operation::NCreate, 0x0140, "N-CREATE"),
    (Operation::NDelete, 0x0150, "N-DELETE"),
];
/// The bit that makes a request's Command Field that of its response.
const RESPONSE_BIT: u16 = 0x8000;
const CANCEL_FIELD: u16 = 0x0FFF;

impl Operation {
    fn row(self) -> (Operation, u16, &'static str) {
        REQUEST_FIELDS
            .into_iter()
            .find(|row| row.0 == self)
            .unwrap_or(REQUEST_FIELDS[0])
    }

    /// The standard's name, such as `N-CREATE`.
    pub fn name(self) -> &'static str {
        self.row().2
    }

    /// Whether requests carry Requested (not Affected) SOP Class and Instance UIDs (PS3.7 10.1).
    pub(crate) fn uses_requested_uids(self) -> bool {
        matches!(
            self,
            Self::NGet | Self::NSet | Self::NAction | Self::NDelete
        )
    }
}

/// Command Field (0000,0100).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum CommandField {
    /// A request of one of the operations known to PS3.7.
    Request(Operation),
    /// The response to one.
    Response(Operation),
    /// C-CANCEL-RQ: has no response of its own.
    Cancel,
    /// A number that PS3.7 does not know; a request (bit 15 clear) is answered with 0211.
    Unknown(u16),
}

impl CommandField {
    /// Sorts a number into its kind.
    pub fn from_code(code: u16) -> Self {
        let known = |field| {
            REQUEST_FIELDS
                .into_iter()
                .find(|row| row.1 == field)
                .map(|row| row.0)
        };
        match (code, known(code & !RESPONSE_BIT)) {
            (CANCEL_FIELD, _) => Self::Cancel,
            (_, Some(operation)) if code & RESPONSE_BIT == 0 => Self::Request(operation),
            (_, Some(operation)) => Self::Response(operation),
            _ => Self::Unknown(code),
        }
    }

    /// The number on the wire.
    pub fn code(self) -> u16 {
        match self {
            Self::Request(operation) => operation.row().1,
            Self::Response(operation) => operation.row().1 | RESPONSE_BIT,
            Self::Cancel => CANCEL_FIELD,
            Self::Unknown(code) => code,
        }
    }

    /// Whether the peer of this message must answer it.
    pub fn expects_response(self) -> bool {
        match self {
            Self::Request(_) => true,
            Self::Response(_) | Self::Cancel => false,
            Self::Unknown(code) => code & RESPONSE_BIT == 0,
        }
    }

    /// Whether this is a response (known or not).
    pub fn is_response(self) -> bool {
        self.code() & RESPONSE_BIT != 0
    }

    /// The Command Field of the response to this request.
    pub fn response(self) -> Self {
        Self::from_code(self.code() | RESPONSE_BIT)
    }

    /// The operation, when it is a known one.
    pub fn operation(self) -> Option<Operation> {
        match self {
            Self::Request(operation) | Self::Response(operation) => Some(operation),
            Self::Cancel | Self::Unknown(_) => None,
        }
    }
}

/// Shown as PS3.7 writes it: `N-CREATE-RQ`, `N-CREATE-RSP`, `C-CANCEL-RQ`, `unknown 0ABC`.
impl std::fmt::Display for CommandField {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Request(operation) => write!(f, "{}-RQ", operation.name()),
            Self::Response(operation) => write!(f, "{}-RSP", operation.name()),
            Self::Cancel => f.write_str("C-CANCEL-RQ"),
            Self::Unknown(code) => write!(f, "unknown {code:04X}"),
        }
    }
}

/// Priority (0000,0700).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
#[allow(missing_docs)]
pub enum Priority {
    Low,
    #[default]
    Medium,
    High,
}

impl Priority {
    pub(crate) fn from_code(code: u16) -> Option<Self> {
        match code {
            0 => Some(Self::Medium),
            1 => Some(Self::High),
            2 => Some(Self::Low),
            _ => None,
        }
    }

    pub(crate) fn code(self) -> u16 {
        match self {
            Self::Medium => 0,
            Self::High => 1,
            Self::Low => 2,
        }
    }
}

/// Numbers of sub-operations in C-GET and C-MOVE responses (0000,1020 to 1023).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[allow(missing_docs)]
pub struct SubOperations {
    pub remaining: Option<u16>,
    pub completed: Option<u16>,
    pub failed: Option<u16>,
    pub warning: Option<u16>,
}

/// One command set. What an operation does not carry is `None` or empty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Command {
    /// Command Field (0000,0100).
    pub field: CommandField,
    /// Of a request: Message ID (0000,0110). Of a response or C-CANCEL: Message ID
    /// Being Responded To (0000,0120).
    pub message_id: u16,
    /// Affected (0000,0002) or Requested (0000,0003) SOP Class UID, whichever the operation has.
    pub sop_class_uid: Option<UidField>,
    /// Affected (0000,1000) or Requested (0000,1001) SOP Instance UID; absent and empty are `None`.
    pub sop_instance_uid: Option<UidField>,
    /// Status (0000,0900); every response has one.
    pub status: Option<Status>,
    /// Whether a data set follows (Command Data Set Type (0000,0800) other than 0101H).
    pub has_data_set: bool,
    /// Priority (0000,0700) of C-STORE, C-FIND, C-GET, C-MOVE.
    pub priority: Option<Priority>,
    /// Event Type ID (0000,1002).
    pub event_type: Option<u16>,
    /// Action Type ID (0000,1008).
    pub action_type: Option<u16>,
    /// Attribute Identifier List (0000,1005): of an N-GET what is asked for, of a
    /// response with 0105, 0107, 0120 what is wrong.
    pub attribute_identifiers: Vec<Tag>,
    /// Offending Element (0000,0901) of C-services.
    pub offending_elements: Vec<Tag>,
    /// Error Comment (0000,0902): written with at most 64 characters of ASCII.
    pub error_comment: Option<String>,
    /// Error ID (0000,0903).
    pub error_id: Option<u16>,
    /// Move Destination (0000,0600).
    pub move_destination: Option<String>,
    /// Move Originator AE Title (0000,1030) and Message ID (0000,1031) of a C-STORE sub-operation.
    pub move_originator: Option<(String, u16)>,
    /// Sub-operation counts.
    pub sub_operations: SubOperations,
}

impl Command {
    /// A message of this kind with nothing but its number.
    pub fn new(field: CommandField, message_id: u16) -> Self {
        Self {
            field,
            message_id,
            sop_class_uid: None,
            sop_instance_uid: None,
            status: None,
            has_data_set: false,
            priority: None,
            event_type: None,
            action_type: None,
            attribute_identifiers: Vec::new(),
            offending_elements: Vec::new(),
            error_comment: None,
            error_id: None,
            move_destination: None,
            move_originator: None,
            sub_operations: SubOperations::default(),
        }
    }

    /// A request upon a SOP class (and instance, where there is one already).
    pub fn request(
        operation: Operation,
        message_id: u16,
        sop_class: Uid,
        sop_instance: Option<Uid>,
    ) -> Self {
        let composite = matches!(
            operation,
            Operation::CStore | Operation::CGet | Operation::CFind | Operation::CMove
        );
        Self {
            sop_class_uid: Some(sop_class.into()),
            sop_instance_uid: sop_instance.map(UidField::Valid),
            priority: composite.then(Priority::default),
            ..Self::new(CommandField::Request(operation), message_id)
        }
    }

    /// The response to this request: its number, and the class, instance, event and action
    /// types that PS3.7 wants repeated. UIDs of bad form are not repeated.
    pub fn response(&self, status: Status) -> Self {
        let repeated = |uid: &Option<UidField>| uid.as_ref().and_then(UidField::valid).cloned();
        Self {
            sop_class_uid: repeated(&self.sop_class_uid).map(UidField::Valid),
            sop_instance_uid: repeated(&self.sop_instance_uid).map(UidField::Valid),
            status: Some(status),
            event_type: self.event_type,
            action_type: self.action_type,
            ..Self::new(self.field.response(), self.message_id)
        }
    }

    /// The same with an Error Comment; what is over 64 characters is cut at a character's end.
    #[must_use]
    pub fn with_comment(mut self, comment: impl Into<String>) -> Self {
        self.error_comment = Some(comment.into());
        self
    }

    /// The operation, when it is a known one.
    pub fn operation(&self) -> Option<Operation> {
        self.field.operation()
    }
}
