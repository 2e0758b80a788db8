//! What an answer to C-STORE means (PS3.4 B.2.3, PS3.7 9.1.1.1.9), in one word for the report of a
//! job, which the desk has words for.

use std::ops::RangeInclusive;

use filmdesk_dimse::status::Status;

/// What the peer's answer means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Meaning {
    /// In one word.
    pub(crate) word: &'static str,
    /// Whether the peer has the instance.
    pub(crate) is_there: bool,
    /// Whether it may take it later.
    pub(crate) passes: bool,
}

const fn meaning(word: &'static str, is_there: bool, passes: bool) -> Meaning {
    Meaning {
        word,
        is_there,
        passes,
    }
}

/// The peer takes the instance in no encoding that we have: no answer, and as final as one.
pub(crate) const NOT_TAKEN: Meaning = meaning("not-taken", false, false);
/// Our own file of it cannot be read.
pub(crate) const UNREADABLE: Meaning = meaning("unreadable", false, false);
const REFUSED: Meaning = meaning("refused", false, false);

/// The first range that has the status.
const MEANINGS: &[(RangeInclusive<u16>, Meaning)] = &[
    (0x0000..=0x0000, meaning("stored", true, false)),
    // What was sent twice is there.
    (0x0111..=0x0111, meaning("already-there", true, false)),
    (0x0122..=0x0122, NOT_TAKEN),
    (0x0124..=0x0124, meaning("not-allowed", false, false)),
    (0x0213..=0x0213, meaning("no-room", false, true)),
    (0xA700..=0xA7FF, meaning("no-room", false, true)),
    (0xA900..=0xA9FF, meaning("mismatch", false, false)),
    (0xB006..=0xB006, meaning("discarded", true, false)),
    (0xB007..=0xB007, meaning("mismatch-stored", true, false)),
    (0xB000..=0xBFFF, meaning("changed", true, false)),
    (0x0001..=0x0001, meaning("changed", true, false)),
    (0x0107..=0x0107, meaning("changed", true, false)),
    (0x0116..=0x0116, meaning("changed", true, false)),
    (0xC000..=0xCFFF, meaning("not-understood", false, false)),
];

/// What a status means.
pub(crate) fn of(status: Status) -> Meaning {
    let found = MEANINGS.iter().find(|(range, _)| range.contains(&status.0));
    found.map_or(REFUSED, |(_, meaning)| *meaning)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_there_is_what_the_standard_calls_success_or_warning() {
        for code in 0..=u16::MAX {
            let (status, meaning) = (Status(code), of(Status(code)));
            let is_done = status.is_success() || status.is_warning();
            assert_eq!(meaning.is_there, is_done || code == 0x0111, "{status}");
        }
    }
}
