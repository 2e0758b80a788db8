//! Element headers (PS3.5 7.1.2, 7.1.3, 7.5) and the VRs that implicit VR leaves out.

use dicom_core::dictionary::{DataDictionary, DataDictionaryEntry, VirtualVr};
use dicom_core::{Tag, VR};
use dicom_dictionary_std::StandardDataDictionary;

use super::Rule;
use crate::byte_order::has_long_header;
use crate::transfer_syntax::Encoding;

/// The length that says: look for a delimiter.
pub(crate) const UNDEFINED: u32 = 0xFFFF_FFFF;
/// The longest header: explicit VR with a 32-bit length.
pub(crate) const MAX_HEADER: usize = 12;
/// The shortest header, and what is needed to know more.
const MIN_HEADER: usize = 8;
/// The group of items and delimiters, which have no VR in any encoding.
const ITEM_GROUP: u16 = 0xFFFE;

/// Item (PS3.5 7.5).
pub(crate) const ITEM: Tag = Tag(ITEM_GROUP, 0xE000);
/// Item Delimitation Item.
pub(crate) const ITEM_DELIMITATION: Tag = Tag(ITEM_GROUP, 0xE00D);
/// Sequence Delimitation Item.
pub(crate) const SEQUENCE_DELIMITATION: Tag = Tag(ITEM_GROUP, 0xE0DD);

/// One element's header.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Header {
    pub(crate) tag: Tag,
    /// As sent; `None` where the encoding has none, and for items.
    pub(crate) vr: Option<VR>,
    pub(crate) length: u32,
    /// Bytes of the header itself.
    pub(crate) size: usize,
}

impl Header {
    pub(crate) fn is_item_group(&self) -> bool {
        self.tag.0 == ITEM_GROUP
    }
}

/// How many bytes the header that begins with `start` has, as far as `start` can tell.
pub(crate) fn needed(encoding: Encoding, start: &[u8]) -> usize {
    if start.len() < MIN_HEADER || !encoding.is_explicit() {
        return MIN_HEADER;
    }
    let is_item = u16_at(encoding, start, 0) == ITEM_GROUP;
    match VR::from_binary([start[4], start[5]]) {
        _ if is_item => MIN_HEADER,
        Some(vr) if !has_long_header(vr) => MIN_HEADER,
        _ => MAX_HEADER,
    }
}

/// Reads a header of [`needed`] bytes.
pub(crate) fn parse(encoding: Encoding, bytes: &[u8]) -> Result<Header, (Tag, Rule)> {
    let tag = Tag(u16_at(encoding, bytes, 0), u16_at(encoding, bytes, 2));
    let size = bytes.len();
    let header = |vr, length| Header {
        tag,
        vr,
        length,
        size,
    };
    if tag.0 == ITEM_GROUP || !encoding.is_explicit() {
        return Ok(header(None, u32_at(encoding, bytes, 4)));
    }
    if size == MIN_HEADER {
        let vr = VR::from_binary([bytes[4], bytes[5]]);
        return Ok(header(vr, u32::from(u16_at(encoding, bytes, 6))));
    }
    let vr = explicit_vr([bytes[4], bytes[5]]).map_err(|rule| (tag, rule))?;
    Ok(header(Some(vr), u32_at(encoding, bytes, 8)))
}

/// A VR of two letters that this edition does not know has a 32-bit length and is UN
/// (PS3.5 6.2.2 and 7.1.2, note on future VRs).
fn explicit_vr(letters: [u8; 2]) -> Result<VR, Rule> {
    match VR::from_binary(letters) {
        Some(vr) => Ok(vr),
        None if letters.iter().all(u8::is_ascii_uppercase) => Ok(VR::UN),
        None => Err(Rule::NotAVr(letters)),
    }
}

fn u16_at(encoding: Encoding, bytes: &[u8], at: usize) -> u16 {
    let pair = [bytes[at], bytes[at + 1]];
    if encoding.is_big_endian() {
        u16::from_be_bytes(pair)
    } else {
        u16::from_le_bytes(pair)
    }
}

fn u32_at(encoding: Encoding, bytes: &[u8], at: usize) -> u32 {
    let word = [bytes[at], bytes[at + 1], bytes[at + 2], bytes[at + 3]];
    if encoding.is_big_endian() {
        u32::from_be_bytes(word)
    } else {
        u32::from_le_bytes(word)
    }
}

/// The VR of an attribute by the data dictionary (PS3.6); UN for private and unknown ones.
/// "US or SS" is decided by Pixel Representation (PS3.5 A.1), which the caller looks up.
pub fn dictionary_vr(tag: Tag, signed: impl FnOnce() -> bool) -> VR {
    let Some(entry) = StandardDataDictionary.by_tag(tag) else {
        return VR::UN;
    };
    match entry.vr() {
        VirtualVr::Exact(vr) => vr,
        VirtualVr::Xs if signed() => VR::SS,
        VirtualVr::Xs => VR::US,
        VirtualVr::Ox | VirtualVr::Px | VirtualVr::Lt => VR::OW,
        _ => VR::UN,
    }
}
