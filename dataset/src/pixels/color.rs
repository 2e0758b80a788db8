//! Colour to RGB: YBR_FULL and palettes (PS3.3 C.7.6.3.1.2, C.7.6.3.1.5).

use dicom_core::Tag;
use dicom_dictionary_std::tags;

use super::error::PixelError;
use super::samples::FrameData;
use crate::data_set::DataSet;

/// Descriptor, data and segmented data of red, green and blue.
const PALETTES: [(Tag, Tag, Tag); 3] = [
    (
        tags::RED_PALETTE_COLOR_LOOKUP_TABLE_DESCRIPTOR,
        tags::RED_PALETTE_COLOR_LOOKUP_TABLE_DATA,
        tags::SEGMENTED_RED_PALETTE_COLOR_LOOKUP_TABLE_DATA,
    ),
    (
        tags::GREEN_PALETTE_COLOR_LOOKUP_TABLE_DESCRIPTOR,
        tags::GREEN_PALETTE_COLOR_LOOKUP_TABLE_DATA,
        tags::SEGMENTED_GREEN_PALETTE_COLOR_LOOKUP_TABLE_DATA,
    ),
    (
        tags::BLUE_PALETTE_COLOR_LOOKUP_TABLE_DESCRIPTOR,
        tags::BLUE_PALETTE_COLOR_LOOKUP_TABLE_DATA,
        tags::SEGMENTED_BLUE_PALETTE_COLOR_LOOKUP_TABLE_DATA,
    ),
];

/// YBR_FULL by pixel to RGB, 8 bits; other depths are no YBR of the standard and stay.
pub(super) fn ybr_to_rgb(data: FrameData) -> FrameData {
    match data {
        FrameData::U8(mut data) => {
            for pixel in data.chunks_exact_mut(3) {
                let rgb = rgb_of(
                    f32::from(pixel[0]),
                    f32::from(pixel[1]),
                    f32::from(pixel[2]),
                );
                pixel.copy_from_slice(&rgb);
            }
            FrameData::U8(data)
        }
        other => other,
    }
}

/// The inverse of PS3.3 C.7.6.3.1.2's YBR_FULL, with more digits (as ITU-T T.871 has them).
fn rgb_of(y: f32, cb: f32, cr: f32) -> [u8; 3] {
    let (cb, cr) = (cb - 128.0, cr - 128.0);
    let red = y + 1.402 * cr;
    let green = y - 0.344_136_3 * cb - 0.714_136_3 * cr;
    let blue = y + 1.772 * cb;
    // `as` saturates at 0 and 255.
    [red, green, blue].map(|value| value.round() as u8)
}

/// Palette indices to RGB of 8 bits.
pub(super) fn apply_palette(data: &FrameData, set: &DataSet) -> Result<FrameData, PixelError> {
    let tables = [palette(set, 0)?, palette(set, 1)?, palette(set, 2)?];
    let mut rgb = Vec::with_capacity(data.len() * 3);
    for index in data.iter() {
        rgb.extend(tables.iter().map(|table| table.color(index)));
    }
    Ok(FrameData::U8(rgb))
}

/// A Palette Color Lookup Table (PS3.3 C.7.9).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ColorTable {
    /// The first value mapped.
    pub first: i64,
    /// Red, green and blue of each, at least one.
    pub colors: Vec<[u8; 3]>,
}

/// The palette of a data set; none when it has none, or a broken one.
pub fn color_table(set: &DataSet) -> Option<ColorTable> {
    let table = |color| palette(set, color).ok();
    let [red, green, blue] = [table(0)?, table(1)?, table(2)?];
    let colors = red.colors.iter().zip(&green.colors).zip(&blue.colors);
    let colors: Vec<_> = colors.map(|((r, g), b)| [*r, *g, *b]).collect();
    (!colors.is_empty()).then_some(ColorTable {
        first: red.first,
        colors,
    })
}

struct Palette {
    first: i64,
    colors: Vec<u8>,
}

impl Palette {
    /// Indices outside of the table have its first or last colour.
    fn color(&self, index: i64) -> u8 {
        let last = self.colors.len() as i64 - 1;
        self.colors[(index - self.first).clamp(0, last) as usize]
    }
}

fn palette(set: &DataSet, color: usize) -> Result<Palette, PixelError> {
    let (descriptor, data, segmented) = PALETTES[color];
    let described = words(set, descriptor).unwrap_or_default();
    let [entries, first, bits] = described[..] else {
        return Err(PixelError::Attribute(descriptor));
    };
    let signed = set
        .get(descriptor)
        .is_some_and(|element| element.vr == dicom_core::VR::SS);
    let first = if signed {
        i64::from(first.cast_signed())
    } else {
        i64::from(first)
    };
    // 0 entries mean 65,536 (PS3.3 C.7.6.3.1.5).
    let entries = if entries == 0 {
        1 << 16
    } else {
        usize::from(entries)
    };
    let colors = match (set.bytes(data), words(set, segmented)) {
        (Some(bytes), _) => colors(bytes, entries, bits),
        (None, Some(words)) => expand(&words, entries).map(|words| high_bytes(&words, bits)),
        (None, None) => None,
    };
    let colors = colors.ok_or(PixelError::Attribute(data))?;
    Ok(Palette { first, colors })
}

fn words(set: &DataSet, tag: Tag) -> Option<Vec<u16>> {
    let bytes = set.bytes(tag)?;
    Some(
        bytes
            .chunks_exact(2)
            .map(|b| u16::from_le_bytes([b[0], b[1]]))
            .collect(),
    )
}

/// Entries of a palette as 8-bit values; 8-bit entries may be packed two to a word.
fn colors(bytes: &[u8], entries: usize, bits: u16) -> Option<Vec<u8>> {
    if bits <= 8 && bytes.len() < entries * 2 {
        return bytes.get(..entries).map(<[u8]>::to_vec);
    }
    let words = bytes.get(..entries * 2)?.chunks_exact(2);
    let words: Vec<u16> = words.map(|b| u16::from_le_bytes([b[0], b[1]])).collect();
    Some(high_bytes(&words, bits))
}

/// The high bytes of 16-bit entries. Entries of 16 bits that never exceed 255, as some devices
/// write them, are 8-bit values.
fn high_bytes(words: &[u16], bits: u16) -> Vec<u8> {
    let low = bits <= 8 || words.iter().all(|word| *word <= 0xFF);
    words
        .iter()
        .map(|word| if low { *word as u8 } else { (word >> 8) as u8 })
        .collect()
}

/// Segmented palette data (PS3.3 C.7.9.2), expanded to `entries` words; `None` when broken.
fn expand(words: &[u16], entries: usize) -> Option<Vec<u16>> {
    let mut table = Vec::new();
    let mut at = 0;
    while at < words.len() && table.len() < entries {
        at = match words.get(at..at + 2)? {
            [2, count] => {
                let low = usize::from(*words.get(at + 2)?);
                let mut from = usize::from(*words.get(at + 3)?) << 16 | low;
                for _ in 0..*count {
                    from = segment(words, from, &mut table)?;
                }
                at + 4
            }
            _ => segment(words, at, &mut table)?,
        };
    }
    table.truncate(entries);
    (table.len() == entries).then_some(table)
}

/// A discrete (0) or linear (1) segment at a word offset; returns the offset behind it.
fn segment(words: &[u16], at: usize, table: &mut Vec<u16>) -> Option<usize> {
    /// The most entries that a table has; indirect segments could repeat without end.
    const MAX_ENTRIES: usize = 1 << 16;
    let (code, count) = (*words.get(at)?, usize::from(*words.get(at + 1)?));
    if table.len() + count > MAX_ENTRIES {
        return None;
    }
    match code {
        0 => {
            table.extend(words.get(at + 2..at + 2 + count)?);
            Some(at + 2 + count)
        }
        1 => {
            let (from, to) = (i64::from(*table.last()?), i64::from(*words.get(at + 2)?));
            let steps = count as i64;
            table.extend((1..=steps).map(|step| (from + (to - from) * step / steps) as u16));
            Some(at + 3)
        }
        _ => None,
    }
}
