//! Modules: radiotherapy.

use super::super::attribute::{Attribute, code, empty, instance, items, now, t, uid};
use filmdesk_dataset::{tags, uids};

/// Rt series.
pub(in crate::object) const RT_SERIES: &[Attribute] = &[empty(tags::OPERATORS_NAME)];

/// Rt image.
pub(in crate::object) const RT_IMAGE: &[Attribute] = &[
    t(tags::IMAGE_TYPE, r"ORIGINAL\PRIMARY"),
    empty(tags::CONVERSION_TYPE),
    t(tags::RT_IMAGE_LABEL, "Example"),
    t(tags::RT_IMAGE_PLANE, "NORMAL"),
    empty(tags::X_RAY_IMAGE_RECEPTOR_ANGLE),
    empty(tags::IMAGE_PLANE_PIXEL_SPACING),
    empty(tags::RT_IMAGE_POSITION),
    empty(tags::RADIATION_MACHINE_NAME),
    empty(tags::RADIATION_MACHINE_SAD),
    empty(tags::RT_IMAGE_SID),
    empty(tags::PRIMARY_DOSIMETER_UNIT),
];

/// Rt dose.
pub(in crate::object) const RT_DOSE: &[Attribute] = &[
    t(tags::DOSE_UNITS, "GY"),
    t(tags::DOSE_TYPE, "PHYSICAL"),
    t(tags::DOSE_SUMMATION_TYPE, "PLAN"),
];

/// Structure set.
pub(in crate::object) const STRUCTURE_SET: &[Attribute] = &[
    t(tags::STRUCTURE_SET_LABEL, "Example"),
    empty(tags::STRUCTURE_SET_DATE),
    empty(tags::STRUCTURE_SET_TIME),
];

/// Rt general plan.
pub(in crate::object) const RT_GENERAL_PLAN: &[Attribute] = &[
    t(tags::RT_PLAN_LABEL, "Example"),
    empty(tags::RT_PLAN_DATE),
    empty(tags::RT_PLAN_TIME),
    t(tags::RT_PLAN_GEOMETRY, "TREATMENT_DEVICE"),
];

/// Rt general treatment record.
pub(in crate::object) const RT_GENERAL_TREATMENT_RECORD: &[Attribute] = &[
    empty(tags::TREATMENT_DATE),
    empty(tags::TREATMENT_TIME),
    items(tags::REFERENCED_RT_PLAN_SEQUENCE, &[]),
];

/// Rt treatment machine record.
pub(in crate::object) const RT_TREATMENT_MACHINE_RECORD: &[Attribute] = &[items(
    tags::TREATMENT_MACHINE_SEQUENCE,
    &[&[
        empty(tags::MANUFACTURER),
        empty(tags::INSTITUTION_NAME),
        empty(tags::MANUFACTURER_MODEL_NAME),
        empty(tags::DEVICE_SERIAL_NUMBER),
        empty(tags::TREATMENT_MACHINE_NAME),
    ]],
)];

/// Rt brachy session record.
pub(in crate::object) const RT_BRACHY_SESSION_RECORD: &[Attribute] = &[
    items(
        tags::RECORDED_SOURCE_SEQUENCE,
        &[&[
            empty(tags::SOURCE_SERIAL_NUMBER),
            t(tags::SOURCE_NUMBER, "1"),
            t(tags::SOURCE_TYPE, "POINT"),
            empty(tags::SOURCE_MANUFACTURER),
            t(tags::SOURCE_ISOTOPE_NAME, "Example"),
            t(tags::SOURCE_ISOTOPE_HALF_LIFE, "73.83"),
            t(tags::REFERENCE_AIR_KERMA_RATE, "40000"),
            now(tags::SOURCE_STRENGTH_REFERENCE_DATE),
            now(tags::SOURCE_STRENGTH_REFERENCE_TIME),
        ]],
    ),
    items(
        tags::TREATMENT_SESSION_APPLICATION_SETUP_SEQUENCE,
        &[&[
            empty(tags::CURRENT_FRACTION_NUMBER),
            t(tags::TREATMENT_TERMINATION_STATUS, "NORMAL"),
            empty(tags::TREATMENT_VERIFICATION_STATUS),
            items(
                tags::RECORDED_CHANNEL_SEQUENCE,
                &[&[
                    t(tags::SPECIFIED_CHANNEL_TOTAL_TIME, "30"),
                    t(tags::DELIVERED_CHANNEL_TOTAL_TIME, "30"),
                    items(
                        tags::BRACHY_CONTROL_POINT_DELIVERED_SEQUENCE,
                        &[&[
                            now(tags::TREATMENT_CONTROL_POINT_DATE),
                            now(tags::TREATMENT_CONTROL_POINT_TIME),
                            t(tags::CONTROL_POINT_RELATIVE_POSITION, "0"),
                        ]],
                    ),
                    t(tags::NUMBER_OF_CONTROL_POINTS, "2"),
                    t(tags::CHANNEL_NUMBER, "1"),
                    empty(tags::CHANNEL_LENGTH),
                    t(tags::SOURCE_MOVEMENT_TYPE, "STEPWISE"),
                    empty(tags::TRANSFER_TUBE_NUMBER),
                    t(tags::REFERENCED_SOURCE_NUMBER, "1"),
                ]],
            ),
            empty(tags::TREATMENT_DELIVERY_TYPE),
            t(tags::APPLICATION_SETUP_TYPE, "FLETCHER_SUIT"),
            t(tags::TOTAL_REFERENCE_AIR_KERMA, "1000"),
        ]],
    ),
    empty(tags::NUMBER_OF_FRACTIONS_PLANNED),
    t(tags::BRACHY_TREATMENT_TECHNIQUE, "INTRACAVITARY"),
    t(tags::BRACHY_TREATMENT_TYPE, "HDR"),
];

/// Rt treatment summary record.
pub(in crate::object) const RT_TREATMENT_SUMMARY_RECORD: &[Attribute] = &[
    empty(tags::FIRST_TREATMENT_DATE),
    empty(tags::MOST_RECENT_TREATMENT_DATE),
    t(tags::CURRENT_TREATMENT_STATUS, "ON_TREATMENT"),
];

/// Enhanced rt series.
pub(in crate::object) const ENHANCED_RT_SERIES: &[Attribute] =
    &[now(tags::SERIES_DATE), now(tags::SERIES_TIME)];

/// Rt physician intent.
pub(in crate::object) const RT_PHYSICIAN_INTENT: &[Attribute] = &[
    empty(tags::CONTENT_DESCRIPTION),
    t(tags::USER_CONTENT_LONG_LABEL, "Example"),
    t(tags::RT_TREATMENT_PHASE_INTENT_PRESENCE_FLAG, "NO"),
    items(
        tags::RT_PHYSICIAN_INTENT_SEQUENCE,
        &[&[
            empty(tags::RT_TREATMENT_APPROACH_LABEL),
            t(tags::RT_PHYSICIAN_INTENT_INDEX, "1"),
            empty(tags::RT_TREATMENT_INTENT_TYPE),
            empty(tags::RT_PHYSICIAN_INTENT_NARRATIVE),
            items(tags::RT_PROTOCOL_CODE_SEQUENCE, &[]),
            items(tags::RT_DIAGNOSIS_CODE_SEQUENCE, &[]),
            items(tags::RT_PHYSICIAN_INTENT_INPUT_INSTANCE_SEQUENCE, &[]),
            t(tags::TREATMENT_SITE, "Example"),
            items(tags::TREATMENT_SITE_CODE_SEQUENCE, &[]),
        ]],
    ),
];

/// Radiotherapy common instance.
pub(in crate::object) const RADIOTHERAPY_COMMON_INSTANCE: &[Attribute] = &[
    now(tags::INSTANCE_CREATION_DATE),
    now(tags::INSTANCE_CREATION_TIME),
    now(tags::CONTENT_DATE),
    now(tags::CONTENT_TIME),
    items(tags::AUTHOR_IDENTIFICATION_SEQUENCE, &[]),
];

/// Rt segment annotation.
pub(in crate::object) const RT_SEGMENT_ANNOTATION: &[Attribute] = &[
    empty(tags::CONTENT_DESCRIPTION),
    items(
        tags::RT_SEGMENT_ANNOTATION_SEQUENCE,
        &[&[
            t(tags::REFERENCED_SEGMENT_REFERENCE_INDEX, "1"),
            items(tags::SEGMENTED_RT_ACCESSORY_DEVICE_SEQUENCE, &[]),
            empty(tags::SEGMENT_CHARACTERISTICS_PRECEDENCE),
            items(tags::SEGMENT_ANNOTATION_CATEGORY_CODE_SEQUENCE, &[]),
            t(tags::ENTITY_LONG_LABEL, "Example"),
            t(tags::RT_SEGMENT_ANNOTATION_INDEX, "1"),
        ]],
    ),
    t(tags::USER_CONTENT_LONG_LABEL, "Example"),
];

/// Segment reference.
pub(in crate::object) const SEGMENT_REFERENCE: &[Attribute] = &[items(
    tags::SEGMENT_REFERENCE_SEQUENCE,
    &[&[t(tags::SEGMENT_REFERENCE_INDEX, "1")]],
)];

/// Rt radiation set.
pub(in crate::object) const RT_RADIATION_SET: &[Attribute] = &[
    empty(tags::CONTENT_DESCRIPTION),
    items(tags::TREATMENT_POSITION_GROUP_SEQUENCE, &[]),
    items(
        tags::RT_RADIATION_SEQUENCE,
        &[&[
            t(tags::REFERENCED_SOP_CLASS_UID, uids::CT_IMAGE_STORAGE),
            instance(tags::REFERENCED_SOP_INSTANCE_UID, uids::CT_IMAGE_STORAGE),
        ]],
    ),
    t(tags::RT_RADIATION_SET_INTENT, "TREATMENT"),
    items(tags::REFERENCED_RT_PHYSICIAN_INTENT_SEQUENCE, &[]),
    t(tags::USER_CONTENT_LABEL, "Example"),
];

/// Rt delivery device common.
pub(in crate::object) const RT_DELIVERY_DEVICE_COMMON: &[Attribute] = &[
    items(
        tags::TREATMENT_DEVICE_IDENTIFICATION_SEQUENCE,
        &[&[
            empty(tags::MANUFACTURER),
            empty(tags::MANUFACTURER_MODEL_NAME),
            empty(tags::DEVICE_SERIAL_NUMBER),
            empty(tags::MANUFACTURER_DEVICE_CLASS_UID),
            empty(tags::SOFTWARE_VERSIONS),
            empty(tags::MANUFACTURER_MODEL_VERSION),
            empty(tags::DEVICE_ALTERNATE_IDENTIFIER),
            t(tags::DEVICE_LABEL, "Example"),
            code(
                tags::DEVICE_TYPE_CODE_SEQUENCE,
                "701638003",
                "SCT",
                "Patient restraint",
            ),
            empty(tags::MANUFACTURER_DEVICE_IDENTIFIER),
        ]],
    ),
    code(
        tags::RADIATION_DOSIMETER_UNIT_SEQUENCE,
        "MU",
        "UCUM",
        "Monitor Units",
    ),
    code(
        tags::RT_DEVICE_DISTANCE_REFERENCE_LOCATION_CODE_SEQUENCE,
        "130358",
        "DCM",
        "Nominal Radiation Source Location",
    ),
    uid(
        tags::EQUIPMENT_FRAME_OF_REFERENCE_UID,
        "equipment frame of reference",
    ),
    items(tags::EQUIPMENT_REFERENCE_POINT_COORDINATES_SEQUENCE, &[]),
    t(tags::NUMBER_OF_PATIENT_SUPPORT_DEVICES, "1"),
    t(tags::RT_BEAM_MODIFIER_DEFINITION_DISTANCE, "1000"),
];

/// Rt radiation common.
pub(in crate::object) const RT_RADIATION_COMMON: &[Attribute] = &[
    code(
        tags::PATIENT_ORIENTATION_CODE_SEQUENCE,
        "102538003",
        "SCT",
        "recumbent",
    ),
    empty(tags::CONTENT_DESCRIPTION),
    t(
        tags::RT_RADIATION_PHYSICAL_AND_GEOMETRIC_CONTENT_DETAIL_FLAG,
        "PARTIAL",
    ),
    t(tags::RT_RECORD_FLAG, "NO"),
    code(
        tags::PATIENT_EQUIPMENT_RELATIONSHIP_CODE_SEQUENCE,
        "102540",
        "DCM",
        "Headfirst",
    ),
    t(tags::USER_CONTENT_LABEL, "Example"),
];

/// C arm photon electron delivery device.
pub(in crate::object) const C_ARM_PHOTON_ELECTRON_DELIVERY_DEVICE: &[Attribute] =
    &[t(tags::RADIATION_SOURCE_AXIS_DISTANCE, "1000")];

/// C arm photon electron beam.
pub(in crate::object) const C_ARM_PHOTON_ELECTRON_BEAM: &[Attribute] = &[
    t(tags::NUMBER_OF_RT_CONTROL_POINTS, "1"),
    items(
        tags::C_ARM_PHOTON_ELECTRON_CONTROL_POINT_SEQUENCE,
        &[&[t(tags::RT_CONTROL_POINT_INDEX, "1")]],
    ),
];

/// Tomotherapeutic delivery device.
pub(in crate::object) const TOMOTHERAPEUTIC_DELIVERY_DEVICE: &[Attribute] =
    &[t(tags::RADIATION_SOURCE_AXIS_DISTANCE, "1000")];

/// Tomotherapeutic beam.
pub(in crate::object) const TOMOTHERAPEUTIC_BEAM: &[Attribute] = &[
    t(tags::NUMBER_OF_RT_CONTROL_POINTS, "1"),
    items(
        tags::TOMOTHERAPEUTIC_CONTROL_POINT_SEQUENCE,
        &[&[t(tags::RT_CONTROL_POINT_INDEX, "1")]],
    ),
];

/// Robotic arm path.
pub(in crate::object) const ROBOTIC_ARM_PATH: &[Attribute] = &[
    t(tags::NUMBER_OF_RT_CONTROL_POINTS, "1"),
    items(
        tags::ROBOTIC_PATH_CONTROL_POINT_SEQUENCE,
        &[&[t(tags::RT_CONTROL_POINT_INDEX, "1")]],
    ),
];

/// Rt radiation record set.
pub(in crate::object) const RT_RADIATION_RECORD_SET: &[Attribute] = &[
    empty(tags::CONTENT_DESCRIPTION),
    uid(tags::TREATMENT_SESSION_UID, "treatment session"),
    items(
        tags::REFERENCED_RT_RADIATION_RECORD_SEQUENCE,
        &[&[
            t(tags::REFERENCED_SOP_CLASS_UID, uids::CT_IMAGE_STORAGE),
            instance(tags::REFERENCED_SOP_INSTANCE_UID, uids::CT_IMAGE_STORAGE),
        ]],
    ),
    t(tags::RT_TREATMENT_FRACTION_COMPLETION_STATUS, "COMPLETE"),
    t(tags::RT_RADIATION_SET_USAGE, "TREATMENT"),
    t(tags::USER_CONTENT_LONG_LABEL, "Example"),
];

/// Rt radiation record common.
pub(in crate::object) const RT_RADIATION_RECORD_COMMON: &[Attribute] = &[
    code(
        tags::PATIENT_ORIENTATION_CODE_SEQUENCE,
        "102538003",
        "SCT",
        "recumbent",
    ),
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
    items(tags::TREATMENT_TOLERANCE_VIOLATION_SEQUENCE, &[]),
    items(tags::CONFIRMATION_SEQUENCE, &[]),
    items(tags::INTERLOCK_SEQUENCE, &[]),
    code(
        tags::PATIENT_EQUIPMENT_RELATIONSHIP_CODE_SEQUENCE,
        "102540",
        "DCM",
        "Headfirst",
    ),
    t(tags::USER_CONTENT_LONG_LABEL, "Example"),
];

/// Rt radiation salvage record.
pub(in crate::object) const RT_RADIATION_SALVAGE_RECORD: &[Attribute] = &[
    t(tags::NUMBER_OF_RT_CONTROL_POINTS, "1"),
    items(
        tags::RT_RADIATION_SALVAGE_RECORD_CONTROL_POINT_SEQUENCE,
        &[&[t(tags::RT_CONTROL_POINT_INDEX, "1")]],
    ),
    t(tags::STARTING_METERSET_VALUE_KNOWN_FLAG, "YES"),
];

/// Rt radiation set delivery instruction.
pub(in crate::object) const RT_RADIATION_SET_DELIVERY_INSTRUCTION: &[Attribute] = &[
    items(tags::TREATMENT_DEVICE_IDENTIFICATION_SEQUENCE, &[]),
    items(
        tags::REFERENCED_RT_RADIATION_SET_SEQUENCE,
        &[&[
            t(tags::REFERENCED_SOP_CLASS_UID, uids::CT_IMAGE_STORAGE),
            instance(tags::REFERENCED_SOP_INSTANCE_UID, uids::CT_IMAGE_STORAGE),
        ]],
    ),
    items(
        tags::RT_RADIATION_TASK_SEQUENCE,
        &[&[
            items(
                tags::REFERENCED_RT_RADIATION_SEQUENCE,
                &[&[
                    t(tags::REFERENCED_SOP_CLASS_UID, uids::CT_IMAGE_STORAGE),
                    instance(tags::REFERENCED_SOP_INSTANCE_UID, uids::CT_IMAGE_STORAGE),
                ]],
            ),
            t(tags::TREATMENT_DELIVERY_CONTINUATION_FLAG, "NONE"),
            empty(tags::RADIATION_ORDER_INDEX),
            items(tags::RT_DELIVERY_START_PATIENT_POSITION_SEQUENCE, &[]),
            items(tags::REFERENCED_RT_TREATMENT_PREPARATION_SEQUENCE, &[]),
        ]],
    ),
    t(tags::RT_RADIATION_SET_DELIVERY_USAGE, "TREATMENT"),
];

/// Rt treatment preparation.
pub(in crate::object) const RT_TREATMENT_PREPARATION: &[Attribute] = &[
    items(tags::RT_PATIENT_POSITION_SCOPE_SEQUENCE, &[&[]]),
    items(
        tags::RT_TREATMENT_PREPARATION_PATIENT_POSITION_SEQUENCE,
        &[&[
            code(
                tags::PATIENT_ORIENTATION_CODE_SEQUENCE,
                "102538003",
                "SCT",
                "recumbent",
            ),
            code(
                tags::PATIENT_EQUIPMENT_RELATIONSHIP_CODE_SEQUENCE,
                "102540",
                "DCM",
                "Headfirst",
            ),
        ]],
    ),
    code(
        tags::PATIENT_TREATMENT_PREPARATION_METHOD_CODE_SEQUENCE,
        "130137",
        "DCM",
        "Laser-based setup",
    ),
    items(tags::PATIENT_TREATMENT_PREPARATION_PROCEDURE_SEQUENCE, &[]),
    t(tags::ENTITY_LONG_LABEL, "Example"),
];

/// Enhanced rt image device.
pub(in crate::object) const ENHANCED_RT_IMAGE_DEVICE: &[Attribute] = &[
    t(tags::BEAM_MODIFIER_COORDINATES_PRESENCE_FLAG, "NO"),
    t(tags::NUMBER_OF_ACQUISITION_DEVICES, "1"),
    uid(
        tags::EQUIPMENT_FRAME_OF_REFERENCE_UID,
        "equipment frame of reference",
    ),
    t(tags::NUMBER_OF_PATIENT_SUPPORT_DEVICES, "1"),
];

/// Enhanced rt image.
pub(in crate::object) const ENHANCED_RT_IMAGE: &[Attribute] = &[
    t(tags::IMAGE_TYPE, r"ORIGINAL\PRIMARY"),
    empty(tags::EXPOSURE_TIME_INU_S),
    code(
        tags::PATIENT_ORIENTATION_CODE_SEQUENCE,
        "102538003",
        "SCT",
        "recumbent",
    ),
    code(
        tags::PATIENT_EQUIPMENT_RELATIONSHIP_CODE_SEQUENCE,
        "102540",
        "DCM",
        "Headfirst",
    ),
    t(tags::ENTITY_LONG_LABEL, "Example"),
];

/// Rt patient position acquisition device.
pub(in crate::object) const RT_PATIENT_POSITION_ACQUISITION_DEVICE: &[Attribute] = &[
    t(tags::NUMBER_OF_ACQUISITION_DEVICES, "1"),
    t(tags::NUMBER_OF_PATIENT_SUPPORT_DEVICES, "1"),
];

/// Rt patient position acquisition instruction.
pub(in crate::object) const RT_PATIENT_POSITION_ACQUISITION_INSTRUCTION: &[Attribute] = &[
    items(
        tags::ACQUISITION_TASK_SEQUENCE,
        &[&[
            items(tags::RT_ACQUISITION_PATIENT_POSITION_SEQUENCE, &[]),
            code(
                tags::ACQUISITION_TASK_WORKITEM_CODE_SEQUENCE,
                "121722",
                "DCM",
                "RT Patient Position Acquisition, single plane MV",
            ),
            items(
                tags::ACQUISITION_SUBTASK_SEQUENCE,
                &[&[
                    code(
                        tags::SUBTASK_WORKITEM_CODE_SEQUENCE,
                        "121726",
                        "DCM",
                        "RT Treatment with Internal Verification",
                    ),
                    t(tags::ACQUISITION_SUBTASK_INDEX, "1"),
                    t(tags::ACQUISITION_SIGNAL_TYPE, "ELECTROMAGNETIC"),
                    t(tags::ACQUISITION_METHOD, "MV_2D"),
                ]],
            ),
            t(tags::ACQUISITION_TASK_INDEX, "1"),
        ]],
    ),
    t(tags::ENTITY_LONG_LABEL, "Example"),
];

/// Rt beams delivery instruction.
pub(in crate::object) const RT_BEAMS_DELIVERY_INSTRUCTION: &[Attribute] = &[
    items(
        tags::BEAM_TASK_SEQUENCE,
        &[&[
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
        ]],
    ),
    items(
        tags::REFERENCED_RT_PLAN_SEQUENCE,
        &[&[
            t(tags::REFERENCED_SOP_CLASS_UID, uids::CT_IMAGE_STORAGE),
            instance(tags::REFERENCED_SOP_INSTANCE_UID, uids::CT_IMAGE_STORAGE),
        ]],
    ),
];

/// Rt brachy application setup delivery instruction.
pub(in crate::object) const RT_BRACHY_APPLICATION_SETUP_DELIVERY_INSTRUCTION: &[Attribute] = &[
    items(
        tags::BRACHY_TASK_SEQUENCE,
        &[&[
            t(tags::TREATMENT_DELIVERY_TYPE, "TREATMENT"),
            t(tags::REFERENCED_BRACHY_APPLICATION_SETUP_NUMBER, "1"),
        ]],
    ),
    t(tags::CURRENT_FRACTION_NUMBER, "1"),
    items(
        tags::REFERENCED_RT_PLAN_SEQUENCE,
        &[&[
            items(
                tags::REFERENCED_SERIES_SEQUENCE,
                &[&[
                    items(
                        tags::REFERENCED_SOP_SEQUENCE,
                        &[&[
                            t(tags::REFERENCED_SOP_CLASS_UID, uids::CT_IMAGE_STORAGE),
                            instance(tags::REFERENCED_SOP_INSTANCE_UID, uids::CT_IMAGE_STORAGE),
                        ]],
                    ),
                    uid(tags::SERIES_INSTANCE_UID, "series instance"),
                ]],
            ),
            uid(tags::STUDY_INSTANCE_UID, "study instance"),
        ]],
    ),
    t(tags::REFERENCED_FRACTION_GROUP_NUMBER, "1"),
];
