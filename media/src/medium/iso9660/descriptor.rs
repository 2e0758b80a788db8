//! Volume descriptors (ECMA-119 8).

use super::super::disk::{Disk, u16_at, u32_at};
use super::super::error::OpenError;
use crate::timestamp::Timestamp;

/// Descriptors read: a disc has three or four.
const MAX_DESCRIPTORS: u64 = 64;

/// What the descriptors of a session say.
#[derive(Debug, Default)]
pub(super) struct Descriptors {
    pub(super) primary: Option<Volume>,
    pub(super) joliet: Option<Volume>,
}

/// A volume: where its root is and how its names are written.
#[derive(Debug, Clone)]
pub(super) struct Volume {
    /// Volume Identifier, without padding.
    pub(super) label: String,
    /// Volume Creation Date and Time.
    pub(super) created: Option<Timestamp>,
    /// Bytes of a logical block.
    pub(super) block: u64,
    /// Sectors of the volume, from the disc's first one.
    pub(super) sectors: u64,
    /// Root directory's first block and bytes.
    pub(super) root: (u32, u32),
    /// Names are UCS-2 (Joliet).
    pub(super) joliet: bool,
}

impl Descriptors {
    /// Reads descriptors from `sector` to the terminator.
    pub(super) fn read(disk: &Disk, sector: u64) -> Result<Self, OpenError> {
        let mut found = Self::default();
        for number in sector..sector + MAX_DESCRIPTORS {
            let Some(bytes) = disk.sector(number)? else {
                break;
            };
            if &bytes[1..6] != b"CD001" {
                break;
            }
            match bytes[0] {
                1 if found.primary.is_none() => found.primary = Some(Volume::of(&bytes, false)),
                2 if is_joliet(&bytes) => found.joliet = Some(Volume::of(&bytes, true)),
                255 => break,
                _ => {}
            }
        }
        Ok(found)
    }
}

/// UCS-2 level 1, 2 or 3, as Joliet writes its escape sequences.
fn is_joliet(bytes: &[u8]) -> bool {
    matches!(&bytes[88..91], b"%/@" | b"%/C" | b"%/E")
}

impl Volume {
    fn of(bytes: &[u8], joliet: bool) -> Self {
        let label = &bytes[40..72];
        let label = if joliet {
            ucs2(label)
        } else {
            String::from_utf8_lossy(label).into_owned()
        };
        // ECMA-119 6.2.2: a power of two up to the sector's size.
        let block = match u16_at(bytes, 128) {
            block @ (512 | 1024) => u64::from(block),
            _ => 2048,
        };
        Self {
            label: label.trim_end_matches([' ', '\0']).to_owned(),
            created: created(&bytes[813..830]),
            block,
            sectors: u64::from(u32_at(bytes, 80)) * block / 2048,
            root: (u32_at(bytes, 156 + 2), u32_at(bytes, 156 + 10)),
            joliet,
        }
    }
}

/// Sixteen digits and quarters of an hour from UTC (ECMA-119 8.4.26.1); zeros say nothing.
fn created(field: &[u8]) -> Option<Timestamp> {
    let digits = std::str::from_utf8(field.get(..14)?).ok()?;
    let number = |range: std::ops::Range<usize>| digits.get(range)?.parse::<u8>().ok();
    let year: u16 = digits.get(..4)?.parse().ok()?;
    let quarters = i8::from_le_bytes([*field.get(16)?]);
    Timestamp {
        year,
        month: number(4..6)?,
        day: number(6..8)?,
        hour: number(8..10)?,
        minute: number(10..12)?,
        second: number(12..14)?,
        offset_minutes: i16::from(quarters) * 15,
    }
    .sound()
}

/// Big-endian UCS-2 text.
pub(super) fn ucs2(bytes: &[u8]) -> String {
    let units = bytes
        .chunks_exact(2)
        .map(|unit| u16::from_be_bytes([unit[0], unit[1]]));
    char::decode_utf16(units)
        .map(|unit| unit.unwrap_or(char::REPLACEMENT_CHARACTER))
        .collect()
}
