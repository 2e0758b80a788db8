//! What an object says that has no page of its own (measurements of eyes, registrations, fiducials):
//! its attributes by their names in PS3.6, without those that only hold the disc together.

use dicom_core::dictionary::{DataDictionary, DataDictionaryEntry};
use dicom_dictionary_std::StandardDataDictionary;
use filmdesk_dataset::{CharacterSet, DataSet, Tag, VR, Value, tags};

use super::super::index::DocumentLine;
use super::super::values::decimals;
use super::code::{meaning, name, text};
use super::document::line;

/// Lines of a listing.
const MAX_LINES: usize = 2_000;
/// Sequences inside one another.
const MAX_DEPTH: usize = 8;
/// Numbers of a value that are shown.
const MAX_NUMBERS: usize = 16;
/// Groups that say who, where and how it is stored: the page says that already.
const GROUPS: &[u16] = &[
    0x0002, 0x0008, 0x0010, 0x0012, 0x0018, 0x0028, 0x0400, 0x5200, 0x7FE0,
];
/// Attributes of the relationship group that a reader wants.
const RELATIONSHIP: &[Tag] = &[tags::IMAGE_COMMENTS, tags::LATERALITY];

/// The lines of a data set.
pub(super) fn lines(data: &DataSet, set: &CharacterSet) -> Vec<DocumentLine> {
    let mut lines = Vec::new();
    listed(data, set, 0, &mut lines);
    lines
}

fn listed(data: &DataSet, set: &CharacterSet, level: usize, lines: &mut Vec<DocumentLine>) {
    for (tag, element) in data.iter().filter(|(tag, _)| level > 0 || is_told(*tag)) {
        let Some(called) = called(tag) else { continue };
        if lines.len() >= MAX_LINES || level > MAX_DEPTH {
            return;
        }
        match &element.value {
            Value::Items(items) => {
                let coded = meaning(data, tag, set);
                let value = if coded.is_empty() { "" } else { &coded };
                let at = lines.len();
                lines.push(line(level, &called, value));
                if coded.is_empty() {
                    items
                        .iter()
                        .for_each(|item| listed(item, set, level + 1, lines));
                }
                // A sequence in which nothing is told.
                if coded.is_empty() && lines.len() == at + 1 {
                    lines.truncate(at);
                }
            }
            Value::Bytes(_) => {
                let value = value(data, tag, element.vr, set);
                lines.extend(value.map(|value| line(level, &called, &value)));
            }
            Value::Bulk(_) => {}
        }
    }
}

fn is_told(Tag(group, element): Tag) -> bool {
    match group {
        0x0020 => RELATIONSHIP.contains(&Tag(group, element)),
        group => group % 2 == 0 && !GROUPS.contains(&group),
    }
}

/// "Sphere Power" of (0022,0007); none of private and unknown attributes.
fn called(tag: Tag) -> Option<String> {
    let entry = StandardDataDictionary.by_tag(tag)?;
    let keyword = entry
        .alias()
        .trim_end_matches("Sequence")
        .trim_end_matches("Code");
    tag.group()
        .is_multiple_of(2)
        .then(|| super::document::words(keyword))
}

fn value(data: &DataSet, tag: Tag, vr: VR, set: &CharacterSet) -> Option<String> {
    let value = match vr {
        // They name other objects, which a reader cannot look up.
        VR::UI | VR::OB | VR::OW | VR::OF | VR::OD | VR::OL | VR::OV | VR::UN | VR::AT => {
            return None;
        }
        VR::PN => name(data, tag, set),
        VR::DA => crate::pdi::date(&text(data, tag, set)),
        VR::FL | VR::FD | VR::US | VR::UL | VR::SS | VR::SL | VR::UV | VR::SV => {
            let numbers = decimals(data, tag).into_iter().take(MAX_NUMBERS);
            let numbers: Vec<_> = numbers.map(|number| number.to_string()).collect();
            numbers.join(" / ")
        }
        _ => text(data, tag, set).replace('\\', " / "),
    };
    (!value.is_empty()).then_some(value)
}
