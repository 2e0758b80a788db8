//! The small PDUs: A-ASSOCIATE-RJ, A-RELEASE-RQ/RP, A-ABORT, and the header of P-DATA-TF
//! (PS3.8 9.3.4 to 9.3.8). They are fixed bytes, so they are written here; a codec that
//! knows only some of their numbers would refuse PDUs that we want to report.

use std::fmt;

/// PDU type and reserved byte, then the length: 6 bytes (PS3.8 9.3.1).
pub const PDU_HEADER: usize = 6;
/// Length, context ID and message control header of a PDV: 6 bytes (PS3.8 9.3.5.1, E.2).
pub const PDV_HEADER: usize = 6;
/// The length of the body of A-ASSOCIATE-RJ, A-RELEASE-RQ, A-RELEASE-RP and A-ABORT.
pub(crate) const SHORT_BODY: usize = 4;

pub(crate) const ASSOCIATE_RQ: u8 = 0x01;
pub(crate) const ASSOCIATE_AC: u8 = 0x02;
pub(crate) const ASSOCIATE_RJ: u8 = 0x03;
pub(crate) const P_DATA_TF: u8 = 0x04;
pub(crate) const RELEASE_RQ: u8 = 0x05;
pub(crate) const RELEASE_RP: u8 = 0x06;
pub(crate) const ABORT: u8 = 0x07;

/// Message control header: the fragment is of a command set, else of a data set.
pub(crate) const PDV_COMMAND: u8 = 0x01;
/// Message control header: the fragment is the last of its command or data set.
pub(crate) const PDV_LAST: u8 = 0x02;

/// The standard's name of a PDU type.
pub(crate) fn pdu_name(pdu_type: u8) -> &'static str {
    match pdu_type {
        ASSOCIATE_RQ => "A-ASSOCIATE-RQ",
        ASSOCIATE_AC => "A-ASSOCIATE-AC",
        ASSOCIATE_RJ => "A-ASSOCIATE-RJ",
        P_DATA_TF => "P-DATA-TF",
        RELEASE_RQ => "A-RELEASE-RQ",
        RELEASE_RP => "A-RELEASE-RP",
        ABORT => "A-ABORT",
        _ => "unrecognized PDU",
    }
}

/// A whole PDU with a body of four bytes.
pub(crate) fn short_pdu(pdu_type: u8, body: [u8; SHORT_BODY]) -> [u8; PDU_HEADER + SHORT_BODY] {
    [pdu_type, 0, 0, 0, 0, 4, body[0], body[1], body[2], body[3]]
}

/// Reason of an A-ABORT by the UL service-provider (PS3.8 Table 9-26).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[repr(u8)]
#[allow(missing_docs)]
pub enum ProviderReason {
    NotSpecified = 0,
    UnrecognizedPdu = 1,
    UnexpectedPdu = 2,
    UnrecognizedPduParameter = 4,
    UnexpectedPduParameter = 5,
    InvalidPduParameterValue = 6,
}

/// Source of an A-ABORT that we send, with its reason.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum AbortSource {
    /// Source 0; the reason is not significant.
    ServiceUser,
    /// Source 2.
    ServiceProvider(ProviderReason),
}

impl AbortSource {
    pub(crate) fn encode(self) -> [u8; PDU_HEADER + SHORT_BODY] {
        let (source, reason) = match self {
            Self::ServiceUser => (0, 0),
            Self::ServiceProvider(reason) => (2, reason as u8),
        };
        short_pdu(ABORT, [0, 0, source, reason])
    }
}

/// An A-ASSOCIATE-RJ by its three numbers (PS3.8 Table 9-21). Use the constants.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Rejection {
    /// 1 permanent, 2 transient.
    pub result: u8,
    /// 1 service-user, 2 service-provider (ACSE), 3 service-provider (presentation).
    pub source: u8,
    /// Meaning depends on the source.
    pub reason: u8,
}

impl Rejection {
    /// 1/1/1: by the user, no reason given.
    pub const NO_REASON: Self = Self::permanent(1, 1);
    /// 1/1/2: application context name not supported.
    pub const APPLICATION_CONTEXT: Self = Self::permanent(1, 2);
    /// 1/1/3: calling AE title not recognized.
    pub const CALLING_AE_TITLE: Self = Self::permanent(1, 3);
    /// 1/1/7: called AE title not recognized.
    pub const CALLED_AE_TITLE: Self = Self::permanent(1, 7);
    /// 1/2/1: by the provider; here for an A-ASSOCIATE-RQ that does not parse.
    pub const UNPARSABLE: Self = Self::permanent(2, 1);
    /// 1/2/2: protocol version not supported.
    pub const PROTOCOL_VERSION: Self = Self::permanent(2, 2);
    /// 2/3/1: temporary congestion.
    pub const TEMPORARY_CONGESTION: Self = Self::transient(3, 1);
    /// 2/3/2: local limit exceeded; here too many associations at once.
    pub const LOCAL_LIMIT: Self = Self::transient(3, 2);

    const fn permanent(source: u8, reason: u8) -> Self {
        Self {
            result: 1,
            source,
            reason,
        }
    }

    const fn transient(source: u8, reason: u8) -> Self {
        Self {
            result: 2,
            source,
            reason,
        }
    }

    /// Whether the same request may be accepted later.
    pub const fn is_transient(self) -> bool {
        self.result == 2
    }

    /// The standard's words for source and reason.
    pub const fn name(self) -> &'static str {
        match (self.source, self.reason) {
            (1, 2) => "application context name not supported",
            (1, 3) => "calling AE title not recognized",
            (1, 7) => "called AE title not recognized",
            (2, 2) => "protocol version not supported",
            (3, 1) => "temporary congestion",
            (3, 2) => "local limit exceeded",
            (1 | 2, 1) => "no reason given",
            _ => "reserved reason",
        }
    }

    pub(crate) fn encode(self) -> [u8; PDU_HEADER + SHORT_BODY] {
        short_pdu(ASSOCIATE_RJ, [0, self.result, self.source, self.reason])
    }
}

impl fmt::Display for Rejection {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let result = if self.is_transient() {
            "transient"
        } else {
            "permanent"
        };
        write!(
            f,
            "{}/{}/{} {result}: {}",
            self.result,
            self.source,
            self.reason,
            self.name()
        )
    }
}

impl fmt::Debug for Rejection {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}
