//! What is wrong with a configuration: where, which key, and what would be right.

use std::fmt;
use std::ops::Range;
use std::path::PathBuf;

use thiserror::Error;

/// Why a configuration cannot be used.
#[derive(Debug, Error)]
pub enum ConfigError {
    /// The file cannot be read.
    #[error("{file}: {source}", file = file.display())]
    Unreadable {
        /// The file.
        file: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// One or more keys are wrong; all of them are named.
    #[error("{}", Joined(.0))]
    Invalid(Vec<Complaint>),
}

struct Joined<'a>(&'a [Complaint]);

impl fmt::Display for Joined<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, complaint) in self.0.iter().enumerate() {
            let separator = if index == 0 { "" } else { "\n" };
            write!(f, "{separator}{complaint}")?;
        }
        Ok(())
    }
}

/// One wrong key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Complaint {
    /// File name, line and column (from 1).
    pub place: String,
    /// The line alone.
    pub line: usize,
    /// The key, dotted, or empty where the text is no TOML.
    pub key: String,
    /// What is wrong and what would be right.
    pub message: String,
}

impl fmt::Display for Complaint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.key.as_str() {
            "" => write!(f, "{}: {}", self.place, self.message),
            key => write!(f, "{}: {key}: {}", self.place, self.message),
        }
    }
}

/// The text of one file, for naming places in it.
#[derive(Debug, Clone, Copy)]
pub struct SourceText<'a> {
    /// The file's name as the user knows it.
    pub name: &'a str,
    /// Its text.
    pub text: &'a str,
}

impl SourceText<'_> {
    /// A complaint about the bytes at `span`.
    pub fn complain(
        &self,
        span: Option<Range<usize>>,
        key: &str,
        message: impl fmt::Display,
    ) -> Complaint {
        let start = span.map_or(0, |span| span.start).min(self.text.len());
        let before = self.text.get(..start).unwrap_or(self.text);
        let line = before.matches('\n').count() + 1;
        let column = before
            .rsplit('\n')
            .next()
            .unwrap_or_default()
            .chars()
            .count()
            + 1;
        Complaint {
            place: format!("{}:{line}:{column}", self.name),
            line,
            key: key.to_owned(),
            message: message.to_string(),
        }
    }
}
