//! Listening sockets: they accept, hand over at once, and never wait for a peer.
//!
//! Each connection has a thread of its own, with a runtime of its own on it: what comes goes to
//! the disk where it was read, and a disk that makes one wait makes nobody else wait.

use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::thread;

use filmdesk_config::settings;
use tokio::net::TcpStream;
use tokio::runtime;
use tokio_rustls::TlsAcceptor;
use tracing::{debug, info, warn};

use crate::association;
use crate::server::StartError;
use crate::shared::Shared;
use crate::shutdown::{ShutdownWatch, Stage};
use crate::slots::Slot;
use crate::socket::{Bound, secured};

/// Events that a connection's runtime takes at once: it has one socket.
const IO_EVENTS: usize = 8;

/// A bound listener.
pub(crate) struct Listener(Bound);

impl Listener {
    /// Binds the address and loads the TLS files.
    pub(crate) async fn bind(wanted: &settings::Listener) -> Result<Self, StartError> {
        let refused = |address, source| StartError::Listen { address, source };
        Bound::bind(wanted, refused).await.map(Self)
    }

    /// Where it listens.
    pub(crate) fn address(&self) -> SocketAddr {
        self.0.address()
    }

    /// Accepts until the server ends; the socket is closed when this returns.
    pub(crate) async fn run(self, shared: Arc<Shared>, mut shutdown: ShutdownWatch) {
        loop {
            let (stream, peer) = tokio::select! {
                biased;
                _ = shutdown.rises_above(Stage::Running) => break,
                accepted = self.0.accept() => accepted,
            };
            self.hand_over(stream, peer, &shared, &shutdown);
        }
        info!(address = %self.address(), "no longer listening");
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
        let tls = self.0.tls().cloned();
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
                let stream = tokio::select! {
                    stream = secured(acceptor, stream, peer) => stream,
                    _ = shutdown.rises_above(Stage::Running) => return,
                };
                if let Some(stream) = stream {
                    association::run(stream, peer, shared, shutdown).await;
                }
            }
        }
        drop(slot);
    }
}
