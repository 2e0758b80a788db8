//! Memory follows what arrived, not what a length field claims; nothing panics on damage.
#![allow(unsafe_code)] // a counting allocator cannot be written without

use std::alloc::{GlobalAlloc, Layout, System};
use std::sync::atomic::{AtomicUsize, Ordering};

use filmdesk_dimse::command::Command;
use filmdesk_dimse::settings::Settings;
use proptest::prelude::*;
use support::wire::{self, Rq};
use support::{Conversation, Policy};

mod support;

/// Over the system's allocator: the largest request, the bytes held and their peak.
struct Counting;

static LARGEST: AtomicUsize = AtomicUsize::new(0);
static HELD: AtomicUsize = AtomicUsize::new(0);
static PEAK: AtomicUsize = AtomicUsize::new(0);

// SAFETY: every call is handed to the system's allocator unchanged.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        LARGEST.fetch_max(layout.size(), Ordering::Relaxed);
        let held = HELD.fetch_add(layout.size(), Ordering::Relaxed) + layout.size();
        PEAK.fetch_max(held, Ordering::Relaxed);
        // SAFETY: the caller's promise holds for the system's allocator too.
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, pointer: *mut u8, layout: Layout) {
        HELD.fetch_sub(layout.size(), Ordering::Relaxed);
        // SAFETY: the pointer came from the system's allocator with this layout.
        unsafe { System.dealloc(pointer, layout) }
    }
}

#[global_allocator]
static ALLOCATOR: Counting = Counting;

/// The counters are the process's, so the tests that read them take turns.
static TURN: std::sync::Mutex<()> = std::sync::Mutex::new(());

/// Largest single allocation and growth of the peak while `run` runs.
fn measured(run: impl FnOnce()) -> (usize, usize) {
    let before = HELD.load(Ordering::Relaxed);
    PEAK.store(before, Ordering::Relaxed);
    LARGEST.store(0, Ordering::Relaxed);
    run();
    (
        LARGEST.load(Ordering::Relaxed),
        PEAK.load(Ordering::Relaxed) - before,
    )
}

/// A mebibyte of A-ASSOCIATE-RQ with its PDU header is the largest thing held in one piece.
const LARGEST_ALLOWED: usize = filmdesk_dimse::settings::MAX_ASSOCIATE + 4096;

#[test]
fn a_gigabyte_claimed_and_forty_megabytes_in_single_bytes() {
    let turn = TURN.lock();
    let settings = Settings {
        max_pdu: 0,
        ..Settings::default()
    };
    let mut ct = Conversation::established(settings, Policy::Listen);
    ct.say(&wire::p_data(3, 3, &wire::request(0x0120, 7, true)));
    let claim = [4, 0, 0x40, 0, 0, 0, 0x3F, 0xFF, 0xFF, 0xFC, 3, 0];
    let fragments = wire::p_data(3, 0, &[9]).repeat(10_000);
    let (largest, growth) = measured(|| {
        for _ in 0..4_000 {
            take(&mut ct, &fragments);
        }
        take(&mut ct, &claim);
        take(&mut ct, &fragments);
    });
    assert!(ct.acceptor.is_established());
    assert!(largest < 2 << 20 && growth < 2 << 20, "{largest} {growth}");
    drop(turn);
}

/// Feeds without keeping anything.
fn take(ct: &mut Conversation, mut bytes: &[u8]) {
    while !bytes.is_empty() {
        let taken = ct.acceptor.receive(bytes, ct.now);
        bytes = &bytes[taken..];
        while ct.acceptor.poll_event().is_some() {}
    }
}

/// A conversation whose every kind of PDU is there to be damaged.
fn conversation() -> Vec<u8> {
    let user_items = vec![
        wire::item(0x53, &[0, 1, 0, 1]),
        wire::role_item(wire::GRAY, 1, 1),
        wire::identity_item(2, 1, b"user", b"secret"),
    ];
    [
        wire::associate_rq(&Rq {
            user_items,
            ..Rq::default()
        }),
        wire::echo(1, 1),
        wire::p_data(3, 3, &wire::request(0x0120, 2, true)),
        wire::p_data(3, 0, &[5; 300]),
        wire::p_data(3, 2, &[6; 300]),
        wire::echo(1, 3).repeat(2),
        wire::release_rq(),
    ]
    .concat()
}

fn hold_a_damaged_conversation(bytes: &[u8], chunk: usize) {
    let settings = Settings {
        max_pdu: 0,
        ..Settings::default()
    };
    let mut ct = Conversation::new(settings, Policy::Serve);
    for piece in bytes.chunks(chunk) {
        ct.say(piece);
        ct.wait(1);
    }
    ct.hang_up();
    assert!(ct.acceptor.is_closed());
}

#[derive(Debug, Clone)]
enum Damage {
    Set(usize, u8),
    Flip(usize, u8),
    Cut(usize, usize),
    Repeat(usize, usize),
    Length(usize, u32),
}

fn damage() -> impl Strategy<Value = Damage> {
    let at = 0_usize..1600;
    prop_oneof![
        (at.clone(), any::<u8>()).prop_map(|(at, to)| Damage::Set(at, to)),
        (at.clone(), 0_u8..8).prop_map(|(at, bit)| Damage::Flip(at, 1 << bit)),
        (at.clone(), 1_usize..200).prop_map(|(at, length)| Damage::Cut(at, length)),
        (at.clone(), 1_usize..200).prop_map(|(at, length)| Damage::Repeat(at, length)),
        (at, any::<u32>()).prop_map(|(at, length)| Damage::Length(at, length)),
    ]
}

fn damaged(mut bytes: Vec<u8>, damage: &Damage) -> Vec<u8> {
    let at = |at: &usize| *at % bytes.len().max(1);
    match damage {
        _ if bytes.is_empty() => {}
        Damage::Set(place, to) => {
            let place = at(place);
            bytes[place] = *to;
        }
        Damage::Flip(place, bits) => {
            let place = at(place);
            bytes[place] ^= bits;
        }
        Damage::Cut(place, length) => {
            let place = at(place);
            let end = bytes.len().min(place + length);
            bytes.drain(place..end);
        }
        Damage::Repeat(place, length) => {
            let place = at(place);
            let again = bytes[place..bytes.len().min(place + length)].to_vec();
            bytes.splice(place..place, again);
        }
        Damage::Length(place, length) => {
            let place = at(place);
            let end = bytes.len().min(place + 4);
            bytes[place..end].copy_from_slice(&length.to_be_bytes()[..end - place]);
        }
    }
    bytes
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 3000, ..ProptestConfig::default() })]

    #[test]
    fn damaged_conversations_end_within_bounds(
        damages in prop::collection::vec(damage(), 1..6),
        chunk in 1_usize..2000,
    ) {
        let turn = TURN.lock();
        let bytes = damages.iter().fold(conversation(), damaged);
        let (largest, _) = measured(|| hold_a_damaged_conversation(&bytes, chunk));
        prop_assert!(largest <= LARGEST_ALLOWED, "{largest}");
        drop(turn);
    }

    #[test]
    fn garbage_ends_within_bounds(
        start in prop::sample::select(vec![0_usize, 6, 74, 300, 400]),
        garbage in prop::collection::vec(any::<u8>(), 0..600),
        chunk in 1_usize..700,
    ) {
        let turn = TURN.lock();
        let mut bytes = conversation()[..start].to_vec();
        bytes.extend(&garbage);
        let (largest, _) = measured(|| hold_a_damaged_conversation(&bytes, chunk));
        prop_assert!(largest <= LARGEST_ALLOWED, "{largest}");
        let (largest, _) = measured(|| drop(Command::parse(&garbage)));
        prop_assert!(largest <= 64 * 1024, "{largest}");
        drop(turn);
    }
}

#[test]
fn the_largest_request_costs_what_it_sent() {
    let turn = TURN.lock();
    // As many small items as are allowed, and one as large as can be.
    let context = wire::item(0x20, &[1, 0, 0, 0]);
    let small = wire::pdu(
        1,
        &[
            &wire::associate_rq(&Rq::default())[6..],
            &context.repeat(9000),
        ]
        .concat(),
    );
    let filler = wire::item(0x99, &[0; 65_000]).repeat(16);
    let large = wire::pdu(
        1,
        &[&wire::associate_rq(&Rq::default())[6..], &filler].concat(),
    );
    let (mut kept, mut kept_large) = (None, None);
    let (largest, growth) = measured(|| kept = Some(asked(&small)));
    assert!(
        largest <= 400_000 && growth < 1_000_000,
        "{largest} {growth}"
    );
    let (largest, growth) = measured(|| kept_large = Some(asked(&large)));
    assert!(
        largest <= LARGEST_ALLOWED && growth < 3 * LARGEST_ALLOWED,
        "{largest} {growth}"
    );
    assert!(kept_large.unwrap().is_established());
    drop(turn);
}

fn asked(bytes: &[u8]) -> filmdesk_dimse::acceptor::Acceptor {
    let mut ct = Conversation::new(Settings::default(), Policy::Serve);
    for piece in bytes.chunks(4096) {
        ct.say(piece);
    }
    ct.acceptor
}
