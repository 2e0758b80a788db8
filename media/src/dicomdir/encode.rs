//! Records to bytes, in two passes.

use filmdesk_dataset::file::encode_meta;
use filmdesk_dataset::{DataSet, Tag, VR, tags, uids};
use thiserror::Error;

use super::{Head, Node, Reference, SOP_CLASS};

/// Who writes a file (PS3.10 7.1).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Implementation {
    /// Implementation Class UID (0002,0012).
    pub class_uid: String,
    /// Implementation Version Name (0002,0013), at most 16 characters.
    pub version_name: String,
}

/// A directory that cannot be written.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum EncodeError {
    /// Offsets have 32 bits (PS3.3 F.3.2.2).
    #[error("a directory of {0} bytes is larger than its offsets can say")]
    TooLarge(u64),
    /// A value does not fit its element.
    #[error("{tag}: a value of {length} bytes is too long")]
    ValueTooLong {
        /// The element.
        tag: Tag,
        /// Bytes of the value.
        length: usize,
    },
    /// A data set cannot be encoded.
    #[error(transparent)]
    DataSet(#[from] filmdesk_dataset::encode::EncodeError),
}

/// In-use flag (0004,1410): the only value (PS3.3 F.3.2.2).
const IN_USE: u16 = 0xFFFF;
/// Bytes of an element with a 16-bit length, without its value.
const HEADER: usize = 8;
/// Bytes of an item's header.
const ITEM_HEADER: u64 = 8;
/// Bytes of a UL element.
const UL: usize = HEADER + 4;
/// Bytes of a US element.
const US: usize = HEADER + 2;

/// The bytes of a DICOMDIR. Records are laid down depth first, a record before those below it.
pub fn encode(head: &Head, roots: &[Node]) -> Result<Vec<u8>, EncodeError> {
    let meta = meta(head)?;
    let lead = lead(head);
    let first = meta.len() + lead.len() + 2 * UL + US + 12;
    let mut sizes = Vec::new();
    let records = measure_all(roots, &mut sizes)?;
    let total = first as u64 + records;
    if total > u64::from(u32::MAX) {
        return Err(EncodeError::TooLarge(total));
    }
    let mut writer = Writer {
        bytes: Vec::with_capacity(usize::try_from(total).unwrap_or(0)),
        sizes: sizes.into_iter(),
    };
    writer.bytes.extend(meta);
    writer.bytes.extend(lead);
    writer.head(roots, first as u64, total, records);
    writer.records(roots);
    Ok(writer.bytes)
}

fn meta(head: &Head) -> Result<Vec<u8>, EncodeError> {
    let mut meta = DataSet::new();
    meta.put_bytes(tags::FILE_META_INFORMATION_VERSION, VR::OB, vec![0, 1]);
    let implementation = &head.implementation;
    for (tag, vr, text) in [
        (tags::MEDIA_STORAGE_SOP_CLASS_UID, VR::UI, SOP_CLASS),
        (tags::MEDIA_STORAGE_SOP_INSTANCE_UID, VR::UI, &*head.uid),
        (
            tags::TRANSFER_SYNTAX_UID,
            VR::UI,
            uids::EXPLICIT_VR_LITTLE_ENDIAN,
        ),
        (
            tags::IMPLEMENTATION_CLASS_UID,
            VR::UI,
            &implementation.class_uid,
        ),
        (
            tags::IMPLEMENTATION_VERSION_NAME,
            VR::SH,
            &implementation.version_name,
        ),
    ] {
        meta.put_text(tag, vr, text);
    }
    Ok(encode_meta(&meta)?)
}

/// The elements of group 0004 before the offsets.
fn lead(head: &Head) -> Vec<u8> {
    let mut bytes = Vec::new();
    put_text(&mut bytes, tags::FILE_SET_ID, VR::CS, &head.file_set_id);
    let descriptor = [
        (tags::FILE_SET_DESCRIPTOR_FILE_ID, &head.descriptor),
        (
            tags::SPECIFIC_CHARACTER_SET_OF_FILE_SET_DESCRIPTOR_FILE,
            &head.descriptor_character_set,
        ),
    ];
    for (tag, value) in descriptor {
        if let Some(value) = value {
            put_text(&mut bytes, tag, VR::CS, value);
        }
    }
    bytes
}

/// First pass: `sizes` gets (bytes of the record, bytes with all below it), depth first.
fn measure_all(nodes: &[Node], sizes: &mut Vec<(u64, u64)>) -> Result<u64, EncodeError> {
    let mut sum = 0;
    for node in nodes {
        sum += measure(node, sizes)?;
    }
    Ok(sum)
}

fn measure(node: &Node, sizes: &mut Vec<(u64, u64)>) -> Result<u64, EncodeError> {
    let own = ITEM_HEADER + item_length(node)?;
    let index = sizes.len();
    sizes.push((own, own));
    let total = own + measure_all(&node.children, sizes)?;
    sizes[index].1 = total;
    Ok(total)
}

fn item_length(node: &Node) -> Result<u64, EncodeError> {
    let mut length = 2 * UL + US + node.keys.len();
    for (tag, _, value) in texts(node) {
        let value = value.len();
        if value > usize::from(u16::MAX) - 1 {
            return Err(EncodeError::ValueTooLong { tag, length: value });
        }
        length += HEADER + value.next_multiple_of(2);
    }
    Ok(length as u64)
}

/// The elements of group 0004 with text, in order.
fn texts(node: &Node) -> impl Iterator<Item = (Tag, VR, &str)> {
    let reference = node.reference.as_ref();
    let of = move |value: fn(&Reference) -> &str| reference.map(value);
    let all = [
        (tags::DIRECTORY_RECORD_TYPE, VR::CS, Some(node.term.term())),
        (
            tags::PRIVATE_RECORD_UID,
            VR::UI,
            node.private_uid.as_deref(),
        ),
        (tags::REFERENCED_FILE_ID, VR::CS, of(|r| &r.file_id)),
        (
            tags::REFERENCED_SOP_CLASS_UID_IN_FILE,
            VR::UI,
            of(|r| &r.sop_class),
        ),
        (
            tags::REFERENCED_SOP_INSTANCE_UID_IN_FILE,
            VR::UI,
            of(|r| &r.sop_instance),
        ),
        (
            tags::REFERENCED_TRANSFER_SYNTAX_UID_IN_FILE,
            VR::UI,
            of(|r| &r.transfer_syntax),
        ),
        (
            tags::REFERENCED_RELATED_GENERAL_SOP_CLASS_UID_IN_FILE,
            VR::UI,
            reference.and_then(|r| r.related_classes.as_deref()),
        ),
    ];
    all.into_iter()
        .filter_map(|(tag, vr, value)| Some((tag, vr, value?)))
}

/// Second pass.
struct Writer {
    bytes: Vec<u8>,
    sizes: std::vec::IntoIter<(u64, u64)>,
}

impl Writer {
    /// Offsets of the root directory entity, consistency flag, the sequence's header.
    fn head(&mut self, roots: &[Node], first: u64, total: u64, records: u64) {
        let has_records = !roots.is_empty();
        let last = total - self.last_root(roots.len());
        self.offset(
            tags::OFFSET_OF_THE_FIRST_DIRECTORY_RECORD_OF_THE_ROOT_DIRECTORY_ENTITY,
            if has_records { first } else { 0 },
        );
        self.offset(
            tags::OFFSET_OF_THE_LAST_DIRECTORY_RECORD_OF_THE_ROOT_DIRECTORY_ENTITY,
            if has_records { last } else { 0 },
        );
        self.flag(tags::FILE_SET_CONSISTENCY_FLAG, 0);
        put_tag(&mut self.bytes, tags::DIRECTORY_RECORD_SEQUENCE);
        self.bytes.extend(b"SQ\0\0");
        self.bytes.extend(short(records).to_le_bytes());
    }

    /// Bytes of the last root record with all below it.
    fn last_root(&self, roots: usize) -> u64 {
        let sizes = self.sizes.as_slice();
        let (mut index, mut left, mut last) = (0, roots, 0);
        while left > 0 {
            last = sizes[index].1;
            let mut below = last;
            while below > 0 {
                below -= sizes[index].0;
                index += 1;
            }
            left -= 1;
        }
        last
    }

    fn records(&mut self, nodes: &[Node]) {
        for (index, node) in nodes.iter().enumerate() {
            let (own, total) = self.sizes.next().unwrap_or_default();
            let here = self.bytes.len() as u64;
            let has_next = index + 1 < nodes.len();
            let next = if has_next { here + total } else { 0 };
            let lower = if node.children.is_empty() {
                0
            } else {
                here + own
            };
            self.record(node, own - ITEM_HEADER, next, lower);
            self.records(&node.children);
        }
    }

    fn record(&mut self, node: &Node, length: u64, next: u64, lower: u64) {
        put_tag(&mut self.bytes, Tag(0xFFFE, 0xE000));
        self.bytes.extend(short(length).to_le_bytes());
        self.offset(tags::OFFSET_OF_THE_NEXT_DIRECTORY_RECORD, next);
        self.flag(tags::RECORD_IN_USE_FLAG, IN_USE);
        self.offset(
            tags::OFFSET_OF_REFERENCED_LOWER_LEVEL_DIRECTORY_ENTITY,
            lower,
        );
        for (tag, vr, value) in texts(node) {
            put_text(&mut self.bytes, tag, vr, value);
        }
        self.bytes.extend_from_slice(&node.keys);
    }

    fn offset(&mut self, tag: Tag, offset: u64) {
        put_tag(&mut self.bytes, tag);
        self.bytes.extend(b"UL\x04\0");
        self.bytes.extend(short(offset).to_le_bytes());
    }

    fn flag(&mut self, tag: Tag, flag: u16) {
        put_tag(&mut self.bytes, tag);
        self.bytes.extend(b"US\x02\0");
        self.bytes.extend(flag.to_le_bytes());
    }
}

/// Every size is below the total, which [`encode`] has checked.
fn short(size: u64) -> u32 {
    u32::try_from(size).unwrap_or(u32::MAX)
}

fn put_tag(bytes: &mut Vec<u8>, tag: Tag) {
    bytes.extend(tag.0.to_le_bytes());
    bytes.extend(tag.1.to_le_bytes());
}

/// A text element; its length was checked by [`item_length`].
fn put_text(bytes: &mut Vec<u8>, tag: Tag, vr: VR, text: &str) {
    let padding = if vr == VR::UI { 0 } else { b' ' };
    let length = text.len().next_multiple_of(2);
    put_tag(bytes, tag);
    bytes.extend(vr.to_bytes());
    bytes.extend((length as u16).to_le_bytes());
    bytes.extend_from_slice(text.as_bytes());
    bytes.resize(bytes.len() + length - text.len(), padding);
}
