//! Descriptor tags and the small types of ECMA-167 1/7 and UDF 2.1.

use crate::image::bytes::Record;
use crate::timestamp::Timestamp;

/// Bytes of a tag.
pub(super) const TAG: usize = 16;

/// Versions of the structures: NSR02 and NSR03 (ECMA-167 3/7.2.2).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct TagVersion(pub(super) u16);

/// Sets a tag before a descriptor whose first [`TAG`] bytes are free.
pub(super) fn tagged(
    identifier: u16,
    version: TagVersion,
    location: u32,
    mut descriptor: Vec<u8>,
) -> Vec<u8> {
    let body = &descriptor[TAG..];
    let tag = Record::default()
        .u16(identifier)
        .u16(version.0)
        .zeros(2)
        .u16(1)
        .u16(crc(body))
        .u16(body.len() as u16)
        .u32(location);
    let mut tag = tag.0;
    tag[4] = tag.iter().fold(0, |sum: u8, byte| sum.wrapping_add(*byte));
    descriptor[..TAG].copy_from_slice(&tag);
    descriptor
}

/// A descriptor after its tag.
pub(super) fn body() -> Record {
    Record::default().zeros(TAG)
}

const CRC: [u16; 256] = crc_table();

const fn crc_table() -> [u16; 256] {
    let mut table = [0; 256];
    let mut byte = 0;
    while byte < 256 {
        let mut value = (byte as u16) << 8;
        let mut bit = 0;
        while bit < 8 {
            let carry = value & 0x8000 != 0;
            value <<= 1;
            if carry {
                value ^= 0x1021;
            }
            bit += 1;
        }
        table[byte] = value;
        byte += 1;
    }
    table
}

/// ECMA-167 1/7.2.6: polynomial 1021, from 0.
fn crc(bytes: &[u8]) -> u16 {
    bytes.iter().fold(0, |crc, byte| {
        (crc << 8) ^ CRC[usize::from(((crc >> 8) as u8) ^ byte)]
    })
}

/// Compressed Unicode (UDF 2.1.1): 8 bits where they suffice.
pub(super) fn compressed(text: &str) -> Vec<u8> {
    if text.is_empty() {
        return Vec::new();
    }
    match text.chars().all(|c| u32::from(c) < 256) {
        true => std::iter::once(8)
            .chain(text.chars().map(|c| c as u8))
            .collect(),
        false => std::iter::once(16)
            .chain(text.encode_utf16().flat_map(u16::to_be_bytes))
            .collect(),
    }
}

/// A text in a field whose last byte says how much of it is used (ECMA-167 1/7.2.12).
pub(super) fn dstring(text: &str, length: usize) -> Vec<u8> {
    let bytes = compressed(text);
    let used = bytes.len().min(length - 1);
    Record::default()
        .field(&bytes, length - 1, 0)
        .u8(used as u8)
        .0
}

/// OSTA Compressed Unicode (UDF 2.1.2).
pub(super) fn character_set() -> Vec<u8> {
    Record::default()
        .u8(0)
        .field(b"OSTA Compressed Unicode", 63, 0)
        .0
}

/// An entity identifier (ECMA-167 1/7.4).
pub(super) fn entity(identifier: &str, suffix: &[u8]) -> Vec<u8> {
    let identifier = identifier.as_bytes();
    Record::default()
        .u8(0)
        .field(identifier, 23, 0)
        .field(suffix, 8, 0)
        .0
}

/// The entity that wrote a structure.
pub(super) fn maker() -> Vec<u8> {
    entity("*FILMDESK", &[])
}

/// Local time with its distance from UTC (ECMA-167 1/7.3, UDF 2.1.4).
pub(super) fn timestamp(time: &Timestamp) -> Vec<u8> {
    let offset = (time.offset_minutes.clamp(-1440, 1440) as u16) & 0x0FFF;
    Record::default()
        .u16((1 << 12) | offset)
        .u16(time.year)
        .u8(time.month)
        .u8(time.day)
        .u8(time.hour)
        .u8(time.minute)
        .u8(time.second.min(59))
        .zeros(3)
        .0
}

/// A place within the logical volume: a block of a partition (`long_ad`, ECMA-167 4/14.14.2).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Place {
    pub(super) block: u32,
    pub(super) partition: u16,
}

impl Place {
    pub(super) fn long(self, length: u32, unique: u32) -> Vec<u8> {
        Record::default()
            .u32(length)
            .u32(self.block)
            .u16(self.partition)
            .u16(0)
            .u32(unique)
            .0
    }
}
