//! ZIP files, plain and encrypted (PS3.12 Annexes V and W).
//!
//! Stored files are read in place and deflated ones as a stream; encrypted ones in windows.

use std::io::{self, Read, Seek, SeekFrom};
use std::sync::{Mutex, PoisonError};

use flate2::read::DeflateDecoder;
use zip::result::ZipError;
use zip::{CompressionMethod, ZipArchive, ZipReadOptions};

use super::disk::{Disk, DiskReader, sought};
use super::finding::{Finding, FindingKind};
use super::index::Index;
use super::node::{Extent, ExtentReader, SAME_NAME, unnameable};
use super::{MAX_ENTRIES, Medium, MediumEntry, MediumKind, OpenError, OpenOptions, ReadSeek};
use crate::dicomdir;
use crate::timestamp::Timestamp;
use crate::volume::VolumePath;

/// Bytes of the first window of an encrypted file; the next is as large as all before, so that
/// reading on costs twice the file and not its square.
const FIRST_WINDOW: u64 = 1 << 20;
/// Bytes of a window at most: an import reads eight files at once.
const MAX_WINDOW: u64 = 8 << 20;

/// Said of files of one name: the archive numbers the last of them only.
const TWICE: &str = "several files of the ZIP have the very same name; the last of each is read";

/// Whether the bytes begin as a ZIP does (also an empty one).
pub(super) fn is(disk: &Disk) -> bool {
    matches!(disk.array::<4>(0), Ok(Some(start)) if matches!(&start, b"PK\x03\x04" | b"PK\x05\x06"))
}

/// How a file is read.
#[derive(Debug)]
enum Way {
    Folder,
    /// Stored: its bytes.
    Stored([Extent; 1]),
    /// Deflated: the packed bytes.
    Deflated([Extent; 1]),
    /// Through the archive: its number there.
    Encrypted(usize),
    /// Compressed in a way that is not read.
    Unknown(CompressionMethod),
}

/// A ZIP.
pub(super) struct ZipMedium {
    disk: Disk,
    /// For encrypted files.
    archive: Mutex<ZipArchive<DiskReader>>,
    password: Option<String>,
    files: Vec<(MediumEntry, Way)>,
    index: Index,
    findings: Vec<Finding>,
    created: Option<Timestamp>,
}

impl ZipMedium {
    pub(super) fn open(disk: Disk, options: &OpenOptions) -> Result<Self, OpenError> {
        let reader = DiskReader {
            disk: disk.clone(),
            position: 0,
        };
        let mut archive = ZipArchive::new(reader).map_err(broken)?;
        if archive.len() > MAX_ENTRIES {
            return Err(OpenError::TooMany(MAX_ENTRIES));
        }
        let mut files = Vec::new();
        let mut index = Index::default();
        let mut findings = Vec::new();
        if archive.has_duplicate_names() {
            findings.push(finding(FindingKind::NotReached, None, TWICE));
        }
        for number in 0..archive.len() {
            let (mut entry, way) = match file(&mut archive, number, &disk)? {
                Ok(file) => file,
                Err(name) => {
                    findings.push(finding(FindingKind::Unnameable, None, &unnameable(&name)));
                    continue;
                }
            };
            if index.add_entry(&mut entry, files.len()) {
                let path = Some(entry.path.clone());
                findings.push(finding(FindingKind::SameName, path, SAME_NAME));
            }
            files.push((entry, way));
        }
        check_password(&mut archive, &files, options.password.as_deref())?;
        Ok(Self {
            created: created(&mut archive),
            disk,
            archive: Mutex::new(archive),
            password: options.password.clone(),
            files,
            index,
            findings,
        })
    }
}

fn finding(kind: FindingKind, path: Option<VolumePath>, words: &str) -> Finding {
    let words = words.to_owned();
    Finding { kind, path, words }
}

fn broken(error: ZipError) -> OpenError {
    match error {
        ZipError::Io(error) => OpenError::Io(error),
        other => OpenError::Zip(other.to_string()),
    }
}

/// When DICOMDIR was written.
fn created(archive: &mut ZipArchive<DiskReader>) -> Option<Timestamp> {
    let number = archive.index_for_name(dicomdir::FILE_NAME)?;
    let time = archive.by_index_raw(number).ok()?.last_modified()?;
    Timestamp::from_dos(time.datepart(), time.timepart())
}

/// An entry of the central directory; its name alone when no path can hold it.
fn file(
    archive: &mut ZipArchive<DiskReader>,
    number: usize,
    disk: &Disk,
) -> Result<Result<(MediumEntry, Way), String>, OpenError> {
    let file = archive.by_index_raw(number).map_err(broken)?;
    let name = file.name().map_err(broken)?.into_owned();
    let is_folder = file.is_dir();
    let parts = name.split(['/', '\\']).filter(|part| !part.is_empty());
    let path = VolumePath::found(parts.map(str::to_owned).collect());
    let Some(path) = path else {
        return Ok(Err(name));
    };
    let start = file.data_start().unwrap_or(u64::MAX);
    let packed = [Extent {
        offset: Some(start),
        length: file
            .compressed_size()
            .min(disk.length().saturating_sub(start)),
    }];
    let way = match file.compression() {
        _ if is_folder => Way::Folder,
        _ if file.encrypted() => Way::Encrypted(number),
        CompressionMethod::Stored => Way::Stored(packed),
        CompressionMethod::Deflated => Way::Deflated(packed),
        other => Way::Unknown(other),
    };
    let length = match &way {
        Way::Stored([extent]) => extent.length,
        _ => file.size(),
    };
    let entry = MediumEntry {
        path,
        is_folder,
        length,
    };
    Ok(Ok((entry, way)))
}

/// Tries the password on the first encrypted file.
fn check_password(
    archive: &mut ZipArchive<DiskReader>,
    files: &[(MediumEntry, Way)],
    password: Option<&str>,
) -> Result<(), OpenError> {
    let encrypted = files.iter().find_map(|(_, way)| match way {
        Way::Encrypted(number) => Some(*number),
        _ => None,
    });
    let Some(number) = encrypted else {
        return Ok(());
    };
    let password = password.ok_or(OpenError::NoPassword)?;
    match archive.by_index_decrypt(number, password.as_bytes()) {
        Ok(_) => Ok(()),
        Err(ZipError::InvalidPassword) => Err(OpenError::WrongPassword),
        Err(error) => Err(broken(error)),
    }
}

impl Medium for ZipMedium {
    fn kind(&self) -> MediumKind {
        MediumKind::Zip
    }

    fn describe(&self) -> String {
        let encrypted = |(_, way): &(MediumEntry, Way)| matches!(way, Way::Encrypted(_));
        match self.files.iter().any(encrypted) {
            true => "ZIP, encrypted".to_owned(),
            false => "ZIP".to_owned(),
        }
    }

    fn label(&self) -> Option<String> {
        None
    }

    fn created(&self) -> Option<Timestamp> {
        self.created
    }

    fn entries(&self) -> io::Result<Vec<MediumEntry>> {
        Ok(self.files.iter().map(|(entry, _)| entry.clone()).collect())
    }

    fn open(&self, path: &VolumePath) -> io::Result<Box<dyn ReadSeek + '_>> {
        let found = self.index.find(path).map(|number| &self.files[number]);
        let missing = || {
            io::Error::new(
                io::ErrorKind::NotFound,
                format!("no file {path} in the ZIP"),
            )
        };
        let (entry, way) = found.ok_or_else(missing)?;
        Ok(match way {
            Way::Folder => return Err(missing()),
            Way::Stored(extent) => Box::new(ExtentReader::new(&self.disk, extent)),
            Way::Deflated(extent) => Box::new(Inflating::new(&self.disk, extent, entry.length)),
            Way::Encrypted(number) => Box::new(Windowed {
                medium: self,
                number: *number,
                length: entry.length,
                position: 0,
                start: 0,
                window: Vec::new(),
            }),
            Way::Unknown(method) => {
                let words = format!("{path} is compressed by {method}, which is not read");
                return Err(io::Error::new(io::ErrorKind::Unsupported, words));
            }
        })
    }

    fn findings(&self) -> &[Finding] {
        &self.findings
    }
}

/// A deflated file: going back starts anew.
struct Inflating<'a> {
    disk: &'a Disk,
    packed: &'a [Extent],
    stream: DeflateDecoder<ExtentReader<'a>>,
    /// Bytes that the stream has given.
    given: u64,
    position: u64,
    length: u64,
}

impl<'a> Inflating<'a> {
    fn new(disk: &'a Disk, packed: &'a [Extent], length: u64) -> Self {
        Self {
            disk,
            packed,
            stream: DeflateDecoder::new(ExtentReader::new(disk, packed)),
            given: 0,
            position: 0,
            length,
        }
    }
}

impl Read for Inflating<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.position < self.given {
            *self = Self {
                position: self.position,
                ..Self::new(self.disk, self.packed, self.length)
            };
        }
        let ahead = self.position - self.given;
        self.given += io::copy(&mut (&mut self.stream).take(ahead), &mut io::sink())?;
        if self.given < self.position {
            return Ok(0);
        }
        // More than the directory says is not given: a bomb ends where it claimed to.
        let left = usize::try_from(self.length.saturating_sub(self.given));
        let wanted = left.map_or(buffer.len(), |left| left.min(buffer.len()));
        let taken = self.stream.read(&mut buffer[..wanted])?;
        self.given += taken as u64;
        self.position = self.given;
        Ok(taken)
    }
}

impl Seek for Inflating<'_> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.position = sought(to, self.position, self.length)?;
        Ok(self.position)
    }
}

/// An encrypted file: a window of it in memory, decrypted from the file's start each time.
struct Windowed<'a> {
    medium: &'a ZipMedium,
    number: usize,
    length: u64,
    position: u64,
    /// Where the window begins.
    start: u64,
    window: Vec<u8>,
}

impl Windowed<'_> {
    fn rest(&self) -> &[u8] {
        let inside = self.position.checked_sub(self.start);
        let inside = inside.and_then(|inside| usize::try_from(inside).ok());
        inside
            .and_then(|inside| self.window.get(inside..))
            .unwrap_or_default()
    }

    fn fill(&mut self) -> io::Result<()> {
        let size = self.position.clamp(FIRST_WINDOW, MAX_WINDOW);
        let mut archive = self.medium.archive.lock();
        let archive = archive.as_mut().map_or_else(
            |poisoned: &mut PoisonError<_>| &mut **poisoned.get_mut(),
            |guard| &mut **guard,
        );
        let password = self.medium.password.as_deref().map(str::as_bytes);
        let options = ZipReadOptions::new().password(password);
        let mut file = archive
            .by_index_with_options(self.number, options)
            .map_err(io::Error::other)?;
        io::copy(&mut (&mut file).take(self.position), &mut io::sink())?;
        self.window.clear();
        self.start = self.position;
        file.take(size).read_to_end(&mut self.window)?;
        Ok(())
    }
}

impl Read for Windowed<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.position < self.length && self.rest().is_empty() {
            self.fill()?;
        }
        let rest = self.rest();
        let taken = rest.len().min(buffer.len());
        buffer[..taken].copy_from_slice(&rest[..taken]);
        self.position += taken as u64;
        Ok(taken)
    }
}

impl Seek for Windowed<'_> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.position = sought(to, self.position, self.length)?;
        Ok(self.position)
    }
}
