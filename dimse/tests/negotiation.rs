//! Association requests and their answers (PS3.8 7.1, 9.3.2 to 9.3.4; PS3.7 Annex D).

mod support;

use filmdesk_dimse::pdu::Rejection;
use filmdesk_dimse::service;
use filmdesk_dimse::settings::Settings;
use insta::assert_snapshot;
use support::wire::{self, EXPLICIT, GRAY, IMPLICIT, Rq};
use support::{Conversation, Policy};

fn asked(rq: &Rq) -> String {
    asked_with(&wire::associate_rq(rq), Policy::Serve)
}

fn asked_with(bytes: &[u8], policy: Policy) -> String {
    let mut ct = Conversation::new(Settings::default(), policy);
    ct.say(bytes);
    ct.transcript()
}

#[test]
fn accepted_in_our_order_of_transfer_syntaxes() {
    assert_snapshot!(asked(&Rq::default()), @"
    -> requested by CT1 of FILMDESK
    <- A-ASSOCIATE-AC
       1: result 0 1.2.840.10008.1.2
       3: result 0 1.2.840.10008.1.2.1
       maximum 131072
       FILMDESK_010
    ");
}

#[test]
fn the_answer_repeats_titles_and_reserved_bytes() {
    let mut ct = Conversation::new(Settings::default(), Policy::Serve);
    let rq = wire::associate_rq(&Rq::default());
    ct.say(&rq);
    assert_eq!(ct.sent[10..74], rq[10..74]);
}

#[test]
fn unknown_classes_and_syntaxes_are_refused_one_by_one() {
    let contexts = vec![
        wire::context_item(1, "1.2.3.4", &[IMPLICIT]),
        wire::context_item(5, GRAY, &["1.2.840.10008.1.2.4.50"]),
        wire::context_item(7, GRAY, &["1.2.840.10008.1.2.2"]),
        wire::context_item(255, service::VERIFICATION, &[EXPLICIT]),
        wire::context_item(9, GRAY, &[]),
    ];
    assert_snapshot!(asked(&Rq { contexts, ..Rq::default() }), @"
    -> requested by CT1 of FILMDESK
    <- A-ASSOCIATE-AC
       1: result 3 1.2.840.10008.1.2
       5: result 4 1.2.840.10008.1.2.4.50
       7: result 0 1.2.840.10008.1.2.2
       255: result 0 1.2.840.10008.1.2.1
       9: result 4 1.2.840.10008.1.2
       maximum 131072
       FILMDESK_010
    ");
}

#[test]
fn padded_uids_are_uids() {
    let contexts = vec![wire::context_item(
        1,
        "1.2.840.10008.1.1\0",
        &["1.2.840.10008.1.2 "],
    )];
    assert_snapshot!(asked(&Rq { contexts, ..Rq::default() }), @"
    -> requested by CT1 of FILMDESK
    <- A-ASSOCIATE-AC
       1: result 0 1.2.840.10008.1.2
       maximum 131072
       FILMDESK_010
    ");
}

#[test]
fn roles_are_granted_per_class_and_only_when_proposed() {
    let user_items = vec![
        wire::role_item(service::VERIFICATION, 1, 1),
        wire::role_item(GRAY, 0, 1),
        wire::role_item("1.2.3.4", 1, 1),
    ];
    assert_snapshot!(asked(&Rq { user_items, ..Rq::default() }), @"
    -> requested by CT1 of FILMDESK
    <- A-ASSOCIATE-AC
       1: result 0 1.2.840.10008.1.2
       3: result 0 1.2.840.10008.1.2.1
       maximum 131072
       roles of 1.2.840.10008.1.1: scu 1 scp 0
       roles of 1.2.840.10008.5.1.1.9: scu 0 scp 1
       FILMDESK_010
    ");
}

#[test]
fn a_window_is_answered_with_one_operation_each_way() {
    let user_items = vec![wire::item(0x53, &[0, 9, 0, 0])];
    assert_snapshot!(asked(&Rq { user_items, ..Rq::default() }), @"
    -> requested by CT1 of FILMDESK
    <- A-ASSOCIATE-AC
       1: result 0 1.2.840.10008.1.2
       3: result 0 1.2.840.10008.1.2.1
       maximum 131072
       53H [00, 01, 00, 01]
       FILMDESK_010
    ");
}

#[test]
fn identity_is_answered_when_a_positive_response_is_wanted() {
    let silent = vec![wire::identity_item(2, 0, b"user", b"secret")];
    let positive = vec![wire::identity_item(1, 1, b"user", b"")];
    let mut ct = Conversation::new(Settings::default(), Policy::Serve);
    ct.identity_response = Some(b"ticket".to_vec());
    ct.say(&wire::associate_rq(&Rq {
        user_items: positive.clone(),
        ..Rq::default()
    }));
    let transcripts = [
        asked(&Rq {
            user_items: silent,
            contexts: vec![],
            ..Rq::default()
        }),
        asked(&Rq {
            user_items: positive,
            contexts: vec![],
            ..Rq::default()
        }),
        ct.transcript(),
    ];
    assert_snapshot!(transcripts.join("\n"), @"
    -> requested by CT1 of FILMDESK
    <- A-ASSOCIATE-AC
       maximum 131072
       FILMDESK_010
    -> requested by CT1 of FILMDESK
    <- A-ASSOCIATE-AC
       maximum 131072
       FILMDESK_010
       59H [00, 00]
    -> requested by CT1 of FILMDESK
    <- A-ASSOCIATE-AC
       1: result 0 1.2.840.10008.1.2
       3: result 0 1.2.840.10008.1.2.1
       maximum 131072
       FILMDESK_010
       59H [00, 06, 74, 69, 63, 6B, 65, 74]
    ");
}

#[test]
fn extended_negotiation_and_unknown_items_are_passed_over() {
    let user_items = vec![
        wire::item(0x56, &[0, 3, b'1', b'.', b'2', 1, 2, 3]),
        wire::item(0x57, &[1, 2, 3]),
        wire::item(0x7F, b"whatever"),
        wire::identity_item(77, 1, b"x", b""),
    ];
    let mut rq = Rq {
        user_items,
        ..Rq::default()
    };
    rq.contexts.push(wire::item(0x99, b"unknown item"));
    assert_snapshot!(asked(&rq), @"
    -> requested by CT1 of FILMDESK
    <- A-ASSOCIATE-AC
       1: result 0 1.2.840.10008.1.2
       3: result 0 1.2.840.10008.1.2.1
       maximum 131072
       FILMDESK_010
    ");
}

#[test]
fn what_is_rejected_and_why() {
    let table: [(&str, Rq); 8] = [
        (
            "protocol version without bit 0",
            Rq {
                version: 2,
                ..Rq::default()
            },
        ),
        (
            "protocol version with more bits",
            Rq {
                version: 0x8001,
                ..Rq::default()
            },
        ),
        (
            "application context",
            Rq {
                application_context: "1.2.3",
                ..Rq::default()
            },
        ),
        (
            "blank called title",
            Rq {
                called: b"                ",
                ..Rq::default()
            },
        ),
        (
            "blank calling title",
            Rq {
                calling: b"                ",
                ..Rq::default()
            },
        ),
        (
            "title of control characters",
            Rq {
                calling: b"\x01\x02\x03             ",
                ..Rq::default()
            },
        ),
        (
            "even context id",
            Rq {
                contexts: vec![wire::context_item(2, GRAY, &[IMPLICIT])],
                ..Rq::default()
            },
        ),
        (
            "context id twice",
            Rq {
                contexts: vec![wire::context_item(1, GRAY, &[IMPLICIT]); 2],
                ..Rq::default()
            },
        ),
    ];
    let lines = table.map(|(what, rq)| {
        let said = asked(&rq);
        format!(
            "{what}: {}",
            said.lines().find(|line| line.starts_with("<-")).unwrap()
        )
    });
    assert_snapshot!(lines.join("\n"), @"
    protocol version without bit 0: <- A-ASSOCIATE-RJ 1/2/2
    protocol version with more bits: <- A-ASSOCIATE-AC
    application context: <- A-ASSOCIATE-RJ 1/1/2
    blank called title: <- A-ASSOCIATE-RJ 1/1/7
    blank calling title: <- A-ASSOCIATE-RJ 1/1/3
    title of control characters: <- A-ASSOCIATE-RJ 1/1/3
    even context id: <- A-ASSOCIATE-RJ 1/2/1
    context id twice: <- A-ASSOCIATE-RJ 1/2/1
    ");
}

#[test]
fn unparsable_requests_are_rejected() {
    let whole = wire::associate_rq(&Rq::default());
    let cut = wire::pdu(1, &whole[6..whole.len() - 3]);
    let no_application_context = wire::pdu(1, &whole[6..74]);
    let mut too_long = vec![1, 0];
    too_long.extend((1024 * 1024 + 1_u32).to_be_bytes());
    let tiny_items = [&whole[6..], &wire::item(0x99, b"").repeat(20_000)].concat();
    let table: [(&str, Vec<u8>); 6] = [
        ("empty", wire::pdu(1, &[])),
        ("cut off", cut),
        ("no application context", no_application_context),
        ("over a mebibyte", too_long),
        ("too many items", wire::pdu(1, &tiny_items)),
        (
            "user item that lies",
            wire::associate_rq(&Rq {
                user_items: vec![wire::item(0x58, &[1, 1, 0, 200, 1])],
                ..Rq::default()
            }),
        ),
    ];
    for (what, bytes) in table {
        let said = asked_with(&bytes, Policy::Serve);
        assert!(said.contains("<- A-ASSOCIATE-RJ 1/2/1"), "{what}: {said}");
    }
}

#[test]
fn a_large_request_is_accepted() {
    let syntaxes: Vec<String> = (0..20)
        .map(|n| format!("1.2.840.10008.1.2.4.{n}.555.666.777"))
        .collect();
    let mut syntaxes: Vec<&str> = syntaxes.iter().map(String::as_str).collect();
    syntaxes.push(IMPLICIT);
    let contexts = (0..128)
        .map(|n| wire::context_item(n * 2 + 1, GRAY, &syntaxes))
        .collect();
    let rq = wire::associate_rq(&Rq {
        contexts,
        ..Rq::default()
    });
    assert!(rq.len() > 70_000);
    let mut ct = Conversation::new(Settings::default(), Policy::Serve);
    ct.say(&rq);
    assert_eq!(ct.acceptor.contexts().len(), 128);
    assert!(
        ct.acceptor
            .contexts()
            .iter()
            .all(|context| context.transfer_syntax == IMPLICIT)
    );
}

#[test]
fn the_driver_rejects() {
    for rejection in [
        Rejection::CALLED_AE_TITLE,
        Rejection::LOCAL_LIMIT,
        Rejection::NO_REASON,
    ] {
        let said = asked_with(
            &wire::associate_rq(&Rq::default()),
            Policy::Reject(rejection),
        );
        let Rejection {
            result,
            source,
            reason,
        } = rejection;
        assert!(
            said.ends_with(&format!("<- A-ASSOCIATE-RJ {result}/{source}/{reason}")),
            "{said}"
        );
    }
}

#[test]
fn secrets_are_not_in_debug_output() {
    let mut ct = Conversation::new(Settings::default(), Policy::Hesitate);
    let user_items = vec![wire::identity_item(2, 0, b"meier", b"secret")];
    let bytes = wire::associate_rq(&Rq {
        user_items,
        ..Rq::default()
    });
    ct.acceptor.receive(&bytes, ct.now);
    let shown = format!("{:?}", ct.acceptor.poll_event().unwrap());
    assert!(shown.contains("UsernameAndPasscode"));
    let secret = format!("{:?}", b"secret");
    assert!(
        !shown.contains("meier") && !shown.contains(&secret[1..secret.len() - 1]),
        "{shown}"
    );
}
