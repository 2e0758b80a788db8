//! What the index is told of an instance.

use filmdesk_archive::{Arrival, InstanceFacts};
use filmdesk_dataset::{DataSet, Tag, tags};
use filmdesk_dimse::service::storage::{is_non_patient, storage_class};

use super::refusal::Refusal;

/// The attributes that are kept of a data set while the rest passes by: all that
/// [`InstanceFacts`] reads.
pub(super) fn wanted(tag: Tag) -> bool {
    WANTED.contains(&tag)
}

const WANTED: &[Tag] = &[
    tags::SPECIFIC_CHARACTER_SET,
    tags::SOP_CLASS_UID,
    tags::SOP_INSTANCE_UID,
    tags::STUDY_DATE,
    tags::STUDY_TIME,
    tags::ACCESSION_NUMBER,
    tags::MODALITY,
    tags::INSTITUTION_NAME,
    tags::REFERRING_PHYSICIAN_NAME,
    tags::STUDY_DESCRIPTION,
    tags::SERIES_DESCRIPTION,
    tags::PATIENT_NAME,
    tags::PATIENT_ID,
    tags::ISSUER_OF_PATIENT_ID,
    tags::PATIENT_BIRTH_DATE,
    tags::PATIENT_SEX,
    tags::BODY_PART_EXAMINED,
    tags::STUDY_INSTANCE_UID,
    tags::SERIES_INSTANCE_UID,
    tags::STUDY_ID,
    tags::SERIES_NUMBER,
    tags::INSTANCE_NUMBER,
    tags::NUMBER_OF_FRAMES,
];

/// The facts, and whether the data set says itself which instance it is.
///
/// # Errors
/// [`Refusal::Differs`] when it says another one, [`Refusal::Lacks`] when it does not say where
/// it belongs.
pub(super) fn facts(
    arrival: &Arrival<'_>,
    header: &DataSet,
) -> Result<(InstanceFacts, bool), Refusal> {
    let class_is_there = agrees(header, tags::SOP_CLASS_UID, arrival.sop_class)?;
    let instance_is_there = agrees(header, tags::SOP_INSTANCE_UID, arrival.sop_instance)?;
    let mut facts = InstanceFacts::from_header(arrival, header);
    if is_non_patient(arrival.sop_class) {
        place_by_class(&mut facts);
    }
    if facts.study.uid.is_empty() {
        return Err(Refusal::lacks(
            "Study Instance UID",
            tags::STUDY_INSTANCE_UID,
        ));
    }
    if facts.series.uid.is_empty() {
        return Err(Refusal::lacks(
            "Series Instance UID",
            tags::SERIES_INSTANCE_UID,
        ));
    }
    Ok((facts, class_is_there && instance_is_there))
}

/// Whether the data set has the UID, which then is the expected one.
fn agrees(header: &DataSet, tag: Tag, expected: &str) -> Result<bool, Refusal> {
    match header.ascii(tag) {
        Ok(None) => Ok(false),
        Ok(Some(uid)) if uid == expected => Ok(true),
        _ => Err(Refusal::differs(tag)),
    }
}

/// Hanging protocols and the like belong to no study (PS3.4 GG.3): in the index those of one
/// class stand together, under its UID and name.
fn place_by_class(facts: &mut InstanceFacts) {
    let name = storage_class(&facts.sop_class).map_or("", |class| class.name);
    facts.study.uid.clone_from(&facts.sop_class);
    facts.study.description = name.to_owned();
    facts.series.uid.clone_from(&facts.sop_class);
}

#[cfg(test)]
mod tests {
    use super::*;
    use filmdesk_dataset::VR;
    use filmdesk_dimse::status::Status;
    use time::OffsetDateTime;

    const CT: &str = "1.2.840.10008.5.1.4.1.1.2";
    const HANGING_PROTOCOL: &str = "1.2.840.10008.5.1.4.38.1";

    fn arrival(sop_class: &'static str) -> Arrival<'static> {
        Arrival {
            sop_class,
            sop_instance: "1.2.3",
            transfer_syntax: "1.2.840.10008.1.2",
            source: "CT01",
            received: OffsetDateTime::UNIX_EPOCH,
        }
    }

    fn header(uids: &[(Tag, &str)]) -> DataSet {
        let mut header = DataSet::new();
        for (tag, uid) in uids {
            header.put_text(*tag, VR::UI, uid);
        }
        header
    }

    fn judged(class: &'static str, uids: &[(Tag, &str)]) -> Result<bool, (Status, Option<Tag>)> {
        let facts = facts(&arrival(class), &header(uids));
        facts
            .map(|(_, named)| named)
            .map_err(|refusal| (refusal.status(), refusal.offending()))
    }

    #[test]
    fn a_data_set_must_be_what_the_command_says_and_belong_somewhere() {
        let (study, series) = (
            (tags::STUDY_INSTANCE_UID, "1.2.4"),
            (tags::SERIES_INSTANCE_UID, "1.2.5"),
        );
        let class = (tags::SOP_CLASS_UID, CT);
        let instance = (tags::SOP_INSTANCE_UID, "1.2.3");
        let mismatch = Status::DATA_SET_DOES_NOT_MATCH_SOP_CLASS;
        assert_eq!(judged(CT, &[class, instance, study, series]), Ok(true));
        assert_eq!(judged(CT, &[study, series]), Ok(false));
        for (uids, status, tag) in [
            (
                &[class, instance, series][..],
                Status(0xC002),
                tags::STUDY_INSTANCE_UID,
            ),
            (
                &[class, instance, study],
                Status(0xC002),
                tags::SERIES_INSTANCE_UID,
            ),
            (
                &[(tags::SOP_CLASS_UID, "1.2"), instance, study, series],
                mismatch,
                tags::SOP_CLASS_UID,
            ),
            (
                &[class, (tags::SOP_INSTANCE_UID, "1.9"), study, series],
                mismatch,
                tags::SOP_INSTANCE_UID,
            ),
        ] {
            assert_eq!(judged(CT, uids), Err((status, Some(tag))), "{uids:?}");
        }
    }

    #[test]
    fn what_belongs_to_no_patient_stands_under_its_class() {
        let named = [
            (tags::SOP_CLASS_UID, HANGING_PROTOCOL),
            (tags::SOP_INSTANCE_UID, "1.2.3"),
        ];
        let (facts, _) = facts(&arrival(HANGING_PROTOCOL), &header(&named)).unwrap();
        assert_eq!(facts.study.uid, HANGING_PROTOCOL);
        assert_eq!(facts.study.description, "Hanging Protocol Storage");
    }
}
