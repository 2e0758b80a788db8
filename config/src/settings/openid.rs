//! Settings of the sign-in by OpenID Connect.

use std::collections::BTreeMap;
use std::path::PathBuf;

use filmdesk_archive::desk::Role;

/// The provider that the desk's users may sign in with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenIdSettings {
    /// What people call it.
    pub name: String,
    /// Its issuer identifier, as it writes it itself.
    pub issuer: String,
    /// What it calls the desk.
    pub client_id: String,
    /// What the desk proves itself with; `None`: a public client, by PKCE alone.
    pub secret: Option<SecretSource>,
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
    /// Certificates that the provider's chain must lead to; `None`: those of the system.
    pub ca: Option<PathBuf>,
}

/// Where a secret is: never in the settings themselves.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SecretSource {
    /// The first line of a file.
    File(PathBuf),
    /// An environment variable.
    Environment(String),
}
