//! The receive buffer: one allocation that grows as bytes arrive, never by what they claim.

use crate::pdu::PDU_HEADER;
use crate::settings::{FIRST_RECEIVE_BUFFER, MAX_ASSOCIATE, RECEIVE_BUFFER};

#[derive(Debug)]
pub(super) struct Input {
    storage: Vec<u8>,
    start: usize,
    end: usize,
    limit: usize,
    /// The last read filled all the room there was: more is likely waiting.
    pressed: bool,
}

impl Input {
    /// While an association is negotiated, a whole A-ASSOCIATE PDU must fit.
    pub(super) fn new() -> Self {
        let limit = PDU_HEADER + MAX_ASSOCIATE;
        Self {
            storage: Vec::new(),
            start: 0,
            end: 0,
            limit,
            pressed: false,
        }
    }

    /// From here on data are taken as they come.
    pub(super) fn negotiated(&mut self) {
        self.limit = RECEIVE_BUFFER;
        self.compact();
        self.shrink();
    }

    /// Gives back what is over the limit, once its bytes were consumed. Compacted before.
    fn shrink(&mut self) {
        if self.storage.len() > self.limit {
            self.storage.truncate(self.limit.max(self.end));
            self.storage.shrink_to_fit();
        }
    }

    /// What has arrived and was not consumed.
    pub(super) fn bytes(&self) -> &[u8] {
        &self.storage[self.start..self.end]
    }

    pub(super) fn is_empty(&self) -> bool {
        self.start == self.end
    }

    /// The bytes just consumed, `length` of them up to the current position.
    pub(super) fn consumed(&self, length: usize) -> &[u8] {
        &self.storage[self.start - length..self.start]
    }

    pub(super) fn consume(&mut self, length: usize) {
        self.start = (self.start + length).min(self.end);
    }

    pub(super) fn clear(&mut self) {
        self.start = self.end;
    }

    pub(super) fn is_full(&self) -> bool {
        self.end - self.start >= self.limit
    }

    /// Room for the next read; empty when the limit is reached.
    pub(super) fn space(&mut self) -> &mut [u8] {
        if self.is_empty() {
            (self.start, self.end) = (0, 0);
        }
        if self.end == self.storage.len() || self.pressed {
            self.make_room();
        }
        &mut self.storage[self.end..]
    }

    fn make_room(&mut self) {
        self.pressed = false;
        self.compact();
        self.shrink();
        let grown = (self.storage.len() * 2).clamp(FIRST_RECEIVE_BUFFER, self.limit);
        if grown > self.storage.len() {
            self.storage.reserve_exact(grown - self.storage.len());
            self.storage.resize(grown, 0);
        }
    }

    fn compact(&mut self) {
        self.storage.copy_within(self.start..self.end, 0);
        (self.start, self.end) = (0, self.end - self.start);
    }

    /// `length` bytes were written to the front of [`Input::space`].
    pub(super) fn filled(&mut self, length: usize) {
        let end = self.end.saturating_add(length).min(self.storage.len());
        self.pressed = end == self.storage.len();
        self.end = end;
    }
}
