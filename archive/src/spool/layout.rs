//! Names in the spool's folder.

use std::path::{Path, PathBuf};

use crate::queue::JobNumber;

/// Digits of a job's folder name, so that names sort as numbers.
const NUMBER_WIDTH: usize = 10;

/// The spool's folder.
#[derive(Debug, Clone)]
pub(crate) struct Layout {
    root: PathBuf,
}

/// What an entry of `jobs/` is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum JobsEntry {
    /// A job.
    Job(JobNumber),
    /// A job half written or half removed.
    Leftover,
    /// Something that the spool did not put there.
    Foreign,
}

impl Layout {
    pub(crate) fn new(root: &Path) -> Self {
        Self {
            root: root.to_owned(),
        }
    }

    pub(crate) fn root(&self) -> &Path {
        &self.root
    }

    pub(crate) fn lock(&self) -> PathBuf {
        self.root.join("lock")
    }

    pub(crate) fn incoming(&self) -> PathBuf {
        self.root.join("incoming")
    }

    pub(crate) fn association(&self, number: u64) -> PathBuf {
        self.incoming().join(number.to_string())
    }

    pub(crate) fn jobs(&self) -> PathBuf {
        self.root.join("jobs")
    }

    pub(crate) fn job(&self, number: JobNumber) -> PathBuf {
        self.jobs().join(digits(number))
    }

    pub(crate) fn new_job(&self, number: JobNumber) -> PathBuf {
        self.jobs().join(format!("new-{}", digits(number)))
    }

    pub(crate) fn old_job(&self, number: JobNumber) -> PathBuf {
        self.jobs().join(format!("old-{}", digits(number)))
    }

    pub(crate) fn work(&self, number: JobNumber) -> PathBuf {
        self.job(number).join("work")
    }

    pub(crate) fn damaged(&self) -> PathBuf {
        self.root.join("damaged")
    }
}

fn digits(number: JobNumber) -> String {
    format!("{:0width$}", number.0, width = NUMBER_WIDTH)
}

/// Reads a name in `jobs/`.
pub(crate) fn jobs_entry(name: &str) -> JobsEntry {
    if name.starts_with("new-") || name.starts_with("old-") {
        return JobsEntry::Leftover;
    }
    match name.parse::<u64>() {
        Ok(number) if name.len() >= NUMBER_WIDTH && number > 0 => JobsEntry::Job(JobNumber(number)),
        _ => JobsEntry::Foreign,
    }
}

/// The name of a pixel file.
pub(crate) fn pixel_file(number: u32) -> String {
    format!("{number}.pixels")
}

/// Whether a name is a pixel file's.
pub(crate) fn is_pixel_file(name: &str) -> bool {
    name.strip_suffix(".pixels")
        .is_some_and(|number| number.parse::<u32>().is_ok())
}
