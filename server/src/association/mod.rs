//! One association, one owner task on a thread of its own: wake, act, flush.
//!
//! ```text
//! wake    bytes, room for output, a deadline, news of jobs and printer, shutdown
//! act     Dialogue: events -> the context's Service (print, storage) -> steps (synchronous)
//! flush   with the next wake, output first, as one write
//! ```

mod admission;
mod dialogue;
mod print;
mod service;
mod services;
mod storage;

use std::net::SocketAddr;
use std::ops::ControlFlow;
use std::sync::Arc;
use std::time::{Duration, Instant};

use filmdesk_archive::{JobChange, JobQueue};
use filmdesk_config::settings::Limits;
use filmdesk_dimse::acceptor::{Acceptance, Acceptor};
use filmdesk_dimse::association::SendError;
use filmdesk_dimse::event::Event;
use filmdesk_dimse::pdu::{AbortSource, Rejection};
use filmdesk_dimse::settings::{Settings, Timeouts};
use filmdesk_print_scp::environment::PrinterStatus;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::sync::{broadcast, watch};
use tracing::{Instrument, debug, info, info_span};

use crate::application::Application;
use crate::recording::Tap;
use crate::shared::Shared;
use crate::shutdown::{ShutdownWatch, Stage};
use crate::wire::{Turn, Wire};
use dialogue::{Dialogue, Step};
use service::Outgoing;

/// The last bytes of an association are written within this time, or not at all.
const CLOSE_TIMEOUT: Duration = Duration::from_secs(1);

/// Serves the association on `stream` to its end.
pub(crate) async fn run<S>(
    stream: S,
    peer: SocketAddr,
    shared: Arc<Shared>,
    shutdown: ShutdownWatch,
) where
    S: AsyncRead + AsyncWrite + Unpin,
{
    let span = info_span!("association", id = %shared.ids.next());
    Driver::new(stream, peer, shared, shutdown)
        .drive()
        .instrument(span)
        .await;
}

/// Why the task woke.
enum Wake {
    Turn(Turn),
    Deadline,
    Job(JobChange),
    JobsMissed,
    Printer(PrinterStatus),
    Shutdown(Stage),
}

/// What happens elsewhere and is told to a standing association.
struct News {
    jobs: broadcast::Receiver<JobChange>,
    printer: watch::Receiver<PrinterStatus>,
}

impl News {
    async fn next(&mut self) -> Wake {
        tokio::select! {
            change = self.jobs.recv() => match change {
                Ok(change) => Wake::Job(change),
                Err(broadcast::error::RecvError::Lagged(_)) => Wake::JobsMissed,
                Err(broadcast::error::RecvError::Closed) => std::future::pending().await,
            },
            changed = self.printer.changed() => match changed {
                Ok(()) => Wake::Printer(self.printer.borrow_and_update().clone()),
                Err(_) => std::future::pending().await,
            },
        }
    }
}

struct Driver<S> {
    wire: Wire<S>,
    acceptor: Acceptor,
    dialogue: Dialogue,
    peer: SocketAddr,
    /// Who records it, if anybody.
    tap: Option<Tap>,
    shared: Arc<Shared>,
    news: Option<News>,
    shutdown: ShutdownWatch,
    stage: Stage,
}

impl<S: AsyncRead + AsyncWrite + Unpin> Driver<S> {
    fn new(stream: S, peer: SocketAddr, shared: Arc<Shared>, shutdown: ShutdownWatch) -> Self {
        let settings = acceptor_settings(&shared.live().limits);
        Self {
            wire: Wire::new(stream),
            acceptor: Acceptor::new(settings, Instant::now()),
            dialogue: Dialogue::new(Arc::clone(&shared), peer),
            peer,
            tap: None,
            shared,
            news: None,
            shutdown,
            stage: Stage::Running,
        }
    }

    async fn drive(mut self) {
        loop {
            let wake = self.wake().await;
            if self.act(wake, Instant::now()).is_break() {
                break;
            }
        }
        self.dialogue.end();
        let rest = self.acceptor.transmit();
        if let Some(tap) = &mut self.tap {
            tap.sent(rest);
        }
        let closing = tokio::time::timeout(CLOSE_TIMEOUT, self.wire.finish(rest));
        // A peer that is gone needs no goodbye.
        drop(closing.await);
    }

    /// Changes nothing but the bytes in the buffers.
    async fn wake(&mut self) -> Wake {
        let deadline = self.acceptor.poll_timeout();
        tokio::select! {
            biased;
            stage = self.shutdown.rises_above(self.stage) => Wake::Shutdown(stage),
            turn = self.wire.turn(&mut self.acceptor) => Wake::Turn(turn),
            () = until(deadline) => Wake::Deadline,
            wake = next_news(&mut self.news) => wake,
        }
    }

    fn act(&mut self, wake: Wake, now: Instant) -> ControlFlow<()> {
        match wake {
            Wake::Turn(Turn::Read(length)) => self.read(length, now),
            Wake::Turn(Turn::Wrote(length)) => self.wrote(length, now),
            Wake::Turn(Turn::Ended(error)) => {
                if let Some(error) = error {
                    debug!(%error, "connection broke");
                }
                self.acceptor.transport_closed(now);
            }
            Wake::Deadline => self.acceptor.handle_timeout(now),
            Wake::Job(change) => self.dialogue.tell(service::News::Job(&change)),
            Wake::JobsMissed => self.dialogue.tell(service::News::JobsMissed),
            Wake::Printer(status) => self.dialogue.tell(service::News::Printer(&status)),
            Wake::Shutdown(stage) => self.stage = stage,
        }
        self.take_events(now)?;
        self.drain(now)
    }

    fn read(&mut self, length: usize, now: Instant) {
        if let Some(tap) = &mut self.tap {
            tap.received(&self.acceptor.space()[..length]);
        }
        self.acceptor.filled(length, now);
    }

    fn wrote(&mut self, length: usize, now: Instant) {
        if let Some(tap) = &mut self.tap {
            tap.sent(&self.acceptor.transmit()[..length]);
        }
        self.acceptor.transmitted(length, now);
        if self.acceptor.pending_output() == 0 {
            self.dialogue.answered();
        }
    }

    /// Takes all events, then tells what there is to tell.
    fn take_events(&mut self, now: Instant) -> ControlFlow<()> {
        while let Some(event) = self.acceptor.poll_event() {
            if let Event::AssociationRequested(request) = &event {
                self.tap = self.shared.recordings.begin(request, self.peer.ip());
            } else if let Some(tap) = &mut self.tap {
                tap.remark(&event);
            }
            let step = self.dialogue.on(event);
            self.take_step(step, now)?;
        }
        while let Some(request) = self.dialogue.poll_request() {
            self.send(&request, now);
        }
        ControlFlow::Continue(())
    }

    fn take_step(&mut self, step: Step, now: Instant) -> ControlFlow<()> {
        match step {
            Step::Nothing => {}
            Step::Accept(application) => self.accept(&application, now),
            Step::Reject(rejection) => self.acceptor.reject(rejection, now),
            Step::Send(message) => self.send(&message, now),
            Step::Release => self.acceptor.release(now),
            Step::Close => return ControlFlow::Break(()),
        }
        ControlFlow::Continue(())
    }

    fn accept(&mut self, application: &Application, now: Instant) {
        let acceptance = Acceptance {
            offers: application,
            identity_response: None,
        };
        match self.acceptor.accept(&acceptance, now) {
            Ok(contexts) => self.dialogue.established(contexts),
            Err(error) => {
                info!(%error, "association not accepted");
                self.acceptor.reject(Rejection::NO_REASON, now);
                self.dialogue.end();
            }
        }
        self.news = self.dialogue.printer().map(|printer| {
            let mut printer = printer.status.clone();
            // What was before the association is no change: N-GET tells it.
            printer.mark_unchanged();
            News {
                jobs: self.shared.spool.subscribe(),
                printer,
            }
        });
    }

    fn send(&mut self, message: &Outgoing, now: Instant) {
        let Outgoing {
            context,
            command,
            data_set,
        } = message;
        let sent = self
            .acceptor
            .send(*context, command, data_set.as_deref(), now);
        match sent {
            // The association is gone, or is aborted by this very error; its end is an event.
            Ok(()) | Err(SendError::NotEstablished | SendError::NoRoomForData(_)) => {}
            Err(error) => info!(message = %command.field, %error, "not sent"),
        }
    }

    /// At shutdown: ends as soon as no message is under way.
    fn drain(&mut self, now: Instant) -> ControlFlow<()> {
        let busy = self.dialogue.is_receiving() || self.acceptor.pending_output() > 0;
        let go_on = match self.stage {
            Stage::Running => true,
            Stage::Draining => busy,
            Stage::Ending => false,
        };
        if go_on {
            return ControlFlow::Continue(());
        }
        if self.acceptor.is_established() {
            info!("association aborted: the server ends");
        }
        self.acceptor.abort(AbortSource::ServiceUser, now);
        ControlFlow::Break(())
    }
}

async fn until(deadline: Option<Instant>) {
    match deadline {
        Some(deadline) => tokio::time::sleep_until(deadline.into()).await,
        None => std::future::pending().await,
    }
}

async fn next_news(news: &mut Option<News>) -> Wake {
    match news {
        Some(news) => news.next().await,
        None => std::future::pending().await,
    }
}

fn acceptor_settings(limits: &Limits) -> Settings {
    Settings {
        max_pdu: limits.max_pdu,
        timeouts: Timeouts {
            artim: limits.artim,
            idle: limits.idle,
            message: limits.message,
            response: limits.event_confirmation,
        },
        ..Settings::default()
    }
}
