//! Storage beside DCMTK's storescp and this disk, in one run: same sender, same instances.
//!
//! `cargo bench -p filmdesk-tests --bench beside_storescp`, with `-- disk` or `-- memory` one half
//! of it. DCMTK runs with TCP_NODELAY=1. What is measured stands in each line; nothing is asserted.
//! Filmdesk answers when an instance is synced and indexed; storescp does neither, so the two are
//! compared where syncing costs nothing, on a file system in memory, and in turns, so that what
//! else the machine does meets both.

use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Stdio};
use std::time::{Duration, Instant};

use filmdesk_dataset::encode::encode;
use filmdesk_dataset::{Encoding, VR, tags, uids};
use filmdesk_dimse::status::Status;
use filmdesk_modality::Console;
use filmdesk_tests::archive::{CT, ct_elements, name_of, storing};
use filmdesk_tests::disk;
use filmdesk_tests::server::Server;
use filmdesk_tests::tools;

/// A CT image: 512 x 512 at 16 bits.
const PIXELS: usize = 512 * 512 * 2;
/// An instance that is nearly all header: what it costs, each costs.
const FEW_PIXELS: usize = 32 * 32 * 2;
/// Measurements of which the middle one is told.
const RUNS: usize = 5;
/// Instances of an association.
const INSTANCES: usize = 250;
/// Associations at once.
const CROWD: usize = 8;
/// A file system in memory.
const MEMORY: &str = "/dev/shm";

fn main() {
    let asked: Vec<String> = std::env::args().collect();
    let is_asked = |half: &str, other: &str| {
        asked.iter().any(|word| word == half) || !asked.iter().any(|word| word == other)
    };
    if is_asked("disk", "memory") {
        on_disk();
    }
    if is_asked("memory", "disk") {
        beside_storescp();
    }
}

fn on_disk() {
    let folder = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).expect("a folder on this disk");
    let archive = folder.path().join("archive");
    let server = Server::with(&format!("[archive]\nfolder = {archive:?}\n"));
    let mut roots = roots();
    let (mut disk, mut one, mut crowd) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..RUNS {
        disk.push(disk::rate(folder.path()));
        one.push(rate(server.address(), 1, PIXELS, &mut roots).megabytes);
        crowd.push(rate(server.address(), CROWD, PIXELS, &mut roots).megabytes);
    }
    let ratio = median(divided(&crowd, &disk));
    println!(
        "synced, {INSTANCES} instances of 512 KB an association, the middle of {RUNS}:\n  \
         this disk in order {:.0} MB/s, one association {:.0} MB/s, {CROWD} at once {:.0} MB/s, \
         {ratio:.2} of the disk's rate: {}\n",
        median(disk),
        median(one),
        median(crowd),
        met(ratio >= 0.8)
    );
}

fn beside_storescp() {
    let folder = tempfile::tempdir_in(MEMORY).expect("a folder in memory");
    let storescp = Storescp::start(folder.path());
    let archive = folder.path().join("archive");
    let server = Server::with(&format!("[archive]\nfolder = {archive:?}\n"));
    let addresses = [storescp.address, server.address()];
    let mut roots = roots();
    println!("in memory, where syncing costs nothing, one association, the middle of {RUNS}:");
    for (what, pixels) in [("512 KB", PIXELS), ("2 KB", FEW_PIXELS)] {
        let mut taken = [Vec::new(), Vec::new()];
        for _ in 0..RUNS {
            for (address, taken) in addresses.into_iter().zip(&mut taken) {
                taken.push(rate(address, 1, pixels, &mut roots).milliseconds);
            }
        }
        let ratio = median(divided(&taken[0], &taken[1]));
        let [theirs, ours] = taken.map(median);
        println!(
            "  {what}: storescp {theirs:.3} ms an instance, filmdesk {ours:.3} ms, ratio {ratio:.2}"
        );
        if pixels == PIXELS {
            let [theirs, ours] = [theirs, ours].map(|took| PIXELS as f64 / 1e3 / took);
            let met = met(ratio >= 1.0);
            println!("  which is {theirs:.0} MB/s and {ours:.0} MB/s: {met}");
        }
    }
}

/// A root of new UIDs for each sending.
fn roots() -> impl Iterator<Item = String> {
    (0..).map(|number| format!("1.2.826.0.1.3680043.9.9.{number}"))
}

fn divided(above: &[f64], below: &[f64]) -> Vec<f64> {
    above.iter().zip(below).map(|(a, b)| a / b).collect()
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}

fn met(bar: bool) -> &'static str {
    if bar { "met" } else { "NOT met" }
}

/// What a sending took.
struct Rate {
    megabytes: f64,
    milliseconds: f64,
}

/// Sends [`INSTANCES`] new instances on each of so many associations at once.
fn rate(
    address: SocketAddr,
    associations: usize,
    pixels: usize,
    roots: &mut impl Iterator<Item = String>,
) -> Rate {
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    let start = Instant::now();
    runtime.block_on(async {
        let senders: Vec<_> = roots
            .take(associations)
            .map(|root| tokio::spawn(send(address, root, pixels)))
            .collect();
        for sender in senders {
            sender.await.expect("a sender");
        }
    });
    let seconds = start.elapsed().as_secs_f64();
    let count = (associations * INSTANCES) as f64;
    Rate {
        megabytes: count * pixels as f64 / 1e6 / seconds,
        milliseconds: seconds * 1e3 * associations as f64 / count,
    }
}

async fn send(address: SocketAddr, root: String, pixels: usize) {
    let config = storing("BENCH", &[(CT, uids::EXPLICIT_VR_LITTLE_ENDIAN)]);
    let connected = Console::connect(&address.to_string(), config).await;
    let mut console = connected.expect("an association");
    for number in 1..=INSTANCES {
        let uid = format!("{root}.{number}");
        let mut data = ct_elements(&uid, 0);
        data.put_bytes(tags::PIXEL_DATA, VR::OW, vec![number as u8; pixels]);
        let bytes = encode(&data, Encoding::ExplicitLittle).expect("bytes");
        let answer = console.store(&name_of(&uid), &mut &bytes[..]).await;
        assert_eq!(answer.expect("an answer").status, Status::SUCCESS);
    }
    console.release().await.expect("a release");
}

/// A running storescp.
struct Storescp {
    child: Child,
    address: SocketAddr,
}

impl Storescp {
    fn start(folder: &Path) -> Self {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("a port");
        let address = listener.local_addr().expect("its address");
        drop(listener);
        let child = tools::debian("storescp")
            .args(["-q", "-od"])
            .arg(folder)
            .arg(address.port().to_string())
            .env("TCP_NODELAY", "1")
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("storescp");
        let deadline = Instant::now() + Duration::from_secs(10);
        while TcpStream::connect(address).is_err() {
            assert!(Instant::now() < deadline, "storescp does not listen");
            std::thread::sleep(Duration::from_millis(20));
        }
        Self { child, address }
    }
}

impl Drop for Storescp {
    fn drop(&mut self) {
        drop(self.child.kill());
        drop(self.child.wait());
    }
}
