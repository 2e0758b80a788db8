//! Signing in with the hospital's account: off to its provider, and back.

use std::sync::Arc;

use askama::Template;
use axum::extract::{Query, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::Response;
use filmdesk_archive::desk::Identity;
use serde::Deserialize;
use tracing::warn;

use super::login;
use super::shell::Shell;
use crate::App;
use crate::access::{Key, Visitor};
use crate::audit::{Action, Deed};
use crate::contract::OpenIdSettings;
use crate::openid::{Answer, Begun, OpenIdError, PATIENCE, Person};
use crate::respond::{Failure, see_other, whole};
use crate::words::filled;

/// What the audit trail has of such a sign-in.
const BY: &str = "by OpenID";
/// Characters of an error that a provider sends along with the browser (`access_denied`).
const LONGEST_ERROR: usize = 64;

/// A page that leads on by itself. A redirect would not do: cookies of the desk do not go along with
/// one that another site began, and a form must not lead to another site.
#[derive(Template)]
#[template(path = "go-on.html")]
struct GoOnPage<'a> {
    shell: Shell,
    title: &'a str,
    path: &'a str,
}

/// Goes on to `path` from a page of ours.
pub(super) fn go_on(visitor: &Visitor, title: &str, path: &str) -> Result<Response, Failure> {
    let mut response = whole(&GoOnPage {
        shell: Shell::of(visitor, "/login"),
        title,
        path,
    });
    let refresh = HeaderValue::from_str(&format!("0; url={path}")).map_err(Failure::bug)?;
    response.headers_mut().insert(header::REFRESH, refresh);
    Ok(response)
}

fn settings(app: &App) -> Result<Arc<OpenIdSettings>, Failure> {
    app.settings().openid.ok_or(Failure::NotFound)
}

/// Where to go on.
#[derive(Deserialize)]
pub(crate) struct Start {
    #[serde(default)]
    back: String,
}

/// GET /openid
pub(crate) async fn begin(
    State(app): State<App>,
    visitor: Visitor,
    headers: HeaderMap,
    Query(start): Query<Start>,
) -> Result<Response, Failure> {
    let settings = settings(&app)?;
    let browser = visitor.browser(&headers).map_or_else(Key::random, Ok)?;
    let state = Key::random()?;
    let begun = Begun {
        nonce: Key::random()?.text().to_owned(),
        verifier: Key::random()?.text().to_owned(),
        back: login::ours(&start.back).to_owned(),
        browser: browser.hash(),
        address: visitor.address,
        since: app.now(),
    };
    match app.inner.provider.door(&settings, &state, &begun).await {
        Ok(door) => {
            app.inner.pending.begin(&state, begun);
            let cookie = visitor.browser_cookie(&browser, PATIENCE);
            login::with_cookie(see_other(&door), &cookie)
        }
        Err(error) => refused(&app, &visitor, &error).await,
    }
}

/// GET /openid/callback
pub(crate) async fn come_back(
    State(app): State<App>,
    visitor: Visitor,
    headers: HeaderMap,
    Query(answer): Query<Answer>,
) -> Result<Response, Failure> {
    let settings = settings(&app)?;
    let Proven { person, hint, back } =
        match proven(&app, &visitor, &headers, &settings, &answer).await {
            Ok(found) => found,
            Err(error) => return refused(&app, &visitor, &error).await,
        };
    let who = Identity {
        issuer: &settings.issuer,
        subject: &person.subject,
        name: &person.name,
        role: person.role,
    };
    let user = app
        .archive()
        .desk()
        .user_of_provider(&who, app.now())
        .await?;
    if user.is_disabled {
        let deed = Deed::refused(Action::SignIn).on(format!("{BY}: may not sign in"));
        app.note_by(user.name, &visitor, deed).await?;
        let message = visitor.words.access.openid_disabled;
        return login::told(&app, &visitor, StatusCode::FORBIDDEN, message).await;
    }
    let deed = Deed::done(Action::SignIn).on(BY);
    let key = login::session(&app, &visitor, &user, deed, &hint).await?;
    let page = go_on(&visitor, visitor.words.access.openid_in, &back)?;
    login::with_cookie(page, &visitor.cookie(&key))
}

/// Who signed in.
struct Proven {
    person: Person,
    /// What signs out at the provider without a question.
    hint: String,
    /// Where to go on.
    back: String,
}

async fn proven(
    app: &App,
    visitor: &Visitor,
    headers: &HeaderMap,
    settings: &OpenIdSettings,
    answer: &Answer,
) -> Result<Proven, OpenIdError> {
    let now = app.now();
    let browser = visitor.browser(headers).ok_or(OpenIdError::Stale)?;
    let begun = app.inner.pending.take(&answer.state, &browser, now);
    let begun = begun.ok_or(OpenIdError::Stale)?;
    if !answer.error.is_empty() || answer.code.is_empty() {
        let error = answer.error.chars().take(LONGEST_ERROR).collect();
        return Err(OpenIdError::Denied(error));
    }
    let provider = &app.inner.provider;
    let (person, hint) = provider.person(settings, answer, &begun, now).await?;
    Ok(Proven {
        person,
        hint,
        back: begun.back,
    })
}

/// The sign-in page with what went wrong, in the log and the trail as well.
async fn refused(app: &App, visitor: &Visitor, error: &OpenIdError) -> Result<Response, Failure> {
    warn!(%error, address = %visitor.address, "nobody is signed in by OpenID");
    app.inner.counters.sign_in_failed();
    let words = &visitor.words.access;
    let (status, message) = match error {
        OpenIdError::Away(..) | OpenIdError::Rubbish(..) => {
            (StatusCode::BAD_GATEWAY, words.openid_away)
        }
        OpenIdError::Token(_) => (StatusCode::BAD_GATEWAY, words.openid_token),
        OpenIdError::Denied(_) => (StatusCode::FORBIDDEN, words.openid_denied),
        OpenIdError::Stale => (StatusCode::BAD_REQUEST, words.openid_stale),
        OpenIdError::NoRole(_) => (StatusCode::FORBIDDEN, words.openid_no_role),
    };
    let name = match error {
        OpenIdError::NoRole(name) => name.as_str(),
        _ => "",
    };
    let deed = Deed::refused(Action::SignIn).on(format!("{BY}: {error}"));
    app.note_by(name.to_owned(), visitor, deed).await?;
    login::told(app, visitor, status, &filled(message, &[name])).await
}
