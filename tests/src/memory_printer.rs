//! A whole printer without sockets, disk or clock: the association, the scanner and the print
//! service as the server joins them, over a world of a few fields. For damage by the thousand.

use std::collections::BTreeMap;
use std::io;
use std::sync::Arc;
use std::time::{Duration, Instant};

use filmdesk_dataset::scan::{Limits, Scanner};
use filmdesk_dataset::{BulkSink, DataSet, Encoding, encode};
use filmdesk_dimse::acceptor::{Acceptance, Acceptor};
use filmdesk_dimse::command::Command;
use filmdesk_dimse::event::{Event, Standing};
use filmdesk_dimse::pdu::Rejection;
use filmdesk_dimse::presentation::{AcceptedContext, ContextId, Offer};
use filmdesk_dimse::settings::Settings;
use filmdesk_dimse::uid::Uid;
use filmdesk_print_scp::environment::{
    Admission, Environment, NewJob, NoRoom, PrintJobState, PrinterStatus, SubmitError, Timestamp,
};
use filmdesk_print_scp::film::compose::compose;
use filmdesk_print_scp::offers::offers;
use filmdesk_print_scp::peer::PeerProfile;
use filmdesk_print_scp::printer::PrinterProfile;
use filmdesk_print_scp::profile_defaults::default_printer_profile;
use filmdesk_print_scp::service::{Association, DataFailure, PrintService};
use filmdesk_print_scp::sheet::PixelRef;
use filmdesk_print_scp::terms::{ExecutionStatus, StatusInfo};

/// Times that a clock may run out before an association must be over: each of its four timers,
/// for the peer's message, for ours, and some to spare.
const MAX_TIMEOUTS: usize = 16;

/// What happened on an association.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tally {
    /// Events that the association told.
    pub events: u64,
    /// Answers by status.
    pub answers: BTreeMap<u16, u64>,
    /// Films that were accepted for printing.
    pub films: u64,
    /// Bytes of pixels that were taken.
    pub pixels: u64,
}

/// The printer at one end of an association.
pub struct MemoryPrinter {
    acceptor: Acceptor,
    desk: Desk,
}

/// Everything but the protocol.
struct Desk {
    offers: Vec<Offer>,
    profile: Arc<PrinterProfile>,
    calling: String,
    serving: Option<Serving>,
    world: World,
    tally: Tally,
}

struct Serving {
    service: PrintService,
    contexts: Vec<AcceptedContext>,
    incoming: Option<Incoming>,
}

struct Incoming {
    context: ContextId,
    command: Command,
    standing: Standing,
    scanner: Option<Scanner>,
    failure: Option<DataFailure>,
}

/// What the driver is to do.
enum Step {
    Nothing,
    Accept,
    Send(ContextId, Box<Command>, Option<Vec<u8>>),
    Release,
}

/// The films and jobs of one association; pixels are counted and dropped.
#[derive(Default)]
struct World {
    minted: u64,
    values: u64,
    pixels: u64,
    films: u64,
    profile: Option<Arc<PrinterProfile>>,
    jobs: BTreeMap<String, PrintJobState>,
}

/// The printer of all conversations, made once.
pub fn profile() -> Arc<PrinterProfile> {
    Arc::new(default_printer_profile())
}

impl MemoryPrinter {
    /// A connection that was opened at `now`.
    pub fn new(profile: &Arc<PrinterProfile>, settings: Settings, now: Instant) -> Self {
        let world = World {
            profile: Some(Arc::clone(profile)),
            ..World::default()
        };
        let desk = Desk {
            offers: offers(),
            profile: Arc::clone(profile),
            calling: String::new(),
            serving: None,
            world,
            tally: Tally::default(),
        };
        Self {
            acceptor: Acceptor::new(settings, now),
            desk,
        }
    }

    /// Takes bytes; what is to be sent goes to `send`. Whether the connection still stands.
    pub fn receive(&mut self, mut bytes: &[u8], now: Instant, send: &mut dyn FnMut(&[u8])) -> bool {
        while !bytes.is_empty() && !self.acceptor.is_closed() {
            let taken = self.acceptor.receive(bytes, now);
            bytes = &bytes[taken..];
            let moved = self.turn(now, send);
            assert!(
                taken > 0 || moved,
                "neither bytes nor events move: an endless loop"
            );
        }
        !self.acceptor.is_closed()
    }

    /// The peer hung up; then time passes until all is over.
    ///
    /// # Panics
    /// When it is never over.
    pub fn hang_up(&mut self, now: Instant) -> Tally {
        self.acceptor.transport_closed(now);
        self.turn(now, &mut |_| {});
        self.tally()
    }

    /// The peer says nothing more, and does not hang up.
    ///
    /// # Panics
    /// When the association is not over after `MAX_TIMEOUTS`.
    pub fn fall_silent(&mut self, mut now: Instant) -> Tally {
        for _ in 0..MAX_TIMEOUTS {
            let Some(deadline) = self.acceptor.poll_timeout() else {
                break;
            };
            now = now.max(deadline) + Duration::from_millis(1);
            self.acceptor.handle_timeout(now);
            self.turn(now, &mut |_| {});
        }
        assert!(
            self.acceptor.is_closed(),
            "silence does not end the association"
        );
        self.tally()
    }

    /// What happened until now.
    pub fn tally(&self) -> Tally {
        let world = &self.desk.world;
        Tally {
            films: world.films,
            pixels: world.pixels,
            ..self.desk.tally.clone()
        }
    }

    /// Takes events and sends until neither is left; whether there was any.
    fn turn(&mut self, now: Instant, send: &mut dyn FnMut(&[u8])) -> bool {
        let mut moved = false;
        loop {
            let mut again = self.take_events(now);
            let pending = self.acceptor.transmit();
            if !pending.is_empty() {
                let length = pending.len();
                send(pending);
                self.acceptor.transmitted(length, now);
                again = true;
            }
            if !again {
                return moved;
            }
            moved = true;
        }
    }

    fn take_events(&mut self, now: Instant) -> bool {
        let mut any = false;
        while let Some(event) = self.acceptor.poll_event() {
            any = true;
            let step = self.desk.on(event);
            self.take(step, now);
        }
        while let Some(step) = self.desk.next_report() {
            any = true;
            self.take(step, now);
        }
        any
    }

    fn take(&mut self, step: Step, now: Instant) {
        match step {
            Step::Nothing => {}
            Step::Accept => self.accept(now),
            Step::Release => self.acceptor.release(now),
            Step::Send(context, command, data) => {
                // The peer may be gone, or unable to take data: its end is an event.
                let _ = self.acceptor.send(context, &command, data.as_deref(), now);
            }
        }
    }

    fn accept(&mut self, now: Instant) {
        let acceptance = Acceptance {
            offers: &self.desk.offers,
            identity_response: None,
        };
        match self.acceptor.accept(&acceptance, now) {
            Ok(contexts) => {
                let contexts = contexts.to_vec();
                self.desk.established(contexts);
            }
            Err(_) => self.acceptor.reject(Rejection::NO_REASON, now),
        }
    }
}

impl Desk {
    fn on(&mut self, event: Event<'_>) -> Step {
        self.tally.events += 1;
        match event {
            Event::AssociationRequested(request) => {
                self.calling = request.calling.to_string();
                Step::Accept
            }
            Event::Command {
                context,
                command,
                standing,
            } => self.command(context, command, standing),
            Event::Data { fragment, last, .. } => self.data(fragment, last),
            Event::ReleaseRequested => Step::Release,
            Event::ResponseTimeout { message_id } => {
                if let Some(serving) = &mut self.serving {
                    serving.service.event_timed_out(message_id);
                }
                Step::Nothing
            }
            Event::Released | Event::Aborted(_) | Event::Closed(_) => self.end(),
            Event::Mistyped { status, .. } => {
                *self.tally.answers.entry(status.0).or_default() += 1;
                Step::Nothing
            }
            Event::Refused(_) | Event::Established(_) | Event::Rejected(_) => Step::Nothing,
        }
    }

    fn established(&mut self, contexts: Vec<AcceptedContext>) {
        let service = PrintService::new(Association {
            printer: Arc::clone(&self.profile),
            peer: Arc::new(PeerProfile::default()),
            calling_ae: self.calling.clone(),
            contexts: contexts.clone(),
        });
        self.serving = Some(Serving {
            service,
            contexts,
            incoming: None,
        });
    }

    fn end(&mut self) -> Step {
        if let Some(mut serving) = self.serving.take() {
            serving.service.end(&mut self.world);
        }
        Step::Nothing
    }

    fn command(&mut self, context: ContextId, command: Command, standing: Standing) -> Step {
        let Some(serving) = &mut self.serving else {
            return Step::Nothing;
        };
        let encoding = serving.encoding(context);
        let read = command.has_data_set && standing != Standing::Duplicate;
        let scanner = encoding
            .filter(|_| read)
            .map(|encoding| Scanner::new(encoding, Limits::PEER));
        let whole = !command.has_data_set;
        serving.incoming = Some(Incoming {
            context,
            command,
            standing,
            scanner,
            failure: None,
        });
        if whole { self.serve() } else { Step::Nothing }
    }

    fn data(&mut self, fragment: &[u8], last: bool) -> Step {
        let incoming = self
            .serving
            .as_mut()
            .and_then(|serving| serving.incoming.as_mut());
        if let Some(incoming) = incoming
            && let Some(scanner) = &mut incoming.scanner
            && scanner.feed(fragment, &mut self.world).is_err()
        {
            incoming.scanner = None;
            incoming.failure = Some(DataFailure::Unreadable);
        }
        if last { self.serve() } else { Step::Nothing }
    }

    fn serve(&mut self) -> Step {
        let Some(serving) = &mut self.serving else {
            return Step::Nothing;
        };
        let Some(mut incoming) = serving.incoming.take() else {
            return Step::Nothing;
        };
        let data = incoming.finish();
        let (context, command) = (incoming.context, &incoming.command);
        let answer = match (incoming.standing, data) {
            (Standing::Duplicate, _) => Some(serving.service.refuse_duplicate(context, command)),
            (Standing::Unsolicited, _) => None,
            (_, Ok(data)) => serving
                .service
                .handle(context, command, data, &mut self.world),
            (_, Err(failure)) => serving.service.refuse_data(context, command, failure),
        };
        let Some(answer) = answer else {
            return Step::Nothing;
        };
        *self.tally.answers.entry(answer.status().0).or_default() += 1;
        serving.encoded(answer.context, answer.command, answer.data_set)
    }

    /// Jobs print as soon as they are there: their events follow.
    fn next_report(&mut self) -> Option<Step> {
        let serving = self
            .serving
            .as_mut()
            .filter(|serving| serving.incoming.is_none())?;
        for (uid, job) in &mut self.world.jobs {
            let next = match job.status {
                ExecutionStatus::Pending => ExecutionStatus::Printing,
                ExecutionStatus::Printing => ExecutionStatus::Done,
                _ => continue,
            };
            job.status = next;
            let uid = Uid::parse(uid).expect("a minted UID");
            serving.service.job_changed(&uid, job);
        }
        let event = serving.service.poll_event()?;
        Some(serving.encoded(event.context, event.command, event.data_set))
    }
}

impl Serving {
    fn encoding(&self, context: ContextId) -> Option<Encoding> {
        let context = self
            .contexts
            .iter()
            .find(|accepted| accepted.id == context)?;
        Encoding::of_native(context.transfer_syntax.as_str())
    }

    fn encoded(&self, context: ContextId, command: Command, data: Option<DataSet>) -> Step {
        let encoding = self.encoding(context).unwrap_or(Encoding::ImplicitLittle);
        let data = data
            .map(|data| encode::encode(&data, encoding).expect("our own data sets can be written"));
        Step::Send(context, Box::new(command), data)
    }
}

impl Incoming {
    fn finish(&mut self) -> Result<Option<DataSet>, DataFailure> {
        if let Some(failure) = self.failure {
            return Err(failure);
        }
        let data = self.scanner.take().map(Scanner::finish).transpose();
        data.map_err(|_| DataFailure::Unreadable)
    }
}

impl BulkSink for World {
    fn begin(&mut self, _: Option<u64>) -> io::Result<u64> {
        self.values += 1;
        Ok(self.values)
    }

    fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.pixels += bytes.len() as u64;
        Ok(())
    }

    fn end(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Environment for World {
    fn mint_uid(&mut self) -> Uid {
        self.minted += 1;
        Uid::parse(&format!("1.2.826.0.1.{}", self.minted)).expect("a UID")
    }

    fn now(&mut self) -> Timestamp {
        Timestamp {
            year: 2026,
            month: 11,
            day: 24,
            hour: 19,
            minute: 30,
            second: 0,
        }
    }

    fn admit(&mut self, _: Admission) -> Result<(), NoRoom> {
        Ok(())
    }

    fn reserve_memory(&mut self, _: u32) -> Result<(), NoRoom> {
        Ok(())
    }

    fn start_film(&mut self) -> Result<(), NoRoom> {
        Ok(())
    }

    fn release_pixels(&mut self, _: PixelRef) {}

    fn submit(&mut self, job: NewJob) -> Result<(), SubmitError> {
        let profile = self.profile.as_ref().expect("the printer");
        for sheet in &job.films.sheets {
            // What was accepted can be laid out: its statuses came from the same geometry.
            compose(profile, sheet).expect("an accepted film can be composed");
            self.films += 1;
        }
        let state = PrintJobState {
            status: ExecutionStatus::Pending,
            info: StatusInfo::Normal,
            priority: job.films.priority,
            created: job.created,
            printer_name: profile.name.clone(),
            originator: job.films.originator,
        };
        self.jobs.insert(job.uid.to_string(), state);
        Ok(())
    }

    fn job(&mut self, uid: &Uid) -> Option<PrintJobState> {
        self.jobs.get(uid.as_str()).cloned()
    }

    fn delete_job(&mut self, uid: &Uid) {
        self.jobs.remove(uid.as_str());
    }

    fn printer(&mut self) -> PrinterStatus {
        PrinterStatus::NORMAL
    }
}
