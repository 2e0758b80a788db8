//! What the peer sends on a standing association (Sta6 to Sta12).

use super::{Association, DataPiece, Phase, Side, State, Turn};
use crate::command::Command;
use crate::command_set::{Defect, InvalidCommand, MAX_COMMAND_SET};
use crate::event::{AbortCause, Closing, Event, Standing, Violation};
use crate::framer::Found;
use crate::pdu::{P_DATA_TF, PDV_COMMAND, PDV_LAST, RELEASE_RP, RELEASE_RQ, pdu_name};
use crate::presentation::ContextId;
use crate::status::Status;

/// A piece of a fragment; its bytes are the last `length` that were consumed.
struct Piece {
    context: ContextId,
    is_command: bool,
    length: usize,
    /// The command or data set ends with this piece.
    last: bool,
}

impl Association {
    pub(super) fn exchange(&mut self) -> Turn {
        let (consumed, found) = self.framer.next(self.input.bytes());
        self.input.consume(consumed);
        match found {
            Found::Incomplete => return Turn::Wait,
            Found::Piece {
                context,
                control,
                length,
                ends_fragment,
            } => {
                let last = ends_fragment && control & PDV_LAST != 0;
                let is_command = control & PDV_COMMAND != 0;
                return self.piece(context, |context| Piece {
                    context,
                    is_command,
                    length,
                    last,
                });
            }
            Found::ReleaseRq => self.release_requested(),
            Found::ReleaseRp => self.release_replied(),
            Found::Abort { source, reason } => self.peer_aborted(source, reason),
            Found::Violation(violation) => self.violated(violation),
        }
        Turn::Again
    }

    fn piece(&mut self, context: u8, piece: impl FnOnce(ContextId) -> Piece) -> Turn {
        let known = ContextId::new(context).filter(|id| self.has_context(*id));
        let result = match (self.state, known) {
            (State::Established | State::AwaitingReleaseReply, Some(id)) => {
                self.message_piece(&piece(id))
            }
            (State::Established | State::AwaitingReleaseReply, None) => {
                Err(Violation::UnknownContext(context))
            }
            _ => Err(Violation::UnexpectedPdu(pdu_name(P_DATA_TF))),
        };
        result.unwrap_or_else(|violation| {
            self.violated(violation);
            Turn::Again
        })
    }

    fn message_piece(&mut self, piece: &Piece) -> Result<Turn, Violation> {
        let found = piece.context.get();
        match (self.phase, piece.is_command) {
            (Phase::Between, true) => {
                self.phase = Phase::Command { context: found };
                self.command_piece(piece)
            }
            (Phase::Between, false) => Err(Violation::DataWithoutCommand),
            (Phase::Command { context } | Phase::Data { context, .. }, _) if context != found => {
                Err(Violation::Interleaved {
                    expected: context,
                    found,
                })
            }
            (Phase::Command { .. }, true) => self.command_piece(piece),
            (Phase::Command { .. }, false) => Err(Violation::DataWithoutCommand),
            (Phase::Data { .. }, true) => Err(Violation::CommandWithinData),
            (Phase::Data { skip, .. }, false) => Ok(self.data_piece(piece, skip)),
        }
    }

    fn data_piece(&mut self, piece: &Piece, skip: bool) -> Turn {
        let Piece {
            context,
            length,
            last,
            ..
        } = *piece;
        if last {
            self.phase = Phase::Between;
        }
        match skip || (length == 0 && !last) {
            true => Turn::Again,
            false => Turn::Data(DataPiece {
                context,
                length,
                last,
            }),
        }
    }

    fn command_piece(&mut self, piece: &Piece) -> Result<Turn, Violation> {
        if self.command.len() + piece.length > MAX_COMMAND_SET {
            return Err(Violation::InvalidCommand(Defect::TooLong));
        }
        self.command
            .extend_from_slice(self.input.consumed(piece.length));
        if piece.last {
            let parsed = Command::parse(&self.command);
            self.command.clear();
            let found_ahead = self.exchange.count();
            match parsed {
                Ok(command) => self.command_arrived(piece.context, command, found_ahead)?,
                Err(invalid) => self.mistyped(piece.context, invalid, found_ahead)?,
            }
        }
        Ok(Turn::Again)
    }

    fn command_arrived(
        &mut self,
        context: ContextId,
        command: Command,
        found_ahead: bool,
    ) -> Result<(), Violation> {
        self.phase = after_command(context, command.has_data_set, false);
        let standing = self.standing(&command, found_ahead)?;
        self.events.push_back(Event::Command {
            context,
            command,
            standing,
        });
        Ok(())
    }

    fn standing(&mut self, command: &Command, found_ahead: bool) -> Result<Standing, Violation> {
        let id = command.message_id;
        if command.field.expects_response() {
            let arrived = self.exchange.arrived(id, found_ahead);
            return arrived.map_err(|_| Violation::TooManyRequests);
        }
        if command.field.is_response() {
            let is_last = !command.status.is_some_and(Status::is_pending);
            return Ok(self.exchange.answered(id, is_last));
        }
        Ok(Standing::InOrder)
    }

    /// A request that can be answered gets 0212, and its data set is skipped; what cannot be
    /// answered (or followed) ends the association.
    fn mistyped(
        &mut self,
        context: ContextId,
        invalid: InvalidCommand,
        found_ahead: bool,
    ) -> Result<(), Violation> {
        let unanswerable = Violation::InvalidCommand(invalid.defect);
        let request = invalid.field.filter(|field| field.expects_response());
        let (Some(field), Some(id), Some(has_data_set)) =
            (request, invalid.message_id, invalid.has_data_set)
        else {
            return Err(unanswerable);
        };
        let status = Status::MISTYPED_ARGUMENT;
        let response = Command::new(field, id)
            .response(status)
            .with_comment(invalid.to_string());
        self.phase = after_command(context, has_data_set, true);
        // So that the answer settles this request and no other of the same Message ID.
        let arrived = self.exchange.arrived(id, found_ahead);
        arrived.map_err(|_| Violation::TooManyRequests)?;
        self.send(context, &response, None, self.timers.now())
            .map_err(|_| unanswerable)?;
        self.events.push_back(Event::Mistyped {
            context,
            invalid,
            status,
        });
        Ok(())
    }

    fn release_requested(&mut self) {
        let next = match (self.state, self.side) {
            (State::Established | State::AwaitingReleaseReply, _)
                if self.phase != Phase::Between =>
            {
                return self.violated(Violation::ReleaseWithinMessage);
            }
            (State::Established, _) => State::ReleaseRequested,
            (State::AwaitingReleaseReply, Side::Requestor) => State::CollisionToAnswer,
            (State::AwaitingReleaseReply, Side::Acceptor) => {
                State::CollisionAwaitingReply { answered: false }
            }
            _ => return self.violated(Violation::UnexpectedPdu(pdu_name(RELEASE_RQ))),
        };
        self.state = next;
        self.events.push_back(Event::ReleaseRequested);
    }

    fn release_replied(&mut self) {
        match self.state {
            State::AwaitingReleaseReply | State::CollisionAnswered => {
                self.events.push_back(Event::Released);
                self.close(Closing::Done);
            }
            State::CollisionAwaitingReply { answered } => {
                self.state = State::CollisionReplied;
                if answered {
                    self.release(self.timers.now());
                }
            }
            _ => self.violated(Violation::UnexpectedPdu(pdu_name(RELEASE_RP))),
        }
    }

    /// AA-3, or AA-2 before there is anything to abort.
    pub(super) fn peer_aborted(&mut self, source_code: u8, reason: u8) {
        if self.state != State::AwaitingRequest {
            self.events.push_back(Event::Aborted(AbortCause::Peer {
                source_code,
                reason,
            }));
        }
        self.close(Closing::Done);
    }
}

fn after_command(context: ContextId, has_data_set: bool, skip: bool) -> Phase {
    match has_data_set {
        true => Phase::Data {
            context: context.get(),
            skip,
        },
        false => Phase::Between,
    }
}
