//! Bytes to send, and how messages become PDUs (PS3.8 9.3.5 and Annex E).

use crate::pdu::{P_DATA_TF, PDU_HEADER, PDV_COMMAND, PDV_HEADER, PDV_LAST};
use crate::settings::{MAX_SENT_PDU, OUTPUT_KEPT};

#[derive(Debug, Default)]
pub(super) struct Output {
    bytes: Vec<u8>,
    start: usize,
}

impl Output {
    pub(super) fn pending(&self) -> &[u8] {
        &self.bytes[self.start..]
    }

    pub(super) fn push(&mut self, bytes: &[u8]) {
        self.bytes.extend_from_slice(bytes);
    }

    pub(super) fn sent(&mut self, length: usize) {
        self.start = self.start.saturating_add(length).min(self.bytes.len());
        if self.start == self.bytes.len() {
            self.start = 0;
            self.bytes.clear();
            self.bytes.shrink_to(OUTPUT_KEPT);
        }
    }

    pub(super) fn take(&mut self) -> Vec<u8> {
        let mut bytes = std::mem::take(&mut self.bytes);
        bytes.drain(..std::mem::take(&mut self.start));
        bytes
    }

    /// Appends a command or data set (or a part of one) in PDUs of one PDV with at most
    /// `payload` bytes; `last` marks the last PDV. An empty last part is an empty PDV.
    pub(super) fn fragments(&mut self, to: Fragments, bytes: &[u8]) {
        self.bytes
            .reserve(bytes.len() + bytes.len() / to.payload.max(1) * 12 + 24);
        if bytes.is_empty() && to.last {
            self.fragment(to, true, bytes);
        }
        let count = bytes.len().div_ceil(to.payload.max(1));
        for (index, chunk) in bytes.chunks(to.payload.max(1)).enumerate() {
            self.fragment(to, to.last && index + 1 == count, chunk);
        }
    }

    fn fragment(&mut self, to: Fragments, last: bool, chunk: &[u8]) {
        let length = chunk.len() as u32;
        let kind = if to.command { PDV_COMMAND } else { 0 };
        let control = kind | if last { PDV_LAST } else { 0 };
        let mut header = [0; PDU_HEADER + PDV_HEADER];
        header[0] = P_DATA_TF;
        header[2..6].copy_from_slice(&(length + PDV_HEADER as u32).to_be_bytes());
        header[6..10].copy_from_slice(&(length + 2).to_be_bytes());
        header[10..].copy_from_slice(&[to.context, control]);
        self.bytes.extend_from_slice(&header);
        self.bytes.extend_from_slice(chunk);
    }
}

/// How to cut a part of a message.
#[derive(Debug, Clone, Copy)]
pub(super) struct Fragments {
    pub(super) context: u8,
    pub(super) command: bool,
    pub(super) last: bool,
    /// Bytes of payload per PDV, at least 1 and at most [`MAX_SENT_PDU`].
    pub(super) payload: usize,
}

/// Payload per PDV for a peer's maximum length; `None` when it has no room for any.
/// Fragments are kept even where the maximum allows it: some receivers want whole words.
pub(super) fn payload(peer_maximum: u32, wanted: Option<usize>) -> Option<usize> {
    let maximum = match peer_maximum {
        0 => MAX_SENT_PDU,
        limited => limited.min(MAX_SENT_PDU),
    };
    let room = (maximum as usize).checked_sub(PDV_HEADER)? & !1;
    let payload = wanted.map_or(room, |wanted| wanted.clamp(1, room.max(1)));
    (room > 0).then_some(payload)
}
