//! Printers that come, change and go while others print: nothing stops, no film is lost.

use std::net::SocketAddr;
use std::path::PathBuf;

use filmdesk_dimse::ae_title::AeTitle;
use filmdesk_dimse::service::BASIC_GRAYSCALE_PRINT_MANAGEMENT_META;
use filmdesk_modality::Console;
use filmdesk_tests::conversation::{
    TcpConsole, config, console, create_film, film, flat_image12, one_image, print_film, runtime,
    session, set_image,
};
use filmdesk_tests::discs::{files, text as text_of};
use filmdesk_tests::server::Server;
use filmdesk_tests::tools::{checked, python};
use filmdesk_tests::wait::until;
use serde_json::{Value, json};

const FIRST: &str = "[[printer]]\nae-title = \"FILMDESK\"\n";
/// A second printer, into its folder below the data.
const SECOND: &str = "[[printer]]\nae-title = \"MAMMO\"\n";
/// The same behind an address where nobody answers; its jobs are tried again for long.
const AWAY: &str = r#"[[printer]]
ae-title = "MAMMO"
retry = { retries = 100, interval-seconds = 600 }
[[printer.output]]
kind = "ipp"
uri = "ipp://127.0.0.1:1/ipp/print"
"#;

/// A program that changes the settings of a server.
struct Program {
    token: String,
}

impl Program {
    fn of(server: &Server) -> Self {
        let mut command = python("settings_api.py");
        let said = checked(command.args(["set-up", &server.set_up_link()]));
        Self {
            token: said.trim().to_owned(),
        }
    }

    /// Puts a text in force; which parts hold at once, and which after a restart.
    fn change(&self, server: &Server, text: &str) -> (Value, Value) {
        let wanted = server.folder().join("wanted.toml");
        std::fs::write(&wanted, text).expect("the wanted settings");
        let mut command = python("settings_api.py");
        command.args(["change", &server.desk(), &self.token, text_of(&wanted)]);
        let said = checked(&mut command);
        let answer: Value = serde_json::from_str(&said).expect("JSON");
        (answer["at_once"].clone(), answer["after_restart"].clone())
    }
}

impl Program {
    /// What keeps the films of the second printer that are not finished.
    fn troubles(&self, server: &Server) -> Vec<String> {
        let mut command = python("settings_api.py");
        command.args(["get", &server.desk(), &self.token, "/api/v1/films"]);
        let jobs: Value = serde_json::from_str(&checked(&mut command)).expect("JSON");
        let jobs = jobs.as_array().expect("jobs").iter();
        let open = jobs.filter(|job| job["printer"] == "MAMMO" && job["state"] != "done");
        open.map(|job| job["trouble"].as_str().unwrap_or_default().to_owned())
            .collect()
    }
}

/// A console on an association with the second printer, or why there is none.
async fn second(address: SocketAddr) -> Result<TcpConsole, String> {
    let mut config = config("MG01");
    config.proposal.called = AeTitle::parse("MAMMO").expect("an AE title");
    let connected = Console::connect(&address.to_string(), config).await;
    let mut console = connected.map_err(|error| error.to_string())?;
    console.prefer(BASIC_GRAYSCALE_PRINT_MANAGEMENT_META);
    Ok(console)
}

/// One film of a session, printed; nothing of it is refused.
async fn print(console: &mut TcpConsole, session: &str) {
    let made = film(&create_film(console, session, &one_image()).await);
    let set = set_image(console, &made, 1, &flat_image12(64, 2000)).await;
    let printed = print_film(console, &made).await;
    assert!(
        set.is_done() && printed.is_done(),
        "{} {}",
        set.status,
        printed.status
    );
}

async fn print_on_second(address: SocketAddr, films: usize) {
    let mut console = second(address).await.expect("an association");
    let session = session(&mut console).await;
    for _ in 0..films {
        print(&mut console, &session).await;
    }
    console.release().await.expect("a release");
}

fn of_second(server: &Server) -> Vec<PathBuf> {
    let films = server.folder().join("data/films/MAMMO");
    let all = if films.exists() {
        files(&films)
    } else {
        Vec::new()
    };
    let is_pdf = |path: &PathBuf| path.extension().is_some_and(|found| found == "pdf");
    all.into_iter().filter(is_pdf).collect()
}

fn await_second(server: &Server, films: usize) {
    until("films of the second printer", || {
        (of_second(server).len() >= films).then_some(())
    });
}

#[test]
fn a_printer_comes_changes_and_goes_while_another_prints() {
    let mut server = Server::with(FIRST);
    let program = Program::of(&server);
    let at_once = (json!(["[[printer]]"]), json!([]));
    let (address, runtime) = (server.address(), runtime());
    let (mut first, films) = runtime.block_on(async {
        let mut console = console(address, "CT01").await;
        let films = session(&mut console).await;
        print(&mut console, &films).await;
        (console, films)
    });
    let refused = runtime.block_on(second(address)).err();
    assert!(refused.is_some(), "nobody is called so yet");

    let added = program.change(&server, &format!("{FIRST}{SECOND}"));
    assert_eq!(added, at_once);
    runtime.block_on(print_on_second(address, 1));
    await_second(&server, 1);

    // Two films wait for a device that does not answer when the printer goes.
    assert_eq!(program.change(&server, &format!("{FIRST}{AWAY}")), at_once);
    runtime.block_on(print_on_second(address, 2));
    assert_eq!(program.change(&server, FIRST), at_once);
    assert!(runtime.block_on(second(address)).is_err(), "it is gone");

    runtime.block_on(async {
        print(&mut first, &films).await;
        first
            .release()
            .await
            .expect("the association stood all the time");
    });
    server.await_films("pdf", 2);
    server.restart();
    assert_eq!(of_second(&server).len(), 1, "they wait");
    let told = program.troubles(&server);
    assert_eq!(told, ["NO PRINTER", "NO PRINTER"], "and say what for");

    assert_eq!(
        program.change(&server, &format!("{FIRST}{SECOND}")),
        at_once
    );
    await_second(&server, 3);
    assert_eq!(of_second(&server).len(), 3, "each once");
}

#[test]
fn storage_and_limits_hold_at_once_and_an_address_after_a_restart() {
    let server = Server::with(FIRST);
    let program = Program::of(&server);
    let text = "[storage]\nenabled = false\n[spool]\nkeep-jobs = 3\n[limits]\nassociations = 9\n\
                [web]\nconnections = 99\n";
    let changed = program.change(&server, &format!("{FIRST}{text}"));
    assert_eq!(
        changed,
        (
            json!(["[limits]", "[storage]", "[spool]"]),
            json!(["[web] connections"])
        )
    );
}
