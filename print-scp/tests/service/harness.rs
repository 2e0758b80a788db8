//! A modality that asks the print service, and a world of a few fields around it.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::sync::Arc;

use dicom_core::{Tag, VR};
use dicom_dictionary_std::tags;
use filmdesk_dataset::encode::encode;
use filmdesk_dataset::{Bulk, DataSet, Element, Encoding, Value};
use filmdesk_dimse::command::{Command, CommandField, Operation};
use filmdesk_dimse::presentation::{AcceptedContext, ContextId, Roles};
use filmdesk_dimse::service as class;
use filmdesk_dimse::status::Status;
use filmdesk_dimse::uid::{Uid, UidField};
use filmdesk_print_scp::conformance::is_listed;
use filmdesk_print_scp::environment::{
    Admission, Environment, NewJob, NoRoom, PrintJobState, PrinterStatus, SubmitError, Timestamp,
};
use filmdesk_print_scp::offers::SopClass;
use filmdesk_print_scp::peer::{PeerProfile, Quirk, UnsupportedPolicy};
use filmdesk_print_scp::printer::PrinterProfile;
use filmdesk_print_scp::profile_defaults::default_printer_profile;
use filmdesk_print_scp::service::{Answer, Association, PrintService};
use filmdesk_print_scp::sheet::PixelRef;
use filmdesk_print_scp::terms::{ExecutionStatus, StatusInfo};

pub(crate) use filmdesk_dimse::command::Operation::{NAction, NCreate, NDelete, NGet, NSet};

pub(crate) const SESSION: &str = class::BASIC_FILM_SESSION;
pub(crate) const FILM: &str = class::BASIC_FILM_BOX;
pub(crate) const GRAY: &str = class::BASIC_GRAYSCALE_IMAGE_BOX;
pub(crate) const COLOR: &str = class::BASIC_COLOR_IMAGE_BOX;
pub(crate) const TEXT: &str = class::BASIC_ANNOTATION_BOX;
pub(crate) const LUT: &str = class::PRESENTATION_LUT;
pub(crate) const JOB: &str = class::PRINT_JOB;
pub(crate) const PRINTER: &str = class::PRINTER;
pub(crate) const CONFIG: &str = class::PRINTER_CONFIGURATION_RETRIEVAL;
pub(crate) const GRAY_META: &str = class::BASIC_GRAYSCALE_PRINT_MANAGEMENT_META;
pub(crate) const COLOR_META: &str = class::BASIC_COLOR_PRINT_MANAGEMENT_META;
pub(crate) const REFERENCED_PRINT_JOB_SEQUENCE: Tag = Tag(0x2100, 0x0500);

/// The world of a test.
#[derive(Default)]
pub(crate) struct World {
    pub(crate) minted: u32,
    pub(crate) full: Vec<Admission>,
    pub(crate) memory_taken: bool,
    pub(crate) reserved: Vec<u32>,
    pub(crate) submit_error: Option<SubmitError>,
    pub(crate) jobs: BTreeMap<Uid, PrintJobState>,
    pub(crate) submitted: Vec<NewJob>,
    pub(crate) released: Vec<u64>,
    pub(crate) printer: Option<PrinterStatus>,
}

impl Environment for World {
    fn mint_uid(&mut self) -> Uid {
        self.minted += 1;
        uid(&format!("2.25.{}", self.minted))
    }

    fn now(&mut self) -> Timestamp {
        Timestamp {
            year: 2026,
            month: 11,
            day: 24,
            hour: 19,
            minute: 3,
            second: 11,
        }
    }

    fn admit(&mut self, kind: Admission) -> Result<(), NoRoom> {
        if self.full.contains(&kind) {
            Err(NoRoom)
        } else {
            Ok(())
        }
    }

    fn reserve_memory(&mut self, kilobytes: u32) -> Result<(), NoRoom> {
        if self.memory_taken && kilobytes > 0 {
            Err(NoRoom)
        } else {
            self.reserved.push(kilobytes);
            Ok(())
        }
    }

    fn start_film(&mut self) -> Result<(), NoRoom> {
        Ok(())
    }

    fn release_pixels(&mut self, pixels: PixelRef) {
        self.released.push(pixels.id);
    }

    fn submit(&mut self, job: NewJob) -> Result<(), SubmitError> {
        if let Some(error) = self.submit_error {
            return Err(error);
        }
        let state = PrintJobState {
            status: ExecutionStatus::Pending,
            info: StatusInfo::Queued,
            priority: job.films.priority,
            created: job.created,
            printer_name: "FILMDESK".to_owned(),
            originator: job.films.originator.clone(),
        };
        self.jobs.insert(job.uid.clone(), state);
        self.submitted.push(job);
        Ok(())
    }

    fn job(&mut self, uid: &Uid) -> Option<PrintJobState> {
        self.jobs.get(uid).cloned()
    }

    fn delete_job(&mut self, uid: &Uid) {
        self.jobs.remove(uid);
    }

    fn printer(&mut self) -> PrinterStatus {
        self.printer.clone().unwrap_or(PrinterStatus::NORMAL)
    }
}

/// What an association is made of.
pub(crate) struct Setup {
    pub(crate) printer: PrinterProfile,
    pub(crate) peer: PeerProfile,
    pub(crate) contexts: Vec<&'static str>,
}

impl Default for Setup {
    fn default() -> Self {
        let contexts = vec![
            GRAY_META,
            COLOR_META,
            TEXT,
            JOB,
            LUT,
            CONFIG,
            class::VERIFICATION,
        ];
        Self {
            printer: default_printer_profile(),
            peer: PeerProfile::default(),
            contexts,
        }
    }
}

impl Setup {
    pub(crate) fn policy(mut self, policy: UnsupportedPolicy) -> Self {
        self.peer.unsupported = policy;
        self
    }

    pub(crate) fn quirk(mut self, quirk: Quirk) -> Self {
        self.peer.quirks.insert(quirk);
        self
    }

    pub(crate) fn contexts(mut self, contexts: &[&'static str]) -> Self {
        self.contexts = contexts.to_vec();
        self
    }

    pub(crate) fn without_collation(mut self) -> Self {
        self.printer.max_collated_films = 0;
        self
    }

    pub(crate) fn open(self) -> Modality {
        let accepted = |(index, abstract_syntax): (usize, &&str)| AcceptedContext {
            id: ContextId::nth(index).unwrap(),
            abstract_syntax: uid(abstract_syntax),
            transfer_syntax: uid(class::EXPLICIT_VR_LITTLE_ENDIAN),
            roles: Roles::SCU,
        };
        let association = Association {
            printer: Arc::new(self.printer),
            peer: Arc::new(self.peer),
            calling_ae: "CT01".to_owned(),
            contexts: self.contexts.iter().enumerate().map(accepted).collect(),
        };
        Modality {
            service: PrintService::new(association),
            world: World::default(),
            contexts: self.contexts,
            on: None,
            message_id: 0,
            bulk: 0,
            transcript: String::new(),
        }
    }
}

/// A modality and its association.
pub(crate) struct Modality {
    pub(crate) service: PrintService,
    pub(crate) world: World,
    contexts: Vec<&'static str>,
    on: Option<&'static str>,
    message_id: u16,
    bulk: u64,
    transcript: String,
}

/// A console with everything negotiated.
pub(crate) fn ct() -> Modality {
    Setup::default().open()
}

impl Modality {
    /// The next requests go on this context, until told otherwise.
    pub(crate) fn on(&mut self, abstract_syntax: &'static str) -> &mut Self {
        self.on = Some(abstract_syntax);
        self
    }

    /// Requests go on the first context that serves their class.
    pub(crate) fn anywhere(&mut self) {
        self.on = None;
    }

    pub(crate) fn context(&self, sop_class: &str) -> ContextId {
        let member = |syntax: &&str| {
            filmdesk_print_scp::offers::offer_row(syntax)
                .is_some_and(|row| row.members.iter().any(|member| member.uid() == sop_class))
        };
        let wanted = |syntax: &&str| self.on.map_or_else(|| member(syntax), |on| on == *syntax);
        let index = self.contexts.iter().position(wanted).unwrap_or(0);
        ContextId::nth(index).unwrap()
    }

    pub(crate) fn command(&mut self, operation: Operation, class: &str, instance: &str) -> Command {
        self.message_id += 1;
        let mut command = Command::new(CommandField::Request(operation), self.message_id);
        command.sop_class_uid = UidField::read(class);
        command.sop_instance_uid = UidField::read(instance);
        if operation == NAction {
            command.action_type = Some(1);
        }
        command
    }

    pub(crate) fn send(&mut self, mut command: Command, data: Option<DataSet>) -> Answer {
        let class = command
            .sop_class_uid
            .as_ref()
            .map(|uid| uid.as_str().to_owned());
        let context = self.context(&class.clone().unwrap_or_default());
        command.has_data_set = data.is_some();
        let answer = self
            .service
            .handle(context, &command, data, &mut self.world)
            .unwrap();
        let name = class.map(|class| short_name(&class)).unwrap_or_default();
        let operation = command.operation().map_or("unknown", Operation::name);
        let status = answer.status();
        self.judge(&command, &answer);
        write!(self.transcript, "{operation} {name} -> {:04X}", status.0).unwrap();
        if !status.is_success() {
            let comment = answer.command.error_comment.as_deref().unwrap_or_default();
            assert!(comment.len() <= 64 && !comment.is_empty(), "{comment:?}");
            write!(self.transcript, " [{}] {comment}", answer.offending()).unwrap();
        }
        self.transcript.push('\n');
        answer
    }

    /// What holds for every answer: its status is one that the conformance statement lists for
    /// the operation, and it can be written in every transfer syntax.
    fn judge(&self, command: &Command, answer: &Answer) {
        let status = answer.status();
        let class = command.sop_class_uid.as_ref().map(UidField::as_str);
        let class = class.and_then(SopClass::from_uid).map(|row| row.class);
        assert!(
            status.is_success() || is_listed(class, command.operation(), status),
            "{status} of {:?} {class:?} is not in the statement",
            command.operation()
        );
        assert_eq!(answer.command.has_data_set, answer.data_set.is_some());
        for encoding in [Encoding::ImplicitLittle, Encoding::ExplicitBig] {
            let data = answer.data_set.as_ref();
            data.map(|data| encode(data, encoding).expect("an answer that can be sent"));
        }
    }

    /// One request; no data set when `data` is empty and the operation needs none.
    pub(crate) fn ask(
        &mut self,
        operation: Operation,
        class: &str,
        instance: &str,
        data: DataSet,
    ) -> Answer {
        let command = self.command(operation, class, instance);
        let data = (!data.is_empty()).then_some(data);
        self.send(command, data)
    }

    pub(crate) fn transcript(&mut self) -> String {
        std::mem::take(&mut self.transcript)
    }

    /// A film session of the default values.
    pub(crate) fn session(&mut self) -> String {
        created(&self.ask(NCreate, SESSION, "", DataSet::new()))
    }

    pub(crate) fn film_data(&self, session: &str, format: &str) -> DataSet {
        let mut data = DataSet::new();
        data.put_text(tags::IMAGE_DISPLAY_FORMAT, VR::ST, format);
        data.put_items(
            tags::REFERENCED_FILM_SESSION_SEQUENCE,
            vec![reference(SESSION, session)],
        );
        data
    }

    /// A film and the UIDs of its image boxes.
    pub(crate) fn film(&mut self, session: &str, format: &str) -> (String, Vec<String>) {
        let data = self.film_data(session, format);
        let answer = self.ask(NCreate, FILM, "", data);
        (
            created(&answer),
            references(&answer, tags::REFERENCED_IMAGE_BOX_SEQUENCE),
        )
    }

    /// Session and a film of one image box, with an image.
    pub(crate) fn printed_ready(&mut self) -> (String, String, String) {
        let session = self.session();
        let (film, boxes) = self.film(&session, "STANDARD\\1,1");
        let data = self.image(1, 64, 64);
        self.ask(NSet, GRAY, &boxes[0], data);
        (session, film, boxes[0].clone())
    }

    /// Pixels that the spool took.
    pub(crate) fn pixels(&mut self, length: u64) -> Element {
        self.bulk += 1;
        let bulk = Bulk {
            id: self.bulk,
            length,
            big_endian: false,
            encapsulated: false,
        };
        Element {
            vr: VR::OW,
            value: Value::Bulk(bulk),
        }
    }

    /// An 8-bit gray image for an image box.
    pub(crate) fn image(&mut self, position: u16, columns: u16, rows: u16) -> DataSet {
        let item = self.gray_item(columns, rows, (8, 8, 7));
        image_of(position, item)
    }

    pub(crate) fn gray_item(&mut self, columns: u16, rows: u16, depth: (u16, u16, u16)) -> DataSet {
        let bytes = u64::from(columns) * u64::from(rows) * u64::from(depth.0 / 8);
        let mut item = DataSet::new();
        item.put_u16(tags::SAMPLES_PER_PIXEL, 1);
        item.put_text(tags::PHOTOMETRIC_INTERPRETATION, VR::CS, "MONOCHROME2");
        self.finish_item(&mut item, columns, rows, depth, bytes);
        item
    }

    pub(crate) fn color_image(&mut self, position: u16, columns: u16, rows: u16) -> DataSet {
        let mut item = DataSet::new();
        item.put_u16(tags::SAMPLES_PER_PIXEL, 3);
        item.put_text(tags::PHOTOMETRIC_INTERPRETATION, VR::CS, "RGB");
        item.put_u16(tags::PLANAR_CONFIGURATION, 1);
        let bytes = 3 * u64::from(columns) * u64::from(rows);
        self.finish_item(&mut item, columns, rows, (8, 8, 7), bytes);
        let mut data = DataSet::new();
        data.put_u16(tags::IMAGE_BOX_POSITION, position);
        data.put_items(tags::BASIC_COLOR_IMAGE_SEQUENCE, vec![item]);
        data
    }

    fn finish_item(
        &mut self,
        item: &mut DataSet,
        columns: u16,
        rows: u16,
        (allocated, stored, high): (u16, u16, u16),
        bytes: u64,
    ) {
        item.put_u16(tags::ROWS, rows);
        item.put_u16(tags::COLUMNS, columns);
        item.put_u16(tags::BITS_ALLOCATED, allocated);
        item.put_u16(tags::BITS_STORED, stored);
        item.put_u16(tags::HIGH_BIT, high);
        item.put_u16(tags::PIXEL_REPRESENTATION, 0);
        let pixels = self.pixels(bytes + bytes % 2);
        item.insert(tags::PIXEL_DATA, pixels);
    }
}

pub(crate) fn image_of(position: u16, item: DataSet) -> DataSet {
    let mut data = DataSet::new();
    data.put_u16(tags::IMAGE_BOX_POSITION, position);
    data.put_items(tags::BASIC_GRAYSCALE_IMAGE_SEQUENCE, vec![item]);
    data
}

pub(crate) fn uid(text: &str) -> Uid {
    Uid::parse(text).unwrap()
}

pub(crate) fn status(answer: &Answer) -> u16 {
    answer.status().0
}

/// The instance that an N-CREATE made.
pub(crate) fn created(answer: &Answer) -> String {
    assert!(!answer.status().is_failure(), "{:?}", answer.command);
    answer
        .command
        .sop_instance_uid
        .as_ref()
        .unwrap()
        .as_str()
        .to_owned()
}

pub(crate) fn reference(class: &str, instance: &str) -> DataSet {
    let mut item = DataSet::new();
    item.put_text(tags::REFERENCED_SOP_CLASS_UID, VR::UI, class);
    item.put_text(tags::REFERENCED_SOP_INSTANCE_UID, VR::UI, instance);
    item
}

pub(crate) fn references(answer: &Answer, tag: Tag) -> Vec<String> {
    let items = answer
        .data_set
        .as_ref()
        .and_then(|data| data.items(tag))
        .unwrap_or_default();
    let instance = |item: &DataSet| {
        item.ascii(tags::REFERENCED_SOP_INSTANCE_UID)
            .unwrap()
            .unwrap()
            .to_owned()
    };
    items.iter().map(instance).collect()
}

/// A data set of texts.
pub(crate) fn texts(pairs: &[(Tag, VR, &str)]) -> DataSet {
    let mut data = DataSet::new();
    pairs
        .iter()
        .for_each(|(tag, vr, text)| data.put_text(*tag, *vr, text));
    data
}

/// Text of a response's attribute.
pub(crate) fn text(answer: &Answer, tag: Tag) -> String {
    let data = answer.data_set.as_ref().unwrap();
    data.ascii(tag).unwrap().unwrap_or_default().to_owned()
}

fn short_name(class: &str) -> String {
    SopClass::from_uid(class).map_or(class.to_owned(), |row| row.name.to_owned())
}

pub(crate) const OK: u16 = Status::SUCCESS.0;
