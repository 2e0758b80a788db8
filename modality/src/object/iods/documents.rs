//! IODs: documents.

use super::super::attribute::{Attribute, bytes, code, empty, items, now, t, uid};
use super::super::documents::{cda, mtl, obj, pdf, stl};
use super::super::module::documents::{ENCAPSULATED_DOCUMENT, MANUFACTURING_3D_MODEL};
use super::super::module::general::{
    ENHANCED_GENERAL_EQUIPMENT, FRAME_OF_REFERENCE, GENERAL_EQUIPMENT, GENERAL_STUDY, SC_EQUIPMENT,
};
use super::Iod;
use filmdesk_dataset::{VR, tags, uids};

pub(super) const IODS: &[Iod] = &[
    Iod {
        sop_class: uids::ENCAPSULATED_PDF_STORAGE,
        name: "Encapsulated PDF",
        modality: "DOC",
        record: "ENCAP DOC",
        modules: &[
            GENERAL_STUDY,
            GENERAL_EQUIPMENT,
            SC_EQUIPMENT,
            ENCAPSULATED_DOCUMENT,
            ENCAPSULATED_PDF_OWN,
        ],
    },
    Iod {
        sop_class: uids::ENCAPSULATED_CDA_STORAGE,
        name: "Encapsulated CDA",
        modality: "DOC",
        record: "ENCAP DOC",
        modules: &[
            GENERAL_STUDY,
            GENERAL_EQUIPMENT,
            SC_EQUIPMENT,
            ENCAPSULATED_DOCUMENT,
            ENCAPSULATED_CDA_OWN,
        ],
    },
    Iod {
        sop_class: uids::ENCAPSULATED_STL_STORAGE,
        name: "Encapsulated STL",
        modality: "M3D",
        record: "ENCAP DOC",
        modules: &[
            GENERAL_STUDY,
            FRAME_OF_REFERENCE,
            GENERAL_EQUIPMENT,
            ENHANCED_GENERAL_EQUIPMENT,
            ENCAPSULATED_DOCUMENT,
            MANUFACTURING_3D_MODEL,
            ENCAPSULATED_STL_OWN,
        ],
    },
    Iod {
        sop_class: uids::ENCAPSULATED_OBJ_STORAGE,
        name: "Encapsulated OBJ",
        modality: "M3D",
        record: "ENCAP DOC",
        modules: &[
            GENERAL_STUDY,
            FRAME_OF_REFERENCE,
            GENERAL_EQUIPMENT,
            ENHANCED_GENERAL_EQUIPMENT,
            ENCAPSULATED_DOCUMENT,
            MANUFACTURING_3D_MODEL,
            ENCAPSULATED_OBJ_OWN,
        ],
    },
    Iod {
        sop_class: uids::ENCAPSULATED_MTL_STORAGE,
        name: "Encapsulated MTL",
        modality: "M3D",
        record: "ENCAP DOC",
        modules: &[
            GENERAL_STUDY,
            GENERAL_EQUIPMENT,
            ENHANCED_GENERAL_EQUIPMENT,
            ENCAPSULATED_DOCUMENT,
            MANUFACTURING_3D_MODEL,
            ENCAPSULATED_MTL_OWN,
        ],
    },
];

const ENCAPSULATED_PDF_OWN: &[Attribute] = &[
    now(tags::CONTENT_DATE),
    now(tags::CONTENT_TIME),
    empty(tags::ACQUISITION_DATE_TIME),
    t(tags::BURNED_IN_ANNOTATION, "NO"),
    t(tags::DOCUMENT_TITLE, "Report"),
    items(tags::CONCEPT_NAME_CODE_SEQUENCE, &[]),
    t(tags::MIME_TYPE_OF_ENCAPSULATED_DOCUMENT, "application/pdf"),
    bytes(tags::ENCAPSULATED_DOCUMENT, VR::OB, pdf),
    t(tags::CONVERSION_TYPE, "WSD"),
    empty(tags::LATERALITY),
];

const ENCAPSULATED_CDA_OWN: &[Attribute] = &[
    now(tags::CONTENT_DATE),
    now(tags::CONTENT_TIME),
    empty(tags::ACQUISITION_DATE_TIME),
    t(tags::BURNED_IN_ANNOTATION, "NO"),
    t(tags::DOCUMENT_TITLE, "Report"),
    code(
        tags::CONCEPT_NAME_CODE_SEQUENCE,
        "34133-9",
        "LN",
        "Summarization of Episode Note",
    ),
    t(tags::MIME_TYPE_OF_ENCAPSULATED_DOCUMENT, "text/XML"),
    bytes(tags::ENCAPSULATED_DOCUMENT, VR::OB, cda),
    uid(tags::HL7_INSTANCE_IDENTIFIER, "cda document"),
    t(tags::CONVERSION_TYPE, "SYN"),
    empty(tags::LATERALITY),
];

const ENCAPSULATED_STL_OWN: &[Attribute] = &[
    now(tags::CONTENT_DATE),
    now(tags::CONTENT_TIME),
    empty(tags::ACQUISITION_DATE_TIME),
    t(tags::BURNED_IN_ANNOTATION, "NO"),
    t(tags::DOCUMENT_TITLE, "Model"),
    code(tags::CONCEPT_NAME_CODE_SEQUENCE, "129013", "DCM", "Part"),
    t(tags::MIME_TYPE_OF_ENCAPSULATED_DOCUMENT, "model/stl"),
    bytes(tags::ENCAPSULATED_DOCUMENT, VR::OB, stl),
    code(tags::MEASUREMENT_UNITS_CODE_SEQUENCE, "mm", "UCUM", "mm"),
    t(tags::MODEL_MODIFICATION, "NO"),
    t(tags::MODEL_MIRRORING, "NO"),
    uid(tags::FRAME_OF_REFERENCE_UID, "frame of reference"),
    empty(tags::LATERALITY),
];

const ENCAPSULATED_OBJ_OWN: &[Attribute] = &[
    now(tags::CONTENT_DATE),
    now(tags::CONTENT_TIME),
    empty(tags::ACQUISITION_DATE_TIME),
    t(tags::BURNED_IN_ANNOTATION, "NO"),
    t(tags::DOCUMENT_TITLE, "Model"),
    code(tags::CONCEPT_NAME_CODE_SEQUENCE, "129013", "DCM", "Part"),
    t(tags::MIME_TYPE_OF_ENCAPSULATED_DOCUMENT, "model/obj"),
    bytes(tags::ENCAPSULATED_DOCUMENT, VR::OB, obj),
    code(tags::MEASUREMENT_UNITS_CODE_SEQUENCE, "mm", "UCUM", "mm"),
    t(tags::MODEL_MODIFICATION, "NO"),
    t(tags::MODEL_MIRRORING, "NO"),
    uid(tags::FRAME_OF_REFERENCE_UID, "frame of reference"),
    empty(tags::LATERALITY),
];

const ENCAPSULATED_MTL_OWN: &[Attribute] = &[
    now(tags::CONTENT_DATE),
    now(tags::CONTENT_TIME),
    empty(tags::ACQUISITION_DATE_TIME),
    t(tags::BURNED_IN_ANNOTATION, "NO"),
    t(tags::DOCUMENT_TITLE, "Material"),
    items(tags::CONCEPT_NAME_CODE_SEQUENCE, &[]),
    t(tags::MIME_TYPE_OF_ENCAPSULATED_DOCUMENT, "model/mtl"),
    bytes(tags::ENCAPSULATED_DOCUMENT, VR::OB, mtl),
    empty(tags::LATERALITY),
];
