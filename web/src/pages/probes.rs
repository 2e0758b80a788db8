//! For those who watch the machine: alive, ready, numbers.

use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};

use crate::respond::Failure;
use crate::{App, metrics};

/// GET /health: the process answers.
pub(crate) async fn health() -> &'static str {
    "ok\n"
}

/// GET /ready: the index answers and there is room.
pub(crate) async fn ready(State(app): State<App>) -> Response {
    let has_index = app.archive().desk().has_administrator().await.is_ok();
    let has_room = app.archive().has_room(1);
    match (has_index, has_room) {
        (true, true) => "ready\n".into_response(),
        (false, _) => (
            StatusCode::SERVICE_UNAVAILABLE,
            "the index does not answer\n",
        )
            .into_response(),
        (true, false) => {
            (StatusCode::SERVICE_UNAVAILABLE, "the archive has no room\n").into_response()
        }
    }
}

/// GET /metrics
pub(crate) async fn metrics(State(app): State<App>) -> Result<Response, Failure> {
    let text = metrics::text(&app).await?;
    let kind = "text/plain; version=0.0.4; charset=utf-8";
    Ok(([(header::CONTENT_TYPE, kind)], text).into_response())
}
