//! C-STORE as SCU (PS3.4 Annex B): data sets are read as they are sent, in memory that does not
//! depend on their size.
//!
//! An association is proposed from what is to be sent ([`proposals`]): one presentation context
//! per SOP class and transfer syntax, so that each instance goes out as it is.

mod file;

use std::collections::BTreeSet;
use std::io::{self, Read};
use std::time::Instant;

use filmdesk_dimse::command::{Command, Operation, Priority};
use filmdesk_dimse::presentation::{ContextId, MAX_CONTEXTS};
use filmdesk_dimse::uid::Uid;
use thiserror::Error;
use tokio::io::{AsyncRead, AsyncWrite};

pub use file::{FileInstance, Found, look_at};

use crate::console::{Console, Response};
use crate::error::ConsoleError;

/// What the presentation contexts of one association are made of: a SOP class and the transfer
/// syntaxes of one context.
pub type Proposals = Vec<(Uid, Vec<Uid>)>;

/// An instance by its UIDs, and how its data set is encoded.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct InstanceName {
    /// SOP Class UID.
    pub sop_class: String,
    /// SOP Instance UID.
    pub sop_instance: String,
    /// Transfer Syntax UID of the bytes.
    pub transfer_syntax: String,
}

/// An instance that was not sent. A status of failure is no error: it is an answer.
#[derive(Debug, Error)]
pub enum StoreError {
    /// The peer took no context for it.
    #[error("the peer does not take {sop_class} in transfer syntax {transfer_syntax}")]
    NoContext {
        /// SOP Class UID.
        sop_class: String,
        /// Transfer Syntax UID.
        transfer_syntax: String,
    },
    /// The data set could not be read; the association was aborted, so that the peer does not
    /// take the half of it for the whole.
    #[error("the data set cannot be read: {0}")]
    Read(#[source] io::Error),
    /// The conversation broke.
    #[error(transparent)]
    Console(#[from] ConsoleError),
}

/// The proposals for instances of these SOP classes and transfer syntaxes, for as many
/// associations as 128 contexts each (PS3.8 9.3.2.2) make necessary. What is no UID cannot be
/// proposed and is left out.
pub fn proposals<'a>(pairs: impl IntoIterator<Item = (&'a str, &'a str)>) -> Vec<Proposals> {
    let pairs: BTreeSet<_> = pairs.into_iter().collect();
    let contexts: Proposals = pairs
        .into_iter()
        .filter_map(|(class, syntax)| {
            Some((Uid::parse(class).ok()?, vec![Uid::parse(syntax).ok()?]))
        })
        .collect();
    let mut groups: Vec<Proposals> = Vec::new();
    // What one class may be sent in stays on one association.
    for class in contexts.chunk_by(|a, b| a.0 == b.0) {
        for part in class.chunks(MAX_CONTEXTS) {
            match groups.last_mut() {
                Some(open) if open.len() + part.len() <= MAX_CONTEXTS => {
                    open.extend_from_slice(part)
                }
                _ => groups.push(part.to_vec()),
            }
        }
    }
    groups
}

impl<S: AsyncRead + AsyncWrite + Unpin> Console<S> {
    /// The accepted context for a SOP class in a transfer syntax.
    pub fn storage_context(&self, sop_class: &str, transfer_syntax: &str) -> Option<ContextId> {
        let fits = self.contexts().iter().find(|context| {
            context.abstract_syntax == *sop_class && context.transfer_syntax == *transfer_syntax
        });
        fits.map(|context| context.id)
    }

    /// C-STORE: sends the bytes of `data_set`, which are in the transfer syntax that `name`
    /// says, and awaits the answer.
    ///
    /// # Errors
    /// [`StoreError`]; a status of failure is no error.
    pub async fn store(
        &mut self,
        name: &InstanceName,
        data_set: &mut (dyn Read + Send),
    ) -> Result<Response, StoreError> {
        let context = self.storage_context(&name.sop_class, &name.transfer_syntax);
        let context = context.ok_or_else(|| StoreError::NoContext {
            sop_class: name.sop_class.clone(),
            transfer_syntax: name.transfer_syntax.clone(),
        })?;
        let command = self.store_command(name);
        self.store_on(context, &command, data_set).await
    }

    /// The command of a C-STORE, to be changed and sent.
    pub fn store_command(&mut self, name: &InstanceName) -> Command {
        let mut command =
            self.request(Operation::CStore, &name.sop_class, Some(&name.sop_instance));
        command.priority = Some(Priority::Medium);
        command
    }

    /// As [`store`](Self::store), with a command and through a context of the caller's choice,
    /// right or wrong.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn store_on(
        &mut self,
        context: ContextId,
        command: &Command,
        data_set: &mut (dyn Read + Send),
    ) -> Result<Response, StoreError> {
        self.begin_streaming(context, command)?;
        match self.stream(data_set).await {
            Ok(()) => Ok(self.response_to(command.message_id).await?),
            Err(StoreError::Read(error)) => {
                self.break_off(Instant::now()).await;
                Err(StoreError::Read(error))
            }
            Err(other) => Err(other),
        }
    }

    async fn stream(&mut self, data_set: &mut (dyn Read + Send)) -> Result<(), StoreError> {
        let mut piece = vec![0; self.piece_size()];
        loop {
            let length = fill(data_set, &mut piece).map_err(StoreError::Read)?;
            self.transmit_piece(&piece[..length]).await?;
            if length < piece.len() {
                break;
            }
        }
        Ok(self.end_streaming()?)
    }
}

/// Reads until the buffer is full or the input ends.
fn fill(reader: &mut dyn Read, buffer: &mut [u8]) -> io::Result<usize> {
    let mut filled = 0;
    while filled < buffer.len() {
        match reader.read(&mut buffer[filled..]) {
            Ok(0) => break,
            Ok(length) => filled += length,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    Ok(filled)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn contexts_are_proposed_once_and_never_more_than_128() {
        let classes: Vec<String> = (1..=100).map(|n| format!("1.2.{n}")).collect();
        let pairs = classes.iter().flat_map(|class| {
            ["1.2.840.10008.1.2", "1.2.840.10008.1.2.1"].map(|syntax| (class.as_str(), syntax))
        });
        let twice: Vec<_> = pairs.clone().chain(pairs).collect();
        let proposals = proposals(twice.into_iter().chain([("no uid", "1.2")]));
        let sizes: Vec<_> = proposals.iter().map(Vec::len).collect();
        assert_eq!(sizes, [128, 72]);
    }
}
