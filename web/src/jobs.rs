//! Jobs as cards: whose disc, how far, what a person can do about it.

use std::collections::{BTreeSet, HashMap};
use std::sync::{Mutex, PoisonError};

use filmdesk_archive::{Job, JobId, JobKind, JobState, Query};
use serde::Serialize;
use time::{Duration, OffsetDateTime};

use crate::App;
use crate::respond::Failure;
use crate::search::shown;
use crate::sources::{self, Sourced};

/// Cards of a desk.
const CARDS: usize = 12;
/// Open jobs, which a desk always shows: only there they are cancelled or tried again. When there
/// are more, the newest: others come into sight as these end.
const OPEN: u32 = 200;
/// Jobs among which those that are over are chosen.
const LOOKED_AT: u32 = 60;
/// What is over and shown however much is open: one just ended does not vanish.
const OVER: usize = 4;
/// What is over goes from the desk after a working day.
const SHOWN_FOR: Duration = Duration::hours(12);
/// Titles remembered; over it all are looked up again.
const TITLES: usize = 1000;

/// A job as people and programs see it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(crate) struct View {
    pub(crate) id: i64,
    pub(crate) state: &'static str,
    pub(crate) stage: String,
    pub(crate) done: u64,
    pub(crate) total: u64,
    pub(crate) counts_bytes: bool,
    /// At the pace so far.
    pub(crate) seconds_left: Option<u64>,
    /// The name of the state that it failed or waits with: `no-medium`.
    pub(crate) reason: String,
    pub(crate) detail: String,
    pub(crate) drive: String,
    pub(crate) profile: String,
    pub(crate) requester: String,
    #[serde(serialize_with = "crate::respond::rfc3339")]
    pub(crate) created: OffsetDateTime,
    #[serde(serialize_with = "crate::respond::rfc3339")]
    pub(crate) changed: OffsetDateTime,
    pub(crate) patient_name: String,
    pub(crate) patient_ids: Vec<String>,
    pub(crate) is_ending: bool,
    pub(crate) volumes: Vec<Volume>,
    pub(crate) left_out: u64,
    pub(crate) images: usize,
    pub(crate) pickup_code: String,
    #[serde(serialize_with = "crate::respond::rfc3339_or_null")]
    pub(crate) handed_over: Option<OffsetDateTime>,
    pub(crate) handed_by: String,
    pub(crate) handed_to: String,
    pub(crate) is_signed: bool,
}

/// A disc that was made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Volume {
    pub(crate) file_set_id: String,
    pub(crate) instances: u64,
    pub(crate) bytes: u64,
    pub(crate) verdict: String,
    pub(crate) sha256: Option<String>,
}

/// Whose disc a job makes, and how fast it goes; both are looked up seldom.
#[derive(Debug, Default)]
pub(crate) struct Titles(Mutex<HashMap<JobId, Known>>);

#[derive(Debug, Clone, Default)]
struct Known {
    title: Option<Title>,
    pace: Option<Pace>,
}

#[derive(Debug, Clone, Default)]
pub(crate) struct Title {
    pub(crate) name: String,
    pub(crate) ids: Vec<String>,
}

/// Where a stage was first seen.
#[derive(Debug, Clone)]
struct Pace {
    stage: String,
    volume: u64,
    since: OffsetDateTime,
    done: u64,
}

impl Titles {
    fn with<T>(&self, id: JobId, change: impl FnOnce(&mut Known) -> T) -> T {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if all.len() > TITLES {
            all.clear();
        }
        change(all.entry(id).or_default())
    }
}

/// The cards of the desk: what is open, then what is over, the newest first.
pub(crate) async fn cards(app: &App) -> Result<Vec<View>, Failure> {
    let mut views = Vec::new();
    for job in of_desk(app, JobKind::Disc, CARDS).await? {
        views.push(view(app, job).await?);
    }
    Ok(views)
}

/// Jobs of a kind that a desk shows: all that are open, for each can be cancelled or tried again;
/// and of what is over so many that there are `cards`, but always a few.
pub(crate) async fn of_desk(app: &App, kind: JobKind, cards: usize) -> Result<Vec<Job>, Failure> {
    let (jobs, now) = (app.archive().jobs(), app.now());
    let mut shown = jobs.open(kind, OPEN).await?;
    let mut over = jobs.list(&[kind], LOOKED_AT).await?;
    over.retain(|job| job.state.is_over() && now - job.changed < SHOWN_FOR);
    // One may have ended between the two looks.
    over.retain(|job| shown.iter().all(|open| open.id != job.id));
    over.truncate(cards.saturating_sub(shown.len()).max(OVER));
    shown.append(&mut over);
    Ok(shown)
}

/// A job as it is seen.
pub(crate) async fn view(app: &App, job: Job) -> Result<View, Failure> {
    let ordered = app.workshop().ordered(&job);
    let title = title(app, &job, &ordered.studies, &ordered.patient_id).await?;
    let now = app.now();
    let local = |when: OffsetDateTime| when.to_offset(now.offset());
    let seconds_left = seconds_left(app, &job, now);
    let images = app.workshop().images(&job).len();
    let (reason, detail) = job.reason.split_once(": ").unwrap_or((&job.reason, ""));
    let is_running = job.state == JobState::Running;
    let given = app.archive().desk().handed_over(job.id).await?;
    let handed_over = given.as_ref().map(|given| local(given.moment));
    let (handed_by, handed_to, is_signed) = given
        .map(|given| (given.actor, given.taker, given.is_signed))
        .unwrap_or_default();
    Ok(View {
        id: job.id.0,
        state: job.state.word(),
        counts_bytes: ordered.counts_bytes,
        seconds_left,
        reason: reason.to_owned(),
        detail: detail.to_owned(),
        drive: ordered.drive,
        profile: ordered.profile,
        created: local(job.created),
        changed: local(job.changed),
        patient_name: title.name,
        patient_ids: title.ids,
        is_ending: job.cancel_asked && is_running,
        volumes: volumes(&job),
        left_out: job.report.detail["left-out"].as_u64().unwrap_or_default(),
        images,
        pickup_code: ordered.pickup_code,
        handed_over,
        handed_by,
        handed_to,
        is_signed,
        stage: if is_running {
            job.report.stage
        } else {
            String::new()
        },
        done: job.report.done,
        total: job.report.total,
        requester: job.requester,
    })
}

fn volumes(job: &Job) -> Vec<Volume> {
    if job.state != JobState::Done {
        return Vec::new();
    }
    let text = |value: &serde_json::Value| value.as_str().unwrap_or_default().to_owned();
    let volume = |value: &serde_json::Value| Volume {
        file_set_id: text(&value["file-set-id"]),
        instances: value["instances"].as_u64().unwrap_or_default(),
        bytes: value["bytes"].as_u64().unwrap_or_default(),
        verdict: text(&value["verdict"]),
        sha256: value["sha256"].as_str().map(str::to_owned),
    };
    let all = job.report.detail["volumes"].as_array();
    all.into_iter().flatten().map(volume).collect()
}

/// Whose disc it is: looked up once, for studies may be gone when the disc is shown.
pub(crate) async fn title(
    app: &App,
    job: &Job,
    studies: &[String],
    patient_id: &str,
) -> Result<Title, Failure> {
    if let Some(title) = app.inner.titles.with(job.id, |known| known.title.clone()) {
        return Ok(title);
    }
    let by_study = studies.iter().map(|uid| Query {
        study_uid: uid.clone(),
        ..Query::default()
    });
    let by_patient = (!patient_id.is_empty()).then(|| Query {
        patient_id: patient_id.to_owned(),
        ..Query::default()
    });
    let (mut title, mut known) = (Title::default(), BTreeSet::new());
    for query in by_study.chain(by_patient) {
        // Also those that left the archive since.
        for Sourced { study, .. } in sources::find(app, &query).await? {
            if known.insert(study.patient.key) {
                let (name, _) = shown(&study.patient.name);
                let separator = if title.name.is_empty() { "" } else { " · " };
                title.name = format!("{}{separator}{name}", title.name);
                if !title.ids.contains(&study.patient.id) {
                    title.ids.push(study.patient.id);
                }
            }
        }
    }
    app.inner
        .titles
        .with(job.id, |known| known.title = Some(title.clone()));
    Ok(title)
}

/// How long a job will still take, at the pace of its stage.
pub(crate) fn seconds_left(app: &App, job: &Job, now: OffsetDateTime) -> Option<u64> {
    let report = &job.report;
    if job.state != JobState::Running || report.total == 0 {
        return None;
    }
    let volume = report.detail["volume"].as_u64().unwrap_or_default();
    app.inner.titles.with(job.id, |known| {
        let is_same = |pace: &&Pace| {
            pace.stage == report.stage && pace.volume == volume && pace.done <= report.done
        };
        let Some(pace) = known.pace.as_ref().filter(is_same) else {
            known.pace = Some(Pace {
                stage: report.stage.clone(),
                volume,
                since: now,
                done: report.done,
            });
            return None;
        };
        let gone = report.done - pace.done;
        let seconds = (now - pace.since).as_seconds_f64();
        let left = report.total.saturating_sub(report.done);
        // Before two seconds have gone nobody knows the pace.
        (gone > 0 && seconds > 2.0).then(|| (seconds * left as f64 / gone as f64).ceil() as u64)
    })
}
