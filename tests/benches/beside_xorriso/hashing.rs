//! Hashes what is written, on a thread of its own.

use std::io::{self, Write};
use std::sync::mpsc::{Receiver, SyncSender, channel, sync_channel};
use std::thread::JoinHandle;

use sha2::{Digest, Sha256};

/// Buffers on their way to the hash, and back.
const BUFFERS: usize = 4;

pub(super) struct Hashing<W> {
    out: W,
    full: SyncSender<Vec<u8>>,
    empty: Receiver<Vec<u8>>,
    thread: JoinHandle<String>,
}

impl<W: Write> Hashing<W> {
    pub(super) fn new(out: W) -> Self {
        let (full, to_hash) = sync_channel::<Vec<u8>>(BUFFERS);
        let (used, empty) = channel();
        for _ in 0..BUFFERS {
            used.send(Vec::new()).expect("the other end is here");
        }
        let thread = std::thread::spawn(move || {
            let mut hash = Sha256::new();
            for buffer in to_hash {
                hash.update(&buffer);
                // Nobody takes the last ones back.
                let _ = used.send(buffer);
            }
            format!("{:x}", hash.finalize())
        });
        Self {
            out,
            full,
            empty,
            thread,
        }
    }

    /// The hash of everything.
    pub(super) fn finish(mut self) -> io::Result<String> {
        self.out.flush()?;
        drop(self.full);
        self.thread
            .join()
            .map_err(|_| io::Error::other("the hash ended early"))
    }
}

impl<W: Write> Write for Hashing<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let ended = || io::Error::other("the hash ended early");
        let written = self.out.write(bytes)?;
        let mut buffer = self.empty.recv().map_err(|_| ended())?;
        buffer.clear();
        buffer.extend_from_slice(&bytes[..written]);
        self.full.send(buffer).map_err(|_| ended())?;
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}
