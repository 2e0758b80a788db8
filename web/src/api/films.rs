//! Films for programs.

use axum::Json;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use filmdesk_archive::PatientKey;
use serde::{Deserialize, Serialize};

use super::Body;
use super::schema::{Answer, Call, Field, Kind, Schema, get, may, must, post};
use crate::App;
use crate::access::Visitor;
use crate::contract::{FilmOrder, Printer};
use crate::films::{self, View};
use crate::pages::films::Start;
use crate::respond::Failure;

/// A print job.
#[derive(Serialize)]
pub(crate) struct FilmJson {
    number: u64,
    uid: String,
    #[serde(serialize_with = "crate::respond::rfc3339")]
    created: time::OffsetDateTime,
    originator: String,
    printer: String,
    films: usize,
    copies: u16,
    sizes: Vec<String>,
    bytes: u64,
    state: &'static str,
    trouble: Option<&'static str>,
    is_kept: bool,
    patient: Option<i64>,
    patient_id: String,
    patient_name: String,
    assigned_by: Option<String>,
}

impl From<View> for FilmJson {
    fn from(view: View) -> Self {
        let patient_id = view.patient_id().to_owned();
        let name = view
            .patient
            .as_ref()
            .map(|films| films.patient.name.to_dicom());
        let proposed = view
            .proposed()
            .map(|proposed| proposed.patient_name.clone());
        let job = view.job;
        Self {
            number: job.number,
            uid: job.uid,
            created: job.created,
            originator: job.originator,
            printer: job.printer,
            films: job.films,
            copies: job.copies,
            sizes: job.sizes,
            bytes: job.bytes,
            state: job.state.word(),
            trouble: job.trouble,
            is_kept: job.is_kept,
            patient: view.patient.as_ref().map(|films| films.patient.key.0),
            patient_id,
            patient_name: name.or(proposed).unwrap_or_default(),
            assigned_by: view.patient.map(|films| films.actor),
        }
    }
}

const FILM_STATES: Kind =
    Kind::Word(&["waiting", "held", "printing", "done", "failed", "cancelled"]);

static FILM_SCHEMA: Schema = Schema {
    name: "FilmJob",
    fields: &[
        must("number", Kind::Number, "its number; later ones are higher"),
        must("uid", Kind::Text, "SOP Instance UID of the Print Job"),
        must("created", Kind::Moment, "when it came"),
        must("originator", Kind::Text, "AE title of the console"),
        must("printer", Kind::Text, "AE title of the printer"),
        must("films", Kind::Number, "films of one copy"),
        must("copies", Kind::Number, "copies"),
        must("sizes", Kind::Texts, "Film Size IDs"),
        must("bytes", Kind::Number, "bytes of its pixels"),
        must("state", FILM_STATES, "how it stands"),
        must(
            "trouble",
            Kind::TextOrNull,
            "what keeps it from being printed: COVER OPEN; NO PRINTER when that is no longer in the settings",
        ),
        must(
            "is_kept",
            Kind::Bool,
            "whether the films can be shown and printed again",
        ),
        must(
            "patient",
            Kind::NumberOrNull,
            "the patient's key, when a person or program has said it",
        ),
        must(
            "patient_id",
            Kind::Text,
            "Patient ID, as assigned, else as the console says",
        ),
        must("patient_name", Kind::Text, "Patient's Name, likewise"),
        must("assigned_by", Kind::TextOrNull, "who said whose it is"),
    ],
};

static PRINTER_SCHEMA: Schema = Schema {
    name: "Printer",
    fields: &[
        must("ae_title", Kind::Text, "its AE title"),
        must("name", Kind::Text, "what people call it"),
        must("most_copies", Kind::Number, "copies at most"),
    ],
};

static KEPT_SCHEMA: Schema = Schema {
    name: "KeptFilms",
    fields: &[
        must("patient", Kind::Number, "the patient's key"),
        must("study_uid", Kind::Text, "the study that they are in"),
        must("images", Kind::Number, "images, one for each film"),
    ],
};

static ASSIGN_SCHEMA: Schema = Schema {
    name: "Assignment",
    fields: &[must("patient", Kind::Number, "the patient's key")],
};

static MOVE_SCHEMA: Schema = Schema {
    name: "OtherPrinter",
    fields: &[must("printer", Kind::Text, "its AE title")],
};

static PRINT_SCHEMA: Schema = Schema {
    name: "PrintAgain",
    fields: &[
        may("printer", Kind::Text, "AE title; the job's own without it"),
        may("copies", Kind::Number, "copies; 1 without it"),
    ],
};

const BEFORE: &[Field] = &[may("before", Kind::Number, "jobs before this number")];

pub(crate) static PRINTERS: Call = get(
    "printers",
    "The printers",
    &[],
    Answer::List(&PRINTER_SCHEMA),
);
pub(crate) static FILMS: Call = get(
    "films",
    "Print jobs, the newest first, 20 at a time",
    BEFORE,
    Answer::List(&FILM_SCHEMA),
);
pub(crate) static FILM: Call = get("film", "A print job", &[], Answer::One(&FILM_SCHEMA));
pub(crate) static ASSIGN: Call = post(
    "assignFilms",
    "Say whose the films are",
    Some(&ASSIGN_SCHEMA),
    Answer::One(&FILM_SCHEMA),
);
pub(crate) static TAKE_BACK: Call = post(
    "takeBackFilms",
    "Take that back",
    None,
    Answer::One(&FILM_SCHEMA),
);
pub(crate) static KEEP: Call = post(
    "keepFilms",
    "Put the films into the archive as images of their patient",
    None,
    Answer::One(&KEPT_SCHEMA),
);
pub(crate) static HOLD: Call = post(
    "holdFilms",
    "Hold a job that waits: it is not printed until it is released",
    None,
    Answer::One(&FILM_SCHEMA),
);
pub(crate) static RELEASE: Call = post(
    "releaseFilms",
    "Let a held job be printed",
    None,
    Answer::One(&FILM_SCHEMA),
);
pub(crate) static CANCEL: Call = post(
    "cancelFilms",
    "Give up a job that waits or is held",
    None,
    Answer::One(&FILM_SCHEMA),
);
pub(crate) static MOVE: Call = post(
    "moveFilms",
    "Let a job wait for another printer",
    Some(&MOVE_SCHEMA),
    Answer::One(&FILM_SCHEMA),
);
pub(crate) static PRINT: Call = post(
    "printFilms",
    "Print films again, as a new job",
    Some(&PRINT_SCHEMA),
    Answer::Created(&FILM_SCHEMA),
);
pub(crate) static WEDGE: Call = post(
    "printWedge",
    "Print the step wedge that the printer's calibration is measured by",
    None,
    Answer::Created(&FILM_SCHEMA),
);
pub(crate) static PDF: Call = get(
    "filmsAsPdf",
    "All films of a job",
    &[],
    Answer::Bytes("application/pdf"),
);
pub(crate) static PNG: Call = get(
    "filmAsPng",
    "A film, from 1, at its resolution",
    &[],
    Answer::Bytes("image/png"),
);
pub(crate) static TIFF: Call = get(
    "filmAsTiff",
    "A film, from 1, at its resolution",
    &[],
    Answer::Bytes("image/tiff"),
);
pub(crate) static PREVIEW: Call = get(
    "filmPreview",
    "A film, from 1, of 1600 pixels on its longer side",
    &[],
    Answer::Bytes("image/png"),
);

/// GET /api/v1/printers
pub(crate) async fn printers(State(app): State<App>) -> Json<Vec<Printer>> {
    Json(app.workshop().films().printers())
}

/// GET /api/v1/films
pub(crate) async fn jobs(
    State(app): State<App>,
    visitor: Visitor,
    Query(start): Query<Start>,
) -> Result<Json<Vec<FilmJson>>, Failure> {
    let (views, _) = films::page(&app, start.before).await?;
    films::note_seen(&app, &visitor, &views).await?;
    Ok(Json(views.into_iter().map(FilmJson::from).collect()))
}

/// GET /api/v1/films/{job}
pub(crate) async fn job(
    State(app): State<App>,
    visitor: Visitor,
    Path(job): Path<u64>,
) -> Result<Json<FilmJson>, Failure> {
    Ok(Json(films::open(&app, &visitor, job).await?.into()))
}

async fn as_it_is(app: &App, job: u64) -> Result<Json<FilmJson>, Failure> {
    Ok(Json(films::view(app, job).await?.into()))
}

/// Whose films are.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct AssignmentJson {
    patient: i64,
}

/// POST /api/v1/films/{job}/assign
pub(crate) async fn assign(
    State(app): State<App>,
    visitor: Visitor,
    Path(job): Path<u64>,
    Body(wanted): Body<AssignmentJson>,
) -> Result<Json<FilmJson>, Failure> {
    films::assign(&app, &visitor, job, PatientKey(wanted.patient)).await?;
    as_it_is(&app, job).await
}

/// POST /api/v1/films/{job}/take-back
pub(crate) async fn take_back(
    State(app): State<App>,
    visitor: Visitor,
    Path(job): Path<u64>,
) -> Result<Json<FilmJson>, Failure> {
    films::take_back(&app, &visitor, job).await?;
    as_it_is(&app, job).await
}

/// Films in the archive.
#[derive(Serialize)]
pub(crate) struct KeptJson {
    patient: i64,
    study_uid: String,
    images: usize,
}

/// POST /api/v1/films/{job}/archive
pub(crate) async fn keep(
    State(app): State<App>,
    visitor: Visitor,
    Path(job): Path<u64>,
) -> Result<Json<KeptJson>, Failure> {
    let (patient, kept) = films::keep(&app, &visitor, job).await?;
    Ok(Json(KeptJson {
        patient: patient.key.0,
        study_uid: kept.study_uid,
        images: kept.images,
    }))
}

async fn steered(
    app: &App,
    visitor: &Visitor,
    job: u64,
    order: FilmOrder,
) -> Result<Json<FilmJson>, Failure> {
    let then = films::steer(app, visitor, job, order).await?;
    as_it_is(app, then).await
}

/// POST /api/v1/films/{job}/hold
pub(crate) async fn hold(
    State(app): State<App>,
    visitor: Visitor,
    Path(job): Path<u64>,
) -> Result<Json<FilmJson>, Failure> {
    steered(&app, &visitor, job, FilmOrder::Hold).await
}

/// POST /api/v1/films/{job}/release
pub(crate) async fn release(
    State(app): State<App>,
    visitor: Visitor,
    Path(job): Path<u64>,
) -> Result<Json<FilmJson>, Failure> {
    steered(&app, &visitor, job, FilmOrder::Release).await
}

/// POST /api/v1/films/{job}/cancel
pub(crate) async fn cancel(
    State(app): State<App>,
    visitor: Visitor,
    Path(job): Path<u64>,
) -> Result<Json<FilmJson>, Failure> {
    steered(&app, &visitor, job, FilmOrder::Cancel).await
}

/// Another printer.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct MoveJson {
    printer: String,
}

/// POST /api/v1/films/{job}/move
pub(crate) async fn move_to(
    State(app): State<App>,
    visitor: Visitor,
    Path(job): Path<u64>,
    Body(wanted): Body<MoveJson>,
) -> Result<Json<FilmJson>, Failure> {
    let printer = wanted.printer;
    steered(&app, &visitor, job, FilmOrder::Move { printer }).await
}

/// Films again.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct PrintJson {
    #[serde(default)]
    printer: String,
    #[serde(default = "super::one")]
    copies: u16,
}

/// POST /api/v1/films/{job}/print
pub(crate) async fn print(
    State(app): State<App>,
    visitor: Visitor,
    Path(job): Path<u64>,
    Body(wanted): Body<PrintJson>,
) -> Result<(StatusCode, Json<FilmJson>), Failure> {
    let order = FilmOrder::Print {
        printer: wanted.printer,
        copies: wanted.copies,
    };
    let job = steered(&app, &visitor, job, order).await?;
    Ok((StatusCode::CREATED, job))
}

/// POST /api/v1/printers/{printer}/wedge
pub(crate) async fn wedge(
    State(app): State<App>,
    visitor: Visitor,
    Path(printer): Path<String>,
) -> Result<(StatusCode, Json<FilmJson>), Failure> {
    let job = films::wedge(&app, &visitor, printer).await?;
    Ok((StatusCode::CREATED, as_it_is(&app, job).await?))
}
