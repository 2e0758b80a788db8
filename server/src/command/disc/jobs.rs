//! `filmdesk disc jobs`: the queue of discs, from outside the server.

use clap::Args;
use filmdesk_archive::{Archive, Job, JobId, JobKind, JobState};

use super::order_args::open_archive;
use crate::command::Outcome;
use crate::command::source::SettingsArgs;
use crate::ids;

const EXAMPLES: &str = "\
Examples:
  filmdesk disc jobs
  filmdesk disc jobs --cancel 12
  filmdesk disc jobs --retry 12          after a blank disc was put in

Exit codes: 0 done, 1 there is no such job or archive, 2 wrong command line.";

/// Jobs shown: what a desk did in some weeks.
const SHOWN: u32 = 200;

/// `filmdesk disc jobs`.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct JobsArgs {
    #[command(flatten)]
    settings: SettingsArgs,
    /// End a job that waits, is held, or runs
    #[arg(long, value_name = "JOB", conflicts_with = "retry")]
    cancel: Option<i64>,
    /// Let a job that failed or waits for a person go on; volumes that are made stay
    #[arg(long, value_name = "JOB")]
    retry: Option<i64>,
}

/// Lists or steers.
pub(super) fn run(args: &JobsArgs) -> Outcome {
    let settings = args.settings.settings()?;
    crate::command::runtime()?.block_on(async {
        let archive = open_archive(&settings).await?;
        steer(&archive, args).await
    })
}

async fn steer(archive: &Archive, args: &JobsArgs) -> Outcome {
    let (jobs, now) = (archive.jobs(), ids::now_local());
    if let Some(id) = args.cancel {
        jobs.cancel(JobId(id), now).await?;
    }
    if let Some(id) = args.retry {
        jobs.retry(JobId(id), now).await?;
    }
    for job in jobs.list(&[JobKind::Disc], SHOWN).await? {
        println!("{}", line(&job));
    }
    Ok(())
}

fn line(job: &Job) -> String {
    let report = &job.report;
    let progress = match (job.state, report.total) {
        (JobState::Running, total @ 1..) => {
            format!(" {} {} %", report.stage, report.done * 100 / total)
        }
        _ => String::new(),
    };
    let reason = if job.reason.is_empty() {
        String::new()
    } else {
        format!(" ({})", job.reason)
    };
    format!("{} {}{progress}{reason}", job.id, word(job.state))
}

fn word(state: JobState) -> &'static str {
    match state {
        JobState::Waiting => "waiting",
        JobState::Running => "running",
        JobState::Held => "waits for a person",
        JobState::Done => "done",
        JobState::Failed => "failed",
        JobState::Cancelled => "cancelled",
    }
}
