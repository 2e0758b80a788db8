//! An instance on its way in.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::floor::Floor;
use super::session::Session;
use super::write_back::{Early, WriteBack};
use crate::index::ingest::Content;

/// Bytes after which they begin to go to the disk, of one instance: what
/// [`super::Archive::keep`] then waits for is some ten milliseconds.
const WRITE_BACK_EVERY: u64 = 16 << 20;
/// Bytes that no sync was asked for yet, of one instance. A sender that is faster waits.
const MOST_UNSYNCED: u64 = 64 << 20;

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
    /// Nothing when syncing is off.
    syncing: Option<Syncing>,
    /// Whether the file goes with this value.
    is_ours: bool,
}

/// How far the bytes are on their way to the disk.
#[derive(Debug)]
struct Syncing {
    write_back: WriteBack,
    /// Opened when the first write-back is due: few instances are as large.
    early: Option<Arc<Early>>,
    /// Bytes since the last sync was asked for.
    unasked: u64,
}

impl Incoming {
    pub(crate) fn create(
        session: &Arc<Session>,
        floor: &Arc<Floor>,
        number: i64,
        write_back: Option<&WriteBack>,
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
            syncing: write_back.map(|write_back| Syncing {
                write_back: write_back.clone(),
                early: None,
                unasked: 0,
            }),
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
        match self.syncing {
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
        match &mut self.syncing {
            Some(syncing) => syncing.written(bytes, &self.file, &self.path),
            None => Ok(()),
        }
    }
}

impl Syncing {
    /// The disk works while the next bytes come; when it is too far behind, they wait.
    fn written(&mut self, bytes: u64, file: &File, path: &Path) -> io::Result<()> {
        self.unasked += bytes;
        if self.unasked < WRITE_BACK_EVERY {
            return Ok(());
        }
        let early = match &self.early {
            Some(early) => early,
            None => self.early.insert(Early::open(path)?),
        };
        if !self.write_back.ask(early) {
            if self.unasked < MOST_UNSYNCED {
                return Ok(());
            }
            file.sync_data()?;
        }
        self.unasked = 0;
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
