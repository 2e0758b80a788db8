//! Words for search: folded so that a name is found in any case, width, accent and kana.

mod dates;
mod latin;

use std::collections::BTreeSet;

use filmdesk_dataset::text::{NameComponents, PersonName};
use unicode_normalization::UnicodeNormalization;

use crate::facts::{PatientFacts, StudyFacts};

pub(crate) use dates::{Span, dates};

/// Bytes of a word: longer ones are cut, in the index and in queries alike.
const MAX_WORD: usize = 64;
/// Words of one text: a Study Description has at most 64 characters.
const MAX_WORDS: usize = 32;

/// Kinds of words of a patient.
pub(crate) mod patient_word {
    pub(crate) const ALPHABETIC: i64 = 0;
    pub(crate) const IDEOGRAPHIC: i64 = 1;
    pub(crate) const PHONETIC: i64 = 2;
    pub(crate) const PINYIN: i64 = 3;
    /// The last kind that is of a name.
    pub(crate) const LAST_OF_NAME: i64 = PINYIN;
    pub(crate) const PATIENT_ID: i64 = 4;
}

/// Kinds of words of a study.
pub(crate) mod study_word {
    pub(crate) const ACCESSION_NUMBER: i64 = 0;
    pub(crate) const DESCRIPTION: i64 = 1;
    pub(crate) const MODALITY: i64 = 2;
}

/// A word and its kind.
pub(crate) type Word = (i64, Vec<u8>);

/// Words by which a patient is found.
pub(crate) fn of_patient(patient: &PatientFacts) -> BTreeSet<Word> {
    let mut words = of_name(&patient.name);
    words.extend(whole(patient_word::PATIENT_ID, &patient.id));
    words
}

/// Words by which a name is found.
pub(crate) fn of_name(name: &PersonName) -> BTreeSet<Word> {
    let groups = [
        (patient_word::ALPHABETIC, &name.alphabetic),
        (patient_word::IDEOGRAPHIC, &name.ideographic),
        (patient_word::PHONETIC, &name.phonetic),
    ];
    let mut words: BTreeSet<Word> = groups
        .into_iter()
        .flat_map(|(kind, group)| of_group(group).into_iter().map(move |word| (kind, word)))
        .collect();
    let spoken = groups.iter().flat_map(|(_, group)| latin::of_group(group));
    words.extend(spoken.map(|word| (patient_word::PINYIN, cut(&word))));
    words
}

/// Words by which a study is found.
pub(crate) fn of_study(study: &StudyFacts) -> BTreeSet<Word> {
    let description = folded_words(&study.description).into_iter().take(MAX_WORDS);
    let mut words: BTreeSet<Word> = description
        .flat_map(|word| with_ends(&word))
        .map(|word| (study_word::DESCRIPTION, word))
        .collect();
    words.extend(whole(study_word::ACCESSION_NUMBER, &study.accession_number));
    words
}

/// A word that is matched as one: an ID.
pub(crate) fn whole(kind: i64, text: &str) -> Option<Word> {
    let folded = fold(text).replace(' ', "");
    (!folded.is_empty()).then(|| (kind, cut(&folded)))
}

/// The parts of a name, all of them joined, and for scripts without spaces every end of a part.
fn of_group(group: &NameComponents) -> Vec<Vec<u8>> {
    let parts = [&group.family, &group.given, &group.middle, &group.suffix];
    let parts: Vec<String> = parts
        .into_iter()
        .flat_map(|part| folded_words(part))
        .collect();
    let joined = parts.concat();
    parts
        .iter()
        .take(MAX_WORDS)
        .chain(std::iter::once(&joined))
        .flat_map(|part| with_ends(part))
        .collect()
}

/// A word, and where it has no spaces of its own (Han, Kana, Hangul) all its ends, so that a
/// search may begin at any of its characters.
fn with_ends(word: &str) -> Vec<Vec<u8>> {
    let starts = word
        .char_indices()
        .filter(|(at, c)| *at == 0 || is_dense(*c));
    starts
        .take(MAX_WORDS)
        .map(|(at, _)| cut(&word[at..]))
        .filter(|word| !word.is_empty())
        .collect()
}

fn is_dense(c: char) -> bool {
    matches!(c, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{ac00}'..='\u{d7af}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

pub(crate) fn cut(word: &str) -> Vec<u8> {
    let end = (0..=MAX_WORD.min(word.len()))
        .rev()
        .find(|end| word.is_char_boundary(*end));
    word.as_bytes()[..end.unwrap_or_default()].to_vec()
}

/// The bounds of the words that start with `word`: from the first, to before the second.
pub(crate) fn range(word: &[u8]) -> (Vec<u8>, Vec<u8>) {
    let from = word.to_vec();
    let mut until = from.clone();
    // No byte of UTF-8 is 0xFF: it is behind all that follows the prefix.
    until.push(0xff);
    (from, until)
}

/// Words of a text, folded. What is neither letter nor digit separates them.
pub(crate) fn folded_words(text: &str) -> Vec<String> {
    let folded = fold(text);
    let words = folded.split(|c: char| !c.is_alphanumeric() && !is_joiner(c));
    words
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}

/// Marks that are part of a word and no letters: voicing of kana, vowel signs of Indic scripts.
fn is_joiner(c: char) -> bool {
    matches!(c, '\u{3099}' | '\u{309a}' | '\u{30fc}' | '\u{0900}'..='\u{0dff}' | '\u{0e00}'..='\u{0fff}')
}

/// The tokens of a search, which may be found each in another place: what blanks separate. A date
/// that is written with blanks is one token, `12. 3. 1957`.
pub(crate) fn tokens(text: &str) -> Vec<String> {
    /// Numbers of a date.
    const NUMBERS: usize = 3;
    let parts: Vec<&str> = text.split_whitespace().collect();
    let mut tokens = Vec::new();
    let mut rest = parts.as_slice();
    while let [first, after @ ..] = rest {
        let date = rest.get(..NUMBERS).filter(|numbers| {
            numbers.iter().all(|number| dates::is_of_numbers(number))
                && dates::is_whole(&numbers.join("-"))
        });
        match date {
            Some(numbers) => tokens.push(numbers.join("-")),
            None => tokens.push((*first).to_owned()),
        }
        rest = date.map_or(after, |_| &rest[NUMBERS..]);
    }
    tokens
}

/// Whether a search asks for a year, a month, or the start of a date, and nothing else.
pub(crate) fn is_part_of_a_date(text: &str) -> bool {
    match tokens(text).as_slice() {
        [one] => !dates(one).is_empty() && !dates::is_whole(one),
        _ => false,
    }
}

/// Text as it is compared: compatibility forms, case, accents and kana made one.
pub(crate) fn fold(text: &str) -> String {
    let plain = text.nfkd().filter(|c| !is_accent(*c));
    let lower = plain
        .flat_map(char::to_lowercase)
        .filter(|c| !is_accent(*c));
    lower.flat_map(spelled).nfkc().map(hiragana).collect()
}

/// Combining marks that readers leave out: Latin, Greek, Cyrillic accents, Hebrew points,
/// Arabic vowels. Not the voicing marks of kana, not vowels of Indic scripts.
fn is_accent(c: char) -> bool {
    matches!(c, '\u{0300}'..='\u{036f}' | '\u{0591}'..='\u{05bd}' | '\u{05bf}'..='\u{05c7}'
        | '\u{064b}'..='\u{065f}' | '\u{0670}' | '\u{1ab0}'..='\u{1aff}' | '\u{1dc0}'..='\u{1dff}'
        | '\u{20d0}'..='\u{20ff}' | '\u{fe20}'..='\u{fe2f}')
}

/// Letters that have no decomposition and are typed as others.
fn spelled(c: char) -> impl Iterator<Item = char> {
    let spelling = match c {
        'ß' => "ss",
        'æ' => "ae",
        'œ' => "oe",
        'ø' => "o",
        'ł' => "l",
        'đ' | 'ð' => "d",
        'þ' => "th",
        'ı' => "i",
        'ς' => "σ",
        _ => "",
    };
    let own = spelling.is_empty().then_some(c);
    own.into_iter().chain(spelling.chars())
}

/// Katakana as Hiragana.
fn hiragana(c: char) -> char {
    match c {
        '\u{30a1}'..='\u{30f6}' | '\u{30fd}' | '\u{30fe}' => {
            char::from_u32(u32::from(c) - 0x60).unwrap_or(c)
        }
        _ => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_with_blanks_is_one_token() {
        assert_eq!(tokens("wang 12. 3. 1957 ct"), ["wang", "12.-3.-1957", "ct"]);
        assert_eq!(tokens("1957年 3月 4日"), ["1957年-3月-4日"]);
        assert_eq!(tokens(" 4711 12 1957 "), ["4711", "12", "1957"]);
        assert!(is_part_of_a_date(" 1957-03 ") && !is_part_of_a_date("1957-03-04"));
        assert!(!is_part_of_a_date("4711") && !is_part_of_a_date("wang 1957"));
    }

    #[test]
    fn names_are_found_by_pinyin_and_initials() {
        let words = |name: &str| -> Vec<String> {
            of_name(&PersonName::parse(name))
                .into_iter()
                .filter(|(kind, _)| *kind == patient_word::PINYIN)
                .map(|(_, word)| String::from_utf8(word).unwrap())
                .collect()
        };
        let wang = words("Wang^XiaoMing=王^小明");
        assert!(wang.contains(&"wxm".to_owned()) && wang.contains(&"wangxiaoming".to_owned()));
        let zeng = words("=曾^毅");
        assert!(zeng.contains(&"zengyi".to_owned()), "{zeng:?}");
        assert_eq!(words("Smith^Mary^Ann"), ["sma"]);
        assert_eq!(words("Smith"), Vec::<String>::new());
    }
}
