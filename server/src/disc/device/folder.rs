//! A folder: a mounted stick or card, or any place. DICOMDIR is written last, so that a folder
//! that was left in the middle is no file-set; a file in it says what was begun, so that the next
//! try removes that, and nothing else.

use std::cell::OnceCell;
use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{self, BufReader, Read, Write};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use filmdesk_media::volume::{Content, ContentSource, Volume, VolumeFile, VolumePath};
use rustix::fs::FlockOperation;
use sha2::{Digest, Sha256};

use super::DeviceError;
use super::image_file::{failed, room_for};
use crate::disc::hashing::Hash;

/// Bytes copied at once.
const PIECE: usize = 256 << 10;
/// The file that makes a folder a file-set.
const DICOMDIR: &str = "DICOMDIR";
/// Names that operating systems leave on empty sticks.
const SYSTEM_NAMES: &[&str] = &[
    "System Volume Information",
    "lost+found",
    ".Trashes",
    ".fseventsd",
    ".Spotlight-V100",
];

/// File systems by the numbers that Linux gives them (statfs(2)), and whether PS3.12 has them.
const FILE_SYSTEMS: &[(u64, &str, bool)] = &[
    (0x4d44, "FAT", true),
    (0x2011_bab0, "exFAT", false),
    (0x5346_544e, "NTFS", false),
    (0x7366_746e, "NTFS", false),
];

/// The file that says what was begun: names of the root, a line each.
const BEGUN: &str = "FILMDESK.TMP";
/// Bytes of it that are read: a root has some ten names.
const MAX_BEGUN: u64 = 64 << 10;

/// A folder that becomes a file-set.
#[derive(Debug)]
pub struct Folder {
    path: PathBuf,
    /// Locked as long as this try lives.
    begun: OnceCell<File>,
}

/// The hash of every file written, in the volume's order.
pub type Hashes = Vec<Hash>;

impl Folder {
    /// The folder at `path`, made when it is not there.
    pub fn new(path: &Path) -> Self {
        Self {
            path: path.to_path_buf(),
            begun: OnceCell::new(),
        }
    }

    /// What a person should know of its file system: that PS3.12 does not have it.
    pub fn reservation(&self) -> Option<String> {
        let facts = rustix::fs::statfs(&self.path).ok()?;
        #[expect(clippy::cast_sign_loss, reason = "a magic number, not a quantity")]
        let kind = (facts.f_type as u64) & 0xffff_ffff;
        let (_, name, conforms) = FILE_SYSTEMS.iter().find(|row| row.0 == kind)?;
        (!conforms).then(|| {
            format!("{name} is outside PS3.12 (Annex R: FAT16 or FAT32); not every reader takes it")
        })
    }

    /// Writes the volume's files; they are durable when this returns.
    ///
    /// # Errors
    /// `NotBlank`, `TooSmall`, `Full`, `Cancelled`, `Source`.
    pub fn write(
        &self,
        volume: &Volume,
        source: &dyn ContentSource,
        progress: &mut dyn FnMut(u64) -> ControlFlow<()>,
    ) -> Result<Hashes, DeviceError> {
        self.prepare(volume)?;
        let mut done = 0;
        let mut hashes = vec![Hash::default(); volume.files.len()];
        let last = |file: &VolumeFile| file.path.components() == [DICOMDIR];
        let (ends, files): (Vec<_>, Vec<_>) = volume
            .files
            .iter()
            .enumerate()
            .partition(|(_, file)| last(file));
        for (index, file) in files.into_iter().chain(ends) {
            hashes[index] = self
                .file(file, source, &mut done, progress)
                .map_err(|error| named(error, file))?;
        }
        let folder = File::open(&self.path).map_err(failed)?;
        rustix::fs::syncfs(&folder).map_err(|error| failed(error.into()))?;
        Ok(hashes)
    }

    /// Reads every file back.
    ///
    /// # Errors
    /// `Differs` with the file's name, `Cancelled`.
    pub fn read_back(
        &self,
        volume: &Volume,
        hashes: &Hashes,
        progress: &mut dyn FnMut(u64) -> ControlFlow<()>,
    ) -> Result<(), DeviceError> {
        let mut done = 0;
        for (file, hash) in volume.files.iter().zip(hashes) {
            let found = self
                .hash_of(file, &mut done, progress)
                .map_err(|error| named(error, file))?;
            if found != *hash {
                return Err(DeviceError::Differs(file.path.to_string()));
            }
        }
        Ok(())
    }

    /// The file-set is whole and was checked.
    ///
    /// # Errors
    /// When the note of its beginning cannot be removed.
    pub fn end(&self) -> io::Result<()> {
        fs::remove_file(self.path.join(BEGUN))?;
        let folder = File::open(&self.path)?;
        Ok(rustix::fs::syncfs(&folder)?)
    }

    fn prepare(&self, volume: &Volume) -> Result<(), DeviceError> {
        fs::create_dir_all(&self.path).map_err(failed)?;
        self.remove_leavings()?;
        let occupied = fs::read_dir(&self.path)
            .map_err(failed)?
            .flatten()
            .find(|entry| {
                let name = entry.file_name();
                !SYSTEM_NAMES.iter().any(|system| name == *system)
            });
        if occupied.is_some() {
            let kind = "a folder with files in it".to_owned();
            return Err(DeviceError::NotBlank { kind });
        }
        room_for(
            volume.files.iter().map(|file| file.length).sum(),
            &self.path,
        )?;
        let begun = self.begin(volume).map_err(failed)?;
        // It is prepared once.
        let _ = self.begun.set(begun);
        Ok(())
    }

    /// Notes what will be there, before any of it is.
    fn begin(&self, volume: &Volume) -> io::Result<File> {
        let mut file = File::create_new(self.path.join(BEGUN))?;
        rustix::fs::flock(&file, FlockOperation::NonBlockingLockExclusive)?;
        let names = volume.files.iter().map(|file| &file.path.components()[0]);
        for name in names.collect::<BTreeSet<_>>() {
            writeln!(file, "{name}")?;
        }
        file.sync_all()?;
        File::open(&self.path)?.sync_all()?;
        Ok(file)
    }

    /// Removes what a try began that is dead by now.
    fn remove_leavings(&self) -> Result<(), DeviceError> {
        let place = self.path.join(BEGUN);
        let Ok(begun) = File::open(&place) else {
            return Ok(());
        };
        if rustix::fs::flock(&begun, FlockOperation::NonBlockingLockExclusive).is_err() {
            let kind = "another disc is being written into the folder".to_owned();
            return Err(DeviceError::NotBlank { kind });
        }
        let mut names = String::new();
        let read = (&begun).take(MAX_BEGUN).read_to_string(&mut names);
        read.map_err(failed)?;
        // The folder may be a stick that was elsewhere: a name is one of this folder, or none.
        let names = names
            .lines()
            .filter_map(|line| VolumePath::parse(line).ok());
        for name in names.filter(|name| name.components().len() == 1) {
            remove(&self.path.join(&name.components()[0])).map_err(failed)?;
        }
        fs::remove_file(&place).map_err(failed)
    }

    fn place(&self, file: &VolumeFile) -> PathBuf {
        file.path
            .components()
            .iter()
            .fold(self.path.clone(), |path, name| path.join(name))
    }

    fn file(
        &self,
        file: &VolumeFile,
        source: &dyn ContentSource,
        done: &mut u64,
        progress: &mut dyn FnMut(u64) -> ControlFlow<()>,
    ) -> io::Result<Hash> {
        let place = self.place(file);
        if let Some(folder) = place.parent() {
            fs::create_dir_all(folder)?;
        }
        let mut out = File::create_new(place)?;
        let (length, hash) = match &file.content {
            Content::Bytes(bytes) => copy(&bytes[..], &mut out, done, progress)?,
            Content::Instance(key) => copy(source.instance(*key)?, &mut out, done, progress)?,
            Content::Work(number) => copy(source.work(*number)?, &mut out, done, progress)?,
        };
        match length == file.length {
            true => Ok(hash),
            false => Err(io::Error::other(format!(
                "{length} bytes came, {} were planned",
                file.length
            ))),
        }
    }

    fn hash_of(
        &self,
        file: &VolumeFile,
        done: &mut u64,
        progress: &mut dyn FnMut(u64) -> ControlFlow<()>,
    ) -> io::Result<Hash> {
        let found = File::open(self.place(file))?;
        // What is in memory proves nothing of the stick; a failure to drop it is no harm.
        let _ = rustix::fs::fadvise(&found, 0, None, rustix::fs::Advice::DontNeed);
        copy(BufReader::new(found), &mut io::sink(), done, progress).map(|(_, hash)| hash)
    }
}

/// Removes a file, or a folder with what is in it; a link, and not where it leads.
fn remove(path: &Path) -> io::Result<()> {
    let removed = match fs::symlink_metadata(path) {
        Ok(facts) if facts.is_dir() => fs::remove_dir_all(path),
        Ok(_) => fs::remove_file(path),
        Err(error) => Err(error),
    };
    match removed {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

fn copy(
    mut from: impl Read,
    to: &mut impl Write,
    done: &mut u64,
    progress: &mut dyn FnMut(u64) -> ControlFlow<()>,
) -> io::Result<(u64, Hash)> {
    let (mut piece, mut hash, mut length) = (vec![0; PIECE], Sha256::new(), 0);
    loop {
        let taken = from.read(&mut piece)?;
        if taken == 0 {
            return Ok((length, hash.finalize().into()));
        }
        to.write_all(&piece[..taken])?;
        hash.update(&piece[..taken]);
        length += taken as u64;
        *done += taken as u64;
        if progress(*done).is_break() {
            return Err(io::ErrorKind::Interrupted.into());
        }
    }
}

fn named(error: io::Error, file: &VolumeFile) -> DeviceError {
    match failed(error) {
        DeviceError::Source(error) => DeviceError::Source(io::Error::new(
            error.kind(),
            format!("{}: {error}", file.path),
        )),
        other => other,
    }
}
