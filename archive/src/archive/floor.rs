//! A floor under the free space of the disk.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};

/// Bytes that may be taken between two looks at the disk; far below any sensible floor.
const LOOK_EVERY: u64 = 8 << 20;

/// Free bytes that are never used.
#[derive(Debug)]
pub(crate) struct Floor {
    folder: PathBuf,
    floor: u64,
    /// Bytes taken since the disk was looked at.
    unseen: AtomicU64,
}

impl Floor {
    pub(crate) fn new(folder: &Path, floor: u64) -> Self {
        Self {
            folder: folder.to_owned(),
            floor,
            unseen: AtomicU64::new(LOOK_EVERY),
        }
    }

    /// Free bytes above the floor.
    pub(crate) fn room(&self) -> io::Result<u64> {
        Ok(free_bytes(&self.folder)?.saturating_sub(self.floor))
    }

    /// Whether `bytes` more fit; `StorageFull` when not. Looks at the disk now and then.
    pub(crate) fn take(&self, bytes: u64) -> io::Result<()> {
        let unseen = self.unseen.fetch_add(bytes, Ordering::Relaxed) + bytes;
        if unseen < LOOK_EVERY {
            return Ok(());
        }
        if self.room()? <= bytes {
            // The next one looks again.
            self.unseen.store(LOOK_EVERY, Ordering::Relaxed);
            let full = "the disk of the archive is at its floor";
            return Err(io::Error::new(io::ErrorKind::StorageFull, full));
        }
        self.unseen.store(0, Ordering::Relaxed);
        Ok(())
    }
}

/// Free bytes of the disk that has a folder.
pub(crate) fn free_bytes(folder: &Path) -> io::Result<u64> {
    let disk = rustix::fs::statvfs(folder)?;
    Ok(disk.f_bavail.saturating_mul(disk.f_frsize))
}
