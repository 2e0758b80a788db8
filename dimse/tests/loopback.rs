//! Requestor and acceptor against each other, with the bytes between them cut at random.

#![allow(clippy::disallowed_methods)] // simulated time starts at some instant

use std::time::Instant;

use filmdesk_dimse::acceptor::{Acceptance, Acceptor};
use filmdesk_dimse::ae_title::AeTitle;
use filmdesk_dimse::association::Association;
use filmdesk_dimse::command::{Command, CommandField, Operation};
use filmdesk_dimse::event::Event;
use filmdesk_dimse::presentation::{ContextId, Offer, Roles};
use filmdesk_dimse::requestor::{Requestor, RequestorConfig};
use filmdesk_dimse::service;
use filmdesk_dimse::settings::{OUTPUT_HIGH_WATER, Settings};
use filmdesk_dimse::status::Status;
use filmdesk_dimse::uid::Uid;
use proptest::prelude::*;

const OFFERS: &[Offer] = &[
    Offer {
        abstract_syntax: service::VERIFICATION,
        transfer_syntaxes: service::UNCOMPRESSED,
        roles: Roles::SCU,
    },
    Offer {
        abstract_syntax: service::BASIC_GRAYSCALE_IMAGE_BOX,
        transfer_syntaxes: service::UNCOMPRESSED,
        roles: Roles::SCU,
    },
];

fn uid(text: &str) -> Uid {
    Uid::parse(text).unwrap()
}

struct Client {
    requestor: Requestor,
    data: Vec<u8>,
    part: usize,
    offset: usize,
    sending: bool,
    log: Vec<String>,
}

struct Server {
    acceptor: Acceptor,
    data: Vec<u8>,
    request: Option<(ContextId, Command)>,
}

/// Moves at most `chunk` bytes; how many were taken.
fn carry(from: &mut Association, to: &mut Association, chunk: usize, now: Instant) -> usize {
    let length = from.transmit().len().min(chunk);
    let taken = to.receive(&from.transmit()[..length], now);
    from.transmitted(taken, now);
    taken
}

impl Server {
    fn turn(&mut self, now: Instant) {
        loop {
            let Some(event) = self.acceptor.poll_event() else {
                return;
            };
            let mut respond = false;
            match event {
                Event::AssociationRequested(_) => {
                    let acceptance = Acceptance {
                        offers: &OFFERS,
                        identity_response: None,
                    };
                    self.acceptor.accept(&acceptance, now).unwrap();
                }
                Event::Command {
                    context, command, ..
                } => {
                    respond = !command.has_data_set;
                    self.request = Some((context, command));
                }
                Event::Data { fragment, last, .. } => {
                    self.data.extend_from_slice(fragment);
                    respond = last;
                }
                Event::ReleaseRequested => self.acceptor.release(now),
                Event::Released | Event::Closed(_) => {}
                other => panic!("{other:?}"),
            }
            if respond {
                let (context, command) = self.request.take().unwrap();
                let response = command.response(Status::SUCCESS);
                self.acceptor.send(context, &response, None, now).unwrap();
            }
        }
    }
}

impl Client {
    fn turn(&mut self, now: Instant) {
        while let Some(event) = self.requestor.poll_event() {
            match event {
                Event::Established(_) => {
                    let echo =
                        Command::request(Operation::CEcho, 1, uid(service::VERIFICATION), None);
                    self.requestor
                        .send(ContextId::nth(0).unwrap(), &echo, None, now)
                        .unwrap();
                }
                Event::Command {
                    command, standing, ..
                } => {
                    let status = command.status.unwrap();
                    self.log.push(format!(
                        "{} {} {status} {standing:?}",
                        command.field, command.message_id
                    ));
                    match command.field {
                        CommandField::Response(Operation::CEcho) => self.begin(now),
                        _ => self.requestor.release(now),
                    }
                }
                Event::Released => self.log.push("released".to_owned()),
                Event::Closed(_) => {}
                other => panic!("{other:?}"),
            }
        }
        while self.sending && self.requestor.pending_output() < OUTPUT_HIGH_WATER {
            let end = self.data.len().min(self.offset + self.part);
            let last = end == self.data.len();
            self.requestor
                .send_data(&self.data[self.offset..end], last)
                .unwrap();
            (self.offset, self.sending) = (end, !last);
        }
    }

    fn begin(&mut self, now: Instant) {
        let class = uid(service::BASIC_GRAYSCALE_IMAGE_BOX);
        let set = Command::request(Operation::NSet, 2, class, Some(uid("1.2.3.4")));
        self.requestor
            .begin(ContextId::nth(1).unwrap(), &set, now)
            .unwrap();
        self.sending = true;
    }
}

fn converse(
    data: Vec<u8>,
    part: usize,
    sizes: &[usize],
    client: Settings,
    server: Settings,
) -> Vec<u8> {
    let now = Instant::now();
    let syntaxes = || vec![uid(service::IMPLICIT_VR_LITTLE_ENDIAN)];
    let contexts = vec![
        (uid(service::VERIFICATION), syntaxes()),
        (uid(service::BASIC_GRAYSCALE_IMAGE_BOX), syntaxes()),
    ];
    let title = |text| AeTitle::parse(text).unwrap();
    let mut config = RequestorConfig::new(title("CT1"), title("FILMDESK"), contexts);
    config.settings = client;
    let mut client = Client {
        requestor: Requestor::new(config, now).unwrap(),
        data,
        part,
        offset: 0,
        sending: false,
        log: Vec::new(),
    };
    let mut server = Server {
        acceptor: Acceptor::new(server, now),
        data: Vec::new(),
        request: None,
    };
    let mut sizes = sizes.iter().cycle();
    while !client.requestor.is_closed() {
        let there = carry(
            &mut client.requestor,
            &mut server.acceptor,
            *sizes.next().unwrap(),
            now,
        );
        server.turn(now);
        let back = carry(
            &mut server.acceptor,
            &mut client.requestor,
            *sizes.next().unwrap(),
            now,
        );
        client.turn(now);
        let waits = client.requestor.pending_output() + server.acceptor.pending_output();
        assert!(
            there + back > 0 || waits > 0 || client.requestor.is_closed(),
            "stuck"
        );
    }
    assert_eq!(
        client.log,
        [
            "C-ECHO-RSP 1 0000 Success InOrder",
            "N-SET-RSP 2 0000 Success InOrder",
            "released"
        ]
    );
    server.data
}

fn pattern(length: usize) -> Vec<u8> {
    (0..length)
        .map(|index| (index * 31 + index / 251) as u8)
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, ..ProptestConfig::default() })]

    #[test]
    fn five_megabytes_arrive_as_they_were(
        sizes in prop::collection::vec(1_usize..200_000, 1..20),
        part in 1_000_usize..300_000,
        maximum in prop::sample::select(vec![0_u32, 16_384, 65_537, 131_072]),
    ) {
        let data = pattern(5_000_000);
        let server = Settings { max_pdu: maximum, ..Settings::default() };
        let arrived = converse(data.clone(), part, &sizes, Settings::default(), server);
        prop_assert!(arrived == data);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, ..ProptestConfig::default() })]

    #[test]
    fn any_cut_any_maximum_any_fragment(
        length in 0_usize..3_000,
        sizes in prop::collection::vec(1_usize..300, 1..20),
        part in 1_usize..500,
        maximum in prop::sample::select(vec![0_u32, 8, 9, 17, 100, 16_384]),
        fragment in prop::option::of(1_usize..50),
    ) {
        let data = pattern(length);
        let server = Settings { max_pdu: maximum, ..Settings::default() };
        let client = Settings { send_fragment: fragment, ..Settings::default() };
        let arrived = converse(data.clone(), part, &sizes, client, server);
        prop_assert!(arrived == data);
    }
}
