//! Signing in and out, and the choice of a language.

use askama::Template;
use axum::extract::{Query, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use filmdesk_archive::desk::User;
use serde::Deserialize;
use url::form_urlencoded::byte_serialize;

use super::form::Fields;
use super::openid;
use super::shell::Shell;
use crate::access::{Key, LONGEST_SESSION, Visitor, Who};
use crate::audit::{Action, Deed};
use crate::respond::{Failure, see_other, whole};
use crate::{App, language, lockout, password, words};

/// A choice of language lasts a year.
const REMEMBERED: &str = "31536000";
/// Bytes of a page's path: ours have fewer.
const LONGEST_PATH: usize = 2048;

#[derive(Template)]
#[template(path = "login.html")]
struct LoginPage<'a> {
    shell: Shell,
    name: &'a str,
    message: &'a str,
    back: &'a str,
    /// Whether there is anybody with a password.
    is_set_up: bool,
    /// Whether a password is taken from this computer.
    takes_passwords: bool,
    /// What the OpenID provider is called.
    provider: Option<String>,
}

/// What stands on the page.
#[derive(Default)]
struct Tried<'a> {
    name: &'a str,
    message: &'a str,
    back: &'a str,
}

async fn login_page(app: &App, visitor: &Visitor, tried: Tried<'_>) -> Result<Response, Failure> {
    let provider = app.settings().openid;
    Ok(whole(&LoginPage {
        shell: Shell::of(visitor, "/login"),
        name: tried.name,
        message: tried.message,
        back: tried.back,
        is_set_up: app.archive().desk().has_administrator().await?,
        takes_passwords: takes_passwords(app, visitor),
        provider: provider.map(|provider| provider.name.clone()),
    }))
}

/// Where everybody has an account of the provider, passwords of the desk are for this computer:
/// nobody is locked out while the provider is away.
fn takes_passwords(app: &App, visitor: &Visitor) -> bool {
    let provider = app.settings().openid;
    visitor.address.is_loopback() || provider.is_none_or(|provider| provider.local_users)
}

/// The page with what went wrong elsewhere.
pub(super) async fn told(
    app: &App,
    visitor: &Visitor,
    status: StatusCode,
    message: &str,
) -> Result<Response, Failure> {
    let tried = Tried {
        message,
        ..Tried::default()
    };
    let mut response = login_page(app, visitor, tried).await?;
    *response.status_mut() = status;
    Ok(response)
}

/// The page that was asked for.
#[derive(Deserialize)]
pub(crate) struct Back {
    #[serde(default)]
    back: String,
}

/// GET /login
pub(crate) async fn page(
    State(app): State<App>,
    visitor: Visitor,
    Query(asked): Query<Back>,
) -> Result<Response, Failure> {
    let tried = Tried {
        back: ours(&asked.back),
        ..Tried::default()
    };
    login_page(&app, &visitor, tried).await
}

/// The way to this page, and back to the one that was asked for.
pub(crate) fn way_in(page: &str) -> String {
    match ours(page) {
        "/" => "/login".to_owned(),
        page => format!(
            "/login?back={}",
            byte_serialize(page.as_bytes()).collect::<String>()
        ),
    }
}

/// POST /login
pub(crate) async fn sign_in(
    State(app): State<App>,
    visitor: Visitor,
    fields: Fields,
) -> Result<Response, Failure> {
    let name = fields.text("name").trim().to_lowercase();
    let (words, back) = (&visitor.words.access, ours(fields.text("back")));
    let checked = match takes_passwords(&app, &visitor) {
        true => check(&app, &visitor, &name, fields.text("password")).await?,
        false => Checked::NotHere,
    };
    let (status, message) = match checked {
        Checked::Right(user) => return open(&app, &visitor, &user, back).await,
        Checked::Wrong => (StatusCode::UNAUTHORIZED, words.sign_in_wrong),
        Checked::Locked => (StatusCode::TOO_MANY_REQUESTS, words.sign_in_locked),
        Checked::NotHere => (StatusCode::FORBIDDEN, words.openid_only),
    };
    let tried = Tried {
        name: &name,
        message,
        back,
    };
    refused(&app, &visitor, tried, status).await
}

/// What became of a name and a password.
enum Checked {
    Right(Box<User>),
    Wrong,
    Locked,
    /// Passwords are not taken from that computer.
    NotHere,
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
    tried: Tried<'_>,
    status: StatusCode,
) -> Result<Response, Failure> {
    app.inner.counters.sign_in_failed();
    let named: String = tried.name.chars().take(64).collect();
    app.note_by(named.clone(), visitor, Deed::refused(Action::SignIn))
        .await?;
    let tried = Tried {
        name: &named,
        ..tried
    };
    let mut response = login_page(app, visitor, tried).await?;
    *response.status_mut() = status;
    Ok(response)
}

/// Opens a session and goes on.
pub(super) async fn open(
    app: &App,
    visitor: &Visitor,
    user: &User,
    back: &str,
) -> Result<Response, Failure> {
    let key = session(app, visitor, user, Deed::done(Action::SignIn), "").await?;
    with_cookie(see_other(back), &visitor.cookie(&key))
}

/// Opens a session, with the ID token that it begins with.
pub(super) async fn session(
    app: &App,
    visitor: &Visitor,
    user: &User,
    deed: Deed,
    id_token: &str,
) -> Result<Key, Failure> {
    let (key, now) = (Key::random()?, app.now());
    let event = app.event_by(user.name.clone(), visitor, deed);
    let desk = app.archive().desk().noting(event);
    let ends = now + LONGEST_SESSION;
    desk.open_session(&key.hash(), user.id, now, ends, id_token)
        .await?;
    Ok(key)
}

pub(super) fn with_cookie(mut response: Response, cookie: &str) -> Result<Response, Failure> {
    let value = HeaderValue::from_str(cookie).map_err(Failure::bug)?;
    response.headers_mut().append(header::SET_COOKIE, value);
    Ok(response)
}

/// POST /logout
pub(crate) async fn sign_out(
    State(app): State<App>,
    visitor: Visitor,
) -> Result<Response, Failure> {
    let mut answer = see_other("/login");
    if let Who::User { key, user } = &visitor.who {
        let event = app.event(&visitor, Deed::done(Action::SignOut));
        let desk = app.archive().desk().noting(event);
        let hint = desk.close_session(&key.hash()).await?;
        if let Some(exit) = exit(&app, user, &hint).await {
            let nobody = Visitor {
                who: Who::Nobody,
                ..visitor.clone()
            };
            answer = openid::go_on(&nobody, visitor.words.access.openid_out, &exit)?;
        }
    }
    with_cookie(answer, &visitor.no_cookie())
}

/// Where a user signs out at the provider, too.
async fn exit(app: &App, user: &User, hint: &str) -> Option<String> {
    let settings = app.settings().openid?;
    let is_its = user.issuer == settings.issuer;
    match is_its {
        true => app.inner.provider.exit(&settings, hint).await,
        false => None,
    }
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
    let back = ours(&choice.back);
    let cookie = format!(
        "{}={}; Path=/; SameSite=Strict; Max-Age={REMEMBERED}",
        language::COOKIE,
        words.code
    );
    let target = HeaderValue::from_str(back).map_err(|_| Failure::NotFound)?;
    let answer = (StatusCode::SEE_OTHER, [(header::LOCATION, target)]).into_response();
    with_cookie(answer, &cookie)
}

/// The page to go on to, or the desk.
pub(super) fn ours(path: &str) -> &str {
    if is_ours(path) { path } else { "/" }
}

/// Whether this is a page of ours: never `//elsewhere`, also not with what browsers take for a
/// slash (`\\`) or leave out (tabs).
fn is_ours(path: &str) -> bool {
    path.len() <= LONGEST_PATH
        && path.starts_with('/')
        && !path.starts_with("//")
        && path
            .bytes()
            .all(|byte| byte.is_ascii_graphic() && byte != b'\\')
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
            "/filme?q=Müller",
        ] {
            assert!(!is_ours(elsewhere), "{elsewhere:?}");
        }
    }
}
