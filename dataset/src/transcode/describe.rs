//! What the attributes say of pixels that were coded anew.

use dicom_core::{Tag, VR};
use dicom_dictionary_std::{tags, uids};

use super::{Lossy, Target};
use crate::data_set::DataSet;
use crate::pixels::{Coder, Frame};

/// Transfer syntaxes whose images have lost something for certain, and Lossy Image Compression
/// Method (0028,2114) of each.
const LOSSY_SOURCES: [(&str, &str); 3] = [
    (uids::JPEG_BASELINE8_BIT, "ISO_10918_1"),
    (uids::JPEG_EXTENDED12_BIT, "ISO_10918_1"),
    (uids::JPEGLS_NEAR_LOSSLESS, "ISO_14495_1"),
];

/// The VR of native Pixel Data (PS3.5 A.2).
pub(super) fn native_vr(frame: &Frame) -> VR {
    if frame.bits_allocated > 8 {
        VR::OW
    } else {
        VR::OB
    }
}

/// The Image Pixel Module's attributes for frames like this one.
pub(super) fn pixels(data: &mut DataSet, frame: &Frame, target: Target) {
    let photometric = match target {
        Target::Native => frame.photometric,
        Target::Coded(coder) => coder.photometric(frame.photometric),
    };
    let text = photometric.to_string();
    data.put_text(tags::PHOTOMETRIC_INTERPRETATION, VR::CS, &text);
    if frame.samples > 1 {
        data.put_u16(tags::PLANAR_CONFIGURATION, 0);
    }
    // Baseline has 8 bits, whatever they hold.
    let baseline = target == Target::Coded(Coder::JpegBaseline);
    let (allocated, stored) = match baseline {
        true => (8, 8),
        false => (frame.bits_allocated, frame.bits_stored),
    };
    data.put_u16(tags::BITS_ALLOCATED, allocated);
    data.put_u16(tags::BITS_STORED, stored);
    data.put_u16(tags::HIGH_BIT, stored - 1);
    data.put_u16(tags::PIXEL_REPRESENTATION, u16::from(frame.signed));
    data.remove(tags::EXTENDED_OFFSET_TABLE);
    data.remove(tags::EXTENDED_OFFSET_TABLE_LENGTHS);
}

/// Whether an overlay has no data of its own but a bit of the pixels (PS3.3 C.9.2, retired).
pub(super) fn has_overlay_in_pixels(data: &DataSet) -> bool {
    (0x6000..=0x601E).step_by(2).any(|group| {
        let has = |element| data.has_value(Tag(group, element));
        has(0x0010) && has(0x0102) && !data.contains(Tag(group, 0x3000))
    })
}

/// An image that was compressed with loss says so ever after (PS3.3 C.7.6.1.1.5).
pub(super) fn source_loss(data: &mut DataSet, syntax: &str) {
    let found = LOSSY_SOURCES.iter().find(|(uid, _)| *uid == syntax);
    let Some((_, method)) = found else {
        return;
    };
    if text(data, tags::LOSSY_IMAGE_COMPRESSION) != "01" {
        data.put_text(tags::LOSSY_IMAGE_COMPRESSION, VR::CS, "01");
        data.put_text(tags::LOSSY_IMAGE_COMPRESSION_METHOD, VR::CS, method);
    }
}

/// A derived object, compressed with loss (PS3.3 C.7.6.1.1.2, C.7.6.1.1.5, C.12.4.1.1).
pub(super) fn loss(data: &mut DataSet, lossy: Lossy<'_>, method: &str, ratio: f64) {
    let predecessor = source_image(data);
    data.put_items(tags::SOURCE_IMAGE_SEQUENCE, vec![predecessor]);
    data.put_text(tags::SOP_INSTANCE_UID, VR::UI, lossy.sop_instance);
    data.put_text(tags::LOSSY_IMAGE_COMPRESSION, VR::CS, "01");
    append(
        data,
        tags::LOSSY_IMAGE_COMPRESSION_RATIO,
        VR::DS,
        &format!("{ratio:.2}"),
    );
    append(data, tags::LOSSY_IMAGE_COMPRESSION_METHOD, VR::CS, method);
    let old = text(data, tags::IMAGE_TYPE);
    let rest = old.split_once('\\').map_or("PRIMARY", |(_, rest)| rest);
    let derived = format!("DERIVED\\{rest}");
    data.put_text(tags::IMAGE_TYPE, VR::CS, &derived);
    let description = format!("Lossy compression {method}, ratio {ratio:.2}");
    data.put_text(tags::DERIVATION_DESCRIPTION, VR::ST, &description);
    let mut codes = data
        .items(tags::DERIVATION_CODE_SEQUENCE)
        .unwrap_or_default()
        .to_vec();
    codes.push(code("113040", "Lossy Compression"));
    data.put_items(tags::DERIVATION_CODE_SEQUENCE, codes);
}

fn source_image(data: &DataSet) -> DataSet {
    let mut item = DataSet::new();
    let sop_class = text(data, tags::SOP_CLASS_UID);
    item.put_text(tags::REFERENCED_SOP_CLASS_UID, VR::UI, &sop_class);
    let sop_instance = text(data, tags::SOP_INSTANCE_UID);
    item.put_text(tags::REFERENCED_SOP_INSTANCE_UID, VR::UI, &sop_instance);
    let purpose = vec![code("121320", "Uncompressed predecessor")];
    item.put_items(tags::PURPOSE_OF_REFERENCE_CODE_SEQUENCE, purpose);
    item
}

fn code(value: &str, meaning: &str) -> DataSet {
    let mut item = DataSet::new();
    item.put_text(tags::CODE_VALUE, VR::SH, value);
    item.put_text(tags::CODING_SCHEME_DESIGNATOR, VR::SH, "DCM");
    item.put_text(tags::CODE_MEANING, VR::LO, meaning);
    item
}

fn text(data: &DataSet, tag: Tag) -> String {
    data.ascii(tag)
        .ok()
        .flatten()
        .unwrap_or_default()
        .to_owned()
}

/// Adds a value to those there are: each step of compression has its own.
fn append(data: &mut DataSet, tag: Tag, vr: VR, value: &str) {
    let old = text(data, tag);
    let all = if old.is_empty() {
        value.to_owned()
    } else {
        format!("{old}\\{value}")
    };
    data.put_text(tag, vr, &all);
}
