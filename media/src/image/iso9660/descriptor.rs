//! Volume descriptors (ECMA-119 8).

use super::hierarchy::Hierarchy;
use crate::image::bytes::Record;
use crate::image::sectors::SECTOR;
use crate::timestamp::Timestamp;
use crate::volume::Volume;

/// Who made it. The System Identifier stays blank, as PS3.12 F.2.2.1 wants it.
const MAKER: &str = "FILMDESK";
/// UCS-2 level 3 (Joliet).
const JOLIET_ESCAPE: &[u8] = b"%/E";

/// Texts of a descriptor: how they are written, and with what they are filled up.
type Text = fn(&str, usize) -> Vec<u8>;

/// The Primary Volume Descriptor.
pub(super) fn primary(volume: &Volume, tree: &Hierarchy, size: u32) -> Vec<u8> {
    descriptor(1, b"", ascii, volume, tree, size)
}

/// The Supplementary Volume Descriptor of Joliet.
pub(super) fn joliet(volume: &Volume, tree: &Hierarchy, size: u32) -> Vec<u8> {
    descriptor(2, JOLIET_ESCAPE, ucs2, volume, tree, size)
}

/// The Volume Descriptor Set Terminator.
pub(super) fn terminator() -> Vec<u8> {
    header(255).zeros_to(SECTOR as usize).0
}

fn header(kind: u8) -> Record {
    Record::default().u8(kind).bytes(b"CD001").u8(1)
}

fn descriptor(
    kind: u8,
    escape: &[u8],
    text: Text,
    volume: &Volume,
    tree: &Hierarchy,
    size: u32,
) -> Vec<u8> {
    let created = digits(&volume.created);
    let none = [b"0000000000000000".as_slice(), &[0]].concat();
    header(kind)
        .u8(0)
        .bytes(&text("", 32))
        .bytes(&text(&volume.file_set_id, 32))
        .zeros(8)
        .both32(size)
        .field(escape, 32, 0)
        .both16(1)
        .both16(1)
        .both16(SECTOR as u16)
        .both32(tree.path_table_length)
        .u32(tree.little_endian_table())
        .u32(0)
        .bytes(&tree.big_endian_table().to_be_bytes())
        .u32(0)
        .bytes(&tree.root_record(&volume.created))
        .bytes(&text("", 128))
        .bytes(&text(MAKER, 128))
        .bytes(&text(MAKER, 128))
        .bytes(&text(MAKER, 128))
        .bytes(&text("", 37))
        .bytes(&text("", 37))
        .bytes(&text("", 37))
        .bytes(&created)
        .bytes(&created)
        .bytes(&none)
        .bytes(&created)
        .u8(1)
        .zeros_to(SECTOR as usize)
        .0
}

fn ascii(text: &str, length: usize) -> Vec<u8> {
    Record::default().field(text.as_bytes(), length, b' ').0
}

fn ucs2(text: &str, length: usize) -> Vec<u8> {
    let units = text.encode_utf16().chain(std::iter::repeat(0x20));
    let bytes = units
        .take(length / 2)
        .flat_map(u16::to_be_bytes)
        .collect::<Vec<u8>>();
    Record::default().field(&bytes, length, 0).0
}

/// Date and time in digits (ECMA-119 8.4.26.1).
fn digits(time: &Timestamp) -> Vec<u8> {
    let second = time.second.min(59);
    let mut text = format!(
        "{:04}{:02}{:02}{:02}{:02}{second:02}00",
        time.year, time.month, time.day, time.hour, time.minute
    )
    .into_bytes();
    text.push(quarters(time));
    text
}

/// Date and time in numbers (ECMA-119 9.1.5).
pub(super) fn numbers(time: &Timestamp) -> [u8; 7] {
    let year = time.year.clamp(1900, 2155) - 1900;
    [
        year as u8,
        time.month,
        time.day,
        time.hour,
        time.minute,
        time.second.min(59),
        quarters(time),
    ]
}

/// Quarters of an hour east of UTC, from -48 to 52.
fn quarters(time: &Timestamp) -> u8 {
    (time.offset_minutes / 15).clamp(-48, 52) as i8 as u8
}
