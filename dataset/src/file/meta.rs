//! File Meta Information (PS3.10 7.1).

use std::io::{self, BufRead, Read};

use dicom_core::Tag;
use dicom_dictionary_std::tags;

use super::FileError;
use super::input::Input;
use crate::bulk::BulkSink;
use crate::data_set::DataSet;
use crate::encode::{self, EncodeError};
use crate::scan::header::{self, Header, MAX_HEADER};
use crate::scan::{Limits, ScanError, Scanner};
use crate::transfer_syntax::Encoding;

/// Bytes of File Meta Information altogether: it holds UIDs, titles and at most a private
/// value; 1 MiB is far above any.
const MAX_META: u64 = 1 << 20;
/// The group of File Meta Information.
const META_GROUP: u16 = 0x0002;

/// What a file says about itself.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct FileMeta {
    /// Transfer Syntax UID (0002,0010); empty when the file has none.
    pub transfer_syntax: String,
    /// Media Storage SOP Class UID (0002,0002); empty when the file has none.
    pub sop_class: String,
    /// Media Storage SOP Instance UID (0002,0003); empty when the file has none.
    pub sop_instance: String,
    /// All elements of group 0002, as read.
    pub elements: DataSet,
}

impl FileMeta {
    pub(super) fn of(elements: DataSet) -> Self {
        let uid = |tag: Tag| {
            elements
                .ascii(tag)
                .ok()
                .flatten()
                .unwrap_or_default()
                .to_owned()
        };
        Self {
            transfer_syntax: uid(tags::TRANSFER_SYNTAX_UID),
            sop_class: uid(tags::MEDIA_STORAGE_SOP_CLASS_UID),
            sop_instance: uid(tags::MEDIA_STORAGE_SOP_INSTANCE_UID),
            elements,
        }
    }
}

/// The bytes before a file's data set: preamble, prefix, File Meta Information with its group
/// length. `elements` holds group 0002 only; (0002,0000) is made here.
pub fn encode_meta(elements: &DataSet) -> Result<Vec<u8>, EncodeError> {
    let mut rest = elements.clone();
    rest.remove(tags::FILE_META_INFORMATION_GROUP_LENGTH);
    let rest = encode::encode(&rest, Encoding::ExplicitLittle)?;
    let mut bytes = vec![0; super::PREAMBLE];
    bytes.extend(super::PREFIX);
    bytes.extend(b"\x02\0\0\0UL\x04\0");
    bytes.extend((rest.len() as u32).to_le_bytes());
    bytes.extend(rest);
    Ok(bytes)
}

/// Nothing of File Meta Information is kept outside memory: longer values are refused.
struct Refuse;

impl BulkSink for Refuse {
    fn begin(&mut self, _: Option<u64>) -> io::Result<u64> {
        Err(io::Error::other("too long for file meta information"))
    }

    fn write(&mut self, _: &[u8]) -> io::Result<()> {
        Ok(())
    }

    fn end(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Reads group 0002 element by element, so that a wrong or missing group length does no harm;
/// leaves the input at the first element of another group.
pub(super) fn read_meta<R: Read>(input: &mut Input<R>) -> Result<FileMeta, FileError> {
    let mut scanner = Scanner::new(Encoding::ExplicitLittle, Limits::PEER);
    while let Some(header) = meta_header(input)? {
        let mut left = header.size as u64 + u64::from(header.length);
        if scanner.position() + left > MAX_META {
            return Err(FileError::MetaTooLong);
        }
        while left > 0 {
            let piece = input.fill_buf()?;
            let size = piece.len().min(usize::try_from(left).unwrap_or(usize::MAX));
            if size == 0 {
                return Err(FileError::Meta(
                    scanner.finish().err().unwrap_or_else(no_error),
                ));
            }
            let fed = scanner.feed(&piece[..size], &mut Refuse);
            fed.map_err(FileError::Meta)?;
            input.consume(size);
            left -= size as u64;
        }
    }
    Ok(FileMeta::of(scanner.finish().map_err(FileError::Meta)?))
}

fn no_error() -> ScanError {
    let rule = crate::scan::Rule::Truncated;
    ScanError::Broken {
        tag: tags::TRANSFER_SYNTAX_UID,
        offset: 0,
        rule,
    }
}

/// The next header, if it is of group 0002. Nothing is taken.
fn meta_header<R: Read>(input: &mut Input<R>) -> Result<Option<Header>, FileError> {
    let encoding = Encoding::ExplicitLittle;
    let bytes = input.peek(MAX_HEADER)?;
    if bytes.len() < 8 || bytes[..2] != META_GROUP.to_le_bytes() {
        return Ok(None);
    }
    let needed = header::needed(encoding, &bytes[..8]);
    let whole = bytes
        .get(..needed)
        .ok_or_else(|| FileError::Meta(no_error()))?;
    match header::parse(encoding, whole) {
        Ok(header) => Ok(Some(header)),
        Err((tag, rule)) => Err(FileError::Meta(ScanError::Broken {
            tag,
            offset: 0,
            rule,
        })),
    }
}
