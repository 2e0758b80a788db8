//! `filmdesk serve`: the server, until a signal ends it.

use std::io::ErrorKind;
use std::net::SocketAddr;

use anyhow::anyhow;
use clap::Args;
use tracing::info;

use super::source::SettingsArgs;
use super::{Failure, Outcome, report};
use crate::server::{Server, StartError};
use crate::shutdown;

const EXAMPLES: &str = "\
Examples:
  filmdesk serve                                    AE title FILMDESK on 127.0.0.1:11112
  filmdesk serve --listen 0.0.0.0:11112             for modalities on the network
  filmdesk serve --config /etc/filmdesk.toml        printers, peers, outputs, TLS of your own
  filmdesk serve --data /srv/filmdesk --log-format json

Without --config the printer FILMDESK takes every film size, medium and destination; films
become PDF files and PNG previews below the data folder. SIGTERM and Ctrl-C end the server in
order: messages under way may end, accepted films stay in the spool and are printed after the
next start. A second signal ends it at once.

Exit codes: 0 ended by a signal, 1 could not start, 2 wrong command line, 3 wrong settings file.";

/// `filmdesk serve`.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct ServeArgs {
    #[command(flatten)]
    settings: SettingsArgs,
}

/// Runs the server.
pub(super) fn run(args: &ServeArgs) -> Outcome {
    let settings = args.settings.settings()?;
    let file = args.settings.file();
    super::runtime()?.block_on(async {
        let server = Server::start_from(settings, file).await.map_err(advised)?;
        print!("{}", report::started(&server));
        let name = shutdown::signal().await?;
        info!(signal = name, "the server ends");
        tokio::select! {
            () = server.stop() => Ok(()),
            again = shutdown::signal() => Err(anyhow!("ended at once by a second {}", again?).into()),
        }
    })
}

/// The error with what to do about it.
pub(super) fn advised(error: StartError) -> Failure {
    let advice = match &error {
        StartError::Listen { address, source } => listen_advice(address, source.kind()),
        StartError::ListenDesk { address, source } => Some(format!(
            "choose another with --desk {}, or set [web] listen{}",
            SocketAddr::new(address.ip(), address.port().wrapping_add(1)),
            match source.kind() {
                ErrorKind::AddrInUse => "; another program has this port",
                _ => "",
            }
        )),
        StartError::Spool(filmdesk_archive::OpenError::InUse { .. }) => {
            Some("stop the other server, or give this one another folder with --data".to_owned())
        }
        StartError::DataFolder { .. } => Some("choose another folder with --data".to_owned()),
        _ => None,
    };
    match advice {
        Some(advice) => anyhow!("{error}\n  {advice}").into(),
        None => error.into(),
    }
}

fn listen_advice(address: &SocketAddr, kind: ErrorKind) -> Option<String> {
    let port = address.port();
    let other = SocketAddr::new(address.ip(), if port == 11112 { 11113 } else { 11112 });
    match kind {
        ErrorKind::AddrInUse => Some(format!(
            "another program has this port; `ss -ltnp sport = :{port}` shows which. \
             Stop it, or choose another: filmdesk serve --listen {other}"
        )),
        ErrorKind::PermissionDenied => Some(format!(
            "ports below 1024 need a privilege: choose another with --listen {other}, or \
             `setcap cap_net_bind_service=+ep $(which filmdesk)`"
        )),
        ErrorKind::AddrNotAvailable => Some(format!(
            "this machine does not have the address {}; 0.0.0.0 is all that it has",
            address.ip()
        )),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_taken_port_is_advised_upon() {
        let address = "127.0.0.1:11112".parse().unwrap();
        let error = StartError::Listen {
            address,
            source: ErrorKind::AddrInUse.into(),
        };
        let text = format!("{:#}", advised(error).error);
        assert!(text.contains("cannot listen on 127.0.0.1:11112"), "{text}");
        assert!(
            text.contains("filmdesk serve --listen 127.0.0.1:11113"),
            "{text}"
        );
    }
}
