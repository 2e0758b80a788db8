//! `filmdesk conformance-statement`: what is negotiated and answered, from the same tables.

use clap::Args;
use filmdesk_print_scp::conformance::conformance_statement;

use super::Outcome;
use super::source::SettingsArgs;

const EXAMPLES: &str = "\
Examples:
  filmdesk conformance-statement > conformance-statement.md
  filmdesk conformance-statement --config site.toml    of a printer as it is configured here";

/// `filmdesk conformance-statement`.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct ConformanceArgs {
    #[command(flatten)]
    settings: SettingsArgs,
    /// AE title of the printer to describe [default: the first one]
    #[arg(long, value_name = "AE")]
    printer: Option<String>,
}

/// Writes the statement to standard output.
pub(super) fn run(args: &ConformanceArgs) -> Outcome {
    let settings = args.settings.settings()?;
    let printer = match &args.printer {
        Some(title) => settings.printer(title),
        None => settings.printers.first(),
    };
    let printer = printer.ok_or_else(|| {
        let titles: Vec<_> = settings.printers.iter().map(|printer| printer.profile.ae_title.as_str()).collect();
        anyhow::anyhow!("no such printer; there are: {}", titles.join(", "))
    })?;
    print!("{}", conformance_statement(&printer.profile));
    Ok(())
}
