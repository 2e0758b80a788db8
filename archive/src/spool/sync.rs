//! Directory entries made durable, many changes with one sync.

use std::fs::File;
use std::io;
use std::path::Path;
use std::sync::{Condvar, Mutex, PoisonError};

/// Makes a directory's entries durable.
pub(crate) fn sync_dir(path: &Path) -> io::Result<()> {
    File::open(path)?.sync_all()
}

/// One directory that many threads change: those who come while a sync runs share the next one.
#[derive(Debug)]
pub(crate) struct GroupSync {
    dir: File,
    progress: Mutex<Progress>,
    ended: Condvar,
}

#[derive(Debug, Default)]
struct Progress {
    /// Syncs begun; the last one may still run.
    begun: u64,
    /// Whether one runs.
    running: bool,
    /// The last sync that ended.
    ended: u64,
    /// The last sync that failed.
    failed: u64,
}

impl GroupSync {
    pub(crate) fn open(path: &Path) -> io::Result<Self> {
        Ok(Self {
            dir: File::open(path)?,
            progress: Mutex::default(),
            ended: Condvar::new(),
        })
    }

    /// Returns when a sync that began after this call has ended.
    pub(crate) fn sync(&self) -> io::Result<()> {
        let mut progress = self.progress.lock().unwrap_or_else(PoisonError::into_inner);
        let wanted = progress.begun + 1;
        loop {
            if progress.ended >= wanted {
                return outcome(&progress, wanted);
            }
            if progress.running {
                let waited = self.ended.wait(progress);
                progress = waited.unwrap_or_else(PoisonError::into_inner);
                continue;
            }
            progress.begun += 1;
            progress.running = true;
            let generation = progress.begun;
            drop(progress);
            let result = self.dir.sync_all();
            progress = self.progress.lock().unwrap_or_else(PoisonError::into_inner);
            progress.running = false;
            progress.ended = generation;
            if result.is_err() {
                progress.failed = generation;
            }
            self.ended.notify_all();
            return result;
        }
    }
}

fn outcome(progress: &Progress, wanted: u64) -> io::Result<()> {
    if progress.failed >= wanted {
        return Err(io::Error::other("the spool's job folder did not sync"));
    }
    Ok(())
}
