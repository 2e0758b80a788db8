//! What a person should know of what is not in the viewer, in the disc's language.

use super::index::{Index, Series};
use crate::pdi::Language;

/// What was thinned, a line for each stack.
pub fn thinned(index: &Index, language: Language) -> Vec<String> {
    let studies = index.patients.iter().flat_map(|patient| &patient.studies);
    let series = studies.flat_map(|study| &study.series);
    series
        .flat_map(|series| series.stacks.iter().map(move |stack| (series, stack)))
        .filter_map(|(series, stack)| {
            let every = index.stacks.get(*stack as usize)?.thinned?;
            Some(line(series, every, language))
        })
        .collect()
}

fn line(series: &Series, every: u32, language: Language) -> String {
    let name = format!(
        "{} {} {}",
        series.modality, series.number, series.description
    );
    let words = language.words().thinned_series;
    words
        .replace("{series}", name.trim())
        .replace("{every}", &every.to_string())
}

/// That there was no room for the viewer.
pub fn no_room(language: Language) -> String {
    language.words().no_room.to_owned()
}
