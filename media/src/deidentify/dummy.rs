//! Dummy values by VR, and dates that are moved.

use filmdesk_dataset::{DataSet, VR, tags};

use crate::timestamp::{from_days, to_days};

/// Text that stands for removed text.
pub(super) const REMOVED: &str = "REMOVED";
/// A name that stands for a removed name.
pub(super) const ANONYMOUS: &str = "ANONYMOUS";

/// The dummy of a VR for a value of this many bytes; none for sequences.
pub(super) fn value(vr: VR, length: usize) -> Option<Vec<u8>> {
    let text = match vr {
        VR::PN => ANONYMOUS,
        VR::AE | VR::CS | VR::LO | VR::LT | VR::SH | VR::ST | VR::UC | VR::UT => REMOVED,
        VR::UR => "urn:removed",
        VR::DA => "19000101",
        VR::TM => "000000",
        VR::DT => "19000101000000",
        VR::AS => "000Y",
        VR::DS | VR::IS => "0",
        VR::SQ => return None,
        _ => return Some(vec![0; length.min(MAX_ZEROS)]),
    };
    Some(text.as_bytes().to_vec())
}

/// Bytes of zeros as the dummy of a binary value: more than any such attribute of the table has.
const MAX_ZEROS: usize = 1 << 16;

/// A coded entry that stands for a removed one.
pub(super) fn code() -> DataSet {
    let mut item = DataSet::new();
    item.put_text(tags::CODE_VALUE, VR::SH, REMOVED);
    item.put_text(tags::CODING_SCHEME_DESIGNATOR, VR::SH, "99FILMDESK");
    item.put_text(tags::CODE_MEANING, VR::LO, "Removed");
    item
}

/// A value of DA or DT (one or several) moved by days; none when one is no whole date.
pub(super) fn shifted(text: &str, days: i32) -> Option<String> {
    let moved: Option<Vec<String>> = text
        .split('\\')
        .map(|one| shift_one(one.trim_matches([' ', '\0']), days))
        .collect();
    moved.map(|values| values.join("\\"))
}

fn shift_one(text: &str, days: i32) -> Option<String> {
    if text.is_empty() {
        return Some(String::new());
    }
    let (date, rest) = text.split_at_checked(8)?;
    if !date.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let number = |range: std::ops::Range<usize>| date.get(range)?.parse::<i64>().ok();
    let (year, month, day) = (number(0..4)?, number(4..6)?, number(6..8)?);
    let sound = (1..=12).contains(&month) && (1..=31).contains(&day);
    let (year, month, day) =
        sound.then(|| from_days(to_days(year, month, day) + i64::from(days)))?;
    let written = (0..=9999).contains(&year);
    written.then(|| format!("{year:04}{month:02}{day:02}{rest}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_moved_over_months_years_and_leap_days() {
        let moved = |text, days| shifted(text, days);
        assert_eq!(moved("20240228", 1).as_deref(), Some("20240229"));
        assert_eq!(moved("20240229", 1).as_deref(), Some("20240301"));
        assert_eq!(moved("20230228", 1).as_deref(), Some("20230301"));
        assert_eq!(moved("20000101", -1).as_deref(), Some("19991231"));
        assert_eq!(moved("19000301", -1).as_deref(), Some("19000228"));
        assert_eq!(
            moved("20261231235959.5+0100", 366).as_deref(),
            Some("20280101235959.5+0100")
        );
        assert_eq!(
            moved("20260102\\20260103 ", -2).as_deref(),
            Some("20251231\\20260101")
        );
        assert_eq!(moved("2026", 1), None);
        assert_eq!(moved("2026.01.02", 1), None);
        for days in [-40_000, -1, 0, 59, 365, 40_000] {
            let there = shifted("20260715", days).expect("a date");
            assert_eq!(shifted(&there, -days).as_deref(), Some("20260715"));
        }
    }
}
