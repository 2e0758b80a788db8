//! `kill -9` at random moments: what was acknowledged is there afterwards, whole and indexed.
//! Its own main: the same program is the child that is killed and the parent that counts.

#[path = "common/random.rs"]
mod random;
#[path = "archive/room.rs"]
#[allow(dead_code, reason = "each of the programs that share it needs a part")]
mod room;

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Read, Write};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

use filmdesk_archive::{
    Archive, ArchiveOptions, JobKind, JobState, Kept, NewJob, Query, Selection,
};
use random::Random;
use room::{NOW, Slice};

/// Children that are killed.
const ROUNDS: u64 = 24;
/// Associations of a child.
const SENDERS: u64 = 4;
const SHORTEST: Duration = Duration::from_millis(2);
const LONGEST: Duration = Duration::from_millis(120);
const SEED: u64 = 0x9e37_79b9_7f4a_7c15;

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    let runtime = tokio::runtime::Runtime::new().unwrap();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        [_, "child", folder, round] => {
            runtime.block_on(child(folder.as_ref(), round.parse().unwrap()))
        }
        _ => runtime.block_on(kill_at_any_moment()),
    }
}

/// The instance `n` of sender `sender` in a round: 1 to 64 KiB of its own.
fn slice(round: u64, sender: u64, n: u64) -> Slice {
    let mut random = Random((round << 40 | sender << 32 | n) ^ SEED);
    let words = 128 + random.next() % 8064;
    let pixels: Vec<u8> = (0..words)
        .flat_map(|_| random.next().to_le_bytes())
        .collect();
    Slice {
        study: format!("2.25.{round}").leak(),
        series: u32::try_from(sender).unwrap(),
        number: u32::try_from(n).unwrap(),
        pixels: pixels.leak(),
        ..Slice::default()
    }
}

async fn open(folder: &Path) -> Archive {
    let options = ArchiveOptions {
        free_floor_bytes: 1,
        ..ArchiveOptions::new(folder)
    };
    Archive::open(&options).await.unwrap()
}

async fn child(folder: &Path, round: u64) {
    let archive = open(folder).await;
    say("ready");
    let senders = (0..SENDERS).map(|sender| {
        let archive = archive.clone();
        std::thread::spawn(move || send(&archive, round, sender))
    });
    let senders: Vec<_> = senders.collect();
    let jobs = archive.jobs();
    while senders.iter().any(|sender| !sender.is_finished()) {
        let order = NewJob {
            kind: JobKind::Disc,
            order: serde_json::Value::Null,
            priority: 0,
            pins: Selection::Nothing,
            requester: String::new(),
            code: String::new(),
        };
        let id = jobs.enqueue(&order, NOW).await.unwrap();
        say(&format!("job {}", id.0));
        jobs.claim(&[JobKind::Disc], "w", NOW).await.unwrap();
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
}

fn send(archive: &Archive, round: u64, sender: u64) {
    for n in 0.. {
        let kept = slice(round, sender, n).store(archive).unwrap();
        assert_eq!(kept, Kept::New);
        say(&format!("kept {sender} {n}"));
    }
}

/// One line, ended by a dot: a torn one was not said.
fn say(line: &str) {
    let mut out = std::io::stdout().lock();
    out.write_all(format!("{line} .\n").as_bytes()).unwrap();
    out.flush().unwrap();
}

/// What a child said it had kept (round, sender, number), and the jobs it had queued.
#[derive(Default)]
struct Acknowledged {
    kept: Vec<(u64, u64, u64)>,
    jobs: Vec<i64>,
}

impl Acknowledged {
    fn hear(&mut self, round: u64, line: &str) {
        let words: Vec<&str> = line.split(' ').collect();
        match words[..] {
            ["kept", sender, n, "."] => {
                self.kept
                    .push((round, sender.parse().unwrap(), n.parse().unwrap()));
            }
            ["job", id, "."] => self.jobs.push(id.parse().unwrap()),
            _ => {}
        }
    }
}

fn live_and_die(folder: &Path, round: u64, lifetime: Duration, heard: &mut Acknowledged) {
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args(["child", folder.to_str().unwrap(), &round.to_string()])
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    assert_eq!(lines.next().unwrap().unwrap(), "ready .");
    let reader = std::thread::spawn(move || lines.map_while(Result::ok).collect::<Vec<_>>());
    std::thread::sleep(lifetime);
    child.kill().unwrap();
    child.wait().unwrap();
    for line in reader.join().unwrap() {
        heard.hear(round, &line);
    }
}

async fn kill_at_any_moment() {
    let folder = tempfile::tempdir().unwrap();
    let mut random = Random(SEED);
    let mut heard = Acknowledged::default();
    let (mut placed, mut removed, mut released) = (0, 0, 0);
    for round in 0..ROUNDS {
        live_and_die(
            folder.path(),
            round,
            random.lifetime(SHORTEST, LONGEST),
            &mut heard,
        );
        let archive = open(folder.path()).await;
        let recovery = archive.recovery();
        placed += recovery.placed;
        removed += recovery.removed;
        released += recovery.jobs;
        check(&archive, &heard).await;
        assert_eq!(
            files_in(&folder.path().join("objects")),
            indexed(&archive).await
        );
    }
    assert!(
        heard.kept.len() > 100,
        "only {} kept: the children did nothing",
        heard.kept.len()
    );
    assert!(removed > 0, "no child died while it received");
    assert!(released > 0, "no child died while it had a job");
    println!(
        "{ROUNDS} kills: {} instances and {} jobs acknowledged, all there; {placed} got their place \
         after the kill, {removed} half received ones removed, {released} jobs wait again",
        heard.kept.len(),
        heard.jobs.len()
    );
}

fn files_in(folder: &Path) -> usize {
    let entries = std::fs::read_dir(folder).unwrap().map(Result::unwrap);
    let counts = entries.map(|entry| match entry.file_type().unwrap().is_dir() {
        true => files_in(&entry.path()),
        false => 1,
    });
    counts.sum()
}

async fn indexed(archive: &Archive) -> usize {
    let studies = archive.find_studies(&Query::default()).await.unwrap();
    let instances: u64 = studies.iter().map(|study| study.instances).sum();
    usize::try_from(instances).unwrap()
}

/// Everything acknowledged is there with the bytes that were sent, and what the index has is
/// in the store: no row without its file, no file without its row.
async fn check(archive: &Archive, heard: &Acknowledged) {
    let query = Query {
        limit: Query::MOST,
        ..Query::default()
    };
    let studies = archive.find_studies(&query).await.unwrap();
    let uids = studies.iter().map(|study| study.uid.clone()).collect();
    let instances = archive.instances(&Selection::Studies(uids)).await.unwrap();
    let counted: u64 = studies.iter().map(|study| study.instances).sum();
    assert_eq!(counted, instances.len() as u64);
    let mut there = BTreeMap::new();
    for instance in instances {
        let mut bytes = Vec::new();
        let mut object = archive.open_instance(&instance.location).unwrap();
        object.read_to_end(&mut bytes).unwrap();
        assert_eq!(bytes.len() as u64, instance.length);
        there.insert(instance.sop_instance, bytes);
    }
    for (round, sender, n) in &heard.kept {
        let slice = slice(*round, *sender, *n);
        let bytes = there.get(&slice.uid());
        let bytes = bytes.unwrap_or_else(|| panic!("{} was acknowledged and is lost", slice.uid()));
        assert!(
            bytes.ends_with(&slice.data_set()),
            "{} changed",
            slice.uid()
        );
    }
    let jobs = archive.jobs().list(&[], u32::MAX).await.unwrap();
    for id in &heard.jobs {
        let job = jobs.iter().find(|job| job.id.0 == *id);
        let job = job.unwrap_or_else(|| panic!("job {id} was acknowledged and is lost"));
        assert_eq!(job.state, JobState::Waiting);
    }
}
