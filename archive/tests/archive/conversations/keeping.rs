//! What was acknowledged is there, whole and once.

use filmdesk_archive::{
    Archive, ConflictKind, JobKind, JobState, KeepError, Kept, Query, Selection,
};

use super::jobs::disc;
use super::{bytes_of, in_conflict, studies};
use crate::room::{NOW, Room, Slice};

pub(crate) async fn what_is_kept_is_there(room: &Room) {
    let archive = room.open().await;
    let slices = [(2, 10), (2, 9), (1, 1)].map(|(series, number)| Slice {
        series,
        number,
        ..Slice::default()
    });
    for slice in &slices {
        assert_eq!(slice.store(&archive).unwrap(), Kept::New);
    }
    let instances = archive
        .instances(&Selection::Studies(vec!["1.2.3".to_owned()]))
        .await
        .unwrap();
    let order: Vec<_> = instances
        .iter()
        .map(|one| one.sop_instance.as_str())
        .collect();
    assert_eq!(order, ["1.2.3.1.1", "1.2.3.2.9", "1.2.3.2.10"]);
    for (instance, slice) in instances.iter().zip(slices.iter().rev()) {
        let bytes = bytes_of(&archive, &instance.location);
        assert_eq!(bytes.len() as u64, instance.length);
        assert!(bytes.ends_with(&slice.data_set()));
    }
    assert_eq!(
        instances[0].location.key().as_str(),
        "20260101/1.2.3/1.2.3.1/1.2.3.1.1.dcm"
    );
    let study = &studies(&archive, Query::default()).await[0];
    assert_eq!((study.series, study.instances), (2, 3));
    assert_eq!(
        study.bytes,
        instances.iter().map(|one| one.length).sum::<u64>()
    );
    assert_eq!(study.modalities, ["CT"]);
    assert_eq!(study.received, NOW);
    assert_eq!(study.patient.name.alphabetic.family, "Doe");
}

pub(crate) async fn the_same_again_is_no_news(room: &Room) {
    let archive = room.open().await;
    let slice = Slice::default();
    assert_eq!(slice.store(&archive).unwrap(), Kept::New);
    assert_eq!(
        slice.store_from(&archive, "OTHER").unwrap(),
        Kept::AlreadyHere
    );
    assert_eq!(studies(&archive, Query::default()).await[0].instances, 1);
    assert!(archive.conflicts(10).await.unwrap().is_empty());
}

pub(crate) async fn other_content_is_kept_apart(room: &Room) {
    let archive = room.open().await;
    let (slice, other, apart) = in_conflict(&archive);
    assert!(bytes_of(&archive, &apart).ends_with(&other.data_set()));
    assert_eq!(
        other.store(&archive).unwrap(),
        Kept::Conflict {
            apart: apart.clone()
        }
    );
    assert_eq!(slice.store(&archive).unwrap(), Kept::AlreadyHere);
    let selected = archive
        .instances(&Selection::Instances(vec![slice.uid()]))
        .await
        .unwrap();
    assert_eq!(selected.len(), 1);
    assert!(bytes_of(&archive, &selected[0].location).ends_with(&slice.data_set()));
    let conflicts = archive.conflicts(10).await.unwrap();
    assert_eq!(conflicts.len(), 1);
    assert_eq!(conflicts[0].kind, ConflictKind::Content);
    assert_eq!(conflicts[0].sop_instance, slice.uid());
    assert_eq!(conflicts[0].apart.as_ref(), Some(&apart));
    archive.dismiss(conflicts[0].id).await.unwrap();
    assert!(archive.conflicts(10).await.unwrap().is_empty());
    assert!(archive.open_instance(&apart).is_err());
}

pub(crate) async fn nothing_impossible_is_kept(room: &Room) {
    let archive = room.open().await;
    let nameless = Slice {
        study: "",
        ..Slice::default()
    };
    let error = nameless.store(&archive).unwrap_err();
    assert_eq!(error.to_string(), "Study Instance UID is missing");
    assert!(!error.is_transient());
    let long = Slice {
        study: "1.23456789.123456789.123456789.123456789.123456789.123456789.12345",
        ..Slice::default()
    };
    let error = long.store(&archive).unwrap_err();
    assert_eq!(error.to_string(), "SOP Instance UID is not a UID");
    drop(archive);
    let options = filmdesk_archive::ArchiveOptions {
        free_floor_bytes: u64::MAX / 2,
        ..room.options()
    };
    let full = Archive::open(&options).await.unwrap();
    assert!(!full.has_room(1));
    let error = Slice::default().store(&full).unwrap_err();
    assert!(
        matches!(error, KeepError::NoRoom) && error.is_transient(),
        "{error}"
    );
    drop(full);
    let archive = room.open().await;
    assert!(studies(&archive, Query::default()).await.is_empty());
    let left = std::fs::read_dir(room.path().join("objects"))
        .unwrap()
        .count();
    assert_eq!(left, 0);
}

pub(crate) async fn many_at_once(room: &Room) {
    const EACH: u32 = 25;
    let archive = room.open().await;
    std::thread::scope(|scope| {
        for series in 0..8 {
            let archive = &archive;
            scope.spawn(move || {
                for number in 0..EACH {
                    // Every instance comes twice, from two sides.
                    for series in [series, (series + 1) % 8] {
                        let slice = Slice {
                            series,
                            number,
                            ..Slice::default()
                        };
                        let kept = slice.store(archive).unwrap();
                        assert!(matches!(kept, Kept::New | Kept::AlreadyHere), "{kept:?}");
                    }
                }
            });
        }
    });
    let study = &studies(&archive, Query::default()).await[0];
    assert_eq!((study.series, study.instances), (8, u64::from(8 * EACH)));
    let selection = Selection::Studies(vec![study.uid.clone()]);
    for instance in archive.instances(&selection).await.unwrap() {
        assert_eq!(
            bytes_of(&archive, &instance.location).len() as u64,
            instance.length
        );
    }
    assert!(archive.conflicts(1).await.unwrap().is_empty());
}

pub(crate) async fn a_restart_finds_it_all(room: &Room) {
    let slice = Slice::default();
    let archive = room.open().await;
    slice.store(&archive).unwrap();
    let job = archive
        .jobs()
        .enqueue(&disc(Selection::Studies(vec![slice.study.to_owned()])), NOW)
        .await
        .unwrap();
    archive
        .jobs()
        .claim(&[JobKind::Disc], "w", NOW)
        .await
        .unwrap()
        .unwrap();
    // Another process at the same time touches nothing of this one.
    let beside = room.open().await;
    assert_eq!(beside.recovery().dead_sessions, 0);
    assert_eq!(
        beside.jobs().job(job).await.unwrap().state,
        JobState::Running
    );
    let error = beside.jobs().finish(job, NOW).await.unwrap_err();
    assert_eq!(
        error.to_string(),
        format!("job {job} is running and cannot be finished")
    );
    drop(beside);
    drop(archive);
    let archive = room.open().await;
    assert_eq!(
        (archive.recovery().dead_sessions, archive.recovery().jobs),
        (2, 1)
    );
    assert_eq!(
        archive.jobs().job(job).await.unwrap().state,
        JobState::Waiting
    );
    assert_eq!(slice.store(&archive).unwrap(), Kept::AlreadyHere);
}
