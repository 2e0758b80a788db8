//! IODs: non patient.

use super::super::attribute::{Attribute, bytes, empty, items, t, uid};
use super::super::documents::{byte_lut, srgb};
use super::super::module::general::{
    ENHANCED_GENERAL_EQUIPMENT, FRAME_OF_REFERENCE, GENERAL_EQUIPMENT, GENERAL_SERIES,
    GENERAL_STUDY, ICC_PROFILE, PALETTE_COLOR_LOOKUP_TABLE,
};
use super::super::module::non_patient::{
    COLOR_PALETTE_DEFINITION, EQUIPMENT_SPECIFICATION, GENERIC_IMPLANT_TEMPLATE_DESCRIPTION,
    HANGING_PROTOCOL_DEFINITION, HANGING_PROTOCOL_DISPLAY, HANGING_PROTOCOL_ENVIRONMENT,
    IMPLANT_ASSEMBLY_TEMPLATE, IMPLANT_TEMPLATE_GROUP, INVENTORY, PROTOCOL_APPROVAL,
    PROTOCOL_CONTEXT,
};
use super::Iod;
use filmdesk_dataset::{VR, tags, uids};

pub(super) const IODS: &[Iod] = &[
    Iod {
        sop_class: uids::HANGING_PROTOCOL_STORAGE,
        name: "Hanging Protocol",
        modality: "",
        record: "HANGING PROTOCOL",
        modules: &[
            HANGING_PROTOCOL_DEFINITION,
            HANGING_PROTOCOL_ENVIRONMENT,
            HANGING_PROTOCOL_DISPLAY,
            HANGING_PROTOCOL_OWN,
        ],
    },
    Iod {
        sop_class: uids::COLOR_PALETTE_STORAGE,
        name: "Color Palette",
        modality: "",
        record: "PALETTE",
        modules: &[
            COLOR_PALETTE_DEFINITION,
            PALETTE_COLOR_LOOKUP_TABLE,
            ICC_PROFILE,
            COLOR_PALETTE_OWN,
        ],
    },
    Iod {
        sop_class: uids::GENERIC_IMPLANT_TEMPLATE_STORAGE,
        name: "Generic Implant Template",
        modality: "",
        record: "IMPLANT",
        modules: &[GENERIC_IMPLANT_TEMPLATE_DESCRIPTION],
    },
    Iod {
        sop_class: uids::IMPLANT_ASSEMBLY_TEMPLATE_STORAGE,
        name: "Implant Assembly Template",
        modality: "",
        record: "IMPLANT ASSY",
        modules: &[IMPLANT_ASSEMBLY_TEMPLATE],
    },
    Iod {
        sop_class: uids::IMPLANT_TEMPLATE_GROUP_STORAGE,
        name: "Implant Template Group",
        modality: "",
        record: "IMPLANT GROUP",
        modules: &[IMPLANT_TEMPLATE_GROUP],
    },
    Iod {
        sop_class: uids::CT_DEFINED_PROCEDURE_PROTOCOL_STORAGE,
        name: "CT Defined Procedure Protocol",
        modality: "",
        record: "",
        modules: &[
            GENERAL_EQUIPMENT,
            ENHANCED_GENERAL_EQUIPMENT,
            PROTOCOL_CONTEXT,
            EQUIPMENT_SPECIFICATION,
        ],
    },
    Iod {
        sop_class: uids::CT_PERFORMED_PROCEDURE_PROTOCOL_STORAGE,
        name: "CT Performed Procedure Protocol",
        modality: "CTPROTOCOL",
        record: "",
        modules: &[
            GENERAL_STUDY,
            GENERAL_SERIES,
            FRAME_OF_REFERENCE,
            GENERAL_EQUIPMENT,
            ENHANCED_GENERAL_EQUIPMENT,
            PROTOCOL_CONTEXT,
            &[empty(tags::LATERALITY)],
        ],
    },
    Iod {
        sop_class: uids::PROTOCOL_APPROVAL_STORAGE,
        name: "Protocol Approval",
        modality: "",
        record: "",
        modules: &[
            GENERAL_EQUIPMENT,
            ENHANCED_GENERAL_EQUIPMENT,
            PROTOCOL_APPROVAL,
        ],
    },
    Iod {
        sop_class: uids::XA_DEFINED_PROCEDURE_PROTOCOL_STORAGE,
        name: "XA Defined Procedure Protocol",
        modality: "",
        record: "",
        modules: &[
            GENERAL_EQUIPMENT,
            ENHANCED_GENERAL_EQUIPMENT,
            PROTOCOL_CONTEXT,
            EQUIPMENT_SPECIFICATION,
        ],
    },
    Iod {
        sop_class: uids::XA_PERFORMED_PROCEDURE_PROTOCOL_STORAGE,
        name: "XA Performed Procedure Protocol",
        modality: "XAPROTOCOL",
        record: "",
        modules: &[
            GENERAL_STUDY,
            GENERAL_SERIES,
            FRAME_OF_REFERENCE,
            GENERAL_EQUIPMENT,
            ENHANCED_GENERAL_EQUIPMENT,
            PROTOCOL_CONTEXT,
            &[empty(tags::LATERALITY)],
        ],
    },
    Iod {
        sop_class: uids::INVENTORY_STORAGE,
        name: "Inventory",
        modality: "",
        record: "INVENTORY",
        modules: &[GENERAL_EQUIPMENT, INVENTORY],
    },
];

const HANGING_PROTOCOL_IMAGE_SETS: &[&[Attribute]] = &[&[
    items(
        tags::IMAGE_SET_SELECTOR_SEQUENCE,
        &[&[
            t(tags::IMAGE_SET_SELECTOR_USAGE_FLAG, "MATCH"),
            t(tags::SELECTOR_ATTRIBUTE, "00080060"),
            t(tags::SELECTOR_ATTRIBUTE_VR, "CS"),
            t(tags::SELECTOR_CS_VALUE, "CT"),
            t(tags::SELECTOR_VALUE_NUMBER, "1"),
        ]],
    ),
    items(
        tags::TIME_BASED_IMAGE_SETS_SEQUENCE,
        &[&[
            t(tags::IMAGE_SET_NUMBER, "1"),
            t(tags::IMAGE_SET_SELECTOR_CATEGORY, "RELATIVE_TIME"),
            t(tags::RELATIVE_TIME, r"0\0"),
            t(tags::RELATIVE_TIME_UNITS, "DAYS"),
        ]],
    ),
]];

const HANGING_PROTOCOL_OWN: &[Attribute] = &[
    items(
        tags::HANGING_PROTOCOL_DEFINITION_SEQUENCE,
        &[&[
            t(tags::MODALITY, "CT"),
            items(tags::PROCEDURE_CODE_SEQUENCE, &[]),
            items(tags::REASON_FOR_REQUESTED_PROCEDURE_CODE_SEQUENCE, &[]),
        ]],
    ),
    items(tags::IMAGE_SETS_SEQUENCE, HANGING_PROTOCOL_IMAGE_SETS),
];

const COLOR_PALETTE_OWN: &[Attribute] = &[
    t(tags::CONTENT_LABEL, "EXAMPLE"),
    empty(tags::CONTENT_DESCRIPTION),
    empty(tags::CONTENT_CREATOR_NAME),
    uid(tags::PALETTE_COLOR_LOOKUP_TABLE_UID, "palette"),
    bytes(tags::ICC_PROFILE, VR::OB, srgb),
    t(tags::RED_PALETTE_COLOR_LOOKUP_TABLE_DESCRIPTOR, r"256\0\8"),
    t(
        tags::GREEN_PALETTE_COLOR_LOOKUP_TABLE_DESCRIPTOR,
        r"256\0\8",
    ),
    t(tags::BLUE_PALETTE_COLOR_LOOKUP_TABLE_DESCRIPTOR, r"256\0\8"),
    bytes(tags::RED_PALETTE_COLOR_LOOKUP_TABLE_DATA, VR::OW, byte_lut),
    bytes(
        tags::GREEN_PALETTE_COLOR_LOOKUP_TABLE_DATA,
        VR::OW,
        byte_lut,
    ),
    bytes(tags::BLUE_PALETTE_COLOR_LOOKUP_TABLE_DATA, VR::OW, byte_lut),
    t(tags::INSTANCE_NUMBER, "1"),
];
