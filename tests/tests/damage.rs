//! Bar: 20,000 damaged conversations (fixed seed) against the core without I/O, on simulated
//! time, under a counting allocator. The longest are at most some kilobytes, so the bound is that
//! of the one thing that is held in one piece: an A-ASSOCIATE PDU.
#![allow(unsafe_code)] // a counting allocator cannot be written without

use std::alloc::{GlobalAlloc, Layout, System};
use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use filmdesk_dimse::settings::{MAX_ASSOCIATE, Settings};
use filmdesk_print_scp::printer::PrinterProfile;
use filmdesk_tests::damage::{self, Chunks};
use filmdesk_tests::memory_printer::{MemoryPrinter, Tally, profile};
use filmdesk_tests::random::Random;
use filmdesk_tests::record::{Recording, recordings};

/// Over the system's allocator: the largest request.
struct Counting;

static LARGEST: AtomicUsize = AtomicUsize::new(0);

// SAFETY: every call is handed to the system's allocator unchanged.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        LARGEST.fetch_max(layout.size(), Ordering::Relaxed);
        // SAFETY: the caller's promise holds for the system's allocator too.
        unsafe { System.alloc(layout) }
    }

    unsafe fn alloc_zeroed(&self, layout: Layout) -> *mut u8 {
        LARGEST.fetch_max(layout.size(), Ordering::Relaxed);
        // SAFETY: the caller's promise holds for the system's allocator too.
        unsafe { System.alloc_zeroed(layout) }
    }

    unsafe fn realloc(&self, pointer: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        LARGEST.fetch_max(size, Ordering::Relaxed);
        // SAFETY: the pointer came from the system's allocator with this layout.
        unsafe { System.realloc(pointer, layout, size) }
    }

    unsafe fn dealloc(&self, pointer: *mut u8, layout: Layout) {
        // SAFETY: the pointer came from the system's allocator with this layout.
        unsafe { System.dealloc(pointer, layout) }
    }
}

#[global_allocator]
static ALLOCATOR: Counting = Counting;

const CONVERSATIONS: u64 = 20_000;
const SEED: u64 = 0x2026_1124;
/// What a damaged conversation may make us allocate in one piece: an A-ASSOCIATE PDU at its
/// bound (PS3.8 9.3.2), with its header.
const LARGEST_ALLOWED: usize = MAX_ASSOCIATE + 4096;
/// Events of one conversation: each takes a PDV or a PDU, which has six bytes at least.
const MAX_EVENTS: u64 = 100_000;

/// Undamaged, every recording ends in order and is answered without a failure.
#[test]
fn recordings_replay_as_they_were_recorded() {
    let profile = profile();
    for recording in recordings() {
        let tally = hold(&profile, &recording.bytes, &mut Random::new(1));
        let failures: Vec<_> = tally
            .answers
            .keys()
            .filter(|status| is_failure(**status))
            .collect();
        let expected = match recording.name {
            "status only" => vec![&0x0112], // the Print Job that never was
            _ => vec![],
        };
        assert_eq!(failures, expected, "{}: {tally:?}", recording.name);
    }
}

#[test]
fn twenty_thousand_damaged_conversations() {
    let profile = profile();
    let recordings = recordings();
    let started = Instant::now();
    LARGEST.store(0, Ordering::Relaxed);
    let halves = std::thread::scope(|scope| {
        let half = |first| {
            scope.spawn({
                let (profile, recordings) = (&profile, &recordings);
                move || run(profile, recordings, (first..CONVERSATIONS).step_by(2))
            })
        };
        [half(0), half(1)].map(|thread| thread.join().expect("no conversation panics"))
    });
    let largest = LARGEST.load(Ordering::Relaxed);
    let [mut sum, other] = halves;
    sum.films += other.films;
    other
        .answers
        .into_iter()
        .for_each(|(status, count)| *sum.answers.entry(status).or_default() += count);
    println!(
        "{CONVERSATIONS} conversations in {:?}, largest allocation {largest} bytes",
        started.elapsed()
    );
    println!("{} films accepted; answers {:04X?}", sum.films, sum.answers);
    assert!(
        largest <= LARGEST_ALLOWED,
        "an allocation of {largest} bytes"
    );
    // The damage reached deep: films were still printed, and refused for many reasons.
    assert!(sum.films > CONVERSATIONS / 10, "{sum:?}");
    assert!(
        sum.answers
            .keys()
            .filter(|status| is_failure(**status))
            .count()
            >= 10,
        "{sum:?}"
    );
}

fn run(
    profile: &Arc<PrinterProfile>,
    recordings: &[Recording],
    numbers: impl Iterator<Item = u64>,
) -> Tally {
    let mut sum = Tally {
        answers: BTreeMap::new(),
        ..Tally::default()
    };
    for number in numbers {
        let mut random = Random::new(SEED ^ number.wrapping_mul(0x1_0000_0001));
        let damaged = damage::damaged(recordings, &mut random);
        let tally = hold(profile, &damaged, &mut random);
        assert!(
            tally.events < MAX_EVENTS,
            "conversation {number}: {} events",
            tally.events
        );
        sum.films += tally.films;
        tally
            .answers
            .into_iter()
            .for_each(|(status, count)| *sum.answers.entry(status).or_default() += count);
    }
    sum
}

/// One conversation on simulated time, to its very end.
fn hold(profile: &Arc<PrinterProfile>, bytes: &[u8], random: &mut Random) -> Tally {
    let mut now = Instant::now();
    // A maximum of 0 lets every length through to the scanner.
    let max_pdu = *random.choose(&[0, 16 * 1024, 128 * 1024]);
    let settings = Settings {
        max_pdu,
        ..Settings::default()
    };
    let mut printer = MemoryPrinter::new(profile, settings, now);
    for piece in Chunks::new(bytes, random) {
        now += Duration::from_millis(5);
        if !printer.receive(piece, now, &mut |_| {}) {
            break;
        }
    }
    match random.below(2) {
        0 => printer.hang_up(now),
        _ => printer.fall_silent(now),
    }
}

fn is_failure(status: u16) -> bool {
    let warning = matches!(status, 0x0001 | 0x0107 | 0x0116 | 0xB000..=0xBFFF);
    status != 0 && !warning
}
