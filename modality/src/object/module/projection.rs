//! Modules: projection.

use super::super::attribute::{Attribute, code, empty, items, now, t};
use filmdesk_dataset::tags;

/// Cr series.
pub(in crate::object) const CR_SERIES: &[Attribute] =
    &[empty(tags::BODY_PART_EXAMINED), empty(tags::VIEW_POSITION)];

/// Dx series.
pub(in crate::object) const DX_SERIES: &[Attribute] =
    &[t(tags::PRESENTATION_INTENT_TYPE, "FOR PRESENTATION")];

/// Dx anatomy imaged.
pub(in crate::object) const DX_ANATOMY_IMAGED: &[Attribute] = &[
    items(tags::ANATOMIC_REGION_SEQUENCE, &[]),
    t(tags::IMAGE_LATERALITY, "R"),
];

/// Dx image.
pub(in crate::object) const DX_IMAGE: &[Attribute] = &[
    t(tags::IMAGE_TYPE, r"ORIGINAL\PRIMARY"),
    t(tags::BURNED_IN_ANNOTATION, "NO"),
    t(tags::PIXEL_INTENSITY_RELATIONSHIP, "LOG"),
    t(tags::PIXEL_INTENSITY_RELATIONSHIP_SIGN, "-1"),
    t(tags::RESCALE_INTERCEPT, "-1024"),
    t(tags::RESCALE_SLOPE, "1"),
    t(tags::RESCALE_TYPE, "US"),
    t(tags::LOSSY_IMAGE_COMPRESSION, "00"),
    t(tags::PRESENTATION_LUT_SHAPE, "IDENTITY"),
];

/// Dx detector.
pub(in crate::object) const DX_DETECTOR: &[Attribute] = &[
    t(tags::IMAGER_PIXEL_SPACING, r"0.2\0.2"),
    empty(tags::DETECTOR_TYPE),
];

/// Mammography image.
pub(in crate::object) const MAMMOGRAPHY_IMAGE: &[Attribute] = &[
    t(tags::IMAGE_TYPE, r"ORIGINAL\PRIMARY"),
    code(tags::ANATOMIC_REGION_SEQUENCE, "816094009", "SCT", "Thorax"),
    t(tags::POSITIONER_TYPE, "COLUMN"),
    t(tags::IMAGE_LATERALITY, "R"),
    t(tags::ORGAN_EXPOSED, "BREAST"),
    items(
        tags::VIEW_CODE_SEQUENCE,
        &[&[
            t(tags::CODE_VALUE, "399162004"),
            t(tags::CODING_SCHEME_DESIGNATOR, "SCT"),
            t(tags::CODE_MEANING, "cranio-caudal"),
            items(tags::VIEW_MODIFIER_CODE_SEQUENCE, &[]),
        ]],
    ),
];

/// Intra oral image.
pub(in crate::object) const INTRA_ORAL_IMAGE: &[Attribute] = &[
    code(tags::ANATOMIC_REGION_SEQUENCE, "816094009", "SCT", "Thorax"),
    t(tags::POSITIONER_TYPE, "COLUMN"),
    t(tags::IMAGE_LATERALITY, "R"),
];

/// X ray image.
pub(in crate::object) const X_RAY_IMAGE: &[Attribute] = &[
    t(tags::IMAGE_TYPE, r"ORIGINAL\PRIMARY"),
    t(tags::PIXEL_INTENSITY_RELATIONSHIP, "LOG"),
];

/// X ray acquisition.
pub(in crate::object) const X_RAY_ACQUISITION: &[Attribute] =
    &[empty(tags::KVP), t(tags::RADIATION_SETTING, "SC")];

/// Xa positioner.
pub(in crate::object) const XA_POSITIONER: &[Attribute] = &[
    empty(tags::POSITIONER_PRIMARY_ANGLE),
    empty(tags::POSITIONER_SECONDARY_ANGLE),
];

/// Enhanced xa xrf image.
pub(in crate::object) const ENHANCED_XA_XRF_IMAGE: &[Attribute] = &[
    t(tags::IMAGE_TYPE, r"ORIGINAL\PRIMARY"),
    now(tags::ACQUISITION_DATE_TIME),
    t(tags::CONTENT_QUALIFICATION, "PRODUCT"),
    t(tags::PLANES_IN_ACQUISITION, "SINGLE PLANE"),
    t(tags::BURNED_IN_ANNOTATION, "NO"),
    t(tags::LOSSY_IMAGE_COMPRESSION, "00"),
    t(tags::PRESENTATION_LUT_SHAPE, "IDENTITY"),
];

/// X ray 3d image.
pub(in crate::object) const X_RAY_3D_IMAGE: &[Attribute] = &[
    t(tags::IMAGE_TYPE, r"ORIGINAL\PRIMARY"),
    t(tags::PIXEL_PRESENTATION, "MONOCHROME"),
    t(tags::VOLUMETRIC_PROPERTIES, "VOLUME"),
    t(tags::VOLUME_BASED_CALCULATION_TECHNIQUE, "NONE"),
    t(tags::CONTENT_QUALIFICATION, "PRODUCT"),
    t(tags::BURNED_IN_ANNOTATION, "NO"),
    t(tags::LOSSY_IMAGE_COMPRESSION, "00"),
    t(tags::PRESENTATION_LUT_SHAPE, "IDENTITY"),
];

/// Breast view.
pub(in crate::object) const BREAST_VIEW: &[Attribute] = &[
    t(tags::IMAGE_TYPE, r"ORIGINAL\PRIMARY"),
    items(
        tags::VIEW_CODE_SEQUENCE,
        &[&[
            t(tags::CODE_VALUE, "399162004"),
            t(tags::CODING_SCHEME_DESIGNATOR, "SCT"),
            t(tags::CODE_MEANING, "cranio-caudal"),
            items(tags::VIEW_MODIFIER_CODE_SEQUENCE, &[]),
        ]],
    ),
];

/// Enhanced mammography image.
pub(in crate::object) const ENHANCED_MAMMOGRAPHY_IMAGE: &[Attribute] = &[
    now(tags::ACQUISITION_DATE_TIME),
    t(tags::KVP, "120"),
    t(tags::FOCAL_SPOTS, "1.2"),
    t(tags::ANODE_TARGET_MATERIAL, "TUNGSTEN"),
    t(tags::BODY_PART_THICKNESS, "50"),
    t(tags::COMPRESSION_FORCE, "100"),
    t(tags::PADDLE_DESCRIPTION, "Example"),
    t(tags::POSITIONER_MOTION, "STATIC"),
    t(tags::POSITIONER_TYPE, "COLUMN"),
    empty(tags::DETECTOR_TYPE),
    t(tags::EXPOSURE_CONTROL_MODE, "AUTOMATIC"),
    t(tags::EXPOSURE_CONTROL_MODE_DESCRIPTION, "Automatic"),
    t(tags::CONTENT_QUALIFICATION, "PRODUCT"),
    t(tags::ACQUISITION_DURATION, "1"),
    t(tags::BURNED_IN_ANNOTATION, "NO"),
    t(tags::LOSSY_IMAGE_COMPRESSION, "00"),
    t(tags::ORGAN_DOSE, "0.01"),
    t(tags::ENTRANCE_DOSE_INM_GY, "5"),
    t(tags::TYPE_OF_DETECTOR_MOTION, "NONE"),
    t(tags::PRESENTATION_LUT_SHAPE, "IDENTITY"),
];

/// Patient orientation.
pub(in crate::object) const PATIENT_ORIENTATION: &[Attribute] = &[code(
    tags::PATIENT_ORIENTATION_CODE_SEQUENCE,
    "102538003",
    "SCT",
    "recumbent",
)];
