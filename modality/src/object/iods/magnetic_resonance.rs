//! Magnetic resonance.

use super::prelude::*;

const MR: Iod = Iod::of("MR", "IMAGE", FRAMES);

pub(super) const IODS: &[Iod] = &[
    Iod {
        sop_class: uids::MR_IMAGE_STORAGE,
        name: "MR Image",
        general: PLACED_IMAGE,
        modules: &[IMAGE_PLANE, GRAY_12],
        attributes: &[
            t(tags::IMAGE_TYPE, r"ORIGINAL\PRIMARY\OTHER"),
            t(tags::SCANNING_SEQUENCE, "SE"),
            t(tags::SEQUENCE_VARIANT, "NONE"),
            empty(tags::SCAN_OPTIONS),
            t(tags::MR_ACQUISITION_TYPE, "2D"),
            t(tags::ECHO_TIME, "15"),
            t(tags::ECHO_TRAIN_LENGTH, "1"),
            t(tags::MAGNETIC_FIELD_STRENGTH, "1.5"),
            t(tags::REPETITION_TIME, "500"),
            t(tags::FLIP_ANGLE, "90"),
            t(tags::WINDOW_CENTER, "1064"),
            t(tags::WINDOW_WIDTH, "400"),
            t(tags::PATIENT_POSITION, "HFS"),
            empty(tags::LATERALITY),
        ],
        ..MR
    },
    Iod {
        sop_class: uids::ENHANCED_MR_IMAGE_STORAGE,
        name: "Enhanced MR Image",
        modules: &[ENHANCED_MR_IMAGE, GRAY_12, MR_PULSE_SEQUENCE, MR_SPIN_ECHO],
        attributes: &[seq(tags::SHARED_FUNCTIONAL_GROUPS_SEQUENCE).item(&[
            table(SLICES),
            IDENTITY_TRANSFORMATION,
            MR_FRAME_TYPE,
            table(MR_FRAME_PARAMETERS),
            MR_FOV,
            MR_IMAGING_MODIFIER,
        ])],
        ..MR
    },
    Iod {
        sop_class: uids::MR_SPECTROSCOPY_STORAGE,
        name: "MR Spectroscopy",
        record: "SPECTROSCOPY",
        modules: &[MR_PULSE_SEQUENCE],
        attributes: &[
            t(tags::NUMBER_OF_FRAMES, "1"),
            t(tags::IMAGE_TYPE, r"ORIGINAL\PRIMARY\SPECTROSCOPY\NONE"),
            t(tags::VOLUMETRIC_PROPERTIES, "VOLUME"),
            t(tags::VOLUME_BASED_CALCULATION_TECHNIQUE, "NONE"),
            t(tags::COMPLEX_IMAGE_COMPONENT, "COMPLEX"),
            t(tags::ACQUISITION_CONTRAST, "T1"),
            t(tags::DATA_POINT_ROWS, "1"),
            t(tags::DATA_POINT_COLUMNS, "64"),
            t(tags::SIGNAL_DOMAIN_COLUMNS, "FREQUENCY"),
            t(tags::DATA_REPRESENTATION, "COMPLEX"),
            now(tags::ACQUISITION_DATE_TIME),
            t(tags::ACQUISITION_DURATION, "5"),
            t(tags::CONTENT_QUALIFICATION, "PRODUCT"),
            t(tags::ROWS, "1"),
            t(tags::COLUMNS, "1"),
            t(tags::SPECTRAL_WIDTH, "1000"),
            t(tags::TRANSMITTER_FREQUENCY, "63.87"),
            t(tags::PULSE_SEQUENCE_NAME, "PRESS"),
            t(tags::WATER_REFERENCED_PHASE_CORRECTION, "NO"),
            t(tags::CHEMICAL_SHIFT_MINIMUM_INTEGRATION_LIMIT_INPPM, "0"),
            t(tags::CHEMICAL_SHIFT_MAXIMUM_INTEGRATION_LIMIT_INPPM, "10"),
            t(tags::CHEMICAL_SHIFT_REFERENCE, "4.7"),
            t(tags::VOLUME_LOCALIZATION_TECHNIQUE, "PRESS"),
            t(tags::TIME_DOMAIN_FILTERING, "NONE"),
            t(tags::NUMBER_OF_ZERO_FILLS, "0"),
            t(tags::BASELINE_CORRECTION, "NONE"),
            t(tags::FREQUENCY_CORRECTION, "NO"),
            t(tags::FIRST_ORDER_PHASE_CORRECTION, "NO"),
            seq(tags::VOLUME_LOCALIZATION_SEQUENCE).item(&[
                t(tags::SLAB_THICKNESS, "20"),
                t(tags::SLAB_ORIENTATION, r"1\0\0"),
                t(tags::MID_SLAB_POSITION, r"0\0\0"),
            ]),
            t(tags::PATIENT_POSITION, "HFS"),
            seq(tags::SHARED_FUNCTIONAL_GROUPS_SEQUENCE).item(&[
                PIXEL_MEASURES,
                PLANE_ORIENTATION,
                FRAME_ANATOMY,
                table(MR_FRAME_PARAMETERS),
                seq(tags::MR_SPECTROSCOPY_FRAME_TYPE_SEQUENCE).item(&[
                    t(tags::FRAME_TYPE, r"ORIGINAL\PRIMARY\SPECTROSCOPY\NONE"),
                    t(tags::VOLUMETRIC_PROPERTIES, "VOLUME"),
                    t(tags::VOLUME_BASED_CALCULATION_TECHNIQUE, "NONE"),
                    t(tags::COMPLEX_IMAGE_COMPONENT, "COMPLEX"),
                    t(tags::ACQUISITION_CONTRAST, "T1"),
                ]),
                seq(tags::MR_SPECTROSCOPY_FOV_GEOMETRY_SEQUENCE).item(&[
                    t(tags::SPECTROSCOPY_ACQUISITION_DATA_COLUMNS, "64"),
                    t(tags::SPECTROSCOPY_ACQUISITION_PHASE_ROWS, "1"),
                    t(tags::SPECTROSCOPY_ACQUISITION_PHASE_COLUMNS, "1"),
                    t(tags::SPECTROSCOPY_ACQUISITION_OUT_OF_PLANE_PHASE_STEPS, "1"),
                    t(tags::PERCENT_SAMPLING, "100"),
                    t(tags::PERCENT_PHASE_FIELD_OF_VIEW, "100"),
                ]),
            ]),
            now(tags::CONTENT_DATE),
            now(tags::CONTENT_TIME),
            t(tags::DECOUPLING, "NO"),
            t(tags::MR_SPECTROSCOPY_ACQUISITION_TYPE, "SINGLE_VOXEL"),
            bytes(tags::SPECTROSCOPY_DATA, VR::OF, spectrum),
        ],
        ..MR
    },
    Iod {
        sop_class: uids::ENHANCED_MR_COLOR_IMAGE_STORAGE,
        name: "Enhanced MR Color Image",
        modules: &[
            ENHANCED_MR_IMAGE,
            ICC_PROFILE,
            RGB,
            MR_PULSE_SEQUENCE,
            MR_SPIN_ECHO,
        ],
        attributes: &[
            t(tags::PIXEL_PRESENTATION, "TRUE_COLOR"),
            seq(tags::SHARED_FUNCTIONAL_GROUPS_SEQUENCE).item(&[
                PIXEL_MEASURES,
                PLANE_ORIENTATION,
                FRAME_ANATOMY,
                table(MR_FRAME_PARAMETERS),
                MR_FOV,
                MR_IMAGING_MODIFIER,
                seq(tags::MR_IMAGE_FRAME_TYPE_SEQUENCE).item(&[
                    t(tags::FRAME_TYPE, r"ORIGINAL\PRIMARY\T1\NONE"),
                    t(tags::PIXEL_PRESENTATION, "TRUE_COLOR"),
                    t(tags::VOLUMETRIC_PROPERTIES, "VOLUME"),
                    t(tags::VOLUME_BASED_CALCULATION_TECHNIQUE, "NONE"),
                    t(tags::COMPLEX_IMAGE_COMPONENT, "MAGNITUDE"),
                    t(tags::ACQUISITION_CONTRAST, "T1"),
                ]),
            ]),
        ],
        ..MR
    },
    Iod {
        sop_class: uids::LEGACY_CONVERTED_ENHANCED_MR_IMAGE_STORAGE,
        name: "Legacy Converted Enhanced MR Image",
        general: PLACED_SERIES,
        modules: &[
            ACQUISITION_CONTEXT,
            ENHANCED_MR_IMAGE,
            GRAY_12,
            LEGACY_CONVERSION,
        ],
        attributes: &[seq(tags::SHARED_FUNCTIONAL_GROUPS_SEQUENCE).item(&[
            table(SLICES),
            PIXEL_VALUE_TRANSFORMATION,
            seq(tags::UNASSIGNED_SHARED_CONVERTED_ATTRIBUTES_SEQUENCE)
                .item(&[t(Tag(0x0032, 0x4000), "Emulated")]),
            MR_FRAME_TYPE,
        ])],
        ..MR
    },
];

const ENHANCED_MR_IMAGE: Table = &[
    t(tags::IMAGE_TYPE, r"ORIGINAL\PRIMARY\T1\NONE"),
    table(ENHANCED_IMAGE),
    t(tags::COMPLEX_IMAGE_COMPONENT, "MAGNITUDE"),
    t(tags::ACQUISITION_CONTRAST, "T1"),
    t(tags::PATIENT_POSITION, "HFS"),
];

const MR_PULSE_SEQUENCE: Table = &[
    t(tags::MAGNETIC_FIELD_STRENGTH, "1.5"),
    t(tags::RESONANT_NUCLEUS, "1H"),
    t(tags::K_SPACE_FILTERING, "NONE"),
    t(tags::APPLICABLE_SAFETY_STANDARD_AGENCY, "IEC"),
    empty(tags::APPLICABLE_SAFETY_STANDARD_DESCRIPTION),
    t(tags::ECHO_PULSE_SEQUENCE, "SPIN"),
    t(tags::MULTIPLE_SPIN_ECHO, "NO"),
    t(tags::STEADY_STATE_PULSE_SEQUENCE, "NONE"),
    t(tags::ECHO_PLANAR_PULSE_SEQUENCE, "NO"),
    t(tags::SPECTRALLY_SELECTED_SUPPRESSION, "NONE"),
    t(tags::GEOMETRY_OF_K_SPACE_TRAVERSAL, "RECTILINEAR"),
    t(tags::SEGMENTED_K_SPACE_TRAVERSAL, "SINGLE"),
    t(tags::RECTILINEAR_PHASE_ENCODE_REORDERING, "LINEAR"),
    t(tags::NUMBER_OF_K_SPACE_TRAJECTORIES, "1"),
    t(tags::MULTI_PLANAR_EXCITATION, "NO"),
    FRAME_PLANES,
];

const MR_SPIN_ECHO: Table = &[
    t(tags::ACQUISITION_NUMBER, "1"),
    t(tags::MR_ACQUISITION_TYPE, "2D"),
    t(tags::PULSE_SEQUENCE_NAME, "SE"),
    t(tags::PHASE_CONTRAST, "NO"),
    t(tags::TIME_OF_FLIGHT_CONTRAST, "NO"),
    t(tags::SATURATION_RECOVERY, "NO"),
    t(tags::OVERSAMPLING_PHASE, "NONE"),
];

const MR_FRAME_PARAMETERS: Table = &[
    seq(tags::MR_TIMING_AND_RELATED_PARAMETERS_SEQUENCE).item(&[
        t(tags::REPETITION_TIME, "500"),
        t(tags::FLIP_ANGLE, "90"),
        t(tags::ECHO_TRAIN_LENGTH, "1"),
        t(tags::RF_ECHO_TRAIN_LENGTH, "1"),
        t(tags::GRADIENT_ECHO_TRAIN_LENGTH, "0"),
        seq(tags::SPECIFIC_ABSORPTION_RATE_SEQUENCE).item(&[
            t(tags::SPECIFIC_ABSORPTION_RATE_DEFINITION, "IEC_WHOLE_BODY"),
            t(tags::SPECIFIC_ABSORPTION_RATE_VALUE, "1"),
        ]),
        t(tags::GRADIENT_OUTPUT_TYPE, "DB_DT"),
        t(tags::GRADIENT_OUTPUT, "1"),
        seq(tags::OPERATING_MODE_SEQUENCE).item(&[
            t(tags::OPERATING_MODE_TYPE, "STATIC FIELD"),
            t(tags::OPERATING_MODE, "IEC_NORMAL"),
        ]),
    ]),
    seq(tags::MR_ECHO_SEQUENCE).item(&[t(tags::EFFECTIVE_ECHO_TIME, "15")]),
    seq(tags::MR_MODIFIER_SEQUENCE).item(&[
        t(tags::INVERSION_RECOVERY, "NO"),
        t(tags::FLOW_COMPENSATION, "NONE"),
        t(tags::SPOILING, "NONE"),
        t(tags::T2_PREPARATION, "NO"),
        t(tags::SPECTRALLY_SELECTED_EXCITATION, "NONE"),
        t(tags::SPATIAL_PRESATURATION, "NONE"),
        t(tags::PARTIAL_FOURIER, "NO"),
        t(tags::PARALLEL_ACQUISITION, "NO"),
    ]),
    seq(tags::MR_RECEIVE_COIL_SEQUENCE).item(&[
        t(tags::RECEIVE_COIL_NAME, "Body"),
        t(tags::RECEIVE_COIL_MANUFACTURER_NAME, "Filmdesk"),
        t(tags::RECEIVE_COIL_TYPE, "BODY"),
        t(tags::QUADRATURE_RECEIVE_COIL, "YES"),
    ]),
    seq(tags::MR_TRANSMIT_COIL_SEQUENCE).item(&[
        t(tags::TRANSMIT_COIL_NAME, "Body"),
        t(tags::TRANSMIT_COIL_MANUFACTURER_NAME, "Filmdesk"),
        t(tags::TRANSMIT_COIL_TYPE, "BODY"),
    ]),
    seq(tags::MR_AVERAGES_SEQUENCE).item(&[t(tags::NUMBER_OF_AVERAGES, "1")]),
];

const MR_FRAME_TYPE: Row = seq(tags::MR_IMAGE_FRAME_TYPE_SEQUENCE).item(&[
    t(tags::FRAME_TYPE, r"ORIGINAL\PRIMARY\T1\NONE"),
    table(VOLUME),
    t(tags::COMPLEX_IMAGE_COMPONENT, "MAGNITUDE"),
    t(tags::ACQUISITION_CONTRAST, "T1"),
]);

const MR_FOV: Row = seq(tags::MRFOV_GEOMETRY_SEQUENCE).item(&[
    t(tags::IN_PLANE_PHASE_ENCODING_DIRECTION, "ROW"),
    t(tags::MR_ACQUISITION_FREQUENCY_ENCODING_STEPS, "64"),
    t(tags::MR_ACQUISITION_PHASE_ENCODING_STEPS_IN_PLANE, "64"),
    t(tags::PERCENT_SAMPLING, "100"),
    t(tags::PERCENT_PHASE_FIELD_OF_VIEW, "100"),
]);

const MR_IMAGING_MODIFIER: Row = seq(tags::MR_IMAGING_MODIFIER_SEQUENCE).item(&[
    t(tags::MAGNETIZATION_TRANSFER, "NONE"),
    t(tags::BLOOD_SIGNAL_NULLING, "NO"),
    t(tags::TAGGING, "NONE"),
    t(tags::TRANSMITTER_FREQUENCY, "63.87"),
    t(tags::PIXEL_BANDWIDTH, "200"),
]);
