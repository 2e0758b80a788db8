//! Modules: ophthalmic.

use super::super::attribute::{Attribute, code, empty, instance, items, now, t};
use filmdesk_dataset::{tags, uids};

/// Ophthalmic photography image.
pub(in crate::object) const OPHTHALMIC_PHOTOGRAPHY_IMAGE: &[Attribute] = &[
    t(tags::IMAGE_TYPE, r"ORIGINAL\PRIMARY"),
    now(tags::CONTENT_DATE),
    now(tags::CONTENT_TIME),
    t(tags::BURNED_IN_ANNOTATION, "NO"),
    t(tags::LOSSY_IMAGE_COMPRESSION, "00"),
];

/// Ocular region imaged.
pub(in crate::object) const OCULAR_REGION_IMAGED: &[Attribute] = &[
    code(tags::ANATOMIC_REGION_SEQUENCE, "816094009", "SCT", "Thorax"),
    t(tags::IMAGE_LATERALITY, "R"),
];

/// Ophthalmic photography acquisition parameters.
pub(in crate::object) const OPHTHALMIC_PHOTOGRAPHY_ACQUISITION_PARAMETERS: &[Attribute] = &[
    empty(tags::PATIENT_EYE_MOVEMENT_COMMANDED),
    empty(tags::EMMETROPIC_MAGNIFICATION),
    empty(tags::INTRA_OCULAR_PRESSURE),
    empty(tags::HORIZONTAL_FIELD_OF_VIEW),
    empty(tags::PUPIL_DILATED),
    items(tags::REFRACTIVE_STATE_SEQUENCE, &[]),
];

/// Ophthalmic photographic parameters.
pub(in crate::object) const OPHTHALMIC_PHOTOGRAPHIC_PARAMETERS: &[Attribute] = &[
    empty(tags::DETECTOR_TYPE),
    code(
        tags::ACQUISITION_DEVICE_TYPE_CODE_SEQUENCE,
        "409898007",
        "SCT",
        "Fundus Camera",
    ),
    items(tags::ILLUMINATION_TYPE_CODE_SEQUENCE, &[]),
    items(tags::LIGHT_PATH_FILTER_TYPE_STACK_CODE_SEQUENCE, &[]),
    items(tags::IMAGE_PATH_FILTER_TYPE_STACK_CODE_SEQUENCE, &[]),
    items(tags::LENSES_CODE_SEQUENCE, &[]),
];

/// Stereometric relationship.
pub(in crate::object) const STEREOMETRIC_RELATIONSHIP: &[Attribute] = &[items(
    tags::STEREO_PAIRS_SEQUENCE,
    &[&[
        items(
            tags::LEFT_IMAGE_SEQUENCE,
            &[&[
                t(tags::REFERENCED_SOP_CLASS_UID, uids::CT_IMAGE_STORAGE),
                instance(tags::REFERENCED_SOP_INSTANCE_UID, uids::CT_IMAGE_STORAGE),
            ]],
        ),
        items(
            tags::RIGHT_IMAGE_SEQUENCE,
            &[&[
                t(tags::REFERENCED_SOP_CLASS_UID, uids::CT_IMAGE_STORAGE),
                instance(tags::REFERENCED_SOP_INSTANCE_UID, uids::CT_IMAGE_STORAGE),
            ]],
        ),
    ]],
)];

/// Ophthalmic tomography image.
pub(in crate::object) const OPHTHALMIC_TOMOGRAPHY_IMAGE: &[Attribute] = &[
    t(tags::IMAGE_TYPE, r"ORIGINAL\PRIMARY"),
    now(tags::ACQUISITION_DATE_TIME),
    t(tags::ACQUISITION_NUMBER, "1"),
    t(tags::IN_CONCATENATION_NUMBER, "1"),
    t(tags::IN_CONCATENATION_TOTAL_NUMBER, "1"),
    t(tags::CONCATENATION_FRAME_OFFSET_NUMBER, "1"),
    t(tags::BURNED_IN_ANNOTATION, "NO"),
    t(tags::LOSSY_IMAGE_COMPRESSION, "00"),
    t(tags::PRESENTATION_LUT_SHAPE, "IDENTITY"),
];

/// Ophthalmic tomography acquisition parameters.
pub(in crate::object) const OPHTHALMIC_TOMOGRAPHY_ACQUISITION_PARAMETERS: &[Attribute] = &[
    empty(tags::EMMETROPIC_MAGNIFICATION),
    empty(tags::INTRA_OCULAR_PRESSURE),
    empty(tags::HORIZONTAL_FIELD_OF_VIEW),
    empty(tags::PUPIL_DILATED),
    items(tags::REFRACTIVE_STATE_SEQUENCE, &[]),
    empty(tags::AXIAL_LENGTH_OF_THE_EYE),
];

/// Ophthalmic tomography parameters.
pub(in crate::object) const OPHTHALMIC_TOMOGRAPHY_PARAMETERS: &[Attribute] = &[
    t(tags::DETECTOR_TYPE, "CCD"),
    code(
        tags::ACQUISITION_DEVICE_TYPE_CODE_SEQUENCE,
        "409898007",
        "SCT",
        "Fundus Camera",
    ),
    items(tags::LIGHT_PATH_FILTER_TYPE_STACK_CODE_SEQUENCE, &[]),
];

/// Wide field ophthalmic photography stereographic projection.
pub(in crate::object) const WIDE_FIELD_OPHTHALMIC_PHOTOGRAPHY_STEREOGRAPHIC_PROJECTION:
    &[Attribute] = &[
    code(tags::ANATOMIC_REGION_SEQUENCE, "816094009", "SCT", "Thorax"),
    t(tags::OPHTHALMIC_AXIAL_LENGTH, "23.5"),
    items(
        tags::TRANSFORMATION_ALGORITHM_SEQUENCE,
        &[&[
            code(
                tags::ALGORITHM_FAMILY_CODE_SEQUENCE,
                "123109",
                "DCM",
                "Manual Processing",
            ),
            t(tags::ALGORITHM_VERSION, "Example"),
            t(tags::ALGORITHM_NAME, "Example"),
        ]],
    ),
    t(tags::OPHTHALMIC_AXIAL_LENGTH_METHOD, "MEASURED"),
    t(tags::X_COORDINATES_CENTER_PIXEL_VIEW_ANGLE, "0"),
    t(tags::Y_COORDINATES_CENTER_PIXEL_VIEW_ANGLE, "0"),
];

/// Wide field ophthalmic photography 3d coordinates.
pub(in crate::object) const WIDE_FIELD_OPHTHALMIC_PHOTOGRAPHY_3D_COORDINATES: &[Attribute] = &[
    code(tags::ANATOMIC_REGION_SEQUENCE, "816094009", "SCT", "Thorax"),
    t(tags::OPHTHALMIC_AXIAL_LENGTH, "23.5"),
    code(
        tags::TRANSFORMATION_METHOD_CODE_SEQUENCE,
        "125025",
        "DCM",
        "Visual Alignment",
    ),
    items(
        tags::TRANSFORMATION_ALGORITHM_SEQUENCE,
        &[&[
            code(
                tags::ALGORITHM_FAMILY_CODE_SEQUENCE,
                "123109",
                "DCM",
                "Manual Processing",
            ),
            t(tags::ALGORITHM_VERSION, "Example"),
            t(tags::ALGORITHM_NAME, "Example"),
        ]],
    ),
    t(tags::OPHTHALMIC_AXIAL_LENGTH_METHOD, "MEASURED"),
    items(
        tags::TWO_DIMENSIONAL_TO_THREE_DIMENSIONAL_MAP_SEQUENCE,
        &[&[
            t(tags::REFERENCED_FRAME_NUMBER, "1"),
            t(tags::NUMBER_OF_MAP_POINTS, "2"),
            t(
                tags::TWO_DIMENSIONAL_TO_THREE_DIMENSIONAL_MAP_DATA,
                r"0\0\0\0\0\63\63\10\10\0",
            ),
        ]],
    ),
];

/// Ophthalmic optical coherence tomography en face image.
pub(in crate::object) const OPHTHALMIC_OPTICAL_COHERENCE_TOMOGRAPHY_EN_FACE_IMAGE: &[Attribute] = &[
    t(tags::IMAGE_TYPE, r"ORIGINAL\PRIMARY"),
    now(tags::CONTENT_DATE),
    now(tags::CONTENT_TIME),
    items(
        tags::SOURCE_IMAGE_SEQUENCE,
        &[&[
            t(tags::REFERENCED_SOP_CLASS_UID, uids::CT_IMAGE_STORAGE),
            instance(tags::REFERENCED_SOP_INSTANCE_UID, uids::CT_IMAGE_STORAGE),
            code(
                tags::PURPOSE_OF_REFERENCE_CODE_SEQUENCE,
                "121322",
                "DCM",
                "Source Image for Image Processing Operation",
            ),
        ]],
    ),
    t(tags::IMAGE_ORIENTATION_PATIENT, r"1\0\0\0\1\0"),
    items(
        tags::OPHTHALMIC_FRAME_LOCATION_SEQUENCE,
        &[&[
            t(tags::REFERENCED_SOP_CLASS_UID, uids::CT_IMAGE_STORAGE),
            instance(tags::REFERENCED_SOP_INSTANCE_UID, uids::CT_IMAGE_STORAGE),
            t(tags::REFERENCE_COORDINATES, r"32\32"),
        ]],
    ),
    items(
        tags::DERIVATION_ALGORITHM_SEQUENCE,
        &[&[
            code(
                tags::ALGORITHM_FAMILY_CODE_SEQUENCE,
                "123109",
                "DCM",
                "Manual Processing",
            ),
            t(tags::ALGORITHM_VERSION, "Example"),
            t(tags::ALGORITHM_NAME, "Example"),
        ]],
    ),
    code(
        tags::OPHTHALMIC_IMAGE_TYPE_CODE_SEQUENCE,
        "128274",
        "DCM",
        "Structural OCT",
    ),
    t(tags::PIXEL_SPACING, r"6.25\6.25"),
    t(tags::BURNED_IN_ANNOTATION, "NO"),
    t(tags::RECOGNIZABLE_VISUAL_FEATURES, "NO"),
    t(tags::WINDOW_CENTER, "1064"),
    t(tags::WINDOW_WIDTH, "400"),
    t(tags::LOSSY_IMAGE_COMPRESSION, "00"),
];

/// Ophthalmic optical coherence tomography b scan volume analysis image.
pub(in crate::object) const OPHTHALMIC_OPTICAL_COHERENCE_TOMOGRAPHY_B_SCAN_VOLUME_ANALYSIS_IMAGE:
    &[Attribute] = &[
    t(tags::IMAGE_TYPE, r"ORIGINAL\PRIMARY"),
    now(tags::CONTENT_DATE),
    now(tags::CONTENT_TIME),
    t(tags::IN_CONCATENATION_NUMBER, "1"),
    t(tags::IN_CONCATENATION_TOTAL_NUMBER, "1"),
    t(tags::CONCATENATION_FRAME_OFFSET_NUMBER, "1"),
    items(
        tags::ACQUISITION_METHOD_ALGORITHM_SEQUENCE,
        &[&[
            code(
                tags::ALGORITHM_FAMILY_CODE_SEQUENCE,
                "123109",
                "DCM",
                "Manual Processing",
            ),
            t(tags::ALGORITHM_VERSION, "Example"),
            t(tags::ALGORITHM_NAME, "Example"),
        ]],
    ),
    items(
        tags::OCT_BSCAN_ANALYSIS_ACQUISITION_PARAMETERS_SEQUENCE,
        &[&[
            code(
                tags::SCAN_PATTERN_TYPE_CODE_SEQUENCE,
                "128280",
                "DCM",
                "Cube B-scan pattern",
            ),
            t(tags::NUMBER_OF_BSCANS_PER_FRAME, "1"),
            t(tags::BSCAN_SLAB_THICKNESS, "0.01"),
            t(tags::DISTANCE_BETWEEN_BSCAN_SLABS, "0.1"),
        ]],
    ),
    t(tags::BURNED_IN_ANNOTATION, "NO"),
    t(tags::RECOGNIZABLE_VISUAL_FEATURES, "NO"),
    t(tags::LOSSY_IMAGE_COMPRESSION, "00"),
    t(tags::PRESENTATION_LUT_SHAPE, "IDENTITY"),
];

/// General ophthalmic refractive measurements.
pub(in crate::object) const GENERAL_OPHTHALMIC_REFRACTIVE_MEASUREMENTS: &[Attribute] =
    &[now(tags::CONTENT_DATE), now(tags::CONTENT_TIME)];

/// Lensometry measurements.
pub(in crate::object) const LENSOMETRY_MEASUREMENTS: &[Attribute] =
    &[empty(tags::LENS_DESCRIPTION)];

/// Visual acuity measurements.
pub(in crate::object) const VISUAL_ACUITY_MEASUREMENTS: &[Attribute] = &[
    t(tags::BACKGROUND_COLOR, "WHITE"),
    t(tags::OPTOTYPE, "LETTERS"),
    t(tags::OPTOTYPE_PRESENTATION, "SINGLE"),
    code(
        tags::VISUAL_ACUITY_TYPE_CODE_SEQUENCE,
        "419775003",
        "SCT",
        "Best corrected visual acuity",
    ),
    t(tags::VIEWING_DISTANCE_TYPE, "DISTANCE"),
];

/// Ophthalmic axial measurements.
pub(in crate::object) const OPHTHALMIC_AXIAL_MEASUREMENTS: &[Attribute] = &[t(
    tags::OPHTHALMIC_AXIAL_MEASUREMENTS_DEVICE_TYPE,
    "OPTICAL",
)];

/// Visual field static perimetry test parameters.
pub(in crate::object) const VISUAL_FIELD_STATIC_PERIMETRY_TEST_PARAMETERS: &[Attribute] = &[
    t(tags::VISUAL_FIELD_HORIZONTAL_EXTENT, "60"),
    t(tags::VISUAL_FIELD_VERTICAL_EXTENT, "60"),
    t(tags::VISUAL_FIELD_SHAPE, "RECTANGLE"),
    t(tags::MAXIMUM_STIMULUS_LUMINANCE, "3183"),
    t(tags::BACKGROUND_LUMINANCE, "10"),
    code(
        tags::STIMULUS_COLOR_CODE_SEQUENCE,
        "371251000",
        "SCT",
        "White",
    ),
    code(
        tags::BACKGROUND_ILLUMINATION_COLOR_CODE_SEQUENCE,
        "371251000",
        "SCT",
        "White",
    ),
    t(tags::STIMULUS_AREA, "4"),
    t(tags::STIMULUS_PRESENTATION_TIME, "200"),
];

/// Visual field static perimetry test reliability.
pub(in crate::object) const VISUAL_FIELD_STATIC_PERIMETRY_TEST_RELIABILITY: &[Attribute] = &[
    items(
        tags::FIXATION_SEQUENCE,
        &[&[
            code(
                tags::FIXATION_MONITORING_CODE_SEQUENCE,
                "111844",
                "DCM",
                "Blind Spot Monitoring",
            ),
            t(tags::EXCESSIVE_FIXATION_LOSSES_DATA_FLAG, "NO"),
        ]],
    ),
    items(
        tags::VISUAL_FIELD_CATCH_TRIAL_SEQUENCE,
        &[&[
            t(tags::FALSE_NEGATIVES_ESTIMATE_FLAG, "NO"),
            t(tags::EXCESSIVE_FALSE_NEGATIVES_DATA_FLAG, "NO"),
            t(tags::FALSE_POSITIVES_ESTIMATE_FLAG, "NO"),
            t(tags::CATCH_TRIALS_DATA_FLAG, "NO"),
            t(tags::EXCESSIVE_FALSE_POSITIVES_DATA_FLAG, "NO"),
        ]],
    ),
];

/// Visual field static perimetry test measurements.
pub(in crate::object) const VISUAL_FIELD_STATIC_PERIMETRY_TEST_MEASUREMENTS: &[Attribute] = &[
    t(tags::PRESENTED_VISUAL_STIMULI_DATA_FLAG, "NO"),
    t(tags::TEST_POINT_NORMALS_DATA_FLAG, "NO"),
    t(tags::FOVEAL_SENSITIVITY_MEASURED, "NO"),
    t(tags::VISUAL_FIELD_TEST_DURATION, "300"),
    items(
        tags::VISUAL_FIELD_TEST_POINT_SEQUENCE,
        &[&[
            t(tags::VISUAL_FIELD_TEST_POINT_X_COORDINATE, "3"),
            t(tags::VISUAL_FIELD_TEST_POINT_Y_COORDINATE, "3"),
            t(tags::STIMULUS_RESULTS, "SEEN"),
        ]],
    ),
    t(tags::MINIMUM_SENSITIVITY_VALUE, "0"),
    t(tags::BLIND_SPOT_LOCALIZED, "NO"),
    t(tags::MEASUREMENT_LATERALITY, "R"),
    t(tags::FOVEAL_POINT_NORMATIVE_DATA_FLAG, "NO"),
    t(tags::SCREENING_BASELINE_MEASURED, "NO"),
];

/// Visual field static perimetry test results.
pub(in crate::object) const VISUAL_FIELD_STATIC_PERIMETRY_TEST_RESULTS: &[Attribute] = &[
    t(tags::VISUAL_FIELD_TEST_NORMALS_FLAG, "NO"),
    t(tags::SHORT_TERM_FLUCTUATION_CALCULATED, "NO"),
    t(tags::SHORT_TERM_FLUCTUATION_PROBABILITY_CALCULATED, "NO"),
    t(
        tags::CORRECTED_LOCALIZED_DEVIATION_FROM_NORMAL_CALCULATED,
        "NO",
    ),
    t(
        tags::CORRECTED_LOCALIZED_DEVIATION_FROM_NORMAL_PROBABILITY_CALCULATED,
        "NO",
    ),
];

/// Ophthalmic thickness map.
pub(in crate::object) const OPHTHALMIC_THICKNESS_MAP: &[Attribute] = &[
    t(tags::IMAGE_TYPE, r"ORIGINAL\PRIMARY"),
    now(tags::CONTENT_DATE),
    now(tags::ACQUISITION_DATE_TIME),
    now(tags::CONTENT_TIME),
    code(tags::ANATOMIC_REGION_SEQUENCE, "816094009", "SCT", "Thorax"),
    t(tags::PIXEL_PRESENTATION, "MONOCHROME"),
    t(tags::IMAGE_LATERALITY, "R"),
    t(tags::OPHTHALMIC_MAPPING_DEVICE_TYPE, "OPTICAL"),
    code(
        tags::ACQUISITION_METHOD_CODE_SEQUENCE,
        "130170",
        "DCM",
        "Photoacoustic Imaging",
    ),
    code(
        tags::OPHTHALMIC_THICKNESS_MAP_TYPE_CODE_SEQUENCE,
        "111769",
        "DCM",
        "Absolute ophthalmic thickness",
    ),
    t(tags::PIXEL_SPACING, r"6.25\6.25"),
    t(tags::PIXEL_ASPECT_RATIO, r"1\1"),
    t(tags::BURNED_IN_ANNOTATION, "NO"),
    t(tags::RECOGNIZABLE_VISUAL_FEATURES, "NO"),
    t(tags::LOSSY_IMAGE_COMPRESSION, "00"),
    items(
        tags::REAL_WORLD_VALUE_MAPPING_SEQUENCE,
        &[&[
            t(tags::LUT_EXPLANATION, "Hounsfield units"),
            code(
                tags::MEASUREMENT_UNITS_CODE_SEQUENCE,
                "[hnsf'U]",
                "UCUM",
                "Hounsfield unit",
            ),
            t(tags::LUT_LABEL, "HU"),
        ]],
    ),
];

/// Corneal topography map series.
pub(in crate::object) const CORNEAL_TOPOGRAPHY_MAP_SERIES: &[Attribute] =
    &[t(tags::BODY_PART_EXAMINED, "EYE")];

/// Corneal topography map image.
pub(in crate::object) const CORNEAL_TOPOGRAPHY_MAP_IMAGE: &[Attribute] = &[
    t(tags::IMAGE_TYPE, r"ORIGINAL\PRIMARY"),
    now(tags::CONTENT_DATE),
    now(tags::ACQUISITION_DATE_TIME),
    now(tags::CONTENT_TIME),
    code(tags::ANATOMIC_REGION_SEQUENCE, "816094009", "SCT", "Thorax"),
    t(tags::IMAGE_LATERALITY, "R"),
    t(tags::PIXEL_ASPECT_RATIO, r"1\1"),
    t(tags::BURNED_IN_ANNOTATION, "NO"),
    t(tags::RECOGNIZABLE_VISUAL_FEATURES, "NO"),
    t(tags::LOSSY_IMAGE_COMPRESSION, "00"),
    items(
        tags::REAL_WORLD_VALUE_MAPPING_SEQUENCE,
        &[&[
            t(tags::LUT_EXPLANATION, "Hounsfield units"),
            code(
                tags::MEASUREMENT_UNITS_CODE_SEQUENCE,
                "[hnsf'U]",
                "UCUM",
                "Hounsfield unit",
            ),
            t(tags::LUT_LABEL, "HU"),
        ]],
    ),
];

/// Corneal topography map analysis.
pub(in crate::object) const CORNEAL_TOPOGRAPHY_MAP_ANALYSIS: &[Attribute] = &[
    items(
        tags::SOURCE_IMAGE_SEQUENCE,
        &[&[
            t(tags::REFERENCED_SOP_CLASS_UID, uids::CT_IMAGE_STORAGE),
            instance(tags::REFERENCED_SOP_INSTANCE_UID, uids::CT_IMAGE_STORAGE),
            code(
                tags::PURPOSE_OF_REFERENCE_CODE_SEQUENCE,
                "121322",
                "DCM",
                "Source Image for Image Processing Operation",
            ),
        ]],
    ),
    t(tags::OPHTHALMIC_MAPPING_DEVICE_TYPE, "OPTICAL"),
    items(
        tags::STEEP_KERATOMETRIC_AXIS_SEQUENCE,
        &[&[
            t(tags::RADIUS_OF_CURVATURE, "7.8"),
            t(tags::KERATOMETRIC_POWER, "43.3"),
            t(tags::KERATOMETRIC_AXIS, "90"),
        ]],
    ),
    items(
        tags::FLAT_KERATOMETRIC_AXIS_SEQUENCE,
        &[&[
            t(tags::RADIUS_OF_CURVATURE, "7.8"),
            t(tags::KERATOMETRIC_POWER, "43.3"),
            t(tags::KERATOMETRIC_AXIS, "90"),
        ]],
    ),
    t(tags::CORNEAL_TOPOGRAPHY_SURFACE, "A"),
    t(tags::CORNEAL_VERTEX_LOCATION, r"32\32"),
    code(
        tags::CORNEAL_TOPOGRAPHY_MAP_TYPE_CODE_SEQUENCE,
        "111848",
        "DCM",
        "Corneal axial power map",
    ),
    items(
        tags::MINIMUM_KERATOMETRIC_SEQUENCE,
        &[&[
            t(tags::RADIUS_OF_CURVATURE, "7.8"),
            t(tags::KERATOMETRIC_POWER, "43.3"),
            t(tags::KERATOMETRIC_AXIS, "90"),
        ]],
    ),
    items(
        tags::SIMULATED_KERATOMETRIC_CYLINDER_SEQUENCE,
        &[&[
            t(tags::KERATOMETRIC_POWER, "43.3"),
            t(tags::KERATOMETRIC_AXIS, "90"),
        ]],
    ),
    t(tags::AVERAGE_CORNEAL_POWER, "43"),
    t(tags::CORNEAL_IS_VALUE, "0.5"),
    t(tags::ANALYZED_AREA, "50"),
    items(
        tags::SOURCE_IMAGE_CORNEAL_PROCESSED_DATA_SEQUENCE,
        &[&[
            t(tags::CORNEAL_POINT_LOCATION, r"32\32"),
            t(tags::CORNEAL_POINT_ESTIMATED, "NO"),
            t(tags::AXIAL_POWER, "43"),
            t(tags::TANGENTIAL_POWER, "43"),
            t(tags::REFRACTIVE_POWER, "43"),
            t(tags::RELATIVE_ELEVATION, "1"),
            t(tags::CORNEAL_WAVEFRONT, "0.1"),
        ]],
    ),
];
