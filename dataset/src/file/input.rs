//! A reader with a place to put bytes back, and its offset.

use std::io::{self, Read};

/// Reads front to back; what was looked at can be given back.
pub(super) struct Input<R> {
    reader: R,
    /// Bytes given back, to be read first.
    returned: Vec<u8>,
    offset: u64,
}

impl<R: Read> Input<R> {
    pub(super) fn new(reader: R) -> Self {
        Self {
            reader,
            returned: Vec::new(),
            offset: 0,
        }
    }

    /// Bytes read and not given back.
    pub(super) fn offset(&self) -> u64 {
        self.offset
    }

    /// Reads up to `size` bytes, fewer only at the end of the input. `size` is the caller's
    /// own bound, never a claim of the file.
    pub(super) fn up_to(&mut self, size: usize) -> io::Result<Vec<u8>> {
        let mut bytes = Vec::new();
        self.take(size as u64).read_to_end(&mut bytes)?;
        Ok(bytes)
    }

    /// Gives back the bytes read last.
    pub(super) fn give_back(&mut self, mut bytes: Vec<u8>) {
        self.offset -= bytes.len() as u64;
        bytes.extend_from_slice(&self.returned);
        self.returned = bytes;
    }
}

impl<R: Read> Read for Input<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let taken = if self.returned.is_empty() {
            self.reader.read(buffer)?
        } else {
            let taken = buffer.len().min(self.returned.len());
            buffer[..taken].copy_from_slice(&self.returned[..taken]);
            self.returned.drain(..taken);
            taken
        };
        self.offset += taken as u64;
        Ok(taken)
    }
}
