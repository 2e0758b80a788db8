//! A minimal printer on a pipe: it answers everything, keeps what it was sent, and can be told
//! to answer otherwise.
#![allow(dead_code)] // each test file uses its part

use std::sync::{Arc, Mutex};
use std::time::Instant;

use filmdesk_dataset::bulk::MemorySink;
use filmdesk_dataset::scan::{Limits, Scanner};
use filmdesk_dataset::{DataSet, Encoding, VR, encode, tags};
use filmdesk_dimse::acceptor::{Acceptance, Acceptor};
use filmdesk_dimse::ae_title::AeTitle;
use filmdesk_dimse::command::{Command, CommandField, Operation};
use filmdesk_dimse::event::{Event, Standing};
use filmdesk_dimse::pdu::Rejection;
use filmdesk_dimse::presentation::{ContextId, Offer, Roles};
use filmdesk_dimse::service::*;
use filmdesk_dimse::settings::Settings;
use filmdesk_dimse::status::Status;
use filmdesk_dimse::uid::{Uid, UidField};
use filmdesk_modality::film::REFERENCED_PRINT_JOB_SEQUENCE;
use filmdesk_modality::film::attributes::reference;
use filmdesk_modality::{Console, ConsoleConfig, ConsoleError};
use tokio::io::{AsyncReadExt, AsyncWriteExt, DuplexStream};

const fn offer(abstract_syntax: &'static str) -> Offer {
    Offer {
        abstract_syntax,
        transfer_syntaxes: UNCOMPRESSED,
        roles: Roles::SCU,
    }
}

pub(crate) const ALL: &[Offer] = &[
    offer(VERIFICATION),
    offer(BASIC_GRAYSCALE_PRINT_MANAGEMENT_META),
    offer(BASIC_COLOR_PRINT_MANAGEMENT_META),
    offer(BASIC_ANNOTATION_BOX),
    offer(PRINT_JOB),
    offer(PRINTER),
    offer(PRESENTATION_LUT),
];
/// No Presentation LUT, no Annotation, no Print Job.
pub(crate) const METAS_ONLY: &[Offer] = &[
    offer(VERIFICATION),
    offer(BASIC_GRAYSCALE_PRINT_MANAGEMENT_META),
    offer(BASIC_COLOR_PRINT_MANAGEMENT_META),
];
const BIG_ENDIAN: &[Offer] = &[Offer {
    abstract_syntax: BASIC_GRAYSCALE_PRINT_MANAGEMENT_META,
    transfer_syntaxes: &[EXPLICIT_VR_BIG_ENDIAN],
    roles: Roles::SCU,
}];

/// How the printer behaves.
#[derive(Clone)]
pub(crate) struct Behaviour {
    pub(crate) offers: &'static [Offer],
    pub(crate) max_pdu: u32,
    /// Instead of Success: for the n-th request (from 1) of an operation upon a class.
    pub(crate) answers: Vec<(Operation, &'static str, usize, Status)>,
    /// Event types of Print Job that follow an N-ACTION.
    pub(crate) events: &'static [u16],
    pub(crate) reject: bool,
    /// Closes the connection at this operation.
    pub(crate) vanish_at: Option<Operation>,
    /// Does not answer this operation.
    pub(crate) mute_at: Option<Operation>,
    pub(crate) named: &'static str,
}

impl Default for Behaviour {
    fn default() -> Self {
        Self {
            offers: ALL,
            max_pdu: 16_384,
            answers: Vec::new(),
            events: &[1, 2, 3],
            reject: false,
            vanish_at: None,
            mute_at: None,
            named: "SCRIPTED",
        }
    }
}

impl Behaviour {
    pub(crate) fn big_endian() -> Self {
        Self {
            offers: BIG_ENDIAN,
            ..Self::default()
        }
    }

    pub(crate) fn answering(
        mut self,
        operation: Operation,
        class: &'static str,
        nth: usize,
        status: Status,
    ) -> Self {
        self.answers.push((operation, class, nth, status));
        self
    }
}

/// A message that came, with its pixels.
#[derive(Debug, Clone)]
pub(crate) struct Received {
    pub(crate) command: Command,
    pub(crate) data: DataSet,
    pub(crate) pixels: Vec<Vec<u8>>,
    pub(crate) big_endian: bool,
}

pub(crate) type Log = Arc<Mutex<Vec<Received>>>;

/// A printer behind every connection that is opened.
#[derive(Clone)]
pub(crate) struct Printer {
    behaviour: Behaviour,
    pub(crate) log: Log,
}

impl Printer {
    pub(crate) fn new(behaviour: Behaviour) -> Self {
        Self {
            behaviour,
            log: Log::default(),
        }
    }

    pub(crate) fn open(&self) -> DuplexStream {
        let (near, far) = tokio::io::duplex(64 * 1024);
        tokio::spawn(Serving::new(self.clone(), far).run());
        near
    }

    pub(crate) async fn console(
        &self,
        syntaxes: &[&str],
    ) -> Result<Console<DuplexStream>, ConsoleError> {
        Console::associate(self.open(), config(syntaxes)).await
    }

    pub(crate) fn received(&self) -> Vec<Received> {
        self.log.lock().unwrap().clone()
    }

    /// The messages of one operation.
    pub(crate) fn of(&self, operation: Operation) -> Vec<Received> {
        let all = self.received().into_iter();
        all.filter(|message| message.command.operation() == Some(operation))
            .collect()
    }
}

pub(crate) fn config(syntaxes: &[&str]) -> ConsoleConfig {
    let title = |text| AeTitle::parse(text).unwrap();
    ConsoleConfig::new(title("CT01"), title("FILMDESK"), syntaxes)
}

struct Serving {
    printer: Printer,
    stream: DuplexStream,
    acceptor: Acceptor,
    incoming: Option<(ContextId, Command, Standing, Vec<u8>)>,
    created: usize,
    counts: Vec<(Operation, String)>,
    message_id: u16,
}

impl Serving {
    fn new(printer: Printer, stream: DuplexStream) -> Self {
        let settings = Settings {
            max_pdu: printer.behaviour.max_pdu,
            ..Settings::default()
        };
        Self {
            printer,
            stream,
            acceptor: Acceptor::new(settings, Instant::now()),
            incoming: None,
            created: 0,
            counts: Vec::new(),
            message_id: 0,
        }
    }

    async fn run(mut self) {
        loop {
            let whole = match self.take() {
                Some(Taken::Message(message)) => Some(message),
                Some(Taken::Over) => {
                    self.write().await;
                    return;
                }
                None => None,
            };
            if let Some((context, command, standing, bytes)) = whole {
                if self
                    .printer
                    .behaviour
                    .vanish_at
                    .is_some_and(|op| command.operation() == Some(op))
                {
                    return;
                }
                self.serve(context, &command, standing, &bytes);
                continue;
            }
            self.write().await;
            let space = self.acceptor.space();
            if space.is_empty() {
                continue;
            }
            match self.stream.read(space).await {
                Ok(length) if length > 0 => self.acceptor.filled(length, Instant::now()),
                _ => return,
            }
        }
    }

    async fn write(&mut self) {
        while !self.acceptor.transmit().is_empty() {
            let Ok(length) = self.stream.write(self.acceptor.transmit()).await else {
                return;
            };
            self.acceptor.transmitted(length, Instant::now());
        }
    }

    fn take(&mut self) -> Option<Taken> {
        let now = Instant::now();
        loop {
            match self.acceptor.poll_event()? {
                Event::AssociationRequested(_) if self.printer.behaviour.reject => {
                    self.acceptor.reject(Rejection::CALLED_AE_TITLE, now);
                }
                Event::AssociationRequested(_) => {
                    let acceptance = Acceptance {
                        offers: &self.printer.behaviour.offers,
                        identity_response: None,
                    };
                    self.acceptor.accept(&acceptance, now).unwrap();
                }
                Event::Command {
                    context,
                    command,
                    standing,
                } => {
                    let has_data = command.has_data_set;
                    self.incoming = Some((context, command, standing, Vec::new()));
                    if !has_data {
                        return self.incoming.take().map(Taken::Message);
                    }
                }
                Event::Data { fragment, last, .. } => {
                    self.incoming.as_mut()?.3.extend_from_slice(fragment);
                    if last {
                        return self.incoming.take().map(Taken::Message);
                    }
                }
                Event::ReleaseRequested => self.acceptor.release(now),
                Event::Closed(_) | Event::Released | Event::Aborted(_) => return Some(Taken::Over),
                _ => {}
            }
        }
    }

    fn serve(&mut self, context: ContextId, command: &Command, standing: Standing, bytes: &[u8]) {
        let encoding = self.encoding(context);
        let mut sink = MemorySink::default();
        let mut scanner = Scanner::new(encoding, Limits::PEER);
        scanner.feed(bytes, &mut sink).unwrap();
        let received = Received {
            command: command.clone(),
            data: scanner.finish().unwrap(),
            pixels: sink.values,
            big_endian: encoding.is_big_endian(),
        };
        let request = matches!(command.field, CommandField::Request(_));
        let (status, data) = self.answer(&received, standing);
        let job = status.is_success().then(|| job_of(&data)).flatten();
        self.printer.log.lock().unwrap().push(received.clone());
        let mute = self.printer.behaviour.mute_at;
        if request && mute.is_none_or(|mute| command.operation() != Some(mute)) {
            let mut response = command.response(status);
            if command.operation() == Some(Operation::NCreate) && status.is_success() {
                let uid = instance_of(&received, self.created);
                response.sop_instance_uid = Uid::parse(&uid).ok().map(UidField::Valid);
            }
            self.send(context, &response, &data, encoding);
        }
        if let Some(job) = job {
            self.report(&job, encoding);
        }
    }

    fn encoding(&self, context: ContextId) -> Encoding {
        let syntax = &self.acceptor.context(context).unwrap().transfer_syntax;
        Encoding::of_native(syntax.as_str()).unwrap()
    }

    fn send(&mut self, context: ContextId, command: &Command, data: &DataSet, encoding: Encoding) {
        let bytes = encode::encode(data, encoding).unwrap();
        let data = (!bytes.is_empty()).then_some(bytes.as_slice());
        // A peer whose maximum leaves no room is aborted by the association itself.
        self.acceptor
            .send(context, command, data, Instant::now())
            .ok();
    }

    fn report(&mut self, job: &str, encoding: Encoding) {
        let job_context = self
            .acceptor
            .contexts()
            .iter()
            .find(|c| c.abstract_syntax == *PRINT_JOB);
        let Some(context) = job_context.map(|context| context.id) else {
            return;
        };
        for event in self.printer.behaviour.events {
            self.message_id += 1;
            let mut command = Command::request(
                Operation::NEventReport,
                self.message_id,
                Uid::parse(PRINT_JOB).unwrap(),
                Uid::parse(job).ok(),
            );
            command.event_type = Some(*event);
            let mut data = DataSet::new();
            let info = if *event == 4 { "FILM JAM" } else { "NORMAL" };
            data.put_text(tags::EXECUTION_STATUS_INFO, VR::CS, info);
            self.send(context, &command, &data, encoding);
        }
    }

    fn answer(&mut self, received: &Received, standing: Standing) -> (Status, DataSet) {
        let command = &received.command;
        let class = command
            .sop_class_uid
            .as_ref()
            .map_or("", UidField::as_str)
            .to_owned();
        let Some(operation) = command.operation() else {
            return (Status::SUCCESS, DataSet::new());
        };
        if standing == Standing::Duplicate {
            return (Status::DUPLICATE_INVOCATION, DataSet::new());
        }
        self.counts.push((operation, class.clone()));
        let nth = self
            .counts
            .iter()
            .filter(|(op, uid)| *op == operation && *uid == class)
            .count();
        let told = self.printer.behaviour.answers.iter();
        let told = told.filter(|told| told.0 == operation && told.1 == class && told.2 == nth);
        let status = told.map(|told| told.3).next().unwrap_or(Status::SUCCESS);
        match status.is_failure() {
            true => (status, DataSet::new()),
            false => (status, self.reply(operation, &class, received)),
        }
    }

    fn reply(&mut self, operation: Operation, class: &str, received: &Received) -> DataSet {
        let mut data = DataSet::new();
        match (operation, class) {
            (Operation::NCreate, BASIC_FILM_BOX) => {
                self.created += 1;
                self.film_box(&received.data, &mut data);
            }
            (Operation::NCreate, _) => self.created += 1,
            (Operation::NGet, PRINTER) => {
                data.put_text(tags::PRINTER_NAME, VR::LO, self.printer.behaviour.named);
                data.put_text(tags::PRINTER_STATUS, VR::CS, "NORMAL");
            }
            (Operation::NGet, _) => data.put_text(tags::EXECUTION_STATUS, VR::CS, "DONE"),
            (Operation::NAction, _) => {
                self.created += 1;
                let job = reference(PRINT_JOB, &format!("1.2.3.{}", self.created));
                data.put_items(REFERENCED_PRINT_JOB_SEQUENCE, vec![job]);
            }
            _ => {}
        }
        data
    }

    /// STANDARD only: this printer is for tests of the console, not of layouts.
    fn film_box(&self, request: &DataSet, data: &mut DataSet) {
        let format = request.ascii(tags::IMAGE_DISPLAY_FORMAT).unwrap().unwrap();
        let counts = format.strip_prefix("STANDARD\\").unwrap().split(',');
        let boxes: usize = counts
            .map(|count| count.parse::<usize>().unwrap())
            .product();
        let items = |kind: usize, count: usize| -> Vec<DataSet> {
            let uid = |n| format!("1.2.3.{}.{kind}.{n}", self.created);
            (1..=count)
                .map(|n| reference(BASIC_GRAYSCALE_IMAGE_BOX, &uid(n)))
                .collect()
        };
        data.put_items(tags::REFERENCED_IMAGE_BOX_SEQUENCE, items(1, boxes));
        let annotations = match request.ascii(tags::ANNOTATION_DISPLAY_FORMAT_ID).unwrap() {
            Some("LABEL") => 1,
            Some("BOTTOM") => boxes,
            Some("COMBINED") => boxes + 1,
            _ => 0,
        };
        data.put_items(
            tags::REFERENCED_BASIC_ANNOTATION_BOX_SEQUENCE,
            items(2, annotations),
        );
    }
}

#[allow(clippy::large_enum_variant)] // lives for one turn
enum Taken {
    Message((ContextId, Command, Standing, Vec<u8>)),
    Over,
}

fn job_of(data: &DataSet) -> Option<String> {
    let job = data.items(REFERENCED_PRINT_JOB_SEQUENCE)?.first()?;
    job.ascii(tags::REFERENCED_SOP_INSTANCE_UID)
        .ok()?
        .map(str::to_owned)
}

/// The console's own UID, else a new one.
fn instance_of(received: &Received, created: usize) -> String {
    let own = received
        .command
        .sop_instance_uid
        .as_ref()
        .map(|uid| uid.as_str().to_owned());
    own.filter(|uid| !uid.is_empty())
        .unwrap_or_else(|| format!("1.2.3.{created}"))
}
