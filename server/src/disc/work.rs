//! The work folder of one disc or send: bounded, gone when that is done.
//!
//! Whoever works in it holds its lock, which the system lets go of when the process dies: so a later
//! run tells what was left behind from what is used, also by processes of other containers, whose
//! numbers say nothing.

use std::fs::{self, File, TryLockError};
use std::io;
use std::os::unix::fs::MetadataExt as _;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};

use super::content::work_file;

/// A folder for what is made before the image: transcoded instances, previews.
#[derive(Debug)]
pub(crate) struct WorkFolder {
    path: PathBuf,
    next: AtomicU64,
    used: AtomicU64,
    limit: u64,
    _lock: File,
}

/// A folder that others remove in the moment between its making and its locking is made so often.
const TRIES: u32 = 8;

impl WorkFolder {
    /// An empty folder at `path`; what an earlier run left there goes.
    pub(crate) fn create(path: PathBuf, limit: u64) -> io::Result<Self> {
        let in_use = || io::Error::new(io::ErrorKind::ResourceBusy, "another run works in it");
        let made = (0..TRIES).find_map(|_| locked(&path).transpose());
        let lock = made.unwrap_or_else(|| Err(in_use()))?;
        for left in fs::read_dir(&path)? {
            remove(&left?)?;
        }
        Ok(Self {
            path,
            _lock: lock,
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

/// Makes the folder where there is none and takes its lock; nothing when somebody else has it, or
/// removed the folder meanwhile.
fn locked(path: &Path) -> io::Result<Option<File>> {
    fs::create_dir_all(path)?;
    let Some(lock) = free(path)? else {
        return Ok(None);
    };
    let same = |found: fs::Metadata| Ok(found.ino() == lock.metadata()?.ino());
    match fs::metadata(path).and_then(same) {
        Ok(true) => Ok(Some(lock)),
        Ok(false) => Ok(None),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

/// The lock of a folder in which nobody works. File systems that know no locks give it to all.
fn free(path: &Path) -> io::Result<Option<File>> {
    let folder = match File::open(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        folder => folder?,
    };
    match folder.try_lock() {
        Err(TryLockError::WouldBlock) => Ok(None),
        _ => Ok(Some(folder)),
    }
}

fn remove(entry: &fs::DirEntry) -> io::Result<()> {
    match entry.file_type()?.is_dir() {
        true => fs::remove_dir_all(entry.path()),
        false => fs::remove_file(entry.path()),
    }
}

/// Removes the work folders in `folder` in which nobody works any more: those of processes that
/// were killed. How many.
///
/// # Errors
/// When one cannot be removed.
pub fn remove_abandoned(folder: &Path) -> io::Result<usize> {
    let entries = match fs::read_dir(folder) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(0),
        entries => entries?,
    };
    let mut removed = 0;
    for entry in entries {
        let path = entry?.path();
        // The lock is held until the folder is gone: who waits for it makes another.
        if path.is_dir()
            && let Some(_lock) = free(&path)?
        {
            fs::remove_dir_all(&path)?;
            removed += 1;
        }
    }
    Ok(removed)
}

impl Drop for WorkFolder {
    fn drop(&mut self) {
        // A folder that stays is removed by the next run.
        drop(fs::remove_dir_all(&self.path));
    }
}

#[cfg(test)]
mod tests {
    use tempfile::TempDir;

    use super::*;

    /// A work folder with a file in it, as a killed process leaves it.
    fn left_behind(folder: &Path, name: &str) {
        let path = folder.join(name);
        fs::create_dir_all(path.join("viewer")).expect("a folder");
        fs::write(path.join("0"), b"image").expect("a file");
    }

    #[test]
    fn what_killed_runs_left_goes_and_what_is_used_stays() {
        let folder = TempDir::new().expect("a folder");
        left_behind(folder.path(), "disc-1");
        left_behind(folder.path(), "disc-2");
        let used = WorkFolder::create(folder.path().join("disc-3"), 10).expect("a work folder");
        let (_, file, _) = used.file().expect("a file");
        assert_eq!(remove_abandoned(folder.path()).expect("removed"), 2);
        assert!(file.exists());
        let path = used.path().to_path_buf();
        let error = WorkFolder::create(path.clone(), 10).expect_err("it is used");
        assert_eq!(error.kind(), io::ErrorKind::ResourceBusy);
        drop(used);
        assert!(!path.exists());
    }

    #[test]
    fn a_work_folder_begins_empty() {
        let folder = TempDir::new().expect("a folder");
        left_behind(folder.path(), "disc-1");
        let work = WorkFolder::create(folder.path().join("disc-1"), 10).expect("a work folder");
        assert_eq!(fs::read_dir(work.path()).expect("it").count(), 0);
        assert!(work.file().is_ok());
    }
}
