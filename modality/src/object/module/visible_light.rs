//! Modules: visible light.

use super::super::attribute::{Attribute, code, empty, items, now, t, uid};
use filmdesk_dataset::tags;

/// Vl image.
pub(in crate::object) const VL_IMAGE: &[Attribute] = &[
    t(tags::IMAGE_TYPE, r"ORIGINAL\PRIMARY"),
    empty(tags::LOSSY_IMAGE_COMPRESSION),
];

/// Specimen.
pub(in crate::object) const SPECIMEN: &[Attribute] = &[
    t(tags::CONTAINER_IDENTIFIER, "Example"),
    items(tags::ISSUER_OF_THE_CONTAINER_IDENTIFIER_SEQUENCE, &[]),
    items(tags::CONTAINER_TYPE_CODE_SEQUENCE, &[]),
    items(
        tags::SPECIMEN_DESCRIPTION_SEQUENCE,
        &[&[
            t(tags::SPECIMEN_IDENTIFIER, "Example"),
            uid(tags::SPECIMEN_UID, "specimen"),
            items(tags::ISSUER_OF_THE_SPECIMEN_IDENTIFIER_SEQUENCE, &[]),
            items(tags::SPECIMEN_PREPARATION_SEQUENCE, &[]),
        ]],
    ),
];

/// Slide coordinates.
pub(in crate::object) const SLIDE_COORDINATES: &[Attribute] =
    &[items(tags::IMAGE_CENTER_POINT_COORDINATES_SEQUENCE, &[])];

/// Dermoscopic image.
pub(in crate::object) const DERMOSCOPIC_IMAGE: &[Attribute] = &[
    empty(tags::LIGHT_SOURCE_POLARIZATION),
    empty(tags::EMITTER_COLOR_TEMPERATURE),
    empty(tags::CONTACT_METHOD),
    empty(tags::OPTICAL_MAGNIFICATION_FACTOR),
    t(tags::RECOGNIZABLE_VISUAL_FEATURES, "NO"),
];

/// Microscope slide layer tile organization.
pub(in crate::object) const MICROSCOPE_SLIDE_LAYER_TILE_ORGANIZATION: &[Attribute] = &[
    t(tags::TOTAL_PIXEL_MATRIX_COLUMNS, "64"),
    t(tags::TOTAL_PIXEL_MATRIX_ROWS, "64"),
    items(
        tags::TOTAL_PIXEL_MATRIX_ORIGIN_SEQUENCE,
        &[&[
            t(tags::X_OFFSET_IN_SLIDE_COORDINATE_SYSTEM, "10"),
            t(tags::Y_OFFSET_IN_SLIDE_COORDINATE_SYSTEM, "20"),
        ]],
    ),
];

/// Whole slide microscopy image.
pub(in crate::object) const WHOLE_SLIDE_MICROSCOPY_IMAGE: &[Attribute] = &[
    t(tags::IMAGE_TYPE, r"ORIGINAL\PRIMARY"),
    now(tags::ACQUISITION_DATE_TIME),
    t(tags::VOLUMETRIC_PROPERTIES, "VOLUME"),
    t(tags::NUMBER_OF_FRAMES, "3"),
    t(tags::BURNED_IN_ANNOTATION, "NO"),
    t(tags::LOSSY_IMAGE_COMPRESSION, "00"),
    t(tags::SPECIMEN_LABEL_IN_IMAGE, "NO"),
    t(tags::FOCUS_METHOD, "AUTO"),
    t(tags::EXTENDED_DEPTH_OF_FIELD, "NO"),
];

/// Optical path.
pub(in crate::object) const OPTICAL_PATH: &[Attribute] = &[items(
    tags::OPTICAL_PATH_SEQUENCE,
    &[&[
        code(
            tags::ILLUMINATION_TYPE_CODE_SEQUENCE,
            "111744",
            "DCM",
            "Brightfield illumination",
        ),
        t(tags::OPTICAL_PATH_IDENTIFIER, "Example"),
    ]],
)];

/// Confocal microscopy image.
pub(in crate::object) const CONFOCAL_MICROSCOPY_IMAGE: &[Attribute] = &[
    t(tags::IMAGE_TYPE, r"ORIGINAL\PRIMARY"),
    t(tags::LOSSY_IMAGE_COMPRESSION, "00"),
    t(tags::CONFOCAL_MODE, "REFLECTANCE"),
    t(tags::TISSUE_LOCATION, "IN_VIVO"),
];

/// Confocal microscopy tiled pyramidal image.
pub(in crate::object) const CONFOCAL_MICROSCOPY_TILED_PYRAMIDAL_IMAGE: &[Attribute] = &[
    t(tags::VOLUMETRIC_PROPERTIES, "VOLUME"),
    t(tags::IMAGED_VOLUME_WIDTH, "15"),
    t(tags::IMAGED_VOLUME_HEIGHT, "15"),
    t(tags::IMAGED_VOLUME_DEPTH, "1"),
];
