//! Structured reports and key object selections as lines to read (PS3.3 C.17.3).

use filmdesk_dataset::{CharacterSet, DataSet, VR, tags};

/// Lines of a report: longer ones are cut with a word about it.
const MAX_LINES: usize = 5_000;
/// Content items inside one another.
const MAX_DEPTH: usize = 32;

/// A line of a report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// How deep it is in the content tree.
    pub depth: usize,
    /// The concept name: `Finding`.
    pub name: String,
    /// The value: text, code meaning, number with unit, date, name, reference.
    pub value: String,
}

/// The lines of a document with a content tree; `None` for anything else.
pub(super) fn lines(data: &DataSet) -> Option<Vec<Line>> {
    let mut lines = Vec::new();
    walk(data, &mut |_, line| lines.push(line)).then_some(lines)
}

/// Gives each content item with its line, a parent before its children; false when there is no
/// content tree.
pub(crate) fn walk<'a>(data: &'a DataSet, found: &mut dyn FnMut(&'a DataSet, Line)) -> bool {
    if data.get(tags::VALUE_TYPE).is_none() || data.items(tags::CONTENT_SEQUENCE).is_none() {
        return false;
    }
    let set = CharacterSet::from_data_set(data).unwrap_or_else(|| CharacterSet::parse(""));
    let mut left = MAX_LINES;
    item(data, &set, 0, &mut left, found);
    true
}

fn item<'a>(
    data: &'a DataSet,
    set: &CharacterSet,
    depth: usize,
    left: &mut usize,
    found: &mut dyn FnMut(&'a DataSet, Line),
) {
    if *left == 0 || depth > MAX_DEPTH {
        return;
    }
    *left -= 1;
    let line = Line {
        depth,
        name: meaning(data, tags::CONCEPT_NAME_CODE_SEQUENCE, set),
        value: value(data, set),
    };
    found(data, line);
    let children = data.items(tags::CONTENT_SEQUENCE).unwrap_or_default();
    children
        .iter()
        .for_each(|child| item(child, set, depth + 1, left, found));
}

fn value(data: &DataSet, set: &CharacterSet) -> String {
    let text = |tag| data.text(tag, set).unwrap_or_default();
    match data
        .ascii(tags::VALUE_TYPE)
        .ok()
        .flatten()
        .unwrap_or_default()
    {
        "TEXT" => text(tags::TEXT_VALUE),
        "CODE" => meaning(data, tags::CONCEPT_CODE_SEQUENCE, set),
        "NUM" => number(data, set),
        "DATE" => super::html::date(&text(tags::DATE)),
        "TIME" => text(tags::TIME),
        "DATETIME" => text(tags::DATE_TIME),
        "UIDREF" => text(tags::UID),
        "PNAME" => name(data, set),
        "IMAGE" | "COMPOSITE" | "WAVEFORM" => referenced(data),
        _ => String::new(),
    }
}

fn name(data: &DataSet, set: &CharacterSet) -> String {
    data.person_name(tags::PERSON_NAME, set)
        .map(|name| shown(&name))
        .unwrap_or_default()
}

/// A name as people write it.
pub(crate) fn shown(name: &filmdesk_dataset::text::PersonName) -> String {
    let group = |parts: &filmdesk_dataset::text::NameComponents| {
        let (prefix, given, middle) = (&parts.prefix, &parts.given, &parts.middle);
        let all = [prefix, given, middle, &parts.family, &parts.suffix];
        let there: Vec<_> = all
            .into_iter()
            .filter(|part| !part.is_empty())
            .map(String::as_str)
            .collect();
        there.join(" ")
    };
    // Ideographic names have the family name first and no space.
    let ideographic = format!("{}{}", name.ideographic.family, name.ideographic.given);
    match (group(&name.alphabetic), ideographic) {
        (alphabetic, ideographic) if ideographic.is_empty() => alphabetic,
        (alphabetic, ideographic) if alphabetic.is_empty() => ideographic,
        (alphabetic, ideographic) => format!("{ideographic} ({alphabetic})"),
    }
}

fn number(data: &DataSet, set: &CharacterSet) -> String {
    let measured = data
        .items(tags::MEASURED_VALUE_SEQUENCE)
        .unwrap_or_default();
    let Some(measured) = measured.first() else {
        return String::new();
    };
    let value = measured.text(tags::NUMERIC_VALUE, set).unwrap_or_default();
    let units = measured
        .items(tags::MEASUREMENT_UNITS_CODE_SEQUENCE)
        .unwrap_or_default();
    // UCUM's code is the unit (`mm`); its meaning (`millimeter`) is longer and says no more.
    let unit = units
        .first()
        .and_then(|unit| unit.text(tags::CODE_VALUE, set));
    match unit.filter(|unit| unit != "1") {
        Some(unit) => format!("{value} {unit}"),
        None => value,
    }
}

fn referenced(data: &DataSet) -> String {
    let items = data
        .items(tags::REFERENCED_SOP_SEQUENCE)
        .unwrap_or_default();
    let uid = items
        .first()
        .and_then(|item| item.ascii(tags::REFERENCED_SOP_INSTANCE_UID).ok()?);
    uid.unwrap_or_default().to_owned()
}

fn meaning(data: &DataSet, sequence: filmdesk_dataset::Tag, set: &CharacterSet) -> String {
    let items = data.items(sequence).unwrap_or_default();
    let bytes = items
        .first()
        .and_then(|item| item.bytes(tags::CODE_MEANING));
    bytes
        .map(|bytes| set.decode(bytes, VR::LO).trim().to_owned())
        .unwrap_or_default()
}
