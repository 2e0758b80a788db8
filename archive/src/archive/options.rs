//! How an archive is opened.

use std::path::PathBuf;

use filmdesk_dataset::Phi;

/// How an archive is opened.
#[derive(Debug, Clone)]
pub struct ArchiveOptions {
    /// Its folder: arriving files, objects, and the index of the default form.
    pub folder: PathBuf,
    /// Where the index is.
    pub database: Database,
    /// Free bytes of the disk that are never used.
    pub free_floor_bytes: u64,
    /// Whether [`super::Archive::keep`] waits for the disk.
    pub sync: SyncPolicy,
}

impl ArchiveOptions {
    /// The default form in a folder.
    pub fn new(folder: impl Into<PathBuf>) -> Self {
        Self {
            folder: folder.into(),
            database: Database::Embedded,
            free_floor_bytes: 512 << 20,
            sync: SyncPolicy::Grouped,
        }
    }
}

/// Where the index is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Database {
    /// SQLite, `index.sqlite` in the archive's folder.
    Embedded,
    /// `postgres://...`; may hold a password and is never shown.
    Url(Phi<String>),
}

/// Whether keeping waits for the disk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SyncPolicy {
    /// Durable on return; those who wait at the same time share the syncs.
    Grouped,
    /// For benchmarks only: a crash loses instances.
    Off,
}
