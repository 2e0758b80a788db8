//! Listening sockets: they accept, hand over at once, and never wait for a peer.
//!
//! Each connection has a thread of its own, with a runtime of its own on it: what comes goes to
//! the disk where it was read, and a disk that makes one wait makes nobody else wait.

use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::thread;
use std::time::Duration;

use filmdesk_config::settings;
use tokio::net::{TcpListener, TcpStream};
use tokio::runtime;
use tokio_rustls::TlsAcceptor;
use tracing::{debug, info, warn};

use crate::association;
use crate::server::StartError;
use crate::shared::Shared;
use crate::shutdown::{ShutdownWatch, Stage};
use crate::slots::Slot;
use crate::tls;

/// Pause after a failed accept: out of file descriptors is over when some connection ends,
/// and trying at once would only burn the processor.
const ACCEPT_PAUSE: Duration = Duration::from_millis(100);

/// Events that a connection's runtime takes at once: it has one socket.
const IO_EVENTS: usize = 8;

/// A bound listener.
pub(crate) struct Listener {
    socket: TcpListener,
    address: SocketAddr,
    tls: Option<TlsAcceptor>,
}

impl Listener {
    /// Binds the address and loads the TLS files.
    pub(crate) async fn bind(wanted: &settings::Listener) -> Result<Self, StartError> {
        let tls = wanted.tls.as_ref().map(tls::acceptor).transpose()?;
        let failed = |source| StartError::Listen {
            address: wanted.address,
            source,
        };
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

    /// Accepts until the server ends; the socket is closed when this returns.
    pub(crate) async fn run(self, shared: Arc<Shared>, mut shutdown: ShutdownWatch) {
        loop {
            let accepted = tokio::select! {
                biased;
                _ = shutdown.rises_above(Stage::Running) => break,
                accepted = self.socket.accept() => accepted,
            };
            match accepted {
                Ok((stream, peer)) => self.hand_over(stream, peer, &shared, &shutdown),
                Err(error) => pause(&error).await,
            }
        }
        info!(address = %self.address, "no longer listening");
    }

    fn hand_over(
        &self,
        stream: TcpStream,
        peer: SocketAddr,
        shared: &Arc<Shared>,
        shutdown: &ShutdownWatch,
    ) {
        let Some(slot) = shared.connections.take() else {
            let limit = shared.connections.limit();
            warn!(%peer, limit, "closed at once: too many connections");
            return;
        };
        let connection = Connection {
            peer,
            slot,
            shared: Arc::clone(shared),
            shutdown: shutdown.clone(),
        };
        let tls = self.tls.clone();
        let serving = shared.tasks.token();
        let thread = thread::Builder::new().name("association".to_owned());
        let started = thread.spawn(move || {
            if let Err(error) = connection.run(stream, tls) {
                warn!(%peer, %error, "closed at once: it cannot be served");
            }
            drop(serving);
        });
        if let Err(error) = started {
            warn!(%peer, %error, "closed at once: no thread for it");
        }
    }
}

async fn pause(error: &io::Error) {
    warn!(%error, "a connection could not be accepted");
    tokio::time::sleep(ACCEPT_PAUSE).await;
}

/// One connection and what it holds.
struct Connection {
    peer: SocketAddr,
    slot: Slot,
    shared: Arc<Shared>,
    shutdown: ShutdownWatch,
}

impl Connection {
    /// Serves the connection to its end, on this thread.
    fn run(self, stream: TcpStream, tls: Option<TlsAcceptor>) -> io::Result<()> {
        let runtime = runtime::Builder::new_current_thread()
            .enable_io()
            .enable_time()
            .max_io_events_per_tick(IO_EVENTS)
            .build()?;
        let stream = stream.into_std()?;
        runtime.block_on(async {
            self.serve(TcpStream::from_std(stream)?, tls).await;
            Ok(())
        })
    }

    async fn serve(self, stream: TcpStream, tls: Option<TlsAcceptor>) {
        // One write per PDU and no waiting for acknowledgements: answers are small.
        if let Err(error) = stream.set_nodelay(true) {
            debug!(peer = %self.peer, %error, "TCP_NODELAY could not be set");
        }
        let Self {
            peer,
            slot,
            shared,
            mut shutdown,
        } = self;
        match tls {
            None => association::run(stream, peer, shared, shutdown).await,
            Some(acceptor) => {
                let handshake =
                    tokio::time::timeout(tls::HANDSHAKE_TIMEOUT, acceptor.accept(stream));
                let result = tokio::select! {
                    result = handshake => result,
                    _ = shutdown.rises_above(Stage::Running) => return,
                };
                match result {
                    Ok(Ok(stream)) => association::run(stream, peer, shared, shutdown).await,
                    Ok(Err(error)) => warn!(%peer, %error, "TLS handshake failed"),
                    Err(_) => warn!(%peer, "TLS handshake took too long"),
                }
            }
        }
        drop(slot);
    }
}
