//! `filmdesk disc`: patient discs on the command line.

mod burn;
mod held;
mod jobs;
mod label;
mod make;
mod order_args;
mod profiles;
mod progress;
mod summary;
mod update;
mod verify;

use clap::{Args, Subcommand};

use super::Outcome;
pub(super) use order_args::open_archive;

const EXAMPLES: &str = "\
Examples:
  filmdesk disc make --from /media/export --out patient.iso
  filmdesk disc make --patient 4711 --profile STD-GEN-DVD-JPEG --transcode --out patient.iso
  filmdesk disc burn --patient 4711 --drive /dev/sr0
  filmdesk disc verify patient.iso
  filmdesk disc update /media/stick --from export

`filmdesk disc <command> --help` says more about each.";

/// `filmdesk disc`.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct DiscArgs {
    #[command(subcommand)]
    command: DiscCommand,
}

#[derive(Debug, Subcommand)]
enum DiscCommand {
    /// Make a disc as an image, a ZIP file or a folder; read it back and check it
    Make(make::MakeArgs),
    /// Burn a disc, read back every byte and check it
    Burn(burn::BurnArgs),
    /// Check a medium: file system, DICOMDIR, files, pages; names every defect
    Verify(verify::VerifyArgs),
    /// Add to a file-set in a folder or on a stick, take out of it, or put its index right
    Update(update::UpdateArgs),
    /// Make the label of a disc, the insert of its case or a sheet: PDF, PNG, JPEG
    Label(label::LabelArgs),
    /// List, cancel or retry the discs in a server's queue
    Jobs(jobs::JobsArgs),
    /// List the application profiles (PS3.11)
    Profiles(profiles::ProfilesArgs),
}

/// Runs a disc command.
pub(super) fn run(args: &DiscArgs) -> Outcome {
    match &args.command {
        DiscCommand::Make(args) => make::run(args),
        DiscCommand::Burn(args) => burn::run(args),
        DiscCommand::Verify(args) => verify::run(args),
        DiscCommand::Update(args) => update::run(args),
        DiscCommand::Label(args) => label::run(args),
        DiscCommand::Jobs(args) => jobs::run(args),
        DiscCommand::Profiles(args) => profiles::run(args),
    }
}
