//! Waveforms (PS3.3 C.10.9) with their annotations (C.10.10), sample by sample in 16 bits.

mod samples;

use filmdesk_dataset::{CharacterSet, DataSet, tags};

use super::super::index::{
    WaveformAnnotation, WaveformChannel, WaveformGroup, WaveformKind, WaveformPart,
};
use super::super::values::{decimal, decimals, term};
use super::code::{each, first, meaning, text, value};
use super::document::class_name;
use super::pack::packed;
use crate::waveform::Interpretation;
use samples::Channel;

/// Multiplex groups of a waveform that are shown.
const MAX_GROUPS: usize = 64;
/// Channels of a group: the densest EEG caps have 256.
const MAX_CHANNELS: usize = 512;
/// Samples of a group over all its channels: ten minutes of a large EEG, twelve hours of an
/// ambulatory ECG; more would not fit a page. What is beyond is not shown, and a fact says so.
const MAX_SAMPLES: usize = 24 << 20;
/// Annotations that are listed.
const MAX_ANNOTATIONS: usize = 5_000;

/// The waveform of a data set; none when it has no samples.
pub(super) fn waveform(data: &DataSet, set: &CharacterSet) -> Option<WaveformPart> {
    let items = each(data, tags::WAVEFORM_SEQUENCE).iter().take(MAX_GROUPS);
    let groups: Vec<Group> = items.filter_map(|item| group(item, set)).collect();
    if groups.is_empty() {
        return None;
    }
    let notes = each(data, tags::WAVEFORM_ANNOTATION_SEQUENCE);
    let (annotations, measured) = annotations(notes, &groups, set);
    let cut = groups.iter().filter_map(|group| group.cut.clone());
    let facts = conditions(data, set).chain(measured).chain(cut).collect();
    let is_ecg = groups.iter().any(|group| group.has_leads);
    Some(WaveformPart {
        kind: match is_ecg {
            true => WaveformKind::Ecg,
            false => WaveformKind::Other,
        },
        groups: groups.into_iter().map(|group| group.shown).collect(),
        annotations,
        facts,
    })
}

struct Group {
    shown: WaveformGroup,
    /// Whether a channel comes from an ECG lead.
    has_leads: bool,
    cut: Option<(String, String)>,
}

fn group(item: &DataSet, set: &CharacterSet) -> Option<Group> {
    let definitions = each(item, tags::CHANNEL_DEFINITION_SEQUENCE);
    let count = definitions.len().min(MAX_CHANNELS);
    let bits = item.u16(tags::WAVEFORM_BITS_ALLOCATED).ok()?.unwrap_or(16);
    let term = term(item, tags::WAVEFORM_SAMPLE_INTERPRETATION);
    let interpretation = Interpretation::of(term, bits)?;
    let data = item.bytes(tags::WAVEFORM_DATA)?;
    let claimed = item.u32(tags::NUMBER_OF_WAVEFORM_SAMPLES).ok()??;
    let stride = definitions.len().checked_mul(interpretation.bytes)?;
    let there = data.len().checked_div(stride)?;
    let length = there.min(claimed as usize).min(MAX_SAMPLES / count);
    let rate = decimal(item, tags::SAMPLING_FREQUENCY).filter(|rate| *rate > 0.0)?;
    if length == 0 {
        return None;
    }
    let padding = item.bytes(tags::WAVEFORM_PADDING_VALUE);
    let padding = padding.filter(|bytes| bytes.len() >= interpretation.bytes);
    let padding = padding.map(interpretation.number);
    let mut bytes = Vec::with_capacity(length * count * 2);
    let mut channels = Vec::with_capacity(count);
    for (place, definition) in definitions.iter().take(count).enumerate() {
        let samples = data
            .chunks_exact(stride)
            .take(length)
            .map(|frame| (interpretation.number)(&frame[place * interpretation.bytes..]));
        let channel = Channel::of(&samples.collect::<Vec<_>>(), padding);
        bytes.extend(
            channel
                .samples
                .iter()
                .flat_map(|sample| sample.to_le_bytes()),
        );
        channels.push(described(definition, &channel, place, set));
    }
    let seconds = |samples: usize| format!("{:.0} s", samples as f64 / rate);
    let cut = (length < claimed as usize).then(|| {
        (
            "@shownSeconds".to_owned(),
            format!("{} / {}", seconds(length), seconds(claimed as usize)),
        )
    });
    Some(Group {
        shown: WaveformGroup {
            label: text(item, tags::MULTIPLEX_GROUP_LABEL, set),
            rate,
            length: u32::try_from(length).ok()?,
            channels,
            samples: packed(&bytes),
        },
        has_leads: definitions.iter().any(is_lead),
        cut,
    })
}

/// value = sample x sensitivity x correction + baseline (PS3.3 C.10.9.1.4); the page wants it as
/// (sample + baseline) x scale.
fn described(
    definition: &DataSet,
    channel: &Channel,
    place: usize,
    set: &CharacterSet,
) -> WaveformChannel {
    let factor = |tag| {
        decimal(definition, tag)
            .filter(|factor| *factor != 0.0)
            .unwrap_or(1.0)
    };
    let sensitivity =
        factor(tags::CHANNEL_SENSITIVITY) * factor(tags::CHANNEL_SENSITIVITY_CORRECTION_FACTOR);
    let baseline = decimal(definition, tags::CHANNEL_BASELINE).unwrap_or(0.0);
    let scale = sensitivity * channel.step;
    WaveformChannel {
        label: channel_label(definition, place, set),
        units: value(definition, tags::CHANNEL_SENSITIVITY_UNITS_SEQUENCE).to_owned(),
        scale,
        baseline: channel.offset / channel.step + baseline / scale,
        padded: channel.is_padded,
    }
}

/// Schemes and prefixes of code values of ECG leads (PS3.16 CID 3001).
const LEADS: &[(&str, &str)] = &[("MDC", "2:"), ("SCPECG", "5.6.3-9-")];

fn is_lead(definition: &DataSet) -> bool {
    let Some(source) = first(definition, tags::CHANNEL_SOURCE_SEQUENCE) else {
        return false;
    };
    let scheme = term(source, tags::CODING_SCHEME_DESIGNATOR);
    let code = term(source, tags::CODE_VALUE);
    let by_code = LEADS
        .iter()
        .any(|(known, prefix)| *known == scheme && code.starts_with(prefix));
    let meaning = term(source, tags::CODE_MEANING);
    // Nothing but ECG leads is called so; many systems have codes of their own.
    by_code || meaning.starts_with("Lead ")
}

/// What the channel is called: its label, else its source, without the word that all have.
fn channel_label(definition: &DataSet, place: usize, set: &CharacterSet) -> String {
    let given = text(definition, tags::CHANNEL_LABEL, set);
    let source = meaning(definition, tags::CHANNEL_SOURCE_SEQUENCE, set);
    let named = if given.is_empty() { source } else { given };
    let short = named.strip_prefix("Lead ").unwrap_or(&named);
    let short = short.split(" (").next().unwrap_or_default();
    match short.is_empty() {
        true => (place + 1).to_string(),
        false => short.to_owned(),
    }
}

/// Annotations at their times, and measurements of the whole.
type Notes = (Vec<WaveformAnnotation>, Vec<(String, String)>);

fn annotations(items: &[DataSet], groups: &[Group], set: &CharacterSet) -> Notes {
    let mut notes = Notes::default();
    for item in items.iter().take(MAX_ANNOTATIONS) {
        let name = meaning(item, tags::CONCEPT_NAME_CODE_SEQUENCE, set);
        let value = annotated(item, set);
        let seconds = seconds(item, groups);
        match (name.is_empty(), seconds) {
            (false, None) => notes.1.push((name, value)),
            (true, _) if value.is_empty() => {}
            (_, seconds) => notes.0.push(WaveformAnnotation {
                text: format!("{name} {value}").trim().to_owned(),
                seconds,
            }),
        }
    }
    // What has no time is about the whole, and stands first.
    let time = |note: &WaveformAnnotation| note.seconds.unwrap_or(f64::NEG_INFINITY);
    notes.0.sort_by(|a, b| time(a).total_cmp(&time(b)));
    notes
}

/// A measurement, a code or a text.
fn annotated(item: &DataSet, set: &CharacterSet) -> String {
    let number = term(item, tags::NUMERIC_VALUE);
    if !number.is_empty() {
        let unit = value(item, tags::MEASUREMENT_UNITS_CODE_SEQUENCE);
        return format!("{number} {unit}").trim().to_owned();
    }
    let code = meaning(item, tags::CONCEPT_CODE_SEQUENCE, set);
    match code.is_empty() {
        true => text(item, tags::UNFORMATTED_TEXT_VALUE, set),
        false => code,
    }
}

/// When, from the first sample on: by time, else by sample (from 1) of its group.
fn seconds(item: &DataSet, groups: &[Group]) -> Option<f64> {
    if let Some(offset) = decimal(item, tags::REFERENCED_TIME_OFFSETS) {
        return Some(offset);
    }
    let sample = *decimals(item, tags::REFERENCED_SAMPLE_POSITIONS).first()?;
    let channels = decimals(item, tags::REFERENCED_WAVEFORM_CHANNELS);
    let group = channels
        .first()
        .map_or(0, |number| (*number as usize).saturating_sub(1));
    Some((sample - 1.0).max(0.0) / groups.get(group)?.shown.rate)
}

/// Acquisition context: what the record was made under.
fn conditions<'a>(
    data: &'a DataSet,
    set: &'a CharacterSet,
) -> impl Iterator<Item = (String, String)> + 'a {
    let items = each(data, tags::ACQUISITION_CONTEXT_SEQUENCE)
        .iter()
        .take(MAX_GROUPS);
    items.filter_map(|item| {
        let name = meaning(item, tags::CONCEPT_NAME_CODE_SEQUENCE, set);
        let said = annotated(item, set);
        let said = if said.is_empty() {
            text(item, tags::TEXT_VALUE, set)
        } else {
            said
        };
        (!name.is_empty() && !said.is_empty()).then_some((name, said))
    })
}

/// "12-lead ECG 2026-11-26 14:05": what it is and when it was recorded.
pub(super) fn label(data: &DataSet, set: &CharacterSet) -> String {
    let given = text(data, tags::SERIES_DESCRIPTION, set);
    let named = match given.is_empty() {
        true => class_name(term(data, tags::SOP_CLASS_UID)),
        false => given,
    };
    let recorded = term(data, tags::ACQUISITION_DATE_TIME);
    let recorded = match recorded.get(..12) {
        Some(digits) if digits.bytes().all(|byte| byte.is_ascii_digit()) => {
            format!(
                "{} {}:{}",
                crate::pdi::date(&digits[..8]),
                &digits[8..10],
                &digits[10..]
            )
        }
        _ => String::new(),
    };
    format!("{named} {recorded}").trim().to_owned()
}
