//! Folders and path tables (ECMA-119 6.8, 6.9, 9.1, 9.4).

use super::{MAX_PART, descriptor};
use crate::image::ImageError;
use crate::image::bytes::Record;
use crate::image::sectors::{self, SECTOR, Span};
use crate::image::short::{self, ShortName};
use crate::image::tree::{Node, Tree};
use crate::timestamp::Timestamp;

/// Folders of one volume: their numbers in the path table have 16 bits (ECMA-119 9.4.4).
const MAX_FOLDERS: usize = u16::MAX as usize;
/// Characters of a name (Joliet).
const MAX_JOLIET: usize = 64;
/// File flags (ECMA-119 9.1.6).
const IS_FOLDER: u8 = 2;
const HAS_MORE_PARTS: u8 = 0x80;
/// A directory record without its identifier.
const RECORD: usize = 33;

/// How names are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Naming {
    /// 8 and 3 characters, a dot always, version 1 (level 1, PS3.12 F.1.2.1).
    Primary,
    /// UCS-2, big-endian.
    Joliet,
}

#[derive(Debug)]
struct Item {
    identifier: Vec<u8>,
    node: Node,
    /// Directory records: 1, more for what is too long for one.
    records: usize,
}

#[derive(Debug)]
struct Folder {
    parent: usize,
    identifier: Vec<u8>,
    items: Vec<Item>,
    sector: u32,
    length: u32,
}

/// One tree of the volume, with the places of its tables.
#[derive(Debug)]
pub(super) struct Hierarchy {
    folders: Vec<Folder>,
    /// Folders by level, then by name: the order of the path table.
    order: Vec<usize>,
    /// The first sector of its tables, and the one after the last.
    pub(super) first: u32,
    pub(super) end: u32,
    /// Bytes of a path table.
    pub(super) path_table_length: u32,
}

impl Hierarchy {
    pub(super) fn of(
        tree: &Tree,
        naming: Naming,
        lengths: &[u64],
        first: u32,
    ) -> Result<Self, ImageError> {
        let mut folders = folders(tree, naming, lengths)?;
        let order = tree.breadth_first(|folder| nodes(&folders[folder].items));
        let path_table_length: usize = folders.iter().map(path_record_length).sum();
        let table = path_table_length.div_ceil(SECTOR as usize) as u64;
        let mut next = u64::from(first) + 2 * table;
        for &folder in &order {
            folders[folder].sector = sectors::checked(next)?;
            next += u64::from(folders[folder].length) / SECTOR;
        }
        Ok(Self {
            folders,
            order,
            first,
            end: sectors::checked(next)?,
            path_table_length: path_table_length as u32,
        })
    }

    fn table_sectors(&self) -> u32 {
        self.path_table_length.div_ceil(SECTOR as u32)
    }

    pub(super) fn little_endian_table(&self) -> u32 {
        self.first
    }

    pub(super) fn big_endian_table(&self) -> u32 {
        self.first + self.table_sectors()
    }

    /// The root's directory record, as descriptors have it.
    pub(super) fn root_record(&self, time: &Timestamp) -> Vec<u8> {
        self.folder_record(0, &[0], time)
    }

    /// Path tables and folders, in whole sectors.
    pub(super) fn tables(&self, time: &Timestamp, spans: &[Span]) -> Vec<u8> {
        let mut tables = Vec::new();
        for big_endian in [false, true] {
            tables.extend(self.path_table(big_endian));
            pad(&mut tables);
        }
        for &folder in &self.order {
            self.write_folder(folder, time, spans, &mut tables);
        }
        tables
    }

    fn path_table(&self, big_endian: bool) -> Vec<u8> {
        let mut numbers = vec![0; self.folders.len()];
        for (number, &folder) in self.order.iter().enumerate() {
            numbers[folder] = number as u16 + 1;
        }
        let of_folder = |&folder: &usize| {
            let folder = &self.folders[folder];
            let parent: u16 = numbers[folder.parent];
            let (sector, parent) = match big_endian {
                true => (folder.sector.to_be_bytes(), parent.to_be_bytes()),
                false => (folder.sector.to_le_bytes(), parent.to_le_bytes()),
            };
            Record::default()
                .u8(folder.identifier.len() as u8)
                .u8(0)
                .bytes(&sector)
                .bytes(&parent)
                .field(&folder.identifier, even(folder.identifier.len()), 0)
                .0
        };
        self.order.iter().flat_map(of_folder).collect()
    }

    fn write_folder(&self, index: usize, time: &Timestamp, spans: &[Span], out: &mut Vec<u8>) {
        let folder = &self.folders[index];
        let end = out.len() + folder.length as usize;
        out.extend(self.folder_record(index, &[0], time));
        out.extend(self.folder_record(folder.parent, &[1], time));
        for item in &folder.items {
            match item.node {
                Node::Folder(below) => {
                    within_sector(out, self.folder_record(below, &item.identifier, time));
                }
                Node::File(file) => file_records(item, spans[file], time)
                    .into_iter()
                    .for_each(|record| within_sector(out, record)),
            }
        }
        out.resize(end, 0);
    }

    fn folder_record(&self, index: usize, identifier: &[u8], time: &Timestamp) -> Vec<u8> {
        let folder = &self.folders[index];
        record(identifier, folder.sector, folder.length, IS_FOLDER, time)
    }
}

fn nodes(items: &[Item]) -> Vec<Node> {
    items.iter().map(|item| item.node).collect()
}

fn folders(tree: &Tree, naming: Naming, lengths: &[u64]) -> Result<Vec<Folder>, ImageError> {
    if tree.folders.len() > MAX_FOLDERS {
        return Err(ImageError::TooLarge {
            what: format!(
                "{} folders, and ISO 9660 has at most {MAX_FOLDERS}",
                tree.folders.len()
            ),
        });
    }
    let mut identifiers = vec![vec![0]; tree.folders.len()];
    let mut folders = Vec::with_capacity(tree.folders.len());
    for folder in &tree.folders {
        let items = items(folder, naming, lengths)?;
        for item in &items {
            if let Node::Folder(below) = item.node {
                identifiers[below].clone_from(&item.identifier);
            }
        }
        folders.push(Folder {
            parent: folder.parent,
            identifier: Vec::new(),
            length: folder_length(&items)?,
            items,
            sector: 0,
        });
    }
    for (folder, identifier) in folders.iter_mut().zip(identifiers) {
        folder.identifier = identifier;
    }
    Ok(folders)
}

fn items(
    folder: &crate::image::tree::Folder,
    naming: Naming,
    lengths: &[u64],
) -> Result<Vec<Item>, ImageError> {
    let mut items = match naming {
        Naming::Primary => primary_items(folder)?,
        Naming::Joliet => joliet_items(folder)?,
    };
    items.sort_by(|a, b| a.0.cmp(&b.0));
    let item = |(_, identifier, node): (SortKey, Vec<u8>, Node)| Item {
        identifier,
        node,
        records: match node {
            Node::File(file) => parts(lengths[file]),
            Node::Folder(_) => 1,
        },
    };
    Ok(items.into_iter().map(item).collect())
}

/// Name, then extension (ECMA-119 9.3).
type SortKey = (Vec<u16>, Vec<u16>);
type Named = (SortKey, Vec<u8>, Node);

fn primary_items(folder: &crate::image::tree::Folder) -> Result<Vec<Named>, ImageError> {
    let named = short::names(folder)?.into_iter().zip(&folder.entries);
    let item = |(short, (_, node)): (ShortName, &(String, Node))| {
        let identifier = match node {
            Node::Folder(_) => short.name.clone(),
            Node::File(_) => format!("{}.{};1", short.name, short.extension),
        };
        let key = (utf16(&short.name), utf16(&short.extension));
        (key, identifier.into_bytes(), *node)
    };
    Ok(named.map(item).collect())
}

fn joliet_items(folder: &crate::image::tree::Folder) -> Result<Vec<Named>, ImageError> {
    let item = |(name, node): &(String, Node)| {
        let units = joliet_name(name)?;
        let (stem, extension) = name.rsplit_once('.').unwrap_or((name, ""));
        let version: &[u16] = match node {
            Node::Folder(_) => &[],
            Node::File(_) => &[b';' as u16, b'1' as u16],
        };
        let identifier = units
            .iter()
            .chain(version)
            .flat_map(|unit| unit.to_be_bytes());
        Ok(((utf16(stem), utf16(extension)), identifier.collect(), *node))
    };
    folder.entries.iter().map(item).collect()
}

fn joliet_name(name: &str) -> Result<Vec<u16>, ImageError> {
    let refuse = |rule| {
        Err(ImageError::Name {
            path: name.to_owned(),
            rule,
        })
    };
    let units = utf16(name);
    match units.len() <= MAX_JOLIET {
        true if name.contains(['*', '/', ':', ';', '?', '\\']) => {
            refuse("Joliet takes none of * / : ; ? \\ in a name")
        }
        true => Ok(units),
        false => refuse("Joliet takes names of 64 characters"),
    }
}

fn utf16(text: &str) -> Vec<u16> {
    text.encode_utf16().collect()
}

fn parts(length: u64) -> usize {
    length.div_ceil(MAX_PART).max(1) as usize
}

fn even(length: usize) -> usize {
    length + length % 2
}

fn record_length(identifier: usize) -> usize {
    even(RECORD + identifier)
}

fn path_record_length(folder: &Folder) -> usize {
    8 + even(folder.identifier.len())
}

/// Bytes of a folder: records do not cross sectors (ECMA-119 6.8.1.1).
fn folder_length(items: &[Item]) -> Result<u32, ImageError> {
    let mut length = 2 * record_length(1) as u64;
    for item in items {
        let record = record_length(item.identifier.len()) as u64;
        for _ in 0..item.records {
            if length % SECTOR + record > SECTOR {
                length = length.next_multiple_of(SECTOR);
            }
            length += record;
        }
    }
    let length = length.next_multiple_of(SECTOR);
    u32::try_from(length).map_err(|_| ImageError::TooLarge {
        what: format!("a folder of {} entries", items.len()),
    })
}

/// `out` begins at a sector, so that its length says how much of the last one is free.
fn within_sector(out: &mut Vec<u8>, record: Vec<u8>) {
    if out.len() % SECTOR as usize + record.len() > SECTOR as usize {
        pad(out);
    }
    out.extend(record);
}

fn pad(out: &mut Vec<u8>) {
    out.resize(out.len().next_multiple_of(SECTOR as usize), 0);
}

fn file_records(item: &Item, span: Span, time: &Timestamp) -> Vec<Vec<u8>> {
    let record_of = |part: usize| {
        let from = part as u64 * MAX_PART;
        let length = (span.length - from).min(MAX_PART) as u32;
        let sector = span.sector + (from / SECTOR) as u32;
        let flags = match part + 1 < item.records {
            true => HAS_MORE_PARTS,
            false => 0,
        };
        record(&item.identifier, sector, length, flags, time)
    };
    (0..item.records).map(record_of).collect()
}

/// A Directory Record (ECMA-119 9.1), without extended attributes (PS3.12 F.1.3).
fn record(identifier: &[u8], sector: u32, length: u32, flags: u8, time: &Timestamp) -> Vec<u8> {
    let size = record_length(identifier.len());
    Record::default()
        .u8(size as u8)
        .u8(0)
        .both32(sector)
        .both32(length)
        .bytes(&descriptor::numbers(time))
        .u8(flags)
        .zeros(2)
        .both16(1)
        .u8(identifier.len() as u8)
        .bytes(identifier)
        .zeros_to(size)
        .0
}
