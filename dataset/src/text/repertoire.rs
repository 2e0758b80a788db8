//! The repertoires of PS3.3 C.12.1.1.2 (Tables C.12-2 to C.12-4), their escape sequences and
//! their code tables.

use std::collections::HashMap;
use std::sync::OnceLock;

use encoding_rs::Encoding;

/// One code table that an escape sequence can bring into G0 (codes 21-7E) or G1 (A1-FE).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Repertoire {
    /// ISO-IR 6, G0.
    Ascii,
    /// ISO-IR 14, JIS X 0201 Romaji, G0.
    Romaji,
    /// ISO-IR 87, JIS X 0208, G0, two bytes.
    Kanji,
    /// ISO-IR 159, JIS X 0212, G0, two bytes.
    KanjiSupplement,
    /// ISO-IR 13, JIS X 0201 Katakana, G1.
    Katakana,
    /// ISO-IR 149, KS X 1001, G1, two bytes.
    Hangul,
    /// ISO-IR 58, GB 2312, G1, two bytes.
    Chinese,
    /// ISO-IR 100.
    Latin1,
    /// ISO-IR 101.
    Latin2,
    /// ISO-IR 109.
    Latin3,
    /// ISO-IR 110.
    Latin4,
    /// ISO-IR 148.
    Latin5,
    /// ISO-IR 203, ISO 8859-15.
    Latin9,
    /// ISO-IR 144.
    Cyrillic,
    /// ISO-IR 127.
    Arabic,
    /// ISO-IR 126.
    Greek,
    /// ISO-IR 138.
    Hebrew,
    /// ISO-IR 166, TIS 620-2533.
    Thai,
}

use Repertoire::*;

/// What follows ESC, and the repertoire that it designates. The first of two sequences for one
/// repertoire is written; the others are only read.
const ESCAPES: &[(&[u8], Repertoire)] = &[
    (b"(B", Ascii),
    (b"(J", Romaji),
    (b")I", Katakana),
    (b"$B", Kanji),
    (b"$@", Kanji), // JIS C 6226-1978, sent by old consoles
    (b"$(D", KanjiSupplement),
    (b"$)C", Hangul),
    (b"$)A", Chinese),
    (b"-A", Latin1),
    (b"-B", Latin2),
    (b"-C", Latin3),
    (b"-D", Latin4),
    (b"-M", Latin5),
    (b"-b", Latin9),
    (b"-L", Cyrillic),
    (b"-G", Arabic),
    (b"-F", Greek),
    (b"-H", Hebrew),
    (b"-T", Thai),
];

/// ISO-IR numbers of the defined terms, and what each brings into G0 and G1.
const TERMS: &[(u16, Option<Repertoire>, Option<Repertoire>)] = &[
    (6, Some(Ascii), None),
    (13, Some(Romaji), Some(Katakana)),
    (14, Some(Romaji), None),
    (58, None, Some(Chinese)),
    (87, Some(Kanji), None),
    (100, Some(Ascii), Some(Latin1)),
    (101, Some(Ascii), Some(Latin2)),
    (109, Some(Ascii), Some(Latin3)),
    (110, Some(Ascii), Some(Latin4)),
    (126, Some(Ascii), Some(Greek)),
    (127, Some(Ascii), Some(Arabic)),
    (138, Some(Ascii), Some(Hebrew)),
    (144, Some(Ascii), Some(Cyrillic)),
    (148, Some(Ascii), Some(Latin5)),
    (149, None, Some(Hangul)),
    (159, Some(KanjiSupplement), None),
    (166, Some(Ascii), Some(Thai)),
    (203, Some(Ascii), Some(Latin9)),
];

/// G0 and G1 of an ISO-IR number.
pub(super) fn by_number(number: u16) -> Option<(Option<Repertoire>, Option<Repertoire>)> {
    let found = TERMS.iter().find(|(known, _, _)| *known == number);
    found.map(|(_, g0, g1)| (*g0, *g1))
}

/// The repertoire that the bytes after an ESC designate, and how many they are.
pub(super) fn by_escape(after: &[u8]) -> Option<(Repertoire, usize)> {
    let found = ESCAPES
        .iter()
        .find(|(sequence, _)| after.starts_with(sequence));
    found.map(|(sequence, repertoire)| (*repertoire, sequence.len()))
}

impl Repertoire {
    /// What is written after ESC to designate it.
    pub(super) fn escape(self) -> &'static [u8] {
        let found = ESCAPES.iter().find(|(_, repertoire)| *repertoire == self);
        found.map_or(&[], |(sequence, _)| sequence)
    }

    pub(super) fn is_g0(self) -> bool {
        matches!(self, Ascii | Romaji | Kanji | KanjiSupplement)
    }

    /// Bytes of one character.
    pub(super) fn width(self) -> usize {
        if matches!(self, Kanji | KanjiSupplement | Hangul | Chinese) {
            2
        } else {
            1
        }
    }

    /// The character of one code.
    pub(super) fn decode(self, code: &[u8]) -> Option<char> {
        match (self, code) {
            (Romaji, [0x5C]) => Some('\u{A5}'),
            (Romaji, [0x7E]) => Some('\u{203E}'),
            (Ascii | Romaji, [code]) => Some(char::from(*code)),
            (Katakana, [code @ 0xA1..=0xDF]) => char::from_u32(0xFF61 + u32::from(*code) - 0xA1),
            (Latin1, [code]) => Some(char::from(*code)),
            (Kanji, [a, b]) => self.by_table(&[a | 0x80, b | 0x80]),
            (KanjiSupplement, [a, b]) => self.by_table(&[0x8F, a | 0x80, b | 0x80]),
            (Hangul | Chinese, [0xA1..=0xFE, 0xA1..=0xFE]) => self.by_table(code),
            (Hangul | Chinese | Katakana, _) => None,
            _ => self.by_table(code),
        }
    }

    fn by_table(self, code: &[u8]) -> Option<char> {
        let table = self.table()?;
        let text = table.decode_without_bom_handling_and_without_replacement(code)?;
        let mut chars = text.chars();
        chars.next().filter(|_| chars.next().is_none())
    }

    /// The code of a character, at most two bytes.
    pub(super) fn encode(self, character: char) -> Option<Vec<u8>> {
        match self {
            Ascii => character.is_ascii().then(|| vec![character as u8]),
            Romaji => match character {
                // 5C is the delimiter of values, so the yen sign is never written.
                '\\' | '~' => None,
                '\u{203E}' => Some(vec![0x7E]),
                _ => Ascii.encode(character),
            },
            Katakana => match character as u32 {
                code @ 0xFF61..=0xFF9F => Some(vec![(code - 0xFF61) as u8 + 0xA1]),
                _ => None,
            },
            KanjiSupplement => supplement().get(&character).map(|code| code.to_vec()),
            _ => self.to_table(character),
        }
    }

    fn to_table(self, character: char) -> Option<Vec<u8>> {
        if self == Latin1 {
            return matches!(character, '\u{A0}'..='\u{FF}').then(|| vec![character as u8]);
        }
        let mut buffer = [0; 4];
        let (bytes, _, unmappable) = self.table()?.encode(character.encode_utf8(&mut buffer));
        // Below A0 are half-width forms, extensions and C1 codes, which are not in these sets.
        let plain = bytes.len() == self.width() && bytes.iter().all(|byte| *byte >= 0xA0);
        if unmappable || !plain {
            return None;
        }
        let strip = if self == Kanji { 0x7F } else { 0xFF };
        Some(bytes.iter().map(|byte| byte & strip).collect())
    }

    /// A WHATWG encoding that has this repertoire's codes in A0-FF (or in pairs of these).
    fn table(self) -> Option<&'static Encoding> {
        match self {
            Kanji | KanjiSupplement => Some(encoding_rs::EUC_JP),
            Hangul => Some(encoding_rs::EUC_KR),
            Chinese => Some(encoding_rs::GBK),
            Latin2 => Some(encoding_rs::ISO_8859_2),
            Latin3 => Some(encoding_rs::ISO_8859_3),
            Latin4 => Some(encoding_rs::ISO_8859_4),
            // Windows-1254 and -874 differ from ISO 8859-9 and TIS 620 in 80-9F only, which
            // the walk over the bytes never passes on.
            Latin5 => Some(encoding_rs::WINDOWS_1254),
            Thai => Some(encoding_rs::WINDOWS_874),
            Latin9 => Some(encoding_rs::ISO_8859_15),
            Cyrillic => Some(encoding_rs::ISO_8859_5),
            Arabic => Some(encoding_rs::ISO_8859_6),
            Greek => Some(encoding_rs::ISO_8859_7),
            Hebrew => Some(encoding_rs::ISO_8859_8),
            Ascii | Romaji | Katakana | Latin1 => None,
        }
    }
}

/// JIS X 0212 the other way round, which the WHATWG encoder does not write.
fn supplement() -> &'static HashMap<char, [u8; 2]> {
    static MAP: OnceLock<HashMap<char, [u8; 2]>> = OnceLock::new();
    MAP.get_or_init(|| {
        let codes = (0x21..=0x7E).flat_map(|row| (0x21..=0x7E).map(move |cell| [row, cell]));
        codes
            .filter_map(|code| Some((KanjiSupplement.decode(&code)?, code)))
            .collect()
    })
}
