//! Sign-in by OpenID Connect: the authorization code flow with PKCE (OpenID Connect Core 1.0,
//! RFC 7636). The provider says who somebody is and in which groups; the session is ours, as that
//! of everybody else.

mod pending;
mod provider;
mod token;

use filmdesk_archive::desk::Role;
use serde_json::Value;
use thiserror::Error;

use crate::contract::{OpenIdSettings, Refused};
pub(crate) use pending::{Begun, PATIENCE, Pending};
pub(crate) use provider::{Answer, Provider};

/// Characters of what a provider calls somebody: the longest e-mail address has 254.
const LONGEST_NAME: usize = 254;
/// Characters of a subject (OpenID Connect Core 2).
const LONGEST_SUBJECT: usize = 255;
/// Roles, the one that wins first: who administers may do what the others may.
const FIRST: [Role; 4] = [
    Role::Administrator,
    Role::Radiographer,
    Role::Desk,
    Role::Auditor,
];

/// Why nobody is signed in. Never holds a token or a code.
#[derive(Debug, Error)]
pub(crate) enum OpenIdError {
    /// It does not answer, or not as asked.
    #[error("the provider's {0}: {1}")]
    Away(&'static str, Refused),
    /// It answers with what is not what was asked for.
    #[error("the provider's {0} cannot be used: {1}")]
    Rubbish(&'static str, String),
    /// The provider sends the browser back without a code.
    #[error("the provider refused with {0:?}")]
    Denied(String),
    /// A sign-in that was not begun here, was ended already, or took too long.
    #[error("the sign-in was not begun by this browser, is over, or took too long")]
    Stale,
    /// The ID token is not to be believed.
    #[error("the ID token {0}")]
    Token(&'static str),
    /// Nothing of the groups has a role here.
    #[error("no group of {0:?} has a role in [web.openid.roles]")]
    NoRole(String),
}

/// Who somebody is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Person {
    pub(crate) subject: String,
    /// Lower case, with an `@`.
    pub(crate) name: String,
    pub(crate) role: Role,
}

/// Who the claims of a token speak of.
pub(crate) fn person(settings: &OpenIdSettings, claims: &Value) -> Result<Person, OpenIdError> {
    let text = |name: &str| claim(claims, name).and_then(Value::as_str);
    let subject = text("sub").filter(|sub| (1..=LONGEST_SUBJECT).contains(&sub.chars().count()));
    let subject = subject.ok_or(OpenIdError::Token("says no subject"))?;
    let named = text(&settings.user_claim).filter(|name| is_name(name));
    let named = named.ok_or(OpenIdError::Token("has no name in the claim of user-claim"))?;
    let name = full_name(named, &settings.issuer);
    let role = role(settings, claims).ok_or_else(|| OpenIdError::NoRole(name.clone()))?;
    Ok(Person {
        subject: subject.to_owned(),
        name,
        role,
    })
}

fn is_name(name: &str) -> bool {
    (1..=LONGEST_NAME).contains(&name.chars().count()) && !name.chars().any(char::is_control)
}

/// A name that no user with a password here has: those have no `@`.
fn full_name(name: &str, issuer: &str) -> String {
    let host = url::Url::parse(issuer).ok();
    let host = host.as_ref().and_then(url::Url::host_str);
    let full = match name.contains('@') {
        true => name.to_owned(),
        false => format!("{name}@{}", host.unwrap_or("openid")),
    };
    full.to_lowercase()
}

fn role(settings: &OpenIdSettings, claims: &Value) -> Option<Role> {
    let groups = match claim(claims, &settings.role_claim)? {
        Value::String(group) => vec![group.as_str()],
        Value::Array(groups) => groups.iter().filter_map(Value::as_str).collect(),
        _ => Vec::new(),
    };
    let mut roles = FIRST.into_iter();
    roles.find(|role| {
        let has = |group: &&str| settings.roles.get(*group) == Some(role);
        groups.iter().any(has)
    })
}

/// A claim by its name; where there is none of it, dots lead into objects.
fn claim<'c>(claims: &'c Value, name: &str) -> Option<&'c Value> {
    let direct = claims.get(name);
    direct.or_else(|| {
        name.split('.')
            .try_fold(claims, |inner, part| inner.get(part))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    pub(super) fn settings() -> OpenIdSettings {
        OpenIdSettings {
            name: "Hospital".to_owned(),
            issuer: "https://sso.example/realms/h".to_owned(),
            client_id: "filmdesk".to_owned(),
            scopes: vec!["openid".to_owned()],
            user_claim: "preferred_username".to_owned(),
            role_claim: "realm_access.roles".to_owned(),
            roles: [("radiology", Role::Desk), ("it", Role::Administrator)]
                .map(|(group, role)| (group.to_owned(), role))
                .into(),
            public_url: "https://desk.example".to_owned(),
            local_users: true,
        }
    }

    #[test]
    fn groups_make_roles_and_the_first_role_wins() {
        let with = |groups: Value| {
            let claims = json!({ "sub": "1", "preferred_username": "Mueller",
                "realm_access": { "roles": groups } });
            person(&settings(), &claims)
        };
        let both = with(json!(["radiology", "it", 7])).unwrap();
        assert_eq!(both.role, Role::Administrator);
        assert_eq!(both.name, "mueller@sso.example");
        assert_eq!(with(json!("radiology")).unwrap().role, Role::Desk);
        for none in [json!([]), json!(["other"]), json!(7)] {
            assert!(matches!(with(none), Err(OpenIdError::NoRole(_))));
        }
    }

    #[test]
    fn a_claim_with_dots_in_its_name_is_found_too() {
        let claims = json!({ "https://h.example/groups": ["it"], "a": { "b": 1 } });
        assert!(claim(&claims, "https://h.example/groups").is_some());
        assert_eq!(claim(&claims, "a.b"), Some(&json!(1)));
        assert_eq!(claim(&claims, "a.c"), None);
    }

    #[test]
    fn who_has_no_name_is_nobody() {
        for claims in [
            json!({ "sub": "1" }),
            json!({ "sub": "", "preferred_username": "a" }),
            json!({ "sub": "1", "preferred_username": "a\nb" }),
        ] {
            assert!(matches!(
                person(&settings(), &claims),
                Err(OpenIdError::Token(_))
            ));
        }
    }
}
