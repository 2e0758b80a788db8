//! `filmdesk archive`: what an administrator does with the archive, also while the server runs.

use anyhow::anyhow;
use clap::{Args, Subcommand};
use filmdesk_archive::{Archive, Conflict, ConflictId, MadeFileSet, ObjectKey, Reindexed};
use filmdesk_config::settings::Settings;
use serde_json::{Value, json};
use time::OffsetDateTime;
use time::macros::format_description;

use super::disc::open_archive;
use super::source::SettingsArgs;
use super::{Failure, Outcome};
use crate::ids;

const EXAMPLES: &str = "\
Examples:
  filmdesk archive conflicts                 what contradicts, the newest first
  filmdesk archive dismiss 4711 4712         a person has looked at it
  filmdesk archive reindex                   after the index was lost or came from a backup
  filmdesk archive discs --instance 1.2.3.4  which discs an instance is on

Works while the server runs. docs/archive.md says where things lie and how to back them up.

Exit codes: 0 done, 1 failed, or reindex found objects that are lost or cannot be read, 2 wrong
command line, 3 wrong settings file.";

/// Conflicts and discs shown when nothing is said: what a person reads.
const SHOWN: u32 = 200;

/// `filmdesk archive`.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct ArchiveArgs {
    #[command(subcommand)]
    command: ArchiveCommand,
}

#[derive(Debug, Subcommand)]
enum ArchiveCommand {
    /// List what contradicts: two data sets under one UID, a patient with two names, a study of two
    Conflicts(ListArgs),
    /// Take conflicts off the list; content that was kept apart is removed
    Dismiss(DismissArgs),
    /// Enter objects that are in the folder and not in the index, and name those that are lost
    Reindex(SettingsArgs),
    /// List the discs that were made, or those that an instance is on
    Discs(DiscsArgs),
}

#[derive(Debug, Args)]
struct ListArgs {
    /// How many at most
    #[arg(long, value_name = "COUNT", default_value_t = SHOWN)]
    limit: u32,
    /// Print as JSON
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    settings: SettingsArgs,
}

#[derive(Debug, Args)]
struct DismissArgs {
    /// Numbers of conflicts
    #[arg(required = true, value_name = "CONFLICT")]
    conflicts: Vec<i64>,
    #[command(flatten)]
    settings: SettingsArgs,
}

#[derive(Debug, Args)]
struct DiscsArgs {
    /// Only discs with this SOP Instance UID
    #[arg(long, value_name = "UID")]
    instance: Option<String>,
    #[command(flatten)]
    list: ListArgs,
}

/// Runs an archive command.
pub(super) fn run(args: &ArchiveArgs) -> Outcome {
    let settings = match &args.command {
        ArchiveCommand::Conflicts(args) => args.settings.settings()?,
        ArchiveCommand::Dismiss(args) => args.settings.settings()?,
        ArchiveCommand::Reindex(args) => args.settings()?,
        ArchiveCommand::Discs(args) => args.list.settings.settings()?,
    };
    super::runtime()?.block_on(carry_out(&args.command, &settings))
}

async fn carry_out(command: &ArchiveCommand, settings: &Settings) -> Outcome {
    let archive = open_archive(settings).await?;
    match command {
        ArchiveCommand::Conflicts(args) => {
            let found = archive.conflicts(args.limit).await?;
            print(
                &found,
                args.json,
                |one| conflict_json(one, settings),
                conflict_line,
            );
        }
        ArchiveCommand::Dismiss(args) => dismiss(&archive, &args.conflicts).await?,
        ArchiveCommand::Reindex(_) => return reindexed(&archive.reindex(ids::now_local()).await?),
        ArchiveCommand::Discs(args) => {
            let found = match &args.instance {
                Some(uid) => archive.file_sets_with(uid).await?,
                None => archive.file_sets(args.list.limit).await?,
            };
            print(&found, args.list.json, disc_json, disc_line);
        }
    }
    Ok(())
}

fn print<T>(found: &[T], as_json: bool, json: impl Fn(&T) -> Value, line: impl Fn(&T) -> String) {
    match as_json {
        true => println!("{:#}", Value::from_iter(found.iter().map(json))),
        false => found.iter().for_each(|one| println!("{}", line(one))),
    }
}

/// One after another: those before one that is not there are dismissed.
async fn dismiss(archive: &Archive, conflicts: &[i64]) -> Outcome {
    for id in conflicts {
        archive.dismiss(ConflictId(*id)).await?;
        println!("conflict {id} is dismissed");
    }
    Ok(())
}

/// Local time, to the minute.
fn told(when: OffsetDateTime) -> String {
    let form = format_description!("[year]-[month]-[day] [hour]:[minute]");
    let local = when.to_offset(ids::now_local().offset());
    local.format(form).unwrap_or_default()
}

/// The file first kept under the UID is a disc's; what came second is named here.
fn conflict_line(conflict: &Conflict) -> String {
    let apart = conflict.apart.as_ref();
    let apart = apart.map_or(String::new(), |apart| {
        format!("\n  kept apart: objects/{}", apart.key())
    });
    format!(
        "{} {} {}\n  instance {}\n  study {}\n  from {}{apart}",
        conflict.id,
        told(conflict.received),
        conflict.kind.words(),
        conflict.sop_instance,
        conflict.study_uid,
        conflict.source,
    )
}

fn conflict_json(conflict: &Conflict, settings: &Settings) -> Value {
    let folder = settings.archive.folder.join("objects");
    let apart = conflict.apart.as_ref();
    json!({
        "conflict": conflict.id.0,
        "kind": conflict.kind.words(),
        "sop-instance": conflict.sop_instance,
        "study": conflict.study_uid,
        "source": conflict.source,
        "received": told(conflict.received),
        "kept-apart": apart.map(|apart| folder.join(apart.key().as_str())),
    })
}

fn disc_line(disc: &MadeFileSet) -> String {
    let MadeFileSet {
        job,
        file_set_id,
        uid,
        profile,
        created,
        ..
    } = disc;
    format!(
        "{file_set_id} {} {profile} {uid} (job {job})",
        told(*created)
    )
}

fn disc_json(disc: &MadeFileSet) -> Value {
    json!({
        "file-set-id": disc.file_set_id,
        "file-set-uid": disc.uid,
        "profile": disc.profile,
        "made": told(disc.created),
        "job": disc.job.0,
    })
}

fn reindexed(report: &Reindexed) -> Outcome {
    println!(
        "{} objects entered, {} were known",
        report.entered, report.known
    );
    let name = |keys: &[ObjectKey], what: &str| {
        for key in keys {
            eprintln!("objects/{key}: {what}");
        }
    };
    name(
        &report.unreadable,
        "no instance that can be read; left as it is",
    );
    name(
        &report.lost,
        "in the index, and the file is lost; sending it again brings it back",
    );
    match report.unreadable.len() + report.lost.len() {
        0 => Ok(()),
        bad => Err(Failure::from(anyhow!(
            "{bad} objects are lost or cannot be read"
        ))),
    }
}
