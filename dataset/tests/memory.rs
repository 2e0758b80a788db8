//! Memory stays bounded, whatever a length field claims: measured with a counting allocator.

#![allow(clippy::disallowed_methods, reason = "tests open the sample files")]

mod common;

use std::alloc::{GlobalAlloc, Layout, System};
use std::cell::Cell;
use std::io;
use std::time::{Duration, Instant};

use filmdesk_dataset::file::{self, ReadOptions};
use filmdesk_dataset::scan::{Limits, Scanner};
use filmdesk_dataset::{BulkSink, Encoding, tags};

/// Counts what the current thread allocates.
struct Counting;

thread_local! {
    static CURRENT: Cell<isize> = const { Cell::new(0) };
    static PEAK: Cell<isize> = const { Cell::new(0) };
    static LARGEST: Cell<usize> = const { Cell::new(0) };
    static COUNT: Cell<usize> = const { Cell::new(0) };
}

fn add(size: usize) {
    let now = CURRENT.get() + size as isize;
    CURRENT.set(now);
    PEAK.set(PEAK.get().max(now));
    LARGEST.set(LARGEST.get().max(size));
    COUNT.set(COUNT.get() + 1);
}

// SAFETY: every call goes to the system's allocator unchanged; the counters are plain cells.
#[allow(
    unsafe_code,
    reason = "an allocator cannot be counted otherwise; tests only"
)]
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        add(layout.size());
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, pointer: *mut u8, layout: Layout) {
        CURRENT.set(CURRENT.get() - layout.size() as isize);
        unsafe { System.dealloc(pointer, layout) }
    }

    unsafe fn realloc(&self, pointer: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        CURRENT.set(CURRENT.get() - layout.size() as isize);
        add(size);
        unsafe { System.realloc(pointer, layout, size) }
    }
}

#[global_allocator]
static ALLOCATOR: Counting = Counting;

/// What a piece of work took: growth at the peak, the largest allocation, their number.
fn measured(work: impl FnOnce()) -> (isize, usize, usize) {
    let (before, count) = (CURRENT.get(), COUNT.get());
    PEAK.set(before);
    LARGEST.set(0);
    work();
    (PEAK.get() - before, LARGEST.get(), COUNT.get() - count)
}

/// Counts bytes as a spool file would take them.
#[derive(Default)]
struct Spool(u64);

impl BulkSink for Spool {
    fn begin(&mut self, _: Option<u64>) -> io::Result<u64> {
        Ok(0)
    }

    fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.0 += bytes.len() as u64;
        Ok(())
    }

    fn end(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[test]
fn a_gigabyte_claimed_and_40_mb_sent_by_single_bytes_takes_no_memory() {
    // An Image Box N-SET: the sequence of one item, Pixel Data of 1 GiB claimed.
    let claim: u32 = 1 << 30;
    let mut start =
        b"\x20\x20\x10\x01SQ\0\0\xff\xff\xff\xff\xfe\xff\0\xe0\xff\xff\xff\xff".to_vec();
    start.extend(b"\xe0\x7f\x10\0OW\0\0");
    start.extend(claim.to_le_bytes());
    let mut sink = Spool::default();
    let mut scanner = Scanner::new(Encoding::ExplicitLittle, Limits::PEER);
    let (growth, _, _) = measured(|| {
        for byte in &start {
            scanner.feed(std::slice::from_ref(byte), &mut sink).unwrap();
        }
    });
    let (bulk_growth, _, allocations) = measured(|| {
        for _ in 0..40_000_000 {
            scanner.feed(&[7], &mut sink).unwrap();
        }
    });
    assert_eq!(sink.0, 40_000_000);
    assert_eq!(allocations, 0, "single bytes of pixel data allocate");
    let growth = growth.max(bulk_growth);
    assert!(growth < 64 << 10, "{growth} bytes");
    assert!(scanner.finish().is_err());
}

#[test]
fn claims_of_every_kind_take_no_memory() {
    let claims: &[&[u8]] = &[
        b"\xe0\x7f\x10\0OB\0\0\xf0\xff\xff\xff",
        b"\x09\0\x02\x10UN\0\0\xf0\xff\xff\xff",
        b"\x09\0\x02\x10UT\0\0\xf0\xff\xff\xff",
        b"\x40\0\x15\x05SQ\0\0\xf0\xff\xff\xff\xfe\xff\0\xe0\xe0\xff\xff\xff",
        b"\x10\0\x10\0PN\xff\xff",
        b"\x28\0\x06\x30OW\0\0\0\0\x02\0",
    ];
    for claim in claims {
        let (growth, largest, _) = measured(|| {
            let mut scanner = Scanner::new(Encoding::ExplicitLittle, Limits::PEER);
            let _ = scanner.feed(claim, &mut Spool::default());
        });
        assert!(
            growth < 160 << 10 && largest <= 128 << 10,
            "{claim:?}: {growth}, {largest}"
        );
    }
}

#[test]
fn a_data_set_of_nothing_but_headers_is_bounded() {
    let (growth, _, _) = measured(|| {
        let mut scanner = Scanner::new(Encoding::ImplicitLittle, Limits::PEER);
        let mut sink = Spool::default();
        let mut end = None;
        for number in 0..200_000u32 {
            let [a, b, c, _] = number.to_le_bytes();
            end = scanner
                .feed(&[0x11 + 2 * c, 0, a, b, 0, 0, 0, 0], &mut sink)
                .err();
            if end.is_some() {
                break;
            }
        }
        assert!(
            end.and_then(|error| error.rule())
                .is_some_and(|rule| rule.is_limit())
        );
    });
    assert!(growth < 3 << 20, "{growth}");
}

#[test]
fn malformed_files_are_answered_quickly_in_little_memory() {
    let mut worst = (0, 0, Duration::ZERO);
    for path in common::files_in("malformed") {
        let begin = Instant::now();
        let opened = std::fs::File::open(&path).unwrap();
        let (growth, largest, _) = measured(|| {
            if let Ok(read) = file::read(opened, &ReadOptions::LENIENT) {
                let _ = read.data_set.u16(tags::ROWS);
            }
        });
        let spent = begin.elapsed();
        worst = (
            worst.0.max(growth),
            worst.1.max(largest),
            worst.2.max(spent),
        );
        let name = common::name(&path);
        assert!(spent < Duration::from_secs(1), "{name}: {spent:?}");
        assert!(growth < 4 << 20, "{name}: {growth} bytes");
        assert!(largest <= 1 << 20, "{name}: {largest} bytes at once");
    }
    println!(
        "worst: {} bytes, {} at once, {:?}",
        worst.0, worst.1, worst.2
    );
}
