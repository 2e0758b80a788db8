//! Jobs, what they pin, and what a sweep therefore leaves.

use std::time::Duration;

use filmdesk_archive::{
    Archive, ArchiveError, GoOn, JobId, JobKind, JobReport, JobState, Kept, MadeFileSet, NewJob,
    Query, RetentionRules, Selection,
};
use serde_json::json;

use super::found;
use crate::room::{NOW, Room, Slice};

pub(super) fn disc(pins: Selection) -> NewJob {
    NewJob {
        kind: JobKind::Disc,
        order: json!({"profile": "STD-GEN-CD"}),
        priority: 0,
        pins,
        requester: "desk".to_owned(),
        code: String::new(),
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

/// A person who asks for the end of a job after its last report is heard all the same, however the
/// try ends.
pub(crate) async fn a_job_that_was_to_end_has_ended(room: &Room) {
    let archive = room.open().await;
    let slice = Slice {
        received: NOW - Duration::from_secs(40 * 24 * 3600),
        ..Slice::default()
    };
    slice.store(&archive).unwrap();
    let jobs = archive.jobs();
    let order = disc(Selection::Instances(vec![slice.uid()]));
    let end = async |job, state| match state {
        JobState::Waiting => jobs.release(job, NOW).await,
        JobState::Held => jobs.hold(job, "no medium in the drive", NOW).await,
        _ => jobs.fail(job, "a drive that is broken", NOW).await,
    };
    for state in [JobState::Waiting, JobState::Held, JobState::Failed] {
        let job = jobs.enqueue(&order, NOW).await.unwrap();
        let claim = async || jobs.claim_job(job, "w", NOW).await.unwrap().unwrap();
        claim().await;
        assert_eq!(end(job, state).await.unwrap(), state);
        assert_eq!(jobs.job(job).await.unwrap().state, state);
        if state != JobState::Waiting {
            jobs.retry(job, NOW).await.unwrap();
        }
        claim().await;
        assert_eq!(jobs.cancel(job, NOW).await.unwrap(), JobState::Running);
        let mut news = jobs.subscribe();
        assert_eq!(end(job, state).await.unwrap(), JobState::Cancelled);
        assert_eq!(news.recv().await.unwrap().state, JobState::Cancelled);
        let ended = jobs.job(job).await.unwrap();
        assert_eq!(
            (ended.state, ended.reason.as_str(), ended.cancel_asked),
            (JobState::Cancelled, "", false)
        );
    }
    let rules = RetentionRules {
        max_age: Some(Duration::from_secs(3600)),
        ..RetentionRules::default()
    };
    let report = archive.sweep(&rules, NOW).await.unwrap();
    assert_eq!((report.studies, report.pinned), (1, 0));
}

pub(crate) async fn waiting_jobs_are_read_on_and_open_ones_are_all_found(room: &Room) {
    let archive = room.open().await;
    let jobs = archive.jobs();
    let mut queued = Vec::new();
    for priority in [0, 5, 0, -1, 5] {
        let job = NewJob {
            priority,
            ..disc(Selection::Nothing)
        };
        queued.push(jobs.enqueue(&job, NOW).await.unwrap());
    }
    let (mut last, mut read) = (None, Vec::new());
    for _ in 0..3 {
        let page = jobs.waiting(JobKind::Disc, last.as_ref(), 2).await.unwrap();
        read.extend(page.iter().map(|job| job.id));
        last = page.into_iter().last();
    }
    assert_eq!(read, [1, 4, 0, 2, 3].map(|place| queued[place]));
    let none = jobs.waiting(JobKind::Disc, last.as_ref(), 2).await.unwrap();
    assert_eq!(none, []);
    let claim = async |place: usize| jobs.claim_job(queued[place], "w", NOW).await.unwrap();
    for place in 0..3 {
        claim(place).await.unwrap();
    }
    jobs.finish(queued[0], NOW).await.unwrap();
    jobs.fail(queued[1], "refused", NOW).await.unwrap();
    let open = async |kind, limit| {
        let open = jobs.open(kind, limit).await.unwrap();
        open.into_iter().map(|job| job.id).collect::<Vec<_>>()
    };
    assert_eq!(
        open(JobKind::Disc, 9).await,
        [4, 3, 2, 1].map(|place| queued[place])
    );
    assert_eq!(open(JobKind::Disc, 1).await, [queued[4]]);
    assert_eq!(open(JobKind::Send, 9).await, []);
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

/// What a command does itself pins as well, is nobody's to take, and is over when it dies.
pub(crate) async fn what_is_begun_at_once_is_nobody_elses(room: &Room) {
    let archive = room.open().await;
    let slice = Slice {
        received: NOW - Duration::from_secs(40 * 24 * 3600),
        ..Slice::default()
    };
    slice.store(&archive).unwrap();
    let command = room.open().await;
    let order = disc(Selection::Instances(vec![slice.uid()]));
    let job = command.jobs().begin(&order, "command", NOW).await.unwrap();
    let none = archive.jobs().claim(&[JobKind::Disc], "w", NOW).await;
    assert_eq!(none.unwrap(), None);
    let rules = RetentionRules {
        max_age: Some(Duration::from_secs(3600)),
        ..RetentionRules::default()
    };
    let report = archive.sweep(&rules, NOW).await.unwrap();
    assert_eq!((report.studies, report.pinned), (0, 1));
    command.jobs().finish(job, NOW).await.unwrap();
    let dying = command.jobs().begin(&order, "command", NOW).await.unwrap();
    drop(command);
    let next = room.open().await;
    let state = archive.jobs().job(dying).await.unwrap().state;
    assert_eq!(state, JobState::Cancelled);
    let report = next.sweep(&rules, NOW).await.unwrap();
    assert_eq!((report.studies, report.pinned), (1, 0));
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
    let each = super::studies(&archive, Query::default()).await[0].bytes;
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
    // A further session of a disc has the same UID.
    archive.note_file_set(&made(2, &["1.9"])).await.unwrap();
    assert_eq!(archive.file_sets_with("1.9").await.unwrap().len(), 1);
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

pub(crate) async fn what_stands_on_a_label_finds_its_disc(room: &Room) {
    let archive = room.open().await;
    let jobs = archive.jobs();
    let coded = |code: &str| NewJob {
        code: code.to_owned(),
        ..disc(Selection::Nothing)
    };
    let old = jobs.enqueue(&coded("K7M3PQ"), NOW).await.unwrap();
    let new = jobs.enqueue(&coded("K7M3PQ"), NOW).await.unwrap();
    let other = jobs.enqueue(&coded(""), NOW).await.unwrap();
    let made = MadeFileSet {
        job: other,
        file_set_id: "20260304_0506".to_owned(),
        uid: "2.25.7".to_owned(),
        profile: "STD-GEN-CD".to_owned(),
        created: NOW,
        instances: Vec::new(),
    };
    archive.note_file_set(&made).await.unwrap();
    let labelled = async |text: &str, limit| {
        let found = jobs.labelled(text, limit).await.unwrap();
        found.into_iter().map(|job| job.id).collect::<Vec<_>>()
    };
    assert_eq!(labelled("K7M3PQ", 8).await, [new, old]);
    assert_eq!(labelled("K7M3PQ", 1).await, [new]);
    assert_eq!(labelled("20260304_0506", 8).await, [other]);
    for nothing in ["", "K7M3P", "k7m3pq", "%"] {
        assert_eq!(labelled(nothing, 8).await, []);
    }
    let counts = jobs.counts().await.unwrap();
    assert_eq!(counts, [(JobKind::Disc, JobState::Waiting, 3)]);
}
