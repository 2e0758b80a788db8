//! Administration and import, for programs.

use axum::Json;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use filmdesk_archive::desk::{AskedContext, ComplaintKind, NotedComplaint, PeerSeen};
use filmdesk_archive::{JobId, JobKind, PatientKey};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use time::OffsetDateTime;

pub(crate) use super::office_schema::*;

use super::Body;
use super::access::PasswordJson;
use crate::App;
use crate::access::Visitor;
use crate::audit::Action;
use crate::contract::{
    Callee, Destination, ImportOrder, LogLine, PrinterLine, ProfileLine, SettingsPreview,
    SettingsText, StorageLine,
};
use crate::imports::{View, view, views};
use crate::pages::{imports, modalities as calls, office};
use crate::respond::Failure;

/// Conflicts of one answer.
const CONFLICTS_SHOWN: u32 = 1000;
/// Lines of the log of one answer.
const LINES: usize = 1000;

/// A modality that called.
#[derive(Serialize)]
pub(crate) struct ModalityJson {
    calling: String,
    address: String,
    called: String,
    implementation: String,
    contexts: Vec<AskedContext>,
    #[serde(serialize_with = "crate::respond::rfc3339")]
    first: OffsetDateTime,
    #[serde(serialize_with = "crate::respond::rfc3339")]
    last: OffsetDateTime,
    associations: u64,
    rejected: u64,
    printed: u64,
    stored: u64,
    refused: u64,
    complaints: Vec<ComplaintJson>,
}

/// What was not done as it asked.
#[derive(Serialize)]
struct ComplaintJson {
    kind: ComplaintKind,
    called: String,
    words: String,
    status: u16,
    message: String,
    object: String,
    times: u64,
    #[serde(serialize_with = "crate::respond::rfc3339")]
    last: OffsetDateTime,
}

fn modality_json(visitor: &Visitor, peer: PeerSeen) -> ModalityJson {
    let complaint = |noted: NotedComplaint| ComplaintJson {
        words: visitor.words.complaints.told(&peer.calling, &noted),
        kind: noted.complaint.kind,
        called: noted.called,
        status: noted.complaint.status,
        message: noted.complaint.message,
        object: noted.complaint.object,
        times: noted.times,
        last: noted.last,
    };
    ModalityJson {
        complaints: peer.complaints.into_iter().map(complaint).collect(),
        calling: peer.calling,
        address: peer.address,
        called: peer.called,
        implementation: peer.implementation,
        contexts: peer.contexts,
        first: peer.first,
        last: peer.last,
        associations: peer.tally.associations,
        rejected: peer.tally.rejected,
        printed: peer.tally.printed,
        stored: peer.tally.stored,
        refused: peer.tally.refused,
    }
}

/// GET /api/v1/modalities
pub(crate) async fn modalities(
    State(app): State<App>,
    visitor: Visitor,
) -> Result<Json<Vec<ModalityJson>>, Failure> {
    let peers = app.archive().desk().peers().await?.into_iter();
    Ok(Json(
        peers.map(|peer| modality_json(&visitor, peer)).collect(),
    ))
}

/// Whom to call.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct CalleeJson {
    #[serde(default)]
    destination: String,
    #[serde(default)]
    address: String,
    #[serde(default)]
    ae_title: String,
}

/// POST /api/v1/echo
pub(crate) async fn echo(
    State(app): State<App>,
    visitor: Visitor,
    Body(callee): Body<CalleeJson>,
) -> Result<Json<Value>, Failure> {
    let callee = match callee.destination.is_empty() {
        false => Callee::Destination(callee.destination),
        true => Callee::Anybody {
            address: callee.address,
            ae_title: callee.ae_title,
        },
    };
    let outcome = calls::echo(&app, &visitor, callee).await?;
    let (milliseconds, reason) = (outcome.as_ref().ok(), outcome.as_ref().err());
    Ok(Json(
        json!({ "milliseconds": milliseconds, "reason": reason }),
    ))
}

/// GET /api/v1/destinations
pub(crate) async fn destinations(State(app): State<App>) -> Json<Vec<Destination>> {
    Json(app.administration().destinations())
}

/// GET /api/v1/profiles
pub(crate) async fn profiles(State(app): State<App>) -> Json<Vec<ProfileLine>> {
    Json(app.administration().profiles())
}

/// GET /api/v1/printers/states
pub(crate) async fn printers(State(app): State<App>) -> Json<Vec<PrinterLine>> {
    Json(app.administration().printers())
}

/// Room, and how much there is.
#[derive(Serialize)]
pub(crate) struct StorageJson {
    #[serde(flatten)]
    storage: StorageLine,
    patients: u64,
    studies: u64,
    instances: u64,
    bytes: u64,
}

/// GET /api/v1/storage
pub(crate) async fn storage(State(app): State<App>) -> Result<Json<StorageJson>, Failure> {
    let totals = app.archive().totals().await?;
    Ok(Json(StorageJson {
        storage: app.administration().storage(),
        patients: totals.patients,
        studies: totals.studies,
        instances: totals.instances,
        bytes: totals.bytes,
    }))
}

/// Something that contradicts.
#[derive(Serialize)]
pub(crate) struct ConflictJson {
    id: i64,
    kind: &'static str,
    sop_instance: String,
    study_uid: String,
    source: String,
    #[serde(serialize_with = "crate::respond::rfc3339")]
    received: OffsetDateTime,
    is_apart: bool,
}

/// GET /api/v1/conflicts
pub(crate) async fn conflicts(State(app): State<App>) -> Result<Json<Vec<ConflictJson>>, Failure> {
    let conflicts = app.archive().conflicts(CONFLICTS_SHOWN).await?.into_iter();
    let json = conflicts.map(|conflict| ConflictJson {
        id: conflict.id.0,
        kind: conflict.kind.words(),
        sop_instance: conflict.sop_instance,
        study_uid: conflict.study_uid,
        source: conflict.source,
        received: conflict.received,
        is_apart: conflict.apart.is_some(),
    });
    Ok(Json(json.collect()))
}

/// POST /api/v1/conflicts/{conflict}/dismiss
pub(crate) async fn dismiss(
    State(app): State<App>,
    visitor: Visitor,
    Path(conflict): Path<i64>,
) -> Result<Json<Value>, Failure> {
    office::dismissed(&app, &visitor, conflict).await?;
    Ok(Json(json!({})))
}

/// GET /api/v1/log
pub(crate) async fn log(
    State(app): State<App>,
    Query(wanted): Query<office::Wanted>,
) -> Json<Vec<LogLine>> {
    Json(app.administration().log(wanted.level(), LINES))
}

/// The settings.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct SettingsJson {
    text: String,
    version: String,
}

impl SettingsJson {
    fn text(self) -> SettingsText {
        SettingsText {
            file: String::new(),
            text: self.text,
            version: self.version,
        }
    }
}

/// GET /api/v1/settings
pub(crate) async fn settings(State(app): State<App>) -> Result<Json<SettingsJson>, Failure> {
    let SettingsText { text, version, .. } = office::present(&app).await?;
    Ok(Json(SettingsJson { text, version }))
}

/// POST /api/v1/settings/preview
pub(crate) async fn preview(
    State(app): State<App>,
    Body(settings): Body<SettingsJson>,
) -> Result<Json<SettingsPreview>, Failure> {
    Ok(Json(office::previewed(&app, settings.text()).await??))
}

/// POST /api/v1/settings
pub(crate) async fn change(
    State(app): State<App>,
    visitor: Visitor,
    Body(settings): Body<SettingsJson>,
) -> Result<Json<SettingsPreview>, Failure> {
    let changed = office::changed(&app, &visitor, settings.text()).await?;
    Ok(Json(changed?))
}

/// POST /api/v1/imports/uploads
pub(crate) async fn open(State(app): State<App>) -> Result<(StatusCode, Json<Value>), Failure> {
    let upload = imports::opened(&app).await?;
    Ok((StatusCode::CREATED, Json(json!({ "upload": upload }))))
}

/// POST /api/v1/imports/uploads/{upload}/discard
pub(crate) async fn discard(
    State(app): State<App>,
    Path(upload): Path<String>,
) -> Result<StatusCode, Failure> {
    imports::discarded(&app, upload).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// POST /api/v1/imports/uploads/{upload}/password
pub(crate) async fn unlock(
    State(app): State<App>,
    Path(upload): Path<String>,
    Body(said): Body<PasswordJson>,
) -> Result<StatusCode, Failure> {
    imports::unlocked(&app, &upload, &said.password).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// POST /api/v1/imports/{job}/password
pub(crate) async fn unlock_import(
    State(app): State<App>,
    visitor: Visitor,
    Path(job): Path<i64>,
    Body(said): Body<PasswordJson>,
) -> Result<Json<View>, Failure> {
    imports::retry_with(&app, &visitor, job, &said.password).await?;
    of_job(&app, job).await
}

/// GET /api/v1/imports/uploads/{upload}
pub(crate) async fn look(
    State(app): State<App>,
    visitor: Visitor,
    Path(upload): Path<String>,
) -> Result<Json<Value>, Failure> {
    let look = imports::look_at(&app, &visitor, &upload).await?;
    let patients = look.patients.into_iter().map(|patient| {
        json!({
            "patient_id": patient.id,
            "name": patient.name.to_dicom(),
            "birth_date": patient.birth_date,
            "sex": patient.sex,
            "studies": patient.studies,
            "instances": patient.instances,
        })
    });
    Ok(Json(json!({
        "patients": patients.collect::<Vec<_>>(),
        "unreadable": look.unreadable,
        "is_partial": look.is_partial,
        "lock": look.lock,
    })))
}

/// An import.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ImportJson {
    upload: String,
    #[serde(default)]
    patient: Option<i64>,
    #[serde(default)]
    accession_number: String,
    #[serde(default)]
    send_to: String,
}

/// POST /api/v1/imports
pub(crate) async fn import(
    State(app): State<App>,
    visitor: Visitor,
    Body(wanted): Body<ImportJson>,
) -> Result<(StatusCode, Json<View>), Failure> {
    let order = ImportOrder {
        upload: wanted.upload,
        name: String::new(),
        patient: wanted.patient.map(PatientKey),
        accession_number: wanted.accession_number,
        send_to: wanted.send_to,
        seen: None,
    };
    let id = imports::enqueue(&app, &visitor, order).await?;
    let Json(view) = of_job(&app, id.0).await?;
    Ok((StatusCode::CREATED, Json(view)))
}

/// GET /api/v1/imports
pub(crate) async fn imports(State(app): State<App>) -> Result<Json<Vec<View>>, Failure> {
    Ok(Json(views(&app).await?))
}

async fn of_job(app: &App, id: i64) -> Result<Json<View>, Failure> {
    let job = app.archive().jobs().job(JobId(id)).await?;
    match job.kind {
        JobKind::Import => Ok(Json(view(app, job).await?)),
        _ => Err(Failure::NotFound),
    }
}

/// GET /api/v1/imports/{job}
pub(crate) async fn imported(
    State(app): State<App>,
    Path(job): Path<i64>,
) -> Result<Json<View>, Failure> {
    of_job(&app, job).await
}

/// POST /api/v1/imports/{job}/cancel
pub(crate) async fn cancel_import(
    State(app): State<App>,
    visitor: Visitor,
    Path(job): Path<i64>,
) -> Result<Json<View>, Failure> {
    imports::steer(&app, &visitor, job, Action::CancelImport).await?;
    of_job(&app, job).await
}

/// POST /api/v1/imports/{job}/retry
pub(crate) async fn retry_import(
    State(app): State<App>,
    visitor: Visitor,
    Path(job): Path<i64>,
) -> Result<Json<View>, Failure> {
    imports::steer(&app, &visitor, job, Action::RetryImport).await?;
    of_job(&app, job).await
}
