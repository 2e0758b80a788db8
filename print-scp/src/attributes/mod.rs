//! Attributes: which a request may, must and must not carry, as tables, and how their values
//! are read into terms. The conformance statement prints the same tables.

mod reader;
mod tables;

use dicom_core::dictionary::{DataDictionary, DataDictionaryEntry};
use dicom_core::{Tag, VR};
use dicom_dictionary_std::{StandardDataDictionary, tags};
use filmdesk_dataset::DataSet;
use filmdesk_dimse::command::Operation;

use crate::offers::SopClass;
use crate::service::Refusal;

pub(crate) use reader::{Reader, put, without_bulk};
pub use tables::TABLES;

/// Usage SCU/SCP (PS3.4 H.2.4).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Usage {
    /// M/M: must be sent (0120) with a value (0121) that is supported (0106).
    MandatoryMandatory,
    /// M/M, but zero length has a meaning of its own (an empty image sequence erases).
    MandatoryMayBeEmpty,
    /// MC/M: must be sent under a condition that the handler knows.
    ConditionalMandatory,
    /// U/M: may be sent; a value that is not supported is 0106 or 0116, by policy.
    OptionalMandatory,
    /// U/MC
    OptionalConditional,
    /// U/U: as U/M; we support every one of them.
    OptionalOptional,
    /// -/M and -/MC: ours to fill; ignored when it is sent.
    ScpOnly,
}

impl Usage {
    /// As the standard writes it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::MandatoryMandatory | Self::MandatoryMayBeEmpty => "M/M",
            Self::ConditionalMandatory => "MC/M",
            Self::OptionalMandatory => "U/M",
            Self::OptionalConditional => "U/MC",
            Self::OptionalOptional => "U/U",
            Self::ScpOnly => "-/M",
        }
    }

    const fn must_be_sent(self) -> bool {
        matches!(self, Self::MandatoryMandatory | Self::MandatoryMayBeEmpty)
    }
}

/// Where a row holds; elsewhere its attribute counts as not supported (0105 or 0107).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Applies {
    /// Always.
    Always,
    /// When Basic Annotation Box was negotiated.
    WithAnnotation,
    /// When the film's image boxes are colour.
    InColor,
}

/// One attribute of a request.
#[derive(Debug, Clone, Copy)]
pub struct Row {
    /// The attribute.
    pub tag: Tag,
    /// Its VR.
    pub vr: VR,
    /// Usage SCU/SCP.
    pub usage: Usage,
    /// Where the row holds.
    pub applies: Applies,
    /// What is right, in words: for Error Comments and the conformance statement.
    pub right: &'static str,
    /// Rows of the items, if it is a sequence whose items are judged by table.
    pub items: &'static [Row],
}

/// The attributes of one operation of one class.
pub struct AttributeTable {
    /// The class.
    pub class: SopClass,
    /// The operation.
    pub operation: Operation,
    /// The table's number in PS3.4.
    pub source: &'static str,
    /// The rows in the standard's order.
    pub rows: &'static [Row],
}

/// The rows for an operation of a class; empty when there is no table.
pub fn rows_of(class: SopClass, operation: Operation) -> &'static [Row] {
    TABLES
        .iter()
        .find(|table| table.class == class && table.operation == operation)
        .map_or(&[], |table| table.rows)
}

/// The keyword of PS3.6, or the tag itself where there is none.
pub fn keyword(tag: Tag) -> String {
    StandardDataDictionary
        .by_tag(tag)
        .map(|entry| entry.alias().to_owned())
        .filter(|alias| !alias.is_empty() && alias != "GenericGroupLength")
        .unwrap_or_else(|| tag.to_string())
}

/// What was negotiated, as far as rows depend on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Circumstances {
    pub(crate) annotation: bool,
    pub(crate) color: bool,
}

impl Circumstances {
    fn meets(self, applies: Applies) -> bool {
        match applies {
            Applies::Always => true,
            Applies::WithAnnotation => self.annotation,
            Applies::InColor => self.color,
        }
    }
}

/// Judges presence: 0120 before 0121; then gives the attributes that are not supported.
pub(crate) fn check_presence(
    rows: &'static [Row],
    data: &DataSet,
    circumstances: Circumstances,
) -> Result<Vec<Tag>, Refusal> {
    let missing = missing(rows, data);
    if !missing.is_empty() {
        return Err(Refusal::MissingAttribute(missing));
    }
    let valueless = valueless(rows, data);
    if !valueless.is_empty() {
        return Err(Refusal::MissingValue(valueless));
    }
    Ok(unsupported(rows, data, circumstances))
}

fn missing(rows: &'static [Row], data: &DataSet) -> Vec<Tag> {
    let absent = |row: &&Row| row.usage.must_be_sent() && !data.contains(row.tag);
    let mut tags: Vec<Tag> = rows.iter().filter(absent).map(|row| row.tag).collect();
    for (row, item) in judged_items(rows, data) {
        tags.extend(missing(row.items, item));
    }
    tags
}

fn valueless(rows: &'static [Row], data: &DataSet) -> DataSet {
    let mut found = DataSet::new();
    for row in rows {
        if row.usage == Usage::MandatoryMandatory && !data.has_value(row.tag) {
            found.put_empty(row.tag, row.vr);
        }
    }
    for (row, item) in judged_items(rows, data) {
        let inner = valueless(row.items, item);
        if !inner.is_empty() {
            found.put_items(row.tag, vec![inner]);
        }
    }
    found
}

/// The first item of each sequence whose items have rows; a second one is the reader's affair.
fn judged_items<'a>(
    rows: &'static [Row],
    data: &'a DataSet,
) -> impl Iterator<Item = (&'static Row, &'a DataSet)> {
    rows.iter()
        .filter(|row| !row.items.is_empty())
        .filter_map(|row| Some((row, data.items(row.tag)?.first()?)))
}

/// Attributes with a value that the class does not have. Without a value nothing was asked;
/// group lengths and private attributes of Standard Extended classes are passed over.
fn unsupported(rows: &'static [Row], data: &DataSet, circumstances: Circumstances) -> Vec<Tag> {
    let mut tags: Vec<Tag> = data
        .iter()
        .filter(|(tag, _)| !is_passed_over(*tag) && data.has_value(*tag))
        .filter(|(tag, _)| {
            let row = rows.iter().find(|row| row.tag == *tag);
            !row.is_some_and(|row| circumstances.meets(row.applies))
        })
        .map(|(tag, _)| tag)
        .collect();
    for (row, item) in judged_items(rows, data) {
        tags.extend(unsupported(row.items, item, circumstances));
    }
    tags
}

fn is_passed_over(tag: Tag) -> bool {
    let padding = tag == tags::DATA_SET_TRAILING_PADDING; // means nothing (PS3.5 7.2)
    tag.group() % 2 == 1 || tag.element() == 0 || padding || tag == tags::SPECIFIC_CHARACTER_SET
}

/// An N-GET: the attributes asked for (all when none is named) of those that there are, and
/// the tags asked for that the class does not have (0107).
pub(crate) fn select(all: DataSet, asked: &[Tag]) -> (DataSet, Vec<Tag>) {
    if asked.is_empty() {
        return (all, Vec::new());
    }
    let mut chosen = DataSet::new();
    let mut unknown = Vec::new();
    for &tag in asked {
        match all.get(tag) {
            Some(element) => {
                chosen.insert(tag, element.clone());
            }
            None => unknown.push(tag),
        }
    }
    (chosen, unknown)
}

/// A reference item {Referenced SOP Class UID, Referenced SOP Instance UID}.
pub(crate) fn reference(class: SopClass, instance: &str) -> DataSet {
    let mut item = DataSet::new();
    item.put_text(tags::REFERENCED_SOP_CLASS_UID, VR::UI, class.uid());
    item.put_text(tags::REFERENCED_SOP_INSTANCE_UID, VR::UI, instance);
    item
}
