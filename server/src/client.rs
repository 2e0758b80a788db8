//! A small SCU over TCP or TLS: what `filmdesk echo` and `filmdesk demo` ask with.

use std::io;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use filmdesk_dimse::association::SendError;
use filmdesk_dimse::command::{Command, CommandField};
use filmdesk_dimse::event::{AbortCause, AssociationAccept, Event};
use filmdesk_dimse::pdu::{AbortSource, Rejection};
use filmdesk_dimse::presentation::ContextId;
use filmdesk_dimse::requestor::{RequestError, Requestor, RequestorConfig};
use filmdesk_dimse::status::Status;
use filmdesk_modality::error::ConsoleError;
use thiserror::Error;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::TcpStream;

use crate::tls::{self, TlsClientFiles, TlsError};
use crate::wire::{Turn, Wire};

/// Longest data set of a response or event report that is kept: Printer Configuration
/// Retrieval of every format and film size has some 100 KB.
pub const MAX_RESPONSE: usize = 4 << 20;
/// Data are queued in parts of this size, so that a large data set is not held twice.
const SEND_PART: usize = 128 * 1024;

/// Why an exchange with a peer failed.
#[derive(Debug, Error)]
pub enum ClientError {
    /// No TCP connection.
    #[error("cannot connect to {address}: {source}")]
    Connect {
        /// What was called.
        address: String,
        /// Why not.
        source: io::Error,
    },
    /// TLS could not be set up, or the handshake failed.
    #[error(transparent)]
    Tls(#[from] TlsError),
    /// The TLS handshake failed.
    #[error("TLS handshake with {address} failed: {source}")]
    Handshake {
        /// What was called.
        address: String,
        /// Why.
        source: io::Error,
    },
    /// Nothing came in time.
    #[error("no answer within {} s", .0.as_secs_f64())]
    TimedOut(Duration),
    /// The proposal cannot be written.
    #[error(transparent)]
    Request(#[from] RequestError),
    /// A-ASSOCIATE-RJ.
    #[error("association rejected: {0}")]
    Rejected(Rejection),
    /// A-ABORT, or the connection was lost.
    #[error("association broke: {0}")]
    Aborted(AbortCause),
    /// The message was not sent.
    #[error(transparent)]
    Send(#[from] SendError),
    /// The association was over before the answer came.
    #[error("the peer ended the association")]
    Ended,
    /// A response that is longer than [`MAX_RESPONSE`].
    #[error("the response is longer than {MAX_RESPONSE} bytes")]
    ResponseTooLong,
}

/// Where to connect to, and how.
#[derive(Debug, Clone)]
pub struct Target {
    /// `host:port`
    pub address: String,
    /// TLS, if the peer speaks it.
    pub tls: Option<TlsClientFiles>,
    /// For the connection, and for each answer.
    pub timeout: Duration,
}

impl Target {
    /// That of a destination of the settings: over TLS where there are certificates for it.
    pub(crate) fn of(address: String, ca: Option<PathBuf>, timeout: Duration) -> Self {
        let host = address.rsplit_once(':').map_or(&*address, |(host, _)| host);
        let server_name = host.trim_matches(['[', ']']).to_owned();
        Self {
            tls: ca.map(|ca| TlsClientFiles {
                ca,
                identity: None,
                server_name,
            }),
            address,
            timeout,
        }
    }
}

/// A connection of either kind.
pub(crate) trait Stream: AsyncRead + AsyncWrite + Unpin + Send {}
impl<S: AsyncRead + AsyncWrite + Unpin + Send> Stream for S {}

/// A response or event report with its data set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Message {
    /// The context that it came on.
    pub context: ContextId,
    /// The command set.
    pub command: Command,
    /// The data set in the context's transfer syntax; empty when there is none.
    pub data_set: Vec<u8>,
}

/// A standing association.
pub struct Client {
    wire: Wire<Box<dyn Stream>>,
    requestor: Requestor,
    timeout: Duration,
    incoming: Option<Message>,
    /// Event reports that came, each answered with Success.
    pub events: Vec<Message>,
}

impl Client {
    /// Connects and associates.
    ///
    /// # Errors
    /// [`ClientError`]
    pub async fn connect(
        target: &Target,
        config: RequestorConfig,
    ) -> Result<(Self, AssociationAccept), ClientError> {
        let timeout = target.timeout;
        let stream = connect(target).await?;
        let requestor = Requestor::new(config, Instant::now())?;
        let wire = Wire::new(stream);
        let mut client = Self {
            wire,
            requestor,
            timeout,
            incoming: None,
            events: Vec::new(),
        };
        let accept = within(timeout, client.established()).await?;
        Ok((client, accept))
    }

    /// Sends a request and waits for its response.
    ///
    /// # Errors
    /// [`ClientError`]; a status of failure is no error.
    pub async fn ask(
        &mut self,
        context: ContextId,
        command: &Command,
        data_set: Option<&[u8]>,
    ) -> Result<Message, ClientError> {
        match data_set {
            None => self
                .requestor
                .send(context, command, None, Instant::now())?,
            Some(data_set) => {
                self.begin(context, command, data_set).await?;
                return self.finish(&[]).await;
            }
        }
        within(self.timeout, self.response()).await
    }

    /// Sends a request and the first part of its data set.
    ///
    /// # Errors
    /// [`ClientError`]
    pub async fn begin(
        &mut self,
        context: ContextId,
        command: &Command,
        part: &[u8],
    ) -> Result<(), ClientError> {
        self.requestor.begin(context, command, Instant::now())?;
        self.send_part(part).await
    }

    /// Sends the rest of the data set that was begun and waits for the response.
    ///
    /// # Errors
    /// [`ClientError`]
    pub async fn finish(&mut self, rest: &[u8]) -> Result<Message, ClientError> {
        self.send_part(rest).await?;
        self.requestor.send_data(&[], true)?;
        within(self.timeout, self.response()).await
    }

    /// Waits until an event report comes; gives the oldest one.
    ///
    /// # Errors
    /// [`ClientError`], `TimedOut` when none comes in time.
    pub async fn event(&mut self) -> Result<Message, ClientError> {
        let timeout = self.timeout;
        let waiting = async {
            while self.events.is_empty() {
                if self.turn().await?.is_some() {
                    return Err(ClientError::Ended);
                }
            }
            Ok(self.events.remove(0))
        };
        within(timeout, waiting).await
    }

    /// Releases the association and closes the connection.
    ///
    /// # Errors
    /// [`ClientError`] when the peer does not answer the release.
    pub async fn release(mut self) -> Result<(), ClientError> {
        self.requestor.release(Instant::now());
        let timeout = self.timeout;
        within(timeout, self.released()).await
    }

    async fn send_part(&mut self, data_set: &[u8]) -> Result<(), ClientError> {
        for part in data_set.chunks(SEND_PART) {
            self.requestor.send_data(part, false)?;
            within(self.timeout, self.sent()).await?;
        }
        Ok(())
    }

    async fn sent(&mut self) -> Result<(), ClientError> {
        while self.requestor.pending_output() > 0 {
            self.transfer().await;
            if let Some(error) = self.broken() {
                return Err(error);
            }
        }
        Ok(())
    }

    /// While we send, only the end of the association is looked for.
    fn broken(&mut self) -> Option<ClientError> {
        self.requestor.is_closed().then_some(ClientError::Ended)
    }

    /// One transfer, in either direction.
    async fn transfer(&mut self) {
        let turn = self.wire.turn(&mut self.requestor).await;
        let now = Instant::now();
        match turn {
            Turn::Read(length) => self.requestor.filled(length, now),
            Turn::Wrote(length) => self.requestor.transmitted(length, now),
            Turn::Ended(_) => self.requestor.transport_closed(now),
        }
    }

    async fn established(&mut self) -> Result<AssociationAccept, ClientError> {
        loop {
            while let Some(event) = self.requestor.poll_event() {
                match event {
                    Event::Established(accept) => return Ok(*accept),
                    Event::Rejected(rejection) => return Err(ClientError::Rejected(rejection)),
                    Event::Aborted(cause) => return Err(ClientError::Aborted(cause)),
                    Event::Closed(_) => return Err(ClientError::Ended),
                    _ => {}
                }
            }
            self.transfer().await;
        }
    }

    async fn response(&mut self) -> Result<Message, ClientError> {
        loop {
            match self.turn().await? {
                Some(message) => return Ok(message),
                None if self.requestor.is_closed() => return Err(ClientError::Ended),
                None => {}
            }
        }
    }

    async fn released(&mut self) -> Result<(), ClientError> {
        loop {
            while let Some(event) = self.requestor.poll_event() {
                match event {
                    Event::Released | Event::Closed(_) => {
                        let rest = self.requestor.transmit().to_vec();
                        drop(self.wire.finish(&rest).await);
                        return Ok(());
                    }
                    Event::Aborted(cause) => return Err(ClientError::Aborted(cause)),
                    _ => {}
                }
            }
            self.transfer().await;
        }
    }

    /// Takes all events, then transfers once. A response, when one is whole.
    async fn turn(&mut self) -> Result<Option<Message>, ClientError> {
        while let Some(message) = self.message()? {
            match message.command.field {
                CommandField::Request(_) => self.confirm(message)?,
                _ => return Ok(Some(message)),
            }
        }
        self.transfer().await;
        Ok(None)
    }

    fn confirm(&mut self, message: Message) -> Result<(), ClientError> {
        let response = message.command.response(Status::SUCCESS);
        self.requestor
            .send(message.context, &response, None, Instant::now())?;
        self.events.push(message);
        Ok(())
    }

    /// The next whole message among the events.
    fn message(&mut self) -> Result<Option<Message>, ClientError> {
        while let Some(event) = self.requestor.poll_event() {
            let whole = match event {
                Event::Command {
                    context, command, ..
                } => {
                    let whole = !command.has_data_set;
                    self.incoming = Some(Message {
                        context,
                        command,
                        data_set: Vec::new(),
                    });
                    whole
                }
                Event::Data { fragment, last, .. } => {
                    if let Some(message) = &mut self.incoming {
                        if message.data_set.len() + fragment.len() > MAX_RESPONSE {
                            return Err(ClientError::ResponseTooLong);
                        }
                        message.data_set.extend_from_slice(fragment);
                    }
                    last
                }
                Event::ReleaseRequested | Event::Released | Event::Closed(_) => {
                    return Err(ClientError::Ended);
                }
                Event::Aborted(cause) => return Err(ClientError::Aborted(cause)),
                _ => false,
            };
            if whole && let Some(message) = self.incoming.take() {
                return Ok(Some(message));
            }
        }
        Ok(None)
    }

    /// Aborts the association and closes the connection.
    pub async fn abort(mut self) {
        self.requestor
            .abort(AbortSource::ServiceUser, Instant::now());
        let rest = self.requestor.transmit().to_vec();
        drop(tokio::time::timeout(self.timeout, self.wire.finish(&rest)).await);
    }
}

async fn within<T>(
    timeout: Duration,
    work: impl Future<Output = Result<T, ClientError>>,
) -> Result<T, ClientError> {
    tokio::time::timeout(timeout, work)
        .await
        .unwrap_or(Err(ClientError::TimedOut(timeout)))
}

/// Opens the connection alone.
///
/// # Errors
/// [`ClientError::Connect`], `Tls`, `Handshake`, `TimedOut`.
pub(crate) async fn connect(target: &Target) -> Result<Box<dyn Stream>, ClientError> {
    within(target.timeout, open(target)).await
}

/// The same for an emulated console.
pub(crate) async fn connect_console(target: &Target) -> Result<Box<dyn Stream>, ConsoleError> {
    let failed = |error| ConsoleError::Connect {
        address: target.address.clone(),
        source: match error {
            ClientError::Connect { source, .. } => source,
            ClientError::Handshake { source, .. } => {
                io::Error::other(format!("the TLS handshake failed: {source}"))
            }
            other => io::Error::other(other),
        },
    };
    connect(target).await.map_err(failed)
}

async fn open(target: &Target) -> Result<Box<dyn Stream>, ClientError> {
    let address = || target.address.clone();
    let connected = TcpStream::connect(&target.address).await;
    let stream = connected.map_err(|source| ClientError::Connect {
        address: address(),
        source,
    })?;
    // Not fatal: without it answers only come later.
    drop(stream.set_nodelay(true));
    let Some(files) = &target.tls else {
        return Ok(Box::new(stream));
    };
    let (connector, name) = tls::connector(files)?;
    let handshake = connector.connect(name, stream).await;
    let stream = handshake.map_err(|source| ClientError::Handshake {
        address: address(),
        source,
    })?;
    Ok(Box::new(stream))
}
