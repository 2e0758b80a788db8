//! File-sets and their directories, written and read back.

mod disc;

use disc::{Ct, add_all, builder, options, plan_one};
use filmdesk_dataset::{DataSet, VR, tags};
use filmdesk_media::dicomdir::{self, LinkIssue};
use filmdesk_media::file_set::{Added, FileSetBuilder, PatientConflict, PlanError, SplitLevel};
use filmdesk_media::record::{RecordTerm, RecordType};
use proptest::prelude::*;

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    /// Every record is where its links say, once, and the order is that of the contents.
    #[test]
    fn offsets_lead_to_every_record_once(shape in prop::collection::vec((0u8..4, 0u8..4, 0u8..4), 1..60)) {
        let instances = shape.iter().enumerate().map(|(n, (patient, study, series))| Ct {
            patient: format!("P{patient}"),
            study: format!("1.{patient}.{study}"),
            series: format!("1.{patient}.{study}.{series}"),
            ..Ct::new(n)
        });
        let volume = plan_one(instances.collect());
        let directory = dicomdir::read(&volume.dicomdir[..]).unwrap();
        let tree = directory.tree();
        prop_assert_eq!(&tree.issues, &[]);
        prop_assert_eq!(&tree.unreached, &Vec::<usize>::new());
        let files: Vec<String> = directory.records.iter().filter_map(|r| r.file_id.clone()).collect();
        let planned: Vec<String> = volume.contents.instances().map(|i| i.path.file_id()).collect();
        prop_assert_eq!(files, planned);
        prop_assert_eq!(volume.contents.instances().count(), shape.len());
    }

    /// No bytes make the reader fail otherwise than by an error, or walk for ever.
    #[test]
    fn damaged_directories_are_read_as_far_as_they_go(
        changes in prop::collection::vec((0usize..2000, any::<u8>()), 1..8),
        length in 300usize..4000,
    ) {
        let mut bytes = plan_one((0..6).map(Ct::new).collect()).dicomdir;
        for (at, byte) in changes {
            let at = (140 + at) % bytes.len();
            bytes[at] = byte;
        }
        bytes.truncate(length);
        if let Ok(directory) = dicomdir::read(&bytes[..]) {
            let tree = directory.tree();
            let reached = directory.records.len() - tree.unreached.len();
            prop_assert!(reached <= directory.records.len());
            for record in &directory.records {
                prop_assert!(directory.data_set(record).len() < 100);
            }
        }
    }
}

#[test]
fn the_same_instances_make_the_same_bytes() {
    let make = || plan_one((0..20).map(Ct::new).collect()).dicomdir;
    assert_eq!(make(), make());
}

#[test]
fn file_ids_are_short_and_in_order() {
    let instances = [3, 1, 2].map(|number| Ct {
        number: Some(number.to_string()),
        ..Ct::new(number)
    });
    let volume = plan_one(instances.into());
    let listed: Vec<String> = volume
        .contents
        .instances()
        .map(|instance| format!("{} {}", instance.path, instance.number))
        .collect();
    insta::assert_snapshot!(listed.join("\n"), @r"
    DICOM/PAT00001/ST000001/SE000001/IM000001 1
    DICOM/PAT00001/ST000001/SE000001/IM000002 2
    DICOM/PAT00001/ST000001/SE000001/IM000003 3
    ");
    assert!(volume.contents.instances().all(|i| i.path.is_file_id()));
}

#[test]
fn what_instances_lack_is_made_good_and_told() {
    let mut builder = builder();
    let bare = Ct {
        patient: String::new(),
        number: None,
        is_bare: true,
        ..Ct::new(1)
    };
    let numbered = Ct {
        number: Some("1".to_owned()),
        ..Ct {
            is_bare: true,
            patient: String::new(),
            ..Ct::new(2)
        }
    };
    add_all(&mut builder, vec![bare, numbered]);
    let told: Vec<String> = builder
        .made_good()
        .iter()
        .map(|row| format!("{} x{}", row.tag, row.count))
        .collect();
    let volume = builder.plan().unwrap().remove(0);
    let patient = &volume.contents.patients[0];
    let study = &patient.studies[0];
    let series = &study.series[0];
    let numbers: Vec<i64> = series.instances.iter().map(|i| i.number).collect();
    let facts = format!(
        "{}\n{} {} {} {}\nseries {} {} instances {numbers:?}",
        told.join(" "),
        patient.id,
        study.date,
        study.time,
        study.id,
        series.modality,
        series.number,
    );
    insta::assert_snapshot!(facts, @r"
    (0008,0020) x1 (0008,0030) x1 (0010,0020) x1 (0020,0010) x1 (0020,0011) x1 (0020,0013) x1
    NOID_C5F7C563 20261126 000000 1
    series CT 1 instances [1, 2]
    ");
    let directory = dicomdir::read(&volume.dicomdir[..]).unwrap();
    let first = directory
        .records
        .iter()
        .find(|r| r.file_id.is_some())
        .unwrap();
    let keys = directory.data_set(first);
    assert_eq!(keys.ascii(tags::INSTANCE_NUMBER), Ok(Some("1")));
}

#[test]
fn a_later_instance_gives_what_the_first_one_lacks() {
    let bare = Ct {
        is_bare: true,
        patient: "P".to_owned(),
        ..Ct::new(1)
    };
    let whole = Ct {
        patient: "P".to_owned(),
        ..Ct::new(2)
    };
    let volume = plan_one(vec![bare, whole]);
    let study = &volume.contents.patients[0].studies[0];
    assert_eq!((&*study.date, &*study.time), ("20240102", "030405"));
    assert_eq!(study.series[0].number, 7);
}

fn two_names() -> Vec<Ct> {
    let second = Ct {
        name: "Roe^Richard".to_owned(),
        study: "1.9".to_owned(),
        series: "1.9.1".to_owned(),
        ..Ct::new(2)
    };
    vec![Ct::new(1), second]
}

fn with_conflict(conflict: PatientConflict) -> FileSetBuilder {
    let mut builder = FileSetBuilder::new(filmdesk_media::file_set::FileSetOptions {
        patient_conflict: conflict,
        ..options()
    });
    add_all(&mut builder, two_names());
    builder
}

#[test]
fn one_patient_id_with_two_names_is_never_merged_in_silence() {
    let refused = with_conflict(PatientConflict::Refuse).plan();
    let Err(PlanError::PatientConflict { count, instances }) = refused else {
        panic!("{refused:?}");
    };
    assert_eq!((count, instances[0].len()), (1, 2));
    let split = with_conflict(PatientConflict::Split)
        .plan()
        .unwrap()
        .remove(0);
    let ids: Vec<&str> = split.contents.patients.iter().map(|p| &*p.id).collect();
    assert_eq!(ids, ["P1", "P1_2"]);
    let merged = with_conflict(PatientConflict::Merge)
        .plan()
        .unwrap()
        .remove(0);
    assert_eq!(merged.contents.patients.len(), 1);
    assert_eq!(merged.contents.patients[0].studies.len(), 2);
}

#[test]
fn another_patient_id_of_one_study_is_never_merged() {
    for conflict in [PatientConflict::Merge, PatientConflict::Split] {
        let mut builder = FileSetBuilder::new(filmdesk_media::file_set::FileSetOptions {
            patient_conflict: conflict,
            ..options()
        });
        builder.add(&Ct::new(1).instance(), None).unwrap();
        let other = Ct {
            patient: "P9".to_owned(),
            ..Ct::new(2)
        };
        let error = builder.add(&other.instance(), None).unwrap_err();
        assert!(error.to_string().contains("another patient"), "{error}");
    }
}

#[test]
fn one_patient_id_of_two_issuers_is_never_merged_in_silence() {
    let of = |issuers: [&str; 2]| {
        let mut builder = FileSetBuilder::new(options());
        for (number, issuer) in (1..).zip(issuers) {
            let ct = Ct {
                study: format!("1.9{number}"),
                series: format!("1.9{number}.1"),
                ..Ct::new(number)
            };
            let mut instance = ct.instance();
            let header = &mut instance.header;
            header.put_text(tags::ISSUER_OF_PATIENT_ID, VR::LO, issuer);
            builder.add(&instance, None).unwrap();
        }
        builder.plan()
    };
    let refused = of(["NORTH", "SOUTH"]);
    assert!(matches!(
        refused,
        Err(PlanError::PatientConflict { count: 1, .. })
    ));
    for one in [["NORTH", "NORTH"], ["NORTH", ""], ["", "SOUTH"]] {
        assert_eq!(of(one).unwrap()[0].contents.patients.len(), 1);
    }
}

#[test]
fn ways_of_writing_one_name_are_no_conflict() {
    let other = Ct {
        name: "DOE^JANE^^".to_owned(),
        study: "1.9".to_owned(),
        series: "1.9.1".to_owned(),
        ..Ct::new(2)
    };
    let volume = plan_one(vec![Ct::new(1), other]);
    assert_eq!(volume.contents.patients.len(), 1);
}

#[test]
fn a_study_has_one_patient_and_a_series_one_study() {
    let mut builder = FileSetBuilder::new(filmdesk_media::file_set::FileSetOptions {
        patient_conflict: PatientConflict::Split,
        ..options()
    });
    builder.add(&Ct::new(1).instance(), None).unwrap();
    let other_patient = Ct {
        patient: "P9".to_owned(),
        ..Ct::new(2)
    };
    let error = builder.add(&other_patient.instance(), None).unwrap_err();
    assert_eq!(
        error.to_string(),
        "its study is already there with another patient"
    );
    let other_study = Ct {
        study: "1.8".to_owned(),
        ..Ct::new(3)
    };
    let error = builder.add(&other_study.instance(), None).unwrap_err();
    assert_eq!(
        error.to_string(),
        "its series is already there in another study"
    );
}

#[test]
fn duplicates_are_counted_once_and_differing_ones_refused() {
    let mut builder = builder();
    let instance = Ct::new(1).instance();
    assert_eq!(builder.add(&instance, None), Ok(Added::New));
    assert_eq!(
        builder.add(&instance, None),
        Ok(Added::Duplicate(instance.key))
    );
    let mut longer = instance;
    longer.length += 2;
    let error = builder.add(&longer, None).unwrap_err();
    assert_eq!(
        error.to_string(),
        "another instance with the same SOP Instance UID is already there"
    );
    assert_eq!(builder.len(), 1);
}

#[test]
fn volumes_are_complete_file_sets_of_their_own() {
    let instances = (0..9).map(|n| Ct {
        study: format!("1.{}", n / 3),
        series: format!("1.{}.1", n / 3),
        length: 100_000,
        ..Ct::new(n)
    });
    let mut builder = FileSetBuilder::new(filmdesk_media::file_set::FileSetOptions {
        volume_bytes: Some(700_000),
        split: SplitLevel::Study,
        ..options()
    });
    add_all(&mut builder, instances.collect());
    let volumes = builder.plan().unwrap();
    let ids: Vec<_> = volumes.iter().map(|v| (&*v.file_set_id, &*v.uid)).collect();
    assert_eq!(ids, [("TEST_1", "2.25.1"), ("TEST_2", "2.25.2")]);
    let mut paths = std::collections::BTreeSet::new();
    for volume in &volumes {
        assert!(volume.bytes <= 700_000);
        assert_eq!(
            dicomdir::read(&volume.dicomdir[..]).unwrap().tree().issues,
            []
        );
        for instance in volume.contents.instances() {
            assert!(
                paths.insert(instance.path.clone()),
                "{} twice",
                instance.path
            );
        }
    }
    assert_eq!(paths.len(), 9);
}

#[test]
fn a_unit_larger_than_a_volume_is_refused_with_its_size() {
    let mut builder = FileSetBuilder::new(filmdesk_media::file_set::FileSetOptions {
        volume_bytes: Some(100_000),
        split: SplitLevel::Series,
        ..options()
    });
    add_all(
        &mut builder,
        (0..3)
            .map(|n| Ct {
                length: 50_000,
                ..Ct::new(n)
            })
            .collect(),
    );
    let error = builder.plan().unwrap_err();
    assert!(
        error
            .to_string()
            .ends_with("is larger than a volume of 100000"),
        "{error}"
    );
}

#[test]
fn a_class_without_a_record_has_a_private_one() {
    let private = Ct {
        class: "1.3.12.2.1107.5.9.1".to_owned(),
        ..Ct::new(2)
    };
    let volume = plan_one(vec![Ct::new(1), private]);
    let directory = dicomdir::read(&volume.dicomdir[..]).unwrap();
    let record = directory.records.last().unwrap();
    assert_eq!(record.term, RecordTerm::Current(RecordType::Private));
    let keys = directory.data_set(record);
    assert!(
        keys.ascii(tags::PRIVATE_RECORD_UID)
            .unwrap()
            .unwrap()
            .starts_with("2.25.")
    );
}

#[test]
fn icons_are_in_image_records() {
    let mut builder = builder();
    builder
        .add(&Ct::new(1).instance(), Some(vec![7; 64 * 64]))
        .unwrap();
    assert!(
        builder
            .add(&Ct::new(2).instance(), Some(vec![7; 65]))
            .is_err()
    );
    let volume = builder.plan().unwrap().remove(0);
    let directory = dicomdir::read(&volume.dicomdir[..]).unwrap();
    let record = directory.data_set(directory.records.last().unwrap());
    let icon = &record.items(tags::ICON_IMAGE_SEQUENCE).unwrap()[0];
    assert_eq!(icon.u16(tags::ROWS), Ok(Some(64)));
    assert_eq!(icon.bulk(tags::PIXEL_DATA).unwrap().length, 64 * 64);
}

#[test]
fn texts_keep_their_bytes_and_their_character_set() {
    let mut builder = builder();
    let mut instance = Ct::new(1).instance();
    let name = b"Yamada^Tarou=\x1b$B;3ED\x1b(B^\x1b$BB@O:\x1b(B".to_vec();
    instance
        .header
        .put_bytes(tags::PATIENT_NAME, VR::PN, name.clone());
    instance
        .header
        .put_text(tags::SPECIFIC_CHARACTER_SET, VR::CS, "\\ISO 2022 IR 87");
    builder.add(&instance, None).unwrap();
    let volume = builder.plan().unwrap().remove(0);
    let directory = dicomdir::read(&volume.dicomdir[..]).unwrap();
    let patient = directory.data_set(&directory.records[0]);
    assert!(
        patient
            .bytes(tags::PATIENT_NAME)
            .unwrap()
            .starts_with(&name)
    );
    assert_eq!(
        patient.ascii(tags::SPECIFIC_CHARACTER_SET),
        Ok(Some("\\ISO 2022 IR 87"))
    );
    let study = directory.data_set(&directory.records[1]);
    assert!(!study.contains(tags::SPECIFIC_CHARACTER_SET));
    let name = &volume.contents.patients[0].name;
    assert_eq!(name.ideographic.family, "\u{5c71}\u{7530}");
}

#[test]
fn an_update_takes_out_puts_in_and_keeps_the_rest() {
    let before = plan_one((0..4).map(Ct::new).collect());
    let directory = dicomdir::read(&before.dicomdir[..]).unwrap();
    let gone = Ct::new(2).sop_instance();
    let added = dicomdir::Node {
        term: RecordTerm::Unknown("SCRAP BOOK".to_owned()),
        private_uid: None,
        reference: None,
        keys: Vec::new(),
        children: Vec::new(),
    };
    let removed = |record: &dicomdir::Record| record.sop_instance.as_deref() == Some(&*gone);
    let by = options().implementation;
    let bytes = dicomdir::update(&directory, &removed, vec![added], by.clone()).unwrap();
    let after = dicomdir::read(&bytes[..]).unwrap();
    assert_eq!(after.tree().issues, []);
    assert_eq!(after.meta.sop_instance, before.uid);
    assert_eq!(after.records.len(), directory.records.len());
    assert!(after.records.iter().all(|record| !removed(record)));
    assert_eq!(after.records.last().unwrap().term.term(), "SCRAP BOOK");
    // Nothing to do: the same bytes.
    let same = dicomdir::update(&directory, &|_| false, Vec::new(), by).unwrap();
    assert_eq!(same, before.dicomdir);
}

#[test]
fn links_that_lead_astray_are_named_and_not_followed() {
    let mut bytes = plan_one((0..3).map(Ct::new).collect()).dicomdir;
    let directory = dicomdir::read(&bytes[..]).unwrap();
    let last = directory.records.last().unwrap().clone();
    // The last record's next is itself: the value is 16 bytes into the item.
    let at = usize::try_from(last.offset).unwrap() + 16;
    bytes[at..at + 4].copy_from_slice(&u32::try_from(last.offset).unwrap().to_le_bytes());
    let tree = dicomdir::read(&bytes[..]).unwrap().tree();
    let index = directory.records.len() - 1;
    assert_eq!(
        tree.issues,
        [LinkIssue::Again {
            from: Some(index),
            record: index
        }]
    );
    bytes[at..at + 4].copy_from_slice(&77u32.to_le_bytes());
    let tree = dicomdir::read(&bytes[..]).unwrap().tree();
    assert_eq!(
        tree.issues,
        [LinkIssue::Nowhere {
            from: Some(index),
            offset: 77
        }]
    );
}

#[test]
fn reports_keep_only_what_modifies_their_title() {
    let mut builder = builder();
    let mut instance = Ct {
        class: "1.2.840.10008.5.1.4.1.1.88.11".to_owned(),
        ..Ct::new(1)
    }
    .instance();
    let item = |relation: &str| {
        let mut item = DataSet::new();
        item.put_text(tags::RELATIONSHIP_TYPE, VR::CS, relation);
        item
    };
    instance.header.put_items(
        tags::CONTENT_SEQUENCE,
        vec![item("CONTAINS"), item("HAS CONCEPT MOD")],
    );
    builder.add(&instance, None).unwrap();
    let volume = builder.plan().unwrap().remove(0);
    let directory = dicomdir::read(&volume.dicomdir[..]).unwrap();
    let keys = directory.data_set(directory.records.last().unwrap());
    assert_eq!(keys.items(tags::CONTENT_SEQUENCE).unwrap().len(), 1);
    assert_eq!(keys.ascii(tags::VERIFICATION_FLAG), Ok(Some("UNVERIFIED")));
    assert_eq!(
        keys.items(tags::CONCEPT_NAME_CODE_SEQUENCE).unwrap().len(),
        1
    );
}

#[test]
fn instances_are_added_to_a_file_set_that_is_there() {
    let before = plan_one((0..3).map(Ct::new).collect());
    let directory = dicomdir::read(&before.dicomdir[..]).unwrap();
    let mut builder = builder();
    let other_series = Ct {
        series: "1.1.2".to_owned(),
        ..Ct::new(8)
    };
    add_all(&mut builder, vec![Ct::new(2), Ct::new(7), other_series]);
    let appended = builder.append_to(&directory, &|_| false).unwrap();
    assert_eq!(appended.already, [Ct::new(2).instance().key]);
    let paths: Vec<String> = appended
        .contents
        .instances()
        .map(|i| i.path.to_string())
        .collect();
    assert_eq!(
        paths,
        [
            "DICOM1/PAT00001/ST000001/SE000001/IM000001",
            "DICOM1/PAT00001/ST000001/SE000002/IM000001",
        ]
    );
    let after = dicomdir::read(&appended.dicomdir[..]).unwrap();
    let tree = after.tree();
    assert_eq!((tree.issues.len(), tree.unreached.len()), (0, 0));
    assert_eq!(tree.roots.len(), 1);
    assert_eq!(tree.roots[0].children[0].children.len(), 2);
}

#[test]
fn a_patient_of_another_name_is_not_added_in_silence() {
    let before = plan_one(vec![Ct::new(1)]);
    let directory = dicomdir::read(&before.dicomdir[..]).unwrap();
    let mut builder = builder();
    add_all(&mut builder, vec![two_names().remove(1)]);
    let refused = builder.append_to(&directory, &|_| false);
    assert!(
        matches!(refused, Err(PlanError::PatientConflict { count: 1, .. })),
        "{refused:?}"
    );
}
