//! Modules: non patient.

use super::super::attribute::{Attribute, code, empty, instance, items, now, t, uid};
use filmdesk_dataset::{tags, uids};

/// Hanging protocol definition.
pub(in crate::object) const HANGING_PROTOCOL_DEFINITION: &[Attribute] = &[
    t(tags::HANGING_PROTOCOL_NAME, "Example"),
    t(tags::HANGING_PROTOCOL_DESCRIPTION, "Example"),
    t(tags::HANGING_PROTOCOL_LEVEL, "SITE"),
    t(tags::HANGING_PROTOCOL_CREATOR, "Example"),
    now(tags::HANGING_PROTOCOL_CREATION_DATE_TIME),
    items(
        tags::HANGING_PROTOCOL_DEFINITION_SEQUENCE,
        &[&[
            items(tags::PROCEDURE_CODE_SEQUENCE, &[]),
            items(tags::REASON_FOR_REQUESTED_PROCEDURE_CODE_SEQUENCE, &[]),
        ]],
    ),
    items(
        tags::HANGING_PROTOCOL_USER_IDENTIFICATION_CODE_SEQUENCE,
        &[],
    ),
    t(tags::NUMBER_OF_PRIORS_REFERENCED, "0"),
    items(
        tags::IMAGE_SETS_SEQUENCE,
        &[&[
            items(
                tags::IMAGE_SET_SELECTOR_SEQUENCE,
                &[&[
                    t(tags::IMAGE_SET_SELECTOR_USAGE_FLAG, "MATCH"),
                    t(tags::SELECTOR_ATTRIBUTE, "00080060"),
                    t(tags::SELECTOR_VALUE_NUMBER, "1"),
                    t(tags::SELECTOR_ATTRIBUTE_VR, "CS"),
                ]],
            ),
            items(
                tags::TIME_BASED_IMAGE_SETS_SEQUENCE,
                &[&[
                    t(tags::IMAGE_SET_NUMBER, "1"),
                    t(tags::IMAGE_SET_SELECTOR_CATEGORY, "RELATIVE_TIME"),
                ]],
            ),
        ]],
    ),
];

/// Hanging protocol environment.
pub(in crate::object) const HANGING_PROTOCOL_ENVIRONMENT: &[Attribute] = &[
    empty(tags::NUMBER_OF_SCREENS),
    items(tags::NOMINAL_SCREEN_DEFINITION_SEQUENCE, &[]),
];

/// Hanging protocol display.
pub(in crate::object) const HANGING_PROTOCOL_DISPLAY: &[Attribute] = &[
    items(
        tags::DISPLAY_SETS_SEQUENCE,
        &[&[
            t(tags::IMAGE_SET_NUMBER, "1"),
            t(tags::DISPLAY_SET_NUMBER, "1"),
            t(tags::DISPLAY_SET_PRESENTATION_GROUP, "1"),
            items(
                tags::IMAGE_BOXES_SEQUENCE,
                &[&[
                    t(tags::DISPLAY_ENVIRONMENT_SPATIAL_POSITION, r"0\1\1\0"),
                    t(tags::IMAGE_BOX_NUMBER, "1"),
                    t(tags::IMAGE_BOX_LAYOUT_TYPE, "STACK"),
                ]],
            ),
            items(tags::FILTER_OPERATIONS_SEQUENCE, &[]),
            items(tags::SORTING_OPERATIONS_SEQUENCE, &[]),
        ]],
    ),
    empty(tags::PARTIAL_DATA_DISPLAY_HANDLING),
];

/// Color palette definition.
pub(in crate::object) const COLOR_PALETTE_DEFINITION: &[Attribute] = &[
    t(tags::CONTENT_LABEL, "EXAMPLE"),
    empty(tags::CONTENT_DESCRIPTION),
];

/// Generic implant template description.
pub(in crate::object) const GENERIC_IMPLANT_TEMPLATE_DESCRIPTION: &[Attribute] = &[
    t(tags::MANUFACTURER, "Filmdesk"),
    uid(tags::FRAME_OF_REFERENCE_UID, "frame of reference"),
    t(tags::IMPLANT_NAME, "Example"),
    t(tags::IMPLANT_PART_NUMBER, "Example"),
    t(tags::IMPLANT_TEMPLATE_VERSION, "Example"),
    t(tags::IMPLANT_TYPE, "ORIGINAL"),
    now(tags::EFFECTIVE_DATE_TIME),
    empty(tags::OVERALL_TEMPLATE_SPATIAL_TOLERANCE),
    code(
        tags::MATERIALS_CODE_SEQUENCE,
        "261249004",
        "SCT",
        "Titanium",
    ),
    code(
        tags::IMPLANT_TYPE_CODE_SEQUENCE,
        "304120007",
        "SCT",
        "Total hip replacement prosthesis",
    ),
    code(
        tags::FIXATION_METHOD_CODE_SEQUENCE,
        "701638003",
        "SCT",
        "Patient restraint",
    ),
];

/// Implant assembly template.
pub(in crate::object) const IMPLANT_ASSEMBLY_TEMPLATE: &[Attribute] = &[
    empty(tags::ENCAPSULATED_DOCUMENT),
    empty(tags::MIME_TYPE_OF_ENCAPSULATED_DOCUMENT),
    now(tags::EFFECTIVE_DATE_TIME),
    empty(tags::IMPLANT_ASSEMBLY_TEMPLATE_NAME),
    t(tags::IMPLANT_ASSEMBLY_TEMPLATE_ISSUER, "Example"),
    empty(tags::IMPLANT_ASSEMBLY_TEMPLATE_VERSION),
    t(tags::IMPLANT_ASSEMBLY_TEMPLATE_TYPE, "ORIGINAL"),
    items(
        tags::IMPLANT_ASSEMBLY_TEMPLATE_TARGET_ANATOMY_SEQUENCE,
        &[&[code(
            tags::ANATOMIC_REGION_SEQUENCE,
            "816094009",
            "SCT",
            "Thorax",
        )]],
    ),
    code(
        tags::PROCEDURE_TYPE_CODE_SEQUENCE,
        "77477000",
        "SCT",
        "Computed tomography",
    ),
    items(
        tags::COMPONENT_TYPES_SEQUENCE,
        &[&[
            code(
                tags::COMPONENT_TYPE_CODE_SEQUENCE,
                "304120007",
                "SCT",
                "Total hip replacement prosthesis",
            ),
            t(tags::EXCLUSIVE_COMPONENT_TYPE, "YES"),
            t(tags::MANDATORY_COMPONENT_TYPE, "YES"),
            items(
                tags::COMPONENT_SEQUENCE,
                &[&[
                    t(tags::REFERENCED_SOP_CLASS_UID, uids::CT_IMAGE_STORAGE),
                    instance(tags::REFERENCED_SOP_INSTANCE_UID, uids::CT_IMAGE_STORAGE),
                    t(tags::COMPONENT_ID, "1"),
                ]],
            ),
        ]],
    ),
];

/// Implant template group.
pub(in crate::object) const IMPLANT_TEMPLATE_GROUP: &[Attribute] = &[
    now(tags::EFFECTIVE_DATE_TIME),
    t(tags::IMPLANT_TEMPLATE_GROUP_NAME, "Example"),
    t(tags::IMPLANT_TEMPLATE_GROUP_ISSUER, "Example"),
    empty(tags::IMPLANT_TEMPLATE_GROUP_VERSION),
    items(
        tags::IMPLANT_TEMPLATE_GROUP_MEMBERS_SEQUENCE,
        &[&[
            t(tags::REFERENCED_SOP_CLASS_UID, uids::CT_IMAGE_STORAGE),
            instance(tags::REFERENCED_SOP_INSTANCE_UID, uids::CT_IMAGE_STORAGE),
            t(tags::IMPLANT_TEMPLATE_GROUP_MEMBER_ID, "1"),
        ]],
    ),
    items(
        tags::IMPLANT_TEMPLATE_GROUP_VARIATION_DIMENSION_SEQUENCE,
        &[&[
            t(
                tags::IMPLANT_TEMPLATE_GROUP_VARIATION_DIMENSION_NAME,
                "Example",
            ),
            items(
                tags::IMPLANT_TEMPLATE_GROUP_VARIATION_DIMENSION_RANK_SEQUENCE,
                &[&[
                    t(tags::REFERENCED_IMPLANT_TEMPLATE_GROUP_MEMBER_ID, "1"),
                    t(tags::IMPLANT_TEMPLATE_GROUP_VARIATION_DIMENSION_RANK, "1"),
                ]],
            ),
        ]],
    ),
];

/// Protocol context.
pub(in crate::object) const PROTOCOL_CONTEXT: &[Attribute] = &[
    now(tags::INSTANCE_CREATION_DATE),
    now(tags::INSTANCE_CREATION_TIME),
    items(tags::RESPONSIBLE_GROUP_CODE_SEQUENCE, &[]),
    t(tags::PROTOCOL_NAME, "Example"),
    t(tags::CONTENT_CREATOR_NAME, "Operator^Example"),
];

/// Equipment specification.
pub(in crate::object) const EQUIPMENT_SPECIFICATION: &[Attribute] =
    &[t(tags::EQUIPMENT_MODALITY, "CT")];

/// Protocol approval.
pub(in crate::object) const PROTOCOL_APPROVAL: &[Attribute] = &[
    items(
        tags::APPROVAL_SEQUENCE,
        &[&[
            code(
                tags::ASSERTION_CODE_SEQUENCE,
                "125101",
                "DCM",
                "Unspecified method of calculation",
            ),
            uid(tags::ASSERTION_UID, "assertion"),
            items(
                tags::ASSERTER_IDENTIFICATION_SEQUENCE,
                &[&[
                    empty(tags::INSTITUTION_NAME),
                    items(tags::INSTITUTION_CODE_SEQUENCE, &[]),
                    t(tags::OBSERVER_TYPE, "DEV"),
                ]],
            ),
            now(tags::ASSERTION_DATE_TIME),
        ]],
    ),
    items(
        tags::APPROVAL_SUBJECT_SEQUENCE,
        &[&[
            t(tags::REFERENCED_SOP_CLASS_UID, uids::CT_IMAGE_STORAGE),
            instance(tags::REFERENCED_SOP_INSTANCE_UID, uids::CT_IMAGE_STORAGE),
        ]],
    ),
];

/// Inventory.
pub(in crate::object) const INVENTORY: &[Attribute] = &[
    now(tags::CONTENT_DATE),
    now(tags::CONTENT_TIME),
    items(tags::SCOPE_OF_INVENTORY_SEQUENCE, &[]),
    empty(tags::INVENTORY_PURPOSE),
    t(tags::INVENTORY_LEVEL, "STUDY"),
    items(tags::INCORPORATED_INVENTORY_INSTANCE_SEQUENCE, &[]),
    items(tags::INVENTORIED_STUDIES_SEQUENCE, &[]),
    t(tags::INVENTORY_COMPLETION_STATUS, "COMPLETE"),
    t(tags::NUMBER_OF_STUDY_RECORDS_IN_INSTANCE, "1"),
    t(tags::TOTAL_NUMBER_OF_STUDY_RECORDS, "1"),
];
