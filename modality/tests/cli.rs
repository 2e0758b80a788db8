//! The command line against a printer on a pipe.

mod support;

use clap::{CommandFactory, Parser};
use filmdesk_fonts::Typesetter;
use filmdesk_modality::cli::{self, CliError, ModalityArgs};
use support::{Behaviour, Printer};

#[derive(Parser)]
struct Cli {
    #[command(flatten)]
    args: ModalityArgs,
}

async fn run(printer: &Printer, line: &[&str]) -> (Result<(), CliError>, String) {
    let cli = Cli::parse_from([&["modality"], line].concat());
    let mut out = Vec::new();
    let connect = async |_: &str| Ok(printer.open());
    let done = cli::run(&cli.args, Typesetter::embedded(), connect, &mut out).await;
    (done, String::from_utf8(out).unwrap())
}

#[test]
fn the_command_line_is_consistent() {
    Cli::command().debug_assert();
}

#[test]
fn an_address_has_a_host_and_a_port() {
    for good in ["127.0.0.1:104", "imager:11112", "[::1]:104"] {
        assert_eq!(cli::host_and_port(good), Ok(good.to_owned()));
    }
    for bad in ["imager", "imager:", ":104", "imager:0", "imager:65536", ""] {
        assert!(cli::host_and_port(bad).is_err(), "{bad}");
    }
}

#[tokio::test]
async fn a_phantom_is_printed_and_told() {
    let printer = Printer::new(Behaviour::default());
    let line = [
        "print",
        "--phantom",
        "ct",
        "--format",
        "STANDARD\\3,4",
        "--text",
        "burn",
        "--copies",
        "2",
    ];
    let (done, out) = run(&printer, &line).await;
    done.unwrap();
    assert!(
        out.starts_with("1 film of 12 images on SCRIPTED in "),
        "{out}"
    );
    assert!(out.contains("print job 1.2.3."), "{out}");
}

#[tokio::test]
async fn echo_and_habits() {
    let printer = Printer::new(Behaviour::default());
    let (done, out) = run(&printer, &["echo", "--verbose"]).await;
    done.unwrap();
    assert!(
        out.ends_with("FILMDESK at 127.0.0.1:11112: 0000 Success\n"),
        "{out}"
    );
    let (_, out) = run(&printer, &["habit", "--list"]).await;
    assert!(out.contains("uih-ct (United Imaging CT"), "{out}");
    let (done, out) = run(&printer, &["habit", "uih-ct"]).await;
    done.unwrap();
    assert!(out.contains("> N-CREATE-RQ Printer"), "{out}");
    let (done, _) = run(&printer, &["habit", "nobody"]).await;
    assert!(matches!(done, Err(CliError::UnknownHabit(_))));
}
