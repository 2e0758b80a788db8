//! UDF (ECMA-167 and the OSTA specification): 1.02 as a bridge beside ISO 9660 (PS3.12 Annex P),
//! 2.50 or 2.60 alone, with a metadata partition (PS3.12 Annex X).
//!
//! A finished disc is written: the partition is read-only, no space table and no metadata bitmap.
//! So 2.60 differs from 2.50 in its number only, and 2.50 is what a reader needs.
//!
//! PS3.12 P.2.1.6 and X.2.1.6 speak of file type 0; UDF 2.3.5.2 wants 5 for a file of bytes and
//! says not 0. The file system's own word stands here; every reader takes it.

mod descriptor;
mod directory;
mod entry;
mod tag;
mod volume;

use super::iso9660::{self, Trees};
use super::layout::{Layout, Part};
use super::sectors::{self, Extents, SECTOR};
use super::tree::Tree;
use super::{ImageError, UdfRevision};
use crate::volume::Volume;
use entry::{Entries, Space};
use volume::{Places, Revision};

/// Anchors: here and in the last sector (ECMA-167 3/8.4.2.1).
const ANCHOR: u32 = 256;
/// Volume recognition of UDF alone (ECMA-167 2/8.3.1).
const RECOGNITION: u32 = 16;
/// Volume Descriptor Sequences have at least 16 sectors (ECMA-167 3/8.4.2.2).
const MAIN_SEQUENCE: u32 = 32;
const RESERVE_SEQUENCE: u32 = 48;
const SEQUENCE_SECTORS: u32 = 16;
/// Logical Volume Integrity: at least 8 KiB (UDF 2.2.4.6).
const INTEGRITY: u32 = 64;
const INTEGRITY_SECTORS: u32 = 4;
/// The partition of the bridge.
const BRIDGE_PARTITION: u32 = ANCHOR + 1;
/// Sectors of a block of BD, and twice that of DVD: what a burner rounds up to. The image ends
/// with one, so that its last sector is the disc's last.
const BLOCK: u64 = 32;
/// The partition on BD, at a block.
const PARTITION: u32 = 288;
/// The metadata file, one block after the entry that says where it is.
const METADATA: u32 = PARTITION + BLOCK as u32;

/// Plans an image of ISO 9660, Joliet and UDF 1.02 with the same files in them.
pub(super) fn plan_bridge(volume: &Volume) -> Result<Layout, ImageError> {
    let tree = Tree::of(volume.files.iter().map(|file| &file.path))?;
    let lengths: Vec<u64> = volume.files.iter().map(|file| file.length).collect();
    let entries = Entries::of(&tree, volume, Space::bridge(BRIDGE_PARTITION))?;
    let tables = sectors::checked(u64::from(BRIDGE_PARTITION) + entries.blocks())?;
    let trees = Trees::of(&tree, &lengths, tables)?;
    let extents = Extents::of(&volume.files, u64::from(tables) + trees.sectors())?;
    let end = sectors::checked((u64::from(extents.end) + 1).next_multiple_of(BLOCK))?;
    let places = Places {
        main: MAIN_SEQUENCE,
        reserve: RESERVE_SEQUENCE,
        integrity: INTEGRITY,
        partition: BRIDGE_PARTITION,
        partition_sectors: end - 1 - BRIDGE_PARTITION,
        metadata: None,
    };
    let structures = volume::Structures::of(volume, Revision::V102, places, &entries);

    let mut layout = Layout::default();
    let recognition = iso9660::FIRST_DESCRIPTOR + iso9660::DESCRIPTORS;
    put(
        &mut layout,
        iso9660::FIRST_DESCRIPTOR,
        trees.descriptors(volume, end),
    );
    put(&mut layout, recognition, structures.recognition());
    put(
        &mut layout,
        MAIN_SEQUENCE,
        structures.sequence(MAIN_SEQUENCE),
    );
    put(
        &mut layout,
        RESERVE_SEQUENCE,
        structures.sequence(RESERVE_SEQUENCE),
    );
    put(&mut layout, INTEGRITY, structures.integrity());
    put(&mut layout, ANCHOR, structures.anchor(ANCHOR));
    put_entries(
        &mut layout,
        BRIDGE_PARTITION,
        entries,
        &structures,
        &extents,
    );
    put(&mut layout, tables, trees.tables(volume, &extents.spans));
    sectors::place_files(&volume.files, &extents.spans, 0, &mut layout);
    put(&mut layout, end - 1, structures.anchor(end - 1));
    Ok(layout)
}

/// Plans an image of UDF alone.
pub(super) fn plan_alone(volume: &Volume, revision: UdfRevision) -> Result<Layout, ImageError> {
    let tree = Tree::of(volume.files.iter().map(|file| &file.path))?;
    let entries = Entries::of(&tree, volume, Space::metadata(PARTITION))?;
    let metadata = sectors::checked(entries.blocks().next_multiple_of(BLOCK))?;
    let extents = Extents::of(&volume.files, u64::from(METADATA) + u64::from(metadata))?;
    // The metadata file's second entry, far from the first.
    let mirror = sectors::checked(u64::from(extents.end).next_multiple_of(BLOCK))?;
    let tail = sectors::checked(u64::from(mirror) + BLOCK)?;
    let end = sectors::checked(u64::from(tail) + BLOCK)?;
    let places = Places {
        main: MAIN_SEQUENCE,
        reserve: tail,
        integrity: INTEGRITY,
        partition: PARTITION,
        partition_sectors: tail - PARTITION,
        metadata: Some(volume::Metadata {
            entry: 0,
            mirror: mirror - PARTITION,
            blocks: metadata,
            unit: BLOCK as u32,
        }),
    };
    let revision = match revision {
        UdfRevision::V250 => Revision::V250,
        UdfRevision::V260 => Revision::V260,
    };
    let structures = volume::Structures::of(volume, revision, places, &entries);
    let file =
        |kind, block| entry::metadata_file(kind, block, METADATA - PARTITION, metadata, volume);

    let mut layout = Layout::default();
    put(&mut layout, RECOGNITION, structures.recognition());
    put(
        &mut layout,
        MAIN_SEQUENCE,
        structures.sequence(MAIN_SEQUENCE),
    );
    put(&mut layout, INTEGRITY, structures.integrity());
    put(&mut layout, ANCHOR, structures.anchor(ANCHOR));
    put(&mut layout, PARTITION, file(entry::METADATA_FILE, 0));
    put_entries(&mut layout, METADATA, entries, &structures, &extents);
    sectors::place_files(&volume.files, &extents.spans, 0, &mut layout);
    put(
        &mut layout,
        mirror,
        file(entry::METADATA_MIRROR, mirror - PARTITION),
    );
    put(&mut layout, tail, structures.sequence(tail));
    put(&mut layout, end - 1, structures.anchor(end - 1));
    Ok(layout)
}

fn put(layout: &mut Layout, sector: u32, bytes: Vec<u8>) {
    layout.bytes(u64::from(sector) * SECTOR, bytes);
}

/// The File Set Descriptor, folders and entries of files, from a sector on.
fn put_entries(
    layout: &mut Layout,
    sector: u32,
    entries: Entries,
    structures: &volume::Structures<'_>,
    extents: &Extents,
) {
    let at = u64::from(sector) * SECTOR;
    let mut head = structures.file_set();
    head.extend(entries.folders());
    let of_files = at + head.len() as u64;
    layout.bytes(at, head);
    let blocks = entries.blocks() * SECTOR - (of_files - at);
    let made = entries.with(&extents.spans);
    layout.place(of_files, blocks, Part::Made(Box::new(made)));
}
