//! A directory as it was read.

use std::ops::Range;

use filmdesk_dataset::bulk::MemorySink;
use filmdesk_dataset::file::{FileMeta, FileWarning};
use filmdesk_dataset::scan::{Limits, Rule, ScanError, Scanner};
use filmdesk_dataset::{DataSet, Encoding, Tag, tags};

use crate::record::RecordTerm;

/// A directory as it was read: every record that is there, in the order of the file, whatever
/// the offsets say.
#[derive(Debug)]
pub struct Directory {
    /// File Meta Information; its SOP Instance UID is the File-set UID.
    pub meta: FileMeta,
    /// The elements outside of Directory Record Sequence.
    pub head: DataSet,
    /// Offset of the First Directory Record of the Root Directory Entity (0004,1200); 0: none.
    pub first: u32,
    /// Offset of the Last one (0004,1202).
    pub last: u32,
    /// File-set Consistency Flag (0004,1212).
    pub consistency: Option<u16>,
    /// The records by offset.
    pub records: Vec<Record>,
    /// How the data set is encoded, which should be Explicit VR Little Endian.
    pub encoding: Encoding,
    /// What the file departs from PS3.10 in.
    pub warnings: Vec<FileWarning>,
    /// Where reading ended before the sequence did, and why.
    pub damage: Option<ScanError>,
    pub(super) bytes: Vec<u8>,
}

/// A record as it was read.
#[derive(Debug, Clone, PartialEq)]
pub struct Record {
    /// Where its item begins, from the first byte of the file.
    pub offset: u64,
    /// Offset of the Next Directory Record (0004,1400); 0: none.
    pub next: u32,
    /// Record In-use Flag (0004,1410).
    pub in_use: Option<u16>,
    /// Offset of Referenced Lower-Level Directory Entity (0004,1420); 0: none.
    pub lower: u32,
    /// Directory Record Type (0004,1430).
    pub term: RecordTerm,
    /// Referenced File ID (0004,1500), components separated by `\`; as it is, padding removed.
    pub file_id: Option<String>,
    /// Referenced SOP Class UID in File (0004,1510).
    pub sop_class: Option<String>,
    /// Referenced SOP Instance UID in File (0004,1511).
    pub sop_instance: Option<String>,
    /// Referenced Transfer Syntax UID in File (0004,1512).
    pub transfer_syntax: Option<String>,
    /// The rule that its elements break, if they could not be read to the end.
    pub damage: Option<Rule>,
    pub(super) content: Range<usize>,
}

impl Directory {
    /// All elements of a record; the pixels of icons by reference into [`Self::values`].
    pub fn data_set(&self, record: &Record) -> DataSet {
        self.values(record).0
    }

    /// All elements of a record and the pixels of its icons.
    pub fn values(&self, record: &Record) -> (DataSet, MemorySink) {
        let content = &self.bytes[record.content.clone()];
        let scanned = scan(self.encoding, content, Limits::FILE);
        (scanned.data, scanned.values)
    }

    /// Bytes of the file.
    pub fn length(&self) -> u64 {
        self.bytes.len() as u64
    }

    /// The index of the record whose item begins at `offset`.
    pub fn at(&self, offset: u32) -> Option<usize> {
        let found = self
            .records
            .binary_search_by(|record| record.offset.cmp(&u64::from(offset)));
        found.ok()
    }

    /// File-set ID (0004,1130), without padding.
    pub fn file_set_id(&self) -> String {
        text(&self.head, tags::FILE_SET_ID).unwrap_or_default()
    }
}

impl Record {
    pub(super) fn new(offset: u64, content: Range<usize>, scanned: &Scanned) -> Self {
        let data = &scanned.data;
        let link = |tag| data.u32(tag).ok().flatten().unwrap_or(0);
        Self {
            offset,
            next: link(tags::OFFSET_OF_THE_NEXT_DIRECTORY_RECORD),
            in_use: data.u16(tags::RECORD_IN_USE_FLAG).ok().flatten(),
            lower: link(tags::OFFSET_OF_REFERENCED_LOWER_LEVEL_DIRECTORY_ENTITY),
            term: RecordTerm::parse(&text(data, tags::DIRECTORY_RECORD_TYPE).unwrap_or_default()),
            file_id: text(data, tags::REFERENCED_FILE_ID),
            sop_class: text(data, tags::REFERENCED_SOP_CLASS_UID_IN_FILE),
            sop_instance: text(data, tags::REFERENCED_SOP_INSTANCE_UID_IN_FILE),
            transfer_syntax: text(data, tags::REFERENCED_TRANSFER_SYNTAX_UID_IN_FILE),
            damage: scanned.error.as_ref().and_then(ScanError::rule),
            content,
        }
    }
}

/// Text of any bytes, without padding; `None` when empty.
pub(super) fn text(data: &DataSet, tag: Tag) -> Option<String> {
    let text = String::from_utf8_lossy(data.bytes(tag)?).into_owned();
    let text = text.trim_matches([' ', '\0']);
    (!text.is_empty()).then(|| text.to_owned())
}

/// An item's content.
pub(super) struct Scanned {
    pub(super) data: DataSet,
    pub(super) values: MemorySink,
    pub(super) error: Option<ScanError>,
}

pub(super) fn scan(encoding: Encoding, bytes: &[u8], limits: Limits) -> Scanned {
    let mut scanner = Scanner::new(encoding, limits);
    let mut values = MemorySink::default();
    let fed = scanner.feed(bytes, &mut values);
    let (data, unfinished) = scanner.finish_damaged(&mut values);
    Scanned {
        data,
        values,
        error: fed.err().or(unfinished),
    }
}
