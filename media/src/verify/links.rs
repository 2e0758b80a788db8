//! The offsets between records: every one is followed once.

use std::collections::VecDeque;

use super::kind::DefectKind;
use super::report::{Collector, Place};
use crate::dicomdir::Directory;

/// Where the root record's chain or a record was reached from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Reached {
    /// From nowhere.
    No,
    /// In the root directory entity.
    Root,
    /// In the directory entity below a record.
    Below(usize),
}

/// Follows all links; how each record was reached.
pub(super) fn follow(directory: &Directory, defects: &mut Collector) -> Vec<Reached> {
    let mut walk = Walk {
        directory,
        defects,
        reached: vec![Reached::No; directory.records.len()],
        todo: VecDeque::new(),
        broken: 0,
    };
    walk.root();
    while let Some((parent, first)) = walk.todo.pop_front() {
        walk.chain(Reached::Below(parent), first);
    }
    walk.orphans();
    walk.reached
}

struct Walk<'a> {
    directory: &'a Directory,
    defects: &'a mut Collector,
    reached: Vec<Reached>,
    /// Records whose lower level is still to be followed, with its first record; in order, so
    /// that a record that two lead to belongs to the first.
    todo: VecDeque<(usize, usize)>,
    /// Links that lead astray: each leaves records unreached that are not orphans for that.
    broken: usize,
}

impl Walk<'_> {
    fn root(&mut self) {
        let first = self.directory.first;
        if self.directory.records.is_empty() && first == 0 {
            return self.last(None);
        }
        match self.directory.at(first) {
            Some(first) => {
                let last = self.chain(Reached::Root, first);
                self.last(last);
            }
            None => {
                self.broken += 1;
                let words = format!("{first:#x}");
                self.defects
                    .note(DefectKind::FirstOffset, Place::default(), words);
            }
        }
    }

    /// The last root record must be the one that is said to be it.
    fn last(&mut self, found: Option<usize>) {
        let claimed = self.directory.last;
        let found = found.map_or(0, |last| self.directory.records[last].offset);
        // A chain that was broken off ends elsewhere for that reason.
        if self.broken == 0 && u64::from(claimed) != found {
            let words = format!("{claimed:#x} instead of {found:#x}");
            self.defects
                .note(DefectKind::LastOffset, Place::default(), words);
        }
    }

    /// Follows one directory entity from record to record; its last record.
    fn chain(&mut self, way: Reached, first: usize) -> Option<usize> {
        let mut before: Option<usize> = None;
        let mut here = first;
        loop {
            if self.reached[here] != Reached::No {
                self.met_again(way, before, here);
                return before;
            }
            self.reached[here] = way;
            self.lower(here);
            before = Some(here);
            let next = self.directory.records[here].next;
            if next == 0 {
                return before;
            }
            match self.directory.at(next) {
                Some(next) => here = next,
                None => {
                    self.note(DefectKind::NextOffset, here, format!("{next:#x}"));
                    return before;
                }
            }
        }
    }

    fn lower(&mut self, here: usize) {
        let lower = self.directory.records[here].lower;
        match self.directory.at(lower) {
            _ if lower == 0 => {}
            Some(lower) if lower == here => {
                self.note(
                    DefectKind::SelfLoop,
                    here,
                    "as its own lower level".to_owned(),
                );
            }
            Some(lower) => self.todo.push_back((here, lower)),
            None => self.note(DefectKind::LowerOffset, here, format!("{lower:#x}")),
        }
    }

    /// A record was met that was reached before: by itself, in a circle, or by another way.
    fn met_again(&mut self, way: Reached, before: Option<usize>, here: usize) {
        if before == Some(here) {
            let words = "as the next record".to_owned();
            return self.note(DefectKind::SelfLoop, here, words);
        }
        let same_chain = before.is_some() && self.reached[here] == way;
        let kind = match same_chain || self.is_above(way, here) {
            true => DefectKind::Cycle,
            false => DefectKind::ReachedTwice,
        };
        let from = match (before, way) {
            (Some(before), _) | (None, Reached::Below(before)) => before,
            (None, _) => here,
        };
        let from = &self.directory.records[from];
        let words = format!("again from {} at {:#x}", from.term, from.offset);
        self.note(kind, here, words);
    }

    fn is_above(&self, mut way: Reached, here: usize) -> bool {
        while let Reached::Below(parent) = way {
            if parent == here {
                return true;
            }
            way = self.reached[parent];
        }
        false
    }

    fn note(&mut self, kind: DefectKind, record: usize, words: String) {
        self.broken += 1;
        let record = &self.directory.records[record];
        let place = Place::record(record);
        self.defects.note(kind, place, words);
    }

    /// Records that nothing leads to, unless a broken link accounts for them.
    fn orphans(&mut self) {
        let records = &self.directory.records;
        let unreached = |number: &usize| self.reached[*number] == Reached::No;
        let mut led_to = vec![false; records.len()];
        for number in (0..records.len()).filter(unreached) {
            for offset in [records[number].next, records[number].lower] {
                if let Some(to) = self.directory.at(offset).filter(|to| *to != number) {
                    led_to[to] = true;
                }
            }
        }
        let mut heads: Vec<usize> = (0..records.len())
            .filter(unreached)
            .filter(|number| !led_to[*number])
            .collect();
        if heads.is_empty() {
            // Records that lead round in a circle and that nothing else leads to.
            heads.extend((0..records.len()).find(unreached));
        }
        if heads.len() > self.broken {
            for head in heads {
                let place = Place::record(&records[head]);
                self.defects.note(DefectKind::Orphan, place, "");
            }
        }
    }
}
