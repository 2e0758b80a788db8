//! Who gets in, who is kept out, and that nobody holds up anybody else.

mod common;

use std::collections::BTreeSet;
use std::time::{Duration, Instant};

use common::{
    Fixture, SOON, associate_raw, association_request, echo, echo_request, message, proposal,
    read_pdu,
};
use filmdesk_config::settings::UserIdentityPolicy;
use filmdesk_dimse::identity::{IdentityKind, UserIdentity};
use filmdesk_dimse::pdu::Rejection;
use filmdesk_dimse::status::Status;
use filmdesk_server::client::{Client, ClientError};
use tokio::io::AsyncWriteExt;

fn rejection(result: Result<Client, ClientError>) -> Rejection {
    match result {
        Err(ClientError::Rejected(rejection)) => rejection,
        Err(other) => panic!("not rejected but: {other}"),
        Ok(_) => panic!("accepted"),
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn titles_decide_who_gets_in() {
    let fixture = Fixture::start(|settings| {
        settings.access.calling = Some(BTreeSet::from(["CT01".to_owned()]));
    })
    .await;
    let refused = rejection(fixture.associate("CT01", "NOBODY").await);
    assert_eq!(refused, Rejection::CALLED_AE_TITLE);
    let refused = rejection(fixture.associate("MR01", "FILMDESK").await);
    assert_eq!(refused, Rejection::CALLING_AE_TITLE);
    let mut client = fixture.modality().await;
    assert_eq!(echo(&mut client).await, Status::SUCCESS);
    client.release().await.unwrap();
    fixture.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn another_application_context_is_rejected() {
    let fixture = Fixture::start(|_| {}).await;
    let mut request = association_request(proposal("CT01", "FILMDESK"));
    let name = b"1.2.840.10008.3.1.1.1";
    let at = request
        .windows(name.len())
        .position(|window| window == name)
        .unwrap();
    request[at + name.len() - 1] = b'9';
    let mut stream = fixture.socket().await;
    stream.write_all(&request).await.unwrap();
    let answer = read_pdu(&mut stream).await.unwrap();
    assert_eq!(answer, [3, 0, 0, 0, 0, 4, 0, 1, 1, 2]);
    fixture.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn user_identity_is_accepted_or_refused_by_policy() {
    let identity = UserIdentity {
        kind: IdentityKind::Username,
        positive_response_requested: true,
        primary: b"radiographer".to_vec(),
        secondary: Vec::new(),
    };
    for (policy, sent, accepted) in [
        (UserIdentityPolicy::Accept, true, true),
        (UserIdentityPolicy::Refuse, true, false),
        (UserIdentityPolicy::Refuse, false, true),
        (UserIdentityPolicy::Require, false, false),
        (UserIdentityPolicy::Require, true, true),
    ] {
        let fixture = Fixture::start(|settings| settings.access.user_identity = policy).await;
        let mut config = proposal("CT01", "FILMDESK");
        config.user_identity = sent.then(|| identity.clone());
        let result = Client::connect(&common::target(fixture.address()), config).await;
        match result {
            Ok((_, accept)) => {
                assert!(accepted, "{policy:?} {sent}");
                assert_eq!(accept.identity_response.is_some(), sent, "59H");
            }
            Err(error) => {
                assert!(!accepted, "{policy:?} {sent}: {error}");
                assert!(matches!(error, ClientError::Rejected(Rejection::NO_REASON)));
            }
        }
        fixture.stop().await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn one_association_too_many_is_rejected_for_now() {
    for per_printer in [false, true] {
        let fixture = Fixture::start(|settings| match per_printer {
            false => settings.limits.associations = 2,
            true => settings.printers[0].associations = 2,
        })
        .await;
        let first = fixture.modality().await;
        let second = fixture.modality().await;
        let third = fixture.associate("CT01", "FILMDESK").await;
        assert_eq!(rejection(third), Rejection::LOCAL_LIMIT);
        first.release().await.unwrap();
        // The place is free when the server has seen the release to its end.
        let begun = Instant::now();
        while fixture.server.associations() > 1 {
            assert!(begun.elapsed() < SOON);
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
        let third = fixture.modality().await;
        third.release().await.unwrap();
        second.release().await.unwrap();
        fixture.stop().await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_connection_too_many_is_closed_at_once() {
    let fixture = Fixture::start(|settings| settings.limits.connections = 2).await;
    let _first = fixture.socket().await;
    let _second = fixture.socket().await;
    let mut third = fixture.socket().await;
    assert_eq!(read_pdu(&mut third).await, None);
    fixture.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn idle_half_open_and_slow_peers_delay_nobody() {
    let fixture = Fixture::start(|_| {}).await;
    let request = association_request(proposal("SLOW", "FILMDESK"));
    let mut held = Vec::new();
    for index in 0..24_usize {
        let mut stream = fixture.socket().await;
        // Silent, one byte, half a request, associated and silent, within a message.
        match index % 5 {
            0 => {}
            1 => stream.write_all(&request[..1]).await.unwrap(),
            2 => stream
                .write_all(&request[..request.len() / 2])
                .await
                .unwrap(),
            3 => associate_raw(&mut stream).await,
            _ => {
                associate_raw(&mut stream).await;
                let bytes = message(1, &echo_request(1), None);
                stream.write_all(&bytes[..bytes.len() - 9]).await.unwrap();
            }
        }
        held.push(stream);
    }
    // Far less than the 30 s after which ARTIM rids the server of them.
    let asked = Instant::now();
    let mut client = fixture.modality().await;
    assert_eq!(echo(&mut client).await, Status::SUCCESS);
    client.release().await.unwrap();
    assert!(
        asked.elapsed() < Duration::from_secs(20),
        "{:?}",
        asked.elapsed()
    );
    drop(held);
    fixture.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn silent_connections_are_closed_by_artim_and_byte_a_second_ones_too() {
    let fixture =
        Fixture::start(|settings| settings.limits.artim = Duration::from_millis(400)).await;
    let begun = Instant::now();
    let mut silent = fixture.socket().await;
    let (mut reader, mut writer) = fixture.socket().await.into_split();
    let request = association_request(proposal("SLOW", "FILMDESK"));
    let dripping = tokio::spawn(async move {
        for byte in request {
            if writer.write_all(&[byte]).await.is_err() {
                break;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    });
    assert_eq!(read_pdu(&mut silent).await, None);
    let mut rest = Vec::new();
    let read = tokio::io::AsyncReadExt::read_to_end(&mut reader, &mut rest);
    drop(
        tokio::time::timeout(SOON, read)
            .await
            .expect("the slow peer is still served"),
    );
    assert!(rest.is_empty(), "{rest:?}");
    assert!(begun.elapsed() >= Duration::from_millis(400));
    dripping.await.unwrap();
    fixture.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn idle_associations_are_aborted() {
    let fixture =
        Fixture::start(|settings| settings.limits.idle = Duration::from_millis(300)).await;
    let mut stream = fixture.socket().await;
    associate_raw(&mut stream).await;
    let pdu = read_pdu(&mut stream).await.unwrap();
    assert_eq!(
        pdu,
        [7, 0, 0, 0, 0, 4, 0, 0, 2, 0],
        "A-ABORT by the provider, no reason"
    );
    fixture.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_message_that_stalls_is_aborted() {
    let fixture =
        Fixture::start(|settings| settings.limits.message = Duration::from_millis(300)).await;
    let mut stream = fixture.socket().await;
    associate_raw(&mut stream).await;
    let bytes = message(1, &echo_request(1), None);
    stream.write_all(&bytes[..20]).await.unwrap();
    let pdu = read_pdu(&mut stream).await.unwrap();
    assert_eq!(pdu[..1], [7]);
    fixture.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn bytes_may_come_one_by_one() {
    let fixture = Fixture::start(|_| {}).await;
    let mut stream = fixture.socket().await;
    stream.set_nodelay(true).unwrap();
    let mut bytes = association_request(proposal("CT01", "FILMDESK"));
    for byte in std::mem::take(&mut bytes) {
        stream.write_all(&[byte]).await.unwrap();
    }
    assert_eq!(read_pdu(&mut stream).await.unwrap()[0], 2);
    for byte in message(1, &echo_request(7), None) {
        stream.write_all(&[byte]).await.unwrap();
    }
    let answer = read_pdu(&mut stream).await.unwrap();
    assert_eq!(answer[0], 4, "P-DATA-TF");
    stream
        .write_all(&[5, 0, 0, 0, 0, 4, 0, 0, 0, 0])
        .await
        .unwrap();
    assert_eq!(read_pdu(&mut stream).await.unwrap()[0], 6, "A-RELEASE-RP");
    fixture.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_requests_of_one_message_id_in_one_segment_are_0210() {
    let fixture = Fixture::start(|_| {}).await;
    let mut stream = fixture.socket().await;
    associate_raw(&mut stream).await;
    let once = message(1, &echo_request(7), None);
    stream
        .write_all(&[once.clone(), once].concat())
        .await
        .unwrap();
    let mut statuses = Vec::new();
    for _ in 0..2 {
        let pdu = read_pdu(&mut stream).await.unwrap();
        let at = pdu
            .windows(8)
            .position(|w| w == [0, 0, 0, 9, 2, 0, 0, 0])
            .expect("no Status");
        statuses.push(u16::from_le_bytes([pdu[at + 8], pdu[at + 9]]));
    }
    assert_eq!(statuses, [0x0000, 0x0210]);
    fixture.stop().await;
}
