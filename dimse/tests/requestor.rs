//! The requesting side, against a scripted acceptor (PS3.8 9.2: Sta5, Sta7, Sta9, Sta11).

#![allow(clippy::disallowed_methods)] // simulated time starts at some instant

mod support;

use std::time::{Duration, Instant};

use filmdesk_dimse::ae_title::AeTitle;
use filmdesk_dimse::event::Event;
use filmdesk_dimse::identity::{IdentityKind, UserIdentity};
use filmdesk_dimse::presentation::{RoleSelection, Roles};
use filmdesk_dimse::requestor::{RequestError, Requestor, RequestorConfig};
use filmdesk_dimse::service;
use filmdesk_dimse::uid::Uid;
use insta::assert_snapshot;
use support::wire::{self, EXPLICIT, GRAY, IMPLICIT, item};

fn uid(text: &str) -> Uid {
    Uid::parse(text).unwrap()
}

fn config() -> RequestorConfig {
    let syntaxes = vec![uid(IMPLICIT), uid(EXPLICIT)];
    RequestorConfig::new(
        AeTitle::parse("CT1").unwrap(),
        AeTitle::parse("FILMDESK").unwrap(),
        vec![
            (uid(service::VERIFICATION), vec![uid(IMPLICIT)]),
            (uid(GRAY), syntaxes),
        ],
    )
}

/// Says this to the requestor and tells what it does.
fn said(requestor: &mut Requestor, bytes: &[u8], now: Instant) -> String {
    let mut lines = Vec::new();
    assert_eq!(requestor.receive(bytes, now), bytes.len());
    loop {
        let event = requestor.poll_event().map(|event| match event {
            Event::Established(accept) => {
                let contexts: Vec<_> = accept
                    .contexts
                    .iter()
                    .map(|c| format!("{} {} {:?}", c.id, c.transfer_syntax, c.roles))
                    .collect();
                format!(
                    "-> established, maximum {}, {:?}: {}",
                    accept.max_pdu,
                    accept
                        .identity_response
                        .map(|said| String::from_utf8(said).unwrap()),
                    contexts.join(", ")
                )
            }
            Event::Aborted(cause) => format!("-> aborted: {cause}"),
            other => format!("-> {other:?}"),
        });
        let output = requestor.poll_transmit(now);
        if event.is_none() && output.is_none() {
            return lines.join("\n");
        }
        lines.extend(event);
        let pdus = wire::describe(&output.unwrap_or_default());
        lines.extend(pdus.into_iter().map(|pdu| format!("<- {pdu}")));
    }
}

fn result_item(id: u8, result: u8, syntax: Option<&str>) -> Vec<u8> {
    let mut body = vec![id, 0, result, 0];
    body.extend(
        syntax
            .map(|uid| item(0x40, uid.as_bytes()))
            .unwrap_or_default(),
    );
    item(0x21, &body)
}

fn associate_ac(results: &[Vec<u8>], user_items: &[Vec<u8>]) -> Vec<u8> {
    let mut body = vec![0, 1, 0, 0];
    body.extend([0xFF; 64]); // titles and reserved bytes are not tested
    body.extend(item(0x10, service::APPLICATION_CONTEXT.as_bytes()));
    body.extend(results.concat());
    let user = [item(0x51, &16384_u32.to_be_bytes()), user_items.concat()].concat();
    body.extend(item(0x50, &user));
    wire::pdu(2, &body)
}

fn answered(config: RequestorConfig, answer: &[u8]) -> (Requestor, String) {
    let now = Instant::now();
    let mut requestor = Requestor::new(config, now).unwrap();
    said(&mut requestor, &[], now);
    let told = said(&mut requestor, answer, now);
    (requestor, told)
}

fn established() -> Requestor {
    let results = [
        result_item(1, 0, Some(IMPLICIT)),
        result_item(3, 0, Some(EXPLICIT)),
    ];
    answered(config(), &associate_ac(&results, &[])).0
}

#[test]
fn proposes_everything() {
    let mut config = config();
    config.roles.push(RoleSelection {
        sop_class: GRAY.to_owned(),
        roles: Roles::BOTH,
    });
    config.async_window = Some((1, 0));
    config.user_identity = Some(UserIdentity {
        kind: IdentityKind::UsernameAndPasscode,
        positive_response_requested: true,
        primary: b"u".to_vec(),
        secondary: b"p".to_vec(),
    });
    let now = Instant::now();
    let mut requestor = Requestor::new(config, now).unwrap();
    assert_snapshot!(said(&mut requestor, &[], now), @"
    <- A-ASSOCIATE-RQ
       proposes 1: 1.2.840.10008.1.1 1.2.840.10008.1.2
       proposes 3: 1.2.840.10008.5.1.1.9 1.2.840.10008.1.2 1.2.840.10008.1.2.1
       maximum 131072
       53H [00, 01, 00, 00]
       roles of 1.2.840.10008.5.1.1.9: scu 1 scp 1
       FILMDESK_010
       58H [02, 01, 00, 01, 75, 00, 01, 70]
    ");
}

#[test]
fn accepts_what_fits() {
    let refused_without_syntax = [
        result_item(1, 3, None),
        result_item(3, 0, Some("1.2.840.10008.1.2.1\0")),
    ];
    let user_items = [wire::role_item(GRAY, 1, 1), item(0x59, &[0, 2, b'o', b'k'])];
    let (requestor, told) = answered(
        config(),
        &associate_ac(&refused_without_syntax, &user_items),
    );
    assert_snapshot!(told, @r#"-> established, maximum 16384, Some("ok"): 3 1.2.840.10008.1.2.1 Roles { scu: true, scp: false }"#);
    assert_eq!(requestor.peer_max_pdu(), 16384);
}

#[test]
fn refuses_what_does_not_fit() {
    let table = [
        (
            "a context that was not proposed",
            vec![result_item(5, 0, Some(IMPLICIT))],
        ),
        (
            "a syntax that was not proposed",
            vec![result_item(1, 0, Some(EXPLICIT))],
        ),
        ("no syntax", vec![result_item(1, 0, None)]),
        ("an even context", vec![result_item(2, 0, Some(IMPLICIT))]),
    ];
    let lines = table.map(|(what, results)| {
        let (_, told) = answered(config(), &associate_ac(&results, &[]));
        format!("{what}: {}", told.replace('\n', " "))
    });
    assert_snapshot!(lines.join("\n"), @"
    a context that was not proposed: -> aborted: A-ASSOCIATE-AC does not fit: it accepts a context that was not proposed <- A-ABORT 2/6
    a syntax that was not proposed: -> aborted: A-ASSOCIATE-AC does not fit: it chooses a transfer syntax that was not proposed <- A-ABORT 2/6
    no syntax: -> aborted: A-ASSOCIATE-AC does not fit: an accepted context has not exactly one transfer syntax <- A-ABORT 2/6
    an even context: -> aborted: A-ASSOCIATE-AC does not fit: a presentation context ID is even <- A-ABORT 2/6
    ");
}

#[test]
fn other_answers() {
    let table = [
        ("rejected", wire::pdu(3, &[0, 2, 3, 2])),
        ("rejected with unknown numbers", wire::pdu(3, &[0, 9, 8, 7])),
        ("aborted", wire::abort(2, 0)),
        ("nonsense", wire::echo(1, 1)),
        ("a request", wire::associate_rq(&wire::Rq::default())),
        ("two mebibytes", vec![2, 0, 0, 32, 0, 0]),
    ];
    let lines = table.map(|(what, answer)| {
        let (_, told) = answered(config(), &answer);
        format!("{what}: {}", told.replace('\n', " "))
    });
    assert_snapshot!(lines.join("\n"), @"
    rejected: -> Rejected(2/3/2 transient: local limit exceeded) -> Closed(Done)
    rejected with unknown numbers: -> Rejected(9/8/7 permanent: reserved reason) -> Closed(Done)
    aborted: -> aborted: peer aborted with source 2, reason 0 -> Closed(Done)
    nonsense: -> aborted: P-DATA-TF is not expected now <- A-ABORT 2/2
    a request: -> aborted: A-ASSOCIATE-RQ is not expected now <- A-ABORT 2/2
    two mebibytes: -> aborted: A-ASSOCIATE-AC has the length 2097152 <- A-ABORT 2/6
    ");
}

#[test]
fn no_answer() {
    let now = Instant::now();
    let mut requestor = Requestor::new(config(), now).unwrap();
    said(&mut requestor, &[], now);
    let due = requestor.poll_timeout().unwrap();
    assert_eq!(due, now + Duration::from_secs(30));
    requestor.handle_timeout(due);
    assert_snapshot!(said(&mut requestor, &[], due), @"
    -> aborted: the association was not answered or released in time
    <- A-ABORT 2/0
    ");
}

#[test]
fn release_and_its_collision() {
    let now = Instant::now();
    let mut plain = established();
    plain.release(now);
    assert_snapshot!(said(&mut plain, &wire::release_rp(), now), @"
    -> Released
    <- A-RELEASE-RQ
    -> Closed(Done)
    ");

    let mut collided = established();
    collided.release(now);
    assert_snapshot!(said(&mut collided, &wire::release_rq(), now), @"
    -> ReleaseRequested
    <- A-RELEASE-RQ
    ");
    collided.release(now);
    assert_snapshot!(said(&mut collided, &wire::release_rp(), now), @"
    -> Released
    <- A-RELEASE-RP
    -> Closed(Done)
    ");

    let mut asked = established();
    said(&mut asked, &wire::release_rq(), now);
    asked.release(now);
    assert_snapshot!(said(&mut asked, &[], now), @"
    -> Released
    <- A-RELEASE-RP
    ");

    let mut broken = established();
    broken.release(now);
    said(&mut broken, &wire::release_rq(), now);
    assert!(
        said(&mut broken, &wire::release_rp(), now).contains("A-ABORT 2/2"),
        "Sta9 is ours"
    );
}

#[test]
fn what_cannot_be_proposed() {
    let now = Instant::now();
    let mut many = config();
    many.contexts = vec![(uid(GRAY), vec![uid(IMPLICIT)]); 129];
    let error = Requestor::new(many, now).unwrap_err();
    assert_eq!(error, RequestError::TooManyContexts(129));

    let mut long = config();
    long.user_identity = Some(UserIdentity {
        kind: IdentityKind::Saml,
        positive_response_requested: false,
        primary: vec![b'x'; 66_000],
        secondary: Vec::new(),
    });
    assert_eq!(
        Requestor::new(long, now).unwrap_err(),
        RequestError::TooLong
    );
}
