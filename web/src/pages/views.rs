//! Studies in a browser: the viewer of a disc, on a page of the server.

use std::collections::HashSet;
use std::io::SeekFrom;
use std::ops::RangeInclusive;
use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use askama::Template;
use axum::body::Body;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use tokio::io::{AsyncReadExt, AsyncSeekExt};
use tokio::time::Instant;
use tokio_util::io::ReaderStream;

use super::desk::{Together, looked_over};
use super::form::Fields;
use super::shell::Shell;
use crate::App;
use crate::access::Visitor;
use crate::audit::{Action, Deed};
use crate::contract::{ViewState, Viewing, Wanted};
use crate::respond::{Failure, part, see_other, whole};
use crate::words::Words;

/// The page itself.
const PAGE: &str = "INDEX.HTM";
/// An answer waits so long for the page to be made: most are by then.
const PATIENCE: Duration = Duration::from_millis(1000);
/// How often it is looked at meanwhile.
const LOOK: Duration = Duration::from_millis(50);
/// Bytes read of a file at once.
const CHUNK: usize = 256 << 10;
/// Pages and their readers that are remembered; over it all are noted again.
const MOST_SEEN: usize = 10_000;
/// Characters of a file's path: `ihe_pdi/st000001/...` has fewer.
const LONGEST_PATH: usize = 100;

/// What a page with the viewer may do: run its own script (by its hash) and read its neighbours.
/// Styles are set by that script.
const VIEWER: &str = "worker-src blob:; style-src 'unsafe-inline'; img-src 'self' data: blob:; \
     media-src 'self' data: blob:; font-src 'self' data:; connect-src 'none'; form-action 'none'; \
     frame-ancestors 'none'; base-uri 'none'";
/// What stands beside it: reports as pages without scripts, documents as they came.
const BESIDE: &str = "default-src 'none'; style-src 'self' 'unsafe-inline'; img-src 'self'; \
     media-src 'self'; object-src 'self'; form-action 'none'; frame-ancestors 'none'; \
     base-uri 'none'";
/// The name of a page changes with what it shows.
const CACHED: HeaderValue = HeaderValue::from_static("private, max-age=43200, immutable");

/// Media types by extension. What is not here is only saved: a modality may have sent anything as
/// a document.
const TYPES: &[(&str, &str)] = &[
    ("htm", "text/html; charset=utf-8"),
    // Chunks and scripts; their character set is told by the page that asks.
    ("", "text/javascript"),
    ("jpg", "image/jpeg"),
    ("mp4", "video/mp4"),
    ("otf", "font/otf"),
    ("pdf", "application/pdf"),
    ("txt", "text/plain; charset=utf-8"),
    ("xml", "text/plain; charset=utf-8"),
];

/// Who has seen which page since the start: what is noted once need not be at every file.
#[derive(Debug, Default)]
pub(crate) struct Seen(Mutex<HashSet<(String, String)>>);

impl Seen {
    fn has(&self, who: &(String, String)) -> bool {
        let all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        all.contains(who)
    }

    fn add(&self, who: (String, String)) {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if all.len() >= MOST_SEEN {
            all.clear();
        }
        all.insert(who);
    }
}

/// The page before the page.
#[derive(Template)]
#[template(path = "view.html")]
struct WaitPage {
    shell: Shell,
    state: WaitPart,
}

/// How far it is, asked for again until it is there.
#[derive(Template)]
#[template(path = "view-state.html")]
struct WaitPart {
    words: &'static Words,
    csrf: String,
    name: String,
    /// Frames done, of how many; none when it failed.
    progress: Option<(u64, u64)>,
    reason: String,
    studies: Vec<String>,
}

/// A page that is made or begun.
pub(crate) struct Prepared {
    pub(crate) name: String,
    patients: Vec<String>,
}

/// The path of a page.
pub(crate) fn page_path(name: &str) -> String {
    format!("/views/{name}/{PAGE}")
}

/// Begins to make the page of studies of one patient, where it is not there.
pub(crate) async fn prepare(
    app: &App,
    visitor: &Visitor,
    studies: Vec<String>,
    language: &str,
) -> Result<Prepared, Failure> {
    let wanted = Wanted {
        studies,
        ..Wanted::default()
    };
    let (wanted, patients) = looked_over(app, visitor.words, wanted, Together::One).await?;
    let (workshop, language) = (app.workshop().clone(), language.to_owned());
    let begun = tokio::task::spawn_blocking(move || workshop.view(&wanted.studies, &language));
    let name = begun.await.map_err(Failure::bug)??;
    Ok(Prepared { name, patients })
}

/// A page, by its name.
pub(crate) async fn viewing(app: &App, name: &str) -> Result<Viewing, Failure> {
    let (workshop, name) = (app.workshop().clone(), name.to_owned());
    let found = tokio::task::spawn_blocking(move || workshop.viewing(&name));
    found.await.map_err(Failure::bug)?.ok_or(Failure::NotFound)
}

/// POST /views
pub(crate) async fn begin(
    State(app): State<App>,
    visitor: Visitor,
    fields: Fields,
) -> Result<Response, Failure> {
    let language = visitor.words.code;
    let view = prepare(&app, &visitor, fields.all("study"), language).await?;
    Ok(see_other(&format!("/views/{}", view.name)))
}

/// GET /views/{view}: waits a little, then goes to the page or says how far it is.
pub(crate) async fn wait(
    State(app): State<App>,
    visitor: Visitor,
    Path(name): Path<String>,
) -> Result<Response, Failure> {
    let end = Instant::now() + PATIENCE;
    let mut found = viewing(&app, &name).await?;
    while matches!(found.state, ViewState::Underway { .. }) && Instant::now() < end {
        tokio::time::sleep(LOOK).await;
        found = viewing(&app, &name).await?;
    }
    let (progress, reason) = match found.state {
        ViewState::Made { .. } => return Ok(go(&visitor, &page_path(&name))),
        ViewState::Underway { done, total } => (Some((done, total)), String::new()),
        ViewState::Failed(reason) => (None, reason),
    };
    let state = WaitPart {
        words: visitor.words,
        csrf: visitor.csrf(),
        name,
        progress,
        reason,
        studies: found.studies,
    };
    Ok(match visitor.wants_part {
        true => part(&state),
        false => whole(&WaitPage {
            shell: Shell::of(&visitor, ""),
            state,
        }),
    })
}

/// Goes on elsewhere, whoever asks.
fn go(visitor: &Visitor, path: &str) -> Response {
    let to = HeaderValue::from_str(path)
        .ok()
        .filter(|_| visitor.wants_part);
    let Some(to) = to else {
        return see_other(path);
    };
    let mut response = StatusCode::OK.into_response();
    response.headers_mut().insert("hx-redirect", to);
    response
}

/// GET /views/{view}/{path}: the page and what it reads.
pub(crate) async fn file(
    State(app): State<App>,
    visitor: Visitor,
    Path((name, path)): Path<(String, String)>,
    headers: HeaderMap,
) -> Result<Response, Failure> {
    let found = viewing(&app, &name).await?;
    let ViewState::Made { folder, script } = found.state else {
        return Ok(see_other(&format!("/views/{name}")));
    };
    let who = (visitor.who.name(), name.clone());
    if path == PAGE || !app.inner.seen.has(&who) {
        let now = prepare(&app, &visitor, found.studies, &found.language).await?;
        // More has come since, or something is gone.
        if now.name != name {
            return Ok(see_other(&format!("/views/{}", now.name)));
        }
        let patients = now.patients.iter().map(String::as_str);
        let deed = Deed::done(Action::View).on(&name).of(patients);
        app.note(&visitor, deed).await?;
        app.inner.seen.add(who);
    }
    let mut response = send(inside(folder, &path)?, &path, &headers).await?;
    let policy = match path == PAGE {
        true => format!("default-src 'none'; script-src 'self' blob: {script}; {VIEWER}"),
        false => BESIDE.to_owned(),
    };
    let policy = HeaderValue::from_str(&policy).map_err(Failure::bug)?;
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_SECURITY_POLICY, policy);
    if path != PAGE {
        headers.insert(header::CACHE_CONTROL, CACHED);
    }
    Ok(response)
}

/// A file of the page's folder.
fn inside(folder: PathBuf, path: &str) -> Result<PathBuf, Failure> {
    let is_sound = |part: &str| {
        let mut bytes = part.bytes();
        !part.starts_with('.')
            && !part.is_empty()
            && bytes.all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'_' | b'-'))
    };
    match path.len() <= LONGEST_PATH && path.split('/').all(is_sound) {
        true => Ok(folder.join(path)),
        false => Err(Failure::NotFound),
    }
}

/// A file, or the part of it that a player asks for.
async fn send(file: PathBuf, path: &str, headers: &HeaderMap) -> Result<Response, Failure> {
    let opened = tokio::fs::File::open(file).await;
    let mut file = opened.map_err(|_| Failure::NotFound)?;
    let metadata = file.metadata().await.map_err(Failure::bug)?;
    if !metadata.is_file() {
        return Err(Failure::NotFound);
    }
    let length = metadata.len();
    let asked = headers.get(header::RANGE);
    let asked = asked.and_then(|value| range_of(value.to_str().ok()?, length));
    let (from, wanted) = match &asked {
        Some(range) => (*range.start(), range.end() - range.start() + 1),
        None => (0, length),
    };
    file.seek(SeekFrom::Start(from))
        .await
        .map_err(Failure::bug)?;
    let body = Body::from_stream(ReaderStream::with_capacity(file.take(wanted), CHUNK));
    let mut response = body.into_response();
    describe(response.headers_mut(), path, wanted);
    if let Some(range) = asked {
        let text = format!("bytes {}-{}/{length}", range.start(), range.end());
        let text = HeaderValue::from_str(&text).map_err(Failure::bug)?;
        response.headers_mut().insert(header::CONTENT_RANGE, text);
        *response.status_mut() = StatusCode::PARTIAL_CONTENT;
    }
    Ok(response)
}

/// What a file is, by its extension.
fn describe(headers: &mut HeaderMap, path: &str, length: u64) {
    let last = path.rsplit('/').next().unwrap_or_default();
    let extension = last.rsplit_once('.').map_or("", |(_, extension)| extension);
    let mut types = TYPES.iter();
    let kind = types.find(|(known, _)| known.eq_ignore_ascii_case(extension));
    if kind.is_none() {
        let saved = HeaderValue::from_static("attachment");
        headers.insert(header::CONTENT_DISPOSITION, saved);
    }
    let kind = kind.map_or("application/octet-stream", |(_, kind)| kind);
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    headers.insert(header::CONTENT_LENGTH, length.into());
    headers.insert(header::ACCEPT_RANGES, HeaderValue::from_static("bytes"));
}

/// One range of bytes (RFC 9110 14.1.2); all else may be answered by the whole file.
fn range_of(text: &str, length: u64) -> Option<RangeInclusive<u64>> {
    let (first, last) = text.strip_prefix("bytes=")?.split_once('-')?;
    let end = length.checked_sub(1)?;
    let range = match (first.is_empty(), last.is_empty()) {
        (true, _) => length.saturating_sub(last.parse().ok().filter(|count| *count > 0)?)..=end,
        (false, true) => first.parse().ok()?..=end,
        (false, false) => first.parse().ok()?..=last.parse::<u64>().ok()?.min(end),
    };
    (!range.is_empty()).then_some(range)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_are_those_that_players_ask_for() {
        for (text, wanted) in [
            ("bytes=0-", Some(0..=99)),
            ("bytes=10-19", Some(10..=19)),
            ("bytes=90-1000", Some(90..=99)),
            ("bytes=-5", Some(95..=99)),
            ("bytes=-500", Some(0..=99)),
            ("bytes=100-", None),
            ("bytes=20-10", None),
            ("bytes=-0", None),
            ("bytes=0-1,5-6", None),
            ("lines=1-2", None),
        ] {
            assert_eq!(range_of(text, 100), wanted, "{text}");
        }
        assert_eq!(range_of("bytes=0-", 0), None);
    }

    #[test]
    fn no_path_leads_out_of_the_folder() {
        let folder = || PathBuf::from("page");
        for path in ["INDEX.HTM", "viewer/c0000001", "ihe_pdi/st000001/index.htm"] {
            assert!(inside(folder(), path).is_ok(), "{path}");
        }
        for path in [
            "",
            "../about.json",
            "viewer/..",
            "/etc/passwd",
            "a//b",
            "a\\b",
            "viewer/c%2e",
        ] {
            assert!(inside(folder(), path).is_err(), "{path}");
        }
    }
}
