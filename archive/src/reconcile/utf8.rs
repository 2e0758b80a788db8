//! A data set's texts turned into UTF-8.

use filmdesk_dataset::{CharacterSet, DataSet, Element, VR, Value, tags};

/// What (0008,0005) says of UTF-8.
const UTF_8: &str = "ISO_IR 192";

/// Turns every text, at any depth, into UTF-8. Private values without a text VR stay.
pub(super) fn convert(data: &mut DataSet) {
    convert_item(data, &CharacterSet::default());
    data.put_text(tags::SPECIFIC_CHARACTER_SET, VR::CS, UTF_8);
}

/// An item has the sets of the data set around it, unless it declares its own.
fn convert_item(data: &mut DataSet, around: &CharacterSet) {
    let own = CharacterSet::from_data_set(data);
    if data.remove(tags::SPECIFIC_CHARACTER_SET).is_some() {
        data.put_text(tags::SPECIFIC_CHARACTER_SET, VR::CS, UTF_8);
    }
    let set = own.as_ref().unwrap_or(around);
    let all: Vec<_> = data.iter().map(|(tag, _)| tag).collect();
    for tag in all {
        if let Some(mut element) = data.remove(tag) {
            convert_element(&mut element, set);
            data.insert(tag, element);
        }
    }
}

fn convert_element(element: &mut Element, set: &CharacterSet) {
    let vr = element.vr;
    match &mut element.value {
        Value::Items(items) => items.iter_mut().for_each(|item| convert_item(item, set)),
        Value::Bytes(bytes) if depends_on_character_set(vr) && !is_plain(bytes) => {
            let mut text = set.decode(bytes, vr).into_bytes();
            if text.len() % 2 == 1 {
                text.push(b' ');
            }
            *bytes = text;
        }
        Value::Bytes(_) | Value::Bulk(_) => {}
    }
}

/// VRs whose repertoire (0008,0005) says (PS3.5 6.1.2.3).
fn depends_on_character_set(vr: VR) -> bool {
    matches!(
        vr,
        VR::SH | VR::LO | VR::ST | VR::LT | VR::UC | VR::UT | VR::PN
    )
}

/// Whether the bytes are the same text in every character set: no escape sequences, and none of
/// the two characters that JIS X 0201 has in the place of backslash and tilde.
fn is_plain(bytes: &[u8]) -> bool {
    bytes
        .iter()
        .all(|byte| byte.is_ascii() && !matches!(byte, 0x1b | b'~' | b'\\'))
}
