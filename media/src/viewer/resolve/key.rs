//! Key Object Selection (PS3.3 C.17.6, PS3.16 TID 2010).

use filmdesk_dataset::{CharacterSet, DataSet, tags};

use super::super::index::{FrameRef, KeySelection};
use super::super::values::term;
use super::Frames;
use super::code::{each, meaning, referenced, text, value};

/// Content items looked at.
const MAX_ITEMS: usize = 10_000;
/// Key Object Description (DCM).
const DESCRIPTION: &str = "113012";

/// What was selected, of what is on this disc.
pub(super) fn selection(data: &DataSet, set: &CharacterSet, frames: &dyn Frames) -> KeySelection {
    let items = || each(data, tags::CONTENT_SEQUENCE).iter().take(MAX_ITEMS);
    let described = items().filter(|item| {
        term(item, tags::VALUE_TYPE) == "TEXT"
            && value(item, tags::CONCEPT_NAME_CODE_SEQUENCE) == DESCRIPTION
    });
    let description: Vec<_> = described
        .map(|item| text(item, tags::TEXT_VALUE, set))
        .collect();
    let images = items().flat_map(|item| each(item, tags::REFERENCED_SOP_SEQUENCE));
    let mut images: Vec<FrameRef> = images.flat_map(|item| referenced(item, frames)).collect();
    images.sort_unstable();
    images.dedup();
    KeySelection {
        title: title(data, set),
        description: description.join("\n"),
        images,
    }
}

/// The title with what makes it so: "Rejected for Quality Reasons: Image artifact(s)".
fn title(data: &DataSet, set: &CharacterSet) -> String {
    /// Document Title Modifier (DCM).
    const MODIFIER: &str = "113011";
    let modifiers = each(data, tags::CONTENT_SEQUENCE).iter().take(MAX_ITEMS);
    let modifiers: Vec<_> = modifiers
        .filter(|item| value(item, tags::CONCEPT_NAME_CODE_SEQUENCE) == MODIFIER)
        .map(|item| meaning(item, tags::CONCEPT_CODE_SEQUENCE, set))
        .collect();
    let title = meaning(data, tags::CONCEPT_NAME_CODE_SEQUENCE, set);
    match modifiers.is_empty() {
        true => title,
        false => format!("{title}: {}", modifiers.join(", ")),
    }
}
