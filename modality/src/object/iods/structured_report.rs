//! IODs: structured report.

use super::super::attribute::{Attribute, code, empty, instance, items, now, series, t, uid};
use super::super::module::general::{
    ENHANCED_GENERAL_EQUIPMENT, GENERAL_EQUIPMENT, GENERAL_SERIES, GENERAL_STUDY, SYNCHRONIZATION,
};
use super::super::module::structured_report::{
    CONTENT_ASSESSMENT_RESULTS, KEY_OBJECT_DOCUMENT, KEY_OBJECT_DOCUMENT_SERIES,
    SR_DOCUMENT_CONTENT, SR_DOCUMENT_GENERAL, SR_DOCUMENT_SERIES, TIMEZONE,
};
use super::Iod;
use filmdesk_dataset::{tags, uids};

pub(super) const IODS: &[Iod] = &[
    Iod {
        sop_class: uids::BASIC_TEXT_SR_STORAGE,
        name: "Basic Text SR",
        modality: "SR",
        record: "SR DOCUMENT",
        modules: &[
            GENERAL_STUDY,
            SR_DOCUMENT_SERIES,
            GENERAL_EQUIPMENT,
            SR_DOCUMENT_GENERAL,
            SR_DOCUMENT_CONTENT,
            BASIC_TEXT_SR_OWN,
        ],
    },
    Iod {
        sop_class: uids::ENHANCED_SR_STORAGE,
        name: "Enhanced SR",
        modality: "SR",
        record: "SR DOCUMENT",
        modules: &[
            GENERAL_STUDY,
            SR_DOCUMENT_SERIES,
            GENERAL_EQUIPMENT,
            SR_DOCUMENT_GENERAL,
            SR_DOCUMENT_CONTENT,
            ENHANCED_SR_OWN,
        ],
    },
    Iod {
        sop_class: uids::COMPREHENSIVE_SR_STORAGE,
        name: "Comprehensive SR",
        modality: "SR",
        record: "SR DOCUMENT",
        modules: &[
            GENERAL_STUDY,
            SR_DOCUMENT_SERIES,
            GENERAL_EQUIPMENT,
            SR_DOCUMENT_GENERAL,
            SR_DOCUMENT_CONTENT,
            COMPREHENSIVE_SR_OWN,
        ],
    },
    Iod {
        sop_class: uids::COMPREHENSIVE3_DSR_STORAGE,
        name: "Comprehensive 3D SR",
        modality: "SR",
        record: "SR DOCUMENT",
        modules: &[
            GENERAL_STUDY,
            SR_DOCUMENT_SERIES,
            GENERAL_EQUIPMENT,
            SR_DOCUMENT_GENERAL,
            SR_DOCUMENT_CONTENT,
            COMPREHENSIVE_3D_SR_OWN,
        ],
    },
    Iod {
        sop_class: uids::EXTENSIBLE_SR_STORAGE,
        name: "Extensible SR",
        modality: "SR",
        record: "SR DOCUMENT",
        modules: &[
            GENERAL_STUDY,
            SR_DOCUMENT_SERIES,
            GENERAL_EQUIPMENT,
            ENHANCED_GENERAL_EQUIPMENT,
            SR_DOCUMENT_GENERAL,
            SR_DOCUMENT_CONTENT,
            EXTENSIBLE_SR_OWN,
        ],
    },
    Iod {
        sop_class: uids::PROCEDURE_LOG_STORAGE,
        name: "Procedure Log",
        modality: "SR",
        record: "SR DOCUMENT",
        modules: &[
            GENERAL_STUDY,
            SR_DOCUMENT_SERIES,
            SYNCHRONIZATION,
            GENERAL_EQUIPMENT,
            SR_DOCUMENT_GENERAL,
            SR_DOCUMENT_CONTENT,
            PROCEDURE_LOG_OWN,
        ],
    },
    Iod {
        sop_class: uids::MAMMOGRAPHY_CADSR_STORAGE,
        name: "Mammography CAD SR",
        modality: "SR",
        record: "SR DOCUMENT",
        modules: &[
            GENERAL_STUDY,
            SR_DOCUMENT_SERIES,
            GENERAL_EQUIPMENT,
            SR_DOCUMENT_GENERAL,
            SR_DOCUMENT_CONTENT,
            MAMMOGRAPHY_CAD_SR_OWN,
        ],
    },
    Iod {
        sop_class: uids::KEY_OBJECT_SELECTION_DOCUMENT_STORAGE,
        name: "Key Object Selection Document",
        modality: "KO",
        record: "KEY OBJECT DOC",
        modules: &[
            GENERAL_STUDY,
            KEY_OBJECT_DOCUMENT_SERIES,
            GENERAL_EQUIPMENT,
            KEY_OBJECT_DOCUMENT,
            SR_DOCUMENT_CONTENT,
            KEY_OBJECT_SELECTION_DOCUMENT_OWN,
        ],
    },
    Iod {
        sop_class: uids::CHEST_CADSR_STORAGE,
        name: "Chest CAD SR",
        modality: "SR",
        record: "SR DOCUMENT",
        modules: &[
            GENERAL_STUDY,
            SR_DOCUMENT_SERIES,
            GENERAL_EQUIPMENT,
            SR_DOCUMENT_GENERAL,
            SR_DOCUMENT_CONTENT,
            CHEST_CAD_SR_OWN,
        ],
    },
    Iod {
        sop_class: uids::X_RAY_RADIATION_DOSE_SR_STORAGE,
        name: "X-Ray Radiation Dose SR",
        modality: "SR",
        record: "SR DOCUMENT",
        modules: &[
            GENERAL_STUDY,
            SR_DOCUMENT_SERIES,
            GENERAL_EQUIPMENT,
            ENHANCED_GENERAL_EQUIPMENT,
            SR_DOCUMENT_GENERAL,
            SR_DOCUMENT_CONTENT,
            X_RAY_RADIATION_DOSE_SR_OWN,
        ],
    },
    Iod {
        sop_class: uids::RADIOPHARMACEUTICAL_RADIATION_DOSE_SR_STORAGE,
        name: "Radiopharmaceutical Radiation Dose SR",
        modality: "SR",
        record: "SR DOCUMENT",
        modules: &[
            GENERAL_STUDY,
            SR_DOCUMENT_SERIES,
            GENERAL_EQUIPMENT,
            ENHANCED_GENERAL_EQUIPMENT,
            SR_DOCUMENT_GENERAL,
            SR_DOCUMENT_CONTENT,
            RADIOPHARMACEUTICAL_RADIATION_DOSE_SR_OWN,
        ],
    },
    Iod {
        sop_class: uids::COLON_CADSR_STORAGE,
        name: "Colon CAD SR",
        modality: "SR",
        record: "SR DOCUMENT",
        modules: &[
            GENERAL_STUDY,
            SR_DOCUMENT_SERIES,
            GENERAL_EQUIPMENT,
            ENHANCED_GENERAL_EQUIPMENT,
            SR_DOCUMENT_GENERAL,
            SR_DOCUMENT_CONTENT,
            COLON_CAD_SR_OWN,
        ],
    },
    Iod {
        sop_class: uids::IMPLANTATION_PLAN_SR_STORAGE,
        name: "Implantation Plan SR",
        modality: "SR",
        record: "SR DOCUMENT",
        modules: &[
            GENERAL_STUDY,
            SR_DOCUMENT_SERIES,
            GENERAL_EQUIPMENT,
            ENHANCED_GENERAL_EQUIPMENT,
            SR_DOCUMENT_GENERAL,
            SR_DOCUMENT_CONTENT,
            IMPLANTATION_PLAN_SR_OWN,
        ],
    },
    Iod {
        sop_class: uids::ACQUISITION_CONTEXT_SR_STORAGE,
        name: "Acquisition Context SR",
        modality: "SR",
        record: "SR DOCUMENT",
        modules: &[
            GENERAL_STUDY,
            SR_DOCUMENT_SERIES,
            GENERAL_EQUIPMENT,
            ENHANCED_GENERAL_EQUIPMENT,
            SR_DOCUMENT_GENERAL,
            SR_DOCUMENT_CONTENT,
            ACQUISITION_CONTEXT_SR_OWN,
        ],
    },
    Iod {
        sop_class: uids::SIMPLIFIED_ADULT_ECHO_SR_STORAGE,
        name: "Simplified Adult Echo SR",
        modality: "SR",
        record: "SR DOCUMENT",
        modules: &[
            GENERAL_STUDY,
            SR_DOCUMENT_SERIES,
            GENERAL_EQUIPMENT,
            ENHANCED_GENERAL_EQUIPMENT,
            SR_DOCUMENT_GENERAL,
            SR_DOCUMENT_CONTENT,
            TIMEZONE,
            SIMPLIFIED_ADULT_ECHO_SR_OWN,
        ],
    },
    Iod {
        sop_class: uids::PATIENT_RADIATION_DOSE_SR_STORAGE,
        name: "Patient Radiation Dose SR",
        modality: "SR",
        record: "SR DOCUMENT",
        modules: &[
            GENERAL_STUDY,
            SR_DOCUMENT_SERIES,
            GENERAL_EQUIPMENT,
            ENHANCED_GENERAL_EQUIPMENT,
            SR_DOCUMENT_GENERAL,
            SR_DOCUMENT_CONTENT,
            PATIENT_RADIATION_DOSE_SR_OWN,
        ],
    },
    Iod {
        sop_class: uids::PLANNED_IMAGING_AGENT_ADMINISTRATION_SR_STORAGE,
        name: "Planned Imaging Agent Administration SR",
        modality: "SR",
        record: "SR DOCUMENT",
        modules: &[
            GENERAL_STUDY,
            SR_DOCUMENT_SERIES,
            GENERAL_EQUIPMENT,
            ENHANCED_GENERAL_EQUIPMENT,
            SR_DOCUMENT_GENERAL,
            SR_DOCUMENT_CONTENT,
            PLANNED_IMAGING_AGENT_ADMINISTRATION_SR_OWN,
        ],
    },
    Iod {
        sop_class: uids::PERFORMED_IMAGING_AGENT_ADMINISTRATION_SR_STORAGE,
        name: "Performed Imaging Agent Administration SR",
        modality: "SR",
        record: "SR DOCUMENT",
        modules: &[
            GENERAL_STUDY,
            SR_DOCUMENT_SERIES,
            SYNCHRONIZATION,
            GENERAL_EQUIPMENT,
            ENHANCED_GENERAL_EQUIPMENT,
            SR_DOCUMENT_GENERAL,
            SR_DOCUMENT_CONTENT,
            PERFORMED_IMAGING_AGENT_ADMINISTRATION_SR_OWN,
        ],
    },
    Iod {
        sop_class: uids::ENHANCED_X_RAY_RADIATION_DOSE_SR_STORAGE,
        name: "Enhanced X-Ray Radiation Dose SR",
        modality: "SR",
        record: "SR DOCUMENT",
        modules: &[
            GENERAL_STUDY,
            SR_DOCUMENT_SERIES,
            GENERAL_EQUIPMENT,
            ENHANCED_GENERAL_EQUIPMENT,
            SR_DOCUMENT_GENERAL,
            SR_DOCUMENT_CONTENT,
            ENHANCED_X_RAY_RADIATION_DOSE_SR_OWN,
        ],
    },
    Iod {
        sop_class: uids::WAVEFORM_ANNOTATION_SR_STORAGE,
        name: "Waveform Annotation SRStorage",
        modality: "SR",
        record: "SR DOCUMENT",
        modules: &[
            GENERAL_STUDY,
            SR_DOCUMENT_SERIES,
            GENERAL_EQUIPMENT,
            SR_DOCUMENT_GENERAL,
            SR_DOCUMENT_CONTENT,
            WAVEFORM_ANNOTATION_SRSTORAGE_OWN,
        ],
    },
    Iod {
        sop_class: uids::SPECTACLE_PRESCRIPTION_REPORT_STORAGE,
        name: "Spectacle Prescription Report",
        modality: "SR",
        record: "SR DOCUMENT",
        modules: &[
            GENERAL_STUDY,
            SR_DOCUMENT_SERIES,
            GENERAL_EQUIPMENT,
            ENHANCED_GENERAL_EQUIPMENT,
            SR_DOCUMENT_GENERAL,
            SR_DOCUMENT_CONTENT,
            SPECTACLE_PRESCRIPTION_REPORT_OWN,
        ],
    },
    Iod {
        sop_class: uids::MACULAR_GRID_THICKNESS_AND_VOLUME_REPORT_STORAGE,
        name: "Macular Grid Thickness and Volume Report",
        modality: "SR",
        record: "SR DOCUMENT",
        modules: &[
            GENERAL_STUDY,
            SR_DOCUMENT_SERIES,
            GENERAL_EQUIPMENT,
            ENHANCED_GENERAL_EQUIPMENT,
            SR_DOCUMENT_GENERAL,
            SR_DOCUMENT_CONTENT,
            MACULAR_GRID_THICKNESS_AND_VOLUME_REPORT_OWN,
        ],
    },
    Iod {
        sop_class: uids::CONTENT_ASSESSMENT_RESULTS_STORAGE,
        name: "Content Assessment Results",
        modality: "ASMT",
        record: "ASSESSMENT",
        modules: &[
            GENERAL_STUDY,
            GENERAL_SERIES,
            GENERAL_EQUIPMENT,
            ENHANCED_GENERAL_EQUIPMENT,
            CONTENT_ASSESSMENT_RESULTS,
            &[
                code(
                    tags::ASSESSMENT_TYPE_CODE_SEQUENCE,
                    "121071",
                    "DCM",
                    "Finding",
                ),
                items(tags::ASSESSMENT_OBSERVATIONS_SEQUENCE, &[]),
                empty(tags::LATERALITY),
            ],
        ],
    },
];

const BASIC_TEXT_SR_CONTENT: &[&[Attribute]] = &[
    &[
        t(tags::RELATIONSHIP_TYPE, "HAS CONCEPT MOD"),
        t(tags::VALUE_TYPE, "CODE"),
        code(
            tags::CONCEPT_NAME_CODE_SEQUENCE,
            "121049",
            "DCM",
            "Language of Content Item and Descendants",
        ),
        code(tags::CONCEPT_CODE_SEQUENCE, "en", "RFC5646", "English"),
    ],
    &[
        t(tags::RELATIONSHIP_TYPE, "HAS OBS CONTEXT"),
        t(tags::VALUE_TYPE, "CODE"),
        code(
            tags::CONCEPT_NAME_CODE_SEQUENCE,
            "121005",
            "DCM",
            "Observer Type",
        ),
        code(tags::CONCEPT_CODE_SEQUENCE, "121007", "DCM", "Device"),
    ],
    &[
        t(tags::RELATIONSHIP_TYPE, "HAS OBS CONTEXT"),
        t(tags::VALUE_TYPE, "UIDREF"),
        code(
            tags::CONCEPT_NAME_CODE_SEQUENCE,
            "121012",
            "DCM",
            "Device Observer UID",
        ),
        uid(tags::UID, "device"),
    ],
    &[
        t(tags::RELATIONSHIP_TYPE, "CONTAINS"),
        t(tags::VALUE_TYPE, "CONTAINER"),
        code(
            tags::CONCEPT_NAME_CODE_SEQUENCE,
            "121070",
            "DCM",
            "Findings",
        ),
        t(tags::CONTINUITY_OF_CONTENT, "SEPARATE"),
        items(
            tags::CONTENT_SEQUENCE,
            &[&[
                t(tags::RELATIONSHIP_TYPE, "CONTAINS"),
                t(tags::VALUE_TYPE, "TEXT"),
                code(tags::CONCEPT_NAME_CODE_SEQUENCE, "121071", "DCM", "Finding"),
                t(
                    tags::TEXT_VALUE,
                    "No finding in a patient who does not exist.",
                ),
            ]],
        ),
    ],
];

const BASIC_TEXT_SR_OWN: &[Attribute] = &[
    now(tags::CONTENT_DATE),
    now(tags::CONTENT_TIME),
    t(tags::COMPLETION_FLAG, "COMPLETE"),
    t(tags::VERIFICATION_FLAG, "UNVERIFIED"),
    items(tags::REFERENCED_PERFORMED_PROCEDURE_STEP_SEQUENCE, &[]),
    items(tags::PERFORMED_PROCEDURE_CODE_SEQUENCE, &[]),
    t(tags::VALUE_TYPE, "CONTAINER"),
    code(
        tags::CONCEPT_NAME_CODE_SEQUENCE,
        "18748-4",
        "LN",
        "Diagnostic imaging report",
    ),
    t(tags::CONTINUITY_OF_CONTENT, "SEPARATE"),
    items(tags::CONTENT_SEQUENCE, BASIC_TEXT_SR_CONTENT),
    empty(tags::LATERALITY),
];

const ENHANCED_SR_CONTENT: &[&[Attribute]] = &[
    &[
        t(tags::RELATIONSHIP_TYPE, "HAS CONCEPT MOD"),
        t(tags::VALUE_TYPE, "CODE"),
        code(
            tags::CONCEPT_NAME_CODE_SEQUENCE,
            "121049",
            "DCM",
            "Language of Content Item and Descendants",
        ),
        code(tags::CONCEPT_CODE_SEQUENCE, "en", "RFC5646", "English"),
    ],
    &[
        t(tags::RELATIONSHIP_TYPE, "HAS OBS CONTEXT"),
        t(tags::VALUE_TYPE, "CODE"),
        code(
            tags::CONCEPT_NAME_CODE_SEQUENCE,
            "121005",
            "DCM",
            "Observer Type",
        ),
        code(tags::CONCEPT_CODE_SEQUENCE, "121007", "DCM", "Device"),
    ],
    &[
        t(tags::RELATIONSHIP_TYPE, "HAS OBS CONTEXT"),
        t(tags::VALUE_TYPE, "UIDREF"),
        code(
            tags::CONCEPT_NAME_CODE_SEQUENCE,
            "121012",
            "DCM",
            "Device Observer UID",
        ),
        uid(tags::UID, "device"),
    ],
    &[
        t(tags::RELATIONSHIP_TYPE, "CONTAINS"),
        t(tags::VALUE_TYPE, "CONTAINER"),
        code(
            tags::CONCEPT_NAME_CODE_SEQUENCE,
            "121070",
            "DCM",
            "Findings",
        ),
        t(tags::CONTINUITY_OF_CONTENT, "SEPARATE"),
        items(
            tags::CONTENT_SEQUENCE,
            &[&[
                t(tags::RELATIONSHIP_TYPE, "CONTAINS"),
                t(tags::VALUE_TYPE, "TEXT"),
                code(tags::CONCEPT_NAME_CODE_SEQUENCE, "121071", "DCM", "Finding"),
                t(
                    tags::TEXT_VALUE,
                    "No finding in a patient who does not exist.",
                ),
            ]],
        ),
    ],
    &[
        t(tags::RELATIONSHIP_TYPE, "CONTAINS"),
        t(tags::VALUE_TYPE, "NUM"),
        code(
            tags::CONCEPT_NAME_CODE_SEQUENCE,
            "103339001",
            "SCT",
            "Long axis",
        ),
        items(
            tags::MEASURED_VALUE_SEQUENCE,
            &[&[
                t(tags::NUMERIC_VALUE, "12"),
                code(
                    tags::MEASUREMENT_UNITS_CODE_SEQUENCE,
                    "mm",
                    "UCUM",
                    "millimeter",
                ),
            ]],
        ),
    ],
];

const ENHANCED_SR_CURRENT_REQUESTED_PROCEDURE_EVIDENCE: &[&[Attribute]] = &[&[
    uid(tags::STUDY_INSTANCE_UID, "study"),
    items(
        tags::REFERENCED_SERIES_SEQUENCE,
        &[&[
            series(tags::SERIES_INSTANCE_UID, uids::CT_IMAGE_STORAGE),
            items(
                tags::REFERENCED_SOP_SEQUENCE,
                &[&[
                    t(tags::REFERENCED_SOP_CLASS_UID, uids::CT_IMAGE_STORAGE),
                    instance(tags::REFERENCED_SOP_INSTANCE_UID, uids::CT_IMAGE_STORAGE),
                ]],
            ),
        ]],
    ),
]];

const ENHANCED_SR_OWN: &[Attribute] = &[
    now(tags::CONTENT_DATE),
    now(tags::CONTENT_TIME),
    t(tags::COMPLETION_FLAG, "COMPLETE"),
    t(tags::VERIFICATION_FLAG, "UNVERIFIED"),
    items(tags::REFERENCED_PERFORMED_PROCEDURE_STEP_SEQUENCE, &[]),
    items(tags::PERFORMED_PROCEDURE_CODE_SEQUENCE, &[]),
    t(tags::VALUE_TYPE, "CONTAINER"),
    code(
        tags::CONCEPT_NAME_CODE_SEQUENCE,
        "18748-4",
        "LN",
        "Diagnostic imaging report",
    ),
    t(tags::CONTINUITY_OF_CONTENT, "SEPARATE"),
    items(tags::CONTENT_SEQUENCE, ENHANCED_SR_CONTENT),
    items(
        tags::CURRENT_REQUESTED_PROCEDURE_EVIDENCE_SEQUENCE,
        ENHANCED_SR_CURRENT_REQUESTED_PROCEDURE_EVIDENCE,
    ),
    empty(tags::LATERALITY),
];

const COMPREHENSIVE_SR_CONTENT: &[&[Attribute]] = &[
    &[
        t(tags::RELATIONSHIP_TYPE, "CONTAINS"),
        t(tags::VALUE_TYPE, "TEXT"),
        code(tags::CONCEPT_NAME_CODE_SEQUENCE, "121071", "DCM", "Finding"),
        t(tags::TEXT_VALUE, "Nodule."),
    ],
    &[
        t(tags::RELATIONSHIP_TYPE, "CONTAINS"),
        t(tags::VALUE_TYPE, "IMAGE"),
        items(
            tags::REFERENCED_SOP_SEQUENCE,
            &[&[
                t(tags::REFERENCED_SOP_CLASS_UID, uids::CT_IMAGE_STORAGE),
                instance(tags::REFERENCED_SOP_INSTANCE_UID, uids::CT_IMAGE_STORAGE),
            ]],
        ),
    ],
    &[
        t(tags::RELATIONSHIP_TYPE, "CONTAINS"),
        t(tags::VALUE_TYPE, "NUM"),
        code(
            tags::CONCEPT_NAME_CODE_SEQUENCE,
            "103339001",
            "SCT",
            "Long axis",
        ),
        items(
            tags::MEASURED_VALUE_SEQUENCE,
            &[&[
                t(tags::NUMERIC_VALUE, "12"),
                code(
                    tags::MEASUREMENT_UNITS_CODE_SEQUENCE,
                    "mm",
                    "UCUM",
                    "millimeter",
                ),
            ]],
        ),
    ],
];

const COMPREHENSIVE_SR_CONTENT_2: &[&[Attribute]] = &[
    &[
        t(tags::RELATIONSHIP_TYPE, "HAS CONCEPT MOD"),
        t(tags::VALUE_TYPE, "CODE"),
        code(
            tags::CONCEPT_NAME_CODE_SEQUENCE,
            "121049",
            "DCM",
            "Language of Content Item and Descendants",
        ),
        code(tags::CONCEPT_CODE_SEQUENCE, "en", "RFC5646", "English"),
    ],
    &[
        t(tags::RELATIONSHIP_TYPE, "HAS OBS CONTEXT"),
        t(tags::VALUE_TYPE, "CODE"),
        code(
            tags::CONCEPT_NAME_CODE_SEQUENCE,
            "121005",
            "DCM",
            "Observer Type",
        ),
        code(tags::CONCEPT_CODE_SEQUENCE, "121007", "DCM", "Device"),
    ],
    &[
        t(tags::RELATIONSHIP_TYPE, "HAS OBS CONTEXT"),
        t(tags::VALUE_TYPE, "UIDREF"),
        code(
            tags::CONCEPT_NAME_CODE_SEQUENCE,
            "121012",
            "DCM",
            "Device Observer UID",
        ),
        uid(tags::UID, "device"),
    ],
    &[
        t(tags::RELATIONSHIP_TYPE, "CONTAINS"),
        t(tags::VALUE_TYPE, "CONTAINER"),
        code(
            tags::CONCEPT_NAME_CODE_SEQUENCE,
            "121070",
            "DCM",
            "Findings",
        ),
        t(tags::CONTINUITY_OF_CONTENT, "SEPARATE"),
        items(tags::CONTENT_SEQUENCE, COMPREHENSIVE_SR_CONTENT),
    ],
];

const COMPREHENSIVE_SR_OWN: &[Attribute] = &[
    now(tags::CONTENT_DATE),
    now(tags::CONTENT_TIME),
    t(tags::COMPLETION_FLAG, "COMPLETE"),
    t(tags::VERIFICATION_FLAG, "UNVERIFIED"),
    items(tags::REFERENCED_PERFORMED_PROCEDURE_STEP_SEQUENCE, &[]),
    items(tags::PERFORMED_PROCEDURE_CODE_SEQUENCE, &[]),
    t(tags::VALUE_TYPE, "CONTAINER"),
    code(
        tags::CONCEPT_NAME_CODE_SEQUENCE,
        "18748-4",
        "LN",
        "Diagnostic imaging report",
    ),
    t(tags::CONTINUITY_OF_CONTENT, "SEPARATE"),
    items(tags::CONTENT_SEQUENCE, COMPREHENSIVE_SR_CONTENT_2),
    items(
        tags::CURRENT_REQUESTED_PROCEDURE_EVIDENCE_SEQUENCE,
        ENHANCED_SR_CURRENT_REQUESTED_PROCEDURE_EVIDENCE,
    ),
    empty(tags::LATERALITY),
];

const COMPREHENSIVE_3D_SR_OWN: &[Attribute] = &[
    now(tags::CONTENT_DATE),
    now(tags::CONTENT_TIME),
    t(tags::COMPLETION_FLAG, "COMPLETE"),
    t(tags::VERIFICATION_FLAG, "UNVERIFIED"),
    items(tags::REFERENCED_PERFORMED_PROCEDURE_STEP_SEQUENCE, &[]),
    items(tags::PERFORMED_PROCEDURE_CODE_SEQUENCE, &[]),
    t(tags::VALUE_TYPE, "CONTAINER"),
    code(
        tags::CONCEPT_NAME_CODE_SEQUENCE,
        "18748-4",
        "LN",
        "Diagnostic imaging report",
    ),
    t(tags::CONTINUITY_OF_CONTENT, "SEPARATE"),
    items(tags::CONTENT_SEQUENCE, COMPREHENSIVE_SR_CONTENT_2),
    items(
        tags::CURRENT_REQUESTED_PROCEDURE_EVIDENCE_SEQUENCE,
        ENHANCED_SR_CURRENT_REQUESTED_PROCEDURE_EVIDENCE,
    ),
    empty(tags::LATERALITY),
];

const EXTENSIBLE_SR_OWN: &[Attribute] = &[
    now(tags::CONTENT_DATE),
    now(tags::CONTENT_TIME),
    t(tags::COMPLETION_FLAG, "COMPLETE"),
    t(tags::VERIFICATION_FLAG, "UNVERIFIED"),
    items(tags::REFERENCED_PERFORMED_PROCEDURE_STEP_SEQUENCE, &[]),
    items(tags::PERFORMED_PROCEDURE_CODE_SEQUENCE, &[]),
    t(tags::VALUE_TYPE, "CONTAINER"),
    code(
        tags::CONCEPT_NAME_CODE_SEQUENCE,
        "18748-4",
        "LN",
        "Diagnostic imaging report",
    ),
    t(tags::CONTINUITY_OF_CONTENT, "SEPARATE"),
    items(tags::CONTENT_SEQUENCE, COMPREHENSIVE_SR_CONTENT_2),
    items(
        tags::CURRENT_REQUESTED_PROCEDURE_EVIDENCE_SEQUENCE,
        ENHANCED_SR_CURRENT_REQUESTED_PROCEDURE_EVIDENCE,
    ),
    empty(tags::LATERALITY),
];

const PROCEDURE_LOG_CONTENT: &[&[Attribute]] = &[
    &[
        t(tags::RELATIONSHIP_TYPE, "HAS CONCEPT MOD"),
        t(tags::VALUE_TYPE, "CODE"),
        code(
            tags::CONCEPT_NAME_CODE_SEQUENCE,
            "121049",
            "DCM",
            "Language of Content Item and Descendants",
        ),
        code(tags::CONCEPT_CODE_SEQUENCE, "en", "RFC5646", "English"),
    ],
    &[
        t(tags::RELATIONSHIP_TYPE, "CONTAINS"),
        t(tags::VALUE_TYPE, "TEXT"),
        code(
            tags::CONCEPT_NAME_CODE_SEQUENCE,
            "121124",
            "DCM",
            "Procedure Action",
        ),
        now(tags::OBSERVATION_DATE_TIME),
        t(tags::TEXT_VALUE, "Start"),
    ],
];

const PROCEDURE_LOG_OWN: &[Attribute] = &[
    now(tags::CONTENT_DATE),
    now(tags::CONTENT_TIME),
    t(tags::COMPLETION_FLAG, "COMPLETE"),
    t(tags::VERIFICATION_FLAG, "UNVERIFIED"),
    items(tags::REFERENCED_PERFORMED_PROCEDURE_STEP_SEQUENCE, &[]),
    items(tags::PERFORMED_PROCEDURE_CODE_SEQUENCE, &[]),
    t(tags::VALUE_TYPE, "CONTAINER"),
    code(
        tags::CONCEPT_NAME_CODE_SEQUENCE,
        "121145",
        "DCM",
        "Cath procedure log",
    ),
    t(tags::CONTINUITY_OF_CONTENT, "SEPARATE"),
    items(tags::CONTENT_SEQUENCE, PROCEDURE_LOG_CONTENT),
    items(
        tags::CONTENT_TEMPLATE_SEQUENCE,
        &[&[
            t(tags::MAPPING_RESOURCE, "DCMR"),
            t(tags::TEMPLATE_IDENTIFIER, "3001"),
        ]],
    ),
    empty(tags::LATERALITY),
];

const MAMMOGRAPHY_CAD_SR_CONTENT: &[&[Attribute]] = &[&[
    t(tags::RELATIONSHIP_TYPE, "CONTAINS"),
    t(tags::VALUE_TYPE, "IMAGE"),
    items(
        tags::REFERENCED_SOP_SEQUENCE,
        &[&[
            t(
                tags::REFERENCED_SOP_CLASS_UID,
                uids::DIGITAL_MAMMOGRAPHY_X_RAY_IMAGE_STORAGE_FOR_PRESENTATION,
            ),
            instance(
                tags::REFERENCED_SOP_INSTANCE_UID,
                uids::DIGITAL_MAMMOGRAPHY_X_RAY_IMAGE_STORAGE_FOR_PRESENTATION,
            ),
        ]],
    ),
]];

const MAMMOGRAPHY_CAD_SR_CONTENT_2: &[&[Attribute]] = &[
    &[
        t(tags::RELATIONSHIP_TYPE, "HAS CONCEPT MOD"),
        t(tags::VALUE_TYPE, "CODE"),
        code(
            tags::CONCEPT_NAME_CODE_SEQUENCE,
            "121049",
            "DCM",
            "Language of Content Item and Descendants",
        ),
        code(tags::CONCEPT_CODE_SEQUENCE, "en", "RFC5646", "English"),
    ],
    &[
        t(tags::RELATIONSHIP_TYPE, "CONTAINS"),
        t(tags::VALUE_TYPE, "CONTAINER"),
        code(
            tags::CONCEPT_NAME_CODE_SEQUENCE,
            "111028",
            "DCM",
            "Image Library",
        ),
        t(tags::CONTINUITY_OF_CONTENT, "SEPARATE"),
        items(tags::CONTENT_SEQUENCE, MAMMOGRAPHY_CAD_SR_CONTENT),
    ],
    &[
        t(tags::RELATIONSHIP_TYPE, "CONTAINS"),
        t(tags::VALUE_TYPE, "CODE"),
        code(
            tags::CONCEPT_NAME_CODE_SEQUENCE,
            "111017",
            "DCM",
            "CAD Processing and Findings Summary",
        ),
        code(
            tags::CONCEPT_CODE_SEQUENCE,
            "111242",
            "DCM",
            "All algorithms succeeded; without findings",
        ),
    ],
    &[
        t(tags::RELATIONSHIP_TYPE, "CONTAINS"),
        t(tags::VALUE_TYPE, "CODE"),
        code(
            tags::CONCEPT_NAME_CODE_SEQUENCE,
            "111064",
            "DCM",
            "Summary of Detections",
        ),
        code(tags::CONCEPT_CODE_SEQUENCE, "111222", "DCM", "Succeeded"),
    ],
];

const MAMMOGRAPHY_CAD_SR_REFERENCED_SERIES: &[&[Attribute]] = &[&[
    series(
        tags::SERIES_INSTANCE_UID,
        uids::DIGITAL_MAMMOGRAPHY_X_RAY_IMAGE_STORAGE_FOR_PRESENTATION,
    ),
    items(
        tags::REFERENCED_SOP_SEQUENCE,
        &[&[
            t(
                tags::REFERENCED_SOP_CLASS_UID,
                uids::DIGITAL_MAMMOGRAPHY_X_RAY_IMAGE_STORAGE_FOR_PRESENTATION,
            ),
            instance(
                tags::REFERENCED_SOP_INSTANCE_UID,
                uids::DIGITAL_MAMMOGRAPHY_X_RAY_IMAGE_STORAGE_FOR_PRESENTATION,
            ),
        ]],
    ),
]];

const MAMMOGRAPHY_CAD_SR_OWN: &[Attribute] = &[
    now(tags::CONTENT_DATE),
    now(tags::CONTENT_TIME),
    t(tags::COMPLETION_FLAG, "COMPLETE"),
    t(tags::VERIFICATION_FLAG, "UNVERIFIED"),
    items(tags::REFERENCED_PERFORMED_PROCEDURE_STEP_SEQUENCE, &[]),
    items(tags::PERFORMED_PROCEDURE_CODE_SEQUENCE, &[]),
    t(tags::VALUE_TYPE, "CONTAINER"),
    code(
        tags::CONCEPT_NAME_CODE_SEQUENCE,
        "111036",
        "DCM",
        "Mammography CAD Report",
    ),
    t(tags::CONTINUITY_OF_CONTENT, "SEPARATE"),
    items(tags::CONTENT_SEQUENCE, MAMMOGRAPHY_CAD_SR_CONTENT_2),
    items(
        tags::CONTENT_TEMPLATE_SEQUENCE,
        &[&[
            t(tags::MAPPING_RESOURCE, "DCMR"),
            t(tags::TEMPLATE_IDENTIFIER, "4000"),
        ]],
    ),
    items(
        tags::CURRENT_REQUESTED_PROCEDURE_EVIDENCE_SEQUENCE,
        &[&[
            uid(tags::STUDY_INSTANCE_UID, "study"),
            items(
                tags::REFERENCED_SERIES_SEQUENCE,
                MAMMOGRAPHY_CAD_SR_REFERENCED_SERIES,
            ),
        ]],
    ),
    empty(tags::LATERALITY),
];

const KEY_OBJECT_SELECTION_DOCUMENT_CONTENT: &[&[Attribute]] = &[
    &[
        t(tags::RELATIONSHIP_TYPE, "CONTAINS"),
        t(tags::VALUE_TYPE, "TEXT"),
        code(
            tags::CONCEPT_NAME_CODE_SEQUENCE,
            "113012",
            "DCM",
            "Key Object Description",
        ),
        t(tags::TEXT_VALUE, "The slice to look at"),
    ],
    &[
        t(tags::RELATIONSHIP_TYPE, "CONTAINS"),
        t(tags::VALUE_TYPE, "IMAGE"),
        items(
            tags::REFERENCED_SOP_SEQUENCE,
            &[&[
                t(tags::REFERENCED_SOP_CLASS_UID, uids::CT_IMAGE_STORAGE),
                instance(tags::REFERENCED_SOP_INSTANCE_UID, uids::CT_IMAGE_STORAGE),
            ]],
        ),
    ],
];

const KEY_OBJECT_SELECTION_DOCUMENT_OWN: &[Attribute] = &[
    now(tags::CONTENT_DATE),
    now(tags::CONTENT_TIME),
    items(tags::REFERENCED_PERFORMED_PROCEDURE_STEP_SEQUENCE, &[]),
    t(tags::VALUE_TYPE, "CONTAINER"),
    code(
        tags::CONCEPT_NAME_CODE_SEQUENCE,
        "113000",
        "DCM",
        "Of Interest",
    ),
    t(tags::CONTINUITY_OF_CONTENT, "SEPARATE"),
    items(
        tags::CONTENT_TEMPLATE_SEQUENCE,
        &[&[
            t(tags::MAPPING_RESOURCE, "DCMR"),
            t(tags::TEMPLATE_IDENTIFIER, "2010"),
        ]],
    ),
    items(
        tags::CONTENT_SEQUENCE,
        KEY_OBJECT_SELECTION_DOCUMENT_CONTENT,
    ),
    items(
        tags::CURRENT_REQUESTED_PROCEDURE_EVIDENCE_SEQUENCE,
        ENHANCED_SR_CURRENT_REQUESTED_PROCEDURE_EVIDENCE,
    ),
    empty(tags::LATERALITY),
];

const CHEST_CAD_SR_CONTENT: &[&[Attribute]] = &[
    &[
        t(tags::RELATIONSHIP_TYPE, "HAS CONCEPT MOD"),
        t(tags::VALUE_TYPE, "CODE"),
        code(
            tags::CONCEPT_NAME_CODE_SEQUENCE,
            "121049",
            "DCM",
            "Language of Content Item and Descendants",
        ),
        code(tags::CONCEPT_CODE_SEQUENCE, "en", "RFC5646", "English"),
    ],
    &[
        t(tags::RELATIONSHIP_TYPE, "CONTAINS"),
        t(tags::VALUE_TYPE, "CONTAINER"),
        code(
            tags::CONCEPT_NAME_CODE_SEQUENCE,
            "111028",
            "DCM",
            "Image Library",
        ),
        t(tags::CONTINUITY_OF_CONTENT, "SEPARATE"),
        items(
            tags::CONTENT_SEQUENCE,
            &[&[
                t(tags::RELATIONSHIP_TYPE, "CONTAINS"),
                t(tags::VALUE_TYPE, "IMAGE"),
                items(
                    tags::REFERENCED_SOP_SEQUENCE,
                    &[&[
                        t(tags::REFERENCED_SOP_CLASS_UID, uids::CT_IMAGE_STORAGE),
                        instance(tags::REFERENCED_SOP_INSTANCE_UID, uids::CT_IMAGE_STORAGE),
                    ]],
                ),
            ]],
        ),
    ],
    &[
        t(tags::RELATIONSHIP_TYPE, "CONTAINS"),
        t(tags::VALUE_TYPE, "CODE"),
        code(
            tags::CONCEPT_NAME_CODE_SEQUENCE,
            "111017",
            "DCM",
            "CAD Processing and Findings Summary",
        ),
        code(
            tags::CONCEPT_CODE_SEQUENCE,
            "111242",
            "DCM",
            "All algorithms succeeded; without findings",
        ),
    ],
    &[
        t(tags::RELATIONSHIP_TYPE, "CONTAINS"),
        t(tags::VALUE_TYPE, "CODE"),
        code(
            tags::CONCEPT_NAME_CODE_SEQUENCE,
            "111064",
            "DCM",
            "Summary of Detections",
        ),
        code(tags::CONCEPT_CODE_SEQUENCE, "111222", "DCM", "Succeeded"),
    ],
    &[
        t(tags::RELATIONSHIP_TYPE, "CONTAINS"),
        t(tags::VALUE_TYPE, "CODE"),
        code(
            tags::CONCEPT_NAME_CODE_SEQUENCE,
            "111065",
            "DCM",
            "Summary of Analyses",
        ),
        code(tags::CONCEPT_CODE_SEQUENCE, "111222", "DCM", "Succeeded"),
    ],
];

const CHEST_CAD_SR_OWN: &[Attribute] = &[
    now(tags::CONTENT_DATE),
    now(tags::CONTENT_TIME),
    t(tags::COMPLETION_FLAG, "COMPLETE"),
    t(tags::VERIFICATION_FLAG, "UNVERIFIED"),
    items(tags::REFERENCED_PERFORMED_PROCEDURE_STEP_SEQUENCE, &[]),
    items(tags::PERFORMED_PROCEDURE_CODE_SEQUENCE, &[]),
    t(tags::VALUE_TYPE, "CONTAINER"),
    code(
        tags::CONCEPT_NAME_CODE_SEQUENCE,
        "112000",
        "DCM",
        "Chest CAD Report",
    ),
    t(tags::CONTINUITY_OF_CONTENT, "SEPARATE"),
    items(tags::CONTENT_SEQUENCE, CHEST_CAD_SR_CONTENT),
    items(
        tags::CONTENT_TEMPLATE_SEQUENCE,
        &[&[
            t(tags::MAPPING_RESOURCE, "DCMR"),
            t(tags::TEMPLATE_IDENTIFIER, "4100"),
        ]],
    ),
    items(
        tags::CURRENT_REQUESTED_PROCEDURE_EVIDENCE_SEQUENCE,
        ENHANCED_SR_CURRENT_REQUESTED_PROCEDURE_EVIDENCE,
    ),
    empty(tags::LATERALITY),
];

const X_RAY_RADIATION_DOSE_SR_CONTENT: &[&[Attribute]] = &[
    &[
        t(tags::RELATIONSHIP_TYPE, "CONTAINS"),
        t(tags::VALUE_TYPE, "NUM"),
        code(
            tags::CONCEPT_NAME_CODE_SEQUENCE,
            "113812",
            "DCM",
            "Total Number of Irradiation Events",
        ),
        items(
            tags::MEASURED_VALUE_SEQUENCE,
            &[&[
                t(tags::NUMERIC_VALUE, "1"),
                code(
                    tags::MEASUREMENT_UNITS_CODE_SEQUENCE,
                    "{events}",
                    "UCUM",
                    "events",
                ),
            ]],
        ),
    ],
    &[
        t(tags::RELATIONSHIP_TYPE, "CONTAINS"),
        t(tags::VALUE_TYPE, "NUM"),
        code(
            tags::CONCEPT_NAME_CODE_SEQUENCE,
            "113813",
            "DCM",
            "CT Dose Length Product Total",
        ),
        items(
            tags::MEASURED_VALUE_SEQUENCE,
            &[&[
                t(tags::NUMERIC_VALUE, "250"),
                code(
                    tags::MEASUREMENT_UNITS_CODE_SEQUENCE,
                    "mGy.cm",
                    "UCUM",
                    "mGy.cm",
                ),
            ]],
        ),
    ],
];

const X_RAY_RADIATION_DOSE_SR_CONTENT_2: &[&[Attribute]] = &[
    &[
        t(tags::RELATIONSHIP_TYPE, "CONTAINS"),
        t(tags::VALUE_TYPE, "TEXT"),
        code(
            tags::CONCEPT_NAME_CODE_SEQUENCE,
            "113832",
            "DCM",
            "Identification of the X-Ray Source",
        ),
        t(tags::TEXT_VALUE, "A"),
    ],
    &[
        t(tags::RELATIONSHIP_TYPE, "CONTAINS"),
        t(tags::VALUE_TYPE, "NUM"),
        code(tags::CONCEPT_NAME_CODE_SEQUENCE, "113733", "DCM", "KVP"),
        items(
            tags::MEASURED_VALUE_SEQUENCE,
            &[&[
                t(tags::NUMERIC_VALUE, "120"),
                code(tags::MEASUREMENT_UNITS_CODE_SEQUENCE, "kV", "UCUM", "kV"),
            ]],
        ),
    ],
    &[
        t(tags::RELATIONSHIP_TYPE, "CONTAINS"),
        t(tags::VALUE_TYPE, "NUM"),
        code(
            tags::CONCEPT_NAME_CODE_SEQUENCE,
            "113833",
            "DCM",
            "Maximum X-Ray Tube Current",
        ),
        items(
            tags::MEASURED_VALUE_SEQUENCE,
            &[&[
                t(tags::NUMERIC_VALUE, "200"),
                code(tags::MEASUREMENT_UNITS_CODE_SEQUENCE, "mA", "UCUM", "mA"),
            ]],
        ),
    ],
    &[
        t(tags::RELATIONSHIP_TYPE, "CONTAINS"),
        t(tags::VALUE_TYPE, "NUM"),
        code(
            tags::CONCEPT_NAME_CODE_SEQUENCE,
            "113734",
            "DCM",
            "X-Ray Tube Current",
        ),
        items(
            tags::MEASURED_VALUE_SEQUENCE,
            &[&[
                t(tags::NUMERIC_VALUE, "200"),
                code(tags::MEASUREMENT_UNITS_CODE_SEQUENCE, "mA", "UCUM", "mA"),
            ]],
        ),
    ],
    &[
        t(tags::RELATIONSHIP_TYPE, "CONTAINS"),
        t(tags::VALUE_TYPE, "NUM"),
        code(
            tags::CONCEPT_NAME_CODE_SEQUENCE,
            "113834",
            "DCM",
            "Exposure Time per Rotation",
        ),
        items(
            tags::MEASURED_VALUE_SEQUENCE,
            &[&[
                t(tags::NUMERIC_VALUE, "0.5"),
                code(tags::MEASUREMENT_UNITS_CODE_SEQUENCE, "s", "UCUM", "s"),
            ]],
        ),
    ],
];

const X_RAY_RADIATION_DOSE_SR_CONTENT_3: &[&[Attribute]] = &[
    &[
        t(tags::RELATIONSHIP_TYPE, "CONTAINS"),
        t(tags::VALUE_TYPE, "NUM"),
        code(
            tags::CONCEPT_NAME_CODE_SEQUENCE,
            "113824",
            "DCM",
            "Exposure Time",
        ),
        items(
            tags::MEASURED_VALUE_SEQUENCE,
            &[&[
                t(tags::NUMERIC_VALUE, "5"),
                code(tags::MEASUREMENT_UNITS_CODE_SEQUENCE, "s", "UCUM", "s"),
            ]],
        ),
    ],
    &[
        t(tags::RELATIONSHIP_TYPE, "CONTAINS"),
        t(tags::VALUE_TYPE, "NUM"),
        code(
            tags::CONCEPT_NAME_CODE_SEQUENCE,
            "113825",
            "DCM",
            "Scanning Length",
        ),
        items(
            tags::MEASURED_VALUE_SEQUENCE,
            &[&[
                t(tags::NUMERIC_VALUE, "250"),
                code(tags::MEASUREMENT_UNITS_CODE_SEQUENCE, "mm", "UCUM", "mm"),
            ]],
        ),
    ],
    &[
        t(tags::RELATIONSHIP_TYPE, "CONTAINS"),
        t(tags::VALUE_TYPE, "NUM"),
        code(
            tags::CONCEPT_NAME_CODE_SEQUENCE,
            "113826",
            "DCM",
            "Nominal Single Collimation Width",
        ),
        items(
            tags::MEASURED_VALUE_SEQUENCE,
            &[&[
                t(tags::NUMERIC_VALUE, "0.6"),
                code(tags::MEASUREMENT_UNITS_CODE_SEQUENCE, "mm", "UCUM", "mm"),
            ]],
        ),
    ],
    &[
        t(tags::RELATIONSHIP_TYPE, "CONTAINS"),
        t(tags::VALUE_TYPE, "NUM"),
        code(
            tags::CONCEPT_NAME_CODE_SEQUENCE,
            "113827",
            "DCM",
            "Nominal Total Collimation Width",
        ),
        items(
            tags::MEASURED_VALUE_SEQUENCE,
            &[&[
                t(tags::NUMERIC_VALUE, "38.4"),
                code(tags::MEASUREMENT_UNITS_CODE_SEQUENCE, "mm", "UCUM", "mm"),
            ]],
        ),
    ],
    &[
        t(tags::RELATIONSHIP_TYPE, "CONTAINS"),
        t(tags::VALUE_TYPE, "NUM"),
        code(
            tags::CONCEPT_NAME_CODE_SEQUENCE,
            "113828",
            "DCM",
            "Pitch Factor",
        ),
        items(
            tags::MEASURED_VALUE_SEQUENCE,
            &[&[
                t(tags::NUMERIC_VALUE, "0.9"),
                code(
                    tags::MEASUREMENT_UNITS_CODE_SEQUENCE,
                    "{ratio}",
                    "UCUM",
                    "ratio",
                ),
            ]],
        ),
    ],
    &[
        t(tags::RELATIONSHIP_TYPE, "CONTAINS"),
        t(tags::VALUE_TYPE, "NUM"),
        code(
            tags::CONCEPT_NAME_CODE_SEQUENCE,
            "113823",
            "DCM",
            "Number of X-Ray Sources",
        ),
        items(
            tags::MEASURED_VALUE_SEQUENCE,
            &[&[
                t(tags::NUMERIC_VALUE, "1"),
                code(
                    tags::MEASUREMENT_UNITS_CODE_SEQUENCE,
                    "{X-Ray sources}",
                    "UCUM",
                    "X-Ray sources",
                ),
            ]],
        ),
    ],
    &[
        t(tags::RELATIONSHIP_TYPE, "CONTAINS"),
        t(tags::VALUE_TYPE, "CONTAINER"),
        code(
            tags::CONCEPT_NAME_CODE_SEQUENCE,
            "113831",
            "DCM",
            "CT X-Ray Source Parameters",
        ),
        t(tags::CONTINUITY_OF_CONTENT, "SEPARATE"),
        items(tags::CONTENT_SEQUENCE, X_RAY_RADIATION_DOSE_SR_CONTENT_2),
    ],
];

const X_RAY_RADIATION_DOSE_SR_CONTENT_4: &[&[Attribute]] = &[
    &[
        t(tags::RELATIONSHIP_TYPE, "CONTAINS"),
        t(tags::VALUE_TYPE, "NUM"),
        code(
            tags::CONCEPT_NAME_CODE_SEQUENCE,
            "113830",
            "DCM",
            "Mean CTDIvol",
        ),
        items(
            tags::MEASURED_VALUE_SEQUENCE,
            &[&[
                t(tags::NUMERIC_VALUE, "10"),
                code(tags::MEASUREMENT_UNITS_CODE_SEQUENCE, "mGy", "UCUM", "mGy"),
            ]],
        ),
    ],
    &[
        t(tags::RELATIONSHIP_TYPE, "CONTAINS"),
        t(tags::VALUE_TYPE, "CODE"),
        code(
            tags::CONCEPT_NAME_CODE_SEQUENCE,
            "113835",
            "DCM",
            "CTDIw Phantom Type",
        ),
        code(
            tags::CONCEPT_CODE_SEQUENCE,
            "113691",
            "DCM",
            "IEC Body Dosimetry Phantom",
        ),
    ],
    &[
        t(tags::RELATIONSHIP_TYPE, "CONTAINS"),
        t(tags::VALUE_TYPE, "NUM"),
        code(tags::CONCEPT_NAME_CODE_SEQUENCE, "113838", "DCM", "DLP"),
        items(
            tags::MEASURED_VALUE_SEQUENCE,
            &[&[
                t(tags::NUMERIC_VALUE, "250"),
                code(
                    tags::MEASUREMENT_UNITS_CODE_SEQUENCE,
                    "mGy.cm",
                    "UCUM",
                    "mGy.cm",
                ),
            ]],
        ),
    ],
];

const X_RAY_RADIATION_DOSE_SR_CONTENT_5: &[&[Attribute]] = &[
    &[
        t(tags::RELATIONSHIP_TYPE, "CONTAINS"),
        t(tags::VALUE_TYPE, "TEXT"),
        code(
            tags::CONCEPT_NAME_CODE_SEQUENCE,
            "125203",
            "DCM",
            "Acquisition Protocol",
        ),
        t(tags::TEXT_VALUE, "Chest"),
    ],
    &[
        t(tags::RELATIONSHIP_TYPE, "CONTAINS"),
        t(tags::VALUE_TYPE, "CODE"),
        code(
            tags::CONCEPT_NAME_CODE_SEQUENCE,
            "123014",
            "DCM",
            "Target Region",
        ),
        code(tags::CONCEPT_CODE_SEQUENCE, "816094009", "SCT", "Thorax"),
    ],
    &[
        t(tags::RELATIONSHIP_TYPE, "CONTAINS"),
        t(tags::VALUE_TYPE, "CODE"),
        code(
            tags::CONCEPT_NAME_CODE_SEQUENCE,
            "113820",
            "DCM",
            "CT Acquisition Type",
        ),
        code(
            tags::CONCEPT_CODE_SEQUENCE,
            "116152004",
            "SCT",
            "Spiral Acquisition",
        ),
    ],
    &[
        t(tags::RELATIONSHIP_TYPE, "CONTAINS"),
        t(tags::VALUE_TYPE, "UIDREF"),
        code(
            tags::CONCEPT_NAME_CODE_SEQUENCE,
            "113769",
            "DCM",
            "Irradiation Event UID",
        ),
        uid(tags::UID, "irradiation event"),
    ],
    &[
        t(tags::RELATIONSHIP_TYPE, "CONTAINS"),
        t(tags::VALUE_TYPE, "CONTAINER"),
        code(
            tags::CONCEPT_NAME_CODE_SEQUENCE,
            "113822",
            "DCM",
            "CT Acquisition Parameters",
        ),
        t(tags::CONTINUITY_OF_CONTENT, "SEPARATE"),
        items(tags::CONTENT_SEQUENCE, X_RAY_RADIATION_DOSE_SR_CONTENT_3),
    ],
    &[
        t(tags::RELATIONSHIP_TYPE, "CONTAINS"),
        t(tags::VALUE_TYPE, "CONTAINER"),
        code(tags::CONCEPT_NAME_CODE_SEQUENCE, "113829", "DCM", "CT Dose"),
        t(tags::CONTINUITY_OF_CONTENT, "SEPARATE"),
        items(tags::CONTENT_SEQUENCE, X_RAY_RADIATION_DOSE_SR_CONTENT_4),
    ],
];

const X_RAY_RADIATION_DOSE_SR_CONTENT_6: &[&[Attribute]] = &[
    &[
        t(tags::RELATIONSHIP_TYPE, "HAS CONCEPT MOD"),
        t(tags::VALUE_TYPE, "CODE"),
        code(
            tags::CONCEPT_NAME_CODE_SEQUENCE,
            "121058",
            "DCM",
            "Procedure reported",
        ),
        code(
            tags::CONCEPT_CODE_SEQUENCE,
            "77477000",
            "SCT",
            "Computed Tomography X-Ray",
        ),
        items(
            tags::CONTENT_SEQUENCE,
            &[&[
                t(tags::RELATIONSHIP_TYPE, "HAS CONCEPT MOD"),
                t(tags::VALUE_TYPE, "CODE"),
                code(
                    tags::CONCEPT_NAME_CODE_SEQUENCE,
                    "363703001",
                    "SCT",
                    "Has Intent",
                ),
                code(
                    tags::CONCEPT_CODE_SEQUENCE,
                    "261004008",
                    "SCT",
                    "Diagnostic Intent",
                ),
            ]],
        ),
    ],
    &[
        t(tags::RELATIONSHIP_TYPE, "HAS OBS CONTEXT"),
        t(tags::VALUE_TYPE, "CODE"),
        code(
            tags::CONCEPT_NAME_CODE_SEQUENCE,
            "121005",
            "DCM",
            "Observer Type",
        ),
        code(tags::CONCEPT_CODE_SEQUENCE, "121007", "DCM", "Device"),
    ],
    &[
        t(tags::RELATIONSHIP_TYPE, "HAS OBS CONTEXT"),
        t(tags::VALUE_TYPE, "UIDREF"),
        code(
            tags::CONCEPT_NAME_CODE_SEQUENCE,
            "121012",
            "DCM",
            "Device Observer UID",
        ),
        uid(tags::UID, "device"),
    ],
    &[
        t(tags::RELATIONSHIP_TYPE, "CONTAINS"),
        t(tags::VALUE_TYPE, "DATETIME"),
        code(
            tags::CONCEPT_NAME_CODE_SEQUENCE,
            "113809",
            "DCM",
            "Start of X-Ray Irradiation",
        ),
        now(tags::DATE_TIME),
    ],
    &[
        t(tags::RELATIONSHIP_TYPE, "CONTAINS"),
        t(tags::VALUE_TYPE, "DATETIME"),
        code(
            tags::CONCEPT_NAME_CODE_SEQUENCE,
            "113810",
            "DCM",
            "End of X-Ray Irradiation",
        ),
        now(tags::DATE_TIME),
    ],
    &[
        t(tags::RELATIONSHIP_TYPE, "HAS OBS CONTEXT"),
        t(tags::VALUE_TYPE, "CODE"),
        code(
            tags::CONCEPT_NAME_CODE_SEQUENCE,
            "113705",
            "DCM",
            "Scope of Accumulation",
        ),
        code(tags::CONCEPT_CODE_SEQUENCE, "113014", "DCM", "Study"),
        items(
            tags::CONTENT_SEQUENCE,
            &[&[
                t(tags::RELATIONSHIP_TYPE, "HAS PROPERTIES"),
                t(tags::VALUE_TYPE, "UIDREF"),
                code(
                    tags::CONCEPT_NAME_CODE_SEQUENCE,
                    "110180",
                    "DCM",
                    "Study Instance UID",
                ),
                uid(tags::UID, "study"),
            ]],
        ),
    ],
    &[
        t(tags::RELATIONSHIP_TYPE, "CONTAINS"),
        t(tags::VALUE_TYPE, "CONTAINER"),
        code(
            tags::CONCEPT_NAME_CODE_SEQUENCE,
            "113811",
            "DCM",
            "CT Accumulated Dose Data",
        ),
        t(tags::CONTINUITY_OF_CONTENT, "SEPARATE"),
        items(tags::CONTENT_SEQUENCE, X_RAY_RADIATION_DOSE_SR_CONTENT),
    ],
    &[
        t(tags::RELATIONSHIP_TYPE, "CONTAINS"),
        t(tags::VALUE_TYPE, "CONTAINER"),
        code(
            tags::CONCEPT_NAME_CODE_SEQUENCE,
            "113819",
            "DCM",
            "CT Acquisition",
        ),
        t(tags::CONTINUITY_OF_CONTENT, "SEPARATE"),
        items(tags::CONTENT_SEQUENCE, X_RAY_RADIATION_DOSE_SR_CONTENT_5),
    ],
    &[
        t(tags::RELATIONSHIP_TYPE, "CONTAINS"),
        t(tags::VALUE_TYPE, "CODE"),
        code(
            tags::CONCEPT_NAME_CODE_SEQUENCE,
            "113854",
            "DCM",
            "Source of Dose Information",
        ),
        code(
            tags::CONCEPT_CODE_SEQUENCE,
            "113856",
            "DCM",
            "Automated Data Collection",
        ),
    ],
];

const X_RAY_RADIATION_DOSE_SR_OWN: &[Attribute] = &[
    now(tags::CONTENT_DATE),
    now(tags::CONTENT_TIME),
    t(tags::COMPLETION_FLAG, "COMPLETE"),
    t(tags::VERIFICATION_FLAG, "UNVERIFIED"),
    items(tags::REFERENCED_PERFORMED_PROCEDURE_STEP_SEQUENCE, &[]),
    items(tags::PERFORMED_PROCEDURE_CODE_SEQUENCE, &[]),
    t(tags::VALUE_TYPE, "CONTAINER"),
    code(
        tags::CONCEPT_NAME_CODE_SEQUENCE,
        "113701",
        "DCM",
        "X-Ray Radiation Dose Report",
    ),
    t(tags::CONTINUITY_OF_CONTENT, "SEPARATE"),
    items(tags::CONTENT_SEQUENCE, X_RAY_RADIATION_DOSE_SR_CONTENT_6),
    items(
        tags::CONTENT_TEMPLATE_SEQUENCE,
        &[&[
            t(tags::MAPPING_RESOURCE, "DCMR"),
            t(tags::TEMPLATE_IDENTIFIER, "10011"),
        ]],
    ),
    empty(tags::LATERALITY),
];

const RADIOPHARMACEUTICAL_RADIATION_DOSE_SR_CONTENT: &[&[Attribute]] = &[
    &[
        t(tags::RELATIONSHIP_TYPE, "CONTAINS"),
        t(tags::VALUE_TYPE, "CODE"),
        code(
            tags::CONCEPT_NAME_CODE_SEQUENCE,
            "349358000",
            "SCT",
            "Radiopharmaceutical agent",
        ),
        code(
            tags::CONCEPT_CODE_SEQUENCE,
            "35321007",
            "SCT",
            "Fluorodeoxyglucose F^18^",
        ),
    ],
    &[
        t(tags::RELATIONSHIP_TYPE, "CONTAINS"),
        t(tags::VALUE_TYPE, "UIDREF"),
        code(
            tags::CONCEPT_NAME_CODE_SEQUENCE,
            "113503",
            "DCM",
            "Radiopharmaceutical Administration Event UID",
        ),
        uid(tags::UID, "administration event"),
    ],
    &[
        t(tags::RELATIONSHIP_TYPE, "CONTAINS"),
        t(tags::VALUE_TYPE, "DATETIME"),
        code(
            tags::CONCEPT_NAME_CODE_SEQUENCE,
            "123003",
            "DCM",
            "Radiopharmaceutical Start DateTime",
        ),
        now(tags::DATE_TIME),
    ],
    &[
        t(tags::RELATIONSHIP_TYPE, "CONTAINS"),
        t(tags::VALUE_TYPE, "NUM"),
        code(
            tags::CONCEPT_NAME_CODE_SEQUENCE,
            "113507",
            "DCM",
            "Administered activity",
        ),
        items(
            tags::MEASURED_VALUE_SEQUENCE,
            &[&[
                t(tags::NUMERIC_VALUE, "370"),
                code(tags::MEASUREMENT_UNITS_CODE_SEQUENCE, "MBq", "UCUM", "MBq"),
            ]],
        ),
    ],
    &[
        t(tags::RELATIONSHIP_TYPE, "CONTAINS"),
        t(tags::VALUE_TYPE, "CODE"),
        code(
            tags::CONCEPT_NAME_CODE_SEQUENCE,
            "410675002",
            "SCT",
            "Route of administration",
        ),
        code(
            tags::CONCEPT_CODE_SEQUENCE,
            "47625008",
            "SCT",
            "Intravenous route",
        ),
    ],
];

const RADIOPHARMACEUTICAL_RADIATION_DOSE_SR_CONTENT_2: &[&[Attribute]] = &[
    &[
        t(tags::RELATIONSHIP_TYPE, "HAS CONCEPT MOD"),
        t(tags::VALUE_TYPE, "CODE"),
        code(
            tags::CONCEPT_NAME_CODE_SEQUENCE,
            "121049",
            "DCM",
            "Language of Content Item and Descendants",
        ),
        code(tags::CONCEPT_CODE_SEQUENCE, "en", "RFC5646", "English"),
    ],
    &[
        t(tags::RELATIONSHIP_TYPE, "HAS OBS CONTEXT"),
        t(tags::VALUE_TYPE, "CODE"),
        code(
            tags::CONCEPT_NAME_CODE_SEQUENCE,
            "121005",
            "DCM",
            "Observer Type",
        ),
        code(tags::CONCEPT_CODE_SEQUENCE, "121007", "DCM", "Device"),
    ],
    &[
        t(tags::RELATIONSHIP_TYPE, "HAS OBS CONTEXT"),
        t(tags::VALUE_TYPE, "UIDREF"),
        code(
            tags::CONCEPT_NAME_CODE_SEQUENCE,
            "121012",
            "DCM",
            "Device Observer UID",
        ),
        uid(tags::UID, "device"),
    ],
    &[
        t(tags::RELATIONSHIP_TYPE, "HAS CONCEPT MOD"),
        t(tags::VALUE_TYPE, "CODE"),
        code(
            tags::CONCEPT_NAME_CODE_SEQUENCE,
            "121058",
            "DCM",
            "Procedure reported",
        ),
        code(
            tags::CONCEPT_CODE_SEQUENCE,
            "44139004",
            "SCT",
            "Positron emission tomography",
        ),
        items(
            tags::CONTENT_SEQUENCE,
            &[&[
                t(tags::RELATIONSHIP_TYPE, "HAS CONCEPT MOD"),
                t(tags::VALUE_TYPE, "CODE"),
                code(
                    tags::CONCEPT_NAME_CODE_SEQUENCE,
                    "363703001",
                    "SCT",
                    "Has Intent",
                ),
                code(
                    tags::CONCEPT_CODE_SEQUENCE,
                    "261004008",
                    "SCT",
                    "Diagnostic Intent",
                ),
            ]],
        ),
    ],
    &[
        t(tags::RELATIONSHIP_TYPE, "CONTAINS"),
        t(tags::VALUE_TYPE, "CONTAINER"),
        code(
            tags::CONCEPT_NAME_CODE_SEQUENCE,
            "113502",
            "DCM",
            "Radiopharmaceutical Administration",
        ),
        t(tags::CONTINUITY_OF_CONTENT, "SEPARATE"),
        items(
            tags::CONTENT_SEQUENCE,
            RADIOPHARMACEUTICAL_RADIATION_DOSE_SR_CONTENT,
        ),
    ],
];

const RADIOPHARMACEUTICAL_RADIATION_DOSE_SR_OWN: &[Attribute] = &[
    now(tags::CONTENT_DATE),
    now(tags::CONTENT_TIME),
    t(tags::COMPLETION_FLAG, "COMPLETE"),
    t(tags::VERIFICATION_FLAG, "UNVERIFIED"),
    items(tags::REFERENCED_PERFORMED_PROCEDURE_STEP_SEQUENCE, &[]),
    items(tags::PERFORMED_PROCEDURE_CODE_SEQUENCE, &[]),
    t(tags::VALUE_TYPE, "CONTAINER"),
    code(
        tags::CONCEPT_NAME_CODE_SEQUENCE,
        "113500",
        "DCM",
        "Radiopharmaceutical Radiation Dose Report",
    ),
    t(tags::CONTINUITY_OF_CONTENT, "SEPARATE"),
    items(
        tags::CONTENT_SEQUENCE,
        RADIOPHARMACEUTICAL_RADIATION_DOSE_SR_CONTENT_2,
    ),
    items(
        tags::CONTENT_TEMPLATE_SEQUENCE,
        &[&[
            t(tags::MAPPING_RESOURCE, "DCMR"),
            t(tags::TEMPLATE_IDENTIFIER, "10021"),
        ]],
    ),
    empty(tags::LATERALITY),
];

const COLON_CAD_SR_OWN: &[Attribute] = &[
    now(tags::CONTENT_DATE),
    now(tags::CONTENT_TIME),
    t(tags::COMPLETION_FLAG, "COMPLETE"),
    t(tags::VERIFICATION_FLAG, "UNVERIFIED"),
    items(tags::REFERENCED_PERFORMED_PROCEDURE_STEP_SEQUENCE, &[]),
    items(tags::PERFORMED_PROCEDURE_CODE_SEQUENCE, &[]),
    t(tags::VALUE_TYPE, "CONTAINER"),
    code(
        tags::CONCEPT_NAME_CODE_SEQUENCE,
        "112220",
        "DCM",
        "Colon CAD Report",
    ),
    t(tags::CONTINUITY_OF_CONTENT, "SEPARATE"),
    items(tags::CONTENT_SEQUENCE, CHEST_CAD_SR_CONTENT),
    items(
        tags::CONTENT_TEMPLATE_SEQUENCE,
        &[&[
            t(tags::MAPPING_RESOURCE, "DCMR"),
            t(tags::TEMPLATE_IDENTIFIER, "4120"),
        ]],
    ),
    items(
        tags::CURRENT_REQUESTED_PROCEDURE_EVIDENCE_SEQUENCE,
        ENHANCED_SR_CURRENT_REQUESTED_PROCEDURE_EVIDENCE,
    ),
    empty(tags::LATERALITY),
];

const IMPLANTATION_PLAN_SR_OWN: &[Attribute] = &[
    now(tags::CONTENT_DATE),
    now(tags::CONTENT_TIME),
    t(tags::COMPLETION_FLAG, "COMPLETE"),
    t(tags::VERIFICATION_FLAG, "UNVERIFIED"),
    items(tags::REFERENCED_PERFORMED_PROCEDURE_STEP_SEQUENCE, &[]),
    items(tags::PERFORMED_PROCEDURE_CODE_SEQUENCE, &[]),
    t(tags::VALUE_TYPE, "CONTAINER"),
    code(
        tags::CONCEPT_NAME_CODE_SEQUENCE,
        "122361",
        "DCM",
        "Implantation Plan SR Document",
    ),
    t(tags::CONTINUITY_OF_CONTENT, "SEPARATE"),
    items(tags::CONTENT_SEQUENCE, BASIC_TEXT_SR_CONTENT),
    items(
        tags::CONTENT_TEMPLATE_SEQUENCE,
        &[&[
            t(tags::MAPPING_RESOURCE, "DCMR"),
            t(tags::TEMPLATE_IDENTIFIER, "7000"),
        ]],
    ),
    items(
        tags::CURRENT_REQUESTED_PROCEDURE_EVIDENCE_SEQUENCE,
        ENHANCED_SR_CURRENT_REQUESTED_PROCEDURE_EVIDENCE,
    ),
    empty(tags::LATERALITY),
];

const ACQUISITION_CONTEXT_SR_CONTENT: &[&[Attribute]] = &[
    &[
        t(tags::RELATIONSHIP_TYPE, "HAS CONCEPT MOD"),
        t(tags::VALUE_TYPE, "CODE"),
        code(
            tags::CONCEPT_NAME_CODE_SEQUENCE,
            "121049",
            "DCM",
            "Language of Content Item and Descendants",
        ),
        code(tags::CONCEPT_CODE_SEQUENCE, "en", "RFC5646", "English"),
    ],
    &[
        t(tags::RELATIONSHIP_TYPE, "HAS OBS CONTEXT"),
        t(tags::VALUE_TYPE, "CODE"),
        code(
            tags::CONCEPT_NAME_CODE_SEQUENCE,
            "121005",
            "DCM",
            "Observer Type",
        ),
        code(tags::CONCEPT_CODE_SEQUENCE, "121007", "DCM", "Device"),
    ],
    &[
        t(tags::RELATIONSHIP_TYPE, "HAS OBS CONTEXT"),
        t(tags::VALUE_TYPE, "UIDREF"),
        code(
            tags::CONCEPT_NAME_CODE_SEQUENCE,
            "121012",
            "DCM",
            "Device Observer UID",
        ),
        uid(tags::UID, "device"),
    ],
];

const ACQUISITION_CONTEXT_SR_OWN: &[Attribute] = &[
    now(tags::CONTENT_DATE),
    now(tags::CONTENT_TIME),
    t(tags::COMPLETION_FLAG, "COMPLETE"),
    t(tags::VERIFICATION_FLAG, "UNVERIFIED"),
    items(tags::REFERENCED_PERFORMED_PROCEDURE_STEP_SEQUENCE, &[]),
    items(tags::PERFORMED_PROCEDURE_CODE_SEQUENCE, &[]),
    t(tags::VALUE_TYPE, "CONTAINER"),
    code(
        tags::CONCEPT_NAME_CODE_SEQUENCE,
        "126901",
        "DCM",
        "Acquisition Context",
    ),
    t(tags::CONTINUITY_OF_CONTENT, "SEPARATE"),
    items(tags::CONTENT_SEQUENCE, ACQUISITION_CONTEXT_SR_CONTENT),
    items(
        tags::CONTENT_TEMPLATE_SEQUENCE,
        &[&[
            t(tags::MAPPING_RESOURCE, "DCMR"),
            t(tags::TEMPLATE_IDENTIFIER, "8001"),
        ]],
    ),
    empty(tags::LATERALITY),
];

const SIMPLIFIED_ADULT_ECHO_SR_OWN: &[Attribute] = &[
    now(tags::CONTENT_DATE),
    now(tags::CONTENT_TIME),
    t(tags::COMPLETION_FLAG, "COMPLETE"),
    t(tags::VERIFICATION_FLAG, "UNVERIFIED"),
    items(tags::REFERENCED_PERFORMED_PROCEDURE_STEP_SEQUENCE, &[]),
    items(tags::PERFORMED_PROCEDURE_CODE_SEQUENCE, &[]),
    t(tags::VALUE_TYPE, "CONTAINER"),
    code(
        tags::CONCEPT_NAME_CODE_SEQUENCE,
        "125200",
        "DCM",
        "Adult Echocardiography Procedure Report",
    ),
    t(tags::CONTINUITY_OF_CONTENT, "SEPARATE"),
    items(tags::CONTENT_SEQUENCE, BASIC_TEXT_SR_CONTENT),
    items(
        tags::CONTENT_TEMPLATE_SEQUENCE,
        &[&[
            t(tags::MAPPING_RESOURCE, "DCMR"),
            t(tags::TEMPLATE_IDENTIFIER, "5300"),
        ]],
    ),
    empty(tags::LATERALITY),
];

const PATIENT_RADIATION_DOSE_SR_OWN: &[Attribute] = &[
    now(tags::CONTENT_DATE),
    now(tags::CONTENT_TIME),
    t(tags::COMPLETION_FLAG, "COMPLETE"),
    t(tags::VERIFICATION_FLAG, "UNVERIFIED"),
    items(tags::REFERENCED_PERFORMED_PROCEDURE_STEP_SEQUENCE, &[]),
    items(tags::PERFORMED_PROCEDURE_CODE_SEQUENCE, &[]),
    t(tags::VALUE_TYPE, "CONTAINER"),
    code(
        tags::CONCEPT_NAME_CODE_SEQUENCE,
        "128475",
        "DCM",
        "Patient Radiation Dose Report",
    ),
    t(tags::CONTINUITY_OF_CONTENT, "SEPARATE"),
    items(tags::CONTENT_SEQUENCE, ACQUISITION_CONTEXT_SR_CONTENT),
    items(
        tags::CONTENT_TEMPLATE_SEQUENCE,
        &[&[
            t(tags::MAPPING_RESOURCE, "DCMR"),
            t(tags::TEMPLATE_IDENTIFIER, "10030"),
        ]],
    ),
    items(
        tags::CURRENT_REQUESTED_PROCEDURE_EVIDENCE_SEQUENCE,
        ENHANCED_SR_CURRENT_REQUESTED_PROCEDURE_EVIDENCE,
    ),
    empty(tags::LATERALITY),
];

const PLANNED_IMAGING_AGENT_ADMINISTRATION_SR_OWN: &[Attribute] = &[
    now(tags::CONTENT_DATE),
    now(tags::CONTENT_TIME),
    t(tags::COMPLETION_FLAG, "COMPLETE"),
    t(tags::VERIFICATION_FLAG, "UNVERIFIED"),
    items(tags::REFERENCED_PERFORMED_PROCEDURE_STEP_SEQUENCE, &[]),
    items(tags::PERFORMED_PROCEDURE_CODE_SEQUENCE, &[]),
    t(tags::VALUE_TYPE, "CONTAINER"),
    code(
        tags::CONCEPT_NAME_CODE_SEQUENCE,
        "130211",
        "DCM",
        "Planned Imaging Agent Administration",
    ),
    t(tags::CONTINUITY_OF_CONTENT, "SEPARATE"),
    items(tags::CONTENT_SEQUENCE, ACQUISITION_CONTEXT_SR_CONTENT),
    items(
        tags::CONTENT_TEMPLATE_SEQUENCE,
        &[&[
            t(tags::MAPPING_RESOURCE, "DCMR"),
            t(tags::TEMPLATE_IDENTIFIER, "11001"),
        ]],
    ),
    empty(tags::LATERALITY),
];

const PERFORMED_IMAGING_AGENT_ADMINISTRATION_SR_OWN: &[Attribute] = &[
    now(tags::CONTENT_DATE),
    now(tags::CONTENT_TIME),
    t(tags::COMPLETION_FLAG, "COMPLETE"),
    t(tags::VERIFICATION_FLAG, "UNVERIFIED"),
    items(tags::REFERENCED_PERFORMED_PROCEDURE_STEP_SEQUENCE, &[]),
    items(tags::PERFORMED_PROCEDURE_CODE_SEQUENCE, &[]),
    t(tags::VALUE_TYPE, "CONTAINER"),
    code(
        tags::CONCEPT_NAME_CODE_SEQUENCE,
        "130212",
        "DCM",
        "Performed Imaging Agent Administration",
    ),
    t(tags::CONTINUITY_OF_CONTENT, "SEPARATE"),
    items(tags::CONTENT_SEQUENCE, ACQUISITION_CONTEXT_SR_CONTENT),
    items(
        tags::CONTENT_TEMPLATE_SEQUENCE,
        &[&[
            t(tags::MAPPING_RESOURCE, "DCMR"),
            t(tags::TEMPLATE_IDENTIFIER, "11020"),
        ]],
    ),
    empty(tags::LATERALITY),
];

const ENHANCED_X_RAY_RADIATION_DOSE_SR_OWN: &[Attribute] = &[
    now(tags::CONTENT_DATE),
    now(tags::CONTENT_TIME),
    t(tags::COMPLETION_FLAG, "COMPLETE"),
    t(tags::VERIFICATION_FLAG, "UNVERIFIED"),
    items(tags::REFERENCED_PERFORMED_PROCEDURE_STEP_SEQUENCE, &[]),
    items(tags::PERFORMED_PROCEDURE_CODE_SEQUENCE, &[]),
    t(tags::VALUE_TYPE, "CONTAINER"),
    code(
        tags::CONCEPT_NAME_CODE_SEQUENCE,
        "113701",
        "DCM",
        "X-Ray Radiation Dose Report",
    ),
    t(tags::CONTINUITY_OF_CONTENT, "SEPARATE"),
    items(tags::CONTENT_SEQUENCE, ACQUISITION_CONTEXT_SR_CONTENT),
    items(
        tags::CONTENT_TEMPLATE_SEQUENCE,
        &[&[
            t(tags::MAPPING_RESOURCE, "DCMR"),
            t(tags::TEMPLATE_IDENTIFIER, "10040"),
        ]],
    ),
    empty(tags::LATERALITY),
];

const WAVEFORM_ANNOTATION_SRSTORAGE_OWN: &[Attribute] = &[
    now(tags::CONTENT_DATE),
    now(tags::CONTENT_TIME),
    t(tags::COMPLETION_FLAG, "COMPLETE"),
    t(tags::VERIFICATION_FLAG, "UNVERIFIED"),
    items(tags::REFERENCED_PERFORMED_PROCEDURE_STEP_SEQUENCE, &[]),
    items(tags::PERFORMED_PROCEDURE_CODE_SEQUENCE, &[]),
    t(tags::VALUE_TYPE, "CONTAINER"),
    code(
        tags::CONCEPT_NAME_CODE_SEQUENCE,
        "130869",
        "DCM",
        "Waveform Annotation",
    ),
    t(tags::CONTINUITY_OF_CONTENT, "SEPARATE"),
    items(tags::CONTENT_SEQUENCE, ACQUISITION_CONTEXT_SR_CONTENT),
    items(
        tags::CONTENT_TEMPLATE_SEQUENCE,
        &[&[
            t(tags::MAPPING_RESOURCE, "DCMR"),
            t(tags::TEMPLATE_IDENTIFIER, "3750"),
        ]],
    ),
    items(
        tags::CURRENT_REQUESTED_PROCEDURE_EVIDENCE_SEQUENCE,
        ENHANCED_SR_CURRENT_REQUESTED_PROCEDURE_EVIDENCE,
    ),
    empty(tags::LATERALITY),
];

const SPECTACLE_PRESCRIPTION_REPORT_OWN: &[Attribute] = &[
    now(tags::CONTENT_DATE),
    now(tags::CONTENT_TIME),
    t(tags::COMPLETION_FLAG, "COMPLETE"),
    t(tags::VERIFICATION_FLAG, "UNVERIFIED"),
    items(tags::REFERENCED_PERFORMED_PROCEDURE_STEP_SEQUENCE, &[]),
    items(tags::PERFORMED_PROCEDURE_CODE_SEQUENCE, &[]),
    t(tags::VALUE_TYPE, "CONTAINER"),
    code(
        tags::CONCEPT_NAME_CODE_SEQUENCE,
        "111690",
        "DCM",
        "Spectacle Prescription Report",
    ),
    t(tags::CONTINUITY_OF_CONTENT, "SEPARATE"),
    items(
        tags::CONTENT_SEQUENCE,
        &[&[
            t(tags::RELATIONSHIP_TYPE, "HAS CONCEPT MOD"),
            t(tags::VALUE_TYPE, "CODE"),
            code(
                tags::CONCEPT_NAME_CODE_SEQUENCE,
                "121049",
                "DCM",
                "Language of Content Item and Descendants",
            ),
            code(tags::CONCEPT_CODE_SEQUENCE, "en", "RFC5646", "English"),
        ]],
    ),
    items(
        tags::CONTENT_TEMPLATE_SEQUENCE,
        &[&[
            t(tags::MAPPING_RESOURCE, "DCMR"),
            t(tags::TEMPLATE_IDENTIFIER, "2020"),
        ]],
    ),
    t(tags::CLINICAL_TRIAL_SPONSOR_NAME, "Example"),
    t(tags::CLINICAL_TRIAL_PROTOCOL_ID, "P1"),
    empty(tags::CLINICAL_TRIAL_PROTOCOL_NAME),
    empty(tags::CLINICAL_TRIAL_SITE_ID),
    empty(tags::CLINICAL_TRIAL_SITE_NAME),
    t(tags::CLINICAL_TRIAL_SUBJECT_ID, "1"),
    empty(tags::CLINICAL_TRIAL_TIME_POINT_ID),
    empty(tags::CLINICAL_TRIAL_COORDINATING_CENTER_NAME),
];

const MACULAR_GRID_THICKNESS_AND_VOLUME_REPORT_OWN: &[Attribute] = &[
    now(tags::CONTENT_DATE),
    now(tags::CONTENT_TIME),
    t(tags::COMPLETION_FLAG, "COMPLETE"),
    t(tags::VERIFICATION_FLAG, "UNVERIFIED"),
    items(tags::REFERENCED_PERFORMED_PROCEDURE_STEP_SEQUENCE, &[]),
    items(tags::PERFORMED_PROCEDURE_CODE_SEQUENCE, &[]),
    t(tags::VALUE_TYPE, "CONTAINER"),
    code(
        tags::CONCEPT_NAME_CODE_SEQUENCE,
        "111690",
        "DCM",
        "Macular Grid Thickness and Volume Report",
    ),
    t(tags::CONTINUITY_OF_CONTENT, "SEPARATE"),
    items(
        tags::CONTENT_SEQUENCE,
        &[&[
            t(tags::RELATIONSHIP_TYPE, "HAS CONCEPT MOD"),
            t(tags::VALUE_TYPE, "CODE"),
            code(
                tags::CONCEPT_NAME_CODE_SEQUENCE,
                "121049",
                "DCM",
                "Language of Content Item and Descendants",
            ),
            code(tags::CONCEPT_CODE_SEQUENCE, "en", "RFC5646", "English"),
        ]],
    ),
    items(
        tags::CONTENT_TEMPLATE_SEQUENCE,
        &[&[
            t(tags::MAPPING_RESOURCE, "DCMR"),
            t(tags::TEMPLATE_IDENTIFIER, "2100"),
        ]],
    ),
    items(
        tags::CURRENT_REQUESTED_PROCEDURE_EVIDENCE_SEQUENCE,
        ENHANCED_SR_CURRENT_REQUESTED_PROCEDURE_EVIDENCE,
    ),
    empty(tags::LATERALITY),
];
