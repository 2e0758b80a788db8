//! Users and what they may do.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use filmdesk_archive::desk::{Role, User, UserId};
use time::OffsetDateTime;

use super::form::Fields;
use super::shell::Shell;
use crate::App;
use crate::access::Visitor;
use crate::audit::{Action, Deed};
use crate::respond::{Failure, see_other, whole};
use crate::{pages, password};

/// Characters of a name.
const LONGEST_NAME: usize = 64;

/// Whether this may be a user's name.
pub(crate) fn is_name(name: &str) -> bool {
    let is_part = |c: char| c.is_alphanumeric() || matches!(c, '.' | '-' | '_');
    (1..=LONGEST_NAME).contains(&name.chars().count()) && name.chars().all(is_part)
}

/// A password that may be one.
pub(crate) fn new_password(visitor: &Visitor, password: &str) -> Result<String, Failure> {
    match password::is_long_enough(password) {
        true => Ok(password.to_owned()),
        false => Err(Failure::invalid(visitor.words.access.password_short)),
    }
}

/// A role by its word.
pub(crate) fn role_named(word: &str) -> Result<Role, Failure> {
    Role::find(word).ok_or_else(|| Failure::invalid(format!("{word:?} is no role")))
}

#[derive(Template)]
#[template(path = "users.html")]
struct UsersPage {
    shell: Shell,
    users: Vec<User>,
    now: OffsetDateTime,
}

impl UsersPage {
    fn is_locked(&self, user: &User) -> bool {
        user.locked_until > self.now
    }

    fn moment(&self, when: &OffsetDateTime) -> String {
        pages::jobs::moment(when.to_offset(self.now.offset()))
    }
}

/// GET /users
pub(crate) async fn page(State(app): State<App>, visitor: Visitor) -> Result<Response, Failure> {
    Ok(whole(&UsersPage {
        shell: Shell::of(&visitor, "/users"),
        users: app.archive().desk().users().await?,
        now: app.now(),
    }))
}

/// A new user, from a form or a program.
pub(crate) async fn make(
    app: &App,
    visitor: &Visitor,
    name: &str,
    role: Role,
    password: &str,
) -> Result<UserId, Failure> {
    if !is_name(name) {
        return Err(Failure::invalid(visitor.words.access.name_rule));
    }
    let hash = app
        .inner
        .hashing
        .hash(new_password(visitor, password)?)
        .await?;
    let deed = Deed::done(Action::AddUser).on(format!("{} ({})", name.to_lowercase(), role.word()));
    let desk = app.archive().desk().noting(app.event(visitor, deed));
    Ok(desk.add_user(name, role, &hash, app.now()).await?)
}

/// Other rights of a user.
pub(crate) async fn rights(
    app: &App,
    visitor: &Visitor,
    id: UserId,
    role: Role,
    is_disabled: bool,
) -> Result<(), Failure> {
    let desk = app.archive().desk();
    let user = desk.user(id).await?;
    let may = if is_disabled {
        "may not sign in"
    } else {
        "may sign in"
    };
    let deed = Deed::done(Action::ChangeUser).on(format!("{}: {}, {may}", user.name, role.word()));
    let desk = desk.noting(app.event(visitor, deed));
    Ok(desk.change_user(id, role, is_disabled).await?)
}

/// POST /users
pub(crate) async fn add(
    State(app): State<App>,
    visitor: Visitor,
    fields: Fields,
) -> Result<Response, Failure> {
    let role = role_named(fields.text("role"))?;
    make(
        &app,
        &visitor,
        fields.text("name").trim(),
        role,
        fields.text("password"),
    )
    .await?;
    Ok(see_other("/users"))
}

/// POST /users/{user}
pub(crate) async fn change(
    State(app): State<App>,
    visitor: Visitor,
    Path(user): Path<i64>,
    fields: Fields,
) -> Result<Response, Failure> {
    let role = role_named(fields.text("role"))?;
    rights(&app, &visitor, UserId(user), role, !fields.is_ticked("may")).await?;
    Ok(see_other("/users"))
}

/// POST /users/{user}/password
pub(crate) async fn password(
    State(app): State<App>,
    visitor: Visitor,
    Path(user): Path<i64>,
    fields: Fields,
) -> Result<Response, Failure> {
    set_password(&app, &visitor, UserId(user), fields.text("password")).await?;
    Ok(see_other("/users"))
}

/// Another password of a user, from a form or a program; the user's sessions end.
pub(crate) async fn set_password(
    app: &App,
    visitor: &Visitor,
    id: UserId,
    password: &str,
) -> Result<(), Failure> {
    let desk = app.archive().desk();
    let user = desk.user(id).await?;
    let password = new_password(visitor, password)?;
    let hash = app.inner.hashing.hash(password).await?;
    let deed = Deed::done(Action::ChangePassword).on(user.name);
    let desk = desk.noting(app.event(visitor, deed));
    Ok(desk.set_password(user.id, &hash).await?)
}
