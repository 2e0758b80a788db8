//! `filmdesk disc update`: a file-set on a stick or in a folder, changed where it lies.

use std::path::{Path, PathBuf};

use anyhow::anyhow;
use clap::Args;
use filmdesk_archive::medium::open_path;
use filmdesk_media::medium::OpenOptions;
use filmdesk_media::profile::Profile;
use filmdesk_media::verify::{Report, VerifyOptions};
use serde_json::{Value, json};

use super::order_args::SameIdArg;
use super::progress::Bars;
use super::{summary, verify};
use crate::causes;
use crate::command::Outcome;
use crate::disc::update::{Fate, Line, Update, UpdateError, UpdateOrder, plan};

const AFTER_HELP: &str = "\
Examples:
  filmdesk disc update /media/stick                      index what lies there unindexed
  filmdesk disc update /media/stick --from export        add files, under names of their own
  filmdesk disc update /media/stick --remove 1.2.840.1   take out a study, its files, too
  filmdesk disc update /media/stick --from export --dry-run

Whoever made the file-set, what is not asked for stays as it is. DICOMDIR is valid at every moment:
new files come first, then the new DICOMDIR with one rename, and files go last. Afterwards the
medium is checked as by `filmdesk disc verify`.

Exit codes: 0 done, and no rule is broken, 1 a rule is broken, something was left as it is, or
nothing was changed, 2 wrong command line.";

/// Lines printed of each kind; --json has all.
const SHOWN: usize = 50;

/// `filmdesk disc update`.
#[derive(Debug, Args)]
#[command(after_help = AFTER_HELP)]
pub(super) struct UpdateArgs {
    /// The folder of the file-set, as a mounted stick, or its DICOMDIR
    folder: PathBuf,
    /// A file or a folder of DICOM files to be added; may be repeated
    #[arg(long, value_name = "PATH")]
    from: Vec<PathBuf>,
    /// A study, series or instance to be taken out, by its UID, files and all; may be repeated
    #[arg(long, value_name = "UID")]
    remove: Vec<String>,
    /// Say what would be done, and change nothing
    #[arg(long)]
    dry_run: bool,
    /// The application profile of PS3.11 that what is added, and the whole, must follow
    #[arg(long, value_name = "NAME", value_parser = verify::parse_profile)]
    profile: Option<&'static Profile>,
    /// Leave out what cannot be added, and say so, instead of changing nothing
    #[arg(long)]
    omit: bool,
    /// Take pages for people and viewer off, which would tell of what was there before
    #[arg(long)]
    drop_pages: bool,
    /// A Patient ID that comes with different names: split makes each a patient, merge one of all
    #[arg(long, value_enum, value_name = "RULE")]
    same_id: Option<SameIdArg>,
    /// Print what was done, and the report, as JSON
    #[arg(long)]
    json: bool,
}

impl UpdateArgs {
    fn order(&self) -> UpdateOrder {
        UpdateOrder {
            folder: self.folder.clone(),
            from: self.from.clone(),
            remove: self.remove.clone(),
            profile: self.profile,
            patient_conflict: SameIdArg::rule(self.same_id).conflict(),
            omit: self.omit,
            drop_pages: self.drop_pages,
        }
    }
}

/// Runs the command.
pub(super) fn run(args: &UpdateArgs) -> Outcome {
    let bars = Bars::new(args.json);
    let planned = plan(&args.order(), &bars);
    bars.end();
    let update = planned.map_err(|error| advised(&error))?;
    if args.dry_run {
        print(&update, None, args.json);
        return Ok(());
    }
    update.carry_out(&bars)?;
    bars.end();
    let report = check(update.root(), args.profile)?;
    print(&update, Some(&report), args.json);
    verify::verdict(&args.folder, &report)?;
    match update
        .lines
        .iter()
        .filter(|line| line.fate == Fate::LeftOut)
        .count()
    {
        0 => Ok(()),
        left => Err(anyhow!("{left} files were left as they are").into()),
    }
}

fn check(root: &Path, profile: Option<&'static Profile>) -> anyhow::Result<Report> {
    let medium = open_path(root, &OpenOptions::default())?;
    let options = VerifyOptions {
        profile,
        read_all: false,
    };
    Ok(verify::checked(medium.as_ref(), &options)?)
}

/// The error with what to do about it.
fn advised(error: &UpdateError) -> anyhow::Error {
    let mut text = causes::told(error);
    if let UpdateError::Unfit { found } = error {
        text.push_str(&summary::left_out(found));
    }
    if let Some(remedy) = error.remedy() {
        text.push_str("\n  ");
        text.push_str(remedy);
    }
    anyhow!(text)
}

fn print(update: &Update, report: Option<&Report>, as_json: bool) {
    if as_json {
        return println!("{:#}", to_json(update, report));
    }
    if update.is_empty() {
        println!("DICOMDIR stays as it is");
    }
    let of = |fate: Fate| update.lines.iter().filter(move |line| line.fate == fate);
    for fate in Fate::ALL {
        of(fate).take(SHOWN).for_each(|line| println!("{line}"));
        let more = of(fate).count().saturating_sub(SHOWN);
        if more > 0 {
            println!("{}: {more} more (--json lists all)", fate.name());
        }
    }
    match report {
        Some(report) => print!("{}", report.to_text()),
        None => println!("nothing was changed (--dry-run)"),
    }
}

fn to_json(update: &Update, report: Option<&Report>) -> Value {
    let line =
        |line: &Line| json!({ "what": line.fate.name(), "file": line.file, "words": line.words });
    json!({
        "files": update.lines.iter().map(line).collect::<Vec<_>>(),
        "dry-run": report.is_none(),
        "report": report,
    })
}
