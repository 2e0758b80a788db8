//! Coded entries (PS3.3 8), references to instances, colors: what many objects have.

use filmdesk_dataset::{CharacterSet, DataSet, Tag, VR, tags};

use super::super::index::FrameRef;
use super::super::values::term;
use super::Frames;

/// The first item of a sequence.
pub(super) fn first(data: &DataSet, sequence: Tag) -> Option<&DataSet> {
    data.items(sequence)?.first()
}

/// The items of a sequence; none when it is not there.
pub(super) fn each(data: &DataSet, sequence: Tag) -> &[DataSet] {
    data.items(sequence).unwrap_or_default()
}

/// Text in the object's character set; empty when there is none.
pub(super) fn text(data: &DataSet, tag: Tag, set: &CharacterSet) -> String {
    let text = data.text(tag, set).unwrap_or_default();
    text.trim().to_owned()
}

/// Code Meaning of a sequence's first code; where it has none, Code Value.
pub(super) fn meaning(data: &DataSet, sequence: Tag, set: &CharacterSet) -> String {
    let Some(item) = first(data, sequence) else {
        return String::new();
    };
    let bytes = item.bytes(tags::CODE_MEANING).unwrap_or_default();
    let meaning = set.decode(bytes, VR::LO).trim().to_owned();
    match meaning.is_empty() {
        true => value(data, sequence).to_owned(),
        false => meaning,
    }
}

/// Code Value of a sequence's first code.
pub(super) fn value(data: &DataSet, sequence: Tag) -> &str {
    let item = first(data, sequence);
    item.map_or("", |item| term(item, tags::CODE_VALUE))
}

/// The frames of this disc that an item of a reference sequence names (PS3.3 Table 10-3).
pub(super) fn referenced(item: &DataSet, frames: &dyn Frames) -> Vec<FrameRef> {
    let numbers: Vec<u32> = item
        .numbers(tags::REFERENCED_FRAME_NUMBER)
        .unwrap_or_default();
    frames.frames(term(item, tags::REFERENCED_SOP_INSTANCE_UID), &numbers)
}

/// A person's name as pages write it.
pub(super) fn name(data: &DataSet, tag: Tag, set: &CharacterSet) -> String {
    let name = data.person_name(tag, set);
    name.map(|name| crate::pdi::shown(&name))
        .unwrap_or_default()
}
