//! Sign-in by OpenID Connect, and what it asks of the server.

use std::collections::BTreeMap;

use filmdesk_archive::desk::Role;

use super::Refused;

/// The provider that users may sign in with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenIdSettings {
    /// What people call it.
    pub name: String,
    /// Its issuer identifier.
    pub issuer: String,
    /// What it calls the desk.
    pub client_id: String,
    /// What is asked for.
    pub scopes: Vec<String>,
    /// The claim with the user's name.
    pub user_claim: String,
    /// The claim with their groups; dots lead into objects.
    pub role_claim: String,
    /// What the members of a group may do.
    pub roles: BTreeMap<String, Role>,
    /// The desk's address for browsers, without a slash at its end.
    pub public_url: String,
    /// Whether users with a password here may still sign in from other computers.
    pub local_users: bool,
}

/// What is asked of a provider.
#[derive(Clone, PartialEq, Eq)]
pub struct Asked {
    /// Where.
    pub url: String,
    /// A form to be sent; `None`: GET.
    pub form: Option<String>,
    /// The `Authorization` header.
    pub authorization: Option<String>,
}

/// Talks to a provider, within a time and a size. What is written blocks.
pub trait Outside: Send + Sync + 'static {
    /// The desk's secret at its provider; `None`: it has none.
    ///
    /// # Errors
    /// When it is not where the settings say.
    fn secret(&self) -> Result<Option<String>, Refused>;
    /// The body of an answer with status 200.
    ///
    /// # Errors
    /// When nothing answers, with another status, or with too much; without what was sent.
    fn ask(&self, asked: &Asked) -> Result<Vec<u8>, Refused>;
}
