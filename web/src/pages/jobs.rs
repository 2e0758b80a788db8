//! Cards of jobs: as they are, as they go on, and what can be done about them.

use std::borrow::Borrow;

use askama::Template;
use axum::extract::{Path, State};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use filmdesk_archive::{Job, JobId};
use time::OffsetDateTime;

use super::desk::cards_part;
use super::shell::Shell;
use crate::access::Visitor;
use crate::audit::{Action, Deed};
use crate::contract::Receipt;
use crate::jobs::{View, view};
use crate::respond::{Failure, part, see_other, whole};
use crate::words::{Words, filled};
use crate::{App, live};

/// Bytes read of an image at once.
const CHUNK: usize = 256 << 10;

/// The cards.
#[derive(Template)]
#[template(path = "jobs.html")]
pub(crate) struct JobCards {
    pub(crate) words: &'static Words,
    pub(crate) csrf: String,
    pub(crate) jobs: Vec<View>,
    pub(crate) sends: Vec<crate::sends::View>,
    pub(crate) hands_over: bool,
}

/// The card of one disc as a page of its own: whose label was scanned, or a link of a patient's
/// card.
#[derive(Template)]
#[template(path = "disc.html")]
struct DiscPage {
    shell: Shell,
    number: String,
    cards: JobCards,
}

impl JobCards {
    pub(crate) async fn of(app: &App, visitor: &Visitor) -> Result<Self, Failure> {
        cards_part(app, visitor).await
    }

    pub(super) fn with(
        app: &App,
        visitor: &Visitor,
        jobs: Vec<View>,
        sends: Vec<crate::sends::View>,
    ) -> Self {
        Self {
            words: visitor.words,
            csrf: visitor.csrf(),
            jobs,
            sends,
            hands_over: app.settings().hand_over != Receipt::Nothing,
        }
    }
}

impl View {
    pub(crate) fn number(&self) -> String {
        JobId(self.id).to_string()
    }

    pub(crate) fn given_at(&self) -> String {
        self.handed_over.map(moment).unwrap_or_default()
    }

    fn is_open(&self) -> bool {
        matches!(self.state, "waiting" | "running" | "held" | "failed")
    }

    fn may_retry(&self) -> bool {
        matches!(self.state, "held" | "failed")
    }

    fn amount(&self, words: &Words) -> String {
        match (self.counts_bytes, self.total) {
            (_, 0) => String::new(),
            (true, total) => format!(
                "{} {} {}",
                megabytes(self.done),
                words.jobs.bytes_of,
                megabytes(total)
            ),
            (false, total) => format!("{} {} {total}", self.done, words.jobs.bytes_of),
        }
    }

    fn left_in(&self, words: &Words) -> String {
        time_left(words, self.seconds_left)
    }
}

/// How long something will still take: 3:07 left.
pub(super) fn time_left(words: &Words, seconds: Option<u64>) -> String {
    let time = |seconds: u64| format!("{}:{:02}", seconds / 60, seconds % 60);
    let left = seconds.map(|seconds| filled(words.jobs.seconds_left, &[&time(seconds)]));
    left.unwrap_or_default()
}

/// Bytes as people read them.
pub(crate) fn megabytes(bytes: impl Borrow<u64>) -> String {
    match *bytes.borrow() {
        small @ ..1_000_000 => format!("{} KB", small.div_ceil(1000)),
        middle @ ..1_000_000_000 => format!("{:.0} MB", middle as f64 / 1e6),
        large => format!("{:.2} GB", large as f64 / 1e9),
    }
}

/// A moment as people read it: 2026-03-04 05:06.
pub(crate) fn moment(when: impl Borrow<OffsetDateTime>) -> String {
    let when = when.borrow();
    let (date, (hour, minute, _)) = (when.date(), when.to_hms());
    format!("{date} {hour:02}:{minute:02}")
}

/// GET /jobs/events
pub(crate) async fn events(State(app): State<App>, visitor: Visitor) -> Response {
    let news = app.archive().jobs().watch();
    let draw = {
        let app = app.clone();
        move || {
            let (app, visitor) = (app.clone(), visitor.clone());
            async move { cards_part(&app, &visitor).await.ok()?.render().ok() }
        }
    };
    live::parts(app, "jobs", news, draw)
}

pub(crate) async fn job_of(app: &App, id: i64) -> Result<(Job, View), Failure> {
    let job = app.archive().jobs().job(JobId(id)).await?;
    if job.kind != filmdesk_archive::JobKind::Disc {
        return Err(Failure::NotFound);
    }
    let view = view(app, job.clone()).await?;
    Ok((job, view))
}

/// The same for somebody who does this with it, which is in the trail.
pub(super) async fn job_for(
    app: &App,
    visitor: &Visitor,
    id: i64,
    action: Action,
) -> Result<(Job, View), Failure> {
    let (job, view) = job_of(app, id).await?;
    let patients = view.patient_ids.iter().map(String::as_str);
    let deed = Deed::done(action).on(job.id).of(patients);
    app.note(visitor, deed).await?;
    Ok((job, view))
}

/// GET /jobs/{job}
pub(crate) async fn page(
    State(app): State<App>,
    visitor: Visitor,
    Path(id): Path<i64>,
) -> Result<Response, Failure> {
    let (_, view) = job_for(&app, &visitor, id, Action::Open).await?;
    Ok(whole(&DiscPage {
        shell: Shell::of(&visitor, "/"),
        number: view.number(),
        cards: JobCards::with(&app, &visitor, vec![view], Vec::new()),
    }))
}

/// Steers a job and writes it down.
pub(crate) async fn steer(
    app: &App,
    visitor: &Visitor,
    id: i64,
    action: Action,
) -> Result<View, Failure> {
    let (job, view) = job_of(app, id).await?;
    let patients = view.patient_ids.iter().map(String::as_str);
    let deed = Deed::done(action).on(job.id).of(patients);
    let jobs = app.archive().jobs().noting(app.event(visitor, deed));
    match action {
        Action::CancelJob => drop(jobs.cancel(job.id, app.now()).await?),
        _ => jobs.retry(job.id, app.now()).await?,
    }
    Ok(job_of(app, id).await?.1)
}

async fn steered(
    app: &App,
    visitor: &Visitor,
    id: i64,
    action: Action,
) -> Result<Response, Failure> {
    steer(app, visitor, id, action).await?;
    match visitor.wants_part {
        true => Ok(part(&cards_part(app, visitor).await?)),
        false => Ok(see_other("/")),
    }
}

/// POST /jobs/{job}/cancel
pub(crate) async fn cancel(
    State(app): State<App>,
    visitor: Visitor,
    Path(job): Path<i64>,
) -> Result<Response, Failure> {
    steered(&app, &visitor, job, Action::CancelJob).await
}

/// POST /jobs/{job}/retry
pub(crate) async fn retry(
    State(app): State<App>,
    visitor: Visitor,
    Path(job): Path<i64>,
) -> Result<Response, Failure> {
    steered(&app, &visitor, job, Action::RetryJob).await
}

/// GET /jobs/{job}/label/{number}: the label of a disc, as PDF.
pub(crate) async fn label(
    State(app): State<App>,
    visitor: Visitor,
    Path((id, number)): Path<(i64, usize)>,
) -> Result<Response, Failure> {
    let (job, _) = job_for(&app, &visitor, id, Action::Label).await?;
    let workshop = app.workshop().clone();
    let made = tokio::task::spawn_blocking(move || workshop.label(&job, number));
    let pdf = made.await.map_err(Failure::bug)??;
    let name = format!("inline; filename=\"label-{id:04}-{number}.pdf\"");
    let headers = [
        (header::CONTENT_TYPE, "application/pdf".to_owned()),
        (header::CONTENT_DISPOSITION, name),
    ];
    Ok((headers, pdf).into_response())
}

/// GET /jobs/{job}/image/{number}: the image of a disc, as it is sent.
pub(crate) async fn image(
    State(app): State<App>,
    visitor: Visitor,
    Path((id, number)): Path<(i64, usize)>,
) -> Result<Response, Failure> {
    let (job, view) = job_of(&app, id).await?;
    let images = app.workshop().images(&job);
    let path = number
        .checked_sub(1)
        .and_then(|at| images.get(at))
        .ok_or(Failure::NotFound)?;
    let patients = view.patient_ids.iter().map(String::as_str);
    app.note(
        &visitor,
        Deed::done(Action::Download).on(job.id).of(patients),
    )
    .await?;
    let file = tokio::fs::File::open(path)
        .await
        .map_err(|_| Failure::NotFound)?;
    let length = file.metadata().await.map_err(Failure::bug)?.len();
    let extension = path
        .extension()
        .and_then(|text| text.to_str())
        .unwrap_or("iso");
    let volume = view
        .volumes
        .get(number - 1)
        .map_or("disc", |volume| volume.file_set_id.as_str());
    let name = format!("attachment; filename=\"{volume}.{extension}\"");
    let body =
        axum::body::Body::from_stream(tokio_util::io::ReaderStream::with_capacity(file, CHUNK));
    let headers = [
        (header::CONTENT_TYPE, "application/octet-stream".to_owned()),
        (header::CONTENT_LENGTH, length.to_string()),
        (header::CONTENT_DISPOSITION, name),
    ];
    Ok((headers, body).into_response())
}
