//! Print jobs: who printed what, whose it is, and what a person does about it. Pages and API come
//! through here, so that each access is in the audit trail and each order within bounds.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use axum::body::{Body, Bytes};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use filmdesk_archive::desk::FilmPatient;
use filmdesk_archive::{PatientKey, PatientSummary, Query};
use tokio::sync::Semaphore;

use crate::App;
use crate::access::Visitor;
use crate::audit::{Action, Deed};
use crate::contract::{
    Drawn, FilmDocument, FilmJob, FilmOrder, Films, KeptFilms, NotDone, Proposed,
};
use crate::respond::Failure;
use crate::search;
use crate::words::Words;

/// Jobs of a page: as many as one looks through before searching elsewhere.
pub(crate) const PAGE: usize = 20;
/// Pixels on the longer side of a thumbnail: one sees which film it is and reads nothing on it.
pub(crate) const THUMBNAIL: u32 = 200;
/// The film as it is seen first, as previews in the printers' folders are: a screen of it.
pub(crate) const SCREEN: u32 = 1600;
/// The film for a closer look: some hundred dots per inch of the largest.
pub(crate) const CLOSE: u32 = 4096;
/// Films drawn at once for browsers: printers come first.
const DRAWN_AT_ONCE: usize = 2;
/// Thumbnails remembered, of some 30 KB each; over it all are drawn again.
const THUMBNAILS: usize = 200;
/// Bytes read of a document at once.
const CHUNK: usize = 256 << 10;

/// A print job with its patient.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct View {
    pub(crate) job: FilmJob,
    /// As a person said.
    pub(crate) patient: Option<FilmPatient>,
}

impl View {
    /// Number as people read it.
    pub(crate) fn number(&self) -> String {
        number(self.job.number)
    }

    /// Whom the console says the films are of, while no person has said it.
    pub(crate) fn proposed(&self) -> Option<&Proposed> {
        self.job
            .proposed
            .as_ref()
            .filter(|_| self.patient.is_none())
    }

    /// The Patient ID, by whom it may be known.
    pub(crate) fn patient_id(&self) -> &str {
        match (&self.patient, &self.job.proposed) {
            (Some(films), _) => &films.patient.id,
            (None, Some(proposed)) => &proposed.patient_id,
            (None, None) => "",
        }
    }

    /// How it stands, in words.
    pub(crate) fn told(&self, words: &Words) -> &'static str {
        words.films.state_of(self.job.state)
    }

    fn deed(&self, action: Action) -> Deed {
        let id = Some(self.patient_id()).filter(|id| !id.is_empty());
        Deed::done(action)
            .on(format_args!("film job {}", self.number()))
            .of(id)
    }
}

/// A job's number as people read it.
pub(crate) fn number(number: u64) -> String {
    filmdesk_archive::JobNumber(number).to_string()
}

/// What drawing for browsers needs.
#[derive(Debug)]
pub(crate) struct Drawing {
    permits: Semaphore,
    thumbnails: Mutex<HashMap<Thumbnail, Bytes>>,
}

/// A thumbnail by its job, the printer that the job is for, and the film.
type Thumbnail = (u64, String, usize);

impl Default for Drawing {
    fn default() -> Self {
        Self {
            permits: Semaphore::new(DRAWN_AT_ONCE),
            thumbnails: Mutex::default(),
        }
    }
}

/// Asks the films where blocking is allowed.
async fn ask<T: Send + 'static>(
    app: &App,
    work: impl FnOnce(&dyn Films) -> T + Send + 'static,
) -> Result<T, Failure> {
    let workshop = app.workshop().clone();
    let asked = tokio::task::spawn_blocking(move || work(workshop.films()));
    asked.await.map_err(Failure::bug)
}

fn not_done(words: &'static Words, why: &NotDone) -> Failure {
    match (words.films.not_done(why), why) {
        (_, NotDone::NotThere) => Failure::NotFound,
        (Some(word), _) => Failure::refused(word),
        (None, why) => Failure::bug(why),
    }
}

async fn with_patients(app: &App, jobs: Vec<FilmJob>) -> Result<Vec<View>, Failure> {
    let uids: Vec<&str> = jobs.iter().map(|job| job.uid.as_str()).collect();
    let mut known = app.archive().desk().film_patients(&uids).await?;
    for films in &mut known {
        films.moment = films.moment.to_offset(app.now().offset());
    }
    let view = |job: FilmJob| View {
        patient: known.iter().find(|films| films.job == job.uid).cloned(),
        job,
    };
    Ok(jobs.into_iter().map(view).collect())
}

/// Jobs before a number, the newest first; from which on there are older ones.
pub(crate) async fn page(
    app: &App,
    before: Option<u64>,
) -> Result<(Vec<View>, Option<u64>), Failure> {
    let before = before.unwrap_or(u64::MAX);
    let mut jobs = ask(app, move |films| films.jobs(before, PAGE + 1)).await?;
    let is_more = jobs.len() > PAGE;
    jobs.truncate(PAGE);
    let older = jobs.last().map(|job| job.number).filter(|_| is_more);
    Ok((with_patients(app, jobs).await?, older))
}

/// Writes down that these were seen.
pub(crate) async fn note_seen(app: &App, visitor: &Visitor, views: &[View]) -> Result<(), Failure> {
    let mut ids: Vec<&str> = views.iter().map(View::patient_id).collect();
    ids.retain(|id| !id.is_empty());
    ids.sort_unstable();
    ids.dedup();
    match ids.is_empty() {
        true => Ok(()),
        false => {
            app.note(visitor, Deed::done(Action::ListFilms).of(ids))
                .await
        }
    }
}

/// A job.
pub(crate) async fn view(app: &App, number: u64) -> Result<View, Failure> {
    let job = ask(app, move |films| films.job(number)).await?;
    let views = with_patients(app, job.into_iter().collect()).await?;
    views.into_iter().next().ok_or(Failure::NotFound)
}

/// A job that somebody looks at.
pub(crate) async fn open(app: &App, visitor: &Visitor, number: u64) -> Result<View, Failure> {
    let view = view(app, number).await?;
    app.note(visitor, view.deed(Action::OpenFilms)).await?;
    Ok(view)
}

/// Draws a document; whoever gets it is written down.
pub(crate) async fn draw(
    app: &App,
    visitor: &Visitor,
    number: u64,
    document: FilmDocument,
) -> Result<Response, Failure> {
    let view = view(app, number).await?;
    let (action, disposition) = match document {
        FilmDocument::Preview(..) => (Action::OpenFilms, "inline"),
        _ => (Action::DownloadFilms, "attachment"),
    };
    app.note(visitor, view.deed(action)).await?;
    let drawn = drawn(app, visitor, number, document).await?;
    let length = drawn.file.metadata().map_err(Failure::bug)?.len();
    let headers = [
        (header::CONTENT_TYPE, drawn.media_type.to_owned()),
        (header::CONTENT_LENGTH, length.to_string()),
        (
            header::CONTENT_DISPOSITION,
            format!("{disposition}; filename=\"{}\"", drawn.name),
        ),
    ];
    let file = tokio::fs::File::from_std(drawn.file);
    let bytes = tokio_util::io::ReaderStream::with_capacity(file, CHUNK);
    Ok((headers, Body::from_stream(bytes)).into_response())
}

async fn drawn(
    app: &App,
    visitor: &Visitor,
    number: u64,
    document: FilmDocument,
) -> Result<Drawn, Failure> {
    let permit = app.inner.drawing.permits.acquire().await;
    let _permit = permit.map_err(Failure::bug)?;
    let drawn = ask(app, move |films| films.draw(number, document)).await?;
    drawn.map_err(|why| not_done(visitor.words, &why))
}

/// A film in small, from 0. It is part of the list and written down with it.
pub(crate) async fn thumbnail(
    app: &App,
    visitor: &Visitor,
    number: u64,
    film: usize,
) -> Result<Bytes, Failure> {
    let job = ask(app, move |films| films.job(number)).await?;
    let job = job.ok_or(Failure::NotFound)?;
    let key = (number, job.printer, film);
    let known = || app.inner.drawing.thumbnails.lock();
    let found = known()
        .unwrap_or_else(PoisonError::into_inner)
        .get(&key)
        .cloned();
    if let Some(bytes) = found {
        return Ok(bytes);
    }
    let drawn = drawn(app, visitor, number, FilmDocument::Preview(film, THUMBNAIL)).await?;
    let mut file = tokio::fs::File::from_std(drawn.file);
    let mut bytes = Vec::new();
    tokio::io::AsyncReadExt::read_to_end(&mut file, &mut bytes)
        .await
        .map_err(Failure::bug)?;
    let bytes = Bytes::from(bytes);
    let mut thumbnails = known().unwrap_or_else(PoisonError::into_inner);
    if thumbnails.len() >= THUMBNAILS {
        thumbnails.clear();
    }
    thumbnails.insert(key, bytes.clone());
    Ok(bytes)
}

fn action_of(order: &FilmOrder) -> Action {
    match order {
        FilmOrder::Hold => Action::HoldFilms,
        FilmOrder::Release => Action::ReleaseFilms,
        FilmOrder::Cancel => Action::CancelFilms,
        FilmOrder::Move { .. } => Action::MoveFilms,
        FilmOrder::Print { .. } => Action::PrintFilms,
    }
}

/// An order within what its printer does; without a printer it is the job's own.
fn within(app: &App, view: &View, order: FilmOrder) -> Result<FilmOrder, NotDone> {
    let printers = app.workshop().films().printers();
    let known = |wanted: String| {
        let wanted = if wanted.is_empty() {
            view.job.printer.clone()
        } else {
            wanted
        };
        let found = printers.iter().find(|printer| printer.ae_title == wanted);
        found.ok_or(NotDone::NoPrinter)
    };
    Ok(match order {
        FilmOrder::Move { printer } => FilmOrder::Move {
            printer: known(printer)?.ae_title.clone(),
        },
        FilmOrder::Print { printer, copies } => {
            let printer = known(printer)?;
            FilmOrder::Print {
                copies: copies.clamp(1, printer.most_copies.max(1)),
                printer: printer.ae_title.clone(),
            }
        }
        other => other,
    })
}

/// Does something with a job and writes it down; the number of the job that it is then.
pub(crate) async fn steer(
    app: &App,
    visitor: &Visitor,
    number: u64,
    order: FilmOrder,
) -> Result<u64, Failure> {
    let told = |why: NotDone| not_done(visitor.words, &why);
    let view = view(app, number).await?;
    let order = within(app, &view, order).map_err(told)?;
    let action = action_of(&order);
    let steer = async {
        let steered = ask(app, move |films| films.steer(number, &order)).await?;
        steered.map_err(told)
    };
    let then = app.noted(visitor, view.deed(action), steer).await?;
    if let Some(films) = view.patient.clone().filter(|_| then != number) {
        // The same films: whose they are was said already.
        let job = self::view(app, then).await?.job.uid;
        let films = FilmPatient { job, ..films };
        app.archive().desk().assign_films(&films).await?;
    }
    Ok(then)
}

/// Prints the wedge that a printer's calibration is measured by; the number of its job.
pub(crate) async fn wedge(app: &App, visitor: &Visitor, printer: String) -> Result<u64, Failure> {
    let mut printers = app.workshop().films().printers().into_iter();
    if !printers.any(|known| known.ae_title == printer) {
        return Err(Failure::NotFound);
    }
    let deed = Deed::done(Action::PrintWedge).on(&printer);
    let print = async {
        let printed = ask(app, move |films| films.wedge(&printer)).await?;
        printed.map_err(|why| not_done(visitor.words, &why))
    };
    app.noted(visitor, deed, print).await
}

/// Says whose the films are.
pub(crate) async fn assign(
    app: &App,
    visitor: &Visitor,
    number: u64,
    patient: PatientKey,
) -> Result<(), Failure> {
    let view = view(app, number).await?;
    let patient = search::patient(app, patient).await?;
    let films = FilmPatient {
        job: view.job.uid.clone(),
        patient,
        actor: visitor.who.name(),
        moment: app.now(),
    };
    let view = View {
        patient: Some(films.clone()),
        ..view
    };
    let event = app.event(visitor, view.deed(Action::AssignFilms));
    let desk = app.archive().desk().noting(event);
    Ok(desk.assign_films(&films).await?)
}

/// Takes that back.
pub(crate) async fn take_back(app: &App, visitor: &Visitor, number: u64) -> Result<(), Failure> {
    let view = view(app, number).await?;
    let event = app.event(visitor, view.deed(Action::TakeBackFilms));
    let desk = app.archive().desk().noting(event);
    Ok(desk.take_back_films(&view.job.uid).await?)
}

/// Puts the films into the archive as images of their patient.
pub(crate) async fn keep(
    app: &App,
    visitor: &Visitor,
    number: u64,
) -> Result<(PatientSummary, KeptFilms), Failure> {
    let view = view(app, number).await?;
    let Some(films) = view.patient.clone() else {
        return Err(Failure::refused(visitor.words.films.not_assigned_yet));
    };
    let keep = async {
        let kept = ask(app, move |all| all.keep(number, &films.patient)).await?;
        kept.map_err(|why| not_done(visitor.words, &why))
    };
    let deed = view.deed(Action::KeepFilms);
    let kept = app.noted(visitor, deed, keep).await?;
    let query = Query {
        study_uid: kept.study_uid.clone(),
        limit: 1,
        ..Query::default()
    };
    let studies = app.archive().find_studies(&query).await?;
    let study = studies.into_iter().next().ok_or(Failure::NotFound)?;
    Ok((study.patient, kept))
}
