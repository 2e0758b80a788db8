//! A table of attributes and how it becomes a data set.

use filmdesk_dataset::data_set::DataSet;
use filmdesk_dataset::scan::dictionary_vr;
use filmdesk_dataset::{Tag, VR, tags};

use super::{Identity, Object, frames};

/// One row of a table.
#[derive(Debug)]
pub struct Attribute {
    /// Which.
    pub tag: Tag,
    /// Its value.
    pub value: Value,
}

/// A value, or where it comes from.
#[derive(Debug)]
pub enum Value {
    /// Text, or numbers as text, by the VR of the dictionary; several with backslashes.
    Text(&'static str),
    /// Items.
    Items(&'static [&'static [Attribute]]),
    /// One item made of several tables.
    One(&'static [&'static [Attribute]]),
    /// An item for each frame, of several tables: functional groups (PS3.3 C.7.6.16).
    PerFrame(&'static [&'static [Attribute]]),
    /// One item with a code: value, scheme, meaning (PS3.3 8.8).
    Code([&'static str; 3]),
    /// A UID of the study, by a name for it.
    Uid(&'static str),
    /// SOP Instance UID of the first instance of this SOP class in the study.
    Instance(&'static str),
    /// Series Instance UID of the first series of this SOP class in the study.
    Series(&'static str),
    /// Date, time or date and time of the study, by VR.
    Now,
    /// Bytes that are made from the rows above.
    Bytes(VR, fn(&DataSet) -> Vec<u8>),
    /// Not there, though an earlier table has it.
    Absent,
}

/// A row with text or numbers.
pub(super) const fn t(tag: Tag, text: &'static str) -> Attribute {
    row(tag, Value::Text(text))
}

/// A row without value (Type 2).
pub(super) const fn empty(tag: Tag) -> Attribute {
    row(tag, Value::Text(""))
}

/// A sequence.
pub(super) const fn items(tag: Tag, items: &'static [&'static [Attribute]]) -> Attribute {
    row(tag, Value::Items(items))
}

/// A sequence of one item that several tables make.
pub(super) const fn one(tag: Tag, tables: &'static [&'static [Attribute]]) -> Attribute {
    row(tag, Value::One(tables))
}

/// A sequence of an item for each frame.
pub(super) const fn per_frame(tag: Tag, tables: &'static [&'static [Attribute]]) -> Attribute {
    row(tag, Value::PerFrame(tables))
}

/// A code sequence of one item.
pub(super) const fn code(
    tag: Tag,
    value: &'static str,
    scheme: &'static str,
    meaning: &'static str,
) -> Attribute {
    row(tag, Value::Code([value, scheme, meaning]))
}

/// A UID of the study.
pub(super) const fn uid(tag: Tag, name: &'static str) -> Attribute {
    row(tag, Value::Uid(name))
}

/// SOP Instance UID of another object.
pub(super) const fn instance(tag: Tag, sop_class: &'static str) -> Attribute {
    row(tag, Value::Instance(sop_class))
}

/// Series Instance UID of another object.
pub(super) const fn series(tag: Tag, sop_class: &'static str) -> Attribute {
    row(tag, Value::Series(sop_class))
}

/// Date or time of the study.
pub(super) const fn now(tag: Tag) -> Attribute {
    row(tag, Value::Now)
}

/// Bytes that are made.
pub(super) const fn bytes(tag: Tag, vr: VR, make: fn(&DataSet) -> Vec<u8>) -> Attribute {
    row(tag, Value::Bytes(vr, make))
}

/// Takes away what an earlier table has.
pub(super) const fn absent(tag: Tag) -> Attribute {
    row(tag, Value::Absent)
}

const fn row(tag: Tag, value: Value) -> Attribute {
    Attribute { tag, value }
}

/// What tables need to become data sets.
pub(super) struct Filler<'a> {
    identity: &'a Identity,
    frame: u32,
}

impl<'a> Filler<'a> {
    pub(super) fn new(object: &Object<'a>) -> Self {
        Self {
            identity: object.identity,
            frame: object.number.saturating_sub(1),
        }
    }

    /// Puts text or numbers by the VR of the dictionary.
    pub(super) fn text(&self, data: &mut DataSet, tag: Tag, text: &str) {
        let signed = data
            .u16(tags::PIXEL_REPRESENTATION)
            .is_ok_and(|value| value == Some(1));
        put_text(data, tag, dictionary_vr(tag, || signed), text);
    }

    fn now(&self, data: &mut DataSet, tag: Tag) {
        let identity = self.identity;
        match dictionary_vr(tag, || false) {
            VR::DA => self.text(data, tag, &identity.date),
            VR::TM => self.text(data, tag, &identity.time),
            _ => self.text(data, tag, &format!("{}{}", identity.date, identity.time)),
        }
    }

    fn code(&self, data: &mut DataSet, tag: Tag, [value, scheme, meaning]: [&str; 3]) {
        let mut item = DataSet::new();
        self.text(&mut item, tags::CODE_VALUE, value);
        self.text(&mut item, tags::CODING_SCHEME_DESIGNATOR, scheme);
        self.text(&mut item, tags::CODE_MEANING, meaning);
        data.put_items(tag, vec![item]);
    }

    /// Pixels, where the tables have an image.
    pub(super) fn pixels(&self, data: &mut DataSet) {
        frames::pixel_data(data, self.frame);
    }
}

/// Puts a table's rows.
pub(super) fn put(data: &mut DataSet, rows: &'static [Attribute], filler: &Filler<'_>) {
    for Attribute { tag, value } in rows {
        let (tag, identity) = (*tag, filler.identity);
        match value {
            Value::Text(text) => filler.text(data, tag, text),
            Value::Items(items) => data.put_items(tag, all(items, filler)),
            Value::One(tables) => data.put_items(tag, vec![together(tables, filler)]),
            Value::PerFrame(tables) => {
                let frames = frames::functional_groups(data, &together(tables, filler));
                data.put_items(tag, frames);
            }
            Value::Code(code) => filler.code(data, tag, *code),
            Value::Uid(name) => filler.text(data, tag, &identity.uid(name)),
            Value::Instance(class) => filler.text(data, tag, &identity.first_instance(class)),
            Value::Series(class) => filler.text(data, tag, &identity.first_series(class)),
            Value::Now => filler.now(data, tag),
            Value::Bytes(vr, make) => {
                let bytes = make(data);
                data.put_bytes(tag, *vr, bytes);
            }
            Value::Absent => drop(data.remove(tag)),
        }
    }
}

fn all(items: &'static [&'static [Attribute]], filler: &Filler<'_>) -> Vec<DataSet> {
    let one = |rows: &&'static [Attribute]| {
        let mut item = DataSet::new();
        put(&mut item, rows, filler);
        item
    };
    items.iter().map(one).collect()
}

fn together(tables: &'static [&'static [Attribute]], filler: &Filler<'_>) -> DataSet {
    let mut item = DataSet::new();
    for rows in tables {
        put(&mut item, rows, filler);
    }
    item
}

/// Puts a value by its VR: text as it is, numbers in little endian. A text that is no number
/// counts as none, which a test of the tables would find.
fn put_text(data: &mut DataSet, tag: Tag, vr: VR, text: &str) {
    if text.is_empty() {
        return data.put_empty(tag, vr);
    }
    let bytes = match vr {
        VR::US | VR::OW => numbers(text, |value: u16| value.to_le_bytes()),
        VR::SS => numbers(text, |value: i16| value.to_le_bytes()),
        VR::UL | VR::OL => numbers(text, |value: u32| value.to_le_bytes()),
        VR::SL => numbers(text, |value: i32| value.to_le_bytes()),
        VR::UV | VR::OV => numbers(text, |value: u64| value.to_le_bytes()),
        VR::SV => numbers(text, |value: i64| value.to_le_bytes()),
        VR::FL | VR::OF => numbers(text, |value: f32| value.to_le_bytes()),
        VR::FD | VR::OD => numbers(text, |value: f64| value.to_le_bytes()),
        VR::OB | VR::UN => numbers(text, |value: u8| [value]),
        VR::AT => numbers::<AttributeTag, 4>(text, |tag| tag.0),
        _ => text.as_bytes().to_vec(),
    };
    data.put_bytes(tag, vr, bytes);
}

fn numbers<T: std::str::FromStr, const N: usize>(
    text: &str,
    bytes: impl Fn(T) -> [u8; N],
) -> Vec<u8> {
    let values = text.split('\\').filter_map(|value| value.parse().ok());
    values.flat_map(bytes).collect()
}

/// A value of AT, written as eight hexadecimal digits.
struct AttributeTag([u8; 4]);

impl std::str::FromStr for AttributeTag {
    type Err = std::num::ParseIntError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let number = u32::from_str_radix(text, 16)?;
        Ok(Self(number.rotate_left(16).to_le_bytes()))
    }
}
