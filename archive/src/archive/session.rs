//! The folder in which a process receives, and what dead processes left in theirs.
//!
//! ```text
//! lock                          held while a process opens the archive
//! index.sqlite                  the index, unless it is in PostgreSQL
//! incoming/<session>/lock       held as long as the process lives
//! incoming/<session>/<number>   an arriving file; the number is that of its row
//! objects/<date>/<study>/<series>/<instance>.dcm
//! objects/apart/<instance>-<number>.dcm
//! ```

use std::fs::{self, File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};

use crate::store::private_folder;

/// The name of a lock, in the archive's folder and in a session's.
const LOCK: &str = "lock";

/// A process that receives.
#[derive(Debug)]
pub(crate) struct Session {
    number: i64,
    folder: PathBuf,
    /// The system lets go of it when the process dies.
    _lock: File,
}

impl Session {
    /// A session of this process; the archive's lock must be held.
    pub(crate) fn create(root: &Path, number: i64) -> io::Result<Self> {
        let folder = incoming(root).join(number.to_string());
        private_folder(&folder)?;
        let lock = File::create(folder.join(LOCK))?;
        lock.try_lock()?;
        // Files that are acknowledged are found after a crash only if this folder is.
        sync_folder(&incoming(root))?;
        sync_folder(root)?;
        Ok(Self {
            number,
            folder,
            _lock: lock,
        })
    }

    pub(crate) fn number(&self) -> i64 {
        self.number
    }

    /// The file of an arriving instance.
    pub(crate) fn path(&self, number: i64) -> PathBuf {
        self.folder.join(number.to_string())
    }

    /// The folder, to be synced.
    pub(crate) fn open_folder(&self) -> io::Result<File> {
        File::open(&self.folder)
    }
}

/// A session whose process is dead; nobody else takes it while this lives.
#[derive(Debug)]
pub(crate) struct DeadSession {
    pub(crate) number: i64,
    folder: PathBuf,
    _lock: File,
}

impl DeadSession {
    /// Arriving files, by number.
    pub(crate) fn files(&self) -> io::Result<Vec<(i64, PathBuf)>> {
        let mut files = Vec::new();
        for entry in fs::read_dir(&self.folder)? {
            let entry = entry?;
            if let Some(number) = number_of(&entry.file_name()) {
                files.push((number, entry.path()));
            }
        }
        Ok(files)
    }

    /// Removes the folder, when nothing of value is left in it.
    pub(crate) fn remove(self) -> io::Result<()> {
        fs::remove_file(self.folder.join(LOCK))?;
        fs::remove_dir(&self.folder)
    }
}

/// Takes the archive's lock, waiting for others that open it.
pub(crate) fn lock(root: &Path) -> io::Result<File> {
    private_folder(&incoming(root))?;
    let file = File::options()
        .create(true)
        .truncate(false)
        .write(true)
        .open(root.join(LOCK))?;
    file.lock()?;
    Ok(file)
}

/// Sessions of dead processes; the archive's lock must be held.
pub(crate) fn dead(root: &Path) -> io::Result<Vec<DeadSession>> {
    let mut sessions = Vec::new();
    for (number, folder) in sessions_in(root)? {
        let lock = File::options()
            .create(true)
            .truncate(false)
            .write(true)
            .open(folder.join(LOCK))?;
        match lock.try_lock() {
            Ok(()) => sessions.push(DeadSession {
                number,
                folder,
                _lock: lock,
            }),
            Err(TryLockError::WouldBlock) => {}
            Err(TryLockError::Error(error)) => return Err(error),
        }
    }
    Ok(sessions)
}

/// The file of an instance that has not got its place yet, in any session.
pub(crate) fn find(root: &Path, number: i64) -> io::Result<File> {
    for (_, folder) in sessions_in(root)? {
        match File::open(folder.join(number.to_string())) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            result => return result,
        }
    }
    Err(io::ErrorKind::NotFound.into())
}

fn sessions_in(root: &Path) -> io::Result<Vec<(i64, PathBuf)>> {
    let mut sessions = Vec::new();
    for entry in fs::read_dir(incoming(root))? {
        let entry = entry?;
        if let Some(number) = number_of(&entry.file_name()) {
            sessions.push((number, entry.path()));
        }
    }
    Ok(sessions)
}

fn number_of(name: &std::ffi::OsStr) -> Option<i64> {
    name.to_str()?.parse().ok()
}

fn incoming(root: &Path) -> PathBuf {
    root.join("incoming")
}

fn sync_folder(folder: &Path) -> io::Result<()> {
    File::open(folder)?.sync_all()
}
