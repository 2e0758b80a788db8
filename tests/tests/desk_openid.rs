//! Signing in with OpenID Connect: with a real provider in a real browser, and with one that lies.

use filmdesk_tests::port::free_port;
use filmdesk_tests::server::Server;
use filmdesk_tests::viewer::browser;
use serde_json::{Value, json};
use tempfile::TempDir;

const SECRET: &str = "tell & nobody: 4711";

fn settings(desk: &str, issuer: &str, more: &str) -> String {
    format!(
        "[web.openid]\nname = \"Hospital account\"\nissuer = \"{issuer}\"\nclient-id = \"filmdesk\"\n\
         client-secret-file = \"openid.secret\"\npublic-url = \"http://{desk}\"\n\
         roles = {{ Radiology = \"desk\", IT = \"administrator\" }}\n{more}"
    )
}

/// A server whose desk has an address that is known before.
fn served(issuer: &str, more: &str) -> Server {
    let desk = format!("127.0.0.1:{}", free_port());
    let server = Server::at(&settings(&desk, issuer, more), &desk);
    std::fs::write(server.folder().join("openid.secret"), format!("{SECRET}\n")).expect("a secret");
    server
}

#[test]
fn people_sign_in_with_the_accounts_of_a_provider() {
    let port = free_port().to_string();
    let server = served(&format!("http://localhost:{port}"), "");
    let shots = std::env::var("FILMDESK_SCREENSHOTS").unwrap_or_default();
    let link = server.set_up_link();
    let mut arguments = vec![link.as_str(), &port, SECRET];
    if !shots.is_empty() {
        arguments.push(&shots);
    }
    let told = browser("desk-openid.mjs", &arguments);

    assert_eq!(told["wang"], "wang@localhost");
    assert_eq!(told["back"], "/films", "the page that was asked for");
    assert_eq!(told["users"], 403, "whose group is of the desk");
    assert_eq!(told["chief"], "chief@localhost");
    let login = format!("{}/login", server.desk());
    assert_eq!(told["out"], login, "the provider asks nothing");
    assert_eq!(
        told["exits"],
        json!(["wang"]),
        "who is named to the provider"
    );
    assert_eq!(told["after"], format!("{login}?back=%2Ffilms"));
    let says = |part: &str, words: &str| {
        let text = told[part].as_str().unwrap_or_default();
        assert!(text.contains(words), "{part}: {words}:\n{text}");
    };
    says(
        "account",
        "Your password is kept by the hospital's sign-in service",
    );
    says("guest", "guest@localhost may not use this desk");
    says("list", "wang@localhost");
    let trail = told["trail"].as_array().expect("a trail");
    let has = |actor: &str, action: &str, object: &str, is_success: bool| {
        let found = trail.iter().any(|event| {
            event["actor"] == actor
                && event["action"] == action
                && event["is_success"] == is_success
                && event["object"]
                    .as_str()
                    .is_some_and(|text| text.starts_with(object))
        });
        assert!(found, "{actor} {action}:\n{trail:#?}");
    };
    has("wang@localhost", "sign-in", "by OpenID", true);
    has("wang@localhost", "sign-out", "", true);
    has("guest@localhost", "sign-in", "by OpenID: no group", false);
    has("chief@localhost", "sign-in", "by OpenID", true);
    assert!(!server.log().contains("eyJ"), "a token in the log");
}

#[test]
fn whatever_a_provider_says_wrong_signs_nobody_in() {
    let folder = TempDir::new().expect("a folder");
    let names = vec!["localhost".to_owned()];
    let made = rcgen::generate_simple_self_signed(names).expect("a certificate");
    let [certificate, key] = ["cert.pem", "key.pem"].map(|name| folder.path().join(name));
    std::fs::write(&certificate, made.cert.pem()).expect("written");
    std::fs::write(&key, made.signing_key.serialize_pem()).expect("written");
    let port = free_port().to_string();
    let issuer = format!("https://localhost:{port}");
    let server = served(&issuer, &format!("ca = {certificate:?}\n"));
    let (desk, paths) = (server.desk(), [&certificate, &key]);
    let [certificate, key] = paths.map(|path| path.to_str().expect("UTF-8"));
    let told = browser("desk-openid-wrong.mjs", &[&desk, &port, certificate, key]);

    assert_eq!(told["wrong"], json!([]));
    assert_eq!(told["away"], 502);
    assert_eq!(told["door"], format!("{issuer}/auth"));
    let asked = json!({
        "response_type": "code", "client_id": "filmdesk", "scope": "openid profile",
        "redirect_uri": format!("{desk}/openid/callback"), "code_challenge_method": "S256",
    });
    assert_eq!(told["asked"], asked);
    assert_eq!(told["refresh"], "0; url=/films");
    assert_eq!(told["elsewhere"], "0; url=/", "no way to another site");
    assert_eq!(
        told["users"],
        json!(["lee@localhost"]),
        "one user for one subject"
    );
    let trail = told["trail"].as_array().expect("a trail");
    let refused = |event: &&Value| event["is_success"] == false;
    assert!(trail.iter().filter(refused).count() >= 30, "{trail:#?}");
    let log = server.log();
    for why in [
        "is for another audience",
        "has expired",
        "is of another issuer",
        "is signed by none of the provider's keys",
        "answered with more than",
    ] {
        assert!(log.contains(why), "{why}:\n{log}");
    }
    for secret in [SECRET, "secret-access-token", "eyJ", " panicked "] {
        assert!(!log.contains(secret), "{secret}:\n{log}");
    }
}
