//! Images of the eye.

use super::prelude::*;

const OP: Iod = Iod::of("OP", "IMAGE", PLACED_ENHANCED_SERIES);

pub(super) const IODS: &[Iod] = &[
    Iod {
        sop_class: uids::OPHTHALMIC_PHOTOGRAPHY8_BIT_IMAGE_STORAGE,
        name: "Ophthalmic Photography 8 Bit Image",
        general: IMAGE,
        modules: &[
            SYNCHRONIZATION,
            OCULAR_REGION_IMAGED,
            OPHTHALMIC_PHOTOGRAPHY_IMAGE,
            RGB,
        ],
        attributes: &[seq(tags::ILLUMINATION_TYPE_CODE_SEQUENCE).empty()],
        ..OP
    },
    Iod {
        sop_class: uids::OPHTHALMIC_PHOTOGRAPHY16_BIT_IMAGE_STORAGE,
        name: "Ophthalmic Photography 16 Bit Image",
        general: IMAGE,
        modules: &[
            SYNCHRONIZATION,
            OCULAR_REGION_IMAGED,
            OPHTHALMIC_PHOTOGRAPHY_IMAGE,
            GRAY_16,
        ],
        attributes: &[
            seq(tags::ILLUMINATION_TYPE_CODE_SEQUENCE).empty(),
            t(tags::PRESENTATION_LUT_SHAPE, "IDENTITY"),
        ],
        ..OP
    },
    Iod {
        sop_class: uids::STEREOMETRIC_RELATIONSHIP_STORAGE,
        name: "Stereometric Relationship",
        modality: "SMR",
        record: "STEREOMETRIC",
        general: SERIES,
        attributes: &[
            seq(tags::STEREO_PAIRS_SEQUENCE).item(&[
                seq(tags::LEFT_IMAGE_SEQUENCE)
                    .instance(uids::OPHTHALMIC_PHOTOGRAPHY8_BIT_IMAGE_STORAGE),
                seq(tags::RIGHT_IMAGE_SEQUENCE)
                    .instance(uids::OPHTHALMIC_PHOTOGRAPHY8_BIT_IMAGE_STORAGE),
                empty(tags::STEREO_BASELINE_ANGLE),
                empty(tags::STEREO_HORIZONTAL_PIXEL_OFFSET),
                empty(tags::STEREO_VERTICAL_PIXEL_OFFSET),
                empty(tags::STEREO_ROTATION),
            ]),
            empty(tags::LATERALITY),
        ],
        ..OP
    },
    Iod {
        sop_class: uids::OPHTHALMIC_TOMOGRAPHY_IMAGE_STORAGE,
        name: "Ophthalmic Tomography Image",
        modality: "OPT",
        general: ENHANCED_SERIES,
        modules: &[
            MULTI_FRAME_DIMENSION,
            ACQUISITION_CONTEXT,
            OCULAR_REGION_IMAGED,
            GRAY_8,
            OPHTHALMIC_TOMOGRAPHY_FRAMES,
        ],
        attributes: &[
            t(tags::IMAGE_TYPE, r"ORIGINAL\PRIMARY"),
            now(tags::ACQUISITION_DATE_TIME),
            t(tags::ACQUISITION_NUMBER, "1"),
            empty(tags::EMMETROPIC_MAGNIFICATION),
            empty(tags::INTRA_OCULAR_PRESSURE),
            empty(tags::HORIZONTAL_FIELD_OF_VIEW),
            t(tags::PUPIL_DILATED, "NO"),
            seq(tags::REFRACTIVE_STATE_SEQUENCE).empty(),
            empty(tags::AXIAL_LENGTH_OF_THE_EYE),
            t(tags::DETECTOR_TYPE, "CCD"),
            seq(tags::ACQUISITION_DEVICE_TYPE_CODE_SEQUENCE)
                .code(sct("392012008", "Optical Coherence Tomography Scanner")),
            seq(tags::LIGHT_PATH_FILTER_TYPE_STACK_CODE_SEQUENCE).empty(),
            t(tags::DEPTH_SPATIAL_RESOLUTION, "5"),
            t(tags::MAXIMUM_DEPTH_DISTORTION, "1"),
            t(tags::ALONG_SCAN_SPATIAL_RESOLUTION, "15"),
            t(tags::MAXIMUM_ALONG_SCAN_DISTORTION, "1"),
            t(tags::ACROSS_SCAN_SPATIAL_RESOLUTION, "15"),
            t(tags::MAXIMUM_ACROSS_SCAN_DISTORTION, "1"),
            empty(tags::LIGHT_PATH_FILTER_PASS_THROUGH_WAVELENGTH),
            t(tags::ILLUMINATION_WAVE_LENGTH, "840"),
            t(tags::ILLUMINATION_POWER, "700"),
            t(tags::ILLUMINATION_BANDWIDTH, "50"),
            t(tags::ACQUISITION_DURATION, "1"),
            t(tags::PATIENT_EYE_MOVEMENT_COMMANDED, "NO"),
            seq(tags::SHARED_FUNCTIONAL_GROUPS_SEQUENCE).item(&[
                PIXEL_MEASURES,
                PLANE_ORIENTATION,
                FRAME_ANATOMY,
            ]),
            seq(tags::PER_FRAME_FUNCTIONAL_GROUPS_SEQUENCE).per_frame(&[
                FRAME_CONTENT,
                PLANE_POSITION,
                OPHTHALMIC_FRAME_LOCATION,
            ]),
        ],
        ..OP
    },
    Iod {
        sop_class: uids::WIDE_FIELD_OPHTHALMIC_PHOTOGRAPHY_STEREOGRAPHIC_PROJECTION_IMAGE_STORAGE,
        name: "Wide Field Ophthalmic Photography Stereographic Projection Image",
        modules: &[
            SYNCHRONIZATION,
            GENERAL_IMAGE,
            OCULAR_REGION_IMAGED,
            OPHTHALMIC_PHOTOGRAPHY_IMAGE,
            RGB,
            WIDE_FIELD,
        ],
        attributes: &[
            t(tags::X_COORDINATES_CENTER_PIXEL_VIEW_ANGLE, "0"),
            t(tags::Y_COORDINATES_CENTER_PIXEL_VIEW_ANGLE, "0"),
        ],
        ..OP
    },
    Iod {
        sop_class: uids::WIDE_FIELD_OPHTHALMIC_PHOTOGRAPHY3_D_COORDINATES_IMAGE_STORAGE,
        name: "Wide Field Ophthalmic Photography 3D Coordinates Image",
        modules: &[
            SYNCHRONIZATION,
            GENERAL_IMAGE,
            OCULAR_REGION_IMAGED,
            OPHTHALMIC_PHOTOGRAPHY_IMAGE,
            RGB,
            WIDE_FIELD,
        ],
        attributes: &[
            seq(tags::TRANSFORMATION_METHOD_CODE_SEQUENCE).code(dcm("125025", "Visual Alignment")),
            seq(tags::TWO_DIMENSIONAL_TO_THREE_DIMENSIONAL_MAP_SEQUENCE).item(&[
                t(tags::REFERENCED_FRAME_NUMBER, "1"),
                t(tags::NUMBER_OF_MAP_POINTS, "2"),
                t(
                    tags::TWO_DIMENSIONAL_TO_THREE_DIMENSIONAL_MAP_DATA,
                    r"0\0\0\0\0\63\63\10\10\0",
                ),
            ]),
        ],
        ..OP
    },
    Iod {
        sop_class: uids::OPHTHALMIC_OPTICAL_COHERENCE_TOMOGRAPHY_EN_FACE_IMAGE_STORAGE,
        name: "Ophthalmic Optical Coherence Tomography En Face Image",
        modality: "OPTENF",
        modules: &[GENERAL_IMAGE, OCULAR_REGION_IMAGED, GRAY_8],
        attributes: &[
            t(tags::IMAGE_TYPE, r"DERIVED\PRIMARY"),
            SOURCE_IMAGE,
            t(tags::IMAGE_ORIENTATION_PATIENT, r"1\0\0\0\1\0"),
            seq(tags::OPHTHALMIC_FRAME_LOCATION_SEQUENCE).item(&[
                t(tags::REFERENCED_SOP_CLASS_UID, uids::CT_IMAGE_STORAGE),
                uid_of(tags::REFERENCED_SOP_INSTANCE_UID, uids::CT_IMAGE_STORAGE),
                t(tags::REFERENCE_COORDINATES, r"32\32"),
            ]),
            seq(tags::DERIVATION_ALGORITHM_SEQUENCE).item(ALGORITHM),
            seq(tags::OPHTHALMIC_IMAGE_TYPE_CODE_SEQUENCE).code(dcm("128274", "Structural OCT")),
            t(tags::PIXEL_SPACING, r"0.1\0.1"),
            t(tags::BURNED_IN_ANNOTATION, "NO"),
            t(tags::RECOGNIZABLE_VISUAL_FEATURES, "NO"),
            t(tags::WINDOW_CENTER, "128"),
            t(tags::WINDOW_WIDTH, "256"),
            t(tags::LOSSY_IMAGE_COMPRESSION, "00"),
            t(tags::PRESENTATION_LUT_SHAPE, "IDENTITY"),
            seq(tags::REFERENCED_SURFACE_MESH_IDENTIFICATION_SEQUENCE).item(&[
                seq(tags::SEGMENTED_PROPERTY_TYPE_CODE_SEQUENCE)
                    .code(sct("280677004", "Retinal pigment epithelium")),
                t(
                    tags::REFERENCED_SOP_CLASS_UID,
                    uids::SURFACE_SEGMENTATION_STORAGE,
                ),
                uid_of(
                    tags::REFERENCED_SOP_INSTANCE_UID,
                    uids::SURFACE_SEGMENTATION_STORAGE,
                ),
                t(tags::REFERENCED_SURFACE_NUMBER, "1"),
                t(tags::SURFACE_MESH_Z_PIXEL_OFFSET, "0"),
            ]),
        ],
        ..OP
    },
    Iod {
        sop_class: uids::OPHTHALMIC_OPTICAL_COHERENCE_TOMOGRAPHY_BSCAN_VOLUME_ANALYSIS_STORAGE,
        name: "Ophthalmic Optical Coherence Tomography B-scan Volume Analysis",
        modality: "OPTBSV",
        modules: &[MULTI_FRAME_DIMENSION, GRAY_16, OPHTHALMIC_TOMOGRAPHY_FRAMES],
        attributes: &[
            t(tags::IMAGE_TYPE, r"ORIGINAL\PRIMARY\NONE\NONE"),
            seq(tags::ACQUISITION_METHOD_ALGORITHM_SEQUENCE).item(ALGORITHM),
            seq(tags::OCT_BSCAN_ANALYSIS_ACQUISITION_PARAMETERS_SEQUENCE).item(&[
                seq(tags::SCAN_PATTERN_TYPE_CODE_SEQUENCE)
                    .code(dcm("128280", "Cube B-scan pattern")),
                t(tags::NUMBER_OF_BSCANS_PER_FRAME, "1"),
                t(tags::BSCAN_SLAB_THICKNESS, "0.01"),
                t(tags::DISTANCE_BETWEEN_BSCAN_SLABS, "0.1"),
                t(tags::BSCAN_CYCLE_TIME, "25"),
            ]),
            t(tags::RECOGNIZABLE_VISUAL_FEATURES, "NO"),
            seq(tags::SHARED_FUNCTIONAL_GROUPS_SEQUENCE)
                .item(&[table(SLICES), FRAME_REAL_WORLD_VALUE_MAPPING]),
            seq(tags::PER_FRAME_FUNCTIONAL_GROUPS_SEQUENCE).per_frame(&[
                FRAME_CONTENT,
                PLANE_POSITION,
                OPHTHALMIC_FRAME_LOCATION,
                seq(tags::DERIVATION_IMAGE_SEQUENCE).empty(),
            ]),
        ],
        ..OP
    },
    Iod {
        sop_class: uids::OPHTHALMIC_THICKNESS_MAP_STORAGE,
        name: "Ophthalmic Thickness Map",
        modality: "OPM",
        general: ENHANCED_SERIES,
        modules: &[GENERAL_IMAGE, ACQUISITION_CONTEXT, GRAY_16, OPHTHALMIC_MAP],
        attributes: &[
            seq(tags::ANATOMIC_REGION_SEQUENCE).code(RETINA),
            t(tags::PIXEL_PRESENTATION, "MONOCHROME"),
            seq(tags::ACQUISITION_METHOD_CODE_SEQUENCE)
                .code(dcm("130170", "Photoacoustic Imaging")),
            seq(tags::OPHTHALMIC_THICKNESS_MAP_TYPE_CODE_SEQUENCE)
                .code(dcm("111769", "Absolute ophthalmic thickness")),
            seq(tags::REAL_WORLD_VALUE_MAPPING_SEQUENCE).item(&[
                t(tags::REAL_WORLD_VALUE_FIRST_VALUE_MAPPED, "0"),
                t(tags::REAL_WORLD_VALUE_LAST_VALUE_MAPPED, "4095"),
                t(tags::REAL_WORLD_VALUE_INTERCEPT, "-1024"),
                t(tags::REAL_WORLD_VALUE_SLOPE, "1"),
                t(tags::LUT_EXPLANATION, "Thickness"),
                t(tags::LUT_LABEL, "um"),
                seq(tags::MEASUREMENT_UNITS_CODE_SEQUENCE).code(ucum("um", "micrometer")),
            ]),
        ],
        ..OP
    },
    Iod {
        sop_class: uids::CORNEAL_TOPOGRAPHY_MAP_STORAGE,
        name: "Corneal Topography Map",
        modality: "OPM",
        modules: &[
            GENERAL_IMAGE,
            PALETTE_COLOR_LOOKUP_TABLE,
            ACQUISITION_CONTEXT,
            GRAY_16,
            OPHTHALMIC_MAP,
        ],
        attributes: &[
            t(tags::BODY_PART_EXAMINED, "EYE"),
            seq(tags::ANATOMIC_REGION_SEQUENCE).code(sct("28726007", "Cornea")),
            seq(tags::REAL_WORLD_VALUE_MAPPING_SEQUENCE).item(&[
                t(tags::LUT_EXPLANATION, "Hounsfield units"),
                seq(tags::MEASUREMENT_UNITS_CODE_SEQUENCE).code(HOUNSFIELD_UNIT),
                t(tags::LUT_LABEL, "HU"),
            ]),
            SOURCE_IMAGE,
            seq(tags::STEEP_KERATOMETRIC_AXIS_SEQUENCE).item(&[
                t(tags::RADIUS_OF_CURVATURE, "7.8"),
                t(tags::KERATOMETRIC_POWER, "43.3"),
                t(tags::KERATOMETRIC_AXIS, "90"),
            ]),
            seq(tags::FLAT_KERATOMETRIC_AXIS_SEQUENCE).item(&[
                t(tags::RADIUS_OF_CURVATURE, "7.8"),
                t(tags::KERATOMETRIC_POWER, "43.3"),
                t(tags::KERATOMETRIC_AXIS, "90"),
            ]),
            t(tags::CORNEAL_TOPOGRAPHY_SURFACE, "A"),
            t(tags::CORNEAL_VERTEX_LOCATION, r"32\32"),
            seq(tags::CORNEAL_TOPOGRAPHY_MAP_TYPE_CODE_SEQUENCE)
                .code(dcm("111848", "Corneal axial power map")),
            seq(tags::MINIMUM_KERATOMETRIC_SEQUENCE).item(&[
                t(tags::RADIUS_OF_CURVATURE, "7.8"),
                t(tags::KERATOMETRIC_POWER, "43.3"),
                t(tags::KERATOMETRIC_AXIS, "90"),
            ]),
            seq(tags::SIMULATED_KERATOMETRIC_CYLINDER_SEQUENCE).item(&[
                t(tags::KERATOMETRIC_POWER, "43.3"),
                t(tags::KERATOMETRIC_AXIS, "90"),
            ]),
            t(tags::AVERAGE_CORNEAL_POWER, "43"),
            t(tags::CORNEAL_IS_VALUE, "0.5"),
            t(tags::ANALYZED_AREA, "50"),
            seq(tags::SOURCE_IMAGE_CORNEAL_PROCESSED_DATA_SEQUENCE).item(&[
                t(tags::CORNEAL_POINT_LOCATION, r"32\32"),
                t(tags::CORNEAL_POINT_ESTIMATED, "NO"),
                t(tags::AXIAL_POWER, "43"),
                t(tags::TANGENTIAL_POWER, "43"),
                t(tags::REFRACTIVE_POWER, "43"),
                t(tags::RELATIVE_ELEVATION, "1"),
                t(tags::CORNEAL_WAVEFRONT, "0.1"),
            ]),
        ],
        ..OP
    },
];

const OCULAR_REGION_IMAGED: Table = &[
    seq(tags::ANATOMIC_REGION_SEQUENCE).code(RETINA),
    t(tags::IMAGE_LATERALITY, "R"),
];

const OPHTHALMIC_PHOTOGRAPHY_IMAGE: Table = &[
    t(tags::NUMBER_OF_FRAMES, "1"),
    t(tags::IMAGE_TYPE, r"ORIGINAL\PRIMARY"),
    t(tags::BURNED_IN_ANNOTATION, "NO"),
    t(tags::LOSSY_IMAGE_COMPRESSION, "00"),
    t(tags::PATIENT_EYE_MOVEMENT_COMMANDED, "NO"),
    empty(tags::EMMETROPIC_MAGNIFICATION),
    empty(tags::INTRA_OCULAR_PRESSURE),
    t(tags::HORIZONTAL_FIELD_OF_VIEW, "45"),
    t(tags::PUPIL_DILATED, "NO"),
    seq(tags::REFRACTIVE_STATE_SEQUENCE).empty(),
    t(tags::DETECTOR_TYPE, "CCD"),
    seq(tags::ACQUISITION_DEVICE_TYPE_CODE_SEQUENCE).code(sct("409898007", "Fundus Camera")),
    seq(tags::LIGHT_PATH_FILTER_TYPE_STACK_CODE_SEQUENCE).empty(),
    seq(tags::IMAGE_PATH_FILTER_TYPE_STACK_CODE_SEQUENCE).empty(),
    seq(tags::LENSES_CODE_SEQUENCE).empty(),
    t(tags::FRAME_TIME, "40"),
    t(tags::FRAME_INCREMENT_POINTER, "00181063"),
    t(tags::PIXEL_SPACING, r"6.25\6.25"),
    now(tags::ACQUISITION_DATE_TIME),
];

const OPHTHALMIC_MAP: Table = &[
    t(tags::IMAGE_TYPE, r"DERIVED\PRIMARY"),
    t(tags::LOSSY_IMAGE_COMPRESSION, "00"),
    t(tags::BURNED_IN_ANNOTATION, "NO"),
    t(tags::RECOGNIZABLE_VISUAL_FEATURES, "NO"),
    now(tags::ACQUISITION_DATE_TIME),
    empty(tags::EMMETROPIC_MAGNIFICATION),
    empty(tags::INTRA_OCULAR_PRESSURE),
    empty(tags::HORIZONTAL_FIELD_OF_VIEW),
    seq(tags::REFRACTIVE_STATE_SEQUENCE).empty(),
    t(tags::PIXEL_SPACING, r"0.1\0.1"),
    t(tags::IMAGE_LATERALITY, "R"),
    t(tags::OPHTHALMIC_MAPPING_DEVICE_TYPE, "OPTICAL"),
    empty(tags::PATIENT_EYE_MOVEMENT_COMMANDED),
    empty(tags::PUPIL_DILATED),
];

const OPHTHALMIC_TOMOGRAPHY_FRAMES: Table = &[
    t(tags::NUMBER_OF_FRAMES, "3"),
    now(tags::CONTENT_DATE),
    now(tags::CONTENT_TIME),
    t(tags::LOSSY_IMAGE_COMPRESSION, "00"),
    t(tags::BURNED_IN_ANNOTATION, "NO"),
    t(tags::PRESENTATION_LUT_SHAPE, "IDENTITY"),
    t(tags::IN_CONCATENATION_NUMBER, "1"),
    t(tags::IN_CONCATENATION_TOTAL_NUMBER, "1"),
    t(tags::CONCATENATION_FRAME_OFFSET_NUMBER, "0"),
];

const WIDE_FIELD: Table = &[
    t(tags::OPHTHALMIC_AXIAL_LENGTH, "23.5"),
    seq(tags::TRANSFORMATION_ALGORITHM_SEQUENCE).item(ALGORITHM),
    t(tags::OPHTHALMIC_AXIAL_LENGTH_METHOD, "MEASURED"),
    seq(tags::ILLUMINATION_TYPE_CODE_SEQUENCE).code(sct("409898007", "Fundus camera")),
];

const ALGORITHM: Table = &[
    seq(tags::ALGORITHM_FAMILY_CODE_SEQUENCE).code(MANUAL_PROCESSING),
    t(tags::ALGORITHM_VERSION, "Example"),
    t(tags::ALGORITHM_NAME, "Example"),
];

const OPHTHALMIC_FRAME_LOCATION: Row = seq(tags::OPHTHALMIC_FRAME_LOCATION_SEQUENCE).item(&[
    t(
        tags::REFERENCED_SOP_CLASS_UID,
        uids::OPHTHALMIC_PHOTOGRAPHY8_BIT_IMAGE_STORAGE,
    ),
    uid_of(
        tags::REFERENCED_SOP_INSTANCE_UID,
        uids::OPHTHALMIC_PHOTOGRAPHY8_BIT_IMAGE_STORAGE,
    ),
    t(tags::REFERENCE_COORDINATES, r"1\1\1\64"),
    t(tags::OPHTHALMIC_IMAGE_ORIENTATION, "LINEAR"),
]);
