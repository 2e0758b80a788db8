//! Modules: structured report.

use super::super::attribute::{Attribute, code, instance, items, now, t, uid};
use filmdesk_dataset::{tags, uids};

/// Sr document series.
pub(in crate::object) const SR_DOCUMENT_SERIES: &[Attribute] = &[items(
    tags::REFERENCED_PERFORMED_PROCEDURE_STEP_SEQUENCE,
    &[],
)];

/// Sr document general.
pub(in crate::object) const SR_DOCUMENT_GENERAL: &[Attribute] = &[
    now(tags::CONTENT_DATE),
    now(tags::CONTENT_TIME),
    items(tags::PERFORMED_PROCEDURE_CODE_SEQUENCE, &[]),
    t(tags::COMPLETION_FLAG, "COMPLETE"),
    t(tags::VERIFICATION_FLAG, "UNVERIFIED"),
];

/// Sr document content.
pub(in crate::object) const SR_DOCUMENT_CONTENT: &[Attribute] = &[
    items(
        tags::REFERENCED_SOP_SEQUENCE,
        &[&[
            t(tags::REFERENCED_SOP_CLASS_UID, uids::CT_IMAGE_STORAGE),
            instance(tags::REFERENCED_SOP_INSTANCE_UID, uids::CT_IMAGE_STORAGE),
        ]],
    ),
    t(tags::VALUE_TYPE, "CONTAINER"),
    t(tags::CONTINUITY_OF_CONTENT, "SEPARATE"),
    t(tags::TEMPORAL_RANGE_TYPE, "POINT"),
    code(tags::CONCEPT_CODE_SEQUENCE, "121071", "DCM", "Finding"),
    items(tags::MEASURED_VALUE_SEQUENCE, &[]),
    items(
        tags::TABULATED_VALUES_SEQUENCE,
        &[&[
            t(tags::NUMBER_OF_TABLE_ROWS, "1"),
            t(tags::NUMBER_OF_TABLE_COLUMNS, "1"),
            items(tags::CELL_VALUES_SEQUENCE, &[&[]]),
        ]],
    ),
    t(tags::GRAPHIC_DATA, r"32\32"),
    t(tags::GRAPHIC_TYPE, "POINT"),
    uid(
        tags::REFERENCED_FRAME_OF_REFERENCE_UID,
        "frame of reference",
    ),
];

/// Key object document series.
pub(in crate::object) const KEY_OBJECT_DOCUMENT_SERIES: &[Attribute] = &[items(
    tags::REFERENCED_PERFORMED_PROCEDURE_STEP_SEQUENCE,
    &[],
)];

/// Key object document.
pub(in crate::object) const KEY_OBJECT_DOCUMENT: &[Attribute] = &[
    now(tags::CONTENT_DATE),
    now(tags::CONTENT_TIME),
    items(
        tags::CURRENT_REQUESTED_PROCEDURE_EVIDENCE_SEQUENCE,
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
];

/// Timezone.
pub(in crate::object) const TIMEZONE: &[Attribute] =
    &[t(tags::TIMEZONE_OFFSET_FROM_UTC, "Example")];

/// Content assessment results.
pub(in crate::object) const CONTENT_ASSESSMENT_RESULTS: &[Attribute] = &[
    t(tags::ASSESSMENT_SUMMARY, "PASSED"),
    items(
        tags::ASSESSED_SOP_INSTANCE_SEQUENCE,
        &[&[
            t(tags::REFERENCED_SOP_CLASS_UID, uids::CT_IMAGE_STORAGE),
            instance(tags::REFERENCED_SOP_INSTANCE_UID, uids::CT_IMAGE_STORAGE),
        ]],
    ),
    t(tags::NUMBER_OF_ASSESSMENT_OBSERVATIONS, "1"),
    items(tags::ASSESSMENT_REQUESTER_SEQUENCE, &[]),
    code(
        tags::ASSESSMENT_TYPE_CODE_SEQUENCE,
        "121071",
        "DCM",
        "Finding",
    ),
    t(tags::ASSESSMENT_LABEL, "Example"),
];
