//! Values too large to be held: they go to a sink as they arrive.

use std::io;

use dicom_core::Tag;

/// Where a bulk value went: a ticket that the sink gave, and the bytes it took.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Bulk {
    /// The sink's name for this value.
    pub id: u64,
    /// Bytes of the value, as they came.
    pub length: u64,
    /// Whether multi-byte samples are big endian (the transfer syntax's order, kept as it came).
    pub big_endian: bool,
    /// Whether the bytes are encapsulated fragments (PS3.5 A.4): item headers and fragments as
    /// they came, from the Basic Offset Table's item on, without the sequence delimiter.
    pub encapsulated: bool,
}

/// What becomes of an element of the data set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Choice {
    /// It is read.
    Take,
    /// It is read and checked with all that is in it, and not kept: it costs no memory and counts
    /// against no limit of memory. What is too long to be kept goes to the sink, whatever its VR.
    Check,
    /// It is passed over.
    Skip,
    /// The scan stops before it.
    Stop,
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
    /// Called before [`BulkSink::begin`]: the value begins `offset` bytes after the first byte
    /// that the scanner was fed. For sinks that note places in a file rather than copy bytes.
    fn locate(&mut self, offset: u64) {
        let _ = offset;
    }
    /// Asked for each element of the data set itself (not of items) before its value.
    fn choose(&mut self, tag: Tag) -> Choice {
        let _ = tag;
        Choice::Take
    }
}

/// Gives bulk values back, at any place of them.
pub trait BulkSource {
    /// Fills `buffer` with the bytes of `bulk` from `offset` on; `UnexpectedEof` when the value
    /// is shorter, `NotFound` when there is no such value.
    fn read_exact_at(&mut self, bulk: &Bulk, offset: u64, buffer: &mut [u8]) -> io::Result<()>;
}

/// The source of data sets that hold no bulk value: every read fails.
#[derive(Debug, Clone, Copy, Default)]
pub struct NoBulk;

impl BulkSource for NoBulk {
    fn read_exact_at(&mut self, _: &Bulk, _: u64, _: &mut [u8]) -> io::Result<()> {
        Err(io::ErrorKind::NotFound.into())
    }
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

impl BulkSource for MemorySink {
    fn read_exact_at(&mut self, bulk: &Bulk, offset: u64, buffer: &mut [u8]) -> io::Result<()> {
        let id = usize::try_from(bulk.id).map_err(|_| io::ErrorKind::NotFound)?;
        let value = self.values.get(id).ok_or(io::ErrorKind::NotFound)?;
        copy_at(value, offset, buffer)
    }
}

/// Copies `buffer.len()` bytes from `offset` of `value`.
pub(crate) fn copy_at(value: &[u8], offset: u64, buffer: &mut [u8]) -> io::Result<()> {
    let start = usize::try_from(offset).map_err(|_| io::ErrorKind::UnexpectedEof)?;
    let rest = value.get(start..).ok_or(io::ErrorKind::UnexpectedEof)?;
    let bytes = rest
        .get(..buffer.len())
        .ok_or(io::ErrorKind::UnexpectedEof)?;
    buffer.copy_from_slice(bytes);
    Ok(())
}
