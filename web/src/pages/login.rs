//! Signing in and out, and the choice of a language.

use askama::Template;
use axum::extract::{Query, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use filmdesk_archive::desk::User;
use serde::Deserialize;

use super::form::Fields;
use super::shell::Shell;
use crate::access::{Key, LONGEST_SESSION, Visitor, Who};
use crate::audit::{Action, Deed};
use crate::respond::{Failure, see_other, whole};
use crate::{App, language, lockout, password, words};

/// A choice of language lasts a year.
const REMEMBERED: &str = "31536000";

#[derive(Template)]
#[template(path = "login.html")]
struct LoginPage<'a> {
    shell: Shell,
    name: &'a str,
    message: &'a str,
    is_set_up: bool,
}

async fn login_page(
    app: &App,
    visitor: &Visitor,
    name: &str,
    message: &str,
) -> Result<Response, Failure> {
    Ok(whole(&LoginPage {
        shell: Shell::of(visitor, "/login"),
        name,
        message,
        is_set_up: app.archive().desk().has_administrator().await?,
    }))
}

/// GET /login
pub(crate) async fn page(State(app): State<App>, visitor: Visitor) -> Result<Response, Failure> {
    login_page(&app, &visitor, "", "").await
}

/// POST /login
pub(crate) async fn sign_in(
    State(app): State<App>,
    visitor: Visitor,
    fields: Fields,
) -> Result<Response, Failure> {
    let name = fields.text("name").trim().to_lowercase();
    match check(&app, &visitor, &name, fields.text("password")).await? {
        Checked::Right(user) => open(&app, &visitor, &user).await,
        Checked::Wrong => {
            let words = visitor.words;
            refused(
                &app,
                &visitor,
                &name,
                StatusCode::UNAUTHORIZED,
                words.access.sign_in_wrong,
            )
            .await
        }
        Checked::Locked => {
            let words = visitor.words;
            refused(
                &app,
                &visitor,
                &name,
                StatusCode::TOO_MANY_REQUESTS,
                words.access.sign_in_locked,
            )
            .await
        }
    }
}

/// What became of a name and a password.
enum Checked {
    Right(Box<User>),
    Wrong,
    Locked,
}

/// Looks at a password, unless there were too many wrong ones.
async fn check(
    app: &App,
    visitor: &Visitor,
    name: &str,
    password: &str,
) -> Result<Checked, Failure> {
    let (desk, now) = (app.archive().desk(), app.now());
    // A try counts as wrong before the password is looked at: of guesses that come side by side
    // no more are looked at than of those one after another.
    if !app.inner.lockout.may_try(visitor.address, now) {
        return Ok(Checked::Locked);
    }
    let user = desk
        .user_named(name)
        .await?
        .filter(|user| !user.is_disabled);
    if let Some(user) = &user
        && !desk.may_try(user.id, now, lockout::lock_after).await?
    {
        return Ok(Checked::Locked);
    }
    let is_possible = password.len() <= password::LONGEST;
    let hash = user.as_ref().map(|user| user.password.clone());
    let is_right = is_possible && app.inner.hashing.verify(password.to_owned(), hash).await;
    match user {
        Some(user) if is_right => {
            desk.forget_failures(user.id).await?;
            app.inner.lockout.was_right(visitor.address);
            Ok(Checked::Right(Box::new(user)))
        }
        _ => Ok(Checked::Wrong),
    }
}

async fn refused(
    app: &App,
    visitor: &Visitor,
    name: &str,
    status: StatusCode,
    message: &str,
) -> Result<Response, Failure> {
    app.inner.counters.sign_in_failed();
    let named: String = name.chars().take(64).collect();
    app.note_by(named.clone(), visitor, Deed::refused(Action::SignIn))
        .await?;
    let mut response = login_page(app, visitor, &named, message).await?;
    *response.status_mut() = status;
    Ok(response)
}

/// Opens a session and goes to the desk.
pub(super) async fn open(app: &App, visitor: &Visitor, user: &User) -> Result<Response, Failure> {
    let (key, now) = (Key::random()?, app.now());
    let desk = app.archive().desk();
    desk.open_session(&key.hash(), user.id, now, now + LONGEST_SESSION)
        .await?;
    app.note_by(user.name.clone(), visitor, Deed::done(Action::SignIn))
        .await?;
    with_cookie(see_other("/"), &visitor.cookie(&key))
}

fn with_cookie(mut response: Response, cookie: &str) -> Result<Response, Failure> {
    let value = HeaderValue::from_str(cookie).map_err(Failure::bug)?;
    response.headers_mut().append(header::SET_COOKIE, value);
    Ok(response)
}

/// POST /logout
pub(crate) async fn sign_out(
    State(app): State<App>,
    visitor: Visitor,
) -> Result<Response, Failure> {
    if let Who::User { key, .. } = &visitor.who {
        app.archive().desk().close_session(&key.hash()).await?;
        app.note(&visitor, Deed::done(Action::SignOut)).await?;
    }
    with_cookie(see_other("/login"), &visitor.no_cookie())
}

/// A choice of language.
#[derive(Deserialize)]
pub(crate) struct Choice {
    to: String,
    #[serde(default)]
    back: String,
}

/// GET /language
pub(crate) async fn language(Query(choice): Query<Choice>) -> Result<Response, Failure> {
    let words = words::find(&choice.to).ok_or(Failure::NotFound)?;
    let back = if is_ours(&choice.back) {
        &choice.back
    } else {
        "/"
    };
    let cookie = format!(
        "{}={}; Path=/; SameSite=Strict; Max-Age={REMEMBERED}",
        language::COOKIE,
        words.code
    );
    let target = HeaderValue::from_str(back).map_err(|_| Failure::NotFound)?;
    let answer = (StatusCode::SEE_OTHER, [(header::LOCATION, target)]).into_response();
    with_cookie(answer, &cookie)
}

/// Whether this is a page of ours: never `//elsewhere`, also not with what browsers take for a
/// slash (`\\`) or leave out (tabs).
fn is_ours(path: &str) -> bool {
    path.starts_with('/')
        && !path.starts_with("//")
        && !path.contains(|c: char| c == '\\' || c.is_control())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_choice_of_language_leads_to_our_pages_only() {
        assert!(is_ours("/films?q=1"));
        for elsewhere in [
            "",
            "films",
            "//evil.example",
            "/\\evil.example",
            "/\t/evil.example",
        ] {
            assert!(!is_ours(elsewhere), "{elsewhere:?}");
        }
    }
}
