//! Which requests wait for an answer, in both directions (PS3.7 9.1 and 10.1).
//!
//! A request is outstanding from the moment its command set is whole until its (last)
//! response is handed to `send`. Another request that arrives meanwhile with the same
//! Message ID is a duplicate (0210). A driver that serves one request at a time takes the
//! next command only after answering, so `send` looks ahead first: every command set that
//! lies whole in the receive buffer at that moment (the first 64 of them) arrived while the
//! request was outstanding.

use std::collections::VecDeque;
use std::time::Instant;

use crate::command::Command;
use crate::command_set::MAX_COMMAND_SET;
use crate::event::Standing;
use crate::framer::{Found, Framer};
use crate::pdu::{PDV_COMMAND, PDV_LAST};
use crate::settings::MAX_OUTSTANDING;

/// Command sets that look-ahead reads. The window is (1,1), so an honest peer has none to
/// read; without a bound each answer would read the whole receive buffer again.
const MAX_LOOK_AHEAD: usize = MAX_OUTSTANDING;

#[derive(Debug, Default)]
pub(super) struct Exchange {
    /// Message IDs of the peer's requests without an answer.
    outstanding: Vec<u16>,
    /// Our requests without an answer, and when their time is up.
    awaited: Vec<(u16, Instant)>,
    /// Command sets received so far: numbers them.
    received: u64,
    /// Numbers of command sets to come that look-ahead found to be duplicates, rising.
    duplicates: VecDeque<u64>,
}

/// Too many requests without an answer.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct WindowFull;

impl Exchange {
    pub(super) fn is_idle(&self) -> bool {
        self.outstanding.is_empty() && self.awaited.is_empty()
    }

    /// Counts a command set that is whole now (parsable or not); whether look-ahead had
    /// found it to be a duplicate.
    pub(super) fn count(&mut self) -> bool {
        let number = self.received;
        self.received += 1;
        let found = self.duplicates.front() == Some(&number);
        if found {
            self.duplicates.pop_front();
        }
        found
    }

    /// Notes a request of the peer.
    pub(super) fn arrived(&mut self, id: u16, found_ahead: bool) -> Result<Standing, WindowFull> {
        if self.outstanding.len() == MAX_OUTSTANDING {
            return Err(WindowFull);
        }
        let duplicate = found_ahead || self.outstanding.contains(&id);
        self.outstanding.push(id);
        Ok(if duplicate {
            Standing::Duplicate
        } else {
            Standing::InOrder
        })
    }

    /// Notes a response of the peer.
    pub(super) fn answered(&mut self, id: u16, is_last: bool) -> Standing {
        match self.awaited.iter().position(|(awaited, _)| *awaited == id) {
            None => Standing::Unsolicited,
            Some(index) => {
                if is_last {
                    self.awaited.swap_remove(index);
                }
                Standing::InOrder
            }
        }
    }

    /// Notes our last response to a request of the peer, looking ahead in what arrived.
    pub(super) fn settle(&mut self, id: u16, ahead: Ahead<'_>) {
        if let Some(index) = self
            .outstanding
            .iter()
            .position(|outstanding| *outstanding == id)
        {
            self.look_ahead(ahead);
            self.outstanding.remove(index);
        }
    }

    fn look_ahead(&mut self, ahead: Ahead<'_>) {
        let received = self.received;
        for (index, command) in (received..).zip(ahead.take(MAX_LOOK_AHEAD)) {
            let id = command.filter(|command| command.field.expects_response());
            let is_duplicate =
                id.is_some_and(|command| self.outstanding.contains(&command.message_id));
            if is_duplicate && !self.duplicates.contains(&index) {
                let at = self.duplicates.partition_point(|number| *number < index);
                self.duplicates.insert(at, index);
            }
        }
    }

    /// Notes a request of ours.
    pub(super) fn asked(&mut self, id: u16, deadline: Instant) -> Result<(), WindowFull> {
        if self.awaited.len() == MAX_OUTSTANDING {
            return Err(WindowFull);
        }
        self.awaited.push((id, deadline));
        Ok(())
    }

    /// The peer gets its time from the last byte that we could send.
    pub(super) fn extend(&mut self, deadline: Instant) {
        self.awaited
            .iter_mut()
            .for_each(|(_, until)| *until = (*until).max(deadline));
    }

    pub(super) fn next_deadline(&self) -> Option<Instant> {
        self.awaited.iter().map(|(_, deadline)| *deadline).min()
    }

    /// Takes one request whose time is up.
    pub(super) fn expired(&mut self, now: Instant) -> Option<u16> {
        let index = self
            .awaited
            .iter()
            .position(|(_, deadline)| *deadline <= now)?;
        Some(self.awaited.swap_remove(index).0)
    }
}

/// Iterates over the whole command sets in the receive buffer without consuming them;
/// `None` for one that does not parse.
#[derive(Debug)]
pub(super) struct Ahead<'a> {
    pub(super) framer: Framer,
    pub(super) bytes: &'a [u8],
    /// What was taken already of a command set that is not whole.
    pub(super) command: Vec<u8>,
}

impl Iterator for Ahead<'_> {
    type Item = Option<Command>;

    fn next(&mut self) -> Option<Option<Command>> {
        loop {
            let (consumed, found) = self.framer.next(self.bytes);
            let Found::Piece {
                control,
                length,
                ends_fragment,
                ..
            } = found
            else {
                return None;
            };
            let piece = &self.bytes[consumed - length..consumed];
            self.bytes = &self.bytes[consumed..];
            if control & PDV_COMMAND == 0 {
                continue;
            }
            if self.command.len() + length > MAX_COMMAND_SET {
                return None;
            }
            self.command.extend_from_slice(piece);
            if ends_fragment && control & PDV_LAST != 0 {
                return Some(Command::parse(&std::mem::take(&mut self.command)).ok());
            }
        }
    }
}
