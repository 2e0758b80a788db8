//! Directories: 8.3 entries and the long names before them.

use std::collections::HashSet;
use std::io::Read;

use super::super::disk::{Disk, u16_at, u32_at};
use super::super::error::OpenError;
use super::super::finding::FindingKind;
use super::super::node::{Data, Extent, ExtentReader, Node, Tree};
use super::super::{MAX_DEPTH, MediumEntry};
use super::table::Table;
use super::{FatVolume, Width};
use crate::dicomdir;
use crate::timestamp::Timestamp;
use crate::volume::VolumePath;

/// Bytes of one directory: FAT itself allows 2 MiB.
const MAX_DIRECTORY: u64 = 2 << 20;
/// Parts of a long name.
const MAX_PARTS: usize = 20;

const ATTRIBUTE_LABEL: u8 = 0x08;
const ATTRIBUTE_FOLDER: u8 = 0x10;
const ATTRIBUTE_LONG: u8 = 0x0f;

/// A walk through the tree.
pub(super) struct Walk<'a> {
    disk: &'a Disk,
    volume: &'a FatVolume,
    table: Table<'a>,
    todo: Vec<(Option<VolumePath>, Vec<Extent>, usize)>,
    seen: HashSet<u32>,
}

/// An entry of 32 bytes with its name.
struct Entry {
    name: String,
    is_folder: bool,
    cluster: u32,
    length: u64,
    written: Option<Timestamp>,
}

impl<'a> Walk<'a> {
    pub(super) fn new(disk: &'a Disk, volume: &'a FatVolume) -> Self {
        Self {
            disk,
            volume,
            table: Table::new(disk, volume),
            todo: Vec::new(),
            seen: HashSet::new(),
        }
    }

    pub(super) fn run(mut self, tree: &mut Tree) -> Result<(), OpenError> {
        let root = match self.volume.width {
            Width::Bits32 => self
                .table
                .extents(self.volume.root_cluster, MAX_DIRECTORY)?,
            _ => vec![Extent {
                offset: Some(self.volume.root.0),
                length: self.volume.root.1,
            }],
        };
        self.todo.push((None, root, 1));
        while let Some((path, extents, depth)) = self.todo.pop() {
            let mut bytes = Vec::new();
            let reader = ExtentReader::new(self.disk, &extents);
            reader.take(MAX_DIRECTORY).read_to_end(&mut bytes)?;
            self.folder(path.as_ref(), &bytes, depth, tree)?;
        }
        Ok(())
    }

    fn folder(
        &mut self,
        path: Option<&VolumePath>,
        bytes: &[u8],
        depth: usize,
        tree: &mut Tree,
    ) -> Result<(), OpenError> {
        let mut long = LongName::default();
        for raw in bytes.chunks_exact(32).take_while(|raw| raw[0] != 0) {
            let deleted = raw[0] == 0xe5;
            match raw[11] {
                _ if deleted => long = LongName::default(),
                attributes if attributes & 0x3f == ATTRIBUTE_LONG => long.take(raw),
                attributes if attributes & ATTRIBUTE_LABEL != 0 => {
                    if path.is_none() {
                        tree.label = Some(short_part(&raw[..11], false));
                    }
                }
                _ => {
                    let entry = Entry::parse(raw, std::mem::take(&mut long));
                    self.entry(entry, path, depth, tree)?;
                }
            }
        }
        Ok(())
    }

    fn entry(
        &mut self,
        entry: Entry,
        folder: Option<&VolumePath>,
        depth: usize,
        tree: &mut Tree,
    ) -> Result<(), OpenError> {
        if matches!(entry.name.as_str(), "." | "..") {
            return Ok(());
        }
        let Some(path) = tree.child(folder, entry.name) else {
            return Ok(());
        };
        // The label of a volume has the day it was formatted; DICOMDIR is what is written last.
        if folder.is_none() && dicomdir::is_name(&path) {
            tree.created = entry.written;
        }
        let wanted = match entry.is_folder {
            true => MAX_DIRECTORY,
            false => entry.length,
        };
        let extents = self.table.extents(entry.cluster, wanted)?;
        let length = extents.iter().map(|extent| extent.length).sum();
        if entry.is_folder {
            self.enter(&path, entry.cluster, &extents, depth, tree);
        } else if length < entry.length {
            let words = format!("{length} bytes of {} are on the medium", entry.length);
            tree.note(FindingKind::Beyond, Some(&path), words);
        }
        tree.add(Node {
            entry: MediumEntry {
                path,
                is_folder: entry.is_folder,
                length,
            },
            data: Data::Extents(match entry.is_folder {
                true => Vec::new(),
                false => extents,
            }),
        })
    }

    fn enter(
        &mut self,
        path: &VolumePath,
        cluster: u32,
        extents: &[Extent],
        depth: usize,
        tree: &mut Tree,
    ) {
        if !self.seen.insert(cluster) || cluster == self.volume.root_cluster {
            let words = "a folder that is its own parent or there twice".to_owned();
            tree.note(FindingKind::FolderLoop, Some(path), words);
        } else if depth < MAX_DEPTH {
            self.todo
                .push((Some(path.clone()), extents.to_vec(), depth + 1));
        } else {
            tree.too_deep(path);
        }
    }
}

impl Entry {
    fn parse(raw: &[u8], long: LongName) -> Self {
        let name = long.matching(raw).unwrap_or_else(|| short_name(raw));
        let cluster = u32::from(u16_at(raw, 20)) << 16 | u32::from(u16_at(raw, 26));
        Self {
            name,
            is_folder: raw[11] & ATTRIBUTE_FOLDER != 0,
            cluster,
            length: u64::from(u32_at(raw, 28)),
            written: Timestamp::from_dos(u16_at(raw, 24), u16_at(raw, 22)),
        }
    }
}

/// The 8.3 name; byte 12 tells which part Windows shows in lower case, which is not the name.
fn short_name(raw: &[u8]) -> String {
    let stem = short_part(&raw[..8], true);
    let extension = short_part(&raw[8..11], false);
    match extension.is_empty() {
        true => stem,
        false => format!("{stem}.{extension}"),
    }
}

fn short_part(bytes: &[u8], is_stem: bool) -> String {
    let text = bytes.iter().enumerate().map(|(at, byte)| match byte {
        // 0xE5 at the start would mean deleted.
        5 if is_stem && at == 0 => '\u{e5}',
        byte => char::from(*byte),
    });
    let text: String = text.collect();
    text.trim_end_matches(' ').to_owned()
}

/// A long name, whose parts come last first.
#[derive(Debug, Default)]
struct LongName {
    parts: Vec<[u16; 13]>,
    checksum: u8,
}

impl LongName {
    fn take(&mut self, raw: &[u8]) {
        if raw[0] & 0x40 != 0 || self.checksum != raw[13] {
            self.parts.clear();
        }
        self.checksum = raw[13];
        if self.parts.len() < MAX_PARTS {
            let places = (1..11)
                .step_by(2)
                .chain((14..26).step_by(2))
                .chain((28..32).step_by(2));
            let mut part = [0; 13];
            for (unit, at) in part.iter_mut().zip(places) {
                *unit = u16_at(raw, at);
            }
            self.parts.push(part);
        }
    }

    /// The name, if it belongs to the 8.3 entry that follows.
    fn matching(&self, raw: &[u8]) -> Option<String> {
        let sum = raw[..11]
            .iter()
            .fold(0u8, |sum, byte| sum.rotate_right(1).wrapping_add(*byte));
        if self.parts.is_empty() || sum != self.checksum {
            return None;
        }
        let units = self.parts.iter().rev().flatten().copied();
        let units = units.take_while(|unit| !matches!(unit, 0 | 0xffff));
        let name =
            char::decode_utf16(units).map(|unit| unit.unwrap_or(char::REPLACEMENT_CHARACTER));
        Some(name.collect())
    }
}
