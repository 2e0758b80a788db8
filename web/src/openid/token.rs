//! An ID token, checked as OpenID Connect Core 3.1.3.7 wants it.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use ring::signature::{
    ECDSA_P256_SHA256_FIXED, ECDSA_P384_SHA384_FIXED, EcdsaVerificationAlgorithm,
    RSA_PKCS1_2048_8192_SHA256, RSA_PKCS1_2048_8192_SHA384, RSA_PKCS1_2048_8192_SHA512,
    RSA_PSS_2048_8192_SHA256, RsaParameters, RsaPublicKeyComponents, UnparsedPublicKey,
};
use serde::Deserialize;
use serde_json::Value;
use time::OffsetDateTime;

use super::OpenIdError;

/// Clocks of hospitals differ by so many seconds.
const SKEW: i64 = 60;

/// How a token is signed. There is no `none`, and nothing with a shared secret: what is not here
/// is no signature.
enum Algorithm {
    Rsa(&'static RsaParameters),
    /// A curve by its name in a key.
    Ec(&'static str, &'static EcdsaVerificationAlgorithm),
}

/// RFC 7518 3.1.
const ALGORITHMS: &[(&str, Algorithm)] = &[
    ("RS256", Algorithm::Rsa(&RSA_PKCS1_2048_8192_SHA256)),
    ("RS384", Algorithm::Rsa(&RSA_PKCS1_2048_8192_SHA384)),
    ("RS512", Algorithm::Rsa(&RSA_PKCS1_2048_8192_SHA512)),
    ("PS256", Algorithm::Rsa(&RSA_PSS_2048_8192_SHA256)),
    ("ES256", Algorithm::Ec("P-256", &ECDSA_P256_SHA256_FIXED)),
    ("ES384", Algorithm::Ec("P-384", &ECDSA_P384_SHA384_FIXED)),
];

/// A public key of a provider (RFC 7517). What other kinds of keys have is not read.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(crate) struct PublicKey {
    kty: String,
    kid: Option<String>,
    #[serde(rename = "use")]
    purpose: Option<String>,
    alg: Option<String>,
    crv: String,
    n: String,
    e: String,
    x: String,
    y: String,
}

#[derive(Deserialize)]
struct Header {
    alg: String,
    kid: Option<String>,
    crit: Option<Value>,
}

/// What a token must say.
pub(crate) struct Expected<'a> {
    pub(crate) issuer: &'a str,
    pub(crate) client_id: &'a str,
    pub(crate) nonce: &'a str,
    pub(crate) now: OffsetDateTime,
}

/// A token in its parts, nothing of it believed.
pub(crate) struct IdToken<'a> {
    header: Header,
    signed: &'a str,
    signature: Vec<u8>,
}

impl<'a> IdToken<'a> {
    /// Takes it apart (RFC 7515 3.1).
    pub(crate) fn read(text: &'a str) -> Result<Self, OpenIdError> {
        let rubbish = || OpenIdError::Token("is none: it is not made of three parts");
        let (signed, signature) = text.rsplit_once('.').ok_or_else(rubbish)?;
        let (header, _) = signed.split_once('.').ok_or_else(rubbish)?;
        let header = decoded(header).and_then(|bytes| serde_json::from_slice(&bytes).ok());
        Ok(Self {
            header: header.ok_or_else(rubbish)?,
            signed,
            signature: decoded(signature).ok_or_else(rubbish)?,
        })
    }

    /// Whether one of these keys is the one that it names, if it names one.
    pub(crate) fn has_key(&self, keys: &[PublicKey]) -> bool {
        keys.iter().any(|key| self.may_be_of(key))
    }

    /// What it says, if it is signed by one of these keys and says what it must.
    pub(crate) fn claims(
        &self,
        keys: &[PublicKey],
        expected: &Expected<'_>,
    ) -> Result<Value, OpenIdError> {
        if self.header.crit.is_some() {
            return Err(OpenIdError::Token("wants what nobody here knows (crit)"));
        }
        let named = ALGORITHMS.iter().find(|(name, _)| *name == self.header.alg);
        let (_, algorithm) = named.ok_or(OpenIdError::Token(
            "is not signed, or by an algorithm that is not taken",
        ))?;
        let mut ours = keys.iter().filter(|key| self.may_be_of(key));
        if !ours.any(|key| self.is_signed_by(key, algorithm)) {
            return Err(OpenIdError::Token(
                "is signed by none of the provider's keys",
            ));
        }
        let payload = self
            .signed
            .split_once('.')
            .and_then(|(_, part)| decoded(part));
        let claims = payload.and_then(|bytes| serde_json::from_slice::<Value>(&bytes).ok());
        let claims = claims.ok_or(OpenIdError::Token("holds no claims"))?;
        check(&claims, expected)?;
        Ok(claims)
    }

    fn may_be_of(&self, key: &PublicKey) -> bool {
        let is_named = self.header.kid.is_none() || self.header.kid == key.kid;
        let is_for_it = key.alg.as_ref().is_none_or(|alg| *alg == self.header.alg);
        let signs = key.purpose.as_ref().is_none_or(|purpose| purpose == "sig");
        is_named && is_for_it && signs
    }

    fn is_signed_by(&self, key: &PublicKey, algorithm: &Algorithm) -> bool {
        let message = self.signed.as_bytes();
        match algorithm {
            Algorithm::Rsa(parameters) => {
                let (Some(n), Some(e)) = (decoded(&key.n), decoded(&key.e)) else {
                    return false;
                };
                let key_is_rsa = key.kty == "RSA";
                let public = RsaPublicKeyComponents { n, e };
                key_is_rsa && public.verify(parameters, message, &self.signature).is_ok()
            }
            Algorithm::Ec(curve, algorithm) => {
                let (Some(x), Some(y)) = (decoded(&key.x), decoded(&key.y)) else {
                    return false;
                };
                let key_is_ec = key.kty == "EC" && key.crv == *curve;
                // An uncompressed point (SEC 1 2.3.3).
                let point = [&[4][..], &x, &y].concat();
                let public = UnparsedPublicKey::new(*algorithm, point);
                key_is_ec && public.verify(message, &self.signature).is_ok()
            }
        }
    }
}

fn decoded(text: &str) -> Option<Vec<u8>> {
    URL_SAFE_NO_PAD.decode(text).ok()
}

/// What is wrong with a claim, and whether it is.
type Rule = (&'static str, fn(&Value, &Expected<'_>) -> bool);

/// OpenID Connect Core 3.1.3.7, by its numbers.
const RULES: &[Rule] = &[
    ("is of another issuer", |claims, expected| {
        claims["iss"] == expected.issuer // 2
    }),
    ("is for another audience", |claims, expected| {
        audiences(claims).any(|audience| audience == expected.client_id) // 3
    }),
    ("is for another authorized party", |claims, expected| {
        match claims.get("azp") {
            Some(azp) => azp == expected.client_id, // 5
            None => audiences(claims).count() == 1, // 4
        }
    }),
    ("has expired, or never does", |claims, expected| {
        let ends = seconds(claims, "exp");
        ends.is_some_and(|ends| expected.now.unix_timestamp() < ends.saturating_add(SKEW)) // 9
    }),
    ("is not of now (iat)", |claims, expected| {
        let now = expected.now.unix_timestamp();
        let oldest = super::pending::PATIENCE.whole_seconds() + SKEW;
        seconds(claims, "iat").is_some_and(|made| (now - oldest..=now + SKEW).contains(&made)) // 10
    }),
    ("is not valid yet (nbf)", |claims, expected| {
        let begins = seconds(claims, "nbf");
        begins.is_none_or(|begins| begins <= expected.now.unix_timestamp() + SKEW)
    }),
    ("is of another sign-in (nonce)", |claims, expected| {
        claims["nonce"] == expected.nonce // 11
    }),
];

fn check(claims: &Value, expected: &Expected<'_>) -> Result<(), OpenIdError> {
    let broken = RULES.iter().find(|(_, holds)| !holds(claims, expected));
    broken.map_or(Ok(()), |(what, _)| Err(OpenIdError::Token(what)))
}

fn audiences(claims: &Value) -> impl Iterator<Item = &str> {
    let all = match &claims["aud"] {
        Value::Array(all) => all.as_slice(),
        one => std::slice::from_ref(one),
    };
    all.iter().filter_map(Value::as_str)
}

/// A moment in seconds, which may have a fraction (RFC 7519 2).
#[allow(
    clippy::cast_possible_truncation,
    reason = "it saturates, which is as far away"
)]
fn seconds(claims: &Value, name: &str) -> Option<i64> {
    let value = claims.get(name)?;
    value
        .as_i64()
        .or_else(|| value.as_f64().map(|value| value as i64))
}
