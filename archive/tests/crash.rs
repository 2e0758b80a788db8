//! Kills a server with SIGKILL at random moments and counts what is left.
//!
//! The same program is parent and child. The child accepts jobs, says each number on its
//! standard output once [`Spool::accept`] returned, and delivers jobs to a device that cannot
//! overwrite: a folder in which every print is a file of its own. After every kill the parent
//! opens the spool and finds each acknowledged job there; at the end each was printed once.

#![allow(missing_docs, reason = "a program, not a library")]

mod common;
#[path = "common/random.rs"]
mod random;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread;
use std::time::Duration;

use common::{NOW, film, job_of, limits, pixels_of, send};
use filmdesk_archive::{Acceptance, JobQueue, JobRecord, JournalEvent, Spool, SpoolLimits};
use filmdesk_print_scp::terms::{ExecutionStatus, StatusInfo};
use random::Random;

/// Kills. Each child lives for [`SHORTEST`] to [`LONGEST`].
const ROUNDS: u64 = 30;
const SHORTEST: Duration = Duration::from_millis(5);
const LONGEST: Duration = Duration::from_millis(250);
/// The seed of every random choice.
const SEED: u64 = 20_261_124;
/// Bytes of a film; more than the intake's buffer, so that files are written piece by piece.
const FILM_BYTES: usize = 300_000;

fn main() {
    let arguments: Vec<_> = std::env::args().collect();
    match arguments.get(1).map(String::as_str) {
        Some("child") => child(Path::new(&arguments[2]), arguments[3].parse().unwrap()),
        Some("fill") => fill(Path::new(&arguments[2])),
        // `cargo test -- --list` and filters of other tests.
        Some("--list") => println!("kill_at_any_moment: test\nfile_size_limit: test"),
        _ => {
            kill_at_any_moment();
            file_size_limit();
        }
    }
}

fn kill_at_any_moment() {
    let folder = tempfile::tempdir().unwrap();
    let mut random = Random(SEED);
    let mut acknowledged = BTreeMap::new();
    let mut requeued = 0;
    let mut half_written = 0;
    for round in 0..ROUNDS {
        acknowledged.extend(live_and_die(
            folder.path(),
            round,
            random.lifetime(SHORTEST, LONGEST),
        ));
        let spool = Spool::open(&folder.path().join("spool"), forever()).unwrap();
        assert!(
            spool.recovery().damaged.is_empty(),
            "{:?}",
            spool.recovery()
        );
        requeued += spool.recovery().requeued;
        half_written += spool.recovery().half_written;
        check_acknowledged(&spool, &acknowledged);
    }
    let spool = Spool::open(&folder.path().join("spool"), forever()).unwrap();
    let device = folder.path().join("device");
    while let Some(job) = spool.claim("FILMDESK") {
        deliver(&spool, &job, &device, u64::MAX);
    }
    let printed = printed_once(&device);
    let kept: BTreeSet<_> = spool.list().into_iter().map(|job| job.uid).collect();
    assert_eq!(printed, kept, "every job is printed");
    assert!(
        acknowledged.len() > 10,
        "only {} jobs: the children did nothing",
        acknowledged.len()
    );
    assert!(requeued > 0, "no child died while it printed");
    println!(
        "{ROUNDS} kills: {} jobs acknowledged, {} kept, each printed once; {requeued} were in print, {half_written} half written",
        acknowledged.len(),
        kept.len(),
    );
}

/// Limits under which no finished job is removed.
fn forever() -> SpoolLimits {
    SpoolLimits {
        keep_jobs: usize::MAX,
        ..limits()
    }
}

/// Starts a child, kills it after `lifetime`, and returns what it acknowledged: UID and seed of
/// the pixels.
fn live_and_die(folder: &Path, round: u64, lifetime: Duration) -> BTreeMap<String, u64> {
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args(["child", folder.to_str().unwrap(), &round.to_string()])
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    assert_eq!(lines.next().unwrap().unwrap(), "ready");
    thread::sleep(lifetime);
    child.kill().unwrap();
    child.wait().unwrap();
    let whole = lines.map_while(Result::ok).filter_map(|line| {
        // The last line may be torn: what was not said whole was not acknowledged.
        let (uid, seed) = line.strip_suffix('.')?.split_once(' ')?;
        Some((uid.to_owned(), seed.parse().ok()?))
    });
    whole.collect()
}

fn check_acknowledged(spool: &Spool, acknowledged: &BTreeMap<String, u64>) {
    for (uid, seed) in acknowledged {
        let record = spool
            .job(uid)
            .unwrap_or_else(|| panic!("job {uid} was acknowledged and is lost"));
        let job = spool.film_job(record.number).unwrap();
        let pixels = pixels_of(spool, record.number, &job).concat();
        assert!(
            pixels == pixels_from(*seed),
            "the pixels of job {uid} changed"
        );
    }
}

fn pixels_from(seed: u64) -> Vec<u8> {
    let mut random = Random(seed | 1);
    (0..FILM_BYTES / 8)
        .flat_map(|_| random.next().to_le_bytes())
        .collect()
}

/// The UIDs that the device printed; fails when it printed one twice.
fn printed_once(device: &Path) -> BTreeSet<String> {
    let mut printed = BTreeSet::new();
    for entry in fs::read_dir(device).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        let (uid, _) = name.split_once('@').unwrap();
        assert!(
            printed.insert(uid.to_owned()),
            "job {uid} was printed twice"
        );
    }
    printed
}

fn child(folder: &Path, round: u64) {
    let spool = Spool::open(&folder.join("spool"), forever()).unwrap();
    let device = folder.join("device");
    fs::create_dir_all(&device).unwrap();
    say("ready");
    let printing = spool.clone();
    thread::spawn(move || {
        loop {
            match printing.claim("FILMDESK") {
                Some(job) => deliver(&printing, &job, &device, round),
                None => thread::sleep(Duration::from_millis(1)),
            }
        }
    });
    for n in 0.. {
        let seed = round * 1_000_000 + n;
        let uid = format!("2.25.{round}.{n}");
        let mut intake = spool.intake().unwrap();
        let pixels = send(&mut intake, &pixels_from(seed)).unwrap();
        let acceptance = Acceptance {
            job_uid: &uid,
            created: NOW,
            queue_length: u32::MAX,
        };
        spool
            .accept(&job_of(vec![film(vec![pixels])]), &mut intake, &acceptance)
            .unwrap();
        say(&format!("{uid} {seed}."));
    }
}

fn say(line: &str) {
    let mut out = std::io::stdout().lock();
    writeln!(out, "{line}").unwrap();
    out.flush().unwrap();
}

/// Delivers as a worker does: announce, look, send, confirm.
fn deliver(spool: &Spool, job: &JobRecord, device: &Path, printer: u64) {
    let status = |status, info| JournalEvent::Status { status, info };
    let (output, document) = ("device".to_owned(), "film".to_owned());
    let record = |event| spool.record(job.number, event, NOW).unwrap();
    record(status(ExecutionStatus::Printing, StatusInfo::Normal));
    let key = (output.clone(), document.clone());
    if !job.progress.delivered.contains(&key) {
        let announced = job.progress.sending.contains_key(&key);
        if !announced {
            let ticket = job.uid.clone();
            record(JournalEvent::Sending {
                output: output.clone(),
                document: document.clone(),
                ticket,
            });
        }
        if !(announced && device_has(device, &job.uid)) {
            print(device, &job.uid, printer);
        }
        record(JournalEvent::Delivered { output, document });
    }
    record(status(ExecutionStatus::Done, StatusInfo::Normal));
}

fn device_has(device: &Path, uid: &str) -> bool {
    let mut prints = fs::read_dir(device).unwrap();
    prints.any(|print| {
        print
            .unwrap()
            .file_name()
            .to_str()
            .unwrap()
            .split('@')
            .next()
            == Some(uid)
    })
}

/// Each call is a print of its own: the file's name is never used twice.
fn print(device: &Path, uid: &str, printer: u64) {
    let path: PathBuf = device.join(format!("{uid}@{printer}"));
    fs::File::create_new(path).unwrap();
}

/// A real limit of the system: under `ulimit -f` a film is refused as a full disk refuses it,
/// and a smaller one is taken afterwards.
fn file_size_limit() {
    let folder = tempfile::tempdir().unwrap();
    let program = std::env::current_exe().unwrap();
    // 256 blocks of 512 bytes in dash, 256 KiB in bash: less than a film in both. The signal
    // must be ignored, as the server does not, and the system then says EFBIG.
    let script = "trap '' XFSZ; ulimit -f 256; exec \"$0\" fill \"$1\"";
    let output = Command::new("sh")
        .args([
            "-c",
            script,
            program.to_str().unwrap(),
            folder.path().to_str().unwrap(),
        ])
        .output()
        .unwrap();
    let said = String::from_utf8(output.stdout).unwrap();
    assert!(
        output.status.success(),
        "{said}{}",
        String::from_utf8_lossy(&output.stderr)
    );
    assert_eq!(said, "large film: StorageFull\nsmall film: accepted\n");
    let spool = Spool::open(&folder.path().join("spool"), limits()).unwrap();
    assert_eq!(spool.used_bytes(), 1000);
    println!("a film over the file size limit was refused, a smaller one taken");
}

fn fill(folder: &Path) {
    let spool = Spool::open(&folder.join("spool"), limits()).unwrap();
    let mut intake = spool.intake().unwrap();
    let mark = intake.mark();
    let refused = send(&mut intake, &vec![7; 40 << 20]).unwrap_err();
    println!("large film: {:?}", refused.kind());
    intake.rollback(mark);
    let pixels = send(&mut intake, &[7; 1000]).unwrap();
    let job = job_of(vec![film(vec![pixels])]);
    spool
        .accept(&job, &mut intake, &common::acceptance("1.2.3"))
        .unwrap();
    println!("small film: accepted");
}
