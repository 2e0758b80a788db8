//! Person names: three representations of five components (PS3.5 6.2.1).

/// A decoded PN value.
#[derive(Clone, PartialEq, Eq, Default, Hash)]
pub struct PersonName {
    /// The alphabetic representation.
    pub alphabetic: NameComponents,
    /// The ideographic representation (Kanji, Hanja, Hanzi).
    pub ideographic: NameComponents,
    /// The phonetic representation (Kana, Hangul).
    pub phonetic: NameComponents,
}

/// The five components of one representation.
#[derive(Clone, PartialEq, Eq, Default, Hash)]
pub struct NameComponents {
    /// Family name complex.
    pub family: String,
    /// Given name complex.
    pub given: String,
    /// Middle name.
    pub middle: String,
    /// Name prefix.
    pub prefix: String,
    /// Name suffix.
    pub suffix: String,
}

/// Names are patient text: `Debug` shows none of it.
impl std::fmt::Debug for PersonName {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("PersonName([phi])")
    }
}

/// Names are patient text: `Debug` shows none of it.
impl std::fmt::Debug for NameComponents {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("NameComponents([phi])")
    }
}

impl PersonName {
    /// Takes one decoded PN value apart. Never fails: what is not there is empty, what is more
    /// than three representations or five components is left out.
    pub fn parse(value: &str) -> Self {
        let mut groups = value.split('=').map(NameComponents::parse);
        let mut next = || groups.next().unwrap_or_default();
        Self {
            alphabetic: next(),
            ideographic: next(),
            phonetic: next(),
        }
    }

    /// The value in DICOM form, without empty representations at the end.
    pub fn to_dicom(&self) -> String {
        let groups = [&self.alphabetic, &self.ideographic, &self.phonetic];
        let joined = groups.map(NameComponents::to_dicom).join("=");
        joined.trim_end_matches('=').to_owned()
    }

    /// The first representation that has text: alphabetic, ideographic, phonetic.
    pub fn first(&self) -> &NameComponents {
        let groups = [&self.alphabetic, &self.ideographic, &self.phonetic];
        groups
            .into_iter()
            .find(|group| !group.is_empty())
            .unwrap_or(&self.alphabetic)
    }
}

impl NameComponents {
    fn parse(group: &str) -> Self {
        let mut parts = group
            .split('^')
            .map(|part| part.trim_matches(' ').to_owned());
        let mut next = || parts.next().unwrap_or_default();
        Self {
            family: next(),
            given: next(),
            middle: next(),
            prefix: next(),
            suffix: next(),
        }
    }

    fn components(&self) -> [&str; 5] {
        [
            &self.family,
            &self.given,
            &self.middle,
            &self.prefix,
            &self.suffix,
        ]
    }

    /// Whether no component has text.
    pub fn is_empty(&self) -> bool {
        self.components().iter().all(|part| part.is_empty())
    }

    /// `family^given^middle^prefix^suffix`, without empty components at the end.
    pub fn to_dicom(&self) -> String {
        self.components().join("^").trim_end_matches('^').to_owned()
    }
}
