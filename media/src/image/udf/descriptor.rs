//! Descriptors of the volume (ECMA-167 3/10 and 4/14.1, UDF 2.2 and 2.3.2).

use super::tag::{self, character_set, dstring, entity, maker, tagged, timestamp};
use super::volume::{Metadata, Structures};
use super::{INTEGRITY_SECTORS, SEQUENCE_SECTORS};
use crate::image::bytes::Record;
use crate::image::sectors::SECTOR;

/// Domain flags: nothing of this volume is to be changed (UDF 2.1.5.3).
const PROTECTED: u8 = 3;
/// Access type of a partition (ECMA-167 3/10.5.7).
const READ_ONLY: u32 = 1;
/// One volume, now and ever (PS3.12 P.2.1.1, X.2.1.1).
const VOLUME_LEVEL: u16 = 2;
/// Of a file set, always (UDF 2.3.2.1).
const FILE_SET_LEVEL: u16 = 3;
/// CS0 only, as a set of bits.
const CS0: u32 = 1;

/// What UDF's own entities have in their suffix.
fn udf_entity(of: &Structures<'_>, identifier: &str) -> Vec<u8> {
    entity(identifier, &of.revision.number.to_le_bytes())
}

fn domain(of: &Structures<'_>) -> Vec<u8> {
    let [low, high] = of.revision.number.to_le_bytes();
    entity("*OSTA UDF Compliant", &[low, high, PROTECTED])
}

/// Primary Volume Descriptor.
pub(super) fn primary(of: &Structures<'_>, sector: u32) -> Vec<u8> {
    let body = tag::body()
        .u32(0)
        .u32(0)
        .bytes(&dstring(of.label, 32))
        .u16(1)
        .u16(1)
        .u16(VOLUME_LEVEL)
        .u16(VOLUME_LEVEL)
        .u32(CS0)
        .u32(CS0)
        .bytes(&dstring(&of.set_identifier, 128))
        .bytes(&character_set())
        .bytes(&character_set())
        .zeros(16)
        .bytes(&maker())
        .bytes(&timestamp(&of.volume.created))
        .bytes(&maker())
        .zeros_to(512);
    tagged(1, of.revision.version, sector, body.0)
}

/// Anchor Volume Descriptor Pointer.
pub(super) fn anchor(of: &Structures<'_>, sector: u32) -> Vec<u8> {
    let length = SEQUENCE_SECTORS * SECTOR as u32;
    let body = tag::body()
        .u32(length)
        .u32(of.places.main)
        .u32(length)
        .u32(of.places.reserve)
        .zeros_to(512);
    tagged(2, of.revision.version, sector, body.0)
}

/// Implementation Use Volume Descriptor.
pub(super) fn implementation(of: &Structures<'_>, sector: u32) -> Vec<u8> {
    let body = tag::body()
        .u32(1)
        .bytes(&udf_entity(of, "*UDF LV Info"))
        .bytes(&character_set())
        .bytes(&dstring(of.label, 128))
        .zeros(3 * 36)
        .bytes(&maker())
        .zeros_to(512);
    tagged(4, of.revision.version, sector, body.0)
}

/// Partition Descriptor.
pub(super) fn partition(of: &Structures<'_>, sector: u32) -> Vec<u8> {
    let body = tag::body()
        .u32(2)
        .u16(1)
        .u16(0)
        .bytes(&entity(of.revision.contents, &[]))
        .zeros(128)
        .u32(READ_ONLY)
        .u32(of.places.partition)
        .u32(of.places.partition_sectors)
        .bytes(&maker())
        .zeros_to(512);
    tagged(5, of.revision.version, sector, body.0)
}

/// Logical Volume Descriptor.
pub(super) fn logical(of: &Structures<'_>, sector: u32) -> Vec<u8> {
    let maps = maps(of);
    let map_count = 1 + u32::from(of.places.metadata.is_some());
    let body = tag::body()
        .u32(3)
        .bytes(&character_set())
        .bytes(&dstring(of.label, 128))
        .u32(SECTOR as u32)
        .bytes(&domain(of))
        .bytes(&of.file_set.long(2 * SECTOR as u32, 0))
        .u32(maps.len() as u32)
        .u32(map_count)
        .bytes(&maker())
        .zeros(128)
        .u32(INTEGRITY_SECTORS * SECTOR as u32)
        .u32(of.places.integrity)
        .bytes(&maps);
    tagged(6, of.revision.version, sector, body.0)
}

/// Partition maps: the partition, and that of metadata within it.
fn maps(of: &Structures<'_>) -> Vec<u8> {
    let physical = Record::default().u8(1).u8(6).u16(1).u16(0);
    match of.places.metadata {
        None => physical.0,
        Some(metadata) => physical.bytes(&metadata_map(of, metadata)).0,
    }
}

/// Metadata Partition Map (UDF 2.2.10); a finished volume has no bitmap of free blocks.
fn metadata_map(of: &Structures<'_>, metadata: Metadata) -> Vec<u8> {
    Record::default()
        .u8(2)
        .u8(64)
        .u16(0)
        .bytes(&udf_entity(of, "*UDF Metadata Partition"))
        .u16(1)
        .u16(0)
        .u32(metadata.entry)
        .u32(metadata.mirror)
        .u32(u32::MAX)
        .u32(metadata.unit)
        .u16(metadata.unit as u16)
        .zeros_to(64)
        .0
}

/// Unallocated Space Descriptor: there is none.
pub(super) fn unallocated(of: &Structures<'_>, sector: u32) -> Vec<u8> {
    let body = tag::body().u32(4).u32(0);
    tagged(7, of.revision.version, sector, body.0)
}

/// Terminating Descriptor.
pub(super) fn terminator(of: &Structures<'_>, sector: u32) -> Vec<u8> {
    tagged(8, of.revision.version, sector, tag::body().zeros_to(512).0)
}

/// Logical Volume Integrity Descriptor: closed.
pub(super) fn integrity(of: &Structures<'_>, sector: u32) -> Vec<u8> {
    let metadata = of.places.metadata.map(|metadata| metadata.blocks);
    let sizes = std::iter::once(of.places.partition_sectors).chain(metadata);
    let partitions = sizes.clone().count();
    let free = std::iter::repeat_n(0, partitions);
    let table = free.chain(sizes).flat_map(u32::to_le_bytes);
    let body = tag::body()
        .bytes(&timestamp(&of.volume.created))
        .u32(1)
        .zeros(8)
        .u64(of.next_unique)
        .zeros(24)
        .u32(partitions as u32)
        .u32(46)
        .bytes(&table.collect::<Vec<u8>>())
        .bytes(&maker())
        .u32(of.file_count)
        .u32(of.folder_count)
        .u16(of.revision.read)
        .u16(of.revision.write)
        .u16(of.revision.write);
    tagged(9, of.revision.version, sector, body.0)
}

/// File Set Descriptor.
pub(super) fn file_set(of: &Structures<'_>, block: u32) -> Vec<u8> {
    let body = tag::body()
        .bytes(&timestamp(&of.volume.created))
        .u16(FILE_SET_LEVEL)
        .u16(FILE_SET_LEVEL)
        .u32(CS0)
        .u32(CS0)
        .u32(0)
        .u32(0)
        .bytes(&character_set())
        .bytes(&dstring(of.label, 128))
        .bytes(&character_set())
        .bytes(&dstring(of.label, 32))
        .zeros(64)
        .bytes(&of.root.long(SECTOR as u32, 0))
        .bytes(&domain(of))
        .zeros_to(512);
    tagged(256, of.revision.version, block, body.0)
}
