//! What an administrator reads when a key is wrong.

use std::path::Path;

use filmdesk_config::{DEFAULT_TOML, Settings, default_settings, parse};
use insta::assert_snapshot;

fn settings(text: &str) -> Settings {
    parse(text, "filmdesk.toml", Path::new("")).unwrap_or_else(|error| panic!("{error}"))
}

fn complaint(text: &str) -> String {
    parse(text, "filmdesk.toml", Path::new(""))
        .expect_err("a complaint")
        .to_string()
}

#[test]
fn the_commented_default_is_the_compiled_default() {
    assert_eq!(settings(DEFAULT_TOML), default_settings(Path::new("")));
    assert_eq!(settings(""), default_settings(Path::new("")));
}

#[test]
fn an_unknown_key_is_named_with_its_line() {
    assert_snapshot!(complaint("[limits]\nasociations = 4\n"), @"filmdesk.toml:2:1: unknown field `asociations`, expected one of `associations`, `connections`, `max-pdu`, `artim-seconds`, `idle-seconds`, `message-seconds`, `event-confirmation-seconds`, `shutdown-seconds`");
}

#[test]
fn a_wrong_term_is_answered_with_the_right_ones() {
    assert_snapshot!(complaint("[[printer]]\n[printer.defaults]\nsize = \"14X17\"\n"), @"filmdesk.toml:3:8: unknown variant `14X17`, expected one of `8INX10IN`, `8_5INX11IN`, `10INX12IN`, `10INX14IN`, `11INX14IN`, `11INX17IN`, `14INX14IN`, `14INX17IN`, `24CMX24CM`, `24CMX30CM`, `A4`, `A3`");
}

#[test]
fn every_complaint_is_given_at_once() {
    let text = r#"
render-workers = 0
[limits]
max-pdu = 6
[access]
calling = ["THIS TITLE IS TOO LONG"]
[[printer]]
ae-title = "A"
profile = "wet-imager"
density = { min = 300, max = 20 }
[printer.film."14INX17IN"]
matrix = [9000, 9000]
[printer.custom-layout]
1 = [[0.5, 0.5, 0.6, 0.5]]
[printer.configuration-curves]
CS100 = "bone"
[[printer.output]]
kind = "ipp"
uri = "http://printer"
[[peer]]
quirks = ["anything"]
[[peer]]
ae-title = "CT01"
tone = "wool"
character-set = "ISO_IR 999"
quirks = ["anything-goes"]
"#;
    assert_snapshot!(complaint(text), @r"
    filmdesk.toml:2:18: render-workers: 0 is not from 1 to below 65
    filmdesk.toml:4:11: limits.max-pdu: 6 is neither 0 (unlimited) nor 1024 to 16777216 bytes
    filmdesk.toml:6:12: access.calling: AE title has 22 characters, at most 16 are allowed
    filmdesk.toml:7:1: printer.configuration-curves: CS100 names the unknown curve bone
    filmdesk.toml:7:1: printer.output.uri: an address like ipp://printer.local:631/ipp/print
    filmdesk.toml:7:1: printer.defaults.max-density: min-density must be below max-density, both within the density range
    filmdesk.toml:9:11: printer.profile: no such profile; there are: dry-imager, no-collation, paper
    filmdesk.toml:10:11: printer.density: min must be below max (hundredths of OD)
    filmdesk.toml:11:1: printer.film.14INX17IN: margin + matrix x pitch is 729.6 x 727.1 mm, the sheet 355.6 x 431.8 mm
    filmdesk.toml:14:5: printer.custom-layout.1: each box is [left, top, width, height] in fractions of the imageable area, within 0 to 1
    filmdesk.toml:20:1: peer: ae-title is missing: the calling AE title of the modality
    filmdesk.toml:24:8: peer.tone: neither identity nor lin-od, CS000 to CS999, or a name of [curve]
    filmdesk.toml:25:17: peer.character-set: no Specific Character Set (PS3.3 C.12.1.1.2), like ISO_IR 100, ISO_IR 192 or GB18030
    filmdesk.toml:26:11: peer.quirks: no such quirk; there are: bare-film-box-is-colour, stored-8-in-16, stored-10-in-16, stored-16-in-16, signed-pixels, colour-by-pixel
    ");
}

#[test]
fn two_printers_need_two_titles() {
    assert_snapshot!(complaint("[[printer]]\nae-title = \"A\"\n[[printer]]\nae-title = \"A\"\n"), @"filmdesk.toml:3:1: printer.ae-title: A stands twice; each printer has its own AE title");
}

#[test]
fn profiles_are_overlaid_by_the_keys_beside_them() {
    let settings = settings(
        "[[printer]]\nae-title = \"IMAGER\"\nprofile = \"no-collation\"\nmax-copies = 5\n",
    );
    let profile = &settings.printer("IMAGER").expect("the printer").profile;
    assert_eq!((profile.max_collated_films, profile.max_copies), (0, 5));
}

#[test]
fn every_shipped_profile_resolves() {
    for name in filmdesk_config::profiles::printer_names() {
        settings(&format!("[[printer]]\nprofile = \"{name}\"\n"));
    }
    for name in filmdesk_config::profiles::peer_names() {
        let settings = settings(&format!(
            "[[peer]]\nae-title = \"CT01\"\nprofile = \"{name}\"\n"
        ));
        assert!(settings.peers.contains_key("CT01"));
    }
}

#[test]
fn relative_paths_start_from_the_files_folder() {
    let text = "data-dir = \"data\"\n[[printer]]\nae-title = \"X Y\"\n";
    let settings =
        parse(text, "f", Path::new("/etc/filmdesk")).unwrap_or_else(|error| panic!("{error}"));
    assert_eq!(settings.data_dir, Path::new("/etc/filmdesk/data"));
    let output = format!("{:?}", settings.printers[0].outputs[0]);
    assert!(output.contains("/etc/filmdesk/data/films/X_Y"), "{output}");
}

#[test]
fn certificates_are_for_printers_over_tls() {
    let output = |keys: &str| {
        format!("[[printer]]\n[[printer.output]]\nkind = \"ipp\"\nuri = \"ipp{keys}\n")
    };
    for (keys, key) in [
        ("://a\"\nca = \"a.pem\"", "printer.output.ca"),
        ("://a\"\ninsecure = true", "printer.output.insecure"),
        (
            "s://a\"\nca = \"a.pem\"\ninsecure = true",
            "printer.output.insecure",
        ),
    ] {
        let complaint = complaint(&output(keys));
        assert!(complaint.contains(key), "{complaint}");
        assert!(complaint.contains("ipps://"), "{complaint}");
    }
    for keys in [
        "s://a\"",
        "s://a\"\nca = \"a.pem\"",
        "s://a\"\ninsecure = true",
    ] {
        settings(&output(keys));
    }
}

#[test]
fn a_provider_is_named_wholly_and_over_tls() {
    let text = r#"
[web.openid]
issuer = "http://sso.example"
client-id = ""
client-secret-file = "openid.secret"
client-secret-env = "FILMDESK_OPENID"
scopes = ["profile"]
"#;
    assert_snapshot!(complaint(text), @r#"
    filmdesk.toml:2:1: web.openid.public-url: is missing: the desk's address for browsers
    filmdesk.toml:2:1: web.openid.roles: is empty, and nobody could sign in: name a group and what its members may do, "Radiology" = "desk"
    filmdesk.toml:3:10: web.openid.issuer: "http://sso.example" is not https://HOST/PATH, without user, query or fragment (http only on this computer): the provider's issuer, as its discovery document says
    filmdesk.toml:4:13: web.openid.client-id: is empty: it is a name
    filmdesk.toml:6:21: web.openid.client-secret-env: there is client-secret-file, too: keep one of them
    filmdesk.toml:7:10: web.openid.scopes: ["profile"] lacks "openid", without which there is no ID token
    "#);
    let text = "[web.openid]\nclient-secret = \"1234\"\n";
    assert!(complaint(text).contains("unknown field `client-secret`"));
    let text = r#"
[web.openid]
issuer = "https://sso.example/realms/h"
client-id = "filmdesk"
client-secret-file = "openid.secret"
public-url = "https://desk.example/"
roles = { "Röntgen" = "radiographer" }
"#;
    let openid = settings(text).web.openid.expect("a provider");
    assert_eq!(openid.name, "sso.example");
    assert_eq!(openid.public_url, "https://desk.example");
    assert_eq!(openid.scopes, ["openid", "profile"]);
    assert!(openid.local_users);
}
