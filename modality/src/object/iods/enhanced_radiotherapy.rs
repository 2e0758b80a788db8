//! Radiotherapy, second generation.

use super::prelude::*;

/// Modules of second generation radiotherapy (PS3.3 A.86).
const RADIOTHERAPY: &[Table] = &[
    GENERAL_STUDY,
    GENERAL_SERIES,
    GENERAL_EQUIPMENT,
    ENHANCED_GENERAL_EQUIPMENT,
    RADIOTHERAPY_COMMON_INSTANCE,
];

/// The same in a frame of reference.
const PLACED_RADIOTHERAPY: &[Table] = &[
    GENERAL_STUDY,
    GENERAL_SERIES,
    FRAME_OF_REFERENCE,
    GENERAL_EQUIPMENT,
    ENHANCED_GENERAL_EQUIPMENT,
    RADIOTHERAPY_COMMON_INSTANCE,
];

const RADIATION: Iod = Iod::of("RTRAD", "RADIOTHERAPY", PLACED_RADIOTHERAPY);

const INSTRUCTION: Iod = Iod::of("PLAN", "RADIOTHERAPY", RADIOTHERAPY);

const RT_IMAGE: Iod = Iod::of("RTIMAGE", "IMAGE", PLACED_RADIOTHERAPY);

pub(super) const IODS: &[Iod] = &[
    Iod {
        sop_class: uids::RT_PHYSICIAN_INTENT_STORAGE,
        name: "RT Physician Intent",
        modality: "RTINTENT",
        modules: &[RADIOTHERAPY_CONTENT_LABELS],
        attributes: &[
            t(tags::RT_TREATMENT_PHASE_INTENT_PRESENCE_FLAG, "NO"),
            seq(tags::RT_PHYSICIAN_INTENT_SEQUENCE).item(&[
                empty(tags::RT_TREATMENT_APPROACH_LABEL),
                t(tags::RT_PHYSICIAN_INTENT_INDEX, "1"),
                empty(tags::RT_TREATMENT_INTENT_TYPE),
                empty(tags::RT_PHYSICIAN_INTENT_NARRATIVE),
                seq(tags::RT_PROTOCOL_CODE_SEQUENCE).empty(),
                seq(tags::RT_DIAGNOSIS_CODE_SEQUENCE).empty(),
                seq(tags::RT_PHYSICIAN_INTENT_INPUT_INSTANCE_SEQUENCE).empty(),
                t(tags::TREATMENT_SITE, "Example"),
                seq(tags::TREATMENT_SITE_CODE_SEQUENCE).empty(),
            ]),
        ],
        ..INSTRUCTION
    },
    Iod {
        sop_class: uids::RT_SEGMENT_ANNOTATION_STORAGE,
        name: "RT Segment Annotation",
        modality: "RTSEGANN",
        modules: &[RADIOTHERAPY_CONTENT_LABELS],
        attributes: &[
            seq(tags::RT_SEGMENT_ANNOTATION_SEQUENCE).item(&[
                t(tags::REFERENCED_SEGMENT_REFERENCE_INDEX, "1"),
                seq(tags::SEGMENTED_RT_ACCESSORY_DEVICE_SEQUENCE).empty(),
                empty(tags::SEGMENT_CHARACTERISTICS_PRECEDENCE),
                seq(tags::SEGMENT_ANNOTATION_CATEGORY_CODE_SEQUENCE).empty(),
                t(tags::ENTITY_LONG_LABEL, "Example"),
                t(tags::RT_SEGMENT_ANNOTATION_INDEX, "1"),
            ]),
            seq(tags::SEGMENT_REFERENCE_SEQUENCE).item(&[t(tags::SEGMENT_REFERENCE_INDEX, "1")]),
        ],
        ..INSTRUCTION
    },
    Iod {
        sop_class: uids::RT_RADIATION_SET_STORAGE,
        name: "RT Radiation Set",
        attributes: &[
            empty(tags::CONTENT_DESCRIPTION),
            seq(tags::TREATMENT_POSITION_GROUP_SEQUENCE).empty(),
            seq(tags::RT_RADIATION_SEQUENCE).instance(uids::CT_IMAGE_STORAGE),
            t(tags::RT_RADIATION_SET_INTENT, "TREATMENT"),
            seq(tags::REFERENCED_RT_PHYSICIAN_INTENT_SEQUENCE).empty(),
            t(tags::USER_CONTENT_LABEL, "EXAMPLE"),
            empty(tags::LATERALITY),
        ],
        ..RADIATION
    },
    Iod {
        sop_class: uids::C_ARM_PHOTON_ELECTRON_RADIATION_STORAGE,
        name: "C-Arm Photon-Electron Radiation",
        modules: &[
            RT_DELIVERY_DEVICE_COMMON,
            RT_RADIATION_COMMON,
            C_ARM_PHOTON_ELECTRON_BEAM,
        ],
        ..RADIATION
    },
    Iod {
        sop_class: uids::TOMOTHERAPEUTIC_RADIATION_STORAGE,
        name: "Tomotherapeutic Radiation",
        modules: &[
            RT_DELIVERY_DEVICE_COMMON,
            RT_RADIATION_COMMON,
            TOMOTHERAPEUTIC_BEAM,
        ],
        ..RADIATION
    },
    Iod {
        sop_class: uids::ROBOTIC_ARM_RADIATION_STORAGE,
        name: "Robotic-Arm Radiation",
        modules: &[
            RT_DELIVERY_DEVICE_COMMON,
            RT_RADIATION_COMMON,
            ROBOTIC_ARM_PATH,
        ],
        ..RADIATION
    },
    Iod {
        sop_class: uids::RT_RADIATION_RECORD_SET_STORAGE,
        name: "RT Radiation Record Set",
        modality: "RTRECORD",
        modules: &[RADIOTHERAPY_CONTENT_LABELS],
        attributes: &[
            uid(tags::TREATMENT_SESSION_UID, "treatment session"),
            seq(tags::REFERENCED_RT_RADIATION_RECORD_SEQUENCE).instance(uids::CT_IMAGE_STORAGE),
            t(tags::RT_TREATMENT_FRACTION_COMPLETION_STATUS, "COMPLETE"),
            t(tags::RT_RADIATION_SET_USAGE, "TREATMENT"),
        ],
        ..INSTRUCTION
    },
    Iod {
        sop_class: uids::RT_RADIATION_SALVAGE_RECORD_STORAGE,
        name: "RT Radiation Salvage Record",
        modality: "RTRECORD",
        modules: &[RT_DELIVERY_DEVICE_COMMON, RT_RADIATION_RECORD_COMMON],
        attributes: &[
            t(tags::NUMBER_OF_RT_CONTROL_POINTS, "1"),
            seq(tags::RT_RADIATION_SALVAGE_RECORD_CONTROL_POINT_SEQUENCE)
                .item(&[t(tags::RT_CONTROL_POINT_INDEX, "1")]),
            t(tags::STARTING_METERSET_VALUE_KNOWN_FLAG, "YES"),
        ],
        ..INSTRUCTION
    },
    Iod {
        sop_class: uids::TOMOTHERAPEUTIC_RADIATION_RECORD_STORAGE,
        name: "Tomotherapeutic Radiation Record",
        modality: "RTRECORD",
        modules: &[
            RT_DELIVERY_DEVICE_COMMON,
            RT_RADIATION_RECORD_COMMON,
            TOMOTHERAPEUTIC_BEAM,
        ],
        ..RADIATION
    },
    Iod {
        sop_class: uids::C_ARM_PHOTON_ELECTRON_RADIATION_RECORD_STORAGE,
        name: "C-Arm Photon-Electron Radiation Record",
        modality: "RTRECORD",
        modules: &[
            RT_DELIVERY_DEVICE_COMMON,
            RT_RADIATION_RECORD_COMMON,
            C_ARM_PHOTON_ELECTRON_BEAM,
        ],
        ..RADIATION
    },
    Iod {
        sop_class: uids::ROBOTIC_RADIATION_RECORD_STORAGE,
        name: "Robotic Radiation Record",
        modality: "RTRECORD",
        modules: &[
            RT_DELIVERY_DEVICE_COMMON,
            RT_RADIATION_RECORD_COMMON,
            ROBOTIC_ARM_PATH,
        ],
        ..RADIATION
    },
    Iod {
        sop_class: uids::RT_RADIATION_SET_DELIVERY_INSTRUCTION_STORAGE,
        name: "RT Radiation Set Delivery Instruction",
        attributes: &[
            seq(tags::TREATMENT_DEVICE_IDENTIFICATION_SEQUENCE).empty(),
            seq(tags::REFERENCED_RT_RADIATION_SET_SEQUENCE).instance(uids::CT_IMAGE_STORAGE),
            seq(tags::RT_RADIATION_TASK_SEQUENCE).item(&[
                seq(tags::REFERENCED_RT_RADIATION_SEQUENCE).instance(uids::CT_IMAGE_STORAGE),
                t(tags::TREATMENT_DELIVERY_CONTINUATION_FLAG, "NONE"),
                empty(tags::RADIATION_ORDER_INDEX),
                seq(tags::RT_DELIVERY_START_PATIENT_POSITION_SEQUENCE).empty(),
                seq(tags::REFERENCED_RT_TREATMENT_PREPARATION_SEQUENCE).empty(),
            ]),
            t(tags::RT_RADIATION_SET_DELIVERY_USAGE, "TREATMENT"),
            t(tags::USER_CONTENT_LABEL, "EXAMPLE"),
            empty(tags::LATERALITY),
        ],
        ..INSTRUCTION
    },
    Iod {
        sop_class: uids::RT_TREATMENT_PREPARATION_STORAGE,
        name: "RT Treatment Preparation",
        general: RADIOTHERAPY,
        attributes: &[
            seq(tags::RT_PATIENT_POSITION_SCOPE_SEQUENCE).item(&[]),
            seq(tags::RT_TREATMENT_PREPARATION_PATIENT_POSITION_SEQUENCE).item(&[
                seq(tags::PATIENT_ORIENTATION_CODE_SEQUENCE).code(RECUMBENT),
                seq(tags::PATIENT_EQUIPMENT_RELATIONSHIP_CODE_SEQUENCE).code(HEADFIRST),
            ]),
            seq(tags::PATIENT_TREATMENT_PREPARATION_METHOD_CODE_SEQUENCE)
                .code(dcm("130137", "Laser-based setup")),
            seq(tags::PATIENT_TREATMENT_PREPARATION_PROCEDURE_SEQUENCE).empty(),
            t(tags::ENTITY_LONG_LABEL, "Example"),
            t(tags::USER_CONTENT_LABEL, "EXAMPLE"),
            empty(tags::LATERALITY),
        ],
        ..RADIATION
    },
    Iod {
        sop_class: uids::ENHANCED_RT_IMAGE_STORAGE,
        name: "Enhanced RT Image",
        modules: &[MULTI_FRAME_DIMENSION, ENHANCED_RT_IMAGE, GRAY_16],
        ..RT_IMAGE
    },
    Iod {
        sop_class: uids::ENHANCED_CONTINUOUS_RT_IMAGE_STORAGE,
        name: "Enhanced Continuous RT Image",
        modules: &[ENHANCED_RT_IMAGE, GRAY_16],
        attributes: &[seq(tags::DIMENSION_ORGANIZATION_SEQUENCE)
            .item(&[uid(tags::DIMENSION_ORGANIZATION_UID, "dimensions")])],
        ..RT_IMAGE
    },
    Iod {
        sop_class: uids::RT_PATIENT_POSITION_ACQUISITION_INSTRUCTION_STORAGE,
        name: "RT Patient Position Acquisition Instruction",
        record: "PLAN",
        attributes: &[
            t(tags::NUMBER_OF_ACQUISITION_DEVICES, "1"),
            t(tags::NUMBER_OF_PATIENT_SUPPORT_DEVICES, "1"),
            seq(tags::ACQUISITION_TASK_SEQUENCE).item(&[
                seq(tags::RT_ACQUISITION_PATIENT_POSITION_SEQUENCE).empty(),
                seq(tags::ACQUISITION_TASK_WORKITEM_CODE_SEQUENCE).code(dcm(
                    "121722",
                    "RT Patient Position Acquisition, single plane MV",
                )),
                seq(tags::ACQUISITION_SUBTASK_SEQUENCE).item(&[
                    seq(tags::SUBTASK_WORKITEM_CODE_SEQUENCE)
                        .code(dcm("121726", "RT Treatment with Internal Verification")),
                    t(tags::ACQUISITION_SUBTASK_INDEX, "1"),
                    t(tags::ACQUISITION_SIGNAL_TYPE, "ELECTROMAGNETIC"),
                    t(tags::ACQUISITION_METHOD, "MV_2D"),
                ]),
                t(tags::ACQUISITION_TASK_INDEX, "1"),
            ]),
            t(tags::ENTITY_LONG_LABEL, "Example"),
            t(tags::USER_CONTENT_LABEL, "EXAMPLE"),
            empty(tags::LATERALITY),
        ],
        ..INSTRUCTION
    },
];

const RADIOTHERAPY_COMMON_INSTANCE: Table = &[
    now(tags::INSTANCE_CREATION_DATE),
    now(tags::INSTANCE_CREATION_TIME),
    now(tags::CONTENT_DATE),
    now(tags::CONTENT_TIME),
    seq(tags::AUTHOR_IDENTIFICATION_SEQUENCE).empty(),
];

const RT_DELIVERY_DEVICE_COMMON: Table = &[
    seq(tags::TREATMENT_DEVICE_IDENTIFICATION_SEQUENCE).item(&[
        empty(tags::MANUFACTURER),
        empty(tags::MANUFACTURER_MODEL_NAME),
        empty(tags::DEVICE_SERIAL_NUMBER),
        empty(tags::MANUFACTURER_DEVICE_CLASS_UID),
        empty(tags::SOFTWARE_VERSIONS),
        empty(tags::MANUFACTURER_MODEL_VERSION),
        empty(tags::DEVICE_ALTERNATE_IDENTIFIER),
        t(tags::DEVICE_LABEL, "Example"),
        seq(tags::DEVICE_TYPE_CODE_SEQUENCE).code(PATIENT_RESTRAINT),
        empty(tags::MANUFACTURER_DEVICE_IDENTIFIER),
    ]),
    seq(tags::RADIATION_DOSIMETER_UNIT_SEQUENCE).code(ucum("MU", "Monitor Units")),
    seq(tags::RT_DEVICE_DISTANCE_REFERENCE_LOCATION_CODE_SEQUENCE)
        .code(dcm("130358", "Nominal Radiation Source Location")),
    uid(
        tags::EQUIPMENT_FRAME_OF_REFERENCE_UID,
        "equipment frame of reference",
    ),
    seq(tags::EQUIPMENT_REFERENCE_POINT_COORDINATES_SEQUENCE).empty(),
    t(tags::NUMBER_OF_PATIENT_SUPPORT_DEVICES, "1"),
    t(tags::RT_BEAM_MODIFIER_DEFINITION_DISTANCE, "1000"),
    empty(tags::LATERALITY),
];

const RT_RADIATION_COMMON: Table = &[
    seq(tags::PATIENT_ORIENTATION_CODE_SEQUENCE).code(RECUMBENT),
    empty(tags::CONTENT_DESCRIPTION),
    t(
        tags::RT_RADIATION_PHYSICAL_AND_GEOMETRIC_CONTENT_DETAIL_FLAG,
        "PARTIAL",
    ),
    t(tags::RT_RECORD_FLAG, "NO"),
    seq(tags::PATIENT_EQUIPMENT_RELATIONSHIP_CODE_SEQUENCE).code(HEADFIRST),
    t(tags::USER_CONTENT_LABEL, "EXAMPLE"),
];

const C_ARM_PHOTON_ELECTRON_BEAM: Table = &[
    t(tags::RADIATION_SOURCE_AXIS_DISTANCE, "1000"),
    t(tags::NUMBER_OF_RT_CONTROL_POINTS, "1"),
    seq(tags::C_ARM_PHOTON_ELECTRON_CONTROL_POINT_SEQUENCE)
        .item(&[t(tags::RT_CONTROL_POINT_INDEX, "1")]),
];

const TOMOTHERAPEUTIC_BEAM: Table = &[
    t(tags::RADIATION_SOURCE_AXIS_DISTANCE, "1000"),
    t(tags::NUMBER_OF_RT_CONTROL_POINTS, "1"),
    seq(tags::TOMOTHERAPEUTIC_CONTROL_POINT_SEQUENCE).item(&[t(tags::RT_CONTROL_POINT_INDEX, "1")]),
];

const ROBOTIC_ARM_PATH: Table = &[
    t(tags::NUMBER_OF_RT_CONTROL_POINTS, "1"),
    seq(tags::ROBOTIC_PATH_CONTROL_POINT_SEQUENCE).item(&[t(tags::RT_CONTROL_POINT_INDEX, "1")]),
];

const RT_RADIATION_RECORD_COMMON: Table = &[
    seq(tags::PATIENT_ORIENTATION_CODE_SEQUENCE).code(RECUMBENT),
    empty(tags::CONTENT_DESCRIPTION),
    t(
        tags::RT_RADIATION_PHYSICAL_AND_GEOMETRIC_CONTENT_DETAIL_FLAG,
        "PARTIAL",
    ),
    t(tags::RT_RECORD_FLAG, "NO"),
    uid(tags::TREATMENT_SESSION_UID, "treatment session"),
    t(tags::RT_RADIATION_USAGE, "TREATMENT"),
    t(tags::TREATMENT_DELIVERY_CONTINUATION_FLAG, "NONE"),
    t(tags::TREATMENT_RECORD_CONTENT_ORIGIN, "DEVICE"),
    t(tags::RT_TREATMENT_TERMINATION_STATUS, "NORMAL"),
    seq(tags::TREATMENT_TOLERANCE_VIOLATION_SEQUENCE).empty(),
    seq(tags::CONFIRMATION_SEQUENCE).empty(),
    seq(tags::INTERLOCK_SEQUENCE).empty(),
    seq(tags::PATIENT_EQUIPMENT_RELATIONSHIP_CODE_SEQUENCE).code(HEADFIRST),
    t(tags::USER_CONTENT_LONG_LABEL, "Example"),
    t(tags::USER_CONTENT_LABEL, "EXAMPLE"),
];

const ENHANCED_RT_IMAGE: Table = &[
    t(tags::NUMBER_OF_FRAMES, "3"),
    t(tags::BEAM_MODIFIER_COORDINATES_PRESENCE_FLAG, "NO"),
    t(tags::NUMBER_OF_ACQUISITION_DEVICES, "1"),
    uid(
        tags::EQUIPMENT_FRAME_OF_REFERENCE_UID,
        "equipment frame of reference",
    ),
    t(tags::NUMBER_OF_PATIENT_SUPPORT_DEVICES, "1"),
    t(tags::IMAGE_TYPE, r"ORIGINAL\PRIMARY"),
    empty(tags::EXPOSURE_TIME_INU_S),
    seq(tags::PATIENT_ORIENTATION_CODE_SEQUENCE).code(RECUMBENT),
    seq(tags::PATIENT_EQUIPMENT_RELATIONSHIP_CODE_SEQUENCE).code(HEADFIRST),
    t(tags::ENTITY_LONG_LABEL, "Example"),
    seq(tags::SHARED_FUNCTIONAL_GROUPS_SEQUENCE).item(&[FRAME_VOI_LUT]),
    DIMENSION_INDEX_BY_ACQUISITION,
    FRAME_CONTENTS,
];

const RADIOTHERAPY_CONTENT_LABELS: Table = &[
    empty(tags::LATERALITY),
    empty(tags::CONTENT_DESCRIPTION),
    t(tags::USER_CONTENT_LONG_LABEL, "Example"),
    t(tags::USER_CONTENT_LABEL, "EXAMPLE"),
];
