//! Data sets in memory: elements by tag, values small, bulk values by reference.

use std::collections::BTreeMap;
use std::str::FromStr;

use dicom_core::{Tag, VR};
use thiserror::Error;

use crate::bulk::Bulk;

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

    /// Puts `element` under `tag`; the element that was there is returned.
    pub fn insert(&mut self, tag: Tag, element: Element) -> Option<Element> {
        self.elements.insert(tag, element)
    }

    /// Takes the element with `tag` out.
    pub fn remove(&mut self, tag: Tag) -> Option<Element> {
        self.elements.remove(&tag)
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

    /// Puts text of the default repertoire, padded to even length as the VR wants it.
    pub fn put_text(&mut self, tag: Tag, vr: VR, text: &str) {
        self.put_bytes(tag, vr, text.as_bytes().to_vec());
    }

    /// Puts bytes (little endian), padded to even length as the VR wants it.
    pub fn put_bytes(&mut self, tag: Tag, vr: VR, mut bytes: Vec<u8>) {
        if bytes.len() % 2 == 1 {
            bytes.push(if matches!(vr, VR::UI | VR::OB | VR::UN) {
                0
            } else {
                b' '
            });
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
