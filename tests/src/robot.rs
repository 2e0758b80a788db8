//! A robot that burns discs, played by hand: a watched folder, and the states that it gives its jobs
//! (PTPublisher: `JRQ` asked for, `INP` in progress, `DON`, `ERR`).

use std::fs;
use std::path::{Path, PathBuf};

use crate::discs::{files, text};
use crate::wait::until;

/// The watched folder, and settings that name it.
///
/// # Panics
/// When the folder cannot be made.
pub fn robot(folder: &Path) -> (PathBuf, String) {
    let watched = folder.join("jobs");
    fs::create_dir(&watched).expect("the watched folder");
    let settings = format!(
        "[[disc.robot]]\nname = \"robot\"\nkind = \"primera\"\nfolder = {:?}\n",
        text(&watched)
    );
    (watched, settings)
}

/// The job file in the watched folder, once it is there; those in `left` are of earlier jobs.
///
/// # Panics
/// When it does not come.
pub fn job(watched: &Path, extension: &str, left: &[PathBuf]) -> PathBuf {
    until("the job file", || {
        let mut found = files(watched).into_iter();
        found.find(|file| {
            !left.contains(file) && file.extension().is_some_and(|name| name == extension)
        })
    })
}

/// The robot takes a job and brings it to an end.
///
/// # Panics
/// When the job is not there.
pub fn renamed(job: &Path, states: &[&str]) {
    let mut at = job.to_path_buf();
    for state in states {
        let next = at.with_extension(state);
        fs::rename(&at, &next).expect("the robot takes it");
        at = next;
    }
}
