//! `filmdesk demo`: from nothing to a film and a patient's disc, on this machine, over real DICOM.

mod disc;

use std::net::{Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use anyhow::{Context, bail};
use clap::Args;
use filmdesk_archive::JobQueue;
use filmdesk_config::settings::{Listener, Output, Settings};
use filmdesk_modality::print_demo_ct;

use super::Outcome;
use super::source::move_data;
use crate::ids;
use crate::server::Server;

const EXAMPLES: &str = "\
Examples:
  filmdesk demo
  filmdesk demo --data /tmp/demo

The demo starts a server on a free port of the loopback interface, with its data in a fresh
folder. An emulated CT associates with it, prints twelve slices on one 14x17 film, waits for
the print job, and releases. Then it stores a study, which goes on a disc: an image that is read
back and checked. The server ends; film and disc stay in the folder.

Exit codes: 0 film and disc are there, 1 they are not, 2 wrong command line.";

/// The film is there within this time, or something is wrong: it takes about a second.
const FILM_TIMEOUT: Duration = Duration::from_secs(60);

/// `filmdesk demo`.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct DemoArgs {
    /// Folder for the demo's data; made, must not hold a demo already
    /// [default: ./filmdesk-demo/<date>_<time>]
    #[arg(short, long, value_name = "DIR")]
    data: Option<PathBuf>,
}

/// Prints the film.
pub(super) fn run(args: &DemoArgs) -> Outcome {
    let folder = args.data.clone().unwrap_or_else(fresh_folder);
    if folder.join("spool").exists() {
        return Err(anyhow::anyhow!(
            "{} holds a demo already: choose another --data",
            folder.display()
        )
        .into());
    }
    Ok(super::runtime()?.block_on(demo(&folder))?)
}

fn fresh_folder() -> PathBuf {
    let now = ids::now_local();
    let (date, (hour, minute, second)) = (now.date(), now.to_hms());
    Path::new("filmdesk-demo").join(format!("{date}_{hour:02}{minute:02}{second:02}"))
}

async fn demo(folder: &Path) -> anyhow::Result<()> {
    let begun = Instant::now();
    let server = Server::start(settings(folder)).await?;
    let address = *server
        .addresses()
        .first()
        .context("the server does not listen")?;
    let called = server.settings().printers[0].profile.ae_title.clone();
    println!(
        "1. A server runs on {address}, printer {called}, data in {}",
        folder.display()
    );
    let printed = print_and_wait(&server, address, &called).await;
    let films = film_folders(server.settings());
    let disc = match printed {
        Ok(()) => disc::make(&server, address, folder).await,
        Err(error) => Err(error),
    };
    server.stop().await;
    let disc = disc?;
    let files = files(&films)?;
    if files.is_empty() {
        bail!("the print job is done, but no file is in {films:?}");
    }
    println!(
        "7. After {:.1} s film and disc are there:",
        begun.elapsed().as_secs_f64()
    );
    files
        .iter()
        .for_each(|file| println!("     {}", super::report::full(file).display()));
    println!("     {}", super::report::full(&disc).display());
    println!("\nNext, a server that stays:\n  {} serve", program());
    Ok(())
}

/// The default settings on a free port, in `folder`.
fn settings(folder: &Path) -> Settings {
    let mut settings = filmdesk_config::default_settings(Path::new(""));
    move_data(&mut settings, folder);
    let address = SocketAddr::from((Ipv4Addr::LOCALHOST, 0));
    settings.listeners = vec![Listener { address, tls: None }];
    settings.web.enabled = false;
    settings
}

async fn print_and_wait(server: &Server, address: SocketAddr, called: &str) -> anyhow::Result<()> {
    println!("2. An emulated CT prints twelve slices on one film ...");
    let report = print_demo_ct(&address.to_string(), called).await?.print;
    println!(
        "   ... {} images on {} film, and was told of the print job's end",
        report.images, report.films
    );
    let job = report
        .jobs
        .first()
        .context("the printer named no print job")?;
    println!("3. Print job {}", job.uid);
    wait_for(server, &job.uid).await
}

async fn wait_for(server: &Server, uid: &str) -> anyhow::Result<()> {
    let mut changes = server.spool().watch();
    let done = async {
        loop {
            changes.borrow_and_update();
            let jobs = server.spool().list();
            let job = jobs
                .iter()
                .find(|job| job.uid == uid)
                .context("the print job is gone")?;
            match job.is_finished() {
                true if job.status == filmdesk_print_scp::terms::ExecutionStatus::Done => {
                    return Ok(());
                }
                true => bail!("the print job failed: {}", job.info),
                false => changes.changed().await?,
            }
        }
    };
    tokio::time::timeout(FILM_TIMEOUT, done)
        .await
        .context("the film did not come out in time")?
}

fn film_folders(settings: &Settings) -> Vec<PathBuf> {
    let outputs = settings
        .printers
        .iter()
        .flat_map(|printer| &printer.outputs);
    let folders = outputs.filter_map(|output| match output {
        Output::File(file) => Some(file.folder.clone()),
        Output::Ipp(_) => None,
    });
    folders.collect()
}

/// The finished files, by name.
fn files(folders: &[PathBuf]) -> anyhow::Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for folder in folders {
        for entry in std::fs::read_dir(folder)? {
            let path = entry?.path();
            let hidden = path
                .file_name()
                .is_some_and(|name| name.to_string_lossy().starts_with('.'));
            if path.is_file() && !hidden {
                found.push(path);
            }
        }
    }
    found.sort();
    Ok(found)
}

/// How this program was called, to call it again.
fn program() -> String {
    std::env::args()
        .next()
        .unwrap_or_else(|| "filmdesk".to_owned())
}
