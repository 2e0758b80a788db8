//! The standardised uptake value of PET by body weight (PS3.3 C.8.9.1): what a value in Bq/ml is
//! multiplied by.

use filmdesk_dataset::{DataSet, Tag, tags};

use super::super::values::{decimal, term};
use super::code::first;

/// Half a day: what is injected is measured on the same day, and clocks of records that differ by
/// more are wrong.
const MAX_DELAY: f64 = 12.0 * 3600.0;
const DAY: f64 = 24.0 * 3600.0;

/// What a value of the image is multiplied by to be SUV (g/ml); none where the data set does not
/// say enough, or the image is not corrected for attenuation and decay.
pub(in super::super) fn factor(data: &DataSet) -> Option<f64> {
    match term(data, tags::UNITS) {
        "GML" => Some(1.0),
        "BQML" => by_weight(data),
        _ => None,
    }
}

fn by_weight(data: &DataSet) -> Option<f64> {
    let corrected = term(data, tags::CORRECTED_IMAGE).split('\\');
    let corrections: Vec<&str> = corrected.map(str::trim).collect();
    if !["ATTN", "DECY"]
        .iter()
        .all(|needed| corrections.contains(needed))
    {
        return None;
    }
    let positive = |set: &DataSet, tag| decimal(set, tag).filter(|value| *value > 0.0);
    let given = first(data, tags::RADIOPHARMACEUTICAL_INFORMATION_SEQUENCE)?;
    let grams = positive(data, tags::PATIENT_WEIGHT)? * 1000.0;
    let dose = positive(given, tags::RADIONUCLIDE_TOTAL_DOSE)?;
    let left = match term(data, tags::DECAY_CORRECTION) {
        "ADMIN" => 1.0,
        "START" => {
            let half_life = positive(given, tags::RADIONUCLIDE_HALF_LIFE)?;
            (-delay(data, given)? / half_life).exp2()
        }
        _ => return None,
    };
    Some(grams / (dose * left))
}

/// Seconds from the injection to the time to which decay is corrected: the series' own, unless an
/// image was acquired before it (a series made anew later).
fn delay(data: &DataSet, given: &DataSet) -> Option<f64> {
    let series = seconds(data, tags::SERIES_TIME);
    let acquired = seconds(data, tags::ACQUISITION_TIME);
    let measured = match (series, acquired) {
        (Some(series), Some(acquired)) => series.min(acquired),
        (series, acquired) => series.or(acquired)?,
    };
    let injected =
        date_time(given).or_else(|| seconds(given, tags::RADIOPHARMACEUTICAL_START_TIME))?;
    // Past midnight.
    let delay = (measured - injected).rem_euclid(DAY);
    (delay <= MAX_DELAY).then_some(delay)
}

fn date_time(given: &DataSet) -> Option<f64> {
    of_day(term(given, tags::RADIOPHARMACEUTICAL_START_DATE_TIME).get(8..)?)
}

fn seconds(data: &DataSet, tag: Tag) -> Option<f64> {
    of_day(term(data, tag))
}

/// Seconds of the day of a TM, HHMMSS.FFFFFF.
fn of_day(text: &str) -> Option<f64> {
    let part = |from: usize| text.get(from..from + 2)?.parse::<f64>().ok();
    let fraction = text.get(6..).and_then(|rest| {
        let end = rest.find(['+', '-', '&']).unwrap_or(rest.len());
        rest[..end].parse::<f64>().ok()
    });
    Some(part(0)? * 3600.0 + part(2)? * 60.0 + part(4).unwrap_or(0.0) + fraction.unwrap_or(0.0))
}
