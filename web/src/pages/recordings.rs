//! Recorded conversations with modalities, for those who support them.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::header;
use axum::response::{IntoResponse, Response};

use super::form::Fields;
use super::office::tabs;
use super::shell::{Entry, Shell};
use crate::App;
use crate::access::Visitor;
use crate::audit::{Action, Deed};
use crate::contract::{RecordingHead, RecordingOrder, Transcript};
use crate::respond::{Failure, see_other, whole};

const PATH: &str = "/recordings";

#[derive(Template)]
#[template(path = "recordings.html")]
struct RecordingsPage {
    shell: Shell,
    tabs: Vec<Entry>,
    ordered: Vec<RecordingOrder>,
    recordings: Vec<RecordingHead>,
}

/// A moment of RFC 3339 to the second, as people write it.
pub(crate) fn moment(rfc3339: &str) -> String {
    rfc3339
        .chars()
        .take(19)
        .collect::<String>()
        .replace('T', " ")
}

/// Milliseconds as seconds.
fn seconds(milliseconds: &u64) -> String {
    format!("{}.{}", milliseconds / 1000, milliseconds % 1000 / 100)
}

/// The recordings, read on a thread that may wait.
pub(crate) async fn all(app: &App) -> Result<Vec<RecordingHead>, Failure> {
    let recorder = app.administration().recorder();
    let listed = tokio::task::spawn_blocking(move || recorder.list());
    Ok(listed.await.map_err(Failure::bug)??)
}

/// GET /recordings
pub(crate) async fn page(State(app): State<App>, visitor: Visitor) -> Result<Response, Failure> {
    Ok(whole(&RecordingsPage {
        shell: Shell::of(&visitor, super::office::MENU),
        tabs: tabs(visitor.words, PATH),
        ordered: app.administration().recorder().ordered(),
        recordings: all(&app).await?,
    }))
}

/// Orders a recording, or ends one, and writes it down.
pub(crate) async fn ordered(
    app: &App,
    visitor: &Visitor,
    calling: &str,
    address: &str,
    count: u32,
) -> Result<(), Failure> {
    let recorder = app.administration().recorder();
    let order = async {
        let ordered = recorder.order(calling, address, count);
        ordered.map_err(Failure::invalid)
    };
    let deed = Deed::done(Action::Record).on(format!("{calling} {address}: {count}"));
    app.noted(visitor, deed, order).await
}

/// POST /recordings
pub(crate) async fn record(
    State(app): State<App>,
    visitor: Visitor,
    fields: Fields,
) -> Result<Response, Failure> {
    let count = fields.text("count").trim().parse();
    let count = count.map_err(|_| Failure::invalid(visitor.words.recordings.number_rule))?;
    let (calling, address) = (fields.text("calling"), fields.text("address"));
    ordered(&app, &visitor, calling, address, count).await?;
    Ok(see_other(PATH))
}

/// One of them, read on a thread that may wait and written down.
async fn transcript(app: &App, visitor: &Visitor, name: &str) -> Result<Transcript, Failure> {
    let (recorder, wanted) = (app.administration().recorder(), name.to_owned());
    let read = tokio::task::spawn_blocking(move || recorder.read(&wanted));
    let read = read.await.map_err(Failure::bug)??;
    let transcript = read.ok_or(Failure::NotFound)?;
    let deed = Deed::done(Action::ReadRecording).on(name);
    app.note(visitor, deed).await?;
    Ok(transcript)
}

fn download(name: &str, end: &str, kind: &'static str, content: String) -> Response {
    let name = format!("attachment; filename=\"association-{name}.{end}\"");
    let headers = [
        (header::CONTENT_TYPE, kind.to_owned()),
        (header::CONTENT_DISPOSITION, name),
    ];
    (headers, content).into_response()
}

/// GET /recordings/{recording}/text
pub(crate) async fn text(
    State(app): State<App>,
    visitor: Visitor,
    Path(name): Path<String>,
) -> Result<Response, Failure> {
    let text = transcript(&app, &visitor, &name).await?.text();
    Ok(download(&name, "txt", "text/plain; charset=utf-8", text))
}

/// GET /recordings/{recording}/json
pub(crate) async fn json(
    State(app): State<App>,
    visitor: Visitor,
    Path(name): Path<String>,
) -> Result<Response, Failure> {
    let transcript = transcript(&app, &visitor, &name).await?;
    let json = serde_json::to_string(&transcript).map_err(Failure::bug)?;
    Ok(download(&name, "json", "application/json", json))
}

/// Removes one and writes it down.
pub(crate) async fn forgotten(app: &App, visitor: &Visitor, name: &str) -> Result<(), Failure> {
    let (recorder, wanted) = (app.administration().recorder(), name.to_owned());
    let remove = async {
        let removed = tokio::task::spawn_blocking(move || recorder.remove(&wanted));
        let is_removed = removed.await.map_err(Failure::bug)??;
        is_removed.then_some(()).ok_or(Failure::NotFound)
    };
    let deed = Deed::done(Action::DeleteRecording).on(name);
    app.noted(visitor, deed, remove).await
}

/// POST /recordings/{recording}/delete
pub(crate) async fn forget(
    State(app): State<App>,
    visitor: Visitor,
    Path(name): Path<String>,
) -> Result<Response, Failure> {
    forgotten(&app, &visitor, &name).await?;
    Ok(see_other(PATH))
}
