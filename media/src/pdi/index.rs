//! INDEX.HTM: who, what, where to look, what can be imported, what is missing.

use std::collections::BTreeMap;

use super::html::{date, escape, link, page as html_page, row, table};
use super::pages::Pages;
use super::words::Words;
use super::{PdiInput, report};
use crate::contents::{PatientEntry, StudyEntry};

/// The page.
pub(super) fn page(input: &PdiInput<'_>, pages: &Pages) -> String {
    let words = input.language.words();
    let mut main = format!("<p>{}</p>\n", words.privacy);
    for patient in &input.contents.patients {
        main.push_str(&patient_part(input, patient, pages, ""));
    }
    for note in input.viewer_notes {
        main.push_str(&format!("<p>{}</p>\n", escape(note)));
    }
    main.push_str(&on_disc(input, pages));
    html_page(
        input.language,
        words.title,
        &header(input),
        &main,
        &footer(input),
        input.viewer,
    )
}

/// Institution, date, volume.
pub(super) fn header(input: &PdiInput<'_>) -> String {
    let words = input.language.words();
    // A day alone needs no word.
    let institution = match input.institution.name.is_empty() {
        true => String::new(),
        false => format!(
            "{} {} {} ",
            words.made_by,
            escape(&input.institution.name),
            words.made_on
        ),
    };
    let volume = match input.count {
        0 | 1 => String::new(),
        count => format!(" · {} {}/{count}", words.volume, input.number),
    };
    format!(
        "<h1>{}</h1>\n<p class=\"quiet\">{institution}{}{volume} · {}</p>\n",
        words.title,
        day(input),
        escape(input.file_set_id),
    )
}

pub(super) fn footer(input: &PdiInput<'_>) -> String {
    let words = input.language.words();
    let institution = &input.institution;
    let mut footer = format!("<p>{}</p>\n", words.not_diagnostic);
    let whom: Vec<_> = [
        &institution.name,
        &institution.address,
        &institution.contact,
    ]
    .into_iter()
    .filter(|text| !text.is_empty())
    .map(|text| escape(text))
    .collect();
    if !whom.is_empty() {
        footer.push_str(&format!("<p>{}: {}</p>\n", words.contact, whom.join(" · ")));
    }
    footer
}

fn day(input: &PdiInput<'_>) -> String {
    let made = input.created;
    format!("{:04}-{:02}-{:02}", made.year, made.month, made.day)
}

/// Name, ID, birth date, sex: the heading and its line.
pub(super) fn patient_lines(words: &Words, patient: &PatientEntry, level: u8) -> String {
    let name = report::shown(&patient.name);
    let name = if name.is_empty() {
        words.unnamed
    } else {
        &name
    };
    let sex = words
        .sexes
        .iter()
        .find(|(code, _)| *code == patient.sex)
        .map(|(_, word)| *word);
    let facts = [
        (words.patient_id, escape(&patient.id)),
        (words.birth_date, escape(&date(&patient.birth_date))),
        (words.sex, sex.unwrap_or_default().to_owned()),
    ];
    let facts: Vec<_> = facts
        .iter()
        .filter(|(_, value)| !value.is_empty())
        .map(|(name, value)| format!("{name} {value}"))
        .collect();
    format!(
        "<h{level}>{}</h{level}>\n<p>{}</p>\n",
        escape(name),
        facts.join(" · ")
    )
}

/// A patient with a table of studies; `from` leads to the root.
pub(super) fn patient_part(
    input: &PdiInput<'_>,
    patient: &PatientEntry,
    pages: &Pages,
    from: &str,
) -> String {
    let words = input.language.words();
    let rows: String = patient
        .studies
        .iter()
        .map(|study| study_row(words, study, pages, from))
        .collect();
    let head = [
        words.date,
        words.study,
        words.modality,
        words.images,
        words.accession,
    ];
    format!(
        "{}{}",
        patient_lines(words, patient, 2),
        table("studies", &head, &rows)
    )
}

fn study_row(words: &Words, study: &StudyEntry, pages: &Pages, from: &str) -> String {
    let mut modalities: Vec<&str> = study
        .series
        .iter()
        .map(|series| series.modality.as_str())
        .collect();
    modalities.sort_unstable();
    modalities.dedup();
    let instances: usize = study
        .series
        .iter()
        .map(|series| series.instances.len())
        .sum();
    let title = title(words, study);
    let entry = match pages.of_study(&study.uid) {
        Some(to) => link(&format!("{from}{to}"), &title),
        None => escape(&title),
    };
    row(&[
        escape(&date(&study.date)),
        entry,
        escape(&modalities.join(", ")),
        instances.to_string(),
        escape(&study.accession_number),
    ])
}

/// What a study is called: its description, else its number. Some devices write `^` between the
/// parts of a description.
pub(super) fn title(words: &Words, study: &StudyEntry) -> String {
    match study.description.is_empty() {
        true => format!("{} {}", words.study, study.id),
        false => study.description.replace('^', " "),
    }
}

/// Manifest of importable data, of what is not, of what is missing; technical notes.
fn on_disc(input: &PdiInput<'_>, pages: &Pages) -> String {
    let words = input.language.words();
    let instances = input.contents.instances().count();
    let importable = format!(
        "<h2>{}</h2>\n<h3>{}</h3>\n<p>{} ({}, {instances})</p>\n",
        words.on_disc, words.importable, words.importable_words, input.profile.name
    );
    let documents: String = pages
        .documents()
        .map(|(to, title)| format!("<li>{}</li>\n", link(to, title)))
        .collect();
    let other = match documents.is_empty() {
        true => format!("<p>{}</p>\n", words.none),
        false => format!("<ul>\n{documents}</ul>\n"),
    };
    let mut part = format!("{importable}<h3>{}</h3>\n{other}", words.not_importable);
    if !input.left_out.is_empty() {
        part.push_str(&missing(input));
    }
    part.push_str(&format!(
        "<p class=\"nav\">{} {}</p>\n",
        link(super::pages::ENTRY, words.pages),
        link("readme.txt", words.readme)
    ));
    part
}

/// Names listed; a longer list is counted.
const MAX_MISSING: usize = 200;

fn missing(input: &PdiInput<'_>) -> String {
    let words = input.language.words();
    let mut counts: BTreeMap<&(String, String), usize> = BTreeMap::new();
    for left in input.left_out {
        *counts.entry(left).or_default() += 1;
    }
    let line = |((name, reason), count): (&(String, String), usize)| {
        let name = match name.is_empty() {
            true => format!("{count} \u{d7}"),
            false => format!("{}:", escape(name)),
        };
        format!("<li>{name} {}</li>\n", escape(reason))
    };
    let more = match counts.len().saturating_sub(MAX_MISSING) {
        0 => String::new(),
        more => format!("<li>+ {more}</li>\n"),
    };
    let items: String = counts.into_iter().take(MAX_MISSING).map(line).collect();
    format!(
        "<h3>{} ({})</h3>\n<ul>\n{items}{more}</ul>\n",
        words.missing,
        input.left_out.len()
    )
}
