//! What an association tells its driver.

use crate::ae_title::AeTitle;
use crate::command::Command;
use crate::command_set::{Defect, InvalidCommand};
use crate::identity::UserIdentity;
use crate::pdu::{ProviderReason, Rejection};
use crate::presentation::{
    AcceptedContext, ContextAnswer, ContextId, ProposedContext, RoleSelection,
};
use crate::status::Status;

/// Something happened on the association.
#[derive(Debug, PartialEq, Eq)]
#[allow(clippy::large_enum_variant)] // lives for one turn of the driver's loop
pub enum Event<'a> {
    /// Acceptor: answer with `accept` or `reject`. No event follows before that, except
    /// that the peer went away.
    AssociationRequested(Box<AssociationRequest>),
    /// Acceptor: a request was rejected without asking: it did not parse, or its
    /// application context, protocol version or AE titles cannot be. Only for the log.
    Refused(Rejection),
    /// Requestor: the association stands.
    Established(Box<AssociationAccept>),
    /// Requestor: it was refused; [`Event::Closed`] follows.
    Rejected(Rejection),
    /// A whole command set. When `command.has_data_set`, [`Event::Data`] follow.
    Command {
        /// The accepted context it came on.
        context: ContextId,
        /// The message.
        command: Command,
        /// Whether it may be served.
        standing: Standing,
    },
    /// The next bytes of the data set that belongs to the last command, as they arrived.
    Data {
        /// The context of the command.
        context: ContextId,
        /// Possibly empty when `last`; never longer than the receive buffer.
        fragment: &'a [u8],
        /// The data set ends here.
        last: bool,
    },
    /// A request whose command set does not parse was answered with 0212 by the
    /// association itself; its data set is skipped. Only for the log.
    Mistyped {
        /// The context it came on.
        context: ContextId,
        /// What was wrong.
        invalid: InvalidCommand,
        /// The answer that was sent.
        status: Status,
    },
    /// The peer is done. Messages may still be sent; `release` answers.
    ReleaseRequested,
    /// The association ended in order.
    Released,
    /// The association broke, by either side.
    Aborted(AbortCause),
    /// A request of ours was not answered in time (once per request; a late answer comes
    /// as [`Standing::Unsolicited`]).
    ResponseTimeout {
        /// Its Message ID.
        message_id: u16,
    },
    /// Send what is left to send, then close the connection. Nothing follows.
    Closed(Closing),
}

/// How a command stands to those before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Standing {
    /// A request with a free Message ID, or a response that was awaited.
    InOrder,
    /// A request whose Message ID is that of another one that had no answer yet when this
    /// one arrived: answer it with 0210 (Duplicate Invocation), after taking its data set.
    Duplicate,
    /// A response to nothing that was asked.
    Unsolicited,
}

/// Why the connection is to be closed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Closing {
    /// Both sides are done, or the peer closed it.
    Done,
    /// ARTIM ran out: no whole A-ASSOCIATE-RQ came, or the peer did not close.
    ArtimExpired,
}

/// Which clock ran out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[allow(missing_docs)]
pub enum Timer {
    Artim,
    Idle,
    Message,
    Output,
}

impl std::fmt::Display for Timer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Artim => "the association was not answered or released in time",
            Self::Idle => "nothing was asked for too long",
            Self::Message => "the peer stalled within a message",
            Self::Output => "the peer does not read what was sent",
        })
    }
}

/// Why an association broke.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum AbortCause {
    /// The peer sent A-ABORT.
    #[error("peer aborted with source {source_code}, reason {reason}")]
    Peer {
        /// 0 service-user, 2 service-provider.
        source_code: u8,
        /// Significant for source 2 (PS3.8 Table 9-26).
        reason: u8,
    },
    /// The connection ended without release.
    #[error("connection lost")]
    ConnectionLost,
    /// We aborted because the peer broke the protocol.
    #[error("{0}")]
    Violation(#[from] Violation),
    /// We aborted because a clock ran out.
    #[error("{0}")]
    TimedOut(Timer),
}

/// A breach of PS3.7 or PS3.8 by the peer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Violation {
    /// A PDU type outside 01H to 07H.
    #[error("PDU type {0:02X} is not recognized")]
    UnrecognizedPdu(u8),
    /// A PDU that has no place in this state.
    #[error("{0} is not expected now")]
    UnexpectedPdu(&'static str),
    /// A release in the midst of a message.
    #[error("A-RELEASE-RQ came within a message")]
    ReleaseWithinMessage,
    /// A P-DATA-TF longer than announced.
    #[error("P-DATA-TF of {length} bytes is over the announced maximum of {maximum}")]
    PduTooLong {
        /// Its length field.
        length: u32,
        /// Ours.
        maximum: u32,
    },
    /// A length field that cannot be.
    #[error("{pdu} has the length {length}")]
    PduLength {
        /// The kind of PDU.
        pdu: &'static str,
        /// Its length field.
        length: u32,
    },
    /// A PDV without header, or beyond its PDU.
    #[error("presentation data value of {length} bytes in {left} bytes of PDU")]
    PdvLength {
        /// Its length field.
        length: u32,
        /// What the PDU has left for it.
        left: u32,
    },
    /// A context that was not accepted.
    #[error("presentation context {0} was not accepted")]
    UnknownContext(u8),
    /// A fragment of another context within a message.
    #[error("a fragment of presentation context {found} came within a message of {expected}")]
    Interleaved {
        /// The context of the message.
        expected: u8,
        /// The context of the fragment.
        found: u8,
    },
    /// A data set fragment where a command is due.
    #[error("a data set fragment came without a command")]
    DataWithoutCommand,
    /// A command fragment where a data set fragment is due.
    #[error("a command fragment came within a data set")]
    CommandWithinData,
    /// A command set that is too long, or that cannot be answered.
    #[error("command set is invalid: {0}")]
    InvalidCommand(Defect),
    /// More unanswered requests than can be kept.
    #[error("more than 64 requests are unanswered")]
    TooManyRequests,
    /// A peer that announced a maximum PDU length of 1 to 7 is owed an answer.
    #[error("maximum PDU length {0} leaves no room for data")]
    NoRoomForData(u32),
    /// An A-ASSOCIATE-AC that does not parse or does not fit the request.
    #[error("A-ASSOCIATE-AC does not fit: {0}")]
    InvalidAccept(&'static str),
}

impl Violation {
    /// The reason that our A-ABORT gives (PS3.8 Table 9-26).
    pub fn reason(self) -> ProviderReason {
        match self {
            Self::UnrecognizedPdu(_) => ProviderReason::UnrecognizedPdu,
            Self::UnexpectedPdu(_) | Self::ReleaseWithinMessage => ProviderReason::UnexpectedPdu,
            Self::Interleaved { .. } | Self::DataWithoutCommand | Self::CommandWithinData => {
                ProviderReason::UnexpectedPduParameter
            }
            Self::TooManyRequests => ProviderReason::NotSpecified,
            _ => ProviderReason::InvalidPduParameterValue,
        }
    }
}

/// An A-ASSOCIATE-RQ as the service sees it. AE titles have their form checked; the
/// application context and the protocol version are ours, else it was rejected already.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AssociationRequest {
    /// Calling AE title.
    pub calling: AeTitle,
    /// Called AE title.
    pub called: AeTitle,
    /// Proposed contexts in the peer's order; their IDs are unique.
    pub contexts: Vec<ProposedContext>,
    /// Proposed roles.
    pub roles: Vec<RoleSelection>,
    /// The peer's maximum PDU length; 0 is unlimited (also when it said none).
    pub max_pdu: u32,
    /// The peer's implementation class UID, as sent.
    pub implementation_class_uid: Option<String>,
    /// The peer's implementation version name, as sent.
    pub implementation_version_name: Option<String>,
    /// Asynchronous operations window (invoked, performed), when proposed.
    pub async_window: Option<(u16, u16)>,
    /// User identity, when sent.
    pub user_identity: Option<UserIdentity>,
}

/// An A-ASSOCIATE-AC as the requestor sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AssociationAccept {
    /// The accepted contexts.
    pub contexts: Vec<AcceptedContext>,
    /// Every answer, refusals included.
    pub answers: Vec<ContextAnswer>,
    /// Roles that the acceptor answered.
    pub roles: Vec<RoleSelection>,
    /// The peer's maximum PDU length; 0 is unlimited.
    pub max_pdu: u32,
    /// The peer's implementation class UID, as sent.
    pub implementation_class_uid: Option<String>,
    /// The peer's implementation version name, as sent.
    pub implementation_version_name: Option<String>,
    /// Asynchronous operations window, when answered.
    pub async_window: Option<(u16, u16)>,
    /// The server response of sub-item 59H, when answered.
    pub identity_response: Option<Vec<u8>>,
}
