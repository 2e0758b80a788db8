//! `filmdesk conformance-statement`: what is negotiated and answered, from the same tables.

use clap::Args;
use filmdesk_config::Settings;
use filmdesk_config::settings::PrinterSettings;
use filmdesk_dimse::settings::{IMPLEMENTATION_CLASS_UID, IMPLEMENTATION_VERSION_NAME};
use filmdesk_print_scp::conformance::{OtherService, Surroundings, conformance_statement};

use super::Outcome;
use super::source::SettingsArgs;
use crate::storage::conformance;

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
        let titles: Vec<_> = settings
            .printers
            .iter()
            .map(|printer| printer.profile.ae_title.as_str())
            .collect();
        anyhow::anyhow!("no such printer; there are: {}", titles.join(", "))
    })?;
    print!("{}", statement(&settings, printer));
    Ok(())
}

/// The conformance statement of a printer under these settings, in Markdown.
pub fn statement(settings: &Settings, printer: &PrinterSettings) -> String {
    let limits = &settings.limits;
    let around = Surroundings {
        implementation_class_uid: IMPLEMENTATION_CLASS_UID.to_owned(),
        implementation_version_name: IMPLEMENTATION_VERSION_NAME.to_owned(),
        max_associations: u32::try_from(limits.associations).unwrap_or(u32::MAX),
        max_pdu_length: limits.max_pdu,
        idle_seconds: limits.idle.as_secs(),
        event_seconds: limits.event_confirmation.as_secs(),
        services: storage(settings).into_iter().collect(),
        media: Some(crate::disc::conformance::media()),
    };
    conformance_statement(&printer.profile, &around)
}

fn storage(settings: &Settings) -> Option<OtherService> {
    let storage = Some(&settings.storage).filter(|storage| storage.enabled)?;
    Some(OtherService {
        name: "Storage",
        is_used: true,
        section: conformance::section(storage),
    })
}
