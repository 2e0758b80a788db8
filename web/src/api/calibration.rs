//! Calibration of printers, for programs.

use axum::Json;
use axum::extract::{Path, State};
use serde::Deserialize;

use super::Body;
use super::schema::{Answer, Call, Kind, Schema, get, must, post};
use crate::App;
use crate::contract::{Calibration, Measured};
use crate::pages::calibration as page;
use crate::respond::Failure;

static STEP: Schema = Schema {
    name: "CalibrationStep",
    fields: &[
        must("p_value", Kind::Real, "from 0 (black) to 1 (white)"),
        must("jnd_index", Kind::Real, "JND index that it asks for"),
        must("density_target", Kind::Real, "OD that it asks for"),
        must("density", Kind::Real, "OD that it is"),
        must("luminance", Kind::Real, "its luminance, cd/m2"),
    ],
};
static QUALITY: Schema = Schema {
    name: "CalibrationQuality",
    fields: &[
        must(
            "largest_deviation",
            Kind::Real,
            "largest distance of a density from what is asked for, OD",
        ),
        must(
            "contrast_deviation",
            Kind::Real,
            "largest deviation of contrast from the display function's; 0.1 is 10 %",
        ),
        must("mean_jnd", Kind::Real, "mean JND of an interval"),
        must("spread", Kind::Real, "spread of the JND of intervals"),
        must("passes", Kind::Bool, "PS3.14 C: the intervals are even"),
    ],
};
static CALIBRATION: Schema = Schema {
    name: "Calibration",
    fields: &[
        must("ae_title", Kind::Text, "called AE title"),
        must("name", Kind::Text, "the printer's name"),
        must("is_transmissive", Kind::Bool, "film on a light box"),
        must("density", Kind::Reals, "white and black in force, OD"),
        must("limits", Kind::Reals, "what can be asked for, OD"),
        must("illumination", Kind::Number, "cd/m2"),
        must("ambient", Kind::Number, "cd/m2"),
        must(
            "display",
            Kind::Reals,
            "black and white of the display, cd/m2",
        ),
        must("encoding", Kind::Text, "srgb, gsdf or gamma"),
        must("tone", Kind::Text, "without a Presentation LUT"),
        must("curves", Kind::Texts, "of the settings"),
        must("steps", Kind::Objects(&STEP), "what P-Values become"),
        must("quality", Kind::Object(&QUALITY), "how they follow"),
    ],
};
static DENSITIES: Schema = Schema {
    name: "Densities",
    fields: &[must(
        "densities",
        Kind::Text,
        "CSV from black to white: a density, or P-Value and density, a line",
    )],
};
static MEASURED: Schema = Schema {
    name: "MeasuredDensities",
    fields: &[
        must("steps", Kind::Objects(&STEP), "what was measured"),
        must("quality", Kind::Object(&QUALITY), "as measured"),
        must("corrected", Kind::Object(&QUALITY), "with the curve"),
        must("toml", Kind::Text, "what to write into the settings"),
    ],
};

pub(crate) static READ: Call = get(
    "readCalibration",
    "How a printer is calibrated",
    &[],
    Answer::One(&CALIBRATION),
);
pub(crate) static PREVIEW: Call = post(
    "previewCalibration",
    "What measured densities come to; changes nothing",
    Some(&DENSITIES),
    Answer::One(&MEASURED),
);

/// GET /api/v1/printers/{printer}/calibration
pub(crate) async fn read(
    State(app): State<App>,
    Path(printer): Path<String>,
) -> Result<Json<Calibration>, Failure> {
    Ok(Json(page::of(&app, &printer)?))
}

/// What was measured.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct DensitiesJson {
    densities: String,
}

/// POST /api/v1/printers/{printer}/calibration
pub(crate) async fn preview(
    State(app): State<App>,
    Path(printer): Path<String>,
    Body(sent): Body<DensitiesJson>,
) -> Result<Json<Measured>, Failure> {
    let outcome = page::measured(&app, printer, sent.densities).await?;
    Ok(Json(outcome.map_err(Failure::invalid)?))
}
