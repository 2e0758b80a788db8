//! The viewer's bundle, as it is checked in: made of its sources, small, with nothing in it that
//! asks a network, and nothing that browsers of 2023 do not know (Chromium 116, Firefox 115,
//! WebKitGTK 2.40).

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use filmdesk_tests::browsers::too_new;
use filmdesk_tests::samples::root;
use filmdesk_tests::tools::{checked, run};
use tempfile::TempDir;

/// Bytes of script and style together: what every disc carries, and what a page parses before
/// its first image.
const BUDGET: u64 = 150_000;

/// All that is made and checked in; the last is the disc's second script, read when asked for.
const MADE: [&str; 3] = ["viewer.js", "viewer.css", "ondemand.js"];

/// What the page may not do: it lies on a patient's disc, and asks nobody anything.
const FORBIDDEN: &[&str] = &[
    "fetch(",
    "XMLHttpRequest",
    "WebSocket",
    "WebTransport",
    "EventSource",
    "RTCPeerConnection",
    "sendBeacon",
    "serviceWorker",
    "SharedWorker",
    "importScripts",
    "import(",
    "eval(",
    "new Function",
    "innerHTML",
    "outerHTML",
    "insertAdjacentHTML",
    "document.write",
    // It would end the CDATA section that the page puts around the script.
    "]]>",
];

/// Addresses that name something and are never asked for.
const NAMESPACES: &[&str] = &["http://www.w3.org/2000/svg", "http://www.w3.org/1999/xhtml"];

fn dist(name: &str) -> PathBuf {
    root().join("viewer/dist").join(name)
}

fn text(name: &str) -> String {
    let path = dist(name);
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn node(script: &str) -> Command {
    let mut command = Command::new("node");
    command.arg(root().join(script));
    command
}

#[test]
fn bundle_is_what_the_sources_make() {
    let out = TempDir::new().expect("a folder");
    checked(node("viewer/build.mjs").env("OUT", out.path()));
    for name in MADE {
        let made = fs::read(out.path().join(name)).expect("a bundle");
        let kept = fs::read(dist(name)).unwrap_or_default();
        assert!(
            made == kept,
            "viewer/dist/{name} is not what viewer/src makes: run `node viewer/build.mjs`"
        );
    }
}

#[test]
fn sources_pass_the_type_checker() {
    checked(node("viewer/build.mjs").arg("--check"));
}

#[test]
fn script_and_style_fit_their_budget() {
    let bytes: u64 = ["viewer.js", "viewer.css"]
        .iter()
        .map(|name| fs::metadata(dist(name)).expect("a bundle").len())
        .sum();
    assert!(bytes <= BUDGET, "{bytes} bytes are more than {BUDGET}");
}

/// The page is XHTML, and some browsers hold it to that.
#[test]
fn every_character_is_one_of_xml() {
    for name in MADE {
        let is_strange = |character: &char| matches!(character, '\0'..='\x08' | '\x0b' | '\x0c' | '\x0e'..='\x1f' | '\u{fffe}' | '\u{ffff}');
        let strange: Vec<char> = text(name).chars().filter(is_strange).collect();
        assert!(strange.is_empty(), "{name} has {strange:?}");
    }
}

#[test]
fn nothing_in_it_asks_a_network() {
    for name in MADE {
        let bundle = NAMESPACES
            .iter()
            .fold(text(name), |text, namespace| text.replace(namespace, ""));
        let found: Vec<&&str> = FORBIDDEN
            .iter()
            .chain(&["http:", "https:", "ws://", "wss://"])
            .filter(|word| bundle.contains(**word))
            .collect();
        assert!(found.is_empty(), "{name} has {found:?}");
    }
}

#[test]
fn nothing_in_it_is_newer_than_browsers_of_2023() {
    for name in MADE {
        assert_eq!(too_new(&text(name)), Vec::<String>::new(), "{name}");
    }
}

#[test]
fn modules_pass_their_own_tests() {
    let said = run(&mut node("viewer/test.mjs"));
    assert!(said.success, "{}{}", said.out, said.err);
    let passed = said
        .out
        .lines()
        .find_map(|line| {
            line.trim_start_matches(['#', 'ℹ', ' '])
                .strip_prefix("pass ")
        })
        .and_then(|count| count.parse::<u32>().ok());
    assert!(
        passed.is_some_and(|count| count > 0),
        "no test ran:\n{}",
        said.out
    );
}
