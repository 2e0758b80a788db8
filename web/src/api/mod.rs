//! The API for programs: what the pages do, as JSON. Version 1 only grows.

pub(crate) mod access;
pub(crate) mod calibration;
mod document;
pub(crate) mod films;
pub(crate) mod office;
mod office_schema;
pub(crate) mod recordings;
mod schema;
pub(crate) mod sends;

use std::collections::BTreeSet;

use axum::Json;
use axum::extract::rejection::JsonRejection;
use axum::extract::{FromRequest, Path, Query, State};
use axum::http::StatusCode;
use filmdesk_archive::desk::{AuditEvent, User, UserId};
use filmdesk_archive::{JobKind, PatientKey, PatientSummary};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

pub(crate) use document::document;
pub(crate) use schema::*;

use crate::App;
use crate::access::Visitor;
use crate::audit::{Action, Deed};
use crate::contract::{Drive, ViewState, Wanted};
use crate::jobs::{View, view};
use crate::pages::audit::Start;
use crate::pages::{self, desk::Together, users::role_named};
use crate::respond::Failure;
use crate::search::{self, Card};
use crate::sources::Sourced;

/// Jobs of one answer.
const NEWEST: u32 = 200;

/// A body in JSON.
pub(crate) struct Body<T>(pub(crate) T);

impl<T: for<'de> Deserialize<'de>> FromRequest<App> for Body<T> {
    type Rejection = Failure;

    async fn from_request(request: axum::extract::Request, app: &App) -> Result<Self, Failure> {
        let body: Result<Json<T>, JsonRejection> = Json::from_request(request, app).await;
        body.map(|Json(body)| Self(body)).map_err(Failure::invalid)
    }
}

/// A patient, with studies.
#[derive(Serialize)]
pub(crate) struct PatientJson {
    key: i64,
    patient_id: String,
    issuer: String,
    name: String,
    birth_date: String,
    sex: String,
    studies: Vec<StudyJson>,
}

/// A study.
#[derive(Serialize)]
pub(crate) struct StudyJson {
    uid: String,
    date: String,
    time: String,
    accession_number: String,
    description: String,
    modalities: Vec<String>,
    series: u64,
    instances: u64,
    bytes: u64,
    #[serde(serialize_with = "crate::respond::rfc3339")]
    received: time::OffsetDateTime,
    place: &'static str,
    whole: u64,
    discs: Vec<ShelfDiscJson>,
}

/// A disc with images of a study.
#[derive(Serialize)]
pub(crate) struct ShelfDiscJson {
    job: i64,
    file_set_id: String,
    #[serde(serialize_with = "crate::respond::rfc3339")]
    created: time::OffsetDateTime,
    instances: u64,
}

fn study_json(found: Sourced, now: time::OffsetDateTime) -> StudyJson {
    let place = found.place(now).word();
    let discs = found.discs.into_iter().map(|disc| ShelfDiscJson {
        job: disc.job.0,
        file_set_id: disc.file_set_id,
        created: disc.created,
        instances: disc.instances,
    });
    let study = found.study;
    StudyJson {
        place,
        whole: found.whole,
        discs: discs.collect(),
        uid: study.uid,
        date: study.date,
        time: study.time,
        accession_number: study.accession_number,
        description: study.description,
        modalities: study.modalities,
        series: study.series,
        instances: study.instances,
        bytes: study.bytes,
        received: study.received,
    }
}

fn patient_json(app: &App, patient: PatientSummary, studies: Vec<Sourced>) -> PatientJson {
    let study = |found: Sourced| study_json(found, app.now());
    PatientJson {
        key: patient.key.0,
        patient_id: patient.id,
        issuer: patient.issuer,
        name: patient.name.to_dicom(),
        birth_date: patient.birth_date,
        sex: patient.sex,
        studies: studies.into_iter().map(study).collect(),
    }
}

/// What is looked for.
#[derive(Deserialize)]
pub(crate) struct Asked {
    q: String,
}

/// GET /api/v1/patients
pub(crate) async fn patients(
    State(app): State<App>,
    visitor: Visitor,
    Query(asked): Query<Asked>,
) -> Result<Json<Vec<PatientJson>>, Failure> {
    let found = search::find(&app, &visitor, &asked.q).await?;
    let hits = found.hits.into_iter();
    Ok(Json(
        hits.map(|hit| patient_json(&app, hit.patient, hit.studies))
            .collect(),
    ))
}

/// GET /api/v1/patients/{key}
pub(crate) async fn patient(
    State(app): State<App>,
    visitor: Visitor,
    Path(key): Path<i64>,
) -> Result<Json<PatientJson>, Failure> {
    let Card {
        patient, studies, ..
    } = search::card(&app, &visitor, PatientKey(key), "").await?;
    let studies = studies.into_iter().map(|line| line.of).collect();
    Ok(Json(patient_json(&app, patient, studies)))
}

/// GET /api/v1/drives
pub(crate) async fn drives(State(app): State<App>) -> Json<Vec<Drive>> {
    Json(app.workshop().drives())
}

/// An order.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct OrderJson {
    studies: Vec<String>,
    #[serde(default)]
    drive: String,
    #[serde(default)]
    profile: String,
    #[serde(default = "one")]
    copies: u16,
    #[serde(default)]
    omit: bool,
    #[serde(default)]
    private: bool,
    #[serde(default)]
    split: bool,
    #[serde(default)]
    language: String,
    /// Studies of several patients go on one disc, knowingly.
    #[serde(default)]
    several_patients: bool,
}

fn one() -> u16 {
    1
}

impl OrderJson {
    fn together(&self) -> Together {
        match self.several_patients {
            true => Together::Any,
            false => Together::One,
        }
    }

    fn wanted(self) -> Wanted {
        Wanted {
            studies: self.studies,
            drive: self.drive,
            profile: self.profile,
            copies: self.copies,
            omit: self.omit,
            private: self.private,
            split: self.split,
            language: self.language,
        }
    }
}

/// POST /api/v1/checks
pub(crate) async fn check(
    State(app): State<App>,
    visitor: Visitor,
    Body(order): Body<OrderJson>,
) -> Result<Json<Value>, Failure> {
    let together = order.together();
    let (wanted, _) =
        pages::desk::looked_over(&app, visitor.words, order.wanted(), together).await?;
    let checked = pages::desk::look(&app, wanted).await?;
    Ok(Json(
        json!({ "problems": checked.problems, "drive": checked.drive }),
    ))
}

/// POST /api/v1/jobs
pub(crate) async fn order(
    State(app): State<App>,
    visitor: Visitor,
    Body(order): Body<OrderJson>,
) -> Result<(StatusCode, Json<View>), Failure> {
    let together = order.together();
    let id = pages::desk::enqueue(&app, &visitor, order.wanted(), together).await?;
    let job = app.archive().jobs().job(id).await?;
    Ok((StatusCode::CREATED, Json(view(&app, job).await?)))
}

/// Studies for the viewer.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ViewOrderJson {
    studies: Vec<String>,
    #[serde(default)]
    language: String,
}

/// A page with the viewer.
#[derive(Serialize)]
pub(crate) struct ViewJson {
    view: String,
    state: &'static str,
    done: u64,
    total: u64,
    reason: String,
    path: String,
}

async fn view_json(app: &App, view: String) -> Result<Json<ViewJson>, Failure> {
    let (state, done, total, reason) = match pages::views::viewing(app, &view).await?.state {
        ViewState::Made { .. } => ("made", 0, 0, String::new()),
        ViewState::Underway { done, total } => ("underway", done, total, String::new()),
        ViewState::Failed(reason) => ("failed", 0, 0, reason),
    };
    Ok(Json(ViewJson {
        path: pages::views::page_path(&view),
        view,
        state,
        done,
        total,
        reason,
    }))
}

/// POST /api/v1/views
pub(crate) async fn begin_view(
    State(app): State<App>,
    visitor: Visitor,
    Body(order): Body<ViewOrderJson>,
) -> Result<(StatusCode, Json<ViewJson>), Failure> {
    let language = match order.language.is_empty() {
        true => visitor.words.code,
        false => &order.language,
    };
    let view = pages::views::prepare(&app, &visitor, order.studies, language).await?;
    Ok((StatusCode::CREATED, view_json(&app, view.name).await?))
}

/// GET /api/v1/views/{view}
pub(crate) async fn view_state(
    State(app): State<App>,
    Path(view): Path<String>,
) -> Result<Json<ViewJson>, Failure> {
    view_json(&app, view).await
}

/// Which jobs are listed.
#[derive(Deserialize)]
pub(crate) struct Labelled {
    label: Option<String>,
}

/// GET /api/v1/jobs
pub(crate) async fn jobs(
    State(app): State<App>,
    visitor: Visitor,
    Query(asked): Query<Labelled>,
) -> Result<Json<Vec<View>>, Failure> {
    if let Some(label) = asked.label {
        return Ok(Json(search::labelled(&app, &visitor, &label).await?));
    }
    let mut views = Vec::new();
    for job in app.archive().jobs().list(&[JobKind::Disc], NEWEST).await? {
        views.push(view(&app, job).await?);
    }
    let seen = views.iter().flat_map(|view| &view.patient_ids);
    note_seen(&app, &visitor, Action::Find, seen).await?;
    Ok(Json(views))
}

/// Patients that a program sees in a list or a job are in the trail, each once.
async fn note_seen(
    app: &App,
    visitor: &Visitor,
    action: Action,
    ids: impl IntoIterator<Item = &String>,
) -> Result<(), Failure> {
    let ids: BTreeSet<&str> = ids.into_iter().map(String::as_str).collect();
    match ids.is_empty() {
        true => Ok(()),
        false => app.note(visitor, Deed::done(action).of(ids)).await,
    }
}

/// GET /api/v1/jobs/{job}
pub(crate) async fn job(
    State(app): State<App>,
    visitor: Visitor,
    Path(job): Path<i64>,
) -> Result<Json<View>, Failure> {
    let view = pages::jobs::job_of(&app, job).await?.1;
    note_seen(&app, &visitor, Action::Open, &view.patient_ids).await?;
    Ok(Json(view))
}

/// POST /api/v1/jobs/{job}/cancel
pub(crate) async fn cancel(
    State(app): State<App>,
    visitor: Visitor,
    Path(job): Path<i64>,
) -> Result<Json<View>, Failure> {
    let view = pages::jobs::steer(&app, &visitor, job, Action::CancelJob).await?;
    Ok(Json(view))
}

/// POST /api/v1/jobs/{job}/retry
pub(crate) async fn retry(
    State(app): State<App>,
    visitor: Visitor,
    Path(job): Path<i64>,
) -> Result<Json<View>, Failure> {
    let view = pages::jobs::steer(&app, &visitor, job, Action::RetryJob).await?;
    Ok(Json(view))
}

/// To whom a disc is given.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct HandOverJson {
    #[serde(default)]
    code: String,
    #[serde(default)]
    taker: String,
    #[serde(default)]
    signature: String,
}

/// POST /api/v1/jobs/{job}/hand-over
pub(crate) async fn hand_over(
    State(app): State<App>,
    visitor: Visitor,
    Path(job): Path<i64>,
    Body(said): Body<HandOverJson>,
) -> Result<Json<View>, Failure> {
    let said = pages::hand_over::Said {
        code: said.code,
        taker: said.taker,
        signature: said.signature,
    };
    let view = pages::hand_over::hand_over(&app, &visitor, job, said).await?;
    Ok(Json(view))
}

/// A user, without the password.
#[derive(Serialize)]
pub(crate) struct UserJson {
    id: i64,
    name: String,
    role: &'static str,
    is_disabled: bool,
}

fn user_json(user: User) -> UserJson {
    UserJson {
        id: user.id.0,
        name: user.name,
        role: user.role.word(),
        is_disabled: user.is_disabled,
    }
}

/// GET /api/v1/users
pub(crate) async fn users(State(app): State<App>) -> Result<Json<Vec<UserJson>>, Failure> {
    let users = app.archive().desk().users().await?;
    Ok(Json(users.into_iter().map(user_json).collect()))
}

/// A new user.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct NewUserJson {
    name: String,
    role: String,
    password: String,
}

/// POST /api/v1/users
pub(crate) async fn add_user(
    State(app): State<App>,
    visitor: Visitor,
    Body(user): Body<NewUserJson>,
) -> Result<(StatusCode, Json<UserJson>), Failure> {
    let role = role_named(&user.role)?;
    let id = pages::users::make(&app, &visitor, &user.name, role, &user.password).await?;
    let made = app.archive().desk().user(id).await?;
    Ok((StatusCode::CREATED, Json(user_json(made))))
}

/// Other rights.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RightsJson {
    role: String,
    is_disabled: bool,
}

/// POST /api/v1/users/{user}
pub(crate) async fn change_user(
    State(app): State<App>,
    visitor: Visitor,
    Path(user): Path<i64>,
    Body(rights): Body<RightsJson>,
) -> Result<Json<UserJson>, Failure> {
    let (id, role) = (UserId(user), role_named(&rights.role)?);
    pages::users::rights(&app, &visitor, id, role, rights.is_disabled).await?;
    Ok(Json(user_json(app.archive().desk().user(id).await?)))
}

/// An event of the audit trail.
#[derive(Serialize)]
pub(crate) struct AuditJson {
    id: i64,
    #[serde(serialize_with = "crate::respond::rfc3339")]
    moment: time::OffsetDateTime,
    actor: String,
    address: String,
    action: String,
    is_success: bool,
    patients: Vec<String>,
    object: String,
}

/// GET /api/v1/audit
pub(crate) async fn audit(
    State(app): State<App>,
    visitor: Visitor,
    Query(start): Query<Start>,
) -> Result<Json<Vec<AuditJson>>, Failure> {
    let json = |event: AuditEvent| AuditJson {
        id: event.id,
        moment: event.moment,
        actor: event.actor,
        address: event.address,
        action: event.action,
        is_success: event.is_success,
        patients: event.patients,
        object: event.object,
    };
    let events = pages::audit::events(&app, &visitor, start.before).await?;
    Ok(Json(events.into_iter().map(json).collect()))
}
