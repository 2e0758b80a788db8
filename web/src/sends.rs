//! Sends as cards: whose studies, to whom, how far, and what was not taken.

use filmdesk_archive::{Job, JobKind, JobState};
use serde::Serialize;
use time::OffsetDateTime;

use crate::App;
use crate::contract::{AnswerCount, ImageAnswer, SendOrder, SendReport};
use crate::jobs::{of_desk, seconds_left, title};
use crate::respond::Failure;

/// Cards of a desk, when not more are open.
const CARDS: usize = 8;

/// A send as people and programs see it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(crate) struct View {
    pub(crate) id: i64,
    pub(crate) state: &'static str,
    pub(crate) destination: String,
    /// Images that the destination has.
    pub(crate) done: u64,
    pub(crate) total: u64,
    pub(crate) bytes: u64,
    pub(crate) bytes_total: u64,
    pub(crate) reason: String,
    pub(crate) detail: String,
    pub(crate) requester: String,
    #[serde(serialize_with = "crate::respond::rfc3339")]
    pub(crate) created: OffsetDateTime,
    #[serde(serialize_with = "crate::respond::rfc3339")]
    pub(crate) changed: OffsetDateTime,
    pub(crate) patient_name: String,
    pub(crate) patient_ids: Vec<String>,
    pub(crate) is_ending: bool,
    /// Whether the destination is away, and tried again by itself.
    pub(crate) is_away: bool,
    /// When; seconds since 1970, 0: not.
    pub(crate) next_try: i64,
    /// At the pace so far.
    pub(crate) seconds_left: Option<u64>,
    pub(crate) turned: u64,
    pub(crate) answers: Vec<AnswerCount>,
    pub(crate) images: Vec<ImageAnswer>,
    pub(crate) more: u64,
}

/// The cards of the desk: what is open, then what is over, the newest first.
pub(crate) async fn cards(app: &App) -> Result<Vec<View>, Failure> {
    views(app, of_desk(app, JobKind::Send, CARDS).await?).await
}

/// The newest sends.
pub(crate) async fn list(app: &App, limit: u32) -> Result<Vec<Job>, Failure> {
    Ok(app.archive().jobs().list(&[JobKind::Send], limit).await?)
}

pub(crate) async fn views(app: &App, jobs: Vec<Job>) -> Result<Vec<View>, Failure> {
    let mut views = Vec::new();
    for job in jobs {
        views.push(view(app, job).await?);
    }
    Ok(views)
}

/// A send as it is seen.
pub(crate) async fn view(app: &App, job: Job) -> Result<View, Failure> {
    // What another version wrote says nothing.
    let order: SendOrder = serde_json::from_value(job.order.clone()).unwrap_or_default();
    let report: SendReport = serde_json::from_value(job.report.detail.clone()).unwrap_or_default();
    let title = title(app, &job, &order.studies, "").await?;
    let (reason, detail) = job.reason.split_once(": ").unwrap_or((&job.reason, ""));
    // Until it takes something again: a try alone says nothing of the destination.
    let is_open = matches!(job.state, JobState::Waiting | JobState::Running);
    let is_away = is_open && report.next_try > 0;
    let now = app.now();
    let offset = now.offset();
    Ok(View {
        id: job.id.0,
        seconds_left: seconds_left(app, &job, now),
        state: job.state.word(),
        destination: order.destination,
        done: job.report.done,
        total: job.report.total,
        bytes: report.bytes,
        bytes_total: report.bytes_total,
        reason: reason.to_owned(),
        detail: match is_away {
            true => report.trouble,
            false => detail.to_owned(),
        },
        created: job.created.to_offset(offset),
        changed: job.changed.to_offset(offset),
        patient_name: title.name,
        patient_ids: title.ids,
        is_ending: job.cancel_asked && job.state == JobState::Running,
        is_away,
        next_try: if is_away { report.next_try } else { 0 },
        turned: report.turned,
        answers: report.answers,
        images: report.images,
        more: report.more,
        requester: job.requester,
    })
}
