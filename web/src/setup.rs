//! The first start: a link that works once, from this machine, makes the first administrator.

use crate::access::Key;

/// What the link proves itself with. It is in memory only: another start, another link.
#[derive(Debug, Clone)]
pub struct SetUp(Key);

impl SetUp {
    /// A new one.
    ///
    /// # Errors
    /// When the system has no randomness.
    pub fn random() -> Result<Self, getrandom::Error> {
        Key::random().map(Self)
    }

    /// The path and query of the link.
    pub fn path(&self) -> String {
        format!("/setup?key={}", self.0.text())
    }

    pub(crate) fn is(&self, key: &str) -> bool {
        self.0.is(key)
    }
}
