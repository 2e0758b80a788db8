//! Discs burned on xorriso's emulated drive, given to a robot, pulled out in the middle, killed at
//! random moments.

use std::fs;
use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::time::{Duration, Instant};

use filmdesk_tests::discs::{disc, filmdesk, hash, said, slices, stored, text};
use filmdesk_tests::random::Random;
use filmdesk_tests::robot::{job, renamed, robot};
use filmdesk_tests::server::{Server, binary};
use filmdesk_tests::tools::{checked, children, signal};
use filmdesk_tests::wait::until;
use tempfile::TempDir;

#[test]
fn burning_has_a_state_for_everything_that_goes_wrong() {
    let folder = TempDir::new().expect("a folder");
    let from = slices(folder.path(), 40);
    let drive = |name: &str| format!("stdio:{}", text(&folder.path().join(name)));
    let burn = |name: &str| disc(&["burn", "--from", text(&from), "--drive", &drive(name)]);
    // No drive.
    let output = disc(&[
        "burn",
        "--from",
        text(&from),
        "--drive",
        "/dev/there-is-none",
    ]);
    assert!(
        said(&output).contains("the drive does not answer"),
        "{}",
        said(&output)
    );
    // Full in the middle: the burning process may write no more than 8 MB into one file.
    let script = format!(
        "ulimit -f 8192; exec \"$0\" disc burn --from {} --drive {}",
        text(&from),
        drive("small")
    );
    let output = Command::new("/bin/bash")
        .args(["-c", &script])
        .arg(binary())
        .output()
        .expect("bash");
    assert!(
        said(&output).contains("the medium was full before its end"),
        "{}",
        said(&output)
    );
    // Retry on a new disc works; the burned bytes are those of the image, which verifies.
    let output = burn("good");
    assert!(output.status.success(), "{}", said(&output));
    let verified = disc(&["verify", text(&folder.path().join("good")), "--read-all"]);
    assert!(verified.status.success(), "{}", said(&verified));
    // A disc that has something on it is not overwritten.
    let before = hash(&folder.path().join("good"));
    let output = burn("good");
    assert!(
        said(&output).contains("the medium is not blank"),
        "{}",
        said(&output)
    );
    assert_eq!(hash(&folder.path().join("good")), before);
    // The drive goes away in the middle.
    let output = pulled(&from, &drive("pulled"), &folder.path().join("pulled"));
    assert!(
        said(&output).contains("the drive was lost while it wrote"),
        "{}",
        said(&output)
    );
    // The half disc is known as such, and a new one is good.
    assert!(
        !disc(&["verify", text(&folder.path().join("pulled"))])
            .status
            .success()
    );
    assert!(burn("another").status.success());
}

/// Burns, and ends xorriso as soon as it has written some.
fn pulled(from: &Path, drive: &str, file: &Path) -> Output {
    let child = filmdesk(&["disc", "burn", "--from", text(from), "--drive", drive])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("filmdesk runs");
    let (id, begun) = (child.id(), Instant::now());
    while fs::metadata(file).map_or(0, |facts| facts.len()) < 1 << 20 {
        assert!(
            begun.elapsed() < Duration::from_secs(60),
            "nothing is burned"
        );
        std::thread::sleep(Duration::from_millis(1));
    }
    children(id).into_iter().for_each(|id| signal(id, "KILL"));
    child.wait_with_output().expect("its end")
}

#[test]
fn a_kill_at_any_moment_leaves_no_half_disc_that_is_called_good() {
    const ROUNDS: u64 = 20;
    let folder = TempDir::new().expect("a folder");
    let from = slices(folder.path(), 40);
    let image = folder.path().join("disc.iso");
    let mut random = Random::new(0x2026_1127);
    let (mut finished, mut half) = (0, 0);
    for _ in 0..ROUNDS {
        drop(fs::remove_file(&image));
        let mut child = filmdesk(&["disc", "make", "--from", text(&from), "--out", text(&image)])
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("filmdesk runs");
        std::thread::sleep(Duration::from_millis(20 + random.bits() % 700));
        signal(child.id(), "KILL");
        drop(child.wait());
        match image.exists() {
            // It has its name: then it is whole.
            true => {
                finished += 1;
                assert!(
                    disc(&["verify", text(&image), "--read-all"])
                        .status
                        .success()
                );
            }
            false => half += 1,
        }
    }
    println!("{half} killed before the end, {finished} after it");
    assert!(half > 0, "no round was killed in the middle");
    let output = disc(&["make", "--from", text(&from), "--out", text(&image)]);
    assert!(output.status.success(), "{}", said(&output));
    let left: Vec<_> = fs::read_dir(folder.path())
        .expect("the folder")
        .flatten()
        .map(|entry| entry.file_name())
        .collect();
    assert_eq!(
        left.len(),
        2,
        "the killed runs' leavings are gone: {left:?}"
    );
}

#[test]
fn what_a_killed_run_left_in_the_data_folder_goes_with_the_next() {
    const ROUNDS: u64 = 40;
    let folder = TempDir::new().expect("a folder");
    let from = slices(folder.path(), 40);
    let work = folder.path().join("filmdesk-data/work");
    let left = || fs::read_dir(&work).map_or(0, Iterator::count);
    let make = |to: &str| {
        let mut command = filmdesk(&["disc", "make", "--from", text(&from), "--out", to]);
        command.current_dir(folder.path()).stdout(Stdio::null());
        command.stderr(Stdio::null());
        command
    };
    // Killed as soon as the work folder has something in it.
    let caught = (0..ROUNDS).any(|round| {
        let mut child = make(&format!("killed{round}/"))
            .spawn()
            .expect("filmdesk runs");
        while left() == 0 && child.try_wait().expect("its state").is_none() {
            std::thread::sleep(Duration::from_millis(1));
        }
        signal(child.id(), "KILL");
        drop(child.wait());
        left() > 0
    });
    assert!(caught, "no round was killed in its work");
    assert!(make("whole/").status().expect("filmdesk runs").success());
    assert_eq!(left(), 0, "the killed run's leavings are gone");
}

#[test]
fn a_disc_of_the_queue_is_made_though_the_server_is_killed() {
    const ROUNDS: u64 = 8;
    let folder = TempDir::new().expect("a folder");
    let from = slices(folder.path(), 40);
    let mut server = Server::start();
    let data = server.folder().join("data");
    stored(&server, &from);
    let mut random = Random::new(0x2026_1128);
    let mut resumed = 0;
    for round in 0..ROUNDS {
        let image = folder.path().join(format!("{round}.iso"));
        let order = [
            "disc",
            "make",
            "--patient",
            "FD-0001",
            "--queue",
            "--data",
            text(&data),
            "--out",
            text(&image),
        ];
        checked(&mut filmdesk(&order));
        std::thread::sleep(Duration::from_millis(random.bits() % 600));
        signal(server.id(), "KILL");
        resumed += usize::from(!image.exists());
        server.restart();
        until("the disc", || image.exists().then_some(()));
        let verified = disc(&["verify", text(&image), "--read-all"]);
        assert!(verified.status.success(), "{}", said(&verified));
    }
    println!("{resumed} of {ROUNDS} discs were made after a kill");
    assert!(resumed > 0, "no kill came before a disc was done");
}

#[test]
fn a_robot_gets_image_label_and_job_and_its_states_are_ours() {
    let folder = TempDir::new().expect("a folder");
    let (watched, settings) = robot(folder.path());
    let config = folder.path().join("filmdesk.toml");
    fs::write(&config, settings).expect("the settings");
    let from = slices(folder.path(), 2);
    for (states, outcome) in [(&["INP", "DON"], true), (&["INP", "ERR"], false)] {
        let child = filmdesk(&[
            "disc",
            "burn",
            "--from",
            text(&from),
            "--config",
            text(&config),
        ])
        .args([
            "--drive",
            "robot",
            "--file-set-id",
            &format!("ROBOT_{}", states[1]),
        ])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("filmdesk runs");
        let job = job(&watched, "JRQ", &[]);
        let lines = fs::read_to_string(&job).expect("the job file");
        let named = |key: &str| {
            lines
                .lines()
                .find_map(|line| line.strip_prefix(key).map(str::to_owned))
                .expect(key)
        };
        assert!(disc(&["verify", &named("ImageFile = ")]).status.success());
        let label = fs::read(named("PrintLabel = ")).expect("the label");
        assert!(label.starts_with(b"\xff\xd8"), "a JPEG");
        renamed(&job, states);
        let output = child.wait_with_output().expect("its end");
        assert_eq!(output.status.success(), outcome, "{}", said(&output));
    }
}
