//! ISO 9660 (ECMA-119) level 1 with Joliet beside it (PS3.12 Annex F).
//!
//! Both trees point to the same files. Level 1 has no file in several parts; the bridge to UDF is
//! level 3, as PS3.12 P.2.2 allows, and has them.

mod descriptor;
mod hierarchy;

use super::layout::Layout;
use super::sectors::{self, SECTOR, Span};
use super::tree::Tree;
use super::{EarlierFile, ImageError, sectors::Extents};
use crate::volume::{Volume, VolumePath};
use hierarchy::{Hierarchy, Naming};

/// The first descriptor (ECMA-119 6.2.1).
pub(super) const FIRST_DESCRIPTOR: u32 = 16;
/// Primary, Joliet, and the one that ends the set.
pub(super) const DESCRIPTORS: u32 = 3;
/// A CD written track at once loses sectors at its end to the reader's looking ahead.
const PADDING: u64 = 150;
/// The longest file, or part of one: a 32-bit length, whole sectors (ECMA-119 9.1.4).
const MAX_PART: u64 = (u32::MAX as u64 + 1) - SECTOR;

/// How an image is wanted.
#[derive(Debug, Clone, Copy)]
pub(super) struct Wanted<'a> {
    /// Files of earlier sessions.
    pub(super) earlier: &'a [EarlierFile],
    /// Sector of the disc at which this image begins.
    pub(super) start: u32,
    pub(super) padded: bool,
}

/// Plans an ISO 9660 image.
pub(super) fn plan(volume: &Volume, wanted: Wanted<'_>) -> Result<Layout, ImageError> {
    let new = volume.files.iter().map(|file| (&file.path, file.length));
    let old = wanted.earlier.iter().map(|file| (&file.path, file.length));
    let all: Vec<(&VolumePath, u64)> = new.chain(old).collect();
    all.iter()
        .try_for_each(|(path, length)| one_part(path, *length))?;
    let tree = Tree::of(all.iter().map(|(path, _)| *path))?;
    let lengths: Vec<u64> = all.iter().map(|(_, length)| *length).collect();

    let descriptors = sectors::checked(u64::from(wanted.start) + u64::from(FIRST_DESCRIPTOR))?;
    let first = sectors::checked(u64::from(descriptors) + u64::from(DESCRIPTORS))?;
    let trees = Trees::of(&tree, &lengths, first)?;
    let has_empty = lengths.contains(&0);
    let data = u64::from(first) + trees.sectors();
    let extents = Extents::with_empty(&volume.files, data, has_empty)?;
    let padding = if wanted.padded { PADDING } else { 0 };
    let end = sectors::checked(u64::from(extents.end) + padding)?;
    let spans = with_earlier(extents, wanted.earlier);

    let mut layout = Layout::default();
    let at = |sector: u32| u64::from(sector - wanted.start) * SECTOR;
    // Of a further session the descriptor tells its own size, as xorriso and growisofs expect.
    layout.bytes(
        at(descriptors),
        trees.descriptors(volume, end - wanted.start),
    );
    layout.bytes(at(first), trees.tables(volume, &spans));
    sectors::place_files(&volume.files, &spans, wanted.start, &mut layout);
    layout.pad_to(at(end));
    Ok(layout)
}

fn with_earlier(extents: Extents, earlier: &[EarlierFile]) -> Vec<Span> {
    let span = |file: &EarlierFile| Span {
        sector: match file.length {
            0 => extents.empty,
            _ => file.sector,
        },
        length: file.length,
    };
    let earlier: Vec<Span> = earlier.iter().map(span).collect();
    [extents.spans, earlier].concat()
}

fn one_part(path: &VolumePath, length: u64) -> Result<(), ImageError> {
    match length <= MAX_PART {
        true => Ok(()),
        false => Err(ImageError::TooLarge {
            what: format!(
                "{path}: {length} bytes, and a file of ISO 9660 level 1 has at most {MAX_PART}; \
                 UDF holds it"
            ),
        }),
    }
}

/// The primary tree and Joliet's.
pub(super) struct Trees {
    primary: Hierarchy,
    joliet: Hierarchy,
}

impl Trees {
    /// With path tables and folders from a sector on.
    pub(super) fn of(tree: &Tree, lengths: &[u64], first: u32) -> Result<Self, ImageError> {
        let primary = Hierarchy::of(tree, Naming::Primary, lengths, first)?;
        let joliet = Hierarchy::of(tree, Naming::Joliet, lengths, primary.end)?;
        Ok(Self { primary, joliet })
    }

    /// Sectors of the path tables and folders.
    pub(super) fn sectors(&self) -> u64 {
        u64::from(self.joliet.end - self.primary.first)
    }

    /// The volume descriptor set of a volume of so many sectors.
    pub(super) fn descriptors(&self, volume: &Volume, size: u32) -> Vec<u8> {
        let mut set = descriptor::primary(volume, &self.primary, size);
        set.extend(descriptor::joliet(volume, &self.joliet, size));
        set.extend(descriptor::terminator());
        set
    }

    /// Path tables and folders.
    pub(super) fn tables(&self, volume: &Volume, spans: &[Span]) -> Vec<u8> {
        let mut tables = self.primary.tables(&volume.created, spans);
        tables.extend(self.joliet.tables(&volume.created, spans));
        tables
    }
}
