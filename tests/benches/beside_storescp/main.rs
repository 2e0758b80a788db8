//! Storage beside DCMTK's storescp and this disk, in one run: same sender, same instances.
//!
//! `cargo bench -p filmdesk-tests --bench beside_storescp`. DCMTK runs with TCP_NODELAY=1. What is
//! measured stands in each line; nothing is asserted. Filmdesk answers when an instance is synced
//! and indexed; storescp does neither, so the two are compared where syncing costs nothing, on a
//! file system in memory.

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
/// Instances of an association.
const INSTANCES: usize = 250;
/// Associations at once.
const CROWD: usize = 8;
/// A file system in memory.
const MEMORY: &str = "/dev/shm";

fn main() {
    let folder = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).expect("a folder on this disk");
    let disk = disk::rate(folder.path());
    println!("this disk, sequential and synced: {disk:.0} MB/s\n");
    on_disk(&folder.path().join("archive"), disk);
    beside_storescp();
}

fn on_disk(archive: &Path, disk: f64) {
    let server = Server::with(&format!("[archive]\nfolder = {archive:?}\n"));
    let one = rate(server.address(), 1, 1);
    println!(
        "one association, {INSTANCES} instances of 512 KB: {:.0} MB/s, {:.2} ms an instance, synced",
        one.megabytes, one.milliseconds
    );
    let crowd = rate(server.address(), CROWD, 2);
    let ratio = crowd.megabytes / disk;
    println!(
        "{CROWD} associations at once: {:.0} MB/s, {ratio:.2} of the disk's rate: {}\n",
        crowd.megabytes,
        met(ratio >= 0.8)
    );
}

fn beside_storescp() {
    let folder = tempfile::tempdir_in(MEMORY).expect("a folder in memory");
    let theirs = Storescp::start(folder.path());
    let archive = folder.path().join("archive");
    let ours = Server::with(&format!("[archive]\nfolder = {archive:?}\n"));
    println!("in memory, where syncing costs nothing, one association, best of 3:");
    let best = |address: SocketAddr, base: usize| {
        let rates = (0..3).map(|run| rate(address, 1, base + run).megabytes);
        rates.fold(0.0, f64::max)
    };
    let (theirs, ours) = (best(theirs.address, 10), best(ours.address(), 20));
    println!(
        "  storescp {theirs:.0} MB/s, filmdesk {ours:.0} MB/s, ratio {:.2}: {}",
        ours / theirs,
        met(ours >= theirs)
    );
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
fn rate(address: SocketAddr, associations: usize, base: usize) -> Rate {
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    let start = Instant::now();
    runtime.block_on(async {
        let senders: Vec<_> = (0..associations)
            .map(|number| {
                tokio::spawn(send(
                    address,
                    format!("1.2.826.0.1.3680043.9.9.{base}.{number}"),
                ))
            })
            .collect();
        for sender in senders {
            sender.await.expect("a sender");
        }
    });
    let seconds = start.elapsed().as_secs_f64();
    let count = (associations * INSTANCES) as f64;
    Rate {
        megabytes: count * PIXELS as f64 / 1e6 / seconds,
        milliseconds: seconds * 1e3 * associations as f64 / count,
    }
}

async fn send(address: SocketAddr, root: String) {
    let config = storing("BENCH", &[(CT, uids::EXPLICIT_VR_LITTLE_ENDIAN)]);
    let connected = Console::connect(&address.to_string(), config).await;
    let mut console = connected.expect("an association");
    for number in 1..=INSTANCES {
        let uid = format!("{root}.{number}");
        let mut data = ct_elements(&uid, 0);
        data.put_bytes(tags::PIXEL_DATA, VR::OW, vec![number as u8; PIXELS]);
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
