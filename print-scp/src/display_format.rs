//! Image Display Format (2010,0010).

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use thiserror::Error;

/// More boxes than any film carries (the densest known consoles ask 8 x 12); bounds memory.
pub const MAX_IMAGE_BOXES: u32 = 400;

/// How image boxes divide the film (PS3.3 C.13.3).
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub enum DisplayFormat {
    /// `STANDARD\C,R`: columns first, unlike every matrix. Row-major from the top left.
    Standard {
        /// Boxes side by side.
        columns: u16,
        /// Boxes one above the other.
        rows: u16,
    },
    /// `ROW\R1,R2,...`: boxes in each row, top to bottom.
    Row(Vec<u16>),
    /// `COL\C1,C2,...`: boxes in each column, left to right; numbered down each column.
    Col(Vec<u16>),
    /// `SLIDE`: 35 mm slides, as many as the printer's profile says.
    Slide,
    /// `SUPERSLIDE`: 40 mm slides.
    SuperSlide,
    /// `CUSTOM\i`: a layout of the printer's profile.
    Custom(u16),
}

/// A text that is no Image Display Format.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("{0:?} is no image display format")]
pub struct InvalidDisplayFormat(pub String);

impl fmt::Display for DisplayFormat {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let list = |counts: &[u16]| {
            counts
                .iter()
                .map(u16::to_string)
                .collect::<Vec<_>>()
                .join(",")
        };
        match self {
            Self::Standard { columns, rows } => write!(f, "STANDARD\\{columns},{rows}"),
            Self::Row(counts) => write!(f, "ROW\\{}", list(counts)),
            Self::Col(counts) => write!(f, "COL\\{}", list(counts)),
            Self::Slide => f.write_str("SLIDE"),
            Self::SuperSlide => f.write_str("SUPERSLIDE"),
            Self::Custom(number) => write!(f, "CUSTOM\\{number}"),
        }
    }
}

impl FromStr for DisplayFormat {
    type Err = InvalidDisplayFormat;

    fn from_str(text: &str) -> Result<Self, InvalidDisplayFormat> {
        let invalid = || InvalidDisplayFormat(text.chars().take(64).collect());
        let (kind, numbers) = text.split_once('\\').unwrap_or((text, ""));
        let numbers = counts(numbers).ok_or_else(invalid)?;
        match (kind.trim_end(), numbers.as_slice()) {
            ("STANDARD", &[columns, rows])
                if u32::from(columns) * u32::from(rows) <= MAX_IMAGE_BOXES =>
            {
                Ok(Self::Standard { columns, rows })
            }
            ("ROW", [_, ..]) if total(&numbers) <= MAX_IMAGE_BOXES => Ok(Self::Row(numbers)),
            ("COL", [_, ..]) if total(&numbers) <= MAX_IMAGE_BOXES => Ok(Self::Col(numbers)),
            ("SLIDE", []) => Ok(Self::Slide),
            ("SUPERSLIDE", []) => Ok(Self::SuperSlide),
            ("CUSTOM", &[number]) => Ok(Self::Custom(number)),
            _ => Err(invalid()),
        }
    }
}

fn total(counts: &[u16]) -> u32 {
    counts.iter().map(|&count| u32::from(count)).sum()
}

/// Comma-separated counts, each at least 1; consoles put spaces round them.
fn counts(text: &str) -> Option<Vec<u16>> {
    if text.trim().is_empty() {
        return Some(Vec::new());
    }
    text.split(',')
        .map(|part| part.trim().parse().ok().filter(|&count| count > 0))
        .collect()
}

impl From<DisplayFormat> for String {
    fn from(format: DisplayFormat) -> String {
        format.to_string()
    }
}

impl TryFrom<String> for DisplayFormat {
    type Error = InvalidDisplayFormat;

    fn try_from(text: String) -> Result<Self, InvalidDisplayFormat> {
        text.parse()
    }
}
