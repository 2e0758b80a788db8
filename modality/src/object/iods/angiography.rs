//! Angiography and fluoroscopy.

use super::prelude::*;

const XA: Iod = Iod::of("XA", "IMAGE", IMAGE);

pub(super) const IODS: &[Iod] = &[
    Iod {
        sop_class: uids::X_RAY_ANGIOGRAPHIC_IMAGE_STORAGE,
        name: "X-Ray Angiographic Image",
        modules: &[
            X_RAY_IMAGE,
            X_RAY_ACQUISITION,
            XA_POSITIONER,
            MULTI_FRAME,
            GRAY_12,
        ],
        ..XA
    },
    Iod {
        sop_class: uids::X_RAY_RADIOFLUOROSCOPIC_IMAGE_STORAGE,
        name: "X-Ray Radiofluoroscopic Image",
        modality: "RF",
        modules: &[X_RAY_IMAGE, X_RAY_ACQUISITION, MULTI_FRAME, GRAY_12],
        attributes: &[
            t(tags::POSITIONER_PRIMARY_ANGLE, "0"),
            t(tags::POSITIONER_SECONDARY_ANGLE, "0"),
        ],
        ..XA
    },
    Iod {
        sop_class: "1.2.840.10008.5.1.4.1.1.12.3",
        name: "XRay Angiographic Bi Plane Image",
        modules: &[X_RAY_ACQUISITION, XA_POSITIONER, GRAY_12, MULTI_FRAME],
        attributes: &[
            t(tags::IMAGE_TYPE, r"ORIGINAL\PRIMARY\BIPLANE A"),
            t(tags::PIXEL_INTENSITY_RELATIONSHIP, "LIN"),
        ],
        ..XA
    },
    Iod {
        sop_class: uids::ENHANCED_XA_IMAGE_STORAGE,
        name: "Enhanced XA Image",
        general: ENHANCED_SERIES,
        modules: &[ACQUISITION_CONTEXT, ENHANCED_XA_XRF_IMAGE, GRAY_12],
        ..XA
    },
    Iod {
        sop_class: uids::ENHANCED_XRF_IMAGE_STORAGE,
        name: "Enhanced XRF Image",
        general: ENHANCED_SERIES,
        modules: &[ACQUISITION_CONTEXT, ENHANCED_XA_XRF_IMAGE, GRAY_12],
        ..XA
    },
    Iod {
        sop_class: uids::X_RAY3_D_ANGIOGRAPHIC_IMAGE_STORAGE,
        name: "X-Ray 3D Angiographic Image",
        general: PLACED_ENHANCED_SERIES,
        modules: &[ACQUISITION_CONTEXT, X_RAY_3D_IMAGE, GRAY_16],
        attributes: &[X_RAY_3D_SHARED_GROUPS, FRAME_PLANES],
        ..XA
    },
    Iod {
        sop_class: uids::X_RAY3_D_CRANIOFACIAL_IMAGE_STORAGE,
        name: "X-Ray 3D Craniofacial Image",
        modality: "CT",
        general: PLACED_ENHANCED_SERIES,
        modules: &[ACQUISITION_CONTEXT, X_RAY_3D_IMAGE, GRAY_16],
        attributes: &[X_RAY_3D_SHARED_GROUPS, FRAME_PLANES],
        ..XA
    },
];

const X_RAY_IMAGE: Table = &[
    t(tags::IMAGE_TYPE, r"ORIGINAL\PRIMARY\SINGLE PLANE"),
    t(tags::PIXEL_INTENSITY_RELATIONSHIP, "LIN"),
];

const X_RAY_ACQUISITION: Table = &[
    t(tags::KVP, "80"),
    t(tags::RADIATION_SETTING, "GR"),
    t(tags::FRAME_TIME, "66.7"),
    t(tags::X_RAY_TUBE_CURRENT, "200"),
    t(tags::EXPOSURE_TIME, "10"),
    t(tags::RECOMMENDED_DISPLAY_FRAME_RATE, "15"),
    t(tags::IMAGER_PIXEL_SPACING, r"0.2\0.2"),
    t(tags::WINDOW_CENTER, "1064"),
    t(tags::WINDOW_WIDTH, "400"),
    empty(tags::LATERALITY),
];

const XA_POSITIONER: Table = &[
    t(tags::POSITIONER_PRIMARY_ANGLE, "0"),
    t(tags::POSITIONER_SECONDARY_ANGLE, "0"),
    t(tags::POSITIONER_MOTION, "STATIC"),
];

const ENHANCED_XA_XRF_IMAGE: Table = &[
    t(tags::NUMBER_OF_FRAMES, "3"),
    t(tags::IMAGE_TYPE, r"ORIGINAL\PRIMARY\SINGLE PLANE\NONE"),
    now(tags::ACQUISITION_DATE_TIME),
    t(tags::CONTENT_QUALIFICATION, "PRODUCT"),
    t(tags::PLANES_IN_ACQUISITION, "SINGLE PLANE"),
    t(tags::BURNED_IN_ANNOTATION, "NO"),
    t(tags::LOSSY_IMAGE_COMPRESSION, "00"),
    t(tags::PRESENTATION_LUT_SHAPE, "IDENTITY"),
    t(tags::KVP, "80"),
    t(tags::RADIATION_SETTING, "GR"),
    t(tags::PIXEL_INTENSITY_RELATIONSHIP_SIGN, "1"),
    seq(tags::SHARED_FUNCTIONAL_GROUPS_SEQUENCE).item(&[
        XA_FIELD_OF_VIEW,
        seq(tags::XAXRF_FRAME_CHARACTERISTICS_SEQUENCE).item(&[
            t(tags::DERIVATION_DESCRIPTION, "None"),
            empty(tags::ACQUISITION_DEVICE_PROCESSING_DESCRIPTION),
            empty(tags::ACQUISITION_DEVICE_PROCESSING_CODE),
        ]),
        IRRADIATION_EVENT,
        FRAME_ANATOMY,
        FRAME_VOI_LUT,
        seq(tags::FRAME_DETECTOR_PARAMETERS_SEQUENCE).item(&[
            t(tags::DETECTOR_ACTIVE_TIME, "10"),
            t(tags::DETECTOR_ACTIVATION_OFFSET_FROM_EXPOSURE, "0"),
        ]),
        PIXEL_INTENSITY,
        seq(tags::FRAME_PIXEL_DATA_PROPERTIES_SEQUENCE).item(&[
            t(tags::FRAME_TYPE, r"ORIGINAL\PRIMARY\SINGLE PLANE\NONE"),
            t(tags::PIXEL_INTENSITY_RELATIONSHIP, "LIN"),
            t(tags::PIXEL_INTENSITY_RELATIONSHIP_SIGN, "1"),
            t(tags::GEOMETRICAL_PROPERTIES, "UNIFORM"),
            t(tags::ESTIMATED_RADIOGRAPHIC_MAGNIFICATION_FACTOR, "1.1"),
            t(tags::IMAGE_PROCESSING_APPLIED, "NONE"),
            t(tags::IMAGER_PIXEL_SPACING, r"0.2\0.2"),
        ]),
        seq(tags::TABLE_POSITION_SEQUENCE).item(&[
            t(tags::TABLE_TOP_VERTICAL_POSITION, "0"),
            t(tags::TABLE_TOP_LONGITUDINAL_POSITION, "0"),
            t(tags::TABLE_TOP_LATERAL_POSITION, "0"),
            t(tags::TABLE_HORIZONTAL_ROTATION_ANGLE, "0"),
            t(tags::TABLE_HEAD_TILT_ANGLE, "0"),
            t(tags::TABLE_CRADLE_TILT_ANGLE, "0"),
        ]),
        X_RAY_COLLIMATOR,
    ]),
    t(tags::PLANE_IDENTIFICATION, "MONOPLANE"),
    t(tags::AVERAGE_PULSE_WIDTH, "10"),
    t(tags::RADIATION_MODE, "PULSED"),
    empty(tags::DISTANCE_RECEPTOR_PLANE_TO_DETECTOR_HOUSING),
    t(tags::POSITIONER_TYPE, "CARM"),
    t(tags::EXPOSURE_INM_AS, "20"),
    t(tags::C_ARM_POSITIONER_TABLETOP_RELATIONSHIP, "NO"),
    empty(tags::ACQUIRED_IMAGE_AREA_DOSE_PRODUCT),
    t(tags::PIXEL_INTENSITY_RELATIONSHIP, "LIN"),
    t(tags::ACQUISITION_DURATION, "1"),
    seq(tags::DIMENSION_ORGANIZATION_SEQUENCE)
        .item(&[uid(tags::DIMENSION_ORGANIZATION_UID, "dimensions")]),
    DIMENSION_INDEX_BY_ACQUISITION,
    now(tags::CONTENT_DATE),
    now(tags::CONTENT_TIME),
    seq(tags::PER_FRAME_FUNCTIONAL_GROUPS_SEQUENCE).per_frame(&[
        FRAME_CONTENT,
        seq(tags::POSITIONER_POSITION_SEQUENCE).item(&[
            t(tags::POSITIONER_PRIMARY_ANGLE, "0"),
            t(tags::POSITIONER_SECONDARY_ANGLE, "0"),
        ]),
    ]),
];

const X_RAY_3D_SHARED_GROUPS: Row = seq(tags::SHARED_FUNCTIONAL_GROUPS_SEQUENCE).item(&[
    table(SLICES),
    IDENTITY_TRANSFORMATION,
    seq(tags::X_RAY3_D_FRAME_TYPE_SEQUENCE).item(&[
        t(tags::FRAME_TYPE, r"DERIVED\PRIMARY\VOLUME\NONE"),
        table(VOLUME),
    ]),
]);
