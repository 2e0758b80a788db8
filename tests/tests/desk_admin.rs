//! The administrator's pages and the import page, in a real browser over a real server: what a
//! modality was refused, a ZIP that is dropped, settings that hold at once.

use std::path::{Path, PathBuf};
use std::process::Command;

use filmdesk_tests::archive::files_below;
use filmdesk_tests::discs::{files, filmdesk, text};
use filmdesk_tests::server::Server;
use filmdesk_tests::storescp::StoreScp;
use filmdesk_tests::tools::{checked, debian, run};
use filmdesk_tests::viewer::browser;
use filmdesk_tests::wait::until;
use serde_json::{Value, json};
use tempfile::TempDir;

/// The PACS's port comes behind it.
const SETTINGS: &str = r#"
[access]
calling = ["CT01", "FILMDESK"]

[[printer]]
ae-title = "FILMDESK"
film-sizes = ["14INX17IN"]
"#;
/// A patient who is here, and the same name on a foreign disc.
const LOCAL: [&str; 6] = [
    "--patient-id",
    "P1001",
    "--patient-name",
    "Wang^XiaoMing",
    "--birth-date",
    "19800102",
];

fn made(folder: &Path, name: &str, patient: &str) -> PathBuf {
    let out = folder.join(name);
    let make = [
        "modality",
        "make",
        text(&out),
        "--matrix",
        "64",
        "--count",
        "3",
    ];
    checked(filmdesk(&make).args(["--patient", patient, "--name", "Wang^XiaoMing"]));
    out
}

/// A ZIP of a foreign study, of which one file is cut off in its middle.
fn foreign_zip(folder: &Path) -> PathBuf {
    let foreign = made(folder, "foreign", "X-77");
    let broken = files_below(&foreign).into_iter().next().expect("a file");
    let bytes = std::fs::read(&broken).expect("its bytes");
    std::fs::write(&broken, &bytes[..bytes.len() / 2]).expect("cut off");
    let zip = folder.join("foreign.zip");
    let mut command = Command::new("python3");
    command.args(["-m", "zipfile", "-c", text(&zip), "foreign"]);
    checked(command.current_dir(folder));
    zip
}

fn echo_as(server: &Server, calling: &str) -> bool {
    let address = server.address().to_string();
    run(&mut filmdesk(&["echo", &address, "--calling", calling])).success
}

#[test]
fn an_administrator_sees_why_and_imports_a_foreign_disc() {
    let folder = TempDir::new().expect("a folder");
    let pacs = TempDir::new().expect("a folder");
    let peer = StoreScp::start(&[], pacs.path());
    let destination = format!(
        "[[destination]]\nname = \"PACS\"\nae-title = \"PACS\"\naddress = \"{}\"\n",
        peer.address
    );
    let server = Server::with(&format!("{SETTINGS}{destination}"));
    let local = made(folder.path(), "local", "P1001");
    let data = server.folder().join("data");
    let import = ["import", text(&local), "--data", text(&data)];
    checked(filmdesk(&import).args(LOCAL));
    let address = server.address().to_string();
    let print = ["modality", "print", "--to", &address, "--phantom", "ct"];
    // Printed on the default or refused, by the policy for this console.
    run(filmdesk(&print).args(["--size", "8INX10IN"]));
    assert!(!echo_as(&server, "MR01"), "it is not in the list yet");

    let zip = foreign_zip(folder.path());
    let shots = std::env::var("FILMDESK_SCREENSHOTS").unwrap_or_default();
    let link = server.set_up_link();
    let mut arguments = vec![link.as_str(), text(&zip), "P1001", &address];
    if !shots.is_empty() {
        arguments.push(&shots);
    }
    let told = browser("desk-admin.mjs", &arguments);

    assert_eq!(told["imported"]["fates"], json!({ "new": 2, "refused": 1 }));
    assert_eq!(
        told["imported"]["studies"], 2,
        "his own and the foreign one"
    );
    until("what came in goes on", || {
        (files(pacs.path()).len() == 2).then_some(())
    });
    let says = |part: &str, words: &str| {
        let text = told[part].as_str().unwrap_or_default();
        assert!(text.contains(words), "{part}: {words}:\n{text}");
    };
    says(
        "english",
        "This console asked for Film Size ID 8INX10IN; FILMDESK has 14INX17IN.",
    );
    says(
        "english",
        "Its AE title MR01 is not in the list of [access]",
    );
    says(
        "chinese",
        "此设备请求胶片尺寸 8INX10IN；FILMDESK 只有 14INX17IN。",
    );
    says("tested", "It answers");
    let calibrated = &told["calibrated"];
    let measured = calibrated["measured"].as_str().unwrap_or_default();
    assert!(
        measured.contains("As measured: does not follow it"),
        "{measured}"
    );
    assert!(
        measured.contains("With the curve: follows it"),
        "{measured}"
    );
    let toml = calibrated["toml"].as_str().unwrap_or_default();
    assert!(toml.contains("FILMDESK-measured = [[0.0, 0.0]"), "{toml}");
    for action in [
        "导入",
        "转发检查",
        "修改设置",
        "测试连接",
        "查看外来光盘",
        "打印阶梯灰阶片",
    ] {
        says("audit", action);
    }
    assert_eq!(told["found"], Value::Array(Vec::new()), "what axe finds");
    assert!(echo_as(&server, "MR01"), "the change holds at once");
    let log = server.log();
    for words in ["P1001", "X-77", "XiaoMing"] {
        assert!(!log.contains(words), "{log}");
    }
}

/// A password that is in no log, and in no file of the server.
const PASSWORD: &str = "Kein-Klartext-4711";

#[test]
fn a_zip_with_a_password_comes_in() {
    let folder = TempDir::new().expect("a folder");
    let server = Server::with("");
    let zip = |name: &str, patient: &str, more: &[&str]| {
        made(folder.path(), name, patient);
        let zip = folder.path().join(format!("{name}.zip"));
        let mut command = debian("7z");
        command
            .args(["a", "-tzip"])
            .args(more)
            .args([text(&zip), name]);
        checked(command.current_dir(folder.path()));
        zip
    };
    let secret = format!("-p{PASSWORD}");
    let locked = zip("locked", "X-1", &[&secret, "-mem=AES256"]);
    let open = zip("open", "X-2", &[]);
    let shots = std::env::var("FILMDESK_SCREENSHOTS").unwrap_or_default();
    let link = server.set_up_link();
    let mut arguments = vec![link.as_str(), text(&locked), text(&open), PASSWORD];
    if !shots.is_empty() {
        arguments.push(&shots);
    }
    let told = browser("desk-locked.mjs", &arguments);
    assert_eq!(told["found"], json!([]), "what axe finds");
    let fates = |import: &Value| -> Vec<(String, u64)> {
        let counts = import["fates"].as_array().into_iter().flatten();
        counts
            .map(|count| {
                let fate = count["fate"].as_str().unwrap_or_default();
                (fate.to_owned(), count["files"].as_u64().unwrap_or_default())
            })
            .collect()
    };
    let new = |files| vec![("new".to_owned(), files)];
    assert_eq!(fates(&told["first"]), new(3));
    let failed = fates(&told["second"]["failed"]);
    assert_eq!(
        failed,
        [("new".to_owned(), 3), ("unreadable".to_owned(), 1)]
    );
    let all = vec![("already-here".to_owned(), 6)];
    assert_eq!(fates(&told["second"]["done"]), all);
    assert!(!server.log().contains(PASSWORD), "{}", server.log());
    for file in files_below(&server.folder().join("data")) {
        let bytes = std::fs::read(&file).expect("a file of the server");
        let found = bytes
            .windows(PASSWORD.len())
            .any(|part| part == PASSWORD.as_bytes());
        assert!(!found, "{}", file.display());
    }
}

/// ZIPs and loose files by a plain form; what another site sends leaves nothing behind.
#[test]
fn files_come_in_without_scripts() {
    let folder = TempDir::new().expect("a folder");
    let server = Server::with("");
    let local = made(folder.path(), "local", "P1001");
    let data = server.folder().join("data");
    let import = ["import", text(&local), "--data", text(&data)];
    checked(filmdesk(&import).args(LOCAL));
    let make = |name: &str| {
        let out = folder.path().join(name);
        let make = ["modality", "make", text(&out), "--matrix", "64"];
        let patient = ["--count", "3", "--patient", "X-1", "--name", "Petrov^Ivan"];
        checked(filmdesk(&make).args(patient));
        out
    };
    make("locked");
    let zip = folder.path().join("locked.zip");
    let mut command = debian("7z");
    let secret = format!("-p{PASSWORD}");
    command.args(["a", "-tzip", &secret, "-mem=AES256", text(&zip), "locked"]);
    checked(command.current_dir(folder.path()));
    let loose = files_below(&make("loose"));
    let shots = std::env::var("FILMDESK_SCREENSHOTS").unwrap_or_default();
    let link = server.set_up_link();
    let mut arguments = vec![link.as_str(), "P1001", PASSWORD, text(&zip)];
    arguments.extend(loose.iter().map(|file| text(file)));
    if !shots.is_empty() {
        arguments.extend(["--shots", &shots]);
    }
    let told = browser("desk-plain.mjs", &arguments);

    assert_eq!(told["tried"], json!([403, 403, 303]), "forged, and ours");
    assert_eq!(told["before"], 0, "nobody here has that name");
    let imported = &told["imported"];
    // The ZIP has the same slices as the loose files.
    let fates = json!([{ "fate": "new", "files": 3 }, { "fate": "already-here", "files": 3 }]);
    assert_eq!(imported["fates"], fates);
    assert_eq!(imported["patients"][0]["patient_id"], "P1001");
    let empty = told["empty"].as_str().unwrap_or_default();
    assert!(empty.contains("No file was chosen"), "{empty}");
    assert_eq!(told["found"], json!([]), "what axe finds");
    // That of ours, which nobody ordered, waits; what was ordered is in, and of the others is nothing.
    until("what was sent in vain is gone", || {
        let waiting = std::fs::read_dir(data.join("imports")).expect("the folder of imports");
        (waiting.count() == 1).then_some(())
    });
    assert!(!server.log().contains("X-1"), "{}", server.log());
}
