//! Values of instances, as a directory can use them.

use filmdesk_dataset::{DataSet, Element, Tag, VR, Value};

/// Digits of an IS (PS3.5 6.2).
const MAX_IS: usize = 12;

/// Bytes of an element as a key of `vr` takes them; `None` when there is no value, or none that
/// `vr` allows. Texts stay in the bytes in which they came.
pub(crate) fn key_bytes(header: &DataSet, tag: Tag, vr: VR) -> Option<Vec<u8>> {
    match vr {
        VR::DA => date(header, tag).map(String::into_bytes),
        VR::TM => time(header, tag).map(String::into_bytes),
        VR::IS => integers(header, tag).map(String::into_bytes),
        VR::UI => uid(header, tag).map(|uid| uid.as_bytes().to_vec()),
        VR::US | VR::UL | VR::UV => header
            .bytes(tag)
            .filter(|b| !b.is_empty())
            .map(<[u8]>::to_vec),
        _ => text(header, tag).map(<[u8]>::to_vec),
    }
}

/// Text without padding at its end; `None` when it is padding only.
pub(super) fn text(header: &DataSet, tag: Tag) -> Option<&[u8]> {
    let bytes = header.bytes(tag)?;
    let end = bytes.iter().rposition(|byte| !matches!(byte, b' ' | 0))?;
    Some(&bytes[..=end])
}

/// An element as it came; text that ends in NUL, as some devices pad it, without that.
pub(super) fn without_nul(element: &Element) -> Element {
    let mut element = element.clone();
    let is_text = !matches!(
        element.vr,
        VR::UI
            | VR::OB
            | VR::OW
            | VR::UN
            | VR::US
            | VR::SS
            | VR::UL
            | VR::SL
            | VR::FL
            | VR::FD
            | VR::AT
    );
    if let (true, Value::Bytes(bytes)) = (is_text, &mut element.value) {
        while bytes.last() == Some(&0) {
            bytes.pop();
        }
    }
    element
}

fn ascii(header: &DataSet, tag: Tag) -> Option<&str> {
    header.ascii(tag).ok().flatten()
}

/// A UID of digits and dots.
pub(crate) fn uid(header: &DataSet, tag: Tag) -> Option<&str> {
    ascii(header, tag).filter(|uid| is_uid(uid))
}

/// At most 64 digits and dots (PS3.5 9.1); leading zeros are let pass, as they identify as well.
pub(crate) fn is_uid(text: &str) -> bool {
    let sound = text.bytes().all(|b| b.is_ascii_digit() || b == b'.');
    sound && (1..=64).contains(&text.len())
}

/// The day of a DA or DT, also in the form of ACR-NEMA (1999.12.31).
pub(super) fn date(header: &DataSet, tag: Tag) -> Option<String> {
    let text = ascii(header, tag)?;
    let digits = match text.as_bytes() {
        [_, _, _, _, b'.' | b'-', _, _, b'.' | b'-', _, _, ..] => {
            format!("{}{}{}", text.get(..4)?, text.get(5..7)?, text.get(8..10)?)
        }
        _ => text.get(..8)?.to_owned(),
    };
    is_date(&digits).then_some(digits)
}

fn is_date(digits: &str) -> bool {
    let number = |at: std::ops::Range<usize>| digits.get(at).and_then(|d| d.parse::<u8>().ok());
    digits.len() == 8
        && digits.bytes().all(|b| b.is_ascii_digit())
        && number(4..6).is_some_and(|month| (1..=12).contains(&month))
        && number(6..8).is_some_and(|day| (1..=31).contains(&day))
}

/// The time of a TM, also in the form of ACR-NEMA (23:59:59).
pub(super) fn time(header: &DataSet, tag: Tag) -> Option<String> {
    let digits = ascii(header, tag)?.replace(':', "");
    let (whole, fraction) = digits.split_once('.').unwrap_or((&digits, ""));
    let bounds = [(0..2, 23), (2..4, 59), (4..6, 60)];
    let sound = |(at, most): (std::ops::Range<usize>, u8)| {
        at.start >= whole.len()
            || whole
                .get(at)
                .and_then(|part| part.parse::<u8>().ok())
                .is_some_and(|part| part <= most)
    };
    let sound_form = matches!(whole.len(), 2 | 4 | 6)
        && whole
            .bytes()
            .chain(fraction.bytes())
            .all(|b| b.is_ascii_digit())
        && fraction.len() <= 6
        && (fraction.is_empty() || whole.len() == 6);
    (sound_form && bounds.into_iter().all(sound)).then_some(digits.clone())
}

fn integers(header: &DataSet, tag: Tag) -> Option<String> {
    let text = ascii(header, tag)?;
    let sound = |part: &str| part.len() <= MAX_IS && part.trim().parse::<i32>().is_ok();
    text.split('\\').all(sound).then(|| text.to_owned())
}

/// Whether text of `data`, at any depth, is not the same in the default repertoire: bytes of
/// other sets, escapes, and the two characters that ISO-IR 14 has in place of `\` and `~`.
pub(super) fn needs_character_set(data: &DataSet) -> bool {
    data.iter().any(|(_, element)| is_extended(element))
}

fn is_extended(element: &Element) -> bool {
    let is_text = matches!(
        element.vr,
        VR::LO | VR::LT | VR::PN | VR::SH | VR::ST | VR::UC | VR::UT
    );
    match &element.value {
        Value::Bytes(bytes) => {
            is_text
                && bytes
                    .iter()
                    .any(|b| !b.is_ascii() || matches!(b, 0x1B | b'\\' | b'~'))
        }
        Value::Items(items) => items.iter().any(needs_character_set),
        Value::Bulk(_) => false,
    }
}

#[cfg(test)]
mod tests {
    use filmdesk_dataset::tags;

    use super::*;

    fn with(tag: Tag, vr: VR, text: &str) -> DataSet {
        let mut data = DataSet::new();
        data.put_text(tag, vr, text);
        data
    }

    #[test]
    fn dates_and_times_of_old_forms_are_turned() {
        let date_of = |text| date(&with(tags::STUDY_DATE, VR::DA, text), tags::STUDY_DATE);
        assert_eq!(date_of("1999.12.31").as_deref(), Some("19991231"));
        assert_eq!(date_of("19991231").as_deref(), Some("19991231"));
        assert_eq!(date_of("19991331"), None);
        assert_eq!(date_of("unknown"), None);
        let time_of = |text| time(&with(tags::STUDY_TIME, VR::TM, text), tags::STUDY_TIME);
        assert_eq!(time_of("10:20:30").as_deref(), Some("102030"));
        assert_eq!(time_of("102030.1234").as_deref(), Some("102030.1234"));
        assert_eq!(time_of("256000"), None);
        assert_eq!(time_of("10203"), None);
    }

    #[test]
    fn numbers_that_are_none_count_as_missing() {
        let number = |text| {
            key_bytes(
                &with(tags::INSTANCE_NUMBER, VR::IS, text),
                tags::INSTANCE_NUMBER,
                VR::IS,
            )
        };
        assert_eq!(number("12"), Some(b"12".to_vec()));
        assert_eq!(number("1.5"), None);
        assert_eq!(number("  "), None);
    }
}
