//! Bars: an administrator sees and settles conflicts, gets a lost index back, and learns which discs
//! an instance is on.

use std::path::{Path, PathBuf};
use std::process::Command;

use filmdesk_tests::archive::files_below;
use filmdesk_tests::samples::sample;
use filmdesk_tests::server::binary;
use filmdesk_tests::tools::{Said, checked, run};
use serde_json::Value;

/// A folder of durable state, and what is imported there.
struct Desk {
    folder: tempfile::TempDir,
}

impl Desk {
    fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        Self { folder }
    }

    fn data(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    /// `filmdesk`, with `--data` after the words.
    fn filmdesk(&self, words: &[&str]) -> Command {
        let mut command = Command::new(binary());
        command.args(words).arg("--data").arg(self.data());
        command
    }

    fn archive(&self, words: &[&str]) -> Said {
        run(&mut self.filmdesk(&[&["archive"], words].concat()))
    }

    fn json(&self, words: &[&str]) -> Value {
        let said = self.archive(&[words, &["--json"]].concat());
        assert!(said.success, "{}", said.err);
        serde_json::from_str(&said.out).expect("JSON")
    }

    fn import(&self, file: &Path) {
        let mut import = self.filmdesk(&["import"]);
        checked(import.arg(file));
    }

    /// A CT slice, with another last byte of its pixels.
    fn slice(&self, change: u8) -> PathBuf {
        let mut files = files_below(&sample("dicomdir_set")).into_iter();
        let original = files.find(|path| path.to_string_lossy().contains("/CT"));
        let mut bytes = std::fs::read(original.expect("a CT")).expect("a file");
        *bytes.last_mut().expect("pixels") ^= change;
        let path = self.folder.path().join(format!("slice{change}"));
        std::fs::write(&path, bytes).expect("written");
        path
    }

    fn objects(&self) -> Vec<PathBuf> {
        files_below(&self.data().join("archive/objects"))
    }
}

#[test]
fn a_conflict_is_listed_and_dismissed() {
    let desk = Desk::new();
    desk.import(&desk.slice(0));
    desk.import(&desk.slice(1));
    let listed = desk.json(&["conflicts"]);
    let conflict = &listed[0];
    assert_eq!(listed.as_array().map(Vec::len), Some(1), "{listed}");
    assert_eq!(conflict["kind"], "content");
    let apart = PathBuf::from(conflict["kept-apart"].as_str().expect("a file"));
    assert_eq!(
        std::fs::read(&apart).expect("the second"),
        std::fs::read(desk.slice(1)).expect("a file")
    );
    let text = desk.archive(&["conflicts"]).out;
    let uid = conflict["sop-instance"].as_str().expect("a UID");
    assert!(text.contains(&format!("instance {uid}")), "{text}");
    let number = conflict["conflict"].to_string();
    assert!(desk.archive(&["dismiss", &number]).success);
    assert!(!apart.exists() && desk.objects().len() == 1);
    assert_eq!(desk.json(&["conflicts"]), Value::Array(Vec::new()));
    let again = desk.archive(&["dismiss", &number]);
    let told = format!("there is no conflict {number}");
    assert!(!again.success && again.err.contains(&told), "{}", again.err);
}

#[test]
fn a_lost_index_comes_back_and_a_lost_file_is_named() {
    let desk = Desk::new();
    desk.import(&sample("dicomdir_set"));
    let objects = desk.objects();
    for name in ["index.sqlite", "index.sqlite-wal", "index.sqlite-shm"] {
        let _ = std::fs::remove_file(desk.data().join("archive").join(name));
    }
    let told = desk.archive(&["reindex"]);
    let wanted = format!("{} objects entered, 0 were known", objects.len());
    assert!(told.success && told.out.contains(&wanted), "{}", told.out);
    let lost = &objects[0];
    let bytes = std::fs::read(lost).expect("an object");
    std::fs::remove_file(lost).expect("lost");
    let told = desk.archive(&["reindex"]);
    let name = lost.file_name().unwrap_or_default().to_string_lossy();
    let names = |line: &str| line.contains(&*name) && line.contains("the file is lost");
    assert!(!told.success && told.err.lines().any(names), "{}", told.err);
    // The remedy that it names.
    let again = desk.folder.path().join("again");
    std::fs::write(&again, bytes).expect("written");
    desk.import(&again);
    assert!(desk.archive(&["reindex"]).success && desk.objects() == objects);
}

#[test]
fn the_discs_of_an_instance_are_known() {
    let desk = Desk::new();
    let mut import = desk.filmdesk(&["import", "--patient-id", "4711"]);
    import.args(["--patient-name", "Somebody^Else"]);
    checked(import.arg(desk.slice(0)));
    let image = desk.folder.path().join("disc.iso");
    let mut make = desk.filmdesk(&["disc", "make", "--patient", "4711", "--transcode"]);
    make.args(["--no-pages", "--file-set-id", "FIRST", "--out"]);
    checked(make.arg(&image));
    let discs = desk.json(&["discs"]);
    assert_eq!(discs[0]["file-set-id"], "FIRST");
    let object = &desk.objects()[0];
    let uid = object.file_stem().unwrap_or_default().to_string_lossy();
    assert_eq!(desk.json(&["discs", "--instance", &uid]), discs);
    let none = desk.json(&["discs", "--instance", "1.2.3"]);
    assert_eq!(none, Value::Array(Vec::new()));
    // While it was made its instances were pinned by this job.
    let job = discs[0]["job"].as_i64().expect("a job");
    let jobs = checked(&mut desk.filmdesk(&["disc", "jobs"]));
    assert!(jobs.contains(&format!("{job:04} done")), "{jobs}");
}
