//! Patient text that must not reach a log.

use std::fmt;

/// Protected health information: shown as `[phi]` by `Debug` and `Display`, so that a log
/// line or an error message can carry it without telling it.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Phi<T>(T);

impl<T> Phi<T> {
    /// Wraps `value`.
    pub fn new(value: T) -> Self {
        Self(value)
    }

    /// The text itself, for films, pages and indexes; never for logs.
    pub fn reveal(&self) -> &T {
        &self.0
    }

    /// Gives the text itself away.
    pub fn into_inner(self) -> T {
        self.0
    }
}

impl<T> fmt::Debug for Phi<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("[phi]")
    }
}

impl<T> fmt::Display for Phi<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("[phi]")
    }
}
