//! What a presentation state does after the window: its Presentation LUT (PS3.3 C.11.6), its
//! palette (C.7.9), and what of it is not done here.

use filmdesk_dataset::pixels::{color_table, voi};
use filmdesk_dataset::{DataSet, Tag, tags};

use super::super::code::{each, first};

/// Entries of a table that are kept: a screen has no more levels.
const LEVELS: usize = 256;

/// `LEVELS` entries, or all of a shorter table, from first to last.
fn thinned<T: Copy>(entries: &[T]) -> Vec<T> {
    let count = entries.len().min(LEVELS);
    let (last, steps) = (entries.len().saturating_sub(1), count.max(2) - 1);
    (0..count)
        .map(|level| entries[(level * last + steps / 2) / steps])
        .collect()
}

/// The table of P-values, 0 to 255, over all outputs of the window.
pub(super) fn curve(data: &DataSet) -> Option<Vec<u8>> {
    let item = first(data, tags::PRESENTATION_LUT_SEQUENCE)?;
    let lut = voi::Lut::of(item)?;
    let largest = (1_u32 << lut.bits) - 1;
    let level = |entry: &u16| (u32::from(*entry).min(largest) * 255 + largest / 2) / largest;
    Some(
        thinned(&lut.entries)
            .iter()
            .map(|entry| level(entry) as u8)
            .collect(),
    )
}

/// Red, green and blue of each level over all outputs of the window. Where images are blended the
/// palette is that of the upper ones alone.
pub(super) fn palette(data: &DataSet) -> Option<Vec<u8>> {
    let blended = BLENDING.iter().any(|tag| !each(data, *tag).is_empty());
    colors(data).filter(|_| !blended)
}

/// The palette of a data set, whatever it is for.
pub(super) fn colors(data: &DataSet) -> Option<Vec<u8>> {
    color_table(data).map(|table| thinned(&table.colors).concat())
}

/// The sequences of images that are blended (C.11.14, C.11.29).
const BLENDING: [Tag; 2] = [tags::BLENDING_SEQUENCE, tags::ADVANCED_BLENDING_SEQUENCE];

/// Attributes that are not followed, and what the page calls that (`Presentation.omits`).
const OMITTED: &[(Tag, &str)] = &[
    (tags::BLENDING_SEQUENCE, BLENDS),
    (tags::ADVANCED_BLENDING_SEQUENCE, BLENDS),
    (tags::MASK_SUBTRACTION_SEQUENCE, "subtraction"),
    (tags::SHUTTER_OVERLAY_GROUP, "bitmapShutter"),
];
const BLENDS: &str = "blending";

/// What of a presentation state is not followed.
pub(super) fn omitted(data: &DataSet, is_blended: bool) -> Vec<&'static str> {
    let said = OMITTED.iter().filter(|(tag, _)| data.contains(*tag));
    let said = said.map(|(_, name)| *name);
    let mut said: Vec<&str> = said.filter(|name| !is_blended || *name != BLENDS).collect();
    said.dedup();
    said
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_keep_their_ends() {
        let long: Vec<u16> = (0..4096).collect();
        let kept = thinned(&long);
        assert_eq!((kept.len(), kept[0], kept[255]), (256, 0, 4095));
        assert!(kept.is_sorted());
        assert_eq!(thinned(&[7, 9]), [7, 9]);
        assert_eq!(thinned(&[7]), [7]);
        assert_eq!(thinned::<u8>(&[]), Vec::<u8>::new());
    }
}
