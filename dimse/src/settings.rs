//! What an association may be told by its owner, and the bounds that it keeps by itself.

use std::time::Duration;

/// Our implementation class UID (PS3.7 D.3.3.2): made once from a random UUID (PS3.5 B.2).
pub const IMPLEMENTATION_CLASS_UID: &str = "2.25.79535422072466279615728607040129697314";
/// Our implementation version name, at most 16 characters.
pub const IMPLEMENTATION_VERSION_NAME: &str = "FILMDESK_010";

/// Longest A-ASSOCIATE-RQ or -AC body. 128 contexts of 21 transfer syntaxes are 75 KB; user
/// identities may add 64 KiB twice. 1 MiB leaves room for both several times over.
pub const MAX_ASSOCIATE: usize = 1024 * 1024;
/// Most items and sub-items of an A-ASSOCIATE PDU, nested ones included: 128 contexts of 64
/// syntaxes, and 1024 user items. Bounds what small items cost in memory beside their bytes.
pub const MAX_ASSOCIATE_ITEMS: usize = 128 * 66 + 1024;
/// Size of the receive buffer once an association stands: what one read of the socket gets. Two
/// P-DATA-TF of the length that we announce, so that one is read whole wherever it begins.
/// Data are handed on in pieces of at most this size, whatever a PDU claims.
pub const RECEIVE_BUFFER: usize = 256 * 1024;
/// Size of the receive buffer before anything has arrived: idle connections cost little.
pub const FIRST_RECEIVE_BUFFER: usize = 4 * 1024;
/// Maximum PDU length that we announce when the configuration says nothing.
pub const DEFAULT_MAX_PDU: u32 = 128 * 1024;
/// Longest P-DATA-TF that we send, even to peers without a limit: more gains nothing.
pub const MAX_SENT_PDU: u32 = 128 * 1024;
/// Events wait while more output than this is unsent, so that a peer that asks and never
/// reads cannot make us hold its answers. One answer may go beyond.
pub const OUTPUT_HIGH_WATER: usize = 256 * 1024;
/// Capacity that the output keeps after it was sent.
pub const OUTPUT_KEPT: usize = 256 * 1024;
/// Most requests of a peer without an answer. The window is (1,1) (PS3.7 D.3.3.3), so more
/// than one is tolerance, and this many is a driver that took them all before answering.
pub const MAX_OUTSTANDING: usize = 64;
/// Bytes that must arrive in each span of the message timeout while a message is incomplete:
/// a peer of one byte a second is as stalled as one of none.
pub const MIN_PROGRESS: u64 = 1024;

/// How long to wait for what.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Timeouts {
    /// ARTIM (PS3.8 9.1.5): for the whole A-ASSOCIATE-RQ (requestor: the answer to it), and
    /// for the close of the connection after a rejection, an abort or a release.
    pub artim: Duration,
    /// Between messages, when nobody owes an answer.
    pub idle: Duration,
    /// Within a message for [`MIN_PROGRESS`] bytes, and for the peer to take any output.
    pub message: Duration,
    /// For the response to a request of ours, after its last byte was sent.
    pub response: Duration,
}

impl Default for Timeouts {
    /// ARTIM 30 s, idle 600 s (consoles keep an association open between films),
    /// message 60 s, response 60 s (PS3.2 Annex E's N-EVENT-REPORT confirmation).
    fn default() -> Self {
        Self {
            artim: Duration::from_secs(30),
            idle: Duration::from_secs(600),
            message: Duration::from_secs(60),
            response: Duration::from_secs(60),
        }
    }
}

/// Settings that both sides share.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settings {
    /// Maximum length of P-DATA-TF that we announce and enforce; 0 is unlimited. The
    /// value is not judged: emulated modalities announce 6.
    pub max_pdu: u32,
    /// Implementation class UID to announce.
    pub implementation_class_uid: String,
    /// Implementation version name to announce.
    pub implementation_version_name: String,
    /// How long to wait.
    pub timeouts: Timeouts,
    /// Bytes of payload per sent PDV where a peer's maximum allows more; `None` is as many
    /// as fit. 1 emulates the modalities that split at every byte.
    pub send_fragment: Option<usize>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            max_pdu: DEFAULT_MAX_PDU,
            implementation_class_uid: IMPLEMENTATION_CLASS_UID.to_owned(),
            implementation_version_name: IMPLEMENTATION_VERSION_NAME.to_owned(),
            timeouts: Timeouts::default(),
            send_fragment: None,
        }
    }
}
