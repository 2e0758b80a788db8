//! `filmdesk disc` in tests, and what it is made of.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use sha2::{Digest, Sha256};

use crate::server::{Server, binary};
use crate::tools::{checked, debian};

/// The program with arguments.
pub fn filmdesk(arguments: &[&str]) -> Command {
    let mut command = Command::new(binary());
    command.args(arguments).stdin(Stdio::null());
    command
}

/// `filmdesk disc`, run to its end.
///
/// # Panics
/// When it does not start.
pub fn disc(arguments: &[&str]) -> Output {
    filmdesk(&["disc"])
        .args(arguments)
        .output()
        .expect("filmdesk runs")
}

/// A path as an argument.
///
/// # Panics
/// When it is not UTF-8.
pub fn text(path: &Path) -> &str {
    path.to_str().expect("a path in UTF-8")
}

/// What a program said, on both outputs.
pub fn said(output: &Output) -> String {
    format!(
        "{}{}",
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr)
    )
}

/// A folder of CT slices, half a megabyte each.
///
/// # Panics
/// When they are not made.
pub fn slices(folder: &Path, count: usize) -> PathBuf {
    let out = folder.join("slices");
    let count = count.to_string();
    checked(&mut filmdesk(&[
        "modality",
        "make",
        text(&out),
        "--modality",
        "CT",
        "--matrix",
        "512",
        "--count",
        &count,
    ]));
    out
}

/// Sends a folder to a server's storage service.
///
/// # Panics
/// When it does not take all of it.
pub fn stored(server: &Server, folder: &Path) {
    let address = server.address().to_string();
    let called = ["--called", "FILMDESK"];
    checked(filmdesk(&["store", &address]).args(called).arg(folder));
}

/// Makes files instances of another study, 2.25.77, each under a UID of its own.
///
/// # Panics
/// When dcmodify does not.
pub fn moved_to_another_study(files: &[PathBuf]) {
    for (number, file) in files.iter().enumerate() {
        let uid = format!("(0008,0018)=2.25.79{number}");
        checked(debian("dcmodify").args([
            "-nb",
            "-m",
            "(0020,000D)=2.25.77",
            "-m",
            "(0020,000E)=2.25.78",
            "-m",
            &uid,
            text(file),
        ]));
    }
}

/// The files of a folder and its folders, by name.
///
/// # Panics
/// When it cannot be read.
pub fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).expect("a folder").flatten() {
        match entry.path() {
            path if path.is_dir() => found.extend(files(&path)),
            path => found.push(path),
        }
    }
    found.sort();
    found
}

/// SHA-256 of a file, in hexadecimal.
///
/// # Panics
/// When it cannot be read.
pub fn hash(path: &Path) -> String {
    let bytes = fs::read(path).expect("a file");
    Sha256::digest(bytes)
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

/// Takes an image apart with xorriso.
///
/// # Panics
/// When xorriso does not accept it.
pub fn extracted(image: &Path, to: &Path) {
    checked(debian("xorriso").args([
        "-osirrox",
        "on",
        "-indev",
        text(image),
        "-extract",
        "/",
        text(to),
    ]));
    checked(Command::new("/bin/chmod").args(["-R", "u+rwX", text(to)]));
}
