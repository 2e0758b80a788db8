//! Keys in directory records beyond PS3.3 Annex F.

use filmdesk_dataset::{DataSet, Element, Tag, tags};

use crate::record::RecordType;

/// When a key must be in a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KeyType {
    /// Always, with a value.
    One,
    /// When the instance has it.
    OneIfPresent,
    /// Always, perhaps without a value.
    Two,
}

/// A key in a directory record beyond PS3.3 Annex F.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DirectoryKey {
    /// The record that has it.
    pub record: RecordType,
    /// The attribute.
    pub tag: Tag,
    /// When.
    pub key_type: KeyType,
    /// Whether it is also looked for in the Shared Functional Groups Sequence (5200,9229).
    pub in_shared_groups: bool,
}

impl DirectoryKey {
    /// The key's element in an instance: at the top level, else where [`Self::in_shared_groups`]
    /// says so.
    pub fn find<'a>(&self, header: &'a DataSet) -> Option<&'a Element> {
        header.get(self.tag).or_else(|| {
            self.in_shared_groups
                .then(|| in_shared_groups(header, self.tag))
                .flatten()
        })
    }
}

/// Looks through the functional groups that all frames share, each a sequence of one item.
fn in_shared_groups(header: &DataSet, tag: Tag) -> Option<&Element> {
    let shared = header.items(tags::SHARED_FUNCTIONAL_GROUPS_SEQUENCE)?;
    let groups = shared.first()?;
    groups
        .iter()
        .filter_map(|(group, _)| groups.items(group)?.first()?.get(tag))
        .next()
}

const fn key(record: RecordType, tag: Tag, key_type: KeyType) -> DirectoryKey {
    DirectoryKey {
        record,
        tag,
        key_type,
        in_shared_groups: false,
    }
}

const fn shared(record: RecordType, tag: Tag) -> DirectoryKey {
    DirectoryKey {
        in_shared_groups: true,
        ..key(record, tag, KeyType::OneIfPresent)
    }
}

use KeyType::{One, OneIfPresent, Two};
use RecordType::{Image, Patient, Series, Spectroscopy};

/// PS3.11 Table D.3-2.
pub(super) const GENERAL: &[DirectoryKey] = &[
    key(Image, tags::IMAGE_TYPE, OneIfPresent),
    key(Image, tags::REFERENCED_IMAGE_SEQUENCE, OneIfPresent),
];

/// PS3.11 Table H.3-2, which Annexes J, M and N take over.
pub(super) const COMPRESSED: &[DirectoryKey] = &[
    key(Patient, tags::PATIENT_BIRTH_DATE, OneIfPresent),
    key(Patient, tags::PATIENT_SEX, OneIfPresent),
    key(Series, tags::INSTITUTION_NAME, OneIfPresent),
    key(Series, tags::INSTITUTION_ADDRESS, OneIfPresent),
    key(Series, tags::PERFORMING_PHYSICIAN_NAME, OneIfPresent),
    key(Image, tags::IMAGE_TYPE, OneIfPresent),
    key(Image, tags::CALIBRATION_IMAGE, OneIfPresent),
    key(Image, tags::LOSSY_IMAGE_COMPRESSION_RATIO, OneIfPresent),
    shared(Image, tags::REFERENCED_IMAGE_SEQUENCE),
    key(Image, tags::ROWS, One),
    key(Image, tags::COLUMNS, One),
    key(Image, tags::FRAME_OF_REFERENCE_UID, OneIfPresent),
    key(
        Image,
        tags::SYNCHRONIZATION_FRAME_OF_REFERENCE_UID,
        OneIfPresent,
    ),
    key(Image, tags::NUMBER_OF_FRAMES, OneIfPresent),
    key(Image, tags::ACQUISITION_TIME_SYNCHRONIZED, OneIfPresent),
    key(Image, tags::ACQUISITION_DATE_TIME, OneIfPresent),
    shared(Image, tags::IMAGE_POSITION_PATIENT),
    shared(Image, tags::IMAGE_ORIENTATION_PATIENT),
    shared(Image, tags::PIXEL_SPACING),
    shared(Spectroscopy, tags::REFERENCED_IMAGE_SEQUENCE),
    key(Spectroscopy, tags::ROWS, One),
    key(Spectroscopy, tags::COLUMNS, One),
    key(Spectroscopy, tags::FRAME_OF_REFERENCE_UID, OneIfPresent),
    key(
        Spectroscopy,
        tags::SYNCHRONIZATION_FRAME_OF_REFERENCE_UID,
        OneIfPresent,
    ),
    key(Spectroscopy, tags::NUMBER_OF_FRAMES, OneIfPresent),
    key(
        Spectroscopy,
        tags::ACQUISITION_TIME_SYNCHRONIZED,
        OneIfPresent,
    ),
    key(Spectroscopy, tags::ACQUISITION_DATE_TIME, OneIfPresent),
    shared(Spectroscopy, tags::IMAGE_POSITION_PATIENT),
    shared(Spectroscopy, tags::IMAGE_ORIENTATION_PATIENT),
    shared(Spectroscopy, tags::PIXEL_SPACING),
];

/// PS3.11 Table I.3-2.
pub(super) const VIDEO: &[DirectoryKey] = &[
    key(Patient, tags::PATIENT_BIRTH_DATE, OneIfPresent),
    key(Patient, tags::PATIENT_SEX, OneIfPresent),
    key(Series, tags::INSTITUTION_NAME, OneIfPresent),
    key(Series, tags::INSTITUTION_ADDRESS, OneIfPresent),
    key(Series, tags::PERFORMING_PHYSICIAN_NAME, OneIfPresent),
    key(Image, tags::IMAGE_TYPE, OneIfPresent),
    key(Image, tags::LOSSY_IMAGE_COMPRESSION_RATIO, OneIfPresent),
    key(Image, tags::ROWS, One),
    key(Image, tags::COLUMNS, One),
];

/// PS3.11 Table E.3-2.
pub(super) const CT_MR: &[DirectoryKey] = &[
    key(Image, tags::REFERENCED_IMAGE_SEQUENCE, OneIfPresent),
    key(Image, tags::IMAGE_POSITION_PATIENT, OneIfPresent),
    key(Image, tags::IMAGE_ORIENTATION_PATIENT, OneIfPresent),
    key(Image, tags::FRAME_OF_REFERENCE_UID, OneIfPresent),
    key(Image, tags::ROWS, One),
    key(Image, tags::COLUMNS, One),
    key(Image, tags::PIXEL_SPACING, OneIfPresent),
];

/// PS3.11 Table A.3-2 without the icon ([`super::IconRule`]).
pub(super) const CARDIAC: &[DirectoryKey] = &[
    key(Patient, tags::PATIENT_BIRTH_DATE, Two),
    key(Patient, tags::PATIENT_SEX, Two),
    key(Series, tags::INSTITUTION_NAME, Two),
    key(Series, tags::INSTITUTION_ADDRESS, Two),
    key(Series, tags::PERFORMING_PHYSICIAN_NAME, Two),
    key(Image, tags::IMAGE_TYPE, One),
    key(Image, tags::CALIBRATION_IMAGE, Two),
    key(Image, tags::REFERENCED_IMAGE_SEQUENCE, OneIfPresent),
];

/// PS3.11 Table B.3-2 without the icon. Image Type is of Type 1 in the XA image itself.
pub(super) const ANGIOGRAPHY_1024: &[DirectoryKey] = &[
    key(Patient, tags::PATIENT_BIRTH_DATE, Two),
    key(Patient, tags::PATIENT_SEX, Two),
    key(Series, tags::INSTITUTION_NAME, Two),
    key(Series, tags::INSTITUTION_ADDRESS, Two),
    key(Series, tags::PERFORMING_PHYSICIAN_NAME, Two),
    key(Image, tags::IMAGE_TYPE, OneIfPresent),
    key(Image, tags::CALIBRATION_IMAGE, Two),
    key(Image, tags::REFERENCED_IMAGE_SEQUENCE, OneIfPresent),
    key(Image, tags::LOSSY_IMAGE_COMPRESSION_RATIO, OneIfPresent),
];
