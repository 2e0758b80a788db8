//! What the silent crates may not make themselves: UIDs, numbers, the time of day.

use std::sync::atomic::{AtomicU64, Ordering};

use filmdesk_dimse::uid::Uid;
use time::OffsetDateTime;

/// A new UID of the form `2.25.` and a random 128-bit number (PS3.5 B.2).
pub fn mint_uid() -> Uid {
    let text = format!("2.25.{}", u128::from_le_bytes(random()) | 1);
    Uid::parse(&text).unwrap_or_else(|_| unreachable!("{text} has the form of a UID"))
}

/// Random bytes of the operating system; where it has none, the clock and a count, which are
/// unique on one machine and not meant to be secret.
fn random() -> [u8; 16] {
    static COUNT: AtomicU64 = AtomicU64::new(0);
    let mut bytes = [0; 16];
    if getrandom::fill(&mut bytes).is_err() {
        let now = OffsetDateTime::now_utc()
            .unix_timestamp_nanos()
            .to_le_bytes();
        let count = COUNT.fetch_add(1, Ordering::Relaxed).to_be_bytes();
        bytes.copy_from_slice(&now);
        bytes[8..]
            .iter_mut()
            .zip(count)
            .for_each(|(byte, more)| *byte ^= more);
    }
    bytes
}

/// The number of an association in the log: counts from 1 in one run of the server.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AssociationId(pub u64);

impl std::fmt::Display for AssociationId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}", self.0)
    }
}

/// Gives out [`AssociationId`]s.
#[derive(Debug, Default)]
pub struct AssociationIds(AtomicU64);

impl AssociationIds {
    /// The next one.
    pub fn next(&self) -> AssociationId {
        AssociationId(self.0.fetch_add(1, Ordering::Relaxed) + 1)
    }
}

/// The local time; UTC where the zone cannot be told.
pub fn now_local() -> OffsetDateTime {
    OffsetDateTime::now_local().unwrap_or_else(|_| OffsetDateTime::now_utc())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn minted_uids_are_valid_and_differ() {
        let (first, second) = (mint_uid(), mint_uid());
        assert_ne!(first, second);
        assert!(first.as_str().starts_with("2.25.") && first.as_str().len() <= 64);
    }

    #[test]
    fn associations_count_from_one() {
        let ids = AssociationIds::default();
        assert_eq!(
            (ids.next(), ids.next()),
            (AssociationId(1), AssociationId(2))
        );
    }
}
