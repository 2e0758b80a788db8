//! Unique identifiers (PS3.5 clause 9).

use std::borrow::Borrow;
use std::fmt;
use std::str::FromStr;

/// Longest UID (PS3.5 9.1).
pub const MAX_UID: usize = 64;

/// A UID of valid form: at most 64 characters, components of digits without leading zeros.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Uid(String);

/// Why a text is no UID. The text itself is not repeated: a peer wrote it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum InvalidUid {
    /// No character at all.
    #[error("UID is empty")]
    Empty,
    /// More than [`MAX_UID`] characters.
    #[error("UID has {0} characters, at most 64 are allowed")]
    TooLong(usize),
    /// Something other than digits and dots.
    #[error("UID holds the character {0:?}")]
    Character(char),
    /// Two dots in a row, or one at an end.
    #[error("UID component {0} is empty")]
    EmptyComponent(usize),
    /// A component such as `01`.
    #[error("UID component {0} has a leading zero")]
    LeadingZero(usize),
}

impl Uid {
    /// Parses a UID; trailing padding (a NUL, or the spaces of careless peers) falls away.
    ///
    /// # Errors
    /// [`InvalidUid`], see its variants; components are counted from 1.
    pub fn parse(text: &str) -> Result<Self, InvalidUid> {
        let text = trimmed(text);
        check(text)?;
        Ok(Self(text.to_owned()))
    }

    /// The UID without padding.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// A UI value without its padding.
pub(crate) fn trimmed(text: &str) -> &str {
    text.trim_matches([' ', '\0'])
}

fn check(text: &str) -> Result<(), InvalidUid> {
    if text.is_empty() {
        return Err(InvalidUid::Empty);
    }
    if let Some(c) = text.chars().find(|c| !c.is_ascii_digit() && *c != '.') {
        return Err(InvalidUid::Character(c));
    }
    if text.len() > MAX_UID {
        return Err(InvalidUid::TooLong(text.len()));
    }
    text.split('.')
        .enumerate()
        .try_for_each(|(index, part)| check_component(index + 1, part))
}

fn check_component(number: usize, part: &str) -> Result<(), InvalidUid> {
    match part.as_bytes() {
        [] => Err(InvalidUid::EmptyComponent(number)),
        [b'0', _, ..] => Err(InvalidUid::LeadingZero(number)),
        _ => Ok(()),
    }
}

impl FromStr for Uid {
    type Err = InvalidUid;
    fn from_str(text: &str) -> Result<Self, InvalidUid> {
        Self::parse(text)
    }
}

impl fmt::Display for Uid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

impl fmt::Debug for Uid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Uid({})", self.0)
    }
}

impl PartialEq<str> for Uid {
    fn eq(&self, other: &str) -> bool {
        self.0 == other
    }
}

impl PartialEq<&str> for Uid {
    fn eq(&self, other: &&str) -> bool {
        self.0 == *other
    }
}

impl Borrow<str> for Uid {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl AsRef<str> for Uid {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

/// A UI element as a peer sent it: print must answer a UID of bad form with 0117
/// (Invalid SOP Instance), so the form is judged once, here, and both cases are kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum UidField {
    /// A UID of valid form.
    Valid(Uid),
    /// The trimmed text that is no UID (never empty).
    Invalid(String),
}

impl UidField {
    /// Reads a value; `None` when nothing is left after trimming (absent and empty mean the same).
    pub fn read(text: &str) -> Option<Self> {
        match Uid::parse(text) {
            Ok(uid) => Some(Self::Valid(uid)),
            Err(InvalidUid::Empty) => None,
            Err(_) => Some(Self::Invalid(trimmed(text).to_owned())),
        }
    }

    /// The trimmed text, valid or not.
    pub fn as_str(&self) -> &str {
        match self {
            Self::Valid(uid) => uid.as_str(),
            Self::Invalid(text) => text,
        }
    }

    /// The UID when its form is valid.
    pub fn valid(&self) -> Option<&Uid> {
        match self {
            Self::Valid(uid) => Some(uid),
            Self::Invalid(_) => None,
        }
    }
}

impl From<Uid> for UidField {
    fn from(uid: Uid) -> Self {
        Self::Valid(uid)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn padding_falls_away() {
        for text in [
            "1.2.840.10008.1.1",
            "1.2.840.10008.1.1\0",
            "1.2.840.10008.1.1 ",
        ] {
            assert_eq!(Uid::parse(text).unwrap(), "1.2.840.10008.1.1");
        }
    }

    #[test]
    fn what_is_no_uid() {
        let long = "1.".repeat(32) + "1";
        let table = [
            ("", InvalidUid::Empty),
            ("\0", InvalidUid::Empty),
            ("1..2", InvalidUid::EmptyComponent(2)),
            (".1", InvalidUid::EmptyComponent(1)),
            ("1.2.", InvalidUid::EmptyComponent(3)),
            ("1.02", InvalidUid::LeadingZero(2)),
            ("1.a", InvalidUid::Character('a')),
            (long.as_str(), InvalidUid::TooLong(65)),
        ];
        for (text, error) in table {
            assert_eq!(Uid::parse(text), Err(error), "{text:?}");
        }
        assert!(Uid::parse("1.0.2").is_ok());
        assert!(Uid::parse(&"1".repeat(64)).is_ok());
    }

    #[test]
    fn a_bad_uid_keeps_its_text() {
        assert_eq!(UidField::read(" \0"), None);
        let bad = UidField::read("1.02\0").unwrap();
        assert_eq!((bad.as_str(), bad.valid()), ("1.02", None));
    }
}
