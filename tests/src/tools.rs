//! Programs of others: where they are, and running them with a deadline.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::time::Duration;

use crate::samples::root;

/// Longest run of one program. DCMTK's tools need a second, pynetdicom three.
const PATIENCE: Duration = Duration::from_secs(60);

/// What a program said.
#[derive(Debug, Clone)]
pub struct Said {
    /// Whether it ended with 0.
    pub success: bool,
    /// Its standard output.
    pub out: String,
    /// Its standard error.
    pub err: String,
}

/// A Debian program: the one in /usr, not a namesake that Python installed before it.
///
/// # Panics
/// When it is not installed.
pub fn debian(name: &str) -> Command {
    let path = Path::new("/usr/bin").join(name);
    assert!(
        path.exists(),
        "{name} is missing: cargo xtask peers installs it"
    );
    Command::new(path)
}

/// Python with pydicom and pynetdicom.
///
/// # Panics
/// When the peers are not installed.
pub fn python(script: &str) -> Command {
    let python = peers("venv/bin/python3");
    let mut command = Command::new(python);
    command.arg("-B").arg(script_path(script));
    command
}

/// Node with dcmjs-dimse.
///
/// # Panics
/// When the peers are not installed.
pub fn node(script: &str) -> Command {
    let modules = peers("npm/node_modules");
    let mut command = Command::new("node");
    command.arg(script_path(script)).env("NODE_PATH", modules);
    command
}

fn peers(part: &str) -> PathBuf {
    let path = root().join("target/peers").join(part);
    assert!(
        path.exists(),
        "target/peers/{part} is missing: cargo xtask peers installs it"
    );
    path
}

fn script_path(script: &str) -> PathBuf {
    root().join("tests/peers").join(script)
}

/// Runs a program to its end.
///
/// # Panics
/// When it cannot start, or does not end in time.
pub fn run(command: &mut Command) -> Said {
    run_within(command, PATIENCE)
}

/// Runs a program to its end, which comes before a deadline.
///
/// # Panics
/// When it cannot start, or does not end in time.
pub fn run_within(command: &mut Command, patience: Duration) -> Said {
    let name = command.get_program().to_string_lossy().into_owned();
    command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    let child = command
        .spawn()
        .unwrap_or_else(|error| panic!("{name} does not start: {error}"));
    let id = child.id();
    let (done, waits) = std::sync::mpsc::channel();
    let reader = std::thread::spawn(move || done.send(child.wait_with_output()));
    let ended = waits.recv_timeout(patience);
    if ended.is_err() {
        signal(id, "KILL");
    }
    drop(reader.join());
    let in_time = ended.is_ok();
    let output = ended.or_else(|_| waits.recv()).expect("the program's end");
    let said = said(output.unwrap_or_else(|error| panic!("{name}: {error}")));
    assert!(
        in_time,
        "{name} did not end within {patience:?}:\n{}{}",
        said.out, said.err
    );
    said
}

/// Runs a program that must end with 0; what it printed.
///
/// # Panics
/// When it fails.
pub fn checked(command: &mut Command) -> String {
    let said = run(command);
    assert!(
        said.success,
        "{command:?} failed:\n{}{}",
        said.out, said.err
    );
    said.out
}

fn said(output: Output) -> Said {
    Said {
        success: output.status.success(),
        out: String::from_utf8_lossy(&output.stdout).into_owned(),
        err: String::from_utf8_lossy(&output.stderr).into_owned(),
    }
}

/// Sends a signal to a process of ours.
///
/// # Panics
/// When `kill` cannot be started.
pub fn signal(id: u32, name: &str) {
    let status = Command::new("/bin/kill")
        .arg(format!("-{name}"))
        .arg(id.to_string())
        .status();
    status.expect("/bin/kill");
}

/// The text of a PDF, page by page, as poppler reads it.
pub fn pdf_text(pdf: &Path) -> String {
    checked(
        debian("pdftotext")
            .args(["-layout", "-enc", "UTF-8"])
            .arg(pdf)
            .arg("-"),
    )
}

/// `qpdf --check` finds nothing to say.
///
/// # Panics
/// When it does.
pub fn assert_sound_pdf(pdf: &Path) {
    let text = checked(debian("qpdf").arg("--check").arg(pdf));
    assert!(
        text.contains("No syntax or stream encoding errors found"),
        "{text}"
    );
}

/// The children of a process of ours.
///
/// # Panics
/// When there is no such process.
pub fn children(id: u32) -> Vec<u32> {
    let tasks = fs::read_dir(format!("/proc/{id}/task"))
        .expect("its threads")
        .flatten();
    let lists = tasks.filter_map(|task| fs::read_to_string(task.path().join("children")).ok());
    lists
        .flat_map(|list| {
            list.split_whitespace()
                .filter_map(|id| id.parse().ok())
                .collect::<Vec<_>>()
        })
        .collect()
}
