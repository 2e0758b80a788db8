//! Overlay planes (PS3.3 C.9.2): of groups 6000 to 60FE, their bits in Overlay Data or, in older
//! files, in unused bits of Pixel Data (retired; PS3.5 8.1.2 of 2004).

use dicom_core::dictionary::TagRange;
use filmdesk_dataset::bulk::NoBulk;
use filmdesk_dataset::{BulkSource, CharacterSet, DataSet, Tag, VR, tags};

use super::super::index::{Overlay, OverlayPart};
use super::super::values::{decimals, term};
use super::code::text;
use super::pack::packed;

/// The groups (PS3.5 7.6).
const GROUPS: std::ops::RangeInclusive<u16> = 0x6000..=0x601E;
/// Planes of one image over all its frames: a cine run with one each.
const MAX_PLANES: usize = 4096;
/// Pixels of a plane.
const MAX_PIXELS: usize = 64 << 20;

/// A plane over a frame.
#[derive(Debug, Clone, PartialEq)]
pub(in super::super) struct Plane {
    overlay: Overlay,
    /// The frame that it lies over, from 0; none: every frame.
    frame: Option<usize>,
}

/// The planes of an image that have a bit set.
pub(in super::super) fn planes(
    data: &DataSet,
    set: &CharacterSet,
    source: &mut dyn BulkSource,
) -> Vec<Plane> {
    let planes = groups(data).filter_map(|group| group.planes(set, source));
    planes.flatten().take(MAX_PLANES).collect()
}

fn groups(data: &DataSet) -> impl Iterator<Item = Group<'_>> {
    let groups = GROUPS.step_by(2).map(move |group| Group { data, group });
    groups.filter(|group| data.contains(group.tag(tags::OVERLAY_ROWS)))
}

/// The planes of a presentation state that it wants shown (Overlay Activation, PS3.3 C.11.7).
pub(super) fn shown(data: &DataSet, set: &CharacterSet) -> Vec<Overlay> {
    let active =
        groups(data).filter(|group| data.has_value(group.tag(tags::OVERLAY_ACTIVATION_LAYER)));
    let planes = active.filter_map(|group| group.planes(set, &mut NoBulk));
    planes
        .flatten()
        .take(MAX_PLANES)
        .map(|plane| plane.overlay)
        .collect()
}

/// The groups of an image's planes that a presentation state wants shown: those of which it has no
/// plane itself, which would take the image's place (PS3.3 C.11.7).
pub(super) fn activated(data: &DataSet) -> Vec<u16> {
    let groups = GROUPS.step_by(2).map(|group| Group { data, group });
    let active = groups.filter(|group| {
        data.has_value(group.tag(tags::OVERLAY_ACTIVATION_LAYER))
            && !data.contains(group.tag(tags::OVERLAY_ROWS))
    });
    active.map(|group| group.group).collect()
}

/// The overlays of a stack's frames, each given as its image's planes and its number in it.
pub(in super::super) fn part<'a>(
    frames: impl Iterator<Item = (&'a [Plane], usize)>,
) -> Option<OverlayPart> {
    let over = |(planes, number): (&'a [Plane], usize)| -> Vec<Overlay> {
        let here = planes
            .iter()
            .filter(|plane| plane.frame.is_none_or(|frame| frame == number));
        here.map(|plane| plane.overlay.clone()).collect()
    };
    let frames: Vec<Vec<Overlay>> = frames.map(over).collect();
    let same = frames.windows(2).all(|pair| pair[0] == pair[1]);
    let key = |frame: usize| {
        if same {
            "*".to_owned()
        } else {
            frame.to_string()
        }
    };
    let named = frames
        .into_iter()
        .enumerate()
        .take(if same { 1 } else { usize::MAX });
    let named = named.filter(|(_, planes)| !planes.is_empty());
    let frames: std::collections::BTreeMap<_, _> =
        named.map(|(frame, planes)| (key(frame), planes)).collect();
    (!frames.is_empty()).then_some(OverlayPart { frames })
}

/// One group of an image.
struct Group<'a> {
    data: &'a DataSet,
    group: u16,
}

impl Group<'_> {
    /// An attribute of the group, by that of group 6000.
    fn tag(&self, tag: TagRange) -> Tag {
        Tag(self.group, tag.inner().1)
    }

    fn number(&self, tag: TagRange) -> Option<usize> {
        let value = decimals(self.data, self.tag(tag)).first().copied()?;
        Some(value.max(0.0) as usize)
    }

    fn planes(&self, set: &CharacterSet, source: &mut dyn BulkSource) -> Option<Vec<Plane>> {
        let rows = self.data.u16(self.tag(tags::OVERLAY_ROWS)).ok()??;
        let columns = self.data.u16(self.tag(tags::OVERLAY_COLUMNS)).ok()??;
        let pixels = usize::from(rows) * usize::from(columns);
        if pixels == 0 || pixels > MAX_PIXELS {
            return None;
        }
        let origin = decimals(self.data, self.tag(tags::OVERLAY_ORIGIN));
        let place = |axis: usize| origin.get(axis).map_or(1, |place| *place as i16);
        let overlay = |bits: Vec<u8>| Overlay {
            group: self.group,
            rows,
            columns,
            origin: [place(0), place(1)],
            kind: term(self.data, self.tag(tags::OVERLAY_TYPE)).to_owned(),
            description: self.described(set),
            bits: packed(&bits),
        };
        let (first, frames) = self.frames();
        let bits = self.bits(pixels, frames.unwrap_or(1), source)?;
        let planes = bits.into_iter().enumerate();
        let seen = planes.filter(|(_, bits)| bits.iter().any(|byte| *byte != 0));
        let planes = seen.map(|(number, bits)| Plane {
            overlay: overlay(bits),
            frame: frames.map(|_| first + number),
        });
        Some(planes.collect())
    }

    fn described(&self, set: &CharacterSet) -> String {
        let described = [tags::OVERLAY_LABEL, tags::OVERLAY_DESCRIPTION];
        let described = described.map(|tag| text(self.data, self.tag(tag), set));
        described
            .into_iter()
            .find(|text| !text.is_empty())
            .unwrap_or_default()
    }

    /// The image frame that the first plane lies over (from 0), and the number of planes; none
    /// where one plane lies over every frame.
    fn frames(&self) -> (usize, Option<usize>) {
        let first = self.number(tags::IMAGE_FRAME_ORIGIN).unwrap_or(1).max(1) - 1;
        let count = self.number(tags::NUMBER_OF_FRAMES_IN_OVERLAY);
        let in_pixels = self
            .number(tags::OVERLAY_BITS_ALLOCATED)
            .is_some_and(|bits| bits > 1);
        let of_image = || {
            decimals(self.data, tags::NUMBER_OF_FRAMES)
                .first()
                .map(|count| *count as usize)
        };
        let count = if in_pixels {
            count.or_else(of_image).or(Some(1))
        } else {
            count
        };
        (first, count.map(|count| count.clamp(1, MAX_PLANES)))
    }

    /// The bits of each plane by row, the first pixel lowest.
    fn bits(
        &self,
        pixels: usize,
        frames: usize,
        source: &mut dyn BulkSource,
    ) -> Option<Vec<Vec<u8>>> {
        let tag = self.tag(tags::OVERLAY_DATA);
        let Some(data) = value(self.data, tag, source) else {
            return self.embedded(pixels, frames, source);
        };
        let bit = |at: usize| {
            data.get(at / 8)
                .is_some_and(|byte| byte >> (at % 8) & 1 == 1)
        };
        let planes = (0..frames)
            .map(|frame| collected((0..pixels).map(|pixel| bit(frame * pixels + pixel))));
        Some(planes.collect())
    }

    /// Bits of Pixel Data that no sample uses; only native Pixel Data can have them.
    fn embedded(
        &self,
        pixels: usize,
        frames: usize,
        source: &mut dyn BulkSource,
    ) -> Option<Vec<Vec<u8>>> {
        let number = |tag| self.data.u16(tag).ok().flatten().map(usize::from);
        let allocated = number(tags::BITS_ALLOCATED).filter(|bits| matches!(bits, 8 | 16))?;
        let position = self.number(tags::OVERLAY_BIT_POSITION)?;
        let high = number(tags::HIGH_BIT)?;
        let low = (high + 1).checked_sub(number(tags::BITS_STORED)?)?;
        let same_size = pixels == number(tags::ROWS)? * number(tags::COLUMNS)?;
        let is_free = position < allocated && !(low..=high).contains(&position);
        if !same_size || !is_free || number(tags::SAMPLES_PER_PIXEL) != Some(1) {
            return None;
        }
        let data = value(self.data, tags::PIXEL_DATA, source)?;
        let bytes = allocated / 8;
        let at = |pixel: usize| data.get(pixel * bytes + position / 8);
        let bit = |pixel: usize| at(pixel).is_some_and(|byte| byte >> (position % 8) & 1 == 1);
        let planes = (0..frames)
            .map(|frame| collected((0..pixels).map(|pixel| bit(frame * pixels + pixel))));
        Some(planes.collect())
    }
}

fn collected(bits: impl ExactSizeIterator<Item = bool>) -> Vec<u8> {
    let mut bytes = vec![0; bits.len().div_ceil(8)];
    for (at, _) in bits.enumerate().filter(|(_, bit)| *bit) {
        bytes[at / 8] |= 1 << (at % 8);
    }
    bytes
}

/// The bytes of a value, little endian, wherever it is.
fn value(data: &DataSet, tag: Tag, source: &mut dyn BulkSource) -> Option<Vec<u8>> {
    /// Planes of a long cine run.
    const MAX_BYTES: u64 = 256 << 20;
    if let Some(bytes) = data.bytes(tag) {
        return Some(bytes.to_vec());
    }
    let bulk = data
        .bulk(tag)
        .filter(|bulk| !bulk.encapsulated && bulk.length <= MAX_BYTES)?;
    let mut bytes = vec![0; usize::try_from(bulk.length).ok()?];
    source.read_exact_at(&bulk, 0, &mut bytes).ok()?;
    if bulk.big_endian && data.get(tag)?.vr == VR::OW {
        bytes.chunks_exact_mut(2).for_each(<[u8]>::reverse);
    }
    Some(bytes)
}
