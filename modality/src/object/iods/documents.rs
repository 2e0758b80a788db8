//! Encapsulated documents, models, and assessments.

use super::prelude::*;

const MODEL: Iod = Iod::of("M3D", "ENCAP DOC", ENHANCED_STUDY);

const DOCUMENT: Iod = Iod::of("DOC", "ENCAP DOC", STUDY);

pub(super) const IODS: &[Iod] = &[
    Iod {
        sop_class: uids::ENCAPSULATED_PDF_STORAGE,
        name: "Encapsulated PDF",
        modules: &[SC_EQUIPMENT, ENCAPSULATED_DOCUMENT],
        attributes: &[
            seq(tags::CONCEPT_NAME_CODE_SEQUENCE).empty(),
            t(tags::DOCUMENT_TITLE, "Report"),
            t(tags::MIME_TYPE_OF_ENCAPSULATED_DOCUMENT, "application/pdf"),
            bytes(tags::ENCAPSULATED_DOCUMENT, VR::OB, pdf),
        ],
        ..DOCUMENT
    },
    Iod {
        sop_class: uids::ENCAPSULATED_CDA_STORAGE,
        name: "Encapsulated CDA",
        modules: &[ENCAPSULATED_DOCUMENT],
        attributes: &[
            t(tags::CONVERSION_TYPE, "SYN"),
            seq(tags::CONCEPT_NAME_CODE_SEQUENCE)
                .code(ln("34133-9", "Summarization of Episode Note")),
            t(tags::DOCUMENT_TITLE, "Report"),
            t(tags::MIME_TYPE_OF_ENCAPSULATED_DOCUMENT, "text/XML"),
            uid(tags::HL7_INSTANCE_IDENTIFIER, "cda document"),
            bytes(tags::ENCAPSULATED_DOCUMENT, VR::OB, cda),
        ],
        ..DOCUMENT
    },
    Iod {
        sop_class: uids::ENCAPSULATED_STL_STORAGE,
        name: "Encapsulated STL",
        modules: &[
            FRAME_OF_REFERENCE,
            ENCAPSULATED_DOCUMENT,
            MANUFACTURING_3D_MODEL,
        ],
        attributes: &[
            t(tags::MIME_TYPE_OF_ENCAPSULATED_DOCUMENT, "model/stl"),
            bytes(tags::ENCAPSULATED_DOCUMENT, VR::OB, stl),
        ],
        ..MODEL
    },
    Iod {
        sop_class: uids::ENCAPSULATED_OBJ_STORAGE,
        name: "Encapsulated OBJ",
        modules: &[
            FRAME_OF_REFERENCE,
            ENCAPSULATED_DOCUMENT,
            MANUFACTURING_3D_MODEL,
        ],
        attributes: &[
            t(tags::MIME_TYPE_OF_ENCAPSULATED_DOCUMENT, "model/obj"),
            bytes(tags::ENCAPSULATED_DOCUMENT, VR::OB, obj),
        ],
        ..MODEL
    },
    Iod {
        sop_class: uids::ENCAPSULATED_MTL_STORAGE,
        name: "Encapsulated MTL",
        modules: &[ENCAPSULATED_DOCUMENT],
        attributes: &[
            seq(tags::CONCEPT_NAME_CODE_SEQUENCE).empty(),
            t(tags::DOCUMENT_TITLE, "Material"),
            t(tags::MIME_TYPE_OF_ENCAPSULATED_DOCUMENT, "model/mtl"),
            seq(tags::MEASUREMENT_UNITS_CODE_SEQUENCE).code(HOUNSFIELD_UNIT),
            bytes(tags::ENCAPSULATED_DOCUMENT, VR::OB, mtl),
        ],
        ..MODEL
    },
    Iod {
        sop_class: uids::CONTENT_ASSESSMENT_RESULTS_STORAGE,
        name: "Content Assessment Results",
        modality: "ASMT",
        record: "ASSESSMENT",
        general: ENHANCED_SERIES,
        attributes: &[
            t(tags::ASSESSMENT_SUMMARY, "PASSED"),
            seq(tags::ASSESSED_SOP_INSTANCE_SEQUENCE).instance(uids::CT_IMAGE_STORAGE),
            t(tags::NUMBER_OF_ASSESSMENT_OBSERVATIONS, "1"),
            seq(tags::ASSESSMENT_REQUESTER_SEQUENCE).empty(),
            seq(tags::ASSESSMENT_TYPE_CODE_SEQUENCE).code(FINDING),
            t(tags::ASSESSMENT_LABEL, "Example"),
            seq(tags::ASSESSMENT_OBSERVATIONS_SEQUENCE).empty(),
            empty(tags::LATERALITY),
        ],
        ..MODEL
    },
];

const ENCAPSULATED_DOCUMENT: Table = &[
    now(tags::CONTENT_DATE),
    empty(tags::ACQUISITION_DATE_TIME),
    now(tags::CONTENT_TIME),
    t(tags::BURNED_IN_ANNOTATION, "NO"),
    empty(tags::LATERALITY),
];

const MANUFACTURING_3D_MODEL: Table = &[
    seq(tags::MEASUREMENT_UNITS_CODE_SEQUENCE).code(MM),
    seq(tags::CONCEPT_NAME_CODE_SEQUENCE).code(dcm("129013", "Part")),
    t(tags::DOCUMENT_TITLE, "Model"),
    t(tags::MODEL_MODIFICATION, "NO"),
    t(tags::MODEL_MIRRORING, "NO"),
];
