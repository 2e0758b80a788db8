//! Which characters a disc's page shows, for a font that has them.

use std::collections::BTreeSet;

use super::index::Index;
use super::page::{ON_DEMAND, SCRIPT};
use crate::pdi::Language;

/// The last character that every computer has a font for: Latin, extended.
const LATIN: char = '\u{24F}';

/// The characters of the index, of its parts, and of the application's words in the disc's
/// language; none when every computer can show them.
pub fn characters(index: &Index, parts: &BTreeSet<char>, language: Language) -> BTreeSet<char> {
    let json = serde_json::to_string(index).unwrap_or_default();
    let all = json.chars().chain(parts.iter().copied());
    let mut characters: BTreeSet<char> = all.filter(|c| !c.is_control()).collect();
    if language == Language::ChineseSimplified {
        let words = SCRIPT.chars().chain(ON_DEMAND.chars());
        characters.extend(words.filter(|c| *c > LATIN));
    }
    match characters.iter().any(|c| *c > LATIN && c.is_alphabetic()) {
        true => characters,
        false => BTreeSet::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn latin_needs_no_font_and_chinese_has_the_words_too() {
        let index = Index::default();
        let none = BTreeSet::new();
        assert!(characters(&index, &none, Language::English).is_empty());
        let report = ['\u{7A97}'].into();
        assert!(characters(&index, &report, Language::English).contains(&'\u{7A97}'));
        let words = characters(&index, &none, Language::ChineseSimplified);
        assert!(
            words.contains(&'\u{7A97}') && words.len() > 100,
            "the word for window"
        );
    }
}
