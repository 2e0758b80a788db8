//! TLS options of the commands that call a peer.

use std::path::PathBuf;

use clap::Args;

use crate::tls::TlsClientFiles;

/// TLS options of a client.
#[derive(Debug, Args)]
pub(super) struct TlsArgs {
    /// Use TLS; the peer's certificate must lead to one of these (PEM)
    #[arg(long, global = true, value_name = "FILE", help_heading = "TLS")]
    tls_ca: Option<PathBuf>,
    /// Our certificate chain, for peers that ask for one (PEM)
    #[arg(
        long,
        global = true,
        value_name = "FILE",
        requires = "tls_ca",
        requires = "tls_key",
        help_heading = "TLS"
    )]
    tls_cert: Option<PathBuf>,
    /// The key of our certificate (PEM)
    #[arg(
        long,
        global = true,
        value_name = "FILE",
        requires = "tls_cert",
        help_heading = "TLS"
    )]
    tls_key: Option<PathBuf>,
    /// The name that the peer's certificate must be for [default: the host]
    #[arg(
        long,
        global = true,
        value_name = "NAME",
        requires = "tls_ca",
        help_heading = "TLS"
    )]
    tls_name: Option<String>,
}

impl TlsArgs {
    /// The files, when TLS is wanted; `address` is `host:port`.
    pub(super) fn files(&self, address: &str) -> Option<TlsClientFiles> {
        let host = address.rsplit_once(':').map_or(address, |(host, _)| host);
        let name = self.tls_name.as_deref().unwrap_or(host);
        Some(TlsClientFiles {
            ca: self.tls_ca.clone()?,
            identity: self.tls_cert.clone().zip(self.tls_key.clone()),
            server_name: name.trim_matches(['[', ']']).to_owned(),
        })
    }
}
