//! How many bytes the spool may still take.

use std::io;
use std::path::PathBuf;
use std::sync::atomic::{AtomicU64, Ordering};

/// Bytes that may be taken between two looks at the disk: peers that send byte by byte would cost
/// a system call for each. Far below any sensible floor.
const LOOK_EVERY: u64 = 1 << 20;

/// The spool's account of bytes: a quota of its own, and a floor under the disk's free space.
#[derive(Debug)]
pub(crate) struct Room {
    root: PathBuf,
    quota: AtomicU64,
    floor: AtomicU64,
    used: AtomicU64,
    /// Bytes asked for since the disk was looked at.
    unseen: AtomicU64,
}

impl Room {
    pub(crate) fn new(root: PathBuf, quota: u64, floor: u64, used: u64) -> Self {
        Self {
            root,
            quota: AtomicU64::new(quota),
            floor: AtomicU64::new(floor),
            used: AtomicU64::new(used),
            unseen: AtomicU64::new(LOOK_EVERY),
        }
    }

    /// Another quota and floor from now on; what is taken stays taken.
    pub(crate) fn resize(&self, quota: u64, floor: u64) {
        self.quota.store(quota, Ordering::Relaxed);
        self.floor.store(floor, Ordering::Relaxed);
        self.unseen.store(LOOK_EVERY, Ordering::Relaxed);
    }

    fn quota(&self) -> u64 {
        self.quota.load(Ordering::Relaxed)
    }

    pub(crate) fn used(&self) -> u64 {
        self.used.load(Ordering::Relaxed)
    }

    /// Whether `bytes` more fit now; nothing is taken.
    pub(crate) fn fits(&self, bytes: u64) -> io::Result<()> {
        let wanted = self.used().checked_add(bytes).ok_or_else(full)?;
        if wanted > self.quota() {
            return Err(full());
        }
        self.disk_has(bytes)
    }

    /// Takes `bytes`; `StorageFull` when they do not fit.
    pub(crate) fn take(&self, bytes: u64) -> io::Result<()> {
        self.disk_has(bytes)?;
        let quota = self.quota();
        self.used
            .fetch_update(Ordering::Relaxed, Ordering::Relaxed, |used| {
                used.checked_add(bytes).filter(|sum| *sum <= quota)
            })
            .map(drop)
            .map_err(|_| full())
    }

    /// Gives back `bytes` that were taken.
    pub(crate) fn give(&self, bytes: u64) {
        let _ = self
            .used
            .fetch_update(Ordering::Relaxed, Ordering::Relaxed, |used| {
                Some(used.saturating_sub(bytes))
            });
    }

    fn disk_has(&self, bytes: u64) -> io::Result<()> {
        let unseen = self.unseen.load(Ordering::Relaxed).saturating_add(bytes);
        if unseen < LOOK_EVERY {
            self.unseen.store(unseen, Ordering::Relaxed);
            return Ok(());
        }
        let seen = self.look(bytes);
        let unseen = if seen.is_ok() { 0 } else { LOOK_EVERY };
        self.unseen.store(unseen, Ordering::Relaxed);
        seen
    }

    fn look(&self, bytes: u64) -> io::Result<()> {
        let disk = rustix::fs::statvfs(&self.root)?;
        let free = disk.f_bavail.saturating_mul(disk.f_frsize);
        match bytes.checked_add(self.floor.load(Ordering::Relaxed)) {
            Some(needed) if needed <= free => Ok(()),
            _ => Err(full()),
        }
    }
}

pub(crate) fn full() -> io::Error {
    io::Error::new(io::ErrorKind::StorageFull, "the film spool is full")
}

/// Whether an error means that there is no room: disk, quota of the file system, file size limit.
pub(crate) fn is_full(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded | io::ErrorKind::FileTooLarge
    )
}

/// The error with every kind of no room as `StorageFull`, the one that is answered C605.
pub(crate) fn as_full(error: io::Error) -> io::Error {
    if is_full(&error) {
        io::Error::new(io::ErrorKind::StorageFull, error)
    } else {
        error
    }
}
