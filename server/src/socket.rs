//! A bound listening socket, plain or with TLS: of associations and of the desk alike.

use std::io;
use std::net::SocketAddr;
use std::time::Duration;

use filmdesk_config::settings;
use tokio::net::{TcpListener, TcpStream};
use tokio_rustls::TlsAcceptor;
use tokio_rustls::server::TlsStream;
use tracing::warn;

use crate::server::StartError;
use crate::tls::{self, HANDSHAKE_TIMEOUT};

/// Pause after a failed accept: out of file descriptors is over when some connection ends,
/// and trying at once would only burn the processor.
const ACCEPT_PAUSE: Duration = Duration::from_millis(100);

/// A bound socket.
pub(crate) struct Bound {
    socket: TcpListener,
    address: SocketAddr,
    tls: Option<TlsAcceptor>,
}

impl Bound {
    /// Binds the address and loads the TLS files; `refused` says who could not listen there.
    pub(crate) async fn bind(
        wanted: &settings::Listener,
        refused: impl Fn(SocketAddr, io::Error) -> StartError,
    ) -> Result<Self, StartError> {
        let tls = wanted.tls.as_ref().map(tls::acceptor).transpose()?;
        let failed = |source| refused(wanted.address, source);
        let socket = TcpListener::bind(wanted.address).await.map_err(failed)?;
        let address = socket.local_addr().map_err(failed)?;
        Ok(Self {
            socket,
            address,
            tls,
        })
    }

    /// Where it listens; the port is the real one when 0 was asked for.
    pub(crate) fn address(&self) -> SocketAddr {
        self.address
    }

    /// What makes TLS of a connection, where it is wanted.
    pub(crate) fn tls(&self) -> Option<&TlsAcceptor> {
        self.tls.as_ref()
    }

    /// The next connection, however many cannot be accepted before. May be dropped at any time.
    pub(crate) async fn accept(&self) -> (TcpStream, SocketAddr) {
        loop {
            match self.socket.accept().await {
                Ok(accepted) => return accepted,
                Err(error) => {
                    warn!(address = %self.address, %error, "a connection could not be accepted");
                    tokio::time::sleep(ACCEPT_PAUSE).await;
                }
            }
        }
    }
}

/// TLS on a connection, if it comes about within [`HANDSHAKE_TIMEOUT`].
pub(crate) async fn secured(
    acceptor: TlsAcceptor,
    stream: TcpStream,
    peer: SocketAddr,
) -> Option<TlsStream<TcpStream>> {
    match tokio::time::timeout(HANDSHAKE_TIMEOUT, acceptor.accept(stream)).await {
        Ok(Ok(stream)) => return Some(stream),
        Ok(Err(error)) => warn!(%peer, %error, "TLS handshake failed"),
        Err(_) => warn!(%peer, "TLS handshake took too long"),
    }
    None
}
