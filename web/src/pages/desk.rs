//! The desk: one box, the patient's card, the order.

use std::borrow::Borrow;

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::http::HeaderValue;
use axum::response::Response;
use filmdesk_archive::desk::Role;
use filmdesk_archive::{JobId, JobKind, NewJob, PatientKey, PatientSummary, Selection};
use serde::Deserialize;

use super::form::Fields;
use super::jobs::{JobCards, megabytes, moment};
use super::shell::Shell;
use crate::access::Visitor;
use crate::audit::{Action, Deed};
use crate::contract::{Checked, Destination, Drive, DriveKind, ProfileChoice, Remedy, Wanted};
use crate::respond::{Failure, part, see_other, whole};
use crate::search::{self, Card, Found, Hit, Line, iso, shown};
use crate::sources::Place;
use crate::words::{Words, filled};
use crate::{App, jobs, sends};

/// Studies of one disc: a Blu-ray has room for no more.
const STUDIES: usize = 500;
/// Discs named beside a study: the newest are the likeliest to be found.
const DISCS: usize = 3;
/// Copies that a robot is asked for at most.
const COPIES: u16 = 100;

/// What the box said.
#[derive(Deserialize, Default)]
pub(crate) struct Asked {
    #[serde(default)]
    q: String,
    /// Enter was pressed: the best match is taken.
    #[serde(default)]
    enter: String,
    /// The job that was just ordered, without scripts.
    ordered: Option<i64>,
    /// The same of a send.
    sent: Option<i64>,
    /// The patient to whom a second one is looked for.
    with: Option<i64>,
}

impl Asked {
    fn first(&self) -> Option<PatientKey> {
        self.with.map(PatientKey)
    }
}

/// Whose studies may go together.
pub(crate) enum Together {
    /// Those of one patient.
    One,
    /// Of anybody: a program said so.
    Any,
    /// Of these: a person has seen both and said so.
    These(Vec<PatientKey>),
}

impl Together {
    /// What a field of the order's form says: the keys of two patients.
    fn of(said: &str) -> Self {
        let keys: Vec<_> = said.split(' ').filter_map(|key| key.parse().ok()).collect();
        match keys.is_empty() {
            true => Self::One,
            false => Self::These(keys.into_iter().map(PatientKey).collect()),
        }
    }

    fn allows(&self, patients: &[PatientSummary]) -> bool {
        match self {
            Self::One => patients.len() <= 1,
            Self::Any => true,
            Self::These(keys) => {
                patients.len() <= 1 || patients.iter().all(|one| keys.contains(&one.key))
            }
        }
    }
}

/// What stands below the box.
enum Below {
    Nothing,
    Nobody,
    Patients {
        hits: Vec<Hit>,
        has_focus: bool,
        /// What their links say of the patient to whom they would be the second.
        with: String,
    },
    Card(Box<CardView>),
    Ordered(i64),
    Sent(i64),
}

/// Discs with what was typed on their label.
#[derive(Default)]
struct Discs {
    found: Vec<jobs::View>,
    has_focus: bool,
}

#[derive(Template)]
#[template(path = "desk.html")]
struct DeskPage {
    shell: Shell,
    q: String,
    /// The patient to whom a second one is looked for.
    first: Option<PatientSummary>,
    discs: Discs,
    below: Below,
    cards: JobCards,
    is_part: bool,
}

#[derive(Template)]
#[template(path = "found.html")]
struct FoundPart {
    shell: Shell,
    discs: Discs,
    below: Below,
    is_part: bool,
}

#[derive(Template)]
#[template(path = "check.html")]
struct CheckPart {
    words: &'static Words,
    checked: Checked,
    profile: String,
}

/// A card as the template wants it.
struct CardView {
    card: Card,
    /// The second patient of the same disc.
    second: Option<Card>,
    drives: Vec<Drive>,
    profiles: Vec<ProfileChoice>,
    destinations: Vec<Destination>,
    has_focus: bool,
}

impl CardView {
    fn of(app: &App, card: Card, second: Option<Card>, has_focus: bool) -> Self {
        Self {
            card,
            second,
            drives: app.workshop().drives(),
            profiles: app.workshop().profiles(),
            destinations: app.administration().destinations(),
            has_focus,
        }
    }

    fn people(&self) -> Vec<&Card> {
        std::iter::once(&self.card).chain(&self.second).collect()
    }

    /// The keys of two patients, as [`Together::of`] reads them.
    fn pair(&self) -> String {
        let keys = self.people().into_iter().map(|card| card.patient.key.0);
        keys.map(|key| key.to_string())
            .collect::<Vec<_>>()
            .join(" ")
    }

    fn capacity(&self) -> u64 {
        self.profiles
            .first()
            .and_then(|profile| profile.capacity)
            .unwrap_or_default()
    }

    fn chosen_bytes(&self) -> u64 {
        let lines = self.people().into_iter().flat_map(|card| &card.studies);
        let wanted = lines.filter(|line| line.is_wanted);
        wanted.map(|line| line.of.study.bytes).sum()
    }

    /// Whether there is anything that could go on a disc.
    fn has_any_here(&self) -> bool {
        let mut people = self.people().into_iter();
        people.any(|card| card.studies.iter().any(|line| line.of.is_here()))
    }

    fn is_too_large(&self) -> bool {
        self.capacity() > 0 && self.chosen_bytes() > self.capacity()
    }

    fn has_robot(&self) -> bool {
        self.drives
            .iter()
            .any(|drive| drive.kind == DriveKind::Robot)
    }
}

/// Words for a template.
fn born(patient: &PatientSummary) -> String {
    iso(&patient.birth_date)
}

fn name_of(patient: &PatientSummary) -> String {
    shown(&patient.name).0
}

fn latin_of(patient: &PatientSummary) -> String {
    shown(&patient.name).1
}

fn modalities(line: &Line) -> String {
    line.of.study.modalities.join(" ")
}

/// Discs that have a study, as they stand on the shelf: File-set ID and date.
fn discs(line: &Line) -> String {
    let named = line.of.discs.iter().take(DISCS).map(|disc| {
        let day = disc.created.date();
        match disc.instances < line.of.whole {
            true => format!(
                "{} ({day}, {}/{})",
                disc.file_set_id, disc.instances, line.of.whole
            ),
            false => format!("{} ({day})", disc.file_set_id),
        }
    });
    named.collect::<Vec<_>>().join(", ")
}

fn arriving(line: &Line, seconds: &i64, words: &Words) -> String {
    let counts = [line.of.study.instances.to_string(), seconds.to_string()];
    filled(words.desk.arriving, &[&counts[0], &counts[1]])
}

fn partly(line: &Line, words: &Words) -> String {
    let whole = line.of.whole.to_string();
    filled(words.desk.partly_here, &[&whole, &discs(line)])
}

/// Whether no disc has a study as it was.
fn is_lost_in_part(line: &Line) -> bool {
    let mut discs = line.of.discs.iter();
    !discs.any(|disc| disc.instances >= line.of.whole)
}

fn newest(hit: &Hit) -> String {
    let found = hit.studies.first();
    found.map_or(String::new(), |found| {
        let study = &found.study;
        format!(
            "{} {} {}",
            iso(&study.date),
            study.modalities.join(" "),
            study.description
        )
    })
}

/// An id of the first or second patient's part.
fn at(name: &str, index: impl Borrow<usize>) -> String {
    match *index.borrow() {
        1 => name.to_owned(),
        more => format!("{name}-{more}"),
    }
}

fn time_of(disc: &search::MadeDisc) -> String {
    moment(disc.at)
}

fn number(job: impl Borrow<i64>) -> String {
    JobId(*job.borrow()).to_string()
}

/// Discs with what was typed on their label, and the patients who fit.
async fn found(app: &App, visitor: &Visitor, asked: &Asked) -> Result<(Discs, Below), Failure> {
    // A second patient of a disc is looked for among patients alone.
    let found = match asked.with {
        None => search::labelled(app, visitor, &asked.q).await?,
        Some(_) => Vec::new(),
    };
    let below = match below(app, visitor, asked).await? {
        Below::Nobody if !found.is_empty() => Below::Nothing,
        below => below,
    };
    // A patient who fits has the focus.
    let has_focus = !asked.enter.is_empty() && matches!(below, Below::Nothing);
    Ok((Discs { found, has_focus }, below))
}

async fn below(app: &App, visitor: &Visitor, asked: &Asked) -> Result<Below, Failure> {
    if let Some(job) = asked.ordered {
        return Ok(Below::Ordered(job));
    }
    if let Some(job) = asked.sent {
        return Ok(Below::Sent(job));
    }
    let Found { mut hits, meant } = search::find(app, visitor, &asked.q).await?;
    hits.retain(|hit| Some(hit.patient.key) != asked.first());
    let has_focus = !asked.enter.is_empty();
    match (
        meant.filter(|key| Some(*key) != asked.first()),
        hits.is_empty(),
    ) {
        (Some(key), _) => card_of(app, visitor, key, asked).await,
        (None, true) if asked.q.trim().is_empty() => Ok(Below::Nothing),
        (None, true) => Ok(Below::Nobody),
        (None, false) => Ok(Below::Patients {
            hits,
            has_focus,
            with: asked
                .with
                .map_or(String::new(), |key| format!("?with={key}")),
        }),
    }
}

/// The card of a patient; after that of the first, where this is to be the second on a disc.
async fn card_of(
    app: &App,
    visitor: &Visitor,
    key: PatientKey,
    asked: &Asked,
) -> Result<Below, Failure> {
    let card = search::card(app, visitor, key, &asked.q).await?;
    let has_focus = !asked.enter.is_empty();
    let view = match asked.first().filter(|first| *first != key) {
        None => CardView::of(app, card, None, has_focus),
        Some(first) => {
            let first = search::card(app, visitor, first, "").await?;
            CardView::of(app, first, Some(card), has_focus)
        }
    };
    Ok(Below::Card(Box::new(view)))
}

/// Whom the page names as the first of two.
async fn first(
    app: &App,
    visitor: &Visitor,
    asked: &Asked,
) -> Result<Option<PatientSummary>, Failure> {
    let Some(key) = asked.first() else {
        return Ok(None);
    };
    let patient = search::patient(app, key).await?;
    app.note(visitor, Deed::done(Action::Open).of([patient.id.as_str()]))
        .await?;
    Ok(Some(patient))
}

/// GET /
pub(crate) async fn page(
    State(app): State<App>,
    visitor: Visitor,
    Query(mut asked): Query<Asked>,
) -> Result<Response, Failure> {
    if visitor.who.role() == Some(Role::Auditor) {
        return Ok(see_other("/audit"));
    }
    // Without scripts a form's answer is a page of its own: what was found has the focus.
    if !asked.q.is_empty() {
        "1".clone_into(&mut asked.enter);
    }
    let (discs, below) = found(&app, &visitor, &asked).await?;
    Ok(whole(&DeskPage {
        first: first(&app, &visitor, &asked).await?,
        discs,
        below,
        cards: JobCards::of(&app, &visitor).await?,
        shell: Shell::of(&visitor, "/"),
        q: asked.q,
        is_part: false,
    }))
}

/// GET /find
pub(crate) async fn find(
    State(app): State<App>,
    visitor: Visitor,
    Query(asked): Query<Asked>,
) -> Result<Response, Failure> {
    let (discs, below) = found(&app, &visitor, &asked).await?;
    Ok(part(&FoundPart {
        discs,
        below,
        shell: Shell::of(&visitor, "/"),
        is_part: true,
    }))
}

/// GET /patients/{key}
pub(crate) async fn patient(
    State(app): State<App>,
    visitor: Visitor,
    Path(key): Path<i64>,
    Query(asked): Query<Asked>,
) -> Result<Response, Failure> {
    let asked = Asked {
        enter: "1".to_owned(),
        with: asked.with,
        ..Asked::default()
    };
    let below = card_of(&app, &visitor, PatientKey(key), &asked).await?;
    let shell = Shell::of(&visitor, "/");
    match visitor.wants_part {
        true => Ok(part(&FoundPart {
            shell,
            discs: Discs::default(),
            below,
            is_part: true,
        })),
        false => Ok(whole(&DeskPage {
            shell,
            q: String::new(),
            first: first(&app, &visitor, &asked).await?,
            discs: Discs::default(),
            below,
            cards: JobCards::of(&app, &visitor).await?,
            is_part: false,
        })),
    }
}

fn wanted(visitor: &Visitor, fields: &Fields) -> Wanted {
    Wanted {
        studies: fields.all("study"),
        drive: fields.text("drive").to_owned(),
        profile: fields.text("profile").to_owned(),
        copies: fields.text("copies").parse().unwrap_or(1),
        omit: fields.is_ticked("omit"),
        private: fields.is_ticked("private"),
        split: fields.is_ticked("split"),
        language: visitor.words.code.to_owned(),
    }
}

/// What the desk asks for is within bounds, and of one patient unless it is said otherwise.
pub(crate) async fn looked_over(
    app: &App,
    words: &'static Words,
    wanted: Wanted,
    together: Together,
) -> Result<(Wanted, Vec<String>), Failure> {
    if wanted.studies.is_empty() || wanted.studies.len() > STUDIES {
        return Err(Failure::invalid(words.desk.nothing_chosen));
    }
    let mut patients: Vec<PatientSummary> = Vec::new();
    for uid in &wanted.studies {
        let query = filmdesk_archive::Query {
            study_uid: uid.clone(),
            ..Default::default()
        };
        let found = app.archive().find_studies(&query).await?;
        if found.is_empty() {
            return Err(Failure::refused(words.jobs.reason_nothing));
        }
        for study in found {
            if !patients.iter().any(|known| known.key == study.patient.key) {
                patients.push(study.patient);
            }
        }
    }
    if !together.allows(&patients) {
        return Err(Failure::refused(words.desk.two_patients));
    }
    let wanted = Wanted {
        copies: wanted.copies.clamp(1, COPIES),
        ..wanted
    };
    let ids = patients.into_iter().map(|patient| patient.id);
    Ok((wanted, ids.collect()))
}

/// Puts an order in the queue.
pub(crate) async fn enqueue(
    app: &App,
    visitor: &Visitor,
    wanted: Wanted,
    together: Together,
) -> Result<JobId, Failure> {
    let (wanted, patients) = looked_over(app, visitor.words, wanted, together).await?;
    let made = app.workshop().order(&wanted)?;
    let job = NewJob {
        kind: JobKind::Disc,
        order: made.order,
        priority: 0,
        pins: Selection::Studies(wanted.studies),
        requester: visitor.who.name(),
        code: made.pickup_code,
    };
    let note = |id| {
        let patients = patients.iter().map(String::as_str);
        let deed = Deed::done(Action::Order).on(id).of(patients);
        vec![app.event(visitor, deed)]
    };
    let jobs = app.archive().jobs();
    Ok(jobs.enqueue_noted(&job, app.now(), note).await?)
}

/// POST /discs
pub(crate) async fn order(
    State(app): State<App>,
    visitor: Visitor,
    fields: Fields,
) -> Result<Response, Failure> {
    let together = Together::of(fields.text("both"));
    let id = enqueue(&app, &visitor, wanted(&visitor, &fields), together).await?;
    if !visitor.wants_part {
        return Ok(see_other(&format!("/?ordered={}", id.0)));
    }
    let mut response = part(&FoundPart {
        shell: Shell::of(&visitor, "/"),
        discs: Discs::default(),
        below: Below::Ordered(id.0),
        is_part: true,
    });
    let event = HeaderValue::from_static("ordered");
    response
        .headers_mut()
        .insert("hx-trigger-after-swap", event);
    Ok(response)
}

/// What stands in the place of a card whose studies are being sent.
pub(super) fn sent(visitor: &Visitor, id: JobId) -> Response {
    part(&FoundPart {
        shell: Shell::of(visitor, "/"),
        discs: Discs::default(),
        below: Below::Sent(id.0),
        is_part: true,
    })
}

/// Looks at images and drive on a thread that may wait.
pub(crate) async fn look(app: &App, wanted: Wanted) -> Result<Checked, Failure> {
    let workshop = app.workshop().clone();
    let looked = tokio::task::spawn_blocking(move || workshop.check(&wanted));
    Ok(looked.await.map_err(Failure::bug)??)
}

/// POST /check
pub(crate) async fn check(
    State(app): State<App>,
    visitor: Visitor,
    fields: Fields,
) -> Result<Response, Failure> {
    let wanted = wanted(&visitor, &fields);
    let together = Together::of(fields.text("pair"));
    let (wanted, _) = looked_over(&app, visitor.words, wanted, together).await?;
    let profile = wanted.profile.clone();
    Ok(part(&CheckPart {
        words: visitor.words,
        checked: look(&app, wanted).await?,
        profile,
    }))
}

/// The cards beside the desk.
pub(crate) async fn cards_part(app: &App, visitor: &Visitor) -> Result<JobCards, Failure> {
    let (jobs, sends) = (jobs::cards(app).await?, sends::cards(app).await?);
    Ok(JobCards::with(app, visitor, jobs, sends))
}
