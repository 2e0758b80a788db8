//! What leaves the archive takes nothing with it that came again.

use std::time::Duration;

use filmdesk_archive::{
    Archive, JobId, Kept, MadeFileSet, Query, RetentionRules, Selection, ShelvedStudy,
    StoredInstance,
};

use super::{bytes_of, found, in_conflict, studies};
use crate::room::{NOW, Room, Slice};

const DAY: Duration = Duration::from_secs(24 * 3600);

fn a_month() -> RetentionRules {
    RetentionRules {
        max_age: Some(30 * DAY),
        ..RetentionRules::default()
    }
}

async fn the_one(archive: &Archive, slice: &Slice) -> StoredInstance {
    let selection = Selection::Instances(vec![slice.uid()]);
    let mut found = archive.instances(&selection).await.unwrap();
    assert_eq!(found.len(), 1);
    found.remove(0)
}

pub(crate) async fn what_comes_again_stays(room: &Room) {
    let archive = room.open().await;
    let beside = room.open().await;
    let old = Slice {
        received: NOW - 40 * DAY,
        ..Slice::default()
    };
    let older = Slice {
        study: "1.2.4",
        received: NOW - 50 * DAY,
        ..Slice::default()
    };
    old.store(&archive).unwrap();
    older.store(&archive).unwrap();
    // A folder in the place of a file cannot be removed as one.
    let stuck = room
        .path()
        .join("objects/20260101/1.2.3/1.2.3.1/1.2.3.1.1.dcm");
    std::fs::remove_file(&stuck).unwrap();
    std::fs::create_dir(&stuck).unwrap();
    let report = archive.sweep(&a_month(), NOW).await.unwrap();
    assert_eq!(report.studies, 2);
    assert!(!room.path().join("objects/20260101/1.2.4").exists());
    std::fs::remove_dir(&stuck).unwrap();
    let again = Slice::default();
    assert_eq!(again.store(&beside).unwrap(), Kept::New);
    archive.sweep(&a_month(), NOW).await.unwrap();
    drop((archive, beside));
    let archive = room.open().await;
    assert_eq!(archive.recovery().leftovers, 0);
    let kept = the_one(&archive, &again).await;
    assert!(bytes_of(&archive, &kept.location).ends_with(&again.data_set()));
}

/// The sweep begins with the study that came longest ago, the sender with the last one.
pub(crate) async fn what_comes_while_sweeping_stays(room: &Room) {
    const STUDIES: u32 = 40;
    let archive = room.open().await;
    let names: Vec<&'static str> = (0..STUDIES)
        .map(|study| &*format!("1.2.{study}").leak())
        .collect();
    for (study, age) in names.iter().copied().zip((0..STUDIES).rev()) {
        let received = NOW - (40 + age) * DAY;
        let slice = Slice {
            study,
            received,
            ..Slice::default()
        };
        slice.store(&archive).unwrap();
    }
    let sender = archive.clone();
    let coming: Vec<Slice> = names
        .iter()
        .rev()
        .map(|study| Slice {
            study,
            number: 2,
            ..Slice::default()
        })
        .collect();
    let sent = coming.clone();
    let sending = tokio::task::spawn_blocking(move || {
        for slice in &sent {
            assert_eq!(slice.store(&sender).unwrap(), Kept::New);
        }
    });
    archive.sweep(&a_month(), NOW).await.unwrap();
    sending.await.unwrap();
    archive.sweep(&a_month(), NOW).await.unwrap();
    assert_eq!(found(&archive, Query::default()).await.len(), names.len());
    for slice in &coming {
        let kept = the_one(&archive, slice).await;
        assert!(bytes_of(&archive, &kept.location).ends_with(&slice.data_set()));
    }
}

pub(crate) async fn a_lost_file_comes_again(room: &Room) {
    let archive = room.open().await;
    let (slice, other, apart) = in_conflict(&archive);
    std::fs::remove_dir_all(room.path().join("objects")).unwrap();
    std::fs::create_dir(room.path().join("objects")).unwrap();
    // The meta of another sender has another length.
    assert_eq!(
        slice.store_from(&archive, "A LONGER NAME").unwrap(),
        Kept::AlreadyHere
    );
    assert!(matches!(
        other.store_from(&archive, "A LONGER NAME").unwrap(),
        Kept::Conflict { .. }
    ));
    assert_eq!(slice.store(&archive).unwrap(), Kept::AlreadyHere);
    drop(archive);
    let archive = room.open().await;
    assert_eq!(archive.recovery().removed, 0);
    let kept = the_one(&archive, &slice).await;
    let bytes = bytes_of(&archive, &kept.location);
    assert!(bytes.ends_with(&slice.data_set()));
    assert_eq!(kept.length, bytes.len() as u64);
    assert_eq!(
        studies(&archive, Query::default()).await[0].bytes,
        kept.length
    );
    assert!(bytes_of(&archive, &apart).ends_with(&other.data_set()));
    assert_eq!(other.store(&archive).unwrap(), Kept::Conflict { apart });
    assert_eq!(archive.conflicts(10).await.unwrap().len(), 1);
}

fn typed(text: &str) -> Query {
    Query {
        text: text.to_owned(),
        ..Query::default()
    }
}

fn disc(instances: &[&Slice]) -> MadeFileSet {
    MadeFileSet {
        job: JobId(7),
        file_set_id: "SHELF1".to_owned(),
        uid: "2.25.1".to_owned(),
        profile: "STD-GEN-CD".to_owned(),
        created: NOW,
        instances: instances.iter().map(|slice| slice.uid()).collect(),
    }
}

async fn shelved(archive: &Archive, text: &str) -> Vec<ShelvedStudy> {
    archive.find_shelved(&typed(text)).await.unwrap()
}

pub(crate) async fn what_media_have_is_found_when_it_left(room: &Room) {
    let archive = room.open().await;
    let first = Slice {
        received: NOW - 40 * DAY,
        ..Slice::default()
    };
    let second = Slice {
        number: 2,
        ..first.clone()
    };
    let on_none = Slice {
        patient_id: "P2",
        name: "Roe^Max",
        study: "1.2.4",
        accession: "A2",
        ..first.clone()
    };
    for slice in [&first, &second, &on_none] {
        assert_eq!(slice.store(&archive).unwrap(), Kept::New);
    }
    let made = disc(&[&first, &second]);
    archive.note_file_set(&made).await.unwrap();
    assert_eq!(shelved(&archive, "doe").await, []);
    let before = archive.find_studies(&typed("doe")).await.unwrap();
    assert_eq!(archive.sweep(&a_month(), NOW).await.unwrap().studies, 2);
    assert_eq!(studies(&archive, Query::default()).await, []);
    assert_eq!(archive.totals().await.unwrap().patients, 0);
    for text in ["doe", "P1", "A1", "1970-01-01", "head", "ct"] {
        let found = shelved(&archive, text).await;
        assert_eq!(found.len(), 1, "{text}");
        assert_eq!(found[0].study, before[0], "{text}");
        let discs: Vec<_> = found[0]
            .discs
            .iter()
            .map(|disc| (&*disc.file_set_id, disc.instances))
            .collect();
        assert_eq!(discs, [("SHELF1", 2)], "{text}");
    }
    for text in ["roe", "P2", "A2"] {
        assert_eq!(shelved(&archive, text).await, [], "{text}");
    }
    // It comes again in part, for the same patient, and leaves again: it was whole once.
    first.store(&archive).unwrap();
    let again = archive.find_studies(&typed("doe")).await.unwrap();
    assert_eq!(again[0].patient.key, before[0].patient.key);
    archive.sweep(&a_month(), NOW).await.unwrap();
    drop(archive);
    let archive = room.open().await;
    let found = shelved(&archive, "doe").await;
    assert_eq!((found.len(), found[0].study.instances), (1, 2));
    // Known as long as the shelf is kept, and not a day longer; then the patient is, too.
    let shelf = |days: u32| RetentionRules {
        shelf_age: Some(DAY * days),
        ..RetentionRules::default()
    };
    let of_disc = made.created;
    let swept = async |days, now| archive.sweep(&shelf(days), now).await.unwrap().forgotten;
    assert_eq!(swept(10, of_disc + DAY * 10).await, 0);
    assert!(
        archive
            .patient(before[0].patient.key)
            .await
            .unwrap()
            .is_some()
    );
    assert_eq!(swept(10, of_disc + DAY * 11).await, 1);
    assert_eq!(shelved(&archive, "doe").await, []);
    assert_eq!(archive.patient(before[0].patient.key).await.unwrap(), None);
    assert_eq!(archive.file_sets(10).await.unwrap().len(), 1);
    // One that comes again is a new one.
    assert_eq!(first.store(&archive).unwrap(), Kept::New);
}
