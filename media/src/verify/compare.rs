//! A record's key beside the same attribute of a file.

use filmdesk_dataset::{CharacterSet, DataSet, Tag, VR, tags};

use crate::dicomdir::Record;
use crate::record::{KeyRow, Source, keys_of, value};

/// The keys of a record that are compared with files: values, no sequences.
pub(super) fn compared(record: &Record) -> impl Iterator<Item = &'static KeyRow> {
    let kind = record.term.current();
    let rows = kind.map(keys_of).unwrap_or_default();
    rows.iter()
        .filter(|row| row.source == Source::Value && row.vr != VR::SQ)
}

/// Whether a record's Patient ID is the file's with `_2`, `_3` ... appended: how patients of one ID
/// are told apart ([`crate::file_set::PatientConflict::Split`]).
pub(super) fn is_told_apart(record: &DataSet, file: &DataSet) -> bool {
    let trimmed = |data: &DataSet| {
        let bytes = data.bytes(tags::PATIENT_ID).unwrap_or_default();
        let end = bytes.iter().rposition(|byte| !matches!(byte, b' ' | 0));
        bytes[..end.map_or(0, |end| end + 1)].to_vec()
    };
    let (ours, theirs) = (trimmed(record), trimmed(file));
    let suffix = ours.strip_prefix(&theirs[..]);
    let number = suffix
        .filter(|_| !theirs.is_empty())
        .and_then(|suffix| suffix.strip_prefix(b"_"))
        .and_then(|number| std::str::from_utf8(number).ok()?.parse::<u32>().ok());
    number.is_some_and(|number| number >= 2)
}

/// Whether two values differ; `None` when one of them is not there, or the file's is none that a
/// record may have: the record's was made good then.
pub(super) fn differs(record: &DataSet, file: &DataSet, row: &KeyRow) -> Option<bool> {
    let tag = row.tag;
    if !record.has_value(tag) || !file.has_value(tag) {
        return None;
    }
    let usable = value::key_bytes(file, tag, row.vr)?;
    if matches!(row.vr, VR::DA | VR::TM) {
        return Some(value::key_bytes(record, tag, row.vr) != Some(usable));
    }
    let (ours, theirs) = (record.bytes(tag)?, file.bytes(tag)?);
    if ours == theirs {
        // The same bytes in another character set are another text.
        let sets = [record, file].map(CharacterSet::from_data_set);
        let known = sets
            .iter()
            .flatten()
            .filter(|set| !set.has_unknown_term())
            .count()
            == 2;
        return Some(known && !ours.is_ascii() && text(record, tag) != text(file, tag));
    }
    let numbers = (record.number::<f64>(tag), file.number::<f64>(tag));
    if let (Ok(Some(ours)), Ok(Some(theirs))) = numbers {
        let several = ours.is_nan() || theirs.is_nan();
        if !several && is_number_string(record, tag) {
            return Some((ours - theirs).abs() > f64::EPSILON * ours.abs());
        }
    }
    Some(text(record, tag) != text(file, tag))
}

fn is_number_string(data: &DataSet, tag: Tag) -> bool {
    data.get(tag)
        .is_some_and(|element| matches!(element.vr, VR::IS | VR::DS))
}

/// The values as text, without padding and without empty components at the end of names.
fn text(data: &DataSet, tag: Tag) -> Vec<String> {
    let set = CharacterSet::from_data_set(data).unwrap_or_default();
    let texts = data.texts(tag, &set);
    texts
        .iter()
        .map(|text| {
            text.trim_matches([' ', '\0'])
                .trim_end_matches(['^', '='])
                .to_owned()
        })
        .collect()
}
