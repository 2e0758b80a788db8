//! Why a data set was refused.

use std::io;

use dicom_core::{Tag, VR};
use thiserror::Error;

use super::header::dictionary_vr;

/// The end of a scan that did not reach a valid data set. What the sink was given before is
/// the caller's to discard.
#[derive(Debug, Error)]
pub enum ScanError {
    /// The bytes break a rule of PS3.5 or a limit.
    #[error("{tag} at byte {offset}: {rule}")]
    Broken {
        /// The element (or item) at fault.
        tag: Tag,
        /// Where its header begins, or where the scan stood, in bytes fed.
        offset: u64,
        /// What was broken.
        rule: Rule,
    },
    /// The sink did not take a bulk value.
    #[error("the value of {tag} could not be stored: {source}")]
    Sink {
        /// The element.
        tag: Tag,
        /// What the sink said.
        source: io::Error,
    },
}

impl ScanError {
    /// The rule broken; `None` when the sink failed.
    pub fn rule(&self) -> Option<Rule> {
        match self {
            Self::Broken { rule, .. } => Some(*rule),
            Self::Sink { .. } => None,
        }
    }
}

impl ScanError {
    /// The same for logs, with nothing of a value: after a wrong length it is a value that is read
    /// as a tag, a value representation or a length.
    pub fn bare(&self) -> String {
        let at = |tag: &Tag| match is_like_text(*tag) {
            true => String::new(),
            false => format!("{tag} "),
        };
        match self {
            Self::Broken { tag, offset, rule } => {
                format!("{}at byte {offset}: {}", at(tag), rule.bare())
            }
            Self::Sink { tag, source } => {
                format!("the value {}could not be stored: {source}", at(tag))
            }
        }
    }
}

/// Whether a tag may be letters of a text: no group and element of the standard is.
pub fn is_like_text(tag: Tag) -> bool {
    let is_letter = |byte: &u8| *byte >= b' ';
    let [group, element] = [tag.group(), tag.element()].map(u16::to_le_bytes);
    group.iter().chain(&element).all(is_letter) && dictionary_vr(tag, || false) == VR::UN
}

/// What a data set can break.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum Rule {
    /// The two bytes after the tag are no value representation (PS3.5 7.1.2).
    #[error("bytes {:#04x} {:#04x} are not a value representation", .0[0], .0[1])]
    NotAVr([u8; 2]),
    /// An element header goes beyond the end of the item that it is in.
    #[error("the header crosses the end of its item or sequence")]
    HeaderCrossesEnd,
    /// A value goes beyond the end of the item or sequence that it is in.
    #[error("length {0} exceeds the item or sequence that it is in")]
    LengthExceedsParent(u32),
    /// A value has odd length (PS3.5 7.1.1).
    #[error("length {0} is odd")]
    OddLength(u32),
    /// Undefined length where only sequences and Pixel Data may have it (PS3.5 7.1.3).
    #[error("undefined length is not allowed here")]
    UndefinedLength,
    /// Encapsulated Pixel Data in an encoding other than Explicit VR Little Endian (PS3.5 A.4).
    #[error("encapsulated pixel data need explicit VR little endian")]
    Encapsulated,
    /// An item or delimitation item where none belongs (PS3.5 7.5).
    #[error("an item or delimiter is not expected here")]
    UnexpectedItem,
    /// Something other than an item in a sequence (PS3.5 7.5).
    #[error("an item was expected")]
    ItemExpected,
    /// A delimitation item with a length (PS3.5 7.5).
    #[error("a delimiter has length {0}")]
    DelimiterLength(u32),
    /// A tag twice in one data set (PS3.5 7.1).
    #[error("the element is there twice")]
    Duplicate,
    /// The bytes end inside an element, item or sequence.
    #[error("the data set ends too early")]
    Truncated,
    /// Limit: a value that must be kept in memory is too long.
    #[error("length {0} is more than is kept of such a value")]
    ValueTooLong(u32),
    /// Limit: all kept values together are too long.
    #[error("the data set takes more than {0} bytes of memory")]
    TotalTooLong(u64),
    /// Limit: sequences inside one another.
    #[error("sequences are nested deeper than {0}")]
    TooDeep(usize),
    /// Limit: elements altogether.
    #[error("there are more than {0} elements")]
    TooManyElements(u64),
    /// Fed again after an error.
    #[error("the scan had ended with an error before")]
    AfterError,
}

impl Rule {
    /// Without numbers and letters of the data set.
    fn bare(self) -> String {
        match self {
            Self::NotAVr(_) => "no value representation".to_owned(),
            Self::LengthExceedsParent(_) => {
                "a length exceeds the item or sequence that it is in".to_owned()
            }
            Self::OddLength(_) => "a length is odd".to_owned(),
            Self::DelimiterLength(_) => "a delimiter has a length".to_owned(),
            Self::ValueTooLong(_) => "a value is longer than is kept of such".to_owned(),
            other => other.to_string(),
        }
    }

    /// Whether the data set may be valid and is only larger than this program takes.
    pub fn is_limit(self) -> bool {
        matches!(
            self,
            Self::ValueTooLong(_)
                | Self::TotalTooLong(_)
                | Self::TooDeep(_)
                | Self::TooManyElements(_)
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// After a length that is too short, letters of a name are read as a header.
    #[test]
    fn logs_have_no_letters_of_a_value() {
        let letters = Tag(0x4157, 0x474E);
        let broken = |tag, rule| {
            let offset = 7;
            ScanError::Broken { tag, offset, rule }.bare()
        };
        assert_eq!(
            broken(letters, Rule::OddLength(0x4F41_4958)),
            "at byte 7: a length is odd"
        );
        assert_eq!(
            broken(Tag(0x0010, 0x0010), Rule::NotAVr(*b"WA")),
            "(0010,0010) at byte 7: no value representation"
        );
        for tag in [
            Tag(0x7FE0, 0x0010),
            Tag(0x0019, 0x1001),
            Tag(0x2001, 0x1003),
        ] {
            assert!(!is_like_text(tag), "{tag}");
        }
    }
}
