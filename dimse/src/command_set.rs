//! Command sets on the wire: Implicit VR Little Endian, group 0000 only (PS3.7 6.3).

use dicom_core::Tag;

use crate::command::{Command, CommandField, Priority};
use crate::status::Status;
use crate::uid::UidField;

/// Most bytes of a command set. The largest honest one is an N-GET listing attributes:
/// 64 KiB hold 16,000 of them, and no data dictionary section comes near.
pub const MAX_COMMAND_SET: usize = 64 * 1024;
/// Most elements of a command set. PS3.7 Annex E defines 28 (retired ones included).
pub const MAX_COMMAND_ELEMENTS: usize = 64;
/// Longest Error Comment (VR LO).
pub const MAX_ERROR_COMMENT: usize = 64;
/// Command Data Set Type: no data set follows (PS3.7 E.1).
const NO_DATA_SET: u16 = 0x0101;
/// What we send when one follows: any other number will do.
const DATA_SET: u16 = 0x0000;
/// Tag and length of an Implicit VR element.
const ELEMENT_HEADER: usize = 8;

/// Elements of group 0000 (PS3.7 Table E.1-1).
mod element {
    pub(super) const GROUP_LENGTH: u16 = 0x0000;
    pub(super) const AFFECTED_SOP_CLASS_UID: u16 = 0x0002;
    pub(super) const REQUESTED_SOP_CLASS_UID: u16 = 0x0003;
    pub(super) const COMMAND_FIELD: u16 = 0x0100;
    pub(super) const MESSAGE_ID: u16 = 0x0110;
    pub(super) const MESSAGE_ID_BEING_RESPONDED_TO: u16 = 0x0120;
    pub(super) const MOVE_DESTINATION: u16 = 0x0600;
    pub(super) const PRIORITY: u16 = 0x0700;
    pub(super) const COMMAND_DATA_SET_TYPE: u16 = 0x0800;
    pub(super) const STATUS: u16 = 0x0900;
    pub(super) const OFFENDING_ELEMENT: u16 = 0x0901;
    pub(super) const ERROR_COMMENT: u16 = 0x0902;
    pub(super) const ERROR_ID: u16 = 0x0903;
    pub(super) const AFFECTED_SOP_INSTANCE_UID: u16 = 0x1000;
    pub(super) const REQUESTED_SOP_INSTANCE_UID: u16 = 0x1001;
    pub(super) const EVENT_TYPE_ID: u16 = 0x1002;
    pub(super) const ATTRIBUTE_IDENTIFIER_LIST: u16 = 0x1005;
    pub(super) const ACTION_TYPE_ID: u16 = 0x1008;
    pub(super) const REMAINING_SUB_OPERATIONS: u16 = 0x1020;
    pub(super) const COMPLETED_SUB_OPERATIONS: u16 = 0x1021;
    pub(super) const FAILED_SUB_OPERATIONS: u16 = 0x1022;
    pub(super) const WARNING_SUB_OPERATIONS: u16 = 0x1023;
    pub(super) const MOVE_ORIGINATOR_AE_TITLE: u16 = 0x1030;
    pub(super) const MOVE_ORIGINATOR_MESSAGE_ID: u16 = 0x1031;
}

/// What is wrong with a command set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Defect {
    /// An element's header or value runs beyond the end.
    #[error("element ({0:04X},{1:04X}) runs beyond the end of the command set")]
    Truncated(u16, u16),
    /// Fewer bytes than an element's header are left over at the end.
    #[error("{0} bytes are left over at the end of the command set")]
    LeftOver(usize),
    /// An element outside group 0000.
    #[error("element ({0:04X},{1:04X}) is no command element")]
    ForeignGroup(u16, u16),
    /// The same element twice.
    #[error("element (0000,{0:04X}) comes twice")]
    Duplicate(u16),
    /// A value whose length does not fit its VR.
    #[error("element (0000,{0:04X}) has a value of {1} bytes")]
    ValueLength(u16, usize),
    /// An element without which the message means nothing.
    #[error("element (0000,{0:04X}) is missing")]
    Missing(u16),
    /// A number outside its enumeration.
    #[error("element (0000,{0:04X}) has the value {1}")]
    Value(u16, u16),
    /// More than [`MAX_COMMAND_ELEMENTS`].
    #[error("command set has more than 64 elements")]
    TooManyElements,
    /// More than [`MAX_COMMAND_SET`].
    #[error("command set is longer than 65536 bytes")]
    TooLong,
}

/// A command set that does not parse, and what could be read of it all the same: with
/// these three a request can still be answered (0212), its data set still be skipped.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("{defect}")]
pub struct InvalidCommand {
    /// What is wrong (the first thing found).
    pub defect: Defect,
    /// Command Field, when it was readable.
    pub field: Option<CommandField>,
    /// Message ID (0000,0110), when it was readable.
    pub message_id: Option<u16>,
    /// Whether a data set follows, when that was readable.
    pub has_data_set: Option<bool>,
}

/// The elements as they come, before they mean something.
#[derive(Default)]
struct Elements<'a> {
    found: Vec<(u16, &'a [u8])>,
}

impl<'a> Elements<'a> {
    /// Walks the whole set; on a defect keeps what was found before it.
    fn walk(bytes: &'a [u8]) -> (Self, Result<(), Defect>) {
        let mut elements = Self::default();
        let result = elements.fill(bytes);
        (elements, result)
    }

    fn fill(&mut self, mut bytes: &'a [u8]) -> Result<(), Defect> {
        if bytes.len() > MAX_COMMAND_SET {
            return Err(Defect::TooLong);
        }
        while !bytes.is_empty() {
            let (number, value, rest) = split_element(bytes)?;
            if self.get(number).is_some() {
                return Err(Defect::Duplicate(number));
            }
            if self.found.len() == MAX_COMMAND_ELEMENTS {
                return Err(Defect::TooManyElements);
            }
            self.found.push((number, value));
            bytes = rest;
        }
        Ok(())
    }

    fn get(&self, number: u16) -> Option<&'a [u8]> {
        self.found
            .iter()
            .find(|(found, _)| *found == number)
            .map(|(_, value)| *value)
    }

    /// A US value; absent when empty, as careless peers send optional elements.
    fn us(&self, number: u16) -> Result<Option<u16>, Defect> {
        match self.get(number) {
            None | Some([]) => Ok(None),
            Some([low, high]) => Ok(Some(u16::from_le_bytes([*low, *high]))),
            Some(value) => Err(Defect::ValueLength(number, value.len())),
        }
    }

    fn required_us(&self, number: u16) -> Result<u16, Defect> {
        self.us(number)?.ok_or(Defect::Missing(number))
    }

    fn uid(&self, first: u16, second: u16) -> Option<UidField> {
        let read = |number| {
            self.get(number)
                .and_then(|value| UidField::read(&latin(value)))
        };
        read(first).or_else(|| read(second))
    }

    fn text(&self, number: u16) -> Option<String> {
        let text = latin(self.get(number)?);
        let text = text.trim_matches([' ', '\0']);
        (!text.is_empty()).then(|| text.to_owned())
    }

    fn tags(&self, number: u16) -> Result<Vec<Tag>, Defect> {
        let value = self.get(number).unwrap_or_default();
        if !value.len().is_multiple_of(4) {
            return Err(Defect::ValueLength(number, value.len()));
        }
        Ok(value.chunks_exact(4).map(tag).collect())
    }
}

fn tag(bytes: &[u8]) -> Tag {
    Tag(
        u16::from_le_bytes([bytes[0], bytes[1]]),
        u16::from_le_bytes([bytes[2], bytes[3]]),
    )
}

/// Command elements have the default repertoire; ISO 8859-1 loses no byte of what is outside it.
fn latin(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| char::from(*byte)).collect()
}

fn split_element(bytes: &[u8]) -> Result<(u16, &[u8], &[u8]), Defect> {
    let Some((header, rest)) = bytes.split_at_checked(ELEMENT_HEADER) else {
        return Err(Defect::LeftOver(bytes.len()));
    };
    let Tag(group, number) = tag(header);
    if group != 0 {
        return Err(Defect::ForeignGroup(group, number));
    }
    let length = u32::from_le_bytes([header[4], header[5], header[6], header[7]]);
    let split = usize::try_from(length)
        .ok()
        .and_then(|length| rest.split_at_checked(length));
    let (value, rest) = split.ok_or(Defect::Truncated(group, number))?;
    Ok((number, value, rest))
}

impl Command {
    /// Reads a whole command set.
    ///
    /// Unknown elements, wrong group lengths and a wrong order are passed over; the
    /// Requested UIDs are taken where a peer sent Affected ones, and the reverse.
    ///
    /// # Errors
    /// [`InvalidCommand`] with the first [`Defect`] and what was readable in spite of it.
    pub fn parse(bytes: &[u8]) -> Result<Self, InvalidCommand> {
        let (elements, walked) = Elements::walk(bytes);
        let field = elements
            .us(element::COMMAND_FIELD)
            .ok()
            .flatten()
            .map(CommandField::from_code);
        walked
            .and_then(|()| from_elements(&elements))
            .map_err(|defect| InvalidCommand {
                defect,
                field,
                message_id: elements.us(element::MESSAGE_ID).ok().flatten(),
                has_data_set: has_data_set(&elements).ok(),
            })
    }

    /// Writes the command set, group length included, elements in rising order.
    pub fn encode(&self) -> Vec<u8> {
        self.encode_with(self.has_data_set)
    }

    /// As [`Command::encode`], saying whether a data set follows.
    pub(crate) fn encode_with(&self, has_data_set: bool) -> Vec<u8> {
        let mut writer = Writer::default();
        write_head(self, has_data_set, &mut writer);
        write_tail(self, &mut writer);
        writer.finish()
    }
}

fn has_data_set(elements: &Elements<'_>) -> Result<bool, Defect> {
    Ok(elements.required_us(element::COMMAND_DATA_SET_TYPE)? != NO_DATA_SET)
}

fn from_elements(elements: &Elements<'_>) -> Result<Command, Defect> {
    let field = CommandField::from_code(elements.required_us(element::COMMAND_FIELD)?);
    let message_id = elements.required_us(id_element(field))?;
    let (class, instance) = (uid_elements(field, true), uid_elements(field, false));
    Ok(Command {
        sop_class_uid: elements.uid(class.0, class.1),
        sop_instance_uid: elements.uid(instance.0, instance.1),
        status: status(elements, field)?,
        has_data_set: has_data_set(elements)?,
        priority: priority(elements)?,
        event_type: elements.us(element::EVENT_TYPE_ID)?,
        action_type: elements.us(element::ACTION_TYPE_ID)?,
        attribute_identifiers: elements.tags(element::ATTRIBUTE_IDENTIFIER_LIST)?,
        offending_elements: elements.tags(element::OFFENDING_ELEMENT)?,
        error_comment: elements.text(element::ERROR_COMMENT),
        error_id: elements.us(element::ERROR_ID)?,
        move_destination: elements.text(element::MOVE_DESTINATION),
        move_originator: elements
            .text(element::MOVE_ORIGINATOR_AE_TITLE)
            .zip(elements.us(element::MOVE_ORIGINATOR_MESSAGE_ID)?),
        sub_operations: sub_operations(elements)?,
        ..Command::new(field, message_id)
    })
}

fn id_element(field: CommandField) -> u16 {
    match field.is_response() || field == CommandField::Cancel {
        true => element::MESSAGE_ID_BEING_RESPONDED_TO,
        false => element::MESSAGE_ID,
    }
}

/// The proper element of a SOP class (or instance) UID, then the one that peers confuse with it.
fn uid_elements(field: CommandField, class: bool) -> (u16, u16) {
    let requested = matches!(field, CommandField::Request(op) if op.uses_requested_uids());
    match (class, requested) {
        (true, true) => (
            element::REQUESTED_SOP_CLASS_UID,
            element::AFFECTED_SOP_CLASS_UID,
        ),
        (true, false) => (
            element::AFFECTED_SOP_CLASS_UID,
            element::REQUESTED_SOP_CLASS_UID,
        ),
        (false, true) => (
            element::REQUESTED_SOP_INSTANCE_UID,
            element::AFFECTED_SOP_INSTANCE_UID,
        ),
        (false, false) => (
            element::AFFECTED_SOP_INSTANCE_UID,
            element::REQUESTED_SOP_INSTANCE_UID,
        ),
    }
}

fn status(elements: &Elements<'_>, field: CommandField) -> Result<Option<Status>, Defect> {
    match (elements.us(element::STATUS)?, field.is_response()) {
        (None, true) => Err(Defect::Missing(element::STATUS)),
        (code, _) => Ok(code.map(Status)),
    }
}

fn priority(elements: &Elements<'_>) -> Result<Option<Priority>, Defect> {
    let Some(code) = elements.us(element::PRIORITY)? else {
        return Ok(None);
    };
    let known = Priority::from_code(code).ok_or(Defect::Value(element::PRIORITY, code))?;
    Ok(Some(known))
}

fn sub_operations(elements: &Elements<'_>) -> Result<crate::command::SubOperations, Defect> {
    Ok(crate::command::SubOperations {
        remaining: elements.us(element::REMAINING_SUB_OPERATIONS)?,
        completed: elements.us(element::COMPLETED_SUB_OPERATIONS)?,
        failed: elements.us(element::FAILED_SUB_OPERATIONS)?,
        warning: elements.us(element::WARNING_SUB_OPERATIONS)?,
    })
}

/// Writes elements of group 0000 and puts the group length in front.
#[derive(Default)]
struct Writer {
    bytes: Vec<u8>,
}

impl Writer {
    fn element(&mut self, number: u16, value: &[u8]) {
        let length = u32::try_from(value.len()).unwrap_or(u32::MAX);
        self.bytes.extend_from_slice(&[0, 0]);
        self.bytes.extend_from_slice(&number.to_le_bytes());
        self.bytes.extend_from_slice(&length.to_le_bytes());
        self.bytes.extend_from_slice(value);
    }

    fn us(&mut self, number: u16, value: impl Into<Option<u16>>) {
        if let Some(value) = value.into() {
            self.element(number, &value.to_le_bytes());
        }
    }

    fn text(&mut self, number: u16, text: Option<&str>, pad: u8) {
        if let Some(text) = text {
            let mut value: Vec<u8> = text.chars().map(ascii).collect();
            if !value.len().is_multiple_of(2) {
                value.push(pad);
            }
            self.element(number, &value);
        }
    }

    fn uid(&mut self, number: u16, uid: Option<&UidField>) {
        self.text(number, uid.map(UidField::as_str), 0);
    }

    fn tags(&mut self, number: u16, tags: &[Tag]) {
        if !tags.is_empty() {
            let value: Vec<u8> = tags
                .iter()
                .flat_map(|Tag(group, element)| [group.to_le_bytes(), element.to_le_bytes()])
                .flatten()
                .collect();
            self.element(number, &value);
        }
    }

    fn finish(self) -> Vec<u8> {
        let length = u32::try_from(self.bytes.len()).unwrap_or(u32::MAX);
        let mut whole = Writer {
            bytes: Vec::with_capacity(self.bytes.len() + 12),
        };
        whole.element(element::GROUP_LENGTH, &length.to_le_bytes());
        whole.bytes.extend_from_slice(&self.bytes);
        whole.bytes
    }
}

/// The default repertoire has ASCII only; the rest is shown as a question mark.
fn ascii(c: char) -> u8 {
    match u8::try_from(c) {
        Ok(byte) if byte.is_ascii() && !byte.is_ascii_control() => byte,
        _ => b'?',
    }
}

fn write_head(command: &Command, has_data_set: bool, writer: &mut Writer) {
    let class = uid_elements(command.field, true).0;
    let data_set_type = if has_data_set { DATA_SET } else { NO_DATA_SET };
    writer.uid(class, command.sop_class_uid.as_ref());
    writer.us(element::COMMAND_FIELD, command.field.code());
    writer.us(id_element(command.field), command.message_id);
    writer.text(
        element::MOVE_DESTINATION,
        command.move_destination.as_deref(),
        b' ',
    );
    writer.us(element::PRIORITY, command.priority.map(Priority::code));
    writer.us(element::COMMAND_DATA_SET_TYPE, data_set_type);
    writer.us(element::STATUS, command.status.map(|status| status.0));
    writer.tags(element::OFFENDING_ELEMENT, &command.offending_elements);
    let comment: Option<String> = command
        .error_comment
        .as_ref()
        .map(|text| text.chars().take(MAX_ERROR_COMMENT).collect());
    writer.text(element::ERROR_COMMENT, comment.as_deref(), b' ');
    writer.us(element::ERROR_ID, command.error_id);
}

fn write_tail(command: &Command, writer: &mut Writer) {
    let instance = uid_elements(command.field, false).0;
    let counts = command.sub_operations;
    writer.uid(instance, command.sop_instance_uid.as_ref());
    writer.us(element::EVENT_TYPE_ID, command.event_type);
    writer.tags(
        element::ATTRIBUTE_IDENTIFIER_LIST,
        &command.attribute_identifiers,
    );
    writer.us(element::ACTION_TYPE_ID, command.action_type);
    writer.us(element::REMAINING_SUB_OPERATIONS, counts.remaining);
    writer.us(element::COMPLETED_SUB_OPERATIONS, counts.completed);
    writer.us(element::FAILED_SUB_OPERATIONS, counts.failed);
    writer.us(element::WARNING_SUB_OPERATIONS, counts.warning);
    if let Some((title, id)) = &command.move_originator {
        writer.text(element::MOVE_ORIGINATOR_AE_TITLE, Some(title), b' ');
        writer.us(element::MOVE_ORIGINATOR_MESSAGE_ID, *id);
    }
}
