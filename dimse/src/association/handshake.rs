//! Negotiation of the association (Sta2, Sta3, Sta5).

use std::time::Instant;

use super::sending::context_bit;
use super::{Association, Side, State, Turn};
use crate::associate::{
    Answer, Proposal, ReceivedAccept, read_accept, read_request, write_accept, write_request,
};
use crate::event::{AssociationAccept, Closing, Event, Violation};
use crate::framer::{Found, peek_header};
use crate::pdu::{
    ABORT, ASSOCIATE_AC, ASSOCIATE_RJ, ASSOCIATE_RQ, PDU_HEADER, RELEASE_RP, Rejection, SHORT_BODY,
    pdu_name,
};
use crate::presentation::{
    AcceptedContext, ContextAnswer, ContextResult, Offers, RoleSelection, Roles, negotiate,
};
use crate::settings::{MAX_ASSOCIATE, Settings};
use crate::uid::Uid;

/// Why an association request was not accepted by [`accept`](crate::acceptor::Acceptor::accept).
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum AcceptError {
    /// No request waits for a decision (the peer may have gone).
    #[error("no association request waits for a decision")]
    NotRequested,
    /// The server response does not fit into its item; the request still waits.
    #[error("the answer to the user identity is longer than 65000 bytes")]
    IdentityResponseTooLong,
}

impl Association {
    pub(crate) fn acceptor(settings: Settings, now: Instant) -> Self {
        Self::new(Side::Acceptor, State::AwaitingRequest, settings, now)
    }

    /// `None` when the proposal cannot be written.
    pub(crate) fn requestor(
        proposal: &Proposal<'_>,
        settings: Settings,
        now: Instant,
    ) -> Option<Self> {
        let request = write_request(proposal, &settings)?;
        let mut association = Self::new(Side::Requestor, State::AwaitingAnswer, settings, now);
        association.proposed = proposal.contexts.to_vec();
        association.proposed_roles = proposal.roles.to_vec();
        association.output.push(&request);
        Some(association)
    }

    pub(super) fn negotiate(&mut self) -> Turn {
        let Some((pdu_type, length)) = peek_header(self.input.bytes()) else {
            return Turn::Wait;
        };
        match (self.state, pdu_type) {
            (_, ABORT) => return self.abort_before_association(),
            (State::AwaitingRequest, ASSOCIATE_RQ) | (State::AwaitingAnswer, ASSOCIATE_AC) => {
                return self.associate(pdu_type, length);
            }
            (State::AwaitingAnswer, ASSOCIATE_RJ) => return self.rejected(),
            (_, ASSOCIATE_RQ..=RELEASE_RP) => {
                self.violated(Violation::UnexpectedPdu(pdu_name(pdu_type)));
            }
            (_, unknown) => self.violated(Violation::UnrecognizedPdu(unknown)),
        }
        Turn::Again
    }

    fn abort_before_association(&mut self) -> Turn {
        match self.framer.next(self.input.bytes()) {
            (_, Found::Abort { source, reason }) => self.peer_aborted(source, reason),
            (_, Found::Violation(violation)) => self.violated(violation),
            _ => return Turn::Wait,
        }
        Turn::Again
    }

    fn rejected(&mut self) -> Turn {
        let Some(pdu) = self
            .input
            .bytes()
            .first_chunk::<{ PDU_HEADER + SHORT_BODY }>()
        else {
            return Turn::Wait;
        };
        let rejection = Rejection {
            result: pdu[7],
            source: pdu[8],
            reason: pdu[9],
        };
        self.events.push_back(Event::Rejected(rejection));
        self.close(Closing::Done);
        Turn::Again
    }

    /// Waits for the whole A-ASSOCIATE-RQ or -AC; one over the bound is not waited for.
    fn associate(&mut self, pdu_type: u8, length: u32) -> Turn {
        let whole = PDU_HEADER + length as usize;
        if length as usize > MAX_ASSOCIATE {
            match pdu_type {
                ASSOCIATE_RQ => self.refuse(Rejection::UNPARSABLE),
                _ => self.violated(Violation::PduLength {
                    pdu: pdu_name(pdu_type),
                    length,
                }),
            }
        } else if self.input.bytes().len() < whole {
            return Turn::Wait;
        } else if pdu_type == ASSOCIATE_RQ {
            self.requested(whole);
        } else {
            self.answered(whole);
        }
        Turn::Again
    }

    fn requested(&mut self, whole: usize) {
        let received = read_request(&self.input.bytes()[..whole]);
        self.input.consume(whole);
        match received {
            Ok(received) => {
                let event = Event::AssociationRequested(Box::new(received.request.clone()));
                self.state = State::AwaitingDecision;
                self.request = Some(Box::new(received));
                self.events.push_back(event);
            }
            Err(rejection) => self.refuse(rejection),
        }
    }

    fn refuse(&mut self, rejection: Rejection) {
        self.output.push(&rejection.encode());
        self.await_close(self.timers.now());
        self.events.push_back(Event::Refused(rejection));
    }

    pub(crate) fn reject(&mut self, rejection: Rejection, now: Instant) {
        if self.state == State::AwaitingDecision {
            self.output.push(&rejection.encode());
            self.await_close(now);
        }
    }

    pub(crate) fn accept(
        &mut self,
        offers: &dyn Offers,
        identity_response: Option<&[u8]>,
        now: Instant,
    ) -> Result<&[AcceptedContext], AcceptError> {
        let received = self.request.as_deref().ok_or(AcceptError::NotRequested)?;
        let request = &received.request;
        let negotiated = negotiate(&request.contexts, &request.roles, offers);
        let wants_response = request
            .user_identity
            .as_ref()
            .is_some_and(|user| user.positive_response_requested);
        let answer = Answer {
            answers: &negotiated.answers,
            roles: &negotiated.roles,
            identity_response: wants_response.then(|| identity_response.unwrap_or_default()),
        };
        let bytes = write_accept(received, &answer, &self.settings);
        let max_pdu = request.max_pdu;
        self.output
            .push(&bytes.ok_or(AcceptError::IdentityResponseTooLong)?);
        self.timers.queued(now);
        self.establish(negotiated.contexts, max_pdu);
        Ok(&self.contexts)
    }

    fn establish(&mut self, contexts: Vec<AcceptedContext>, max_pdu: u32) {
        self.state = State::Established;
        self.accepted = contexts
            .iter()
            .fold(0, |set, context| set | context_bit(context.id));
        self.contexts = contexts;
        self.peer.max_pdu = max_pdu;
        self.request = None;
        self.input.negotiated();
    }

    fn answered(&mut self, whole: usize) {
        let read = read_accept(&self.input.bytes()[..whole]);
        self.input.consume(whole);
        let agreed = read.map_err(|unparsable| Violation::InvalidAccept(unparsable.0));
        match agreed.and_then(|accept| Ok((self.agreed_contexts(&accept)?, accept))) {
            Ok((contexts, accept)) => {
                self.establish(contexts, accept.user.max_pdu);
                let event = accept_event(self.contexts.clone(), accept);
                self.events.push_back(Event::Established(Box::new(event)));
            }
            Err(violation) => self.violated(violation),
        }
    }

    fn agreed_contexts(&self, accept: &ReceivedAccept) -> Result<Vec<AcceptedContext>, Violation> {
        accept
            .answers
            .iter()
            .filter(|answer| answer.result == ContextResult::Acceptance)
            .map(|answer| self.agreed_context(answer, &accept.user.roles))
            .collect()
    }

    fn agreed_context(
        &self,
        answer: &ContextAnswer,
        roles: &[RoleSelection],
    ) -> Result<AcceptedContext, Violation> {
        let invalid = Violation::InvalidAccept;
        let proposed = self.proposed.iter().find(|context| context.id == answer.id);
        let proposed = proposed.ok_or(invalid("it accepts a context that was not proposed"))?;
        if !proposed.transfer_syntaxes.contains(&answer.transfer_syntax) {
            return Err(invalid(
                "it chooses a transfer syntax that was not proposed",
            ));
        }
        let uid = |text: &str| Uid::parse(text).map_err(|_| invalid("a UID is malformed"));
        Ok(AcceptedContext {
            id: answer.id,
            abstract_syntax: uid(&proposed.abstract_syntax)?,
            transfer_syntax: uid(&answer.transfer_syntax)?,
            roles: self.agreed_roles(&proposed.abstract_syntax, roles),
        })
    }

    /// What was proposed and answered; without either the default holds.
    fn agreed_roles(&self, sop_class: &str, answered: &[RoleSelection]) -> Roles {
        let of = |roles: &[RoleSelection]| {
            roles
                .iter()
                .find(|item| item.sop_class == sop_class)
                .map(|item| item.roles)
        };
        match (of(&self.proposed_roles), of(answered)) {
            (Some(proposed), Some(answered)) => proposed.intersection(answered),
            _ => Roles::SCU,
        }
    }
}

fn accept_event(contexts: Vec<AcceptedContext>, accept: ReceivedAccept) -> AssociationAccept {
    let user = accept.user;
    AssociationAccept {
        contexts,
        answers: accept.answers,
        roles: user.roles,
        max_pdu: user.max_pdu,
        implementation_class_uid: user.implementation_class_uid,
        implementation_version_name: user.implementation_version_name,
        async_window: user.async_window,
        identity_response: user.identity_response,
    }
}
