//! Filmdesk beside DCMTK's dcmprscp, in one run: same clients, same films, as ratios.
//!
//! `cargo bench -p filmdesk-tests`. Every DCMTK tool runs with TCP_NODELAY=1 (without it both
//! sides wait 45 ms per message). What is measured stands in each line; nothing is asserted.

mod dcmtk;
mod own_client;

use std::time::Instant;

use filmdesk_tests::disk;
use filmdesk_tests::server::Server;
use filmdesk_tests::tools;

/// Films of one 40 MB image for the N-SET rate: half a gigabyte.
const LARGE_FILMS: usize = 12;
/// Films of twelve 512x512 images that dcmprscu sends in one association.
const SMALL_FILMS: usize = 40;
/// Films that pynetdicom sends: it is slow itself.
const PYNETDICOM_FILMS: usize = 4;
/// Associations at once for the memory bar.
const CROWD: usize = 32;

fn main() {
    let folder = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).expect("a folder on this disk");
    let disk = disk::rate(folder.path());
    println!("this disk, sequential and synced: {disk:.0} MB/s\n");
    let dcmprscp = dcmtk::Printer::start(folder.path());
    let server = Server::with(SETTINGS);
    nset_rate(&server, &dcmprscp, disk);
    films_a_minute(&server, &dcmprscp);
    pynetdicom(&server, &dcmprscp);
    drop(server);
    cpu_of_a_film();
    crowd();
}

/// PDF only, as the bars say; previews cost extra.
const SETTINGS: &str = "[limits]\nassociations = 64\n[[printer]]\nassociations = 64\nqueue-length = 10000\n\
                        [[printer.output]]\nkind = \"file\"\nformats = [\"pdf\"]\n";

fn nset_rate(server: &Server, dcmprscp: &dcmtk::Printer, disk: f64) {
    println!("N-SET, own client, {LARGE_FILMS} films of one 4096x5120 image, 12 bits in 16:");
    let theirs = own_client::print_large(dcmprscp.address(), dcmtk::TITLE, LARGE_FILMS);
    let ours = own_client::print_large(server.address(), "FILMDESK", LARGE_FILMS);
    for (name, rate) in [("dcmprscp", &theirs), ("filmdesk", &ours)] {
        println!(
            "  {name}: {:.0} MB/s in N-SET, {:.0} MB/s with printing",
            rate.in_nset, rate.with_printing
        );
    }
    let bar = (5.0 * theirs.in_nset).min(0.8 * disk);
    println!(
        "  ratio {:.1}; bar {bar:.0} MB/s: {}\n",
        ours.in_nset / theirs.in_nset,
        met(ours.in_nset >= bar)
    );
}

fn films_a_minute(server: &Server, dcmprscp: &dcmtk::Printer) {
    for bits in [8, 12] {
        let theirs = dcmprscp.spool(dcmprscp.address(), dcmtk::TITLE, bits, SMALL_FILMS);
        let before = server.films("pdf").len();
        let start = Instant::now();
        let ours = dcmprscp.spool(server.address(), "FILMDESK", bits, SMALL_FILMS);
        server.await_films("pdf", before + SMALL_FILMS);
        let finished = SMALL_FILMS as f64 * 60.0 / start.elapsed().as_secs_f64();
        println!("films a minute, dcmprscu, 12 images of 512x512, {bits} bits:");
        println!(
            "  dcmprscp stores {theirs:.0}; filmdesk accepts {ours:.0} durably, finishes {finished:.0} PDFs"
        );
        println!("  ratio {:.2}: {}\n", ours / theirs, met(ours > theirs));
    }
}

fn pynetdicom(server: &Server, dcmprscp: &dcmtk::Printer) {
    let seconds = |port: u16, title: &str| -> f64 {
        let films = PYNETDICOM_FILMS.to_string();
        let said = tools::run(tools::python("bench_pynetdicom.py").args([
            &port.to_string(),
            title,
            &films,
        ]));
        assert!(said.success, "{}", said.err);
        said.out.trim().parse().expect("seconds")
    };
    // Best of three each, the client itself varies by a tenth.
    let best = |port: u16, title: &str| {
        (0..3)
            .map(|_| seconds(port, title))
            .fold(f64::INFINITY, f64::min)
    };
    let theirs = best(dcmprscp.address().port(), dcmtk::TITLE);
    let ours = best(server.address().port(), "FILMDESK");
    println!(
        "pynetdicom, {PYNETDICOM_FILMS} films of 12 images, best of 3: dcmprscp {theirs:.2} s, filmdesk {ours:.2} s"
    );
    println!("  ratio {:.2}: {}\n", theirs / ours, met(ours <= theirs));
}

/// The whole server's processor time for one film: receiving, spooling, rendering, writing.
fn cpu_of_a_film() {
    let server = Server::with(SETTINGS);
    let films = 10;
    let before = processor_seconds(server.id());
    for _ in 0..films {
        own_client::print_twelve(server.address(), "FILMDESK");
    }
    server.await_films("pdf", films);
    let each = (processor_seconds(server.id()) - before) / films as f64;
    println!(
        "a 12-on-1 film of 512x512 images: {each:.3} s of processor time, from N-CREATE to PDF"
    );
    println!("  bar 0.5 s: {}\n", met(each < 0.5));
}

fn crowd() {
    let server = Server::with(SETTINGS);
    own_client::crowd(server.address(), "FILMDESK", CROWD);
    server.await_films("pdf", CROWD);
    let peak = server.memory().peak as f64 / 1e3;
    println!("{CROWD} associations at once, 40 MB on each, rendered: peak resident {peak:.0} MB");
    println!("  bar 300 MB: {}", met(peak < 300.0));
}

/// User and system time of a process, from /proc (clock ticks of 1/100 s).
fn processor_seconds(id: u32) -> f64 {
    let stat = std::fs::read_to_string(format!("/proc/{id}/stat")).expect("a running process");
    let fields: Vec<&str> = stat
        .rsplit(')')
        .next()
        .unwrap_or_default()
        .split_whitespace()
        .collect();
    let ticks = |index: usize| fields[index].parse::<f64>().expect("ticks");
    (ticks(11) + ticks(12)) / 100.0
}

fn met(yes: bool) -> &'static str {
    if yes { "met" } else { "NOT MET" }
}
