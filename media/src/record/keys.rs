//! The keys of directory records: PS3.3 F.5, one table per type.

use filmdesk_dataset::{Tag, VR, tags};

use super::{Missing, RecordType};
use crate::profile::{PROFILES, Rule};

/// A key of a directory record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct KeyRow {
    /// The attribute.
    pub tag: Tag,
    /// Its value representation in the directory, whatever the instance has.
    pub vr: VR,
    /// Its type there.
    pub need: Need,
    /// What of the instance's value goes into it.
    pub source: Source,
}

/// The type of a key, and what becomes of one without a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Need {
    /// Type 1: a missing value is made good.
    One(Missing),
    /// Types 1C and 3: there when the instance has a value.
    IfPresent,
    /// Type 2: there, perhaps without a value.
    Two,
}

/// What of an instance goes into a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Source {
    /// The value.
    Value,
    /// A sequence, of whose items (at any depth) only these attributes.
    Only(&'static [Tag]),
    /// The items of Content Sequence that modify the title: HAS CONCEPT MOD (F.5.25, F.5.26).
    ConceptModifiers,
    /// The latest Verification DateTime of Verifying Observer Sequence, when Verification Flag
    /// is VERIFIED (F.5.25).
    LatestVerification,
}

const fn row(tag: Tag, vr: VR, need: Need) -> KeyRow {
    KeyRow {
        tag,
        vr,
        need,
        source: Source::Value,
    }
}

const fn one(tag: Tag, vr: VR, missing: Missing) -> KeyRow {
    row(tag, vr, Need::One(missing))
}

const fn if_present(tag: Tag, vr: VR) -> KeyRow {
    row(tag, vr, Need::IfPresent)
}

const fn two(tag: Tag, vr: VR) -> KeyRow {
    row(tag, vr, Need::Two)
}

const fn from(source: Source, row: KeyRow) -> KeyRow {
    KeyRow { source, ..row }
}

/// A reference to images: Tables 10-3, 10-4 and 10-11 without what a directory has no use for.
const REFERENCES: &[Tag] = &[
    tags::REFERENCED_SOP_CLASS_UID,
    tags::REFERENCED_SOP_INSTANCE_UID,
    tags::REFERENCED_FRAME_NUMBER,
    tags::REFERENCED_SEGMENT_NUMBER,
    tags::REFERENCED_IMAGE_SEQUENCE,
    tags::REFERENCED_SERIES_SEQUENCE,
    tags::SERIES_INSTANCE_UID,
    tags::STUDY_INSTANCE_UID,
];

const INSTANCE_NUMBER: KeyRow = one(tags::INSTANCE_NUMBER, VR::IS, Missing::NextNumber);
const CONTENT_DATE: KeyRow = one(tags::CONTENT_DATE, VR::DA, Missing::ContentDate);
const CONTENT_TIME: KeyRow = one(tags::CONTENT_TIME, VR::TM, Missing::ContentTime);
const LABEL: KeyRow = one(tags::CONTENT_LABEL, VR::CS, Missing::Text("UNNAMED"));
const DESCRIPTION: KeyRow = two(tags::CONTENT_DESCRIPTION, VR::LO);
const CREATOR: KeyRow = two(tags::CONTENT_CREATOR_NAME, VR::PN);
const TITLE: KeyRow = one(tags::CONCEPT_NAME_CODE_SEQUENCE, VR::SQ, Missing::Title);
const MODIFIERS: KeyRow = from(
    Source::ConceptModifiers,
    if_present(tags::CONTENT_SEQUENCE, VR::SQ),
);
const SERIES_REFERENCES: KeyRow = from(
    Source::Only(REFERENCES),
    if_present(tags::REFERENCED_SERIES_SEQUENCE, VR::SQ),
);

static PATIENT: &[KeyRow] = &[
    two(tags::PATIENT_NAME, VR::PN),
    one(tags::PATIENT_ID, VR::LO, Missing::PatientId),
];

static STUDY: &[KeyRow] = &[
    one(tags::STUDY_DATE, VR::DA, Missing::StudyDate),
    one(tags::STUDY_TIME, VR::TM, Missing::StudyTime),
    two(tags::ACCESSION_NUMBER, VR::SH),
    two(tags::STUDY_DESCRIPTION, VR::LO),
    one(tags::STUDY_INSTANCE_UID, VR::UI, Missing::Refused),
    one(tags::STUDY_ID, VR::SH, Missing::NextNumber),
];

static SERIES: &[KeyRow] = &[
    one(tags::MODALITY, VR::CS, Missing::Text("OT")),
    if_present(tags::SERIES_DESCRIPTION, VR::LO),
    one(tags::SERIES_INSTANCE_UID, VR::UI, Missing::Refused),
    one(tags::SERIES_NUMBER, VR::IS, Missing::NextNumber),
];

static NUMBERED: &[KeyRow] = &[INSTANCE_NUMBER];

static RT_DOSE: &[KeyRow] = &[
    INSTANCE_NUMBER,
    one(tags::DOSE_SUMMATION_TYPE, VR::CS, Missing::Text("UNKNOWN")),
    if_present(tags::DOSE_COMMENT, VR::LO),
];

static RT_STRUCTURE_SET: &[KeyRow] = &[
    INSTANCE_NUMBER,
    one(tags::STRUCTURE_SET_LABEL, VR::SH, Missing::Text("UNNAMED")),
    two(tags::STRUCTURE_SET_DATE, VR::DA),
    two(tags::STRUCTURE_SET_TIME, VR::TM),
];

static RT_PLAN: &[KeyRow] = &[
    INSTANCE_NUMBER,
    one(tags::RT_PLAN_LABEL, VR::SH, Missing::Text("UNNAMED")),
    two(tags::RT_PLAN_DATE, VR::DA),
    two(tags::RT_PLAN_TIME, VR::TM),
];

static RT_TREAT_RECORD: &[KeyRow] = &[
    INSTANCE_NUMBER,
    two(tags::TREATMENT_DATE, VR::DA),
    two(tags::TREATMENT_TIME, VR::TM),
];

static PRESENTATION: &[KeyRow] = &[
    INSTANCE_NUMBER,
    LABEL,
    DESCRIPTION,
    one(
        tags::PRESENTATION_CREATION_DATE,
        VR::DA,
        Missing::ContentDate,
    ),
    one(
        tags::PRESENTATION_CREATION_TIME,
        VR::TM,
        Missing::ContentTime,
    ),
    CREATOR,
    SERIES_REFERENCES,
    from(
        Source::Only(REFERENCES),
        if_present(tags::BLENDING_SEQUENCE, VR::SQ),
    ),
];

static WF_PRESENTATION: &[KeyRow] = &[
    INSTANCE_NUMBER,
    LABEL,
    DESCRIPTION,
    one(
        tags::PRESENTATION_CREATION_DATE,
        VR::DA,
        Missing::ContentDate,
    ),
    one(
        tags::PRESENTATION_CREATION_TIME,
        VR::TM,
        Missing::ContentTime,
    ),
    CREATOR,
    SERIES_REFERENCES,
];

static WAVEFORM: &[KeyRow] = &[INSTANCE_NUMBER, CONTENT_DATE, CONTENT_TIME];

static SR_DOCUMENT: &[KeyRow] = &[
    INSTANCE_NUMBER,
    one(tags::COMPLETION_FLAG, VR::CS, Missing::Text("PARTIAL")),
    one(tags::VERIFICATION_FLAG, VR::CS, Missing::Text("UNVERIFIED")),
    CONTENT_DATE,
    CONTENT_TIME,
    from(
        Source::LatestVerification,
        if_present(tags::VERIFICATION_DATE_TIME, VR::DT),
    ),
    TITLE,
    MODIFIERS,
];

static KEY_OBJECT_DOC: &[KeyRow] = &[
    INSTANCE_NUMBER,
    CONTENT_DATE,
    CONTENT_TIME,
    TITLE,
    MODIFIERS,
];

static SPECTROSCOPY: &[KeyRow] = &[
    one(
        tags::IMAGE_TYPE,
        VR::CS,
        Missing::Text("DERIVED\\SECONDARY"),
    ),
    CONTENT_DATE,
    CONTENT_TIME,
    INSTANCE_NUMBER,
    if_present(tags::REFERENCED_IMAGE_EVIDENCE_SEQUENCE, VR::SQ),
    one(tags::NUMBER_OF_FRAMES, VR::IS, Missing::Text("1")),
    one(tags::ROWS, VR::US, Missing::Single),
    one(tags::COLUMNS, VR::US, Missing::Single),
    one(tags::DATA_POINT_ROWS, VR::UL, Missing::Single),
    one(tags::DATA_POINT_COLUMNS, VR::UL, Missing::Single),
];

static RAW_DATA: &[KeyRow] = &[
    CONTENT_DATE,
    CONTENT_TIME,
    two(tags::INSTANCE_NUMBER, VR::IS),
];

/// REGISTRATION, FIDUCIAL, VALUE MAP, MEASUREMENT, SURFACE, TRACT, ANNOTATION.
static IDENTIFIED: &[KeyRow] = &[
    CONTENT_DATE,
    CONTENT_TIME,
    INSTANCE_NUMBER,
    LABEL,
    DESCRIPTION,
    CREATOR,
];

static SURFACE_SCAN: &[KeyRow] = &[CONTENT_DATE, CONTENT_TIME];

static ENCAP_DOC: &[KeyRow] = &[
    two(tags::CONTENT_DATE, VR::DA),
    two(tags::CONTENT_TIME, VR::TM),
    INSTANCE_NUMBER,
    two(tags::DOCUMENT_TITLE, VR::ST),
    if_present(tags::HL7_INSTANCE_IDENTIFIER, VR::ST),
    two(tags::CONCEPT_NAME_CODE_SEQUENCE, VR::SQ),
    one(
        tags::MIME_TYPE_OF_ENCAPSULATED_DOCUMENT,
        VR::LO,
        Missing::Text("application/octet-stream"),
    ),
];

static ASSESSMENT: &[KeyRow] = &[
    INSTANCE_NUMBER,
    one(tags::INSTANCE_CREATION_DATE, VR::DA, Missing::ContentDate),
    two(tags::INSTANCE_CREATION_TIME, VR::TM),
];

static RADIOTHERAPY: &[KeyRow] = &[
    INSTANCE_NUMBER,
    if_present(tags::USER_CONTENT_LABEL, VR::SH),
    if_present(tags::USER_CONTENT_LONG_LABEL, VR::LO),
    DESCRIPTION,
    CREATOR,
];

static HANGING_PROTOCOL: &[KeyRow] = &[
    one(tags::HANGING_PROTOCOL_NAME, VR::SH, Missing::Refused),
    one(
        tags::HANGING_PROTOCOL_DESCRIPTION,
        VR::LO,
        Missing::Text("UNNAMED"),
    ),
    one(tags::HANGING_PROTOCOL_LEVEL, VR::CS, Missing::Refused),
    one(
        tags::HANGING_PROTOCOL_CREATOR,
        VR::LO,
        Missing::Text("UNKNOWN"),
    ),
    one(
        tags::HANGING_PROTOCOL_CREATION_DATE_TIME,
        VR::DT,
        Missing::Refused,
    ),
    one(
        tags::HANGING_PROTOCOL_DEFINITION_SEQUENCE,
        VR::SQ,
        Missing::Refused,
    ),
    two(
        tags::HANGING_PROTOCOL_USER_IDENTIFICATION_CODE_SEQUENCE,
        VR::SQ,
    ),
    one(tags::NUMBER_OF_PRIORS_REFERENCED, VR::US, Missing::Refused),
];

static PALETTE: &[KeyRow] = &[LABEL, DESCRIPTION];

static IMPLANT: &[KeyRow] = &[
    one(tags::MANUFACTURER, VR::LO, Missing::Text("UNKNOWN")),
    one(tags::IMPLANT_NAME, VR::LO, Missing::Refused),
    if_present(tags::IMPLANT_SIZE, VR::LO),
    one(tags::IMPLANT_PART_NUMBER, VR::LO, Missing::Refused),
];

static IMPLANT_ASSY: &[KeyRow] = &[
    one(
        tags::IMPLANT_ASSEMBLY_TEMPLATE_NAME,
        VR::LO,
        Missing::Refused,
    ),
    one(tags::MANUFACTURER, VR::LO, Missing::Text("UNKNOWN")),
    one(tags::PROCEDURE_TYPE_CODE_SEQUENCE, VR::SQ, Missing::Refused),
];

static IMPLANT_GROUP: &[KeyRow] = &[
    one(tags::IMPLANT_TEMPLATE_GROUP_NAME, VR::LO, Missing::Refused),
    if_present(tags::IMPLANT_TEMPLATE_GROUP_DESCRIPTION, VR::ST),
    one(
        tags::IMPLANT_TEMPLATE_GROUP_ISSUER,
        VR::LO,
        Missing::Refused,
    ),
];

/// The attributes of PS3.3 2023b are not in every dictionary.
static INVENTORY: &[KeyRow] = &[
    CONTENT_DATE,
    CONTENT_TIME,
    two(Tag(0x0008, 0x0401), VR::LT), // Inventory Purpose
    one(Tag(0x0008, 0x0403), VR::CS, Missing::Refused), // Inventory Level
    one(Tag(0x0008, 0x0426), VR::CS, Missing::Refused), // Inventory Completion Status
    one(Tag(0x0008, 0x0428), VR::UV, Missing::Refused), // Total Number of Study Records
    if_present(Tag(0x0008, 0x0400), VR::SQ), // Scope of Inventory Sequence
];

/// Our own record: see [`super::PRIVATE_RECORD_UID`].
static PRIVATE: &[KeyRow] = &[if_present(tags::INSTANCE_NUMBER, VR::IS)];

/// The keys of a record type, beside Specific Character Set (which is there when a key needs it)
/// and icons.
pub fn keys_of(record: RecordType) -> &'static [KeyRow] {
    match record {
        RecordType::Patient => PATIENT,
        RecordType::Study => STUDY,
        RecordType::Series => SERIES,
        RecordType::Image => NUMBERED,
        RecordType::RtDose => RT_DOSE,
        RecordType::RtStructureSet => RT_STRUCTURE_SET,
        RecordType::RtPlan => RT_PLAN,
        RecordType::RtTreatRecord => RT_TREAT_RECORD,
        RecordType::Presentation => PRESENTATION,
        RecordType::Waveform => WAVEFORM,
        RecordType::SrDocument => SR_DOCUMENT,
        RecordType::KeyObjectDoc => KEY_OBJECT_DOC,
        RecordType::Spectroscopy => SPECTROSCOPY,
        RecordType::RawData => RAW_DATA,
        RecordType::Registration
        | RecordType::Fiducial
        | RecordType::ValueMap
        | RecordType::Measurement
        | RecordType::Surface
        | RecordType::Tract
        | RecordType::Annotation => IDENTIFIED,
        RecordType::SurfaceScan => SURFACE_SCAN,
        RecordType::EncapDoc => ENCAP_DOC,
        RecordType::Stereometric | RecordType::Plan => &[],
        RecordType::Assessment => ASSESSMENT,
        RecordType::Radiotherapy => RADIOTHERAPY,
        RecordType::HangingProtocol => HANGING_PROTOCOL,
        RecordType::Palette => PALETTE,
        RecordType::Implant => IMPLANT,
        RecordType::ImplantAssy => IMPLANT_ASSY,
        RecordType::ImplantGroup => IMPLANT_GROUP,
        RecordType::WfPresentation => WF_PRESENTATION,
        RecordType::Inventory => INVENTORY,
        RecordType::Private => PRIVATE,
    }
}

/// Attributes of an instance that a file-set looks at beside the keys.
static ALSO_WANTED: &[Tag] = &[
    tags::SPECIFIC_CHARACTER_SET,
    tags::SOP_CLASS_UID,
    tags::SOP_INSTANCE_UID,
    tags::RELATED_GENERAL_SOP_CLASS_UID,
    tags::SERIES_DATE,
    tags::ACQUISITION_DATE,
    tags::ACQUISITION_DATE_TIME,
    tags::SERIES_TIME,
    tags::ACQUISITION_TIME,
    tags::INSTANCE_CREATION_DATE,
    tags::INSTANCE_CREATION_TIME,
    tags::ISSUER_OF_PATIENT_ID,
    tags::PATIENT_BIRTH_DATE,
    tags::PATIENT_SEX,
    tags::REFERRING_PHYSICIAN_NAME,
    tags::INSTITUTION_NAME,
    tags::BODY_PART_EXAMINED,
    tags::NUMBER_OF_FRAMES,
    tags::ROWS,
    tags::BITS_ALLOCATED,
    tags::BITS_STORED,
    tags::PHOTOMETRIC_INTERPRETATION,
    tags::LOSSY_IMAGE_COMPRESSION,
    tags::SHARED_FUNCTIONAL_GROUPS_SEQUENCE,
    tags::VERIFYING_OBSERVER_SEQUENCE,
];

/// The attributes that directory records, contents pages and the keys of all profiles are made
/// from, and that the rules of profiles look at, in order: what a header that is read for a file-set must have.
pub fn wanted() -> Vec<Tag> {
    let keys = RecordType::all().flat_map(keys_of).map(|row| row.tag);
    let of_profiles = PROFILES.iter().flat_map(|profile| profile.keys);
    let of_rules = PROFILES.iter().flat_map(|profile| profile.rules);
    let mut all: Vec<Tag> = keys
        .chain(of_profiles.map(|key| key.tag))
        .chain(of_rules.flat_map(Rule::wanted))
        .chain(ALSO_WANTED.iter().copied())
        .collect();
    all.sort_unstable();
    all.dedup();
    all
}

#[cfg(test)]
mod tests {
    use filmdesk_dataset::scan::dictionary_vr;

    use super::*;

    #[test]
    fn rows_have_the_value_representations_of_the_dictionary() {
        for row in RecordType::all().flat_map(keys_of) {
            let known = dictionary_vr(row.tag, || false);
            assert!(known == row.vr || known == VR::UN, "{}: {known:?}", row.tag);
        }
    }

    #[test]
    fn no_key_is_there_twice() {
        for record in RecordType::all() {
            let mut keys: Vec<Tag> = keys_of(record).iter().map(|row| row.tag).collect();
            keys.sort_unstable();
            keys.dedup();
            assert_eq!(keys.len(), keys_of(record).len(), "{record}");
        }
    }

    #[test]
    fn what_is_wanted_is_small_and_in_order() {
        let wanted = wanted();
        assert!(wanted.windows(2).all(|pair| pair[0] < pair[1]));
        assert!(wanted.contains(&tags::PATIENT_ID) && !wanted.contains(&tags::PIXEL_DATA));
    }
}
