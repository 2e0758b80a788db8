//! The first administrator.

use askama::Template;
use axum::extract::{Query, State};
use axum::response::Response;
use serde::Deserialize;

use super::form::Fields;
use super::login;
use super::shell::Shell;
use super::users::{is_name, new_password};
use crate::App;
use crate::access::Visitor;
use crate::audit::{Action, Deed};
use crate::respond::{Failure, whole};

#[derive(Template)]
#[template(path = "setup.html")]
struct SetUpPage<'a> {
    shell: Shell,
    key: &'a str,
    name: &'a str,
    message: &'a str,
}

/// What the link carries.
#[derive(Deserialize)]
pub(crate) struct Link {
    #[serde(default)]
    key: String,
}

/// The link of this start, from this machine, while there is no administrator.
async fn check(app: &App, visitor: &Visitor, key: &str) -> Result<(), Failure> {
    if app.archive().desk().has_administrator().await? {
        return Err(Failure::NotFound);
    }
    match visitor.address.is_loopback() && app.inner.set_up.is(key) {
        true => Ok(()),
        false => Err(Failure::refused(visitor.words.access.setup_link_wrong)),
    }
}

/// GET /setup
pub(crate) async fn page(
    State(app): State<App>,
    visitor: Visitor,
    Query(link): Query<Link>,
) -> Result<Response, Failure> {
    check(&app, &visitor, &link.key).await?;
    Ok(whole(&SetUpPage {
        shell: Shell::of(&visitor, "/login"),
        key: &link.key,
        name: "",
        message: "",
    }))
}

/// POST /setup
pub(crate) async fn make(
    State(app): State<App>,
    visitor: Visitor,
    fields: Fields,
) -> Result<Response, Failure> {
    let (key, name) = (fields.text("key"), fields.text("name").trim());
    check(&app, &visitor, key).await?;
    let complaint = match (
        is_name(name),
        new_password(&visitor, fields.text("password")),
    ) {
        (false, _) => Some(visitor.words.access.name_rule.to_owned()),
        (true, Err(Failure::Refused(_, message))) => Some(message),
        (true, _) => None,
    };
    if let Some(message) = complaint {
        return Ok(whole(&SetUpPage {
            shell: Shell::of(&visitor, "/login"),
            key,
            name,
            message: &message,
        }));
    }
    let hash = app
        .inner
        .hashing
        .hash(fields.text("password").to_owned())
        .await?;
    let event = app.event_by(name.to_lowercase(), &visitor, Deed::done(Action::SetUp));
    let desk = app.archive().desk().noting(event);
    let id = desk.set_up(name, &hash, app.now()).await?;
    let user = desk.user(id).await?;
    login::open(&app, &visitor, &user, "/").await
}
