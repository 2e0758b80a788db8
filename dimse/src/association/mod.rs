//! The association itself: what [`Acceptor`](crate::acceptor::Acceptor) and
//! [`Requestor`](crate::requestor::Requestor) share (PS3.8 9.2, the state machine).

mod exchange;
mod handshake;
mod input;
mod output;
mod receiving;
mod sending;
mod timers;

use std::collections::VecDeque;
use std::time::Instant;

use crate::associate::ReceivedRequest;
use crate::event::{AbortCause, Closing, Event, Violation};
use crate::framer::Framer;
use crate::pdu::AbortSource;
use crate::presentation::{AcceptedContext, ContextId, ProposedContext};
use crate::settings::{OUTPUT_HIGH_WATER, Settings};

use exchange::Exchange;
pub use handshake::AcceptError;
use input::Input;
use output::Output;
pub use sending::SendError;
use timers::Timers;

/// The states of PS3.8 Table 9-10 that exist once a connection does. What it calls Sta4
/// (awaiting the transport connection) is the driver's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    /// Sta2, acceptor: the A-ASSOCIATE-RQ is due.
    AwaitingRequest,
    /// Sta3, acceptor: the driver decides.
    AwaitingDecision,
    /// Sta5, requestor: the answer is due.
    AwaitingAnswer,
    /// Sta6.
    Established,
    /// Sta7: we sent A-RELEASE-RQ.
    AwaitingReleaseReply,
    /// Sta8: the peer sent A-RELEASE-RQ, the driver answers.
    ReleaseRequested,
    /// Sta9, requestor: both sent A-RELEASE-RQ, the driver answers.
    CollisionToAnswer,
    /// Sta10, acceptor: both sent A-RELEASE-RQ, the peer answers first. Whether the driver
    /// did already.
    CollisionAwaitingReply { answered: bool },
    /// Sta11, requestor: we answered, the peer's answer is due.
    CollisionAnswered,
    /// Sta12, acceptor: the peer answered, the driver is due.
    CollisionReplied,
    /// Sta13: nothing more to say, the peer closes the connection.
    AwaitingClose,
    /// Sta1.
    Closed,
}

/// Which end of the association this is; decides release collisions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Side {
    Acceptor,
    Requestor,
}

/// Where in a message the peer stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Phase {
    Between,
    Command {
        context: u8,
    },
    /// A data set is due; of a refused command it is skipped.
    Data {
        context: u8,
        skip: bool,
    },
}

/// The peer's maximum length and what follows from it, once known.
#[derive(Debug, Clone, Copy, Default)]
struct Peer {
    max_pdu: u32,
}

/// One step of the machine: an event of its own, or data in the receive buffer.
#[allow(clippy::large_enum_variant)] // moved once, into the event
enum Step {
    Event(Event<'static>),
    Data(DataPiece),
}

/// Data for the driver: the last `length` bytes consumed.
struct DataPiece {
    context: ContextId,
    length: usize,
    last: bool,
}

/// An association without its connection. Driven through `Acceptor` or `Requestor`.
#[derive(Debug)]
pub struct Association {
    side: Side,
    settings: Settings,
    state: State,
    input: Input,
    framer: Framer,
    phase: Phase,
    /// Fragments of a command set that is not whole.
    command: Vec<u8>,
    /// Requestor: what was proposed.
    proposed: Vec<ProposedContext>,
    proposed_roles: Vec<crate::presentation::RoleSelection>,
    /// Acceptor: what the driver decides upon.
    request: Option<Box<ReceivedRequest>>,
    contexts: Vec<AcceptedContext>,
    /// The IDs of `contexts` as a set of bits: asked for every fragment.
    accepted: u128,
    peer: Peer,
    output: Output,
    /// The data set that the driver is sending in parts.
    streaming: Option<sending::Stream>,
    exchange: Exchange,
    timers: Timers,
    events: VecDeque<Event<'static>>,
}

impl Association {
    fn new(side: Side, state: State, settings: Settings, now: Instant) -> Self {
        let timers = Timers::new(&settings.timeouts, now);
        Self {
            side,
            state,
            input: Input::new(),
            framer: Framer::new(settings.max_pdu),
            phase: Phase::Between,
            command: Vec::new(),
            proposed: Vec::new(),
            proposed_roles: Vec::new(),
            request: None,
            contexts: Vec::new(),
            accepted: 0,
            peer: Peer::default(),
            output: Output::default(),
            streaming: None,
            exchange: Exchange::default(),
            timers,
            events: VecDeque::new(),
            settings,
        }
    }

    /// Room for the next read of the socket, zeroed or with old bytes in it. Empty when
    /// events must be taken or output be sent first: do not read then (a read of no bytes
    /// looks like the end of the connection).
    pub fn space(&mut self) -> &mut [u8] {
        if self.is_output_full() {
            &mut []
        } else {
            self.input.space()
        }
    }

    /// `length` bytes were read to the front of [`space`](Self::space).
    pub fn filled(&mut self, length: usize, now: Instant) {
        self.timers.arrived(length, self.is_within_message(), now);
        self.input.filled(length);
    }

    /// Copies in as many of `bytes` as there is room for and returns how many. For drivers
    /// that have the bytes already; take the events and offer the rest again.
    pub fn receive(&mut self, bytes: &[u8], now: Instant) -> usize {
        let space = self.space();
        let length = space.len().min(bytes.len());
        space[..length].copy_from_slice(&bytes[..length]);
        if length > 0 {
            self.filled(length, now);
        }
        length
    }

    /// The next event. `None` when more bytes are needed, when output must be sent first,
    /// or while the driver owes a decision on the association or its release.
    pub fn poll_event(&mut self) -> Option<Event<'_>> {
        Some(match self.step()? {
            Step::Event(event) => event,
            Step::Data(DataPiece {
                context,
                length,
                last,
            }) => Event::Data {
                context,
                fragment: self.input.consumed(length),
                last,
            },
        })
    }

    fn step(&mut self) -> Option<Step> {
        loop {
            if let Some(event) = self.events.pop_front() {
                return Some(Step::Event(event));
            }
            let step = match self.state {
                State::AwaitingClose | State::Closed => {
                    self.input.clear();
                    return None;
                }
                _ if self.is_output_full() => return None,
                State::AwaitingRequest | State::AwaitingDecision | State::AwaitingAnswer => {
                    self.negotiate()
                }
                _ => self.exchange(),
            };
            match step {
                Turn::Again => {}
                Turn::Wait => return None,
                Turn::Data(piece) => return Some(Step::Data(piece)),
            }
        }
    }

    /// Bytes to send, all that there are: one write.
    pub fn transmit(&self) -> &[u8] {
        self.output.pending()
    }

    /// `length` bytes of [`transmit`](Self::transmit) were written.
    pub fn transmitted(&mut self, length: usize, now: Instant) {
        if length > 0 {
            self.output.sent(length);
            self.progressed(now);
        }
    }

    /// Takes all bytes to send as if they were written. For drivers that keep them.
    pub fn poll_transmit(&mut self, now: Instant) -> Option<Vec<u8>> {
        let bytes = self.output.take();
        if bytes.is_empty() {
            return None;
        }
        self.progressed(now);
        Some(bytes)
    }

    /// The peer took output: its time to take the rest, and to answer, begins again.
    fn progressed(&mut self, now: Instant) {
        self.timers.sent(self.output.pending().is_empty(), now);
        self.exchange.extend(now + self.settings.timeouts.response);
    }

    /// Number of bytes to send: wait with more data while it is over
    /// [`OUTPUT_HIGH_WATER`].
    pub fn pending_output(&self) -> usize {
        self.output.pending().len()
    }

    fn is_output_full(&self) -> bool {
        self.pending_output() > OUTPUT_HIGH_WATER
    }

    /// Whether messages may be exchanged (Sta6).
    pub fn is_established(&self) -> bool {
        self.state == State::Established
    }

    /// Whether nothing more can happen on it (Sta1).
    pub fn is_closed(&self) -> bool {
        self.state == State::Closed
    }

    /// The accepted contexts, empty before.
    pub fn contexts(&self) -> &[AcceptedContext] {
        &self.contexts
    }

    /// One accepted context.
    pub fn context(&self, id: ContextId) -> Option<&AcceptedContext> {
        self.contexts.iter().find(|context| context.id == id)
    }

    /// The peer's maximum PDU length; 0 is unlimited.
    pub fn peer_max_pdu(&self) -> u32 {
        self.peer.max_pdu
    }

    /// Sends A-ABORT and waits for the close. Does nothing once the association is over.
    pub fn abort(&mut self, source: AbortSource, now: Instant) {
        if !matches!(self.state, State::AwaitingClose | State::Closed) {
            self.output.push(&source.encode());
            self.await_close(now);
        }
    }

    /// The connection ended, by the peer or by an error of the socket.
    pub fn transport_closed(&mut self, _now: Instant) {
        match self.state {
            State::Closed => return,
            State::AwaitingRequest | State::AwaitingClose => {}
            _ => self
                .events
                .push_back(Event::Aborted(AbortCause::ConnectionLost)),
        }
        self.close(Closing::Done);
    }

    /// Asks for release, or answers the peer's: see [`Event::ReleaseRequested`].
    /// Does nothing in other states.
    pub fn release(&mut self, now: Instant) {
        use crate::pdu::{RELEASE_RP, RELEASE_RQ, short_pdu};
        let (pdu_type, next) = match self.state {
            State::Established => (RELEASE_RQ, State::AwaitingReleaseReply),
            State::ReleaseRequested | State::CollisionReplied => (RELEASE_RP, State::AwaitingClose),
            State::CollisionToAnswer => (RELEASE_RP, State::CollisionAnswered),
            State::CollisionAwaitingReply { .. } => {
                self.state = State::CollisionAwaitingReply { answered: true };
                return;
            }
            _ => return,
        };
        self.output.push(&short_pdu(pdu_type, [0; 4]));
        self.restart_artim(now);
        self.state = next;
        if next == State::AwaitingClose {
            self.events.push_back(Event::Released);
            self.await_close(now);
        }
    }

    /// A-ABORT for a breach of the protocol (AA-8), or by the user before there is an
    /// association (AA-1).
    fn violated(&mut self, violation: Violation) {
        let source = match self.state {
            State::AwaitingRequest => AbortSource::ServiceUser,
            _ => AbortSource::ServiceProvider(violation.reason()),
        };
        self.abort(source, self.timers.now());
        self.events
            .push_back(Event::Aborted(AbortCause::Violation(violation)));
    }

    fn await_close(&mut self, now: Instant) {
        self.state = State::AwaitingClose;
        self.restart_artim(now);
        self.forget();
    }

    fn close(&mut self, closing: Closing) {
        self.state = State::Closed;
        self.forget();
        self.events.push_back(Event::Closed(closing));
    }

    /// What an association that is over has no use for.
    fn forget(&mut self) {
        self.input.clear();
        self.streaming = None;
        self.request = None;
        self.exchange = Exchange::default();
        self.command = Vec::new();
    }
}

/// What a turn of the machine led to.
enum Turn {
    Again,
    Wait,
    Data(DataPiece),
}
