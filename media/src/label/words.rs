//! A label's lines in its language.

use filmdesk_dataset::text::{NameComponents, PersonName};

use super::{LabelInput, LabelPatient, LabelStudy};
use crate::pdi::date;

/// Stands between the parts of a line.
const BETWEEN: &str = " · ";

/// The heading: the patient's name, written large, and its other representations. Of two patients
/// it has both names, and whose birth date and ID the first one's are; [`facts`] has the other's.
pub(super) fn heading(input: &LabelInput) -> (String, String) {
    match input.patients.as_slice() {
        [] => (input.language.words().title.to_owned(), String::new()),
        [patient] => names(patient, input),
        [first, second] => {
            let (one, _) = names(first, input);
            let (other, _) = names(second, input);
            (format!("{one}{BETWEEN}{other}"), told_apart(first, input))
        }
        many => {
            let patient = input.language.words().patient;
            (format!("{patient} × {}", many.len()), String::new())
        }
    }
}

/// What tells one of two from the other; a long name is cut, never the birth date.
fn told_apart(patient: &LabelPatient, input: &LabelInput) -> String {
    let (name, _) = names(patient, input);
    there(&[date(&patient.birth_date), patient.id.clone(), name])
}

fn names(patient: &LabelPatient, input: &LabelInput) -> (String, String) {
    let written = representations(&patient.name);
    match written.split_first() {
        Some((first, others)) => (first.clone(), others.join(BETWEEN)),
        None => (input.language.words().unnamed.to_owned(), String::new()),
    }
}

/// A name's representations, the ideographic one first: it is the one that its bearer writes.
fn representations(name: &PersonName) -> Vec<String> {
    let ideographic = plain(&name.ideographic, is_han(&name.ideographic.family));
    let written = [
        ideographic,
        alphabetic(&name.alphabetic),
        plain(&name.phonetic, false),
    ];
    written
        .into_iter()
        .filter(|name| !name.is_empty())
        .collect()
}

fn is_han(family: &str) -> bool {
    let han = |c: char| ('\u{3400}'..='\u{9FFF}').contains(&c) || c >= '\u{20000}';
    !family.is_empty() && family.chars().all(han)
}

/// `Family, Given Middle`, as shelves are sorted.
fn alphabetic(name: &NameComponents) -> String {
    let given = joined(&[&name.prefix, &name.given, &name.middle, &name.suffix]);
    // Han without an alphabetic form stands in the first group, too.
    match (name.family.is_empty(), given.is_empty()) {
        _ if is_han(&name.family) => format!("{}{given}", name.family),
        (false, false) => format!("{}, {given}", name.family),
        _ => format!("{}{given}", name.family),
    }
}

fn plain(name: &NameComponents, close: bool) -> String {
    match close {
        true => format!("{}{}", name.family, name.given),
        false => joined(&[&name.family, &name.given, &name.middle]),
    }
}

fn joined(parts: &[&String]) -> String {
    let there: Vec<&str> = parts
        .iter()
        .map(|part| part.as_str())
        .filter(|part| !part.is_empty())
        .collect();
    there.join(" ")
}

/// Patient ID, birth date, sex.
pub(super) fn facts(input: &LabelInput) -> String {
    let patient = match input.patients.as_slice() {
        [patient] => patient,
        [_, second] => return told_apart(second, input),
        _ => return String::new(),
    };
    let words = input.language.words();
    let sex = words.sexes.iter().find(|(code, _)| *code == patient.sex);
    let facts = [
        named(words.patient_id, &patient.id),
        named(words.birth_date, &date(&patient.birth_date)),
        sex.map(|(_, word)| (*word).to_owned()).unwrap_or_default(),
    ];
    there(&facts)
}

/// A study's columns: date, modalities, description (with the patient where there are several).
pub(super) fn studies(input: &LabelInput) -> Vec<[String; 3]> {
    let several = input.patients.len() > 1;
    let mut rows = Vec::new();
    for patient in &input.patients {
        let whose = match several {
            true => representations(&patient.name)
                .into_iter()
                .next()
                .unwrap_or_default(),
            false => String::new(),
        };
        rows.extend(patient.studies.iter().map(|study| row(study, &whose)));
    }
    rows
}

fn row(study: &LabelStudy, whose: &str) -> [String; 3] {
    let described = there(&[whose.to_owned(), study.description.clone()]);
    [date(&study.date), study.modalities.join(", "), described]
}

/// The columns of a study as one line.
pub(super) fn line(row: &[String; 3]) -> String {
    there(row)
}

fn there(parts: &[String]) -> String {
    let there: Vec<&str> = parts
        .iter()
        .map(String::as_str)
        .filter(|part| !part.is_empty())
        .collect();
    there.join(BETWEEN)
}

fn named(name: &str, value: &str) -> String {
    match value.is_empty() {
        true => String::new(),
        false => format!("{name} {value}"),
    }
}

/// The day on which the disc was made.
pub(super) fn made(input: &LabelInput) -> String {
    let made = input.made;
    format!("{:04}-{:02}-{:02}", made.year, made.month, made.day)
}

/// `Disc 1/2`; nothing when there is one only.
pub(super) fn volume(input: &LabelInput) -> String {
    match input.count > 1 {
        true => format!(
            "{} {}/{}",
            input.language.words().volume,
            input.number,
            input.count
        ),
        false => String::new(),
    }
}
