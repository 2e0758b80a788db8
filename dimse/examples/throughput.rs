//! How fast a data set goes through an acceptor: from memory that stays in the cache (the
//! cost of the framing alone), and over TCP on loopback, sent by a requestor.
//! `cargo run --release -p filmdesk-dimse --example throughput`. Prints MB/s, judges nothing.

#![allow(clippy::disallowed_methods)] // it measures

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::time::Instant;

use filmdesk_dimse::acceptor::{Acceptance, Acceptor};
use filmdesk_dimse::ae_title::AeTitle;
use filmdesk_dimse::command::{Command, Operation};
use filmdesk_dimse::event::Event;
use filmdesk_dimse::presentation::{ContextId, Offer, Roles};
use filmdesk_dimse::requestor::{Requestor, RequestorConfig};
use filmdesk_dimse::service;
use filmdesk_dimse::settings::Settings;
use filmdesk_dimse::uid::Uid;

const OFFERS: &[Offer] = &[Offer {
    abstract_syntax: service::BASIC_GRAYSCALE_IMAGE_BOX,
    transfer_syntaxes: service::UNCOMPRESSED,
    roles: Roles::SCU,
}];
const PART: usize = 128 * 1024;
const PARTS: usize = 8 * 1024;

fn main() {
    for maximum in [16 * 1024, 64 * 1024, 128 * 1024] {
        let (framed, loopback) = (receive_only(maximum), over_tcp(maximum));
        let size = maximum / 1024;
        println!("PDU {size:>3} K: in the cache {framed:.0} MB/s, loopback {loopback:.0} MB/s");
    }
}

fn pair(maximum: u32) -> (Requestor, Acceptor, Instant) {
    let now = Instant::now();
    let title = |text| AeTitle::parse(text).expect("a title");
    let uid = |text| Uid::parse(text).expect("a UID");
    let contexts = vec![(
        uid(service::BASIC_GRAYSCALE_IMAGE_BOX),
        vec![uid(service::EXPLICIT_VR_LITTLE_ENDIAN)],
    )];
    let config = RequestorConfig::new(title("CT1"), title("FILMDESK"), contexts);
    let mut requestor = Requestor::new(config, now).expect("a proposal");
    let mut acceptor = Acceptor::new(
        Settings {
            max_pdu: maximum,
            ..Settings::default()
        },
        now,
    );
    acceptor.receive(requestor.transmit(), now);
    let sent = requestor.pending_output();
    requestor.transmitted(sent, now);
    assert!(matches!(
        acceptor.poll_event(),
        Some(Event::AssociationRequested(_))
    ));
    let acceptance = Acceptance {
        offers: &OFFERS,
        identity_response: None,
    };
    acceptor.accept(&acceptance, now).expect("an association");
    requestor.receive(acceptor.transmit(), now);
    let sent = acceptor.pending_output();
    acceptor.transmitted(sent, now);
    assert!(matches!(
        requestor.poll_event(),
        Some(Event::Established(_))
    ));
    let class = uid(service::BASIC_GRAYSCALE_IMAGE_BOX);
    let set = Command::request(Operation::NSet, 1, class, None);
    requestor
        .begin(ContextId::nth(0).expect("context 1"), &set, now)
        .expect("a command");
    (requestor, acceptor, now)
}

/// Copies as a socket would, takes the events; the bytes of data seen.
fn feed(acceptor: &mut Acceptor, mut bytes: &[u8], now: Instant) -> usize {
    let mut seen = 0;
    while !bytes.is_empty() {
        let taken = acceptor.receive(bytes, now);
        bytes = &bytes[taken..];
        while let Some(event) = acceptor.poll_event() {
            if let Event::Data { fragment, .. } = event {
                seen += std::hint::black_box(fragment).len();
            }
        }
    }
    seen
}

fn megabytes_per_second(bytes: usize, start: Instant) -> f64 {
    bytes as f64 / 1e6 / start.elapsed().as_secs_f64()
}

fn receive_only(maximum: u32) -> f64 {
    let (mut requestor, mut acceptor, now) = pair(maximum);
    let part = vec![7; PART / maximum as usize * (maximum as usize - 6)];
    feed(&mut acceptor, requestor.transmit(), now);
    let sent = requestor.pending_output();
    requestor.transmitted(sent, now);
    requestor.send_data(&part, false).expect("a part");
    let bytes = requestor.transmit().to_vec();
    let start = Instant::now();
    let seen: usize = (0..PARTS).map(|_| feed(&mut acceptor, &bytes, now)).sum();
    assert_eq!(seen, part.len() * PARTS);
    megabytes_per_second(seen, start)
}

fn over_tcp(maximum: u32) -> f64 {
    let (mut requestor, mut acceptor, now) = pair(maximum);
    let listener = TcpListener::bind(("127.0.0.1", 0)).expect("a port");
    let address = listener.local_addr().expect("its number");
    let sender = std::thread::spawn(move || send_all(&mut requestor, address, now));
    let (mut stream, _) = listener.accept().expect("a connection");
    let start = Instant::now();
    let mut seen = 0;
    while seen < PART * PARTS {
        let length = stream.read(acceptor.space()).expect("bytes");
        acceptor.filled(length, now);
        while let Some(event) = acceptor.poll_event() {
            if let Event::Data { fragment, .. } = event {
                seen += std::hint::black_box(fragment).len();
            }
        }
    }
    let speed = megabytes_per_second(seen, start);
    sender.join().expect("a sender");
    speed
}

fn send_all(requestor: &mut Requestor, address: SocketAddr, now: Instant) {
    let mut stream = TcpStream::connect(address).expect("a connection");
    stream.set_nodelay(true).expect("no delay");
    let part = vec![7; PART];
    for index in 0..PARTS {
        requestor
            .send_data(&part, index == PARTS - 1)
            .expect("a part");
        stream.write_all(requestor.transmit()).expect("a write");
        let sent = requestor.pending_output();
        requestor.transmitted(sent, now);
    }
}
