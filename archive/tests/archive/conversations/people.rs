//! Users of the desk, and their sessions.

use filmdesk_archive::desk::{AuditEvent, DeskError, HandOver, Role};
use filmdesk_archive::{ArchiveError, ConflictId, JobId, JobState, Selection};
use time::Duration;

use super::jobs::disc;
use crate::room::{NOW, Room};

/// Guesses that come side by side.
const GUESSES: u32 = 16;

/// Locked for a minute with the third wrong password in a row.
fn lock_after(failures: u32) -> Option<Duration> {
    (failures >= 3).then_some(Duration::MINUTE)
}

pub(crate) async fn guesses_at_once_are_no_more_than_one_by_one(room: &Room) {
    let archive = room.open().await;
    let desk = archive.desk();
    let user = desk
        .add_user("Wang", Role::Desk, "hash", NOW)
        .await
        .unwrap();
    let guesses: Vec<_> = (0..GUESSES)
        .map(|_| {
            let archive = archive.clone();
            tokio::spawn(async move { archive.desk().may_try(user, NOW, lock_after).await })
        })
        .collect();
    let mut looked_at = 0;
    for guess in guesses {
        looked_at += u32::from(guess.await.unwrap().unwrap());
    }
    assert_eq!(looked_at, 3);
    let later = NOW + Duration::MINUTE;
    assert!(desk.may_try(user, later, lock_after).await.unwrap());
    assert!(!desk.may_try(user, later, lock_after).await.unwrap());
    desk.forget_failures(user).await.unwrap();
    assert!(desk.may_try(user, later, lock_after).await.unwrap());
}

pub(crate) async fn a_session_that_nobody_uses_ends(room: &Room) {
    let archive = room.open().await;
    let desk = archive.desk();
    let user = desk
        .add_user("Wang", Role::Desk, "hash", NOW)
        .await
        .unwrap();
    let (key, idle) = ([7; 32], Duration::minutes(60));
    let ends = NOW + Duration::hours(12);
    desk.open_session(&key, user, NOW, ends, "e30.e30.AA")
        .await
        .unwrap();
    let is_there = async |minutes: i64, is_use: bool| {
        let now = NOW + Duration::minutes(minutes);
        let found = desk.session(&key, now, idle, is_use).await.unwrap();
        found.is_some_and(|found| found.name == "wang")
    };
    // A page that asks by itself does not prolong it; a person does.
    assert!(is_there(50, false).await);
    assert!(is_there(59, true).await);
    assert!(is_there(110, false).await);
    assert!(!is_there(120, true).await);
    // It goes with the token of its user's provider, which signing out there needs, once.
    assert_eq!(desk.close_session(&key).await.unwrap(), "e30.e30.AA");
    assert_eq!(desk.close_session(&key).await.unwrap(), "");
}

pub(crate) async fn a_disc_is_handed_over_once(room: &Room) {
    let archive = room.open().await;
    let (desk, job) = (archive.desk(), JobId(7));
    for tries in 1..=3 {
        assert_eq!(desk.count_code(job).await.unwrap(), tries);
    }
    assert_eq!(desk.handed_over(job).await.unwrap(), None);
    let given = HandOver {
        actor: "wang".to_owned(),
        taker: "李娜".to_owned(),
        moment: NOW,
        is_signed: true,
    };
    desk.hand_over(job, &given, b"png").await.unwrap();
    let other = HandOver {
        taker: "Doe".to_owned(),
        ..given.clone()
    };
    let again = desk.hand_over(job, &other, b"").await;
    assert!(matches!(again, Err(DeskError::HandedOver)));
    assert_eq!(desk.handed_over(job).await.unwrap(), Some(given));
    assert_eq!(desk.signature(job).await.unwrap().unwrap(), b"png");
    // Another one without a signature.
    desk.hand_over(JobId(8), &other, b"").await.unwrap();
    let found = desk.handed_over(JobId(8)).await.unwrap().unwrap();
    assert!(!found.is_signed);
    assert_eq!(desk.signature(JobId(8)).await.unwrap(), None);
}

fn event(action: &str, object: impl std::fmt::Display) -> AuditEvent {
    AuditEvent {
        id: 0,
        moment: NOW,
        actor: "chief".to_owned(),
        address: "192.0.2.1".to_owned(),
        action: action.to_owned(),
        is_success: true,
        patients: vec!["P1".to_owned()],
        object: object.to_string(),
    }
}

/// What is refused leaves nothing in the trail, and what is done stands there once.
pub(crate) async fn a_deed_and_its_entry_are_there_together(room: &Room) {
    let archive = room.open().await;
    let (desk, jobs) = (archive.desk(), archive.jobs());
    let add = async || {
        let desk = desk.noting(event("add-user", "wang"));
        desk.add_user("Wang", Role::Desk, "hash", NOW).await
    };
    add().await.unwrap();
    assert!(matches!(add().await, Err(DeskError::NameTaken)));

    let note = |id: JobId| vec![event("order", id), event("send", id)];
    let order = disc(Selection::Nothing);
    let job = jobs.enqueue_noted(&order, NOW, note).await.unwrap();
    let nothing = disc(Selection::Instances(vec!["1.2.3".to_owned()]));
    let refused = jobs.enqueue_noted(&nothing, NOW, note).await;
    assert!(matches!(refused, Err(ArchiveError::NotThere { .. })));

    jobs.claim_job(job, "w", NOW).await.unwrap().unwrap();
    let cancel = async || jobs.noting(event("cancel-job", job)).cancel(job, NOW).await;
    assert_eq!(cancel().await.unwrap(), JobState::Running);
    jobs.cancelled(job, NOW).await.unwrap();
    assert!(cancel().await.is_err(), "it is over");
    let retried = jobs.noting(event("retry-job", job)).retry(job, NOW).await;
    assert!(retried.is_err(), "it is over");

    let given = HandOver {
        actor: "chief".to_owned(),
        taker: String::new(),
        moment: NOW,
        is_signed: false,
    };
    let hand_over = async || {
        let desk = desk.noting(event("hand-over", job));
        desk.hand_over(job, &given, b"").await
    };
    hand_over().await.unwrap();
    assert!(matches!(hand_over().await, Err(DeskError::HandedOver)));
    let back = desk.noting(event("take-back-films", "1.2"));
    assert!(matches!(
        back.take_back_films("1.2").await,
        Err(DeskError::NotThere)
    ));
    let dismissed = archive.dismiss_noted(ConflictId(9), event("dismiss-conflict", 9));
    assert!(dismissed.await.is_err());

    let trail = desk.audit_trail(i64::MAX, 100).await.unwrap();
    let told: Vec<_> = trail
        .iter()
        .map(|event| (event.action.as_str(), event.object.clone()))
        .collect();
    let id = job.to_string();
    let expected = [
        ("hand-over", id.clone()),
        ("cancel-job", id.clone()),
        ("send", id.clone()),
        ("order", id),
        ("add-user", "wang".to_owned()),
    ];
    assert_eq!(told, expected);
}
