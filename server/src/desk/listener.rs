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
use tokio::net::TcpStream;
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;
use tower::ServiceExt;
use tracing::{debug, info, warn};

use crate::server::StartError;
use crate::slots::Slots;
use crate::socket::{Bound, secured};

/// A request's head comes within this time: browsers send it at once.
const HEAD_TIMEOUT: Duration = Duration::from_secs(20);
/// Bytes of a request's head at most: a browser's has some kilobytes.
const HEAD_BYTES: usize = 64 << 10;
/// Answers under way at the end may take this long.
const GRACE: Duration = Duration::from_secs(3);

/// A bound listener.
pub(crate) struct DeskListener {
    bound: Bound,
    connections: Arc<Slots>,
}

impl DeskListener {
    /// Binds the address and loads the TLS files.
    pub(crate) async fn bind(settings: &WebSettings) -> Result<Self, StartError> {
        let refused = |address, source| StartError::ListenDesk { address, source };
        Ok(Self {
            bound: Bound::bind(&settings.listener, refused).await?,
            connections: Slots::new(settings.connections),
        })
    }

    /// Where it listens.
    pub(crate) fn address(&self) -> SocketAddr {
        self.bound.address()
    }

    /// Its address for a browser on this machine.
    pub(crate) fn base(&self) -> String {
        let scheme = if self.bound.tls().is_some() {
            "https"
        } else {
            "http"
        };
        let address = self.address();
        match address.ip().is_unspecified() {
            true => format!("{scheme}://localhost:{}", address.port()),
            false => format!("{scheme}://{address}"),
        }
    }

    /// Answers until `end`; connections under way may end.
    pub(crate) async fn run(self, router: Router, end: CancellationToken) {
        let tasks = TaskTracker::new();
        loop {
            let (stream, peer) = tokio::select! {
                () = end.cancelled() => break,
                accepted = self.bound.accept() => accepted,
            };
            self.hand_over(stream, peer, &router, &end, &tasks);
        }
        tasks.close();
        if tokio::time::timeout(GRACE, tasks.wait()).await.is_err() {
            debug!(
                connections = tasks.len(),
                "connections to the desk left open"
            );
        }
        info!(address = %self.address(), "the desk no longer listens");
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
        let (tls, router, end) = (self.bound.tls().cloned(), router.clone(), end.clone());
        tasks.spawn(async move {
            let is_tls = tls.is_some();
            let about = Peer {
                address: peer,
                is_tls,
            };
            match tls {
                None => serve(stream, router, about, end).await,
                Some(acceptor) => {
                    if let Some(stream) = secured(acceptor, stream, peer).await {
                        serve(stream, router, about, end).await;
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
