//! Requests at random, from valid ones to rubbish: nothing panics, every status is one that the
//! conformance statement lists for the request (the harness sees to it), no pixels are lost.

use std::collections::BTreeSet;

use dicom_core::{Tag, VR};
use dicom_dictionary_std::tags;
use filmdesk_dataset::{Bulk, DataSet, Element, Value};
use filmdesk_dimse::command::{CommandField, Operation};
use filmdesk_dimse::service as class;
use filmdesk_dimse::uid::UidField;
use filmdesk_print_scp::attributes::TABLES;
use filmdesk_print_scp::conformance::STATUSES;
use filmdesk_print_scp::environment::{Admission, SubmitError};
use filmdesk_print_scp::peer::{QUIRKS, UnsupportedPolicy};
use filmdesk_print_scp::service::Answer;
use proptest::prelude::*;

use crate::harness::*;

/// Conversations, and requests in each.
const CASES: u32 = 2000;
const REQUESTS: usize = 24;

const CLASSES: &[&str] = &[
    SESSION,
    FILM,
    GRAY,
    COLOR,
    TEXT,
    LUT,
    JOB,
    PRINTER,
    CONFIG,
    class::VERIFICATION,
    "1.2.3",
];
const OPERATIONS: &[Operation] = &[
    NCreate,
    NSet,
    NAction,
    NGet,
    NDelete,
    Operation::CEcho,
    Operation::CStore,
    Operation::CFind,
];
/// What consoles ask; the others are tried less often.
const USUAL: &[(Operation, &str)] = &[
    (NCreate, FILM),
    (NSet, FILM),
    (NAction, FILM),
    (NAction, FILM),
    (NDelete, FILM),
    (NSet, GRAY),
    (NSet, GRAY),
    (NSet, COLOR),
    (NSet, TEXT),
    (NCreate, LUT),
    (NDelete, LUT),
    (NSet, SESSION),
    (NAction, SESSION),
    (NAction, SESSION),
    (NGet, PRINTER),
    (NGet, JOB),
    (NGet, CONFIG),
];
const VRS: &[VR] = &[
    VR::CS,
    VR::US,
    VR::IS,
    VR::DS,
    VR::LO,
    VR::ST,
    VR::UI,
    VR::OB,
    VR::OW,
    VR::SQ,
    VR::UN,
];
const TEXTS: &[&str] = &[
    "",
    "STANDARD\\1,1",
    "STANDARD\\9,9",
    "ROW\\1,2",
    "COL\\0",
    "CUSTOM\\1",
    "SLIDE",
    "CUBIC",
    "NONE",
    "14INX17IN",
    "BIN_3",
    "BLACK",
    "320",
    "-1",
    "1e9",
    "LIN OD",
    "RGB",
    "CROP",
    "FAIL",
    "YES",
    "1.2.840.10008.5.1.1.17",
    "LABEL",
    "CS250",
    "\u{0}\u{0}",
    "9999999999999999999999",
];

/// Numbers that follow from a seed (SplitMix64), so that a case can be told by one number.
struct Dice(u64);

impl Dice {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, bound: usize) -> usize {
        (self.next() % bound as u64) as usize
    }

    fn once_in(&mut self, times: usize) -> bool {
        self.below(times) == 0
    }

    fn of<T: Clone>(&mut self, these: &[T]) -> T {
        these[self.below(these.len())].clone()
    }
}

/// What is right for the class and operation; nothing where nothing belongs.
fn right(
    dice: &mut Dice,
    ct: &mut Modality,
    operation: Operation,
    class: &str,
    session: &str,
) -> DataSet {
    match (operation, class) {
        (NCreate, FILM) => {
            let mut data = ct.film_data(session, dice.of(&["STANDARD\\1,1", "STANDARD\\9,9"]));
            data.put_u16(tags::MAX_DENSITY, dice.of(&[320, 320, 400]));
            data
        }
        (NSet, GRAY) => {
            let (columns, rows) = dice.of(&[(40, 30), (3000, 4000)]);
            let mut data = ct.image(1, columns, rows);
            let behaviour = dice.of(&["", "CROP", "DECIMATE", "FAIL"]);
            data.put_text(tags::REQUESTED_DECIMATE_CROP_BEHAVIOR, VR::CS, behaviour);
            data
        }
        (NSet, COLOR) => ct.color_image(2, 40, 30),
        (NCreate, LUT) => texts(&[(tags::PRESENTATION_LUT_SHAPE, VR::CS, "LIN OD")]),
        (NSet, FILM) => texts(&[(tags::TRIM, VR::CS, "YES")]),
        (NSet, SESSION) => texts(&[(tags::MEMORY_ALLOCATION, VR::IS, "64")]),
        (NAction, FILM) if dice.once_in(3) => {
            let mut data = DataSet::new();
            data.put_items(
                REFERENCED_PRINT_JOB_SEQUENCE,
                vec![reference(SESSION, session)],
            );
            data
        }
        (NSet, TEXT) => {
            let mut data = texts(&[(tags::TEXT_STRING, VR::LO, "text")]);
            data.put_u16(tags::ANNOTATION_POSITION, 1);
            data
        }
        _ => DataSet::new(),
    }
}

fn any_tag(dice: &mut Dice, data: &DataSet) -> Tag {
    let there: Vec<Tag> = data.iter().map(|(tag, _)| tag).collect();
    let table = &TABLES[dice.below(TABLES.len())];
    match dice.below(4) {
        0 => Tag(dice.next() as u16, dice.next() as u16),
        1 => dice.of(table.rows).tag,
        _ if there.is_empty() => tags::TRIM,
        _ => dice.of(&there),
    }
}

fn any_value(dice: &mut Dice, ct: &mut Modality) -> Value {
    match dice.below(6) {
        0 => {
            let length = dice.below(12);
            Value::Bytes((0..length).map(|_| dice.next() as u8).collect())
        }
        1 => Value::Bytes((dice.next() as u16).to_le_bytes().to_vec()),
        2 => {
            let length = dice.below(5000) as u64;
            let Value::Bulk(bulk) = ct.pixels(length).value else {
                return Value::Bytes(Vec::new());
            };
            let encapsulated = dice.once_in(2);
            Value::Bulk(Bulk {
                encapsulated,
                ..bulk
            })
        }
        3 => {
            let inner = reference(dice.of(CLASSES), "1.2.3");
            Value::Items(vec![inner; dice.below(3)])
        }
        _ => Value::Bytes(dice.of(TEXTS).as_bytes().to_vec()),
    }
}

/// Harms a data set, or an item of it.
fn harm(dice: &mut Dice, ct: &mut Modality, data: &mut DataSet) {
    let tag = any_tag(dice, data);
    if let Some(items) = data.items(tag).filter(|items| !items.is_empty())
        && !dice.once_in(4)
    {
        let mut items = items.to_vec();
        harm(dice, ct, &mut items[0]);
        if dice.once_in(8) {
            items.push(DataSet::new());
        }
        data.put_items(tag, items);
        return;
    }
    let vr = data
        .get(tag)
        .map_or_else(|| dice.of(VRS), |element| element.vr);
    match dice.below(4) {
        0 => drop(data.remove(tag)),
        1 => data.put_empty(tag, vr),
        _ => {
            let value = any_value(dice, ct);
            let vr = if matches!(value, Value::Items(_)) {
                VR::SQ
            } else {
                vr
            };
            data.insert(tag, Element { vr, value });
        }
    }
}

fn setup(dice: &mut Dice) -> Setup {
    let policies = [
        UnsupportedPolicy::Refuse,
        UnsupportedPolicy::WarnAndDefault,
        UnsupportedPolicy::Silent,
    ];
    let mut setup = Setup::default().policy(dice.of(&policies));
    for row in QUIRKS {
        if dice.once_in(3) {
            setup = setup.quirk(row.quirk);
        }
    }
    if dice.once_in(4) {
        setup.printer.max_memory_kb = 0;
    }
    if dice.once_in(24) {
        setup.peer.may_print = false;
    }
    if dice.once_in(4) {
        setup = setup.without_collation();
    }
    if dice.once_in(3) {
        setup = setup.contexts(&[SESSION, FILM, GRAY, COLOR, TEXT, PRINTER]);
    }
    setup
}

/// What the world is like at a request: sometimes full.
fn weather(dice: &mut Dice, world: &mut World) {
    let every = [
        Admission::FilmSession,
        Admission::FilmBox,
        Admission::PresentationLut,
        Admission::Annotation,
    ];
    world.full = if dice.once_in(6) {
        every.to_vec()
    } else {
        Vec::new()
    };
    world.memory_taken = dice.once_in(4);
    let errors = [
        SubmitError::QueueFull,
        SubmitError::StorageFull,
        SubmitError::Failed,
    ];
    world.submit_error = dice.once_in(6).then(|| dice.of(&errors));
}

/// Instances that requests can name, with a class that they are of.
type Known = Vec<(&'static str, String)>;

/// Notes what a response names.
fn learn(known: &mut Known, class: &'static str, answer: &Answer) {
    if let Some(uid) = &answer.command.sop_instance_uid {
        known.push((class, uid.as_str().to_owned()));
    }
    // A refusal sends the offending references back, and N-SET those out of range.
    if answer.status().is_failure() {
        return;
    }
    for (tag, class) in [
        (tags::REFERENCED_IMAGE_BOX_SEQUENCE, GRAY),
        (tags::REFERENCED_IMAGE_BOX_SEQUENCE, COLOR),
        (tags::REFERENCED_BASIC_ANNOTATION_BOX_SEQUENCE, TEXT),
        (REFERENCED_PRINT_JOB_SEQUENCE, JOB),
    ] {
        let mut instances = references(answer, tag);
        instances.reverse();
        known.extend(instances.into_iter().map(|uid| (class, uid)));
    }
}

/// Mostly the last instance of the class, else any.
fn instance(dice: &mut Dice, known: &Known, operation: Operation, class: &str) -> String {
    let last = known.iter().rev().find(|row| row.0 == class);
    match (dice.below(12), last) {
        (0, _) => "1.02".to_owned(),
        (1, _) => format!("1.2.{}", dice.below(9)),
        _ if operation == NCreate => String::new(),
        (2, _) | (_, None) => dice.of(known).1,
        (_, Some(last)) => last.1.clone(),
    }
}

/// The bulk values of a data set.
fn bulks(data: &DataSet, into: &mut BTreeSet<u64>) {
    for (_, element) in data.iter() {
        match &element.value {
            Value::Bulk(bulk) => drop(into.insert(bulk.id)),
            Value::Items(items) => items.iter().for_each(|item| bulks(item, into)),
            Value::Bytes(_) => {}
        }
    }
}

/// Bulk values that were sent are added to `sent`.
fn one_request(
    dice: &mut Dice,
    ct: &mut Modality,
    known: &mut Known,
    sent: &mut BTreeSet<u64>,
) -> u16 {
    let (mut operation, mut class) = (dice.of(OPERATIONS), dice.of(CLASSES));
    if !dice.once_in(4) {
        (operation, class) = dice.of(USUAL);
    }
    weather(dice, &mut ct.world);
    let session = known[0].1.clone();
    let mut data = right(dice, ct, operation, class, &session);
    for _ in 0..dice.below(6).saturating_sub(2) {
        harm(dice, ct, &mut data);
    }
    let instance = instance(dice, known, operation, class);
    let mut command = ct.command(operation, class, &instance);
    match dice.below(24) {
        0 => command.action_type = Some(dice.next() as u16),
        1 => command.sop_class_uid = None,
        2 => command.field = CommandField::Unknown(0x0A00),
        3 => command.attribute_identifiers = vec![tags::TRIM, tags::PRINTER_NAME],
        4 => command.sop_instance_uid = UidField::read("not a uid"),
        _ => {}
    }
    ct.anywhere();
    if dice.once_in(5) {
        ct.on(dice.of(&[GRAY_META, COLOR_META, FILM, GRAY, LUT, TEXT]));
    }
    bulks(&data, sent);
    let empty = data.is_empty() && !dice.once_in(4);
    let answer = ct.send(command, (!empty).then_some(data));
    learn(known, class, &answer);
    status(&answer)
}

/// The statuses that were answered.
fn conversation(seed: u64) -> BTreeSet<u16> {
    let mut dice = Dice(seed);
    let mut ct = setup(&mut dice).open();
    let answer = ct.ask(NCreate, SESSION, "", DataSet::new());
    let session = answer.command.sop_instance_uid.as_ref();
    let session = session.map_or("1.2.3", UidField::as_str).to_owned();
    let mut known = vec![
        (SESSION, session.clone()),
        (PRINTER, class::PRINTER_INSTANCE.to_owned()),
        (
            CONFIG,
            class::PRINTER_CONFIGURATION_RETRIEVAL_INSTANCE.to_owned(),
        ),
    ];
    let mut film = ct.film_data(&session, "STANDARD\\2,2");
    film.put_text(tags::ANNOTATION_DISPLAY_FORMAT_ID, VR::CS, "COMBINED");
    let answer = ct.ask(NCreate, FILM, "", film);
    learn(&mut known, FILM, &answer);
    let (mut sent, mut statuses) = (BTreeSet::new(), BTreeSet::new());
    for _ in 0..REQUESTS {
        statuses.insert(one_request(&mut dice, &mut ct, &mut known, &mut sent));
        while let Some(event) = ct.service.poll_event() {
            ct.service.event_timed_out(event.command.message_id);
        }
    }
    ct.service.end(&mut ct.world);
    let released: BTreeSet<u64> = ct.world.released.iter().copied().collect();
    let lost: Vec<_> = sent.difference(&released).collect();
    assert!(lost.is_empty(), "never given back: {lost:?}");
    statuses
}

/// The dice are worth throwing: they reach all of the table but what is not the answer to a whole
/// request (a Message ID in use, a disk that is full before the data set has arrived).
#[test]
fn random_requests_reach_every_status() {
    let reached: BTreeSet<u16> = (0..500).flat_map(conversation).collect();
    let listed: BTreeSet<u16> = STATUSES.iter().map(|row| row.status.0).collect();
    let missed: Vec<_> = listed
        .difference(&reached)
        .map(|code| format!("{code:04X}"))
        .collect();
    insta::assert_snapshot!(missed.join(" "), @"0210 C605");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: CASES, ..ProptestConfig::default() })]

    #[test]
    fn any_request_is_answered_by_the_table(seed: u64) {
        let statuses = conversation(seed);
        prop_assert!(!statuses.is_empty());
    }
}
