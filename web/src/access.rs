//! Who asks, and what they prove it with: a session's cookie, or a token.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderMap, StatusCode, header};
use filmdesk_archive::desk::{KeyHash, Role, Token, User};
use sha2::{Digest, Sha256};
use time::Duration;

use crate::App;
use crate::words::Words;

/// The cookie of a session. Over TLS its name binds it to this host.
const COOKIE: &str = "filmdesk";
const COOKIE_TLS: &str = "__Host-filmdesk";
/// The cookie of a browser that went to an OpenID provider.
const BROWSER: &str = "filmdesk-openid";
const BROWSER_TLS: &str = "__Host-filmdesk-openid";
/// A session ends after a working day, whatever is done.
pub(crate) const LONGEST_SESSION: Duration = Duration::hours(12);
/// Bytes of randomness of cookies and tokens: nobody guesses 256 bits.
const KEY_BYTES: usize = 32;
/// The characters of a key.
const KEY_LENGTH: usize = KEY_BYTES * 2;

/// Who asks.
#[derive(Debug, Clone)]
pub(crate) enum Who {
    /// Nobody that we know.
    Nobody,
    /// A user with a session.
    User {
        user: User,
        /// The session's key.
        key: Key,
    },
    /// A program.
    Program(Token),
}

/// Who asks, from where, in which language.
#[derive(Clone)]
pub(crate) struct Visitor {
    pub(crate) who: Who,
    pub(crate) address: std::net::IpAddr,
    pub(crate) is_tls: bool,
    pub(crate) words: &'static Words,
    /// Whether htmx asks, for a part of a page.
    pub(crate) wants_part: bool,
    /// The page that is asked for, where a browser can be led back to it; else empty.
    pub(crate) page: String,
}

/// A random key: of a session or a token. Only its hash is kept.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct Key(String);

impl std::fmt::Debug for Key {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("[key]")
    }
}

impl Key {
    pub(crate) fn random() -> Result<Self, getrandom::Error> {
        let mut bytes = [0; KEY_BYTES];
        getrandom::fill(&mut bytes)?;
        Ok(Self(hex(&bytes)))
    }

    pub(crate) fn read(text: &str) -> Option<Self> {
        let is_key = text.len() == KEY_LENGTH && text.bytes().all(|b| b.is_ascii_hexdigit());
        is_key.then(|| Self(text.to_owned()))
    }

    pub(crate) fn text(&self) -> &str {
        &self.0
    }

    pub(crate) fn hash(&self) -> KeyHash {
        Sha256::digest(self.0.as_bytes()).into()
    }

    /// What forms of this session carry; who has it cannot tell the key.
    pub(crate) fn csrf(&self) -> String {
        hex(&Sha256::digest(format!("csrf {}", self.0).as_bytes()))
    }

    /// Whether `other` is this key, in a time that tells nothing.
    pub(crate) fn is(&self, other: &str) -> bool {
        self.hash() == KeyHash::from(Sha256::digest(other.as_bytes()))
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

impl Who {
    /// Finds out from the headers; `is_use`: a person asks, not an open page by itself.
    pub(crate) async fn of(
        app: &App,
        headers: &HeaderMap,
        is_use: bool,
    ) -> Result<Self, crate::respond::Failure> {
        let desk = app.archive().desk();
        if let Some(key) = bearer(headers) {
            let token = desk.token(&key.hash()).await?;
            return Ok(token.map_or(Self::Nobody, Self::Program));
        }
        let Some(key) = cookie(headers) else {
            return Ok(Self::Nobody);
        };
        let idle = app.settings().session;
        let user = desk.session(&key.hash(), app.now(), idle, is_use).await?;
        let user = user.filter(|user| is_known(app, user));
        Ok(user.map_or(Self::Nobody, |user| Self::User { user, key }))
    }

    pub(crate) fn role(&self) -> Option<Role> {
        match self {
            Self::Nobody => None,
            Self::User { user, .. } => Some(user.role),
            Self::Program(token) => Some(token.role),
        }
    }

    /// As the audit trail names them.
    pub(crate) fn name(&self) -> String {
        match self {
            Self::Nobody => String::new(),
            Self::User { user, .. } => user.name.clone(),
            Self::Program(token) => format!("token {}", token.name),
        }
    }
}

impl Visitor {
    pub(crate) fn csrf(&self) -> String {
        match &self.who {
            Who::User { key, .. } => key.csrf(),
            _ => String::new(),
        }
    }

    /// The cookie of a new session.
    pub(crate) fn cookie(&self, key: &Key) -> String {
        let (name, secure) = match self.is_tls {
            true => (COOKIE_TLS, "; Secure"),
            false => (COOKIE, ""),
        };
        format!(
            "{name}={}; Path=/; HttpOnly; SameSite=Strict{secure}",
            key.0
        )
    }

    /// What names a browser that went to an OpenID provider. Not strict: it comes back from there.
    pub(crate) fn browser_cookie(&self, key: &Key, age: Duration) -> String {
        let (name, secure) = match self.is_tls {
            true => (BROWSER_TLS, "; Secure"),
            false => (BROWSER, ""),
        };
        let (key, age) = (&key.0, age.whole_seconds());
        format!("{name}={key}; Path=/; HttpOnly; SameSite=Lax; Max-Age={age}{secure}")
    }

    /// The browser, if it went to an OpenID provider.
    pub(crate) fn browser(&self, headers: &HeaderMap) -> Option<Key> {
        let name = if self.is_tls { BROWSER_TLS } else { BROWSER };
        Key::read(&named_cookie(headers, name)?)
    }

    /// The cookie that takes it away.
    pub(crate) fn no_cookie(&self) -> String {
        let (name, secure) = match self.is_tls {
            true => (COOKIE_TLS, "; Secure"),
            false => (COOKIE, ""),
        };
        format!("{name}=; Path=/; HttpOnly; SameSite=Strict; Max-Age=0{secure}")
    }
}

/// Whether the settings still name the provider of a user who has one.
fn is_known(app: &App, user: &User) -> bool {
    let provider = || app.settings().openid;
    !user.is_of_provider() || provider().is_some_and(|known| known.issuer == user.issuer)
}

/// `Authorization: Bearer ...`; a wrong one is a key that nobody has.
fn bearer(headers: &HeaderMap) -> Option<Key> {
    let value = headers.get(header::AUTHORIZATION)?.to_str().ok()?;
    let token = value.strip_prefix("Bearer ")?.trim();
    Some(Key::read(token).unwrap_or(Key(String::new())))
}

fn cookie(headers: &HeaderMap) -> Option<Key> {
    [COOKIE_TLS, COOKIE]
        .iter()
        .find_map(|name| Key::read(&named_cookie(headers, name)?))
}

/// The value of a cookie.
pub(crate) fn named_cookie(headers: &HeaderMap, name: &str) -> Option<String> {
    let all = headers.get_all(header::COOKIE).into_iter();
    let texts = all.filter_map(|value| value.to_str().ok());
    let mut pairs = texts
        .flat_map(|text| text.split(';'))
        .filter_map(|pair| pair.trim().split_once('='));
    let found = pairs.find(|(known, _)| *known == name);
    found.map(|(_, value)| value.to_owned())
}

impl<S: Send + Sync> FromRequestParts<S> for Visitor {
    type Rejection = StatusCode;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, StatusCode> {
        let found = parts.extensions.get::<Self>().cloned();
        found.ok_or(StatusCode::INTERNAL_SERVER_ERROR)
    }
}
