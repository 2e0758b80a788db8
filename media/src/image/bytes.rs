//! Numbers and texts as the file systems write them.

use crate::timestamp::Timestamp;

/// A structure that grows.
#[derive(Debug, Default)]
pub(super) struct Record(pub(super) Vec<u8>);

impl Record {
    pub(super) fn u8(mut self, value: u8) -> Self {
        self.0.push(value);
        self
    }

    pub(super) fn u16(self, value: u16) -> Self {
        self.bytes(&value.to_le_bytes())
    }

    pub(super) fn u32(self, value: u32) -> Self {
        self.bytes(&value.to_le_bytes())
    }

    pub(super) fn u64(self, value: u64) -> Self {
        self.bytes(&value.to_le_bytes())
    }

    /// In both byte orders (ECMA-119 7.2.3).
    pub(super) fn both16(self, value: u16) -> Self {
        self.u16(value).bytes(&value.to_be_bytes())
    }

    /// In both byte orders (ECMA-119 7.3.3).
    pub(super) fn both32(self, value: u32) -> Self {
        self.u32(value).bytes(&value.to_be_bytes())
    }

    pub(super) fn bytes(mut self, bytes: &[u8]) -> Self {
        self.0.extend_from_slice(bytes);
        self
    }

    /// Bytes cut or filled up to a length.
    pub(super) fn field(mut self, bytes: &[u8], length: usize, fill: u8) -> Self {
        let end = self.0.len() + length;
        self.0.extend(bytes.iter().take(length));
        self.0.resize(end, fill);
        self
    }

    pub(super) fn zeros(self, count: usize) -> Self {
        self.field(&[], count, 0)
    }

    /// Zeros up to an offset from the record's first byte.
    pub(super) fn zeros_to(mut self, offset: usize) -> Self {
        debug_assert!(self.0.len() <= offset);
        self.0.resize(offset, 0);
        self
    }
}

/// Date of FAT and ZIP: years from 1980 to 2107.
pub(super) fn dos_date(time: &Timestamp) -> u16 {
    let year = time.year.clamp(1980, 2107) - 1980;
    (year << 9) | (u16::from(time.month) << 5) | u16::from(time.day)
}

/// Time of FAT and ZIP, in steps of two seconds.
pub(super) fn dos_time(time: &Timestamp) -> u16 {
    let second = u16::from(time.second.min(59));
    (u16::from(time.hour) << 11) | (u16::from(time.minute) << 5) | (second / 2)
}
