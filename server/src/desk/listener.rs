//! HTTP for the desk: plain or over TLS, bounded in connections and in patience.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::extract::Request;
use filmdesk_config::settings::WebSettings;
use filmdesk_web::Peer;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::{TcpListener, TcpStream};
use tokio_rustls::TlsAcceptor;
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;
use tower::ServiceExt;
use tracing::{debug, info, warn};

use crate::server::StartError;
use crate::slots::Slots;
use crate::tls::{self, HANDSHAKE_TIMEOUT};

/// A request's head comes within this time: browsers send it at once.
const HEAD_TIMEOUT: Duration = Duration::from_secs(20);
/// Bytes of a request's head at most: a browser's has some kilobytes.
const HEAD_BYTES: usize = 64 << 10;
/// Pause after a failed accept, as for associations.
const ACCEPT_PAUSE: Duration = Duration::from_millis(100);
/// Answers under way at the end may take this long.
const GRACE: Duration = Duration::from_secs(3);

/// A bound listener.
pub(crate) struct DeskListener {
    socket: TcpListener,
    address: SocketAddr,
    tls: Option<TlsAcceptor>,
    connections: Arc<Slots>,
}

impl DeskListener {
    /// Binds the address and loads the TLS files.
    pub(crate) async fn bind(settings: &WebSettings) -> Result<Self, StartError> {
        let wanted = &settings.listener;
        let tls = wanted.tls.as_ref().map(tls::acceptor).transpose()?;
        let failed = |source| StartError::ListenDesk {
            address: wanted.address,
            source,
        };
        let socket = TcpListener::bind(wanted.address).await.map_err(failed)?;
        let address = socket.local_addr().map_err(failed)?;
        Ok(Self {
            socket,
            address,
            tls,
            connections: Slots::new(settings.connections),
        })
    }

    /// Where it listens.
    pub(crate) fn address(&self) -> SocketAddr {
        self.address
    }

    /// Its address for a browser on this machine.
    pub(crate) fn base(&self) -> String {
        let scheme = if self.tls.is_some() { "https" } else { "http" };
        match self.address.ip().is_unspecified() {
            true => format!("{scheme}://localhost:{}", self.address.port()),
            false => format!("{scheme}://{}", self.address),
        }
    }

    /// Answers until `end`; connections under way may end.
    pub(crate) async fn run(self, router: Router, end: CancellationToken) {
        let tasks = TaskTracker::new();
        loop {
            let accepted = tokio::select! {
                () = end.cancelled() => break,
                accepted = self.socket.accept() => accepted,
            };
            match accepted {
                Ok((stream, peer)) => self.hand_over(stream, peer, &router, &end, &tasks),
                Err(error) => {
                    warn!(%error, "a connection to the desk could not be accepted");
                    tokio::time::sleep(ACCEPT_PAUSE).await;
                }
            }
        }
        tasks.close();
        if tokio::time::timeout(GRACE, tasks.wait()).await.is_err() {
            debug!(
                connections = tasks.len(),
                "connections to the desk left open"
            );
        }
        info!(address = %self.address, "the desk no longer listens");
    }

    fn hand_over(
        &self,
        stream: TcpStream,
        peer: SocketAddr,
        router: &Router,
        end: &CancellationToken,
        tasks: &TaskTracker,
    ) {
        let Some(slot) = self.connections.take() else {
            warn!(%peer, limit = self.connections.limit(), "closed at once: too many connections to the desk");
            return;
        };
        let (tls, router, end) = (self.tls.clone(), router.clone(), end.clone());
        tasks.spawn(async move {
            let is_tls = tls.is_some();
            let about = Peer {
                address: peer,
                is_tls,
            };
            match tls {
                None => serve(stream, router, about, end).await,
                Some(acceptor) => {
                    let handshake = acceptor.accept(stream);
                    match tokio::time::timeout(HANDSHAKE_TIMEOUT, handshake).await {
                        Ok(Ok(stream)) => serve(stream, router, about, end).await,
                        Ok(Err(error)) => debug!(%peer, %error, "TLS handshake failed"),
                        Err(_) => debug!(%peer, "TLS handshake took too long"),
                    }
                }
            }
            drop(slot);
        });
    }
}

/// Serves a connection to its end.
async fn serve<S>(stream: S, router: Router, peer: Peer, end: CancellationToken)
where
    S: AsyncRead + AsyncWrite + Unpin + Send + 'static,
{
    let service = service_fn(move |request: Request<Incoming>| {
        let router = router.clone();
        let mut request = request.map(axum::body::Body::new);
        request.extensions_mut().insert(peer);
        router.oneshot(request)
    });
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(HEAD_TIMEOUT)
        .max_buf_size(HEAD_BYTES)
        .serve_connection(TokioIo::new(stream), service);
    let mut connection = std::pin::pin!(connection);
    let result = tokio::select! {
        result = &mut connection => result,
        () = end.cancelled() => {
            connection.as_mut().graceful_shutdown();
            connection.await
        }
    };
    if let Err(error) = result {
        debug!(peer = %peer.address, %error, "a connection to the desk broke");
    }
}
