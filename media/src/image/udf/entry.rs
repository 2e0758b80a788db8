//! File Entries: a block for each folder and file (ECMA-167 4/14.9).

use std::io;

use super::directory::{self, Identifier};
use super::tag::{self, Place, TagVersion};
use crate::image::ImageError;
use crate::image::bytes::Record;
use crate::image::layout::{Made, Output};
use crate::image::sectors::{self, SECTOR, Span};
use crate::image::tree::{Node, Tree};
use crate::timestamp::Timestamp;
use crate::volume::Volume;

/// File types (ECMA-167 4/14.6.6, UDF 2.2.13).
const FOLDER: u8 = 4;
const FILE: u8 = 5;
pub(super) const METADATA_FILE: u8 = 250;
pub(super) const METADATA_MIRROR: u8 = 251;
/// Everybody reads, writes and deletes, and goes into folders (PS3.12 P.2.1.5, X.2.1.5).
const FOLDER_PERMISSIONS: u32 = 0b11111_11111_11111;
const FILE_PERMISSIONS: u32 = 0b11110_11110_11110;
/// Neither user nor group (UDF 2.3.6.1).
const NOBODY: u32 = u32::MAX;
/// The first number that is not kept for the system (UDF 3.2.1.1).
const FIRST_UNIQUE: u64 = 16;
/// The longest extent of whole sectors: its length has 30 bits (ECMA-167 4/14.14.1.1).
const MAX_EXTENT: u64 = (1 << 30) - SECTOR;
/// A File Entry without allocation descriptors.
const FIXED: usize = 176;
/// Links to a folder are counted in 16 bits (ECMA-167 4/14.9.6).
const MAX_FOLDERS: usize = u16::MAX as usize;
/// The File Set Descriptor and the one that ends its sequence.
const FILE_SET_BLOCKS: u64 = 2;

/// Where entries are, and how they speak of the sectors of files.
#[derive(Debug, Clone, Copy)]
pub(super) struct Space {
    pub(super) version: TagVersion,
    /// The partition of entries and folders, by its place among the partition maps.
    partition: u16,
    /// The first sector of the partition that files are in.
    data: u32,
    allocation: Allocation,
    has_unique: bool,
}

impl Space {
    /// One partition for everything.
    pub(super) fn bridge(partition: u32) -> Self {
        Self {
            version: TagVersion(2),
            partition: 0,
            data: partition,
            allocation: Allocation::Short,
            has_unique: false,
        }
    }

    /// Entries in the metadata partition (UDF 2.2.10), files in the other.
    pub(super) fn metadata(partition: u32) -> Self {
        Self {
            version: TagVersion(3),
            partition: 1,
            data: partition,
            allocation: Allocation::Long,
            has_unique: true,
        }
    }

    fn unique(&self, unique: u64) -> u32 {
        if self.has_unique { unique as u32 } else { 0 }
    }

    pub(super) fn place(&self, block: u32) -> Place {
        Place {
            block,
            partition: self.partition,
        }
    }
}

/// Allocation descriptors: within the entry's own partition, or in partition 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Allocation {
    Short = 0,
    Long = 1,
}

impl Allocation {
    /// Of bytes from a block on.
    fn descriptors(self, block: u32, length: u64) -> Vec<u8> {
        let extents = length.div_ceil(MAX_EXTENT);
        let extent = |index: u64| {
            let from = index * MAX_EXTENT;
            let length = (length - from).min(MAX_EXTENT) as u32;
            let block = block + (from / SECTOR) as u32;
            match self {
                Self::Short => Record::default().u32(length).u32(block).0,
                Self::Long => Place {
                    block,
                    partition: 0,
                }
                .long(length, 0),
            }
        };
        (0..extents).flat_map(extent).collect()
    }

    fn longest(self) -> u64 {
        let size = match self {
            Self::Short => 8,
            Self::Long => 16,
        };
        (SECTOR - FIXED as u64) / size * MAX_EXTENT
    }
}

#[derive(Debug)]
struct Folder {
    parent: usize,
    entries: Vec<(Vec<u8>, Node)>,
    /// Its identifiers' first block.
    block: u32,
    length: u64,
}

/// Every entry with its block: folders, what folders hold, files.
#[derive(Debug)]
pub(super) struct Entries {
    pub(super) space: Space,
    time: Timestamp,
    folders: Vec<Folder>,
    first_file: u32,
    pub(super) file_count: usize,
}

impl Entries {
    pub(super) fn of(tree: &Tree, volume: &Volume, space: Space) -> Result<Self, ImageError> {
        let longest = space.allocation.longest();
        if let Some(file) = volume.files.iter().find(|file| file.length > longest) {
            return Err(ImageError::TooLarge {
                what: format!("{}: {} bytes, at most {longest}", file.path, file.length),
            });
        }
        if tree.folders.len() > MAX_FOLDERS {
            return Err(ImageError::TooLarge {
                what: format!("{} folders", tree.folders.len()),
            });
        }
        let mut next = FILE_SET_BLOCKS + tree.folders.len() as u64;
        let mut folders = Vec::with_capacity(tree.folders.len());
        for folder in &tree.folders {
            let named = |(name, node): &(String, Node)| Ok((directory::name(name)?, *node));
            let entries: Vec<_> = folder.entries.iter().map(named).collect::<Result<_, _>>()?;
            let length = directory::folder_length(entries.iter().map(|(name, _)| name)) as u64;
            folders.push(Folder {
                parent: folder.parent,
                entries,
                block: sectors::checked(next)?,
                length,
            });
            next += length.div_ceil(SECTOR);
        }
        Ok(Self {
            space,
            time: volume.created,
            folders,
            first_file: sectors::checked(next)?,
            file_count: tree.file_count,
        })
    }

    /// Blocks of everything, the file set's included.
    pub(super) fn blocks(&self) -> u64 {
        u64::from(self.first_file) + self.file_count as u64
    }

    pub(super) fn folder_count(&self) -> usize {
        self.folders.len()
    }

    /// The root's entry.
    pub(super) fn root(&self) -> Place {
        self.folder_place(0)
    }

    /// The next number for an entry.
    pub(super) fn next_unique(&self) -> u64 {
        self.file_unique(self.file_count)
    }

    fn folder_place(&self, folder: usize) -> Place {
        self.space.place(FILE_SET_BLOCKS as u32 + folder as u32)
    }

    fn folder_unique(&self, folder: usize) -> u64 {
        match folder {
            0 => 0,
            folder => FIRST_UNIQUE + folder as u64 - 1,
        }
    }

    fn file_unique(&self, file: usize) -> u64 {
        FIRST_UNIQUE + (self.folders.len() - 1 + file) as u64
    }

    /// Entries of folders, and what they hold.
    pub(super) fn folders(&self) -> Vec<u8> {
        let entries = (0..self.folders.len()).flat_map(|folder| self.folder_entry(folder));
        let contents = self.folders.iter().enumerate();
        let contents = contents.flat_map(|(index, folder)| self.content(index, folder));
        entries.chain(contents).collect()
    }

    fn folder_entry(&self, index: usize) -> Vec<u8> {
        let folder = &self.folders[index];
        let below = folder
            .entries
            .iter()
            .filter(|(_, node)| node.folder().is_some());
        Entry {
            kind: FOLDER,
            permissions: FOLDER_PERMISSIONS,
            links: 1 + below.count() as u16,
            length: folder.length,
            unique: self.folder_unique(index),
            allocation: Allocation::Short,
            block: folder.block,
        }
        .written(
            self.space.version,
            self.folder_place(index).block,
            &self.time,
        )
    }

    fn content(&self, index: usize, folder: &Folder) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(folder.length as usize);
        let unique = self.space.unique(self.folder_unique(folder.parent));
        let parent = directory::parent(self.folder_place(folder.parent), unique);
        let entries = folder
            .entries
            .iter()
            .map(|(name, node)| self.identifier(name, *node));
        for identifier in std::iter::once(parent).chain(entries) {
            let block = self.folders[index].block + (bytes.len() as u64 / SECTOR) as u32;
            bytes.extend(identifier.descriptor(self.space.version, block));
        }
        directory::padded(bytes)
    }

    fn identifier<'a>(&self, name: &'a [u8], node: Node) -> Identifier<'a> {
        let (characteristics, entry, unique) = match node {
            Node::Folder(folder) => {
                let unique = self.folder_unique(folder);
                (directory::IS_FOLDER, self.folder_place(folder), unique)
            }
            Node::File(file) => {
                let block = self.first_file + file as u32;
                (0, self.space.place(block), self.file_unique(file))
            }
        };
        Identifier {
            name,
            characteristics,
            entry,
            unique: self.space.unique(unique),
        }
    }

    /// The entries of files, whose places are known now.
    pub(super) fn with(self, spans: &[Span]) -> FileEntries {
        FileEntries {
            spans: spans.to_vec(),
            entries: self,
        }
    }
}

/// Entries of files, made while they are written: a block each.
#[derive(Debug)]
pub(super) struct FileEntries {
    entries: Entries,
    spans: Vec<Span>,
}

impl Made for FileEntries {
    fn write(&self, out: &mut Output<'_>) -> io::Result<()> {
        let Entries {
            space, first_file, ..
        } = self.entries;
        for (file, span) in self.spans.iter().enumerate() {
            let entry = Entry {
                kind: FILE,
                permissions: FILE_PERMISSIONS,
                links: 1,
                length: span.length,
                unique: self.entries.file_unique(file),
                allocation: space.allocation,
                block: span.sector - space.data,
            };
            let block = first_file + file as u32;
            out.put(&entry.written(space.version, block, &self.entries.time))?;
        }
        Ok(())
    }
}

/// The entry of the metadata file, or of its mirror, which says the same (UDF 2.2.13).
pub(super) fn metadata_file(
    kind: u8,
    block: u32,
    first: u32,
    blocks: u32,
    volume: &Volume,
) -> Vec<u8> {
    Entry {
        kind,
        permissions: 0,
        links: 0,
        length: u64::from(blocks) * SECTOR,
        unique: 0,
        allocation: Allocation::Short,
        block: first,
    }
    .written(TagVersion(3), block, &volume.created)
}

struct Entry {
    kind: u8,
    permissions: u32,
    links: u16,
    length: u64,
    unique: u64,
    allocation: Allocation,
    block: u32,
}

impl Entry {
    /// The whole block.
    fn written(&self, version: TagVersion, block: u32, time: &Timestamp) -> Vec<u8> {
        let time = tag::timestamp(time);
        let extents = self.allocation.descriptors(self.block, self.length);
        let body = tag::body()
            .bytes(&self.icb_tag())
            .u32(NOBODY)
            .u32(NOBODY)
            .u32(self.permissions)
            .u16(self.links)
            .zeros(6)
            .u64(self.length)
            .u64(self.length.div_ceil(SECTOR))
            .bytes(&time)
            .bytes(&time)
            .bytes(&time)
            .u32(1)
            .zeros(16)
            .bytes(&tag::maker())
            .u64(self.unique)
            .u32(0)
            .u32(extents.len() as u32)
            .bytes(&extents);
        Record(tag::tagged(261, version, block, body.0))
            .zeros_to(SECTOR as usize)
            .0
    }

    /// ECMA-167 4/14.6: strategy 4, one entry.
    fn icb_tag(&self) -> Vec<u8> {
        Record::default()
            .u32(0)
            .u16(4)
            .u16(0)
            .u16(1)
            .u8(0)
            .u8(self.kind)
            .zeros(6)
            .u16(self.allocation as u16)
            .0
    }
}
