//! The binary as a person meets it.

mod common;

use std::net::TcpListener;
use std::process::{Command, Output, Stdio};
use std::time::{Duration, Instant};

use common::{Fixture, filmdesk, serve, terminate};

fn run(args: &[&str]) -> Output {
    filmdesk(args).output().unwrap()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

#[test]
fn serve_says_where_everything_is_answers_and_ends_in_order() {
    let folder = tempfile::tempdir().unwrap();
    let (mut child, page, port) = serve(folder.path(), &[], Stdio::null());
    for wanted in [
        "FILMDESK",
        "data/spool",
        "data/films",
        "filmdesk echo 127.0.0.1",
        "this machine only",
    ] {
        assert!(page.contains(wanted), "no {wanted:?} in:\n{page}");
    }
    let echo = run(&["echo", &format!("127.0.0.1:{port}"), "--count", "2"]);
    assert!(echo.status.success(), "{}", text(&echo.stderr));
    assert!(
        text(&echo.stdout).contains("C-ECHO 2: 0000 Success"),
        "{}",
        text(&echo.stdout)
    );
    let echoscu = Command::new("/usr/bin/echoscu")
        .args(["-aec", "FILMDESK", "127.0.0.1", &port.to_string()])
        .status()
        .expect("echoscu of DCMTK is not installed: apt-get install dcmtk");
    assert!(echoscu.success());
    assert_eq!(terminate(&mut child), 0);
}

#[test]
fn a_second_server_says_what_to_do() {
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    let address = taken.local_addr().unwrap().to_string();
    let output = run(&[
        "serve",
        "--listen",
        &address,
        "--data",
        data.to_str().unwrap(),
    ]);
    assert_eq!(output.status.code(), Some(1));
    let error = text(&output.stderr);
    assert!(
        error.contains("cannot listen on") && error.contains("--listen"),
        "{error}"
    );

    let (mut child, _, _) = serve(folder.path(), &[], Stdio::null());
    let output = run(&[
        "serve",
        "--listen",
        "127.0.0.1:0",
        "--desk",
        "127.0.0.1:0",
        "--data",
        data.to_str().unwrap(),
    ]);
    assert_eq!(output.status.code(), Some(1));
    let error = text(&output.stderr);
    assert!(
        error.contains("in use by another filmdesk") && error.contains("--data"),
        "{error}"
    );
    assert_eq!(terminate(&mut child), 0);
}

#[test]
fn a_wrong_settings_file_is_exit_code_3() {
    let folder = tempfile::tempdir().unwrap();
    let wrong = folder.path().join("wrong.toml");
    std::fs::write(&wrong, "[limits]\nassociations = \"many\"\n").unwrap();
    for args in [
        ["check-config", wrong.to_str().unwrap()].as_slice(),
        &["serve", "--config", wrong.to_str().unwrap()],
    ] {
        let output = run(args);
        assert_eq!(output.status.code(), Some(3), "{}", text(&output.stderr));
        assert!(
            text(&output.stderr).contains("wrong.toml:2"),
            "{}",
            text(&output.stderr)
        );
    }
}

#[test]
fn the_printed_defaults_are_right_settings() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("filmdesk.toml");
    let defaults = run(&["check-config", "--defaults"]);
    assert!(defaults.status.success());
    std::fs::write(&file, &defaults.stdout).unwrap();
    let checked = run(&["check-config", file.to_str().unwrap()]);
    assert!(checked.status.success(), "{}", text(&checked.stderr));
    assert!(text(&checked.stdout).contains("FILMDESK"));
}

#[test]
fn completions_are_there_for_every_shell() {
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let output = run(&["completions", shell]);
        assert!(
            output.status.success() && text(&output.stdout).contains("check-config"),
            "{shell}"
        );
    }
}

#[test]
fn the_demo_makes_a_film() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("demo");
    let output = run(&["demo", "--data", data.to_str().unwrap()]);
    assert!(
        output.status.success(),
        "{}{}",
        text(&output.stdout),
        text(&output.stderr)
    );
    let page = text(&output.stdout);
    let files: Vec<_> = page
        .lines()
        .map(str::trim)
        .filter(|line| line.starts_with('/'))
        .collect();
    let starts_with = |file: &str, magic: &[u8]| std::fs::read(file).unwrap().starts_with(magic);
    assert!(
        files
            .iter()
            .any(|file| file.ends_with(".pdf") && starts_with(file, b"%PDF-")),
        "{page}"
    );
    assert!(
        files
            .iter()
            .any(|file| file.ends_with(".png") && starts_with(file, b"\x89PNG")),
        "{page}"
    );
    assert!(page.contains("serve"), "no next command in:\n{page}");
}

/// The other way round: our SCU asks DCMTK's SCP.
#[test]
fn echo_asks_dcmtk() {
    let port = TcpListener::bind("127.0.0.1:0")
        .unwrap()
        .local_addr()
        .unwrap()
        .port();
    let folder = tempfile::tempdir().unwrap();
    let mut storescp = Command::new("/usr/bin/storescp")
        .arg("--output-directory")
        .arg(folder.path())
        .arg(port.to_string())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("storescp of DCMTK is not installed: apt-get install dcmtk");
    let begun = Instant::now();
    let address = format!("127.0.0.1:{port}");
    let answered = loop {
        let output = run(&["echo", &address, "--called", "STORESCP"]);
        if output.status.success() || begun.elapsed() > common::SOON {
            break output;
        }
        std::thread::sleep(Duration::from_millis(50));
    };
    storescp.kill().unwrap();
    storescp.wait().unwrap();
    assert!(answered.status.success(), "{}", text(&answered.stderr));
}

#[test]
fn an_echo_to_nobody_says_why() {
    let port = TcpListener::bind("127.0.0.1:0")
        .unwrap()
        .local_addr()
        .unwrap()
        .port();
    let output = run(&["echo", &format!("127.0.0.1:{port}")]);
    assert_eq!(output.status.code(), Some(1));
    assert!(
        text(&output.stderr).contains("cannot connect"),
        "{}",
        text(&output.stderr)
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_echo_under_a_wrong_title_says_why() {
    let fixture = Fixture::start(|_| {}).await;
    let address = fixture.address().to_string();
    let output =
        tokio::task::spawn_blocking(move || run(&["echo", &address, "--called", "NOBODY"]));
    let output = output.await.unwrap();
    assert_eq!(output.status.code(), Some(1));
    let error = text(&output.stderr);
    assert!(
        error.contains("1/1/7") && error.contains("called AE title not recognized"),
        "{error}"
    );
    fixture.stop().await;
}

#[test]
fn a_reader_that_goes_away_is_no_fault() {
    let (reader, writer) = std::io::pipe().unwrap();
    drop(reader);
    let output = filmdesk(&["disc", "profiles"])
        .stdout(writer)
        .stderr(Stdio::piped())
        .spawn()
        .unwrap()
        .wait_with_output()
        .unwrap();
    assert_eq!(output.status.code(), Some(141));
    assert_eq!(text(&output.stderr), "");
}
