//! Which scripts films carry, which files serve them, which packages hold the
//! files: data for the server's search of faces and for what it prints.

/// Whose Han forms are drawn. One code point, four or five national shapes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Language {
    /// By the text: kana says Japanese, Hangul Korean, bopomofo traditional
    /// Chinese, anything else simplified Chinese.
    #[default]
    Auto,
    /// Simplified Chinese.
    ChineseSimplified,
    /// Traditional Chinese as in Taiwan.
    ChineseTraditional,
    /// Traditional Chinese as in Hong Kong.
    ChineseHongKong,
    /// Japanese.
    Japanese,
    /// Korean.
    Korean,
}

/// Defined terms of Specific Character Set that betray a language (PS3.3
/// C.12.1.1.2); all others leave it to the text.
const CHARACTER_SET_LANGUAGES: &[(&str, Language)] = &[
    ("ISO_IR 13", Language::Japanese),
    ("ISO 2022 IR 13", Language::Japanese),
    ("ISO 2022 IR 87", Language::Japanese),
    ("ISO 2022 IR 159", Language::Japanese),
    ("ISO 2022 IR 149", Language::Korean),
    ("ISO 2022 IR 58", Language::ChineseSimplified),
    ("GB18030", Language::ChineseSimplified),
    ("GBK", Language::ChineseSimplified),
];

impl Language {
    /// The language that a Specific Character Set speaks of: the first of its
    /// values (without padding) that belongs to one; `Auto` when none does.
    pub fn of_character_set<'a>(terms: impl IntoIterator<Item = &'a str>) -> Self {
        let of_term = |term: &str| CHARACTER_SET_LANGUAGES.iter().find(|row| row.0 == term);
        terms
            .into_iter()
            .find_map(of_term)
            .map_or(Self::Auto, |row| row.1)
    }

    /// `Auto` resolved by the text, every other as it is.
    pub(crate) fn resolve(self, text: &str) -> Self {
        if self != Self::Auto {
            return self;
        }
        text.chars()
            .find_map(language_of_char)
            .unwrap_or(Self::ChineseSimplified)
    }
}

fn language_of_char(c: char) -> Option<Language> {
    match c {
        '\u{3041}'..='\u{30FF}' | '\u{31F0}'..='\u{31FF}' | '\u{FF66}'..='\u{FF9F}' => {
            Some(Language::Japanese)
        }
        '\u{1100}'..='\u{11FF}' | '\u{3131}'..='\u{318E}' | '\u{AC00}'..='\u{D7FF}' => {
            Some(Language::Korean)
        }
        '\u{3105}'..='\u{312F}' | '\u{31A0}'..='\u{31BF}' => Some(Language::ChineseTraditional),
        _ => None,
    }
}

/// A font file that serves films, as the packages name it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FaceFile {
    /// File name, without folder.
    pub file: &'static str,
    /// Face of the collection, 0 for a single face.
    pub index: u32,
    /// The language whose Han forms the face draws, else `None`.
    pub language: Option<Language>,
    /// The Debian package that installs the file.
    pub package: &'static str,
}

/// A script and what it needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Script {
    /// Its name as a person reads it.
    pub name: &'static str,
    /// A text in it; covered when every character has a glyph.
    pub sample: &'static str,
    /// The Debian package that serves it.
    pub package: &'static str,
    /// The files of [`FACE_FILES`] that serve it, best first.
    pub files: &'static [&'static str],
}

/// A script for which no face was handed in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MissingScript {
    /// Its name.
    pub script: &'static str,
    /// The Debian package that would serve it.
    pub package: &'static str,
}

/// The line that installs what is missing, `None` when nothing is.
#[must_use]
pub fn apt_line(missing: &[MissingScript]) -> Option<String> {
    let mut packages: Vec<&str> = missing.iter().map(|m| m.package).collect();
    packages.sort_unstable();
    packages.dedup();
    (!packages.is_empty()).then(|| format!("apt-get install {}", packages.join(" ")))
}

/// Debian's package of all Noto faces but Chinese, Japanese and Korean (OFL 1.1).
pub const CORE: &str = "fonts-noto-core";
/// Debian's package of Noto Sans CJK (OFL 1.1).
pub const CJK: &str = "fonts-noto-cjk";

/// Where Debian, Fedora, Arch and a hand put fonts: the folders for the server
/// to look into, in this order.
pub const FACE_FOLDERS: &[&str] = &[
    "/usr/local/share/fonts",
    "/usr/share/fonts/truetype/noto",
    "/usr/share/fonts/opentype/noto",
    "/usr/share/fonts/noto",
    "/usr/share/fonts/noto-cjk",
    "/usr/share/fonts/google-noto",
    "/usr/share/fonts/google-noto-cjk",
];

const fn core(file: &'static str) -> FaceFile {
    FaceFile {
        file,
        index: 0,
        language: None,
        package: CORE,
    }
}

const fn cjk(index: u32, language: Language) -> FaceFile {
    FaceFile {
        file: "NotoSansCJK-Regular.ttc",
        index,
        language: Some(language),
        package: CJK,
    }
}

/// The faces in the order of fallback, after the one in the binary. Noto Sans
/// CJK comes behind Noto Sans, because it lacks accented Greek and the Latin
/// letters of Turkish, Czech and Polish; but before the faces that borrow its
/// full stop (Mongolian), and behind Math, whose arrows and signs of comparison
/// are not full width.
pub const FACE_FILES: &[FaceFile] = &[
    core("NotoSans-Regular.ttf"),
    core("NotoSansArabic-Regular.ttf"),
    core("NotoSansHebrew-Regular.ttf"),
    core("NotoSansThai-Regular.ttf"),
    core("NotoSansMath-Regular.ttf"),
    cjk(2, Language::ChineseSimplified),
    cjk(3, Language::ChineseTraditional),
    cjk(4, Language::ChineseHongKong),
    cjk(0, Language::Japanese),
    cjk(1, Language::Korean),
    core("NotoSansArmenian-Regular.ttf"),
    core("NotoSansGeorgian-Regular.ttf"),
    core("NotoSansDevanagari-Regular.ttf"),
    core("NotoSansBengali-Regular.ttf"),
    core("NotoSansGurmukhi-Regular.ttf"),
    core("NotoSansGujarati-Regular.ttf"),
    core("NotoSansOriya-Regular.ttf"),
    core("NotoSansTamil-Regular.ttf"),
    core("NotoSansTelugu-Regular.ttf"),
    core("NotoSansKannada-Regular.ttf"),
    core("NotoSansMalayalam-Regular.ttf"),
    core("NotoSansSinhala-Regular.ttf"),
    core("NotoSansLao-Regular.ttf"),
    core("NotoSansKhmer-Regular.ttf"),
    core("NotoSansMyanmar-Regular.ttf"),
    core("NotoSansEthiopic-Regular.ttf"),
    core("NotoSansMongolian-Regular.ttf"),
    core("NotoSansSymbols-Regular.ttf"),
    core("NotoSansSymbols2-Regular.ttf"),
];

const fn script(
    name: &'static str,
    package: &'static str,
    files: &'static [&'static str],
    sample: &'static str,
) -> Script {
    Script {
        name,
        sample,
        package,
        files,
    }
}

const CJK_FILES: &[&str] = &["NotoSansCJK-Regular.ttc"];

/// The scripts of DICOM's character sets (PS3.3 C.12.1.1.2), and of the names
/// that come in UTF-8 besides.
pub const SCRIPTS: &[Script] = &[
    script(
        "Latin",
        CORE,
        &["NotoSans-Regular.ttf"],
        "Müller Dvořák Łukasz Ğıöş Őry Nguyễn 37 °C",
    ),
    script(
        "Greek",
        CORE,
        &["NotoSans-Regular.ttf"],
        "Διονύσιος Παπαδόπουλος ΐ ώ",
    ),
    script(
        "Cyrillic",
        CORE,
        &["NotoSans-Regular.ttf"],
        "Люксембург Ђорђе Їжак Җәмилә",
    ),
    script(
        "Arabic",
        CORE,
        &["NotoSansArabic-Regular.ttf"],
        "قباني لنزار محمّد پژمان ٣٧",
    ),
    script(
        "Hebrew",
        CORE,
        &["NotoSansHebrew-Regular.ttf"],
        "שרון דבורה שָׁלוֹם",
    ),
    script(
        "Thai",
        CORE,
        &["NotoSansThai-Regular.ttf"],
        "ผู้ป่วยทดสอบ น้ำเกลือ กี่",
    ),
    script("Chinese", CJK, CJK_FILES, "王小东 胸部正位片 檢查，臺灣"),
    script("Japanese", CJK, CJK_FILES, "ヤマダ 山田太郎 やまだ ﾔﾏﾀﾞ"),
    script("Korean", CJK, CJK_FILES, "김희중 金喜中 흉부"),
    script(
        "Armenian",
        CORE,
        &["NotoSansArmenian-Regular.ttf"],
        "Արամ Խաչատրյան",
    ),
    script(
        "Georgian",
        CORE,
        &["NotoSansGeorgian-Regular.ttf"],
        "შოთა რუსთაველი",
    ),
    script(
        "Devanagari",
        CORE,
        &["NotoSansDevanagari-Regular.ttf"],
        "श्री रवीन्द्र",
    ),
    script(
        "Bengali",
        CORE,
        &["NotoSansBengali-Regular.ttf"],
        "রবীন্দ্রনাথ",
    ),
    script(
        "Gurmukhi",
        CORE,
        &["NotoSansGurmukhi-Regular.ttf"],
        "ਗੁਰਪ੍ਰੀਤ",
    ),
    script("Gujarati", CORE, &["NotoSansGujarati-Regular.ttf"], "નરેન્દ્ર"),
    script("Oriya", CORE, &["NotoSansOriya-Regular.ttf"], "ଜଗନ୍ନାଥ"),
    script("Tamil", CORE, &["NotoSansTamil-Regular.ttf"], "கண்ணன்"),
    script("Telugu", CORE, &["NotoSansTelugu-Regular.ttf"], "శ్రీనివాస్"),
    script("Kannada", CORE, &["NotoSansKannada-Regular.ttf"], "ಕೃಷ್ಣ"),
    script(
        "Malayalam",
        CORE,
        &["NotoSansMalayalam-Regular.ttf"],
        "മോഹൻ",
    ),
    script("Sinhala", CORE, &["NotoSansSinhala-Regular.ttf"], "සිංහල"),
    script("Lao", CORE, &["NotoSansLao-Regular.ttf"], "ບຸນມີ"),
    script("Khmer", CORE, &["NotoSansKhmer-Regular.ttf"], "សុខា"),
    script("Myanmar", CORE, &["NotoSansMyanmar-Regular.ttf"], "အောင်ဆန်း"),
    script(
        "Ethiopic",
        CORE,
        &["NotoSansEthiopic-Regular.ttf"],
        "አበበ ቢቂላ",
    ),
    script(
        "Mongolian",
        CORE,
        &["NotoSansMongolian-Regular.ttf"],
        "ᠮᠣᠩᠭᠣᠯ",
    ),
    script(
        "Arrows and symbols",
        CORE,
        &["NotoSansMath-Regular.ttf"],
        "→ ← ≥ ∅ ⌀",
    ),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_that_a_script_names_is_in_the_order_of_fallback_from_its_package() {
        for script in SCRIPTS {
            for name in script.files {
                let row = FACE_FILES.iter().find(|f| f.file == *name);
                assert_eq!(
                    row.map(|f| f.package),
                    Some(script.package),
                    "{}: {name}",
                    script.name
                );
            }
        }
    }

    #[test]
    fn a_character_set_names_a_language_or_leaves_it_to_the_text() {
        let of = |terms: &[&'static str]| Language::of_character_set(terms.iter().copied());
        assert_eq!(of(&["", "ISO 2022 IR 87"]), Language::Japanese);
        assert_eq!(of(&["", "ISO 2022 IR 149"]), Language::Korean);
        assert_eq!(of(&["GB18030"]), Language::ChineseSimplified);
        assert_eq!(of(&["ISO_IR 192"]), Language::Auto);
        let by_text = |text| Language::Auto.resolve(text);
        assert_eq!(by_text("直 ひ"), Language::Japanese);
        assert_eq!(by_text("金 김"), Language::Korean);
        assert_eq!(by_text("Miller"), Language::ChineseSimplified);
        assert_eq!(Language::Korean.resolve("ひ"), Language::Korean);
    }

    #[test]
    fn one_line_installs_what_is_missing() {
        let missing = [
            MissingScript {
                script: "Thai",
                package: CORE,
            },
            MissingScript {
                script: "Korean",
                package: CJK,
            },
            MissingScript {
                script: "Hebrew",
                package: CORE,
            },
        ];
        let line = apt_line(&missing);
        assert_eq!(
            line.as_deref(),
            Some("apt-get install fonts-noto-cjk fonts-noto-core")
        );
        assert_eq!(apt_line(&[]), None);
    }
}
