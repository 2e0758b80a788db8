//! The films board over a fake of the spool: who sees and does what is written down, and an order
//! is within what printers do.

mod common;

use axum::http::{StatusCode, header};
use common::{Caller, Desk, text};
use filmdesk_archive::desk::{FilmPatient, Role};
use filmdesk_archive::{PatientKey, PatientSummary};
use filmdesk_dataset::text::PersonName;
use filmdesk_web::FilmState;
use serde_json::{Value, json};
use time::OffsetDateTime;

/// A desk with somebody of this role in front of it.
async fn with(role: Role) -> (Desk, Caller) {
    let desk = Desk::new().await;
    let root = desk.administrator().await;
    let caller = desk.signed_in(&root, role).await;
    (desk, caller)
}

/// Job 7 is of a patient.
async fn assign(desk: &Desk) {
    let patient = PatientSummary {
        key: PatientKey(3),
        id: "P2001".to_owned(),
        issuer: String::new(),
        name: PersonName::parse("Li^Na=\u{674e}^\u{5a1c}"),
        birth_date: "19561130".to_owned(),
        sex: "F".to_owned(),
        studies: 1,
    };
    let films = FilmPatient {
        job: "1.2.7".to_owned(),
        patient,
        actor: "chief".to_owned(),
        moment: OffsetDateTime::now_utc(),
    };
    desk.archive.desk().assign_films(&films).await.unwrap();
}

/// The newest event of this action.
async fn event(desk: &Desk, action: &str) -> Option<(Vec<String>, String)> {
    let trail = desk.archive.desk().audit_trail(i64::MAX, 1000).await;
    let mut events = trail.unwrap().into_iter();
    let found = events.find(|event| event.action == action);
    found.map(|event| (event.patients, event.object))
}

async fn json_of(desk: &Desk, caller: &Caller, path: &str) -> Value {
    serde_json::from_str(&text(desk.ask(caller, "GET", path, "").await).await).unwrap()
}

#[tokio::test]
async fn a_page_has_so_many_jobs_and_says_where_it_goes_on() {
    let (desk, caller) = with(Role::Desk).await;
    desk.films().fill(30);
    let page = text(desk.ask(&caller, "GET", "/films", "").await).await;
    assert_eq!(page.matches("class=\"film-job ").count(), 20);
    assert!(page.contains("/films?before=18"), "{page}");
    let older = text(desk.ask(&caller, "GET", "/films?before=18", "").await).await;
    assert_eq!(older.matches("class=\"film-job ").count(), 12);
    assert!(!older.contains("id=\"older\"") && older.contains("as the console says"));
    let api = json_of(&desk, &caller, "/api/v1/films").await;
    assert_eq!(
        (api[0]["number"].as_u64(), api.as_array().unwrap().len()),
        (Some(37), 20)
    );
}

#[tokio::test]
async fn who_looks_at_a_patients_films_is_written_down() {
    let (desk, caller) = with(Role::Radiographer).await;
    assign(&desk).await;
    let patient = vec!["P2001".to_owned()];
    for (path, action) in [
        ("/films", "list-films"),
        ("/films/7", "open-films"),
        ("/films/7/1/preview", "open-films"),
        ("/films/7/pdf", "download-films"),
        ("/api/v1/films/7/2/tiff", "download-films"),
        ("/api/v1/films", "list-films"),
    ] {
        let answer = desk.ask(&caller, "GET", path, "").await;
        assert_eq!(answer.status(), StatusCode::OK, "{path}");
        assert_eq!(event(&desk, action).await.unwrap().0, patient, "{path}");
    }
    let page = text(desk.ask(&caller, "GET", "/films/7", "").await).await;
    assert!(
        page.contains("\u{674e}\u{5a1c}") && page.contains("1956-11-30"),
        "{page}"
    );
}

#[tokio::test]
async fn a_film_comes_as_its_printer_draws_it_and_a_thumbnail_once() {
    let (desk, caller) = with(Role::Desk).await;
    for (path, drawn) in [
        ("/films/7/2/thumbnail", "Preview(1, 200)"),
        ("/films/7/1/preview", "Preview(0, 1600)"),
        ("/films/7/1/close", "Preview(0, 4096)"),
        ("/films/7/2/png", "Png(1)"),
        ("/films/7/pdf", "Pdf"),
    ] {
        assert_eq!(text(desk.ask(&caller, "GET", path, "").await).await, drawn);
    }
    let missing = desk.status(&caller, "GET", "/films/7/0/png", "").await;
    assert_eq!(missing, StatusCode::NOT_FOUND);
    let gone = desk.status(&caller, "GET", "/films/6/1/png", "").await;
    assert_eq!(gone, StatusCode::CONFLICT);
    let page = text(desk.ask(&caller, "GET", "/films/6", "").await).await;
    assert!(page.contains("no longer kept") && !page.contains("id=\"film\""));
    // Job 7 is remembered in small.
    desk.films().jobs.lock().unwrap()[1].is_kept = false;
    let known = desk
        .status(&caller, "GET", "/films/7/2/thumbnail", "")
        .await;
    assert_eq!(known, StatusCode::OK);
}

#[tokio::test]
async fn a_job_is_held_moved_released_and_given_up() {
    let (desk, caller) = with(Role::Desk).await;
    let state = || desk.films().jobs.lock().unwrap()[1].state;
    for (path, body, action, then) in [
        ("/films/7/hold", "", "hold-films", FilmState::Held),
        (
            "/films/7/move",
            "printer=OTHER",
            "move-films",
            FilmState::Held,
        ),
        ("/films/7/release", "", "release-films", FilmState::Waiting),
        ("/films/7/cancel", "", "cancel-films", FilmState::Cancelled),
    ] {
        let answer = desk.ask(&caller, "POST", path, body).await;
        assert_eq!(answer.headers()[header::LOCATION], "/films/7", "{path}");
        assert_eq!(state(), then, "{path}");
        let (patients, object) = event(&desk, action).await.unwrap();
        assert_eq!(
            (patients, object.as_str()),
            (vec!["P1001".to_owned()], "film job 0007")
        );
    }
    assert_eq!(desk.films().jobs.lock().unwrap()[1].printer, "OTHER");
    let late = desk.ask(&caller, "POST", "/films/7/hold", "").await;
    assert_eq!(late.status(), StatusCode::CONFLICT);
    assert!(text(late).await.contains("The job no longer waits"));
}

#[tokio::test]
async fn films_are_printed_again_for_the_same_patient_within_bounds() {
    let (desk, caller) = with(Role::Desk).await;
    assign(&desk).await;
    let again = json!({ "printer": "OTHER", "copies": 99 }).to_string();
    let answer = desk
        .ask(&caller, "POST", "/api/v1/films/7/print", &again)
        .await;
    assert_eq!(answer.status(), StatusCode::CREATED);
    let made: Value = serde_json::from_str(&text(answer).await).unwrap();
    assert_eq!(made["number"], 8);
    assert_eq!(
        (&made["copies"], &made["printer"]),
        (&json!(5), &json!("OTHER"))
    );
    assert_eq!(made["patient_id"], "P2001");
    let nowhere = json!({ "printer": "NOWHERE" }).to_string();
    let answer = desk
        .ask(&caller, "POST", "/api/v1/films/7/print", &nowhere)
        .await;
    assert_eq!(answer.status(), StatusCode::CONFLICT);
}

#[tokio::test]
async fn an_assignment_can_be_taken_back_and_none_is_made_up() {
    let (desk, caller) = with(Role::Desk).await;
    assign(&desk).await;
    let back = desk.status(&caller, "POST", "/films/7/take-back", "").await;
    assert_eq!(back, StatusCode::SEE_OTHER);
    assert_eq!(event(&desk, "take-back-films").await.unwrap().0, ["P2001"]);
    let api = json_of(&desk, &caller, "/api/v1/films/7").await;
    assert_eq!(
        (&api["patient"], &api["patient_id"]),
        (&Value::Null, &json!("P1001"))
    );
    let twice = desk.status(&caller, "POST", "/films/7/take-back", "").await;
    assert_eq!(twice, StatusCode::NOT_FOUND);
    // Nobody has this key, and what is nobody's goes on no disc.
    let nobody = desk
        .status(&caller, "POST", "/films/7/assign", "patient=12")
        .await;
    assert_eq!(nobody, StatusCode::NOT_FOUND);
    let disc = desk.status(&caller, "POST", "/films/7/disc", "").await;
    assert_eq!(disc, StatusCode::CONFLICT);
    assert!(desk.films().kept.lock().unwrap().is_empty());
}

#[tokio::test]
async fn a_page_is_told_only_what_it_does_not_know() {
    let (desk, caller) = with(Role::Desk).await;
    let part = text(desk.ask(&caller, "GET", "/films/7/state", "").await).await;
    let at = part.find("known=").unwrap() + "known=".len();
    let path = format!("/films/7/state?known={}", &part[at..at + 12]);
    let same = desk.status(&caller, "GET", &path, "").await;
    assert_eq!(same, StatusCode::NO_CONTENT);
    desk.films().jobs.lock().unwrap()[1].trouble = Some("COVER OPEN");
    let other = text(desk.ask(&caller, "GET", &path, "").await).await;
    assert!(other.contains("A cover of the printer is open."), "{other}");
}
