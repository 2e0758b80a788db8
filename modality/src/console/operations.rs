//! What a console asks: C-ECHO and the N-services of PS3.7 10.1.

use std::time::Instant;

use filmdesk_dataset::{DataSet, Tag};
use filmdesk_dimse::command::{Command, CommandField, Operation};
use filmdesk_dimse::presentation::ContextId;
use filmdesk_dimse::service::VERIFICATION;
use filmdesk_dimse::uid::UidField;
use tokio::io::{AsyncRead, AsyncWrite};

use super::message::{Message, Response};
use super::{Body, Console, as_sent, encoding, no_context};
use crate::error::ConsoleError;
use crate::transcript;

impl<S: AsyncRead + AsyncWrite + Unpin> Console<S> {
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
                return Ok(message);
            }
            if self.expired.contains(&id) {
                return Err(ConsoleError::NoResponse(asked));
            }
            self.turn().await?;
        }
    }
}
