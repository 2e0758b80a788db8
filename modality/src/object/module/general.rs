//! Modules: general.

use super::super::attribute::{Attribute, empty, items, now, t, uid};
use filmdesk_dataset::tags;

/// General study.
pub(in crate::object) const GENERAL_STUDY: &[Attribute] = &[empty(tags::REFERRING_PHYSICIAN_NAME)];

/// General series.
pub(in crate::object) const GENERAL_SERIES: &[Attribute] = &[
    t(tags::SERIES_DESCRIPTION, "Emulated series"),
    now(tags::SERIES_DATE),
    now(tags::SERIES_TIME),
];

/// General equipment.
pub(in crate::object) const GENERAL_EQUIPMENT: &[Attribute] = &[t(tags::MANUFACTURER, "Filmdesk")];

/// General image.
pub(in crate::object) const GENERAL_IMAGE: &[Attribute] = &[
    t(tags::PATIENT_ORIENTATION, r"L\F"),
    now(tags::CONTENT_DATE),
    now(tags::CONTENT_TIME),
];

/// Acquisition context.
pub(in crate::object) const ACQUISITION_CONTEXT: &[Attribute] =
    &[items(tags::ACQUISITION_CONTEXT_SEQUENCE, &[])];

/// Multi frame.
pub(in crate::object) const MULTI_FRAME: &[Attribute] = &[
    t(tags::NUMBER_OF_FRAMES, "3"),
    t(tags::FRAME_INCREMENT_POINTER, "00181063"),
];

/// Cine.
pub(in crate::object) const CINE: &[Attribute] = &[t(tags::FRAME_TIME, "40")];

/// Enhanced general equipment.
pub(in crate::object) const ENHANCED_GENERAL_EQUIPMENT: &[Attribute] = &[
    t(tags::MANUFACTURER, "Filmdesk"),
    t(tags::MANUFACTURER_MODEL_NAME, "Emulated modality"),
    t(tags::DEVICE_SERIAL_NUMBER, "0001"),
    t(tags::SOFTWARE_VERSIONS, "0.1"),
];

/// Frame of reference.
pub(in crate::object) const FRAME_OF_REFERENCE: &[Attribute] = &[
    uid(tags::FRAME_OF_REFERENCE_UID, "frame of reference"),
    empty(tags::POSITION_REFERENCE_INDICATOR),
];

/// Multi frame dimension.
pub(in crate::object) const MULTI_FRAME_DIMENSION: &[Attribute] = &[
    items(
        tags::DIMENSION_ORGANIZATION_SEQUENCE,
        &[&[uid(tags::DIMENSION_ORGANIZATION_UID, "dimensions")]],
    ),
    t(tags::DIMENSION_ORGANIZATION_TYPE, "3D"),
    items(
        tags::DIMENSION_INDEX_SEQUENCE,
        &[&[
            t(tags::DIMENSION_INDEX_POINTER, "00200032"),
            t(tags::FUNCTIONAL_GROUP_POINTER, "00209113"),
            uid(tags::DIMENSION_ORGANIZATION_UID, "dimensions"),
            t(tags::DIMENSION_DESCRIPTION_LABEL, "Position"),
        ]],
    ),
];

/// Icc profile.
pub(in crate::object) const ICC_PROFILE: &[Attribute] = &[t(tags::ICC_PROFILE, r"0\0")];

/// Synchronization.
pub(in crate::object) const SYNCHRONIZATION: &[Attribute] = &[
    t(tags::SYNCHRONIZATION_TRIGGER, "NO TRIGGER"),
    t(tags::ACQUISITION_TIME_SYNCHRONIZED, "N"),
    uid(
        tags::SYNCHRONIZATION_FRAME_OF_REFERENCE_UID,
        "synchronization",
    ),
];

/// Sc equipment.
pub(in crate::object) const SC_EQUIPMENT: &[Attribute] = &[t(tags::CONVERSION_TYPE, "WSD")];

/// Palette color lookup table.
pub(in crate::object) const PALETTE_COLOR_LOOKUP_TABLE: &[Attribute] = &[
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
