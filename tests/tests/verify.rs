//! Seeded discs given to the validators of others, and foreign discs given to ours.

#[allow(
    unreachable_pub,
    dead_code,
    reason = "shared with another crate's suite"
)]
#[path = "../../media/tests/seeds/mod.rs"]
mod seeds;

use std::collections::BTreeSet;
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

/// Writes a disc into a folder.
fn lay_down(disc: &Disc, folder: &Path) {
    for (name, bytes) in &disc.files {
        let path = folder.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
}

/// What a peer says about a disc.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Says {
    /// Whether it failed, and its lines that complain.
    Ended(bool, BTreeSet<String>),
    Hangs,
}

fn ask(command: &Command) -> Says {
    let mut timed = Command::new("/usr/bin/timeout");
    timed
        .arg(PATIENCE)
        .arg(command.get_program())
        .args(command.get_args());
    if let Some(folder) = command.get_current_dir() {
        timed.current_dir(folder);
    }
    let output = timed.stdin(Stdio::null()).output();
    let output = output.expect("the peer starts");
    let text = String::from_utf8_lossy(&output.stdout).into_owned()
        + &String::from_utf8_lossy(&output.stderr);
    match output.status.code() {
        Some(124) => Says::Hangs,
        code => Says::Ended(code != Some(0), complaints(&text)),
    }
}

fn complaints(text: &str) -> BTreeSet<String> {
    let complains = |line: &&str| {
        let line = line.to_lowercase();
        let words = ["error", "warning", "bad ", "invalid", "illegal", "missing"];
        words.iter().any(|word| line.contains(word))
    };
    text.lines().filter(complains).map(str::to_owned).collect()
}

/// The peers, in the order of [`peers`].
const PEERS: [&str; 5] = ["dciodvfy", "dcdirdmp", "dcmdump", "gdcmdump", "pydicom"];

/// What each says about the DICOMDIR of a folder; pydicom opens every file as well.
fn peers(folder: &Path) -> [Says; 5] {
    let on = |name: &str, arguments: &[&str]| {
        let mut command = debian(name);
        command.args(arguments).arg("DICOMDIR").current_dir(folder);
        ask(&command)
    };
    let mut pydicom = python("file_set.py");
    pydicom.arg("DICOMDIR").current_dir(folder);
    [
        on("dciodvfy", &[]),
        on("dcdirdmp", &[]),
        on("dcmdump", &["-q"]),
        on("gdcmdump", &[]),
        ask(&pydicom),
    ]
}

/// What is said beyond what is said about the good disc.
fn verdict(says: &Says, good: &Says) -> &'static str {
    match (says, good) {
        (Says::Hangs, _) => "hangs",
        (Says::Ended(failed, lines), Says::Ended(good_failed, good_lines)) => {
            let more = lines.difference(good_lines).next().is_some();
            if more || (*failed && !good_failed) {
                "yes"
            } else {
                "-"
            }
        }
        (Says::Ended(..), Says::Hangs) => "-",
    }
}

/// Which peer notices which defect of those that are in the files of a folder (not in the file
/// system, the drive or the profile that was asked for).
#[test]
fn what_peers_notice_is_listed() {
    let good_disc = Disc::good();
    let good = tempfile::tempdir().unwrap();
    lay_down(&good_disc, good.path());
    let baseline = peers(good.path());
    assert!(!baseline.contains(&Says::Hangs), "{baseline:?}");
    let mut noticed = [0; 5];
    let mut seen = 0;
    println!("{:28} {}", "", PEERS.join(" "));
    for seed in SEEDS {
        let mut disc = good_disc.clone();
        (seed.plant)(&mut disc);
        if disc.files == good_disc.files {
            continue;
        }
        seen += 1;
        let folder = tempfile::tempdir().unwrap();
        lay_down(&disc, folder.path());
        let said = peers(folder.path());
        let verdicts: Vec<&str> = said
            .iter()
            .zip(&baseline)
            .map(|(a, b)| verdict(a, b))
            .collect();
        for (count, verdict) in noticed.iter_mut().zip(&verdicts) {
            *count += usize::from(*verdict == "yes");
        }
        println!("{:28} {}", seed.kind.name(), verdicts.join(" "));
    }
    println!("of {seen}: {PEERS:?} {noticed:?}");
    assert!(seen > 50);
}

/// The set of pydicom's tests, with its DICOMDIR and the variants of it. Each finding was looked
/// at: the other DICOMDIRs beside the one that is read, and what their names say.
#[test]
fn a_foreign_disc_is_told_as_it_is() {
    let folder = filmdesk_tests::samples::sample("dicomdir_set");
    let mut disc = Disc::good();
    disc.files.clear();
    read_folder(&folder, &folder, &mut disc);
    let mut found = String::new();
    for name in disc
        .files
        .keys()
        .filter(|name| name.starts_with("DICOMDIR"))
    {
        let mut alone = disc.clone();
        alone
            .files
            .retain(|other, _| !other.starts_with("DICOMDIR"));
        alone
            .files
            .insert("DICOMDIR".to_owned(), disc.files[name].clone());
        let options = VerifyOptions {
            profile: None,
            read_all: true,
        };
        let report = verify(&alone, &options, &mut |_| ControlFlow::Continue(())).unwrap();
        let kinds: Vec<&str> = report.kinds().iter().map(|kind| kind.name()).collect();
        println!("== {name}\n{}", report.to_text());
        writeln!(
            found,
            "{name}: {}",
            if kinds.is_empty() {
                "clean".to_owned()
            } else {
                kinds.join(" ")
            }
        )
        .unwrap();
    }
    insta::assert_snapshot!(found, @r"
    DICOMDIR: clean
    DICOMDIR-bigEnd: dicomdir-transfer-syntax
    DICOMDIR-empty.dcm: file-unindexed
    DICOMDIR-implicit: dicomdir-transfer-syntax
    DICOMDIR-nooffset: dicomdir-damaged
    DICOMDIR-nopatient: last-offset orphan record-type-unknown record-level
    DICOMDIR-reordered: clean
    ");
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
