//! Directory records (PS3.3 Annex F): types, which SOP class has which, and their keys.
//!
//! Every fact is a row: [`RecordType`] (F.4), [`record_of`] (one row per storage class),
//! [`keys_of`] (F.5, with what happens when an instance has no value).

mod classes;
mod extract;
mod keys;
mod missing;
pub(crate) mod value;

use std::fmt;

pub use classes::{CLASSES, ClassRow, PRIVATE_RECORD_UID, Placement, record_of};
pub use extract::{Extracted, extract};
pub use keys::{KeyRow, Need, Source, keys_of, wanted};
pub use missing::Missing;

/// Directory Record Type (0004,1430).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "the names are the standard's")]
pub enum RecordType {
    Patient,
    Study,
    Series,
    Image,
    RtDose,
    RtStructureSet,
    RtPlan,
    RtTreatRecord,
    Presentation,
    Waveform,
    SrDocument,
    KeyObjectDoc,
    Spectroscopy,
    RawData,
    Registration,
    Fiducial,
    HangingProtocol,
    EncapDoc,
    ValueMap,
    Stereometric,
    Palette,
    Implant,
    ImplantAssy,
    ImplantGroup,
    Plan,
    Measurement,
    Surface,
    SurfaceScan,
    Tract,
    Assessment,
    Radiotherapy,
    Annotation,
    WfPresentation,
    Inventory,
    Private,
}

/// Where a record may be (PS3.3 Table F.4-1).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Level {
    /// In the root directory entity, without a file: PATIENT.
    Root,
    /// STUDY.
    UnderPatient,
    /// SERIES.
    UnderStudy,
    /// What belongs to a patient and has a file.
    UnderSeries,
    /// What belongs to no patient and has a file: HANGING PROTOCOL, PALETTE ...
    RootWithFile,
    /// PRIVATE.
    Anywhere,
}

/// Every type with its term and its place, in the order of [`RecordType`].
#[rustfmt::skip]
static TYPES: &[(RecordType, &str, Level)] = {
    use RecordType::*;
    &[
        (Patient, "PATIENT", Level::Root),
        (Study, "STUDY", Level::UnderPatient),
        (Series, "SERIES", Level::UnderStudy),
        (Image, "IMAGE", Level::UnderSeries),
        (RtDose, "RT DOSE", Level::UnderSeries),
        (RtStructureSet, "RT STRUCTURE SET", Level::UnderSeries),
        (RtPlan, "RT PLAN", Level::UnderSeries),
        (RtTreatRecord, "RT TREAT RECORD", Level::UnderSeries),
        (Presentation, "PRESENTATION", Level::UnderSeries),
        (Waveform, "WAVEFORM", Level::UnderSeries),
        (SrDocument, "SR DOCUMENT", Level::UnderSeries),
        (KeyObjectDoc, "KEY OBJECT DOC", Level::UnderSeries),
        (Spectroscopy, "SPECTROSCOPY", Level::UnderSeries),
        (RawData, "RAW DATA", Level::UnderSeries),
        (Registration, "REGISTRATION", Level::UnderSeries),
        (Fiducial, "FIDUCIAL", Level::UnderSeries),
        (HangingProtocol, "HANGING PROTOCOL", Level::RootWithFile),
        (EncapDoc, "ENCAP DOC", Level::UnderSeries),
        (ValueMap, "VALUE MAP", Level::UnderSeries),
        (Stereometric, "STEREOMETRIC", Level::UnderSeries),
        (Palette, "PALETTE", Level::RootWithFile),
        (Implant, "IMPLANT", Level::RootWithFile),
        (ImplantAssy, "IMPLANT ASSY", Level::RootWithFile),
        (ImplantGroup, "IMPLANT GROUP", Level::RootWithFile),
        (Plan, "PLAN", Level::UnderSeries),
        (Measurement, "MEASUREMENT", Level::UnderSeries),
        (Surface, "SURFACE", Level::UnderSeries),
        (SurfaceScan, "SURFACE SCAN", Level::UnderSeries),
        (Tract, "TRACT", Level::UnderSeries),
        (Assessment, "ASSESSMENT", Level::UnderSeries),
        (Radiotherapy, "RADIOTHERAPY", Level::UnderSeries),
        (Annotation, "ANNOTATION", Level::UnderSeries),
        (WfPresentation, "WF PRESENTATION", Level::UnderSeries),
        (Inventory, "INVENTORY", Level::RootWithFile),
        (Private, "PRIVATE", Level::Anywhere),
    ]
};

/// Terms of earlier editions (PS3.3 F.4, retired), which foreign directories may have.
static RETIRED: &[&str] = &[
    "OVERLAY",
    "MODALITY LUT",
    "VOI LUT",
    "CURVE",
    "TOPIC",
    "VISIT",
    "RESULTS",
    "INTERPRETATION",
    "STUDY COMPONENT",
    "STORED PRINT",
    "PRINT QUEUE",
    "FILM SESSION",
    "FILM BOX",
    "IMAGE BOX",
    "BASIC FILM BOX",
    "BASIC IMAGE BOX",
    "MRDR",
    "HL7 STRUC DOC",
];

impl RecordType {
    /// Every type, in order.
    pub fn all() -> impl Iterator<Item = Self> {
        TYPES.iter().map(|(record, _, _)| *record)
    }

    /// The defined term of Directory Record Type (0004,1430).
    pub fn term(self) -> &'static str {
        TYPES[self as usize].1
    }

    /// Where such a record may be.
    pub fn level(self) -> Level {
        TYPES[self as usize].2
    }

    /// Whether a record of this type may be in the directory entity below `parent` (none: the
    /// root directory entity), by PS3.3 Table F.4-1.
    pub fn may_be_under(self, parent: Option<Self>) -> bool {
        match self.level() {
            Level::Root | Level::RootWithFile => parent.is_none(),
            Level::UnderPatient => parent == Some(Self::Patient),
            Level::UnderStudy => parent == Some(Self::Study),
            Level::UnderSeries => parent == Some(Self::Series) || parent == Some(Self::Private),
            Level::Anywhere => true,
        }
    }
}

impl fmt::Display for RecordType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.term())
    }
}

/// Directory Record Type (0004,1430) as it was read.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum RecordTerm {
    /// Of this edition.
    Current(RecordType),
    /// Of an earlier one.
    Retired(&'static str),
    /// Of none.
    Unknown(String),
}

impl RecordTerm {
    /// From a value without padding.
    pub fn parse(term: &str) -> Self {
        let current = TYPES.iter().find(|(_, known, _)| *known == term);
        let retired = || RETIRED.iter().find(|known| **known == term);
        match current {
            Some((record, _, _)) => Self::Current(*record),
            None => retired().map_or_else(|| Self::Unknown(term.to_owned()), |t| Self::Retired(t)),
        }
    }

    /// The value.
    pub fn term(&self) -> &str {
        match self {
            Self::Current(record) => record.term(),
            Self::Retired(term) => term,
            Self::Unknown(term) => term,
        }
    }

    /// The type of this edition.
    pub fn current(&self) -> Option<RecordType> {
        match self {
            Self::Current(record) => Some(*record),
            _ => None,
        }
    }
}

impl fmt::Display for RecordTerm {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.term())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_in_the_order_of_the_type() {
        for (index, (record, term, _)) in TYPES.iter().enumerate() {
            assert_eq!(*record as usize, index, "{term}");
            assert_eq!(RecordTerm::parse(term), RecordTerm::Current(*record));
            assert!(term.len() <= 16, "{term} is no CS");
        }
    }

    #[test]
    fn terms_that_are_not_of_this_edition_are_told_apart() {
        assert_eq!(RecordTerm::parse("CURVE"), RecordTerm::Retired("CURVE"));
        let unknown = RecordTerm::parse("SCRAP BOOK");
        assert_eq!(unknown.current(), None);
        assert_eq!(unknown.term(), "SCRAP BOOK");
    }

    #[test]
    fn records_are_where_the_standard_has_them() {
        use RecordType::{Image, Palette, Patient, Private, Series, Study};
        assert!(Patient.may_be_under(None) && !Patient.may_be_under(Some(Patient)));
        assert!(Image.may_be_under(Some(Series)) && !Image.may_be_under(Some(Study)));
        assert!(Palette.may_be_under(None) && !Palette.may_be_under(Some(Series)));
        assert!(Private.may_be_under(None) && Private.may_be_under(Some(Image)));
    }
}
