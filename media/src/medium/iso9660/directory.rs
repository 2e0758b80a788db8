//! Directory records (ECMA-119 9.1), walked from the root.

use std::collections::HashSet;

use super::super::disk::{Disk, SECTOR, u32_at};
use super::super::error::OpenError;
use super::super::finding::FindingKind;
use super::super::node::{Data, Extent, Node, Tree};
use super::super::{MAX_DEPTH, MediumEntry};
use super::descriptor::{Volume, ucs2};
use super::name;
use crate::volume::VolumePath;

/// Bytes of one directory: 64 MiB hold over a million records.
const MAX_DIRECTORY: u64 = 64 << 20;
/// Extents of one file: 4 TiB in pieces of 4 GiB.
const MAX_EXTENTS: usize = 1024;

/// File flags (ECMA-119 9.1.6).
const IS_FOLDER: u8 = 2;
const MORE_EXTENTS: u8 = 0x80;

/// A directory still to be read.
struct Folder {
    path: Option<VolumePath>,
    block: u32,
    length: u64,
    depth: usize,
}

/// A walk through one tree.
pub(super) struct Walk<'a> {
    disk: &'a Disk,
    volume: &'a Volume,
    todo: Vec<Folder>,
    seen: HashSet<u32>,
}

/// A directory record, of what it takes here.
struct Record<'a> {
    block: u32,
    length: u64,
    flags: u8,
    name: &'a [u8],
}

impl<'a> Record<'a> {
    fn parse(bytes: &'a [u8]) -> Option<Self> {
        let name = bytes.get(33..33 + usize::from(*bytes.get(32)?))?;
        Some(Self {
            // Extended attribute records stand before the file's bytes (ECMA-119 9.1.3).
            block: u32_at(bytes, 2).saturating_add(u32::from(bytes[1])),
            length: u64::from(u32_at(bytes, 10)),
            flags: bytes[25],
            name,
        })
    }

    fn is_folder(&self) -> bool {
        self.flags & IS_FOLDER != 0
    }

    /// The directory itself and its parent (ECMA-119 6.8.2.2).
    fn is_special(&self) -> bool {
        matches!(self.name, [0 | 1])
    }
}

impl<'a> Walk<'a> {
    pub(super) fn new(disk: &'a Disk, volume: &'a Volume) -> Self {
        let root = Folder {
            path: None,
            block: volume.root.0,
            length: u64::from(volume.root.1),
            depth: 1,
        };
        Self {
            disk,
            volume,
            todo: vec![root],
            seen: HashSet::new(),
        }
    }

    pub(super) fn run(mut self, tree: &mut Tree) -> Result<(), OpenError> {
        while let Some(folder) = self.todo.pop() {
            if self.seen.insert(folder.block) {
                self.folder(&folder, tree)?;
            } else {
                let words = "a folder that is its own parent or there twice".to_owned();
                tree.note(FindingKind::FolderLoop, folder.path.as_ref(), words);
            }
        }
        Ok(())
    }

    fn folder(&mut self, folder: &Folder, tree: &mut Tree) -> Result<(), OpenError> {
        let offset = u64::from(folder.block) * self.volume.block;
        let length = folder.length.min(MAX_DIRECTORY) as usize;
        let bytes = self.disk.bytes(offset, length)?;
        if (bytes.len() as u64) < folder.length {
            let words = format!("the folder has {} bytes of {}", bytes.len(), folder.length);
            tree.note(FindingKind::Beyond, folder.path.as_ref(), words);
        }
        let mut pending = Vec::new();
        for sector in bytes.chunks(SECTOR as usize) {
            self.sector(sector, folder, &mut pending, tree)?;
        }
        Ok(())
    }

    /// Records do not cross sectors; what is left of a sector is zeros (ECMA-119 6.8.1.1).
    fn sector(
        &mut self,
        sector: &[u8],
        folder: &Folder,
        pending: &mut Vec<Extent>,
        tree: &mut Tree,
    ) -> Result<(), OpenError> {
        let mut rest = sector;
        while let Some((&length, _)) = rest.split_first().filter(|(length, _)| **length > 0) {
            let Some(bytes) = rest.get(..usize::from(length)) else {
                break;
            };
            let Some(record) = Record::parse(bytes).filter(|_| bytes.len() > 33) else {
                break;
            };
            if !record.is_special() {
                self.record(&record, folder, pending, tree)?;
            }
            rest = &rest[usize::from(length)..];
        }
        Ok(())
    }

    fn record(
        &mut self,
        record: &Record<'_>,
        folder: &Folder,
        pending: &mut Vec<Extent>,
        tree: &mut Tree,
    ) -> Result<(), OpenError> {
        let raw = self.text(record.name);
        let Some(path) = tree.child(folder.path.as_ref(), name::plain(&raw)) else {
            return Ok(());
        };
        if !self.volume.joliet {
            name::judge(&raw, record.is_folder(), folder.depth, &path, tree);
        }
        if record.is_folder() {
            return self.enter(record, folder, path, tree);
        }
        let there = self.there(record, &path, tree);
        if pending.len() < MAX_EXTENTS {
            pending.push(there);
        }
        if record.flags & MORE_EXTENTS != 0 {
            return Ok(());
        }
        let extents = std::mem::take(pending);
        let length = extents.iter().map(|extent| extent.length).sum();
        tree.add(file(path, length, extents))
    }

    /// The bytes of a record, cut where the medium ends.
    fn there(&self, record: &Record<'_>, path: &VolumePath, tree: &mut Tree) -> Extent {
        let offset = u64::from(record.block) * self.volume.block;
        let length = record.length.min(self.disk.length().saturating_sub(offset));
        if length < record.length {
            let words = format!("{length} bytes of {} are on the medium", record.length);
            tree.note(FindingKind::Beyond, Some(path), words);
        }
        Extent {
            offset: Some(offset),
            length,
        }
    }

    fn enter(
        &mut self,
        record: &Record<'_>,
        folder: &Folder,
        path: VolumePath,
        tree: &mut Tree,
    ) -> Result<(), OpenError> {
        if folder.depth < MAX_DEPTH {
            self.todo.push(Folder {
                path: Some(path.clone()),
                block: record.block,
                length: record.length,
                depth: folder.depth + 1,
            });
        } else {
            tree.too_deep(&path);
        }
        tree.add(Node {
            entry: MediumEntry {
                path,
                is_folder: true,
                length: record.length,
            },
            data: Data::Extents(Vec::new()),
        })
    }

    fn text(&self, name: &[u8]) -> String {
        match self.volume.joliet {
            true => ucs2(name),
            // Level 1 names are ASCII; what else is written there is Latin 1 in the field.
            false => name.iter().map(|byte| char::from(*byte)).collect(),
        }
    }
}

fn file(path: VolumePath, length: u64, extents: Vec<Extent>) -> Node {
    Node {
        entry: MediumEntry {
            path,
            is_folder: false,
            length,
        },
        data: Data::Extents(extents),
    }
}
