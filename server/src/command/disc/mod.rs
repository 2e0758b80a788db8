//! `filmdesk disc`: patient discs and other media.

mod verify;

use clap::{Args, Subcommand};

use super::Outcome;

const EXAMPLES: &str = "\
Examples:
  filmdesk disc verify /media/cdrom              every defect of a disc, with the rule broken
  filmdesk disc verify study.iso --profile STD-GEN-CD --read-all
  filmdesk disc verify stick.img --json          the same for programs";

/// Patient discs and other media.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct DiscCommand {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Check a medium: file system, DICOMDIR, files, pages; names every defect
    Verify(verify::VerifyArgs),
}

/// Runs the command.
pub(super) fn run(command: &DiscCommand) -> Outcome {
    match &command.command {
        Command::Verify(args) => verify::run(args),
    }
}
