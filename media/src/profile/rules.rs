//! Tables of image attribute values, by profile class.

use dicom_core::dictionary::{DataDictionary, DataDictionaryEntry};
use dicom_dictionary_std::StandardDataDictionary;
use filmdesk_dataset::{Tag, tags, uids};

use super::rule::{Condition, Expected, Rule};

const XA: &[&str] = &[uids::X_RAY_ANGIOGRAPHIC_IMAGE_STORAGE];
const CT: &[&str] = &[uids::CT_IMAGE_STORAGE];
const MR: &[&str] = &[uids::MR_IMAGE_STORAGE];
const SC: &[&str] = &[uids::SECONDARY_CAPTURE_IMAGE_STORAGE];
const DX_AND_IO: &[&str] = &[
    uids::DIGITAL_X_RAY_IMAGE_STORAGE_FOR_PRESENTATION,
    uids::DIGITAL_INTRA_ORAL_X_RAY_IMAGE_STORAGE_FOR_PRESENTATION,
];

/// Overlay Bits Allocated (60xx,0100): 1 when the overlay is in (60xx,3000), more when it is in
/// unused bits of the pixels.
const OVERLAY_BITS_ALLOCATED: Tag = Tag(0x6000, 0x0100);
/// Overlay Rows (60xx,0010), which every overlay has.
const OVERLAY_ROWS: Tag = Tag(0x6000, 0x0010);

const PALETTE: Condition = Condition::Text(tags::PHOTOMETRIC_INTERPRETATION, "PALETTE COLOR");

const fn rule(
    sop_classes: &'static [&'static str],
    tag: Tag,
    expected: Expected,
    clause: &'static str,
) -> Rule {
    Rule {
        sop_classes,
        when: &[],
        tag,
        expected,
        clause,
    }
}

const fn rule_when(
    sop_classes: &'static [&'static str],
    when: &'static [Condition],
    tag: Tag,
    expected: Expected,
    clause: &'static str,
) -> Rule {
    Rule {
        when,
        ..rule(sop_classes, tag, expected, clause)
    }
}

use Expected::{Absent, AtMost, InItems, Number, OneLessThan, SameAs, Text, There, Value};

const A: &str = "PS3.11 A.3.4.1";
/// Table A.3-3.
pub(super) const CARDIAC: &[Rule] = &[
    rule(XA, tags::MODALITY, Text(&["XA"]), A),
    rule(XA, tags::ROWS, AtMost(512), A),
    rule(XA, tags::COLUMNS, AtMost(512), A),
    rule(XA, tags::BITS_ALLOCATED, Number(&[8]), A),
    rule(XA, tags::BITS_STORED, Number(&[8]), A),
    rule(XA, OVERLAY_BITS_ALLOCATED, Number(&[1]), A),
];

const B: &str = "PS3.11 B.3.4.1";
/// Tables B.3-3 and B.3-4.
pub(super) const ANGIOGRAPHY_1024: &[Rule] = &[
    rule(XA, tags::MODALITY, Text(&["XA"]), B),
    rule(XA, tags::ROWS, AtMost(1024), B),
    rule(XA, tags::COLUMNS, AtMost(1024), B),
    rule(XA, tags::BITS_STORED, Number(&[8, 10, 12]), B),
    rule(SC, tags::ROWS, AtMost(1024), B),
    rule(SC, tags::COLUMNS, AtMost(1024), B),
    rule(SC, tags::SAMPLES_PER_PIXEL, Number(&[1]), B),
    rule(
        SC,
        tags::PHOTOMETRIC_INTERPRETATION,
        Text(&["MONOCHROME2"]),
        B,
    ),
    rule(SC, tags::BITS_ALLOCATED, Number(&[8]), B),
    rule(SC, tags::BITS_STORED, Number(&[8]), B),
    rule(SC, tags::HIGH_BIT, Number(&[7]), B),
    rule(SC, tags::PIXEL_REPRESENTATION, Number(&[0]), B),
    rule(SC, OVERLAY_ROWS, Absent, B),
];

const C: &str = "PS3.11 C.3.1.1";
const C_SPATIAL: &str = "PS3.11 C.4";
const C_COMBINED: &str = "PS3.11 C.5";
/// Type 1 attributes of the US Region Calibration module (PS3.3 C.8.5.5).
const REGION: Expected = InItems(&[
    tags::REGION_LOCATION_MIN_X0,
    tags::REGION_LOCATION_MIN_Y0,
    tags::REGION_LOCATION_MAX_X1,
    tags::REGION_LOCATION_MAX_Y1,
    tags::PHYSICAL_UNITS_X_DIRECTION,
    tags::PHYSICAL_UNITS_Y_DIRECTION,
    tags::PHYSICAL_DELTA_X,
    tags::PHYSICAL_DELTA_Y,
    tags::REGION_SPATIAL_FORMAT,
    tags::REGION_DATA_TYPE,
    tags::REGION_FLAGS,
]);
/// Pixel Component Organization and what depends on it alone.
const COMPONENTS: Expected = InItems(&[
    tags::PIXEL_COMPONENT_ORGANIZATION,
    tags::PIXEL_COMPONENT_PHYSICAL_UNITS,
    tags::PIXEL_COMPONENT_DATA_TYPE,
]);
/// Table C.3-2.
const US_NATIVE: Rule = rule_when(
    &[],
    &[Condition::TransferSyntax(uids::EXPLICIT_VR_LITTLE_ENDIAN)],
    tags::PHOTOMETRIC_INTERPRETATION,
    Text(&["MONOCHROME2", "RGB", "PALETTE COLOR", "YBR_FULL_422"]),
    C,
);
const US_RLE: Rule = rule_when(
    &[],
    &[Condition::TransferSyntax(uids::RLE_LOSSLESS)],
    tags::PHOTOMETRIC_INTERPRETATION,
    Text(&["MONOCHROME2", "RGB", "PALETTE COLOR", "YBR_FULL"]),
    C,
);
const US_JPEG: Rule = rule_when(
    &[],
    &[Condition::TransferSyntax(uids::JPEG_BASELINE8_BIT)],
    tags::PHOTOMETRIC_INTERPRETATION,
    Text(&["YBR_FULL_422"]),
    C,
);
const US_REGION: Rule = rule(&[], tags::SEQUENCE_OF_ULTRASOUND_REGIONS, REGION, C_SPATIAL);
pub(super) const ULTRASOUND_DISPLAY: &[Rule] = &[US_NATIVE, US_RLE, US_JPEG];
pub(super) const ULTRASOUND_SPATIAL: &[Rule] = &[US_NATIVE, US_RLE, US_JPEG, US_REGION];
pub(super) const ULTRASOUND_COMBINED: &[Rule] = &[
    US_NATIVE,
    US_RLE,
    US_JPEG,
    US_REGION,
    rule(
        &[],
        tags::SEQUENCE_OF_ULTRASOUND_REGIONS,
        COMPONENTS,
        C_COMBINED,
    ),
];

const E: &str = "PS3.11 E.3.4.1";
/// Tables E.3-3 to E.3-6. Of a Secondary Capture image, PALETTE COLOR is held to E.3-6 and
/// everything else to E.3-5.
pub(super) const CT_MR: &[Rule] = &[
    rule(CT, tags::MODALITY, Text(&["CT"]), E),
    rule(
        CT,
        tags::PHOTOMETRIC_INTERPRETATION,
        Text(&["MONOCHROME2"]),
        E,
    ),
    rule(MR, tags::MODALITY, Text(&["MR"]), E),
    rule(
        MR,
        tags::PHOTOMETRIC_INTERPRETATION,
        Text(&["MONOCHROME2"]),
        E,
    ),
    rule(MR, tags::BITS_STORED, Number(&[8, 12, 13, 14, 15, 16]), E),
    rule(MR, tags::HIGH_BIT, OneLessThan(tags::BITS_STORED), E),
    rule(SC, tags::SAMPLES_PER_PIXEL, Number(&[1]), E),
    rule(
        SC,
        tags::PHOTOMETRIC_INTERPRETATION,
        Text(&["MONOCHROME2", "PALETTE COLOR"]),
        E,
    ),
    rule(SC, tags::BITS_ALLOCATED, Number(&[8, 16]), E),
    rule(SC, tags::BITS_STORED, SameAs(tags::BITS_ALLOCATED), E),
    rule(SC, tags::HIGH_BIT, OneLessThan(tags::BITS_STORED), E),
    rule_when(SC, &[PALETTE], tags::BITS_ALLOCATED, Number(&[8]), E),
];

/// Annex I, M and N: video is multi-frame.
pub(super) const DVD_VIDEO: &[Rule] = &[rule(&[], tags::NUMBER_OF_FRAMES, Value, "PS3.11 I.3.1")];
pub(super) const BD_VIDEO_4_2: &[Rule] =
    &[rule(&[], tags::NUMBER_OF_FRAMES, Value, "PS3.11 N.3.1")];
const M: &str = "PS3.11 M.3.1";
/// Annex M allows uncompressed objects beside the video.
pub(super) const BD_VIDEO: &[Rule] = &[
    multi_frame(&[Condition::TransferSyntax(uids::MPEG2MPML)]),
    multi_frame(&[Condition::TransferSyntax(uids::MPEG2MPHL)]),
    multi_frame(&[Condition::TransferSyntax(uids::MPEG4HP41)]),
    multi_frame(&[Condition::TransferSyntax(uids::MPEG4HP41BD)]),
];

const fn multi_frame(when: &'static [Condition]) -> Rule {
    rule_when(&[], when, tags::NUMBER_OF_FRAMES, Value, M)
}

const K: &str = "PS3.11 K.3.4.1";
const K_TYPES: &str = "PS3.11 K.3.4.2";
const BITS_8: &[Condition] = &[Condition::Number(tags::BITS_STORED, 8)];
const BITS_MORE: &[Condition] = &[Condition::NotNumber(tags::BITS_STORED, 8)];
/// Tables K.3-3 and K.3-4.
pub(super) const DENTAL: &[Rule] = &[
    rule(DX_AND_IO, tags::BITS_STORED, Number(&[8, 10, 12, 16]), K),
    rule_when(DX_AND_IO, BITS_8, tags::BITS_ALLOCATED, Number(&[8]), K),
    rule_when(DX_AND_IO, BITS_MORE, tags::BITS_ALLOCATED, Number(&[16]), K),
    rule(DX_AND_IO, tags::INSTITUTION_NAME, There, K_TYPES),
    rule(DX_AND_IO, tags::MANUFACTURER_MODEL_NAME, There, K_TYPES),
    rule(DX_AND_IO, tags::DETECTOR_ID, There, K_TYPES),
    rule(DX_AND_IO, tags::DETECTOR_MANUFACTURER_NAME, There, K_TYPES),
    rule(
        DX_AND_IO,
        tags::DETECTOR_MANUFACTURER_MODEL_NAME,
        There,
        K_TYPES,
    ),
];

/// An attribute in words with its tag: `Bits Stored (0028,0101)`.
pub(super) fn name(tag: Tag) -> String {
    let dictionary = StandardDataDictionary;
    let Some(entry) = dictionary.by_tag(tag) else {
        return tag.to_string();
    };
    format!("{} {tag}", spaced(entry.alias()))
}

/// A keyword in words: `BitsStored` becomes `Bits Stored`.
pub(super) fn spaced(keyword: &str) -> String {
    let mut words = String::new();
    let mut before = ' ';
    for letter in keyword.chars() {
        if letter.is_uppercase() && before.is_lowercase() {
            words.push(' ');
        }
        words.push(letter);
        before = letter;
    }
    words
}
