//! Data sets to bytes, in any of the three encodings (PS3.5 7 and Annex A).

use std::io::{self, Write};

use dicom_core::{Tag, VR};
use thiserror::Error;

use crate::bulk::{Bulk, BulkSource, NoBulk};
use crate::byte_order;
use crate::data_set::{DataSet, Element, Value};
use crate::scan::{ITEM, ITEM_DELIMITATION, SEQUENCE_DELIMITATION, UNDEFINED};
use crate::transfer_syntax::Encoding;

/// Bytes of a bulk value copied at once; a whole number of every VR's unit.
const COPY: usize = 64 << 10;
/// Bytes of the header of an item or delimiter.
const ITEM_HEADER: u64 = 8;

/// A data set that cannot be written.
#[derive(Debug, Error)]
pub enum EncodeError {
    /// A value or sequence is longer than a 32-bit length can say.
    #[error("the value of {0} is longer than 4 GiB")]
    TooLong(Tag),
    /// Encapsulated Pixel Data exist in Explicit VR Little Endian only (PS3.5 A.4).
    #[error("{0} is encapsulated, which needs explicit VR little endian")]
    Encapsulated(Tag),
    /// The writer or the source of bulk values failed.
    #[error("writing the data set failed: {0}")]
    Io(#[from] io::Error),
}

/// How the ends of sequences and items are told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum SequenceLengths {
    /// By their length.
    #[default]
    Defined,
    /// By delimitation items.
    Undefined,
}

/// The bytes of a data set without bulk values, sequences of defined length. Group length
/// elements (retired outside groups 0000 and 0002) are left out.
pub fn encode(data: &DataSet, encoding: Encoding) -> Result<Vec<u8>, EncodeError> {
    let mut bytes = Vec::new();
    write(data, encoding, &mut bytes, &mut NoBulk)?;
    Ok(bytes)
}

/// Writes a data set; bulk values are copied from `source` in pieces of 64 KiB.
pub fn write<W: Write>(
    data: &DataSet,
    encoding: Encoding,
    writer: &mut W,
    source: &mut dyn BulkSource,
) -> Result<(), EncodeError> {
    write_with(data, encoding, SequenceLengths::Defined, writer, source)
}

/// [`write()`] with a choice of how sequences end.
pub fn write_with<W: Write>(
    data: &DataSet,
    encoding: Encoding,
    lengths: SequenceLengths,
    writer: &mut W,
    source: &mut dyn BulkSource,
) -> Result<(), EncodeError> {
    let mut encoder = Encoder {
        encoding,
        lengths,
        writer,
        source,
    };
    encoder.data_set(data)
}

/// How many bytes [`write()`] will write.
pub fn encoded_length(data: &DataSet, encoding: Encoding) -> u64 {
    length_with(data, encoding, SequenceLengths::Defined)
}

/// How many bytes [`write_with`] will write.
pub fn length_with(data: &DataSet, encoding: Encoding, lengths: SequenceLengths) -> u64 {
    let written = data.iter().filter(|(tag, _)| is_written(*tag));
    written
        .map(|(_, element)| {
            let value = value_length(element, encoding, lengths);
            header_length(element.vr, value, encoding) + value
        })
        .sum()
}

/// Group lengths of groups above 0002 are retired (PS3.5 7.2) and would be wrong after a change.
fn is_written(tag: Tag) -> bool {
    tag.1 != 0 || tag.0 <= 2
}

fn value_length(element: &Element, encoding: Encoding, lengths: SequenceLengths) -> u64 {
    let delimiter = match lengths {
        SequenceLengths::Defined => 0,
        SequenceLengths::Undefined => ITEM_HEADER,
    };
    match &element.value {
        Value::Bytes(bytes) => even(bytes.len() as u64),
        Value::Bulk(bulk) if bulk.encapsulated => bulk.length + ITEM_HEADER,
        Value::Bulk(bulk) => even(bulk.length),
        Value::Items(items) => {
            let item = |set| ITEM_HEADER + length_with(set, encoding, lengths) + delimiter;
            items.iter().map(item).sum::<u64>() + delimiter
        }
    }
}

fn even(length: u64) -> u64 {
    length + length % 2
}

fn header_length(vr: VR, value: u64, encoding: Encoding) -> u64 {
    let long = byte_order::has_long_header(explicit_vr(vr, value));
    if encoding.is_explicit() && long {
        12
    } else {
        8
    }
}

/// A value too long for a 16-bit length goes as UN (PS3.5 6.2.2).
fn explicit_vr(vr: VR, value: u64) -> VR {
    if byte_order::has_long_header(vr) || value <= u64::from(u16::MAX) {
        vr
    } else {
        VR::UN
    }
}

struct Encoder<'a, W> {
    encoding: Encoding,
    lengths: SequenceLengths,
    writer: &'a mut W,
    source: &'a mut dyn BulkSource,
}

impl<W: Write> Encoder<'_, W> {
    fn data_set(&mut self, data: &DataSet) -> Result<(), EncodeError> {
        for (tag, element) in data.iter().filter(|(tag, _)| is_written(*tag)) {
            self.element(tag, element)?;
        }
        Ok(())
    }

    fn element(&mut self, tag: Tag, element: &Element) -> Result<(), EncodeError> {
        let length = value_length(element, self.encoding, self.lengths);
        match &element.value {
            Value::Bytes(bytes) => {
                let vr = self.header(tag, element.vr, length)?;
                self.bytes(bytes, element.vr, vr)
            }
            Value::Items(items) => self.items(tag, items, length),
            Value::Bulk(bulk) if bulk.encapsulated => self.encapsulated(tag, element.vr, bulk),
            Value::Bulk(bulk) => {
                self.header(tag, element.vr, length)?;
                self.bulk(element.vr, bulk)
            }
        }
    }

    /// Writes the header; returns the VR that went into it.
    fn header(&mut self, tag: Tag, vr: VR, length: u64) -> Result<VR, EncodeError> {
        let fits = u32::try_from(length)
            .ok()
            .filter(|length| *length != UNDEFINED);
        let fits = fits.ok_or(EncodeError::TooLong(tag))?;
        self.raw_header(tag, explicit_vr(vr, length), fits)
    }

    fn raw_header(&mut self, tag: Tag, vr: VR, length: u32) -> Result<VR, EncodeError> {
        let mut header = [0; 12];
        header[..2].copy_from_slice(&self.u16(tag.0));
        header[2..4].copy_from_slice(&self.u16(tag.1));
        let size = if !self.encoding.is_explicit() {
            header[4..8].copy_from_slice(&self.u32(length));
            8
        } else {
            header[4..6].copy_from_slice(&vr.to_bytes());
            self.explicit_length(&mut header, vr, length)
        };
        self.writer.write_all(&header[..size])?;
        Ok(vr)
    }

    fn explicit_length(&self, header: &mut [u8; 12], vr: VR, length: u32) -> usize {
        if byte_order::has_long_header(vr) {
            header[8..].copy_from_slice(&self.u32(length));
            return 12;
        }
        // `explicit_vr` has turned every longer value into UN.
        header[6..8].copy_from_slice(&self.u16(length as u16));
        8
    }

    /// Items and delimiters have no VR in any encoding.
    fn item_header(&mut self, tag: Tag, length: u32) -> Result<(), EncodeError> {
        let mut header = [0; ITEM_HEADER as usize];
        header[..2].copy_from_slice(&self.u16(tag.0));
        header[2..4].copy_from_slice(&self.u16(tag.1));
        header[4..].copy_from_slice(&self.u32(length));
        Ok(self.writer.write_all(&header)?)
    }

    /// A value kept in little endian order; UN keeps it so (PS3.5 6.2.2).
    fn bytes(&mut self, bytes: &[u8], vr: VR, written: VR) -> Result<(), EncodeError> {
        let unit = byte_order::unit(written);
        if self.encoding.is_big_endian() && unit > 1 {
            let mut turned = bytes.to_vec();
            byte_order::swap(&mut turned, unit);
            self.writer.write_all(&turned)?;
        } else {
            self.writer.write_all(bytes)?;
        }
        self.pad(vr, bytes.len() as u64)
    }

    fn pad(&mut self, vr: VR, length: u64) -> Result<(), EncodeError> {
        if length % 2 == 1 {
            self.writer.write_all(&[byte_order::padding(vr)])?;
        }
        Ok(())
    }

    fn items(&mut self, tag: Tag, items: &[DataSet], length: u64) -> Result<(), EncodeError> {
        let defined = self.lengths == SequenceLengths::Defined;
        if defined {
            self.header(tag, VR::SQ, length)?;
        } else {
            self.raw_header(tag, VR::SQ, UNDEFINED)?;
        }
        for item in items {
            self.item(tag, item, defined)?;
        }
        if !defined {
            self.item_header(SEQUENCE_DELIMITATION, 0)?;
        }
        Ok(())
    }

    fn item(&mut self, tag: Tag, item: &DataSet, defined: bool) -> Result<(), EncodeError> {
        if !defined {
            self.item_header(ITEM, UNDEFINED)?;
            self.data_set(item)?;
            return self.item_header(ITEM_DELIMITATION, 0);
        }
        let length = length_with(item, self.encoding, self.lengths);
        let length = u32::try_from(length).map_err(|_| EncodeError::TooLong(tag))?;
        self.item_header(ITEM, length)?;
        self.data_set(item)
    }

    fn encapsulated(&mut self, tag: Tag, vr: VR, bulk: &Bulk) -> Result<(), EncodeError> {
        if self.encoding != Encoding::ExplicitLittle {
            return Err(EncodeError::Encapsulated(tag));
        }
        self.raw_header(tag, vr, UNDEFINED)?;
        self.copy(bulk, 1)?;
        self.item_header(SEQUENCE_DELIMITATION, 0)
    }

    fn bulk(&mut self, vr: VR, bulk: &Bulk) -> Result<(), EncodeError> {
        let turned = bulk.big_endian != self.encoding.is_big_endian();
        self.copy(bulk, if turned { byte_order::unit(vr) } else { 1 })?;
        self.pad(vr, bulk.length)
    }

    fn copy(&mut self, bulk: &Bulk, unit: usize) -> Result<(), EncodeError> {
        let mut buffer = vec![0; COPY.min(usize::try_from(bulk.length).unwrap_or(COPY))];
        let mut offset = 0;
        while offset < bulk.length {
            let size = buffer
                .len()
                .min(usize::try_from(bulk.length - offset).unwrap_or(COPY));
            let piece = &mut buffer[..size];
            self.source.read_exact_at(bulk, offset, piece)?;
            byte_order::swap(piece, unit);
            self.writer.write_all(piece)?;
            offset += size as u64;
        }
        Ok(())
    }

    fn u16(&self, value: u16) -> [u8; 2] {
        if self.encoding.is_big_endian() {
            value.to_be_bytes()
        } else {
            value.to_le_bytes()
        }
    }

    fn u32(&self, value: u32) -> [u8; 4] {
        if self.encoding.is_big_endian() {
            value.to_be_bytes()
        } else {
            value.to_le_bytes()
        }
    }
}
