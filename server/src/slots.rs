//! Counting limits: how many of something may be at once, without a lock.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

/// A limit and how much of it is taken.
#[derive(Debug)]
pub struct Slots {
    limit: AtomicUsize,
    taken: AtomicUsize,
}

/// One taken place; given back when dropped.
#[derive(Debug)]
pub struct Slot(Arc<Slots>);

impl Slots {
    /// A limit of `limit` at once.
    pub fn new(limit: usize) -> Arc<Self> {
        Arc::new(Self {
            limit: AtomicUsize::new(limit),
            taken: AtomicUsize::new(0),
        })
    }

    /// A place, or `None` when all are taken.
    pub fn take(self: &Arc<Self>) -> Option<Slot> {
        let limit = self.limit();
        let one_more = |taken| (taken < limit).then_some(taken + 1);
        let taken = self
            .taken
            .fetch_update(Ordering::AcqRel, Ordering::Acquire, one_more);
        taken.is_ok().then(|| Slot(Arc::clone(self)))
    }

    /// How many are taken.
    pub fn taken(&self) -> usize {
        self.taken.load(Ordering::Acquire)
    }

    /// How many there may be.
    pub fn limit(&self) -> usize {
        self.limit.load(Ordering::Acquire)
    }

    /// Another limit from now on; what is taken beyond it stays taken until it is given back.
    pub fn resize(&self, limit: usize) {
        self.limit.store(limit, Ordering::Release);
    }
}

impl Drop for Slot {
    fn drop(&mut self) {
        self.0.taken.fetch_sub(1, Ordering::AcqRel);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_dropped_slot_is_free_again() {
        let slots = Slots::new(2);
        let first = slots.take().unwrap();
        let _second = slots.take().unwrap();
        assert!(slots.take().is_none());
        drop(first);
        assert_eq!(slots.taken(), 1);
        assert!(slots.take().is_some());
    }

    #[test]
    fn a_smaller_limit_takes_nothing_away() {
        let slots = Slots::new(2);
        let (first, _second) = (slots.take().unwrap(), slots.take().unwrap());
        slots.resize(1);
        assert_eq!((slots.taken(), slots.limit()), (2, 1));
        drop(first);
        assert!(slots.take().is_none());
        slots.resize(2);
        assert!(slots.take().is_some());
    }
}
