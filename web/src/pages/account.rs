//! One's own password.

use askama::Template;
use axum::extract::State;
use axum::response::Response;

use super::form::Fields;
use super::shell::Shell;
use super::users::new_password;
use crate::App;
use crate::access::{Visitor, Who};
use crate::audit::{Action, Deed};
use crate::respond::{Failure, see_other, whole};

#[derive(Template)]
#[template(path = "account.html")]
struct AccountPage {
    shell: Shell,
    is_of_provider: bool,
}

/// GET /account
pub(crate) async fn page(visitor: Visitor) -> Response {
    whole(&AccountPage {
        shell: Shell::of(&visitor, "/account"),
        is_of_provider: matches!(&visitor.who, Who::User { user, .. } if user.is_of_provider()),
    })
}

/// POST /account
pub(crate) async fn change(
    State(app): State<App>,
    visitor: Visitor,
    fields: Fields,
) -> Result<Response, Failure> {
    changed(&app, &visitor, fields.text("now"), fields.text("new")).await?;
    Ok(see_other("/login"))
}

/// Changes one's own password, from a form or a program; sessions end.
pub(crate) async fn changed(
    app: &App,
    visitor: &Visitor,
    now: &str,
    new: &str,
) -> Result<(), Failure> {
    let Who::User { user, .. } = &visitor.who else {
        return Err(Failure::Forbidden);
    };
    if user.is_of_provider() {
        return Err(Failure::refused(visitor.words.access.openid_password));
    }
    if !app.inner.lockout.may_try(visitor.address, app.now()) {
        return Err(Failure::refused(visitor.words.access.sign_in_locked));
    }
    let now = now.to_owned();
    if !app
        .inner
        .hashing
        .verify(now, Some(user.password.clone()))
        .await
    {
        return Err(Failure::invalid(visitor.words.access.password_wrong));
    }
    app.inner.lockout.was_right(visitor.address);
    let hash = app.inner.hashing.hash(new_password(visitor, new)?).await?;
    let deed = Deed::done(Action::ChangePassword).on(&user.name);
    let desk = app.archive().desk().noting(app.event(visitor, deed));
    Ok(desk.set_password(user.id, &hash).await?)
}
