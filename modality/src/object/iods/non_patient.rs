//! Protocols, hanging protocols, implants, palettes, inventories.

use super::prelude::*;

pub(super) const IODS: &[Iod] = &[
    Iod {
        sop_class: uids::HANGING_PROTOCOL_STORAGE,
        name: "Hanging Protocol",
        record: "HANGING PROTOCOL",
        attributes: &[
            t(tags::HANGING_PROTOCOL_NAME, "Example"),
            t(tags::HANGING_PROTOCOL_DESCRIPTION, "Example"),
            t(tags::HANGING_PROTOCOL_LEVEL, "SITE"),
            t(tags::HANGING_PROTOCOL_CREATOR, "Example"),
            now(tags::HANGING_PROTOCOL_CREATION_DATE_TIME),
            seq(tags::HANGING_PROTOCOL_DEFINITION_SEQUENCE).item(&[
                t(tags::MODALITY, "CT"),
                seq(tags::PROCEDURE_CODE_SEQUENCE).empty(),
                seq(tags::REASON_FOR_REQUESTED_PROCEDURE_CODE_SEQUENCE).empty(),
            ]),
            seq(tags::HANGING_PROTOCOL_USER_IDENTIFICATION_CODE_SEQUENCE).empty(),
            t(tags::NUMBER_OF_PRIORS_REFERENCED, "0"),
            seq(tags::IMAGE_SETS_SEQUENCE).item(&[
                seq(tags::IMAGE_SET_SELECTOR_SEQUENCE).item(&[
                    t(tags::IMAGE_SET_SELECTOR_USAGE_FLAG, "MATCH"),
                    t(tags::SELECTOR_ATTRIBUTE, "00080060"),
                    t(tags::SELECTOR_ATTRIBUTE_VR, "CS"),
                    t(tags::SELECTOR_CS_VALUE, "CT"),
                    t(tags::SELECTOR_VALUE_NUMBER, "1"),
                ]),
                seq(tags::TIME_BASED_IMAGE_SETS_SEQUENCE).item(&[
                    t(tags::IMAGE_SET_NUMBER, "1"),
                    t(tags::IMAGE_SET_SELECTOR_CATEGORY, "RELATIVE_TIME"),
                    t(tags::RELATIVE_TIME, r"0\0"),
                    t(tags::RELATIVE_TIME_UNITS, "DAYS"),
                ]),
            ]),
            empty(tags::NUMBER_OF_SCREENS),
            seq(tags::NOMINAL_SCREEN_DEFINITION_SEQUENCE).empty(),
            seq(tags::DISPLAY_SETS_SEQUENCE).item(&[
                t(tags::IMAGE_SET_NUMBER, "1"),
                t(tags::DISPLAY_SET_NUMBER, "1"),
                t(tags::DISPLAY_SET_PRESENTATION_GROUP, "1"),
                seq(tags::IMAGE_BOXES_SEQUENCE).item(&[
                    t(tags::DISPLAY_ENVIRONMENT_SPATIAL_POSITION, r"0\1\1\0"),
                    t(tags::IMAGE_BOX_NUMBER, "1"),
                    t(tags::IMAGE_BOX_LAYOUT_TYPE, "STACK"),
                ]),
                seq(tags::FILTER_OPERATIONS_SEQUENCE).empty(),
                seq(tags::SORTING_OPERATIONS_SEQUENCE).empty(),
            ]),
            empty(tags::PARTIAL_DATA_DISPLAY_HANDLING),
        ],
        ..BLANK
    },
    Iod {
        sop_class: uids::COLOR_PALETTE_STORAGE,
        name: "Color Palette",
        record: "PALETTE",
        modules: &[ICC_PROFILE],
        attributes: &[
            t(tags::CONTENT_LABEL, "EXAMPLE"),
            empty(tags::CONTENT_DESCRIPTION),
            t(tags::RED_PALETTE_COLOR_LOOKUP_TABLE_DESCRIPTOR, r"256\0\8"),
            t(
                tags::GREEN_PALETTE_COLOR_LOOKUP_TABLE_DESCRIPTOR,
                r"256\0\8",
            ),
            t(tags::BLUE_PALETTE_COLOR_LOOKUP_TABLE_DESCRIPTOR, r"256\0\8"),
            empty(tags::CONTENT_CREATOR_NAME),
            uid(tags::PALETTE_COLOR_LOOKUP_TABLE_UID, "palette"),
            t(tags::INSTANCE_NUMBER, "1"),
            bytes(tags::RED_PALETTE_COLOR_LOOKUP_TABLE_DATA, VR::OW, byte_lut),
            bytes(
                tags::GREEN_PALETTE_COLOR_LOOKUP_TABLE_DATA,
                VR::OW,
                byte_lut,
            ),
            bytes(tags::BLUE_PALETTE_COLOR_LOOKUP_TABLE_DATA, VR::OW, byte_lut),
        ],
        ..BLANK
    },
    Iod {
        sop_class: uids::GENERIC_IMPLANT_TEMPLATE_STORAGE,
        name: "Generic Implant Template",
        record: "IMPLANT",
        attributes: &[
            t(tags::MANUFACTURER, "Filmdesk"),
            uid(tags::FRAME_OF_REFERENCE_UID, "frame of reference"),
            t(tags::IMPLANT_NAME, "Example"),
            t(tags::IMPLANT_PART_NUMBER, "Example"),
            t(tags::IMPLANT_TEMPLATE_VERSION, "Example"),
            t(tags::IMPLANT_TYPE, "ORIGINAL"),
            now(tags::EFFECTIVE_DATE_TIME),
            empty(tags::OVERALL_TEMPLATE_SPATIAL_TOLERANCE),
            seq(tags::MATERIALS_CODE_SEQUENCE).code(sct("261249004", "Titanium")),
            seq(tags::IMPLANT_TYPE_CODE_SEQUENCE).code(TOTAL_HIP_REPLACEMENT_PROSTHESIS),
            seq(tags::FIXATION_METHOD_CODE_SEQUENCE).code(PATIENT_RESTRAINT),
        ],
        ..BLANK
    },
    Iod {
        sop_class: uids::IMPLANT_ASSEMBLY_TEMPLATE_STORAGE,
        name: "Implant Assembly Template",
        record: "IMPLANT ASSY",
        attributes: &[
            empty(tags::ENCAPSULATED_DOCUMENT),
            empty(tags::MIME_TYPE_OF_ENCAPSULATED_DOCUMENT),
            now(tags::EFFECTIVE_DATE_TIME),
            empty(tags::IMPLANT_ASSEMBLY_TEMPLATE_NAME),
            t(tags::IMPLANT_ASSEMBLY_TEMPLATE_ISSUER, "Example"),
            empty(tags::IMPLANT_ASSEMBLY_TEMPLATE_VERSION),
            t(tags::IMPLANT_ASSEMBLY_TEMPLATE_TYPE, "ORIGINAL"),
            seq(tags::IMPLANT_ASSEMBLY_TEMPLATE_TARGET_ANATOMY_SEQUENCE)
                .item(&[seq(tags::ANATOMIC_REGION_SEQUENCE).code(THORAX)]),
            seq(tags::PROCEDURE_TYPE_CODE_SEQUENCE).code(sct("77477000", "Computed tomography")),
            seq(tags::COMPONENT_TYPES_SEQUENCE).item(&[
                seq(tags::COMPONENT_TYPE_CODE_SEQUENCE).code(TOTAL_HIP_REPLACEMENT_PROSTHESIS),
                t(tags::EXCLUSIVE_COMPONENT_TYPE, "YES"),
                t(tags::MANDATORY_COMPONENT_TYPE, "YES"),
                seq(tags::COMPONENT_SEQUENCE).item(&[
                    t(tags::REFERENCED_SOP_CLASS_UID, uids::CT_IMAGE_STORAGE),
                    uid_of(tags::REFERENCED_SOP_INSTANCE_UID, uids::CT_IMAGE_STORAGE),
                    t(tags::COMPONENT_ID, "1"),
                ]),
            ]),
        ],
        ..BLANK
    },
    Iod {
        sop_class: uids::IMPLANT_TEMPLATE_GROUP_STORAGE,
        name: "Implant Template Group",
        record: "IMPLANT GROUP",
        attributes: &[
            now(tags::EFFECTIVE_DATE_TIME),
            t(tags::IMPLANT_TEMPLATE_GROUP_NAME, "Example"),
            t(tags::IMPLANT_TEMPLATE_GROUP_ISSUER, "Example"),
            empty(tags::IMPLANT_TEMPLATE_GROUP_VERSION),
            seq(tags::IMPLANT_TEMPLATE_GROUP_MEMBERS_SEQUENCE).item(&[
                t(tags::REFERENCED_SOP_CLASS_UID, uids::CT_IMAGE_STORAGE),
                uid_of(tags::REFERENCED_SOP_INSTANCE_UID, uids::CT_IMAGE_STORAGE),
                t(tags::IMPLANT_TEMPLATE_GROUP_MEMBER_ID, "1"),
            ]),
            seq(tags::IMPLANT_TEMPLATE_GROUP_VARIATION_DIMENSION_SEQUENCE).item(&[
                t(
                    tags::IMPLANT_TEMPLATE_GROUP_VARIATION_DIMENSION_NAME,
                    "Example",
                ),
                seq(tags::IMPLANT_TEMPLATE_GROUP_VARIATION_DIMENSION_RANK_SEQUENCE).item(&[
                    t(tags::REFERENCED_IMPLANT_TEMPLATE_GROUP_MEMBER_ID, "1"),
                    t(tags::IMPLANT_TEMPLATE_GROUP_VARIATION_DIMENSION_RANK, "1"),
                ]),
            ]),
        ],
        ..BLANK
    },
    Iod {
        sop_class: uids::CT_DEFINED_PROCEDURE_PROTOCOL_STORAGE,
        name: "CT Defined Procedure Protocol",
        modules: &[
            GENERAL_EQUIPMENT,
            ENHANCED_GENERAL_EQUIPMENT,
            PROTOCOL_CONTEXT,
            EQUIPMENT_SPECIFICATION,
        ],
        ..BLANK
    },
    Iod {
        sop_class: uids::CT_PERFORMED_PROCEDURE_PROTOCOL_STORAGE,
        name: "CT Performed Procedure Protocol",
        modality: "CTPROTOCOL",
        general: PLACED_ENHANCED_SERIES,
        modules: &[PROTOCOL_CONTEXT],
        attributes: &[empty(tags::LATERALITY)],
        ..BLANK
    },
    Iod {
        sop_class: uids::PROTOCOL_APPROVAL_STORAGE,
        name: "Protocol Approval",
        modules: &[GENERAL_EQUIPMENT, ENHANCED_GENERAL_EQUIPMENT],
        attributes: &[
            seq(tags::APPROVAL_SEQUENCE).item(&[
                seq(tags::ASSERTION_CODE_SEQUENCE)
                    .code(dcm("125101", "Unspecified method of calculation")),
                uid(tags::ASSERTION_UID, "assertion"),
                seq(tags::ASSERTER_IDENTIFICATION_SEQUENCE).item(&[
                    empty(tags::INSTITUTION_NAME),
                    seq(tags::INSTITUTION_CODE_SEQUENCE).empty(),
                    t(tags::OBSERVER_TYPE, "DEV"),
                ]),
                now(tags::ASSERTION_DATE_TIME),
            ]),
            seq(tags::APPROVAL_SUBJECT_SEQUENCE).instance(uids::CT_IMAGE_STORAGE),
        ],
        ..BLANK
    },
    Iod {
        sop_class: uids::XA_DEFINED_PROCEDURE_PROTOCOL_STORAGE,
        name: "XA Defined Procedure Protocol",
        modules: &[
            GENERAL_EQUIPMENT,
            ENHANCED_GENERAL_EQUIPMENT,
            PROTOCOL_CONTEXT,
            EQUIPMENT_SPECIFICATION,
        ],
        ..BLANK
    },
    Iod {
        sop_class: uids::XA_PERFORMED_PROCEDURE_PROTOCOL_STORAGE,
        name: "XA Performed Procedure Protocol",
        modality: "XAPROTOCOL",
        general: PLACED_ENHANCED_SERIES,
        modules: &[PROTOCOL_CONTEXT],
        attributes: &[empty(tags::LATERALITY)],
        ..BLANK
    },
    Iod {
        sop_class: uids::INVENTORY_STORAGE,
        name: "Inventory",
        record: "INVENTORY",
        modules: &[GENERAL_EQUIPMENT],
        attributes: &[
            now(tags::CONTENT_DATE),
            now(tags::CONTENT_TIME),
            seq(tags::SCOPE_OF_INVENTORY_SEQUENCE).empty(),
            empty(tags::INVENTORY_PURPOSE),
            t(tags::INVENTORY_LEVEL, "STUDY"),
            seq(tags::INCORPORATED_INVENTORY_INSTANCE_SEQUENCE).empty(),
            seq(tags::INVENTORIED_STUDIES_SEQUENCE).empty(),
            t(tags::INVENTORY_COMPLETION_STATUS, "COMPLETE"),
            t(tags::NUMBER_OF_STUDY_RECORDS_IN_INSTANCE, "1"),
            t(tags::TOTAL_NUMBER_OF_STUDY_RECORDS, "1"),
        ],
        ..BLANK
    },
];

const PROTOCOL_CONTEXT: Table = &[
    now(tags::INSTANCE_CREATION_DATE),
    now(tags::INSTANCE_CREATION_TIME),
    seq(tags::RESPONSIBLE_GROUP_CODE_SEQUENCE).empty(),
    t(tags::PROTOCOL_NAME, "Example"),
    t(tags::CONTENT_CREATOR_NAME, "Operator^Example"),
];

const EQUIPMENT_SPECIFICATION: Table = &[t(tags::EQUIPMENT_MODALITY, "CT")];
