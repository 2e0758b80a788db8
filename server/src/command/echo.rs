//! `filmdesk echo`: is a DICOM application there, and does it know us?

use std::time::{Duration, Instant};

use anyhow::bail;
use clap::Args;
use filmdesk_dimse::ae_title::AeTitle;
use filmdesk_dimse::status::Status;
use filmdesk_modality::cli::host_and_port;

use super::Outcome;
use super::tls_args::TlsArgs;
use crate::client::Target;
use crate::verification::Verifier;

const EXAMPLES: &str = "\
Examples:
  filmdesk echo 127.0.0.1:11112
  filmdesk echo pacs.example:104 --called PACS --calling FILMDESK --count 3
  filmdesk echo printer.example:2762 --tls-ca hospital-ca.pem
  filmdesk echo printer.example:2762 --tls-ca ca.pem --tls-cert us.pem --tls-key us.key

Exit codes: 0 every C-ECHO was answered with Success, 1 not, 2 wrong command line.";

/// `filmdesk echo`.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct EchoArgs {
    /// Host and port of the peer
    #[arg(value_name = "HOST:PORT", value_parser = host_and_port)]
    address: String,
    /// AE title of the peer
    #[arg(long, default_value = "FILMDESK", value_name = "AE")]
    called: AeTitle,
    /// Our AE title
    #[arg(long, default_value = "FILMDESK_ECHO", value_name = "AE")]
    calling: AeTitle,
    /// How many C-ECHO requests to send on the one association
    #[arg(long, default_value_t = 1, value_name = "N", value_parser = clap::value_parser!(u16).range(1..))]
    count: u16,
    /// Seconds to wait for the connection and for each answer
    #[arg(long, default_value_t = 10, value_name = "SECONDS", value_parser = clap::value_parser!(u64).range(1..))]
    timeout: u64,
    #[command(flatten)]
    tls: TlsArgs,
}

/// Sends the requests and prints a line for each answer.
pub(super) fn run(args: &EchoArgs) -> Outcome {
    Ok(super::runtime()?.block_on(echo(args))?)
}

async fn echo(args: &EchoArgs) -> anyhow::Result<()> {
    let target = Target {
        address: args.address.clone(),
        tls: args.tls.files(&args.address),
        timeout: Duration::from_secs(args.timeout),
    };
    let (calling, called) = (args.calling.clone(), args.called.clone());
    let mut verifier = Verifier::connect(&target, calling, called).await?;
    println!(
        "{} at {} accepts the association",
        args.called, args.address
    );
    for number in 1..=args.count {
        let asked = Instant::now();
        let status = verifier.echo(number).await?;
        println!(
            "C-ECHO {number}: {status} in {:.1} ms",
            asked.elapsed().as_secs_f64() * 1e3
        );
        if status != Status::SUCCESS {
            bail!("C-ECHO was answered with {status}");
        }
    }
    Ok(verifier.release().await?)
}
