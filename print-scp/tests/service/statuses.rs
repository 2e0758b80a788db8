//! Every status of the fact tables, provoked from its real condition.

use dicom_core::{Tag, VR};
use dicom_dictionary_std::tags;
use filmdesk_dataset::DataSet;
use filmdesk_dimse::command::{Command, CommandField, Operation};
use filmdesk_dimse::service as class;
use filmdesk_print_scp::conformance::STATUSES;
use filmdesk_print_scp::environment::{Admission, SubmitError};
use filmdesk_print_scp::peer::UnsupportedPolicy::{Refuse, Silent, WarnAndDefault};
use filmdesk_print_scp::service::DataFailure;

use crate::harness::*;

/// A status and the conversation that provokes it; it gives the status that was answered.
type Case = (u16, fn() -> u16);

/// One case at least for every status; named by it.
const STATUS_CASES: &[Case] = &[
    (0x0105, s0105_attribute_of_another_class_where_refused),
    (0x0106, s0106_display_format_that_is_none),
    (0x0107, s0107_attribute_of_another_class),
    (0x0110, s0110_film_box_that_is_not_the_last),
    (0x0111, s0111_second_film_session),
    (0x0112, s0112_image_box_that_never_was),
    (0x0114, s0114_argument_of_print_where_refused),
    (0x0115, s0115_print_that_names_no_job),
    (0x0116, s0116_medium_that_is_no_term),
    (0x0117, s0117_uid_with_a_leading_zero),
    (0x0118, s0118_class_of_another_context),
    (0x0119, s0119_gray_box_through_the_color_meta),
    (0x0120, s0120_film_box_without_format),
    (0x0121, s0121_format_without_value),
    (0x0122, s0122_store_on_a_print_context),
    (0x0123, s0123_action_type_two),
    (0x0124, s0124_ae_that_may_not_print),
    (0x0210, s0210_message_id_in_use),
    (0x0211, s0211_printer_create),
    (0x0212, s0212_set_without_data_set),
    (0x0213, s0213_no_room_for_a_session),
    (0xB600, sb600_printer_without_memory_to_give),
    (0xB601, sb601_session_print_without_collation),
    (0xB602, sb602_session_without_an_image),
    (0xB603, sb603_film_without_an_image),
    (0xB604, sb604_image_larger_than_its_box),
    (0xB605, sb605_density_beyond_the_printer),
    (0xB609, sb609_crop_asked),
    (0xB60A, sb60a_decimate_asked),
    (0xC600, sc600_session_without_film),
    (0xC601, sc601_session_print_with_a_full_queue),
    (0xC602, sc602_film_print_with_a_full_queue),
    (0xC603, sc603_decimate_without_magnification),
    (0xC605, sc605_disk_full_within_an_image),
    (0xC616, sc616_second_film_without_collation),
];

/// The list of issue 2, item 3; C604 and C613 have no live cause.
const REQUIRED: &[u16] = &[
    0x0105, 0x0106, 0x0107, 0x0110, 0x0111, 0x0112, 0x0114, 0x0115, 0x0116, 0x0117, 0x0118, 0x0119,
    0x0120, 0x0121, 0x0122, 0x0123, 0x0124, 0x0210, 0x0211, 0x0212, 0x0213, 0xB600, 0xB601, 0xB602,
    0xB603, 0xB604, 0xB605, 0xB609, 0xB60A, 0xC600, 0xC601, 0xC602, 0xC603, 0xC605, 0xC616,
];

#[test]
fn every_status_has_a_condition_that_provokes_it() {
    for required in REQUIRED {
        assert!(
            STATUS_CASES.iter().any(|case| case.0 == *required),
            "{required:04X}"
        );
    }
    for row in STATUSES {
        let provoked = STATUS_CASES.iter().any(|case| case.0 == row.status.0);
        assert!(provoked, "{} is in the statement only", row.status);
    }
    for (wanted, provoke) in STATUS_CASES {
        let answered = provoke();
        assert_eq!(answered, *wanted, "{answered:04X}, not {wanted:04X}");
    }
}

fn foreign_attribute() -> DataSet {
    texts(&[
        (tags::POLARITY, VR::CS, "NORMAL"),
        (tags::PRINT_PRIORITY, VR::CS, "HIGH"),
    ])
}

fn s0105_attribute_of_another_class_where_refused() -> u16 {
    let answer =
        Setup::default()
            .policy(Refuse)
            .open()
            .ask(NCreate, SESSION, "", foreign_attribute());
    assert_eq!(answer.command.attribute_identifiers, [tags::POLARITY]);
    assert_eq!(answer.data_set, None);
    status(&answer)
}

fn s0106_display_format_that_is_none() -> u16 {
    let mut ct = ct();
    let session = ct.session();
    let data = ct.film_data(&session, "STANDARD\\0,4");
    let answer = ct.ask(NCreate, FILM, "", data);
    let offending = answer.data_set.as_ref().unwrap();
    assert_eq!(
        offending.iter().map(|row| row.0).collect::<Vec<_>>(),
        [tags::IMAGE_DISPLAY_FORMAT]
    );
    status(&answer)
}

fn s0107_attribute_of_another_class() -> u16 {
    let answer = ct().ask(NCreate, SESSION, "", foreign_attribute());
    assert_eq!(answer.command.attribute_identifiers, [tags::POLARITY]);
    assert_eq!(text(&answer, tags::PRINT_PRIORITY), "HIGH");
    status(&answer)
}

fn s0110_film_box_that_is_not_the_last() -> u16 {
    let mut ct = ct();
    let session = ct.session();
    let (first, boxes) = ct.film(&session, "STANDARD\\1,1");
    ct.film(&session, "STANDARD\\1,1");
    let image = ct.image(1, 8, 8);
    let statuses = [
        status(&ct.ask(NSet, GRAY, &boxes[0], image)),
        status(&ct.ask(NDelete, FILM, &first, DataSet::new())),
        status(&ct.ask(NSet, FILM, &first, texts(&[(tags::TRIM, VR::CS, "YES")]))),
        status(&ct.ask(NAction, FILM, &first, DataSet::new())),
    ];
    assert_eq!(statuses, [0x0110; 4]);
    statuses[0]
}

fn s0111_second_film_session() -> u16 {
    let mut ct = ct();
    let session = ct.session();
    let answer = ct.ask(NCreate, SESSION, "1.2.3", DataSet::new());
    assert_eq!(
        answer.command.sop_instance_uid.as_ref().unwrap().as_str(),
        session
    );
    let data = ct.film_data(&session, "STANDARD\\1,1");
    assert_eq!(status(&ct.ask(NCreate, FILM, &session, data)), 0x0111);
    status(&answer)
}

fn s0112_image_box_that_never_was() -> u16 {
    let mut ct = ct();
    let session = ct.session();
    ct.film(&session, "STANDARD\\1,1");
    let image = ct.image(1, 8, 8);
    status(&ct.ask(NSet, GRAY, "1.2.3.4", image))
}

fn s0114_argument_of_print_where_refused() -> u16 {
    let mut ct = Setup::default().policy(Refuse).open();
    let (_, film, _) = ct.printed_ready();
    let answer = ct.ask(
        NAction,
        FILM,
        &film,
        texts(&[(tags::NUMBER_OF_COPIES, VR::IS, "2")]),
    );
    assert!(ct.world.submitted.is_empty());
    status(&answer)
}

fn s0115_print_that_names_no_job() -> u16 {
    let mut ct = ct();
    let (session, film, _) = ct.printed_ready();
    let mut data = DataSet::new();
    data.put_items(
        REFERENCED_PRINT_JOB_SEQUENCE,
        vec![reference(SESSION, &session)],
    );
    status(&ct.ask(NAction, FILM, &film, data))
}

fn s0116_medium_that_is_no_term() -> u16 {
    let data = texts(&[(tags::MEDIUM_TYPE, VR::CS, "PARCHMENT")]);
    let answer = ct().ask(NCreate, SESSION, "", data.clone());
    assert_eq!(text(&answer, tags::MEDIUM_TYPE), "CLEAR FILM");
    let mut strict = Setup::default().policy(Refuse).open();
    let refused = strict.ask(NCreate, SESSION, "", data.clone());
    assert_eq!(
        (status(&refused), refused.data_set),
        (0x0106, Some(data.clone()))
    );
    let mut silent = Setup::default().policy(Silent).open();
    let taken = silent.ask(NCreate, SESSION, "", data.clone());
    assert_eq!(
        (status(&taken), text(&taken, tags::MEDIUM_TYPE)),
        (OK, "CLEAR FILM".to_owned())
    );
    let mut set = ct();
    let session = set.session();
    let warned = set.ask(NSet, SESSION, &session, data.clone());
    assert_eq!((status(&warned), warned.data_set), (0x0116, Some(data)));
    status(&answer)
}

fn s0117_uid_with_a_leading_zero() -> u16 {
    let mut ct = ct();
    let statuses = [
        status(&ct.ask(NCreate, SESSION, "1.02.3", DataSet::new())),
        status(&ct.ask(NDelete, FILM, "", DataSet::new())),
    ];
    assert_eq!(statuses, [0x0117; 2]);
    statuses[0]
}

fn s0118_class_of_another_context() -> u16 {
    let mut ct = ct();
    let answer = ct.on(GRAY_META).ask(NCreate, LUT, "", DataSet::new());
    assert_eq!(
        status(&ct.ask(NCreate, "1.2.3", "", DataSet::new())),
        0x0118
    );
    status(&answer)
}

fn s0119_gray_box_through_the_color_meta() -> u16 {
    let mut ct = ct();
    let session = ct.on(GRAY_META).session();
    let (film, boxes) = ct.film(&session, "STANDARD\\1,1");
    let gray = ct.image(1, 8, 8);
    let color = ct.color_image(1, 8, 8);
    let statuses = [
        status(&ct.on(COLOR_META).ask(NSet, GRAY, &boxes[0], gray.clone())),
        status(&ct.on(COLOR_META).ask(NSet, COLOR, &boxes[0], color)),
        status(&ct.on(GRAY_META).ask(NSet, GRAY, &film, gray.clone())),
        status(&ct.on(COLOR_META).ask(NSet, FILM, &film, trim())),
        status(
            &ct.on(GRAY_META)
                .ask(NDelete, FILM, &session, DataSet::new()),
        ),
    ];
    assert_eq!(statuses, [0x0119; 5]);
    assert_eq!(status(&ct.on(GRAY_META).ask(NSet, FILM, &film, trim())), OK);
    statuses[0]
}

fn trim() -> DataSet {
    texts(&[(tags::TRIM, VR::CS, "YES")])
}

fn s0120_film_box_without_format() -> u16 {
    let mut ct = ct();
    ct.session();
    let answer = ct.ask(NCreate, FILM, "", DataSet::new());
    let missing = [
        tags::IMAGE_DISPLAY_FORMAT,
        tags::REFERENCED_FILM_SESSION_SEQUENCE,
    ];
    assert_eq!(answer.command.attribute_identifiers, missing);
    status(&answer)
}

fn s0121_format_without_value() -> u16 {
    let mut ct = ct();
    let session = ct.session();
    let mut data = ct.film_data(&session, "");
    data.put_empty(tags::IMAGE_DISPLAY_FORMAT, VR::ST);
    let answer = ct.ask(NCreate, FILM, "", data);
    let mut offending = DataSet::new();
    offending.put_empty(tags::IMAGE_DISPLAY_FORMAT, VR::ST);
    assert_eq!(answer.data_set, Some(offending));
    status(&answer)
}

fn s0122_store_on_a_print_context() -> u16 {
    let mut ct = ct();
    let statuses = [
        Operation::CStore,
        Operation::CFind,
        Operation::CMove,
        Operation::CGet,
    ]
    .map(|operation| status(&ct.ask(operation, SESSION, "1.2", DataSet::new())));
    assert_eq!(statuses, [0x0122; 4]);
    statuses[0]
}

fn s0123_action_type_two() -> u16 {
    let mut ct = ct();
    let (_, film, _) = ct.printed_ready();
    let mut command = ct.command(NAction, FILM, &film);
    command.action_type = Some(2);
    let answer = ct.send(command, None);
    assert_eq!(answer.command.action_type, Some(2));
    status(&answer)
}

fn s0124_ae_that_may_not_print() -> u16 {
    let mut setup = Setup::default();
    setup.peer.may_print = false;
    let mut ct = setup.open();
    let printer = class::PRINTER_INSTANCE;
    assert_eq!(status(&ct.ask(NGet, PRINTER, printer, DataSet::new())), OK);
    status(&ct.ask(NCreate, SESSION, "", DataSet::new()))
}

fn s0210_message_id_in_use() -> u16 {
    let mut ct = ct();
    let command = ct.command(NCreate, SESSION, "");
    let answer = ct.service.refuse_duplicate(ct.context(SESSION), &command);
    assert_eq!(answer.command.message_id, command.message_id);
    status(&answer)
}

fn s0211_printer_create() -> u16 {
    let mut ct = ct();
    let statuses = [
        status(&ct.ask(NCreate, PRINTER, "", DataSet::new())),
        status(&ct.ask(NCreate, JOB, "", DataSet::new())),
        status(&ct.ask(NCreate, GRAY, "", DataSet::new())),
        status(&ct.ask(NGet, FILM, "1.2", DataSet::new())),
        status(&ct.send(Command::new(CommandField::Unknown(0x0ABC), 9), None)),
    ];
    assert_eq!(statuses, [0x0211; 5]);
    statuses[0]
}

fn s0212_set_without_data_set() -> u16 {
    let mut ct = ct();
    let (session, film, _) = ct.printed_ready();
    let mut action = ct.command(NAction, FILM, &film);
    action.action_type = None;
    let statuses = [
        status(&ct.ask(NSet, SESSION, &session, DataSet::new())),
        status(&ct.send(action, None)),
        status(&ct.ask(NDelete, FILM, &film, foreign_attribute())),
    ];
    assert_eq!(statuses, [0x0212; 3]);
    statuses[0]
}

fn s0213_no_room_for_a_session() -> u16 {
    let mut ct = ct();
    let memory = texts(&[(tags::MEMORY_ALLOCATION, VR::IS, "4096")]);
    ct.world.memory_taken = true;
    assert_eq!(status(&ct.ask(NCreate, SESSION, "", memory)), 0x0213);
    ct.world.full = vec![Admission::FilmSession];
    let answer = ct.ask(NCreate, SESSION, "", DataSet::new());
    ct.world.full = vec![Admission::FilmBox];
    let session = ct.session();
    let data = ct.film_data(&session, "STANDARD\\1,1");
    assert_eq!(status(&ct.ask(NCreate, FILM, "", data)), 0x0213);
    ct.world.full.clear();
    ct.film(&session, "STANDARD\\1,1");
    status(&answer)
}

fn sb600_printer_without_memory_to_give() -> u16 {
    let mut setup = Setup::default();
    setup.printer.max_memory_kb = 0;
    let answer = setup.open().ask(
        NCreate,
        SESSION,
        "",
        texts(&[(tags::MEMORY_ALLOCATION, VR::IS, "64")]),
    );
    let beyond = texts(&[(tags::MEMORY_ALLOCATION, VR::IS, "4000000000")]);
    assert_eq!(status(&ct().ask(NCreate, SESSION, "", beyond)), 0x0106);
    status(&answer)
}

fn sb601_session_print_without_collation() -> u16 {
    let mut ct = Setup::default().without_collation().open();
    let (session, ..) = ct.printed_ready();
    let answer = ct.ask(NAction, SESSION, &session, DataSet::new());
    assert_eq!(ct.world.submitted.len(), 1);
    status(&answer)
}

fn sb602_session_without_an_image() -> u16 {
    let mut ct = ct();
    let session = ct.session();
    ct.film(&session, "STANDARD\\1,1");
    let answer = ct.ask(NAction, SESSION, &session, DataSet::new());
    assert_eq!(ct.world.submitted.len(), 1);
    status(&answer)
}

fn sb603_film_without_an_image() -> u16 {
    let mut ct = ct();
    let (_, film, image) = ct.printed_ready();
    let mut erase = DataSet::new();
    erase.put_u16(tags::IMAGE_BOX_POSITION, 1);
    erase.put_empty(tags::BASIC_GRAYSCALE_IMAGE_SEQUENCE, VR::SQ);
    assert_eq!(status(&ct.ask(NSet, GRAY, &image, erase)), OK);
    assert_eq!(ct.world.released, [1]);
    status(&ct.ask(NAction, FILM, &film, DataSet::new()))
}

/// Sets an image that is too large with these attributes, then prints the film.
fn too_large(attributes: &[(Tag, VR, &str)]) -> (u16, u16) {
    let mut ct = ct();
    let session = ct.session();
    let (film, boxes) = ct.film(&session, "STANDARD\\4,5");
    let mut data = ct.image(1, 4000, 4000);
    data.extend(texts(attributes));
    let set = status(&ct.ask(NSet, GRAY, &boxes[0], data));
    (set, status(&ct.ask(NAction, FILM, &film, DataSet::new())))
}

fn sb604_image_larger_than_its_box() -> u16 {
    let (set, print) = too_large(&[]);
    assert_eq!(print, set);
    set
}

fn sb605_density_beyond_the_printer() -> u16 {
    let mut ct = ct();
    let session = ct.session();
    let mut data = ct.film_data(&session, "STANDARD\\1,1");
    data.put_u16(tags::MAX_DENSITY, 400);
    let answer = ct.ask(NCreate, FILM, "", data);
    assert_eq!(
        answer.data_set.as_ref().unwrap().u16(tags::MAX_DENSITY),
        Ok(Some(350))
    );
    let boxes = references(&answer, tags::REFERENCED_IMAGE_BOX_SEQUENCE);
    let mut image = ct.image(1, 8, 8);
    image.put_u16(tags::MIN_DENSITY, 3);
    assert_eq!(status(&ct.ask(NSet, GRAY, &boxes[0], image)), 0xB605);
    status(&answer)
}

fn sb609_crop_asked() -> u16 {
    let (set, print) = too_large(&[(tags::REQUESTED_DECIMATE_CROP_BEHAVIOR, VR::CS, "CROP")]);
    assert_eq!(print, set);
    set
}

fn sb60a_decimate_asked() -> u16 {
    let (set, print) = too_large(&[(tags::REQUESTED_DECIMATE_CROP_BEHAVIOR, VR::CS, "DECIMATE")]);
    assert_eq!(print, set);
    set
}

fn sc600_session_without_film() -> u16 {
    let mut ct = ct();
    let session = ct.session();
    status(&ct.ask(NAction, SESSION, &session, DataSet::new()))
}

fn sc601_session_print_with_a_full_queue() -> u16 {
    let mut ct = ct();
    let (session, ..) = ct.printed_ready();
    ct.world.submit_error = Some(SubmitError::StorageFull);
    assert_eq!(
        status(&ct.ask(NAction, SESSION, &session, DataSet::new())),
        0xC601
    );
    ct.world.submit_error = Some(SubmitError::QueueFull);
    let answer = ct.ask(NAction, SESSION, &session, DataSet::new());
    ct.world.submit_error = None;
    assert_eq!(
        status(&ct.ask(NAction, SESSION, &session, DataSet::new())),
        OK
    );
    status(&answer)
}

fn sc602_film_print_with_a_full_queue() -> u16 {
    let mut ct = ct();
    let (_, film, _) = ct.printed_ready();
    ct.world.submit_error = Some(SubmitError::QueueFull);
    let answer = ct.ask(NAction, FILM, &film, DataSet::new());
    ct.world.submit_error = Some(SubmitError::Failed);
    assert_eq!(
        status(&ct.ask(NAction, FILM, &film, DataSet::new())),
        0x0110
    );
    status(&answer)
}

fn sc603_decimate_without_magnification() -> u16 {
    let behaviour = tags::REQUESTED_DECIMATE_CROP_BEHAVIOR;
    let fail = too_large(&[(behaviour, VR::CS, "FAIL")]);
    let none = too_large(&[
        (behaviour, VR::CS, "DECIMATE"),
        (tags::MAGNIFICATION_TYPE, VR::CS, "NONE"),
    ]);
    // The image was not taken, so that the film is an empty page.
    assert_eq!((fail, none), ((0xC603, 0xB603), (0xC603, 0xB603)));
    // FAIL on the box, NONE on the film afterwards: the print itself is refused.
    let mut ct = ct();
    let session = ct.session();
    let (film, boxes) = ct.film(&session, "STANDARD\\4,5");
    let data = ct.image(1, 4000, 4000);
    assert_eq!(status(&ct.ask(NSet, GRAY, &boxes[0], data)), 0xB604);
    ct.ask(
        NSet,
        FILM,
        &film,
        texts(&[(tags::MAGNIFICATION_TYPE, VR::CS, "NONE")]),
    );
    assert_eq!(
        status(&ct.ask(NAction, FILM, &film, DataSet::new())),
        0xC603
    );
    none.0
}

fn sc605_disk_full_within_an_image() -> u16 {
    let mut ct = ct();
    let (_, _, image) = ct.printed_ready();
    let command = ct.command(NSet, GRAY, &image);
    let context = ct.context(GRAY);
    let refuse = |failure| ct.service.refuse_data(context, &command, failure).unwrap();
    assert_eq!(status(&refuse(DataFailure::Unreadable)), 0x0110);
    status(&refuse(DataFailure::StorageFull))
}

fn sc616_second_film_without_collation() -> u16 {
    let mut ct = Setup::default().without_collation().open();
    let (session, film, _) = ct.printed_ready();
    let data = ct.film_data(&session, "STANDARD\\1,1");
    let answer = ct.ask(NCreate, FILM, "", data.clone());
    ct.ask(NAction, FILM, &film, DataSet::new());
    assert_eq!(status(&ct.ask(NCreate, FILM, "", data)), OK);
    status(&answer)
}

#[test]
fn policies_are_the_three_of_the_standard() {
    let film = |policy| {
        let mut ct = Setup::default().policy(policy).open();
        let session = ct.session();
        let mut data = ct.film_data(&session, "STANDARD\\1,1");
        data.extend(texts(&[
            (tags::TRIM, VR::CS, "MAYBE"),
            (tags::POLARITY, VR::CS, "NORMAL"),
        ]));
        status(&ct.ask(NCreate, FILM, "", data))
    };
    assert_eq!(
        (film(Refuse), film(WarnAndDefault), film(Silent)),
        (0x0105, 0x0116, OK)
    );
}
