//! Pixels in memory, for tests, examples and small films.

use std::collections::BTreeMap;
use std::io;

use crate::render::PixelStore;
use crate::sheet::PixelRef;

/// Values by their id.
#[derive(Debug, Default)]
pub struct MemoryStore {
    values: BTreeMap<u64, Vec<u8>>,
}

impl MemoryStore {
    /// An empty store.
    pub fn new() -> Self {
        Self::default()
    }

    /// Keeps bytes (16-bit words little endian) and says how to refer to them.
    pub fn add(&mut self, bytes: Vec<u8>) -> PixelRef {
        let id = self.values.len() as u64;
        let length = bytes.len() as u64;
        self.values.insert(id, bytes);
        PixelRef {
            id,
            length,
            big_endian: false,
        }
    }

    /// Keeps 16-bit words.
    pub fn add_words(&mut self, words: &[u16]) -> PixelRef {
        self.add(words.iter().flat_map(|word| word.to_le_bytes()).collect())
    }
}

impl PixelStore for MemoryStore {
    fn read_at(&self, pixels: PixelRef, offset: u64, buffer: &mut [u8]) -> io::Result<()> {
        let value = self.values.get(&pixels.id);
        let value = value.ok_or_else(|| io::Error::from(io::ErrorKind::NotFound))?;
        let start = usize::try_from(offset).unwrap_or(usize::MAX);
        let end = start.saturating_add(buffer.len());
        let bytes = value.get(start..end);
        let bytes = bytes.ok_or_else(|| io::Error::from(io::ErrorKind::UnexpectedEof))?;
        buffer.copy_from_slice(bytes);
        Ok(())
    }
}
