//! An image file: whole under its name, or not there.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use super::DeviceError;
use crate::disc::hashing::{Hash, Hashing};

/// Bytes gathered before the kernel is asked.
const BUFFER: usize = 1 << 20;
/// What an unfinished image is called.
const UNFINISHED: &str = "part";

/// Where an image is made: beside its place, moved there when it was verified.
#[derive(Debug)]
pub struct ImageFile {
    path: PathBuf,
    unfinished: PathBuf,
}

impl ImageFile {
    /// An image that will be at `path`.
    pub fn new(path: &Path) -> Self {
        let mut unfinished = path.as_os_str().to_owned();
        unfinished.push(".");
        unfinished.push(UNFINISHED);
        Self {
            path: path.to_path_buf(),
            unfinished: unfinished.into(),
        }
    }

    /// Where it is until [`ImageFile::keep`].
    pub fn unfinished(&self) -> &Path {
        &self.unfinished
    }

    /// Writes `length` bytes that `write` makes; they are durable, not yet under their name.
    ///
    /// # Errors
    /// `TooSmall`, `Full`, `Cancelled`, `Source`.
    pub fn write(
        &self,
        length: u64,
        write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
    ) -> Result<Hash, DeviceError> {
        let folder = self
            .path
            .parent()
            .filter(|folder| !folder.as_os_str().is_empty());
        room_for(length, folder.unwrap_or(Path::new(".")))?;
        let file = File::create(&self.unfinished).map_err(failed)?;
        let buffered = BufWriter::with_capacity(BUFFER, file);
        let mut hashing = Hashing::new(buffered).map_err(failed)?;
        write(&mut hashing).map_err(failed)?;
        let (buffered, _, hash) = hashing.finish().map_err(failed)?;
        let file = buffered
            .into_inner()
            .map_err(|error| failed(error.into_error()))?;
        file.sync_all().map_err(failed)?;
        Ok(hash)
    }

    /// Gives the image its name.
    ///
    /// # Errors
    /// `Source` when it cannot be renamed.
    pub fn keep(self) -> Result<PathBuf, DeviceError> {
        fs::rename(&self.unfinished, &self.path).map_err(failed)?;
        let folder = self
            .path
            .parent()
            .filter(|folder| !folder.as_os_str().is_empty());
        let folder = File::open(folder.unwrap_or(Path::new("."))).map_err(failed)?;
        folder.sync_all().map_err(failed)?;
        Ok(self.path.clone())
    }
}

impl Drop for ImageFile {
    fn drop(&mut self) {
        // Kept ones are not there any more; what is not good does not stay.
        drop(fs::remove_file(&self.unfinished));
    }
}

/// Refuses what a file system cannot hold before a byte is written.
pub(super) fn room_for(needed: u64, folder: &Path) -> Result<(), DeviceError> {
    let Ok(facts) = rustix::fs::statvfs(folder) else {
        return Ok(());
    };
    let free = facts.f_bavail.saturating_mul(facts.f_frsize);
    match free < needed {
        true => Err(DeviceError::TooSmall { needed, free }),
        false => Ok(()),
    }
}

/// What an error while writing means.
pub(super) fn failed(error: io::Error) -> DeviceError {
    match error.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded | io::ErrorKind::FileTooLarge => {
            DeviceError::Full(error.to_string())
        }
        io::ErrorKind::Interrupted => DeviceError::Cancelled,
        _ => DeviceError::Source(error),
    }
}
