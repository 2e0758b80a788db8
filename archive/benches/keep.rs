//! Receiving instances beside the disk's own synced sequential rate, in one run.
//!
//! `cargo bench -p filmdesk-archive --bench keep [-- FOLDER]`

#[path = "../tests/archive/room.rs"]
#[allow(dead_code, reason = "each of the programs that share it needs a part")]
mod room;

use std::fs::File;
use std::io::Write;
use std::path::Path;
use std::time::{Duration, Instant};

use filmdesk_archive::{Archive, ArchiveOptions, SyncPolicy};
use room::Slice;

/// Pixels of a CT image: 512 x 512 of 16 bits.
const PIXELS: usize = 512 << 10;
/// Instances of one run.
const INSTANCES: u32 = 800;
/// Bytes handed over at once: a PDU of 128 KiB.
const PIECE: usize = 128 << 10;

fn main() {
    let folder = std::env::args()
        .nth(1)
        .filter(|text| !text.starts_with('-'));
    let folder = match folder {
        Some(folder) => tempfile::tempdir_in(folder).unwrap(),
        None => tempfile::tempdir().unwrap(),
    };
    let pixels: &'static [u8] = noise(PIXELS).leak();
    for _ in 0..2 {
        let disk = disk_rate(folder.path(), pixels);
        println!("disk, one file, one sync:           {disk:7.1} MB/s");
        for (threads, sync) in [
            (1, SyncPolicy::Grouped),
            (8, SyncPolicy::Grouped),
            (1, SyncPolicy::Off),
            (8, SyncPolicy::Off),
        ] {
            let (rate, each) = keep_rate(folder.path(), threads, sync, pixels);
            println!(
                "keep, {threads} at once, sync {sync:<8} {rate:7.1} MB/s {:5.2} of the disk, {each:?} each",
                rate / disk,
                sync = format!("{sync:?}"),
            );
        }
    }
}

fn noise(length: usize) -> Vec<u8> {
    let mut state = 1u64;
    let words = std::iter::repeat_with(|| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state.to_le_bytes()
    });
    words.take(length / 8).flatten().collect()
}

fn megabytes_per_second(bytes: usize, time: Duration) -> f64 {
    bytes as f64 / 1e6 / time.as_secs_f64()
}

fn disk_rate(folder: &Path, pixels: &[u8]) -> f64 {
    let path = folder.join("sequential");
    let started = Instant::now();
    let mut file = File::create(&path).unwrap();
    for _ in 0..INSTANCES {
        file.write_all(pixels).unwrap();
    }
    file.sync_data().unwrap();
    let time = started.elapsed();
    std::fs::remove_file(path).unwrap();
    megabytes_per_second(pixels.len() * INSTANCES as usize, time)
}

fn keep_rate(
    folder: &Path,
    threads: u32,
    sync: SyncPolicy,
    pixels: &'static [u8],
) -> (f64, Duration) {
    let room = tempfile::tempdir_in(folder).unwrap();
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let options = ArchiveOptions {
        sync,
        free_floor_bytes: 1,
        ..ArchiveOptions::new(room.path())
    };
    let archive = runtime.block_on(Archive::open(&options)).unwrap();
    let each = INSTANCES / threads;
    let started = Instant::now();
    std::thread::scope(|scope| {
        for series in 0..threads {
            let archive = &archive;
            scope.spawn(move || send(archive, series, each, pixels));
        }
    });
    let time = started.elapsed();
    let bytes = pixels.len() * (each * threads) as usize;
    (megabytes_per_second(bytes, time), time / each)
}

fn send(archive: &Archive, series: u32, count: u32, pixels: &'static [u8]) {
    for number in 0..count {
        let slice = Slice {
            series,
            number,
            pixels: &[],
            ..Slice::default()
        };
        let facts = slice.facts();
        let mut incoming = archive.begin().unwrap();
        incoming.write_meta(&[0; 400]).unwrap();
        incoming.write_all(&slice.data_set()).unwrap();
        for piece in pixels.chunks(PIECE) {
            incoming.write_all(piece).unwrap();
        }
        archive.keep(incoming, &facts).unwrap();
    }
}
