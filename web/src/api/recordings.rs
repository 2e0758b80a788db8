//! Recordings of associations, for programs.

use axum::Json;
use axum::extract::{Path, State};
use axum::response::Response;
use serde::{Deserialize, Serialize};

use super::Body;
use super::schema::{Answer, Call, Kind, Schema, get, must, post};
use crate::App;
use crate::access::Visitor;
use crate::contract::{RecordingHead, RecordingOrder};
use crate::pages::recordings as pages;
use crate::respond::Failure;

static ORDER: Schema = Schema {
    name: "RecordingOrder",
    fields: &[
        must("calling", Kind::Text, "calling AE title"),
        must("address", Kind::Text, "its IP address"),
        must(
            "count",
            Kind::Number,
            "how many of its next associations, at most 20; 0 ends it",
        ),
    ],
};
static ORDERED: Schema = Schema {
    name: "RecordingOrdered",
    fields: &[
        must("calling", Kind::Text, "calling AE title"),
        must("address", Kind::Text, "its IP address"),
        must("left", Kind::Number, "how many more are recorded"),
        must("until", Kind::Moment, "when it ends by itself"),
        must(
            "missed",
            Kind::Number,
            "associations that were not recorded: too many were at once",
        ),
    ],
};
static HEAD: Schema = Schema {
    name: "RecordingHead",
    fields: &[
        must("name", Kind::Text, "what it is called"),
        must("calling", Kind::Text, "calling AE title"),
        must("address", Kind::Text, "its IP address"),
        must("called", Kind::Text, "called AE title"),
        must("began", Kind::Moment, "when the association began"),
        must("milliseconds", Kind::Number, "how long it took"),
        must("entries", Kind::Number, "what is in it"),
        must("left_out", Kind::Number, "entries that did not fit"),
    ],
};
static ALL: Schema = Schema {
    name: "Recordings",
    fields: &[
        must("ordered", Kind::Objects(&ORDERED), "what is recorded now"),
        must("recordings", Kind::Objects(&HEAD), "the newest first"),
    ],
};

pub(crate) static RECORDINGS: Call = get(
    "listRecordings",
    "Recorded associations, and what is recorded now",
    &[],
    Answer::One(&ALL),
);
pub(crate) static RECORD: Call = post(
    "recordAssociations",
    "Records the next associations of a modality, for a day at most, without patient data",
    Some(&ORDER),
    Answer::One(&ALL),
);
pub(crate) static RECORDING: Call = get(
    "readRecording",
    "What was said on an association, entry by entry, without patient data",
    &[],
    Answer::Any,
);
pub(crate) static TEXT: Call = get(
    "readRecordingText",
    "The same as a text for people",
    &[],
    Answer::Bytes("text/plain"),
);
pub(crate) static FORGET: Call = post(
    "deleteRecording",
    "Removes a recording",
    None,
    Answer::One(&ALL),
);

/// Orders and recordings.
#[derive(Serialize)]
pub(crate) struct AllJson {
    ordered: Vec<RecordingOrder>,
    recordings: Vec<RecordingHead>,
}

async fn all(app: &App) -> Result<Json<AllJson>, Failure> {
    Ok(Json(AllJson {
        ordered: app.administration().recorder().ordered(),
        recordings: pages::all(app).await?,
    }))
}

/// GET /api/v1/recordings
pub(crate) async fn recordings(State(app): State<App>) -> Result<Json<AllJson>, Failure> {
    all(&app).await
}

/// What is to be recorded.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct OrderJson {
    calling: String,
    address: String,
    count: u32,
}

/// POST /api/v1/recordings
pub(crate) async fn record(
    State(app): State<App>,
    visitor: Visitor,
    Body(order): Body<OrderJson>,
) -> Result<Json<AllJson>, Failure> {
    pages::ordered(&app, &visitor, &order.calling, &order.address, order.count).await?;
    all(&app).await
}

/// GET /api/v1/recordings/{recording}
pub(crate) async fn recording(
    State(app): State<App>,
    visitor: Visitor,
    Path(name): Path<String>,
) -> Result<Response, Failure> {
    pages::json(State(app), visitor, Path(name)).await
}

/// POST /api/v1/recordings/{recording}/delete
pub(crate) async fn forget(
    State(app): State<App>,
    visitor: Visitor,
    Path(name): Path<String>,
) -> Result<Json<AllJson>, Failure> {
    pages::forgotten(&app, &visitor, &name).await?;
    all(&app).await
}
