//! Records by themselves: type, level, keys, character sets, what is there twice.

use std::collections::HashMap;

use filmdesk_dataset::{CharacterSet, DataSet, Tag, VR, Value, tags};

use super::kind::DefectKind;
use super::links::Reached;
use super::report::{Collector, Counts, Place};
use crate::dicomdir::{Directory, Record};
use crate::profile::{KeyType, Profile};
use crate::record::{Level, Need, Placement, RecordTerm, RecordType, keys_of, record_of};

/// Private Record UID.
const PRIVATE_UID: Tag = Tag(0x0004, 0x1432);
/// Bytes of a File ID that are told; the longest legal one has 71.
const MAX_TOLD: usize = 100;

/// What a record says about a file.
#[derive(Debug, Clone)]
pub(super) struct Reference {
    /// Number of the record.
    pub(super) record: usize,
    /// The components of Referenced File ID.
    pub(super) components: Vec<String>,
    /// Referenced SOP Class UID in File.
    pub(super) sop_class: String,
    /// Referenced SOP Instance UID in File.
    pub(super) sop_instance: String,
    /// Referenced Transfer Syntax UID in File.
    pub(super) transfer_syntax: String,
    /// Whether the record has the right type in the right place, so that its keys mean something.
    pub(super) is_placed: bool,
}

/// Checks all records; what they say about files.
pub(super) fn check(
    directory: &Directory,
    reached: &[Reached],
    profile: Option<&Profile>,
    counts: &mut Counts,
    defects: &mut Collector,
) -> Vec<Reference> {
    let mut check = Check {
        directory,
        reached,
        profile,
        defects,
        seen: HashMap::new(),
        misplaced: vec![false; directory.records.len()],
        references: Vec::new(),
    };
    for (number, record) in directory.records.iter().enumerate() {
        count(counts, record);
        check.record(number, record);
    }
    check.references
}

fn count(counts: &mut Counts, record: &Record) {
    counts.records += 1;
    let counter = match record.term.current() {
        Some(RecordType::Patient) => &mut counts.patients,
        Some(RecordType::Study) => &mut counts.studies,
        Some(RecordType::Series) => &mut counts.series,
        _ => &mut counts.instances,
    };
    *counter += 1;
}

/// What identifies records that may be there once: the kind of defect when twice, and the key.
fn identity(record: RecordType) -> Option<(DefectKind, Tag)> {
    match record {
        RecordType::Patient => Some((DefectKind::DuplicatePatient, tags::PATIENT_ID)),
        RecordType::Study => Some((DefectKind::DuplicateStudy, tags::STUDY_INSTANCE_UID)),
        RecordType::Series => Some((DefectKind::DuplicateSeries, tags::SERIES_INSTANCE_UID)),
        _ => None,
    }
}

struct Check<'a> {
    directory: &'a Directory,
    reached: &'a [Reached],
    profile: Option<&'a Profile>,
    defects: &'a mut Collector,
    /// Identities met, with the record's offset.
    seen: HashMap<(DefectKind, Vec<u8>), u64>,
    /// Records of the wrong type or in the wrong place.
    misplaced: Vec<bool>,
    references: Vec<Reference>,
}

impl Check<'_> {
    fn note(&mut self, kind: DefectKind, record: &Record, words: impl Into<String>) {
        self.defects.note(kind, Place::record(record), words);
    }

    fn record(&mut self, number: usize, record: &Record) {
        let keys = self.directory.data_set(record);
        if record.in_use != Some(0xffff) {
            let words = match record.in_use {
                Some(flag) => format!("{flag:04X}H"),
                None => "missing".to_owned(),
            };
            self.note(DefectKind::InUseFlag, record, words);
        }
        if let Some(rule) = &record.damage {
            self.note(DefectKind::DicomdirDamaged, record, rule.to_string());
        }
        self.group_lengths(&keys, record);
        self.character_set(&keys, record);
        match record.term.clone() {
            RecordTerm::Unknown(term) => {
                let words = format!("{:?}", told(&term));
                self.note(DefectKind::RecordTypeUnknown, record, words);
            }
            RecordTerm::Retired(term) => self.note(DefectKind::RecordTypeRetired, record, term),
            RecordTerm::Current(kind) => self.typed(number, record, kind, &keys),
        }
        self.reference(number, record);
    }

    fn typed(&mut self, number: usize, record: &Record, kind: RecordType, keys: &DataSet) {
        self.level(number, record, kind);
        self.right_type(number, record, kind);
        if !self.misplaced[number] && record.damage.is_none() {
            self.keys(record, kind, keys);
        }
        if kind == RecordType::Private && !keys.has_value(PRIVATE_UID) {
            self.note(DefectKind::RecordPrivateUid, record, "");
        }
        if let Some((defect, tag)) = identity(kind) {
            self.once(record, defect, tag, keys);
        }
        let upper = [RecordType::Patient, RecordType::Study, RecordType::Series];
        if upper.contains(&kind) && record.lower == 0 {
            self.note(DefectKind::EmptyFolderRecord, record, "");
        }
    }

    /// Whether the type may be below the type above. What is below a misplaced record is not
    /// misplaced for that.
    fn level(&mut self, number: usize, record: &Record, kind: RecordType) {
        let parent = match self.reached[number] {
            Reached::No => return,
            Reached::Root => None,
            Reached::Below(parent) => Some(parent),
        };
        let above = parent.map(|parent| &self.directory.records[parent]);
        let above_type = match above.map(|above| above.term.current()) {
            Some(None) => return,
            Some(Some(above)) => Some(above),
            None => None,
        };
        let excused = parent.is_some_and(|parent| self.misplaced[parent]);
        if kind.may_be_under(above_type) || excused {
            return;
        }
        self.misplaced[number] = true;
        let words = match above_type {
            Some(above) => format!("below {above}"),
            None => "in the root directory entity".to_owned(),
        };
        self.note(DefectKind::RecordLevel, record, words);
    }

    /// Whether the type is the one of the SOP class that the record says.
    fn right_type(&mut self, number: usize, record: &Record, kind: RecordType) {
        let class = record.sop_class.as_deref().unwrap_or_default();
        if let Placement::Record(right) = record_of(class)
            && right != kind
            && kind != RecordType::Private
        {
            self.misplaced[number] = true;
            let words = format!("{kind} instead of {right}");
            self.note(DefectKind::RecordTypeWrong, record, words);
        }
    }

    fn keys(&mut self, record: &Record, kind: RecordType, keys: &DataSet) {
        for row in keys_of(kind) {
            let defect = match row.need {
                Need::IfPresent => continue,
                _ if !keys.contains(row.tag) => DefectKind::KeyMissing,
                Need::One(_) if !keys.has_value(row.tag) => DefectKind::KeyEmpty,
                _ => continue,
            };
            let place = Place::record(record).at(row.tag);
            self.defects.note(defect, place, "");
        }
        let Some(profile) = self.profile else { return };
        for key in profile.keys.iter().filter(|key| key.record == kind) {
            let there = match key.key_type {
                KeyType::One => keys.has_value(key.tag),
                KeyType::Two => keys.contains(key.tag),
                KeyType::OneIfPresent => true,
            };
            if !there {
                let place = Place::record(record).at(key.tag);
                self.defects
                    .note(DefectKind::ProfileKeyMissing, place, profile.name);
            }
        }
    }

    fn once(&mut self, record: &Record, defect: DefectKind, tag: Tag, keys: &DataSet) {
        let value = keys.bytes(tag).unwrap_or_default();
        let value = value
            .trim_ascii_end()
            .strip_suffix(b"\0")
            .unwrap_or(value.trim_ascii_end());
        if value.is_empty() {
            return;
        }
        let first = *self
            .seen
            .entry((defect, value.to_vec()))
            .or_insert(record.offset);
        if first != record.offset {
            self.note(defect, record, format!("the other is at {first:#x}"));
        }
    }

    fn group_lengths(&mut self, keys: &DataSet, record: &Record) {
        for (tag, _) in keys.iter().filter(|(tag, _)| tag.element() == 0) {
            let place = Place::record(record).at(tag);
            self.defects.note(DefectKind::GroupLength, place, "");
        }
    }

    fn character_set(&mut self, keys: &DataSet, record: &Record) {
        match CharacterSet::from_data_set(keys) {
            Some(set) if set.has_unknown_term() => {
                let term = keys.bytes(tags::SPECIFIC_CHARACTER_SET).unwrap_or_default();
                let words = format!("{:?}", told(&String::from_utf8_lossy(term)));
                self.note(DefectKind::CharacterSetUnknown, record, words);
            }
            Some(_) => {}
            None => {
                if let Some(tag) = beyond_ascii(keys) {
                    let place = Place::record(record).at(tag);
                    self.defects
                        .note(DefectKind::CharacterSetMissing, place, "");
                }
            }
        }
    }

    fn reference(&mut self, number: usize, record: &Record) {
        let uid = |uid: &Option<String>| uid.clone().unwrap_or_default();
        let reference = Reference {
            record: number,
            components: components(record),
            sop_class: uid(&record.sop_class),
            sop_instance: uid(&record.sop_instance),
            transfer_syntax: uid(&record.transfer_syntax),
            is_placed: !self.misplaced[number],
        };
        if reference.components.is_empty() {
            let kind = record.term.current();
            let needs = kind.is_some_and(|kind| {
                matches!(kind.level(), Level::UnderSeries | Level::RootWithFile)
            });
            if needs && record.damage.is_none() {
                self.note(DefectKind::FileReferenceMissing, record, "");
            }
            return;
        }
        self.complete(record, &reference);
        self.legal(record, &reference);
        self.references.push(reference);
    }

    fn complete(&mut self, record: &Record, reference: &Reference) {
        for (value, tag) in [
            (&reference.sop_class, tags::REFERENCED_SOP_CLASS_UID_IN_FILE),
            (
                &reference.sop_instance,
                tags::REFERENCED_SOP_INSTANCE_UID_IN_FILE,
            ),
            (
                &reference.transfer_syntax,
                tags::REFERENCED_TRANSFER_SYNTAX_UID_IN_FILE,
            ),
        ] {
            if value.is_empty() {
                let place = Place::record(record).at(tag);
                self.defects
                    .note(DefectKind::FileReferenceIncomplete, place, "");
            }
        }
        let instance = reference.sop_instance.clone().into_bytes();
        let first = *self
            .seen
            .entry((DefectKind::DuplicateInstance, instance))
            .or_insert(record.offset);
        if first != record.offset && !reference.sop_instance.is_empty() {
            let words = format!("the other is at {first:#x}");
            self.note(DefectKind::DuplicateInstance, record, words);
        }
    }

    fn legal(&mut self, record: &Record, reference: &Reference) {
        let sound = |component: &String| {
            (1..=8).contains(&component.len())
                && component
                    .bytes()
                    .all(|b| matches!(b, b'A'..=b'Z' | b'0'..=b'9' | b'_'))
        };
        let count = reference.components.len();
        let wrong = reference
            .components
            .iter()
            .find(|component| !sound(component));
        let words = match wrong {
            _ if count > 8 => format!("{count} components"),
            Some(component) => format!("component {:?}", told(component)),
            None => return,
        };
        let file = told(&reference.components.join("\\"));
        let place = Place::record(record).in_file(file);
        self.defects.note(DefectKind::FileIdIllegal, place, words);
    }
}

/// The components of Referenced File ID, without padding.
fn components(record: &Record) -> Vec<String> {
    let file_id = record.file_id.as_deref().unwrap_or_default();
    match file_id.is_empty() {
        true => Vec::new(),
        false => file_id
            .split('\\')
            .map(|part| part.trim_matches(' ').to_owned())
            .collect(),
    }
}

/// A text from the medium, as much of it as a message may hold.
pub(super) fn told(text: &str) -> String {
    text.chars().take(MAX_TOLD).collect()
}

/// The first text of a data set that is not in the default repertoire.
fn beyond_ascii(keys: &DataSet) -> Option<Tag> {
    let text = [VR::LO, VR::LT, VR::PN, VR::SH, VR::ST, VR::UC, VR::UT];
    let odd = |byte: &u8| *byte >= 0x80 || *byte == 0x1b;
    keys.iter().find_map(|(tag, element)| match &element.value {
        Value::Bytes(bytes) if text.contains(&element.vr) => bytes.iter().any(odd).then_some(tag),
        Value::Items(items) => items
            .iter()
            .filter(|item| !item.contains(tags::SPECIFIC_CHARACTER_SET))
            .find_map(|item| beyond_ascii(item).map(|_| tag)),
        _ => None,
    })
}
