//! MPEG-2 video (ITU-T H.262): a sequence header and an I-picture, or its two fields.

use super::{Key, put};

/// Start codes (Table 6-1).
const PICTURE: u8 = 0x00;
const SLICES: std::ops::RangeInclusive<u8> = 0x01..=0xAF;
const SEQUENCE: u8 = 0xB3;
const EXTENSION: u8 = 0xB5;
const GROUP: u8 = 0xB8;
/// What ends a stream.
const END: &[u8] = &[0xB7];
/// picture_coding_type of pictures that need no other (Table 6-12).
const INTRA: u8 = 1;

/// Goes through units.
#[derive(Debug, Default)]
pub(super) struct Finder {
    /// The last sequence header and its extensions.
    sequence: Vec<u8>,
    /// Whether extensions belong to it.
    in_sequence: bool,
    key: Option<Key>,
    /// Whether units belong to the key frame.
    in_key: bool,
    pictures: u32,
    /// Pictures before this group.
    before: u32,
    /// temporal_reference of the picture.
    reference: Option<u32>,
}

impl Finder {
    /// Takes a unit; gives the key frame before when another begins.
    pub(super) fn unit(&mut self, unit: &[u8]) -> Option<Key> {
        match *unit.first()? {
            SEQUENCE => {
                self.in_sequence = true;
                self.in_key = false;
                self.sequence.clear();
                put(unit, &mut self.sequence);
            }
            GROUP => {
                self.in_key = false;
                self.before = self.pictures;
                self.reference = None;
            }
            PICTURE => return self.picture(unit),
            EXTENSION if self.in_sequence => add(unit, &mut self.sequence),
            EXTENSION => self.more(unit),
            code if SLICES.contains(&code) => self.more(unit),
            _ => {}
        }
        None
    }

    fn more(&mut self, unit: &[u8]) {
        if let Some(key) = self.key.as_mut().filter(|_| self.in_key) {
            add(unit, &mut key.bytes);
        }
    }

    /// A picture header (6.2.3): 10 bits temporal_reference, 3 bits picture_coding_type.
    fn picture(&mut self, unit: &[u8]) -> Option<Key> {
        let [_, high, low, ..] = *unit else {
            return None;
        };
        self.in_sequence = false;
        let reference = u32::from(high) << 2 | u32::from(low) >> 6;
        if self.reference == Some(reference) {
            // The other field of the frame.
            self.more(&first_of_all(unit));
            return None;
        }
        self.reference = Some(reference);
        self.pictures += 1;
        self.in_key = low >> 3 & 7 == INTRA && !self.sequence.is_empty();
        if !self.in_key {
            return None;
        }
        let mut bytes = self.sequence.clone();
        add(&first_of_all(unit), &mut bytes);
        let number = self.before + reference;
        self.key.replace(Key { number, bytes }).map(ended)
    }

    pub(super) fn end(self) -> Option<Key> {
        self.key.map(ended)
    }
}

/// A unit behind another one, whose last bits may have been a byte of zeros: that was taken for
/// stuffing when it was cut out, and more stuffing does no harm (5.2.3).
fn add(unit: &[u8], bytes: &mut Vec<u8>) {
    bytes.push(0);
    put(unit, bytes);
}

/// The header of a picture that is shown first: in a stream of its own its temporal_reference is 0.
fn first_of_all(unit: &[u8]) -> Vec<u8> {
    let mut unit = unit.to_vec();
    if let [_, high, low, ..] = &mut unit[..] {
        (*high, *low) = (0, *low & 0x3F);
    }
    unit
}

fn ended(mut key: Key) -> Key {
    add(END, &mut key.bytes);
    key
}

/// Width and height of a sequence header with its extension (6.2.2.1, 6.2.2.3).
pub(super) fn size(bytes: &[u8]) -> Option<(u32, u32)> {
    let header = bytes.strip_prefix(&[0, 0, 1, SEQUENCE])?;
    let [a, b, c, ..] = *header else { return None };
    let (width, height) = (
        u32::from(a) << 4 | u32::from(b) >> 4,
        u32::from(b & 0x0F) << 8 | u32::from(c),
    );
    // Two more bits of each, after profile, progressive_sequence and chroma_format.
    let mut starts = bytes.windows(4);
    let extension = starts.position(|start| start == [0, 0, 1, EXTENSION])?;
    let [first, second, third, ..] = *bytes.get(extension + 4..)? else {
        return None;
    };
    if first >> 4 != 1 {
        return None;
    }
    let wider = u32::from(second & 1) << 1 | u32::from(third) >> 7;
    let higher = u32::from(third) >> 5 & 3;
    Some((wider << 12 | width, higher << 12 | height))
}
