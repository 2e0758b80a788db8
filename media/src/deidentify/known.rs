//! What the original says of people and places, so that it is also found where nobody looks for
//! it: a name in a code meaning, an address in a comment that stays.

use std::collections::BTreeSet;

use filmdesk_dataset::{CharacterSet, DataSet, VR, Value};

use super::Options;
use super::action::{Deed, resolve};
use super::attributes;

/// Characters of a text that is looked for: shorter ones occur everywhere.
const MIN_TEXT: usize = 6;
/// Characters of a name's part, which is looked for as a word.
const MIN_NAME: usize = 3;
/// Texts looked for; an object has some dozens.
const MAX_KNOWN: usize = 4_096;

/// Texts that must not stay, in lower case.
#[derive(Debug, Default)]
pub(super) struct Known {
    texts: BTreeSet<String>,
    names: BTreeSet<String>,
}

impl Known {
    /// What goes away from this data set.
    pub(super) fn of(data: &DataSet, options: &Options) -> Self {
        let mut known = Self::default();
        known.gather(data, options, &CharacterSet::default());
        known
    }

    fn gather(&mut self, data: &DataSet, options: &Options, around: &CharacterSet) {
        let set = CharacterSet::from_data_set(data).unwrap_or_else(|| around.clone());
        for (tag, element) in data.iter() {
            let row = attributes::find(tag);
            let deed = row.map(|row| resolve(row.basic, row.options, options));
            let goes = matches!(deed, Some(Deed::Remove | Deed::Empty | Deed::Dummy));
            match &element.value {
                Value::Items(items) => {
                    for item in items {
                        self.gather(item, options, &set);
                    }
                }
                Value::Bytes(bytes) if element.vr == VR::PN => {
                    self.add_names(&set.decode_lenient(bytes, VR::PN));
                }
                Value::Bytes(bytes) if goes && is_text(element.vr) => {
                    self.add_text(&set.decode_lenient(bytes, element.vr));
                }
                Value::Bytes(_) | Value::Bulk(_) => {}
            }
        }
    }

    fn add_text(&mut self, text: &str) {
        let text = text.trim().to_lowercase();
        if text.chars().count() >= MIN_TEXT && self.texts.len() < MAX_KNOWN {
            self.texts.insert(text);
        }
    }

    fn add_names(&mut self, text: &str) {
        for word in text.split(|c: char| !c.is_alphanumeric()) {
            let ideographic = word.chars().any(|c| c >= '\u{3000}');
            let long = word.chars().count() >= MIN_NAME || ideographic;
            if long && self.names.len() < MAX_KNOWN {
                self.names.insert(word.to_lowercase());
            }
        }
    }

    /// Whether a word is part of a name.
    pub(super) fn is_name(&self, word: &str) -> bool {
        self.names.contains(&word.to_lowercase())
    }

    /// Whether a text is one that is known, as a whole.
    pub(super) fn is_all_of(&self, text: &str) -> bool {
        self.texts
            .contains(&text.trim_matches([' ', '\0']).to_lowercase())
    }

    /// Whether a text that would stay tells something known.
    pub(super) fn is_told_by(&self, text: &str) -> bool {
        let text = text.to_lowercase();
        let mut words = text.split(|c: char| !c.is_alphanumeric());
        words.any(|word| self.names.contains(word))
            || self.texts.iter().any(|known| text.contains(known.as_str()))
    }
}

/// Whether values are text that people write.
pub(super) fn is_text(vr: VR) -> bool {
    matches!(
        vr,
        VR::LO | VR::SH | VR::ST | VR::LT | VR::UT | VR::UC | VR::PN
    )
}
