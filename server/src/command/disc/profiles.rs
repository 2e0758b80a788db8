//! `filmdesk disc profiles`: what PS3.11 has, as far as it is here.

use clap::Args;
use filmdesk_media::profile::PROFILES;

use crate::command::Outcome;

const EXAMPLES: &str = "\
Examples:
  filmdesk disc profiles";

/// `filmdesk disc profiles`.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct ProfilesArgs {}

/// Prints a line for each.
pub(super) fn run(_: &ProfilesArgs) -> Outcome {
    let width = PROFILES
        .iter()
        .map(|profile| profile.name.len())
        .max()
        .unwrap_or(0);
    for profile in PROFILES {
        let media: Vec<_> = profile.media.iter().map(|medium| medium.name()).collect();
        println!(
            "{:width$}  {} ({})",
            profile.name,
            profile.title,
            media.join(", ")
        );
    }
    Ok(())
}
