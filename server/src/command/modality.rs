//! `filmdesk modality`: the emulated modality of `filmdesk_modality`, with this machine's faces
//! and TLS.

use std::io;
use std::time::Duration;

use clap::Args;
use filmdesk_fonts::Typesetter;
use filmdesk_modality::cli::{self, ModalityArgs};

use super::Outcome;
use super::tls_args::TlsArgs;
use crate::client::{self, Target};
use crate::faces;

/// A connection, with its TLS handshake, stands within this time or is given up.
const CONNECT_TIMEOUT: Duration = Duration::from_secs(30);

/// `filmdesk modality`.
#[derive(Debug, Args)]
pub(super) struct ModalityCommand {
    #[command(flatten)]
    modality: ModalityArgs,
    #[command(flatten)]
    tls: TlsArgs,
}

/// Runs the command.
pub(super) fn run(args: &ModalityCommand) -> Outcome {
    let (typesetter, _) = Typesetter::new(faces::find(&[]).faces);
    let out = &mut io::stdout();
    let connect = async |address: &str| client::connect_console(&target(address, &args.tls)).await;
    super::runtime()?
        .block_on(cli::run(&args.modality, typesetter, connect, out))
        .map_err(Into::into)
}

fn target(address: &str, tls: &TlsArgs) -> Target {
    Target {
        address: address.to_owned(),
        tls: tls.files(address),
        timeout: CONNECT_TIMEOUT,
    }
}
