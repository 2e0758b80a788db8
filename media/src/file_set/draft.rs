//! What is kept of instances until the plan.

use filmdesk_dataset::encode::{self, EncodeError};
use filmdesk_dataset::text::PersonName;
use filmdesk_dataset::{CharacterSet, DataSet, Encoding, Tag, tags};

use super::name::may_be_one;
use crate::contents::{PatientEntry, SeriesEntry, StudyEntry};
use crate::instance::Key;
use crate::record::{Extracted, RecordType};
use crate::volume::VolumePath;

/// Where a series is: indices of patient, study, series.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Place {
    pub(super) patient: usize,
    pub(super) study: usize,
    pub(super) series: usize,
}

/// What is remembered of an instance, to know it again.
#[derive(Debug, Clone, Copy)]
pub(super) struct Seen {
    pub(super) key: Key,
    pub(super) fingerprint: u64,
}

/// A patient: a Patient ID of one issuer with one name.
#[derive(Debug, Clone)]
pub(super) struct PatientDraft {
    /// Texts for people; its studies stay empty until the plan.
    pub(super) entry: PatientEntry,
    /// Issuer of Patient ID; empty as long as no instance says.
    pub(super) issuer: String,
    pub(super) record: Extracted,
    /// The bytes of ID, issuer, name and character set of the instance seen last.
    pub(super) raw: Vec<u8>,
    /// Its first instance.
    pub(super) first: Key,
    /// Date and time of the study that the name is from.
    pub(super) named_by: (String, String),
    pub(super) studies: Vec<StudyDraft>,
}

/// A study.
#[derive(Debug, Clone)]
pub(super) struct StudyDraft {
    pub(super) entry: StudyEntry,
    pub(super) record: Extracted,
    pub(super) series: Vec<SeriesDraft>,
}

/// A series.
#[derive(Debug, Clone)]
pub(super) struct SeriesDraft {
    pub(super) entry: SeriesEntry,
    pub(super) record: Extracted,
    /// Its number is not known yet.
    pub(super) is_open: bool,
    pub(super) leaves: Vec<Leaf>,
}

/// An instance.
#[derive(Debug, Clone)]
pub(super) struct Leaf {
    pub(super) key: Key,
    pub(super) record: RecordType,
    pub(super) sop_class: String,
    pub(super) sop_instance: String,
    pub(super) transfer_syntax: String,
    pub(super) related_classes: Option<String>,
    pub(super) length: u64,
    pub(super) frames: u32,
    pub(super) number: Option<i64>,
    /// Encoded.
    pub(super) keys: Vec<u8>,
    /// Where Instance Number goes in when it is known.
    pub(super) gap: Option<usize>,
    /// Where it is already, as a File ID.
    pub(super) home: Option<VolumePath>,
}

impl PatientDraft {
    /// Whether nothing says that somebody of the same Patient ID is another person.
    pub(super) fn may_be(&self, name: &PersonName, issuer: &str) -> bool {
        let issuers = [&*self.issuer, issuer];
        let agree = issuers[0] == issuers[1] || issuers.contains(&"");
        agree && may_be_one(&self.entry.name, name)
    }

    /// Texts of the record for people.
    pub(super) fn read_texts(&mut self, header: &DataSet) {
        let set = character_set(header);
        let ascii = |tag| text(header, tag, &set);
        self.entry.id = text(&self.record.keys, tags::PATIENT_ID, &set);
        self.entry.name = person(header, tags::PATIENT_NAME, &set);
        self.entry.birth_date = ascii(tags::PATIENT_BIRTH_DATE);
        self.entry.sex = ascii(tags::PATIENT_SEX);
    }
}

impl StudyDraft {
    pub(super) fn read_texts(&mut self, header: &DataSet) {
        let set = character_set(header);
        let keys = &self.record.keys;
        let entry = &mut self.entry;
        entry.uid = text(keys, tags::STUDY_INSTANCE_UID, &set);
        entry.date = text(keys, tags::STUDY_DATE, &set);
        entry.time = text(keys, tags::STUDY_TIME, &set);
        entry.id = text(keys, tags::STUDY_ID, &set);
        entry.description = text(header, tags::STUDY_DESCRIPTION, &set);
        entry.accession_number = text(header, tags::ACCESSION_NUMBER, &set);
        entry.referring_physician = person(header, tags::REFERRING_PHYSICIAN_NAME, &set);
    }

    /// Institution Name of the first instance that has one.
    pub(super) fn read_institution(&mut self, header: &DataSet) {
        if self.entry.institution.is_empty() && header.contains(tags::INSTITUTION_NAME) {
            self.entry.institution = text(header, tags::INSTITUTION_NAME, &character_set(header));
        }
    }
}

impl SeriesDraft {
    pub(super) fn read_texts(&mut self, header: &DataSet) {
        let set = character_set(header);
        let keys = &self.record.keys;
        let number = keys.number(tags::SERIES_NUMBER).ok().flatten();
        self.is_open = number.is_none();
        self.entry = SeriesEntry {
            uid: text(keys, tags::SERIES_INSTANCE_UID, &set),
            modality: text(keys, tags::MODALITY, &set),
            number: number.unwrap_or(0),
            description: text(header, tags::SERIES_DESCRIPTION, &set),
            body_part: text(header, tags::BODY_PART_EXAMINED, &set),
            instances: Vec::new(),
        };
    }
}

pub(super) fn character_set(header: &DataSet) -> CharacterSet {
    CharacterSet::from_data_set(header).unwrap_or_default()
}

/// The first value of a text, decoded; empty when there is none.
pub(super) fn text(data: &DataSet, tag: Tag, set: &CharacterSet) -> String {
    let text = data.text(tag, set).unwrap_or_default();
    text.trim_matches([' ', '\0']).to_owned()
}

pub(super) fn person(data: &DataSet, tag: Tag, set: &CharacterSet) -> PersonName {
    data.person_name(tag, set).unwrap_or_default()
}

/// The keys of a record, encoded.
pub(super) fn encoded(keys: &DataSet) -> Result<Vec<u8>, EncodeError> {
    encode::encode(keys, Encoding::ExplicitLittle)
}

/// The keys of a leaf, encoded, and where a number that is missing goes in.
pub(super) fn encoded_with_gap(
    mut keys: DataSet,
    missing: Option<Tag>,
) -> Result<(Vec<u8>, Option<usize>), EncodeError> {
    let Some(missing) = missing else {
        return Ok((encoded(&keys)?, None));
    };
    let later: Vec<Tag> = keys
        .iter()
        .map(|(tag, _)| tag)
        .filter(|tag| *tag > missing)
        .collect();
    let mut after = DataSet::new();
    for tag in later {
        if let Some(element) = keys.remove(tag) {
            after.insert(tag, element);
        }
    }
    let mut bytes = encoded(&keys)?;
    let gap = bytes.len();
    bytes.extend(encoded(&after)?);
    Ok((bytes, Some(gap)))
}
