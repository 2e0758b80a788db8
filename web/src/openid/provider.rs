//! The provider: what it says of itself, its keys, and a code for a token.

use std::sync::Arc;

use base64::Engine;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use sha2::{Digest, Sha256};
use time::{Duration, OffsetDateTime};
use tokio::sync::{Mutex, Semaphore};
use tokio::task::spawn_blocking;
use url::form_urlencoded::{Serializer, byte_serialize};
use url::{Host, Url};

use super::pending::Begun;
use super::token::{Expected, IdToken, PublicKey};
use super::{OpenIdError, Person, person};
use crate::access::Key;
use crate::contract::{Asked, OpenIdSettings, Outside, Refused};

/// What a provider says of itself is asked for again after this time.
const FRESH: Duration = Duration::minutes(10);
/// One that is away is not asked again at once: each who wants to sign in would wait for it.
const REST: Duration = Duration::seconds(3);
/// Keys of a token that is signed by an unknown one are asked for at most this often.
const KEYS_REST: Duration = Duration::seconds(30);
/// Codes that are looked at at once: more than a shift change has.
const AT_ONCE: usize = 8;
/// Characters of what a provider wrote, in the log.
const LONGEST_QUOTE: usize = 200;
/// Bytes of an ID token that is kept to sign out with: it goes to the provider in an address, of which
/// servers read 8 KiB.
const LONGEST_HINT: usize = 4 << 10;
/// Keys of a provider that are tried: they have some.
const MOST_KEYS: usize = 64;

/// What a provider says of itself (OpenID Connect Discovery 3).
#[derive(Debug, Clone, Deserialize)]
struct Discovery {
    issuer: String,
    authorization_endpoint: String,
    token_endpoint: String,
    jwks_uri: String,
    end_session_endpoint: Option<String>,
    #[serde(default = "basic")]
    token_endpoint_auth_methods_supported: Vec<String>,
    #[serde(default)]
    authorization_response_iss_parameter_supported: bool,
}

/// Without a word of it this is what there is (Discovery 3).
fn basic() -> Vec<String> {
    vec!["client_secret_basic".to_owned()]
}

#[derive(Deserialize)]
struct Keys {
    /// Kinds that we do not know are no error.
    keys: Vec<Value>,
}

#[derive(Deserialize)]
struct Tokens {
    id_token: String,
}

/// What is known of a provider.
#[derive(Debug, Clone)]
struct Known {
    about: Discovery,
    keys: Vec<PublicKey>,
    since: OffsetDateTime,
}

/// What was found out last.
#[derive(Debug, Default)]
struct Memory {
    issuer: String,
    known: Option<Arc<Known>>,
    failed: Option<OffsetDateTime>,
}

/// What the browser brings back.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Answer {
    pub(crate) state: String,
    pub(crate) code: String,
    pub(crate) error: String,
    pub(crate) iss: Option<String>,
}

/// The way to a provider.
pub(crate) struct Provider {
    outside: Arc<dyn Outside>,
    memory: Mutex<Memory>,
    turns: Semaphore,
}

impl Provider {
    pub(crate) fn new(outside: Arc<dyn Outside>) -> Self {
        Self {
            outside,
            memory: Mutex::default(),
            turns: Semaphore::new(AT_ONCE),
        }
    }

    /// Where the browser goes to sign in.
    pub(crate) async fn door(
        &self,
        settings: &OpenIdSettings,
        state: &Key,
        begun: &Begun,
    ) -> Result<String, OpenIdError> {
        let known = self.known(settings, begun.since, FRESH).await?;
        let challenge = URL_SAFE_NO_PAD.encode(Sha256::digest(begun.verifier.as_bytes()));
        let mut url = endpoint(
            "authorization_endpoint",
            &known.about.authorization_endpoint,
        )?;
        url.query_pairs_mut().extend_pairs([
            ("response_type", "code"),
            ("client_id", &settings.client_id),
            ("redirect_uri", &redirect(settings)),
            ("scope", &settings.scopes.join(" ")),
            ("state", state.text()),
            ("nonce", &begun.nonce),
            ("code_challenge", &challenge),
            ("code_challenge_method", "S256"),
        ]);
        Ok(url.into())
    }

    /// Who came back, and the ID token that says so, if it is short enough to sign out with.
    pub(crate) async fn person(
        &self,
        settings: &OpenIdSettings,
        answer: &Answer,
        begun: &Begun,
        now: OffsetDateTime,
    ) -> Result<(Person, String), OpenIdError> {
        let known = self.known(settings, now, FRESH).await?;
        check_sender(settings, &known.about, answer)?;
        let turn = self.turns.try_acquire();
        let _turn = turn.map_err(|_| {
            OpenIdError::Away("token endpoint", Refused("too many wait for it".to_owned()))
        })?;
        let tokens = self.redeem(settings, &known.about, answer, begun).await?;
        let token = IdToken::read(&tokens.id_token)?;
        // A key that was made since.
        let known = match token.has_key(&known.keys) {
            true => known,
            false => self.known(settings, now, KEYS_REST).await?,
        };
        let expected = Expected {
            issuer: &known.about.issuer,
            client_id: &settings.client_id,
            nonce: &begun.nonce,
            now,
        };
        let person = person(settings, &token.claims(&known.keys, &expected)?)?;
        let hint = Some(tokens.id_token).filter(|token| token.len() <= LONGEST_HINT);
        Ok((person, hint.unwrap_or_default()))
    }

    /// Where the browser goes to sign out there as well, if there is such a place
    /// (OpenID Connect RP-Initiated Logout 2). With the ID token of the session as a hint it need not ask
    /// whether that is meant.
    pub(crate) async fn exit(&self, settings: &OpenIdSettings, hint: &str) -> Option<String> {
        let known = {
            let memory = self.memory.lock().await;
            let is_it = memory.issuer == settings.issuer;
            memory.known.clone().filter(|_| is_it)?
        };
        let place = known.about.end_session_endpoint.as_ref()?;
        let mut url = endpoint("end_session_endpoint", place).ok()?;
        let back = format!("{}/login", settings.public_url);
        url.query_pairs_mut().extend_pairs([
            ("client_id", settings.client_id.as_str()),
            ("post_logout_redirect_uri", &back),
        ]);
        if !hint.is_empty() {
            url.query_pairs_mut().append_pair("id_token_hint", hint);
        }
        Some(url.into())
    }

    /// What it says of itself, not older than `age`. One asks, the others wait for the answer.
    async fn known(
        &self,
        settings: &OpenIdSettings,
        now: OffsetDateTime,
        age: Duration,
    ) -> Result<Arc<Known>, OpenIdError> {
        let mut memory = self.memory.lock().await;
        if memory.issuer != settings.issuer {
            *memory = Memory {
                issuer: settings.issuer.clone(),
                ..Memory::default()
            };
        }
        if let Some(known) = memory
            .known
            .as_ref()
            .filter(|known| now - known.since < age)
        {
            return Ok(Arc::clone(known));
        }
        if memory.failed.is_some_and(|failed| now - failed < REST) {
            let reason = Refused("it failed some seconds ago".to_owned());
            return Err(OpenIdError::Away("discovery document", reason));
        }
        let found = self.find_out(settings, now).await;
        memory.failed = found.is_err().then_some(now);
        let known = Arc::new(found?);
        memory.known = Some(Arc::clone(&known));
        Ok(known)
    }

    async fn find_out(
        &self,
        settings: &OpenIdSettings,
        now: OffsetDateTime,
    ) -> Result<Known, OpenIdError> {
        const DOCUMENT: &str = "discovery document";
        let issuer = settings.issuer.trim_end_matches('/');
        let url = format!("{issuer}/.well-known/openid-configuration");
        let about: Discovery = self.get(DOCUMENT, url).await?;
        if about.issuer != settings.issuer {
            let reason = format!("it is of the issuer {}", quoted(&about.issuer));
            return Err(OpenIdError::Rubbish(DOCUMENT, reason));
        }
        let place = endpoint("jwks_uri", &about.jwks_uri)?;
        let keys: Keys = self.get("keys", place.into()).await?;
        let keys = keys.keys.into_iter().take(MOST_KEYS);
        Ok(Known {
            about,
            keys: keys
                .filter_map(|key| serde_json::from_value(key).ok())
                .collect(),
            since: now,
        })
    }

    async fn redeem(
        &self,
        settings: &OpenIdSettings,
        about: &Discovery,
        answer: &Answer,
        begun: &Begun,
    ) -> Result<Tokens, OpenIdError> {
        const ENDPOINT: &str = "token endpoint";
        let outside = Arc::clone(&self.outside);
        let secret = spawn_blocking(move || outside.secret()).await;
        let secret =
            settled(secret).map_err(|reason| OpenIdError::Away("client secret", reason))?;
        let url = endpoint("token_endpoint", &about.token_endpoint)?;
        let mut methods = about.token_endpoint_auth_methods_supported.iter();
        let has_basic = methods.any(|method| method == "client_secret_basic");
        let (header, field) = match has_basic {
            true => (secret, None),
            false => (None, secret),
        };
        let authorization = header.map(|secret| credentials(&settings.client_id, &secret));
        let asked = Asked {
            url: url.into(),
            form: Some(code_form(settings, &answer.code, begun, field.as_deref())),
            authorization,
        };
        self.ask(ENDPOINT, asked).await
    }

    async fn get<T: DeserializeOwned>(
        &self,
        what: &'static str,
        url: String,
    ) -> Result<T, OpenIdError> {
        let asked = Asked {
            url,
            form: None,
            authorization: None,
        };
        self.ask(what, asked).await
    }

    async fn ask<T: DeserializeOwned>(
        &self,
        what: &'static str,
        asked: Asked,
    ) -> Result<T, OpenIdError> {
        let outside = Arc::clone(&self.outside);
        let told = spawn_blocking(move || outside.ask(&asked)).await;
        let body = settled(told).map_err(|reason| OpenIdError::Away(what, reason))?;
        // Only where it went wrong: the text could be a token.
        serde_json::from_slice(&body).map_err(|error| {
            let place = format!("line {} column {}", error.line(), error.column());
            OpenIdError::Rubbish(what, format!("{:?} at {place}", error.classify()))
        })
    }
}

/// RFC 9207 2.4: an answer of another provider is not taken for one of this.
fn check_sender(
    settings: &OpenIdSettings,
    about: &Discovery,
    answer: &Answer,
) -> Result<(), OpenIdError> {
    match &answer.iss {
        Some(issuer) if *issuer == settings.issuer => Ok(()),
        None if !about.authorization_response_iss_parameter_supported => Ok(()),
        _ => Err(OpenIdError::Token("would be of another issuer")),
    }
}

fn settled<T>(joined: Result<Result<T, Refused>, tokio::task::JoinError>) -> Result<T, Refused> {
    joined.unwrap_or_else(|error| Err(Refused(error.to_string())))
}

/// Where the provider sends the browser back to.
fn redirect(settings: &OpenIdSettings) -> String {
    format!("{}/openid/callback", settings.public_url)
}

/// A code for a token (RFC 6749 4.1.3, RFC 7636 4.5).
fn code_form(settings: &OpenIdSettings, code: &str, begun: &Begun, secret: Option<&str>) -> String {
    let redirect = redirect(settings);
    let mut form = Serializer::new(String::new());
    form.extend_pairs([
        ("grant_type", "authorization_code"),
        ("code", code),
        ("redirect_uri", &redirect),
        ("code_verifier", &begun.verifier),
        ("client_id", &settings.client_id),
    ]);
    form.extend_pairs(secret.map(|secret| ("client_secret", secret)));
    form.finish()
}

/// RFC 6749 2.3.1: both are encoded as in a form first.
fn credentials(client_id: &str, secret: &str) -> String {
    let part = |text: &str| byte_serialize(text.as_bytes()).collect::<String>();
    let both = format!("{}:{}", part(client_id), part(secret));
    format!("Basic {}", STANDARD.encode(both))
}

/// What a provider wrote, for the log: it could be a megabyte.
fn quoted(text: &str) -> String {
    format!("{:?}", text.chars().take(LONGEST_QUOTE).collect::<String>())
}

/// An address that a provider names; without TLS on this computer only.
fn endpoint(what: &'static str, text: &str) -> Result<Url, OpenIdError> {
    let url = Url::parse(text).ok();
    let is_safe = |url: &Url| match (url.scheme(), url.host()) {
        ("https", Some(_)) => true,
        ("http", Some(Host::Domain(name))) => name == "localhost",
        ("http", Some(Host::Ipv4(ip))) => ip.is_loopback(),
        ("http", Some(Host::Ipv6(ip))) => ip.is_loopback(),
        _ => false,
    };
    url.filter(is_safe)
        .ok_or_else(|| OpenIdError::Rubbish(what, format!("{} is no https address", quoted(text))))
}
