//! Functional groups and sequences that objects of several kinds have (PS3.3 C.7.6.16, C.8).

use super::super::code::*;
use super::super::documents::ramp_lut;
use super::super::table::*;
use filmdesk_dataset::{VR, tags, uids};

pub(crate) const VOLUME: Table = &[
    t(tags::PIXEL_PRESENTATION, "MONOCHROME"),
    t(tags::VOLUMETRIC_PROPERTIES, "VOLUME"),
    t(tags::VOLUME_BASED_CALCULATION_TECHNIQUE, "NONE"),
];

pub(crate) const SLICES: Table = &[
    PIXEL_MEASURES,
    PLANE_ORIENTATION,
    FRAME_ANATOMY,
    FRAME_VOI_LUT,
];

pub(crate) const PIXEL_MEASURES: Row = seq(tags::PIXEL_MEASURES_SEQUENCE).item(&[
    t(tags::SLICE_THICKNESS, "5"),
    t(tags::SPACING_BETWEEN_SLICES, "5"),
    t(tags::PIXEL_SPACING, r"6.25\6.25"),
]);

pub(crate) const PLANE_ORIENTATION: Row = seq(tags::PLANE_ORIENTATION_SEQUENCE)
    .item(&[t(tags::IMAGE_ORIENTATION_PATIENT, r"1\0\0\0\1\0")]);

pub(crate) const PLANE_POSITION: Row =
    seq(tags::PLANE_POSITION_SEQUENCE).item(&[t(tags::IMAGE_POSITION_PATIENT, r"-200\-200\0")]);

pub(crate) const SOURCE_IMAGE: Row = seq(tags::SOURCE_IMAGE_SEQUENCE).item(&[
    t(tags::REFERENCED_SOP_CLASS_UID, uids::CT_IMAGE_STORAGE),
    uid_of(tags::REFERENCED_SOP_INSTANCE_UID, uids::CT_IMAGE_STORAGE),
    seq(tags::PURPOSE_OF_REFERENCE_CODE_SEQUENCE).code(SOURCE_IMAGE_FOR_PROCESSING),
]);

pub(crate) const FRAME_REAL_WORLD_VALUE_MAPPING: Row = seq(tags::REAL_WORLD_VALUE_MAPPING_SEQUENCE)
    .item(&[
        t(tags::REAL_WORLD_VALUE_FIRST_VALUE_MAPPED, "0"),
        t(tags::REAL_WORLD_VALUE_LAST_VALUE_MAPPED, "4095"),
        t(tags::REAL_WORLD_VALUE_INTERCEPT, "-1024"),
        t(tags::REAL_WORLD_VALUE_SLOPE, "1"),
        t(tags::LUT_EXPLANATION, "Hounsfield units"),
        t(tags::LUT_LABEL, "HU"),
        seq(tags::MEASUREMENT_UNITS_CODE_SEQUENCE).code(HOUNSFIELD_UNIT),
    ]);

pub(crate) const FRAME_ANATOMY: Row = seq(tags::FRAME_ANATOMY_SEQUENCE).item(&[
    seq(tags::ANATOMIC_REGION_SEQUENCE).code(THORAX),
    t(tags::FRAME_LATERALITY, "U"),
]);

pub(crate) const FRAME_VOI_LUT: Row = seq(tags::FRAME_VOILUT_SEQUENCE)
    .item(&[t(tags::WINDOW_CENTER, "40"), t(tags::WINDOW_WIDTH, "400")]);

pub(crate) const IDENTITY_TRANSFORMATION: Row = seq(tags::PIXEL_VALUE_TRANSFORMATION_SEQUENCE)
    .item(&[
        t(tags::RESCALE_INTERCEPT, "0"),
        t(tags::RESCALE_SLOPE, "1"),
        t(tags::RESCALE_TYPE, "US"),
    ]);

pub(crate) const FRAME_PLANES: Row =
    seq(tags::PER_FRAME_FUNCTIONAL_GROUPS_SEQUENCE).per_frame(&[FRAME_CONTENT, PLANE_POSITION]);

pub(crate) const FRAME_CONTENT: Row = seq(tags::FRAME_CONTENT_SEQUENCE).item(&[
    t(tags::FRAME_ACQUISITION_NUMBER, "1"),
    now(tags::FRAME_REFERENCE_DATE_TIME),
    now(tags::FRAME_ACQUISITION_DATE_TIME),
    t(tags::FRAME_ACQUISITION_DURATION, "100"),
    t(tags::DIMENSION_INDEX_VALUES, "1"),
    t(tags::STACK_ID, "1"),
    t(tags::IN_STACK_POSITION_NUMBER, "1"),
]);

pub(crate) const PIXEL_VALUE_TRANSFORMATION: Row = seq(tags::PIXEL_VALUE_TRANSFORMATION_SEQUENCE)
    .item(&[
        t(tags::RESCALE_INTERCEPT, "-1024"),
        t(tags::RESCALE_SLOPE, "1"),
        t(tags::RESCALE_TYPE, "HU"),
    ]);

pub(crate) const IRRADIATION_EVENT: Row = seq(tags::IRRADIATION_EVENT_IDENTIFICATION_SEQUENCE)
    .item(&[uid(tags::IRRADIATION_EVENT_UID, "irradiation event")]);

pub(crate) const SHARED_PLANE_GROUPS: Row = seq(tags::SHARED_FUNCTIONAL_GROUPS_SEQUENCE).item(&[
    PIXEL_MEASURES,
    PLANE_ORIENTATION,
    FRAME_VOI_LUT,
]);

pub(crate) const PIXEL_INTENSITY: Row =
    seq(tags::PIXEL_INTENSITY_RELATIONSHIP_LUT_SEQUENCE).item(&[
        t(tags::LUT_DESCRIPTOR, r"256\0\16"),
        t(tags::LUT_FUNCTION, "TO_LINEAR"),
        bytes(tags::LUT_DATA, VR::OW, ramp_lut),
    ]);

pub(crate) const XA_FIELD_OF_VIEW: Row = seq(tags::FIELD_OF_VIEW_SEQUENCE).item(&[
    t(tags::FIELD_OF_VIEW_SHAPE, "RECTANGLE"),
    t(tags::FIELD_OF_VIEW_DIMENSIONS_IN_FLOAT, r"200\200"),
    t(tags::FIELD_OF_VIEW_ROTATION, "0"),
    t(tags::FIELD_OF_VIEW_HORIZONTAL_FLIP, "NO"),
    empty(tags::FIELD_OF_VIEW_DESCRIPTION),
]);

pub(crate) const X_RAY_COLLIMATOR: Row = seq(tags::COLLIMATOR_SHAPE_SEQUENCE).item(&[
    t(tags::COLLIMATOR_SHAPE, "RECTANGULAR"),
    t(tags::COLLIMATOR_LEFT_VERTICAL_EDGE, "1"),
    t(tags::COLLIMATOR_RIGHT_VERTICAL_EDGE, "64"),
    t(tags::COLLIMATOR_UPPER_HORIZONTAL_EDGE, "1"),
    t(tags::COLLIMATOR_LOWER_HORIZONTAL_EDGE, "64"),
]);

pub(crate) const DIMENSION_INDEX_BY_ACQUISITION: Row = seq(tags::DIMENSION_INDEX_SEQUENCE).item(&[
    t(tags::DIMENSION_INDEX_POINTER, "00209156"),
    t(tags::FUNCTIONAL_GROUP_POINTER, "00209111"),
    uid(tags::DIMENSION_ORGANIZATION_UID, "dimensions"),
]);

pub(crate) const FRAME_CONTENTS: Row =
    seq(tags::PER_FRAME_FUNCTIONAL_GROUPS_SEQUENCE).per_frame(&[FRAME_CONTENT]);
