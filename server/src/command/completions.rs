//! `filmdesk completions`: scripts for shells.

use std::io;

use clap::{Args, CommandFactory};
use clap_complete::Shell;

use super::Outcome;

const EXAMPLES: &str = "\
Examples:
  filmdesk completions bash > /etc/bash_completion.d/filmdesk
  filmdesk completions zsh > \"${fpath[1]}/_filmdesk\"
  filmdesk completions fish > ~/.config/fish/completions/filmdesk.fish";

/// `filmdesk completions`.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct CompletionsArgs {
    /// The shell
    shell: Shell,
}

/// Writes the script to standard output.
pub(super) fn run(args: &CompletionsArgs) -> Outcome {
    let mut command = super::Cli::command();
    clap_complete::generate(args.shell, &mut command, "filmdesk", &mut io::stdout());
    Ok(())
}
