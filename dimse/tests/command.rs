//! Command sets on the wire (PS3.7 6.3, Annex E).

mod support;

use dicom_core::Tag;
use filmdesk_dimse::command::{Command, CommandField, Operation, Priority, SubOperations};
use filmdesk_dimse::command_set::Defect;
use filmdesk_dimse::status::Status;
use filmdesk_dimse::uid::{Uid, UidField};
use insta::assert_snapshot;
use proptest::prelude::*;
use support::wire::{element, us};

const OPERATIONS: [Operation; 11] = [
    Operation::CStore,
    Operation::CGet,
    Operation::CFind,
    Operation::CMove,
    Operation::CEcho,
    Operation::NEventReport,
    Operation::NGet,
    Operation::NSet,
    Operation::NAction,
    Operation::NCreate,
    Operation::NDelete,
];

fn uid(text: &str) -> Uid {
    Uid::parse(text).unwrap()
}

/// One element a line: number, then value in hexadecimal.
fn shown(mut bytes: &[u8]) -> String {
    let mut lines = Vec::new();
    while !bytes.is_empty() {
        let length = u32::from_le_bytes(bytes[4..8].try_into().unwrap()) as usize;
        let number = u16::from_le_bytes([bytes[2], bytes[3]]);
        let value = &bytes[8..8 + length];
        let text = value.len() > 4
            && value
                .iter()
                .all(|b| b.is_ascii_graphic() || *b == b' ' || *b == 0);
        lines.push(match text {
            true => format!("{number:04X} {:?}", String::from_utf8_lossy(value)),
            false => format!("{number:04X} {value:02X?}"),
        });
        bytes = &bytes[8 + length..];
    }
    lines.join("\n")
}

#[test]
fn command_fields_and_their_names() {
    let lines = OPERATIONS.map(|operation| {
        let request = CommandField::Request(operation);
        let response = request.response();
        assert_eq!(CommandField::from_code(request.code()), request);
        assert_eq!(CommandField::from_code(response.code()), response);
        assert!(request.expects_response() && !response.expects_response());
        format!(
            "{:04X} {request}, {:04X} {response}",
            request.code(),
            response.code()
        )
    });
    assert_snapshot!(lines.join("\n"), @"
    0001 C-STORE-RQ, 8001 C-STORE-RSP
    0010 C-GET-RQ, 8010 C-GET-RSP
    0020 C-FIND-RQ, 8020 C-FIND-RSP
    0021 C-MOVE-RQ, 8021 C-MOVE-RSP
    0030 C-ECHO-RQ, 8030 C-ECHO-RSP
    0100 N-EVENT-REPORT-RQ, 8100 N-EVENT-REPORT-RSP
    0110 N-GET-RQ, 8110 N-GET-RSP
    0120 N-SET-RQ, 8120 N-SET-RSP
    0130 N-ACTION-RQ, 8130 N-ACTION-RSP
    0140 N-CREATE-RQ, 8140 N-CREATE-RSP
    0150 N-DELETE-RQ, 8150 N-DELETE-RSP
    ");
    assert_eq!(CommandField::from_code(0x0FFF), CommandField::Cancel);
    assert_eq!(
        CommandField::from_code(0x8FFF),
        CommandField::Unknown(0x8FFF)
    );
    assert!(CommandField::from_code(0x0777).expects_response());
    assert!(!CommandField::from_code(0x8777).expects_response());
}

#[test]
fn an_n_get_request_asks_by_requested_uids() {
    let mut get = Command::request(Operation::NGet, 3, uid("1.2.840.10008.5.1.1.16"), None);
    get.sop_instance_uid = Some(uid("1.2.840.10008.5.1.1.17").into());
    get.attribute_identifiers = vec![Tag(0x2110, 0x0010), Tag(0x2110, 0x0020)];
    assert_snapshot!(shown(&get.encode()), @r#"
    0000 [6A, 00, 00, 00]
    0003 "1.2.840.10008.5.1.1.16"
    0100 [10, 01]
    0110 [03, 00]
    0800 [01, 01]
    1001 "1.2.840.10008.5.1.1.17"
    1005 [10, 21, 10, 00, 10, 21, 20, 00]
    "#);
}

#[test]
fn a_response_repeats_what_it_must() {
    let mut action = Command::request(Operation::NAction, 9, uid("1.2.3"), Some(uid("1.2.3.4")));
    action.action_type = Some(1);
    action.has_data_set = true;
    let response = action
        .response(Status::FILM_BOX_QUEUE_FULL)
        .with_comment("queue is full");
    assert_snapshot!(shown(&response.encode()), @r#"
    0000 [66, 00, 00, 00]
    0002 "1.2.3\0"
    0100 [30, 81]
    0120 [09, 00]
    0800 [01, 01]
    0900 [02, C6]
    0902 "queue is full "
    1000 "1.2.3.4\0"
    1008 [01, 00]
    "#);
}

#[test]
fn a_uid_of_bad_form_is_told_and_not_repeated() {
    let bytes = [
        element(0x0003, b"1.2.3\0"),
        us(0x0100, 0x0120),
        us(0x0110, 1),
        us(0x0800, 0x0101),
        element(0x1001, b"1.02.x"),
    ];
    let set = Command::parse(&bytes.concat()).unwrap();
    assert_eq!(
        set.sop_instance_uid,
        Some(UidField::Invalid("1.02.x".to_owned()))
    );
    let response = set.response(Status::INVALID_SOP_INSTANCE);
    assert_eq!(response.sop_instance_uid, None);
    assert_eq!(response.sop_class_uid, Some(uid("1.2.3").into()));
}

#[test]
fn confused_uids_empty_uids_and_unknown_elements_are_read() {
    let bytes = [
        us(0x0800, 0x0102),
        us(0x0110, 1),
        element(0x0002, b"1.2.3\0"),
        us(0x0100, 0x0150),
        element(0x1000, b"1.2.4 "),
        element(0x5555, b"odd"),
        us(0x0700, 2),
        element(0x0902, b""),
    ];
    let delete = Command::parse(&bytes.concat()).unwrap();
    assert_eq!(delete.sop_class_uid, Some(uid("1.2.3").into()));
    assert_eq!(delete.sop_instance_uid, Some(uid("1.2.4").into()));
    assert_eq!(delete.priority, Some(Priority::Low));
    assert!(delete.has_data_set);
    let create = [
        us(0x0100, 0x0140),
        us(0x0110, 1),
        us(0x0800, 0),
        element(0x1000, b""),
    ];
    assert_eq!(
        Command::parse(&create.concat()).unwrap().sop_instance_uid,
        None
    );
}

#[test]
fn what_does_not_parse() {
    let good = [us(0x0100, 0x0030), us(0x0110, 5), us(0x0800, 0x0101)].concat();
    let with = |more: &[u8]| [good.as_slice(), more].concat();
    let lying = [0, 0, 2, 0, 0xF0, 0xFF, 0xFF, 0xFF, 1, 2];
    let many: Vec<u8> = (0..70).flat_map(|n| element(0x2000 + n, b"")).collect();
    let table = [
        (vec![], Defect::Missing(0x0100)),
        (with(&lying), Defect::Truncated(0, 2)),
        (with(&[0, 0, 1]), Defect::LeftOver(3)),
        (with(&[8, 0, 5, 0, 0, 0, 0, 0]), Defect::ForeignGroup(8, 5)),
        (with(&us(0x0110, 5)), Defect::Duplicate(0x0110)),
        (
            with(&element(0x1005, &[1, 2])),
            Defect::ValueLength(0x1005, 2),
        ),
        (with(&us(0x0700, 7)), Defect::Value(0x0700, 7)),
        (with(&many), Defect::TooManyElements),
        (with(&element(0x0902, &[b'x'; 65_536])), Defect::TooLong),
        (
            [us(0x0100, 0x0030), us(0x0800, 0x0101)].concat(),
            Defect::Missing(0x0110),
        ),
        (
            [us(0x0100, 0x8030), us(0x0120, 1), us(0x0800, 0x0101)].concat(),
            Defect::Missing(0x0900),
        ),
        (good[..20].to_vec(), Defect::Missing(0x0800)),
    ];
    for (bytes, defect) in table {
        let found = Command::parse(&bytes).unwrap_err();
        assert_eq!(found.defect, defect);
    }
    let cut = Command::parse(&good[..good.len() - 10]).unwrap_err();
    assert_eq!(
        (cut.defect, cut.message_id, cut.has_data_set),
        (Defect::Missing(0x0800), Some(5), None)
    );
    let answerable = Command::parse(&with(&us(0x0700, 7))).unwrap_err();
    assert_eq!(
        answerable.field,
        Some(CommandField::Request(Operation::CEcho))
    );
    assert_eq!(
        (answerable.message_id, answerable.has_data_set),
        (Some(5), Some(false))
    );
}

#[test]
fn comments_are_ascii_and_end_at_64() {
    let response = Command::new(CommandField::Request(Operation::NSet), 1)
        .response(Status::PROCESSING_FAILURE)
        .with_comment("\u{e4}\u{65e5}\n".to_owned() + &"x".repeat(100));
    let read = Command::parse(&response.encode()).unwrap();
    assert_eq!(
        read.error_comment.unwrap(),
        "???".to_owned() + &"x".repeat(61)
    );
}

fn tags() -> impl Strategy<Value = Vec<Tag>> {
    prop::collection::vec(
        (any::<u16>(), any::<u16>()).prop_map(|(g, e)| Tag(g, e)),
        0..40,
    )
}

fn uids() -> impl Strategy<Value = Option<UidField>> {
    let uid = "[1-9][0-9]{0,5}(\\.(0|[1-9][0-9]{0,7})){1,6}";
    prop::option::of(uid.prop_map(|text| UidField::read(&text).unwrap()))
}

prop_compose! {
    fn fields()(
        operation in prop::sample::select(OPERATIONS.to_vec()),
        is_response in any::<bool>(),
    ) -> CommandField {
        let request = CommandField::Request(operation);
        if is_response { request.response() } else { request }
    }
}

prop_compose! {
    fn commands()(
        field in fields(),
        message_id in any::<u16>(),
        (sop_class_uid, sop_instance_uid) in (uids(), uids()),
        status in any::<u16>(),
        has_data_set in any::<bool>(),
        priority in prop::option::of(prop::sample::select(vec![Priority::Low, Priority::Medium, Priority::High])),
        (event_type, action_type, error_id) in any::<(Option<u16>, Option<u16>, Option<u16>)>(),
        (attribute_identifiers, offending_elements) in (tags(), tags()),
        error_comment in prop::option::of("[!-~]([ -~]{0,62}[!-~])?"),
        move_originator in prop::option::of(("[A-Z]{1,16}", any::<u16>())),
        (remaining, completed, failed, warning) in any::<(Option<u16>, Option<u16>, Option<u16>, Option<u16>)>(),
    ) -> Command {
        Command {
            sop_class_uid,
            sop_instance_uid,
            status: field.is_response().then_some(Status(status)),
            has_data_set,
            priority,
            event_type,
            action_type,
            attribute_identifiers,
            offending_elements,
            error_comment,
            error_id,
            move_destination: move_originator.as_ref().map(|(title, _)| title.clone()),
            move_originator,
            sub_operations: SubOperations { remaining, completed, failed, warning },
            ..Command::new(field, message_id)
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 500, ..ProptestConfig::default() })]

    #[test]
    fn what_is_written_reads_the_same(command in commands()) {
        let bytes = command.encode();
        let group_length = u32::from_le_bytes(bytes[8..12].try_into().unwrap()) as usize;
        prop_assert_eq!(group_length, bytes.len() - 12);
        prop_assert_eq!(Command::parse(&bytes).unwrap(), command);
    }

    #[test]
    fn a_set_cut_anywhere_is_refused_or_read_but_never_worse(command in commands(), cut in any::<prop::sample::Index>()) {
        let bytes = command.encode();
        let cut = cut.index(bytes.len());
        if let Ok(read) = Command::parse(&bytes[..cut]) {
            prop_assert_eq!(read.message_id, command.message_id);
        }
    }
}
