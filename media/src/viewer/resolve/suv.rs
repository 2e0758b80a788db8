//! The standardised uptake value of PET by body weight (PS3.3 C.8.9.1): what a value in Bq/ml is
//! multiplied by.

use filmdesk_dataset::{DataSet, Tag, tags};

use super::super::values::{decimal, term};
use super::code::first;
use crate::timestamp::to_days;

const HOUR: f64 = 3600.0;
const DAY: f64 = 24.0 * HOUR;
/// A nuclide that lives longer may be measured days after the injection: times without their
/// dates do not say when that was.
const MAX_UNDATED_HALF_LIFE: f64 = 4.0 * HOUR;
/// Times without dates that lie further apart are those of clocks that disagree.
const MAX_UNDATED_DELAY: f64 = 12.0 * HOUR;
/// Half-lives after which nothing is left to measure: dates that are further apart are wrong.
const MAX_HALF_LIVES: f64 = 10.0;

/// What an image says of its factor. The time to which decay is corrected is that of the series.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(in super::super) struct Uptake {
    /// For all that was injected.
    factor: f64,
    /// Where some of it has decayed.
    decay: Option<Decay>,
}

#[derive(Debug, Clone, Copy, PartialEq)]
struct Decay {
    /// Seconds.
    half_life: f64,
    injected: Moment,
    series: Option<Moment>,
    acquired: Option<Moment>,
}

/// A time, and its day where that is known.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(in super::super) struct Moment {
    day: Option<i64>,
    /// Of the day.
    seconds: f64,
}

impl Uptake {
    /// Of an image; none where the data set does not say enough, or is not corrected for
    /// attenuation and decay.
    pub(in super::super) fn of(data: &DataSet) -> Option<Self> {
        match term(data, tags::UNITS) {
            "GML" => Some(Self {
                factor: 1.0,
                decay: None,
            }),
            "BQML" => by_weight(data),
            _ => None,
        }
    }

    /// When a series of these images began: decay is corrected to its first acquisition, or to
    /// Series Time, the reference of Frame Reference Time, where that is not later (a series made
    /// anew has the time at which that was done).
    pub(in super::super) fn start<'a>(images: impl Iterator<Item = &'a Self>) -> Option<Moment> {
        let decays = images.filter_map(|image| image.decay);
        let moments = decays.flat_map(|decay| [decay.series, decay.acquired]);
        // Of several, those with a day first.
        let day = |moment: &Moment| (moment.day.is_none(), moment.day);
        moments
            .flatten()
            .min_by(|a, b| day(a).cmp(&day(b)).then(a.seconds.total_cmp(&b.seconds)))
    }

    /// What a value is multiplied by to be SUV (g/ml), of a series that began at `start`.
    pub(in super::super) fn factor(&self, start: Option<Moment>) -> Option<f64> {
        let Some(decay) = self.decay else {
            return Some(self.factor);
        };
        let half_lives = decay.injected.until(start?, decay.half_life)? / decay.half_life;
        Some(self.factor * half_lives.exp2())
    }
}

fn by_weight(data: &DataSet) -> Option<Uptake> {
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
    let decay = match term(data, tags::DECAY_CORRECTION) {
        "ADMIN" => None,
        "START" => Some(Decay {
            half_life: positive(given, tags::RADIONUCLIDE_HALF_LIFE)?,
            injected: injected(data, given)?,
            series: Moment::of(data, tags::SERIES_DATE, tags::SERIES_TIME),
            acquired: Moment::of(data, tags::ACQUISITION_DATE, tags::ACQUISITION_TIME),
        }),
        _ => return None,
    };
    Some(Uptake {
        factor: grams / dose,
        decay,
    })
}

/// When it was injected; none when that is told in another time zone than all else.
fn injected(data: &DataSet, given: &DataSet) -> Option<Moment> {
    let text = term(given, tags::RADIOPHARMACEUTICAL_START_DATE_TIME);
    let zone = |text: &str| text.find(['+', '-', '&']).map(|at| text[at..].to_owned());
    let (own, other) = (zone(text), zone(term(data, tags::TIMEZONE_OFFSET_FROM_UTC)));
    if own.is_some() && other.is_some() && own != other {
        return None;
    }
    let dated = text.split_at_checked(DATE_DIGITS).and_then(|(date, time)| {
        Some(Moment {
            day: Some(day(date)?),
            seconds: of_day(time)?,
        })
    });
    let undated = || of_day(term(given, tags::RADIOPHARMACEUTICAL_START_TIME));
    dated.or_else(|| {
        Some(Moment {
            day: None,
            seconds: undated()?,
        })
    })
}

impl Moment {
    fn of(data: &DataSet, date: Tag, time: Tag) -> Option<Self> {
        Some(Self {
            day: day(term(data, date)),
            seconds: of_day(term(data, time))?,
        })
    }

    /// Seconds until `later`, as far as that is plausible for this half-life.
    fn until(self, later: Self, half_life: f64) -> Option<f64> {
        let seconds = later.seconds - self.seconds;
        let (delay, most) = match (self.day, later.day) {
            (Some(from), Some(to)) => {
                let days = (to - from) as f64;
                (days * DAY + seconds, MAX_HALF_LIVES * half_life)
            }
            // Past midnight.
            _ if half_life <= MAX_UNDATED_HALF_LIFE => (seconds.rem_euclid(DAY), MAX_UNDATED_DELAY),
            _ => return None,
        };
        (0.0..=most).contains(&delay).then_some(delay)
    }
}

/// Digits of a DA, and of a DT before its time (PS3.5 6.2).
const DATE_DIGITS: usize = 8;

/// The day of a DA, counted.
fn day(text: &str) -> Option<i64> {
    let part = |from: usize, to: usize| text.get(from..to)?.parse::<i64>().ok();
    let (year, month, day) = (part(0, 4)?, part(4, 6)?, part(6, DATE_DIGITS)?);
    let is_one = (1..=12).contains(&month) && (1..=31).contains(&day);
    is_one.then(|| to_days(year, month, day))
}

/// Seconds of the day of a TM, HHMMSS.FFFFFF.
fn of_day(text: &str) -> Option<f64> {
    let part = |from: usize| text.get(from..from + 2)?.parse::<f64>().ok();
    let fraction = text.get(6..).and_then(|rest| {
        let end = rest.find(['+', '-', '&']).unwrap_or(rest.len());
        rest[..end].parse::<f64>().ok()
    });
    Some(part(0)? * HOUR + part(2)? * 60.0 + part(4).unwrap_or(0.0) + fraction.unwrap_or(0.0))
}
