//! `filmdesk check-config`: what is wrong with a settings file, all of it at once.

use std::path::PathBuf;

use clap::Args;
use filmdesk_config::settings::Settings;

use super::{Failure, Outcome, report};
use crate::{deliver, tls};

const EXAMPLES: &str = "\
Examples:
  filmdesk check-config filmdesk.toml
  filmdesk check-config --defaults > filmdesk.toml    a commented file to start from

Every wrong key is reported with file, line and what would be right. Certificates and keys are
read. Printers are not called, and no folder is made.

Exit codes: 0 the file is right, 3 it is wrong, 2 wrong command line.";

/// `filmdesk check-config`.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct CheckConfigArgs {
    /// The settings file
    #[arg(value_name = "FILE", required_unless_present = "defaults")]
    file: Option<PathBuf>,
    /// Print the commented default settings instead
    #[arg(long, conflicts_with = "file")]
    defaults: bool,
}

/// Checks the file and says what it comes to.
pub(super) fn run(args: &CheckConfigArgs) -> Outcome {
    let Some(file) = &args.file else {
        print!("{}", filmdesk_config::DEFAULT_TOML);
        return Ok(());
    };
    let settings = filmdesk_config::load(file).map_err(Failure::settings)?;
    check_files(&settings)?;
    println!("{} is right.\n", file.display());
    print!("{}", report::settings(&settings));
    Ok(())
}

/// What only reading files tells: certificates and keys, and outputs.
pub(super) fn check_files(settings: &Settings) -> Outcome {
    let listeners = settings.listeners.iter();
    for listener in listeners.chain([&settings.web.listener]) {
        if let Some(files) = &listener.tls {
            tls::acceptor(files).map_err(Failure::settings)?;
        }
    }
    for printer in &settings.printers {
        deliver::devices(printer).map_err(Failure::settings)?;
    }
    Ok(())
}
