//! The keys of a record, taken from an instance.

use filmdesk_dataset::{DataSet, Element, Tag, VR, Value, scan::dictionary_vr, tags};

use super::{KeyRow, Missing, Need, RecordType, Source, keys_of, missing, value};
use crate::profile::{DirectoryKey, KeyType};
use crate::timestamp::Timestamp;

/// The keys of a record.
#[derive(Debug, Clone, Default)]
pub struct Extracted {
    /// The keys, Specific Character Set among them when one needs it. Patient ID and numbers
    /// are absent where the instance has none: these depend on what else is in the file-set.
    pub keys: DataSet,
    /// What was made good, with the rule.
    pub made_good: Vec<(Tag, Missing)>,
}

/// Takes the keys of a record of type `record` from an instance, with those of a profile.
///
/// # Errors
/// The attribute that is missing and not made good.
pub fn extract(
    record: RecordType,
    header: &DataSet,
    profile: &[DirectoryKey],
    created: &Timestamp,
) -> Result<Extracted, Tag> {
    let mut extracted = Extracted::default();
    for row in keys_of(record) {
        extracted.add(row, header, created)?;
    }
    for key in profile.iter().filter(|key| key.record == record) {
        extracted.add_of_profile(key, header);
    }
    let character_set = header.get(tags::SPECIFIC_CHARACTER_SET);
    if let Some(set) = character_set.filter(|_| value::needs_character_set(&extracted.keys)) {
        extracted
            .keys
            .insert(tags::SPECIFIC_CHARACTER_SET, value::without_nul(set));
    }
    Ok(extracted)
}

impl Extracted {
    fn add(&mut self, row: &KeyRow, header: &DataSet, created: &Timestamp) -> Result<(), Tag> {
        match (take(row, header), row.need) {
            (Some(element), _) => drop(self.keys.insert(row.tag, element)),
            (None, Need::IfPresent) => {}
            (None, Need::Two) => self.keys.put_empty(row.tag, row.vr),
            (None, Need::One(missing)) => self.make_good(row, missing, header, created)?,
        }
        Ok(())
    }

    fn make_good(
        &mut self,
        row: &KeyRow,
        missing: Missing,
        header: &DataSet,
        created: &Timestamp,
    ) -> Result<(), Tag> {
        match missing {
            Missing::Refused => return Err(row.tag),
            Missing::StudyDate | Missing::ContentDate => {
                let date = missing::date(missing, header, created);
                self.keys.put_text(row.tag, VR::DA, &date);
            }
            Missing::StudyTime | Missing::ContentTime => {
                let time = missing::time(missing, header);
                self.keys.put_text(row.tag, VR::TM, &time);
            }
            Missing::Text(term) => self.keys.put_text(row.tag, row.vr, term),
            Missing::Single => self.keys.put_bytes(row.tag, row.vr, one(row.vr)),
            Missing::Title => self.keys.put_items(row.tag, vec![title()]),
            Missing::PatientId | Missing::NextNumber => {}
        }
        self.made_good.push((row.tag, missing));
        Ok(())
    }

    fn add_of_profile(&mut self, key: &DirectoryKey, header: &DataSet) {
        let found = key.find(header).filter(|element| !element.value.is_empty());
        match found.filter(|element| !matches!(element.value, Value::Bulk(_))) {
            Some(element) => drop(self.keys.insert(key.tag, value::without_nul(element))),
            None if key.key_type == KeyType::Two && !self.keys.contains(key.tag) => {
                self.keys
                    .put_empty(key.tag, dictionary_vr(key.tag, || false));
            }
            None => {}
        }
    }
}

/// The number 1 in a binary VR.
fn one(vr: VR) -> Vec<u8> {
    match vr {
        VR::US => 1u16.to_le_bytes().to_vec(),
        _ => 1u32.to_le_bytes().to_vec(),
    }
}

fn title() -> DataSet {
    let mut code = DataSet::new();
    code.put_text(tags::CODE_VALUE, VR::SH, "121144");
    code.put_text(tags::CODING_SCHEME_DESIGNATOR, VR::SH, "DCM");
    code.put_text(tags::CODE_MEANING, VR::LO, "Document Title");
    code
}

/// The value of a key, if the instance has one.
fn take(row: &KeyRow, header: &DataSet) -> Option<Element> {
    if row.vr == VR::SQ {
        let items = items_of(row, header)?;
        let value = Value::Items(items);
        return (!value.is_empty()).then_some(Element { vr: VR::SQ, value });
    }
    let bytes = match row.source {
        Source::LatestVerification => latest_verification(header)?,
        _ => value::key_bytes(header, row.tag, row.vr)?,
    };
    let mut one = DataSet::new();
    one.put_bytes(row.tag, row.vr, bytes);
    one.remove(row.tag)
}

fn items_of(row: &KeyRow, header: &DataSet) -> Option<Vec<DataSet>> {
    let items = header.items(row.tag)?;
    Some(match row.source {
        Source::Only(kept) => items.iter().map(|item| trimmed(item, kept)).collect(),
        Source::ConceptModifiers => items
            .iter()
            .filter(|item| modifies(item))
            .cloned()
            .collect(),
        Source::Value | Source::LatestVerification => items.to_vec(),
    })
}

/// An item with these attributes only, at every depth.
fn trimmed(item: &DataSet, kept: &[Tag]) -> DataSet {
    let mut result = DataSet::new();
    for (tag, element) in item.iter().filter(|(tag, _)| kept.contains(tag)) {
        let value = match &element.value {
            Value::Items(items) => Value::Items(items.iter().map(|i| trimmed(i, kept)).collect()),
            other => other.clone(),
        };
        let vr = element.vr;
        result.insert(tag, Element { vr, value });
    }
    result
}

fn modifies(item: &DataSet) -> bool {
    item.ascii(tags::RELATIONSHIP_TYPE) == Ok(Some("HAS CONCEPT MOD"))
}

fn latest_verification(header: &DataSet) -> Option<Vec<u8>> {
    if header.ascii(tags::VERIFICATION_FLAG) != Ok(Some("VERIFIED")) {
        return None;
    }
    let observers = header.items(tags::VERIFYING_OBSERVER_SEQUENCE)?;
    let times = observers
        .iter()
        .filter_map(|observer| value::text(observer, tags::VERIFICATION_DATE_TIME));
    times.max().map(<[u8]>::to_vec)
}
