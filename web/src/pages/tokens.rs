//! Tokens of programs.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use filmdesk_archive::desk::{Role, Token, TokenId};
use time::OffsetDateTime;

use super::form::Fields;
use super::shell::Shell;
use super::users::role_named;
use crate::access::{Key, Visitor};
use crate::audit::{Action, Deed};
use crate::respond::{Failure, see_other, whole};
use crate::{App, pages};

/// Characters of a token's name.
const LONGEST_NAME: usize = 64;

#[derive(Template)]
#[template(path = "tokens.html")]
struct TokensPage {
    shell: Shell,
    tokens: Vec<Token>,
    now: OffsetDateTime,
    /// The token just made.
    made: String,
}

impl TokensPage {
    fn moment(&self, when: &OffsetDateTime) -> String {
        pages::jobs::moment(when.to_offset(self.now.offset()))
    }
}

async fn tokens_page(app: &App, visitor: &Visitor, made: String) -> Result<Response, Failure> {
    Ok(whole(&TokensPage {
        shell: Shell::of(visitor, "/tokens"),
        tokens: app.archive().desk().tokens().await?,
        now: app.now(),
        made,
    }))
}

/// GET /tokens
pub(crate) async fn page(State(app): State<App>, visitor: Visitor) -> Result<Response, Failure> {
    tokens_page(&app, &visitor, String::new()).await
}

/// POST /tokens
pub(crate) async fn add(
    State(app): State<App>,
    visitor: Visitor,
    fields: Fields,
) -> Result<Response, Failure> {
    let role = role_named(fields.text("role"))?;
    let (_, key) = made(&app, &visitor, fields.text("name").trim(), role).await?;
    tokens_page(&app, &visitor, key.text().to_owned()).await
}

/// A new token, from a form or a program: shown once.
pub(crate) async fn made(
    app: &App,
    visitor: &Visitor,
    name: &str,
    role: Role,
) -> Result<(TokenId, Key), Failure> {
    if name.is_empty() || name.chars().count() > LONGEST_NAME {
        return Err(Failure::invalid(visitor.words.access.name_rule));
    }
    let (key, by) = (Key::random()?, visitor.who.name());
    let deed = Deed::done(Action::AddToken).on(format!("{name} ({})", role.word()));
    let desk = app.archive().desk().noting(app.event(visitor, deed));
    let hash = key.hash();
    let id = desk.add_token(name, role, &hash, &by, app.now()).await?;
    Ok((id, key))
}

/// POST /tokens/{token}/revoke
pub(crate) async fn revoke(
    State(app): State<App>,
    visitor: Visitor,
    Path(token): Path<i64>,
) -> Result<Response, Failure> {
    revoked(&app, &visitor, token).await?;
    Ok(see_other("/tokens"))
}

/// Ends a token and writes it down.
pub(crate) async fn revoked(app: &App, visitor: &Visitor, token: i64) -> Result<(), Failure> {
    let deed = Deed::done(Action::RevokeToken).on(token);
    let desk = app.archive().desk().noting(app.event(visitor, deed));
    Ok(desk.revoke_token(TokenId(token)).await?)
}
