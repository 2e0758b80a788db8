//! What the viewer costs when a disc is made: `cargo bench -p filmdesk-tests --bench viewer_disc`.
//!
//! 300 CT slices of 512 x 512: a body of ellipses with noise as a soft kernel leaves it, 12 bits in
//! 16, uncompressed. The same disc is made without and with the viewer; the difference is the
//! viewer's. Bars: 3 s of processor time, 30 % of the instances' bytes.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use filmdesk_tests::server::binary;
use filmdesk_tests::slices;

const SLICES: usize = 300;
const SIDE: usize = 512;
/// Runs of each; the best counts.
const RUNS: usize = 3;

fn main() {
    let folder = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).expect("a folder on this disk");
    let slices = folder.path().join("slices");
    slices::write(&slices, SLICES, SIDE);
    let (plain, without) = best(folder.path(), &slices, &["--no-viewer"]);
    let (whole, with) = best(folder.path(), &slices, &[]);
    let instances = bytes(&slices);
    let viewer = with - without;
    println!("{SLICES} slices, {:.1} MB:", instances as f64 / 1e6);
    println!("  processor time without viewer {plain:.2} s, with {whole:.2} s");
    println!("  the viewer's: {:.2} s (bar 3)", whole - plain);
    println!(
        "  its bytes: {:.1} MB, {:.1} % (bar 30)",
        viewer as f64 / 1e6,
        viewer as f64 / instances as f64 * 100.0
    );
}

/// Processor time and bytes of a disc.
fn best(folder: &Path, slices: &Path, arguments: &[&str]) -> (f64, u64) {
    let out = folder.join("disc");
    let runs = (0..RUNS).map(|_| {
        drop(fs::remove_dir_all(&out));
        let before = children_seconds();
        let status = Command::new(binary())
            .args(["disc", "make", "--from"])
            .arg(slices)
            .arg("--out")
            .arg(&out)
            .arg("--data")
            .arg(folder.join("data"))
            .args(arguments)
            .stdout(Stdio::null())
            .status()
            .expect("filmdesk");
        assert!(status.success());
        children_seconds() - before
    });
    let best = runs.fold(f64::INFINITY, f64::min);
    (best, bytes(&out))
}

/// User and system time of ended children.
fn children_seconds() -> f64 {
    /// Ticks a second: what Linux tells programs, on every architecture.
    const TICKS: f64 = 100.0;
    let text = fs::read_to_string("/proc/self/stat").expect("proc(5)");
    // After the name, which may hold anything: the state is field 3, cutime and cstime 16 and 17.
    let fields = text.rsplit(')').next().unwrap_or_default();
    let fields: Vec<_> = fields.split_whitespace().collect();
    let ticks = fields[13..15].iter().map(|field| field.parse::<f64>());
    ticks.map(|ticks| ticks.expect("a number")).sum::<f64>() / TICKS
}

fn bytes(folder: &Path) -> u64 {
    let entries = fs::read_dir(folder).expect("a folder").flatten();
    entries
        .map(|entry| match entry.path() {
            path if path.is_dir() => bytes(&path),
            path => path.metadata().expect("a file").len(),
        })
        .sum()
}
