//! One association of a console with a printer, as a conversation.

mod body;
mod config;
mod incoming;
mod message;
mod operations;
mod wire;

use std::collections::VecDeque;
use std::time::{Duration, Instant};

use filmdesk_dataset::Encoding;
use filmdesk_dimse::command::Command;
use filmdesk_dimse::event::AbortCause;
use filmdesk_dimse::pdu::{AbortSource, Rejection};
use filmdesk_dimse::presentation::{AcceptedContext, ContextId};
use filmdesk_dimse::requestor::Requestor;
use filmdesk_dimse::service;
use filmdesk_dimse::status::Status;
use filmdesk_dimse::uid::{Uid, UidField};
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::TcpStream;

pub use body::{Body, group_length};
pub use config::{ConsoleConfig, EventAnswer};
pub use message::{MAX_DATA_SET, Notification, Response};
pub use wire::WireOddities;

use crate::error::ConsoleError;
use crate::transcript::{self, Speaker, Transcript, class_name};
use message::{Message, Partial};
use wire::Wire;

/// Bytes of a data set that are queued before they are written: some PDUs, so that writes are
/// large, and no more than the requestor holds without stopping to read.
const SEND_AHEAD: usize = 256 * 1024;
/// Event reports that nobody has looked at; older ones are dropped. A session of a hundred
/// films has some three hundred.
const MAX_NOTIFICATIONS: usize = 1024;
/// Responses that nobody awaited; more are a printer gone mad.
const MAX_RESPONSES: usize = 64;
/// How long a connection may take: as long as the default answer to it.
const CONNECT_TIMEOUT: Duration = Duration::from_secs(30);

/// A console on an association.
#[derive(Debug)]
pub struct Console<S> {
    wire: Wire<S>,
    requestor: Requestor,
    contexts: Vec<AcceptedContext>,
    preferred: Option<String>,
    event_answer: EventAnswer,
    message_id: u16,
    partial: Option<Partial>,
    responses: VecDeque<Message>,
    expired: Vec<u16>,
    notifications: VecDeque<Notification>,
    unanswered: VecDeque<(ContextId, Command)>,
    ended: Option<Ended>,
    transcript: Transcript,
}

/// How the association ended.
#[derive(Debug, Clone, Copy)]
enum Ended {
    Rejected(Rejection),
    Aborted(AbortCause),
    Released,
}

impl Console<TcpStream> {
    /// Connects to `address` (`host:port`) and associates.
    ///
    /// # Errors
    /// [`ConsoleError::Connect`], `Rejected` and the like.
    pub async fn connect(address: &str, config: ConsoleConfig) -> Result<Self, ConsoleError> {
        let connecting = tokio::time::timeout(CONNECT_TIMEOUT, TcpStream::connect(address));
        let connected = connecting
            .await
            .unwrap_or(Err(std::io::ErrorKind::TimedOut.into()));
        let stream = connected.map_err(|source| ConsoleError::Connect {
            address: address.to_owned(),
            source,
        })?;
        // Not fatal: without it answers only come later.
        drop(stream.set_nodelay(true));
        Self::associate(stream, config).await
    }
}

impl<S: AsyncRead + AsyncWrite + Unpin> Console<S> {
    /// Associates over a connection that stands: TCP, TLS, or a pipe in tests.
    ///
    /// # Errors
    /// [`ConsoleError::Rejected`] and the like.
    pub async fn associate(stream: S, config: ConsoleConfig) -> Result<Self, ConsoleError> {
        let proposed = config.abstract_syntaxes();
        let requestor = Requestor::new(config.proposal(), Instant::now())?;
        let mut console = Self {
            wire: Wire::new(stream, config.oddities),
            requestor,
            contexts: Vec::new(),
            preferred: None,
            event_answer: config.event_answer,
            message_id: 0,
            partial: None,
            responses: VecDeque::new(),
            expired: Vec::new(),
            notifications: VecDeque::new(),
            unanswered: VecDeque::new(),
            ended: None,
            transcript: Transcript::default(),
        };
        let names: Vec<&str> = proposed.iter().map(|uid| class_name(uid)).collect();
        console.say(format!("A-ASSOCIATE-RQ {}", names.join(", ")));
        console.established().await?;
        Ok(console)
    }

    async fn established(&mut self) -> Result<(), ConsoleError> {
        while !self.requestor.is_established() {
            self.turn().await?;
        }
        Ok(())
    }

    /// What was said.
    pub fn transcript(&self) -> &Transcript {
        &self.transcript
    }

    /// Gives the transcript away.
    pub fn take_transcript(&mut self) -> Transcript {
        std::mem::take(&mut self.transcript)
    }

    /// The accepted contexts.
    pub fn contexts(&self) -> &[AcceptedContext] {
        &self.contexts
    }

    /// Whether a SOP class was accepted, by itself or as a member of a Meta.
    pub fn serves(&self, sop_class: &str) -> bool {
        self.context_of(sop_class).is_some()
    }

    /// From now on, classes that several contexts serve go through the one of this abstract
    /// syntax: a Film Box made through the Color Meta has colour boxes.
    pub fn prefer(&mut self, abstract_syntax: &str) {
        self.preferred = Some(abstract_syntax.to_owned());
    }

    /// The context that requests upon `sop_class` go through: the preferred one, else one of
    /// its own, else that of a Meta.
    pub fn context_of(&self, sop_class: &str) -> Option<&AcceptedContext> {
        let own = |context: &&AcceptedContext| context.abstract_syntax == *sop_class;
        let serves = |context: &&AcceptedContext| {
            own(context)
                || service::meta_members(context.abstract_syntax.as_str()).contains(&sop_class)
        };
        let preferred = self.contexts.iter().filter(serves).find(|context| {
            let wanted = self.preferred.as_deref();
            wanted.is_some_and(|wanted| context.abstract_syntax == *wanted)
        });
        let own = || self.contexts.iter().find(own);
        preferred
            .or_else(own)
            .or_else(|| self.contexts.iter().find(serves))
    }

    /// The encoding of data sets upon `sop_class`.
    ///
    /// # Errors
    /// [`ConsoleError::NoContext`], `TransferSyntax`.
    pub fn encoding_of(&self, sop_class: &str) -> Result<Encoding, ConsoleError> {
        let context = self.context_of(sop_class);
        let context = context.ok_or_else(|| no_context(sop_class))?;
        encoding(context)
    }

    async fn transmit(
        &mut self,
        context: ContextId,
        command: &Command,
        body: &Body<'_>,
    ) -> Result<(), ConsoleError> {
        self.say(transcript::request(command, body.attributes()));
        let accepted = self.contexts.iter().find(|accepted| accepted.id == context);
        let accepted = accepted.ok_or_else(|| no_context("the request"))?;
        let pieces = body.encode(encoding(accepted)?)?;
        if pieces.iter().all(|piece| piece.bytes().is_empty()) {
            return Ok(self
                .requestor
                .send(context, command, None, Instant::now())?);
        }
        self.requestor.begin(context, command, Instant::now())?;
        for piece in &pieces {
            self.transmit_piece(piece.bytes()).await?;
        }
        self.end_streaming()
    }

    /// Begins a request whose data set follows in pieces.
    pub(crate) fn begin_streaming(
        &mut self,
        context: ContextId,
        command: &Command,
    ) -> Result<(), ConsoleError> {
        self.say(transcript::request(command, 0));
        let begun = self.requestor.begin(context, command, Instant::now());
        begun.map_err(|error| self.or_ended(error.into()))
    }

    /// The data set that was begun is over.
    pub(crate) fn end_streaming(&mut self) -> Result<(), ConsoleError> {
        self.requestor
            .send_data(&[], true)
            .map_err(|error| self.or_ended(error.into()))?;
        self.answer_events()
    }

    /// Sends A-ABORT and closes the connection.
    pub(crate) async fn break_off(&mut self, now: Instant) {
        self.say("A-ABORT".to_owned());
        self.requestor.abort(AbortSource::ServiceUser, now);
        self.wire.close(&mut self.requestor).await;
    }

    /// How many bytes are best sent at once.
    pub(crate) fn piece_size(&self) -> usize {
        part_size(self.requestor.peer_max_pdu())
    }

    /// Parts are whole PDUs of the peer's maximum.
    pub(crate) async fn transmit_piece(&mut self, bytes: &[u8]) -> Result<(), ConsoleError> {
        let part = part_size(self.requestor.peer_max_pdu());
        for part in bytes.chunks(part) {
            self.requestor
                .send_data(part, false)
                .map_err(|error| self.or_ended(error.into()))?;
            while self.wire.pending(&self.requestor) >= SEND_AHEAD {
                self.turn().await?;
            }
        }
        Ok(())
    }

    /// Writes everything that was queued.
    ///
    /// # Errors
    /// [`ConsoleError`]
    pub async fn flush(&mut self) -> Result<(), ConsoleError> {
        while self.wire.pending(&self.requestor) > 0 {
            self.turn().await?;
        }
        Ok(())
    }

    /// The next event report, waiting for at most `patience`. `None` when none came.
    ///
    /// # Errors
    /// [`ConsoleError`]
    pub async fn next_event(
        &mut self,
        patience: Duration,
    ) -> Result<Option<Notification>, ConsoleError> {
        let deadline = tokio::time::Instant::now() + patience;
        while self.notifications.is_empty() {
            match tokio::time::timeout_at(deadline, self.turn()).await {
                Ok(turned) => turned?,
                Err(_) => return Ok(None),
            }
        }
        Ok(self.notifications.pop_front())
    }

    /// How event reports are answered from now on.
    pub fn answer_events_with(&mut self, answer: EventAnswer) {
        self.event_answer = answer;
    }

    /// Releases the association and closes the connection; gives the transcript.
    ///
    /// # Errors
    /// [`ConsoleError`] when the peer aborts instead.
    pub async fn release(mut self) -> Result<Transcript, ConsoleError> {
        self.hang_up().await?;
        Ok(self.transcript)
    }

    /// As [`release`](Self::release), keeping the console for its transcript.
    ///
    /// # Errors
    /// [`ConsoleError`] when the peer aborts instead.
    pub async fn hang_up(&mut self) -> Result<(), ConsoleError> {
        self.say("A-RELEASE-RQ".to_owned());
        self.requestor.release(Instant::now());
        loop {
            match self.turn().await {
                Ok(()) => {}
                Err(ConsoleError::Released) => break,
                Err(error) => return Err(error),
            }
        }
        self.hear("A-RELEASE-RP".to_owned(), false);
        self.wire.close(&mut self.requestor).await;
        Ok(())
    }

    /// Sends A-ABORT and closes the connection; gives the transcript.
    pub async fn abort(mut self) -> Transcript {
        self.break_off(Instant::now()).await;
        self.transcript
    }

    /// Closes the connection without a word, as a console that is switched off; gives the
    /// transcript.
    pub fn vanish(mut self) -> Transcript {
        self.say("(connection closed)".to_owned());
        self.transcript
    }

    fn say(&mut self, text: String) {
        self.transcript.said(Speaker::Console, text, false);
    }

    fn hear(&mut self, text: String, is_event: bool) {
        self.transcript.said(Speaker::Printer, text, is_event);
    }
}

fn no_context(sop_class: &str) -> ConsoleError {
    ConsoleError::NoContext(class_name(sop_class).to_owned())
}

fn encoding(context: &AcceptedContext) -> Result<Encoding, ConsoleError> {
    let syntax = context.transfer_syntax.as_str();
    Encoding::of_native(syntax).ok_or_else(|| ConsoleError::TransferSyntax(syntax.to_owned()))
}

/// A UID field as it is, valid or not: an empty one is sent with length 0.
fn as_sent(text: &str) -> UidField {
    match Uid::parse(text) {
        Ok(uid) => UidField::Valid(uid),
        Err(_) => UidField::Invalid(text.to_owned()),
    }
}

/// As many bytes as whole PDUs of the peer's maximum hold within [`SEND_AHEAD`].
fn part_size(peer_max_pdu: u32) -> usize {
    use filmdesk_dimse::pdu::PDV_HEADER;
    use filmdesk_dimse::settings::MAX_SENT_PDU;
    let maximum = match peer_max_pdu {
        0 => MAX_SENT_PDU,
        limited => limited.min(MAX_SENT_PDU),
    };
    // Payload is even, as the association keeps it.
    let payload = ((maximum as usize).saturating_sub(PDV_HEADER) & !1).max(2);
    payload * (SEND_AHEAD / 2 / payload).max(1)
}

impl Response {
    /// Whether it was done, with or without reservation.
    pub fn is_done(&self) -> bool {
        !self.status.is_failure()
    }

    /// Whether it was done without reservation.
    pub fn is_success(&self) -> bool {
        self.status == Status::SUCCESS
    }
}
