//! Guessing is slowed: by user, which is remembered, and by address, which is not.

use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::{Mutex, PoisonError};

use time::{Duration, OffsetDateTime};

/// Wrong passwords of a user in a row before it is locked: people who forgot try five times.
pub(crate) const USER_FAILURES: u32 = 6;
/// The first lock; each further wrong password doubles it.
const FIRST_LOCK: Duration = Duration::minutes(2);
/// The longest lock: an attacker must not keep people out for days.
const LONGEST_LOCK: Duration = Duration::hours(1);
/// Wrong passwords from an address within [`WINDOW`]: a desk shared by many has fewer.
const ADDRESS_FAILURES: u32 = 30;
const WINDOW: Duration = Duration::minutes(15);
/// Addresses remembered; over it the oldest are forgotten.
const ADDRESSES: usize = 4096;

/// How long a user is locked after so many failures; `None`: not yet.
pub(crate) fn lock_after(failures: u32) -> Option<Duration> {
    let over = failures.checked_sub(USER_FAILURES)?;
    let lock = FIRST_LOCK * 2_i32.saturating_pow(over.min(10));
    Some(lock.min(LONGEST_LOCK))
}

/// Addresses that wrong passwords came from.
#[derive(Debug, Default)]
pub(crate) struct Addresses(Mutex<HashMap<IpAddr, (u32, OffsetDateTime)>>);

impl Addresses {
    /// Whether a password from this address is looked at. It counts as wrong until it was right.
    pub(crate) fn may_try(&self, address: IpAddr, now: OffsetDateTime) -> bool {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if all.len() >= ADDRESSES {
            all.retain(|_, (_, since)| now - *since < WINDOW);
        }
        if all.len() >= ADDRESSES && !all.contains_key(&address) {
            return true;
        }
        let (failures, since) = all.entry(address).or_insert((0, now));
        if now - *since >= WINDOW {
            (*failures, *since) = (0, now);
        }
        let is_looked_at = *failures < ADDRESS_FAILURES;
        *failures += u32::from(is_looked_at);
        is_looked_at
    }

    /// A password from this address was right.
    pub(crate) fn was_right(&self, address: IpAddr) {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((failures, _)) = all.get_mut(&address) {
            *failures = failures.saturating_sub(1);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use time::macros::datetime;

    #[test]
    fn locks_grow_to_an_end() {
        assert_eq!(lock_after(USER_FAILURES - 1), None);
        assert_eq!(lock_after(USER_FAILURES), Some(Duration::minutes(2)));
        assert_eq!(lock_after(USER_FAILURES + 1), Some(Duration::minutes(4)));
        assert_eq!(lock_after(u32::MAX), Some(LONGEST_LOCK));
    }

    #[test]
    fn an_address_is_looked_at_again_later() {
        let (addresses, address) = (Addresses::default(), IpAddr::from([10, 0, 0, 1]));
        let now = datetime!(2026-01-02 03:04 UTC);
        for _ in 0..2 * ADDRESS_FAILURES {
            assert!(addresses.may_try(address, now));
            addresses.was_right(address);
        }
        for _ in 0..ADDRESS_FAILURES {
            assert!(addresses.may_try(address, now));
        }
        assert!(!addresses.may_try(address, now));
        assert!(addresses.may_try(IpAddr::from([10, 0, 0, 2]), now));
        assert!(addresses.may_try(address, now + WINDOW));
    }
}
