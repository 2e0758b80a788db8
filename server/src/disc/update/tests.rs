//! An update that ends after any of its steps.

use std::fs;
use std::path::Path;

use filmdesk_archive::medium::FolderMedium;
use filmdesk_dataset::file::encode_meta;
use filmdesk_dataset::{DataSet, Encoding, VR, encode, tags, uids};
use filmdesk_media::dicomdir::{self, Head, Implementation};
use filmdesk_media::file_set::PatientConflict;

use super::carry::{STAGING, UNFINISHED};
use super::{UpdateError, UpdateOrder, plan};
use crate::disc::watch::Unwatched;

const RAW_DATA: &str = "1.2.840.10008.5.1.4.1.1.66";

/// The file of an instance of a study of its own.
fn instance(uid: &str) -> Vec<u8> {
    let mut meta = DataSet::new();
    meta.put_bytes(tags::FILE_META_INFORMATION_VERSION, VR::OB, vec![0, 1]);
    meta.put_text(tags::MEDIA_STORAGE_SOP_CLASS_UID, VR::UI, RAW_DATA);
    meta.put_text(tags::MEDIA_STORAGE_SOP_INSTANCE_UID, VR::UI, uid);
    meta.put_text(
        tags::TRANSFER_SYNTAX_UID,
        VR::UI,
        uids::EXPLICIT_VR_LITTLE_ENDIAN,
    );
    meta.put_text(tags::IMPLEMENTATION_CLASS_UID, VR::UI, "2.25.1");
    let mut data = DataSet::new();
    for (tag, vr, text) in [
        (tags::SOP_CLASS_UID, VR::UI, RAW_DATA),
        (tags::SOP_INSTANCE_UID, VR::UI, uid),
        (tags::STUDY_DATE, VR::DA, "20261126"),
        (tags::STUDY_TIME, VR::TM, "120000"),
        (tags::CONTENT_DATE, VR::DA, "20261126"),
        (tags::CONTENT_TIME, VR::TM, "120000"),
        (tags::MODALITY, VR::CS, "OT"),
        (tags::PATIENT_ID, VR::LO, "P1"),
        (tags::STUDY_INSTANCE_UID, VR::UI, &format!("{uid}.1")),
        (tags::SERIES_INSTANCE_UID, VR::UI, &format!("{uid}.2")),
        (tags::STUDY_ID, VR::SH, "1"),
        (tags::SERIES_NUMBER, VR::IS, "1"),
        (tags::INSTANCE_NUMBER, VR::IS, "1"),
    ] {
        data.put_text(tag, vr, text);
    }
    let data = encode::encode(&data, Encoding::ExplicitLittle).unwrap();
    [encode_meta(&meta).unwrap(), data].concat()
}

/// A file-set with one instance, 1.2.3, and an empty DICOMDIR brought up to date with it.
fn file_set(root: &Path) {
    let head = Head {
        uid: "1.2.9".to_owned(),
        file_set_id: "OTHERS".to_owned(),
        descriptor: None,
        descriptor_character_set: None,
        implementation: Implementation {
            class_uid: "2.25.1".to_owned(),
            version_name: "OTHERS".to_owned(),
        },
    };
    fs::create_dir(root.join("OLD")).unwrap();
    fs::write(root.join("OLD/IM1"), instance("1.2.3")).unwrap();
    fs::write(root.join("DICOMDIR"), dicomdir::encode(&head, &[]).unwrap()).unwrap();
    update(&order(root)).unwrap();
}

/// An order to put the index right.
fn order(root: &Path) -> UpdateOrder {
    UpdateOrder {
        folder: root.to_path_buf(),
        from: Vec::new(),
        remove: Vec::new(),
        profile: None,
        patient_conflict: PatientConflict::Refuse,
        omit: false,
        drop_pages: false,
    }
}

fn update(order: &UpdateOrder) -> Result<(), UpdateError> {
    Ok(plan(order, &Unwatched)?.carry_out(&Unwatched)?)
}

/// The instances of DICOMDIR; each file must be there.
fn indexed(root: &Path) -> Vec<String> {
    let directory = dicomdir::read_of(&FolderMedium::new(root)).unwrap();
    let tree = directory.tree();
    assert!(directory.damage.is_none() && tree.issues.is_empty());
    assert_eq!(directory.file_set_id(), "OTHERS");
    let files = directory.records.iter();
    let mut found: Vec<String> = files
        .filter_map(|record| {
            let file = record.file_id.as_ref()?.replace('\\', "/");
            assert!(root.join(&file).is_file(), "{file} is not there");
            record.sop_instance.clone()
        })
        .collect();
    found.sort();
    found
}

#[test]
fn after_any_step_the_old_or_the_new_index_is_valid() {
    let outside = tempfile::tempdir().unwrap();
    fs::write(outside.path().join("new.dcm"), instance("1.2.4")).unwrap();
    let mut seen = Vec::new();
    for steps in 0..=5 {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path();
        file_set(root);
        let order = UpdateOrder {
            from: vec![outside.path().to_path_buf()],
            remove: vec!["1.2.3.1".to_owned()],
            ..order(root)
        };
        let update = plan(&order, &Unwatched).unwrap();
        let all = update.steps();
        assert_eq!(all.len(), 5, "{all:?}");
        for step in &all[..steps] {
            update.take(step, &Unwatched).unwrap();
        }
        seen.push(indexed(root).join(" "));
        drop(update);
        // The same again gets there, whatever step was the last.
        match self::update(&order) {
            Ok(()) => {}
            Err(UpdateError::UnknownUid(_)) => assert!(steps >= 4, "{steps} steps"),
            Err(error) => panic!("{steps} steps: {error}"),
        }
        assert_eq!(indexed(root), ["1.2.4"], "{steps} steps");
        assert!(!root.join("OLD").exists(), "{steps} steps");
        assert!(!root.join("DICOM1").exists(), "{steps} steps: added twice");
    }
    assert_eq!(seen, ["1.2.3", "1.2.3", "1.2.3", "1.2.4", "1.2.4", "1.2.4"]);
}

#[test]
fn an_update_that_ends_early_twice_adds_nothing_twice() {
    let outside = tempfile::tempdir().unwrap();
    fs::write(outside.path().join("new.dcm"), instance("1.2.4")).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    file_set(root);
    let order = UpdateOrder {
        from: vec![outside.path().to_path_buf()],
        ..order(root)
    };
    // The first one ends when its files are in place, the second while it stages.
    for steps in [2, 1] {
        let update = plan(&order, &Unwatched).unwrap();
        for step in &update.steps()[..steps] {
            update.take(step, &Unwatched).unwrap();
        }
    }
    fs::write(root.join(STAGING).join("DICOMDIR"), "cut off").unwrap();
    update(&order).unwrap();
    assert_eq!(indexed(root), ["1.2.3", "1.2.4"]);
    assert!(!root.join("DICOM1").exists(), "added twice");
    assert!(
        ![STAGING, UNFINISHED]
            .iter()
            .any(|name| root.join(name).exists())
    );
}

#[test]
fn two_updates_of_one_folder_do_not_meet() {
    let folder = tempfile::tempdir().unwrap();
    file_set(folder.path());
    let first = plan(&order(folder.path()), &Unwatched).unwrap();
    let second = plan(&order(folder.path()), &Unwatched);
    assert!(matches!(second, Err(UpdateError::Taken(_))), "{second:?}");
    drop(first);
    assert!(plan(&order(folder.path()), &Unwatched).unwrap().is_empty());
}

#[test]
fn a_file_that_its_record_mistakes_is_not_removed() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    file_set(root);
    fs::write(root.join("OLD/IM1"), instance("1.2.5")).unwrap();
    let order = UpdateOrder {
        remove: vec!["1.2.3".to_owned()],
        ..order(root)
    };
    update(&order).unwrap();
    assert!(indexed(root).is_empty());
    assert!(root.join("OLD/IM1").exists());
}
