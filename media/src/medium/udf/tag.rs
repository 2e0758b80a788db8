//! Descriptor tags (ECMA-167 3/7.2) and text (OSTA UDF 2.1.1).

use super::super::disk::u16_at;
use crate::timestamp::Timestamp;

pub(super) const PRIMARY_VOLUME: u16 = 1;
pub(super) const ANCHOR: u16 = 2;
pub(super) const PARTITION: u16 = 5;
pub(super) const LOGICAL_VOLUME: u16 = 6;
pub(super) const TERMINATING: u16 = 8;
pub(super) const FILE_SET: u16 = 256;
pub(super) const FILE_IDENTIFIER: u16 = 257;
pub(super) const ALLOCATION_EXTENT: u16 = 258;
pub(super) const FILE_ENTRY: u16 = 261;
pub(super) const EXTENDED_FILE_ENTRY: u16 = 266;

/// Bytes of a tag.
const TAG: usize = 16;

/// The identifier of a descriptor whose tag adds up.
pub(super) fn identifier(bytes: &[u8]) -> Option<u16> {
    let tag = bytes.get(..TAG)?;
    let rest = tag.iter().enumerate().filter(|(at, _)| *at != 4);
    let sum = rest.fold(0u8, |sum, (_, byte)| sum.wrapping_add(*byte));
    let identifier = u16_at(tag, 0);
    (identifier != 0 && sum == tag[4]).then_some(identifier)
}

/// Text with its compression identifier: 8 or 16 bits a character.
pub(super) fn text(bytes: &[u8]) -> String {
    match bytes.split_first() {
        Some((8 | 254, rest)) => rest.iter().map(|byte| char::from(*byte)).collect(),
        Some((16 | 255, rest)) => {
            let units = rest
                .chunks_exact(2)
                .map(|unit| u16::from_be_bytes([unit[0], unit[1]]));
            char::decode_utf16(units)
                .map(|unit| unit.unwrap_or(char::REPLACEMENT_CHARACTER))
                .collect()
        }
        _ => String::new(),
    }
}

/// Text in a field of fixed size, whose last byte is its length (ECMA-167 1/7.2.12).
pub(super) fn field(bytes: &[u8]) -> String {
    let Some((length, text_bytes)) = bytes.split_last() else {
        return String::new();
    };
    let length = usize::from(*length).min(text_bytes.len());
    text(&text_bytes[..length])
        .trim_end_matches(['\0', ' '])
        .to_owned()
}

/// Local time with its distance from UTC (ECMA-167 1/7.3); zeros say nothing.
pub(super) fn timestamp(field: &[u8]) -> Option<Timestamp> {
    let [
        zone,
        zone_high,
        year,
        year_high,
        month,
        day,
        hour,
        minute,
        second,
        ..,
    ] = *field
    else {
        return None;
    };
    // Twelve bits with a sign; -2047: not told.
    let minutes = i16::from_le_bytes([zone, zone_high]) << 4 >> 4;
    Timestamp {
        year: u16::from_le_bytes([year, year_high]),
        month,
        day,
        hour,
        minute,
        second,
        offset_minutes: if minutes == -2047 { 0 } else { minutes },
    }
    .sound()
}
