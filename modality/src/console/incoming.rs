//! What a printer sends: responses, event reports, and the end of the association.

use std::time::Instant;

use filmdesk_dataset::Encoding;
use filmdesk_dimse::association::SendError;
use filmdesk_dimse::command::{CommandField, Operation};
use filmdesk_dimse::event::{AssociationAccept, Event};
use tokio::io::{AsyncRead, AsyncWrite};

use super::message::{Message, Partial};
use super::{Console, Ended, EventAnswer, MAX_NOTIFICATIONS, MAX_RESPONSES, body, encoding};
use crate::error::ConsoleError;
use crate::transcript::{self, Speaker};

impl<S: AsyncRead + AsyncWrite + Unpin> Console<S> {
    /// One step: takes what came, then waits for the connection once.
    pub(super) async fn turn(&mut self) -> Result<(), ConsoleError> {
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
    pub(super) fn or_ended(&mut self, error: ConsoleError) -> ConsoleError {
        drop(self.take_events());
        self.check().err().unwrap_or(error)
    }

    pub(super) fn take_events(&mut self) -> Result<(), ConsoleError> {
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
        // Of a compressed transfer syntax the elements are Explicit VR Little Endian (PS3.5 A.4).
        let encoding = context.map(|context| encoding(context).unwrap_or(Encoding::ExplicitLittle));
        let message = partial.finish(encoding)?;
        match message.command.field {
            CommandField::Request(Operation::NEventReport) => self.notified(message),
            _ if self.responses.len() == MAX_RESPONSES => Err(ConsoleError::TooLong(
                "responses that were not awaited".to_owned(),
            )),
            _ => {
                let attributes = body::count(&message.data);
                self.hear(transcript::response(&message.command, attributes), false);
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
    pub(super) fn answer_events(&mut self) -> Result<(), ConsoleError> {
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
                // An event that crossed our A-RELEASE-RQ (PS3.8 Sta7) can no more be answered.
                Err(SendError::NotEstablished) => {
                    self.unanswered.clear();
                    return Ok(());
                }
                Err(error) => return Err(self.or_ended(error.into())),
            }
            self.unanswered.pop_front();
        }
        Ok(())
    }
}
