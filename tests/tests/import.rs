//! Bars: broken files are refused in words and the rest comes in; of a foreign disc every file comes
//! in unchanged, and what it lacks is named.

use std::collections::BTreeSet;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};
use std::process::Command;

use filmdesk_tests::archive::files_below;
use filmdesk_tests::samples::sample;
use filmdesk_tests::server::binary;
use filmdesk_tests::tools::{Said, checked, run};

/// The text of a manifest of one import.
fn manifest_of(folder: &Path, medium: &Path) -> (Said, String) {
    let manifest = folder.join("manifest.txt");
    let mut command = importing();
    command.arg(folder.join("data")).arg(medium);
    let said = run(command.arg("--manifest").arg(&manifest));
    let text = std::fs::read_to_string(&manifest).expect("a manifest");
    (said, text)
}

fn copy_of_a_disc(folder: &Path) -> PathBuf {
    let disc = folder.join("disc");
    let mut copy = Command::new("cp");
    checked(copy.arg("-r").arg(sample("dicomdir_set")).arg(&disc));
    disc
}

fn one_ct(disc: &Path) -> PathBuf {
    let mut files = files_below(disc).into_iter();
    let found = files.find(|path| path.to_string_lossy().contains("/CT"));
    found.expect("a CT")
}

#[test]
fn a_referenced_file_whose_beginning_is_destroyed_is_missed() {
    let folder = tempfile::tempdir().expect("a folder");
    let disc = copy_of_a_disc(folder.path());
    let broken = one_ct(&disc);
    let mut bytes = std::fs::read(&broken).expect("a file");
    bytes[..256].fill(0xff);
    std::fs::write(&broken, bytes).expect("destroyed");
    let (said, text) = manifest_of(folder.path(), &disc);
    assert!(!said.success, "{}", said.out);
    let name = broken.file_name().unwrap_or_default().to_string_lossy();
    let is_it = |line: &str| line.contains(&*name) && line.contains("DICOMDIR references it");
    assert!(said.err.lines().any(is_it), "{}", said.err);
    assert_eq!(text.lines().filter(|line| is_it(line)).count(), 1, "{text}");
}

#[test]
fn what_cannot_be_reached_is_named_and_missed() {
    let folder = tempfile::tempdir().expect("a folder");
    let disc = folder.path().join("disc");
    let deep = (0..40).fold(disc.clone(), |path, _| path.join("D"));
    std::fs::create_dir_all(&deep).expect("folders");
    let from = one_ct(&sample("dicomdir_set"));
    for to in [deep.join("IM"), disc.join("IM\u{1}"), disc.join("D/IM")] {
        std::fs::copy(&from, to).expect("a copy");
    }
    symlink(sample("dicomdir_set"), disc.join("LINK")).expect("a link");
    let (said, text) = manifest_of(folder.path(), &disc);
    assert!(!said.success, "{}", said.out);
    for wanted in [
        "/LINK: cannot be reached on the medium: a link to a folder is not followed",
        "a name that no path can hold: \"IM\\u{1}\"",
        "folders are nested deeper than 32",
        "      1 came in",
        "      3 cannot be reached on the medium",
    ] {
        assert!(text.contains(wanted), "{wanted}\n{text}");
    }
}

/// A folder's name may be a patient's: the log has no part of it.
#[test]
fn the_name_of_a_medium_is_not_logged() {
    let folder = tempfile::tempdir().expect("a folder");
    let data = folder.path().join("data");
    for (name, patient) in [("DOE_JANE", "A"), ("ROE_RICHARD", "B")] {
        let medium = folder.path().join(name);
        std::fs::create_dir(&medium).expect("a folder");
        std::fs::copy(one_ct(&sample("dicomdir_set")), medium.join("IM")).expect("a copy");
        let mut command = importing();
        command.arg(&data).arg(&medium);
        command.args(["--log", "trace", "--patient-id", patient]);
        let said = run(command.args(["--patient-name", "Somebody"]));
        let is_told = said.err.contains("contradicts what the archive has");
        assert_eq!(is_told, patient == "B", "{}", said.err);
        let levels = [" WARN ", " INFO ", "DEBUG ", "TRACE "];
        let is_log = |line: &&str| levels.iter().any(|level| line.contains(level));
        let log = said.err.lines().filter(is_log);
        for line in log {
            assert!(!line.contains(name), "{line}");
        }
    }
}

fn importing() -> Command {
    let mut command = Command::new(binary());
    command.args(["import", "--data"]);
    command
}

#[test]
fn broken_files_are_refused_in_words_and_the_rest_comes_in() {
    let folder = tempfile::tempdir().expect("a folder");
    let data = folder.path().join("data");
    let manifest = folder.path().join("manifest.json");
    let mut command = importing();
    command.arg(&data).arg("--manifest").arg(&manifest);
    let said = run(command.arg(sample("malformed")));
    assert!(!said.success, "{}", said.out);
    let text = std::fs::read_to_string(&manifest).expect("a manifest");
    let files = files_below(&sample("malformed"));
    for file in &files {
        let name = file.file_name().unwrap_or_default().to_string_lossy();
        assert!(
            text.contains(&format!("\"path\": \"{name}\"")),
            "{name} has no line"
        );
    }
    let lines: Vec<&str> = said
        .err
        .lines()
        .filter(|line| line.contains("refused"))
        .collect();
    for line in &lines {
        let has_place =
            line.contains("at byte") || line.contains("missing") || line.contains("broken");
        assert!(has_place, "{line}");
    }
    println!("{}\n{}", said.out, said.err);
}

#[test]
fn a_foreign_disc_comes_in_and_what_it_lacks_is_named() {
    let folder = tempfile::tempdir().expect("a folder");
    let (data, disc) = (folder.path().join("data"), folder.path().join("disc"));
    checked(
        Command::new("cp")
            .arg("-r")
            .arg(sample("dicomdir_set"))
            .arg(&disc),
    );
    let gone = files_below(&disc)
        .into_iter()
        .find(|path| path.to_string_lossy().contains("/CT"))
        .expect("a file to lose");
    std::fs::remove_file(&gone).expect("lost");
    let before = files_below(&disc);
    let import = || {
        let mut command = importing();
        run(command.arg(&data).arg(disc.join("DICOMDIR")))
    };
    let first = import();
    assert!(!first.success, "a missing file: {}", first.out);
    let name = gone.file_name().unwrap_or_default().to_string_lossy();
    assert!(
        first.err.contains(&*name) && first.err.contains("not there"),
        "{}",
        first.err
    );
    let originals: BTreeSet<Vec<u8>> = before
        .iter()
        .filter_map(|p| std::fs::read(p).ok())
        .collect();
    let objects = files_below(&data.join("archive/objects"));
    assert!(objects.len() > 20, "{}", first.out);
    for object in &objects {
        let bytes = std::fs::read(object).expect("an object");
        assert!(
            originals.contains(&bytes),
            "{} is changed",
            object.display()
        );
    }
    let again = import();
    assert!(again.out.contains("were here already"), "{}", again.out);
    assert_eq!(
        files_below(&data.join("archive/objects")).len(),
        objects.len()
    );
}
