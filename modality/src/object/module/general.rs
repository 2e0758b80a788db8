//! Modules that objects of many kinds have (PS3.3 C.7), alone and as objects have them together.

use super::super::code::*;
use super::super::documents::srgb;
use super::super::table::*;
use super::functional_group::*;
use filmdesk_dataset::{Tag, VR, tags, uids};

/// Study and equipment, of what has a series module of its own.
pub(crate) const STUDY: &[Table] = &[GENERAL_STUDY, GENERAL_EQUIPMENT];
/// The same with equipment that says what it is.
pub(crate) const ENHANCED_STUDY: &[Table] =
    &[GENERAL_STUDY, GENERAL_EQUIPMENT, ENHANCED_GENERAL_EQUIPMENT];
/// Study, series and equipment.
pub(crate) const SERIES: &[Table] = &[GENERAL_STUDY, GENERAL_SERIES, GENERAL_EQUIPMENT];
/// The same in a frame of reference.
pub(crate) const PLACED_SERIES: &[Table] = &[
    GENERAL_STUDY,
    GENERAL_SERIES,
    FRAME_OF_REFERENCE,
    GENERAL_EQUIPMENT,
];
/// A series of equipment that says what it is.
pub(crate) const ENHANCED_SERIES: &[Table] = &[
    GENERAL_STUDY,
    GENERAL_SERIES,
    GENERAL_EQUIPMENT,
    ENHANCED_GENERAL_EQUIPMENT,
];
/// The same in a frame of reference.
pub(crate) const PLACED_ENHANCED_SERIES: &[Table] = &[
    GENERAL_STUDY,
    GENERAL_SERIES,
    FRAME_OF_REFERENCE,
    GENERAL_EQUIPMENT,
    ENHANCED_GENERAL_EQUIPMENT,
];
/// An enhanced multi-frame image.
pub(crate) const FRAMES: &[Table] = &[
    GENERAL_STUDY,
    GENERAL_SERIES,
    FRAME_OF_REFERENCE,
    GENERAL_EQUIPMENT,
    ENHANCED_GENERAL_EQUIPMENT,
    MULTI_FRAME_DIMENSION,
    ACQUISITION_CONTEXT,
];
/// An image.
pub(crate) const IMAGE: &[Table] = &[
    GENERAL_STUDY,
    GENERAL_SERIES,
    GENERAL_EQUIPMENT,
    GENERAL_IMAGE,
];
/// The same in a frame of reference.
pub(crate) const PLACED_IMAGE: &[Table] = &[
    GENERAL_STUDY,
    GENERAL_SERIES,
    FRAME_OF_REFERENCE,
    GENERAL_EQUIPMENT,
    GENERAL_IMAGE,
];
/// An image that was captured.
pub(crate) const CAPTURED_IMAGE: &[Table] =
    &[GENERAL_STUDY, GENERAL_SERIES, SC_EQUIPMENT, GENERAL_IMAGE];

pub(crate) const GENERAL_STUDY: Table = &[empty(tags::REFERRING_PHYSICIAN_NAME)];

pub(crate) const GENERAL_SERIES: Table = &[
    t(tags::SERIES_DESCRIPTION, "Emulated series"),
    now(tags::SERIES_DATE),
    now(tags::SERIES_TIME),
];

pub(crate) const GENERAL_EQUIPMENT: Table = &[t(tags::MANUFACTURER, "Filmdesk")];

pub(crate) const ACQUISITION_CONTEXT: Table = &[seq(tags::ACQUISITION_CONTEXT_SEQUENCE).empty()];

pub(crate) const FRAME_OF_REFERENCE: Table = &[
    uid(tags::FRAME_OF_REFERENCE_UID, "frame of reference"),
    empty(tags::POSITION_REFERENCE_INDICATOR),
];

pub(crate) const ENHANCED_GENERAL_EQUIPMENT: Table = &[
    t(tags::MANUFACTURER_MODEL_NAME, "Emulated modality"),
    t(tags::DEVICE_SERIAL_NUMBER, "0001"),
    t(tags::SOFTWARE_VERSIONS, "0.1"),
];

pub(crate) const GENERAL_IMAGE: Table = &[
    t(tags::PATIENT_ORIENTATION, r"L\F"),
    now(tags::CONTENT_DATE),
    now(tags::CONTENT_TIME),
];

pub(crate) const MULTI_FRAME_DIMENSION: Table = &[
    seq(tags::DIMENSION_ORGANIZATION_SEQUENCE)
        .item(&[uid(tags::DIMENSION_ORGANIZATION_UID, "dimensions")]),
    t(tags::DIMENSION_ORGANIZATION_TYPE, "3D"),
    DIMENSION_INDEX_BY_POSITION,
];

pub(crate) const SC_EQUIPMENT: Table = &[t(tags::CONVERSION_TYPE, "WSD")];

pub(crate) const PALETTE_COLOR_LOOKUP_TABLE: Table = &[
    t(tags::RED_PALETTE_COLOR_LOOKUP_TABLE_DESCRIPTOR, r"256\0\16"),
    t(
        tags::GREEN_PALETTE_COLOR_LOOKUP_TABLE_DESCRIPTOR,
        r"256\0\16",
    ),
    t(
        tags::BLUE_PALETTE_COLOR_LOOKUP_TABLE_DESCRIPTOR,
        r"256\0\16",
    ),
];

pub(crate) const ICC_PROFILE: Table = &[bytes(tags::ICC_PROFILE, VR::OB, srgb)];

pub(crate) const SYNCHRONIZATION: Table = &[
    t(tags::SYNCHRONIZATION_TRIGGER, "NO TRIGGER"),
    t(tags::ACQUISITION_TIME_SYNCHRONIZED, "N"),
    uid(
        tags::SYNCHRONIZATION_FRAME_OF_REFERENCE_UID,
        "synchronization",
    ),
];

pub(crate) const MULTI_FRAME: Table = &[
    t(tags::NUMBER_OF_FRAMES, "3"),
    t(tags::FRAME_INCREMENT_POINTER, "00181063"),
];

pub(crate) const CINE: Table = &[t(tags::FRAME_TIME, "40")];

pub(crate) const X_RAY_3D_IMAGE: Table = &[
    t(tags::IMAGE_TYPE, r"DERIVED\PRIMARY\VOLUME\NONE"),
    table(ENHANCED_IMAGE),
    t(tags::DIMENSION_ORGANIZATION_TYPE, "3D"),
    DIMENSION_INDEX_BY_POSITION,
    seq(tags::DIMENSION_ORGANIZATION_SEQUENCE)
        .item(&[uid(tags::DIMENSION_ORGANIZATION_UID, "dimensions")]),
];

pub(crate) const IMAGE_PLANE: Table = &[
    t(tags::SLICE_THICKNESS, "5"),
    t(tags::IMAGE_POSITION_PATIENT, r"-200\-200\0"),
    t(tags::IMAGE_ORIENTATION_PATIENT, r"1\0\0\0\1\0"),
    t(tags::PIXEL_SPACING, r"6.25\6.25"),
    t(tags::SPACING_BETWEEN_SLICES, "5"),
];

pub(crate) const LEGACY_CONVERSION: Table = &[
    seq(tags::DIMENSION_ORGANIZATION_SEQUENCE)
        .item(&[uid(tags::DIMENSION_ORGANIZATION_UID, "dimensions")]),
    t(tags::DIMENSION_ORGANIZATION_TYPE, "3D"),
    DIMENSION_INDEX_BY_POSITION,
    seq(tags::CONTRIBUTING_EQUIPMENT_SEQUENCE).item(&[
        t(tags::MANUFACTURER, "Filmdesk"),
        seq(tags::PURPOSE_OF_REFERENCE_CODE_SEQUENCE)
            .code(dcm("109106", "Enhanced Multi-frame Conversion Equipment")),
    ]),
    seq(tags::PER_FRAME_FUNCTIONAL_GROUPS_SEQUENCE).per_frame(&[
        FRAME_CONTENT,
        PLANE_POSITION,
        seq(tags::UNASSIGNED_PER_FRAME_CONVERTED_ATTRIBUTES_SEQUENCE)
            .item(&[t(Tag(0x0032, 0x4000), "Emulated")]),
        seq(tags::CONVERSION_SOURCE_ATTRIBUTES_SEQUENCE).instance(uids::CT_IMAGE_STORAGE),
    ]),
];

pub(crate) const ENHANCED_IMAGE: Table = &[
    table(VOLUME),
    t(tags::PRESENTATION_LUT_SHAPE, "IDENTITY"),
    t(tags::CONTENT_QUALIFICATION, "PRODUCT"),
    t(tags::ACQUISITION_DURATION, "5"),
    t(tags::BURNED_IN_ANNOTATION, "NO"),
    now(tags::ACQUISITION_DATE_TIME),
    t(tags::LOSSY_IMAGE_COMPRESSION, "00"),
    now(tags::CONTENT_DATE),
    now(tags::CONTENT_TIME),
    t(tags::NUMBER_OF_FRAMES, "3"),
];

pub(crate) const DIMENSION_INDEX_BY_POSITION: Row = seq(tags::DIMENSION_INDEX_SEQUENCE).item(&[
    t(tags::DIMENSION_INDEX_POINTER, "00200032"),
    t(tags::FUNCTIONAL_GROUP_POINTER, "00209113"),
    uid(tags::DIMENSION_ORGANIZATION_UID, "dimensions"),
    t(tags::DIMENSION_DESCRIPTION_LABEL, "Position"),
]);
