//! Early write-back: pixels go to the disk while the next ones arrive, so that the sync that an
//! N-ACTION waits for finds little left to do.

use std::fs::File;
use std::io;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread;

/// Files waiting for write-back; one that finds no place is written back later by someone else.
const QUEUE: usize = 64;

/// A thread that syncs files on request. It ends when the spool is dropped.
#[derive(Debug)]
pub(crate) struct Flusher {
    files: SyncSender<Arc<File>>,
}

impl Flusher {
    pub(crate) fn start() -> io::Result<Self> {
        let (files, waiting) = sync_channel(QUEUE);
        thread::Builder::new()
            .name("spool-flusher".to_owned())
            .spawn(move || run(&waiting))?;
        Ok(Self { files })
    }

    /// Asks for write-back of what the file holds; never waits.
    pub(crate) fn hint(&self, file: &Arc<File>) {
        let _ = self.files.try_send(Arc::clone(file));
    }
}

fn run(waiting: &Receiver<Arc<File>>) {
    while let Ok(file) = waiting.recv() {
        // A failure shows again at the sync that counts, in accept.
        let _ = file.sync_data();
    }
}
