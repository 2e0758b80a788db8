//! Orders to send studies on, and what can be done about them.

use axum::extract::{Path, State};
use axum::http::HeaderValue;
use axum::response::Response;
use filmdesk_archive::{Job, JobId, JobKind, NewJob, Selection};
use time::{OffsetDateTime, UtcOffset};

use super::desk::{Together, cards_part, looked_over, sent};
use super::form::Fields;
use super::jobs::time_left;
use crate::App;
use crate::access::Visitor;
use crate::audit::{Action, Deed};
use crate::contract::{SendOrder, Wanted};
use crate::respond::{Failure, part, see_other};
use crate::sends::{View, view};
use crate::words::{Words, filled};

impl View {
    pub(super) fn number(&self) -> String {
        JobId(self.id).to_string()
    }

    pub(super) fn is_open(&self) -> bool {
        matches!(self.state, "waiting" | "running" | "held" | "failed")
    }

    pub(super) fn may_retry(&self) -> bool {
        matches!(self.state, "held" | "failed")
    }

    pub(super) fn state_in(&self, words: &Words) -> &'static str {
        match self.state {
            _ if self.is_ending => words.jobs.state_ending,
            "waiting" | "running" if self.is_away => words.sends.state_away,
            "running" => words.sends.state_running,
            "done" => words.sends.state_done,
            state => words.jobs.state(state),
        }
    }

    pub(super) fn left_in(&self, words: &Words) -> String {
        time_left(words, self.seconds_left)
    }

    pub(super) fn arrived_in(&self, words: &Words) -> String {
        let counts = [self.done.to_string(), self.total.to_string()];
        filled(words.sends.arrived, &[&counts[0], &counts[1]])
    }

    /// When the next try is, on the clock of the server.
    pub(super) fn next_try_in(&self, words: &Words) -> String {
        let offset: UtcOffset = self.created.offset();
        let when = OffsetDateTime::from_unix_timestamp(self.next_try);
        let time = when.map(|when| when.to_offset(offset).time());
        time.map_or(String::new(), |time| {
            let time = format!("{:02}:{:02}", time.hour(), time.minute());
            filled(words.sends.next_try, &[&time])
        })
    }
}

/// Whether there is a destination of this name; nobody is sent anything otherwise.
pub(crate) fn known(app: &App, words: &Words, destination: &str) -> Result<(), Failure> {
    let all = app.administration().destinations();
    match all.iter().any(|known| known.name == destination) {
        true => Ok(()),
        false => Err(Failure::invalid(words.sends.unknown_destination)),
    }
}

/// Puts an order in the queue.
pub(crate) async fn enqueue(
    app: &App,
    visitor: &Visitor,
    order: SendOrder,
) -> Result<JobId, Failure> {
    known(app, visitor.words, &order.destination)?;
    let wanted = Wanted {
        studies: order.studies.clone(),
        ..Wanted::default()
    };
    // Unlike a disc, an archive is nobody's: studies of several patients are.
    let (wanted, patients) = looked_over(app, visitor.words, wanted, Together::Any).await?;
    let job = NewJob {
        kind: JobKind::Send,
        order: serde_json::to_value(&order).map_err(Failure::bug)?,
        priority: 0,
        pins: Selection::Studies(wanted.studies),
        requester: visitor.who.name(),
        code: String::new(),
    };
    let note = |id| {
        let what = format!("{id} → {}", order.destination);
        let patients = patients.iter().map(String::as_str);
        let deed = Deed::done(Action::Send).on(what).of(patients);
        vec![app.event(visitor, deed)]
    };
    let jobs = app.archive().jobs();
    Ok(jobs.enqueue_noted(&job, app.now(), note).await?)
}

/// POST /sends
pub(crate) async fn order(
    State(app): State<App>,
    visitor: Visitor,
    fields: Fields,
) -> Result<Response, Failure> {
    let order = SendOrder {
        destination: fields.text("destination").to_owned(),
        studies: fields.all("study"),
    };
    let id = enqueue(&app, &visitor, order).await?;
    if !visitor.wants_part {
        return Ok(see_other(&format!("/?sent={}", id.0)));
    }
    let mut response = sent(&visitor, id);
    let event = HeaderValue::from_static("ordered");
    response
        .headers_mut()
        .insert("hx-trigger-after-swap", event);
    Ok(response)
}

pub(crate) async fn job_of(app: &App, id: i64) -> Result<(Job, View), Failure> {
    let job = app.archive().jobs().job(JobId(id)).await?;
    if job.kind != JobKind::Send {
        return Err(Failure::NotFound);
    }
    let view = view(app, job.clone()).await?;
    Ok((job, view))
}

/// Steers a send and writes it down.
pub(crate) async fn steer(
    app: &App,
    visitor: &Visitor,
    id: i64,
    action: Action,
) -> Result<View, Failure> {
    let (job, view) = job_of(app, id).await?;
    let patients = view.patient_ids.iter().map(String::as_str);
    let what = format!("{} → {}", job.id, view.destination);
    let deed = Deed::done(action).on(what).of(patients);
    let jobs = app.archive().jobs().noting(app.event(visitor, deed));
    match action {
        Action::CancelSend => drop(jobs.cancel(job.id, app.now()).await?),
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

/// POST /sends/{job}/cancel
pub(crate) async fn cancel(
    State(app): State<App>,
    visitor: Visitor,
    Path(job): Path<i64>,
) -> Result<Response, Failure> {
    steered(&app, &visitor, job, Action::CancelSend).await
}

/// POST /sends/{job}/retry
pub(crate) async fn retry(
    State(app): State<App>,
    visitor: Visitor,
    Path(job): Path<i64>,
) -> Result<Response, Failure> {
    steered(&app, &visitor, job, Action::RetrySend).await
}
