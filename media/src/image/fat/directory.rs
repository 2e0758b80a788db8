//! Folders of FAT: short names, with long ones before them where those say more.

use super::Runs;
use super::geometry::ENTRY;
use crate::image::ImageError;
use crate::image::bytes::{Record, dos_date, dos_time};
use crate::image::short::{self, ShortName};
use crate::image::tree::{Folder, Node};
use crate::timestamp::Timestamp;

/// Attributes.
const LABEL: u8 = 0x08;
const FOLDER: u8 = 0x10;
const FILE: u8 = 0x20;
const LONG: u8 = 0x0F;
/// Set in the number of a long name's last entry.
const LAST: u8 = 0x40;
/// UTF-16 units of a long name, and of one entry of it.
const MAX_LONG: usize = 255;
const UNITS: usize = 13;
/// Entries of a folder, long names included.
const MAX_ENTRIES: u64 = 65536;

/// Clusters in one piece.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Run {
    /// 0 for what is empty.
    pub(super) first: u32,
    pub(super) count: u32,
    /// Bytes.
    pub(super) length: u64,
}

#[derive(Debug)]
struct Entry {
    short: [u8; 11],
    /// UTF-16, when the short name is not the whole truth.
    long: Option<Vec<u16>>,
    node: Node,
}

#[derive(Debug)]
enum Head {
    /// The label.
    Root(Option<[u8; 11]>),
    /// The folder itself and the one above.
    Below { itself: usize, parent: usize },
}

/// A folder.
#[derive(Debug)]
pub(super) struct Directory {
    head: Head,
    entries: Vec<Entry>,
}

impl Directory {
    pub(super) fn root(folder: &Folder, label: Option<[u8; 11]>) -> Result<Self, ImageError> {
        Self::of(Head::Root(label), folder)
    }

    pub(super) fn below(itself: usize, folder: &Folder) -> Result<Self, ImageError> {
        let parent = folder.parent;
        Self::of(Head::Below { itself, parent }, folder)
    }

    fn of(head: Head, folder: &Folder) -> Result<Self, ImageError> {
        let named = short::names(folder)?.into_iter().zip(&folder.entries);
        let entry = |(short, (name, node)): (ShortName, &(String, Node))| {
            Ok(Entry {
                short: padded(&short),
                long: long(name, &short)?,
                node: *node,
            })
        };
        let entries = named.map(entry).collect::<Result<_, ImageError>>()?;
        let directory = Self { head, entries };
        match directory.length() / ENTRY <= MAX_ENTRIES {
            true => Ok(directory),
            false => Err(ImageError::TooLarge {
                what: format!("a folder of {} names for FAT", directory.entries.len()),
            }),
        }
    }

    /// Bytes.
    pub(super) fn length(&self) -> u64 {
        let head = match self.head {
            Head::Root(label) => usize::from(label.is_some()),
            Head::Below { .. } => 2,
        };
        let long = self.entries.iter().flat_map(|entry| &entry.long);
        let long: usize = long.map(|name| name.len().div_ceil(UNITS)).sum();
        // The root of a volume without label and files still has a place.
        (head + long + self.entries.len()).max(1) as u64 * ENTRY
    }

    /// The folder as it is written.
    pub(super) fn bytes(&self, runs: &Runs, time: &Timestamp) -> Vec<u8> {
        let mut bytes = self.head(runs, time);
        for entry in &self.entries {
            if let Some(long) = &entry.long {
                bytes.extend(long_entries(long, checksum(&entry.short)));
            }
            let run = runs.node(entry.node);
            let (attribute, length) = match entry.node {
                Node::Folder(_) => (FOLDER, 0),
                Node::File(_) => (FILE, run.length as u32),
            };
            bytes.extend(short_entry(
                &entry.short,
                attribute,
                run.first,
                length,
                time,
            ));
        }
        Record(bytes).zeros_to(self.length() as usize).0
    }

    fn head(&self, runs: &Runs, time: &Timestamp) -> Vec<u8> {
        match self.head {
            Head::Root(None) => Vec::new(),
            Head::Root(Some(label)) => short_entry(&label, LABEL, 0, 0, time),
            Head::Below { itself, parent } => {
                let itself = runs.folders[itself].first;
                // The root's own cluster is not told here.
                let parent = match parent {
                    0 => 0,
                    parent => runs.folders[parent].first,
                };
                let dot = short_entry(b".          ", FOLDER, itself, 0, time);
                let dots = short_entry(b"..         ", FOLDER, parent, 0, time);
                [dot, dots].concat()
            }
        }
    }
}

fn padded(short: &ShortName) -> [u8; 11] {
    let mut padded = [b' '; 11];
    let (name, extension) = padded.split_at_mut(8);
    name[..short.name.len()].copy_from_slice(short.name.as_bytes());
    extension[..short.extension.len()].copy_from_slice(short.extension.as_bytes());
    padded
}

/// The long name, if it is needed.
fn long(name: &str, short: &ShortName) -> Result<Option<Vec<u16>>, ImageError> {
    if short.dotted() == name {
        return Ok(None);
    }
    let units: Vec<u16> = name.encode_utf16().collect();
    let rule = if units.len() > MAX_LONG {
        "FAT takes names of 255 characters"
    } else if name.contains(['"', '*', '/', ':', '<', '>', '?', '\\', '|']) {
        "FAT takes none of \" * / : < > ? \\ | in a name"
    } else if name.ends_with(['.', ' ']) {
        "FAT takes no name that ends in a dot or a space"
    } else {
        return Ok(Some(units));
    };
    Err(ImageError::Name {
        path: name.to_owned(),
        rule,
    })
}

fn short_entry(
    name: &[u8; 11],
    attribute: u8,
    first: u32,
    length: u32,
    time: &Timestamp,
) -> Vec<u8> {
    let (date, clock) = (dos_date(time), dos_time(time));
    Record::default()
        .bytes(name)
        .u8(attribute)
        .zeros(2)
        .u16(clock)
        .u16(date)
        .u16(date)
        .u16((first >> 16) as u16)
        .u16(clock)
        .u16(date)
        .u16(first as u16)
        .u32(length)
        .0
}

/// Ties a long name to its short one.
fn checksum(short: &[u8; 11]) -> u8 {
    let add = |sum: u8, byte: &u8| sum.rotate_right(1).wrapping_add(*byte);
    short.iter().fold(0, add)
}

/// The entries of a long name, its end first.
fn long_entries(name: &[u16], checksum: u8) -> Vec<u8> {
    let count = name.len().div_ceil(UNITS);
    let entry = |(index, units): (usize, &[u16])| {
        let is_last = index + 1 == count;
        let number = (index as u8 + 1) | if is_last { LAST } else { 0 };
        long_entry(number, units, checksum)
    };
    name.chunks(UNITS)
        .enumerate()
        .rev()
        .flat_map(entry)
        .collect()
}

fn long_entry(number: u8, units: &[u16], checksum: u8) -> Vec<u8> {
    let mut padded = [0xFFFF; UNITS];
    padded[..units.len()].copy_from_slice(units);
    if let Some(end) = padded.get_mut(units.len()) {
        *end = 0;
    }
    let part = |from: usize, to: usize| {
        let units = padded[from..to].iter();
        units
            .flat_map(|unit| unit.to_le_bytes())
            .collect::<Vec<u8>>()
    };
    Record::default()
        .u8(number)
        .bytes(&part(0, 5))
        .u8(LONG)
        .u8(0)
        .u8(checksum)
        .bytes(&part(5, 11))
        .u16(0)
        .bytes(&part(11, 13))
        .0
}
