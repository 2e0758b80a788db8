//! Sign-ins that began and did not come back yet.

use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::{Mutex, PoisonError};

use filmdesk_archive::desk::KeyHash;
use time::{Duration, OffsetDateTime};

use crate::access::Key;

/// People type a password and a second factor within this time.
pub(crate) const PATIENCE: Duration = Duration::minutes(10);
/// Sign-ins of all; over it the oldest is forgotten. A hospital's shift change has fewer.
const MOST: usize = 2000;
/// Sign-ins from one address: behind a proxy that is not trusted that is a hospital's.
const MOST_OF_ADDRESS: usize = 200;

/// A sign-in that began.
#[derive(Debug, Clone)]
pub(crate) struct Begun {
    /// What the ID token must repeat.
    pub(crate) nonce: String,
    /// What proves that we began it (RFC 7636 4.1).
    pub(crate) verifier: String,
    /// Where to go on.
    pub(crate) back: String,
    /// The browser that began it.
    pub(crate) browser: KeyHash,
    pub(crate) address: IpAddr,
    pub(crate) since: OffsetDateTime,
}

/// Those that began, by their state.
#[derive(Debug, Default)]
pub(crate) struct Pending(Mutex<HashMap<KeyHash, Begun>>);

impl Pending {
    pub(crate) fn begin(&self, state: &Key, begun: Begun) {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        all.retain(|_, known| begun.since - known.since < PATIENCE);
        let of_address = |known: &Begun| known.address == begun.address;
        if all.values().filter(|known| of_address(known)).count() >= MOST_OF_ADDRESS {
            forget_oldest(&mut all, of_address);
        }
        if all.len() >= MOST {
            forget_oldest(&mut all, |_| true);
        }
        all.insert(state.hash(), begun);
    }

    /// The sign-in of this state, once, and only for the browser that began it.
    pub(crate) fn take(&self, state: &str, browser: &Key, now: OffsetDateTime) -> Option<Begun> {
        let state = Key::read(state)?.hash();
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if all.get(&state)?.browser != browser.hash() {
            return None;
        }
        let begun = all.remove(&state)?;
        (now - begun.since < PATIENCE).then_some(begun)
    }
}

fn forget_oldest(all: &mut HashMap<KeyHash, Begun>, which: impl Fn(&Begun) -> bool) {
    let candidates = all.iter().filter(|(_, known)| which(known));
    let oldest = candidates.min_by_key(|(_, known)| known.since);
    if let Some(state) = oldest.map(|(state, _)| *state) {
        all.remove(&state);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use time::macros::datetime;

    const NOW: OffsetDateTime = datetime!(2026-01-02 03:04 UTC);

    fn begun(browser: &Key, address: [u8; 4], since: OffsetDateTime) -> Begun {
        Begun {
            nonce: String::new(),
            verifier: String::new(),
            back: "/".to_owned(),
            browser: browser.hash(),
            address: address.into(),
            since,
        }
    }

    #[test]
    fn a_sign_in_ends_once_for_its_browser_and_in_time() {
        let (pending, state) = (Pending::default(), Key::random().unwrap());
        let (ours, other) = (Key::random().unwrap(), Key::random().unwrap());
        pending.begin(&state, begun(&ours, [10, 0, 0, 1], NOW));
        assert!(pending.take(state.text(), &other, NOW).is_none());
        assert!(pending.take(other.text(), &ours, NOW).is_none());
        assert!(pending.take(state.text(), &ours, NOW).is_some());
        assert!(pending.take(state.text(), &ours, NOW).is_none());
        pending.begin(&state, begun(&ours, [10, 0, 0, 1], NOW));
        assert!(pending.take(state.text(), &ours, NOW + PATIENCE).is_none());
    }

    #[test]
    fn one_address_does_not_push_out_others() {
        let (pending, state) = (Pending::default(), Key::random().unwrap());
        let browser = Key::random().unwrap();
        pending.begin(&state, begun(&browser, [10, 0, 0, 1], NOW));
        for _ in 0..2 * MOST_OF_ADDRESS {
            let flood = begun(&browser, [10, 0, 0, 2], NOW);
            pending.begin(&Key::random().unwrap(), flood);
        }
        let kept = pending.0.lock().unwrap().len();
        assert_eq!(kept, MOST_OF_ADDRESS + 1);
        assert!(pending.take(state.text(), &browser, NOW).is_some());
    }
}
