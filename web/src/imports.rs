//! Imports as cards: what came in, what did not and why, and for whom.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use filmdesk_archive::{Job, JobId, JobKind, JobState, Query};
use serde::Serialize;
use time::OffsetDateTime;

use crate::App;
use crate::contract::{ImportOrder, ImportReport};
use crate::respond::Failure;
use crate::search::shown;

/// Imports of the page.
const CARDS: u32 = 20;
/// Studies of an import whose patients are looked up.
const STUDIES: usize = 20;

/// Imports whose patients are remembered; over it all are looked up again.
const REMEMBERED: usize = 200;

/// For whom finished imports came: looked up once.
#[derive(Debug, Default)]
pub(crate) struct Known(Mutex<HashMap<JobId, Vec<CameFor>>>);

/// An import as people and programs see it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(crate) struct View {
    pub(crate) id: i64,
    pub(crate) state: &'static str,
    pub(crate) name: String,
    pub(crate) done: u64,
    pub(crate) total: u64,
    pub(crate) reason: String,
    pub(crate) requester: String,
    #[serde(serialize_with = "crate::respond::rfc3339")]
    pub(crate) created: OffsetDateTime,
    pub(crate) is_ending: bool,
    pub(crate) patients: Vec<CameFor>,
    #[serde(flatten)]
    pub(crate) report: ImportReport,
}

/// A patient that instances came for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct CameFor {
    pub(crate) key: i64,
    pub(crate) patient_id: String,
    pub(crate) name: String,
}

/// The newest imports.
pub(crate) async fn views(app: &App) -> Result<Vec<View>, Failure> {
    let mut views = Vec::new();
    for job in app.archive().jobs().list(&[JobKind::Import], CARDS).await? {
        views.push(view(app, job).await?);
    }
    Ok(views)
}

/// An import as it is seen.
pub(crate) async fn view(app: &App, job: Job) -> Result<View, Failure> {
    // What another version wrote says nothing.
    let order: ImportOrder = serde_json::from_value(job.order).unwrap_or_default();
    let report: ImportReport = serde_json::from_value(job.report.detail).unwrap_or_default();
    let patients = match job.state {
        JobState::Done => known(app, job.id, &report.studies).await?,
        _ => Vec::new(),
    };
    Ok(View {
        id: job.id.0,
        state: job.state.word(),
        name: order.name,
        done: job.report.done,
        total: job.report.total,
        reason: job.reason,
        requester: job.requester,
        created: job.created.to_offset(app.now().offset()),
        is_ending: job.cancel_asked && job.state == JobState::Running,
        patients,
        report,
    })
}

async fn known(app: &App, id: JobId, studies: &[String]) -> Result<Vec<CameFor>, Failure> {
    let all = || {
        app.inner
            .imported
            .0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
    };
    if let Some(known) = all().get(&id) {
        return Ok(known.clone());
    }
    let found = came_for(app, studies).await?;
    let mut all = all();
    if all.len() >= REMEMBERED {
        all.clear();
    }
    all.insert(id, found.clone());
    Ok(found)
}

async fn came_for(app: &App, studies: &[String]) -> Result<Vec<CameFor>, Failure> {
    let mut patients: Vec<CameFor> = Vec::new();
    for uid in studies.iter().take(STUDIES) {
        let query = Query {
            study_uid: uid.clone(),
            ..Query::default()
        };
        for study in app.archive().find_studies(&query).await? {
            let key = study.patient.key.0;
            if !patients.iter().any(|known| known.key == key) {
                patients.push(CameFor {
                    key,
                    name: shown(&study.patient.name).0,
                    patient_id: study.patient.id,
                });
            }
        }
    }
    Ok(patients)
}
