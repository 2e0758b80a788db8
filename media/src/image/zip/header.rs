//! Headers of ZIP (PKWARE's APPNOTE 4.3 to 4.5).

use super::aes;
use crate::image::bytes::{Record, dos_date, dos_time};
use crate::timestamp::Timestamp;

/// From here on a number of 32, or 16, bits stands in a ZIP64 field.
const FULL: u64 = u32::MAX as u64;
const FULL_COUNT: u64 = u16::MAX as u64;
/// Versions needed: plain, with ZIP64, with AES.
const PLAIN: u16 = 20;
const ZIP64: u16 = 45;
const AES: u16 = 51;
/// Made under Unix, whose modes stand in the attributes: a file that everybody reads.
const MADE_BY: u16 = (3 << 8) | AES;
const MODE: u32 = 0o100_644 << 16;
/// Flags.
const IS_ENCRYPTED: u16 = 1;
const IS_UTF8: u16 = 1 << 11;
/// Methods.
const STORED: u16 = 0;
const BY_AES: u16 = 99;

/// A file of the ZIP.
#[derive(Debug)]
pub(super) struct Entry {
    pub(super) name: String,
    /// Of its local header.
    pub(super) offset: u64,
    pub(super) length: u64,
    pub(super) is_encrypted: bool,
}

impl Entry {
    /// Bytes between two local headers.
    pub(super) fn stored_length(&self) -> u64 {
        self.length + if self.is_encrypted { aes::OVERHEAD } else { 0 }
    }

    fn is_large(&self) -> bool {
        self.stored_length() >= FULL
    }

    fn is_far(&self) -> bool {
        self.offset >= FULL
    }

    pub(super) fn local_length(&self) -> u64 {
        (30 + self.name.len() + self.local_extra().len()) as u64
    }

    pub(super) fn central_length(&self) -> u64 {
        (46 + self.name.len() + self.central_extra().len()) as u64
    }

    fn local_extra(&self) -> Vec<u8> {
        let large = match self.is_large() {
            true => extra(
                1,
                Record::default().u64(self.length).u64(self.stored_length()),
            ),
            false => Vec::new(),
        };
        [large, self.aes_extra()].concat()
    }

    fn central_extra(&self) -> Vec<u8> {
        let mut large = Record::default();
        if self.is_large() {
            large = large.u64(self.length).u64(self.stored_length());
        }
        if self.is_far() {
            large = large.u64(self.offset);
        }
        let large = match large.0.is_empty() {
            true => Vec::new(),
            false => extra(1, large),
        };
        [large, self.aes_extra()].concat()
    }

    /// AE-2, 256 bits, stored beneath.
    fn aes_extra(&self) -> Vec<u8> {
        match self.is_encrypted {
            true => extra(
                0x9901,
                Record::default().u16(2).bytes(b"AE").u8(3).u16(STORED),
            ),
            false => Vec::new(),
        }
    }

    fn version(&self) -> u16 {
        match (self.is_encrypted, self.is_large() || self.is_far()) {
            (true, _) => AES,
            (false, true) => ZIP64,
            (false, false) => PLAIN,
        }
    }

    /// What both headers have.
    fn common(&self, start: Record, crc: u32, time: &Timestamp) -> Record {
        let encrypted = if self.is_encrypted { IS_ENCRYPTED } else { 0 };
        let utf8 = if self.name.is_ascii() { 0 } else { IS_UTF8 };
        let capped = |length: u64| {
            if self.is_large() {
                u32::MAX
            } else {
                length as u32
            }
        };
        start
            .u16(self.version())
            .u16(encrypted | utf8)
            .u16(if self.is_encrypted { BY_AES } else { STORED })
            .u16(dos_time(time))
            .u16(dos_date(time))
            .u32(crc)
            .u32(capped(self.stored_length()))
            .u32(capped(self.length))
            .u16(self.name.len() as u16)
    }

    /// The header before the content.
    pub(super) fn local(&self, crc: u32, time: &Timestamp) -> Vec<u8> {
        let extra = self.local_extra();
        self.common(Record::default().bytes(b"PK\x03\x04"), crc, time)
            .u16(extra.len() as u16)
            .bytes(self.name.as_bytes())
            .bytes(&extra)
            .0
    }

    /// The header in the directory.
    pub(super) fn central(&self, crc: u32, time: &Timestamp) -> Vec<u8> {
        let extra = self.central_extra();
        let start = Record::default().bytes(b"PK\x01\x02").u16(MADE_BY);
        self.common(start, crc, time)
            .u16(extra.len() as u16)
            .zeros(6)
            .u32(MODE)
            .u32(self.offset.min(FULL) as u32)
            .bytes(self.name.as_bytes())
            .bytes(&extra)
            .0
    }
}

fn extra(identifier: u16, field: Record) -> Vec<u8> {
    Record::default()
        .u16(identifier)
        .u16(field.0.len() as u16)
        .bytes(&field.0)
        .0
}

/// The end of the directory, which begins at an offset.
pub(super) fn end(count: u64, directory: u64, length: u64) -> Vec<u8> {
    let is_large = count >= FULL_COUNT || directory >= FULL || length >= FULL;
    let large = match is_large {
        true => large_end(count, directory, length),
        false => Record::default(),
    };
    large
        .bytes(b"PK\x05\x06")
        .zeros(4)
        .u16(count.min(FULL_COUNT) as u16)
        .u16(count.min(FULL_COUNT) as u16)
        .u32(length.min(FULL) as u32)
        .u32(directory.min(FULL) as u32)
        .u16(0)
        .0
}

fn large_end(count: u64, directory: u64, length: u64) -> Record {
    Record::default()
        .bytes(b"PK\x06\x06")
        .u64(44)
        .u16(MADE_BY)
        .u16(ZIP64)
        .zeros(8)
        .u64(count)
        .u64(count)
        .u64(length)
        .u64(directory)
        .bytes(b"PK\x06\x07")
        .u32(0)
        .u64(directory + length)
        .u32(1)
}
