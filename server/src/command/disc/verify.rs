//! `filmdesk disc verify`: every defect of a medium, with the rule broken.

use std::io::{IsTerminal, Write};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use anyhow::anyhow;
use clap::Args;
use filmdesk_archive::medium::open_path;
use filmdesk_media::medium::{Medium, OpenOptions};
use filmdesk_media::profile::{self, PROFILES, Profile};
use filmdesk_media::verify::{Progress, Report, VerifyError, VerifyOptions, verify};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::command::Outcome;
use crate::command::password_args::PasswordArgs;

const AFTER_HELP: &str = "\
Examples:
  filmdesk disc verify /media/cdrom
  filmdesk disc verify study.iso --profile STD-GEN-CD --read-all

Exit codes: 0 no rule is broken (there may be warnings), 1 a rule is broken or the medium cannot
be read, 2 wrong command line. docs/disc-verify.md lists every defect and the JSON form.";

#[derive(Debug, Args)]
#[command(after_help = AFTER_HELP)]
pub(super) struct VerifyArgs {
    /// A folder, an ISO, UDF or FAT image, a ZIP, a drive (/dev/sr0) or a DICOMDIR
    path: PathBuf,
    /// The application profile of PS3.11 that the medium must follow, as STD-GEN-CD
    #[arg(long, value_name = "NAME", value_parser = parse_profile)]
    profile: Option<&'static Profile>,
    /// Read every byte of every file, not headers alone
    #[arg(long)]
    read_all: bool,
    /// Print the report as JSON
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    password: PasswordArgs,
    /// The sector at which the session to be read starts [default: the last session]
    #[arg(long, value_name = "SECTOR")]
    session_start: Option<u32>,
}

pub(super) fn parse_profile(name: &str) -> Result<&'static Profile, String> {
    profile::find(name).ok_or_else(|| {
        let names: Vec<&str> = PROFILES.iter().map(|profile| profile.name).collect();
        format!("the profiles are {}", names.join(", "))
    })
}

/// Runs the command.
pub(super) fn run(args: &VerifyArgs) -> Outcome {
    let options = OpenOptions {
        password: args.password.password()?,
        session_start: args.session_start,
    };
    let medium = open_path(&args.path, &options)?;
    let options = VerifyOptions {
        profile: args.profile,
        read_all: args.read_all,
    };
    let report = checked(medium.as_ref(), &options)?;
    print(&report, args.json)?;
    verdict(&args.path, &report)
}

/// Checks a medium, with a bar.
pub(super) fn checked(medium: &dyn Medium, options: &VerifyOptions) -> Result<Report, VerifyError> {
    let bar = progress_bar();
    let report = verify(medium, options, &mut |progress| {
        show(&bar, progress);
        ControlFlow::Continue(())
    });
    bar.finish_and_clear();
    report
}

/// What a report makes of a command.
pub(super) fn verdict(path: &Path, report: &Report) -> Outcome {
    match report.errors {
        0 => Ok(()),
        1 => Err(anyhow!("{}: one rule is broken", path.display()).into()),
        errors => Err(anyhow!("{}: rules are broken {errors} times", path.display()).into()),
    }
}

fn print(report: &Report, json: bool) -> std::io::Result<()> {
    let text = match json {
        true => report.to_json() + "\n",
        false => report.to_text(),
    };
    std::io::stdout().write_all(text.as_bytes())
}

/// A bar on a terminal, nothing elsewhere.
fn progress_bar() -> ProgressBar {
    let target = match std::io::stderr().is_terminal() {
        true => ProgressDrawTarget::stderr(),
        false => ProgressDrawTarget::hidden(),
    };
    let style = ProgressStyle::with_template("{bar:30} {pos}/{len} files, {msg}, {eta} left");
    ProgressBar::with_draw_target(Some(0), target)
        .with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()))
}

fn show(bar: &ProgressBar, progress: Progress) {
    bar.set_length(progress.all_files);
    bar.set_position(progress.files);
    bar.set_message(format!("{} MB read", progress.bytes / 1_000_000));
}
