//! `filmdesk store`: sends DICOM files to an archive (C-STORE), as they are.

mod collect;
mod sending;

use std::path::PathBuf;
use std::time::Duration;

use anyhow::anyhow;
use clap::Args;
use filmdesk_dimse::ae_title::AeTitle;
use filmdesk_modality::cli::host_and_port;
use tokio_util::sync::CancellationToken;

use super::Outcome;
use super::progress::in_words;
use super::tls_args::TlsArgs;
use crate::client::Target;
use crate::send::scu::Sender;
use crate::send::turn;
use sending::Sent;

const EXAMPLES: &str = "\
Examples:
  filmdesk store 127.0.0.1:11112 study/                      a folder with all that is in it
  filmdesk store pacs.example:104 --called PACS a.dcm b.dcm
  filmdesk store pacs.example:104 --transcode explicit,implicit study/
  filmdesk store pacs.example:2762 --tls-ca ca.pem study/

Each file is sent in the transfer syntax that it has (--transcode: or in one that the archive takes);
contexts are proposed from the files, on
several associations if there are more than 128. Files that are not DICOM, and DICOMDIR, are left
out and counted.

Exit codes: 0 every instance was stored, 1 not, 2 wrong command line.";

/// `filmdesk store`.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct StoreArgs {
    /// Host and port of the archive
    #[arg(value_name = "HOST:PORT", value_parser = host_and_port)]
    address: String,
    /// Files, and folders with all that is in them
    #[arg(required = true, value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// AE title of the archive
    #[arg(long, default_value = "FILMDESK", value_name = "AE")]
    called: AeTitle,
    /// Our AE title
    #[arg(long, default_value = "FILMDESK_SCU", value_name = "AE")]
    calling: AeTitle,
    /// Offer these transfer syntaxes besides, in this order, and turn into the first that is taken
    /// what the archive does not take as it is, without loss: explicit, implicit, deflated, rle,
    /// jpeg-lossless, jpeg-ls, jpeg-2000
    #[arg(long, value_name = "SYNTAX", value_delimiter = ',', value_parser = turn::parse)]
    transcode: Vec<&'static str>,
    /// Seconds to wait for the connection and for each answer
    #[arg(long, default_value_t = 60, value_name = "SECONDS", value_parser = clap::value_parser!(u64).range(1..))]
    timeout: u64,
    #[command(flatten)]
    tls: TlsArgs,
}

/// Sends the files and prints what became of them.
pub(super) fn run(args: &StoreArgs) -> Outcome {
    let found = collect::collect(&args.paths);
    for failure in &found.unreadable {
        eprintln!("not sent: {failure}");
    }
    let sender = Sender {
        target: Target {
            address: args.address.clone(),
            tls: args.tls.files(&args.address),
            timeout: Duration::from_secs(args.timeout),
        },
        called: args.called.clone(),
        calling: args.calling.clone(),
        turned_into: args.transcode.clone(),
        work: None,
        end: CancellationToken::new(),
    };
    let sent = super::runtime()?.block_on(sending::send(&sender, &found.instances));
    print!("{}", summary(&sent, &found));
    match sent.failed + found.unreadable.len() {
        0 => Ok(()),
        failed => Err(anyhow!("{failed} files were not stored").into()),
    }
}

fn summary(sent: &Sent, found: &collect::Collected) -> String {
    let seconds = sent.took.as_secs_f64().max(1e-3);
    let rate = in_words((sent.bytes as f64 / seconds) as u64);
    let mut text = format!(
        "stored {} of {} instances, {} in {seconds:.1} s ({rate}/s)\n",
        sent.stored,
        found.instances.len(),
        in_words(sent.bytes),
    );
    if sent.warned > 0 {
        text += &format!("{} of them with a warning\n", sent.warned);
    }
    if sent.turned > 0 {
        text += &format!("{} of them transcoded without loss\n", sent.turned);
    }
    let left_out = [
        (found.not_dicom, "not DICOM"),
        (found.directories, "DICOMDIR"),
    ];
    for (count, what) in left_out.into_iter().filter(|(count, _)| *count > 0) {
        text += &format!("left out: {count} ({what})\n");
    }
    text
}
