//! How printers are calibrated, and what measured densities say.

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::response::Response;
use serde::Deserialize;

use super::form::Fields;
use super::office::{MENU, tabs};
use super::shell::{Entry, Shell};
use crate::App;
use crate::access::Visitor;
use crate::contract::{Calibration, CalibrationQuality, CalibrationStep, Measured, Refused};
use crate::films;
use crate::respond::{Failure, see_other, whole};

/// The chart's ground in its own units; a margin is left for the numbers.
const WIDTH: f64 = 400.0;
const HEIGHT: f64 = 220.0;
/// OD at the top of the chart; a darker film raises it.
const USUAL_TOP: f64 = 3.5;

#[derive(Template)]
#[template(path = "calibration.html")]
struct CalibrationPage {
    shell: Shell,
    tabs: Vec<Entry>,
    calibration: Calibration,
    /// What was pasted.
    text: String,
    wrong: String,
    measured: Option<Measured>,
    /// The job of a wedge that was just ordered.
    wedge: Option<u64>,
}

/// A line of the chart's grid: its place and what it stands for.
struct Tick {
    at: String,
    word: String,
}

impl CalibrationPage {
    /// OD at the top of the chart.
    fn top(&self) -> f64 {
        let measured = self.measured.iter().flat_map(|measured| &measured.steps);
        let steps = self.calibration.steps.iter().chain(measured);
        steps
            .map(|step| step.density)
            .fold(USUAL_TOP, f64::max)
            .ceil()
    }

    /// Where a density is: the darkest on top, as characteristic curves are drawn.
    fn y(&self, density: f64) -> f64 {
        HEIGHT * (1.0 - density / self.top())
    }

    fn densities(&self) -> Vec<Tick> {
        let tick = |od: u32| Tick {
            at: format!("{:.1}", self.y(f64::from(od))),
            word: od.to_string(),
        };
        (0..)
            .take_while(|od| f64::from(*od) <= self.top())
            .map(tick)
            .collect()
    }

    fn p_values(&self) -> Vec<Tick> {
        let tick = |quarter: u8| Tick {
            at: format!("{:.1}", WIDTH * f64::from(quarter) / 4.0),
            word: format!("{}", f64::from(quarter) / 4.0),
        };
        (0..=4).map(tick).collect()
    }

    /// The steps that are tabled.
    fn shown_steps(&self) -> &[CalibrationStep] {
        match &self.measured {
            Some(measured) => &measured.steps,
            None => &self.calibration.steps,
        }
    }

    /// What the function asks for, as points of a line.
    fn wanted(&self) -> String {
        self.points(self.shown_steps(), |step| step.density_target)
    }

    fn was_measured(&self, measured: &Measured) -> String {
        self.points(&measured.steps, |step| step.density)
    }

    fn points(&self, steps: &[CalibrationStep], od: fn(&CalibrationStep) -> f64) -> String {
        let point =
            |step: &CalibrationStep| format!("{:.1},{:.1}", step.p_value * WIDTH, self.y(od(step)));
        steps.iter().map(point).collect::<Vec<_>>().join(" ")
    }
}

/// A job's number as people read it.
fn number(job: &u64) -> String {
    films::number(*job)
}

fn percent(quality: &CalibrationQuality) -> String {
    format!("{:.1}", quality.contrast_deviation * 100.0)
}

/// The calibration of a printer.
pub(crate) fn of(app: &App, printer: &str) -> Result<Calibration, Failure> {
    let found = app.administration().calibration(printer)?;
    found.ok_or(Failure::NotFound)
}

/// What measured densities come to, on a thread that may take its time.
pub(crate) async fn measured(
    app: &App,
    printer: String,
    text: String,
) -> Result<Result<Measured, Refused>, Failure> {
    let office = app.administration().clone();
    let made = tokio::task::spawn_blocking(move || office.measured(&printer, &text));
    made.await
        .map_err(Failure::bug)?
        .transpose()
        .ok_or(Failure::NotFound)
}

fn answered(
    visitor: &Visitor,
    calibration: Calibration,
    text: String,
    outcome: Option<Result<Measured, Refused>>,
) -> CalibrationPage {
    let (measured, wrong) = match outcome {
        Some(Ok(measured)) => (Some(measured), String::new()),
        Some(Err(Refused(wrong))) => (None, wrong),
        None => (None, String::new()),
    };
    CalibrationPage {
        shell: Shell::of(visitor, MENU),
        tabs: tabs(visitor.words, "/printers"),
        calibration,
        text,
        wrong,
        measured,
        wedge: None,
    }
}

/// What was just done.
#[derive(Deserialize)]
pub(crate) struct Done {
    wedge: Option<u64>,
}

/// GET /printers/{printer}/calibration
pub(crate) async fn page(
    State(app): State<App>,
    visitor: Visitor,
    Path(printer): Path<String>,
    Query(done): Query<Done>,
) -> Result<Response, Failure> {
    let calibration = of(&app, &printer)?;
    Ok(whole(&CalibrationPage {
        wedge: done.wedge,
        ..answered(&visitor, calibration, String::new(), None)
    }))
}

/// POST /printers/{printer}/wedge
pub(crate) async fn wedge(
    State(app): State<App>,
    visitor: Visitor,
    Path(printer): Path<String>,
) -> Result<Response, Failure> {
    let job = films::wedge(&app, &visitor, printer).await?;
    // Beside this address, whatever the printer's title has in it.
    Ok(see_other(&format!("calibration?wedge={job}")))
}

/// POST /printers/{printer}/calibration
pub(crate) async fn preview(
    State(app): State<App>,
    visitor: Visitor,
    Path(printer): Path<String>,
    fields: Fields,
) -> Result<Response, Failure> {
    let calibration = of(&app, &printer)?;
    let text = fields.text("densities").to_owned();
    let outcome = measured(&app, printer, text.clone()).await?;
    let page = answered(&visitor, calibration, text, Some(outcome));
    Ok(whole(&page))
}
