//! File names that a person can sort by, without patient text.

use super::{Document, DocumentFormat, Job};

/// The name of one copy of a document:
/// `2026-11-24_190311_CT01_FILMDESK_job0042_copy1_film01.pdf`. The copy is left out where there
/// is one only, the film where the document holds all. Copies sort as they are collated: 12341234.
pub(crate) fn file_name(job: &Job, document: &Document, copy: u16) -> String {
    let mut name = stem(job);
    if document.copies > 1 {
        let width = document.copies.to_string().len();
        name.push_str(&format!("_copy{copy:0width$}"));
    }
    name.push_str(&part(job, document));
    name.push('.');
    name.push_str(document.format.extension());
    name
}

fn stem(job: &Job) -> String {
    let record = &job.record;
    let at = record.created;
    format!(
        "{:04}-{:02}-{:02}_{:02}{:02}{:02}_{}_{}_job{}",
        at.year(),
        u8::from(at.month()),
        at.day(),
        at.hour(),
        at.minute(),
        at.second(),
        plain(&record.originator),
        plain(&record.printer),
        record.number,
    )
}

/// Which films: none for a whole session, one number, or a range.
fn part(job: &Job, document: &Document) -> String {
    let films = &document.films;
    let preview = match document.format {
        DocumentFormat::Preview { .. } => "_preview",
        _ => "",
    };
    let first = films.start + 1;
    match films.len() {
        1 => format!("_film{first:02}{preview}"),
        all if all == job.films.sheets.len() => preview.to_owned(),
        _ => format!("_film{first:02}-{:02}{preview}", films.end),
    }
}

/// An AE title as part of a file name: what file systems and shells take amiss becomes `-`.
fn plain(ae_title: &str) -> String {
    let safe = |c: char| if c.is_ascii_alphanumeric() { c } else { '-' };
    let name: String = ae_title.trim().chars().map(safe).collect();
    if name.is_empty() {
        "-".to_owned()
    } else {
        name
    }
}
