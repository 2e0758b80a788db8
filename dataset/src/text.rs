//! Text in the character sets of (0008,0005) Specific Character Set (PS3.3 C.12.1.1.2,
//! PS3.5 6.1.2), read and written.

mod person_name;
mod repertoire;
mod walk;

use dicom_core::{Tag, VR};
use dicom_dictionary_std::tags;
use encoding_rs::{GB18030, GBK};

pub use person_name::{NameComponents, PersonName};
use repertoire::{Repertoire, by_number};
use walk::{Active, Step, Walk, is_delimiter};

use crate::data_set::{DataSet, InvalidValue};

/// Values of Specific Character Set that are looked at: there are not more repertoires.
const MAX_TERMS: usize = 20;

/// How the text of a data set is coded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CharacterSet {
    scheme: Scheme,
    unknown: bool,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Scheme {
    /// One byte sets and ISO 2022: what is active first, and what escapes may bring.
    Iso2022 {
        initial: Active,
        extensions: Vec<Repertoire>,
    },
    Utf8,
    Gb18030,
    Gbk,
}

/// One value of (0008,0005).
enum Term {
    Number(u16),
    Whole(Scheme),
    Unknown,
}

impl Default for CharacterSet {
    /// The default repertoire, ISO-IR 6.
    fn default() -> Self {
        let initial = Active {
            g0: Repertoire::Ascii,
            g1: None,
        };
        let scheme = Scheme::Iso2022 {
            initial,
            extensions: Vec::new(),
        };
        Self {
            scheme,
            unknown: false,
        }
    }
}

impl CharacterSet {
    /// ISO_IR 192, what this program writes by itself.
    pub const UTF_8: Self = Self {
        scheme: Scheme::Utf8,
        unknown: false,
    };

    /// The sets that a data set (or item) declares; `None` when (0008,0005) is absent, where
    /// those of the data set around it hold, or the default repertoire.
    pub fn from_data_set(data: &DataSet) -> Option<Self> {
        let bytes = data.bytes(tags::SPECIFIC_CHARACTER_SET)?;
        Some(Self::parse(&String::from_utf8_lossy(bytes)))
    }

    /// Reads a value of (0008,0005), such as `\ISO 2022 IR 87`. Spellings known from the field
    /// (`ISO-IR 100`, `ISO_IR_100`, `iso ir 100`) are understood. Unknown terms count as the
    /// default repertoire and are told by [`CharacterSet::has_unknown_term`].
    pub fn parse(value: &str) -> Self {
        let mut set = Self::default();
        for (index, term) in value.split('\\').take(MAX_TERMS).enumerate() {
            set.add(index, term.trim_matches([' ', '\0']));
        }
        set
    }

    fn add(&mut self, index: usize, term: &str) {
        match read_term(term) {
            Term::Number(number) => self.add_number(index, number),
            // UTF-8, GB18030 and GBK stand alone (PS3.3 C.12.1.1.2); seen first, they hold.
            Term::Whole(scheme) if index == 0 => self.scheme = scheme,
            Term::Whole(_) | Term::Unknown => self.unknown = true,
        }
    }

    fn add_number(&mut self, index: usize, number: u16) {
        let Scheme::Iso2022 {
            initial,
            extensions,
        } = &mut self.scheme
        else {
            self.unknown = true;
            return;
        };
        let Some((g0, g1)) = by_number(number) else {
            self.unknown = true;
            return;
        };
        if index == 0 {
            // A two-byte set cannot be value 1 in G0; the default repertoire is active then.
            initial.g0 = g0.filter(|set| set.width() == 1).unwrap_or(initial.g0);
            initial.g1 = g1.filter(|set| set.width() == 1);
        }
        extensions.extend(g0.into_iter().chain(g1));
    }

    /// Whether a term was not known or stood where it may not.
    pub fn has_unknown_term(&self) -> bool {
        self.unknown
    }

    /// The text of a value (all its values, with the backslashes), padding at the end removed.
    /// What is no character in the declared sets becomes U+FFFD.
    pub fn decode(&self, bytes: &[u8], vr: VR) -> String {
        let text = match &self.scheme {
            Scheme::Utf8 => String::from_utf8_lossy(bytes).into_owned(),
            Scheme::Gb18030 => GB18030.decode_without_bom_handling(bytes).0.into_owned(),
            Scheme::Gbk => GBK.decode_without_bom_handling(bytes).0.into_owned(),
            Scheme::Iso2022 { initial, .. } => walked_text(self.walk(bytes, vr, *initial)),
        };
        let end = text.trim_end_matches([' ', '\0']).len();
        let mut text = text;
        text.truncate(end);
        text
    }

    /// [`CharacterSet::decode`] for text that is often declared wrongly. Bytes that do not fit
    /// the declared sets are read as UTF-8 if they are valid UTF-8; else, when only the default
    /// repertoire was declared, as ISO 8859-1.
    pub fn decode_lenient(&self, bytes: &[u8], vr: VR) -> String {
        let declared = self.decode(bytes, vr);
        if !declared.contains(char::REPLACEMENT_CHARACTER) {
            return declared;
        }
        if std::str::from_utf8(bytes).is_ok() {
            return Self::UTF_8.decode(bytes, vr);
        }
        if self.is_default_only() {
            return Self::parse("ISO_IR 100").decode(bytes, vr);
        }
        declared
    }

    fn is_default_only(&self) -> bool {
        match &self.scheme {
            Scheme::Iso2022 {
                initial,
                extensions,
            } => initial.g1.is_none() && extensions.iter().all(|set| *set == Repertoire::Ascii),
            _ => false,
        }
    }

    fn walk<'a>(&self, bytes: &'a [u8], vr: VR, initial: Active) -> Walk<'a> {
        Walk::new(bytes, vr, initial, self.undesignated())
    }

    /// Hangul or Chinese sent without their escape sequence, as some consoles do: the first
    /// declared set of two bytes in G1.
    fn undesignated(&self) -> Option<Repertoire> {
        let Scheme::Iso2022 { extensions, .. } = &self.scheme else {
            return None;
        };
        extensions
            .iter()
            .copied()
            .find(|set| !set.is_g0() && set.width() == 2)
    }

    /// The values of a multi-valued element, still coded. A byte 5C inside a character of two
    /// bytes (GBK, GB18030, JIS X 0208) is no delimiter.
    pub fn split<'a>(&self, bytes: &'a [u8], vr: VR) -> Vec<&'a [u8]> {
        if is_single_valued(vr) {
            return vec![bytes];
        }
        let cuts = match &self.scheme {
            Scheme::Utf8 => cuts_of(bytes.iter().map(|byte| (*byte == b'\\', 1))),
            Scheme::Gb18030 | Scheme::Gbk => cuts_of(GbWalk(bytes)),
            Scheme::Iso2022 { initial, .. } => {
                let steps = self.walk(bytes, vr, *initial);
                cuts_of(steps.map(|(step, taken)| (step == Step::Control('\\'), taken.len())))
            }
        };
        values_between(bytes, &cuts)
    }

    /// The values of a multi-valued element, decoded, without the spaces around them.
    pub fn values(&self, bytes: &[u8], vr: VR) -> Vec<String> {
        let values = self.split(bytes, vr).into_iter();
        values
            .map(|value| {
                let text = self.decode(value, vr);
                if is_single_valued(vr) {
                    text
                } else {
                    text.trim_matches(' ').to_owned()
                }
            })
            .collect()
    }

    /// Codes `text` (delimiters included) in these sets, with the escape sequences that are
    /// needed, unpadded; `None` when a character is in none of them.
    pub fn encode(&self, text: &str, vr: VR) -> Option<Vec<u8>> {
        match &self.scheme {
            Scheme::Utf8 => Some(text.as_bytes().to_vec()),
            Scheme::Gb18030 => Some(GB18030.encode(text).0.into_owned()),
            Scheme::Gbk => {
                let (bytes, _, unmappable) = GBK.encode(text);
                (!unmappable).then(|| bytes.into_owned())
            }
            Scheme::Iso2022 {
                initial,
                extensions,
            } => {
                let mut writer = Writer::new(*initial, extensions, vr);
                text.chars()
                    .try_for_each(|character| writer.put(character))?;
                writer.restore();
                Some(writer.bytes)
            }
        }
    }
}

fn read_term(term: &str) -> Term {
    let upper = term.to_ascii_uppercase();
    match upper.as_str() {
        "" => return Term::Number(6),
        "GB18030" => return Term::Whole(Scheme::Gb18030),
        "GBK" => return Term::Whole(Scheme::Gbk),
        _ => {}
    }
    let plain = upper.replace(['_', '-', ' '], "");
    let number = plain
        .strip_prefix("ISO2022IR")
        .or_else(|| plain.strip_prefix("ISOIR"));
    match number.and_then(|number| number.parse().ok()) {
        Some(192) => Term::Whole(Scheme::Utf8),
        Some(number) => Term::Number(number),
        None => Term::Unknown,
    }
}

/// Text whose backslashes are characters (PS3.5 6.2).
fn is_single_valued(vr: VR) -> bool {
    matches!(vr, VR::ST | VR::LT | VR::UT | VR::UR)
}

fn walked_text(walk: Walk<'_>) -> String {
    let steps = walk.filter_map(|(step, _)| match step {
        Step::Escape => None,
        Step::Control(character) | Step::Character(character) => Some(character),
        Step::Invalid => Some(char::REPLACEMENT_CHARACTER),
    });
    steps.collect()
}

/// Offsets of the delimiters among pieces of (is a delimiter, bytes).
fn cuts_of(pieces: impl Iterator<Item = (bool, usize)>) -> Vec<usize> {
    let mut offset = 0;
    let mut cuts = Vec::new();
    for (is_delimiter, size) in pieces {
        if is_delimiter {
            cuts.push(offset);
        }
        offset += size;
    }
    cuts
}

fn values_between<'a>(bytes: &'a [u8], cuts: &[usize]) -> Vec<&'a [u8]> {
    let starts = std::iter::once(0).chain(cuts.iter().map(|cut| cut + 1));
    let ends = cuts.iter().copied().chain(std::iter::once(bytes.len()));
    starts
        .zip(ends)
        .map(|(start, end)| &bytes[start..end])
        .collect()
}

/// Characters of GB18030 and GBK: one, two or four bytes.
struct GbWalk<'a>(&'a [u8]);

impl Iterator for GbWalk<'_> {
    type Item = (bool, usize);

    fn next(&mut self) -> Option<Self::Item> {
        let size = match self.0 {
            [] => return None,
            [0x81..=0xFE, 0x30..=0x39, 0x81..=0xFE, 0x30..=0x39, ..] => 4,
            [0x81..=0xFE, 0x40..=0xFE, ..] => 2,
            _ => 1,
        };
        let is_delimiter = size == 1 && self.0[0] == b'\\';
        self.0 = &self.0[size..];
        Some((is_delimiter, size))
    }
}

/// Writes text with ISO 2022 code extensions.
struct Writer<'a> {
    bytes: Vec<u8>,
    vr: VR,
    initial: Active,
    active: Active,
    extensions: &'a [Repertoire],
}

impl<'a> Writer<'a> {
    fn new(initial: Active, extensions: &'a [Repertoire], vr: VR) -> Self {
        Self {
            bytes: Vec::new(),
            vr,
            initial,
            active: initial,
            extensions,
        }
    }

    fn put(&mut self, character: char) -> Option<()> {
        let byte = u8::try_from(character).ok().filter(u8::is_ascii);
        let delimits = |byte: &u8| {
            matches!(byte, b'\r' | b'\n' | b'\t' | 0x0C) || is_delimiter(*byte, self.vr)
        };
        if let Some(byte) = byte.filter(delimits) {
            self.restore();
            self.active = self.initial;
            self.bytes.push(byte);
            return Some(());
        }
        if character.is_control() {
            return None;
        }
        let (set, code) = self.find(character)?;
        self.designate(set);
        self.bytes.extend(code);
        Some(())
    }

    /// The set that codes `character`, with the fewest escapes: what is active, what was active
    /// first, what else is declared.
    fn find(&self, character: char) -> Option<(Repertoire, Vec<u8>)> {
        let near = [
            Some(self.active.g0),
            self.active.g1,
            Some(self.initial.g0),
            self.initial.g1,
        ];
        let sets = near
            .into_iter()
            .flatten()
            .chain(self.extensions.iter().copied());
        sets.into_iter()
            .find_map(|set| Some((set, set.encode(character)?)))
    }

    fn designate(&mut self, set: Repertoire) {
        if self.active.g0 == set || self.active.g1 == Some(set) {
            return;
        }
        self.bytes.push(0x1B);
        self.bytes.extend(set.escape());
        self.active.designate(set);
    }

    /// G0 must be as in the beginning before a delimiter and at the end (PS3.5 6.1.2.5.3).
    fn restore(&mut self) {
        self.designate(self.initial.g0);
    }
}

impl DataSet {
    /// The text of an element in `set`, padding removed; `None` when absent, empty or no text.
    pub fn text(&self, tag: Tag, set: &CharacterSet) -> Option<String> {
        let vr = self.get(tag)?.vr;
        Some(set.decode(self.bytes(tag)?, vr)).filter(|text| !text.is_empty())
    }

    /// The values of a multi-valued text in `set`; none when absent or empty.
    pub fn texts(&self, tag: Tag, set: &CharacterSet) -> Vec<String> {
        match (self.get(tag), self.bytes(tag)) {
            (Some(element), Some(bytes)) if !bytes.is_empty() => set.values(bytes, element.vr),
            _ => Vec::new(),
        }
    }

    /// Puts text (delimiters included) coded in `set`, padded to even length.
    ///
    /// # Errors
    /// When a character is in none of the sets; nothing is put then.
    pub fn put_text_in(
        &mut self,
        tag: Tag,
        vr: VR,
        text: &str,
        set: &CharacterSet,
    ) -> Result<(), InvalidValue> {
        let bytes = set.encode(text, vr).ok_or(InvalidValue {
            tag,
            expected: "text of the declared character sets",
        })?;
        self.put_bytes(tag, vr, bytes);
        Ok(())
    }

    /// The first value of a PN element.
    pub fn person_name(&self, tag: Tag, set: &CharacterSet) -> Option<PersonName> {
        let values = set.values(self.bytes(tag)?, VR::PN);
        let first = values.first().filter(|text| !text.is_empty())?;
        Some(PersonName::parse(first))
    }
}
