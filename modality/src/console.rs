//! One association of a console with a printer, as a conversation.

mod body;
mod config;
mod message;
mod wire;

use std::collections::VecDeque;
use std::time::{Duration, Instant};

use filmdesk_dataset::{DataSet, Encoding, Tag};
use filmdesk_dimse::command::{Command, CommandField, Operation};
use filmdesk_dimse::event::{AbortCause, AssociationAccept, Event};
use filmdesk_dimse::pdu::{AbortSource, Rejection};
use filmdesk_dimse::presentation::{AcceptedContext, ContextId};
use filmdesk_dimse::requestor::Requestor;
use filmdesk_dimse::service::{self, VERIFICATION};
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

    /// C-ECHO.
    ///
    /// # Errors
    /// [`ConsoleError`]; a status of failure is no error, here and below.
    pub async fn echo(&mut self) -> Result<Response, ConsoleError> {
        self.ask(Operation::CEcho, VERIFICATION, None, DataSet::new())
            .await
    }

    /// N-CREATE; without `instance` the printer makes the UID.
    ///
    /// # Errors
    /// [`ConsoleError`]
    pub async fn n_create(
        &mut self,
        sop_class: &str,
        instance: Option<&str>,
        body: impl Into<Body<'_>>,
    ) -> Result<Response, ConsoleError> {
        self.ask(Operation::NCreate, sop_class, instance, body)
            .await
    }

    /// N-SET.
    ///
    /// # Errors
    /// [`ConsoleError`]
    pub async fn n_set(
        &mut self,
        sop_class: &str,
        instance: &str,
        body: impl Into<Body<'_>>,
    ) -> Result<Response, ConsoleError> {
        self.ask(Operation::NSet, sop_class, Some(instance), body)
            .await
    }

    /// N-GET of some attributes, or of all with none.
    ///
    /// # Errors
    /// [`ConsoleError`]
    pub async fn n_get(
        &mut self,
        sop_class: &str,
        instance: &str,
        attributes: &[Tag],
    ) -> Result<Response, ConsoleError> {
        let mut command = self.request(Operation::NGet, sop_class, Some(instance));
        command.attribute_identifiers = attributes.to_vec();
        self.send(command, DataSet::new()).await
    }

    /// N-ACTION; print's only Action Type is 1.
    ///
    /// # Errors
    /// [`ConsoleError`]
    pub async fn n_action(
        &mut self,
        sop_class: &str,
        instance: &str,
        action: u16,
        body: impl Into<Body<'_>>,
    ) -> Result<Response, ConsoleError> {
        let mut command = self.request(Operation::NAction, sop_class, Some(instance));
        command.action_type = Some(action);
        self.send(command, body).await
    }

    /// N-DELETE.
    ///
    /// # Errors
    /// [`ConsoleError`]
    pub async fn n_delete(
        &mut self,
        sop_class: &str,
        instance: &str,
    ) -> Result<Response, ConsoleError> {
        self.ask(
            Operation::NDelete,
            sop_class,
            Some(instance),
            DataSet::new(),
        )
        .await
    }

    async fn ask(
        &mut self,
        operation: Operation,
        sop_class: &str,
        instance: Option<&str>,
        body: impl Into<Body<'_>>,
    ) -> Result<Response, ConsoleError> {
        let command = self.request(operation, sop_class, instance);
        self.send(command, body).await
    }

    /// A request with the next Message ID, to be changed and sent. UIDs go out as they are,
    /// also empty and malformed ones.
    pub fn request(
        &mut self,
        operation: Operation,
        sop_class: &str,
        instance: Option<&str>,
    ) -> Command {
        self.message_id = self.message_id.checked_add(1).unwrap_or(1);
        let mut command = Command::new(CommandField::Request(operation), self.message_id);
        command.sop_class_uid = Some(as_sent(sop_class));
        command.sop_instance_uid = instance.map(as_sent);
        command
    }

    /// Sends a request through the context that serves its class, and awaits its response.
    ///
    /// # Errors
    /// [`ConsoleError`]
    pub async fn send(
        &mut self,
        command: Command,
        body: impl Into<Body<'_>>,
    ) -> Result<Response, ConsoleError> {
        let class = command.sop_class_uid.as_ref().map_or("", UidField::as_str);
        let context = self.context_of(class).ok_or_else(|| no_context(class))?.id;
        self.send_on(context, command, body).await
    }

    /// As [`send`](Self::send), through any accepted context, the right one or not.
    ///
    /// # Errors
    /// [`ConsoleError`]
    pub async fn send_on(
        &mut self,
        context: ContextId,
        command: Command,
        body: impl Into<Body<'_>>,
    ) -> Result<Response, ConsoleError> {
        let asked = command.field.operation().map_or("request", Operation::name);
        let id = command.message_id;
        self.transmit(context, &command, &body.into()).await?;
        let message = self.response(asked, id).await?;
        if message.command.field != command.field.response() {
            return Err(ConsoleError::WrongResponse {
                expected: asked,
                found: message.command.field.to_string(),
            });
        }
        Ok(message.into())
    }

    /// Sends a request and does not wait: for consoles that pipeline, and for those that hang
    /// up. [`response_to`](Self::response_to) gets the response later.
    ///
    /// # Errors
    /// [`ConsoleError`]
    pub async fn send_only(
        &mut self,
        command: Command,
        body: impl Into<Body<'_>>,
    ) -> Result<(), ConsoleError> {
        let class = command.sop_class_uid.as_ref().map_or("", UidField::as_str);
        let context = self.context_of(class).ok_or_else(|| no_context(class))?.id;
        self.transmit(context, &command, &body.into()).await?;
        self.flush().await
    }

    /// Sends requests without data sets in one write, before any of them can be answered.
    ///
    /// # Errors
    /// [`ConsoleError`]
    pub async fn send_together(&mut self, commands: &[Command]) -> Result<(), ConsoleError> {
        for command in commands {
            let class = command.sop_class_uid.as_ref().map_or("", UidField::as_str);
            let context = self.context_of(class).ok_or_else(|| no_context(class))?.id;
            self.transmit(context, command, &Body::default()).await?;
        }
        self.flush().await
    }

    /// Sends a request and half of its data set, then nothing more: leave it with
    /// [`vanish`](Self::vanish).
    ///
    /// # Errors
    /// [`ConsoleError`]
    pub async fn send_half(
        &mut self,
        command: Command,
        body: impl Into<Body<'_>>,
    ) -> Result<(), ConsoleError> {
        let body = body.into();
        let class = command.sop_class_uid.as_ref().map_or("", UidField::as_str);
        let context = self.context_of(class).ok_or_else(|| no_context(class))?;
        let (context, encoding) = (context.id, encoding(context)?);
        self.say(transcript::request(&command, body.attributes()));
        let pieces = body.encode(encoding)?;
        let whole: Vec<u8> = pieces
            .iter()
            .flat_map(|piece| piece.bytes())
            .copied()
            .collect();
        self.requestor.begin(context, &command, Instant::now())?;
        self.requestor.send_data(&whole[..whole.len() / 2], false)?;
        self.flush().await
    }

    /// Awaits the response to a request that was sent with [`send_only`](Self::send_only).
    ///
    /// # Errors
    /// [`ConsoleError`]
    pub async fn response_to(&mut self, message_id: u16) -> Result<Response, ConsoleError> {
        Ok(self.response("request", message_id).await?.into())
    }

    async fn response(&mut self, asked: &'static str, id: u16) -> Result<Message, ConsoleError> {
        loop {
            let found = self
                .responses
                .iter()
                .position(|r| r.command.message_id == id);
            if let Some(message) = found.and_then(|index| self.responses.remove(index)) {
                self.hear(
                    transcript::response(&message.command, body::count(&message.data)),
                    false,
                );
                return Ok(message);
            }
            if self.expired.contains(&id) {
                return Err(ConsoleError::NoResponse(asked));
            }
            self.turn().await?;
        }
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
        self.requestor
            .send_data(&[], true)
            .map_err(|error| self.or_ended(error.into()))?;
        self.answer_events()
    }

    /// Parts are whole PDUs of the peer's maximum.
    async fn transmit_piece(&mut self, bytes: &[u8]) -> Result<(), ConsoleError> {
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
        self.say("A-ABORT".to_owned());
        self.requestor
            .abort(AbortSource::ServiceUser, Instant::now());
        self.wire.close(&mut self.requestor).await;
        self.transcript
    }

    /// Closes the connection without a word, as a console that is switched off; gives the
    /// transcript.
    pub fn vanish(mut self) -> Transcript {
        self.say("(connection closed)".to_owned());
        self.transcript
    }

    /// One step: takes what came, then waits for the connection once.
    async fn turn(&mut self) -> Result<(), ConsoleError> {
        self.take_events()?;
        self.check()?;
        self.wire.step(&mut self.requestor).await;
        self.take_events()?;
        self.check()
    }

    fn check(&self) -> Result<(), ConsoleError> {
        match self.ended {
            None => Ok(()),
            Some(Ended::Rejected(rejection)) => Err(ConsoleError::Rejected(rejection)),
            Some(Ended::Aborted(cause)) => Err(ConsoleError::Aborted(cause)),
            Some(Ended::Released) => Err(ConsoleError::Released),
        }
    }

    /// Why sending failed, rather than that it did.
    fn or_ended(&mut self, error: ConsoleError) -> ConsoleError {
        drop(self.take_events());
        self.check().err().unwrap_or(error)
    }

    fn take_events(&mut self) -> Result<(), ConsoleError> {
        while let Some(event) = self.requestor.poll_event() {
            match event {
                Event::Established(accept) => self.accepted(*accept),
                Event::Command {
                    context, command, ..
                } => {
                    self.partial = Some(Partial::new(context, command));
                    self.finish_message(false)?;
                }
                Event::Data { fragment, last, .. } => {
                    if let Some(partial) = &mut self.partial {
                        partial.push(fragment)?;
                    }
                    if last {
                        self.finish_message(true)?;
                    }
                }
                Event::Rejected(rejection) => self.end(Ended::Rejected(rejection)),
                Event::Aborted(cause) => self.end(Ended::Aborted(cause)),
                Event::ReleaseRequested => self.requestor.release(Instant::now()),
                Event::Released | Event::Closed(_) => self.end(Ended::Released),
                Event::ResponseTimeout { message_id } => self.expired.push(message_id),
                Event::AssociationRequested(_) | Event::Refused(_) | Event::Mistyped { .. } => {}
            }
        }
        Ok(())
    }

    fn accepted(&mut self, accept: AssociationAccept) {
        let (granted, asked) = (accept.contexts.len(), accept.answers.len());
        self.hear(
            format!("A-ASSOCIATE-AC {granted} of {asked} contexts"),
            false,
        );
        self.contexts = accept.contexts;
    }

    /// The first end is the one that counts: Closed follows every other.
    fn end(&mut self, ended: Ended) {
        if self.ended.is_some() {
            return;
        }
        match ended {
            Ended::Rejected(rejection) => self.hear(format!("A-ASSOCIATE-RJ {rejection}"), false),
            Ended::Aborted(cause) => self.hear(format!("A-ABORT ({cause})"), false),
            Ended::Released => {}
        }
        self.ended = Some(ended);
    }

    /// A message is whole after its data set, or after its command if it has none.
    fn finish_message(&mut self, has_data: bool) -> Result<(), ConsoleError> {
        let whole = |partial: &Partial| has_data || !partial.command.has_data_set;
        let Some(partial) = self.partial.take_if(|partial| whole(partial)) else {
            return Ok(());
        };
        let context = self
            .contexts
            .iter()
            .find(|context| context.id == partial.context);
        let message = partial.finish(context.map(encoding).transpose()?)?;
        match message.command.field {
            CommandField::Request(Operation::NEventReport) => self.notified(message),
            _ if self.responses.len() == MAX_RESPONSES => Err(ConsoleError::TooLong(
                "responses that were not awaited".to_owned(),
            )),
            _ => {
                self.responses.push_back(message);
                Ok(())
            }
        }
    }

    fn notified(&mut self, message: Message) -> Result<(), ConsoleError> {
        self.hear(
            transcript::request(&message.command, body::count(&message.data)),
            true,
        );
        self.unanswered
            .push_back((message.context, message.command.clone()));
        if self.notifications.len() == MAX_NOTIFICATIONS {
            self.notifications.pop_front();
        }
        self.notifications.push_back(message.into());
        self.answer_events()
    }

    /// Answers event reports, unless a data set of ours is on its way: then after it.
    fn answer_events(&mut self) -> Result<(), ConsoleError> {
        use filmdesk_dimse::association::SendError;
        while let Some((context, command)) = self.unanswered.front().cloned() {
            let EventAnswer::Status(status) = self.event_answer else {
                self.unanswered.clear();
                return Ok(());
            };
            let response = command.response(status);
            match self
                .requestor
                .send(context, &response, None, Instant::now())
            {
                Ok(()) => self
                    .transcript
                    .said(Speaker::Console, status.to_string(), true),
                Err(SendError::DataSetOpen) => return Ok(()),
                Err(error) => return Err(self.or_ended(error.into())),
            }
            self.unanswered.pop_front();
        }
        Ok(())
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
