//! Nuclear medicine and positron emission tomography.

use super::prelude::*;

const PET: Iod = Iod::of("PT", "IMAGE", IMAGE);

pub(super) const IODS: &[Iod] = &[
    Iod {
        sop_class: uids::POSITRON_EMISSION_TOMOGRAPHY_IMAGE_STORAGE,
        name: "Positron Emission Tomography Image",
        general: PLACED_IMAGE,
        modules: &[NM_PET_ACQUISITION, IMAGE_PLANE, GRAY_16],
        attributes: &[
            t(tags::COLLIMATOR_TYPE, "NONE"),
            t(tags::CORRECTED_IMAGE, r"DECY\ATTN\SCAT\DTIM\RAN"),
            t(tags::NUMBER_OF_SLICES, "1"),
            t(tags::SERIES_TYPE, r"STATIC\IMAGE"),
            t(tags::UNITS, "BQML"),
            t(tags::COUNTS_SOURCE, "EMISSION"),
            t(tags::DECAY_CORRECTION, "START"),
            seq(tags::RADIOPHARMACEUTICAL_INFORMATION_SEQUENCE).item(&[
                seq(tags::RADIONUCLIDE_CODE_SEQUENCE).code(FLUORINE_18),
                t(tags::RADIOPHARMACEUTICAL_START_TIME, "080000"),
                t(tags::RADIONUCLIDE_TOTAL_DOSE, "370000000"),
                t(tags::RADIONUCLIDE_HALF_LIFE, "6586.2"),
                t(tags::RADIONUCLIDE_POSITRON_FRACTION, "0.97"),
                seq(tags::RADIOPHARMACEUTICAL_CODE_SEQUENCE).code(FLUORODEOXYGLUCOSE),
            ]),
            t(tags::IMAGE_TYPE, r"ORIGINAL\PRIMARY"),
            t(tags::RESCALE_INTERCEPT, "0"),
            t(tags::RESCALE_SLOPE, "1"),
            t(tags::FRAME_REFERENCE_TIME, "0"),
            t(tags::IMAGE_INDEX, "1"),
            t(tags::RANDOMS_CORRECTION_METHOD, "DLYD"),
            t(tags::ATTENUATION_CORRECTION_METHOD, "measured"),
            t(tags::SCATTER_CORRECTION_METHOD, "model"),
            t(tags::DECAY_FACTOR, "1"),
            t(tags::DOSE_CALIBRATION_FACTOR, "1"),
            t(tags::SCATTER_FRACTION_FACTOR, "0.3"),
            t(tags::DEAD_TIME_FACTOR, "1"),
            t(tags::RECONSTRUCTION_METHOD, "OSEM"),
        ],
        ..PET
    },
    Iod {
        sop_class: uids::LEGACY_CONVERTED_ENHANCED_PET_IMAGE_STORAGE,
        name: "Legacy Converted Enhanced PET Image",
        general: PLACED_SERIES,
        modules: &[
            ACQUISITION_CONTEXT,
            ENHANCED_PET_IMAGE,
            GRAY_16,
            LEGACY_CONVERSION,
        ],
        attributes: &[seq(tags::SHARED_FUNCTIONAL_GROUPS_SEQUENCE).item(&[
            table(SLICES),
            PIXEL_VALUE_TRANSFORMATION,
            seq(tags::UNASSIGNED_SHARED_CONVERTED_ATTRIBUTES_SEQUENCE)
                .item(&[t(Tag(0x0032, 0x4000), "Emulated")]),
            PET_FRAME_TYPE,
        ])],
        ..PET
    },
    Iod {
        sop_class: uids::ENHANCED_PET_IMAGE_STORAGE,
        name: "Enhanced PET Image",
        general: FRAMES,
        modules: &[ENHANCED_PET_IMAGE, GRAY_16],
        attributes: &[
            seq(tags::RADIOPHARMACEUTICAL_INFORMATION_SEQUENCE).item(&[
                t(tags::RADIOPHARMACEUTICAL_AGENT_NUMBER, "1"),
                seq(tags::RADIONUCLIDE_CODE_SEQUENCE).code(FLUORINE_18),
                seq(tags::ADMINISTRATION_ROUTE_CODE_SEQUENCE).code(INTRAVENOUS_ROUTE),
                now(tags::RADIOPHARMACEUTICAL_START_DATE_TIME),
                t(tags::RADIONUCLIDE_TOTAL_DOSE, "370000000"),
                t(tags::RADIONUCLIDE_HALF_LIFE, "6586.2"),
                t(tags::RADIONUCLIDE_POSITRON_FRACTION, "0.97"),
                seq(tags::RADIOPHARMACEUTICAL_CODE_SEQUENCE).code(FLUORODEOXYGLUCOSE),
            ]),
            t(tags::TABLE_MOTION, "STATIC"),
            t(tags::TIME_OF_FLIGHT_INFORMATION_USED, "FALSE"),
            seq(tags::VIEW_CODE_SEQUENCE).code(CRANIO_CAUDAL),
            t(tags::DECAY_CORRECTED, "YES"),
            t(tags::ATTENUATION_CORRECTED, "YES"),
            t(tags::SCATTER_CORRECTED, "YES"),
            t(tags::DEAD_TIME_CORRECTED, "YES"),
            t(tags::GANTRY_MOTION_CORRECTED, "NO"),
            t(tags::PATIENT_MOTION_CORRECTED, "NO"),
            t(tags::COUNT_LOSS_NORMALIZATION_CORRECTED, "NO"),
            t(tags::RANDOMS_CORRECTED, "YES"),
            t(tags::NON_UNIFORM_RADIAL_SAMPLING_CORRECTED, "NO"),
            t(tags::SENSITIVITY_CALIBRATED, "YES"),
            t(tags::DETECTOR_NORMALIZATION_CORRECTION, "YES"),
            t(tags::COUNTS_SOURCE, "EMISSION"),
            t(tags::ACQUISITION_NUMBER, "1"),
            now(tags::DECAY_CORRECTION_DATE_TIME),
            t(tags::ACQUISITION_START_CONDITION, "MANUAL"),
            t(tags::ACQUISITION_TERMINATION_CONDITION, "TIME"),
            t(tags::ATTENUATION_CORRECTION_SOURCE, "CT"),
            t(tags::ATTENUATION_CORRECTION_METHOD, "measured"),
            t(tags::SCATTER_CORRECTION_METHOD, "model"),
            t(tags::RANDOMS_CORRECTION_METHOD, "DLYD"),
            seq(tags::SHARED_FUNCTIONAL_GROUPS_SEQUENCE).item(&[
                table(SLICES),
                IDENTITY_TRANSFORMATION,
                PET_FRAME_TYPE,
                seq(tags::PET_FRAME_ACQUISITION_SEQUENCE).item(&[
                    t(tags::TABLE_HEIGHT, "100"),
                    t(tags::GANTRY_DETECTOR_TILT, "0"),
                    t(tags::GANTRY_DETECTOR_SLEW, "0"),
                    t(tags::DATA_COLLECTION_DIAMETER, "500"),
                ]),
                seq(tags::PET_DETECTOR_MOTION_DETAILS_SEQUENCE).item(&[
                    t(tags::ROTATION_DIRECTION, "CW"),
                    t(tags::REVOLUTION_TIME, "1"),
                ]),
                seq(tags::PET_POSITION_SEQUENCE).item(&[
                    t(tags::TABLE_POSITION, "0"),
                    t(tags::RECONSTRUCTION_TARGET_CENTER_PATIENT, r"0\0\0"),
                    t(tags::DATA_COLLECTION_CENTER_PATIENT, r"0\0\0"),
                ]),
                seq(tags::PET_FRAME_CORRECTION_FACTORS_SEQUENCE).item(&[
                    t(tags::PRIMARY_PROMPTS_COUNTS_ACCUMULATED, "100000"),
                    t(tags::SLICE_SENSITIVITY_FACTOR, "1"),
                    t(tags::DECAY_FACTOR, "1"),
                    t(tags::SCATTER_FRACTION_FACTOR, "0.3"),
                    t(tags::DEAD_TIME_FACTOR, "1"),
                ]),
                seq(tags::PET_RECONSTRUCTION_SEQUENCE).item(&[
                    t(tags::RECONSTRUCTION_TYPE, "3D"),
                    t(tags::RECONSTRUCTION_ALGORITHM, "OSEM"),
                    t(tags::ITERATIVE_RECONSTRUCTION_METHOD, "YES"),
                    t(tags::NUMBER_OF_ITERATIONS, "2"),
                    t(tags::NUMBER_OF_SUBSETS, "21"),
                    t(tags::RECONSTRUCTION_FIELD_OF_VIEW, r"400\400"),
                    t(tags::RECONSTRUCTION_PIXEL_SPACING, r"6.25\6.25"),
                    t(tags::RECONSTRUCTION_ANGLE, "360"),
                ]),
                seq(tags::RADIOPHARMACEUTICAL_USAGE_SEQUENCE)
                    .item(&[t(tags::RADIOPHARMACEUTICAL_AGENT_NUMBER, "1")]),
            ]),
            t(tags::TERMINATION_TIME_THRESHOLD, "600000"),
            t(tags::TYPE_OF_DETECTOR_MOTION, "NONE"),
            t(tags::COLLIMATOR_TYPE, "NONE"),
            t(tags::COINCIDENCE_WINDOW_WIDTH, "6"),
            seq(tags::ENERGY_WINDOW_RANGE_SEQUENCE).item(&[
                t(tags::ENERGY_WINDOW_LOWER_LIMIT, "425"),
                t(tags::ENERGY_WINDOW_UPPER_LIMIT, "650"),
            ]),
            t(
                tags::ATTENUATION_CORRECTION_TEMPORAL_RELATIONSHIP,
                "CONCURRENT",
            ),
            t(tags::TRANSVERSE_DETECTOR_SEPARATION, "600"),
            t(tags::AXIAL_DETECTOR_DIMENSION, "160"),
            seq(tags::PER_FRAME_FUNCTIONAL_GROUPS_SEQUENCE).per_frame(&[
                PLANE_POSITION,
                seq(tags::FRAME_CONTENT_SEQUENCE).item(&[
                    t(tags::FRAME_ACQUISITION_NUMBER, "1"),
                    now(tags::FRAME_REFERENCE_DATE_TIME),
                    now(tags::FRAME_ACQUISITION_DATE_TIME),
                    t(tags::FRAME_ACQUISITION_DURATION, "100"),
                    t(tags::DIMENSION_INDEX_VALUES, "1"),
                    t(tags::STACK_ID, "1"),
                    t(tags::IN_STACK_POSITION_NUMBER, "1"),
                    t(tags::TEMPORAL_POSITION_INDEX, "1"),
                ]),
            ]),
        ],
        ..PET
    },
    Iod {
        sop_class: uids::NUCLEAR_MEDICINE_IMAGE_STORAGE,
        name: "Nuclear Medicine Image",
        modality: "NM",
        modules: &[NM_PET_ACQUISITION, NM_IMAGE, GRAY_16],
        ..PET
    },
    Iod {
        sop_class: "1.2.840.10008.5.1.4.1.1.5",
        name: "Nuclear Medicine Image Retired",
        modality: "NM",
        modules: &[NM_PET_ACQUISITION, NM_IMAGE, GRAY_16],
        ..PET
    },
];

const NM_PET_ACQUISITION: Table = &[
    seq(tags::PATIENT_ORIENTATION_CODE_SEQUENCE).item(&[
        t(tags::CODE_VALUE, "102538003"),
        t(tags::CODING_SCHEME_DESIGNATOR, "SCT"),
        t(tags::CODE_MEANING, "recumbent"),
        seq(tags::PATIENT_ORIENTATION_MODIFIER_CODE_SEQUENCE).code(sct("40199007", "supine")),
    ]),
    seq(tags::PATIENT_GANTRY_RELATIONSHIP_CODE_SEQUENCE).code(dcm("102540", "headfirst")),
    now(tags::ACQUISITION_DATE),
    now(tags::ACQUISITION_TIME),
    t(tags::ACTUAL_FRAME_DURATION, "60000"),
    empty(tags::LATERALITY),
];

const ENHANCED_PET_IMAGE: Table = &[
    t(tags::IMAGE_TYPE, r"ORIGINAL\PRIMARY\VOLUME\NONE"),
    table(ENHANCED_IMAGE),
    t(tags::PATIENT_POSITION, "HFS"),
];

const NM_IMAGE: Table = &[
    t(tags::NUMBER_OF_FRAMES, "1"),
    t(tags::PIXEL_SPACING, r"6.25\6.25"),
    t(tags::FRAME_INCREMENT_POINTER, r"00540010\00540020"),
    t(tags::NUMBER_OF_ENERGY_WINDOWS, "1"),
    t(tags::NUMBER_OF_DETECTORS, "1"),
    t(tags::IMAGE_TYPE, r"ORIGINAL\PRIMARY\STATIC\EMISSION"),
    t(tags::COUNTS_ACCUMULATED, "100000"),
    seq(tags::ENERGY_WINDOW_INFORMATION_SEQUENCE).item(&[
        t(tags::ENERGY_WINDOW_NAME, "Tc99m"),
        seq(tags::ENERGY_WINDOW_RANGE_SEQUENCE).item(&[
            t(tags::ENERGY_WINDOW_LOWER_LIMIT, "126"),
            t(tags::ENERGY_WINDOW_UPPER_LIMIT, "154"),
        ]),
    ]),
    seq(tags::RADIOPHARMACEUTICAL_INFORMATION_SEQUENCE).item(&[
        seq(tags::RADIONUCLIDE_CODE_SEQUENCE).code(sct("72454003", "^99m^Technetium")),
        empty(tags::RADIOPHARMACEUTICAL_ROUTE),
        empty(tags::RADIOPHARMACEUTICAL_START_TIME),
        empty(tags::RADIONUCLIDE_TOTAL_DOSE),
        empty(tags::RADIOPHARMACEUTICAL),
    ]),
    seq(tags::DETECTOR_INFORMATION_SEQUENCE).item(&[
        t(tags::COLLIMATOR_TYPE, "PARA"),
        t(tags::FIELD_OF_VIEW_SHAPE, "RECTANGLE"),
        t(tags::IMAGE_POSITION_PATIENT, r"-200\-200\0"),
        t(tags::IMAGE_ORIENTATION_PATIENT, r"1\0\0\0\1\0"),
    ]),
    t(tags::ENERGY_WINDOW_VECTOR, "1"),
    t(tags::DETECTOR_VECTOR, "1"),
    t(tags::ACQUISITION_TERMINATION_CONDITION, "TIME"),
];

const PET_FRAME_TYPE: Row = seq(tags::PET_FRAME_TYPE_SEQUENCE).item(&[
    t(tags::FRAME_TYPE, r"ORIGINAL\PRIMARY\VOLUME\NONE"),
    table(VOLUME),
]);
