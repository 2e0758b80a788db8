//! Channels as strokes on paper, in millimetres from the top left corner.

use super::decode::{Channel, Group};

/// Seconds that a sheet shows: what an electrocardiograph prints on one page.
pub const SECONDS: f64 = 10.0;
/// Paper speed.
const MM_PER_SECOND: f64 = 25.0;
/// Gain of electrocardiograms.
const MM_PER_MV: f64 = 10.0;
/// Paper around the curves.
const MARGIN: f64 = 5.0;
/// Room for the calibration pulse before the curves.
const PULSE_ROOM: f64 = 10.0;
/// Distance of rows of an electrocardiogram: 3 mV.
const ROW: f64 = 30.0;
/// Height of a strip of any other channel.
const STRIP: f64 = 22.0;
/// Room for the line of words at the bottom.
const FOOT: f64 = 6.0;
/// Strips on a sheet: what a screen can show of an EEG.
const MAX_STRIPS: usize = 24;
/// Parts of a row in which leads follow one another.
const COLUMNS: f64 = 4.0;

/// Rows of the twelve leads as cardiologists are used to, and the rhythm strip.
const ROWS: [&[&str]; 4] = [
    &["I", "aVR", "V1", "V4"],
    &["II", "aVL", "V2", "V5"],
    &["III", "aVF", "V3", "V6"],
    &["II"],
];

/// Units of voltage (UCUM), in mV.
const VOLTS: &[(&str, f64)] = &[("uV", 1e-3), ("mV", 1.0), ("V", 1e3), ("nV", 1e-6)];

/// A sheet of paper with a grid of 1 and 5 mm.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Paper {
    /// Millimetres across.
    pub width: f64,
    /// Millimetres down.
    pub height: f64,
    /// Curves.
    pub strokes: Vec<Stroke>,
    /// Texts.
    pub words: Vec<Word>,
}

/// A line through these points (x, y).
pub type Stroke = Vec<(f64, f64)>;

/// A text.
#[derive(Debug, Clone, PartialEq)]
pub struct Word {
    /// What.
    pub text: String,
    /// Left edge.
    pub left: f64,
    /// Top edge.
    pub top: f64,
}

/// Lays a group out.
pub fn paper(group: &Group) -> Paper {
    let mut paper = Paper::default();
    let decoded = group.channels.iter().map(|channel| channel.values.len());
    let shown = decoded.max().unwrap_or(0) as f64 / group.rate;
    let gain = match twelve_leads(group) {
        Some(rows) => {
            paper.leads(&rows, group.rate, shown);
            format!(" · {MM_PER_MV} mm/mV")
        }
        None => {
            paper.strips(group);
            String::new()
        }
    };
    let all = group.samples as f64 / group.rate;
    let mut foot = format!("{MM_PER_SECOND} mm/s{gain} · {shown:.1} s");
    if all > shown + 0.05 {
        foot.push_str(&format!(" / {all:.1} s"));
    }
    if group.channels.len() > MAX_STRIPS {
        foot.push_str(&format!(" · {MAX_STRIPS}/{}", group.channels.len()));
    }
    if !group.label.is_empty() {
        foot.push_str(&format!(" · {}", group.label));
    }
    let top = paper.height;
    paper.word(foot, MARGIN, top);
    paper.height += FOOT;
    paper
}

/// The channels of every row, when all twelve leads are there in a unit of voltage.
fn twelve_leads(group: &Group) -> Option<Vec<Vec<&Channel>>> {
    let find = |lead: &str| {
        let mut channels = group.channels.iter();
        channels.find(|channel| lead_of(&channel.label).eq_ignore_ascii_case(lead))
    };
    let rows = ROWS.map(|row| {
        row.iter()
            .map(|lead| find(lead))
            .collect::<Option<Vec<_>>>()
    });
    let rows: Vec<_> = rows.into_iter().collect::<Option<_>>()?;
    let all_volts = rows
        .iter()
        .flatten()
        .all(|channel| mv(&channel.unit).is_some());
    all_volts.then_some(rows)
}

/// `aVR` of `Lead aVR`, `I` of `Lead I (Einthoven)`.
fn lead_of(label: &str) -> &str {
    let mut words = label.split_whitespace();
    let first = words.next().unwrap_or_default();
    match first.eq_ignore_ascii_case("lead") {
        true => words.next().unwrap_or_default(),
        false => first,
    }
}

fn mv(unit: &str) -> Option<f64> {
    let found = VOLTS.iter().find(|(known, _)| *known == unit);
    found.map(|(_, mv)| *mv)
}

/// A piece of a channel at its place.
struct Piece<'a> {
    channel: &'a Channel,
    rate: f64,
    /// Seconds of the channel.
    from: f64,
    to: f64,
    /// Where it begins, and the height of its zero.
    left: f64,
    zero: f64,
    /// Millimetres per unit.
    gain: f64,
}

impl Paper {
    /// A short recording (a median beat) is shown whole in each field, a longer one runs on from
    /// lead to lead.
    fn leads(&mut self, rows: &[Vec<&Channel>], rate: f64, seconds: f64) {
        let is_short = seconds * COLUMNS <= SECONDS;
        let rows = match is_short {
            true => &rows[..rows.len() - 1],
            false => rows,
        };
        for (number, row) in rows.iter().enumerate() {
            let zero = MARGIN + ROW * (number as f64 + 0.5);
            self.pulse(zero);
            let part = if is_short {
                seconds
            } else {
                seconds / row.len() as f64
            };
            for (column, channel) in row.iter().enumerate() {
                let begin = column as f64 * part;
                let left = MARGIN + PULSE_ROOM + begin * MM_PER_SECOND;
                let from = if is_short { 0.0 } else { begin };
                self.word(
                    lead_of(&channel.label).to_owned(),
                    left + 1.0,
                    zero - ROW * 0.42,
                );
                self.curve(&Piece {
                    channel,
                    rate,
                    from,
                    to: from + part,
                    left,
                    zero,
                    gain: MM_PER_MV * mv(&channel.unit).unwrap_or(1.0),
                });
            }
        }
        let across = if is_short { seconds * COLUMNS } else { seconds };
        self.width = MARGIN * 2.0 + PULSE_ROOM + across * MM_PER_SECOND;
        self.height = MARGIN + ROW * rows.len() as f64;
    }

    /// 1 mV for 0.2 s.
    fn pulse(&mut self, zero: f64) {
        let (left, up) = (MARGIN + 1.0, zero - MM_PER_MV);
        let right = left + 0.2 * MM_PER_SECOND;
        self.strokes.push(vec![
            (left - 1.0, zero),
            (left, zero),
            (left, up),
            (right, up),
            (right, zero),
            (right + 1.0, zero),
        ]);
    }

    /// Channels below one another, each as large as its strip.
    fn strips(&mut self, group: &Group) {
        let mut longest: f64 = 0.0;
        let shown = group.channels.iter().take(MAX_STRIPS);
        for (number, channel) in shown.enumerate() {
            let (low, high) = range(&channel.values);
            let gain = STRIP * 0.7 / (high - low).max(f64::MIN_POSITIVE);
            let top = MARGIN + STRIP * number as f64;
            let middle = top + STRIP * 0.6;
            let unit = Some(&channel.unit).filter(|unit| !unit.is_empty() && *unit != "1");
            let unit = unit.map(|unit| format!(" {unit}")).unwrap_or_default();
            let words = format!("{}  {} … {}{unit}", channel.label, short(low), short(high));
            self.word(words, MARGIN + 1.0, top);
            self.curve(&Piece {
                channel,
                rate: group.rate,
                from: 0.0,
                to: f64::INFINITY,
                left: MARGIN,
                zero: middle + (low + high) / 2.0 * gain,
                gain,
            });
            longest = longest.max(channel.values.len() as f64 / group.rate);
        }
        let strips = group.channels.len().min(MAX_STRIPS);
        self.width = MARGIN * 2.0 + longest * MM_PER_SECOND;
        self.height = MARGIN + STRIP * strips as f64;
    }

    fn word(&mut self, text: String, left: f64, top: f64) {
        self.words.push(Word { text, left, top });
    }

    /// The pen is lifted where nothing was recorded.
    fn curve(&mut self, piece: &Piece<'_>) {
        let sample = |seconds: f64| (seconds * piece.rate).round() as usize;
        let values = &piece.channel.values;
        let (from, to) = (
            sample(piece.from).min(values.len()),
            sample(piece.to).min(values.len()),
        );
        let mut stroke = Stroke::new();
        for (index, value) in values[from..to].iter().enumerate() {
            if value.is_finite() {
                let x = piece.left + index as f64 / piece.rate * MM_PER_SECOND;
                stroke.push((x, piece.zero - f64::from(*value) * piece.gain));
            } else if !stroke.is_empty() {
                self.strokes.push(std::mem::take(&mut stroke));
            }
        }
        self.strokes.push(stroke);
    }
}

fn range(values: &[f32]) -> (f64, f64) {
    let finite = values.iter().filter(|value| value.is_finite());
    let bounds = finite.fold(None, |bounds: Option<(f32, f32)>, value| {
        let (low, high) = bounds.unwrap_or((*value, *value));
        Some((low.min(*value), high.max(*value)))
    });
    let (low, high) = bounds.unwrap_or((0.0, 1.0));
    match low < high {
        true => (f64::from(low), f64::from(high)),
        false => (f64::from(low) - 0.5, f64::from(high) + 0.5),
    }
}

/// A number with three digits that count.
fn short(value: f64) -> String {
    let decimals = match value.abs() {
        size if size >= 100.0 => 0,
        size if size >= 10.0 => 1,
        _ => 2,
    };
    format!("{value:.decimals$}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn channel(label: &str, values: Vec<f32>) -> Channel {
        Channel {
            label: label.to_owned(),
            unit: "uV".to_owned(),
            values,
        }
    }

    fn group(labels: &[&str], seconds: usize) -> Group {
        let values = || {
            (0..seconds * 100)
                .map(|n| (n % 100) as f32 * 10.0)
                .collect()
        };
        Group {
            label: String::new(),
            rate: 100.0,
            samples: seconds as u64 * 100,
            channels: labels
                .iter()
                .map(|label| channel(label, values()))
                .collect(),
        }
    }

    const LEADS: [&str; 12] = [
        "Lead I (Einthoven)",
        "Lead II",
        "Lead III",
        "Lead aVR",
        "Lead aVL",
        "Lead aVF",
        "V1",
        "V2",
        "V3",
        "V4",
        "V5",
        "V6",
    ];

    #[test]
    fn twelve_leads_are_on_paper_of_25_mm_per_second_and_10_mm_per_millivolt() {
        let paper = paper(&group(&LEADS, 10));
        assert_eq!(paper.width, 5.0 + 10.0 + 250.0 + 5.0);
        let rhythm = paper.strokes.last().expect("a stroke");
        assert_eq!(rhythm.len(), 1000);
        let (first, last) = (rhythm[0], rhythm[999]);
        assert!((last.0 - first.0 - 249.75).abs() < 1e-9);
        // 990 uV.
        assert!((first.1 - last.1 - 9.9).abs() < 1e-9, "{first:?} {last:?}");
        let words: Vec<&str> = paper.words.iter().map(|word| word.text.as_str()).collect();
        assert_eq!(words[..4], ["I", "aVR", "V1", "V4"]);
        assert_eq!(words[13], "25 mm/s · 10 mm/mV · 10.0 s");
    }

    #[test]
    fn other_channels_fill_a_strip_each() {
        let paper = paper(&group(&["Resp", "ABP"], 2));
        assert_eq!(paper.strokes.len(), 2);
        for (number, stroke) in paper.strokes.iter().enumerate() {
            let heights: Vec<f64> = stroke.iter().map(|point| point.1).collect();
            let top = heights.iter().copied().fold(f64::INFINITY, f64::min);
            let bottom = heights.iter().copied().fold(0.0, f64::max);
            let strip = MARGIN + STRIP * number as f64;
            assert!(top > strip && bottom < strip + STRIP, "{top} {bottom}");
        }
    }

    #[test]
    fn the_pen_is_lifted_over_gaps() {
        let mut gap = group(&["ABP"], 1);
        gap.channels[0].values[50] = f32::NAN;
        assert_eq!(paper(&gap).strokes.len(), 2);
    }
}
