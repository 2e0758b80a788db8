//! Radiotherapy, first generation.

use super::prelude::*;

/// Modules of first generation radiotherapy (PS3.3 A.17 to A.31).
const RT_STUDY: &[Table] = &[GENERAL_STUDY, GENERAL_EQUIPMENT, RT_SERIES];

/// Modules of a treatment record (PS3.3 A.29).
const TREATMENT: &[Table] = &[
    GENERAL_STUDY,
    GENERAL_EQUIPMENT,
    RT_SERIES,
    RT_GENERAL_TREATMENT_RECORD,
];

const RT: Iod = Iod::of("", "", RT_STUDY);

const DELIVERY_INSTRUCTION: Iod = Iod::of("PLAN", "PLAN", SERIES);

const RT_PLAN: Iod = Iod::of("RTPLAN", "RT PLAN", RT_STUDY);

const TREATMENT_RECORD: Iod = Iod::of("RTRECORD", "RT TREAT RECORD", TREATMENT);

pub(super) const IODS: &[Iod] = &[
    Iod {
        sop_class: uids::RT_IMAGE_STORAGE,
        name: "RT Image",
        modality: "RTIMAGE",
        record: "IMAGE",
        modules: &[GENERAL_IMAGE, GRAY_12],
        attributes: &[
            t(tags::IMAGE_TYPE, r"ORIGINAL\PRIMARY\PORTAL"),
            t(tags::CONVERSION_TYPE, "DI"),
            t(tags::RT_IMAGE_LABEL, "Portal"),
            t(tags::RT_IMAGE_PLANE, "NORMAL"),
            t(tags::X_RAY_IMAGE_RECEPTOR_ANGLE, "0"),
            t(tags::IMAGE_PLANE_PIXEL_SPACING, r"6.25\6.25"),
            t(tags::RT_IMAGE_POSITION, r"-200\200"),
            t(tags::RADIATION_MACHINE_NAME, "L1"),
            t(tags::RADIATION_MACHINE_SAD, "1000"),
            t(tags::RT_IMAGE_SID, "1500"),
            empty(tags::PRIMARY_DOSIMETER_UNIT),
            t(tags::REPORTED_VALUES_ORIGIN, "ACTUAL"),
            t(tags::GANTRY_ANGLE, "0"),
            t(tags::BEAM_LIMITING_DEVICE_ANGLE, "0"),
            t(tags::PATIENT_SUPPORT_ANGLE, "0"),
        ],
        ..RT
    },
    Iod {
        sop_class: uids::RT_DOSE_STORAGE,
        name: "RT Dose",
        modality: "RTDOSE",
        record: "RT DOSE",
        modules: &[FRAME_OF_REFERENCE],
        attributes: &[
            t(tags::NUMBER_OF_FRAMES, "3"),
            t(tags::DOSE_UNITS, "GY"),
            t(tags::DOSE_TYPE, "PHYSICAL"),
            t(tags::DOSE_SUMMATION_TYPE, "PLAN"),
            table(MONOCHROME),
            t(tags::BITS_ALLOCATED, "32"),
            t(tags::BITS_STORED, "32"),
            t(tags::HIGH_BIT, "31"),
            t(tags::PIXEL_REPRESENTATION, "0"),
            t(tags::FRAME_INCREMENT_POINTER, "3004000C"),
            t(tags::GRID_FRAME_OFFSET_VECTOR, r"0\5\10"),
            t(tags::DOSE_GRID_SCALING, "0.001"),
            t(tags::IMAGE_POSITION_PATIENT, r"-200\-200\0"),
            t(tags::IMAGE_ORIENTATION_PATIENT, r"1\0\0\0\1\0"),
            t(tags::PIXEL_SPACING, r"6.25\6.25"),
            t(tags::SLICE_THICKNESS, "5"),
            seq(tags::REFERENCED_RT_PLAN_SEQUENCE).instance(uids::RT_PLAN_STORAGE),
        ],
        ..RT
    },
    Iod {
        sop_class: uids::RT_STRUCTURE_SET_STORAGE,
        name: "RT Structure Set",
        modality: "RTSTRUCT",
        record: "RT STRUCTURE SET",
        modules: &[FRAME_OF_REFERENCE],
        attributes: &[
            t(tags::STRUCTURE_SET_LABEL, "Structures"),
            now(tags::STRUCTURE_SET_DATE),
            now(tags::STRUCTURE_SET_TIME),
            seq(tags::REFERENCED_FRAME_OF_REFERENCE_SEQUENCE).item(&[
                uid(tags::FRAME_OF_REFERENCE_UID, "frame of reference"),
                seq(tags::RT_REFERENCED_STUDY_SEQUENCE).item(&[
                    t(tags::REFERENCED_SOP_CLASS_UID, "1.2.840.10008.3.1.2.3.1"),
                    uid(tags::REFERENCED_SOP_INSTANCE_UID, "study"),
                    seq(tags::RT_REFERENCED_SERIES_SEQUENCE).item(&[
                        series_of(tags::SERIES_INSTANCE_UID, uids::CT_IMAGE_STORAGE),
                        seq(tags::CONTOUR_IMAGE_SEQUENCE).instance(uids::CT_IMAGE_STORAGE),
                    ]),
                ]),
            ]),
            seq(tags::STRUCTURE_SET_ROI_SEQUENCE).item(&[
                t(tags::ROI_NUMBER, "1"),
                uid(
                    tags::REFERENCED_FRAME_OF_REFERENCE_UID,
                    "frame of reference",
                ),
                t(tags::ROI_NAME, "Body"),
                t(tags::ROI_GENERATION_ALGORITHM, "MANUAL"),
            ]),
            seq(tags::ROI_CONTOUR_SEQUENCE).item(&[
                t(tags::ROI_DISPLAY_COLOR, r"255\0\0"),
                t(tags::REFERENCED_ROI_NUMBER, "1"),
                seq(tags::CONTOUR_SEQUENCE).item(&[
                    seq(tags::CONTOUR_IMAGE_SEQUENCE).instance(uids::CT_IMAGE_STORAGE),
                    t(tags::CONTOUR_GEOMETRIC_TYPE, "CLOSED_PLANAR"),
                    t(tags::NUMBER_OF_CONTOUR_POINTS, "3"),
                    t(tags::CONTOUR_DATA, r"0\0\0\10\0\0\0\10\0"),
                ]),
            ]),
            seq(tags::RTROI_OBSERVATIONS_SEQUENCE).item(&[
                t(tags::OBSERVATION_NUMBER, "1"),
                t(tags::REFERENCED_ROI_NUMBER, "1"),
                t(tags::RTROI_INTERPRETED_TYPE, "EXTERNAL"),
                empty(tags::ROI_INTERPRETER),
            ]),
        ],
        ..RT
    },
    Iod {
        sop_class: uids::RT_PLAN_STORAGE,
        name: "RT Plan",
        modules: &[RT_GENERAL_PLAN],
        attributes: &[seq(tags::BEAM_SEQUENCE).item(&[
            t(tags::BEAM_NUMBER, "1"),
            table(STATIC_BEAM),
            t(tags::RADIATION_TYPE, "PHOTON"),
            t(tags::TREATMENT_MACHINE_NAME, "L1"),
            t(tags::MANUFACTURER, "Filmdesk"),
            t(tags::SOURCE_AXIS_DISTANCE, "1000"),
            t(tags::PRIMARY_DOSIMETER_UNIT, "MU"),
            seq(tags::BEAM_LIMITING_DEVICE_SEQUENCE).items(&[
                &[
                    t(tags::RT_BEAM_LIMITING_DEVICE_TYPE, "X"),
                    t(tags::NUMBER_OF_LEAF_JAW_PAIRS, "1"),
                ],
                &[
                    t(tags::RT_BEAM_LIMITING_DEVICE_TYPE, "Y"),
                    t(tags::NUMBER_OF_LEAF_JAW_PAIRS, "1"),
                ],
            ]),
            t(tags::FINAL_CUMULATIVE_METERSET_WEIGHT, "1"),
            t(tags::NUMBER_OF_CONTROL_POINTS, "2"),
            seq(tags::CONTROL_POINT_SEQUENCE).items(&[
                &[
                    t(tags::CONTROL_POINT_INDEX, "0"),
                    t(tags::CUMULATIVE_METERSET_WEIGHT, "0"),
                    t(tags::NOMINAL_BEAM_ENERGY, "6"),
                    t(tags::DOSE_RATE_SET, "300"),
                    BEAM_LIMITING_DEVICE_POSITION,
                    table(GANTRY_AND_TABLE_TOP),
                    t(tags::TABLE_TOP_ECCENTRIC_ANGLE, "0"),
                    t(tags::TABLE_TOP_ECCENTRIC_ROTATION_DIRECTION, "NONE"),
                    t(tags::ISOCENTER_POSITION, r"0\0\0"),
                ],
                &[
                    t(tags::CONTROL_POINT_INDEX, "1"),
                    t(tags::CUMULATIVE_METERSET_WEIGHT, "1"),
                ],
            ]),
        ])],
        ..RT_PLAN
    },
    Iod {
        sop_class: uids::RT_ION_PLAN_STORAGE,
        name: "RT Ion Plan",
        modules: &[FRAME_OF_REFERENCE, RT_GENERAL_PLAN],
        attributes: &[seq(tags::ION_BEAM_SEQUENCE).item(&[
            t(tags::BEAM_NUMBER, "1"),
            table(STATIC_BEAM),
            table(PROTON_BEAM),
            t(tags::TREATMENT_MACHINE_NAME, "P1"),
            t(tags::MANUFACTURER, "Filmdesk"),
            t(tags::VIRTUAL_SOURCE_AXIS_DISTANCES, r"2000\2000"),
            t(tags::PRIMARY_DOSIMETER_UNIT, "MU"),
            empty(tags::PATIENT_SUPPORT_ID),
            empty(tags::PATIENT_SUPPORT_ACCESSORY_CODE),
            t(tags::FINAL_CUMULATIVE_METERSET_WEIGHT, "1"),
            t(tags::NUMBER_OF_CONTROL_POINTS, "2"),
            seq(tags::ION_CONTROL_POINT_SEQUENCE).items(&[
                &[
                    t(tags::CONTROL_POINT_INDEX, "0"),
                    t(tags::CUMULATIVE_METERSET_WEIGHT, "0"),
                    t(tags::NOMINAL_BEAM_ENERGY, "150"),
                    t(tags::SNOUT_POSITION, "300"),
                    table(GANTRY_AND_TABLE_TOP),
                    t(tags::ISOCENTER_POSITION, r"0\0\0"),
                    t(tags::GANTRY_PITCH_ANGLE, "0"),
                    t(tags::GANTRY_PITCH_ROTATION_DIRECTION, "NONE"),
                ],
                &[
                    t(tags::CONTROL_POINT_INDEX, "1"),
                    t(tags::CUMULATIVE_METERSET_WEIGHT, "1"),
                ],
            ]),
        ])],
        ..RT_PLAN
    },
    Iod {
        sop_class: uids::RT_BEAMS_TREATMENT_RECORD_STORAGE,
        name: "RT Beams Treatment Record",
        modules: &[RT_TREATMENT_MACHINE_RECORD],
        attributes: &[
            t(tags::PRIMARY_DOSIMETER_UNIT, "MU"),
            seq(tags::TREATMENT_SESSION_BEAM_SEQUENCE).item(&[
                table(DELIVERED_BEAM),
                t(tags::BEAM_NAME, "Beam 1"),
                t(tags::BEAM_TYPE, "STATIC"),
                t(tags::RADIATION_TYPE, "PHOTON"),
                t(tags::NUMBER_OF_WEDGES, "0"),
                empty(tags::NUMBER_OF_COMPENSATORS),
                t(tags::NUMBER_OF_BOLI, "0"),
                empty(tags::NUMBER_OF_BLOCKS),
                t(tags::NUMBER_OF_CONTROL_POINTS, "2"),
                seq(tags::CONTROL_POINT_DELIVERY_SEQUENCE).items(&[
                    &[
                        now(tags::TREATMENT_CONTROL_POINT_DATE),
                        now(tags::TREATMENT_CONTROL_POINT_TIME),
                        t(tags::SPECIFIED_METERSET, "0"),
                        t(tags::DELIVERED_METERSET, "0"),
                        t(tags::DOSE_RATE_SET, "300"),
                        t(tags::DOSE_RATE_DELIVERED, "300"),
                        t(tags::NOMINAL_BEAM_ENERGY, "6"),
                        t(tags::NOMINAL_BEAM_ENERGY_UNIT, "MV"),
                        BEAM_LIMITING_DEVICE_POSITION,
                        table(GANTRY_AND_TABLE_TOP),
                        t(tags::TABLE_TOP_ECCENTRIC_ANGLE, "0"),
                        t(tags::TABLE_TOP_ECCENTRIC_ROTATION_DIRECTION, "NONE"),
                    ],
                    &[
                        now(tags::TREATMENT_CONTROL_POINT_DATE),
                        now(tags::TREATMENT_CONTROL_POINT_TIME),
                        t(tags::SPECIFIED_METERSET, "200"),
                        t(tags::DELIVERED_METERSET, "200"),
                        t(tags::DOSE_RATE_SET, "300"),
                        t(tags::DOSE_RATE_DELIVERED, "300"),
                    ],
                ]),
                seq(tags::BEAM_LIMITING_DEVICE_LEAF_PAIRS_SEQUENCE).item(&[
                    t(tags::RT_BEAM_LIMITING_DEVICE_TYPE, "X"),
                    t(tags::NUMBER_OF_LEAF_JAW_PAIRS, "1"),
                ]),
                t(tags::TREATMENT_DELIVERY_TYPE, "TREATMENT"),
            ]),
            t(tags::NUMBER_OF_FRACTIONS_PLANNED, "30"),
        ],
        ..TREATMENT_RECORD
    },
    Iod {
        sop_class: uids::RT_BRACHY_TREATMENT_RECORD_STORAGE,
        name: "RT Brachy Treatment Record",
        modules: &[RT_TREATMENT_MACHINE_RECORD],
        attributes: &[
            seq(tags::RECORDED_SOURCE_SEQUENCE).item(&[
                t(tags::SOURCE_NUMBER, "1"),
                t(tags::SOURCE_TYPE, "POINT"),
                empty(tags::SOURCE_MANUFACTURER),
                empty(tags::SOURCE_SERIAL_NUMBER),
                t(tags::SOURCE_ISOTOPE_NAME, "Ir-192"),
                t(tags::SOURCE_ISOTOPE_HALF_LIFE, "73.83"),
                t(tags::REFERENCE_AIR_KERMA_RATE, "40000"),
                now(tags::SOURCE_STRENGTH_REFERENCE_DATE),
                now(tags::SOURCE_STRENGTH_REFERENCE_TIME),
            ]),
            seq(tags::TREATMENT_SESSION_APPLICATION_SETUP_SEQUENCE).item(&[
                t(tags::REFERENCED_BRACHY_APPLICATION_SETUP_NUMBER, "1"),
                t(tags::APPLICATION_SETUP_TYPE, "FLETCHER_SUIT"),
                t(tags::TOTAL_REFERENCE_AIR_KERMA, "1000"),
                seq(tags::RECORDED_CHANNEL_SEQUENCE).item(&[
                    t(tags::CHANNEL_NUMBER, "1"),
                    t(tags::REFERENCED_SOURCE_NUMBER, "1"),
                    t(tags::SPECIFIED_CHANNEL_TOTAL_TIME, "30"),
                    t(tags::DELIVERED_CHANNEL_TOTAL_TIME, "30"),
                    t(tags::SOURCE_MOVEMENT_TYPE, "STEPWISE"),
                    t(tags::NUMBER_OF_CONTROL_POINTS, "2"),
                    seq(tags::BRACHY_CONTROL_POINT_DELIVERED_SEQUENCE).items(&[
                        &[
                            now(tags::TREATMENT_CONTROL_POINT_DATE),
                            now(tags::TREATMENT_CONTROL_POINT_TIME),
                            t(tags::CONTROL_POINT_RELATIVE_POSITION, "0"),
                        ],
                        &[
                            now(tags::TREATMENT_CONTROL_POINT_DATE),
                            now(tags::TREATMENT_CONTROL_POINT_TIME),
                            t(tags::CONTROL_POINT_RELATIVE_POSITION, "10"),
                        ],
                    ]),
                    t(tags::CHANNEL_LENGTH, "1300"),
                    empty(tags::TRANSFER_TUBE_NUMBER),
                ]),
                t(tags::TREATMENT_TERMINATION_STATUS, "NORMAL"),
                empty(Tag(0x3008, 0x002B)),
                t(tags::TREATMENT_VERIFICATION_STATUS, "VERIFIED_OVR"),
                t(tags::CURRENT_FRACTION_NUMBER, "1"),
                t(tags::TREATMENT_DELIVERY_TYPE, "TREATMENT"),
            ]),
            empty(tags::NUMBER_OF_FRACTIONS_PLANNED),
            t(tags::BRACHY_TREATMENT_TECHNIQUE, "INTRACAVITARY"),
            t(tags::BRACHY_TREATMENT_TYPE, "HDR"),
        ],
        ..TREATMENT_RECORD
    },
    Iod {
        sop_class: uids::RT_TREATMENT_SUMMARY_RECORD_STORAGE,
        name: "RT Treatment Summary Record",
        attributes: &[
            empty(tags::FIRST_TREATMENT_DATE),
            empty(tags::MOST_RECENT_TREATMENT_DATE),
            t(tags::CURRENT_TREATMENT_STATUS, "ON_TREATMENT"),
        ],
        ..TREATMENT_RECORD
    },
    Iod {
        sop_class: uids::RT_ION_BEAMS_TREATMENT_RECORD_STORAGE,
        name: "RT Ion Beams Treatment Record",
        modules: &[RT_TREATMENT_MACHINE_RECORD],
        attributes: &[
            t(tags::PRIMARY_DOSIMETER_UNIT, "MU"),
            seq(tags::TREATMENT_SESSION_ION_BEAM_SEQUENCE).item(&[
                table(DELIVERED_BEAM),
                table(STATIC_BEAM),
                table(PROTON_BEAM),
                t(tags::NUMBER_OF_CONTROL_POINTS, "1"),
                seq(tags::ION_CONTROL_POINT_DELIVERY_SEQUENCE).item(&[
                    now(tags::TREATMENT_CONTROL_POINT_DATE),
                    now(tags::TREATMENT_CONTROL_POINT_TIME),
                    t(tags::SPECIFIED_METERSET, "0"),
                    t(tags::DELIVERED_METERSET, "0"),
                    t(tags::METERSET_RATE_SET, "300"),
                    t(tags::METERSET_RATE_DELIVERED, "300"),
                    t(tags::NOMINAL_BEAM_ENERGY, "150"),
                    table(GANTRY_AND_TABLE_TOP),
                    t(tags::GANTRY_PITCH_ANGLE, "0"),
                    t(tags::GANTRY_PITCH_ROTATION_DIRECTION, "NONE"),
                    t(tags::SNOUT_POSITION, "300"),
                    t(tags::REFERENCED_CONTROL_POINT_INDEX, "0"),
                ]),
            ]),
            t(tags::NUMBER_OF_FRACTIONS_PLANNED, "30"),
        ],
        ..TREATMENT_RECORD
    },
    Iod {
        sop_class: uids::RT_BEAMS_DELIVERY_INSTRUCTION_STORAGE,
        name: "RT Beams Delivery Instruction",
        modules: &[RT_BEAMS_DELIVERY_INSTRUCTION],
        ..DELIVERY_INSTRUCTION
    },
    Iod {
        sop_class: uids::RT_BRACHY_APPLICATION_SETUP_DELIVERY_INSTRUCTION_STORAGE,
        name: "RT Brachy Application Setup Delivery Instruction",
        general: ENHANCED_SERIES,
        attributes: &[
            seq(tags::BRACHY_TASK_SEQUENCE).item(&[
                t(tags::TREATMENT_DELIVERY_TYPE, "TREATMENT"),
                t(tags::REFERENCED_BRACHY_APPLICATION_SETUP_NUMBER, "1"),
            ]),
            t(tags::CURRENT_FRACTION_NUMBER, "1"),
            seq(tags::REFERENCED_RT_PLAN_SEQUENCE).item(&[
                seq(tags::REFERENCED_SERIES_SEQUENCE).item(&[
                    seq(tags::REFERENCED_SOP_SEQUENCE).instance(uids::CT_IMAGE_STORAGE),
                    uid(tags::SERIES_INSTANCE_UID, "series instance"),
                ]),
                uid(tags::STUDY_INSTANCE_UID, "study instance"),
            ]),
            t(tags::REFERENCED_FRACTION_GROUP_NUMBER, "1"),
            empty(tags::LATERALITY),
        ],
        ..DELIVERY_INSTRUCTION
    },
    Iod {
        sop_class: "1.2.840.10008.5.1.4.34.1",
        name: "RTBeams Delivery Instruction Trial",
        modules: &[RT_BEAMS_DELIVERY_INSTRUCTION],
        ..DELIVERY_INSTRUCTION
    },
];

const RT_SERIES: Table = &[empty(tags::OPERATORS_NAME), empty(tags::LATERALITY)];

const RT_GENERAL_PLAN: Table = &[
    t(tags::RT_PLAN_LABEL, "Plan"),
    now(tags::RT_PLAN_DATE),
    now(tags::RT_PLAN_TIME),
    t(tags::RT_PLAN_GEOMETRY, "PATIENT"),
    seq(tags::REFERENCED_STRUCTURE_SET_SEQUENCE).instance(uids::RT_STRUCTURE_SET_STORAGE),
    seq(tags::FRACTION_GROUP_SEQUENCE).item(&[
        t(tags::FRACTION_GROUP_NUMBER, "1"),
        t(tags::NUMBER_OF_FRACTIONS_PLANNED, "30"),
        t(tags::NUMBER_OF_BEAMS, "1"),
        t(tags::NUMBER_OF_BRACHY_APPLICATION_SETUPS, "0"),
        seq(tags::REFERENCED_BEAM_SEQUENCE).item(&[
            t(tags::REFERENCED_BEAM_NUMBER, "1"),
            t(tags::BEAM_DOSE, "2"),
            t(tags::BEAM_METERSET, "200"),
        ]),
    ]),
    seq(tags::PATIENT_SETUP_SEQUENCE).item(&[
        t(tags::PATIENT_SETUP_NUMBER, "1"),
        t(tags::PATIENT_POSITION, "HFS"),
    ]),
];

const RT_GENERAL_TREATMENT_RECORD: Table = &[
    now(tags::TREATMENT_DATE),
    now(tags::TREATMENT_TIME),
    seq(tags::REFERENCED_RT_PLAN_SEQUENCE).instance(uids::RT_PLAN_STORAGE),
];

const RT_TREATMENT_MACHINE_RECORD: Table = &[
    seq(tags::TREATMENT_MACHINE_SEQUENCE).item(&[
        t(tags::TREATMENT_MACHINE_NAME, "L1"),
        t(tags::MANUFACTURER, "Filmdesk"),
        empty(tags::INSTITUTION_NAME),
        empty(tags::MANUFACTURER_MODEL_NAME),
        empty(tags::DEVICE_SERIAL_NUMBER),
    ]),
    t(tags::REFERENCED_FRACTION_GROUP_NUMBER, "1"),
];

const RT_BEAMS_DELIVERY_INSTRUCTION: Table = &[
    seq(tags::BEAM_TASK_SEQUENCE).item(&[
        t(tags::BEAM_TASK_TYPE, "VERIFY"),
        empty(tags::TABLE_TOP_VERTICAL_ADJUSTED_POSITION),
        empty(tags::TABLE_TOP_LONGITUDINAL_ADJUSTED_POSITION),
        empty(tags::TABLE_TOP_LATERAL_ADJUSTED_POSITION),
        empty(tags::PATIENT_SUPPORT_ADJUSTED_ANGLE),
        empty(tags::TABLE_TOP_ECCENTRIC_ADJUSTED_ANGLE),
        empty(tags::TABLE_TOP_PITCH_ADJUSTED_ANGLE),
        empty(tags::TABLE_TOP_ROLL_ADJUSTED_ANGLE),
        t(tags::CURRENT_FRACTION_NUMBER, "1"),
        t(tags::TREATMENT_DELIVERY_TYPE, "TREATMENT"),
        empty(tags::TABLE_TOP_VERTICAL_SETUP_DISPLACEMENT),
        empty(tags::TABLE_TOP_LONGITUDINAL_SETUP_DISPLACEMENT),
        empty(tags::TABLE_TOP_LATERAL_SETUP_DISPLACEMENT),
        t(tags::REFERENCED_BEAM_NUMBER, "1"),
    ]),
    seq(tags::REFERENCED_RT_PLAN_SEQUENCE).instance(uids::CT_IMAGE_STORAGE),
    empty(tags::LATERALITY),
];

const GANTRY_AND_TABLE_TOP: Table = &[
    t(tags::GANTRY_ANGLE, "0"),
    t(tags::GANTRY_ROTATION_DIRECTION, "NONE"),
    t(tags::BEAM_LIMITING_DEVICE_ANGLE, "0"),
    t(tags::BEAM_LIMITING_DEVICE_ROTATION_DIRECTION, "NONE"),
    t(tags::PATIENT_SUPPORT_ANGLE, "0"),
    t(tags::PATIENT_SUPPORT_ROTATION_DIRECTION, "NONE"),
    empty(tags::TABLE_TOP_VERTICAL_POSITION),
    empty(tags::TABLE_TOP_LONGITUDINAL_POSITION),
    empty(tags::TABLE_TOP_LATERAL_POSITION),
    t(tags::TABLE_TOP_PITCH_ANGLE, "0"),
    t(tags::TABLE_TOP_PITCH_ROTATION_DIRECTION, "NONE"),
    t(tags::TABLE_TOP_ROLL_ANGLE, "0"),
    t(tags::TABLE_TOP_ROLL_ROTATION_DIRECTION, "NONE"),
];

const STATIC_BEAM: Table = &[
    t(tags::BEAM_NAME, "Beam 1"),
    t(tags::BEAM_TYPE, "STATIC"),
    t(tags::TREATMENT_DELIVERY_TYPE, "TREATMENT"),
    t(tags::NUMBER_OF_WEDGES, "0"),
    t(tags::NUMBER_OF_COMPENSATORS, "0"),
    t(tags::NUMBER_OF_BOLI, "0"),
    t(tags::NUMBER_OF_BLOCKS, "0"),
];

const PROTON_BEAM: Table = &[
    t(tags::RADIATION_TYPE, "PROTON"),
    t(tags::SCAN_MODE, "UNIFORM"),
    t(tags::NUMBER_OF_RANGE_SHIFTERS, "0"),
    t(tags::NUMBER_OF_LATERAL_SPREADING_DEVICES, "0"),
    t(tags::NUMBER_OF_RANGE_MODULATORS, "0"),
    t(tags::PATIENT_SUPPORT_TYPE, "TABLE"),
];

const DELIVERED_BEAM: Table = &[
    t(tags::REFERENCED_BEAM_NUMBER, "1"),
    t(tags::TREATMENT_TERMINATION_STATUS, "NORMAL"),
    empty(Tag(0x3008, 0x002B)),
    t(tags::TREATMENT_VERIFICATION_STATUS, "VERIFIED_OVR"),
    t(tags::SPECIFIED_PRIMARY_METERSET, "200"),
    t(tags::DELIVERED_PRIMARY_METERSET, "200"),
    t(tags::CURRENT_FRACTION_NUMBER, "1"),
];

const BEAM_LIMITING_DEVICE_POSITION: Row =
    seq(tags::BEAM_LIMITING_DEVICE_POSITION_SEQUENCE).items(&[
        &[
            t(tags::RT_BEAM_LIMITING_DEVICE_TYPE, "X"),
            t(tags::LEAF_JAW_POSITIONS, r"-50\50"),
        ],
        &[
            t(tags::RT_BEAM_LIMITING_DEVICE_TYPE, "Y"),
            t(tags::LEAF_JAW_POSITIONS, r"-50\50"),
        ],
    ]);
