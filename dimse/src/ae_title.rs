//! Application Entity titles (PS3.8 9.3.2: 16 characters, outer spaces are not significant).

use std::fmt;
use std::str::FromStr;

/// Longest AE title: the field of the A-ASSOCIATE PDUs and VR AE both hold 16 characters.
pub const MAX_AE_TITLE: usize = 16;

/// An Application Entity title: 1 to 16 characters of ISO 646, without outer spaces.
///
/// Case is significant (PS3.5 6.2, VR AE), outer spaces are not, so two titles are
/// equal when their trimmed texts are.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AeTitle(String);

/// Why a text is no AE title.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum InvalidAeTitle {
    /// Nothing but spaces: "no Application Name specified" shall not be used (PS3.8 9.3.2).
    #[error("AE title is empty")]
    Empty,
    /// More than [`MAX_AE_TITLE`] characters after trimming.
    #[error("AE title has {0} characters, at most 16 are allowed")]
    TooLong(usize),
    /// A control character, a backslash, or a character outside ISO 646.
    #[error("AE title holds the character {0:?}")]
    Character(char),
}

impl AeTitle {
    /// Parses a title; outer spaces (and padding NULs, which some consoles send) fall away.
    ///
    /// # Errors
    /// [`InvalidAeTitle`] when nothing is left, more than 16 characters are, or one of
    /// them is a control character, a backslash or not ASCII.
    pub fn parse(text: &str) -> Result<Self, InvalidAeTitle> {
        let title = text.trim_matches([' ', '\0']);
        match title.chars().find(|c| !is_allowed(*c)) {
            Some(c) => Err(InvalidAeTitle::Character(c)),
            None if title.is_empty() => Err(InvalidAeTitle::Empty),
            None if title.len() > MAX_AE_TITLE => Err(InvalidAeTitle::TooLong(title.len())),
            None => Ok(Self(title.to_owned())),
        }
    }

    /// The title without padding.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

fn is_allowed(c: char) -> bool {
    c.is_ascii() && !c.is_ascii_control() && c != '\\'
}

impl FromStr for AeTitle {
    type Err = InvalidAeTitle;
    fn from_str(text: &str) -> Result<Self, InvalidAeTitle> {
        Self::parse(text)
    }
}

impl fmt::Display for AeTitle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

impl fmt::Debug for AeTitle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "AeTitle({})", self.0)
    }
}

impl PartialEq<str> for AeTitle {
    fn eq(&self, other: &str) -> bool {
        self.0 == other.trim_matches(' ')
    }
}

impl PartialEq<&str> for AeTitle {
    fn eq(&self, other: &&str) -> bool {
        self == *other
    }
}

impl AsRef<str> for AeTitle {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn outer_spaces_are_not_significant_inner_ones_are() {
        let title = AeTitle::parse("  CT 1   ").unwrap();
        assert_eq!(title.as_str(), "CT 1");
        assert_eq!(title, "CT 1 ");
        assert_ne!(title, "CT1");
        assert_ne!(title, "ct 1");
    }

    #[test]
    fn what_is_no_title() {
        let table = [
            ("", InvalidAeTitle::Empty),
            ("                ", InvalidAeTitle::Empty),
            ("ABCDEFGHIJKLMNOPQ", InvalidAeTitle::TooLong(17)),
            ("A\\B", InvalidAeTitle::Character('\\')),
            ("A\tB", InvalidAeTitle::Character('\t')),
            ("\u{e9}", InvalidAeTitle::Character('\u{e9}')),
        ];
        for (text, error) in table {
            assert_eq!(AeTitle::parse(text), Err(error), "{text:?}");
        }
        assert_eq!(
            AeTitle::parse("ABCDEFGHIJKLMNOP").unwrap().as_str().len(),
            16
        );
    }
}
