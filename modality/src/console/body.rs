//! The data set of a request, written without copying its pixels.

use std::cell::{Cell, RefCell};
use std::io::{self, Write};

use filmdesk_dataset::bulk::{Bulk, BulkSource};
use filmdesk_dataset::encode::{self, EncodeError};
use filmdesk_dataset::{DataSet, Element, Encoding, Tag, VR, Value};

/// A data set with large values that are lent, not held.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Body<'a> {
    /// The data set; large values are [`Value::Bulk`] whose ids are places in `bulk`.
    pub data: DataSet,
    /// The large values, multi-byte samples little endian.
    pub bulk: Vec<&'a [u8]>,
    /// Bytes that go in front of the data set as they are: for consoles that write what no
    /// encoder would, such as a wrong group length.
    pub raw_front: Vec<u8>,
}

impl From<DataSet> for Body<'_> {
    fn from(data: DataSet) -> Self {
        Self {
            data,
            ..Self::default()
        }
    }
}

/// A run of bytes of an encoded body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Piece<'a> {
    Own(Vec<u8>),
    Lent(&'a [u8]),
}

impl Piece<'_> {
    pub(super) fn bytes(&self) -> &[u8] {
        match self {
            Self::Own(bytes) => bytes,
            Self::Lent(bytes) => bytes,
        }
    }
}

impl<'a> Body<'a> {
    /// Lends `bytes` (little endian samples) and gives the element that stands for them; put it
    /// where the value belongs, also into an item that goes into `data`.
    pub fn lend(&mut self, vr: VR, bytes: &'a [u8]) -> Element {
        self.bulk.push(bytes);
        let bulk = Bulk {
            id: self.bulk.len() as u64 - 1,
            length: bytes.len() as u64,
            big_endian: false,
            encapsulated: false,
        };
        Element {
            vr,
            value: Value::Bulk(bulk),
        }
    }

    /// How many attributes there are, those of items included: for transcripts.
    pub(super) fn attributes(&self) -> usize {
        count(&self.data)
    }

    pub(super) fn encode(&self, encoding: Encoding) -> Result<Vec<Piece<'a>>, EncodeError> {
        let assembly = Assembly::new(self, encoding);
        let mut writer = Writer(&assembly);
        writer.write_all(&self.raw_front)?;
        encode::write(&self.data, encoding, &mut writer, &mut Source(&assembly))?;
        Ok(assembly.pieces.into_inner())
    }
}

pub(super) fn count(data: &DataSet) -> usize {
    let nested = |element: &Element| match &element.value {
        Value::Items(items) => items.iter().map(count).sum(),
        _ => 0,
    };
    data.iter().map(|(_, element)| 1 + nested(element)).sum()
}

/// The encoder asks for bulk bytes and at once writes them. Little endian bytes go out as they
/// are, so the writer notes where they lie instead of taking them; big endian ones are turned
/// by the encoder and must be copied.
struct Assembly<'a> {
    bulk: Vec<&'a [u8]>,
    pieces: RefCell<Vec<Piece<'a>>>,
    asked: Cell<Option<&'a [u8]>>,
    copies: bool,
}

impl<'a> Assembly<'a> {
    fn new(body: &Body<'a>, encoding: Encoding) -> Self {
        Self {
            bulk: body.bulk.clone(),
            pieces: RefCell::new(Vec::new()),
            asked: Cell::new(None),
            copies: encoding.is_big_endian(),
        }
    }
}

struct Writer<'s, 'a>(&'s Assembly<'a>);

impl Write for Writer<'_, '_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let mut pieces = self.0.pieces.borrow_mut();
        match (self.0.asked.take(), pieces.last_mut()) {
            (Some(lent), _) => pieces.push(Piece::Lent(lent)),
            (None, Some(Piece::Own(own))) => own.extend_from_slice(bytes),
            (None, _) => pieces.push(Piece::Own(bytes.to_vec())),
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

struct Source<'s, 'a>(&'s Assembly<'a>);

impl BulkSource for Source<'_, '_> {
    fn read_exact_at(&mut self, bulk: &Bulk, offset: u64, buffer: &mut [u8]) -> io::Result<()> {
        let place = |n| usize::try_from(n).map_err(|_| io::ErrorKind::NotFound);
        let (id, offset) = (place(bulk.id)?, place(offset)?);
        let value = self.0.bulk.get(id).ok_or(io::ErrorKind::NotFound)?;
        let lent = value.get(offset..offset + buffer.len());
        let lent = lent.ok_or(io::ErrorKind::UnexpectedEof)?;
        if self.0.copies {
            buffer.copy_from_slice(lent);
        } else {
            self.0.asked.set(Some(lent));
        }
        Ok(())
    }
}

/// The bytes of a group length element (gggg,0000) with any value, right or wrong.
pub fn group_length(group: u16, value: u32, encoding: Encoding) -> Vec<u8> {
    let big = encoding.is_big_endian();
    let u16 = |n: u16| {
        if big {
            n.to_be_bytes()
        } else {
            n.to_le_bytes()
        }
    };
    let u32 = |n: u32| {
        if big {
            n.to_be_bytes()
        } else {
            n.to_le_bytes()
        }
    };
    let Tag(group, element) = Tag(group, 0);
    let mut bytes = [u16(group), u16(element)].concat();
    match encoding.is_explicit() {
        true => bytes.extend([&b"UL"[..], &u16(4)].concat()),
        false => bytes.extend(u32(4)),
    }
    bytes.extend(u32(value));
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;
    use filmdesk_dataset::tags;

    fn body(pixels: &[u8]) -> Body<'_> {
        let mut body = Body::default();
        let mut item = DataSet::new();
        item.put_u16(tags::ROWS, 2);
        let element = body.lend(VR::OW, pixels);
        item.insert(tags::PIXEL_DATA, element);
        body.data
            .put_items(tags::BASIC_GRAYSCALE_IMAGE_SEQUENCE, vec![item]);
        body.data.put_u16(tags::IMAGE_BOX_POSITION, 1);
        body
    }

    fn plain(pixels: &[u8], encoding: Encoding) -> Vec<u8> {
        let mut item = DataSet::new();
        item.put_u16(tags::ROWS, 2);
        item.put_bytes(tags::PIXEL_DATA, VR::OW, pixels.to_vec());
        let mut data = DataSet::new();
        data.put_items(tags::BASIC_GRAYSCALE_IMAGE_SEQUENCE, vec![item]);
        data.put_u16(tags::IMAGE_BOX_POSITION, 1);
        encode::encode(&data, encoding).unwrap()
    }

    #[test]
    fn lent_pixels_are_written_as_held_ones_are() {
        let pixels: Vec<u8> = (0..200_002u32).map(|i| (i * 7) as u8).collect();
        let body = body(&pixels);
        for encoding in [
            Encoding::ImplicitLittle,
            Encoding::ExplicitLittle,
            Encoding::ExplicitBig,
        ] {
            let pieces = body.encode(encoding).unwrap();
            let whole: Vec<u8> = pieces.iter().flat_map(Piece::bytes).copied().collect();
            assert!(whole == plain(&pixels, encoding), "{encoding:?}");
        }
    }

    #[test]
    fn little_endian_pixels_are_not_copied() {
        let pixels = vec![1; 1 << 20];
        let pieces = body(&pixels).encode(Encoding::ImplicitLittle).unwrap();
        let own: usize = pieces
            .iter()
            .filter(|piece| matches!(piece, Piece::Own(_)))
            .map(|piece| piece.bytes().len())
            .sum();
        assert!(own < 100, "{own} bytes were copied");
    }

    #[test]
    fn a_group_length_is_the_element_of_its_encoding() {
        assert_eq!(
            group_length(0x2000, 6, Encoding::ImplicitLittle),
            [0, 0x20, 0, 0, 4, 0, 0, 0, 6, 0, 0, 0]
        );
        assert_eq!(
            group_length(0x2000, 6, Encoding::ExplicitBig),
            [0x20, 0, 0, 0, b'U', b'L', 0, 4, 0, 0, 0, 6]
        );
    }
}
