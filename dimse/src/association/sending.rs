//! What we send on a standing association.

use std::time::Instant;

use super::exchange::Ahead;
use super::output::{Fragments, payload};
use super::{Association, Phase, State};
use crate::command::Command;
use crate::event::Violation;
use crate::presentation::ContextId;
use crate::status::Status;

/// A data set on its way out in parts.
#[derive(Debug, Clone, Copy)]
pub(super) struct Stream {
    context: u8,
    payload: usize,
    /// The odd byte at the end of a part: fragments are kept even.
    carry: Option<u8>,
}

/// Why a message was not sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SendError {
    /// There is no association (any more).
    #[error("no association stands")]
    NotEstablished,
    /// The context was not accepted.
    #[error("presentation context {0} was not accepted")]
    UnknownContext(ContextId),
    /// The data set of the last message is not complete.
    #[error("the data set of the last message is not complete")]
    DataSetOpen,
    /// No data set was begun.
    #[error("no data set was begun")]
    NoDataSetOpen,
    /// The peer announced a maximum of 1 to 7, in which no data fit; the association was aborted.
    #[error("peer's maximum PDU length of {0} leaves no room for data")]
    NoRoomForData(u32),
    /// 64 requests wait for their responses.
    #[error("too many requests wait for a response")]
    TooManyRequests,
}

impl Association {
    /// Queues one whole message. `has_data_set` of the command follows `data_set`, which is
    /// in the context's transfer syntax. A (last) response settles the peer's request.
    ///
    /// # Errors
    /// [`SendError`]; nothing was queued then.
    pub fn send(
        &mut self,
        context: ContextId,
        command: &Command,
        data_set: Option<&[u8]>,
        now: Instant,
    ) -> Result<(), SendError> {
        let payload = self.send_command(context, command, data_set.is_some(), now)?;
        if let Some(data_set) = data_set {
            self.fragments(
                Stream {
                    context: context.get(),
                    payload,
                    carry: None,
                },
                data_set,
                true,
            );
        }
        Ok(())
    }

    /// Queues a command whose data set follows in parts by [`send_data`](Self::send_data).
    ///
    /// # Errors
    /// [`SendError`]; nothing was queued then.
    pub fn begin(
        &mut self,
        context: ContextId,
        command: &Command,
        now: Instant,
    ) -> Result<(), SendError> {
        let payload = self.send_command(context, command, true, now)?;
        self.streaming = Some(Stream {
            context: context.get(),
            payload,
            carry: None,
        });
        Ok(())
    }

    /// Queues the next part of the data set begun with [`begin`](Self::begin); `last` ends it.
    /// Wait while [`pending_output`](Self::pending_output) is high: parts are queued whole.
    ///
    /// # Errors
    /// [`SendError::NoDataSetOpen`], also when the association ended meanwhile.
    pub fn send_data(&mut self, part: &[u8], last: bool) -> Result<(), SendError> {
        let stream = self.streaming.take().ok_or(SendError::NoDataSetOpen)?;
        let carry = self.send_part(stream, part, last);
        self.timers.queued(self.timers.now());
        if !last {
            self.streaming = Some(Stream { carry, ..stream });
        }
        Ok(())
    }

    /// Sends a part and returns the byte that waits for the next one.
    fn send_part(&mut self, stream: Stream, part: &[u8], last: bool) -> Option<u8> {
        let mut part = part;
        if let Some(carried) = stream.carry {
            let Some((first, rest)) = part.split_first() else {
                if last {
                    self.fragments(stream, &[carried], true);
                }
                return Some(carried);
            };
            let ends = last && rest.is_empty();
            self.fragments(stream, &[carried, *first], ends);
            part = rest;
            if ends {
                return None;
            }
        }
        let (whole, odd) = match part.split_last() {
            Some((odd, whole)) if !last && is_odd(part.len()) && !is_odd(stream.payload) => {
                (whole, Some(*odd))
            }
            _ => (part, None),
        };
        self.fragments(stream, whole, last);
        odd
    }

    fn fragments(&mut self, stream: Stream, bytes: &[u8], last: bool) {
        let Stream {
            context, payload, ..
        } = stream;
        self.output.fragments(
            Fragments {
                context,
                command: false,
                last,
                payload,
            },
            bytes,
        );
    }

    /// Queues a command set; returns how much payload a PDV may have.
    fn send_command(
        &mut self,
        context: ContextId,
        command: &Command,
        has_data_set: bool,
        now: Instant,
    ) -> Result<usize, SendError> {
        self.check_context(context)?;
        let payload = self.payload(now)?;
        self.note_command(command, now)?;
        let bytes = command.encode_with(has_data_set);
        let fragments = Fragments {
            context: context.get(),
            command: true,
            last: true,
            payload,
        };
        self.timers.queued(now);
        self.output.fragments(fragments, &bytes);
        Ok(payload)
    }

    fn check_context(&self, context: ContextId) -> Result<(), SendError> {
        match self.state {
            State::Established | State::ReleaseRequested if self.streaming.is_some() => {
                Err(SendError::DataSetOpen)
            }
            State::Established | State::ReleaseRequested if self.has_context(context) => Ok(()),
            State::Established | State::ReleaseRequested => Err(SendError::UnknownContext(context)),
            _ => Err(SendError::NotEstablished),
        }
    }

    fn payload(&mut self, now: Instant) -> Result<usize, SendError> {
        let maximum = self.peer.max_pdu;
        match payload(maximum, self.settings.send_fragment) {
            Some(payload) => Ok(payload),
            None => {
                self.timers.queued(now);
                self.violated(Violation::NoRoomForData(maximum));
                Err(SendError::NoRoomForData(maximum))
            }
        }
    }

    /// Our requests wait for a response; our last responses settle the peer's requests.
    fn note_command(&mut self, command: &Command, now: Instant) -> Result<(), SendError> {
        let id = command.message_id;
        if command.field.is_response() {
            if !command.status.is_some_and(Status::is_pending) {
                let ahead = ahead(&self.framer, self.input.bytes(), self.phase, &self.command);
                self.exchange.settle(id, ahead);
            }
        } else if command.field.expects_response() && self.state == State::Established {
            let deadline = now + self.settings.timeouts.response;
            self.exchange
                .asked(id, deadline)
                .map_err(|_| SendError::TooManyRequests)?;
        }
        Ok(())
    }

    pub(super) fn has_context(&self, context: ContextId) -> bool {
        self.accepted & context_bit(context) != 0
    }
}

/// The bit of a context in the set of accepted ones.
pub(super) fn context_bit(context: ContextId) -> u128 {
    1 << (context.get() / 2)
}

fn ahead<'a>(
    framer: &crate::framer::Framer,
    bytes: &'a [u8],
    phase: Phase,
    command: &[u8],
) -> Ahead<'a> {
    let begun = if matches!(phase, Phase::Command { .. }) {
        command
    } else {
        &[]
    };
    Ahead {
        framer: *framer,
        bytes,
        command: begun.to_vec(),
    }
}

fn is_odd(length: usize) -> bool {
    length % 2 == 1
}
