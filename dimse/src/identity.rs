//! User identity negotiation (PS3.7 D.3.3.7).

use std::fmt;

/// The form of a user identity.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[allow(missing_docs)]
pub enum IdentityKind {
    Username,
    UsernameAndPasscode,
    Kerberos,
    Saml,
    JsonWebToken,
}

/// What a requestor says about its user. `Debug` shows no field: they are secrets or names.
#[derive(Clone, PartialEq, Eq)]
pub struct UserIdentity {
    /// The form.
    pub kind: IdentityKind,
    /// Whether an acceptor that accepts it must say so (sub-item 59H).
    pub positive_response_requested: bool,
    /// User name (UTF-8), Kerberos ticket, SAML assertion or token; at most 65535 bytes.
    pub primary: Vec<u8>,
    /// Passcode (UTF-8) of [`IdentityKind::UsernameAndPasscode`], else empty.
    pub secondary: Vec<u8>,
}

impl fmt::Debug for UserIdentity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("UserIdentity")
            .field("kind", &self.kind)
            .field(
                "positive_response_requested",
                &self.positive_response_requested,
            )
            .finish_non_exhaustive()
    }
}
