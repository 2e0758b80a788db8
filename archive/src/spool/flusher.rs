//! Early write-back: pixels go to the disk while the next ones arrive, so that the sync that an
//! N-ACTION waits for finds little left to do.

use std::collections::BTreeSet;
use std::fs::{File, Metadata};
use std::io;
use std::os::unix::fs::MetadataExt;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

/// Files waiting for write-back; one that finds no place is written back later by someone else.
const QUEUE: usize = 64;

/// A thread that syncs files on request. It ends when the spool is dropped.
#[derive(Debug)]
pub(crate) struct Flusher {
    files: SyncSender<Arc<File>>,
    failed: Arc<Failed>,
}

/// Files whose write-back failed, by device and inode. Linux tells an error once (fsync(2)): who
/// opens the file afterwards may sync it and hear nothing, so what was heard here is remembered.
/// Entries are few (a disk fails) and stay: an inode used again is refused, not lost.
#[derive(Debug, Default)]
struct Failed(Mutex<BTreeSet<(u64, u64)>>);

impl Failed {
    fn note(&self, facts: &Metadata) {
        let mut failed = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        failed.insert((facts.dev(), facts.ino()));
    }

    fn has(&self, facts: &Metadata) -> bool {
        let failed = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        failed.contains(&(facts.dev(), facts.ino()))
    }
}

impl Flusher {
    pub(crate) fn start() -> io::Result<Self> {
        let (files, waiting) = sync_channel(QUEUE);
        let failed = Arc::new(Failed::default());
        let remembered = Arc::clone(&failed);
        thread::Builder::new()
            .name("spool-flusher".to_owned())
            .spawn(move || run(&waiting, &remembered))?;
        Ok(Self { files, failed })
    }

    /// Asks for write-back of what the file holds; never waits.
    pub(crate) fn hint(&self, file: &Arc<File>) {
        let _ = self.files.try_send(Arc::clone(file));
    }

    /// An error when write-back of the file failed once: its bytes may not be on the disk.
    pub(crate) fn check(&self, facts: &Metadata) -> io::Result<()> {
        match self.failed.has(facts) {
            true => Err(io::Error::other("the disk did not take the pixels")),
            false => Ok(()),
        }
    }
}

fn run(waiting: &Receiver<Arc<File>>, failed: &Failed) {
    while let Ok(file) = waiting.recv() {
        if file.sync_data().is_err()
            && let Ok(facts) = file.metadata()
        {
            failed.note(&facts);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_failed_once_is_refused_and_others_are_not() {
        let (bad, good) = (tempfile::tempfile().unwrap(), tempfile::tempfile().unwrap());
        let flusher = Flusher::start().unwrap();
        flusher.failed.note(&bad.metadata().unwrap());
        assert!(flusher.check(&bad.metadata().unwrap()).is_err());
        flusher.check(&good.metadata().unwrap()).unwrap();
    }
}
