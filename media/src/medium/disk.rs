//! The bytes of a medium, shared by the readers of its files.

use std::io::{self, Read, Seek, SeekFrom};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::ReadSeek;

/// Bytes of a sector of optical discs.
pub(super) const SECTOR: u64 = 2048;

/// A medium's bytes at any place. One reader behind a lock: a drive has one head.
#[derive(Clone)]
pub(super) struct Disk {
    reader: Arc<Mutex<Box<dyn ReadSeek>>>,
    length: u64,
}

impl std::fmt::Debug for Disk {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Disk({} bytes)", self.length)
    }
}

impl Disk {
    pub(super) fn new(mut reader: Box<dyn ReadSeek>) -> io::Result<Self> {
        let length = reader.seek(SeekFrom::End(0))?;
        Ok(Self {
            reader: Arc::new(Mutex::new(reader)),
            length,
        })
    }

    pub(super) fn length(&self) -> u64 {
        self.length
    }

    fn lock(&self) -> MutexGuard<'_, Box<dyn ReadSeek>> {
        // The position is set before every read: a reader that panicked leaves nothing behind.
        self.reader.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Reads what is there, at most `buffer`; 0 at the end.
    pub(super) fn read_at(&self, offset: u64, buffer: &mut [u8]) -> io::Result<usize> {
        if offset >= self.length {
            return Ok(0);
        }
        let mut reader = self.lock();
        reader.seek(SeekFrom::Start(offset))?;
        reader.read(buffer)
    }

    /// `N` bytes, `None` beyond the end.
    pub(super) fn array<const N: usize>(&self, offset: u64) -> io::Result<Option<[u8; N]>> {
        let mut bytes = [0; N];
        Ok(self.fill(offset, &mut bytes)?.then_some(bytes))
    }

    /// Bytes of `length`, cut where the medium ends; `length` must be bounded by the caller.
    pub(super) fn bytes(&self, offset: u64, length: usize) -> io::Result<Vec<u8>> {
        let there = self.length.saturating_sub(offset).min(length as u64);
        let mut bytes = vec![0; there as usize];
        self.fill(offset, &mut bytes)?;
        Ok(bytes)
    }

    /// A sector of 2048 bytes; `None` beyond the end.
    pub(super) fn sector(&self, number: u64) -> io::Result<Option<[u8; SECTOR as usize]>> {
        match number.checked_mul(SECTOR) {
            Some(offset) => self.array(offset),
            None => Ok(None),
        }
    }

    fn fill(&self, offset: u64, bytes: &mut [u8]) -> io::Result<bool> {
        let end = offset.checked_add(bytes.len() as u64);
        if end.is_none_or(|end| end > self.length) {
            return Ok(false);
        }
        let mut reader = self.lock();
        reader.seek(SeekFrom::Start(offset))?;
        reader.read_exact(bytes)?;
        Ok(true)
    }
}

/// The whole medium as one reader, with a position of its own.
#[derive(Debug, Clone)]
pub(super) struct DiskReader {
    pub(super) disk: Disk,
    pub(super) position: u64,
}

impl Read for DiskReader {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let taken = self.disk.read_at(self.position, buffer)?;
        self.position += taken as u64;
        Ok(taken)
    }
}

impl Seek for DiskReader {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.position = sought(to, self.position, self.disk.length)?;
        Ok(self.position)
    }
}

/// Where a seek leads.
pub(super) fn sought(to: SeekFrom, position: u64, length: u64) -> io::Result<u64> {
    let place = match to {
        SeekFrom::Start(place) => Some(place),
        SeekFrom::Current(by) => position.checked_add_signed(by),
        SeekFrom::End(by) => length.checked_add_signed(by),
    };
    place.ok_or_else(|| io::ErrorKind::InvalidInput.into())
}

/// A little-endian number at a place of a record; 0 beyond its end.
pub(super) fn u16_at(bytes: &[u8], at: usize) -> u16 {
    number(bytes, at).map_or(0, u16::from_le_bytes)
}

/// A little-endian number at a place of a record; 0 beyond its end.
pub(super) fn u32_at(bytes: &[u8], at: usize) -> u32 {
    number(bytes, at).map_or(0, u32::from_le_bytes)
}

/// A little-endian number at a place of a record; 0 beyond its end.
pub(super) fn u64_at(bytes: &[u8], at: usize) -> u64 {
    number(bytes, at).map_or(0, u64::from_le_bytes)
}

fn number<const N: usize>(bytes: &[u8], at: usize) -> Option<[u8; N]> {
    bytes.get(at..at.checked_add(N)?)?.try_into().ok()
}
