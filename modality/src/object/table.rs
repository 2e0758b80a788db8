//! A table of attributes and how it becomes a data set.

use filmdesk_dataset::data_set::DataSet;
use filmdesk_dataset::scan::dictionary_vr;
use filmdesk_dataset::{Tag, VR, tags};

use super::code::Code;
use super::content::{self, Content};
use super::multiplex::Multiplex;
use super::{Identity, Object, frames};

/// Rows, of which later ones overrule earlier ones.
pub type Table = &'static [Row];

/// One row of a table.
#[derive(Debug, Clone, Copy)]
pub enum Row {
    /// An attribute and its value.
    Attribute(Tag, Value),
    /// All rows of another table.
    Table(Table),
}

/// A value, or where it comes from.
#[derive(Debug, Clone, Copy)]
pub enum Value {
    /// Text, or numbers as text, by the VR of the dictionary; several with backslashes.
    Text(&'static str),
    /// Items.
    Items(Items),
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

/// The items of a sequence.
#[derive(Debug, Clone, Copy)]
pub enum Items {
    /// One.
    One(Table),
    /// Several.
    Several(&'static [Table]),
    /// One for each frame: functional groups (PS3.3 C.7.6.16).
    PerFrame(Table),
    /// A code.
    Code(Code),
    /// A reference to the first instance of this SOP class in the study.
    Reference(&'static str),
    /// A content tree (PS3.3 C.17.3).
    Content(&'static [Content]),
    /// The DCMR template of this number (PS3.3 C.18.8).
    Template(&'static str),
    /// A multiplex group of a waveform (PS3.3 C.10.9).
    Multiplex(Multiplex),
}

/// A row with text or numbers.
pub(crate) const fn t(tag: Tag, text: &'static str) -> Row {
    Row::Attribute(tag, Value::Text(text))
}

/// A row without value (Type 2).
pub(crate) const fn empty(tag: Tag) -> Row {
    t(tag, "")
}

/// A UID of the study.
pub(crate) const fn uid(tag: Tag, name: &'static str) -> Row {
    Row::Attribute(tag, Value::Uid(name))
}

/// SOP Instance UID of another object.
pub(crate) const fn uid_of(tag: Tag, sop_class: &'static str) -> Row {
    Row::Attribute(tag, Value::Instance(sop_class))
}

/// Series Instance UID of another object.
pub(crate) const fn series_of(tag: Tag, sop_class: &'static str) -> Row {
    Row::Attribute(tag, Value::Series(sop_class))
}

/// Date or time of the study.
pub(crate) const fn now(tag: Tag) -> Row {
    Row::Attribute(tag, Value::Now)
}

/// Bytes that are made.
pub(crate) const fn bytes(tag: Tag, vr: VR, make: fn(&DataSet) -> Vec<u8>) -> Row {
    Row::Attribute(tag, Value::Bytes(vr, make))
}

/// Takes away what an earlier table has.
pub(crate) const fn absent(tag: Tag) -> Row {
    Row::Attribute(tag, Value::Absent)
}

/// All rows of another table.
pub(crate) const fn table(rows: Table) -> Row {
    Row::Table(rows)
}

/// A sequence, the items of which follow.
pub(crate) const fn seq(tag: Tag) -> Sequence {
    Sequence(tag)
}

/// A sequence without its items.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Sequence(Tag);

impl Sequence {
    /// No item.
    pub(crate) const fn empty(self) -> Row {
        self.items(&[])
    }

    /// One item.
    pub(crate) const fn item(self, rows: Table) -> Row {
        self.of(Items::One(rows))
    }

    /// Several items.
    pub(crate) const fn items(self, items: &'static [Table]) -> Row {
        self.of(Items::Several(items))
    }

    /// An item for each frame.
    pub(crate) const fn per_frame(self, rows: Table) -> Row {
        self.of(Items::PerFrame(rows))
    }

    /// An item with a code.
    pub(crate) const fn code(self, code: Code) -> Row {
        self.of(Items::Code(code))
    }

    /// An item that refers to another object.
    pub(crate) const fn instance(self, sop_class: &'static str) -> Row {
        self.of(Items::Reference(sop_class))
    }

    pub(super) const fn of(self, items: Items) -> Row {
        Row::Attribute(self.0, Value::Items(items))
    }
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

    /// Puts a table's rows.
    pub(super) fn put(&self, data: &mut DataSet, rows: Table) {
        for row in rows {
            match row {
                Row::Attribute(tag, value) => self.value(data, *tag, value),
                Row::Table(rows) => self.put(data, rows),
            }
        }
    }

    /// Puts one value.
    pub(super) fn value(&self, data: &mut DataSet, tag: Tag, value: &Value) {
        let identity = self.identity;
        match value {
            Value::Text(text) => self.text(data, tag, text),
            Value::Items(items) => {
                let items = self.items(data, items);
                data.put_items(tag, items);
            }
            Value::Uid(name) => self.text(data, tag, &identity.uid(name)),
            Value::Instance(class) => self.text(data, tag, &identity.first_instance(class)),
            Value::Series(class) => self.text(data, tag, &identity.first_series(class)),
            Value::Now => self.now(data, tag),
            Value::Bytes(vr, make) => {
                let bytes = make(data);
                data.put_bytes(tag, *vr, bytes);
            }
            Value::Absent => drop(data.remove(tag)),
        }
    }

    fn items(&self, data: &DataSet, items: &Items) -> Vec<DataSet> {
        match items {
            Items::One(rows) => vec![self.item(rows)],
            Items::Several(items) => items.iter().map(|rows| self.item(rows)).collect(),
            Items::PerFrame(rows) => frames::functional_groups(data, &self.item(rows)),
            Items::Code(code) => vec![self.coded(code)],
            Items::Reference(class) => vec![self.reference(class)],
            Items::Content(tree) => tree.iter().map(|item| item.item(self)).collect(),
            Items::Template(number) => vec![content::template_item(number, self)],
            Items::Multiplex(group) => vec![group.item(self)],
        }
    }

    /// One item of a table's rows.
    pub(super) fn item(&self, rows: Table) -> DataSet {
        let mut item = DataSet::new();
        self.put(&mut item, rows);
        item
    }

    pub(super) fn coded(&self, code: &Code) -> DataSet {
        let mut item = DataSet::new();
        self.text(&mut item, tags::CODE_VALUE, code.value);
        self.text(&mut item, tags::CODING_SCHEME_DESIGNATOR, code.scheme);
        self.text(&mut item, tags::CODE_MEANING, code.meaning);
        item
    }

    fn reference(&self, class: &str) -> DataSet {
        let mut item = DataSet::new();
        let instance = self.identity.first_instance(class);
        self.text(&mut item, tags::REFERENCED_SOP_CLASS_UID, class);
        self.text(&mut item, tags::REFERENCED_SOP_INSTANCE_UID, &instance);
        item
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

    /// Pixels, where the tables have an image.
    pub(super) fn pixels(&self, data: &mut DataSet) {
        frames::pixel_data(data, self.frame);
    }
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
