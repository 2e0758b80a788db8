//! The boot sector, FSInfo, and the master boot record.

use super::geometry::{FIRST_CLUSTER, Geometry, TABLES};
use super::{Kind, Runs, SECTOR};
use crate::image::bytes::Record;
use crate::image::layout::Layout;

/// A fixed disk; heads and sectors of a track as every BIOS counts them.
const MEDIA: u8 = 0xF8;
const DRIVE: u8 = 0x80;
const HEADS: u64 = 255;
const TRACK: u64 = 63;
/// Sectors of FAT32's reserved area.
const INFO: u64 = 1;
const SECOND_COPY: u64 = 6;
const SIGNATURE: [u8; 2] = [0x55, 0xAA];

/// Boot sector, and with FAT32 the sectors that belong to it and their copies.
pub(super) fn place(
    geometry: &Geometry,
    label: Option<[u8; 11]>,
    serial: u32,
    runs: &Runs,
    layout: &mut Layout,
) {
    let boot = boot_sector(geometry, label, serial);
    let at = |sector: u64| (geometry.start + sector) * SECTOR;
    match geometry.kind {
        Kind::Fat16 => layout.bytes(at(0), boot),
        Kind::Fat32 => {
            let head = [boot, info(geometry, runs), signed(Record::default())].concat();
            layout.bytes(at(0), head.clone());
            layout.bytes(at(SECOND_COPY), head);
        }
    }
}

fn boot_sector(geometry: &Geometry, label: Option<[u8; 11]>, serial: u32) -> Vec<u8> {
    let (jump, name) = match geometry.kind {
        Kind::Fat16 => (0x3C, b"FAT16   "),
        Kind::Fat32 => (0x58, b"FAT32   "),
    };
    let sectors = geometry.sectors();
    // The old fields of 16 bits hold small numbers of FAT16 only.
    let is_small = geometry.kind == Kind::Fat16 && sectors <= u64::from(u16::MAX);
    let (small, large) = if is_small { (sectors, 0) } else { (0, sectors) };
    let table = match geometry.kind {
        Kind::Fat16 => geometry.table,
        Kind::Fat32 => 0,
    };
    let start = Record::default()
        .bytes(&[0xEB, jump, 0x90])
        .bytes(b"FILMDESK")
        .u16(SECTOR as u16)
        .u8(geometry.cluster as u8)
        .u16(geometry.reserved as u16)
        .u8(TABLES as u8)
        .u16(geometry.root_entries as u16)
        .u16(small as u16)
        .u8(MEDIA)
        .u16(table as u16)
        .u16(TRACK as u16)
        .u16(HEADS as u16)
        .u32(geometry.start as u32)
        .u32(large as u32);
    let more = match geometry.kind {
        Kind::Fat16 => start,
        Kind::Fat32 => start
            .u32(geometry.table as u32)
            .zeros(4)
            .u32(FIRST_CLUSTER)
            .u16(INFO as u16)
            .u16(SECOND_COPY as u16)
            .zeros(12),
    };
    let end = more
        .u8(DRIVE)
        .u8(0)
        .u8(0x29)
        .u32(serial)
        .bytes(&label.unwrap_or(*b"NO NAME    "))
        .bytes(name);
    signed(end)
}

/// FSInfo: what is free, and where.
fn info(geometry: &Geometry, runs: &Runs) -> Vec<u8> {
    let free = geometry.clusters as u32 - runs.used;
    let next = match free {
        0 => u32::MAX,
        _ => FIRST_CLUSTER + runs.used,
    };
    let record = Record::default()
        .bytes(b"RRaA")
        .zeros_to(484)
        .bytes(b"rrAa")
        .u32(free)
        .u32(next);
    signed(record)
}

/// The master boot record: one partition, addressed by blocks.
pub(super) fn master_record(geometry: &Geometry, serial: u32) -> Vec<u8> {
    let kind = match geometry.kind {
        Kind::Fat16 => 0x0E,
        Kind::Fat32 => 0x0C,
    };
    let last = geometry.start + geometry.sectors() - 1;
    let record = Record::default()
        .zeros_to(440)
        .u32(serial)
        .zeros_to(446)
        .u8(0)
        .bytes(&cylinders(geometry.start))
        .u8(kind)
        .bytes(&cylinders(last))
        .u32(geometry.start as u32)
        .u32(geometry.sectors() as u32);
    signed(record)
}

/// Head, sector and cylinder; the greatest for what they do not reach.
fn cylinders(sector: u64) -> [u8; 3] {
    let cylinder = sector / (HEADS * TRACK);
    if cylinder > 1023 {
        return [0xFE, 0xFF, 0xFF];
    }
    let head = sector / TRACK % HEADS;
    let number = sector % TRACK + 1;
    let high = (cylinder >> 8 << 6) as u8;
    [head as u8, number as u8 | high, cylinder as u8]
}

fn signed(record: Record) -> Vec<u8> {
    record.zeros_to(SECTOR as usize - 2).bytes(&SIGNATURE).0
}
