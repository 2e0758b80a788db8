//! Messages on a standing association: fragments, maximum lengths, Message IDs (PS3.7, PS3.8 Annex E).

mod support;

use filmdesk_dimse::association::SendError;
use filmdesk_dimse::command::{Command, CommandField, Operation};
use filmdesk_dimse::settings::Settings;
use filmdesk_dimse::status::Status;
use filmdesk_dimse::uid::Uid;
use insta::assert_snapshot;
use support::wire::{self, Rq};
use support::{Conversation, Policy, context};

fn established() -> Conversation {
    Conversation::established(Settings::default(), Policy::Serve)
}

/// A peer with this maximum length.
fn limited(max_pdu: u32) -> Conversation {
    let mut ct = Conversation::new(Settings::default(), Policy::Listen);
    ct.say(&wire::associate_rq(&Rq {
        max_pdu,
        ..Rq::default()
    }));
    ct.transcript();
    ct.sent.clear();
    ct
}

fn get_response(ct: &mut Conversation, data: &[u8]) -> Result<(), SendError> {
    let mut command = Command::new(CommandField::Response(Operation::NGet), 1);
    command.status = Some(Status::SUCCESS);
    let result = ct.acceptor.send(context(3), &command, Some(data), ct.now);
    ct.turn();
    result
}

/// Length fields of the P-DATA-TF PDUs of a stream, and the data that they carry.
fn lengths(mut bytes: &[u8]) -> (Vec<usize>, Vec<u8>) {
    let (mut lengths, mut data) = (Vec::new(), Vec::new());
    while !bytes.is_empty() {
        let length = u32::from_be_bytes(bytes[2..6].try_into().unwrap()) as usize;
        lengths.push(length);
        if bytes[11] & 1 == 0 {
            data.extend_from_slice(&bytes[12..6 + length]);
        }
        bytes = &bytes[6 + length..];
    }
    (lengths, data)
}

#[test]
fn an_echo() {
    let mut ct = established();
    ct.say(&wire::echo(1, 42));
    assert_snapshot!(ct.transcript(), @"
    -> 1: C-ECHO-RQ 42 InOrder
    <- P-DATA-TF 1: 8030 to 42 status 0000
    ");
}

#[test]
fn fragments_come_as_they_are_cut() {
    let command = wire::request(0x0120, 7, true);
    let mut ct = established();
    let several = [
        wire::pdv(3, 3, &command[30..]),
        wire::pdv(3, 0, b"abcd"),
        wire::pdv(3, 0, b""),
    ];
    ct.say(&wire::p_data(3, 1, &command[..30]));
    ct.say(&wire::pdu(4, &several.concat()));
    ct.say(&wire::p_data(3, 0, b"ef"));
    ct.say(&wire::p_data(3, 2, b""));
    assert_snapshot!(ct.transcript(), @"
    -> 3: N-SET-RQ 7 InOrder
    -> 3: 4 bytes
    -> 3: 2 bytes
    -> 3: 0 bytes last
    <- P-DATA-TF 3: 8120 to 7 status 0000
    ");
    assert_eq!(ct.data, b"abcdef");
}

#[test]
fn byte_by_byte_is_the_same_as_at_once() {
    let conversation = [
        wire::associate_rq(&Rq::default()),
        wire::echo(1, 1),
        wire::p_data(3, 3, &wire::request(0x0120, 2, true)),
        wire::p_data(3, 0, &[5; 300]),
        wire::p_data(3, 2, &[6; 300]),
        wire::p_data(1, 3, &wire::us(0x0100, 0x0030)),
    ]
    .concat();
    let talk = |say: fn(&mut Conversation, &[u8])| {
        let mut ct = Conversation::new(Settings::default(), Policy::Serve);
        say(&mut ct, &conversation);
        (ct.sent, ct.data)
    };
    let whole = talk(Conversation::say);
    assert_eq!(whole.1.len(), 600);
    assert!(whole == talk(Conversation::say_byte_by_byte));
}

#[test]
fn a_gigabyte_claimed_is_not_a_gigabyte_held() {
    let settings = Settings {
        max_pdu: 0,
        ..Settings::default()
    };
    let mut ct = Conversation::established(settings, Policy::Serve);
    ct.say(&wire::p_data(3, 3, &wire::request(0x0120, 7, true)));
    ct.say(&[
        4, 0, 0x40, 0, 0, 0, 0x3F, 0xFF, 0xFF, 0xFC, 3, 2, 1, 2, 3, 4,
    ]);
    assert_snapshot!(ct.transcript(), @"
    -> 3: N-SET-RQ 7 InOrder
    -> 3: 4 bytes
    ");
}

#[test]
fn a_peers_maximum_is_kept_exactly() {
    let data: Vec<u8> = (0..40_000_u32).map(|n| n as u8).collect();
    for maximum in [8, 9, 100, 16_384, 1 << 20, u32::MAX] {
        let mut ct = limited(maximum);
        get_response(&mut ct, &data).unwrap();
        let (lengths, carried) = lengths(&ct.sent);
        assert!(carried == data, "{maximum}");
        assert!(
            lengths.iter().all(|length| *length <= maximum as usize),
            "{maximum}"
        );
        assert!(lengths.iter().all(|length| length % 2 == 0), "{maximum}");
    }
    let mut ct = limited(0);
    get_response(&mut ct, &vec![0; 300_000]).unwrap();
    assert_eq!(
        lengths(&ct.sent).0[1..],
        [131_072, 131_072, 300_018 - 2 * 131_072]
    );
}

#[test]
fn a_peer_with_room_for_nothing_is_told_at_the_first_response() {
    for maximum in 1..8 {
        let mut ct = limited(maximum);
        assert!(ct.acceptor.is_established());
        assert_eq!(
            get_response(&mut ct, b""),
            Err(SendError::NoRoomForData(maximum))
        );
        let said = ct.transcript();
        assert!(
            said.contains("<- A-ABORT 2/6") && said.contains("leaves no room"),
            "{said}"
        );
    }
}

#[test]
fn a_data_set_in_parts_has_even_fragments() {
    let mut ct = limited(16_384);
    let mut command = Command::new(CommandField::Response(Operation::NGet), 1);
    command.status = Some(Status::SUCCESS);
    ct.acceptor.begin(context(3), &command, ct.now).unwrap();
    assert_eq!(
        ct.acceptor.send(context(3), &command, None, ct.now),
        Err(SendError::DataSetOpen)
    );
    let parts: [&[u8]; 6] = [b"a", b"", b"bcd", b"efghi", b"j", b"kl"];
    for (index, part) in parts.iter().enumerate() {
        ct.acceptor
            .send_data(part, index == parts.len() - 1)
            .unwrap();
    }
    assert_eq!(
        ct.acceptor.send_data(b"", true),
        Err(SendError::NoDataSetOpen)
    );
    ct.turn();
    assert_snapshot!(ct.transcript(), @"
    <- P-DATA-TF 3: 8110 to 1 status 0000
    <- P-DATA-TF 3: data 2 bytes
    <- P-DATA-TF 3: data 2 bytes
    <- P-DATA-TF 3: data 4 bytes
    <- P-DATA-TF 3: data 2 bytes
    <- P-DATA-TF 3: data 2 bytes last
    ");
    assert_eq!(lengths(&ct.sent).1, b"abcdefghijkl");
}

#[test]
fn odd_last_parts_and_empty_ones() {
    for (parts, whole) in [
        (vec![b"a".as_slice(), b""], b"a".as_slice()),
        (vec![b"a", b"b"], b"ab"),
        (vec![b"abc"], b"abc"),
        (vec![b""], b""),
    ] {
        let mut ct = limited(16_384);
        let mut command = Command::new(CommandField::Response(Operation::NGet), 1);
        command.status = Some(Status::SUCCESS);
        ct.acceptor.begin(context(3), &command, ct.now).unwrap();
        for (index, part) in parts.iter().enumerate() {
            ct.acceptor
                .send_data(part, index + 1 == parts.len())
                .unwrap();
        }
        ct.turn();
        let said = ct.transcript();
        assert!(said.ends_with("last"), "{said}");
        assert_eq!(said.matches("last").count(), 1, "{said}");
        assert_eq!(lengths(&ct.sent).1, whole);
    }
}

#[test]
fn split_at_every_byte() {
    let settings = Settings {
        send_fragment: Some(1),
        ..Settings::default()
    };
    let mut ct = Conversation::established(settings, Policy::Serve);
    ct.sent.clear();
    get_response(&mut ct, b"abc").unwrap();
    let (lengths, data) = lengths(&ct.sent);
    assert!(lengths.iter().all(|length| *length == 7));
    assert_eq!(data, b"abc");
}

#[test]
fn a_pipelined_message_id_is_a_duplicate() {
    let mut ct = established();
    ct.say(&wire::echo(1, 5).repeat(3));
    assert_snapshot!(ct.transcript(), @"
    -> 1: C-ECHO-RQ 5 InOrder
    -> 1: C-ECHO-RQ 5 Duplicate
    -> 1: C-ECHO-RQ 5 Duplicate
    <- P-DATA-TF 1: 8030 to 5 status 0000
    <- P-DATA-TF 1: 8030 to 5 status 0210
    <- P-DATA-TF 1: 8030 to 5 status 0210
    ");
    ct.say(&wire::echo(1, 5));
    assert_snapshot!(ct.transcript(), @"
    -> 1: C-ECHO-RQ 5 InOrder
    <- P-DATA-TF 1: 8030 to 5 status 0000
    ");
}

#[test]
fn a_pipelined_duplicate_is_found_behind_the_data_set_and_its_own_is_taken() {
    let set = wire::p_data(3, 3, &wire::request(0x0120, 5, true));
    let data = [wire::p_data(3, 0, b"ab"), wire::p_data(3, 2, b"cd")].concat();
    let mut ct = established();
    ct.say(&[set.clone(), data.clone(), wire::echo(1, 6), set, data].concat());
    assert_snapshot!(ct.transcript(), @"
    -> 3: N-SET-RQ 5 InOrder
    -> 3: 2 bytes
    -> 3: 2 bytes last
    -> 1: C-ECHO-RQ 6 InOrder
    -> 3: N-SET-RQ 5 Duplicate
    -> 3: 2 bytes
    -> 3: 2 bytes last
    <- P-DATA-TF 3: 8120 to 5 status 0000
    <- P-DATA-TF 1: 8030 to 6 status 0000
    <- P-DATA-TF 3: 8120 to 5 status 0210
    ");
}

#[test]
fn requests_in_flight_in_a_driver_that_queues() {
    let mut ct = Conversation::established(Settings::default(), Policy::Listen);
    ct.say(&wire::echo(1, 5));
    ct.say(&wire::echo(1, 6));
    ct.say(&wire::echo(1, 5));
    let answer = Command::new(CommandField::Request(Operation::CEcho), 5).response(Status::SUCCESS);
    ct.acceptor.send(context(1), &answer, None, ct.now).unwrap();
    ct.acceptor.send(context(1), &answer, None, ct.now).unwrap();
    ct.say(&wire::echo(1, 5));
    assert_snapshot!(ct.transcript(), @"
    -> 1: C-ECHO-RQ 5 InOrder
    -> 1: C-ECHO-RQ 6 InOrder
    -> 1: C-ECHO-RQ 5 Duplicate
    -> 1: C-ECHO-RQ 5 InOrder
    <- P-DATA-TF 1: 8030 to 5 status 0000
    <- P-DATA-TF 1: 8030 to 5 status 0000
    ");

    let mut flood = Conversation::established(Settings::default(), Policy::Listen);
    (0..65).for_each(|id| flood.say(&wire::echo(1, id)));
    assert!(flood.transcript().contains("<- A-ABORT 2/0"));
}

#[test]
fn a_request_that_does_not_parse_is_mistyped() {
    let twice = [wire::request(0x0130, 8, true), wire::us(0x0110, 9)].concat();
    let long_id = [
        wire::request(0x0130, 8, false),
        wire::element(0x1008, b"abc"),
    ]
    .concat();
    let mut ct = established();
    ct.say(&[wire::p_data(3, 3, &twice), wire::p_data(3, 2, b"skipped")].concat());
    ct.say(&wire::p_data(3, 3, &long_id));
    ct.say(&wire::echo(1, 9));
    assert_snapshot!(ct.transcript(), @"
    -> 3: mistyped, element (0000,0110) comes twice: 0212 Mistyped Argument
    <- P-DATA-TF 3: 8130 to 8 status 0212 element (0000,0110) comes twice 
    -> 3: mistyped, element (0000,1008) has a value of 3 bytes: 0212 Mistyped Argument
    <- P-DATA-TF 3: 8130 to 8 status 0212 element (0000,1008) has a value of 3 bytes
    -> 1: C-ECHO-RQ 9 InOrder
    <- P-DATA-TF 1: 8030 to 9 status 0000
    ");
    assert_eq!(ct.data, b"");
}

#[test]
fn an_unknown_operation_keeps_its_number() {
    let mut ct = established();
    ct.say(&wire::p_data(3, 3, &wire::request(0x0222, 8, false)));
    assert_snapshot!(ct.transcript(), @"
    -> 3: unknown 0222 8 InOrder
    <- P-DATA-TF 3: 8222 to 8 status 0211
    ");
}

#[test]
fn cancel_needs_no_answer_and_answers_to_nothing_are_marked() {
    let cancel = [
        wire::us(0x0100, 0x0FFF),
        wire::us(0x0120, 3),
        wire::us(0x0800, 0x0101),
    ]
    .concat();
    let response = [
        wire::us(0x0100, 0x8100),
        wire::us(0x0120, 3),
        wire::us(0x0800, 0x0101),
        wire::us(0x0900, 0),
    ]
    .concat();
    let mut ct = established();
    ct.say(&[wire::p_data(1, 3, &cancel), wire::p_data(3, 3, &response)].concat());
    assert_snapshot!(ct.transcript(), @"
    -> 1: C-CANCEL-RQ 3 InOrder
    -> 3: N-EVENT-REPORT-RSP 3 Unsolicited
    ");
}

#[test]
fn an_event_report_is_awaited() {
    let class = Uid::parse("1.2.840.10008.5.1.1.16").unwrap();
    let mut report = Command::request(Operation::NEventReport, 11, class, None);
    report.event_type = Some(2);
    let response = [
        wire::us(0x0100, 0x8100),
        wire::us(0x0120, 11),
        wire::us(0x0800, 0x0101),
        wire::us(0x0900, 0x0113),
    ]
    .concat();
    let mut ct = established();
    ct.acceptor
        .send(context(3), &report, Some(b"args"), ct.now)
        .unwrap();
    ct.turn();
    ct.say(&wire::p_data(3, 3, &response));
    ct.wait(100);
    assert_snapshot!(ct.transcript(), @"
    <- P-DATA-TF 3: 0100 id 11
    <- P-DATA-TF 3: data 4 bytes last
    -> 3: N-EVENT-REPORT-RSP 11 InOrder
    ");
}

#[test]
fn answers_that_are_not_read_stop_the_questions() {
    let mut ct = established();
    let bytes = wire::echo(1, 1);
    let mut answered = 0_usize;
    let mut taken = bytes.len();
    while taken == bytes.len() && answered < 100_000 {
        taken = ct.acceptor.receive(&bytes, ct.now);
        while let Some(event) = ct.acceptor.poll_event() {
            if let filmdesk_dimse::event::Event::Command {
                context, command, ..
            } = event
            {
                let response = command.response(Status::SUCCESS);
                ct.acceptor.send(context, &response, None, ct.now).unwrap();
                answered += 1;
            }
        }
    }
    let pending = ct.acceptor.pending_output();
    assert!(pending > 256 * 1024 && pending < 257 * 1024, "{pending}");
    assert_eq!(ct.acceptor.space().len(), 0);
    ct.turn();
    assert!(!ct.acceptor.space().is_empty());
}
