//! Early write-back: the bytes of an instance go to the disk while more arrive, so that the sync
//! that its acknowledgement waits for finds little left to do.

use std::fs::File;
use std::io;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread;

/// Files that wait: one that finds no place is written back by those who wait for it.
const QUEUE: usize = 64;

/// A file of its own, opened beside that of the writer: the system tells each of them of a
/// failed write once, and it is the writer's sync that counts.
#[derive(Debug)]
pub(crate) struct Early {
    file: File,
    /// Whether it is in the queue or being written.
    is_waiting: AtomicBool,
}

impl Early {
    pub(crate) fn open(path: &Path) -> io::Result<Arc<Self>> {
        Ok(Arc::new(Self {
            file: File::open(path)?,
            is_waiting: AtomicBool::new(false),
        }))
    }
}

/// The thread that writes back on request. It ends when all are dropped.
#[derive(Debug, Clone)]
pub(crate) struct WriteBack {
    files: SyncSender<Arc<Early>>,
}

impl WriteBack {
    pub(crate) fn start() -> io::Result<Self> {
        let (files, waiting) = sync_channel(QUEUE);
        thread::Builder::new()
            .name("archive-write-back".to_owned())
            .spawn(move || run(&waiting))?;
        Ok(Self { files })
    }

    /// Asks for write-back of what the file holds now; never waits. `false` when the disk is
    /// behind: the last request is not done, or there are too many.
    pub(crate) fn ask(&self, early: &Arc<Early>) -> bool {
        if early.is_waiting.swap(true, Ordering::AcqRel) {
            return false;
        }
        let is_asked = self.files.try_send(Arc::clone(early)).is_ok();
        if !is_asked {
            early.is_waiting.store(false, Ordering::Release);
        }
        is_asked
    }
}

fn run(waiting: &Receiver<Arc<Early>>) {
    while let Ok(early) = waiting.recv() {
        // A failure is told to the writer's sync as well.
        let _ = early.file.sync_data();
        early.is_waiting.store(false, Ordering::Release);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_waits_once_and_may_be_asked_for_again() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("1");
        std::fs::write(&path, [7; 1000]).unwrap();
        let early = Early::open(&path).unwrap();
        let (files, waiting) = sync_channel(1);
        let write_back = WriteBack { files };
        assert!(write_back.ask(&early));
        assert!(!write_back.ask(&early), "it waits already");
        let other = Early::open(&path).unwrap();
        assert!(!write_back.ask(&other), "there is no place");
        drop(write_back);
        run(&waiting);
        let write_back = WriteBack::start().unwrap();
        assert!(write_back.ask(&early) && write_back.ask(&other));
    }
}
