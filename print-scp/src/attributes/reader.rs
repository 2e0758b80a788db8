//! Reads a request's values into what is in force, and gathers what was wrong with them.

use std::str::FromStr;

use dicom_core::{Tag, VR};
use dicom_dictionary_std::tags;
use filmdesk_dataset::{DataSet, Element, Value};
use filmdesk_dimse::uid::Uid;

use super::{Row, keyword};
use crate::peer::UnsupportedPolicy;
use crate::printer::DensityRange;
use crate::service::{Offence, Refusal, Warning};

/// Longest list of values read from one attribute; no attribute of print has more than three.
const MAX_VALUES: usize = 8;

/// Reads values of one data set. Every method leaves the slot alone when the attribute is
/// absent, and sets the default when it is empty or not supported, so that the same code
/// serves N-CREATE (slots begin as defaults) and N-SET (slots begin as they are).
pub(crate) struct Reader<'a> {
    data: &'a DataSet,
    rows: &'static [Row],
    refused: DataSet,
    replaced: DataSet,
    complaint: Option<String>,
    density_limited: bool,
}

impl<'a> Reader<'a> {
    pub(crate) fn new(data: &'a DataSet, rows: &'static [Row]) -> Self {
        Self {
            data,
            rows,
            refused: DataSet::new(),
            replaced: DataSet::new(),
            complaint: None,
            density_limited: false,
        }
    }

    pub(crate) fn data(&self) -> &'a DataSet {
        self.data
    }

    /// Reads a value; `read` gives `None` for what is not supported.
    pub(crate) fn value<T>(
        &mut self,
        tag: Tag,
        slot: &mut T,
        default: T,
        read: impl FnOnce(&DataSet) -> Option<T>,
    ) {
        if !self.data.contains(tag) {
            return;
        }
        *slot = match self.data.has_value(tag) {
            false => default,
            true => read(self.data).unwrap_or_else(|| {
                self.replace(tag);
                default
            }),
        };
    }

    /// Reads a defined term that is also among the supported ones.
    pub(crate) fn term<T: FromStr>(
        &mut self,
        tag: Tag,
        slot: &mut T,
        default: T,
        supported: impl FnOnce(&T) -> bool,
    ) {
        self.value(tag, slot, default, |data| term(data, tag).filter(supported));
    }

    /// Reads a defined term that overrides another one when it is there.
    pub(crate) fn optional_term<T: FromStr>(
        &mut self,
        tag: Tag,
        slot: &mut Option<T>,
        supported: impl FnOnce(&T) -> bool,
    ) {
        self.value(tag, slot, None, |data| {
            term(data, tag).filter(supported).map(Some)
        });
    }

    /// Reads a density; outside of the printer's range its limit is used (B605). `None` when
    /// the attribute is absent, `Some(None)` when the default is to be used.
    pub(crate) fn density(&mut self, tag: Tag, range: DensityRange) -> Option<Option<u16>> {
        if !self.data.contains(tag) {
            return None;
        }
        let mut asked = None;
        self.value(tag, &mut asked, None, |data| {
            data.u16(tag).ok().flatten().map(Some)
        });
        let limit = |density: u16| density.clamp(range.min_hundredths, range.max_hundredths);
        let limited = asked.map(limit);
        self.density_limited |= limited != asked;
        Some(limited)
    }

    /// Reads what must be right whatever the policy (M/M); `None` was refused.
    pub(crate) fn must<T>(
        &mut self,
        tag: Tag,
        read: impl FnOnce(&DataSet) -> Option<T>,
    ) -> Option<T> {
        let value = read(self.data);
        if value.is_none() {
            self.refuse(tag);
        }
        value
    }

    /// Notes a value that is refused whatever the policy.
    pub(crate) fn refuse(&mut self, tag: Tag) {
        let comment = self.right(tag);
        self.refuse_because(&[tag], comment);
    }

    /// Notes values that are refused together.
    pub(crate) fn refuse_because(&mut self, tags: &[Tag], comment: impl Into<String>) {
        for &tag in tags {
            put(&mut self.refused, self.data, tag);
        }
        self.complaint.get_or_insert(comment.into());
    }

    /// Notes the complaints of an item of this data set's sequence.
    pub(crate) fn refuse_item(&mut self, sequence: Tag, item: Reader<'_>) {
        if item.refused.is_empty() {
            return;
        }
        self.refused.put_items(sequence, vec![item.refused]);
        if let Some(complaint) = item.complaint {
            self.complaint.get_or_insert(complaint);
        }
    }

    /// Notes a value in whose place the default is used, or that is refused, by policy.
    pub(crate) fn replace(&mut self, tag: Tag) {
        put(&mut self.replaced, self.data, tag);
        let comment = self.right(tag);
        self.complaint.get_or_insert(comment);
    }

    fn right(&self, tag: Tag) -> String {
        let right = self
            .rows
            .iter()
            .find(|row| row.tag == tag)
            .map_or("", |row| row.right);
        format!("{}: {right}", keyword(tag))
    }

    /// The verdict: what was refused, or with which reservations it was read.
    pub(crate) fn finish(
        self,
        policy: UnsupportedPolicy,
        unsupported: Vec<Tag>,
    ) -> Result<Vec<Warning>, Refusal> {
        let refuses = policy == UnsupportedPolicy::Refuse;
        if refuses && !unsupported.is_empty() {
            return Err(Refusal::NoSuchAttribute(unsupported));
        }
        if !self.refused.is_empty() || refuses && !self.replaced.is_empty() {
            let mut attributes = self.refused;
            if refuses {
                attributes.extend(self.replaced);
            }
            let comment = self.complaint.unwrap_or_default();
            return Err(Refusal::InvalidValue(Offence::new(attributes, comment)));
        }
        let mut warnings = Vec::new();
        if self.density_limited {
            warnings.push(Warning::DensityOutOfRange);
        }
        if !self.replaced.is_empty() {
            warnings.push(Warning::ValuesOutOfRange(self.replaced));
        }
        if !unsupported.is_empty() {
            warnings.push(Warning::UnsupportedAttributes(unsupported));
        }
        Ok(warnings)
    }
}

/// A defined term.
fn term<T: FromStr>(data: &DataSet, tag: Tag) -> Option<T> {
    data.ascii(tag).ok()??.parse().ok()
}

/// Copies an attribute for a response. Values too large to be held (pixels) are never sent
/// back, at whatever depth of sequences.
pub(crate) fn put(into: &mut DataSet, from: &DataSet, tag: Tag) {
    match from.get(tag) {
        Some(element) => put_element(into, tag, element),
        None => into.put_empty(tag, VR::UN),
    }
}

fn put_element(into: &mut DataSet, tag: Tag, element: &Element) {
    match &element.value {
        Value::Bytes(_) => {
            into.insert(tag, element.clone());
        }
        Value::Items(items) => into.put_items(tag, items.iter().map(without_bulk).collect()),
        Value::Bulk(_) => into.put_empty(tag, element.vr),
    }
}

/// A copy in which values too large to be held are empty.
pub(crate) fn without_bulk(data: &DataSet) -> DataSet {
    let mut copy = DataSet::new();
    for (tag, element) in data.iter() {
        put_element(&mut copy, tag, element);
    }
    copy
}

/// Values that several classes read alike.
impl Reader<'_> {
    /// US values, at most [`MAX_VALUES`].
    pub(crate) fn us_values(data: &DataSet, tag: Tag) -> Option<Vec<u16>> {
        let bytes = data.bytes(tag)?;
        let whole = bytes.len() % 2 == 0 && bytes.len() <= 2 * MAX_VALUES;
        whole.then(|| {
            bytes
                .chunks_exact(2)
                .map(|pair| u16::from_le_bytes([pair[0], pair[1]]))
                .collect()
        })
    }

    /// The one item of a reference sequence: class and instance.
    pub(crate) fn reference(data: &DataSet, tag: Tag) -> Option<(Uid, Uid)> {
        let [item] = data.items(tag)? else {
            return None;
        };
        let uid = |tag| Uid::parse(item.ascii(tag).ok()??).ok();
        Some((
            uid(tags::REFERENCED_SOP_CLASS_UID)?,
            uid(tags::REFERENCED_SOP_INSTANCE_UID)?,
        ))
    }
}
