//! The stack of open items and sequences: nesting without recursion.

use dicom_core::Tag;
use dicom_core::VR;

use super::Rule;
use crate::data_set::{DataSet, Element, Value};
use crate::transfer_syntax::Encoding;

/// An open item or sequence.
#[derive(Debug)]
pub(super) struct Level {
    pub(super) kind: Kind,
    /// Where it ends, if its length is defined.
    pub(super) end: Option<u64>,
    /// Where the innermost level of defined length ends, this one included.
    pub(super) bound: u64,
    /// The encoding of what is inside; differs from the data set's only in UN sequences.
    pub(super) encoding: Encoding,
}

#[derive(Debug)]
pub(super) enum Kind {
    /// The data set itself, or an item.
    Item(DataSet),
    /// A sequence, with the items that are complete.
    Sequence { tag: Tag, items: Vec<DataSet> },
}

/// All open levels; the data set itself is the lowest and is never closed.
#[derive(Debug)]
pub(super) struct Levels {
    stack: Vec<Level>,
    /// Whether the element of the data set itself that is open is kept, with all that is in it.
    keeps: bool,
}

impl Levels {
    pub(super) fn new(encoding: Encoding) -> Self {
        let root = Level {
            kind: Kind::Item(DataSet::new()),
            end: None,
            bound: u64::MAX,
            encoding,
        };
        Self {
            stack: vec![root],
            keeps: true,
        }
    }

    /// An element of the data set itself begins: whether it is kept.
    pub(super) fn keep(&mut self, keeps: bool) {
        self.keeps = keeps;
    }

    pub(super) fn is_kept(&self) -> bool {
        self.keeps
    }

    pub(super) fn top(&self) -> &Level {
        self.stack.last().expect("the root is never popped")
    }

    pub(super) fn is_root(&self) -> bool {
        self.stack.len() == 1
    }

    /// Sequences that are open.
    pub(super) fn depth(&self) -> usize {
        self.stack.len() / 2
    }

    /// The tag of the innermost open sequence.
    pub(super) fn sequence_tag(&self) -> Option<Tag> {
        self.stack.iter().rev().find_map(|level| match level.kind {
            Kind::Sequence { tag, .. } => Some(tag),
            Kind::Item(_) => None,
        })
    }

    pub(super) fn push(&mut self, kind: Kind, end: Option<u64>, encoding: Encoding) {
        let bound = self.top().bound.min(end.unwrap_or(u64::MAX));
        self.stack.push(Level {
            kind,
            end,
            bound,
            encoding,
        });
    }

    /// Whether the element was in the open item before.
    pub(super) fn contains(&self, tag: Tag) -> bool {
        matches!(&self.top().kind, Kind::Item(set) if set.contains(tag))
    }

    /// Puts an element into the open item.
    pub(super) fn insert(&mut self, tag: Tag, vr: VR, value: Value) {
        if !self.keeps {
            return;
        }
        if let Some(Level {
            kind: Kind::Item(set),
            ..
        }) = self.stack.last_mut()
        {
            set.insert(tag, Element { vr, value });
        }
    }

    /// Closes the innermost level into the one below. The root stays.
    pub(super) fn close(&mut self) -> Result<(), Rule> {
        if self.is_root() {
            return Err(Rule::UnexpectedItem);
        }
        match self.stack.pop().map(|level| level.kind) {
            Some(Kind::Sequence { tag, items }) => self.insert(tag, VR::SQ, Value::Items(items)),
            Some(Kind::Item(set)) => self.add_item(set),
            None => {}
        }
        Ok(())
    }

    fn add_item(&mut self, set: DataSet) {
        // Of a sequence that is not kept even empty items would add up.
        if self.keeps
            && let Some(Level {
                kind: Kind::Sequence { items, .. },
                ..
            }) = self.stack.last_mut()
        {
            items.push(set);
        }
    }

    /// Moves the ends of all levels that end before `end` to it.
    pub(super) fn extend_to(&mut self, end: u64) {
        for level in self.stack.iter_mut().filter(|level| level.bound < end) {
            level.bound = end;
            level.end = level.end.map(|old| old.max(end));
        }
    }

    /// Closes every level of defined length that ends at `position`.
    pub(super) fn close_ended(&mut self, position: u64) {
        while self.top().end == Some(position) && self.close().is_ok() {}
    }

    /// Pixel Representation of the open item or of one around it (PS3.5 A.1).
    pub(super) fn is_signed(&self) -> bool {
        let tag = dicom_dictionary_std::tags::PIXEL_REPRESENTATION;
        let found = self.stack.iter().rev().find_map(|level| match &level.kind {
            Kind::Item(set) => set.u16(tag).ok().flatten(),
            Kind::Sequence { .. } => None,
        });
        found == Some(1)
    }

    /// The data set, once every level is closed.
    pub(super) fn into_root(mut self) -> DataSet {
        while self.close().is_ok() {}
        match self.stack.pop().map(|level| level.kind) {
            Some(Kind::Item(set)) => set,
            _ => DataSet::new(),
        }
    }
}
