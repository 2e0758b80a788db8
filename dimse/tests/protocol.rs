//! What ends an association: violations, clocks, release and its collisions (PS3.8 9.1, 9.2).

mod support;

use filmdesk_dimse::command::{Command, CommandField, Operation};
use filmdesk_dimse::pdu::AbortSource;
use filmdesk_dimse::settings::Settings;
use filmdesk_dimse::uid::Uid;
use insta::assert_snapshot;
use support::wire::{self, Rq};
use support::{Conversation, Policy, context};

fn established() -> Conversation {
    Conversation::established(Settings::default(), Policy::Serve)
}

#[test]
fn violations_and_the_reasons_of_their_aborts() {
    let over = wire::pdu(4, &vec![0; 131_073]);
    let command = wire::request(0x30, 1, true);
    let data_first = wire::p_data(1, 2, b"data");
    let interleaved = [wire::p_data(1, 3, &command), wire::p_data(3, 0, b"data")].concat();
    let command_twice = [wire::p_data(1, 3, &command), wire::p_data(1, 3, &command)].concat();
    let data_in_command = [
        wire::p_data(1, 1, &command[..9]),
        wire::p_data(1, 0, b"data"),
    ]
    .concat();
    let release_within = [wire::p_data(1, 3, &command), wire::release_rq()].concat();
    let long_command = wire::p_data(1, 1, &[0; 60_000]).repeat(2);
    let table: [(&str, Vec<u8>); 21] = [
        ("PDU type 08", wire::pdu(8, &[])),
        ("HTTP", b"GET / HTTP/1.1\r\n\r\n".to_vec()),
        ("second A-ASSOCIATE-RQ", wire::associate_rq(&Rq::default())),
        ("A-ASSOCIATE-RJ", wire::pdu(3, &[0, 1, 1, 1])),
        ("A-RELEASE-RP", wire::release_rp()),
        ("P-DATA over the maximum", over),
        ("P-DATA of nothing", wire::pdu(4, &[])),
        ("P-DATA of five bytes", wire::pdu(4, &[0, 0, 0, 1, 1])),
        ("PDV without header", wire::pdu(4, &[0, 0, 0, 1, 1, 3])),
        (
            "PDV beyond its PDU",
            wire::pdu(4, &[0, 0, 0, 9, 1, 3, 0, 0]),
        ),
        (
            "PDV with a rest of three",
            wire::pdu(4, &[wire::pdv(1, 1, b""), vec![0; 3]].concat()),
        ),
        ("unknown context", wire::echo(9, 1)),
        ("even context", wire::echo(2, 1)),
        ("data without command", data_first),
        ("fragment of another context", interleaved),
        ("command within a data set", command_twice),
        ("data within a command", data_in_command),
        ("release within a message", release_within),
        ("release of five bytes", wire::pdu(5, &[0; 5])),
        ("command of 120,000 bytes", long_command),
        (
            "command without field",
            wire::p_data(1, 3, &wire::us(0x0110, 1)),
        ),
    ];
    let lines = table.map(|(what, bytes)| {
        let mut ct = established();
        ct.say(&bytes);
        let said = ct.transcript();
        let told: Vec<&str> = said
            .lines()
            .filter(|line| line.contains("A-ABORT") || line.contains("aborted"))
            .collect();
        format!("{what}: {}", told.join(" "))
    });
    assert_snapshot!(lines.join("\n"), @"
    PDU type 08: -> aborted: PDU type 08 is not recognized <- A-ABORT 2/1
    HTTP: -> aborted: PDU type 47 is not recognized <- A-ABORT 2/1
    second A-ASSOCIATE-RQ: -> aborted: A-ASSOCIATE-RQ is not expected now <- A-ABORT 2/2
    A-ASSOCIATE-RJ: -> aborted: A-ASSOCIATE-RJ is not expected now <- A-ABORT 2/2
    A-RELEASE-RP: -> aborted: A-RELEASE-RP is not expected now <- A-ABORT 2/2
    P-DATA over the maximum: -> aborted: P-DATA-TF of 131073 bytes is over the announced maximum of 131072 <- A-ABORT 2/6
    P-DATA of nothing: -> aborted: P-DATA-TF has the length 0 <- A-ABORT 2/6
    P-DATA of five bytes: -> aborted: P-DATA-TF has the length 5 <- A-ABORT 2/6
    PDV without header: -> aborted: presentation data value of 1 bytes in 2 bytes of PDU <- A-ABORT 2/6
    PDV beyond its PDU: -> aborted: presentation data value of 9 bytes in 4 bytes of PDU <- A-ABORT 2/6
    PDV with a rest of three: -> aborted: presentation data value of 0 bytes in 3 bytes of PDU <- A-ABORT 2/6
    unknown context: -> aborted: presentation context 9 was not accepted <- A-ABORT 2/6
    even context: -> aborted: presentation context 2 was not accepted <- A-ABORT 2/6
    data without command: -> aborted: a data set fragment came without a command <- A-ABORT 2/5
    fragment of another context: -> aborted: a fragment of presentation context 3 came within a message of 1 <- A-ABORT 2/5
    command within a data set: -> aborted: a command fragment came within a data set <- A-ABORT 2/5
    data within a command: -> aborted: a data set fragment came without a command <- A-ABORT 2/5
    release within a message: -> aborted: A-RELEASE-RQ came within a message <- A-ABORT 2/2
    release of five bytes: -> aborted: A-RELEASE-RQ has the length 5 <- A-ABORT 2/6
    command of 120,000 bytes: -> aborted: command set is invalid: command set is longer than 65536 bytes <- A-ABORT 2/6
    command without field: -> aborted: command set is invalid: element (0000,0100) is missing <- A-ABORT 2/6
    ");
}

#[test]
fn before_the_association_the_abort_is_the_users() {
    let table: [(&str, Vec<u8>); 5] = [
        ("P-DATA", wire::echo(1, 1)),
        ("release", wire::release_rq()),
        ("TLS hello", vec![0x16, 3, 1, 2, 0, 1, 0, 1, 0xFC]),
        ("A-ASSOCIATE-AC", wire::pdu(2, &[0; 100])),
        ("A-ABORT", wire::abort(0, 0)),
    ];
    let lines = table.map(|(what, bytes)| {
        let mut ct = Conversation::new(Settings::default(), Policy::Serve);
        ct.say(&bytes);
        format!("{what}: {}", ct.transcript().replace('\n', " "))
    });
    assert_snapshot!(lines.join("\n"), @"
    P-DATA: -> aborted: P-DATA-TF is not expected now <- A-ABORT 0/0
    release: -> aborted: A-RELEASE-RQ is not expected now <- A-ABORT 0/0
    TLS hello: -> aborted: PDU type 16 is not recognized <- A-ABORT 0/0
    A-ASSOCIATE-AC: -> aborted: A-ASSOCIATE-AC is not expected now <- A-ABORT 0/0
    A-ABORT: -> closed: Done
    ");
}

#[test]
fn nothing_may_follow_a_request_that_is_not_answered() {
    let mut ct = Conversation::new(Settings::default(), Policy::Hesitate);
    ct.say(&wire::associate_rq(&Rq::default()));
    ct.say(&wire::echo(1, 1));
    assert_snapshot!(ct.transcript(), @"
    -> requested by CT1 of FILMDESK
    -> aborted: P-DATA-TF is not expected now
    <- A-ABORT 2/2
    ");

    let mut ct = Conversation::new(Settings::default(), Policy::Hesitate);
    ct.say(&[wire::associate_rq(&Rq::default()), wire::abort(2, 1)].concat());
    assert_snapshot!(ct.transcript(), @"
    -> requested by CT1 of FILMDESK
    -> aborted: peer aborted with source 2, reason 1
    -> closed: Done
    ");
}

#[test]
fn artim_ends_the_silent_the_slow_and_those_who_stay() {
    let mut silent = Conversation::new(Settings::default(), Policy::Serve);
    silent.wait(100);
    assert_snapshot!(silent.transcript(), @"
    -- 30 s
    -> closed: ArtimExpired
    ");
    assert_eq!(silent.sent, b"");

    let mut slow = Conversation::new(Settings::default(), Policy::Serve);
    for byte in wire::associate_rq(&Rq::default()) {
        slow.say(&[byte]);
        slow.wait(1);
    }
    assert_snapshot!(slow.transcript(), @"
    -- 30 s
    -> closed: ArtimExpired
    ");

    let mut stays = established();
    stays.say(&wire::pdu(9, &[]));
    stays.wait(29);
    stays.say(&wire::echo(1, 1));
    stays.wait(10);
    assert_snapshot!(stays.transcript(), @"
    -> aborted: PDU type 09 is not recognized
    <- A-ABORT 2/1
    -- 30 s
    -> closed: ArtimExpired
    ");
}

#[test]
fn idle_stalled_and_slow_associations_end() {
    let mut idle = established();
    idle.wait(599);
    idle.say(&wire::echo(1, 1));
    idle.wait(1000);
    assert_snapshot!(idle.transcript(), @"
    -> 1: C-ECHO-RQ 1 InOrder
    <- P-DATA-TF 1: 8030 to 1 status 0000
    -- 1199 s
    -> aborted: nothing was asked for too long
    <- A-ABORT 2/0
    -- 1229 s
    -> closed: ArtimExpired
    ");

    let mut stalled = established();
    stalled.say(&wire::echo(1, 1)[..20]);
    stalled.wait(1000);
    assert_snapshot!(stalled.transcript(), @"
    -- 60 s
    -> aborted: the peer stalled within a message
    <- A-ABORT 2/0
    -- 90 s
    -> closed: ArtimExpired
    ");

    let mut slow = established();
    for byte in wire::p_data(1, 3, &wire::request(1, 1, true)) {
        slow.say(&[byte]);
        slow.wait(1);
    }
    assert_snapshot!(slow.transcript(), @"
    -- 60 s
    -> aborted: the peer stalled within a message
    <- A-ABORT 2/0
    ");
}

#[test]
fn a_slow_peer_that_makes_progress_may_go_on() {
    let mut ct = established();
    ct.say(&wire::p_data(3, 3, &wire::request(0x120, 7, true)));
    for _ in 0..50 {
        ct.say(&wire::p_data(3, 0, &[1; 1200]));
        ct.wait(50);
    }
    ct.say(&wire::p_data(3, 2, &[1; 10]));
    assert!(
        ct.transcript()
            .ends_with("<- P-DATA-TF 3: 8120 to 7 status 0000")
    );
}

#[test]
fn a_peer_that_does_not_read_ends() {
    let mut ct = established();
    let bytes = wire::echo(1, 1);
    ct.acceptor.receive(&bytes, ct.now);
    let Some(filmdesk_dimse::event::Event::Command {
        context, command, ..
    }) = ct.acceptor.poll_event()
    else {
        panic!("no command");
    };
    let response = command.response(filmdesk_dimse::status::Status::SUCCESS);
    ct.acceptor.send(context, &response, None, ct.now).unwrap();
    ct.wait(61);
    assert_snapshot!(ct.transcript(), @"
    -- 60 s
    -> aborted: the peer does not read what was sent
    <- P-DATA-TF 1: 8030 to 1 status 0000
    <- A-ABORT 2/0
    ");
}

#[test]
fn an_answer_after_a_long_pause_has_its_own_time() {
    let mut ct = established();
    ct.say(&wire::echo(1, 1));
    ct.wait(300);
    assert!(ct.acceptor.poll_transmit(ct.now).is_none());
    let report = event_report(7);
    ct.acceptor.send(context(3), &report, None, ct.now).unwrap();
    let due = ct.acceptor.poll_timeout().unwrap();
    assert_eq!(due, ct.now + std::time::Duration::from_secs(60));
    ct.wait(59);
    assert!(ct.acceptor.is_established());
}

#[test]
fn waking_up_is_no_sign_of_life() {
    let mut ct = established();
    for _ in 0..700 {
        ct.wait(1);
        ct.acceptor.handle_timeout(ct.now);
        ct.turn();
    }
    assert!(ct.transcript().contains("nothing was asked for too long"));
}

#[test]
fn release_by_the_peer() {
    let mut ct = established();
    ct.say(&wire::release_rq());
    ct.hang_up();
    assert_snapshot!(ct.transcript(), @"
    -> release requested
    -> Released
    <- A-RELEASE-RP
    -> closed: Done
    ");
}

#[test]
fn messages_may_be_sent_before_release_is_answered() {
    let mut ct = Conversation::established(Settings::default(), Policy::Listen);
    ct.say(&wire::release_rq());
    let report = event_report(5);
    ct.acceptor.send(context(3), &report, None, ct.now).unwrap();
    ct.acceptor.release(ct.now);
    ct.turn();
    assert!(ct.acceptor.send(context(3), &report, None, ct.now).is_err());
    assert_snapshot!(ct.transcript(), @"
    -> release requested
    -> Released
    <- P-DATA-TF 3: 0100 id 5
    <- A-RELEASE-RP
    ");
}

fn event_report(id: u16) -> Command {
    let class = Uid::parse("1.2.840.10008.5.1.1.16").unwrap();
    Command::request(Operation::NEventReport, id, class, None)
}

#[test]
fn release_by_us() {
    let mut ct = established();
    ct.acceptor.release(ct.now);
    // Sta7: data still arrive (AR-6), but nothing can be sent.
    ct.say(&wire::echo(1, 4));
    ct.say(&wire::release_rp());
    assert_snapshot!(ct.transcript(), @"
    -> 1: C-ECHO-RQ 4 InOrder
       not sent: no association stands
    <- A-RELEASE-RQ
    -> Released
    -> closed: Done
    ");

    let mut unanswered = established();
    unanswered.acceptor.release(unanswered.now);
    unanswered.wait(100);
    assert_snapshot!(unanswered.transcript(), @"
    -- 30 s
    -> aborted: the association was not answered or released in time
    <- A-RELEASE-RQ
    <- A-ABORT 2/0
    -- 60 s
    -> closed: ArtimExpired
    ");
}

#[test]
fn release_collision_of_an_acceptor() {
    let mut ct = established();
    ct.acceptor.release(ct.now);
    ct.turn();
    ct.say(&wire::release_rq());
    assert!(
        !ct.transcript().contains("A-RELEASE-RP"),
        "Sta10 waits for the peer"
    );
    ct.say(&wire::release_rp());
    ct.hang_up();
    assert_snapshot!(ct.transcript(), @"
    -> Released
    <- A-RELEASE-RP
    -> closed: Done
    ");

    let mut late = Conversation::established(Settings::default(), Policy::Listen);
    late.acceptor.release(late.now);
    late.say(&[wire::release_rq(), wire::release_rp()].concat());
    late.acceptor.release(late.now);
    late.turn();
    assert_snapshot!(late.transcript(), @"
    -> release requested
    <- A-RELEASE-RQ
    -> Released
    <- A-RELEASE-RP
    ");

    let mut twice = established();
    twice.acceptor.release(twice.now);
    twice.say(&wire::release_rq().repeat(2));
    assert!(twice.transcript().contains("A-ABORT 2/2"));
}

#[test]
fn aborts_and_lost_connections() {
    let mut by_peer = established();
    by_peer.say(&wire::abort(2, 6));
    assert_snapshot!(by_peer.transcript(), @"
    -> aborted: peer aborted with source 2, reason 6
    -> closed: Done
    ");

    let mut lost = established();
    lost.hang_up();
    assert_snapshot!(lost.transcript(), @"
    -> aborted: connection lost
    -> closed: Done
    ");

    let mut by_us = established();
    by_us.acceptor.abort(AbortSource::ServiceUser, by_us.now);
    by_us.turn();
    by_us.hang_up();
    assert_snapshot!(by_us.transcript(), @"
    <- A-ABORT 0/0
    -> closed: Done
    ");
    assert!(by_us.acceptor.is_closed() && by_us.acceptor.poll_timeout().is_none());
}

#[test]
fn a_request_of_ours_that_is_not_answered() {
    let mut ct = established();
    ct.acceptor
        .send(context(3), &event_report(9), None, ct.now)
        .unwrap();
    ct.turn();
    ct.wait(61);
    let late = [
        wire::us(0x100, 0x8100),
        wire::us(0x120, 9),
        wire::us(0x800, 0x101),
        wire::us(0x900, 0),
    ];
    ct.say(&wire::p_data(3, 3, &late.concat()));
    assert!(ct.acceptor.is_established());
    assert_snapshot!(ct.transcript(), @"
    <- P-DATA-TF 3: 0100 id 9
    -- 60 s
    -> ResponseTimeout { message_id: 9 }
    -> 3: N-EVENT-REPORT-RSP 9 Unsolicited
    ");
    assert_eq!(
        CommandField::from_code(0x8100).to_string(),
        "N-EVENT-REPORT-RSP"
    );
}
