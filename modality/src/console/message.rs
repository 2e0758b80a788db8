//! What a printer says.

use filmdesk_dataset::bulk::MemorySink;
use filmdesk_dataset::scan::{Limits, Scanner};
use filmdesk_dataset::{DataSet, Encoding, Tag};
use filmdesk_dimse::command::Command;
use filmdesk_dimse::presentation::ContextId;
use filmdesk_dimse::status::Status;
use filmdesk_dimse::uid::{Uid, UidField};

use crate::error::ConsoleError;

/// Longest data set of a printer that is kept: Printer Configuration Retrieval of every format
/// and film size has some 100 KB.
pub const MAX_DATA_SET: usize = 4 << 20;

/// What is kept of it: Printer Configuration Retrieval of a printer that takes every size has
/// some ten thousand small elements.
const LIMITS: Limits = Limits {
    kept_total: 16 << 20,
    ..Limits::PEER
};

/// A message whose data set is arriving.
#[derive(Debug)]
pub(super) struct Partial {
    pub(super) context: ContextId,
    pub(super) command: Command,
    bytes: Vec<u8>,
}

impl Partial {
    pub(super) fn new(context: ContextId, command: Command) -> Self {
        Self {
            context,
            command,
            bytes: Vec::new(),
        }
    }

    pub(super) fn push(&mut self, fragment: &[u8]) -> Result<(), ConsoleError> {
        if self.bytes.len() + fragment.len() > MAX_DATA_SET {
            return Err(ConsoleError::TooLong(self.command.field.to_string()));
        }
        self.bytes.extend_from_slice(fragment);
        Ok(())
    }

    pub(super) fn finish(self, encoding: Option<Encoding>) -> Result<Message, ConsoleError> {
        let encoding = encoding.unwrap_or(Encoding::ImplicitLittle);
        let mut scanner = Scanner::new(encoding, LIMITS);
        let read = scanner.feed(&self.bytes, &mut MemorySink::default());
        let data = read
            .and_then(|()| scanner.finish())
            .map_err(|source| ConsoleError::Scan {
                message: self.command.field.to_string(),
                source,
            })?;
        Ok(Message {
            context: self.context,
            command: self.command,
            data,
        })
    }
}

/// A whole message.
#[derive(Debug)]
pub(super) struct Message {
    pub(super) context: ContextId,
    pub(super) command: Command,
    pub(super) data: DataSet,
}

/// The answer to a request.
#[derive(Debug, Clone, PartialEq)]
pub struct Response {
    /// Status (0000,0900).
    pub status: Status,
    /// The command set.
    pub command: Command,
    /// The data set; empty when there was none.
    pub data: DataSet,
}

impl From<Message> for Response {
    fn from(message: Message) -> Self {
        Self {
            // A response without a status does not parse (PS3.7 requires one).
            status: message.command.status.unwrap_or(Status::PROCESSING_FAILURE),
            command: message.command,
            data: message.data,
        }
    }
}

impl Response {
    /// Affected SOP Instance UID (0000,1000).
    pub fn instance(&self) -> Option<&Uid> {
        self.command
            .sop_instance_uid
            .as_ref()
            .and_then(UidField::valid)
    }

    /// Error Comment (0000,0902).
    pub fn comment(&self) -> Option<&str> {
        self.command.error_comment.as_deref()
    }

    /// Referenced SOP Instance UIDs (0008,1155) of the items of a sequence, in their order.
    pub fn references(&self, sequence: Tag) -> Vec<String> {
        let items = self.data.items(sequence).unwrap_or_default();
        items.iter().filter_map(reference).collect()
    }
}

fn reference(item: &DataSet) -> Option<String> {
    let uid = item.ascii(filmdesk_dataset::tags::REFERENCED_SOP_INSTANCE_UID);
    uid.ok().flatten().map(str::to_owned)
}

/// An N-EVENT-REPORT.
#[derive(Debug, Clone, PartialEq)]
pub struct Notification {
    /// Affected SOP Class UID, as sent.
    pub sop_class: String,
    /// Affected SOP Instance UID, as sent.
    pub instance: String,
    /// Event Type ID (0000,1002).
    pub event_type: u16,
    /// The arguments.
    pub data: DataSet,
}

impl From<Message> for Notification {
    fn from(message: Message) -> Self {
        let text = |uid: &Option<UidField>| uid.as_ref().map_or("", UidField::as_str).to_owned();
        Self {
            sop_class: text(&message.command.sop_class_uid),
            instance: text(&message.command.sop_instance_uid),
            event_type: message.command.event_type.unwrap_or_default(),
            data: message.data,
        }
    }
}
