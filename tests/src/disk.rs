//! What the disk below a folder does, beside which figures are told.

use std::fs;
use std::io::Write;
use std::path::Path;
use std::time::Instant;

/// Megabytes a second: one gibibyte written in order and synced.
///
/// # Panics
/// Where the folder has no room for it.
pub fn rate(folder: &Path) -> f64 {
    let block: Vec<u8> = (0..4 << 20)
        .map(|i: u32| (i.wrapping_mul(2_654_435_761) >> 13) as u8)
        .collect();
    let start = Instant::now();
    let mut file = fs::File::create(folder.join("rate")).expect("a file");
    for _ in 0..256 {
        file.write_all(&block).expect("room for 1 GiB");
    }
    file.sync_all().expect("synced");
    let seconds = start.elapsed().as_secs_f64();
    drop(fs::remove_file(folder.join("rate")));
    (256 << 22) as f64 / 1e6 / seconds
}
