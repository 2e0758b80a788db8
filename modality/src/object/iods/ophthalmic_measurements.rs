//! Measurements of the eye.

use super::prelude::*;

/// Modules of measurements of an eye (PS3.3 A.60 to A.65).
const MEASUREMENTS: &[Table] = &[
    GENERAL_STUDY,
    GENERAL_SERIES,
    GENERAL_EQUIPMENT,
    ENHANCED_GENERAL_EQUIPMENT,
    REFRACTIVE_MEASUREMENTS,
];

const MEASUREMENT: Iod = Iod::of("AR", "MEASUREMENT", MEASUREMENTS);

pub(super) const IODS: &[Iod] = &[
    Iod {
        sop_class: uids::LENSOMETRY_MEASUREMENTS_STORAGE,
        name: "Lensometry Measurements",
        modality: "LEN",
        attributes: &[
            empty(tags::LENS_DESCRIPTION),
            seq(tags::RIGHT_LENS_SEQUENCE).item(&[
                t(tags::LENS_DESCRIPTION, "Single vision"),
                t(tags::LENS_SEGMENT_TYPE, "NONPROGRESSIVE"),
                t(tags::SPHERE_POWER, "-1.5"),
                CYLINDER,
                seq(tags::PRISM_SEQUENCE).item(&[
                    t(tags::HORIZONTAL_PRISM_POWER, "0.5"),
                    t(tags::HORIZONTAL_PRISM_BASE, "IN"),
                    t(tags::VERTICAL_PRISM_POWER, "0.5"),
                    t(tags::VERTICAL_PRISM_BASE, "UP"),
                ]),
            ]),
        ],
        ..MEASUREMENT
    },
    Iod {
        sop_class: uids::AUTOREFRACTION_MEASUREMENTS_STORAGE,
        name: "Autorefraction Measurements",
        attributes: &[seq(tags::AUTOREFRACTION_RIGHT_EYE_SEQUENCE).item(&[
            t(tags::PUPIL_SIZE, "4"),
            t(tags::SPHERE_POWER, "-1.5"),
            CYLINDER,
        ])],
        ..MEASUREMENT
    },
    Iod {
        sop_class: uids::KERATOMETRY_MEASUREMENTS_STORAGE,
        name: "Keratometry Measurements",
        modality: "KER",
        attributes: &[seq(tags::KERATOMETRY_RIGHT_EYE_SEQUENCE).item(&[
            seq(tags::STEEP_KERATOMETRIC_AXIS_SEQUENCE).item(&[
                t(tags::RADIUS_OF_CURVATURE, "7.7"),
                t(tags::KERATOMETRIC_POWER, "43.8"),
                t(tags::KERATOMETRIC_AXIS, "90"),
            ]),
            FLAT_KERATOMETRIC_AXIS,
        ])],
        ..MEASUREMENT
    },
    Iod {
        sop_class: uids::SUBJECTIVE_REFRACTION_MEASUREMENTS_STORAGE,
        name: "Subjective Refraction Measurements",
        modality: "SRF",
        attributes: &[seq(tags::SUBJECTIVE_REFRACTION_RIGHT_EYE_SEQUENCE)
            .item(&[t(tags::SPHERE_POWER, "-1.5"), CYLINDER])],
        ..MEASUREMENT
    },
    Iod {
        sop_class: uids::VISUAL_ACUITY_MEASUREMENTS_STORAGE,
        name: "Visual Acuity Measurements",
        modality: "VA",
        attributes: &[
            t(tags::BACKGROUND_COLOR, "WHITE"),
            t(tags::OPTOTYPE, "LETTERS"),
            t(tags::OPTOTYPE_PRESENTATION, "SINGLE"),
            seq(tags::VISUAL_ACUITY_TYPE_CODE_SEQUENCE)
                .code(sct("419775003", "Best corrected visual acuity")),
            t(tags::VIEWING_DISTANCE_TYPE, "DISTANCE"),
            seq(tags::VISUAL_ACUITY_RIGHT_EYE_SEQUENCE)
                .item(&[t(tags::DECIMAL_VISUAL_ACUITY, "1")]),
            seq(tags::REFERENCED_REFRACTIVE_MEASUREMENTS_SEQUENCE).empty(),
            t(tags::OPTOTYPE_DETAILED_DEFINITION, "Sloan"),
        ],
        ..MEASUREMENT
    },
    Iod {
        sop_class: uids::OPHTHALMIC_AXIAL_MEASUREMENTS_STORAGE,
        name: "Ophthalmic Axial Measurements",
        modality: "OAM",
        attributes: &[
            t(tags::OPHTHALMIC_AXIAL_MEASUREMENTS_DEVICE_TYPE, "OPTICAL"),
            seq(tags::OPHTHALMIC_AXIAL_MEASUREMENTS_RIGHT_EYE_SEQUENCE).item(&[
                seq(tags::LENS_STATUS_CODE_SEQUENCE).code(dcm("128285", "Phakic")),
                t(tags::LENS_STATUS_DESCRIPTION, "Phakic"),
                seq(tags::VITREOUS_STATUS_CODE_SEQUENCE).code(dcm("128287", "Vitreous normal")),
                t(tags::VITREOUS_STATUS_DESCRIPTION, "Normal"),
                seq(tags::OPHTHALMIC_AXIAL_LENGTH_MEASUREMENTS_SEQUENCE).item(&[
                    t(
                        tags::OPHTHALMIC_AXIAL_LENGTH_MEASUREMENTS_TYPE,
                        "TOTAL LENGTH",
                    ),
                    seq(tags::OPHTHALMIC_AXIAL_LENGTH_MEASUREMENTS_TOTAL_LENGTH_SEQUENCE).item(&[
                        t(tags::OPHTHALMIC_AXIAL_LENGTH, "23.5"),
                        t(tags::OPHTHALMIC_AXIAL_LENGTH_MEASUREMENT_MODIFIED, "NO"),
                        seq(tags::OPTICAL_OPHTHALMIC_AXIAL_LENGTH_MEASUREMENTS_SEQUENCE).item(&[
                            seq(tags::OPHTHALMIC_AXIAL_LENGTH_DATA_SOURCE_CODE_SEQUENCE)
                                .code(MEASURED),
                        ]),
                        REFERENCED_OPHTHALMIC_AXIAL_LENGTH_MEASUREMENT_QC_IMAGE,
                    ]),
                ]),
                t(tags::PUPIL_DILATED, "NO"),
                seq(tags::OPTICAL_SELECTED_OPHTHALMIC_AXIAL_LENGTH_SEQUENCE).item(&[
                    seq(tags::SELECTED_TOTAL_OPHTHALMIC_AXIAL_LENGTH_SEQUENCE).item(&[
                        t(tags::OPHTHALMIC_AXIAL_LENGTH, "23.5"),
                        seq(tags::OPHTHALMIC_AXIAL_LENGTH_SELECTION_METHOD_CODE_SEQUENCE)
                            .code(USER_CHOSEN),
                        REFERENCED_OPHTHALMIC_AXIAL_LENGTH_MEASUREMENT_QC_IMAGE,
                        seq(tags::OPHTHALMIC_AXIAL_LENGTH_QUALITY_METRIC_SEQUENCE).item(&[
                            seq(tags::CONCEPT_NAME_CODE_SEQUENCE)
                                .code(dcm("111786", "Standard Deviation of measurements used")),
                            t(tags::NUMERIC_VALUE, "0.02"),
                            seq(tags::MEASUREMENT_UNITS_CODE_SEQUENCE).code(MM),
                        ]),
                    ]),
                    t(
                        tags::OPHTHALMIC_AXIAL_LENGTH_MEASUREMENTS_TYPE,
                        "TOTAL LENGTH",
                    ),
                ]),
                t(
                    tags::OPHTHALMIC_AXIAL_LENGTH_MEASUREMENTS_TYPE,
                    "TOTAL LENGTH",
                ),
            ]),
        ],
        ..MEASUREMENT
    },
    Iod {
        sop_class: uids::INTRAOCULAR_LENS_CALCULATIONS_STORAGE,
        name: "Intraocular Lens Calculations",
        modality: "IOL",
        attributes: &[
            seq(tags::INTRAOCULAR_LENS_CALCULATIONS_RIGHT_EYE_SEQUENCE).item(&[
                t(tags::TARGET_REFRACTION, "-0.5"),
                t(tags::REFRACTIVE_PROCEDURE_OCCURRED, "NO"),
                seq(tags::KERATOMETRY_MEASUREMENT_TYPE_CODE_SEQUENCE)
                    .code(dcm("111754", "Auto Keratometry")),
                seq(tags::OPHTHALMIC_AXIAL_LENGTH_SEQUENCE).item(&[
                    t(tags::OPHTHALMIC_AXIAL_LENGTH, "23.5"),
                    seq(tags::SOURCE_OF_OPHTHALMIC_AXIAL_LENGTH_CODE_SEQUENCE).code(MEASURED),
                    seq(tags::OPHTHALMIC_AXIAL_LENGTH_SELECTION_METHOD_CODE_SEQUENCE)
                        .code(USER_CHOSEN),
                ]),
                seq(tags::STEEP_KERATOMETRIC_AXIS_SEQUENCE).item(&[
                    t(tags::RADIUS_OF_CURVATURE, "7.7"),
                    t(tags::KERATOMETRIC_POWER, "43.8"),
                    t(tags::KERATOMETRIC_AXIS, "90"),
                    seq(tags::SOURCE_OF_REFRACTIVE_MEASUREMENTS_SEQUENCE)
                        .item(&[seq(tags::SOURCE_OF_REFRACTIVE_MEASUREMENTS_CODE_SEQUENCE)
                            .code(MEASURED)]),
                ]),
                FLAT_KERATOMETRIC_AXIS,
                t(tags::KERATOMETER_INDEX, "1.3375"),
                seq(tags::IOL_FORMULA_CODE_SEQUENCE).code(dcm("111760", "Haigis")),
                empty(tags::IOL_FORMULA_DETAIL),
                t(tags::IOL_MANUFACTURER, "Filmdesk"),
                t(tags::IMPLANT_NAME, "IOL 1"),
                t(tags::IMPLANT_PART_NUMBER, "1"),
                seq(tags::LENS_CONSTANT_SEQUENCE).item(&[
                    seq(tags::CONCEPT_NAME_CODE_SEQUENCE).code(dcm("111768", "A-Constant")),
                    t(tags::NUMERIC_VALUE, "118.4"),
                    seq(tags::MEASUREMENT_UNITS_CODE_SEQUENCE).code(ucum("1", "no units")),
                ]),
                seq(tags::IOL_POWER_SEQUENCE).item(&[
                    t(tags::IOL_POWER, "21"),
                    t(tags::PREDICTED_REFRACTIVE_ERROR, "-0.4"),
                    empty(tags::IMPLANT_PART_NUMBER),
                ]),
                t(tags::IOL_POWER_FOR_EXACT_EMMETROPIA, "20.5"),
                t(tags::IOL_POWER_FOR_EXACT_TARGET_REFRACTION, "21.1"),
                seq(tags::REFRACTIVE_STATE_SEQUENCE).empty(),
            ]),
        ],
        ..MEASUREMENT
    },
    Iod {
        sop_class: uids::OPHTHALMIC_VISUAL_FIELD_STATIC_PERIMETRY_MEASUREMENTS_STORAGE,
        name: "Ophthalmic Visual Field Static Perimetry Measurements",
        modality: "OPV",
        general: ENHANCED_SERIES,
        attributes: &[
            t(tags::VISUAL_FIELD_HORIZONTAL_EXTENT, "60"),
            t(tags::VISUAL_FIELD_VERTICAL_EXTENT, "60"),
            t(tags::VISUAL_FIELD_SHAPE, "RECTANGLE"),
            t(tags::MAXIMUM_STIMULUS_LUMINANCE, "3183"),
            t(tags::BACKGROUND_LUMINANCE, "10"),
            seq(tags::STIMULUS_COLOR_CODE_SEQUENCE).code(WHITE),
            seq(tags::BACKGROUND_ILLUMINATION_COLOR_CODE_SEQUENCE).code(WHITE),
            t(tags::STIMULUS_AREA, "4"),
            t(tags::STIMULUS_PRESENTATION_TIME, "200"),
            seq(tags::FIXATION_SEQUENCE).item(&[
                seq(tags::FIXATION_MONITORING_CODE_SEQUENCE)
                    .code(dcm("111844", "Blind Spot Monitoring")),
                t(tags::FIXATION_CHECKED_QUANTITY, "10"),
                t(tags::PATIENT_NOT_PROPERLY_FIXATED_QUANTITY, "0"),
                t(tags::EXCESSIVE_FIXATION_LOSSES_DATA_FLAG, "NO"),
            ]),
            seq(tags::VISUAL_FIELD_CATCH_TRIAL_SEQUENCE).item(&[
                t(tags::CATCH_TRIALS_DATA_FLAG, "NO"),
                t(tags::FALSE_NEGATIVES_ESTIMATE_FLAG, "NO"),
                t(tags::EXCESSIVE_FALSE_NEGATIVES_DATA_FLAG, "NO"),
                t(tags::FALSE_POSITIVES_ESTIMATE_FLAG, "NO"),
                t(tags::EXCESSIVE_FALSE_POSITIVES_DATA_FLAG, "NO"),
            ]),
            t(tags::PRESENTED_VISUAL_STIMULI_DATA_FLAG, "NO"),
            t(tags::TEST_POINT_NORMALS_DATA_FLAG, "NO"),
            t(tags::FOVEAL_SENSITIVITY_MEASURED, "NO"),
            t(tags::VISUAL_FIELD_TEST_DURATION, "300"),
            seq(tags::VISUAL_FIELD_TEST_POINT_SEQUENCE).item(&[
                t(tags::VISUAL_FIELD_TEST_POINT_X_COORDINATE, "3"),
                t(tags::VISUAL_FIELD_TEST_POINT_Y_COORDINATE, "3"),
                t(tags::STIMULUS_RESULTS, "SEEN"),
                t(tags::SENSITIVITY_VALUE, "28"),
            ]),
            t(tags::MINIMUM_SENSITIVITY_VALUE, "0"),
            t(tags::BLIND_SPOT_LOCALIZED, "NO"),
            t(tags::MEASUREMENT_LATERALITY, "R"),
            t(tags::FOVEAL_POINT_NORMATIVE_DATA_FLAG, "NO"),
            t(tags::SCREENING_BASELINE_MEASURED, "NO"),
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
            seq(tags::OPHTHALMIC_PATIENT_CLINICAL_INFORMATION_RIGHT_EYE_SEQUENCE).item(&[
                seq(tags::REFRACTIVE_PARAMETERS_USED_ON_PATIENT_SEQUENCE).empty(),
                t(tags::PUPIL_SIZE, "4"),
                t(tags::PUPIL_DILATED, "NO"),
                t(tags::INTRA_OCULAR_PRESSURE, "15"),
            ]),
            seq(tags::PERFORMED_PROTOCOL_CODE_SEQUENCE)
                .code(dcm("111809", "Visual Field 24-2 Test Pattern")),
            empty(tags::COMMENTS_ON_PATIENT_PERFORMANCE_OF_VISUAL_FIELD),
        ],
        ..MEASUREMENT
    },
];

const REFRACTIVE_MEASUREMENTS: Table = &[
    now(tags::CONTENT_DATE),
    now(tags::CONTENT_TIME),
    t(tags::MEASUREMENT_LATERALITY, "R"),
];

const CYLINDER: Row = seq(tags::CYLINDER_SEQUENCE).item(&[
    t(tags::CYLINDER_POWER, "-0.5"),
    t(tags::CYLINDER_AXIS, "90"),
]);

const FLAT_KERATOMETRIC_AXIS: Row = seq(tags::FLAT_KERATOMETRIC_AXIS_SEQUENCE).item(&[
    t(tags::RADIUS_OF_CURVATURE, "7.9"),
    t(tags::KERATOMETRIC_POWER, "42.7"),
    t(tags::KERATOMETRIC_AXIS, "180"),
]);

const REFERENCED_OPHTHALMIC_AXIAL_LENGTH_MEASUREMENT_QC_IMAGE: Row =
    seq(tags::REFERENCED_OPHTHALMIC_AXIAL_LENGTH_MEASUREMENT_QC_IMAGE_SEQUENCE).item(&[
        t(
            tags::REFERENCED_SOP_CLASS_UID,
            uids::MULTI_FRAME_GRAYSCALE_BYTE_SECONDARY_CAPTURE_IMAGE_STORAGE,
        ),
        uid_of(
            tags::REFERENCED_SOP_INSTANCE_UID,
            uids::MULTI_FRAME_GRAYSCALE_BYTE_SECONDARY_CAPTURE_IMAGE_STORAGE,
        ),
        t(tags::REFERENCED_FRAME_NUMBER, "1"),
    ]);
