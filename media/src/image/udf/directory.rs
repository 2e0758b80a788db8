//! File Identifier Descriptors: what a folder holds (ECMA-167 4/14.4).

use super::tag::{self, Place, TagVersion};
use crate::image::ImageError;
use crate::image::bytes::Record;
use crate::image::sectors::SECTOR;

/// Bytes of a name in OSTA Compressed Unicode: its length has 8 bits (UDF 2.3.4.3).
const MAX_NAME: usize = 255;
/// A File Identifier Descriptor without the name.
const FIXED: usize = 38;
/// File Characteristics (ECMA-167 4/14.4.3).
pub(super) const IS_FOLDER: u8 = 2;
pub(super) const IS_PARENT: u8 = 8;

/// A name as it is written, if UDF takes it.
pub(super) fn name(text: &str) -> Result<Vec<u8>, ImageError> {
    let name = tag::compressed(text);
    match name.len() <= MAX_NAME {
        true => Ok(name),
        false => Err(ImageError::Name {
            path: text.to_owned(),
            rule: "UDF takes names of 255 bytes",
        }),
    }
}

/// Bytes of a descriptor.
pub(super) fn length(name: &[u8]) -> usize {
    (FIXED + name.len()).next_multiple_of(4)
}

/// One entry of a folder.
#[derive(Debug)]
pub(super) struct Identifier<'a> {
    pub(super) name: &'a [u8],
    pub(super) characteristics: u8,
    pub(super) entry: Place,
    pub(super) unique: u32,
}

impl Identifier<'_> {
    /// The descriptor, whose first byte is in a block.
    pub(super) fn descriptor(&self, version: TagVersion, block: u32) -> Vec<u8> {
        let body = tag::body()
            .u16(1)
            .u8(self.characteristics)
            .u8(self.name.len() as u8)
            .bytes(&self.entry.long(SECTOR as u32, self.unique))
            .u16(0)
            .bytes(self.name)
            .zeros_to(length(self.name));
        tag::tagged(257, version, block, body.0)
    }
}

/// The entry that leads to the folder above.
pub(super) fn parent(entry: Place, unique: u32) -> Identifier<'static> {
    Identifier {
        name: &[],
        characteristics: IS_FOLDER | IS_PARENT,
        entry,
        unique,
    }
}

/// Bytes of a folder of these names.
pub(super) fn folder_length<'a>(names: impl Iterator<Item = &'a Vec<u8>>) -> usize {
    length(&[]) + names.map(|name| length(name)).sum::<usize>()
}

/// A record that is not yet padded to whole blocks.
pub(super) fn padded(folder: Vec<u8>) -> Vec<u8> {
    let blocks = folder.len().next_multiple_of(SECTOR as usize);
    Record(folder).zeros_to(blocks).0
}
