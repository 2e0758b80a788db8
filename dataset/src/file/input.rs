//! A buffered reader that can look ahead, and its offset.

use std::io::{self, BufRead, Read};

/// Reads front to back; [`Input::peek`] looks ahead without taking.
pub(super) struct Input<R> {
    reader: R,
    buffer: Vec<u8>,
    /// What of `buffer` is read and not taken.
    start: usize,
    end: usize,
    /// Bytes taken.
    offset: u64,
}

impl<R: Read> Input<R> {
    /// An input that reads `capacity` bytes at once.
    pub(super) fn new(reader: R, capacity: usize) -> Self {
        Self {
            reader,
            buffer: vec![0; capacity],
            start: 0,
            end: 0,
            offset: 0,
        }
    }

    /// Bytes taken.
    pub(super) fn offset(&self) -> u64 {
        self.offset
    }

    /// The next `size` bytes, fewer only at the end of the input; none is taken. `size` is the
    /// caller's own bound, never a claim of the file, and at most the capacity.
    pub(super) fn peek(&mut self, size: usize) -> io::Result<&[u8]> {
        let size = size.min(self.buffer.len());
        if self.end - self.start < size {
            self.buffer.copy_within(self.start..self.end, 0);
            (self.start, self.end) = (0, self.end - self.start);
        }
        while self.end < size {
            match self.reader.read(&mut self.buffer[self.end..]) {
                Ok(0) => break,
                Ok(taken) => self.end += taken,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
        let there = size.min(self.end - self.start);
        Ok(&self.buffer[self.start..self.start + there])
    }
}

impl<R: Read> BufRead for Input<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        self.peek(1)?;
        Ok(&self.buffer[self.start..self.end])
    }

    fn consume(&mut self, size: usize) {
        self.start = self.end.min(self.start + size);
        self.offset += size as u64;
    }
}

impl<R: Read> Read for Input<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let there = self.fill_buf()?;
        let taken = buffer.len().min(there.len());
        buffer[..taken].copy_from_slice(&there[..taken]);
        self.consume(taken);
        Ok(taken)
    }
}
