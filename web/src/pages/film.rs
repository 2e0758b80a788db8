//! One print job: its films to look at, whose they are, and what can be done.

use std::borrow::Borrow;

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use filmdesk_archive::{PatientKey, PatientSummary};
use serde::Deserialize;
use sha2::{Digest, Sha256};

use super::form::Fields;
use super::jobs::{megabytes, moment};
use super::shell::Shell;
use crate::App;
use crate::access::Visitor;
use crate::contract::{FilmDocument, FilmOrder, FilmState, Printer, Proposed};
use crate::films::{self, CLOSE, SCREEN, View};
use crate::respond::{Failure, part, see_other, whole};
use crate::search::{self, Hit, iso, shown};
use crate::words::Words;

#[derive(Template)]
#[template(path = "film.html")]
struct FilmPage {
    shell: Shell,
    view: View,
    state: StatePart,
    printers: Vec<Printer>,
    /// The film that is shown, from 1.
    shown: usize,
    q: String,
    found: PatientsPart,
}

impl FilmPage {
    /// How much finer the close look is than the film as it is seen first.
    fn closer(&self) -> f64 {
        f64::from(CLOSE) / f64::from(SCREEN)
    }

    fn printer(&self) -> &str {
        let printers = self.printers.iter();
        let mut own = printers.filter(|printer| printer.ae_title == self.view.job.printer);
        own.next()
            .map_or(&self.view.job.printer, |printer| &printer.name)
    }

    fn most_copies(&self) -> u16 {
        let all = self.printers.iter().map(|printer| printer.most_copies);
        all.max().unwrap_or(1)
    }
}

/// How a job stands, and what can be done while it waits.
#[derive(Template)]
#[template(path = "film-state.html")]
struct StatePart {
    words: &'static Words,
    csrf: String,
    number: u64,
    state: FilmState,
    trouble: Option<&'static str>,
    /// Printers that it could move to.
    others: Vec<Printer>,
    /// What the page has, so that it is sent again only when it is another.
    tag: String,
}

impl StatePart {
    fn of(app: &App, visitor: &Visitor, view: &View) -> Self {
        let mut others = app.workshop().films().printers();
        others.retain(|printer| printer.ae_title != view.job.printer);
        let told = format!(
            "{:?} {:?} {}",
            view.job.state, view.job.trouble, view.job.printer
        );
        let hash = Sha256::digest(told.as_bytes());
        Self {
            words: visitor.words,
            csrf: visitor.csrf(),
            number: view.job.number,
            state: view.job.state,
            trouble: view.job.trouble,
            others,
            tag: hash
                .iter()
                .take(6)
                .map(|byte| format!("{byte:02x}"))
                .collect(),
        }
    }
}

impl StatePart {
    fn told(&self) -> &'static str {
        self.words.films.state_of(self.state)
    }

    /// A printer in trouble lets go of a job between two tries.
    fn may_hold(&self) -> bool {
        let is_stuck = self.state == FilmState::Printing && self.trouble.is_some();
        self.state == FilmState::Waiting || is_stuck
    }
}

/// Patients that the films may be of.
#[derive(Template)]
#[template(path = "film-patients.html")]
struct PatientsPart {
    words: &'static Words,
    csrf: String,
    number: u64,
    hits: Vec<Hit>,
    has_focus: bool,
    /// Something was asked.
    is_asked: bool,
    is_part: bool,
}

/// Words for the templates.
fn born(patient: &PatientSummary) -> String {
    iso(&patient.birth_date)
}

pub(super) fn name_of(patient: &PatientSummary) -> String {
    shown(&patient.name).0
}

fn latin_of(patient: &PatientSummary) -> String {
    shown(&patient.name).1
}

/// A name as a console sent it.
pub(super) fn proposed_name(proposed: &Proposed) -> String {
    shown(&filmdesk_dataset::text::PersonName::parse(
        &proposed.patient_name,
    ))
    .0
}

fn numbers(films: impl Borrow<usize>) -> std::ops::RangeInclusive<usize> {
    1..=*films.borrow()
}

/// What was typed, and which film is looked at.
#[derive(Deserialize, Default)]
pub(crate) struct Asked {
    #[serde(default)]
    q: String,
    /// Enter was pressed: the best match is taken.
    #[serde(default)]
    enter: String,
    film: Option<usize>,
}

async fn patients(
    app: &App,
    visitor: &Visitor,
    number: u64,
    asked: &Asked,
) -> Result<PatientsPart, Failure> {
    let found = search::find(app, visitor, &asked.q).await?;
    Ok(PatientsPart {
        words: visitor.words,
        csrf: visitor.csrf(),
        number,
        hits: found.hits,
        has_focus: !asked.enter.is_empty(),
        is_asked: !asked.q.trim().is_empty(),
        is_part: false,
    })
}

/// What is looked for when nobody has typed: whom the console says.
fn proposed_query(view: &View) -> String {
    let numbers = view.proposed().map(|proposed| {
        [&proposed.patient_id, &proposed.accession_number]
            .into_iter()
            .find(|number| !number.is_empty())
    });
    numbers.flatten().cloned().unwrap_or_default()
}

/// GET /films/{job}
pub(crate) async fn page(
    State(app): State<App>,
    visitor: Visitor,
    Path(job): Path<u64>,
    Query(mut asked): Query<Asked>,
) -> Result<Response, Failure> {
    let view = films::open(&app, &visitor, job).await?;
    if asked.q.is_empty() {
        asked.q = proposed_query(&view);
    }
    if view.patient.is_some() {
        asked.q.clear();
    }
    Ok(whole(&FilmPage {
        shell: Shell::of(&visitor, "/films"),
        state: StatePart::of(&app, &visitor, &view),
        printers: app.workshop().films().printers(),
        shown: asked.film.unwrap_or(1).clamp(1, view.job.films.max(1)),
        found: patients(&app, &visitor, job, &asked).await?,
        q: asked.q,
        view,
    }))
}

/// What the page has.
#[derive(Deserialize)]
pub(crate) struct Known {
    #[serde(default)]
    known: String,
}

/// GET /films/{job}/state: when it has changed.
pub(crate) async fn state(
    State(app): State<App>,
    visitor: Visitor,
    Path(job): Path<u64>,
    Query(known): Query<Known>,
) -> Result<Response, Failure> {
    let state = StatePart::of(&app, &visitor, &films::view(&app, job).await?);
    Ok(match state.tag == known.known {
        true => StatusCode::NO_CONTENT.into_response(),
        false => part(&state),
    })
}

/// GET /films/{job}/find
pub(crate) async fn find(
    State(app): State<App>,
    visitor: Visitor,
    Path(job): Path<u64>,
    Query(asked): Query<Asked>,
) -> Result<Response, Failure> {
    Ok(part(&PatientsPart {
        is_part: true,
        ..patients(&app, &visitor, job, &asked).await?
    }))
}

fn back(job: u64) -> Response {
    see_other(&format!("/films/{job}"))
}

/// POST /films/{job}/assign
pub(crate) async fn assign(
    State(app): State<App>,
    visitor: Visitor,
    Path(job): Path<u64>,
    fields: Fields,
) -> Result<Response, Failure> {
    let key = fields
        .text("patient")
        .parse()
        .map_err(|_| Failure::NotFound)?;
    films::assign(&app, &visitor, job, PatientKey(key)).await?;
    Ok(back(job))
}

/// POST /films/{job}/take-back
pub(crate) async fn take_back(
    State(app): State<App>,
    visitor: Visitor,
    Path(job): Path<u64>,
) -> Result<Response, Failure> {
    films::take_back(&app, &visitor, job).await?;
    Ok(back(job))
}

/// POST /films/{job}/disc: the films become images, which the patient's card then shows.
pub(crate) async fn disc(
    State(app): State<App>,
    visitor: Visitor,
    Path(job): Path<u64>,
) -> Result<Response, Failure> {
    let (patient, _) = films::keep(&app, &visitor, job).await?;
    Ok(see_other(&format!("/patients/{}", patient.key.0)))
}

async fn steered(
    app: &App,
    visitor: &Visitor,
    job: u64,
    order: FilmOrder,
) -> Result<Response, Failure> {
    let then = films::steer(app, visitor, job, order).await?;
    Ok(back(then))
}

/// POST /films/{job}/hold
pub(crate) async fn hold(
    State(app): State<App>,
    visitor: Visitor,
    Path(job): Path<u64>,
) -> Result<Response, Failure> {
    steered(&app, &visitor, job, FilmOrder::Hold).await
}

/// POST /films/{job}/release
pub(crate) async fn release(
    State(app): State<App>,
    visitor: Visitor,
    Path(job): Path<u64>,
) -> Result<Response, Failure> {
    steered(&app, &visitor, job, FilmOrder::Release).await
}

/// POST /films/{job}/cancel
pub(crate) async fn cancel(
    State(app): State<App>,
    visitor: Visitor,
    Path(job): Path<u64>,
) -> Result<Response, Failure> {
    steered(&app, &visitor, job, FilmOrder::Cancel).await
}

/// POST /films/{job}/move
pub(crate) async fn move_to(
    State(app): State<App>,
    visitor: Visitor,
    Path(job): Path<u64>,
    fields: Fields,
) -> Result<Response, Failure> {
    let printer = fields.text("printer").to_owned();
    steered(&app, &visitor, job, FilmOrder::Move { printer }).await
}

/// POST /films/{job}/print
pub(crate) async fn print(
    State(app): State<App>,
    visitor: Visitor,
    Path(job): Path<u64>,
    fields: Fields,
) -> Result<Response, Failure> {
    let printer = fields.text("printer").to_owned();
    let copies = fields.text("copies").parse().unwrap_or(1);
    steered(&app, &visitor, job, FilmOrder::Print { printer, copies }).await
}

/// GET /films/{job}/{number}/thumbnail
pub(crate) async fn thumbnail(
    State(app): State<App>,
    visitor: Visitor,
    Path((job, number)): Path<(u64, usize)>,
) -> Result<Response, Failure> {
    let bytes = films::thumbnail(&app, &visitor, job, from_zero(number)?).await?;
    Ok(([(header::CONTENT_TYPE, "image/png")], bytes).into_response())
}

fn from_zero(number: usize) -> Result<usize, Failure> {
    number.checked_sub(1).ok_or(Failure::NotFound)
}

/// GET /films/{job}/pdf
pub(crate) async fn pdf(
    State(app): State<App>,
    visitor: Visitor,
    Path(job): Path<u64>,
) -> Result<Response, Failure> {
    films::draw(&app, &visitor, job, FilmDocument::Pdf).await
}

/// GET /films/{job}/{number}/png
pub(crate) async fn png(
    State(app): State<App>,
    visitor: Visitor,
    Path((job, number)): Path<(u64, usize)>,
) -> Result<Response, Failure> {
    films::draw(&app, &visitor, job, FilmDocument::Png(from_zero(number)?)).await
}

/// GET /films/{job}/{number}/tiff
pub(crate) async fn tiff(
    State(app): State<App>,
    visitor: Visitor,
    Path((job, number)): Path<(u64, usize)>,
) -> Result<Response, Failure> {
    films::draw(&app, &visitor, job, FilmDocument::Tiff(from_zero(number)?)).await
}

/// GET /films/{job}/{number}/preview
pub(crate) async fn preview(
    State(app): State<App>,
    visitor: Visitor,
    Path((job, number)): Path<(u64, usize)>,
) -> Result<Response, Failure> {
    let document = FilmDocument::Preview(from_zero(number)?, SCREEN);
    films::draw(&app, &visitor, job, document).await
}

/// GET /films/{job}/{number}/close
pub(crate) async fn close(
    State(app): State<App>,
    visitor: Visitor,
    Path((job, number)): Path<(u64, usize)>,
) -> Result<Response, Failure> {
    let document = FilmDocument::Preview(from_zero(number)?, CLOSE);
    films::draw(&app, &visitor, job, document).await
}
