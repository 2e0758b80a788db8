//! The hash of what is written, made beside the writing.

use std::io::{self, Write};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread::JoinHandle;

use sha2::{Digest, Sha256};

/// SHA-256 of an image.
pub type Hash = [u8; 32];

/// Bytes given to the hashing thread at once: large enough that a hand-over costs nothing.
const PIECE: usize = 256 << 10;
/// Pieces between writer and hasher: memory is bounded by it (2 MiB).
const AHEAD: usize = 8;

/// Writes on, and hashes on a thread of its own: one processor writes, the other hashes.
pub struct Hashing<W> {
    out: W,
    length: u64,
    piece: Vec<u8>,
    pieces: Option<SyncSender<Vec<u8>>>,
    spare: Receiver<Vec<u8>>,
    hasher: Option<JoinHandle<Hash>>,
}

impl<W: Write> Hashing<W> {
    /// In front of `out`.
    pub fn new(out: W) -> io::Result<Self> {
        let (pieces, taken) = sync_channel::<Vec<u8>>(AHEAD);
        let (give_back, spare) = sync_channel(AHEAD + 2);
        let work = move || {
            let mut hash = Sha256::new();
            for piece in taken {
                hash.update(&piece);
                // Full or gone: the buffer is dropped.
                let _ = give_back.try_send(piece);
            }
            hash.finalize().into()
        };
        let hasher = std::thread::Builder::new()
            .name("image hash".into())
            .spawn(work)?;
        Ok(Self {
            out,
            length: 0,
            piece: Vec::with_capacity(PIECE),
            pieces: Some(pieces),
            spare,
            hasher: Some(hasher),
        })
    }

    /// Ends the stream: what was written to, bytes and hash.
    pub fn finish(mut self) -> io::Result<(W, u64, Hash)> {
        self.hand_over()?;
        self.out.flush()?;
        self.pieces = None;
        let hasher = self.hasher.take().map(JoinHandle::join);
        match hasher {
            Some(Ok(hash)) => Ok((self.out, self.length, hash)),
            _ => Err(io::Error::other("the hashing thread ended early")),
        }
    }

    fn hand_over(&mut self) -> io::Result<()> {
        let mut next = self.spare.try_recv().unwrap_or_default();
        next.clear();
        let full = std::mem::replace(&mut self.piece, next);
        let sent = self.pieces.as_ref().map(|pieces| pieces.send(full));
        match sent {
            Some(Ok(())) => Ok(()),
            _ => Err(io::Error::other("the hashing thread ended early")),
        }
    }
}

impl<W: Write> Write for Hashing<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.out.write(bytes)?;
        self.length += written as u64;
        self.piece.extend_from_slice(&bytes[..written]);
        if self.piece.len() >= PIECE {
            self.hand_over()?;
        }
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

/// A hash as people and files write it.
pub fn hex(hash: &Hash) -> String {
    hash.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hash_is_that_of_all_that_was_written() {
        let bytes: Vec<u8> = (0..3_000_000u32).map(|n| (n % 251) as u8).collect();
        let mut hashing = Hashing::new(Vec::new()).unwrap();
        bytes
            .chunks(70_001)
            .for_each(|chunk| hashing.write_all(chunk).unwrap());
        let (out, length, hash) = hashing.finish().unwrap();
        assert_eq!((out.len(), length), (bytes.len(), bytes.len() as u64));
        assert_eq!(hash, Hash::from(Sha256::digest(&bytes)));
    }
}
