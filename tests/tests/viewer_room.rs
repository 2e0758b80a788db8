//! Discs that are too small for all that the viewer reads.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use filmdesk_media::viewer::chunk;
use filmdesk_tests::server::binary;
use filmdesk_tests::slices;
use filmdesk_tests::tools::run;
use serde_json::Value;
use tempfile::TempDir;

const SLICES: usize = 64;

/// A disc of `arguments`, as a folder.
fn disc(folder: &Path, name: &str, arguments: &[&str]) -> std::path::PathBuf {
    let out = folder.join(name);
    let mut command = std::process::Command::new(binary());
    command
        .args(["disc", "make", "--from"])
        .arg(folder.join("ct"));
    command
        .arg("--out")
        .arg(&out)
        .arg("--data")
        .arg(folder.join("data"));
    let said = run(command.args(arguments));
    assert!(said.success, "{}", said.err);
    out
}

fn index(disc: &Path) -> Option<Value> {
    let page = fs::read_to_string(disc.join("INDEX.HTM")).expect("a page");
    let start = page.find("id=\"index\">")? + "id=\"index\">".len();
    let json = &page[start..start + page[start..].find("</script>")?];
    Some(serde_json::from_str(json).expect("JSON"))
}

fn bytes(folder: &Path) -> u64 {
    let entries = fs::read_dir(folder).expect("a folder").flatten();
    entries
        .map(|entry| match entry.path() {
            path if path.is_dir() => bytes(&path),
            path => path.metadata().expect("a file").len(),
        })
        .sum()
}

/// The frames that the chunks of a stack have.
fn frames(disc: &Path, stack: &Value) -> usize {
    let chunks = stack["chunks"].as_array().expect("a list");
    let first = chunks[0].as_u64().expect("a number");
    (first..first + chunks.len() as u64 - 1)
        .map(|number| {
            let script = fs::read(disc.join(format!("viewer/c{number:07}"))).expect("a chunk");
            let read = chunk::read(&script).expect("a chunk");
            assert_eq!(u64::from(read.number), number);
            read.frames.iter().filter(|frame| frame.is_some()).count()
        })
        .sum()
}

#[test]
fn what_has_no_room_is_thinned_and_said_so() {
    let folder = TempDir::new().expect("a folder");
    slices::write(&folder.path().join("ct"), SLICES, 256);
    let whole = disc(folder.path(), "whole", &[]);
    let found = index(&whole).expect("an index");
    assert_eq!(found["stacks"][0]["frames"], SLICES);
    assert_eq!(found["stacks"][0]["thinned"], Value::Null);
    assert_eq!(frames(&whole, &found["stacks"][0]), SLICES);

    let capacity = (bytes(&whole) - 300_000).to_string();
    let thin = disc(folder.path(), "thin", &["--capacity", &capacity]);
    let found = index(&thin).expect("an index");
    let stack = &found["stacks"][0];
    assert_eq!(
        (&stack["thinned"], &stack["frames"]),
        (&2.into(), &(SLICES / 2).into())
    );
    assert_eq!(frames(&thin, stack), SLICES / 2);
    let numbers = stack["table"]["number"]["each"]
        .as_array()
        .expect("numbers");
    let numbers: BTreeSet<_> = numbers.iter().filter_map(Value::as_u64).collect();
    assert!(numbers.iter().all(|number| number % 2 == 1), "{numbers:?}");
    let note = found["notes"][0].as_str().expect("a note");
    assert!(note.contains("one image of 2"), "{note}");
    for page in ["INDEX.HTM", "readme.txt"] {
        let text = fs::read_to_string(thin.join(page)).expect("a page");
        assert!(text.contains(note), "{page}");
    }
    let instances = fs::read_dir(thin.join("DICOM/PAT00001/ST000001/SE000001"));
    assert_eq!(instances.expect("a folder").count(), SLICES);
}

#[test]
fn what_has_no_room_at_all_has_pages_alone() {
    let folder = TempDir::new().expect("a folder");
    slices::write(&folder.path().join("ct"), SLICES, 256);
    let plain = disc(folder.path(), "plain", &["--no-viewer"]);
    assert_eq!(index(&plain), None);
    let capacity = (bytes(&plain) + 100_000).to_string();
    let full = disc(folder.path(), "full", &["--capacity", &capacity]);
    assert_eq!(index(&full), None);
    assert!(!full.join("viewer").exists());
    let page = fs::read_to_string(full.join("INDEX.HTM")).expect("a page");
    assert!(page.contains("no room on this disc for the viewer"));
}

#[test]
fn no_view_of_its_own_is_left_out() {
    let folder = TempDir::new().expect("a folder");
    // Two slices as large as films.
    slices::write(&folder.path().join("ct"), 2, 1600);
    let whole = disc(folder.path(), "whole", &[]);
    let capacity = (bytes(&whole) - 100_000).to_string();
    let thin = disc(folder.path(), "thin", &["--capacity", &capacity]);
    assert_eq!(index(&thin), None, "all of the viewer or nothing");
    let page = fs::read_to_string(thin.join("INDEX.HTM")).expect("a page");
    assert!(page.contains("no room on this disc for the viewer"));
}

#[test]
fn base64_is_written_where_it_is_asked_for() {
    let folder = TempDir::new().expect("a folder");
    slices::write(&folder.path().join("ct"), 3, 64);
    let settings = folder.path().join("settings.toml");
    fs::write(&settings, "[disc]\nviewer-encoding = \"base64\"\n").expect("settings");
    let settings = settings.to_str().expect("text");
    let made = disc(folder.path(), "made", &["--config", settings]);
    let script = fs::read(made.join("viewer/c0000001")).expect("a chunk");
    assert!(script.is_ascii() && script.ends_with(b",1)"));
    let found = index(&made).expect("an index");
    assert_eq!(frames(&made, &found["stacks"][0]), 3);
    assert!(
        found["display"]
            .as_array()
            .is_some_and(|levels| levels.len() == 256)
    );
}
