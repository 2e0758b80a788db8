//! Identity of imported instances made that of this hospital (IHE IRWF, RAD-61).

mod utf8;

use filmdesk_dataset::text::PersonName;
use filmdesk_dataset::{CharacterSet, DataSet, Tag, VR, tags};
use time::OffsetDateTime;
use time::macros::format_description;

/// What this hospital knows of the patient and the order. `None` leaves the attribute as it is;
/// an empty text empties it.
#[derive(Clone, PartialEq, Default)]
pub struct LocalIdentity {
    /// Patient's Name (0010,0010).
    pub patient_name: Option<PersonName>,
    /// Patient ID (0010,0020).
    pub patient_id: Option<String>,
    /// Issuer of Patient ID (0010,0021).
    pub issuer: Option<String>,
    /// Patient's Birth Date (0010,0030), DA.
    pub birth_date: Option<String>,
    /// Patient's Sex (0010,0040).
    pub sex: Option<String>,
    /// Accession Number (0008,0050).
    pub accession_number: Option<String>,
    /// Study ID (0020,0010).
    pub study_id: Option<String>,
    /// Study Description (0008,1030).
    pub study_description: Option<String>,
}

/// Patient text: `Debug` shows none of it.
impl std::fmt::Debug for LocalIdentity {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("LocalIdentity([phi])")
    }
}

/// Who changes what, when, and where the old values came from.
#[derive(Debug, Clone, Copy)]
pub struct Origin<'a> {
    /// Source of Previous Values (0400,0564): who made the medium; may be empty.
    pub source: &'a str,
    /// Modifying System (0400,0563).
    pub modifying_system: &'a str,
    /// Attribute Modification DateTime (0400,0562).
    pub when: OffsetDateTime,
}

/// Why an identity cannot be applied. The data set is as it was.
#[derive(Debug, Clone, thiserror::Error, PartialEq, Eq)]
#[error("{attribute} cannot be written: the data set's character set is not known")]
pub struct CannotReconcile {
    /// The attribute in the standard's words.
    pub attribute: &'static str,
}

/// An attribute that may get a local value.
struct Field {
    name: &'static str,
    tag: Tag,
    vr: VR,
    value: fn(&LocalIdentity) -> Option<String>,
    /// Attributes that speak of the old value and go with it.
    companions: &'static [Tag],
}

const FIELDS: &[Field] = &[
    Field {
        name: "Patient's Name",
        tag: tags::PATIENT_NAME,
        vr: VR::PN,
        value: |identity| identity.patient_name.as_ref().map(PersonName::to_dicom),
        companions: &[],
    },
    Field {
        name: "Patient ID",
        tag: tags::PATIENT_ID,
        vr: VR::LO,
        value: |identity| identity.patient_id.clone(),
        companions: &[
            tags::ISSUER_OF_PATIENT_ID,
            tags::TYPE_OF_PATIENT_ID,
            tags::ISSUER_OF_PATIENT_ID_QUALIFIERS_SEQUENCE,
        ],
    },
    Field {
        name: "Issuer of Patient ID",
        tag: tags::ISSUER_OF_PATIENT_ID,
        vr: VR::LO,
        value: |identity| identity.issuer.clone(),
        companions: &[tags::ISSUER_OF_PATIENT_ID_QUALIFIERS_SEQUENCE],
    },
    Field {
        name: "Patient's Birth Date",
        tag: tags::PATIENT_BIRTH_DATE,
        vr: VR::DA,
        value: |identity| identity.birth_date.clone(),
        companions: &[
            tags::PATIENT_BIRTH_TIME,
            tags::PATIENT_BIRTH_DATE_IN_ALTERNATIVE_CALENDAR,
        ],
    },
    Field {
        name: "Patient's Sex",
        tag: tags::PATIENT_SEX,
        vr: VR::CS,
        value: |identity| identity.sex.clone(),
        companions: &[],
    },
    Field {
        name: "Accession Number",
        tag: tags::ACCESSION_NUMBER,
        vr: VR::SH,
        value: |identity| identity.accession_number.clone(),
        companions: &[tags::ISSUER_OF_ACCESSION_NUMBER_SEQUENCE],
    },
    Field {
        name: "Study ID",
        tag: tags::STUDY_ID,
        vr: VR::SH,
        value: |identity| identity.study_id.clone(),
        companions: &[],
    },
    Field {
        name: "Study Description",
        tag: tags::STUDY_DESCRIPTION,
        vr: VR::LO,
        value: |identity| identity.study_description.clone(),
        companions: &[],
    },
];

/// Overwrites what identifies patient and order, and keeps the old values in Original
/// Attributes Sequence (0400,0561) with reason COERCE. UIDs stay. Whether anything changed.
///
/// A value that the data set's character set has no characters for turns the whole data set
/// into UTF-8 (ISO_IR 192), text for text.
pub fn apply(
    data: &mut DataSet,
    identity: &LocalIdentity,
    origin: &Origin<'_>,
) -> Result<bool, CannotReconcile> {
    let mut set = CharacterSet::from_data_set(data).unwrap_or_default();
    let wanted = wanted(data, identity, &set);
    if wanted.is_empty() {
        return Ok(false);
    }
    let values = wanted
        .iter()
        .map(|(field, text)| (field.name, text.as_str()));
    if let Some(field) = not_written(&set, values.chain(origin.texts())) {
        if set.has_unknown_term() {
            return Err(CannotReconcile { attribute: field });
        }
        utf8::convert(data);
        set = CharacterSet::UTF_8;
    }
    let previous = overwrite(data, identity, &wanted, &set);
    keep_previous(data, previous, origin, &set);
    Ok(true)
}

/// The local values that differ from what is there.
fn wanted(
    data: &DataSet,
    identity: &LocalIdentity,
    set: &CharacterSet,
) -> Vec<(&'static Field, String)> {
    let values = FIELDS.iter().filter_map(|field| {
        let value = (field.value)(identity)?;
        let old = data.text(field.tag, set).unwrap_or_default();
        (old.trim() != value || !data.contains(field.tag)).then_some((field, value))
    });
    values.collect()
}

/// The first of some texts that the character set has no characters for.
fn not_written<'a>(
    set: &CharacterSet,
    mut texts: impl Iterator<Item = (&'static str, &'a str)>,
) -> Option<&'static str> {
    texts
        .find(|(_, text)| set.encode(text, VR::PN).is_none())
        .map(|(name, _)| name)
}

impl<'a> Origin<'a> {
    fn texts(&self) -> [(&'static str, &'a str); 2] {
        [
            ("Source of Previous Values", self.source),
            ("Modifying System", self.modifying_system),
        ]
    }

    /// DT with its distance from UTC.
    fn date_time(&self) -> String {
        let form = format_description!(
            "[year][month][day][hour][minute][second][offset_hour sign:mandatory][offset_minute]"
        );
        // The form has no part that could fail.
        self.when.format(form).unwrap_or_default()
    }
}

/// Puts the local values; what was there before.
fn overwrite(
    data: &mut DataSet,
    identity: &LocalIdentity,
    wanted: &[(&'static Field, String)],
    set: &CharacterSet,
) -> DataSet {
    let mut previous = DataSet::new();
    let companions = wanted.iter().flat_map(|(field, _)| field.companions);
    for companion in companions.filter(|tag| !is_given(identity, **tag)) {
        if let Some(element) = data.remove(*companion) {
            previous.insert(*companion, element);
        }
    }
    for (field, value) in wanted {
        match data.remove(field.tag) {
            Some(element) => drop(previous.insert(field.tag, element)),
            None => previous.put_empty(field.tag, field.vr),
        }
        let bytes = set.encode(value, field.vr).unwrap_or_default();
        data.put_bytes(field.tag, field.vr, bytes);
    }
    previous
}

/// Whether the identity has a value for an attribute.
fn is_given(identity: &LocalIdentity, tag: Tag) -> bool {
    let field = FIELDS.iter().find(|field| field.tag == tag);
    field.is_some_and(|field| (field.value)(identity).is_some())
}

/// Adds an item to Original Attributes Sequence (PS3.3 C.12.1).
fn keep_previous(data: &mut DataSet, previous: DataSet, origin: &Origin<'_>, set: &CharacterSet) {
    let encoded = |text: &str| set.encode(text, VR::LO).unwrap_or_default();
    let mut item = DataSet::new();
    item.put_items(tags::MODIFIED_ATTRIBUTES_SEQUENCE, vec![previous]);
    item.put_text(
        tags::ATTRIBUTE_MODIFICATION_DATE_TIME,
        VR::DT,
        &origin.date_time(),
    );
    item.put_bytes(
        tags::MODIFYING_SYSTEM,
        VR::LO,
        encoded(origin.modifying_system),
    );
    item.put_bytes(
        tags::SOURCE_OF_PREVIOUS_VALUES,
        VR::LO,
        encoded(origin.source),
    );
    item.put_text(
        tags::REASON_FOR_THE_ATTRIBUTE_MODIFICATION,
        VR::CS,
        "COERCE",
    );
    let mut items = data
        .items(tags::ORIGINAL_ATTRIBUTES_SEQUENCE)
        .unwrap_or_default()
        .to_vec();
    items.push(item);
    data.put_items(tags::ORIGINAL_ATTRIBUTES_SEQUENCE, items);
}
