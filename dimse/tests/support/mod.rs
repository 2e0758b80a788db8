//! A scripted peer: it writes raw PDUs, built here by hand and not by the code under test,
//! to an acceptor on simulated time, and keeps a transcript of both sides.
#![allow(dead_code, unreachable_pub)] // every test binary uses its part
#![allow(clippy::disallowed_methods)] // simulated time starts at some instant

use std::time::{Duration, Instant};

use filmdesk_dimse::acceptor::{Acceptance, Acceptor};
use filmdesk_dimse::event::{Event, Standing};
use filmdesk_dimse::pdu::Rejection;
use filmdesk_dimse::presentation::{ContextId, Offer, Roles};
use filmdesk_dimse::service;
use filmdesk_dimse::settings::Settings;
use filmdesk_dimse::status::Status;

pub mod wire;

pub const OFFERS: &[Offer] = &[
    Offer {
        abstract_syntax: service::VERIFICATION,
        transfer_syntaxes: service::UNCOMPRESSED,
        roles: Roles::SCU,
    },
    Offer {
        abstract_syntax: service::BASIC_GRAYSCALE_PRINT_MANAGEMENT_META,
        transfer_syntaxes: service::UNCOMPRESSED,
        roles: Roles::BOTH,
    },
];

pub fn context(id: u8) -> ContextId {
    ContextId::new(id).unwrap()
}

/// What the driver does at each event.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Policy {
    /// Accepts, answers each request with 0000 (0210, 0211 where due) after its data set,
    /// grants release.
    Serve,
    /// Accepts, answers nothing by itself.
    Listen,
    /// Leaves association requests undecided.
    Hesitate,
    /// Rejects.
    Reject(Rejection),
}

pub struct Conversation {
    pub acceptor: Acceptor,
    pub policy: Policy,
    pub identity_response: Option<Vec<u8>>,
    pub now: Instant,
    pub sent: Vec<u8>,
    pub data: Vec<u8>,
    start: Instant,
    request: Option<(ContextId, filmdesk_dimse::command::Command, Standing)>,
    lines: Vec<String>,
}

impl Conversation {
    pub fn new(settings: Settings, policy: Policy) -> Self {
        let now = Instant::now();
        Self {
            acceptor: Acceptor::new(settings, now),
            policy,
            identity_response: None,
            now,
            sent: Vec::new(),
            data: Vec::new(),
            start: now,
            request: None,
            lines: Vec::new(),
        }
    }

    /// Accepted, with a fresh transcript: context 1 Verification, 3 gray print.
    pub fn established(settings: Settings, policy: Policy) -> Self {
        let mut conversation = Self::new(settings, policy);
        conversation.say(&wire::associate_rq(&wire::Rq::default()));
        assert!(conversation.acceptor.is_established());
        conversation.lines.clear();
        conversation
    }

    pub fn say(&mut self, bytes: &[u8]) {
        let mut rest = bytes;
        while !rest.is_empty() {
            let taken = self.acceptor.receive(rest, self.now);
            rest = &rest[taken..];
            self.turn();
            if taken == 0 && self.acceptor.is_closed() {
                return;
            }
        }
    }

    pub fn say_byte_by_byte(&mut self, bytes: &[u8]) {
        bytes.iter().for_each(|byte| self.say(&[*byte]));
    }

    /// Takes events, then output, until there are none.
    pub fn turn(&mut self) {
        loop {
            let events = self.take_events();
            let output = self.acceptor.poll_transmit(self.now);
            if let Some(output) = &output {
                self.sent.extend_from_slice(output);
                self.lines.extend(
                    wire::describe(output)
                        .into_iter()
                        .map(|pdu| format!("<- {pdu}")),
                );
            }
            if events == 0 && output.is_none() {
                return;
            }
        }
    }

    fn take_events(&mut self) -> usize {
        let mut count = 0;
        loop {
            let Some(event) = self.acceptor.poll_event() else {
                return count;
            };
            count += 1;
            let (line, answer) = react(event, &mut self.request, &mut self.data);
            self.lines.push(line);
            match answer {
                Answer::Association => self.decide(),
                Answer::Request => self.serve(),
                Answer::Release if self.policy == Policy::Serve => self.acceptor.release(self.now),
                Answer::Release | Answer::Nothing => {}
            }
        }
    }

    fn decide(&mut self) {
        match self.policy {
            Policy::Serve | Policy::Listen => {
                let identity_response = self.identity_response.as_deref();
                let acceptance = Acceptance {
                    offers: &OFFERS,
                    identity_response,
                };
                self.acceptor.accept(&acceptance, self.now).unwrap();
            }
            Policy::Hesitate => {}
            Policy::Reject(rejection) => self.acceptor.reject(rejection, self.now),
        }
    }

    fn serve(&mut self) {
        let Some((context, command, standing)) = self.request.take() else {
            return;
        };
        if self.policy != Policy::Serve || !command.field.expects_response() {
            return;
        }
        let status = match (standing, command.operation()) {
            (Standing::Duplicate, _) => Status::DUPLICATE_INVOCATION,
            (_, None) => Status::UNRECOGNIZED_OPERATION,
            _ => Status::SUCCESS,
        };
        let result = self
            .acceptor
            .send(context, &command.response(status), None, self.now);
        if let Err(error) = result {
            self.lines.push(format!("   not sent: {error}"));
        }
    }

    /// Lets time pass, waking the acceptor whenever it asks to be.
    pub fn wait(&mut self, seconds: u64) {
        let until = self.now + Duration::from_secs(seconds);
        while let Some(due) = self.acceptor.poll_timeout().filter(|due| *due <= until) {
            self.now = self.now.max(due);
            self.lines
                .push(format!("-- {} s", (self.now - self.start).as_secs()));
            self.acceptor.handle_timeout(self.now);
            self.turn();
        }
        self.now = until;
    }

    pub fn hang_up(&mut self) {
        self.acceptor.transport_closed(self.now);
        self.turn();
    }

    /// The transcript since the last call.
    pub fn transcript(&mut self) -> String {
        std::mem::take(&mut self.lines).join("\n")
    }
}

enum Answer {
    Nothing,
    Association,
    Request,
    Release,
}

fn react(
    event: Event<'_>,
    request: &mut Option<(ContextId, filmdesk_dimse::command::Command, Standing)>,
    data: &mut Vec<u8>,
) -> (String, Answer) {
    match event {
        Event::AssociationRequested(rq) => {
            let line = format!("-> requested by {} of {}", rq.calling, rq.called);
            (line, Answer::Association)
        }
        Event::Command {
            context,
            command,
            standing,
        } => {
            let line = format!(
                "-> {context}: {} {} {standing:?}",
                command.field, command.message_id
            );
            let answer = if command.has_data_set {
                Answer::Nothing
            } else {
                Answer::Request
            };
            *request = Some((context, command, standing));
            (line, answer)
        }
        Event::Data {
            context,
            fragment,
            last,
        } => {
            data.extend_from_slice(fragment);
            let end = if last { " last" } else { "" };
            let answer = if last {
                Answer::Request
            } else {
                Answer::Nothing
            };
            (
                format!("-> {context}: {} bytes{end}", fragment.len()),
                answer,
            )
        }
        Event::Aborted(cause) => (format!("-> aborted: {cause}"), Answer::Nothing),
        Event::Mistyped {
            context,
            invalid,
            status,
        } => (
            format!("-> {context}: mistyped, {invalid}: {status}"),
            Answer::Nothing,
        ),
        Event::Refused(rejection) => (format!("-> refused {rejection}"), Answer::Nothing),
        Event::ReleaseRequested => ("-> release requested".to_owned(), Answer::Release),
        Event::Closed(closing) => (format!("-> closed: {closing:?}"), Answer::Nothing),
        other => (format!("-> {other:?}"), Answer::Nothing),
    }
}
