//! Pixels of one association on their way to the disk.

use std::collections::BTreeMap;
use std::fs::{self, File, OpenOptions};
use std::io;
use std::os::unix::fs::FileExt;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use filmdesk_dataset::{Bulk, BulkSink};
use filmdesk_print_scp::sheet::PixelRef;

use super::layout::pixel_file;
use super::room::{as_full, full};
use super::{Inner, retention};

/// Bytes gathered before a write: few system calls, and little memory for each association.
const BUFFER: usize = 128 * 1024;
/// Bytes written before the disk is asked to begin; large enough to stay sequential.
const WRITE_BACK_STEP: u64 = 4 << 20;
/// Bits of a value's id that are its offset in the file: files of up to 1 TiB.
const OFFSET_BITS: u32 = 40;
/// Pixel files of one association over its life: the bits that are left for their number.
const MAX_FILES: u32 = (1 << (64 - OFFSET_BITS)) - 1;

/// The name of a value: the number of its file, and its offset there.
pub(crate) fn value_id(file: u32, offset: u64) -> u64 {
    (u64::from(file) << OFFSET_BITS) | offset
}

/// The file and offset that [`value_id`] named.
pub(crate) fn value_place(id: u64) -> (u32, u64) {
    let file = (id >> OFFSET_BITS) as u32;
    (file, id & ((1 << OFFSET_BITS) - 1))
}

/// The sink of one association: appends bulk values to pixel files, one file per film box.
///
/// Values are named by [`Bulk::id`]; they stay until they are discarded, rolled back, or the
/// intake is dropped. A file that an accepted job holds is never written again.
#[derive(Debug)]
pub struct Intake {
    spool: Arc<Inner>,
    folder: PathBuf,
    files: BTreeMap<u32, PixelFile>,
    current: Option<Current>,
    next_file: u32,
    /// Bytes of the current file that are not written yet.
    buffer: Vec<u8>,
    /// The value that arrives now: its offset in the current file.
    arriving: Option<u64>,
}

/// A file of the association.
#[derive(Debug, Default)]
struct PixelFile {
    /// Complete values: offset and length.
    values: BTreeMap<u64, u64>,
    /// Bytes taken from the spool's room for it.
    bytes: u64,
    /// Whether a job holds it too: its bytes are the job's, and it never changes.
    frozen: bool,
}

/// The file that is being written.
#[derive(Debug)]
struct Current {
    number: u32,
    file: Arc<File>,
    /// Bytes in the file.
    written: u64,
    /// Bytes of it that the disk was asked to write back.
    hinted: u64,
}

/// A place to go back to when a data set turns out invalid.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mark {
    file: Option<u32>,
    length: u64,
    next_file: u32,
}

impl Intake {
    pub(crate) fn create(spool: Arc<Inner>) -> io::Result<Self> {
        let number = spool.state().next_association();
        let folder = spool.layout.association(number);
        fs::create_dir(&folder)?;
        Ok(Self {
            spool,
            folder,
            files: BTreeMap::new(),
            current: None,
            next_file: 1,
            buffer: Vec::new(),
            arriving: None,
        })
    }

    /// The next value begins a file of its own: a new film box.
    pub fn start_film(&mut self) -> io::Result<()> {
        self.flush()?;
        if let Some(current) = self.current.take() {
            self.spool.flusher.hint(&current.file);
        }
        Ok(())
    }

    /// Where things stand, before a data set is read.
    pub fn mark(&self) -> Mark {
        Mark {
            file: self.current.as_ref().map(|current| current.number),
            length: self.length(),
            next_file: self.next_file,
        }
    }

    /// Forgets every value since `mark`: their data set turned out invalid, or broke off.
    pub fn rollback(&mut self, mark: Mark) {
        self.arriving = None;
        let since = self.files.split_off(&mark.next_file);
        for (number, file) in since {
            self.remove(number, &file);
        }
        match mark.file {
            Some(number) if self.is_current(number) => self.truncate(mark.length),
            _ => self.forget_current(),
        }
    }

    /// A value is no longer needed: superseded or erased, or its film box deleted. The file
    /// goes with its last value.
    pub fn discard(&mut self, bulk: &Bulk) {
        self.discard_value(bulk.id);
    }

    /// As [`Intake::discard`], by the name that a sheet keeps.
    pub fn discard_pixels(&mut self, pixels: &PixelRef) {
        self.discard_value(pixels.id);
    }

    /// Values of the film begun last are no longer needed: its film box is deleted.
    pub fn drop_film(&mut self) {
        if let Some(current) = &self.current {
            let number = current.number;
            self.remove_file(number);
        }
    }

    /// Bytes of pixel data that the association has in the spool and that no job holds.
    pub fn bytes(&self) -> u64 {
        let own = self.files.values().filter(|file| !file.frozen);
        own.map(|file| file.bytes).sum()
    }

    /// Bytes of the value, if it is complete and still there.
    pub(crate) fn value_length(&self, id: u64) -> Option<u64> {
        let (number, offset) = value_place(id);
        self.files.get(&number)?.values.get(&offset).copied()
    }

    /// Bytes of a file and whether a job holds it.
    pub(crate) fn file_facts(&self, number: u32) -> Option<(u64, bool)> {
        let file = self.files.get(&number)?;
        Some((file.bytes, file.frozen))
    }

    pub(crate) fn file_path(&self, number: u32) -> PathBuf {
        self.folder.join(pixel_file(number))
    }

    /// The files now belong to a job as well, and do not change any more.
    pub(crate) fn freeze(&mut self, numbers: impl IntoIterator<Item = u32>) {
        for number in numbers {
            if let Some(file) = self.files.get_mut(&number) {
                file.frozen = true;
            }
            if self.is_current(number) {
                self.forget_current();
            }
        }
    }

    /// Writes what is gathered.
    pub(crate) fn flush(&mut self) -> io::Result<()> {
        let buffer = std::mem::take(&mut self.buffer);
        let result = self.write_out(&buffer);
        self.buffer = buffer;
        if result.is_ok() {
            self.buffer.clear();
        }
        result
    }

    fn discard_value(&mut self, id: u64) {
        let (number, offset) = value_place(id);
        let Some(file) = self.files.get_mut(&number) else {
            return;
        };
        file.values.remove(&offset);
        let in_use = self.arriving.is_some() && self.is_current(number);
        if self
            .files
            .get(&number)
            .is_some_and(|file| file.values.is_empty())
            && !in_use
        {
            self.remove_file(number);
        }
    }

    fn remove_file(&mut self, number: u32) {
        if let Some(file) = self.files.remove(&number) {
            self.remove(number, &file);
        }
        if self.is_current(number) {
            self.forget_current();
        }
    }

    /// Unlinks a file; its bytes are free unless a job holds it.
    fn remove(&self, number: u32, file: &PixelFile) {
        let _ = fs::remove_file(self.file_path(number));
        if !file.frozen {
            self.spool.room.give(file.bytes);
        }
    }

    fn forget_current(&mut self) {
        self.current = None;
        self.buffer.clear();
    }

    fn is_current(&self, number: u32) -> bool {
        self.current
            .as_ref()
            .is_some_and(|current| current.number == number)
    }

    /// Bytes of the current file, gathered ones too.
    fn length(&self) -> u64 {
        let written = self.current.as_ref().map_or(0, |current| current.written);
        written + self.buffer.len() as u64
    }

    /// Cuts the current file to `length`. When that fails the bytes stay as waste of the
    /// association; nothing refers to them.
    fn truncate(&mut self, length: u64) {
        let Some(current) = &mut self.current else {
            return;
        };
        let keep = length.saturating_sub(current.written);
        self.buffer
            .truncate(usize::try_from(keep).unwrap_or(usize::MAX));
        if length < current.written && current.file.set_len(length).is_ok() {
            current.written = length;
            current.hinted = current.hinted.min(length);
        }
        let (number, end) = (current.number, current.written.max(length));
        if let Some(file) = self.files.get_mut(&number) {
            file.values.split_off(&length);
            let freed = file.bytes.saturating_sub(end);
            file.bytes -= freed;
            self.spool.room.give(freed);
        }
    }

    /// The current file, a fresh one if there is none.
    fn open_current(&mut self) -> io::Result<u32> {
        if let Some(current) = &self.current {
            return Ok(current.number);
        }
        let number = self.next_file;
        if number > MAX_FILES {
            return Err(full());
        }
        let file = create(&self.file_path(number))?;
        self.next_file += 1;
        self.files.insert(number, PixelFile::default());
        self.current = Some(Current {
            number,
            file: Arc::new(file),
            written: 0,
            hinted: 0,
        });
        Ok(number)
    }

    /// Takes room for bytes that arrive: from the association's share, then from the spool.
    fn take_room(&mut self, bytes: u64) -> io::Result<()> {
        if self.bytes().saturating_add(bytes) > self.spool.limits.association_bytes {
            return Err(full());
        }
        retention::take(&self.spool, bytes)?;
        let number = self.current.as_ref().map_or(0, |current| current.number);
        if let Some(file) = self.files.get_mut(&number) {
            file.bytes += bytes;
        }
        Ok(())
    }

    /// Writes bytes, whose room is taken, behind those that the file has.
    fn write_out(&mut self, bytes: &[u8]) -> io::Result<()> {
        let Some(current) = &mut self.current else {
            return Ok(());
        };
        current
            .file
            .write_all_at(bytes, current.written)
            .map_err(as_full)?;
        current.written += bytes.len() as u64;
        if current.written - current.hinted >= WRITE_BACK_STEP {
            current.hinted = current.written;
            self.spool.flusher.hint(&current.file);
        }
        Ok(())
    }
}

fn create(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.read(true).write(true).create_new(true);
    options.open(path).map_err(as_full)
}

impl BulkSink for Intake {
    fn begin(&mut self, claimed: Option<u64>) -> io::Result<u64> {
        let claimed = claimed.unwrap_or(0);
        if self.bytes().saturating_add(claimed) > self.spool.limits.association_bytes {
            return Err(full());
        }
        retention::could_take(&self.spool, claimed)?;
        let number = self.open_current()?;
        let offset = self.length();
        if offset >> OFFSET_BITS != 0 {
            return Err(full());
        }
        self.arriving = Some(offset);
        Ok(value_id(number, offset))
    }

    fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        if self.arriving.is_none() {
            return Err(io::ErrorKind::InvalidInput.into());
        }
        self.take_room(bytes.len() as u64)?;
        if self.buffer.len() + bytes.len() > BUFFER {
            self.flush()?;
        }
        if bytes.len() >= BUFFER {
            return self.write_out(bytes);
        }
        self.buffer.extend_from_slice(bytes);
        Ok(())
    }

    fn end(&mut self) -> io::Result<()> {
        let offset = self.arriving.take().ok_or(io::ErrorKind::InvalidInput)?;
        let length = self.length() - offset;
        let current = self.current.as_ref().ok_or(io::ErrorKind::InvalidInput)?;
        if let Some(file) = self.files.get_mut(&current.number) {
            file.values.insert(offset, length);
        }
        Ok(())
    }
}

impl Drop for Intake {
    fn drop(&mut self) {
        let freed = self.bytes();
        self.spool.room.give(freed);
        let _ = fs::remove_dir_all(&self.folder);
    }
}
