//! Names as they are typed on a Latin keyboard: pinyin of Han, and initials.

use filmdesk_dataset::text::NameComponents;
use pinyin::{ToPinyin, ToPinyinMulti};

use super::{fold, folded_words};

/// Readings of a family name's first character that are indexed (曾 is zeng as a name, and ceng).
const READINGS: usize = 3;
/// Characters of a name that are read.
const CHARACTERS: usize = 16;

/// Pinyin whole and as initials, of the whole name and of what follows the family name; of names
/// in letters the initials of their parts.
pub(super) fn of_group(group: &NameComponents) -> Vec<String> {
    let given = [&group.given, &group.middle].map(String::as_str).concat();
    let whole = format!("{}{given}", group.family);
    if whole.chars().any(|c| c.to_pinyin().is_some()) {
        let mut words = of_han(&whole);
        words.extend(of_han(&given));
        return words;
    }
    initials(group).into_iter().collect()
}

fn of_han(text: &str) -> Vec<String> {
    let mut characters = text.chars().take(CHARACTERS);
    let Some(first) = characters.next() else {
        return Vec::new();
    };
    let rest: Vec<String> = characters.filter_map(reading).collect();
    let rest_initials: String = rest
        .iter()
        .filter_map(|sound| sound.chars().next())
        .collect();
    let both = |first: String| {
        let initial: String = first.chars().take(1).collect();
        [
            format!("{first}{}", rest.concat()),
            format!("{initial}{rest_initials}"),
        ]
    };
    readings(first).into_iter().flat_map(both).collect()
}

fn readings(c: char) -> Vec<String> {
    let Some(many) = c.to_pinyin_multi() else {
        return reading(c).into_iter().collect();
    };
    let plain = many.into_iter().map(|sound| fold(sound.plain()));
    plain.take(READINGS).collect()
}

/// How a character is typed: Han by its sound, letters as they are.
fn reading(c: char) -> Option<String> {
    match c.to_pinyin() {
        Some(sound) => Some(fold(sound.plain())),
        None => folded_words(&c.to_string()).into_iter().next(),
    }
}

/// First letters of the parts of a name that has several.
fn initials(group: &NameComponents) -> Option<String> {
    let parts = [&group.family, &group.given, &group.middle];
    let words = parts.into_iter().flat_map(|part| folded_words(part));
    let letters: String = words
        .filter_map(|word| word.chars().next())
        .filter(char::is_ascii_alphabetic)
        .take(CHARACTERS)
        .collect();
    (letters.len() > 1).then_some(letters)
}
