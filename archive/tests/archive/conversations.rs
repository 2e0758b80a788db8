//! What the archive promises, said once for every database.

use std::io::Read;

use filmdesk_archive::{
    Archive, ArchiveError, ConflictKind, GoOn, JobId, JobKind, JobReport, JobState, KeepError,
    Kept, Location, MadeFileSet, NewJob, Query, RetentionRules, Selection, StudySummary,
};
use serde_json::json;
use std::time::Duration;

use crate::room::{NOW, Room, Slice};

/// Hands the names of all conversations to a macro.
macro_rules! each_conversation {
    ($to:ident) => {
        $to! {
            what_is_kept_is_there
            the_same_again_is_no_news
            other_content_is_kept_apart
            patients_are_never_merged_in_silence
            every_script_is_found
            fields_are_found
            nothing_impossible_is_kept
            many_at_once
            jobs_go_their_way
            workers_never_share_a_job
            pinned_studies_stay
            a_quota_is_kept
            media_made_are_remembered
            a_restart_finds_it_all
        }
    };
}

fn bytes_of(archive: &Archive, location: &Location) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut object = archive.open_instance(location).unwrap();
    object.read_to_end(&mut bytes).unwrap();
    bytes
}

async fn studies(archive: &Archive, query: Query) -> Vec<StudySummary> {
    archive.find_studies(&query).await.unwrap()
}

/// Study UIDs that a query finds.
async fn found(archive: &Archive, query: Query) -> Vec<String> {
    studies(archive, query)
        .await
        .into_iter()
        .map(|study| study.uid)
        .collect()
}

fn name(name: &str) -> Query {
    Query {
        name: name.to_owned(),
        ..Query::default()
    }
}

fn text(text: &str) -> Query {
    Query {
        text: text.to_owned(),
        ..Query::default()
    }
}

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
    let slice = Slice::default();
    let other = Slice {
        pixels: &[4, 3, 2, 1],
        ..Slice::default()
    };
    slice.store(&archive).unwrap();
    let Kept::Conflict { apart } = other.store(&archive).unwrap() else {
        panic!("no conflict");
    };
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

pub(crate) async fn patients_are_never_merged_in_silence(room: &Room) {
    let archive = room.open().await;
    let first = Slice::default();
    let renamed = Slice {
        name: "Smith^Jane",
        number: 2,
        ..Slice::default()
    };
    let upper = Slice {
        name: "DOE^JANE",
        number: 3,
        ..Slice::default()
    };
    let unnamed = Slice {
        name: "",
        birth_date: "",
        number: 4,
        ..Slice::default()
    };
    let issued = Slice {
        issuer: "OTHER",
        study: "1.2.4",
        ..Slice::default()
    };
    let taken = Slice {
        patient_id: "P2",
        number: 5,
        ..Slice::default()
    };
    for slice in [&first, &renamed, &upper, &unnamed, &issued, &taken] {
        assert_eq!(slice.store(&archive).unwrap(), Kept::New);
    }
    let conflicts = archive.conflicts(10).await.unwrap();
    let mut kinds: Vec<_> = conflicts
        .iter()
        .map(|one| (one.sop_instance.clone(), one.kind))
        .collect();
    kinds.sort_by(|a, b| a.0.cmp(&b.0));
    let expected = [
        (renamed.uid(), ConflictKind::PatientIdentity),
        (upper.uid(), ConflictKind::PatientIdentity),
        (taken.uid(), ConflictKind::StudyOfTwoPatients),
    ];
    assert_eq!(kinds, expected);
    // Found by either name, once; two issuers are two patients.
    assert_eq!(found(&archive, name("smith")).await, ["1.2.3"]);
    let patients = archive.find_patients(&name("doe")).await.unwrap();
    let ids: Vec<_> = patients
        .iter()
        .map(|one| (one.id.as_str(), one.issuer.as_str()))
        .collect();
    assert_eq!(ids.len(), 3);
    assert!(
        ids.contains(&("P1", "")) && ids.contains(&("P1", "OTHER")) && ids.contains(&("P2", ""))
    );
    let of_any = Selection::PatientId {
        id: "P1".to_owned(),
        issuer: None,
    };
    assert_eq!(archive.instances(&of_any).await.unwrap().len(), 5);
    let of_one = Selection::PatientId {
        id: "P1".to_owned(),
        issuer: Some("OTHER".to_owned()),
    };
    assert_eq!(archive.instances(&of_one).await.unwrap().len(), 1);
    let p2 = patients.iter().find(|one| one.id == "P2").unwrap();
    assert_eq!(
        archive
            .instances(&Selection::Patient(p2.key))
            .await
            .unwrap()
            .len(),
        1
    );
}

pub(crate) async fn every_script_is_found(room: &Room) {
    let archive = room.open().await;
    let names = [
        "Yamada^Tarou=山田^太郎=やまだ^たろう",
        "Wang^XiaoDong=王^小东",
        "Hong^Gildong=洪^吉洞=홍^길동",
        "Äneas^Rüdiger^von der",
        "Люкceмбypг^Пётр",
        "Διονυσιος",
        "قباني^لنزار",
        "Ødegård^Łukasz",
        "สมชาย^ใจดี",
    ];
    for (n, name) in names.into_iter().enumerate() {
        let study = [
            "1.1", "1.2", "1.3", "1.4", "1.5", "1.6", "1.7", "1.8", "1.9",
        ][n];
        let patient_id = [
            "A-1", "B-2", "C-3", "D-4", "E-5", "F-6", "G-7", "H-8", "I-9",
        ][n];
        Slice {
            name,
            study,
            patient_id,
            ..Slice::default()
        }
        .store(&archive)
        .unwrap();
    }
    let cases = [
        ("yam", "1.1"),
        ("Tarou Yamada", "1.1"),
        ("YAMADATAROU", "1.1"),
        ("山", "1.1"),
        ("山田太郎", "1.1"),
        ("太郎", "1.1"),
        ("郎", "1.1"),
        ("ヤマダ", "1.1"),
        ("ﾔﾏﾀﾞ ﾀﾛ", "1.1"),
        ("王小东", "1.2"),
        ("东", "1.2"),
        ("xiaod", "1.2"),
        ("홍길", "1.3"),
        ("동", "1.3"),
        ("aneas rudiger", "1.4"),
        ("ÄNEAS", "1.4"),
        ("von", "1.4"),
        ("петр", "1.5"),
        ("διονύσιος", "1.6"),
        ("لنزار", "1.7"),
        ("odegard", "1.8"),
        ("lukasz", "1.8"),
        ("ใจ", "1.9"),
    ];
    for (typed, study) in cases {
        assert_eq!(found(&archive, name(typed)).await, [study], "{typed}");
        assert_eq!(found(&archive, text(typed)).await, [study], "{typed}");
    }
    for nobody in ["yamb", "yamada jane", "小王", "田山"] {
        assert_eq!(found(&archive, name(nobody)).await, [""; 0], "{nobody}");
    }
}

pub(crate) async fn fields_are_found(room: &Room) {
    let archive = room.open().await;
    let head = Slice {
        accession: "2026-0001",
        date: "20260110",
        ..Slice::default()
    };
    let chest = Slice {
        patient_id: "Q-77",
        study: "1.2.5",
        accession: "2026-0002",
        date: "20260220",
        description: "Thorax p.a.",
        modality: "CR",
        ..Slice::default()
    };
    head.store(&archive).unwrap();
    chest.store(&archive).unwrap();
    let none = Query::default;
    let both = ["1.2.5", "1.2.3"];
    let cases: [(Query, &[&str]); 16] = [
        (none(), &both),
        (
            Query {
                patient_id: "q-7".to_owned(),
                ..none()
            },
            &["1.2.5"],
        ),
        (
            Query {
                accession_number: "2026-000".to_owned(),
                ..none()
            },
            &both,
        ),
        (
            Query {
                accession_number: "2026-0002".to_owned(),
                ..none()
            },
            &["1.2.5"],
        ),
        (
            Query {
                study_uid: "1.2.3".to_owned(),
                ..none()
            },
            &["1.2.3"],
        ),
        (
            Query {
                from: "20260111".to_owned(),
                ..none()
            },
            &["1.2.5"],
        ),
        (
            Query {
                until: "20260110".to_owned(),
                ..none()
            },
            &["1.2.3"],
        ),
        (
            Query {
                from: "20260110".to_owned(),
                until: "20260220".to_owned(),
                ..none()
            },
            &both,
        ),
        (
            Query {
                modality: "CR".to_owned(),
                ..none()
            },
            &["1.2.5"],
        ),
        (
            Query {
                modality: "MR".to_owned(),
                ..none()
            },
            &[],
        ),
        (Query { limit: 1, ..none() }, &["1.2.5"]),
        (text("jane thor"), &["1.2.5"]),
        (text("cr"), &["1.2.5"]),
        (text("q77"), &[]),
        (text("2026-0001"), &["1.2.3"]),
        (text("' OR 1=1 --"), &[]),
    ];
    for (n, (query, studies)) in cases.into_iter().enumerate() {
        assert_eq!(found(&archive, query).await, studies, "case {n}");
    }
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

fn disc(pins: Selection) -> NewJob {
    NewJob {
        kind: JobKind::Disc,
        order: json!({"profile": "STD-GEN-CD"}),
        priority: 0,
        pins,
        requester: "desk".to_owned(),
    }
}

pub(crate) async fn jobs_go_their_way(room: &Room) {
    let archive = room.open().await;
    let jobs = archive.jobs();
    let mut news = jobs.subscribe();
    let usual = jobs.enqueue(&disc(Selection::Nothing), NOW).await.unwrap();
    let urgent = NewJob {
        priority: 5,
        ..disc(Selection::Nothing)
    };
    let urgent = jobs.enqueue(&urgent, NOW).await.unwrap();
    let send = NewJob {
        kind: JobKind::Send,
        ..disc(Selection::Nothing)
    };
    let send = jobs.enqueue(&send, NOW).await.unwrap();
    let claim = async |kinds: &[JobKind]| {
        jobs.claim(kinds, "w1", NOW)
            .await
            .unwrap()
            .map(|job| job.id)
    };
    assert_eq!(claim(&[JobKind::Import]).await, None);
    assert_eq!(claim(&[JobKind::Disc]).await, Some(urgent));
    assert_eq!(claim(&[JobKind::Disc, JobKind::Send]).await, Some(usual));
    assert_eq!(claim(&[JobKind::Disc]).await, None);
    let report = JobReport {
        stage: "write".to_owned(),
        done: 3,
        total: 9,
        detail: json!({"volume": 1}),
    };
    assert_eq!(jobs.record(usual, &report, NOW).await.unwrap(), GoOn::Yes);
    assert_eq!(jobs.cancel(usual, NOW).await.unwrap(), JobState::Running);
    assert_eq!(
        jobs.record(usual, &report, NOW).await.unwrap(),
        GoOn::Cancel
    );
    jobs.cancelled(usual, NOW).await.unwrap();
    jobs.hold(urgent, "no medium in the drive", NOW)
        .await
        .unwrap();
    let held = jobs.job(urgent).await.unwrap();
    assert_eq!(
        (held.state, held.reason.as_str()),
        (JobState::Held, "no medium in the drive")
    );
    jobs.retry(urgent, NOW).await.unwrap();
    assert_eq!(claim(&[JobKind::Disc]).await, Some(urgent));
    jobs.finish(urgent, NOW).await.unwrap();
    let error = jobs.retry(urgent, NOW).await.unwrap_err();
    assert_eq!(
        error.to_string(),
        format!("job {urgent} is done and cannot be retried")
    );
    assert_eq!(jobs.cancel(send, NOW).await.unwrap(), JobState::Cancelled);
    let listed = jobs.list(&[], 10).await.unwrap();
    let states: Vec<_> = listed
        .iter()
        .map(|job| (job.id, job.state, job.tries))
        .collect();
    let expected = [
        (send, JobState::Cancelled, 0),
        (urgent, JobState::Done, 2),
        (usual, JobState::Cancelled, 1),
    ];
    assert_eq!(states, expected);
    assert_eq!(listed[2].report, report);
    assert_eq!(listed[2].order, json!({"profile": "STD-GEN-CD"}));
    assert_eq!(jobs.list(&[JobKind::Send], 10).await.unwrap().len(), 1);
    assert_eq!(news.recv().await.unwrap().id, usual);
    assert!(*jobs.watch().borrow() >= 10);
    let missing = jobs.job(JobId(i64::MAX)).await.unwrap_err();
    assert!(matches!(missing, ArchiveError::NoSuchJob(_)));
}

pub(crate) async fn workers_never_share_a_job(room: &Room) {
    let archive = room.open().await;
    let other = room.open().await;
    for _ in 0..20 {
        archive
            .jobs()
            .enqueue(&disc(Selection::Nothing), NOW)
            .await
            .unwrap();
    }
    let work = |archive: Archive| async move {
        let mut mine = Vec::new();
        while let Some(job) = archive
            .jobs()
            .claim(&[JobKind::Disc], "w", NOW)
            .await
            .unwrap()
        {
            mine.push(job.id);
        }
        mine
    };
    let workers =
        [archive.clone(), archive, other.clone(), other].map(|archive| tokio::spawn(work(archive)));
    let mut all = Vec::new();
    for worker in workers {
        all.extend(worker.await.unwrap());
    }
    all.sort();
    all.dedup();
    assert_eq!(all.len(), 20);
}

pub(crate) async fn pinned_studies_stay(room: &Room) {
    let archive = room.open().await;
    let day = Duration::from_secs(24 * 3600);
    let old = Slice {
        received: NOW - 40 * day,
        ..Slice::default()
    };
    let older = Slice {
        study: "1.2.4",
        received: NOW - 50 * day,
        patient_id: "P2",
        ..Slice::default()
    };
    let young = Slice {
        study: "1.2.5",
        received: NOW - day,
        ..Slice::default()
    };
    for slice in [&old, &older, &young] {
        slice.store(&archive).unwrap();
    }
    let absent = disc(Selection::Instances(vec![old.uid(), "1.9".to_owned()]));
    let error = archive.jobs().enqueue(&absent, NOW).await.unwrap_err();
    assert!(
        matches!(error, ArchiveError::NotThere { missing: 1 }),
        "{error}"
    );
    assert!(archive.jobs().list(&[], 10).await.unwrap().is_empty());
    let job = disc(Selection::Instances(vec![old.uid()]));
    let job = archive.jobs().enqueue(&job, NOW).await.unwrap();
    let rules = RetentionRules {
        max_age: Some(30 * day),
        ..RetentionRules::default()
    };
    let report = archive.sweep(&rules, NOW).await.unwrap();
    assert_eq!((report.studies, report.instances, report.pinned), (1, 1, 1));
    assert_eq!(found(&archive, Query::default()).await, ["1.2.5", "1.2.3"]);
    assert!(
        archive
            .find_patients(&Query {
                patient_id: "P2".to_owned(),
                ..Query::default()
            })
            .await
            .unwrap()
            .is_empty()
    );
    assert!(!room.path().join("objects/20260101/1.2.4").exists());
    archive
        .jobs()
        .claim(&[JobKind::Disc], "w", NOW)
        .await
        .unwrap()
        .unwrap();
    archive.jobs().finish(job, NOW).await.unwrap();
    let report = archive.sweep(&rules, NOW).await.unwrap();
    assert_eq!((report.studies, report.pinned), (1, 0));
    // What went may come again.
    assert_eq!(older.store(&archive).unwrap(), Kept::New);
    assert_eq!(found(&archive, Query::default()).await, ["1.2.4", "1.2.5"]);
}

pub(crate) async fn a_quota_is_kept(room: &Room) {
    let archive = room.open().await;
    let hour = Duration::from_secs(3600);
    let studies = ["1.1", "1.2", "1.3", "1.4"];
    for (age, study) in studies.into_iter().enumerate() {
        let received = NOW - hour * u32::try_from(age).unwrap();
        Slice {
            study,
            received,
            ..Slice::default()
        }
        .store(&archive)
        .unwrap();
    }
    let each = super::conversations::studies(&archive, Query::default()).await[0].bytes;
    let rules = RetentionRules {
        quota_bytes: Some(each * 2 + each / 2),
        ..RetentionRules::default()
    };
    let report = archive.sweep(&rules, NOW).await.unwrap();
    assert_eq!(
        (report.studies, report.bytes, report.short_bytes),
        (2, 2 * each, 0)
    );
    assert_eq!(found(&archive, Query::default()).await.len(), 2);
    let rules = RetentionRules {
        quota_bytes: Some(0),
        min_age: hour,
        ..RetentionRules::default()
    };
    let report = archive.sweep(&rules, NOW).await.unwrap();
    assert_eq!((report.studies, report.short_bytes), (1, each));
    assert_eq!(found(&archive, Query::default()).await, ["1.1"]);
    let rules = RetentionRules {
        free_bytes: Some(u64::MAX),
        ..RetentionRules::default()
    };
    let report = archive.sweep(&rules, NOW).await.unwrap();
    assert_eq!(report.studies, 1);
    assert!(report.short_bytes > 0);
}

pub(crate) async fn media_made_are_remembered(room: &Room) {
    let archive = room.open().await;
    let made = |n: u8, instances: &[&str]| MadeFileSet {
        job: JobId(7),
        file_set_id: format!("DISC{n}"),
        uid: format!("2.25.{n}"),
        profile: "STD-GEN-CD".to_owned(),
        created: NOW + Duration::from_secs(u64::from(n)),
        instances: instances.iter().map(|uid| (*uid).to_owned()).collect(),
    };
    let first = made(1, &["1.1", "1.2"]);
    let second = made(2, &["1.2", "1.3", "1.2"]);
    archive.note_file_set(&first).await.unwrap();
    archive.note_file_set(&second).await.unwrap();
    // A step of a job that is done again notes nothing twice.
    archive.note_file_set(&second).await.unwrap();
    let uids = |sets: Vec<MadeFileSet>| sets.into_iter().map(|set| set.uid).collect::<Vec<_>>();
    assert_eq!(
        uids(archive.file_sets(10).await.unwrap()),
        ["2.25.2", "2.25.1"]
    );
    assert_eq!(
        uids(archive.file_sets_with("1.1").await.unwrap()),
        ["2.25.1"]
    );
    assert_eq!(
        uids(archive.file_sets_with("1.2").await.unwrap()),
        ["2.25.2", "2.25.1"]
    );
    let listed = &archive.file_sets(1).await.unwrap()[0];
    let bare = MadeFileSet {
        instances: Vec::new(),
        ..second
    };
    assert_eq!(*listed, bare);
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
