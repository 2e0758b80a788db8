//! Data sets in memory: elements by tag, values small, bulk values by reference.

use std::collections::BTreeMap;
use std::str::FromStr;

use dicom_core::{Tag, VR};
use thiserror::Error;

use crate::bulk::Bulk;
use crate::byte_order;

/// A data set: elements in tag order.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct DataSet {
    elements: BTreeMap<Tag, Element>,
}

/// One element: its value representation and value.
#[derive(Debug, Clone, PartialEq)]
pub struct Element {
    /// The VR as sent, or the dictionary's where the encoding has none.
    pub vr: VR,
    /// The value.
    pub value: Value,
}

/// The value of an element.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// Bytes in little endian order (whatever the transfer syntax), padding included.
    Bytes(Vec<u8>),
    /// The items of a sequence.
    Items(Vec<DataSet>),
    /// A value that went to a [`crate::BulkSink`].
    Bulk(Bulk),
}

/// A value that is there and cannot be read as what its attribute is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("the value of {tag} is not a valid {expected}")]
pub struct InvalidValue {
    /// The attribute.
    pub tag: Tag,
    /// What was to be read.
    pub expected: &'static str,
}

impl Value {
    /// Whether the value has zero length.
    pub fn is_empty(&self) -> bool {
        match self {
            Self::Bytes(bytes) => bytes.is_empty(),
            Self::Items(items) => items.is_empty(),
            Self::Bulk(bulk) => bulk.length == 0,
        }
    }
}

impl DataSet {
    /// An empty data set.
    pub fn new() -> Self {
        Self::default()
    }

    /// Whether there is no element.
    pub fn is_empty(&self) -> bool {
        self.elements.is_empty()
    }

    /// How many elements there are at the top level.
    pub fn len(&self) -> usize {
        self.elements.len()
    }

    /// The element with `tag`.
    pub fn get(&self, tag: Tag) -> Option<&Element> {
        self.elements.get(&tag)
    }

    /// Whether the element is there, with or without a value.
    pub fn contains(&self, tag: Tag) -> bool {
        self.elements.contains_key(&tag)
    }

    /// Whether the element is there and has a value (for text: not only padding).
    pub fn has_value(&self, tag: Tag) -> bool {
        match self.get(tag).map(|element| &element.value) {
            None => false,
            Some(Value::Bytes(bytes)) => {
                bytes.iter().any(|b| !matches!(b, b' ' | 0))
                    || self.is_binary(tag) && !bytes.is_empty()
            }
            Some(other) => !other.is_empty(),
        }
    }

    fn is_binary(&self, tag: Tag) -> bool {
        self.get(tag).is_some_and(|element| {
            matches!(
                element.vr,
                VR::US
                    | VR::UL
                    | VR::SS
                    | VR::SL
                    | VR::FL
                    | VR::FD
                    | VR::OB
                    | VR::OW
                    | VR::AT
                    | VR::UN
                    | VR::UV
                    | VR::SV
                    | VR::OF
                    | VR::OD
                    | VR::OL
                    | VR::OV
            )
        })
    }

    /// All elements in tag order.
    pub fn iter(&self) -> impl Iterator<Item = (Tag, &Element)> {
        self.elements.iter().map(|(tag, element)| (*tag, element))
    }

    /// All elements in tag order, to be changed.
    pub fn iter_mut(&mut self) -> impl Iterator<Item = (Tag, &mut Element)> {
        let elements = self.elements.iter_mut();
        elements.map(|(tag, element)| (*tag, element))
    }

    /// Puts `element` under `tag`; the element that was there is returned.
    pub fn insert(&mut self, tag: Tag, element: Element) -> Option<Element> {
        self.elements.insert(tag, element)
    }

    /// Takes the element with `tag` out.
    pub fn remove(&mut self, tag: Tag) -> Option<Element> {
        self.elements.remove(&tag)
    }

    /// Drops the elements whose tags are not wanted.
    pub fn retain(&mut self, mut wanted: impl FnMut(Tag) -> bool) {
        self.elements.retain(|tag, _| wanted(*tag));
    }

    /// Adds every element of `other`, which wins where both have one.
    pub fn extend(&mut self, other: DataSet) {
        self.elements.extend(other.elements);
    }

    /// The raw bytes of an element (little endian), if it is neither sequence nor bulk.
    pub fn bytes(&self, tag: Tag) -> Option<&[u8]> {
        match &self.get(tag)?.value {
            Value::Bytes(bytes) => Some(bytes),
            _ => None,
        }
    }

    /// The items of a sequence; `None` when absent or no sequence.
    pub fn items(&self, tag: Tag) -> Option<&[DataSet]> {
        match &self.get(tag)?.value {
            Value::Items(items) => Some(items),
            _ => None,
        }
    }

    /// The bulk value of an element.
    pub fn bulk(&self, tag: Tag) -> Option<Bulk> {
        match self.get(tag)?.value {
            Value::Bulk(bulk) => Some(bulk),
            _ => None,
        }
    }

    /// Text of the default repertoire (CS, IS, DS, UI, DA, ...), without padding. `None` when
    /// the element is absent or empty; an error when it is not ASCII. Text that depends on
    /// Specific Character Set is read by [`crate::text`].
    pub fn ascii(&self, tag: Tag) -> Result<Option<&str>, InvalidValue> {
        let Some(bytes) = self.bytes(tag) else {
            return Ok(None);
        };
        let text = std::str::from_utf8(bytes)
            .ok()
            .filter(|text| text.is_ascii());
        let text = text.ok_or(InvalidValue {
            tag,
            expected: "text of the default repertoire",
        })?;
        Ok(Some(text.trim_matches([' ', '\0'])).filter(|text| !text.is_empty()))
    }

    /// A decimal string (IS, DS) parsed as `T`, first value.
    pub fn number<T: FromStr>(&self, tag: Tag) -> Result<Option<T>, InvalidValue> {
        let Some(text) = self.ascii(tag)? else {
            return Ok(None);
        };
        let first = text.split('\\').next().unwrap_or_default().trim();
        let first = first.strip_prefix('+').unwrap_or(first);
        first.parse().map(Some).map_err(|_| InvalidValue {
            tag,
            expected: "number string",
        })
    }

    /// The first US value.
    pub fn u16(&self, tag: Tag) -> Result<Option<u16>, InvalidValue> {
        match self.bytes(tag) {
            None | Some([]) => Ok(None),
            Some([low, high, ..]) => Ok(Some(u16::from_le_bytes([*low, *high]))),
            Some(_) => Err(InvalidValue {
                tag,
                expected: "US",
            }),
        }
    }

    /// All values of a decimal string (IS, DS); empty when absent or empty.
    pub fn numbers<T: FromStr>(&self, tag: Tag) -> Result<Vec<T>, InvalidValue> {
        let Some(text) = self.ascii(tag)? else {
            return Ok(Vec::new());
        };
        let values = text.split('\\').map(str::trim);
        values
            .map(|value| value.strip_prefix('+').unwrap_or(value).parse())
            .collect::<Result<_, _>>()
            .map_err(|_| InvalidValue {
                tag,
                expected: "number string",
            })
    }

    /// The first UL value.
    pub fn u32(&self, tag: Tag) -> Result<Option<u32>, InvalidValue> {
        match self.bytes(tag) {
            None | Some([]) => Ok(None),
            Some([a, b, c, d, ..]) => Ok(Some(u32::from_le_bytes([*a, *b, *c, *d]))),
            Some(_) => Err(InvalidValue {
                tag,
                expected: "UL",
            }),
        }
    }

    /// All US (or OW) values; empty when absent or empty.
    pub fn u16s(&self, tag: Tag) -> Result<Vec<u16>, InvalidValue> {
        let bytes = self.bytes(tag).unwrap_or_default();
        if bytes.len() % 2 == 1 {
            return Err(InvalidValue {
                tag,
                expected: "US",
            });
        }
        let words = bytes.chunks_exact(2);
        Ok(words.map(|b| u16::from_le_bytes([b[0], b[1]])).collect())
    }

    /// Puts text of the default repertoire, padded to even length as the VR wants it.
    pub fn put_text(&mut self, tag: Tag, vr: VR, text: &str) {
        self.put_bytes(tag, vr, text.as_bytes().to_vec());
    }

    /// Puts bytes (little endian), padded to even length as the VR wants it.
    pub fn put_bytes(&mut self, tag: Tag, vr: VR, mut bytes: Vec<u8>) {
        if bytes.len() % 2 == 1 {
            bytes.push(byte_order::padding(vr));
        }
        self.insert(
            tag,
            Element {
                vr,
                value: Value::Bytes(bytes),
            },
        );
    }

    /// Puts one US value.
    pub fn put_u16(&mut self, tag: Tag, value: u16) {
        self.put_bytes(tag, VR::US, value.to_le_bytes().to_vec());
    }

    /// Puts a sequence.
    pub fn put_items(&mut self, tag: Tag, items: Vec<DataSet>) {
        self.insert(
            tag,
            Element {
                vr: VR::SQ,
                value: Value::Items(items),
            },
        );
    }

    /// Puts an element without value.
    pub fn put_empty(&mut self, tag: Tag, vr: VR) {
        let value = if vr == VR::SQ {
            Value::Items(Vec::new())
        } else {
            Value::Bytes(Vec::new())
        };
        self.insert(tag, Element { vr, value });
    }
}

#[cfg(test)]
mod tests {
    use dicom_dictionary_std::tags;

    use super::*;

    #[test]
    fn numbers_are_read_or_refused() {
        let mut data = DataSet::new();
        data.put_text(tags::WINDOW_CENTER, VR::DS, "40\\ +50.5 \\-1e2");
        assert_eq!(
            data.numbers(tags::WINDOW_CENTER),
            Ok(vec![40.0, 50.5, -100.0])
        );
        assert_eq!(data.number(tags::WINDOW_CENTER), Ok(Some(40)));
        assert_eq!(data.numbers::<f64>(tags::WINDOW_WIDTH), Ok(Vec::new()));
        data.put_text(tags::WINDOW_WIDTH, VR::DS, "wide");
        let error = data.numbers::<f64>(tags::WINDOW_WIDTH).unwrap_err();
        assert_eq!(
            error.to_string(),
            "the value of (0028,1051) is not a valid number string"
        );
        data.put_bytes(tags::LUT_DATA, VR::OW, vec![1, 0, 2, 1]);
        assert_eq!(data.u16s(tags::LUT_DATA), Ok(vec![1, 0x102]));
        assert_eq!(data.u32(tags::LUT_DATA), Ok(Some(0x0102_0001)));
        assert!(data.u32(tags::WINDOW_WIDTH).is_ok());
    }

    #[test]
    fn padding_is_no_value() {
        let mut data = DataSet::new();
        data.put_text(tags::PATIENT_ID, VR::LO, "   ");
        assert!(data.contains(tags::PATIENT_ID) && !data.has_value(tags::PATIENT_ID));
        data.put_u16(tags::ROWS, 0);
        assert!(data.has_value(tags::ROWS));
        data.put_text(tags::SOP_INSTANCE_UID, VR::UI, "1.2");
        assert_eq!(data.bytes(tags::SOP_INSTANCE_UID), Some(&b"1.2\0"[..]));
    }
}
