//! A connection and the association on it: bytes in, bytes out, whichever is ready first.

use std::future::poll_fn;
use std::io;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use filmdesk_dimse::association::Association;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};

/// What one turn of the connection did.
#[derive(Debug)]
pub(crate) enum Turn {
    /// So many bytes are in the association's space.
    Read(usize),
    /// So many bytes of what it transmits were taken.
    Wrote(usize),
    /// The peer closed its side, or the connection broke.
    Ended(Option<io::Error>),
}

/// A connection, plain or TLS.
#[derive(Debug)]
pub(crate) struct Wire<S> {
    stream: S,
    /// Something was written after the last flush (TLS keeps records back until then).
    unflushed: bool,
}

impl<S: AsyncRead + AsyncWrite + Unpin> Wire<S> {
    pub(crate) fn new(stream: S) -> Self {
        Self {
            stream,
            unflushed: false,
        }
    }

    /// Waits for the first of: output taken, input there, the end. Output goes first. Nothing
    /// is read while the association has no space: that is the back pressure. Dropping the
    /// future loses nothing.
    pub(crate) async fn turn(&mut self, association: &mut Association) -> Turn {
        poll_fn(|context| self.poll_turn(association, context)).await
    }

    fn poll_turn(
        &mut self,
        association: &mut Association,
        context: &mut Context<'_>,
    ) -> Poll<Turn> {
        if let Poll::Ready(turn) = self.poll_output(association.transmit(), context) {
            return Poll::Ready(turn);
        }
        let space = association.space();
        if space.is_empty() {
            return Poll::Pending;
        }
        let mut buffer = ReadBuf::new(space);
        match ready!(Pin::new(&mut self.stream).poll_read(context, &mut buffer)) {
            Ok(()) if buffer.filled().is_empty() => Poll::Ready(Turn::Ended(None)),
            Ok(()) => Poll::Ready(Turn::Read(buffer.filled().len())),
            Err(error) => Poll::Ready(Turn::Ended(Some(error))),
        }
    }

    fn poll_output(&mut self, output: &[u8], context: &mut Context<'_>) -> Poll<Turn> {
        let stream = Pin::new(&mut self.stream);
        if output.is_empty() {
            if self.unflushed
                && let Poll::Ready(flushed) = stream.poll_flush(context)
            {
                self.unflushed = false;
                return flushed.map_or_else(
                    |error| Poll::Ready(Turn::Ended(Some(error))),
                    |()| Poll::Pending,
                );
            }
            return Poll::Pending;
        }
        match ready!(stream.poll_write(context, output)) {
            Ok(0) => Poll::Ready(Turn::Ended(Some(io::ErrorKind::WriteZero.into()))),
            Ok(length) => {
                self.unflushed = true;
                Poll::Ready(Turn::Wrote(length))
            }
            Err(error) => Poll::Ready(Turn::Ended(Some(error))),
        }
    }

    /// Writes what is left and closes our side; for the end, under the caller's time limit.
    pub(crate) async fn finish(&mut self, rest: &[u8]) -> io::Result<()> {
        use tokio::io::AsyncWriteExt;
        self.stream.write_all(rest).await?;
        self.stream.flush().await?;
        self.stream.shutdown().await
    }
}
