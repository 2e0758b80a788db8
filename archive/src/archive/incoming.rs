//! An instance on its way in.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::floor::Floor;
use super::session::Session;
use crate::index::ingest::Content;

/// Bytes that may wait in memory for the disk, of one instance: what [`super::Archive::keep`]
/// then waits for is some ten milliseconds.
const SYNC_EVERY: u64 = 16 << 20;

/// An instance on its way in: a file nobody else sees, removed when dropped.
///
/// Preamble and File Meta Information are written by [`Incoming::write_meta`], the data set by
/// `Write`: two instances are the same when their data sets are, whatever their meta says.
#[derive(Debug)]
pub struct Incoming {
    file: File,
    path: PathBuf,
    number: i64,
    floor: Arc<Floor>,
    /// Keeps the folder's lock.
    _session: Arc<Session>,
    crc: crc32fast::Hasher,
    length: u64,
    data_offset: u64,
    /// Bytes not yet synced; nothing counts when syncing is off.
    unsynced: Option<u64>,
    /// Whether the file goes with this value.
    is_ours: bool,
}

impl Incoming {
    pub(crate) fn create(
        session: &Arc<Session>,
        floor: &Arc<Floor>,
        number: i64,
        syncs: bool,
    ) -> io::Result<Self> {
        floor.take(0)?;
        let path = session.path(number);
        let file = File::options()
            .read(true)
            .write(true)
            .create_new(true)
            .open(&path)?;
        Ok(Self {
            file,
            path,
            number,
            floor: Arc::clone(floor),
            _session: Arc::clone(session),
            crc: crc32fast::Hasher::new(),
            length: 0,
            data_offset: 0,
            unsynced: syncs.then_some(0),
            is_ours: true,
        })
    }

    /// Writes preamble and File Meta Information, before the data set.
    pub fn write_meta(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.floor.take(bytes.len() as u64)?;
        self.file.write_all(bytes)?;
        self.length += bytes.len() as u64;
        self.data_offset = self.length;
        self.crc = crc32fast::Hasher::new();
        Ok(())
    }

    /// Bytes written.
    pub fn length(&self) -> u64 {
        self.length
    }

    /// The bytes written so far, to read a header again.
    pub fn reader(&self) -> io::Result<File> {
        File::open(&self.path)
    }

    pub(crate) fn number(&self) -> i64 {
        self.number
    }

    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    pub(crate) fn content(&self) -> Content {
        Content {
            length: self.length,
            data_offset: self.data_offset,
            crc: self.crc.clone().finalize(),
        }
    }

    /// Makes the bytes durable; the entry in the folder is the committer's.
    pub(crate) fn sync(&self) -> io::Result<()> {
        match self.unsynced {
            Some(_) => self.file.sync_data(),
            None => Ok(()),
        }
    }

    /// The file stays: the index has it, or may have it.
    pub(crate) fn leave(&mut self) {
        self.is_ours = false;
    }

    fn written(&mut self, bytes: u64) -> io::Result<()> {
        self.length += bytes;
        let Some(unsynced) = &mut self.unsynced else {
            return Ok(());
        };
        *unsynced += bytes;
        if *unsynced >= SYNC_EVERY {
            *unsynced = 0;
            self.file.sync_data()?;
        }
        Ok(())
    }
}

/// `StorageFull` when there is no room; `KeepError::from` makes it `KeepError::NoRoom`.
impl Write for Incoming {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.floor.take(bytes.len() as u64)?;
        let written = self.file.write(bytes)?;
        self.crc.update(&bytes[..written]);
        self.written(written as u64)?;
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Drop for Incoming {
    fn drop(&mut self) {
        if self.is_ours && fs::remove_file(&self.path).is_err() {
            tracing::warn!(
                number = self.number,
                "an arriving file could not be removed; the next start does it"
            );
        }
    }
}
