//! File entries and file identifier descriptors (ECMA-167 4/14.4, 14.9, 14.17).

use std::collections::HashSet;

use super::super::disk::{u16_at, u32_at, u64_at};
use super::super::error::OpenError;
use super::super::finding::FindingKind;
use super::super::node::{Data, ExtentReader, Node, Tree};
use super::super::{MAX_DEPTH, MediumEntry};
use super::allocation::{self, Form, LongAd};
use super::tag;
use super::volume::{Volume, broken};
use crate::volume::VolumePath;
use std::io::Read;

/// Bytes of one directory: 64 MiB hold over a million entries.
const MAX_DIRECTORY: u64 = 64 << 20;

/// File types of the ICB tag (4/14.6.6).
const TYPE_FOLDER: u8 = 4;
/// File characteristics (4/14.4.3).
const DELETED: u8 = 4;
const PARENT: u8 = 8;

/// A file entry: what is at an ICB.
#[derive(Debug)]
pub(super) struct Entry {
    is_folder: bool,
    length: u64,
    pub(super) data: Data,
}

/// Reads the file entry or extended file entry at a block; `None` when there is none.
pub(super) fn read_entry(
    volume: &Volume<'_>,
    partition: u16,
    block: u32,
) -> Result<Option<Entry>, OpenError> {
    let Some(offset) = volume.place(partition, block) else {
        return Ok(None);
    };
    let bytes = volume.disk.bytes(offset, volume.block as usize)?;
    // Where the length of the extended attributes stands, and where they begin.
    let (lengths, attributes) = match tag::identifier(&bytes) {
        Some(tag::FILE_ENTRY) => (168, 176),
        Some(tag::EXTENDED_FILE_ENTRY) => (208, 216),
        _ => return Ok(None),
    };
    let start = attributes + u32_at(&bytes, lengths) as usize;
    let end = start.saturating_add(u32_at(&bytes, lengths + 4) as usize);
    let descriptors = bytes.get(start..end.min(bytes.len())).unwrap_or_default();
    let length = u64_at(&bytes, 56);
    let form = match u16_at(&bytes, 34) & 7 {
        0 => Some(Form::Short),
        1 => Some(Form::Long),
        2 => Some(Form::Extended),
        _ => None,
    };
    let data = match form {
        Some(form) => Data::Extents(allocation::extents(
            volume,
            form,
            partition,
            descriptors.to_vec(),
            length,
        )?),
        None => {
            let there = usize::try_from(length).unwrap_or(usize::MAX);
            Data::Inline(descriptors[..there.min(descriptors.len())].to_vec())
        }
    };
    Ok(Some(Entry {
        is_folder: bytes.get(27) == Some(&TYPE_FOLDER),
        length,
        data,
    }))
}

impl Entry {
    /// Bytes that are really there.
    fn there(&self) -> u64 {
        match &self.data {
            Data::Inline(bytes) => bytes.len() as u64,
            Data::Extents(extents) => extents.iter().map(|extent| extent.length).sum(),
        }
    }

    /// The bytes of a directory, bounded.
    fn read(&self, volume: &Volume<'_>) -> Result<Vec<u8>, OpenError> {
        match &self.data {
            Data::Inline(bytes) => Ok(bytes.clone()),
            Data::Extents(extents) => {
                let mut bytes = Vec::new();
                let reader = ExtentReader::new(volume.disk, extents);
                reader.take(MAX_DIRECTORY).read_to_end(&mut bytes)?;
                Ok(bytes)
            }
        }
    }
}

/// A walk through the tree.
pub(super) struct Walk<'a> {
    volume: &'a Volume<'a>,
    todo: Vec<(Option<VolumePath>, Entry, usize)>,
    seen: HashSet<(u16, u32)>,
}

impl<'a> Walk<'a> {
    pub(super) fn new(volume: &'a Volume<'a>) -> Self {
        Self {
            volume,
            todo: Vec::new(),
            seen: HashSet::new(),
        }
    }

    pub(super) fn run(mut self, tree: &mut Tree) -> Result<(), OpenError> {
        let at = self.volume.root;
        let root = read_entry(self.volume, at.partition, at.block)?;
        let offset = self
            .volume
            .place(at.partition, at.block)
            .unwrap_or_default();
        let root = root.ok_or(broken("the UDF root directory", offset))?;
        self.seen.insert((at.partition, at.block));
        self.todo.push((None, root, 1));
        while let Some((path, folder, depth)) = self.todo.pop() {
            let bytes = folder.read(self.volume)?;
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
        let mut rest = bytes;
        while tag::identifier(rest) == Some(tag::FILE_IDENTIFIER) && rest.len() >= 38 {
            let (name_length, use_length) = (usize::from(rest[19]), usize::from(u16_at(rest, 36)));
            let start = 38 + use_length;
            let Some(name) = rest.get(start..start + name_length) else {
                break;
            };
            if rest[18] & (DELETED | PARENT) == 0 {
                self.child(path, tag::text(name), LongAd::parse(rest, 20), depth, tree)?;
            }
            let length = (start + name_length).next_multiple_of(4);
            rest = rest.get(length..).unwrap_or_default();
        }
        Ok(())
    }

    fn child(
        &mut self,
        folder: Option<&VolumePath>,
        name: String,
        at: LongAd,
        depth: usize,
        tree: &mut Tree,
    ) -> Result<(), OpenError> {
        let Some(path) = tree.child(folder, name) else {
            return Ok(());
        };
        let Some(entry) = read_entry(self.volume, at.partition, at.block)? else {
            let words = format!("no UDF file entry at block {}", at.block);
            tree.note(FindingKind::Beyond, Some(&path), words);
            return Ok(());
        };
        if entry.is_folder && !self.seen.insert((at.partition, at.block)) {
            let words = "a folder that is its own parent or there twice".to_owned();
            tree.note(FindingKind::FolderLoop, Some(&path), words);
            return Ok(());
        }
        self.add(path, entry, depth, tree)
    }

    fn add(
        &mut self,
        path: VolumePath,
        entry: Entry,
        depth: usize,
        tree: &mut Tree,
    ) -> Result<(), OpenError> {
        let there = entry.there();
        if there < entry.length {
            let words = format!("{there} bytes of {} are on the medium", entry.length);
            tree.note(FindingKind::Beyond, Some(&path), words);
        }
        let is_folder = entry.is_folder;
        let data = match is_folder {
            true => Data::Extents(Vec::new()),
            false => entry.data.clone(),
        };
        match (is_folder, depth < MAX_DEPTH) {
            (true, true) => self.todo.push((Some(path.clone()), entry, depth + 1)),
            (true, false) => tree.too_deep(&path),
            (false, _) => {}
        }
        tree.add(Node {
            entry: MediumEntry {
                path,
                is_folder,
                length: there,
            },
            data,
        })
    }
}
