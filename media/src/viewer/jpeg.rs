//! JPEG Baseline frames keep their bytes: no second loss, and every browser decodes them. Only
//! the markers that say in which colours they are must say what DICOM says.

use filmdesk_dataset::BulkSource;
use filmdesk_dataset::pixels::{PixelAttributes, StoredFrames, jpeg_facts};

use super::encode::FrameError;

const SOI: [u8; 2] = [0xFF, 0xD8];
const APP0: u8 = 0xE0;
const APP14: u8 = 0xEE;
/// Adobe's marker with the transform 0: three components are RGB.
const ADOBE_RGB: [u8; 16] = *b"\xFF\xEE\x00\x0EAdobe\x00\x64\x00\x00\x00\x00\x00";

/// The bytes of a frame as a browser decodes them.
pub(super) fn kept(
    frames: &StoredFrames<'_>,
    source: &mut dyn BulkSource,
    frame: u32,
    attributes: &PixelAttributes,
) -> Result<Vec<u8>, FrameError> {
    let bytes = frames
        .compressed(source, frame)?
        .ok_or(FrameError::NoJpeg)?;
    let facts = jpeg_facts(&bytes, attributes.photometric).ok_or(FrameError::NoJpeg)?;
    let size = (u32::from(facts.rows), u32::from(facts.columns));
    let is_it = facts.sequential
        && facts.bits == 8
        && size == (attributes.rows, attributes.columns)
        && u16::from(facts.components) == attributes.samples;
    match (is_it, facts.components == 3 && !facts.ybr) {
        (false, _) => Err(FrameError::NoJpeg),
        (true, false) => Ok(bytes),
        (true, true) => Ok(marked_rgb(&bytes)),
    }
}

/// With Adobe's marker and without JFIF's, which means YCbCr to whoever believes it.
fn marked_rgb(bytes: &[u8]) -> Vec<u8> {
    let mut out = [&SOI[..], &ADOBE_RGB].concat();
    let mut rest = bytes.get(SOI.len()..).unwrap_or_default();
    while let [0xFF, marker @ (APP0..=0xEF), high, low, ..] = *rest {
        let size = 2 + usize::from(u16::from_be_bytes([high, low]));
        let (segment, after) = rest.split_at(size.min(rest.len()));
        if !matches!(marker, APP0 | APP14) {
            out.extend(segment);
        }
        rest = after;
    }
    out.extend(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_says_ycbcr_goes_and_adobe_says_rgb() {
        let jfif = b"\xFF\xD8\xFF\xE0\x00\x04JF\xFF\xE1\x00\x04ab\xFF\xDB\x00\x02";
        let marked = marked_rgb(jfif);
        let (head, tail) = marked.split_at(SOI.len() + ADOBE_RGB.len());
        assert_eq!(head[2..], ADOBE_RGB);
        assert_eq!(tail, b"\xFF\xE1\x00\x04ab\xFF\xDB\x00\x02");
    }
}
