//! Studies that go on to another archive, for programs.

use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use serde::Deserialize;

use super::schema::{Answer, Call, Kind, STATES, Schema, get, must, post};
use super::{Body, NEWEST, note_seen};
use crate::App;
use crate::access::Visitor;
use crate::audit::Action;
use crate::contract::SendOrder;
use crate::pages::sends::{enqueue, job_of, steer};
use crate::respond::Failure;
use crate::sends::{View, list, views};

static SEND_ORDER: Schema = Schema {
    name: "SendOrder",
    fields: &[
        must("studies", Kind::Texts, "Study Instance UIDs"),
        must("destination", Kind::Text, "a destination of the settings"),
    ],
};

const ANSWERS: Kind = Kind::Word(&[
    "already-there",
    "changed",
    "discarded",
    "mismatch-stored",
    "no-room",
    "mismatch",
    "not-understood",
    "not-taken",
    "not-allowed",
    "refused",
    "unreadable",
]);

static COUNT: Schema = Schema {
    name: "AnswerCount",
    fields: &[
        must("answer", ANSWERS, "what the destination said"),
        must("is-there", Kind::Bool, "whether it has the images"),
        must("images", Kind::Number, "of how many"),
    ],
};

static IMAGE: Schema = Schema {
    name: "ImageAnswer",
    fields: &[
        must("instance", Kind::Text, "SOP Instance UID"),
        must("answer", ANSWERS, "what the destination said"),
        must("said", Kind::Text, "status and comment as they came"),
    ],
};

static SEND: Schema = Schema {
    name: "Send",
    fields: &[
        must("id", Kind::Number, "its number"),
        must("state", STATES, "how it stands"),
        must("destination", Kind::Text, "where it goes"),
        must("done", Kind::Number, "images that the destination has"),
        must("total", Kind::Number, "images; 0: not begun"),
        must("bytes", Kind::Number, "bytes of files that arrived"),
        must("bytes_total", Kind::Number, "bytes of all"),
        must("reason", Kind::Text, "why it failed, in one word"),
        must("detail", Kind::Text, "the same in English"),
        must("requester", Kind::Text, "who ordered it"),
        must("created", Kind::Moment, "when it was ordered"),
        must("changed", Kind::Moment, "when it changed last"),
        must("patient_name", Kind::Text, "whose studies"),
        must("patient_ids", Kind::Texts, "their Patient IDs"),
        must("is_ending", Kind::Bool, "whether its end was asked for"),
        must(
            "is_away",
            Kind::Bool,
            "whether the destination is away and is tried again",
        ),
        must(
            "next_try",
            Kind::Number,
            "when, in seconds since 1970; 0: not",
        ),
        must(
            "seconds_left",
            Kind::NumberOrNull,
            "how long it will still take, at the pace so far",
        ),
        must(
            "turned",
            Kind::Number,
            "images that were converted without loss",
        ),
        must(
            "answers",
            Kind::Objects(&COUNT),
            "how many had an answer other than success",
        ),
        must("images", Kind::Objects(&IMAGE), "the first of them"),
        must("more", Kind::Number, "how many more there are"),
    ],
};

pub(crate) static ORDER: Call = post(
    "send",
    "Orders that studies are sent on",
    Some(&SEND_ORDER),
    Answer::Created(&SEND),
);
pub(crate) static LIST: Call = get("listSends", "The newest sends", &[], Answer::List(&SEND));
pub(crate) static READ: Call = get("readSend", "A send", &[], Answer::One(&SEND));
pub(crate) static CANCEL: Call = post("cancelSend", "Ends a send", None, Answer::One(&SEND));
pub(crate) static RETRY: Call = post(
    "retrySend",
    "Sends what is missing",
    None,
    Answer::One(&SEND),
);

/// An order.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct SendJson {
    studies: Vec<String>,
    destination: String,
}

/// POST /api/v1/sends
pub(crate) async fn order(
    State(app): State<App>,
    visitor: Visitor,
    Body(SendJson {
        studies,
        destination,
    }): Body<SendJson>,
) -> Result<(StatusCode, Json<View>), Failure> {
    let order = SendOrder {
        destination,
        studies,
    };
    let id = enqueue(&app, &visitor, order).await?;
    Ok((StatusCode::CREATED, Json(job_of(&app, id.0).await?.1)))
}

/// GET /api/v1/sends
pub(crate) async fn sends(
    State(app): State<App>,
    visitor: Visitor,
) -> Result<Json<Vec<View>>, Failure> {
    let views = views(&app, list(&app, NEWEST).await?).await?;
    let seen = views.iter().flat_map(|view| &view.patient_ids);
    note_seen(&app, &visitor, Action::Find, seen).await?;
    Ok(Json(views))
}

/// GET /api/v1/sends/{job}
pub(crate) async fn send(
    State(app): State<App>,
    visitor: Visitor,
    Path(job): Path<i64>,
) -> Result<Json<View>, Failure> {
    let view = job_of(&app, job).await?.1;
    note_seen(&app, &visitor, Action::Open, &view.patient_ids).await?;
    Ok(Json(view))
}

/// POST /api/v1/sends/{job}/cancel
pub(crate) async fn cancel(
    State(app): State<App>,
    visitor: Visitor,
    Path(job): Path<i64>,
) -> Result<Json<View>, Failure> {
    Ok(Json(steer(&app, &visitor, job, Action::CancelSend).await?))
}

/// POST /api/v1/sends/{job}/retry
pub(crate) async fn retry(
    State(app): State<App>,
    visitor: Visitor,
    Path(job): Path<i64>,
) -> Result<Json<View>, Failure> {
    Ok(Json(steer(&app, &visitor, job, Action::RetrySend).await?))
}
