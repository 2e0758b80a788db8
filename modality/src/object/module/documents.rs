//! Modules: documents.

use super::super::attribute::{Attribute, code, empty, items, t};
use filmdesk_dataset::tags;

/// Encapsulated document.
pub(in crate::object) const ENCAPSULATED_DOCUMENT: &[Attribute] = &[
    empty(tags::CONTENT_DATE),
    empty(tags::ACQUISITION_DATE_TIME),
    empty(tags::CONTENT_TIME),
    t(tags::BURNED_IN_ANNOTATION, "NO"),
    items(tags::CONCEPT_NAME_CODE_SEQUENCE, &[]),
    empty(tags::DOCUMENT_TITLE),
    t(tags::ENCAPSULATED_DOCUMENT, r"0\0"),
    t(tags::MIME_TYPE_OF_ENCAPSULATED_DOCUMENT, "Example"),
];

/// Manufacturing 3d model.
pub(in crate::object) const MANUFACTURING_3D_MODEL: &[Attribute] = &[code(
    tags::MEASUREMENT_UNITS_CODE_SEQUENCE,
    "[hnsf'U]",
    "UCUM",
    "Hounsfield unit",
)];
