//! Local identity on imported instances (IHE IRWF, RAD-61).

use filmdesk_archive::reconcile::{CannotReconcile, LocalIdentity, Origin, apply};
use filmdesk_dataset::text::PersonName;
use filmdesk_dataset::{CharacterSet, DataSet, VR, tags};
use time::macros::datetime;

const ORIGIN: Origin<'static> = Origin {
    source: "Other Hospital",
    modifying_system: "FILMDESK",
    when: datetime!(2026-03-04 05:06:07 +05:30),
};

fn foreign(terms: &str, name: &str) -> DataSet {
    let mut data = DataSet::new();
    data.put_text(tags::SPECIFIC_CHARACTER_SET, VR::CS, terms);
    let set = CharacterSet::parse(terms);
    let bytes = set.encode(name, VR::PN).unwrap();
    data.put_bytes(tags::PATIENT_NAME, VR::PN, bytes.clone());
    data.put_text(tags::PATIENT_ID, VR::LO, "F-1");
    data.put_text(tags::ISSUER_OF_PATIENT_ID, VR::LO, "OTHER");
    data.put_text(tags::PATIENT_SEX, VR::CS, "M");
    data.put_text(tags::STUDY_INSTANCE_UID, VR::UI, "1.2.3");
    let mut request = DataSet::new();
    request.put_bytes(tags::REQUESTED_PROCEDURE_DESCRIPTION, VR::LO, bytes);
    data.put_items(tags::REQUEST_ATTRIBUTES_SEQUENCE, vec![request]);
    data
}

fn text(data: &DataSet, tag: filmdesk_dataset::Tag) -> String {
    let set = CharacterSet::from_data_set(data).unwrap_or_default();
    data.text(tag, &set).unwrap_or_default()
}

fn identity() -> LocalIdentity {
    LocalIdentity {
        patient_name: Some(PersonName::parse("Muster^Max")),
        patient_id: Some("L-9".to_owned()),
        sex: Some("M".to_owned()),
        accession_number: Some("A7".to_owned()),
        ..LocalIdentity::default()
    }
}

/// The newest item of Original Attributes Sequence, and the old values in it.
fn original(data: &DataSet) -> (&DataSet, &DataSet) {
    let items = data.items(tags::ORIGINAL_ATTRIBUTES_SEQUENCE).unwrap();
    let item = items.last().unwrap();
    let modified = item.items(tags::MODIFIED_ATTRIBUTES_SEQUENCE).unwrap();
    assert_eq!(modified.len(), 1);
    (item, &modified[0])
}

#[test]
fn old_values_are_kept() {
    let before = foreign("ISO_IR 100", "Müller^Jörg");
    let mut data = before.clone();
    assert_eq!(apply(&mut data, &identity(), &ORIGIN), Ok(true));
    assert_eq!(text(&data, tags::PATIENT_NAME), "Muster^Max");
    assert_eq!(text(&data, tags::PATIENT_ID), "L-9");
    assert_eq!(text(&data, tags::ACCESSION_NUMBER), "A7");
    assert_eq!(text(&data, tags::STUDY_INSTANCE_UID), "1.2.3");
    // The issuer of the old ID is none of the new one.
    assert!(!data.contains(tags::ISSUER_OF_PATIENT_ID));
    let (item, old) = original(&data);
    for tag in [
        tags::PATIENT_NAME,
        tags::PATIENT_ID,
        tags::ISSUER_OF_PATIENT_ID,
    ] {
        assert_eq!(old.get(tag), before.get(tag), "{tag}");
    }
    assert!(old.contains(tags::ACCESSION_NUMBER) && !old.has_value(tags::ACCESSION_NUMBER));
    assert!(!old.contains(tags::PATIENT_SEX), "it did not change");
    assert_eq!(
        text(item, tags::ATTRIBUTE_MODIFICATION_DATE_TIME),
        "20260304050607+0530"
    );
    assert_eq!(text(item, tags::MODIFYING_SYSTEM), "FILMDESK");
    assert_eq!(
        text(item, tags::SOURCE_OF_PREVIOUS_VALUES),
        "Other Hospital"
    );
    assert_eq!(
        text(item, tags::REASON_FOR_THE_ATTRIBUTE_MODIFICATION),
        "COERCE"
    );
    assert_eq!(text(&data, tags::SPECIFIC_CHARACTER_SET), "ISO_IR 100");
}

#[test]
fn the_same_again_changes_nothing() {
    let mut data = foreign("ISO_IR 100", "Müller^Jörg");
    apply(&mut data, &identity(), &ORIGIN).unwrap();
    let once = data.clone();
    assert_eq!(apply(&mut data, &identity(), &ORIGIN), Ok(false));
    assert_eq!(data, once);
    let moved = LocalIdentity {
        patient_id: Some("L-10".to_owned()),
        ..LocalIdentity::default()
    };
    assert_eq!(apply(&mut data, &moved, &ORIGIN), Ok(true));
    assert_eq!(
        data.items(tags::ORIGINAL_ATTRIBUTES_SEQUENCE)
            .unwrap()
            .len(),
        2
    );
    let (_, old) = original(&data);
    assert_eq!(text(old, tags::PATIENT_ID), "L-9");
}

#[test]
fn an_issuer_that_is_ours_stays() {
    let mut data = foreign("ISO_IR 100", "Müller^Jörg");
    let ours = LocalIdentity {
        issuer: Some("OTHER".to_owned()),
        ..identity()
    };
    apply(&mut data, &ours, &ORIGIN).unwrap();
    assert_eq!(text(&data, tags::ISSUER_OF_PATIENT_ID), "OTHER");
}

#[test]
fn other_scripts_turn_the_data_set_into_utf8() {
    let mut data = foreign("\\ISO 2022 IR 87", "Yamada^Tarou=山田^太郎=やまだ^たろう");
    let local = LocalIdentity {
        patient_name: Some(PersonName::parse("Hong^Gildong=洪^吉洞=홍^길동")),
        ..LocalIdentity::default()
    };
    assert_eq!(apply(&mut data, &local, &ORIGIN), Ok(true));
    assert_eq!(text(&data, tags::SPECIFIC_CHARACTER_SET), "ISO_IR 192");
    assert_eq!(
        text(&data, tags::PATIENT_NAME),
        "Hong^Gildong=洪^吉洞=홍^길동"
    );
    let before = "Yamada^Tarou=山田^太郎=やまだ^たろう";
    let (_, old) = original(&data);
    assert_eq!(
        old.text(tags::PATIENT_NAME, &CharacterSet::UTF_8).unwrap(),
        before
    );
    let request = &data.items(tags::REQUEST_ATTRIBUTES_SEQUENCE).unwrap()[0];
    let inside = request.text(tags::REQUESTED_PROCEDURE_DESCRIPTION, &CharacterSet::UTF_8);
    assert_eq!(inside.as_deref(), Some(before));
}

#[test]
fn an_unknown_character_set_is_not_guessed() {
    let mut data = foreign("ISO_IR 999", "Doe^Joe");
    let before = data.clone();
    let local = LocalIdentity {
        patient_name: Some(PersonName::parse("山田^太郎")),
        ..LocalIdentity::default()
    };
    let attribute = "Patient's Name";
    let error = CannotReconcile { attribute };
    assert_eq!(apply(&mut data, &local, &ORIGIN), Err(error));
    assert_eq!(data, before);
}
