//! What an association's events lead to: a silent core between the protocol and the services.

use std::net::SocketAddr;
use std::sync::Arc;

use filmdesk_dimse::command::Command;
use filmdesk_dimse::event::{AssociationRequest, Closing, Event, Standing};
use filmdesk_dimse::pdu::Rejection;
use filmdesk_dimse::presentation::{AcceptedContext, ContextId};
use tracing::{info, warn};

use super::admission::{Admission, admit};
use super::service::{Incoming, News, Outgoing, Service};
use super::services;
use crate::application::Application;
use crate::logging::Shown;
use crate::shared::{Printer, Shared};
use crate::witness;

/// What the driver is to do.
pub(super) enum Step {
    /// Nothing.
    Nothing,
    /// Accept the association on the terms of the application that was called.
    Accept(Arc<Application>),
    /// Reject it.
    Reject(Rejection),
    /// Send a message.
    Send(Box<Outgoing>),
    /// Answer a release.
    Release,
    /// Send what is left and close the connection.
    Close,
}

/// One association between its request and its end.
pub(super) struct Dialogue {
    shared: Arc<Shared>,
    peer: SocketAddr,
    asked: Option<Admission>,
    serving: Option<Serving>,
}

/// What a standing association has.
struct Serving {
    services: Vec<Box<dyn Service>>,
    /// Which of them a context's messages go to.
    routes: Vec<(ContextId, usize)>,
    /// The one that takes the message under way.
    receiving: Option<usize>,
    /// Keeps the association's places under the limits.
    admission: Admission,
}

impl Dialogue {
    pub(super) fn new(shared: Arc<Shared>, peer: SocketAddr) -> Self {
        Self {
            shared,
            peer,
            asked: None,
            serving: None,
        }
    }

    /// The printer of a standing association.
    pub(super) fn printer(&self) -> Option<&Arc<Printer>> {
        let serving = self.serving.as_ref()?;
        serving.admission.application.printer.as_ref()
    }

    /// Whether a message of the peer is under way.
    pub(super) fn is_receiving(&self) -> bool {
        self.serving
            .as_ref()
            .is_some_and(|serving| serving.receiving.is_some())
    }

    /// What an event leads to. May write to the disk.
    pub(super) fn on(&mut self, event: Event<'_>) -> Step {
        match event {
            Event::AssociationRequested(request) => self.requested(&request),
            Event::Command {
                context,
                command,
                standing,
            } => self.command(context, command, standing),
            Event::Data { fragment, last, .. } => self.data(fragment, last),
            Event::Mistyped {
                invalid, status, ..
            } => {
                warn!(%invalid, %status, "request refused: its command set does not parse");
                Step::Nothing
            }
            Event::Refused(rejection) => {
                warn!(peer = %self.peer, answer = %rejection, "association rejected: its request cannot be");
                let stranger = self.shared.witness.stranger(self.peer.ip());
                stranger.rejected(None, witness::of_request("unreadable"));
                Step::Nothing
            }
            Event::ReleaseRequested => Step::Release,
            Event::Released => self.ended("association released"),
            Event::Aborted(cause) => {
                warn!(%cause, "association aborted");
                self.ended("association ended")
            }
            Event::ResponseTimeout { message_id } => self.request_timed_out(message_id),
            Event::Closed(closing) => self.closed(closing),
            // A requestor's events.
            Event::Established(_) | Event::Rejected(_) => Step::Nothing,
        }
    }

    /// The next request of ours that is due.
    pub(super) fn poll_request(&mut self) -> Option<Outgoing> {
        let serving = self.serving.as_mut()?;
        if serving.receiving.is_some() {
            return None;
        }
        serving
            .services
            .iter_mut()
            .find_map(|service| service.poll_request())
    }

    /// Tells the services what happened elsewhere.
    pub(super) fn tell(&mut self, news: News<'_>) {
        for service in self.services() {
            service.told(news);
        }
    }

    /// What was to be sent is on its way.
    pub(super) fn answered(&mut self) {
        self.services().for_each(|service| service.answered());
    }

    fn services(&mut self) -> impl Iterator<Item = &mut Box<dyn Service>> {
        let serving = self.serving.iter_mut();
        serving.flat_map(|serving| &mut serving.services)
    }

    /// The association was accepted with these contexts.
    pub(super) fn established(&mut self, contexts: &[AcceptedContext]) {
        let Some(admission) = self.asked.take() else {
            return;
        };
        let (services, routes) = services::of(&self.shared, &admission, contexts);
        self.serving = Some(Serving {
            services,
            routes,
            receiving: None,
            admission,
        });
    }

    /// The association is over, however: what its services hold for it goes, its places are
    /// free.
    pub(super) fn end(&mut self) {
        self.asked = None;
        self.services().for_each(|service| service.end());
        self.serving = None;
    }

    fn requested(&mut self, request: &AssociationRequest) -> Step {
        let implementation = request
            .implementation_version_name
            .as_deref()
            .map_or(Shown("unknown"), Shown);
        let (calling, called) = (
            Shown(request.calling.as_str()),
            Shown(request.called.as_str()),
        );
        let caller = self.shared.witness.caller(request, self.peer.ip());
        match admit(request, &self.shared, &caller) {
            Ok(admission) => {
                info!(%calling, %called, peer = %self.peer, %implementation, max_pdu = request.max_pdu, "association accepted");
                let application = Arc::clone(&admission.application);
                caller.accepted(request, &application);
                self.asked = Some(admission);
                Step::Accept(application)
            }
            Err(denial) => {
                warn!(%calling, %called, peer = %self.peer, %implementation, answer = %denial.rejection, reason = denial.reason, "association rejected");
                caller.rejected(Some(request), witness::of_request(denial.word));
                Step::Reject(denial.rejection)
            }
        }
    }

    fn command(&mut self, context: ContextId, command: Command, standing: Standing) -> Step {
        let Some(serving) = &mut self.serving else {
            return Step::Nothing;
        };
        let route = serving.routes.iter().find(|(id, _)| *id == context);
        let Some((_, index)) = route.copied() else {
            return Step::Nothing;
        };
        let whole = !command.has_data_set;
        serving.receiving = Some(index);
        serving.services[index].begin(Incoming {
            context,
            command,
            standing,
        });
        serving.finish_if(whole)
    }

    fn data(&mut self, fragment: &[u8], last: bool) -> Step {
        let Some(serving) = &mut self.serving else {
            return Step::Nothing;
        };
        if let Some(index) = serving.receiving {
            serving.services[index].data(fragment);
        }
        serving.finish_if(last)
    }

    fn request_timed_out(&mut self, message_id: u16) -> Step {
        self.services()
            .for_each(|service| service.request_timed_out(message_id));
        Step::Nothing
    }

    fn ended(&mut self, what: &str) -> Step {
        if self.serving.is_some() {
            info!("{what}");
        }
        self.end();
        Step::Nothing
    }

    fn closed(&mut self, closing: Closing) -> Step {
        if closing == Closing::ArtimExpired {
            info!(peer = %self.peer, "closed: no association request, or no close, in time");
        }
        self.end();
        Step::Close
    }
}

impl Serving {
    /// Has a whole message served.
    fn finish_if(&mut self, whole: bool) -> Step {
        let Some(index) = self.receiving.take_if(|_| whole) else {
            return Step::Nothing;
        };
        match self.services[index].finish() {
            Some(message) => Step::Send(Box::new(message)),
            None => Step::Nothing,
        }
    }
}
