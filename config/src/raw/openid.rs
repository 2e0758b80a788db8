//! `[web.openid]` as it is written.

use std::collections::BTreeMap;
use std::path::PathBuf;

use filmdesk_archive::desk::Role;
use serde::Deserialize;
use toml::Spanned;

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub(crate) struct RawOpenId {
    pub(crate) name: Option<String>,
    pub(crate) issuer: Option<Spanned<String>>,
    pub(crate) client_id: Option<Spanned<String>>,
    pub(crate) client_secret_file: Option<PathBuf>,
    pub(crate) client_secret_env: Option<Spanned<String>>,
    pub(crate) scopes: Option<Spanned<Vec<String>>>,
    pub(crate) user_claim: Option<Spanned<String>>,
    pub(crate) role_claim: Option<Spanned<String>>,
    pub(crate) roles: BTreeMap<String, Role>,
    pub(crate) public_url: Option<Spanned<String>>,
    pub(crate) local_users: Option<bool>,
    pub(crate) ca: Option<PathBuf>,
}
