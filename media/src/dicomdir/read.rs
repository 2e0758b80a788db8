//! Foreign directories, read in bounded memory, as well as damaged ones can be.

use std::io::{self, Read};

use filmdesk_dataset::file::{FileError, Header, HeaderOptions, read_header};
use filmdesk_dataset::scan::{Limits, Rule, ScanError, Tolerance};
use filmdesk_dataset::{Encoding, Tag, tags};
use thiserror::Error;

use super::record::{Directory, Record, Scanned, scan};
use crate::medium::Medium;
use crate::volume::VolumePath;

/// Bytes of a directory: one of 100,000 instances has some 60 MB, with icons 500 MB.
pub const MAX_BYTES: u64 = 768 << 20;
/// Records of a directory: more files than a BD holds.
pub const MAX_RECORDS: usize = 2_000_000;

/// A directory that was not read.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum ReadError {
    /// Not a DICOM file, or one that cannot be read.
    #[error(transparent)]
    File(#[from] FileError),
    /// Reading failed.
    #[error("reading the directory failed: {0}")]
    Io(#[from] io::Error),
    /// A DICOM file of another SOP class.
    #[error("{0:?} is not the SOP class of a directory")]
    NotADirectory(String),
    /// There is none in the root.
    #[error("there is no DICOMDIR")]
    Missing,
    /// Larger than any directory.
    #[error("a directory of more than {MAX_BYTES} bytes is not read")]
    TooLarge,
}

/// What a length field says when the end is told by a delimiter.
const UNDEFINED: u32 = u32::MAX;
const ITEM: Tag = Tag(0xFFFE, 0xE000);
const ITEM_DELIMITATION: Tag = Tag(0xFFFE, 0xE00D);
const SEQUENCE_DELIMITATION: Tag = Tag(0xFFFE, 0xE0DD);
/// Bytes of the header of an item or delimiter.
const ITEM_HEADER: usize = 8;

/// Reads the directory of a medium, whatever the case of its name.
pub fn read_of(medium: &dyn Medium) -> Result<Directory, ReadError> {
    let is_directory = |path: &&VolumePath| matches!(path.components(), [name] if name.eq_ignore_ascii_case(super::FILE_NAME));
    let entries = medium.entries()?;
    let mut paths = entries.iter().map(|entry| &entry.path);
    let path = paths.find(is_directory).ok_or(ReadError::Missing)?;
    read(medium.open(path)?)
}

/// Reads a directory. What is damaged is read as far as it goes and told in
/// [`Directory::damage`].
pub fn read<R: Read>(reader: R) -> Result<Directory, ReadError> {
    let mut bytes = Vec::new();
    let length = reader.take(MAX_BYTES + 1).read_to_end(&mut bytes)? as u64;
    if length > MAX_BYTES {
        return Err(ReadError::TooLarge);
    }
    let options = HeaderOptions {
        stop: tags::DIRECTORY_RECORD_SEQUENCE,
        ..HeaderOptions::default()
    };
    let header = read_header(&bytes[..], &options)?;
    let is_other = !header.meta.sop_class.is_empty() && header.meta.sop_class != super::SOP_CLASS;
    if is_other {
        return Err(ReadError::NotADirectory(header.meta.sop_class));
    }
    Ok(directory(header, bytes))
}

fn directory(header: Header, bytes: Vec<u8>) -> Directory {
    let head = header.data_set;
    let link = |tag| head.u32(tag).ok().flatten().unwrap_or(0);
    let start = header.stopped_at.map(|at| header.data_set_offset + at);
    let sequence = start.and_then(|start| sequence(&bytes, usize::try_from(start).ok()?));
    let encoding = sequence.as_ref().map(|sequence| sequence.encoding);
    let mut items = Items::default();
    if let Some(sequence) = sequence {
        items.read(&bytes, &sequence);
    }
    Directory {
        first: link(tags::OFFSET_OF_THE_FIRST_DIRECTORY_RECORD_OF_THE_ROOT_DIRECTORY_ENTITY),
        last: link(tags::OFFSET_OF_THE_LAST_DIRECTORY_RECORD_OF_THE_ROOT_DIRECTORY_ENTITY),
        consistency: head.u16(tags::FILE_SET_CONSISTENCY_FLAG).ok().flatten(),
        encoding: encoding
            .or_else(|| Encoding::of_native(&header.meta.transfer_syntax))
            .unwrap_or(Encoding::ExplicitLittle),
        meta: header.meta,
        warnings: header.warnings,
        head,
        records: items.records,
        damage: items.damage,
        bytes,
    }
}

/// Where Directory Record Sequence begins and how it is encoded.
struct Sequence {
    encoding: Encoding,
    /// Its first item.
    start: usize,
    /// Where it ends; `None`: at its delimiter.
    end: Option<usize>,
}

/// Reads the header of Directory Record Sequence; the encoding is seen from its bytes, since
/// directories are found whose File Meta Information says otherwise.
fn sequence(bytes: &[u8], at: usize) -> Option<Sequence> {
    let header = bytes.get(at..at + ITEM_HEADER)?;
    let is_big = header[..4] == [0x00, 0x04, 0x12, 0x20];
    let is_little = header[..4] == [0x04, 0x00, 0x20, 0x12];
    let encoding = match (is_big, is_little, &header[4..6]) {
        (true, _, _) => Encoding::ExplicitBig,
        (_, true, b"SQ") => Encoding::ExplicitLittle,
        (_, true, _) => Encoding::ImplicitLittle,
        _ => return None,
    };
    let size = if encoding.is_explicit() {
        12
    } else {
        ITEM_HEADER
    };
    let length = u32_at(encoding, bytes, at + size - 4)?;
    let start = at + size;
    let end = (length != UNDEFINED).then(|| start.saturating_add(length as usize).min(bytes.len()));
    Some(Sequence {
        encoding,
        start,
        end,
    })
}

#[derive(Default)]
struct Items {
    records: Vec<Record>,
    damage: Option<ScanError>,
}

impl Items {
    /// Item after item, as long as there is one.
    fn read(&mut self, bytes: &[u8], sequence: &Sequence) {
        let mut at = sequence.start;
        let end = sequence.end.unwrap_or(bytes.len());
        while at < end {
            let next = match tag_at(sequence.encoding, bytes, at) {
                Some(ITEM) if self.records.len() < MAX_RECORDS => self.item(bytes, sequence, at),
                Some(ITEM) => Err(Rule::TooManyElements(MAX_RECORDS as u64)),
                Some(SEQUENCE_DELIMITATION) if sequence.end.is_none() => return,
                // An item's delimiter where the item has a length: harmless.
                Some(ITEM_DELIMITATION) => Ok(at + ITEM_HEADER),
                Some(_) => Err(Rule::ItemExpected),
                None => Err(Rule::Truncated),
            };
            match next {
                Ok(next) => at = next,
                Err(rule) => return self.stop(at, rule),
            }
        }
        if sequence.end.is_none() {
            self.stop(at, Rule::Truncated);
        }
    }

    fn stop(&mut self, at: usize, rule: Rule) {
        self.damage = Some(ScanError::Broken {
            tag: tags::DIRECTORY_RECORD_SEQUENCE,
            offset: at as u64,
            rule,
        });
    }

    /// Reads the item at `at`; where the next one is.
    fn item(&mut self, bytes: &[u8], sequence: &Sequence, at: usize) -> Result<usize, Rule> {
        let start = at + ITEM_HEADER;
        let length = u32_at(sequence.encoding, bytes, at + 4).ok_or(Rule::Truncated)?;
        let (scanned, end, next) = if length == UNDEFINED {
            delimited(sequence.encoding, bytes, start)
        } else {
            let end = start.saturating_add(length as usize);
            let content = &bytes[start..end.min(bytes.len())];
            (scan(sequence.encoding, content, Limits::FILE), end, end)
        };
        let content = start..end.min(bytes.len());
        self.records.push(Record::new(at as u64, content, &scanned));
        match end > bytes.len() {
            true => Err(Rule::Truncated),
            false => Ok(next),
        }
    }
}

/// An item of undefined length: the scan ends with the delimiter, which is none of its elements.
/// Gives where the content ends, and the item.
fn delimited(encoding: Encoding, bytes: &[u8], start: usize) -> (Scanned, usize, usize) {
    let tolerance = Tolerance {
        stray_items: false,
        ..Tolerance::FILE
    };
    let limits = Limits {
        tolerance,
        ..Limits::FILE
    };
    let mut scanned = scan(encoding, &bytes[start..], limits);
    match scanned.error.take() {
        Some(ScanError::Broken {
            tag: ITEM_DELIMITATION,
            offset,
            rule: Rule::UnexpectedItem,
        }) => {
            let end = start + offset as usize;
            (scanned, end, end + ITEM_HEADER)
        }
        other => {
            scanned.error = other;
            (scanned, bytes.len() + 1, bytes.len())
        }
    }
}

fn tag_at(encoding: Encoding, bytes: &[u8], at: usize) -> Option<Tag> {
    let header = bytes.get(at..at + ITEM_HEADER)?;
    let number = |at: usize| {
        let pair = [header[at], header[at + 1]];
        match encoding.is_big_endian() {
            true => u16::from_be_bytes(pair),
            false => u16::from_le_bytes(pair),
        }
    };
    Some(Tag(number(0), number(2)))
}

fn u32_at(encoding: Encoding, bytes: &[u8], at: usize) -> Option<u32> {
    let word = bytes.get(at..at + 4)?.try_into().ok()?;
    Some(match encoding.is_big_endian() {
        true => u32::from_be_bytes(word),
        false => u32::from_le_bytes(word),
    })
}
