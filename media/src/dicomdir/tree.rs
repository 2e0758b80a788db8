//! What the offsets of a directory claim, followed without going round in a circle.

use super::Directory;

/// Records below one another that are followed: the standard's own tree has 4 levels, private
/// records may add to it.
const MAX_DEPTH: usize = 32;

/// The tree that the offsets make.
#[derive(Debug, Default)]
pub struct Tree {
    /// The root directory entity.
    pub roots: Vec<Branch>,
    /// Links that lead nowhere or where they may not.
    pub issues: Vec<LinkIssue>,
    /// Records that no link leads to, by index.
    pub unreached: Vec<usize>,
}

/// A record in the tree.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Branch {
    /// Its index in [`Directory::records`].
    pub record: usize,
    /// Its lower-level directory entity.
    pub children: Vec<Branch>,
}

/// A link that was not followed. `from` is the record that has it; none: the root's (0004,1200).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LinkIssue {
    /// There is no record at the offset.
    Nowhere {
        /// Whose link.
        from: Option<usize>,
        /// What it says.
        offset: u32,
    },
    /// The record was reached before: a loop, or two links to one record.
    Again {
        /// Whose link.
        from: Option<usize>,
        /// The record, by index.
        record: usize,
    },
    /// More records below one another than are followed.
    TooDeep {
        /// Whose link.
        from: usize,
    },
    /// (0004,1202) is not the last record of the root directory entity.
    Last {
        /// What it says.
        offset: u32,
    },
}

impl Directory {
    /// Follows the offsets.
    pub fn tree(&self) -> Tree {
        let mut walk = Walk {
            directory: self,
            reached: vec![false; self.records.len()],
            issues: Vec::new(),
        };
        let roots = walk.entity(None, self.first, 0);
        let last = roots
            .last()
            .map_or(0, |root| self.records[root.record].offset);
        let mut issues = walk.issues;
        if u64::from(self.last) != last {
            issues.push(LinkIssue::Last { offset: self.last });
        }
        let reached = walk.reached.iter().enumerate();
        let unreached = reached
            .filter(|(_, reached)| !**reached)
            .map(|(index, _)| index);
        Tree {
            roots,
            issues,
            unreached: unreached.collect(),
        }
    }
}

struct Walk<'a> {
    directory: &'a Directory,
    reached: Vec<bool>,
    issues: Vec<LinkIssue>,
}

impl Walk<'_> {
    /// The directory entity whose first record is at `offset`.
    fn entity(&mut self, above: Option<usize>, offset: u32, depth: usize) -> Vec<Branch> {
        let mut branches = Vec::new();
        let (mut from, mut offset) = (above, offset);
        while let Some(record) = self.follow(from, offset) {
            let found = &self.directory.records[record];
            let (next, lower) = (found.next, found.lower);
            branches.push(Branch {
                record,
                children: self.below(record, lower, depth),
            });
            (from, offset) = (Some(record), next);
        }
        branches
    }

    fn below(&mut self, record: usize, lower: u32, depth: usize) -> Vec<Branch> {
        if lower != 0 && depth >= MAX_DEPTH {
            self.issues.push(LinkIssue::TooDeep { from: record });
            return Vec::new();
        }
        self.entity(Some(record), lower, depth + 1)
    }

    /// The record at `offset`, unless it was reached before.
    fn follow(&mut self, from: Option<usize>, offset: u32) -> Option<usize> {
        if offset == 0 {
            return None;
        }
        let Some(record) = self.directory.at(offset) else {
            self.issues.push(LinkIssue::Nowhere { from, offset });
            return None;
        };
        if std::mem::replace(&mut self.reached[record], true) {
            self.issues.push(LinkIssue::Again { from, record });
            return None;
        }
        Some(record)
    }
}
