//! The work folder of one disc: bounded, gone when the disc is done.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};

use super::content::work_file;

/// A folder for what is made before the image: transcoded instances, previews.
#[derive(Debug)]
pub(super) struct WorkFolder {
    path: PathBuf,
    next: AtomicU64,
    used: AtomicU64,
    limit: u64,
}

impl WorkFolder {
    /// A fresh folder at `path`; what an earlier run left there goes.
    pub(super) fn create(path: PathBuf, limit: u64) -> io::Result<Self> {
        match fs::remove_dir_all(&path) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
            _ => fs::create_dir_all(&path)?,
        }
        Ok(Self {
            path,
            next: AtomicU64::new(0),
            used: AtomicU64::new(0),
            limit,
        })
    }

    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    /// A new file of the folder: its number, its place, open for writing.
    pub(super) fn file(&self) -> io::Result<(u64, PathBuf, File)> {
        let number = self.next.fetch_add(1, Ordering::Relaxed);
        let path = work_file(&self.path, number);
        let file = File::create_new(&path)?;
        Ok((number, path, file))
    }

    /// Counts a file that is complete against the limit.
    pub(super) fn count(&self, bytes: u64) -> io::Result<()> {
        let used = self.used.fetch_add(bytes, Ordering::Relaxed) + bytes;
        match used > self.limit {
            true => Err(io::Error::new(
                io::ErrorKind::QuotaExceeded,
                format!(
                    "the work folder would exceed its {} MB (disc.work-limit-mb)",
                    self.limit >> 20
                ),
            )),
            false => Ok(()),
        }
    }
}

impl Drop for WorkFolder {
    fn drop(&mut self) {
        // A folder that stays is removed by the next run of its job.
        drop(fs::remove_dir_all(&self.path));
    }
}
