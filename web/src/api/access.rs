//! Passwords and tokens, for programs.

use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use filmdesk_archive::desk::{Token, UserId};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use time::OffsetDateTime;

use super::Body;
use super::schema::{Answer, Call, Kind, ROLES, Schema, get, must, post};
use crate::App;
use crate::access::Visitor;
use crate::pages::{account, tokens as page, users};
use crate::respond::Failure;

static PASSWORD: Schema = Schema {
    name: "Password",
    fields: &[must(
        "password",
        Kind::Text,
        "the new one, of at least 10 characters",
    )],
};
static OWN_PASSWORD: Schema = Schema {
    name: "OwnPassword",
    fields: &[
        must("now", Kind::Text, "the present one"),
        must("new", Kind::Text, "the new one, of at least 10 characters"),
    ],
};
static NEW_TOKEN: Schema = Schema {
    name: "NewToken",
    fields: &[
        must("name", Kind::Text, "what people call the program"),
        must("role", ROLES, "what it may do"),
    ],
};
static TOKEN: Schema = Schema {
    name: "Token",
    fields: &[
        must("id", Kind::Number, "the number"),
        must("name", Kind::Text, "what people call the program"),
        must("role", ROLES, "what it may do"),
        must("created", Kind::Moment, "since when"),
        must("created_by", Kind::Text, "who made it"),
    ],
};
static MADE_TOKEN: Schema = Schema {
    name: "MadeToken",
    fields: &[
        must("id", Kind::Number, "the number"),
        must("token", Kind::Text, "what the program sends; shown once"),
    ],
};

pub(crate) static SET_PASSWORD: Call = post(
    "setPassword",
    "Another password of a user, whose sessions end",
    Some(&PASSWORD),
    Answer::Nothing,
);
pub(crate) static CHANGE_OWN: Call = post(
    "changeOwnPassword",
    "Another password of who is signed in, whose sessions end; tokens have none",
    Some(&OWN_PASSWORD),
    Answer::Nothing,
);
pub(crate) static TOKENS: Call = get(
    "listTokens",
    "The tokens of programs",
    &[],
    Answer::List(&TOKEN),
);
pub(crate) static ADD_TOKEN: Call = post(
    "addToken",
    "A token for a program",
    Some(&NEW_TOKEN),
    Answer::Created(&MADE_TOKEN),
);
pub(crate) static REVOKE_TOKEN: Call = post("revokeToken", "Ends a token", None, Answer::Nothing);

/// Another password.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct PasswordJson {
    pub(super) password: String,
}

/// POST /api/v1/users/{user}/password
pub(crate) async fn set_password(
    State(app): State<App>,
    visitor: Visitor,
    Path(user): Path<i64>,
    Body(wanted): Body<PasswordJson>,
) -> Result<StatusCode, Failure> {
    users::set_password(&app, &visitor, UserId(user), &wanted.password).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// One's own password.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct OwnPasswordJson {
    now: String,
    new: String,
}

/// POST /api/v1/account/password
pub(crate) async fn change_own(
    State(app): State<App>,
    visitor: Visitor,
    Body(wanted): Body<OwnPasswordJson>,
) -> Result<StatusCode, Failure> {
    account::changed(&app, &visitor, &wanted.now, &wanted.new).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// A token, without what the program sends.
#[derive(Serialize)]
pub(crate) struct TokenJson {
    id: i64,
    name: String,
    role: &'static str,
    #[serde(serialize_with = "crate::respond::rfc3339")]
    created: OffsetDateTime,
    created_by: String,
}

/// GET /api/v1/tokens
pub(crate) async fn tokens(State(app): State<App>) -> Result<Json<Vec<TokenJson>>, Failure> {
    let json = |token: Token| TokenJson {
        id: token.id.0,
        name: token.name,
        role: token.role.word(),
        created: token.created,
        created_by: token.created_by,
    };
    let tokens = app.archive().desk().tokens().await?;
    Ok(Json(tokens.into_iter().map(json).collect()))
}

/// A new token.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct NewTokenJson {
    name: String,
    role: String,
}

/// POST /api/v1/tokens
pub(crate) async fn add_token(
    State(app): State<App>,
    visitor: Visitor,
    Body(wanted): Body<NewTokenJson>,
) -> Result<(StatusCode, Json<Value>), Failure> {
    let role = users::role_named(&wanted.role)?;
    let (id, key) = page::made(&app, &visitor, wanted.name.trim(), role).await?;
    let made = json!({ "id": id.0, "token": key.text() });
    Ok((StatusCode::CREATED, Json(made)))
}

/// POST /api/v1/tokens/{token}/revoke
pub(crate) async fn revoke_token(
    State(app): State<App>,
    visitor: Visitor,
    Path(token): Path<i64>,
) -> Result<StatusCode, Failure> {
    page::revoked(&app, &visitor, token).await?;
    Ok(StatusCode::NO_CONTENT)
}
