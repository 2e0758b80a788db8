//! Values too large to be held: they go to a sink as they arrive.

use std::io;

/// Where a bulk value went: a ticket that the sink gave, and the bytes it took.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Bulk {
    /// The sink's name for this value.
    pub id: u64,
    /// Bytes of the value, as they came.
    pub length: u64,
    /// Whether multi-byte samples are big endian (the transfer syntax's order, kept as it came).
    pub big_endian: bool,
}

/// Takes bulk values piece by piece, in order; one value at a time.
///
/// An error from any method ends the scan with that error (the service answers out of
/// resources, not with a broken film).
pub trait BulkSink {
    /// A value of `claimed` bytes begins (`None`: undefined length, encapsulated). The claim is
    /// the peer's; nothing may be reserved for it beyond a check against free space.
    /// The returned id is kept in [`Bulk::id`].
    fn begin(&mut self, claimed: Option<u64>) -> io::Result<u64>;
    /// The next bytes of the value begun last.
    fn write(&mut self, bytes: &[u8]) -> io::Result<()>;
    /// The value is complete.
    fn end(&mut self) -> io::Result<()>;
}

/// A sink that keeps values in memory; for tests and small tools.
#[derive(Debug, Default)]
pub struct MemorySink {
    /// The values by id.
    pub values: Vec<Vec<u8>>,
}

impl BulkSink for MemorySink {
    fn begin(&mut self, _claimed: Option<u64>) -> io::Result<u64> {
        self.values.push(Vec::new());
        Ok(self.values.len() as u64 - 1)
    }

    fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        let value = self.values.last_mut().ok_or(io::ErrorKind::InvalidInput)?;
        value.extend_from_slice(bytes);
        Ok(())
    }

    fn end(&mut self) -> io::Result<()> {
        Ok(())
    }
}
