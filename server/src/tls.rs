//! TLS by rustls, as the BCP 195 profile of PS3.15 B.9 wants it: TLS 1.2 and 1.3, cipher suites
//! with forward secrecy and authenticated encryption only.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use filmdesk_config::settings::TlsFiles;
use rustls::crypto::{CryptoProvider, ring};
use rustls::pki_types::pem::{self, PemObject};
use rustls::pki_types::{CertificateDer, InvalidDnsNameError, PrivateKeyDer, ServerName};
use rustls::server::{VerifierBuilderError, WebPkiClientVerifier};
use rustls::{ClientConfig, RootCertStore, ServerConfig};
use thiserror::Error;
use tokio_rustls::{TlsAcceptor, TlsConnector};

/// A TLS handshake is over after this long, or the connection is closed: two round trips and
/// a signature take milliseconds, a slow line seconds.
pub const HANDSHAKE_TIMEOUT: Duration = Duration::from_secs(15);

/// PEM files of a TLS client (`filmdesk echo`, the emulated modality).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TlsClientFiles {
    /// Certificates that the server's chain must lead to.
    pub ca: PathBuf,
    /// Our own certificate chain and key, for servers that ask for one.
    pub identity: Option<(PathBuf, PathBuf)>,
    /// The name that the server's certificate must be for.
    pub server_name: String,
}

/// TLS could not be set up.
#[derive(Debug, Error)]
pub enum TlsError {
    /// A file could not be read, or holds no PEM of the kind wanted.
    #[error("cannot read {what} from {path}: {source}", path = path.display())]
    Pem {
        /// What was to be read.
        what: &'static str,
        /// The file.
        path: PathBuf,
        /// Why not.
        source: pem::Error,
    },
    /// A file holds no certificate at all.
    #[error("no certificate in {0}")]
    Empty(PathBuf),
    /// A certificate authority that is none.
    #[error("certificate in {path} cannot be trusted as an authority: {source}", path = path.display())]
    Authority {
        /// The file.
        path: PathBuf,
        /// Why not.
        source: rustls::Error,
    },
    /// Certificate and key do not fit, or are of a kind that TLS does not take.
    #[error("certificate and key cannot be used together: {0}")]
    Identity(rustls::Error),
    /// The client verifier cannot be built.
    #[error("client certificates cannot be checked: {0}")]
    Verifier(#[from] VerifierBuilderError),
    /// No DNS name and no IP address.
    #[error("{0:?} is no server name")]
    ServerName(String, #[source] InvalidDnsNameError),
}

/// Both versions of BCP 195 that are still allowed.
static VERSIONS: &[&rustls::SupportedProtocolVersion] =
    &[&rustls::version::TLS13, &rustls::version::TLS12];

/// The acceptor of a TLS listener.
///
/// # Errors
/// When a file cannot be read or its contents cannot be used.
pub fn acceptor(files: &TlsFiles) -> Result<TlsAcceptor, TlsError> {
    let builder = ServerConfig::builder_with_provider(provider())
        .with_protocol_versions(VERSIONS)
        .map_err(TlsError::Identity)?;
    let builder = match &files.client_ca {
        None => builder.with_no_client_auth(),
        Some(ca) => {
            let roots = Arc::new(authorities(ca)?);
            let verifier =
                WebPkiClientVerifier::builder_with_provider(roots, provider()).build()?;
            builder.with_client_cert_verifier(verifier)
        }
    };
    let (chain, key) = (certificates(&files.certificate)?, private_key(&files.key)?);
    let config = builder
        .with_single_cert(chain, key)
        .map_err(TlsError::Identity)?;
    Ok(TlsAcceptor::from(Arc::new(config)))
}

/// The connector of a client, and the name to connect with.
///
/// # Errors
/// When a file cannot be read or its contents cannot be used.
pub fn connector(files: &TlsClientFiles) -> Result<(TlsConnector, ServerName<'static>), TlsError> {
    let builder = ClientConfig::builder_with_provider(provider())
        .with_protocol_versions(VERSIONS)
        .map_err(TlsError::Identity)?
        .with_root_certificates(authorities(&files.ca)?);
    let config = match &files.identity {
        None => builder.with_no_client_auth(),
        Some((chain, key)) => builder
            .with_client_auth_cert(certificates(chain)?, private_key(key)?)
            .map_err(TlsError::Identity)?,
    };
    let name = ServerName::try_from(files.server_name.clone())
        .map_err(|error| TlsError::ServerName(files.server_name.clone(), error))?;
    Ok((TlsConnector::from(Arc::new(config)), name))
}

/// The PEM of a file whose certificates can be trusted.
///
/// # Errors
/// When the file cannot be read or holds no such certificate.
pub(crate) fn authority_pem(path: &Path) -> Result<Vec<u8>, TlsError> {
    authorities(path)?;
    std::fs::read(path).map_err(|source| TlsError::Pem {
        what: "a certificate",
        path: path.to_owned(),
        source: pem::Error::Io(source),
    })
}

/// Makes ring the provider of those parts of the program that bring none of their own.
pub(crate) fn install_provider() {
    // An error says that there is one already: ours, of another printer.
    drop(ring::default_provider().install_default());
}

fn provider() -> Arc<CryptoProvider> {
    Arc::new(ring::default_provider())
}

fn certificates(path: &Path) -> Result<Vec<CertificateDer<'static>>, TlsError> {
    let failed = |source| TlsError::Pem {
        what: "a certificate",
        path: path.to_owned(),
        source,
    };
    let chain: Vec<_> = CertificateDer::pem_file_iter(path)
        .map_err(failed)?
        .collect::<Result<_, _>>()
        .map_err(failed)?;
    if chain.is_empty() {
        return Err(TlsError::Empty(path.to_owned()));
    }
    Ok(chain)
}

fn private_key(path: &Path) -> Result<PrivateKeyDer<'static>, TlsError> {
    PrivateKeyDer::from_pem_file(path).map_err(|source| TlsError::Pem {
        what: "a private key",
        path: path.to_owned(),
        source,
    })
}

fn authorities(path: &Path) -> Result<RootCertStore, TlsError> {
    let mut roots = RootCertStore::empty();
    for certificate in certificates(path)? {
        roots
            .add(certificate)
            .map_err(|source| TlsError::Authority {
                path: path.to_owned(),
                source,
            })?;
    }
    Ok(roots)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn errors_name_the_file_and_what_was_wanted() {
        let folder = tempfile::tempdir().unwrap();
        let empty = folder.path().join("empty.pem");
        std::fs::write(&empty, "").unwrap();
        let missing = folder.path().join("missing.pem");
        let files = |certificate: &Path| TlsFiles {
            certificate: certificate.to_owned(),
            key: empty.clone(),
            client_ca: None,
        };
        let error = acceptor(&files(&missing)).err().unwrap().to_string();
        assert!(
            error.starts_with("cannot read a certificate from") && error.contains("missing.pem"),
            "{error}"
        );
        assert!(matches!(
            acceptor(&files(&empty)).err().unwrap(),
            TlsError::Empty(_)
        ));
    }
}
