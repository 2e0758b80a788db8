//! The command line: `filmdesk <command>`.

mod archive;
mod check_config;
mod completions;
mod conformance;
mod demo;
mod disc;
mod echo;
mod import;
mod modality;
mod password_args;
mod progress;
mod report;
mod serve;
mod source;
mod store;
mod tls_args;

use std::process::ExitCode;

pub use conformance::statement;

use clap::{Args, Parser, Subcommand};

use crate::causes;
use crate::logging::{self, LogFormat};

/// Shown under `filmdesk --help`.
const EXAMPLES: &str = "\
Examples:
  filmdesk demo                             a film from nothing, in a fresh folder
  filmdesk serve                            a printer FILMDESK on 127.0.0.1:11112
  filmdesk serve --listen 0.0.0.0:11112     the same, for the whole network
  filmdesk check-config /etc/filmdesk.toml  what is wrong with a settings file
  filmdesk echo 127.0.0.1:11112             is a DICOM printer or archive there?
  filmdesk store 127.0.0.1:11112 study/     sends files to an archive
  filmdesk import /dev/sr0                  a foreign disc into the archive

Exit codes: 0 done, 1 failed, 2 wrong command line, 3 wrong settings file.
`filmdesk <command> --help` says more about each command.";

/// Turns what modalities print (DICOM Print Management) into calibrated films: PDF, PNG, TIFF
/// and IPP printers.
#[derive(Debug, Parser)]
#[command(name = "filmdesk", version, after_help = EXAMPLES, max_term_width = 100)]
pub struct Cli {
    #[command(flatten)]
    log: LogArgs,
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Args)]
struct LogArgs {
    /// What is logged to standard error: error, warn, info, debug, trace, or per module as in
    /// "warn,filmdesk_server=debug" [default: $FILMDESK_LOG, else info for serve and warn
    /// for the others]
    #[arg(long, global = true, value_name = "FILTER", help_heading = "Log")]
    log: Option<String>,
    /// How log lines are written
    #[arg(long, global = true, value_enum, default_value_t, help_heading = "Log")]
    log_format: LogFormat,
}

/// The commands, in the order in which a newcomer needs them.
#[derive(Debug, Subcommand)]
enum Command {
    /// Print a 12-on-1 film from an emulated CT, here and now, and name the files that it makes
    Demo(demo::DemoArgs),
    /// Run the server until SIGTERM or Ctrl-C
    Serve(serve::ServeArgs),
    /// Check a settings file and say where it is wrong and what would be right
    CheckConfig(check_config::CheckConfigArgs),
    /// Verify a DICOM connection (C-ECHO), plain or over TLS
    Echo(echo::EchoArgs),
    /// Bring files, folders, ZIPs, images and foreign discs into the archive
    Import(Box<import::ImportArgs>),
    /// Look after the archive: conflicts, an index that was lost, which instance is on which disc
    Archive(archive::ArchiveArgs),
    /// Send DICOM files to an archive (C-STORE), plain or over TLS
    Store(store::StoreArgs),
    /// Emulate a modality: print DICOM files or made-up images, as consoles do, odd ones too
    Modality(modality::ModalityCommand),
    /// Make, burn, check and label patient discs
    Disc(disc::DiscArgs),
    /// Print the DICOM conformance statement (PS3.2) in Markdown
    ConformanceStatement(conformance::ConformanceArgs),
    /// Print a completion script for a shell
    Completions(completions::CompletionsArgs),
}

/// A failure with its exit code; the text is for a person.
#[derive(Debug)]
pub(crate) struct Failure {
    code: u8,
    error: anyhow::Error,
}

/// Exit code of everything that failed at run time.
const FAILED: u8 = 1;
/// Exit code of a settings file that is wrong.
const WRONG_SETTINGS: u8 = 3;

impl<E: Into<anyhow::Error>> From<E> for Failure {
    fn from(error: E) -> Self {
        Self {
            code: FAILED,
            error: error.into(),
        }
    }
}

impl Failure {
    /// The settings file is wrong.
    pub(crate) fn settings(error: impl Into<anyhow::Error>) -> Self {
        Self {
            code: WRONG_SETTINGS,
            error: error.into(),
        }
    }
}

/// What a command gives back.
pub(crate) type Outcome = Result<(), Failure>;

/// Parses the command line and runs the command.
pub fn main() -> ExitCode {
    let cli = Cli::parse();
    match start_log(&cli).and_then(|()| run(cli.command)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("filmdesk: {}", causes::told(failure.error.as_ref()));
            ExitCode::from(failure.code)
        }
    }
}

fn start_log(cli: &Cli) -> Outcome {
    let default = if matches!(cli.command, Command::Serve(_)) {
        "info"
    } else {
        "warn"
    };
    let from_environment = || std::env::var("FILMDESK_LOG").ok();
    let filter = cli.log.log.clone().or_else(from_environment);
    let filter = filter.as_deref().unwrap_or(default);
    logging::start(filter, cli.log.log_format)
        .map_err(|error| anyhow::anyhow!("log filter {filter:?} cannot be read: {error}").into())
}

fn run(command: Command) -> Outcome {
    match command {
        Command::Demo(args) => demo::run(&args),
        Command::Serve(args) => serve::run(&args),
        Command::Archive(args) => archive::run(&args),
        Command::Disc(args) => disc::run(&args),
        Command::CheckConfig(args) => check_config::run(&args),
        Command::Echo(args) => echo::run(&args),
        Command::Import(args) => import::run(&args),
        Command::Store(args) => store::run(&args),
        Command::Modality(args) => modality::run(&args),
        Command::ConformanceStatement(args) => conformance::run(&args),
        Command::Completions(args) => completions::run(&args),
    }
}

/// The runtime of every command that needs one.
///
/// Connections of a server have threads of their own; what else blocks goes through
/// [`crate::blocking::run`], which hands the worker's other tasks on first.
fn runtime() -> std::io::Result<tokio::runtime::Runtime> {
    tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn the_command_line_is_consistent() {
        Cli::command().debug_assert();
    }

    #[test]
    fn every_command_has_a_help_text_with_an_example_or_exit_codes() {
        for command in Cli::command().get_subcommands() {
            let after = command
                .get_after_help()
                .map(ToString::to_string)
                .unwrap_or_default();
            assert!(
                after.contains("Example"),
                "{} has no example",
                command.get_name()
            );
            assert!(
                command.get_about().is_some(),
                "{} has no about",
                command.get_name()
            );
        }
    }
}
