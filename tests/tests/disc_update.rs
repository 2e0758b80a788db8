//! `filmdesk disc update` on file-sets that others made, read by others afterwards.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::Duration;

use filmdesk_tests::discs::{disc, files, filmdesk, said, slices, text};
use filmdesk_tests::random::Random;
use filmdesk_tests::samples::sample;
use filmdesk_tests::tools::{checked, debian, python, run, signal};
use tempfile::TempDir;

/// Instances of a foreign file-set: several character sets and patients.
const FOREIGN: &[&str] = &[
    "charset/d_JP.dcm",
    "charset/d_ISO_IR144.dcm",
    "charset/d_ISO_IR192.dcm",
    "img/pydicom_MR_small.dcm",
];

/// Who makes file-sets.
type Maker = (&'static str, fn(&Path, &[PathBuf]));

const MAKERS: &[Maker] = &[
    ("dcmmkdir", by_dcmmkdir),
    ("pydicom", by_pydicom),
    ("gdcmgendir", by_gdcm),
    ("filmdesk", by_ourselves),
];

fn laid_down(root: &Path, from: &[PathBuf]) {
    let folder = root.join("IMAGES");
    fs::create_dir_all(&folder).expect("a folder");
    for (number, file) in from.iter().enumerate() {
        let bytes = fs::read(file).expect("a sample");
        fs::write(folder.join(format!("IM{number}")), bytes).expect("written");
    }
}

fn by_dcmmkdir(root: &Path, from: &[PathBuf]) {
    laid_down(root, from);
    checked(
        debian("dcmmkdir")
            .current_dir(root)
            .args(["-Pgp", "+r", "+id", ".", "+F", "VENDOR"]),
    );
}

fn by_pydicom(root: &Path, from: &[PathBuf]) {
    checked(python("make_file_set.py").arg(root).args(from));
}

fn by_gdcm(root: &Path, from: &[PathBuf]) {
    laid_down(root, from);
    checked(debian("gdcmgendir").args([
        "-r",
        "-i",
        text(root),
        "-o",
        text(&root.join("DICOMDIR")),
    ]));
}

fn by_ourselves(root: &Path, from: &[PathBuf]) {
    fs::remove_dir(root).expect("an empty folder");
    let mut arguments = vec![
        "make",
        "--no-pages",
        "--profile",
        "STD-GEN-ZIP-MAIL",
        "--out",
        text(root),
    ];
    from.iter()
        .for_each(|file| arguments.extend(["--from", text(file)]));
    let output = disc(&arguments);
    assert!(output.status.success(), "{}", said(&output));
}

/// A file-set of [`FOREIGN`] by one of [`MAKERS`].
fn foreign(maker: &Maker) -> TempDir {
    let folder = TempDir::new().expect("a folder");
    let from: Vec<PathBuf> = FOREIGN.iter().map(|name| sample(name)).collect();
    maker.1(folder.path(), &from);
    folder
}

/// What begins a record once its links are left out.
const BEGIN: &str = "(0004,1410)";

/// The records of a DICOMDIR as dcmdump has them, in order, without links and without what says
/// who wrote it. gdcm lays records down level by level, we one below the other: of its, the order
/// in the file says nothing.
fn records(root: &Path, maker: &str) -> Vec<String> {
    const OF_THE_WRITER: &[&str] = &[
        "(0002,",
        "Offset",
        "(0004,1400)",
        "(0004,1420)",
        "FileSetConsistency",
    ];
    let dump = checked(debian("dcmdump").args(["-q", "+L", "-Un", text(&root.join("DICOMDIR"))]));
    let kept = dump.lines().filter(|line| {
        !line.trim_start().starts_with('#') && !OF_THE_WRITER.iter().any(|part| line.contains(part))
    });
    // Lengths of items differ with the form of their delimiters.
    let kept =
        kept.filter(|line| !line.contains("(fffe,") && !line.contains("DirectoryRecordSequence"));
    let mut records = vec![String::new()];
    for line in kept.map(|line| line.split('#').next().unwrap_or_default().trim()) {
        if line.starts_with(BEGIN) {
            records.push(String::new());
        }
        if let Some(record) = records.last_mut() {
            *record += &format!("{line}\n");
        }
    }
    if maker == "gdcmgendir" {
        records.sort();
    }
    records
}

/// Errors of dciodvfy, each once.
fn errors(root: &Path) -> BTreeSet<String> {
    let said = run(debian("dciodvfy").arg(root.join("DICOMDIR")));
    let lines = said.err.lines().chain(said.out.lines());
    let errors = lines.filter(|line| line.starts_with("Error"));
    errors.map(str::to_owned).collect()
}

/// The exit status of `disc verify`: what gdcm makes lacks keys and character sets, and still does
/// when something was added.
fn verdict(root: &Path) -> Option<i32> {
    disc(&["verify", text(root)]).status.code()
}

/// Every peer reads it, and finds so many instances.
fn is_read_by_all(root: &Path, instances: usize, name: &str) {
    let dicomdir = root.join("DICOMDIR");
    let said = run(debian("dcmdump").args(["-q", "+L", text(&dicomdir)]));
    assert!(said.success && said.err.is_empty(), "{name}: {}", said.err);
    let dump = checked(debian("gdcmdump").arg(&dicomdir));
    assert_eq!(dump.matches("(0004,1500)").count(), instances, "{name}");
    let listed = checked(python("read_file_set.py").arg(&dicomdir));
    assert!(
        listed.starts_with(&format!("{instances} instances,")),
        "{name}: {listed}"
    );
}

/// The SeriesInstanceUID of a file.
fn series(file: &Path) -> String {
    let line = checked(debian("dcmdump").args(["+P", "0020,000e", text(file)]));
    let value = line.split(['[', ']']).nth(1);
    value.expect("a UID").trim().to_owned()
}

#[test]
fn what_others_made_is_added_to_and_taken_from_and_nothing_else_changes() {
    for maker in MAKERS {
        let name = maker.0;
        let (set, outside) = (foreign(maker), TempDir::new().expect("a folder"));
        let root = set.path();
        let (before, told, lying) = (records(root, name), errors(root), files(root));
        let verdict = verdict(root);
        let new = slices(outside.path(), 3);

        let planned = disc(&["update", text(root), "--from", text(&new), "--dry-run"]);
        assert!(planned.status.success(), "{name}: {}", said(&planned));
        assert_eq!(
            (records(root, name), files(root)),
            (before.clone(), lying.clone()),
            "{name}: a plan changes nothing"
        );

        let added = disc(&["update", text(root), "--from", text(&new)]);
        assert_eq!(added.status.code(), verdict, "{name}: {}", said(&added));
        is_read_by_all(root, FOREIGN.len() + 3, name);
        let more: Vec<_> = errors(root).difference(&told).cloned().collect();
        assert_eq!(more, Vec::<String>::new(), "{name}");
        let mut kept = records(root, name);
        kept.retain(|record| before.contains(record));
        assert!(kept.len() > FOREIGN.len(), "{name}: {before:?}");
        assert_eq!(kept, before, "{name}: records and their order stay");

        let again = disc(&["update", text(root), "--from", text(&new)]);
        assert!(
            said(&again).contains("DICOMDIR stays as it is"),
            "{}",
            said(&again)
        );

        let uid = series(&files(&new)[0]);
        let removed = disc(&["update", text(root), "--remove", &uid]);
        assert_eq!(removed.status.code(), verdict, "{name}: {}", said(&removed));
        is_read_by_all(root, FOREIGN.len(), name);
        assert_eq!(
            records(root, name),
            before,
            "{name}: taken out again, it is as it was"
        );
        assert_eq!(files(root), lying, "{name}");
    }
}

#[test]
fn an_index_is_put_right() {
    for maker in MAKERS {
        let name = maker.0;
        let (set, outside) = (foreign(maker), TempDir::new().expect("a folder"));
        let root = set.path();
        let new = files(&slices(outside.path(), 2));
        let verdict = verdict(root);
        let gone = files(root)
            .into_iter()
            .find(|file| !file.ends_with("DICOMDIR"))
            .expect("a file");
        fs::remove_file(&gone).expect("removed");
        fs::create_dir(root.join("LATER")).expect("a folder");
        fs::copy(&new[0], root.join("LATER/SLICE1")).expect("copied");
        fs::copy(&new[1], root.join("LATER/slice two.dcm")).expect("copied");

        let output = disc(&["update", text(root)]);
        let answer = said(&output);
        let gone = text(gone.strip_prefix(root).expect("below it")).to_owned();
        for words in [
            "indexed: LATER/SLICE1".to_owned(),
            format!("record dropped: {gone} (its file is not there)"),
            "left as it is: LATER/slice two.dcm (its name is no File ID".to_owned(),
        ] {
            assert!(answer.contains(&words), "{name}: {words}: {answer}");
        }
        assert_eq!(output.status.code(), Some(1), "one file is still unindexed");
        is_read_by_all(root, FOREIGN.len(), name);

        fs::remove_file(root.join("LATER/slice two.dcm")).expect("removed");
        let output = disc(&["update", text(root), "--from", text(&new[1])]);
        assert_eq!(output.status.code(), verdict, "{name}: {}", said(&output));
        is_read_by_all(root, FOREIGN.len() + 1, name);
    }
}

#[test]
fn what_is_refused_changes_nothing() {
    let set = foreign(&MAKERS[0]);
    let (root, before) = (set.path(), files(set.path()));
    let dicomdir = fs::read(root.join("DICOMDIR")).expect("the index");
    let image = root.join("IMAGES/IM0");
    let broken = sample("malformed");
    for (arguments, words) in [
        (
            vec!["--remove", "1.2.3.4"],
            "no study, series or instance here has the UID 1.2.3.4",
        ),
        (vec!["--from", text(&broken)], "--omit adds the others"),
    ] {
        let output = disc(&[vec!["update", text(root)], arguments].concat());
        assert_eq!(output.status.code(), Some(1));
        assert!(said(&output).contains(words), "{}", said(&output));
    }
    let output = disc(&["update", text(&image)]);
    assert!(said(&output).contains("not a folder"), "{}", said(&output));
    assert_eq!(files(root), before);
    assert_eq!(
        fs::read(root.join("DICOMDIR")).expect("the index"),
        dicomdir
    );
}

#[test]
fn pages_that_would_tell_of_the_past_go_or_nothing_does() {
    let folder = TempDir::new().expect("a folder");
    let (from, root) = (slices(folder.path(), 2), folder.path().join("disc"));
    let made = disc(&[
        "make",
        "--profile",
        "STD-GEN-USB-JPEG",
        "--from",
        text(&from),
        "--out",
        text(&root),
    ]);
    assert!(made.status.success(), "{}", said(&made));
    let uid = series(&files(&from)[0]);
    let refused = disc(&["update", text(&root), "--remove", &uid]);
    assert!(
        said(&refused).contains("--drop-pages"),
        "{}",
        said(&refused)
    );
    let dropped = disc(&["update", text(&root), "--remove", &uid, "--drop-pages"]);
    assert!(dropped.status.success(), "{}", said(&dropped));
    let left: Vec<_> = files(&root)
        .iter()
        .map(|file| text(file.strip_prefix(&root).expect("below")).to_owned())
        .collect();
    assert_eq!(left, ["DICOMDIR", "README", "readme.txt"]);
    for readme in ["README", "readme.txt"] {
        let readme = fs::read_to_string(root.join(readme)).expect("a text");
        assert!(readme.contains("MADE BY\r\n  Filmdesk"), "{readme}");
        for gone in ["INDEX.HTM", "VIEWER", "IHE_PDI", "OTHER"] {
            assert!(!readme.contains(gone), "{gone}: {readme}");
        }
    }
}

#[test]
fn a_kill_at_any_moment_leaves_a_valid_index() {
    const ROUNDS: u64 = 20;
    let outside = TempDir::new().expect("a folder");
    let new = slices(outside.path(), 40);
    let uid = series(&files(&new)[0]);
    let set = foreign(&MAKERS[0]);
    let (root, lying) = (set.path(), files(set.path()));
    let mut random = Random::new(0x2026_1126);
    let mut seen = BTreeSet::new();
    for round in 0..ROUNDS {
        let change = match round % 2 {
            0 => ["--from", text(&new)],
            _ => ["--remove", &uid],
        };
        let mut child = filmdesk(&["disc", "update", text(root)])
            .args(change)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("filmdesk runs");
        std::thread::sleep(Duration::from_millis(random.bits() % 400));
        signal(child.id(), "KILL");
        drop(child.wait());
        let verified = said(&disc(&["verify", text(root), "--json"]));
        let report: serde_json::Value =
            serde_json::from_str(verified.split("\nfilmdesk:").next().unwrap_or_default())
                .expect("JSON");
        let defects = report["defects"].as_array().expect("a list").iter();
        // What was written and is not in its place yet, or not yet removed, lies there unindexed;
        // every record has its file.
        let others: Vec<_> = defects
            .filter(|defect| {
                let file = defect["place"]["file"].as_str().unwrap_or_default();
                defect["kind"] != "file-unindexed" && !file.starts_with("FILMDESK.")
            })
            .collect();
        assert!(others.is_empty(), "{others:?}");
        seen.insert(report["counts"]["instances"].as_u64());
    }
    assert!(
        seen.is_subset(&BTreeSet::from([Some(4), Some(44)])),
        "the old or the new: {seen:?}"
    );
    // Whatever an interrupted run left, the next ones find it.
    drop(disc(&["update", text(root), "--from", text(&new)]));
    let removed = disc(&["update", text(root), "--remove", &uid]);
    assert!(removed.status.success(), "{}", said(&removed));
    is_read_by_all(root, FOREIGN.len(), "dcmmkdir");
    assert_eq!(files(root), lying);
}
