//! Minimal ICC profiles made by code: sRGB and gray with sRGB's curve.
//!
//! PDF/A wants an output intent and device-independent gray. Both profiles are of version 2.1,
//! which every reader takes, with the same bytes on every run.

use crate::display::srgb_decode;
use crate::lut::to_16_bits;

/// Points of the tone curve. Version 2 has no parametric curve; 1024 points keep the linear
/// interpolation of readers within a tenth of a 16-bit step of sRGB's own curve.
const CURVE_POINTS: u32 = 1024;
/// Length of the profile header (ICC.1:1998-09, 6.1).
const HEADER_LENGTH: usize = 128;
/// Bytes of one entry of the tag table: signature, offset, length.
const TAG_ENTRY_LENGTH: usize = 12;
/// D50, the white of the profile connection space, as s15Fixed16: 0.9642, 1, 0.8249.
const D50: [u32; 3] = [0xF6D6, 0x1_0000, 0xD32D];
/// Red, green and blue of sRGB adapted to D50 by Bradford's method, as s15Fixed16 X, Y, Z. The
/// columns add up to D50.
const PRIMARIES: [(&[u8; 4], [u32; 3]); 3] = [
    (b"rXYZ", [0x6FA2, 0x38F5, 0x0391]),
    (b"gXYZ", [0x6294, 0xB785, 0x18DA]),
    (b"bXYZ", [0x24A0, 0x0F86, 0xB6C2]),
];
/// Free of rights, so that a film that embeds it is too.
const COPYRIGHT: &[u8] = b"No copyright, use freely\0";

struct Tag {
    signature: [u8; 4],
    data: Vec<u8>,
}

/// An sRGB display profile: IEC 61966-2-1 primaries and curve, white at D50.
pub fn srgb_profile() -> Vec<u8> {
    let mut tags = common_tags("Filmdesk sRGB");
    for (signature, xyz) in PRIMARIES {
        tags.push(tag(signature, xyz_data(xyz)));
    }
    for signature in [b"rTRC", b"gTRC", b"bTRC"] {
        tags.push(tag(signature, curve_data()));
    }
    profile(b"RGB ", &tags)
}

/// A gray display profile with sRGB's curve, white at D50: gray codes show as equal sRGB codes do.
pub fn gray_profile() -> Vec<u8> {
    let mut tags = common_tags("Filmdesk gray, sRGB curve");
    tags.push(tag(b"kTRC", curve_data()));
    profile(b"GRAY", &tags)
}

fn tag(signature: &[u8; 4], data: Vec<u8>) -> Tag {
    Tag {
        signature: *signature,
        data,
    }
}

fn common_tags(description: &str) -> Vec<Tag> {
    vec![
        tag(b"desc", description_data(description)),
        tag(b"cprt", [b"text\0\0\0\0", COPYRIGHT].concat()),
        tag(b"wtpt", xyz_data(D50)),
    ]
}

/// textDescriptionType: ASCII text; then empty Unicode and Macintosh forms, whose 67 bytes are
/// always there (ICC.1:1998-09, 6.5.17).
fn description_data(text: &str) -> Vec<u8> {
    let mut data = b"desc\0\0\0\0".to_vec();
    data.extend((text.len() as u32 + 1).to_be_bytes());
    data.extend(text.as_bytes());
    data.push(0);
    data.extend([0; 4 + 4 + 2 + 1 + 67]);
    data
}

fn xyz_data(xyz: [u32; 3]) -> Vec<u8> {
    let mut data = b"XYZ \0\0\0\0".to_vec();
    data.extend(xyz.iter().flat_map(|v| v.to_be_bytes()));
    data
}

fn curve_data() -> Vec<u8> {
    let mut data = b"curv\0\0\0\0".to_vec();
    data.extend(CURVE_POINTS.to_be_bytes());
    let last = f64::from(CURVE_POINTS - 1);
    let points = (0..CURVE_POINTS).map(|i| to_16_bits(srgb_decode(f64::from(i) / last)));
    data.extend(points.flat_map(|v| v.to_be_bytes()));
    data
}

fn profile(colour_space: &[u8; 4], tags: &[Tag]) -> Vec<u8> {
    let (table, body) = tag_table(tags);
    let length = HEADER_LENGTH + table.len() + body.len();
    let mut bytes = header(colour_space, length as u32);
    bytes.extend(table);
    bytes.extend(body);
    bytes
}

/// The tag table and the data behind it; equal data are written once.
fn tag_table(tags: &[Tag]) -> (Vec<u8>, Vec<u8>) {
    let start = HEADER_LENGTH + 4 + TAG_ENTRY_LENGTH * tags.len();
    let (mut table, mut body) = ((tags.len() as u32).to_be_bytes().to_vec(), Vec::new());
    let mut written: Vec<(&[u8], usize)> = Vec::new();
    for tag in tags {
        let known = written.iter().find(|(data, _)| *data == tag.data);
        let offset = match known {
            Some(&(_, offset)) => offset,
            None => {
                let offset = start + body.len();
                body.extend(&tag.data);
                body.resize(body.len().next_multiple_of(4), 0);
                written.push((&tag.data, offset));
                offset
            }
        };
        table.extend(tag.signature);
        table.extend((offset as u32).to_be_bytes());
        table.extend((tag.data.len() as u32).to_be_bytes());
    }
    (table, body)
}

/// The header, by the fields of ICC.1:1998-09 table 9. The date is fixed: same input, same bytes.
fn header(colour_space: &[u8; 4], length: u32) -> Vec<u8> {
    let mut header = Vec::with_capacity(HEADER_LENGTH);
    header.extend(length.to_be_bytes());
    header.extend([0; 4]); // no preferred colour management module
    header.extend([2, 0x10, 0, 0]); // version 2.1
    header.extend(b"mntr");
    header.extend(colour_space);
    header.extend(b"XYZ ");
    header.extend(
        [2026u16, 1, 1, 0, 0, 0]
            .iter()
            .flat_map(|v| v.to_be_bytes()),
    );
    header.extend(b"acsp");
    header.extend([0; 4]); // no primary platform
    header.extend([0; 4]); // may be used apart from the file that embeds it
    header.extend([0; 4 + 4 + 8]); // manufacturer, model, attributes: none
    header.extend([0; 4]); // perceptual intent
    header.extend(D50.iter().flat_map(|v| v.to_be_bytes()));
    header.resize(HEADER_LENGTH, 0);
    header
}

#[cfg(test)]
mod tests {
    use super::*;

    fn be32(bytes: &[u8], at: usize) -> usize {
        u32::from_be_bytes(bytes[at..at + 4].try_into().unwrap()) as usize
    }

    fn described(profile: &[u8]) -> String {
        let count = be32(profile, 128);
        let mut lines = vec![format!(
            "{} {} version {}.{}",
            String::from_utf8_lossy(&profile[12..20]),
            String::from_utf8_lossy(&profile[36..40]),
            profile[8],
            profile[9] >> 4,
        )];
        for i in 0..count {
            let at = 132 + 12 * i;
            let (offset, length) = (be32(profile, at + 4), be32(profile, at + 8));
            assert!(offset % 4 == 0 && offset + length <= profile.len());
            lines.push(format!(
                "{} is {} of {length} at {offset}",
                String::from_utf8_lossy(&profile[at..at + 4]),
                String::from_utf8_lossy(&profile[offset..offset + 4]),
            ));
        }
        lines.join("\n")
    }

    #[test]
    fn structure() {
        for profile in [srgb_profile(), gray_profile()] {
            assert_eq!(be32(&profile, 0), profile.len());
        }
        insta::assert_snapshot!(described(&srgb_profile()), @"
        mntrRGB  acsp version 2.1
        desc is desc of 104 at 240
        cprt is text of 33 at 344
        wtpt is XYZ  of 20 at 380
        rXYZ is XYZ  of 20 at 400
        gXYZ is XYZ  of 20 at 420
        bXYZ is XYZ  of 20 at 440
        rTRC is curv of 2060 at 460
        gTRC is curv of 2060 at 460
        bTRC is curv of 2060 at 460
        ");
        insta::assert_snapshot!(described(&gray_profile()), @"
        mntrGRAY acsp version 2.1
        desc is desc of 116 at 180
        cprt is text of 33 at 296
        wtpt is XYZ  of 20 at 332
        kTRC is curv of 2060 at 352
        ");
    }

    #[test]
    fn primaries_add_up_to_white() {
        for (axis, white) in D50.into_iter().enumerate() {
            let sum: u32 = PRIMARIES.iter().map(|(_, xyz)| xyz[axis]).sum();
            assert_eq!(sum, white, "axis {axis}");
        }
    }
}
