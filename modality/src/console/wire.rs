//! The connection of a console, and what odd consoles do to it.

use std::io;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Instant;

use filmdesk_dimse::requestor::Requestor;
use tokio::io::{AsyncRead, AsyncWrite, AsyncWriteExt, ReadBuf};

/// P-DATA-TF, its header and that of a PDV (PS3.8 9.3.5).
const P_DATA_TF: u8 = 0x04;
const PDU_HEADER: usize = 6;
const PDV_HEADER: usize = 6;
/// The bit of the message control header that marks a command fragment.
const COMMAND: u8 = 0x01;
/// Command Group Length (0000,0000) with its length of 4, which every command set begins with.
const GROUP_LENGTH: [u8; 8] = [0, 0, 0, 0, 4, 0, 0, 0];

/// What a console's network stack does differently.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct WireOddities {
    /// Most bytes of one write to the connection; 1 splits at every byte.
    pub write_size: Option<usize>,
    /// The value sent as Command Group Length (0000,0000), whatever is right.
    pub command_group_length: Option<u32>,
    /// Put PDVs that follow each other into one P-DATA-TF of at most so many bytes (PS3.8
    /// allows it, few stacks do it).
    pub merged_pdvs: Option<usize>,
}

impl WireOddities {
    fn rewrites(self) -> bool {
        self.command_group_length.is_some() || self.merged_pdvs.is_some()
    }

    /// `pdus` are whole PDUs.
    fn rewrite(self, pdus: &[u8]) -> Vec<u8> {
        let mut rest = pdus;
        let mut written = Vec::with_capacity(pdus.len());
        let mut open: Option<usize> = None;
        while let Some(length) = pdu_length(rest) {
            let (pdu, tail) = rest.split_at(length);
            rest = tail;
            let mut pdu = pdu.to_vec();
            self.lie_about_group_length(&mut pdu);
            open = self.append(&mut written, open, &pdu);
        }
        written.extend_from_slice(rest);
        written
    }

    fn lie_about_group_length(self, pdu: &mut [u8]) {
        let Some(lie) = self.command_group_length else {
            return;
        };
        let control = PDU_HEADER + PDV_HEADER - 1;
        let is_command = pdu[0] == P_DATA_TF && pdu.get(control).is_some_and(|c| c & COMMAND != 0);
        let start = PDU_HEADER + PDV_HEADER;
        if is_command
            && pdu.get(start..start + 8) == Some(&GROUP_LENGTH)
            && let Some(value) = pdu.get_mut(start + 8..start + 12)
        {
            value.copy_from_slice(&lie.to_le_bytes());
        }
    }

    /// Appends a PDU, or its PDVs to the P-DATA-TF that begins at `open`; returns where the
    /// P-DATA-TF begins that may take more.
    fn append(self, written: &mut Vec<u8>, open: Option<usize>, pdu: &[u8]) -> Option<usize> {
        let is_data = pdu[0] == P_DATA_TF;
        let most = self.merged_pdvs.filter(|_| is_data).unwrap_or(0);
        let merged = |start: &usize| written.len() - start + pdu.len() - 2 * PDU_HEADER;
        let Some(start) = open.filter(|start| merged(start) <= most) else {
            written.extend_from_slice(pdu);
            return is_data.then_some(written.len() - pdu.len());
        };
        written.extend_from_slice(&pdu[PDU_HEADER..]);
        let length = (written.len() - start - PDU_HEADER) as u32;
        written[start + 2..start + PDU_HEADER].copy_from_slice(&length.to_be_bytes());
        Some(start)
    }
}

/// The length of the first whole PDU, header included.
fn pdu_length(bytes: &[u8]) -> Option<usize> {
    let header = bytes.get(2..PDU_HEADER)?;
    let length = header.iter().fold(0, |n, byte| n << 8 | usize::from(*byte));
    Some(PDU_HEADER + length).filter(|length| *length <= bytes.len())
}

/// The connection, with what is rewritten and not yet sent.
#[derive(Debug)]
pub(super) struct Wire<S> {
    stream: S,
    oddities: WireOddities,
    outbox: Vec<u8>,
    unflushed: bool,
}

/// What one step did.
enum Moved {
    Read(usize),
    Wrote(usize),
    Flushed,
    Ended,
}

impl<S: AsyncRead + AsyncWrite + Unpin> Wire<S> {
    pub(super) fn new(stream: S, oddities: WireOddities) -> Self {
        Self {
            stream,
            oddities,
            outbox: Vec::new(),
            unflushed: false,
        }
    }

    /// Bytes that still have to be written.
    pub(super) fn pending(&self, requestor: &Requestor) -> usize {
        requestor.pending_output() + self.outbox.len()
    }

    /// Waits until bytes went out, came in, or a clock ran out, and tells the requestor.
    pub(super) async fn step(&mut self, requestor: &mut Requestor) {
        if self.oddities.rewrites()
            && let Some(pdus) = requestor.poll_transmit(Instant::now())
        {
            let rewritten = self.oddities.rewrite(&pdus);
            self.outbox.extend(rewritten);
        }
        let deadline = requestor.poll_timeout();
        let moving = std::future::poll_fn(|cx| self.poll(requestor, cx));
        let moved = match deadline {
            None => Some(moving.await),
            Some(deadline) => tokio::time::timeout_at(deadline.into(), moving).await.ok(),
        };
        let now = Instant::now();
        match moved {
            Some(Moved::Read(length)) => requestor.filled(length, now),
            Some(Moved::Wrote(length)) => self.wrote(length, requestor, now),
            Some(Moved::Flushed) => self.unflushed = false,
            Some(Moved::Ended) => requestor.transport_closed(now),
            None => requestor.handle_timeout(now),
        }
    }

    fn wrote(&mut self, length: usize, requestor: &mut Requestor, now: Instant) {
        self.unflushed = true;
        if self.outbox.is_empty() {
            requestor.transmitted(length, now);
        } else {
            self.outbox.drain(..length);
            requestor.transmitted(0, now);
        }
    }

    fn poll(&mut self, requestor: &mut Requestor, cx: &mut Context<'_>) -> Poll<Moved> {
        let out = match self.outbox.is_empty() {
            true => requestor.transmit(),
            false => &self.outbox,
        };
        let out = &out[..out
            .len()
            .min(self.oddities.write_size.unwrap_or(usize::MAX))];
        if !out.is_empty() {
            if let Poll::Ready(result) = Pin::new(&mut self.stream).poll_write(cx, out) {
                return Poll::Ready(moved(result, Moved::Wrote));
            }
        } else if self.unflushed
            && let Poll::Ready(result) = Pin::new(&mut self.stream).poll_flush(cx)
        {
            return Poll::Ready(result.map_or(Moved::Ended, |()| Moved::Flushed));
        }
        let space = requestor.space();
        if space.is_empty() {
            return Poll::Pending;
        }
        let mut buffer = ReadBuf::new(space);
        let read = Pin::new(&mut self.stream).poll_read(cx, &mut buffer);
        read.map(|result| moved(result.map(|()| buffer.filled().len()), Moved::Read))
    }

    /// Writes what is left and closes our side. Errors do not matter any more.
    pub(super) async fn close(&mut self, requestor: &mut Requestor) {
        let rest = [&self.outbox[..], requestor.transmit()].concat();
        let size = self.oddities.write_size.unwrap_or(usize::MAX).max(1);
        for part in rest.chunks(size) {
            if self.stream.write_all(part).await.is_err() {
                return;
            }
        }
        drop(self.stream.flush().await);
        drop(self.stream.shutdown().await);
    }
}

/// No bytes, or an error: the connection is over.
fn moved(result: io::Result<usize>, how: fn(usize) -> Moved) -> Moved {
    match result {
        Ok(length) if length > 0 => how(length),
        _ => Moved::Ended,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pdu(control: u8, payload: &[u8]) -> Vec<u8> {
        let length = payload.len() as u32;
        let mut pdu = vec![P_DATA_TF, 0];
        pdu.extend((length + 6).to_be_bytes());
        pdu.extend((length + 2).to_be_bytes());
        pdu.extend([1, control]);
        pdu.extend(payload);
        pdu
    }

    #[test]
    fn group_lengths_become_lies_in_commands_only() {
        let command = [&GROUP_LENGTH[..], &[56, 0, 0, 0, 9, 9]].concat();
        let oddities = WireOddities {
            command_group_length: Some(0),
            ..WireOddities::default()
        };
        let pdus = [pdu(3, &command), pdu(2, &command)].concat();
        let lied = [&GROUP_LENGTH[..], &[0, 0, 0, 0, 9, 9]].concat();
        assert_eq!(
            oddities.rewrite(&pdus),
            [pdu(3, &lied), pdu(2, &command)].concat()
        );
    }

    #[test]
    fn pdvs_share_a_pdu_as_far_as_they_fit() {
        let oddities = WireOddities {
            merged_pdvs: Some(20),
            ..WireOddities::default()
        };
        let release = [5, 0, 0, 0, 0, 4, 0, 0, 0, 0];
        let pdus = [
            pdu(3, b"abcd"),
            pdu(0, b"efgh"),
            pdu(2, b"ij"),
            release.to_vec(),
        ]
        .concat();
        let first = [
            &[4, 0, 0, 0, 0, 20][..],
            &pdu(3, b"abcd")[6..],
            &pdu(0, b"efgh")[6..],
        ]
        .concat();
        assert_eq!(
            oddities.rewrite(&pdus),
            [first, pdu(2, b"ij"), release.to_vec()].concat()
        );
    }
}
