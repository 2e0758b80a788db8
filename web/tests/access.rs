//! The table of routes as strangers, roles and forgers meet it: no page without its role, no
//! change without a token, no guessing.

mod common;

use std::collections::BTreeSet;

use axum::body::Body;
use axum::http::{Response, StatusCode, header};
use common::{Caller, Desk, PASSWORD, text};
use filmdesk_archive::desk::Role;
use filmdesk_web::routes::{self, Access, Route};
use serde_json::Value;

/// A path with numbers in the place of its parameters.
fn path_of(route: &Route) -> String {
    let part = |part: &str| match part {
        "{file}" => "desk.css".to_owned(),
        "{number}" => "1".to_owned(),
        "{*path}" => "INDEX.HTM".to_owned(),
        part if part.starts_with('{') => "999999".to_owned(),
        part => part.to_owned(),
    };
    route
        .path
        .split('/')
        .map(part)
        .collect::<Vec<_>>()
        .join("/")
}

/// Whether the door was shut.
fn is_refused(status: StatusCode, answer: &Response<Body>) -> bool {
    let to_login = answer
        .headers()
        .get(header::LOCATION)
        .is_some_and(|to| to.as_bytes().starts_with(b"/login"));
    status == StatusCode::FORBIDDEN || status == StatusCode::UNAUTHORIZED || to_login
}

#[tokio::test]
async fn no_route_answers_without_its_role() {
    let desk = Desk::new().await;
    let root = desk.administrator().await;
    for role in Role::ALL {
        let caller = desk.signed_in(&root, role).await;
        for route in routes::all() {
            let Access::Roles(roles) = route.access else {
                continue;
            };
            // These end the session that asks, or its rights.
            if matches!(route.path, "/logout") {
                continue;
            }
            let path = path_of(route);
            let stranger = desk.ask(&Caller::default(), route.method, &path, "").await;
            assert!(
                is_refused(stranger.status(), &stranger),
                "{path} for nobody: {}",
                stranger.status()
            );
            let answer = desk.ask(&caller, route.method, &path, "").await;
            let is_allowed = roles.contains(&role);
            assert_eq!(
                answer.status() != StatusCode::FORBIDDEN,
                is_allowed,
                "{} {path} for {role:?}",
                route.method
            );
            assert_ne!(
                answer.status(),
                StatusCode::INTERNAL_SERVER_ERROR,
                "{} {path}",
                route.method
            );
        }
    }
    let trail = desk
        .archive
        .desk()
        .audit_trail(i64::MAX, 1000)
        .await
        .unwrap();
    assert!(
        trail
            .iter()
            .any(|event| event.action == "refuse" && event.actor == "auditor1")
    );
}

#[tokio::test]
async fn every_answer_forbids_what_is_not_ours() {
    let desk = Desk::new().await;
    for path in ["/login", "/static/desk.css", "/health", "/api/v1/jobs"] {
        let answer = desk.ask(&Caller::default(), "GET", path, "").await;
        let policy = answer.headers()["content-security-policy"]
            .to_str()
            .unwrap();
        assert!(
            policy.starts_with("default-src 'none'") && !policy.contains("unsafe"),
            "{path}"
        );
        assert_eq!(answer.headers()["x-content-type-options"], "nosniff");
    }
}

#[tokio::test]
async fn a_change_needs_the_token_of_our_page() {
    let desk = Desk::new().await;
    let root = desk.administrator().await;
    let user = |name: &str| format!(r#"{{"name":"{name}","role":"desk","password":"{PASSWORD}"}}"#);
    let add = |caller: Caller, name: &'static str| {
        let desk = &desk;
        async move {
            desk.status(&caller, "POST", "/api/v1/users", &user(name))
                .await
        }
    };
    let without = Caller {
        csrf: String::new(),
        ..root.clone()
    };
    assert_eq!(add(without, "forged").await, StatusCode::FORBIDDEN);
    let other = Caller {
        csrf: "0".repeat(64),
        ..root.clone()
    };
    assert_eq!(add(other, "forged").await, StatusCode::FORBIDDEN);
    assert_eq!(add(root.clone(), "own").await, StatusCode::CREATED);
    let names: BTreeSet<String> = desk
        .archive
        .desk()
        .users()
        .await
        .unwrap()
        .into_iter()
        .map(|user| user.name)
        .collect();
    assert_eq!(names, BTreeSet::from(["root".to_owned(), "own".to_owned()]));
}

#[tokio::test]
async fn set_up_works_once_and_from_this_machine_alone() {
    let desk = Desk::new().await;
    let elsewhere = Caller {
        address: Some(([192, 0, 2, 1], 40_000).into()),
        ..Caller::default()
    };
    for path in ["/login", desk.set_up.as_str(), "/"] {
        assert_eq!(
            desk.status(&elsewhere, "GET", path, "").await,
            StatusCode::FORBIDDEN,
            "{path}"
        );
    }
    assert_eq!(
        desk.status(&elsewhere, "GET", "/health", "").await,
        StatusCode::OK
    );
    let wrong = desk
        .status(&Caller::default(), "GET", "/setup?key=0", "")
        .await;
    assert_eq!(wrong, StatusCode::CONFLICT);
    assert_eq!(
        desk.status(&Caller::default(), "GET", &desk.set_up, "")
            .await,
        StatusCode::OK
    );
    desk.administrator().await;
    assert_eq!(
        desk.status(&Caller::default(), "GET", &desk.set_up, "")
            .await,
        StatusCode::NOT_FOUND
    );
    assert_eq!(
        desk.status(&elsewhere, "GET", "/login", "").await,
        StatusCode::OK
    );
}

#[tokio::test]
async fn a_guesser_is_locked_out_and_the_user_with_him() {
    let desk = Desk::new().await;
    let root = desk.administrator().await;
    desk.signed_in(&root, Role::Desk).await;
    let mut statuses = Vec::new();
    for guess in 0..8 {
        statuses.push(
            desk.sign_in("desk1", &format!("guess number {guess}"))
                .await
                .status(),
        );
    }
    assert_eq!(statuses[..6], [StatusCode::UNAUTHORIZED; 6]);
    assert_eq!(statuses[6..], [StatusCode::TOO_MANY_REQUESTS; 2]);
    // The right password is not looked at now; another user is.
    assert_eq!(
        desk.sign_in("desk1", PASSWORD).await.status(),
        StatusCode::TOO_MANY_REQUESTS
    );
    assert_eq!(
        desk.sign_in("root", PASSWORD).await.status(),
        StatusCode::SEE_OTHER
    );
    // An administrator lets them in again.
    let users = desk.archive.desk().users().await.unwrap();
    let id = users.iter().find(|user| user.name == "desk1").unwrap().id;
    let path = format!("/api/v1/users/{}", id.0);
    let rights = r#"{"role":"desk","is_disabled":false}"#;
    assert_eq!(
        desk.status(&root, "POST", &path, rights).await,
        StatusCode::OK
    );
    assert_eq!(
        desk.sign_in("desk1", PASSWORD).await.status(),
        StatusCode::SEE_OTHER
    );
}

#[tokio::test]
async fn guesses_side_by_side_are_counted_each() {
    let desk = Desk::new().await;
    desk.administrator().await;
    let guesses = (0..12).map(|guess| {
        let desk = &desk;
        async move {
            desk.sign_in("root", &format!("guess number {guess}"))
                .await
                .status()
        }
    });
    let statuses = futures_util::future::join_all(guesses).await;
    assert!(
        statuses
            .iter()
            .all(|status| *status != StatusCode::SEE_OTHER)
    );
    // No more are looked at than of those one after another.
    let looked_at = statuses
        .iter()
        .filter(|status| **status == StatusCode::UNAUTHORIZED);
    assert_eq!(looked_at.count(), 6);
    assert_eq!(
        desk.sign_in("root", PASSWORD).await.status(),
        StatusCode::TOO_MANY_REQUESTS
    );
}

#[tokio::test]
async fn a_token_has_its_role_until_it_is_revoked() {
    let desk = Desk::new().await;
    let root = desk.administrator().await;
    let page = text(
        desk.ask(&root, "POST", "/tokens", "name=ris&role=desk")
            .await,
    )
    .await;
    let at = page.find("<code id=\"token\">").unwrap() + "<code id=\"token\">".len();
    let ris = Caller {
        token: page[at..at + 64].to_owned(),
        ..Caller::default()
    };
    assert_eq!(
        desk.status(&ris, "GET", "/api/v1/jobs", "").await,
        StatusCode::OK
    );
    assert_eq!(
        desk.status(&ris, "GET", "/api/v1/users", "").await,
        StatusCode::FORBIDDEN
    );
    let token = desk.archive.desk().tokens().await.unwrap()[0].id.0;
    let revoked = desk
        .status(&root, "POST", &format!("/tokens/{token}/revoke"), "")
        .await;
    assert_eq!(revoked, StatusCode::SEE_OTHER);
    assert_eq!(
        desk.status(&ris, "GET", "/api/v1/jobs", "").await,
        StatusCode::UNAUTHORIZED
    );
}

#[tokio::test]
async fn programs_do_what_the_pages_of_access_do() {
    let desk = Desk::new().await;
    let root = desk.administrator().await;
    let clerk = desk.signed_in(&root, Role::Desk).await;
    let post =
        async |caller: &Caller, path: &str, body: &str| desk.ask(caller, "POST", path, body).await;
    let body = r#"{"name":"ris","role":"administrator"}"#;
    let made = text(post(&root, "/api/v1/tokens", body).await).await;
    let made: Value = serde_json::from_str(&made).unwrap();
    let program = Caller {
        token: made["token"].as_str().unwrap().to_owned(),
        ..Caller::default()
    };
    let listed = text(desk.ask(&program, "GET", "/api/v1/tokens", "").await).await;
    assert!(listed.contains("\"ris\"") && !listed.contains(&program.token));

    let users = desk.archive.desk().users().await.unwrap();
    let user = users.iter().find(|user| user.name == "desk1").unwrap().id.0;
    let path = format!("/api/v1/users/{user}/password");
    let short = post(&program, &path, r#"{"password":"short"}"#).await;
    assert_eq!(short.status(), StatusCode::UNPROCESSABLE_ENTITY);
    let set = post(&program, &path, r#"{"password":"another long one"}"#).await;
    assert_eq!(set.status(), StatusCode::NO_CONTENT);
    let ended = desk.status(&clerk, "GET", "/api/v1/jobs", "").await;
    assert_eq!(ended, StatusCode::UNAUTHORIZED, "sessions end with it");

    let own = "/api/v1/account/password";
    let change = |now: &str| format!(r#"{{"now":"{now}","new":"a third long one"}}"#);
    let of_program = post(&program, own, &change(PASSWORD)).await;
    assert_eq!(of_program.status(), StatusCode::FORBIDDEN, "it has none");
    let wrong = post(&root, own, &change("not this one")).await;
    assert_eq!(wrong.status(), StatusCode::UNPROCESSABLE_ENTITY);
    let changed = post(&root, own, &change(PASSWORD)).await;
    assert_eq!(changed.status(), StatusCode::NO_CONTENT);
    let answer = desk.sign_in("root", "a third long one").await;
    assert_eq!(answer.status(), StatusCode::SEE_OTHER);

    let revoke = format!("/api/v1/tokens/{}/revoke", made["id"]);
    let revoked = post(&program, &revoke, "").await;
    assert_eq!(revoked.status(), StatusCode::NO_CONTENT);
    let gone = desk.status(&program, "GET", "/api/v1/tokens", "").await;
    assert_eq!(gone, StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn the_last_administrator_stays() {
    let desk = Desk::new().await;
    let root = desk.administrator().await;
    let id = desk.archive.desk().users().await.unwrap()[0].id.0;
    let rights = r#"{"role":"desk","is_disabled":false}"#;
    let answer = desk
        .status(&root, "POST", &format!("/api/v1/users/{id}"), rights)
        .await;
    assert_eq!(answer, StatusCode::CONFLICT);
    assert_eq!(
        desk.status(&root, "GET", "/users", "").await,
        StatusCode::OK
    );
}

#[tokio::test]
async fn a_session_ends_with_sign_out_and_with_lost_rights() {
    let desk = Desk::new().await;
    let root = desk.administrator().await;
    let caller = desk.signed_in(&root, Role::Desk).await;
    assert_eq!(
        desk.status(&caller, "GET", "/account", "").await,
        StatusCode::OK
    );
    desk.ask(&caller, "POST", "/logout", "").await;
    assert_eq!(
        desk.status(&caller, "GET", "/account", "").await,
        StatusCode::SEE_OTHER
    );
    let again = desk.sign_in("desk1", PASSWORD).await;
    let caller = desk.with_csrf(&again).await;
    let users = desk.archive.desk().users().await.unwrap();
    let id = users.iter().find(|user| user.name == "desk1").unwrap().id.0;
    let rights = r#"{"role":"desk","is_disabled":true}"#;
    desk.ask(&root, "POST", &format!("/api/v1/users/{id}"), rights)
        .await;
    assert_eq!(
        desk.status(&caller, "GET", "/account", "").await,
        StatusCode::SEE_OTHER
    );
    assert_eq!(
        desk.sign_in("desk1", PASSWORD).await.status(),
        StatusCode::UNAUTHORIZED
    );
}

#[tokio::test]
async fn every_page_is_there_in_both_languages() {
    let desk = Desk::new().await;
    let root = desk.administrator().await;
    for (code, word) in [("en", "Audit trail"), ("zh-Hans", "审计记录")] {
        let caller = Caller {
            cookie: format!("{}; language={code}", root.cookie),
            ..root.clone()
        };
        for path in [
            "/",
            "/films",
            "/films/7",
            "/users",
            "/tokens",
            "/audit",
            "/account",
            "/recordings",
        ] {
            let page = text(desk.ask(&caller, "GET", path, "").await).await;
            assert!(
                page.contains(word) && page.contains(&format!("<html lang=\"{code}\"")),
                "{path} {code}"
            );
        }
    }
    let away = desk
        .ask(&root, "GET", "/language?to=zh&back=//elsewhere", "")
        .await;
    assert_eq!(away.headers()[header::LOCATION], "/");
}

#[tokio::test]
async fn the_document_names_every_call_of_the_table() {
    let desk = Desk::new().await;
    let root = desk.administrator().await;
    let document = text(desk.ask(&root, "GET", "/api/v1/openapi.json", "").await).await;
    let document: Value = serde_json::from_str(&document).unwrap();
    for route in routes::all().filter(|route| route.is_api()) {
        let operation = &document["paths"][route.path][route.method.to_ascii_lowercase()];
        assert!(
            operation["operationId"].is_string(),
            "{} {}",
            route.method,
            route.path
        );
    }
    let schemas = document["components"]["schemas"].as_object().unwrap();
    assert!(schemas.values().all(Value::is_object));
}
