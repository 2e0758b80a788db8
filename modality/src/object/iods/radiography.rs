//! Projection radiography and mammography.

use super::prelude::*;

/// Modules of a digital X-ray image (PS3.3 A.26).
const DIGITAL: &[Table] = &[
    GENERAL_STUDY,
    GENERAL_SERIES,
    GENERAL_EQUIPMENT,
    GENERAL_IMAGE,
    ACQUISITION_CONTEXT,
    DX_IMAGE,
];

const MG: Iod = Iod::of("MG", "IMAGE", DIGITAL);

pub(super) const IODS: &[Iod] = &[
    Iod {
        sop_class: uids::COMPUTED_RADIOGRAPHY_IMAGE_STORAGE,
        name: "Computed Radiography Image",
        modality: "CR",
        general: IMAGE,
        modules: &[GRAY_12],
        attributes: &[
            t(tags::BODY_PART_EXAMINED, "CHEST"),
            t(tags::VIEW_POSITION, "PA"),
            t(tags::PHOTOMETRIC_INTERPRETATION, "MONOCHROME1"),
            t(tags::IMAGE_TYPE, r"ORIGINAL\PRIMARY"),
            t(tags::IMAGER_PIXEL_SPACING, r"6.25\6.25"),
            empty(tags::PLATE_ID),
            t(tags::CASSETTE_ID, "P1"),
            t(tags::KVP, "120"),
            t(tags::WINDOW_CENTER, "1064"),
            t(tags::WINDOW_WIDTH, "400"),
        ],
        ..MG
    },
    Iod {
        sop_class: uids::DIGITAL_X_RAY_IMAGE_STORAGE_FOR_PRESENTATION,
        name: "Digital X-Ray Image - For Presentation",
        modality: "DX",
        modules: &[GRAY_12, DX_CHEST],
        attributes: &[
            t(tags::PRESENTATION_INTENT_TYPE, "FOR PRESENTATION"),
            t(tags::WINDOW_CENTER, "1064"),
            t(tags::WINDOW_WIDTH, "400"),
        ],
        ..MG
    },
    Iod {
        sop_class: uids::DIGITAL_X_RAY_IMAGE_STORAGE_FOR_PROCESSING,
        name: "Digital X-Ray Image - For Processing",
        modality: "DX",
        modules: &[GRAY_12, DX_CHEST],
        attributes: &[t(tags::PRESENTATION_INTENT_TYPE, "FOR PROCESSING")],
        ..MG
    },
    Iod {
        sop_class: uids::DIGITAL_MAMMOGRAPHY_X_RAY_IMAGE_STORAGE_FOR_PRESENTATION,
        name: "Digital Mammography X-Ray Image - For Presentation",
        modules: &[MAMMOGRAPHY_IMAGE, GRAY_12],
        attributes: &[
            t(tags::PRESENTATION_INTENT_TYPE, "FOR PRESENTATION"),
            t(tags::WINDOW_CENTER, "1064"),
            t(tags::WINDOW_WIDTH, "400"),
        ],
        ..MG
    },
    Iod {
        sop_class: uids::DIGITAL_MAMMOGRAPHY_X_RAY_IMAGE_STORAGE_FOR_PROCESSING,
        name: "Digital Mammography X-Ray Image - For Processing",
        modules: &[MAMMOGRAPHY_IMAGE, GRAY_12],
        attributes: &[t(tags::PRESENTATION_INTENT_TYPE, "FOR PROCESSING")],
        ..MG
    },
    Iod {
        sop_class: uids::DIGITAL_INTRA_ORAL_X_RAY_IMAGE_STORAGE_FOR_PRESENTATION,
        name: "Digital Intra-Oral X-Ray Image - For Presentation",
        modality: "IO",
        modules: &[INTRA_ORAL_IMAGE, GRAY_12],
        attributes: &[
            t(tags::PRESENTATION_INTENT_TYPE, "FOR PRESENTATION"),
            t(tags::WINDOW_CENTER, "1064"),
            t(tags::WINDOW_WIDTH, "400"),
        ],
        ..MG
    },
    Iod {
        sop_class: uids::DIGITAL_INTRA_ORAL_X_RAY_IMAGE_STORAGE_FOR_PROCESSING,
        name: "Digital Intra-Oral X-Ray Image - For Processing",
        modality: "IO",
        modules: &[INTRA_ORAL_IMAGE, GRAY_12],
        attributes: &[t(tags::PRESENTATION_INTENT_TYPE, "FOR PROCESSING")],
        ..MG
    },
    Iod {
        sop_class: uids::BREAST_TOMOSYNTHESIS_IMAGE_STORAGE,
        name: "Breast Tomosynthesis Image",
        general: PLACED_ENHANCED_SERIES,
        modules: &[ACQUISITION_CONTEXT, X_RAY_3D_IMAGE, GRAY_16],
        attributes: &[
            t(tags::IMAGE_TYPE, r"DERIVED\PRIMARY\TOMOSYNTHESIS\NONE"),
            VIEW_CODE,
            seq(tags::SHARED_FUNCTIONAL_GROUPS_SEQUENCE)
                .item(&[table(SLICES), IDENTITY_TRANSFORMATION]),
            t(tags::BREAST_IMPLANT_PRESENT, "NO"),
            seq(tags::PER_FRAME_FUNCTIONAL_GROUPS_SEQUENCE).per_frame(&[
                FRAME_CONTENT,
                PLANE_POSITION,
                seq(tags::X_RAY3_D_FRAME_TYPE_SEQUENCE).item(&[
                    t(tags::FRAME_TYPE, r"DERIVED\PRIMARY\TOMOSYNTHESIS\NONE"),
                    table(VOLUME),
                ]),
            ]),
        ],
        ..MG
    },
    Iod {
        sop_class: uids::BREAST_PROJECTION_X_RAY_IMAGE_STORAGE_FOR_PRESENTATION,
        name: "Breast Projection X-Ray Image - For Presentation",
        general: PLACED_ENHANCED_SERIES,
        modules: &[ENHANCED_MAMMOGRAPHY_IMAGE, ACQUISITION_CONTEXT, GRAY_16],
        attributes: &[t(tags::PRESENTATION_INTENT_TYPE, "FOR PRESENTATION")],
        ..MG
    },
    Iod {
        sop_class: uids::BREAST_PROJECTION_X_RAY_IMAGE_STORAGE_FOR_PROCESSING,
        name: "Breast Projection X-Ray Image - For Processing",
        general: PLACED_ENHANCED_SERIES,
        modules: &[ENHANCED_MAMMOGRAPHY_IMAGE, ACQUISITION_CONTEXT, GRAY_16],
        attributes: &[t(tags::PRESENTATION_INTENT_TYPE, "FOR PROCESSING")],
        ..MG
    },
];

const DX_IMAGE: Table = &[
    t(tags::IMAGE_TYPE, r"ORIGINAL\PRIMARY"),
    t(tags::BURNED_IN_ANNOTATION, "NO"),
    t(tags::PIXEL_INTENSITY_RELATIONSHIP, "LOG"),
    t(tags::PIXEL_INTENSITY_RELATIONSHIP_SIGN, "-1"),
    t(tags::RESCALE_INTERCEPT, "0"),
    t(tags::RESCALE_SLOPE, "1"),
    t(tags::RESCALE_TYPE, "US"),
    t(tags::LOSSY_IMAGE_COMPRESSION, "00"),
    t(tags::PRESENTATION_LUT_SHAPE, "IDENTITY"),
    t(tags::IMAGER_PIXEL_SPACING, r"0.2\0.2"),
    t(tags::DETECTOR_TYPE, "DIRECT"),
    t(tags::DETECTOR_ID, "D1"),
];

const MAMMOGRAPHY_IMAGE: Table = &[
    seq(tags::ANATOMIC_REGION_SEQUENCE).code(sct("76752008", "Breast")),
    t(tags::POSITIONER_TYPE, "MAMMOGRAPHIC"),
    t(tags::IMAGE_LATERALITY, "R"),
    t(tags::ORGAN_EXPOSED, "BREAST"),
    VIEW_CODE,
    t(tags::PATIENT_ORIENTATION, r"A\FR"),
    t(tags::BODY_PART_EXAMINED, "BREAST"),
    t(tags::FILTER_MATERIAL, "RHODIUM"),
    t(tags::ANODE_TARGET_MATERIAL, "RHODIUM"),
];

const INTRA_ORAL_IMAGE: Table = &[
    seq(tags::ANATOMIC_REGION_SEQUENCE).code(sct("39481002", "Jaw region")),
    t(tags::POSITIONER_TYPE, "NONE"),
    t(tags::IMAGE_LATERALITY, "B"),
    t(tags::BODY_PART_EXAMINED, "JAW"),
    seq(tags::VIEW_CODE_SEQUENCE).code(sct("260421001", "Left lateral")),
    seq(tags::PRIMARY_ANATOMIC_STRUCTURE_SEQUENCE).code(sct("38199008", "Tooth")),
];

const ENHANCED_MAMMOGRAPHY_IMAGE: Table = &[
    t(tags::NUMBER_OF_FRAMES, "3"),
    t(tags::IMAGE_TYPE, r"ORIGINAL\PRIMARY\TOMO_PROJ\NONE"),
    VIEW_CODE,
    now(tags::ACQUISITION_DATE_TIME),
    t(tags::KVP, "120"),
    t(tags::FOCAL_SPOTS, "1.2"),
    t(tags::ANODE_TARGET_MATERIAL, "TUNGSTEN"),
    t(tags::BODY_PART_THICKNESS, "50"),
    t(tags::COMPRESSION_FORCE, "100"),
    t(tags::PADDLE_DESCRIPTION, "Example"),
    t(tags::POSITIONER_MOTION, "STATIC"),
    t(tags::POSITIONER_TYPE, "MAMMOGRAPHIC"),
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
    seq(tags::PATIENT_ORIENTATION_CODE_SEQUENCE).code(RECUMBENT),
    seq(tags::SHARED_FUNCTIONAL_GROUPS_SEQUENCE).item(&[
        FRAME_ANATOMY,
        FRAME_VOI_LUT,
        IDENTITY_TRANSFORMATION,
        IRRADIATION_EVENT,
        XA_FIELD_OF_VIEW,
        BREAST_PIXEL_DATA,
        X_RAY_COLLIMATOR,
        BREAST_X_RAY_GEOMETRY,
        BREAST_DOSE,
        BREAST_ISOCENTER,
        XA_FIELD_OF_VIEW,
        BREAST_PIXEL_DATA,
        X_RAY_COLLIMATOR,
        BREAST_X_RAY_GEOMETRY,
        BREAST_DOSE,
        BREAST_ISOCENTER,
        seq(tags::DERIVATION_IMAGE_SEQUENCE).empty(),
    ]),
    t(tags::X_RAY_TUBE_CURRENT_INM_A, "100"),
    t(tags::EXPOSURE_TIME_INMS, "100"),
    t(tags::EXPOSURE_INM_AS, "10"),
    t(tags::BREAST_IMPLANT_PRESENT, "NO"),
    seq(tags::DIMENSION_ORGANIZATION_SEQUENCE)
        .item(&[uid(tags::DIMENSION_ORGANIZATION_UID, "dimensions")]),
    DIMENSION_INDEX_BY_ACQUISITION,
    now(tags::CONTENT_DATE),
    now(tags::CONTENT_TIME),
    FRAME_CONTENTS,
];

const DX_CHEST: Table = &[
    t(tags::BODY_PART_EXAMINED, "CHEST"),
    t(tags::VIEW_POSITION, "PA"),
    seq(tags::ANATOMIC_REGION_SEQUENCE).code(THORAX),
    t(tags::IMAGE_LATERALITY, "U"),
    seq(tags::VIEW_CODE_SEQUENCE).code(sct("272479007", "Posteroanterior")),
    empty(tags::POSITIONER_TYPE),
];

const VIEW_CODE: Row = seq(tags::VIEW_CODE_SEQUENCE).item(&[
    t(tags::CODE_VALUE, "399162004"),
    t(tags::CODING_SCHEME_DESIGNATOR, "SCT"),
    t(tags::CODE_MEANING, "cranio-caudal"),
    seq(tags::VIEW_MODIFIER_CODE_SEQUENCE).empty(),
]);

const BREAST_PIXEL_DATA: Row = seq(tags::FRAME_PIXEL_DATA_PROPERTIES_SEQUENCE).item(&[
    t(tags::FRAME_TYPE, r"ORIGINAL\PRIMARY\TOMO_PROJ\NONE"),
    t(tags::PIXEL_INTENSITY_RELATIONSHIP, "LIN"),
    t(tags::PIXEL_INTENSITY_RELATIONSHIP_SIGN, "1"),
    t(tags::GEOMETRICAL_PROPERTIES, "UNIFORM"),
    t(tags::IMAGE_PROCESSING_APPLIED, "NONE"),
    t(tags::IMAGER_PIXEL_SPACING, r"0.2\0.2"),
]);

const BREAST_X_RAY_GEOMETRY: Row = seq(tags::X_RAY_GEOMETRY_SEQUENCE).item(&[
    t(tags::DISTANCE_SOURCE_TO_DETECTOR, "650"),
    t(tags::DISTANCE_SOURCE_TO_ENTRANCE, "600"),
    t(tags::DISTANCE_SOURCE_TO_ISOCENTER, "600"),
    t(tags::DISTANCE_SOURCE_TO_PATIENT, "600"),
    t(tags::ESTIMATED_RADIOGRAPHIC_MAGNIFICATION_FACTOR, "1.1"),
]);

const BREAST_DOSE: Row = seq(tags::X_RAY_ACQUISITION_DOSE_SEQUENCE).item(&[
    t(tags::HALF_VALUE_LAYER, "0.3"),
    t(tags::ORGAN_DOSE, "0.01"),
    t(tags::ENTRANCE_DOSE_INM_GY, "5"),
    empty(tags::ENTRANCE_DOSE_DERIVATION),
    t(tags::EXPOSURE_TIME_INMS, "100"),
    t(tags::EXPOSURE_INM_AS, "10"),
]);

const BREAST_ISOCENTER: Row = seq(tags::ISOCENTER_REFERENCE_SYSTEM_SEQUENCE).item(&[
    t(tags::X_RAY_SOURCE_ISOCENTER_PRIMARY_ANGLE, "0"),
    t(tags::X_RAY_SOURCE_ISOCENTER_SECONDARY_ANGLE, "0"),
    t(tags::BREAST_SUPPORT_ISOCENTER_PRIMARY_ANGLE, "0"),
    t(tags::BREAST_SUPPORT_ISOCENTER_SECONDARY_ANGLE, "0"),
    t(tags::BREAST_SUPPORT_X_POSITION_TO_ISOCENTER, "0"),
    t(tags::BREAST_SUPPORT_Y_POSITION_TO_ISOCENTER, "0"),
    t(tags::BREAST_SUPPORT_Z_POSITION_TO_ISOCENTER, "0"),
    t(tags::DETECTOR_ISOCENTER_PRIMARY_ANGLE, "0"),
    t(tags::DETECTOR_ISOCENTER_SECONDARY_ANGLE, "0"),
    t(tags::DETECTOR_X_POSITION_TO_ISOCENTER, "0"),
    t(tags::DETECTOR_Y_POSITION_TO_ISOCENTER, "0"),
    t(tags::DETECTOR_Z_POSITION_TO_ISOCENTER, "0"),
    t(tags::DETECTOR_ACTIVE_AREA_TLHC_POSITION, r"0\0\0"),
    t(tags::DETECTOR_ACTIVE_AREA_ORIENTATION, r"1\0\0\0\1\0"),
]);
