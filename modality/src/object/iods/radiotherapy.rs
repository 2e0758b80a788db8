//! IODs: radiotherapy.

use super::super::attribute::{
    Attribute, empty, instance, items, now, one, per_frame, series, t, uid,
};
use super::super::module::functional_group::{FRAME_CONTENT, FRAME_VOI_LUT};
use super::super::module::general::{
    ENHANCED_GENERAL_EQUIPMENT, FRAME_OF_REFERENCE, GENERAL_EQUIPMENT, GENERAL_IMAGE,
    GENERAL_SERIES, GENERAL_STUDY, MULTI_FRAME_DIMENSION,
};
use super::super::module::pixel::{GRAY_12, GRAY_16, GRAY_32};
use super::super::module::radiotherapy::{
    C_ARM_PHOTON_ELECTRON_BEAM, C_ARM_PHOTON_ELECTRON_DELIVERY_DEVICE, ENHANCED_RT_IMAGE,
    ENHANCED_RT_IMAGE_DEVICE, ENHANCED_RT_SERIES, RADIOTHERAPY_COMMON_INSTANCE, ROBOTIC_ARM_PATH,
    RT_BEAMS_DELIVERY_INSTRUCTION, RT_BRACHY_APPLICATION_SETUP_DELIVERY_INSTRUCTION,
    RT_BRACHY_SESSION_RECORD, RT_DELIVERY_DEVICE_COMMON, RT_DOSE, RT_GENERAL_PLAN,
    RT_GENERAL_TREATMENT_RECORD, RT_IMAGE, RT_PATIENT_POSITION_ACQUISITION_DEVICE,
    RT_PATIENT_POSITION_ACQUISITION_INSTRUCTION, RT_PHYSICIAN_INTENT, RT_RADIATION_COMMON,
    RT_RADIATION_RECORD_COMMON, RT_RADIATION_RECORD_SET, RT_RADIATION_SALVAGE_RECORD,
    RT_RADIATION_SET, RT_RADIATION_SET_DELIVERY_INSTRUCTION, RT_SEGMENT_ANNOTATION, RT_SERIES,
    RT_TREATMENT_MACHINE_RECORD, RT_TREATMENT_PREPARATION, RT_TREATMENT_SUMMARY_RECORD,
    SEGMENT_REFERENCE, STRUCTURE_SET, TOMOTHERAPEUTIC_BEAM, TOMOTHERAPEUTIC_DELIVERY_DEVICE,
};
use super::Iod;
use filmdesk_dataset::{Tag, tags, uids};

pub(super) const IODS: &[Iod] = &[
    Iod {
        sop_class: uids::RT_IMAGE_STORAGE,
        name: "RT Image",
        modality: "RTIMAGE",
        record: "IMAGE",
        modules: &[
            GENERAL_STUDY,
            RT_SERIES,
            GENERAL_EQUIPMENT,
            GENERAL_IMAGE,
            RT_IMAGE,
            GRAY_12,
            RT_IMAGE_OWN,
        ],
    },
    Iod {
        sop_class: uids::RT_DOSE_STORAGE,
        name: "RT Dose",
        modality: "RTDOSE",
        record: "RT DOSE",
        modules: &[
            GENERAL_STUDY,
            RT_SERIES,
            FRAME_OF_REFERENCE,
            GENERAL_EQUIPMENT,
            RT_DOSE,
            GRAY_32,
            RT_DOSE_OWN,
        ],
    },
    Iod {
        sop_class: uids::RT_STRUCTURE_SET_STORAGE,
        name: "RT Structure Set",
        modality: "RTSTRUCT",
        record: "RT STRUCTURE SET",
        modules: &[
            GENERAL_STUDY,
            RT_SERIES,
            GENERAL_EQUIPMENT,
            STRUCTURE_SET,
            RT_STRUCTURE_SET_OWN,
        ],
    },
    Iod {
        sop_class: uids::RT_PLAN_STORAGE,
        name: "RT Plan",
        modality: "RTPLAN",
        record: "RT PLAN",
        modules: &[
            GENERAL_STUDY,
            RT_SERIES,
            GENERAL_EQUIPMENT,
            RT_GENERAL_PLAN,
            RT_PLAN_OWN,
        ],
    },
    Iod {
        sop_class: uids::RT_ION_PLAN_STORAGE,
        name: "RT Ion Plan",
        modality: "RTPLAN",
        record: "RT PLAN",
        modules: &[
            GENERAL_STUDY,
            RT_SERIES,
            FRAME_OF_REFERENCE,
            GENERAL_EQUIPMENT,
            RT_GENERAL_PLAN,
            RT_ION_PLAN_OWN,
        ],
    },
    Iod {
        sop_class: uids::RT_BEAMS_TREATMENT_RECORD_STORAGE,
        name: "RT Beams Treatment Record",
        modality: "RTRECORD",
        record: "RT TREAT RECORD",
        modules: &[
            GENERAL_STUDY,
            RT_SERIES,
            GENERAL_EQUIPMENT,
            RT_GENERAL_TREATMENT_RECORD,
            RT_TREATMENT_MACHINE_RECORD,
            RT_BEAMS_TREATMENT_RECORD_OWN,
        ],
    },
    Iod {
        sop_class: uids::RT_BRACHY_TREATMENT_RECORD_STORAGE,
        name: "RT Brachy Treatment Record",
        modality: "RTRECORD",
        record: "RT TREAT RECORD",
        modules: &[
            GENERAL_STUDY,
            RT_SERIES,
            GENERAL_EQUIPMENT,
            RT_GENERAL_TREATMENT_RECORD,
            RT_TREATMENT_MACHINE_RECORD,
            RT_BRACHY_SESSION_RECORD,
            RT_BRACHY_TREATMENT_RECORD_OWN,
        ],
    },
    Iod {
        sop_class: uids::RT_TREATMENT_SUMMARY_RECORD_STORAGE,
        name: "RT Treatment Summary Record",
        modality: "RTRECORD",
        record: "RT TREAT RECORD",
        modules: &[
            GENERAL_STUDY,
            RT_SERIES,
            GENERAL_EQUIPMENT,
            RT_GENERAL_TREATMENT_RECORD,
            RT_TREATMENT_SUMMARY_RECORD,
            RT_TREATMENT_SUMMARY_RECORD_OWN,
        ],
    },
    Iod {
        sop_class: uids::RT_ION_BEAMS_TREATMENT_RECORD_STORAGE,
        name: "RT Ion Beams Treatment Record",
        modality: "RTRECORD",
        record: "RT TREAT RECORD",
        modules: &[
            GENERAL_STUDY,
            RT_SERIES,
            GENERAL_EQUIPMENT,
            RT_GENERAL_TREATMENT_RECORD,
            RT_TREATMENT_MACHINE_RECORD,
            RT_ION_BEAMS_TREATMENT_RECORD_OWN,
        ],
    },
    Iod {
        sop_class: uids::RT_PHYSICIAN_INTENT_STORAGE,
        name: "RT Physician Intent",
        modality: "RTINTENT",
        record: "RADIOTHERAPY",
        modules: &[
            GENERAL_STUDY,
            GENERAL_SERIES,
            ENHANCED_RT_SERIES,
            GENERAL_EQUIPMENT,
            ENHANCED_GENERAL_EQUIPMENT,
            RT_PHYSICIAN_INTENT,
            RADIOTHERAPY_COMMON_INSTANCE,
            &[
                t(tags::USER_CONTENT_LABEL, "EXAMPLE"),
                empty(tags::LATERALITY),
            ],
        ],
    },
    Iod {
        sop_class: uids::RT_SEGMENT_ANNOTATION_STORAGE,
        name: "RT Segment Annotation",
        modality: "RTSEGANN",
        record: "RADIOTHERAPY",
        modules: &[
            GENERAL_STUDY,
            GENERAL_SERIES,
            ENHANCED_RT_SERIES,
            GENERAL_EQUIPMENT,
            ENHANCED_GENERAL_EQUIPMENT,
            RT_SEGMENT_ANNOTATION,
            SEGMENT_REFERENCE,
            RADIOTHERAPY_COMMON_INSTANCE,
            &[
                t(tags::USER_CONTENT_LABEL, "EXAMPLE"),
                empty(tags::LATERALITY),
            ],
        ],
    },
    Iod {
        sop_class: uids::RT_RADIATION_SET_STORAGE,
        name: "RT Radiation Set",
        modality: "RTRAD",
        record: "RADIOTHERAPY",
        modules: &[
            GENERAL_STUDY,
            GENERAL_SERIES,
            ENHANCED_RT_SERIES,
            GENERAL_EQUIPMENT,
            ENHANCED_GENERAL_EQUIPMENT,
            FRAME_OF_REFERENCE,
            RT_RADIATION_SET,
            RADIOTHERAPY_COMMON_INSTANCE,
            &[
                t(tags::USER_CONTENT_LABEL, "EXAMPLE"),
                empty(tags::LATERALITY),
            ],
        ],
    },
    Iod {
        sop_class: uids::C_ARM_PHOTON_ELECTRON_RADIATION_STORAGE,
        name: "C-Arm Photon-Electron Radiation",
        modality: "RTRAD",
        record: "RADIOTHERAPY",
        modules: &[
            GENERAL_STUDY,
            GENERAL_SERIES,
            ENHANCED_RT_SERIES,
            GENERAL_EQUIPMENT,
            ENHANCED_GENERAL_EQUIPMENT,
            FRAME_OF_REFERENCE,
            RT_DELIVERY_DEVICE_COMMON,
            RT_RADIATION_COMMON,
            C_ARM_PHOTON_ELECTRON_DELIVERY_DEVICE,
            C_ARM_PHOTON_ELECTRON_BEAM,
            RADIOTHERAPY_COMMON_INSTANCE,
            &[
                t(tags::USER_CONTENT_LABEL, "EXAMPLE"),
                empty(tags::LATERALITY),
            ],
        ],
    },
    Iod {
        sop_class: uids::TOMOTHERAPEUTIC_RADIATION_STORAGE,
        name: "Tomotherapeutic Radiation",
        modality: "RTRAD",
        record: "RADIOTHERAPY",
        modules: &[
            GENERAL_STUDY,
            GENERAL_SERIES,
            ENHANCED_RT_SERIES,
            GENERAL_EQUIPMENT,
            ENHANCED_GENERAL_EQUIPMENT,
            FRAME_OF_REFERENCE,
            RT_DELIVERY_DEVICE_COMMON,
            RT_RADIATION_COMMON,
            TOMOTHERAPEUTIC_DELIVERY_DEVICE,
            TOMOTHERAPEUTIC_BEAM,
            RADIOTHERAPY_COMMON_INSTANCE,
            &[
                t(tags::USER_CONTENT_LABEL, "EXAMPLE"),
                empty(tags::LATERALITY),
            ],
        ],
    },
    Iod {
        sop_class: uids::ROBOTIC_ARM_RADIATION_STORAGE,
        name: "Robotic-Arm Radiation",
        modality: "RTRAD",
        record: "RADIOTHERAPY",
        modules: &[
            GENERAL_STUDY,
            GENERAL_SERIES,
            ENHANCED_RT_SERIES,
            GENERAL_EQUIPMENT,
            ENHANCED_GENERAL_EQUIPMENT,
            FRAME_OF_REFERENCE,
            RT_DELIVERY_DEVICE_COMMON,
            RT_RADIATION_COMMON,
            ROBOTIC_ARM_PATH,
            RADIOTHERAPY_COMMON_INSTANCE,
            &[
                t(tags::USER_CONTENT_LABEL, "EXAMPLE"),
                empty(tags::LATERALITY),
            ],
        ],
    },
    Iod {
        sop_class: uids::RT_RADIATION_RECORD_SET_STORAGE,
        name: "RT Radiation Record Set",
        modality: "RTRECORD",
        record: "RADIOTHERAPY",
        modules: &[
            GENERAL_STUDY,
            GENERAL_SERIES,
            ENHANCED_RT_SERIES,
            GENERAL_EQUIPMENT,
            ENHANCED_GENERAL_EQUIPMENT,
            RT_RADIATION_RECORD_SET,
            RADIOTHERAPY_COMMON_INSTANCE,
            &[
                t(tags::USER_CONTENT_LABEL, "EXAMPLE"),
                empty(tags::LATERALITY),
            ],
        ],
    },
    Iod {
        sop_class: uids::RT_RADIATION_SALVAGE_RECORD_STORAGE,
        name: "RT Radiation Salvage Record",
        modality: "RTRECORD",
        record: "RADIOTHERAPY",
        modules: &[
            GENERAL_STUDY,
            GENERAL_SERIES,
            ENHANCED_RT_SERIES,
            GENERAL_EQUIPMENT,
            ENHANCED_GENERAL_EQUIPMENT,
            RT_DELIVERY_DEVICE_COMMON,
            RT_RADIATION_RECORD_COMMON,
            RT_RADIATION_SALVAGE_RECORD,
            RADIOTHERAPY_COMMON_INSTANCE,
            &[
                t(tags::USER_CONTENT_LABEL, "EXAMPLE"),
                empty(tags::LATERALITY),
            ],
        ],
    },
    Iod {
        sop_class: uids::TOMOTHERAPEUTIC_RADIATION_RECORD_STORAGE,
        name: "Tomotherapeutic Radiation Record",
        modality: "RTRECORD",
        record: "RADIOTHERAPY",
        modules: &[
            GENERAL_STUDY,
            GENERAL_SERIES,
            ENHANCED_RT_SERIES,
            GENERAL_EQUIPMENT,
            ENHANCED_GENERAL_EQUIPMENT,
            FRAME_OF_REFERENCE,
            RT_DELIVERY_DEVICE_COMMON,
            RT_RADIATION_RECORD_COMMON,
            TOMOTHERAPEUTIC_DELIVERY_DEVICE,
            TOMOTHERAPEUTIC_BEAM,
            RADIOTHERAPY_COMMON_INSTANCE,
            &[
                t(tags::USER_CONTENT_LABEL, "EXAMPLE"),
                empty(tags::LATERALITY),
            ],
        ],
    },
    Iod {
        sop_class: uids::C_ARM_PHOTON_ELECTRON_RADIATION_RECORD_STORAGE,
        name: "C-Arm Photon-Electron Radiation Record",
        modality: "RTRECORD",
        record: "RADIOTHERAPY",
        modules: &[
            GENERAL_STUDY,
            GENERAL_SERIES,
            ENHANCED_RT_SERIES,
            GENERAL_EQUIPMENT,
            ENHANCED_GENERAL_EQUIPMENT,
            FRAME_OF_REFERENCE,
            RT_DELIVERY_DEVICE_COMMON,
            RT_RADIATION_RECORD_COMMON,
            C_ARM_PHOTON_ELECTRON_DELIVERY_DEVICE,
            C_ARM_PHOTON_ELECTRON_BEAM,
            RADIOTHERAPY_COMMON_INSTANCE,
            &[
                t(tags::USER_CONTENT_LABEL, "EXAMPLE"),
                empty(tags::LATERALITY),
            ],
        ],
    },
    Iod {
        sop_class: uids::ROBOTIC_RADIATION_RECORD_STORAGE,
        name: "Robotic Radiation Record",
        modality: "RTRECORD",
        record: "RADIOTHERAPY",
        modules: &[
            GENERAL_STUDY,
            GENERAL_SERIES,
            ENHANCED_RT_SERIES,
            GENERAL_EQUIPMENT,
            ENHANCED_GENERAL_EQUIPMENT,
            FRAME_OF_REFERENCE,
            RT_DELIVERY_DEVICE_COMMON,
            RT_RADIATION_RECORD_COMMON,
            ROBOTIC_ARM_PATH,
            RADIOTHERAPY_COMMON_INSTANCE,
            &[
                t(tags::USER_CONTENT_LABEL, "EXAMPLE"),
                empty(tags::LATERALITY),
            ],
        ],
    },
    Iod {
        sop_class: uids::RT_RADIATION_SET_DELIVERY_INSTRUCTION_STORAGE,
        name: "RT Radiation Set Delivery Instruction",
        modality: "PLAN",
        record: "RADIOTHERAPY",
        modules: &[
            GENERAL_STUDY,
            GENERAL_SERIES,
            ENHANCED_RT_SERIES,
            GENERAL_EQUIPMENT,
            ENHANCED_GENERAL_EQUIPMENT,
            RT_RADIATION_SET_DELIVERY_INSTRUCTION,
            RADIOTHERAPY_COMMON_INSTANCE,
            &[
                t(tags::USER_CONTENT_LABEL, "EXAMPLE"),
                empty(tags::LATERALITY),
            ],
        ],
    },
    Iod {
        sop_class: uids::RT_TREATMENT_PREPARATION_STORAGE,
        name: "RT Treatment Preparation",
        modality: "RTRAD",
        record: "RADIOTHERAPY",
        modules: &[
            GENERAL_STUDY,
            GENERAL_SERIES,
            ENHANCED_RT_SERIES,
            GENERAL_EQUIPMENT,
            ENHANCED_GENERAL_EQUIPMENT,
            RT_TREATMENT_PREPARATION,
            RADIOTHERAPY_COMMON_INSTANCE,
            &[
                t(tags::USER_CONTENT_LABEL, "EXAMPLE"),
                empty(tags::LATERALITY),
            ],
        ],
    },
    Iod {
        sop_class: uids::ENHANCED_RT_IMAGE_STORAGE,
        name: "Enhanced RT Image",
        modality: "RTIMAGE",
        record: "IMAGE",
        modules: &[
            GENERAL_STUDY,
            GENERAL_SERIES,
            ENHANCED_RT_SERIES,
            FRAME_OF_REFERENCE,
            GENERAL_EQUIPMENT,
            ENHANCED_GENERAL_EQUIPMENT,
            MULTI_FRAME_DIMENSION,
            ENHANCED_RT_IMAGE_DEVICE,
            ENHANCED_RT_IMAGE,
            RADIOTHERAPY_COMMON_INSTANCE,
            GRAY_16,
            ENHANCED_RT_IMAGE_OWN,
        ],
    },
    Iod {
        sop_class: uids::ENHANCED_CONTINUOUS_RT_IMAGE_STORAGE,
        name: "Enhanced Continuous RT Image",
        modality: "RTIMAGE",
        record: "IMAGE",
        modules: &[
            GENERAL_STUDY,
            GENERAL_SERIES,
            ENHANCED_RT_SERIES,
            FRAME_OF_REFERENCE,
            GENERAL_EQUIPMENT,
            ENHANCED_GENERAL_EQUIPMENT,
            ENHANCED_RT_IMAGE_DEVICE,
            ENHANCED_RT_IMAGE,
            RADIOTHERAPY_COMMON_INSTANCE,
            GRAY_16,
            ENHANCED_CONTINUOUS_RT_IMAGE_OWN,
        ],
    },
    Iod {
        sop_class: uids::RT_PATIENT_POSITION_ACQUISITION_INSTRUCTION_STORAGE,
        name: "RT Patient Position Acquisition Instruction",
        modality: "PLAN",
        record: "PLAN",
        modules: &[
            GENERAL_STUDY,
            GENERAL_SERIES,
            ENHANCED_RT_SERIES,
            GENERAL_EQUIPMENT,
            ENHANCED_GENERAL_EQUIPMENT,
            RT_PATIENT_POSITION_ACQUISITION_DEVICE,
            RT_PATIENT_POSITION_ACQUISITION_INSTRUCTION,
            RADIOTHERAPY_COMMON_INSTANCE,
            &[
                t(tags::USER_CONTENT_LABEL, "EXAMPLE"),
                empty(tags::LATERALITY),
            ],
        ],
    },
    Iod {
        sop_class: uids::RT_BEAMS_DELIVERY_INSTRUCTION_STORAGE,
        name: "RT Beams Delivery Instruction",
        modality: "PLAN",
        record: "PLAN",
        modules: &[
            GENERAL_STUDY,
            GENERAL_SERIES,
            GENERAL_EQUIPMENT,
            RT_BEAMS_DELIVERY_INSTRUCTION,
            &[empty(tags::LATERALITY)],
        ],
    },
    Iod {
        sop_class: uids::RT_BRACHY_APPLICATION_SETUP_DELIVERY_INSTRUCTION_STORAGE,
        name: "RT Brachy Application Setup Delivery Instruction",
        modality: "PLAN",
        record: "PLAN",
        modules: &[
            GENERAL_STUDY,
            GENERAL_SERIES,
            GENERAL_EQUIPMENT,
            ENHANCED_GENERAL_EQUIPMENT,
            RT_BRACHY_APPLICATION_SETUP_DELIVERY_INSTRUCTION,
            &[empty(tags::LATERALITY)],
        ],
    },
    Iod {
        sop_class: "1.2.840.10008.5.1.4.34.1",
        name: "RTBeams Delivery Instruction Trial",
        modality: "PLAN",
        record: "PLAN",
        modules: &[
            GENERAL_STUDY,
            GENERAL_SERIES,
            GENERAL_EQUIPMENT,
            RT_BEAMS_DELIVERY_INSTRUCTION,
            &[empty(tags::LATERALITY)],
        ],
    },
];

const RT_IMAGE_OWN: &[Attribute] = &[
    t(tags::IMAGE_TYPE, r"ORIGINAL\PRIMARY\PORTAL"),
    t(tags::CONVERSION_TYPE, "DI"),
    t(tags::RT_IMAGE_LABEL, "Portal"),
    t(tags::RT_IMAGE_PLANE, "NORMAL"),
    t(tags::REPORTED_VALUES_ORIGIN, "ACTUAL"),
    t(tags::X_RAY_IMAGE_RECEPTOR_ANGLE, "0"),
    t(tags::IMAGE_PLANE_PIXEL_SPACING, r"6.25\6.25"),
    t(tags::RT_IMAGE_POSITION, r"-200\200"),
    t(tags::RADIATION_MACHINE_NAME, "L1"),
    t(tags::RADIATION_MACHINE_SAD, "1000"),
    t(tags::RT_IMAGE_SID, "1500"),
    t(tags::GANTRY_ANGLE, "0"),
    t(tags::BEAM_LIMITING_DEVICE_ANGLE, "0"),
    t(tags::PATIENT_SUPPORT_ANGLE, "0"),
    empty(tags::LATERALITY),
];

const RT_DOSE_OWN: &[Attribute] = &[
    t(tags::DOSE_UNITS, "GY"),
    t(tags::DOSE_TYPE, "PHYSICAL"),
    t(tags::DOSE_SUMMATION_TYPE, "PLAN"),
    t(tags::NUMBER_OF_FRAMES, "3"),
    t(tags::FRAME_INCREMENT_POINTER, "3004000C"),
    t(tags::GRID_FRAME_OFFSET_VECTOR, r"0\5\10"),
    t(tags::DOSE_GRID_SCALING, "0.001"),
    t(tags::IMAGE_POSITION_PATIENT, r"-200\-200\0"),
    t(tags::IMAGE_ORIENTATION_PATIENT, r"1\0\0\0\1\0"),
    t(tags::PIXEL_SPACING, r"6.25\6.25"),
    t(tags::SLICE_THICKNESS, "5"),
    items(
        tags::REFERENCED_RT_PLAN_SEQUENCE,
        &[&[
            t(tags::REFERENCED_SOP_CLASS_UID, uids::RT_PLAN_STORAGE),
            instance(tags::REFERENCED_SOP_INSTANCE_UID, uids::RT_PLAN_STORAGE),
        ]],
    ),
    empty(tags::LATERALITY),
];

const RT_STRUCTURE_SET_RTREFERENCED_STUDY: &[&[Attribute]] = &[&[
    t(tags::REFERENCED_SOP_CLASS_UID, "1.2.840.10008.3.1.2.3.1"),
    uid(tags::REFERENCED_SOP_INSTANCE_UID, "study"),
    items(
        tags::RT_REFERENCED_SERIES_SEQUENCE,
        &[&[
            series(tags::SERIES_INSTANCE_UID, uids::CT_IMAGE_STORAGE),
            items(
                tags::CONTOUR_IMAGE_SEQUENCE,
                &[&[
                    t(tags::REFERENCED_SOP_CLASS_UID, uids::CT_IMAGE_STORAGE),
                    instance(tags::REFERENCED_SOP_INSTANCE_UID, uids::CT_IMAGE_STORAGE),
                ]],
            ),
        ]],
    ),
]];

const RT_STRUCTURE_SET_CONTOUR: &[&[Attribute]] = &[&[
    items(
        tags::CONTOUR_IMAGE_SEQUENCE,
        &[&[
            t(tags::REFERENCED_SOP_CLASS_UID, uids::CT_IMAGE_STORAGE),
            instance(tags::REFERENCED_SOP_INSTANCE_UID, uids::CT_IMAGE_STORAGE),
        ]],
    ),
    t(tags::CONTOUR_GEOMETRIC_TYPE, "CLOSED_PLANAR"),
    t(tags::NUMBER_OF_CONTOUR_POINTS, "3"),
    t(tags::CONTOUR_DATA, r"0\0\0\10\0\0\0\10\0"),
]];

const RT_STRUCTURE_SET_OWN: &[Attribute] = &[
    t(tags::STRUCTURE_SET_LABEL, "Structures"),
    now(tags::STRUCTURE_SET_DATE),
    now(tags::STRUCTURE_SET_TIME),
    items(
        tags::REFERENCED_FRAME_OF_REFERENCE_SEQUENCE,
        &[&[
            uid(tags::FRAME_OF_REFERENCE_UID, "frame of reference"),
            items(
                tags::RT_REFERENCED_STUDY_SEQUENCE,
                RT_STRUCTURE_SET_RTREFERENCED_STUDY,
            ),
        ]],
    ),
    items(
        tags::STRUCTURE_SET_ROI_SEQUENCE,
        &[&[
            t(tags::ROI_NUMBER, "1"),
            uid(
                tags::REFERENCED_FRAME_OF_REFERENCE_UID,
                "frame of reference",
            ),
            t(tags::ROI_NAME, "Body"),
            t(tags::ROI_GENERATION_ALGORITHM, "MANUAL"),
        ]],
    ),
    items(
        tags::ROI_CONTOUR_SEQUENCE,
        &[&[
            t(tags::ROI_DISPLAY_COLOR, r"255\0\0"),
            t(tags::REFERENCED_ROI_NUMBER, "1"),
            items(tags::CONTOUR_SEQUENCE, RT_STRUCTURE_SET_CONTOUR),
        ]],
    ),
    items(
        tags::RTROI_OBSERVATIONS_SEQUENCE,
        &[&[
            t(tags::OBSERVATION_NUMBER, "1"),
            t(tags::REFERENCED_ROI_NUMBER, "1"),
            t(tags::RTROI_INTERPRETED_TYPE, "EXTERNAL"),
            empty(tags::ROI_INTERPRETER),
        ]],
    ),
    empty(tags::LATERALITY),
    uid(tags::FRAME_OF_REFERENCE_UID, "frame of reference"),
    empty(tags::POSITION_REFERENCE_INDICATOR),
];

const RT_PLAN_FRACTION_GROUP: &[&[Attribute]] = &[&[
    t(tags::FRACTION_GROUP_NUMBER, "1"),
    t(tags::NUMBER_OF_FRACTIONS_PLANNED, "30"),
    t(tags::NUMBER_OF_BEAMS, "1"),
    t(tags::NUMBER_OF_BRACHY_APPLICATION_SETUPS, "0"),
    items(
        tags::REFERENCED_BEAM_SEQUENCE,
        &[&[
            t(tags::REFERENCED_BEAM_NUMBER, "1"),
            t(tags::BEAM_DOSE, "2"),
            t(tags::BEAM_METERSET, "200"),
        ]],
    ),
]];

const RT_PLAN_CONTROL_POINT: &[&[Attribute]] = &[
    &[
        t(tags::CONTROL_POINT_INDEX, "0"),
        t(tags::CUMULATIVE_METERSET_WEIGHT, "0"),
        t(tags::NOMINAL_BEAM_ENERGY, "6"),
        t(tags::DOSE_RATE_SET, "300"),
        items(
            tags::BEAM_LIMITING_DEVICE_POSITION_SEQUENCE,
            &[
                &[
                    t(tags::RT_BEAM_LIMITING_DEVICE_TYPE, "X"),
                    t(tags::LEAF_JAW_POSITIONS, r"-50\50"),
                ],
                &[
                    t(tags::RT_BEAM_LIMITING_DEVICE_TYPE, "Y"),
                    t(tags::LEAF_JAW_POSITIONS, r"-50\50"),
                ],
            ],
        ),
        t(tags::GANTRY_ANGLE, "0"),
        t(tags::GANTRY_ROTATION_DIRECTION, "NONE"),
        t(tags::BEAM_LIMITING_DEVICE_ANGLE, "0"),
        t(tags::BEAM_LIMITING_DEVICE_ROTATION_DIRECTION, "NONE"),
        t(tags::PATIENT_SUPPORT_ANGLE, "0"),
        t(tags::PATIENT_SUPPORT_ROTATION_DIRECTION, "NONE"),
        t(tags::TABLE_TOP_ECCENTRIC_ANGLE, "0"),
        t(tags::TABLE_TOP_ECCENTRIC_ROTATION_DIRECTION, "NONE"),
        empty(tags::TABLE_TOP_VERTICAL_POSITION),
        empty(tags::TABLE_TOP_LONGITUDINAL_POSITION),
        empty(tags::TABLE_TOP_LATERAL_POSITION),
        t(tags::ISOCENTER_POSITION, r"0\0\0"),
        t(tags::TABLE_TOP_PITCH_ANGLE, "0"),
        t(tags::TABLE_TOP_PITCH_ROTATION_DIRECTION, "NONE"),
        t(tags::TABLE_TOP_ROLL_ANGLE, "0"),
        t(tags::TABLE_TOP_ROLL_ROTATION_DIRECTION, "NONE"),
    ],
    &[
        t(tags::CONTROL_POINT_INDEX, "1"),
        t(tags::CUMULATIVE_METERSET_WEIGHT, "1"),
    ],
];

const RT_PLAN_BEAM: &[&[Attribute]] = &[&[
    t(tags::BEAM_NUMBER, "1"),
    t(tags::BEAM_NAME, "Beam 1"),
    t(tags::BEAM_TYPE, "STATIC"),
    t(tags::RADIATION_TYPE, "PHOTON"),
    t(tags::TREATMENT_MACHINE_NAME, "L1"),
    t(tags::MANUFACTURER, "Filmdesk"),
    t(tags::SOURCE_AXIS_DISTANCE, "1000"),
    t(tags::PRIMARY_DOSIMETER_UNIT, "MU"),
    items(
        tags::BEAM_LIMITING_DEVICE_SEQUENCE,
        &[
            &[
                t(tags::RT_BEAM_LIMITING_DEVICE_TYPE, "X"),
                t(tags::NUMBER_OF_LEAF_JAW_PAIRS, "1"),
            ],
            &[
                t(tags::RT_BEAM_LIMITING_DEVICE_TYPE, "Y"),
                t(tags::NUMBER_OF_LEAF_JAW_PAIRS, "1"),
            ],
        ],
    ),
    t(tags::TREATMENT_DELIVERY_TYPE, "TREATMENT"),
    t(tags::NUMBER_OF_WEDGES, "0"),
    t(tags::NUMBER_OF_COMPENSATORS, "0"),
    t(tags::NUMBER_OF_BOLI, "0"),
    t(tags::NUMBER_OF_BLOCKS, "0"),
    t(tags::FINAL_CUMULATIVE_METERSET_WEIGHT, "1"),
    t(tags::NUMBER_OF_CONTROL_POINTS, "2"),
    items(tags::CONTROL_POINT_SEQUENCE, RT_PLAN_CONTROL_POINT),
]];

const RT_PLAN_OWN: &[Attribute] = &[
    t(tags::RT_PLAN_LABEL, "Plan"),
    now(tags::RT_PLAN_DATE),
    now(tags::RT_PLAN_TIME),
    t(tags::RT_PLAN_GEOMETRY, "PATIENT"),
    items(
        tags::REFERENCED_STRUCTURE_SET_SEQUENCE,
        &[&[
            t(
                tags::REFERENCED_SOP_CLASS_UID,
                uids::RT_STRUCTURE_SET_STORAGE,
            ),
            instance(
                tags::REFERENCED_SOP_INSTANCE_UID,
                uids::RT_STRUCTURE_SET_STORAGE,
            ),
        ]],
    ),
    items(tags::FRACTION_GROUP_SEQUENCE, RT_PLAN_FRACTION_GROUP),
    items(
        tags::PATIENT_SETUP_SEQUENCE,
        &[&[
            t(tags::PATIENT_SETUP_NUMBER, "1"),
            t(tags::PATIENT_POSITION, "HFS"),
        ]],
    ),
    items(tags::BEAM_SEQUENCE, RT_PLAN_BEAM),
    empty(tags::LATERALITY),
];

const RT_ION_PLAN_ION_CONTROL_POINT: &[&[Attribute]] = &[
    &[
        t(tags::CONTROL_POINT_INDEX, "0"),
        t(tags::CUMULATIVE_METERSET_WEIGHT, "0"),
        t(tags::NOMINAL_BEAM_ENERGY, "150"),
        t(tags::SNOUT_POSITION, "300"),
        t(tags::GANTRY_ANGLE, "0"),
        t(tags::GANTRY_ROTATION_DIRECTION, "NONE"),
        t(tags::BEAM_LIMITING_DEVICE_ANGLE, "0"),
        t(tags::BEAM_LIMITING_DEVICE_ROTATION_DIRECTION, "NONE"),
        t(tags::PATIENT_SUPPORT_ANGLE, "0"),
        t(tags::PATIENT_SUPPORT_ROTATION_DIRECTION, "NONE"),
        empty(tags::TABLE_TOP_VERTICAL_POSITION),
        empty(tags::TABLE_TOP_LONGITUDINAL_POSITION),
        empty(tags::TABLE_TOP_LATERAL_POSITION),
        t(tags::ISOCENTER_POSITION, r"0\0\0"),
        t(tags::GANTRY_PITCH_ANGLE, "0"),
        t(tags::GANTRY_PITCH_ROTATION_DIRECTION, "NONE"),
        t(tags::TABLE_TOP_PITCH_ANGLE, "0"),
        t(tags::TABLE_TOP_PITCH_ROTATION_DIRECTION, "NONE"),
        t(tags::TABLE_TOP_ROLL_ANGLE, "0"),
        t(tags::TABLE_TOP_ROLL_ROTATION_DIRECTION, "NONE"),
    ],
    &[
        t(tags::CONTROL_POINT_INDEX, "1"),
        t(tags::CUMULATIVE_METERSET_WEIGHT, "1"),
    ],
];

const RT_ION_PLAN_ION_BEAM: &[&[Attribute]] = &[&[
    t(tags::BEAM_NUMBER, "1"),
    t(tags::BEAM_NAME, "Beam 1"),
    t(tags::BEAM_TYPE, "STATIC"),
    t(tags::RADIATION_TYPE, "PROTON"),
    t(tags::TREATMENT_MACHINE_NAME, "P1"),
    t(tags::MANUFACTURER, "Filmdesk"),
    t(tags::VIRTUAL_SOURCE_AXIS_DISTANCES, r"2000\2000"),
    t(tags::PRIMARY_DOSIMETER_UNIT, "MU"),
    t(tags::TREATMENT_DELIVERY_TYPE, "TREATMENT"),
    t(tags::SCAN_MODE, "UNIFORM"),
    t(tags::NUMBER_OF_WEDGES, "0"),
    t(tags::NUMBER_OF_COMPENSATORS, "0"),
    t(tags::NUMBER_OF_BOLI, "0"),
    t(tags::NUMBER_OF_BLOCKS, "0"),
    t(tags::NUMBER_OF_RANGE_SHIFTERS, "0"),
    t(tags::NUMBER_OF_LATERAL_SPREADING_DEVICES, "0"),
    t(tags::NUMBER_OF_RANGE_MODULATORS, "0"),
    t(tags::PATIENT_SUPPORT_TYPE, "TABLE"),
    empty(tags::PATIENT_SUPPORT_ID),
    empty(tags::PATIENT_SUPPORT_ACCESSORY_CODE),
    t(tags::FINAL_CUMULATIVE_METERSET_WEIGHT, "1"),
    t(tags::NUMBER_OF_CONTROL_POINTS, "2"),
    items(
        tags::ION_CONTROL_POINT_SEQUENCE,
        RT_ION_PLAN_ION_CONTROL_POINT,
    ),
]];

const RT_ION_PLAN_OWN: &[Attribute] = &[
    t(tags::RT_PLAN_LABEL, "Plan"),
    now(tags::RT_PLAN_DATE),
    now(tags::RT_PLAN_TIME),
    t(tags::RT_PLAN_GEOMETRY, "PATIENT"),
    items(
        tags::REFERENCED_STRUCTURE_SET_SEQUENCE,
        &[&[
            t(
                tags::REFERENCED_SOP_CLASS_UID,
                uids::RT_STRUCTURE_SET_STORAGE,
            ),
            instance(
                tags::REFERENCED_SOP_INSTANCE_UID,
                uids::RT_STRUCTURE_SET_STORAGE,
            ),
        ]],
    ),
    items(tags::FRACTION_GROUP_SEQUENCE, RT_PLAN_FRACTION_GROUP),
    items(
        tags::PATIENT_SETUP_SEQUENCE,
        &[&[
            t(tags::PATIENT_SETUP_NUMBER, "1"),
            t(tags::PATIENT_POSITION, "HFS"),
        ]],
    ),
    items(tags::ION_BEAM_SEQUENCE, RT_ION_PLAN_ION_BEAM),
    empty(tags::LATERALITY),
];

const RT_BEAMS_TREATMENT_RECORD_CONTROL_POINT_DELIVERY: &[&[Attribute]] = &[
    &[
        now(tags::TREATMENT_CONTROL_POINT_DATE),
        now(tags::TREATMENT_CONTROL_POINT_TIME),
        t(tags::SPECIFIED_METERSET, "0"),
        t(tags::DELIVERED_METERSET, "0"),
        t(tags::DOSE_RATE_SET, "300"),
        t(tags::DOSE_RATE_DELIVERED, "300"),
        t(tags::NOMINAL_BEAM_ENERGY, "6"),
        t(tags::NOMINAL_BEAM_ENERGY_UNIT, "MV"),
        items(
            tags::BEAM_LIMITING_DEVICE_POSITION_SEQUENCE,
            &[
                &[
                    t(tags::RT_BEAM_LIMITING_DEVICE_TYPE, "X"),
                    t(tags::LEAF_JAW_POSITIONS, r"-50\50"),
                ],
                &[
                    t(tags::RT_BEAM_LIMITING_DEVICE_TYPE, "Y"),
                    t(tags::LEAF_JAW_POSITIONS, r"-50\50"),
                ],
            ],
        ),
        t(tags::GANTRY_ANGLE, "0"),
        t(tags::GANTRY_ROTATION_DIRECTION, "NONE"),
        t(tags::BEAM_LIMITING_DEVICE_ANGLE, "0"),
        t(tags::BEAM_LIMITING_DEVICE_ROTATION_DIRECTION, "NONE"),
        t(tags::PATIENT_SUPPORT_ANGLE, "0"),
        t(tags::PATIENT_SUPPORT_ROTATION_DIRECTION, "NONE"),
        t(tags::TABLE_TOP_ECCENTRIC_ANGLE, "0"),
        t(tags::TABLE_TOP_ECCENTRIC_ROTATION_DIRECTION, "NONE"),
        empty(tags::TABLE_TOP_VERTICAL_POSITION),
        empty(tags::TABLE_TOP_LONGITUDINAL_POSITION),
        empty(tags::TABLE_TOP_LATERAL_POSITION),
        t(tags::TABLE_TOP_PITCH_ANGLE, "0"),
        t(tags::TABLE_TOP_PITCH_ROTATION_DIRECTION, "NONE"),
        t(tags::TABLE_TOP_ROLL_ANGLE, "0"),
        t(tags::TABLE_TOP_ROLL_ROTATION_DIRECTION, "NONE"),
    ],
    &[
        now(tags::TREATMENT_CONTROL_POINT_DATE),
        now(tags::TREATMENT_CONTROL_POINT_TIME),
        t(tags::SPECIFIED_METERSET, "200"),
        t(tags::DELIVERED_METERSET, "200"),
        t(tags::DOSE_RATE_SET, "300"),
        t(tags::DOSE_RATE_DELIVERED, "300"),
    ],
];

const RT_BEAMS_TREATMENT_RECORD_TREATMENT_SESSION_BEAM: &[&[Attribute]] = &[&[
    t(tags::REFERENCED_BEAM_NUMBER, "1"),
    t(tags::BEAM_NAME, "Beam 1"),
    t(tags::BEAM_TYPE, "STATIC"),
    t(tags::RADIATION_TYPE, "PHOTON"),
    t(tags::NUMBER_OF_WEDGES, "0"),
    empty(tags::NUMBER_OF_COMPENSATORS),
    t(tags::NUMBER_OF_BOLI, "0"),
    empty(tags::NUMBER_OF_BLOCKS),
    t(tags::NUMBER_OF_CONTROL_POINTS, "2"),
    items(
        tags::CONTROL_POINT_DELIVERY_SEQUENCE,
        RT_BEAMS_TREATMENT_RECORD_CONTROL_POINT_DELIVERY,
    ),
    items(
        tags::BEAM_LIMITING_DEVICE_LEAF_PAIRS_SEQUENCE,
        &[&[
            t(tags::RT_BEAM_LIMITING_DEVICE_TYPE, "X"),
            t(tags::NUMBER_OF_LEAF_JAW_PAIRS, "1"),
        ]],
    ),
    t(tags::TREATMENT_TERMINATION_STATUS, "NORMAL"),
    empty(Tag(0x3008, 0x002B)),
    t(tags::TREATMENT_VERIFICATION_STATUS, "VERIFIED_OVR"),
    t(tags::SPECIFIED_PRIMARY_METERSET, "200"),
    t(tags::DELIVERED_PRIMARY_METERSET, "200"),
    t(tags::CURRENT_FRACTION_NUMBER, "1"),
    t(tags::TREATMENT_DELIVERY_TYPE, "TREATMENT"),
]];

const RT_BEAMS_TREATMENT_RECORD_OWN: &[Attribute] = &[
    now(tags::TREATMENT_DATE),
    now(tags::TREATMENT_TIME),
    items(
        tags::REFERENCED_RT_PLAN_SEQUENCE,
        &[&[
            t(tags::REFERENCED_SOP_CLASS_UID, uids::RT_PLAN_STORAGE),
            instance(tags::REFERENCED_SOP_INSTANCE_UID, uids::RT_PLAN_STORAGE),
        ]],
    ),
    t(tags::PRIMARY_DOSIMETER_UNIT, "MU"),
    items(
        tags::TREATMENT_MACHINE_SEQUENCE,
        &[&[
            t(tags::TREATMENT_MACHINE_NAME, "L1"),
            t(tags::MANUFACTURER, "Filmdesk"),
            empty(tags::INSTITUTION_NAME),
            empty(tags::MANUFACTURER_MODEL_NAME),
            empty(tags::DEVICE_SERIAL_NUMBER),
        ]],
    ),
    t(tags::REFERENCED_FRACTION_GROUP_NUMBER, "1"),
    items(
        tags::TREATMENT_SESSION_BEAM_SEQUENCE,
        RT_BEAMS_TREATMENT_RECORD_TREATMENT_SESSION_BEAM,
    ),
    empty(tags::LATERALITY),
    t(tags::NUMBER_OF_FRACTIONS_PLANNED, "30"),
];

const RT_BRACHY_TREATMENT_RECORD_RECORDED_SOURCE: &[&[Attribute]] = &[&[
    t(tags::SOURCE_NUMBER, "1"),
    t(tags::SOURCE_TYPE, "POINT"),
    empty(tags::SOURCE_MANUFACTURER),
    empty(tags::SOURCE_SERIAL_NUMBER),
    t(tags::SOURCE_ISOTOPE_NAME, "Ir-192"),
    t(tags::SOURCE_ISOTOPE_HALF_LIFE, "73.83"),
    t(tags::REFERENCE_AIR_KERMA_RATE, "40000"),
    now(tags::SOURCE_STRENGTH_REFERENCE_DATE),
    now(tags::SOURCE_STRENGTH_REFERENCE_TIME),
]];

const RT_BRACHY_TREATMENT_RECORD_BRACHY_CONTROL_POINT_DELIVERED: &[&[Attribute]] = &[
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
];

const RT_BRACHY_TREATMENT_RECORD_RECORDED_CHANNEL: &[&[Attribute]] = &[&[
    t(tags::CHANNEL_NUMBER, "1"),
    t(tags::REFERENCED_SOURCE_NUMBER, "1"),
    t(tags::SPECIFIED_CHANNEL_TOTAL_TIME, "30"),
    t(tags::DELIVERED_CHANNEL_TOTAL_TIME, "30"),
    t(tags::SOURCE_MOVEMENT_TYPE, "STEPWISE"),
    t(tags::NUMBER_OF_CONTROL_POINTS, "2"),
    items(
        tags::BRACHY_CONTROL_POINT_DELIVERED_SEQUENCE,
        RT_BRACHY_TREATMENT_RECORD_BRACHY_CONTROL_POINT_DELIVERED,
    ),
    t(tags::CHANNEL_LENGTH, "1300"),
    empty(tags::TRANSFER_TUBE_NUMBER),
]];

const RT_BRACHY_TREATMENT_RECORD_TREATMENT_SESSION_APPLICATION_SETUP: &[&[Attribute]] = &[&[
    t(tags::REFERENCED_BRACHY_APPLICATION_SETUP_NUMBER, "1"),
    t(tags::APPLICATION_SETUP_TYPE, "FLETCHER_SUIT"),
    t(tags::TOTAL_REFERENCE_AIR_KERMA, "1000"),
    items(
        tags::RECORDED_CHANNEL_SEQUENCE,
        RT_BRACHY_TREATMENT_RECORD_RECORDED_CHANNEL,
    ),
    t(tags::TREATMENT_TERMINATION_STATUS, "NORMAL"),
    empty(Tag(0x3008, 0x002B)),
    t(tags::TREATMENT_VERIFICATION_STATUS, "VERIFIED_OVR"),
    t(tags::CURRENT_FRACTION_NUMBER, "1"),
    t(tags::TREATMENT_DELIVERY_TYPE, "TREATMENT"),
]];

const RT_BRACHY_TREATMENT_RECORD_OWN: &[Attribute] = &[
    now(tags::TREATMENT_DATE),
    now(tags::TREATMENT_TIME),
    items(
        tags::REFERENCED_RT_PLAN_SEQUENCE,
        &[&[
            t(tags::REFERENCED_SOP_CLASS_UID, uids::RT_PLAN_STORAGE),
            instance(tags::REFERENCED_SOP_INSTANCE_UID, uids::RT_PLAN_STORAGE),
        ]],
    ),
    items(
        tags::TREATMENT_MACHINE_SEQUENCE,
        &[&[
            t(tags::TREATMENT_MACHINE_NAME, "L1"),
            t(tags::MANUFACTURER, "Filmdesk"),
            empty(tags::INSTITUTION_NAME),
            empty(tags::MANUFACTURER_MODEL_NAME),
            empty(tags::DEVICE_SERIAL_NUMBER),
        ]],
    ),
    t(tags::BRACHY_TREATMENT_TECHNIQUE, "INTRACAVITARY"),
    t(tags::BRACHY_TREATMENT_TYPE, "HDR"),
    t(tags::REFERENCED_FRACTION_GROUP_NUMBER, "1"),
    items(
        tags::RECORDED_SOURCE_SEQUENCE,
        RT_BRACHY_TREATMENT_RECORD_RECORDED_SOURCE,
    ),
    items(
        tags::TREATMENT_SESSION_APPLICATION_SETUP_SEQUENCE,
        RT_BRACHY_TREATMENT_RECORD_TREATMENT_SESSION_APPLICATION_SETUP,
    ),
    empty(tags::LATERALITY),
];

const RT_TREATMENT_SUMMARY_RECORD_OWN: &[Attribute] = &[
    t(tags::CURRENT_TREATMENT_STATUS, "ON_TREATMENT"),
    empty(tags::FIRST_TREATMENT_DATE),
    empty(tags::MOST_RECENT_TREATMENT_DATE),
    now(tags::TREATMENT_DATE),
    now(tags::TREATMENT_TIME),
    items(
        tags::REFERENCED_RT_PLAN_SEQUENCE,
        &[&[
            t(tags::REFERENCED_SOP_CLASS_UID, uids::RT_PLAN_STORAGE),
            instance(tags::REFERENCED_SOP_INSTANCE_UID, uids::RT_PLAN_STORAGE),
        ]],
    ),
    empty(tags::LATERALITY),
];

const RT_ION_BEAMS_TREATMENT_RECORD_ION_CONTROL_POINT_DELIVERY: &[&[Attribute]] = &[&[
    now(tags::TREATMENT_CONTROL_POINT_DATE),
    now(tags::TREATMENT_CONTROL_POINT_TIME),
    t(tags::SPECIFIED_METERSET, "0"),
    t(tags::DELIVERED_METERSET, "0"),
    t(tags::METERSET_RATE_SET, "300"),
    t(tags::METERSET_RATE_DELIVERED, "300"),
    t(tags::NOMINAL_BEAM_ENERGY, "150"),
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
    t(tags::GANTRY_PITCH_ANGLE, "0"),
    t(tags::GANTRY_PITCH_ROTATION_DIRECTION, "NONE"),
    t(tags::SNOUT_POSITION, "300"),
    t(tags::REFERENCED_CONTROL_POINT_INDEX, "0"),
]];

const RT_ION_BEAMS_TREATMENT_RECORD_TREATMENT_SESSION_ION_BEAM: &[&[Attribute]] = &[&[
    t(tags::REFERENCED_BEAM_NUMBER, "1"),
    t(tags::BEAM_NAME, "Beam 1"),
    t(tags::BEAM_TYPE, "STATIC"),
    t(tags::RADIATION_TYPE, "PROTON"),
    t(tags::SCAN_MODE, "UNIFORM"),
    t(tags::NUMBER_OF_WEDGES, "0"),
    t(tags::NUMBER_OF_COMPENSATORS, "0"),
    t(tags::NUMBER_OF_BOLI, "0"),
    t(tags::NUMBER_OF_BLOCKS, "0"),
    t(tags::NUMBER_OF_RANGE_SHIFTERS, "0"),
    t(tags::NUMBER_OF_LATERAL_SPREADING_DEVICES, "0"),
    t(tags::NUMBER_OF_RANGE_MODULATORS, "0"),
    t(tags::PATIENT_SUPPORT_TYPE, "TABLE"),
    t(tags::NUMBER_OF_CONTROL_POINTS, "1"),
    items(
        tags::ION_CONTROL_POINT_DELIVERY_SEQUENCE,
        RT_ION_BEAMS_TREATMENT_RECORD_ION_CONTROL_POINT_DELIVERY,
    ),
    t(tags::SPECIFIED_PRIMARY_METERSET, "200"),
    t(tags::DELIVERED_PRIMARY_METERSET, "200"),
    t(tags::TREATMENT_TERMINATION_STATUS, "NORMAL"),
    empty(Tag(0x3008, 0x002B)),
    t(tags::TREATMENT_VERIFICATION_STATUS, "VERIFIED_OVR"),
    t(tags::CURRENT_FRACTION_NUMBER, "1"),
    t(tags::TREATMENT_DELIVERY_TYPE, "TREATMENT"),
]];

const RT_ION_BEAMS_TREATMENT_RECORD_OWN: &[Attribute] = &[
    now(tags::TREATMENT_DATE),
    now(tags::TREATMENT_TIME),
    items(
        tags::REFERENCED_RT_PLAN_SEQUENCE,
        &[&[
            t(tags::REFERENCED_SOP_CLASS_UID, uids::RT_PLAN_STORAGE),
            instance(tags::REFERENCED_SOP_INSTANCE_UID, uids::RT_PLAN_STORAGE),
        ]],
    ),
    t(tags::PRIMARY_DOSIMETER_UNIT, "MU"),
    items(
        tags::TREATMENT_MACHINE_SEQUENCE,
        &[&[
            t(tags::TREATMENT_MACHINE_NAME, "L1"),
            t(tags::MANUFACTURER, "Filmdesk"),
            empty(tags::INSTITUTION_NAME),
            empty(tags::MANUFACTURER_MODEL_NAME),
            empty(tags::DEVICE_SERIAL_NUMBER),
        ]],
    ),
    t(tags::REFERENCED_FRACTION_GROUP_NUMBER, "1"),
    items(
        tags::TREATMENT_SESSION_ION_BEAM_SEQUENCE,
        RT_ION_BEAMS_TREATMENT_RECORD_TREATMENT_SESSION_ION_BEAM,
    ),
    empty(tags::LATERALITY),
    t(tags::NUMBER_OF_FRACTIONS_PLANNED, "30"),
];

const ENHANCED_RT_IMAGE_OWN: &[Attribute] = &[
    t(tags::NUMBER_OF_FRAMES, "3"),
    t(tags::IMAGE_TYPE, r"ORIGINAL\PRIMARY"),
    one(tags::SHARED_FUNCTIONAL_GROUPS_SEQUENCE, &[FRAME_VOI_LUT]),
    per_frame(tags::PER_FRAME_FUNCTIONAL_GROUPS_SEQUENCE, &[FRAME_CONTENT]),
    items(
        tags::DIMENSION_ORGANIZATION_SEQUENCE,
        &[&[uid(tags::DIMENSION_ORGANIZATION_UID, "dimensions")]],
    ),
    items(
        tags::DIMENSION_INDEX_SEQUENCE,
        &[&[
            t(tags::DIMENSION_INDEX_POINTER, "00209156"),
            t(tags::FUNCTIONAL_GROUP_POINTER, "00209111"),
            uid(tags::DIMENSION_ORGANIZATION_UID, "dimensions"),
        ]],
    ),
    now(tags::CONTENT_DATE),
    now(tags::CONTENT_TIME),
];

const ENHANCED_CONTINUOUS_RT_IMAGE_OWN: &[Attribute] = &[
    t(tags::NUMBER_OF_FRAMES, "3"),
    t(tags::IMAGE_TYPE, r"ORIGINAL\PRIMARY"),
    one(tags::SHARED_FUNCTIONAL_GROUPS_SEQUENCE, &[FRAME_VOI_LUT]),
    per_frame(tags::PER_FRAME_FUNCTIONAL_GROUPS_SEQUENCE, &[FRAME_CONTENT]),
    items(
        tags::DIMENSION_ORGANIZATION_SEQUENCE,
        &[&[uid(tags::DIMENSION_ORGANIZATION_UID, "dimensions")]],
    ),
    items(
        tags::DIMENSION_INDEX_SEQUENCE,
        &[&[
            t(tags::DIMENSION_INDEX_POINTER, "00209156"),
            t(tags::FUNCTIONAL_GROUP_POINTER, "00209111"),
            uid(tags::DIMENSION_ORGANIZATION_UID, "dimensions"),
        ]],
    ),
    now(tags::CONTENT_DATE),
    now(tags::CONTENT_TIME),
];
