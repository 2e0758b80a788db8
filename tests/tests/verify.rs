//! Seeded discs given to the validators of others, and foreign discs given to ours.

#[allow(
    unreachable_pub,
    dead_code,
    reason = "shared with another crate's suite"
)]
#[path = "../../media/tests/seeds/mod.rs"]
mod seeds;

use std::fmt::Write as _;
use std::fs;
use std::ops::ControlFlow;
use std::path::Path;
use std::process::{Command, Stdio};

use filmdesk_media::verify::{VerifyOptions, verify};
use filmdesk_tests::tools::{debian, python};
use seeds::{Disc, SEEDS};

/// Seconds that a peer may take for a disc of six files.
const PATIENCE: &str = "10";

/// Writes a disc into a folder; whether a folder can hold the defect.
fn lay_down(disc: &Disc, folder: &Path) {
    for (name, bytes) in &disc.files {
        let path = folder.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
}

/// What a peer says about a disc: nothing, something, or it does not end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Says {
    Nothing,
    Something,
    Hangs,
}

fn ask(command: &Command, complains: impl Fn(bool, &str) -> bool) -> Says {
    let mut timed = Command::new("/usr/bin/timeout");
    timed
        .arg(PATIENCE)
        .arg(command.get_program())
        .args(command.get_args());
    if let Some(folder) = command.get_current_dir() {
        timed.current_dir(folder);
    }
    let output = timed
        .stdin(Stdio::null())
        .output()
        .expect("the peer starts");
    let text = String::from_utf8_lossy(&output.stdout).into_owned()
        + &String::from_utf8_lossy(&output.stderr);
    match output.status.code() {
        Some(124) => Says::Hangs,
        _ if complains(output.status.success(), &text) => Says::Something,
        _ => Says::Nothing,
    }
}

fn complains(ok: bool, text: &str) -> bool {
    let text = text.to_lowercase();
    !ok || ["error", "warning", "bad ", "invalid"]
        .iter()
        .any(|word| text.contains(word))
}

/// dciodvfy, dcdirdmp, dcmdump, GDCM and pydicom on the DICOMDIR of a folder.
fn peers(folder: &Path) -> [Says; 5] {
    let dicomdir = folder.join("DICOMDIR");
    let on = |name: &str, arguments: &[&str]| {
        let mut command = debian(name);
        command.args(arguments).arg(&dicomdir).current_dir(folder);
        command
    };
    let mut pydicom = python("file_set.py");
    pydicom.arg(&dicomdir);
    [
        ask(&on("dciodvfy", &[]), complains),
        ask(&on("dcdirdmp", &[]), complains),
        ask(&on("dcmdump", &["-q"]), complains),
        ask(&on("gdcminfo", &["--check-deflated"]), complains),
        ask(&pydicom, complains),
    ]
}

/// Which peer notices which defect; what all say about the good disc is not counted.
#[test]
fn no_peer_notices_what_ours_does() {
    let good = tempfile::tempdir().unwrap();
    lay_down(&Disc::good(), good.path());
    let baseline = peers(good.path());
    let mut noticed = [0; 5];
    let mut hung = [0; 5];
    let mut table = String::new();
    for seed in SEEDS {
        let mut disc = Disc::good();
        (seed.plant)(&mut disc);
        let folder = tempfile::tempdir().unwrap();
        lay_down(&disc, folder.path());
        let said = peers(folder.path());
        for (at, says) in said.iter().enumerate() {
            noticed[at] += usize::from(*says == Says::Something && baseline[at] == Says::Nothing);
            hung[at] += usize::from(*says == Says::Hangs);
        }
        writeln!(table, "{} {said:?}", seed.kind.name()).unwrap();
    }
    println!(
        "good disc {baseline:?}\n{table}noticed {noticed:?} hung {hung:?} of {}",
        SEEDS.len()
    );
    let most = noticed.iter().max().unwrap();
    assert!(
        *most < SEEDS.len() / 2,
        "a peer notices {most} of {}: look at it",
        SEEDS.len()
    );
}

/// The set of pydicom's tests: real files of old scanners. Each finding was looked at.
#[test]
fn a_foreign_disc_is_told_as_it_is() {
    let folder = filmdesk_tests::samples::root().join("../shared/data/dicomdir_set");
    let mut disc = Disc::good();
    disc.files.clear();
    read_folder(&folder, &folder, &mut disc);
    let options = VerifyOptions {
        profile: None,
        read_all: true,
    };
    let report = verify(&disc, &options, &mut |_| ControlFlow::Continue(())).unwrap();
    let text = report.to_text();
    println!("{text}");
    let kinds: Vec<&str> = report.kinds().iter().map(|kind| kind.name()).collect();
    insta::assert_debug_snapshot!(kinds);
}

fn read_folder(root: &Path, folder: &Path, disc: &mut Disc) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            read_folder(root, &path, disc);
        } else {
            let name = path
                .strip_prefix(root)
                .unwrap()
                .to_string_lossy()
                .into_owned();
            disc.files.insert(name, fs::read(&path).unwrap());
        }
    }
}
