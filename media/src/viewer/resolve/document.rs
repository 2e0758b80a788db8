//! Documents to read: structured reports (PS3.3 C.17), CDA, plans; others by their name.

use filmdesk_dataset::{CharacterSet, DataSet, tags};

use super::super::index::{DocumentKind, DocumentLine};
use super::super::values::term;
use super::code::{each, meaning, referenced, text};
use super::{Frames, cda};
use crate::pdi;
use crate::record::CLASSES;

/// Lines of a document.
pub(super) const MAX_LINES: usize = 20_000;

/// A document, before its lines have a part.
pub(super) struct Written {
    pub(super) title: String,
    pub(super) kind: DocumentKind,
    pub(super) date: String,
    pub(super) lines: Vec<DocumentLine>,
}

/// A structured report; none without a content tree.
pub(super) fn report(data: &DataSet, set: &CharacterSet, frames: &dyn Frames) -> Option<Written> {
    let mut lines = Vec::new();
    let has_tree = pdi::walk(data, &mut |item, line| {
        let references = each(item, tags::REFERENCED_SOP_SEQUENCE).iter();
        let images: Vec<_> = references
            .flat_map(|item| referenced(item, frames))
            .collect();
        // Where the image can be shown, its UID says nothing more.
        let value = match images.is_empty() {
            true => line.value,
            false => String::new(),
        };
        let says_nothing = line.name.is_empty() && value.is_empty() && images.is_empty();
        if line.depth == 0 || !says_nothing {
            lines.push(DocumentLine {
                level: line.depth.saturating_sub(1),
                name: line.name,
                value,
                images,
            });
        }
    });
    let title = has_tree.then(|| lines.remove(0).name)?;
    let state = [tags::COMPLETION_FLAG, tags::VERIFICATION_FLAG].map(|tag| term(data, tag));
    let state = FLAGS.iter().filter(|(flag, _)| state.contains(flag));
    let state = state.map(|(_, word)| *word).collect::<Vec<_>>();
    if !state.is_empty() {
        lines.insert(0, line(0, "", &state.join(", ")));
    }
    Some(Written {
        title: titled(title, data, set),
        kind: DocumentKind::Report,
        date: date(data),
        lines,
    })
}

/// Completion Flag and Verification Flag (PS3.3 C.17.2), in the page's words.
const FLAGS: &[(&str, &str)] = &[
    ("COMPLETE", "@srComplete"),
    ("PARTIAL", "@srPartial"),
    ("VERIFIED", "@srVerified"),
    ("UNVERIFIED", "@srUnverified"),
];

/// What encapsulated documents are, by their MIME type (PS3.3 C.24.2).
const KINDS: &[(&str, DocumentKind)] = &[
    ("application/pdf", DocumentKind::Pdf),
    ("text/xml", DocumentKind::Cda),
];

/// Whether an encapsulated document is text that is shown in lines.
pub(super) fn is_text(data: &DataSet) -> bool {
    kind(data) == DocumentKind::Cda
}

fn kind(data: &DataSet) -> DocumentKind {
    let mime = term(data, tags::MIME_TYPE_OF_ENCAPSULATED_DOCUMENT);
    let kind = KINDS
        .iter()
        .find(|(known, _)| mime.eq_ignore_ascii_case(known));
    kind.map_or(DocumentKind::Other, |(_, kind)| *kind)
}

/// An encapsulated document; of a CDA the text is given in lines.
pub(super) fn encapsulated(data: &DataSet, set: &CharacterSet) -> Written {
    let kind = kind(data);
    let bytes = data.bytes(tags::ENCAPSULATED_DOCUMENT).unwrap_or_default();
    let page = (kind == DocumentKind::Cda)
        .then(|| cda::page(bytes))
        .flatten();
    let (own, lines) = page.unwrap_or_default();
    let title = text(data, tags::DOCUMENT_TITLE, set);
    let title = if title.is_empty() { own } else { title };
    Written {
        title: titled(title, data, set),
        kind,
        date: date(data),
        lines,
    }
}

/// A title, else what the data set says that it is.
pub(super) fn titled(title: String, data: &DataSet, set: &CharacterSet) -> String {
    let coded: &dyn Fn() -> String = &|| meaning(data, tags::CONCEPT_NAME_CODE_SEQUENCE, set);
    let described: &dyn Fn() -> String = &|| text(data, tags::SERIES_DESCRIPTION, set);
    let class: &dyn Fn() -> String = &|| class_name(term(data, tags::SOP_CLASS_UID));
    [coded, described, class]
        .iter()
        .fold(title, |title, next| match title.is_empty() {
            true => next(),
            false => title,
        })
}

/// "@(Encapsulated STL)" of 1.2.840.10008.5.1.4.1.1.104.3, from its keyword in PS3.6: the page has
/// it in its language.
pub(super) fn class_name(uid: &str) -> String {
    let row = CLASSES.iter().find(|row| row.uid == uid);
    let name = row.map_or_else(|| uid.to_owned(), |row| class(row.keyword));
    format!("@({name})")
}

/// What a page's title calls a class: a waveform's paper need not say that it is one.
fn class(keyword: &str) -> String {
    let keyword = keyword.trim_end_matches("Storage");
    words(keyword.trim_end_matches("Waveform"))
}

/// A keyword of PS3.6 with spaces between its words: "Encapsulated STL" of `EncapsulatedSTL`.
pub(super) fn words(keyword: &str) -> String {
    let letters: Vec<char> = keyword.chars().collect();
    let mut name = String::new();
    for (at, letter) in letters.iter().enumerate() {
        let before = at.checked_sub(1).map(|at| letters[at]);
        let word = letter.is_uppercase() && letters.get(at + 1).is_some_and(|c| c.is_lowercase());
        let begins = letter.is_uppercase() && before.is_some_and(|c| c.is_lowercase());
        if before.is_some() && (begins || word && before.is_some_and(|c| !c.is_numeric())) {
            name.push(' ');
        }
        name.push(*letter);
    }
    name
}

/// DA and TM of the content.
pub(super) fn date(data: &DataSet) -> String {
    let date = [tags::CONTENT_DATE, tags::SERIES_DATE, tags::STUDY_DATE];
    let date = date
        .into_iter()
        .map(|tag| term(data, tag))
        .find(|text| !text.is_empty());
    let time = term(data, tags::CONTENT_TIME);
    let minutes = time.get(..4).unwrap_or_default();
    format!("{} {minutes}", date.unwrap_or_default())
        .trim()
        .to_owned()
}

/// A line without images.
pub(super) fn line(level: usize, name: &str, value: &str) -> DocumentLine {
    DocumentLine {
        level,
        name: name.to_owned(),
        value: value.to_owned(),
        images: Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::RecordType;

    /// Images are called by their series; all else may be called by its class.
    #[test]
    fn every_class_has_its_name_in_chinese() {
        const TABLE: &str = include_str!("../../../../viewer/src/words/classes.ts");
        let (_, chinese) = TABLE.split_once("zh-Hans").expect("the table of the page");
        let missing: Vec<_> = CLASSES
            .iter()
            .filter(|row| !row.is_retired && row.record != Some(RecordType::Image))
            .map(|row| class(row.keyword))
            .filter(|name| !chinese.contains(&format!("\"{name}\": ")))
            .collect();
        assert_eq!(missing, Vec::<String>::new());
    }
}
