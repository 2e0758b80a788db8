//! The pixels of an image box: every rule of PS3.3 C.13.5 and PS3.4 Tables H.4-10, H.4-11.

use dicom_core::Tag;
use dicom_dictionary_std::tags;
use filmdesk_dataset::DataSet;

use super::pixel_ref;
use crate::attributes::Reader;
use crate::peer::{PeerProfile, Quirk};
use crate::sheet::{PixelLayout, PixelMatrix};

/// Bits Allocated, Bits Stored, High Bit.
type Depth = (u16, u16, u16);

/// A depth of gray pixels, and the quirk without which it is refused.
struct DepthRule {
    depth: Depth,
    quirk: Option<Quirk>,
}

const GRAY_DEPTHS: &[DepthRule] = &[
    DepthRule {
        depth: (8, 8, 7),
        quirk: None,
    },
    DepthRule {
        depth: (16, 12, 11),
        quirk: None,
    },
    DepthRule {
        depth: (16, 8, 7),
        quirk: Some(Quirk::Stored8In16),
    },
    DepthRule {
        depth: (16, 10, 9),
        quirk: Some(Quirk::Stored10In16),
    },
    DepthRule {
        depth: (16, 16, 15),
        quirk: Some(Quirk::Stored16In16),
    },
];

const DEPTH_TAGS: [Tag; 3] = [tags::BITS_ALLOCATED, tags::BITS_STORED, tags::HIGH_BIT];
/// What a wrong Pixel Data length is blamed on: the length itself cannot be sent back.
const LENGTH_TAGS: [Tag; 5] = [
    tags::ROWS,
    tags::COLUMNS,
    tags::BITS_ALLOCATED,
    tags::BITS_STORED,
    tags::HIGH_BIT,
];

/// Reads the item of an image sequence; complaints stay with the reader.
pub(super) fn read(
    reader: &mut Reader<'_>,
    color: bool,
    peer: &PeerProfile,
) -> Option<PixelMatrix> {
    let layout = if color {
        color_layout(reader, peer)
    } else {
        gray_layout(reader)
    };
    let samples = layout.map_or(if color { 3 } else { 1 }, PixelLayout::samples);
    reader.must(tags::SAMPLES_PER_PIXEL, |data| {
        us(data, tags::SAMPLES_PER_PIXEL, |n| n == samples)
    });
    let rows = reader.must(tags::ROWS, |data| us(data, tags::ROWS, |n| n > 0));
    let columns = reader.must(tags::COLUMNS, |data| us(data, tags::COLUMNS, |n| n > 0));
    let depth = read_depth(reader, color, peer);
    let signed = read_sign(reader, color, peer);
    let aspect = read_aspect(reader);
    let (bits_allocated, bits_stored, high_bit) = depth?;
    let (rows, columns, layout) = (rows?, columns?, layout?);
    let pixels = u64::from(rows) * u64::from(columns) * u64::from(samples);
    let data = read_pixels(reader, pixels * u64::from(bits_allocated / 8))?;
    Some(PixelMatrix {
        rows,
        columns,
        layout,
        bits_allocated,
        bits_stored,
        high_bit,
        signed: signed?,
        aspect: aspect?,
        data,
    })
}

fn us(data: &DataSet, tag: Tag, right: impl FnOnce(u16) -> bool) -> Option<u16> {
    data.u16(tag).ok()?.filter(|value| right(*value))
}

fn gray_layout(reader: &mut Reader<'_>) -> Option<PixelLayout> {
    reader.must(tags::PHOTOMETRIC_INTERPRETATION, |data| {
        match data.ascii(tags::PHOTOMETRIC_INTERPRETATION).ok()?? {
            "MONOCHROME1" => Some(PixelLayout::Monochrome1),
            "MONOCHROME2" => Some(PixelLayout::Monochrome2),
            _ => None,
        }
    })
}

fn color_layout(reader: &mut Reader<'_>, peer: &PeerProfile) -> Option<PixelLayout> {
    let rgb = reader.must(tags::PHOTOMETRIC_INTERPRETATION, |data| {
        (data.ascii(tags::PHOTOMETRIC_INTERPRETATION).ok()?? == "RGB").then_some(())
    });
    let planes = reader.must(tags::PLANAR_CONFIGURATION, |data| {
        match data.u16(tags::PLANAR_CONFIGURATION).ok()?? {
            1 => Some(PixelLayout::RgbByPlane),
            0 if peer.quirks.contains(&Quirk::ColourByPixel) => Some(PixelLayout::RgbByPixel),
            _ => None,
        }
    });
    rgb.and(planes)
}

fn read_depth(reader: &mut Reader<'_>, color: bool, peer: &PeerProfile) -> Option<Depth> {
    let values = DEPTH_TAGS.map(|tag| reader.data().u16(tag).ok().flatten());
    let allowed = |rule: &&DepthRule| {
        let quirk = rule.quirk.is_none_or(|quirk| peer.quirks.contains(&quirk));
        quirk && (!color || rule.depth == (8, 8, 7))
    };
    let rules = GRAY_DEPTHS.iter().filter(allowed);
    let sent = match values {
        [Some(allocated), Some(stored), Some(high)] => Some((allocated, stored, high)),
        _ => None,
    };
    let depth = rules
        .map(|rule| rule.depth)
        .find(|depth| sent == Some(*depth));
    if depth.is_none() {
        let right = if color { "8/8/7" } else { "8/8/7 or 16/12/11" };
        reader.refuse_because(
            &DEPTH_TAGS,
            format!("Bits Allocated/Stored/High Bit: {right}"),
        );
    }
    depth
}

fn read_sign(reader: &mut Reader<'_>, color: bool, peer: &PeerProfile) -> Option<bool> {
    let may = !color && peer.quirks.contains(&Quirk::SignedPixels);
    reader.must(tags::PIXEL_REPRESENTATION, |data| {
        match data.u16(tags::PIXEL_REPRESENTATION).ok()?? {
            0 => Some(false),
            1 if may => Some(true),
            _ => None,
        }
    })
}

/// Pixel Aspect Ratio (0028,0034): vertical and horizontal size; 1\1 when absent.
fn read_aspect(reader: &mut Reader<'_>) -> Option<(u32, u32)> {
    let tag = tags::PIXEL_ASPECT_RATIO;
    if !reader.data().has_value(tag) {
        return Some((1, 1));
    }
    reader.must(tag, |data| {
        let (vertical, horizontal) = data.ascii(tag).ok()??.split_once('\\')?;
        let number = |text: &str| text.trim().parse().ok().filter(|n| (1..=65535).contains(n));
        Some((number(vertical)?, number(horizontal)?))
    })
}

/// Pixel Data must be as long as the other attributes say, but for one byte of padding.
fn read_pixels(reader: &mut Reader<'_>, expected: u64) -> Option<crate::sheet::PixelRef> {
    let element = reader.data().get(tags::PIXEL_DATA)?;
    let bulk = reader
        .data()
        .bulk(tags::PIXEL_DATA)
        .filter(|bulk| !bulk.encapsulated);
    let whole =
        bulk.filter(|bulk| bulk.length == expected || bulk.length == expected + expected % 2);
    let vr = element.vr;
    if whole.is_none() {
        let comment = format!("Pixel Data must be {expected} bytes for this size and depth");
        reader.refuse_because(&LENGTH_TAGS, comment);
    }
    whole.map(|bulk| pixel_ref(bulk, vr))
}
