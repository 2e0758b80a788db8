//! `[web.openid]`.

use std::net::IpAddr;
use std::ops::Range;

use toml::Spanned;
use url::{Host, Url};

use super::Resolver;
use crate::raw::openid::RawOpenId;
use crate::settings::openid::{OpenIdSettings, SecretSource};

/// Without this scope a provider sends no ID token (OpenID Connect Core 3.1.2.1).
const OPENID: &str = "openid";

impl Resolver<'_> {
    /// `None` where it is off, or so wrong that a complaint says so.
    pub(super) fn openid(&mut self, raw: Option<Spanned<RawOpenId>>) -> Option<OpenIdSettings> {
        let raw = raw?;
        let (span, raw) = (raw.span(), raw.into_inner());
        let issuer = self.address(
            raw.issuer.as_ref(),
            &span,
            "web.openid.issuer",
            "the provider's issuer, as its discovery document says",
        );
        let public_url = self.address(
            raw.public_url.as_ref(),
            &span,
            "web.openid.public-url",
            "the desk's address for browsers",
        );
        let client_id = self.words(raw.client_id.as_ref(), "web.openid.client-id");
        if client_id.is_none() && raw.client_id.is_none() {
            let message = "is missing: what the provider calls the desk";
            self.complain(span.clone(), "web.openid.client-id", message);
        }
        if raw.roles.is_empty() {
            let message = "is empty, and nobody could sign in: name a group and what its members \
                           may do, \"Radiology\" = \"desk\"";
            self.complain(span, "web.openid.roles", message);
        }
        let secret = self.secret(&raw);
        let scopes = self.scopes(raw.scopes.as_ref());
        let user_claim = self.words(raw.user_claim.as_ref(), "web.openid.user-claim");
        let role_claim = self.words(raw.role_claim.as_ref(), "web.openid.role-claim");
        let (issuer, public_url) = (issuer?, public_url?);
        Some(OpenIdSettings {
            name: raw.name.unwrap_or_else(|| host(&issuer)),
            issuer,
            client_id: client_id?,
            secret,
            scopes,
            user_claim: user_claim.unwrap_or_else(|| "preferred_username".to_owned()),
            role_claim: role_claim.unwrap_or_else(|| "groups".to_owned()),
            roles: raw.roles,
            public_url: public_url.trim_end_matches('/').to_owned(),
            local_users: raw.local_users.unwrap_or(true),
            ca: raw.ca.map(|path| self.folder.join(path)),
        })
    }

    /// An address whose answers can be believed.
    fn address(
        &mut self,
        value: Option<&Spanned<String>>,
        table: &Range<usize>,
        key: &str,
        what: &str,
    ) -> Option<String> {
        let Some(value) = value else {
            self.complain(table.clone(), key, format!("is missing: {what}"));
            return None;
        };
        let text = value.get_ref();
        if !is_believed(text) {
            let message = format!(
                "{text:?} is not https://HOST/PATH, without user, query or fragment (http only on \
                 this computer): {what}"
            );
            self.complain(value.span(), key, message);
        }
        Some(text.clone())
    }

    /// A value that is not empty.
    fn words(&mut self, value: Option<&Spanned<String>>, key: &str) -> Option<String> {
        let value = value?;
        if value.get_ref().trim().is_empty() {
            self.complain(value.span(), key, "is empty: it is a name");
            return None;
        }
        Some(value.get_ref().clone())
    }

    fn secret(&mut self, raw: &RawOpenId) -> Option<SecretSource> {
        let file = raw.client_secret_file.as_ref();
        match (file, &raw.client_secret_env) {
            (None, None) => None,
            (Some(file), None) => Some(SecretSource::File(self.folder.join(file))),
            (None, Some(name)) => Some(SecretSource::Environment(name.get_ref().clone())),
            (Some(_), Some(name)) => {
                let message = "there is client-secret-file, too: keep one of them";
                self.complain(name.span(), "web.openid.client-secret-env", message);
                None
            }
        }
    }

    fn scopes(&mut self, value: Option<&Spanned<Vec<String>>>) -> Vec<String> {
        let Some(value) = value else {
            return [OPENID, "profile"].map(str::to_owned).to_vec();
        };
        let scopes = value.get_ref().clone();
        if !scopes.iter().any(|scope| scope == OPENID) {
            let message =
                format!("{scopes:?} lacks \"{OPENID}\", without which there is no ID token");
            self.complain(value.span(), "web.openid.scopes", message);
        }
        scopes
    }
}

fn is_believed(text: &str) -> bool {
    let Ok(url) = Url::parse(text) else {
        return false;
    };
    let is_safe = match (url.scheme(), url.host()) {
        ("https", Some(_)) => true,
        ("http", Some(Host::Domain(name))) => name == "localhost",
        ("http", Some(Host::Ipv4(ip))) => IpAddr::from(ip).is_loopback(),
        ("http", Some(Host::Ipv6(ip))) => IpAddr::from(ip).is_loopback(),
        _ => false,
    };
    is_safe
        && url.username().is_empty()
        && url.password().is_none()
        && url.query().is_none()
        && url.fragment().is_none()
}

fn host(address: &str) -> String {
    let url = Url::parse(address).ok();
    let host = url.as_ref().and_then(Url::host_str);
    host.unwrap_or(address).to_owned()
}
