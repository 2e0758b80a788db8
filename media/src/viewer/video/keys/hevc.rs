//! HEVC (ITU-T H.265): parameter sets and a picture at which decoding may begin.

use super::{Key, put};

/// nal_unit_type (Table 7-1): slices; pictures at which decoding may begin; those that come behind
/// such a picture and are shown before it; parameter sets.
const SLICES: std::ops::RangeInclusive<u8> = 0..=31;
const RANDOM_ACCESS: std::ops::RangeInclusive<u8> = 16..=21;
const LEADING: std::ops::RangeInclusive<u8> = 6..=9;
const PARAMETERS: std::ops::RangeInclusive<u8> = 32..=34;
/// Parameter sets that are kept: of each kind there are 16 or 64 at most, streams have some.
const MAX_SETS: usize = 96;
/// Bytes of a parameter set: they have some dozens.
const MAX_SET: usize = 64 << 10;

/// Goes through units.
#[derive(Debug, Default)]
pub(super) struct Finder {
    sets: Vec<Vec<u8>>,
    key: Option<Key>,
    in_key: bool,
    pictures: u32,
}

/// nal_unit_type of a unit of the base layer.
pub(super) fn kind(unit: &[u8]) -> Option<u8> {
    let [first, second, ..] = *unit else {
        return None;
    };
    let layer = (first & 1) << 5 | second >> 3;
    (first & 0x80 == 0 && layer == 0).then_some(first >> 1 & 0x3F)
}

impl Finder {
    /// Takes a unit; gives the key frame before when another begins.
    pub(super) fn unit(&mut self, unit: &[u8]) -> Option<Key> {
        let kind = kind(unit)?;
        if PARAMETERS.contains(&kind) {
            self.set(unit);
            return None;
        }
        if !SLICES.contains(&kind) {
            return None;
        }
        // first_slice_segment_in_pic_flag
        let begins = unit.get(2).is_some_and(|byte| byte & 0x80 != 0);
        if !begins {
            self.more(unit);
            return None;
        }
        self.pictures += 1;
        self.in_key = RANDOM_ACCESS.contains(&kind) && !self.sets.is_empty();
        if self.in_key {
            let mut bytes = Vec::new();
            self.sets.iter().for_each(|set| put(set, &mut bytes));
            put(unit, &mut bytes);
            let number = self.pictures - 1;
            return self.key.replace(Key { number, bytes });
        }
        if let Some(key) = self.key.as_mut().filter(|_| LEADING.contains(&kind)) {
            key.number += 1;
        }
        None
    }

    fn more(&mut self, unit: &[u8]) {
        if let Some(key) = self.key.as_mut().filter(|_| self.in_key) {
            put(unit, &mut key.bytes);
        }
    }

    /// Sets come again before many key frames, most often the same.
    fn set(&mut self, unit: &[u8]) {
        self.in_key = false;
        if unit.len() > MAX_SET {
            return;
        }
        self.sets.retain(|known| known != unit);
        self.sets.push(unit.to_vec());
        if self.sets.len() > MAX_SETS {
            self.sets.remove(0);
        }
    }

    pub(super) fn end(self) -> Option<Key> {
        self.key
    }
}
