//! Discs that do not succeed at once: killed, stalled, handed to a robot, tried again. What is made
//! is not made twice, and what was begun is in nobody's way.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Stdio};
use std::thread;

use filmdesk_tests::discs::{
    disc, extracted, files, filmdesk, hash, moved_to_another_study, said, slices, text,
};
use filmdesk_tests::random::Random;
use filmdesk_tests::robot::{job, renamed, robot};
use filmdesk_tests::server::Server;
use filmdesk_tests::tools::{checked, children, python, signal};
use filmdesk_tests::wait::until;
use tempfile::TempDir;

fn spawned(arguments: &[&str]) -> Child {
    filmdesk(arguments)
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("filmdesk runs")
}

fn is_good(disc_path: &Path) {
    let verified = disc(&["verify", text(disc_path), "--read-all"]);
    assert!(verified.status.success(), "{}", said(&verified));
}

/// Puts an order into the queue of a server.
fn queue(server: &Server, arguments: &[&str]) {
    let data = server.folder().join("data");
    checked(
        filmdesk(&["disc"])
            .args(arguments)
            .args(["--queue", "--data", text(&data)]),
    );
}

/// Orders a disc of a folder, burned into a file as an emulated drive.
fn queue_burning(server: &Server, from: &Path, drive: &Path) {
    let device = format!("stdio:{}", text(drive));
    let (from, drive) = (["--from", text(from)], ["--drive", &device]);
    queue(
        server,
        &[&["burn", "--no-pages"], &from[..], &drive].concat(),
    );
}

/// The server's queue, as `filmdesk disc jobs` tells it.
fn jobs(server: &Server, more: &[&str]) -> String {
    let data = server.folder().join("data");
    checked(filmdesk(&["disc", "jobs", "--data", text(&data)]).args(more))
}

/// The job ordered last.
fn newest(server: &Server) -> Option<String> {
    jobs(server, &[]).lines().next().map(str::to_owned)
}

/// The number of a job.
fn number(job: &str) -> &str {
    job.split(' ').next().unwrap_or_default()
}

/// Two studies of one patient.
fn two_studies(folder: &Path) -> PathBuf {
    let from = folder.join("from");
    fs::create_dir(&from).expect("a folder");
    fs::rename(slices(folder, 12), from.join("one")).expect("moved");
    let second = slices(folder, 12);
    moved_to_another_study(&files(&second));
    fs::rename(second, from.join("two")).expect("moved");
    from
}

#[test]
fn what_a_robot_did_before_answers_for_no_new_job() {
    let folder = TempDir::new().expect("a folder");
    let (watched, settings) = robot(folder.path());
    let config = folder.path().join("filmdesk.toml");
    fs::write(&config, settings).expect("the settings");
    let from = slices(folder.path(), 2);
    let left = ["ROBOT-1.DON", "ROBOT-1.ERR"].map(|name| watched.join(name));
    left.iter()
        .for_each(|file| fs::write(file, "an earlier job").expect("a state"));
    for (states, is_made) in [(["INP", "ERR"], false), (["INP", "DON"], true)] {
        let burning = spawned(&[
            "disc",
            "burn",
            "--from",
            text(&from),
            "--config",
            text(&config),
            "--drive",
            "robot",
            "--file-set-id",
            "ROBOT",
        ]);
        renamed(&job(&watched, "JRQ", &left), &states);
        let output = burning.wait_with_output().expect("its end");
        assert_eq!(output.status.success(), is_made, "{}", said(&output));
        assert_eq!(files(&watched), left, "image, label and state are gone");
    }
}

#[test]
fn a_disc_that_a_robot_has_is_waited_for_though_the_server_is_killed() {
    let folder = TempDir::new().expect("a folder");
    let (watched, settings) = robot(folder.path());
    let from = slices(folder.path(), 2);
    let mut server = Server::with(&settings);
    let config = server.folder().join("filmdesk.toml");
    let order = ["burn", "--from", text(&from), "--drive", "robot"];
    queue(
        &server,
        &[&order[..], &["--config", text(&config)]].concat(),
    );
    let taken = job(&watched, "JRQ", &[]);
    renamed(&taken, &["INP"]);
    signal(server.id(), "KILL");
    server.restart();
    until("the job is taken up", || {
        jobs(&server, &[]).contains("running").then_some(())
    });
    renamed(&taken.with_extension("INP"), &["DON"]);
    until("the end", || {
        jobs(&server, &[]).contains(" done").then_some(())
    });
    assert_eq!(
        files(&watched),
        Vec::<PathBuf>::new(),
        "one job, which is over"
    );
}

#[test]
fn a_folder_begun_by_a_killed_run_is_written_anew_and_nothing_else_is_removed() {
    let folder = TempDir::new().expect("a folder");
    let from = slices(folder.path(), 40);
    let out = folder.path().join("stick");
    let make = ["disc", "make", "--from", text(&from), "--out", text(&out)];
    let mut child = spawned(&make);
    until("some files", || out.join("DICOM").exists().then_some(()));
    signal(child.id(), "KILL");
    drop(child.wait());
    assert!(!out.join("DICOMDIR").exists(), "killed in the middle");
    let stranger = out.join("stranger.txt");
    fs::write(&stranger, "somebody's").expect("a file");
    let refused = filmdesk(&make).output().expect("filmdesk runs");
    assert!(said(&refused).contains("not blank"), "{}", said(&refused));
    fs::remove_file(&stranger).expect("it was left alone");
    let made = filmdesk(&make).output().expect("filmdesk runs");
    assert!(made.status.success(), "{}", said(&made));
    is_good(&out);
    let again = filmdesk(&make).output().expect("filmdesk runs");
    assert!(said(&again).contains("not blank"), "{}", said(&again));
    is_good(&out);
}

#[test]
fn volumes_that_are_burned_are_not_burned_again_though_the_server_is_killed() {
    let folder = TempDir::new().expect("a folder");
    let from = two_studies(folder.path());
    let (drive, first) = (folder.path().join("drive"), folder.path().join("first"));
    let device = format!("stdio:{}", text(&drive));
    let mut server = Server::start();
    let order = [
        "burn",
        "--no-pages",
        "--split",
        "study",
        "--capacity",
        "9000000",
    ];
    queue(
        &server,
        &[&order[..], &["--from", text(&from), "--drive", &device]].concat(),
    );
    let waits = |server: &Server| jobs(server, &[]).contains("next-medium").then_some(());
    until("the second volume's disc is asked for", || waits(&server));
    signal(server.id(), "KILL");
    server.restart();
    until("it is asked for again", || waits(&server));
    fs::rename(&drive, &first).expect("the first disc is taken out");
    until("the end", || {
        jobs(&server, &[]).contains(" done").then_some(())
    });
    let mut there = BTreeSet::new();
    for (number, volume) in [&first, &drive].into_iter().enumerate() {
        is_good(volume);
        let root = folder.path().join(format!("root{number}"));
        extracted(volume, &root);
        there.extend(files(&root.join("DICOM")).iter().map(|file| hash(file)));
    }
    let came: BTreeSet<_> = files(&from).iter().map(|file| hash(file)).collect();
    assert_eq!(there, came);
}

#[test]
fn a_burner_that_stalls_is_let_go_of_when_the_job_is_cancelled() {
    let folder = TempDir::new().expect("a folder");
    let from = slices(folder.path(), 40);
    let drive = folder.path().join("drive");
    let server = Server::start();
    queue_burning(&server, &from, &drive);
    until("it burns", || {
        (fs::metadata(&drive).map_or(0, |facts| facts.len()) > 1 << 20).then_some(())
    });
    let burners = children(server.id());
    burners.iter().for_each(|id| signal(*id, "STOP"));
    assert!(!burners.is_empty(), "xorriso burns");
    let job = newest(&server).expect("the job");
    jobs(&server, &["--cancel", number(&job)]);
    until("the end", || {
        jobs(&server, &[]).contains("cancelled").then_some(())
    });
    assert_eq!(children(server.id()), Vec::<u32>::new());
}

#[test]
fn the_end_of_a_disc_is_written_down_though_the_index_failed() {
    let folder = TempDir::new().expect("a folder");
    let (watched, settings) = robot(folder.path());
    let from = slices(folder.path(), 2);
    let server = Server::with(&settings);
    let config = server.folder().join("filmdesk.toml");
    let order = ["burn", "--from", text(&from), "--drive", "robot"];
    queue(
        &server,
        &[&order[..], &["--config", text(&config)]].concat(),
    );
    let taken = job(&watched, "JRQ", &[]);
    renamed(&taken, &["INP"]);
    let index = server.folder().join("data/archive/index.sqlite");
    let rename = |from: &str, to: &str| {
        checked(python("rename_table.py").args([text(&index), from, to]));
    };
    rename("job", "job_away");
    renamed(&taken.with_extension("INP"), &["DON"]);
    until("it is not written", || {
        server.log().contains("not written down yet").then_some(())
    });
    rename("job_away", "job");
    until("the end", || {
        jobs(&server, &[]).contains(" done").then_some(())
    });
}

#[test]
fn a_kill_at_any_moment_of_burning_leaves_no_half_disc_that_is_called_good() {
    /// Servers side by side: a round mostly waits.
    const LANES: u64 = 4;
    const ROUNDS: u64 = 20;
    let folder = TempDir::new().expect("a folder");
    let from = slices(folder.path(), 40);
    let half: u64 = thread::scope(|scope| {
        let lane = |lane: u64| {
            let from = &from;
            move || killed_while_burning(from, lane, ROUNDS / LANES)
        };
        let lanes: Vec<_> = (0..LANES).map(|number| scope.spawn(lane(number))).collect();
        lanes
            .into_iter()
            .map(|lane| lane.join().expect("a lane"))
            .sum()
    });
    println!("{half} of {ROUNDS} discs were half burned");
    assert!(half > 0, "no kill came in the middle of a disc");
}

/// Kills a server while it burns, so many times; in the end every disc is good. Counts those that
/// were half burned.
fn killed_while_burning(from: &Path, lane: u64, rounds: u64) -> u64 {
    /// Bytes of the instances: some more are burned.
    const LENGTH: u64 = 40 << 19;
    let folder = TempDir::new().expect("a folder");
    let mut server = Server::start();
    let mut random = Random::new(0x2026_1129 + lane);
    let mut half = 0;
    for round in 0..rounds {
        let drive = folder.path().join(format!("drive{round}"));
        queue_burning(&server, from, &drive);
        let burned = random.bits() % LENGTH;
        until("so much of it", || {
            let length = fs::metadata(&drive).map_or(0, |facts| facts.len());
            (length >= burned).then_some(())
        });
        signal(server.id(), "KILL");
        until("the burner's own end", || (!is_used(&drive)).then_some(()));
        server.restart();
        half += u64::from(is_half(&server, &drive));
        is_good(&drive);
        fs::remove_file(&drive).expect("removed");
    }
    half
}

/// How the newest disc ended; a half one was thrown away, and made anew.
fn is_half(server: &Server, drive: &Path) -> bool {
    let is_done = |job: &String| job.contains(" done");
    let ended = until("an end", || {
        newest(server).filter(|job| is_done(job) || job.contains("waits for a person"))
    });
    if is_done(&ended) {
        return false;
    }
    assert!(ended.contains("not-blank"), "{ended}");
    fs::remove_file(drive).expect("the half disc is thrown away");
    jobs(server, &["--retry", number(&ended)]);
    until("the disc", || newest(server).filter(is_done));
    true
}

/// Whether a program has this path on its command line.
fn is_used(path: &Path) -> bool {
    let processes = fs::read_dir("/proc").expect("processes").flatten();
    let lines = processes.filter_map(|process| fs::read(process.path().join("cmdline")).ok());
    let mut lines = lines.map(|line| String::from_utf8_lossy(&line).into_owned());
    lines.any(|line| line.contains("xorriso") && line.contains(text(path)))
}
