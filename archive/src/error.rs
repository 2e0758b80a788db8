//! Errors of the archive, one per operation.

use std::io;
use std::path::PathBuf;

use thiserror::Error;

/// Why an instance was not kept.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum KeepError {
    /// The disk, its quota or the file size limit is reached (A700).
    #[error("there is no room in the archive")]
    NoRoom,
    /// The facts cannot be those of an instance (A900).
    #[error("{attribute} {rule}")]
    Inconsistent {
        /// The attribute in the standard's words.
        attribute: &'static str,
        /// What is wrong with it.
        rule: &'static str,
    },
    /// The disk failed.
    #[error("the archive's disk failed: {0}")]
    Failed(io::Error),
    /// The index failed.
    #[error("the index failed: {0}")]
    Index(String),
}

impl KeepError {
    /// Whether the same instance may be taken later.
    pub fn is_transient(&self) -> bool {
        !matches!(self, Self::Inconsistent { .. })
    }
}

/// Told apart by whether room was missing.
impl From<io::Error> for KeepError {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::StorageFull
            | io::ErrorKind::QuotaExceeded
            | io::ErrorKind::FileTooLarge => Self::NoRoom,
            _ => Self::Failed(error),
        }
    }
}

/// Why an operation on the archive failed.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum ArchiveError {
    /// Another process has the folder.
    #[error("the archive {folder:?} is in use by another filmdesk server")]
    InUse {
        /// The archive's folder.
        folder: PathBuf,
    },
    /// The folder cannot be used.
    #[error("the archive's folder {folder:?} cannot be used: {source}")]
    Folder {
        /// The folder.
        folder: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// The database does not answer or does not do what is asked.
    #[error("the index failed: {0}")]
    Database(#[from] sqlx::Error),
    /// The tables cannot be brought to this version.
    #[error("the index cannot be brought to this version: {0}")]
    Migration(#[from] sqlx::migrate::MigrateError),
    /// There is no such conflict.
    #[error("there is no conflict {0}")]
    NoSuchConflict(crate::index::conflict::ConflictId),
    /// There is no such job.
    #[error("there is no job {0}")]
    NoSuchJob(crate::job::JobId),
    /// The job is not in a state that allows it.
    #[error("job {id} is {state} and cannot be {wanted}")]
    JobState {
        /// The job.
        id: crate::job::JobId,
        /// Its state.
        state: &'static str,
        /// What was asked, as a participle.
        wanted: &'static str,
    },
    /// Something that was to be pinned is not there.
    #[error("{missing} instances are not in the archive")]
    NotThere {
        /// How many.
        missing: u64,
    },
    /// The database holds what this version does not know.
    #[error("{what} in the index is not known to this version")]
    Unknown {
        /// What and where.
        what: String,
    },
    /// The disk failed.
    #[error("the archive's disk failed: {0}")]
    Io(#[from] io::Error),
}

impl ArchiveError {
    /// Whether trying again later may help.
    pub fn is_transient(&self) -> bool {
        matches!(self, Self::Database(_) | Self::Io(_) | Self::InUse { .. })
    }
}
