//! Segmentations (PS3.3 C.8.20): their segments, and the frames that their frames lie over.

use filmdesk_dataset::{CharacterSet, DataSet, tags};

use super::super::groups::Groups;
use super::super::index::{FrameRef, Segment, Segmentation};
use super::super::values::term;
use super::Frames;
use super::code::{each, first, meaning, referenced, text};
use super::color;

/// Segments that are named; label maps of whole bodies have a few hundred.
const MAX_SEGMENTS: usize = 4096;

/// What lies in no segment, in label maps (PS3.3 C.8.20.2).
const BACKGROUND: u16 = 0;

/// The segmentation whose frames are those of `stack`.
pub(super) fn segmentation(data: &DataSet, set: &CharacterSet, stack: u32) -> Segmentation {
    let items = each(data, tags::SEGMENT_SEQUENCE).iter();
    let segments = items.take(MAX_SEGMENTS).enumerate();
    let label = [
        tags::SERIES_DESCRIPTION,
        tags::CONTENT_DESCRIPTION,
        tags::CONTENT_LABEL,
    ]
    .into_iter()
    .map(|tag| text(data, tag, set))
    .find(|text| !text.is_empty());
    Segmentation {
        label: label.unwrap_or_default(),
        stack,
        fractional: fractional(data),
        segments: segments
            .map(|(place, item)| segment(item, place, set))
            .filter(|segment| segment.number != BACKGROUND)
            .collect(),
    }
}

fn fractional(data: &DataSet) -> Option<u16> {
    (term(data, tags::SEGMENTATION_TYPE) == "FRACTIONAL").then(|| {
        let most = data.u16(tags::MAXIMUM_FRACTIONAL_VALUE).ok().flatten();
        most.filter(|most| *most > 0).unwrap_or(255)
    })
}

fn segment(item: &DataSet, place: usize, set: &CharacterSet) -> Segment {
    let number = item.u16(tags::SEGMENT_NUMBER).ok().flatten();
    let label = text(item, tags::SEGMENT_LABEL, set);
    let label = match label.is_empty() {
        true => meaning(item, tags::SEGMENTED_PROPERTY_TYPE_CODE_SEQUENCE, set),
        false => label,
    };
    let color = color::of(item, tags::RECOMMENDED_DISPLAY_CIE_LAB_VALUE);
    Segment {
        number: number.unwrap_or(place as u16 + 1),
        label,
        color: color.unwrap_or_else(|| color::fallback(place)),
    }
}

/// The frame that frame `number` (from 0) was made from, where it says so and it is on this disc.
pub(super) fn source(data: &DataSet, number: usize, frames: &dyn Frames) -> Option<FrameRef> {
    let derivation = Groups::of(data, number).item_only(tags::DERIVATION_IMAGE_SEQUENCE)?;
    let source = first(derivation, tags::SOURCE_IMAGE_SEQUENCE)?;
    match referenced(source, frames)[..] {
        [one] => Some(one),
        _ => None,
    }
}
