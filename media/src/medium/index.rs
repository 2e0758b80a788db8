//! Finding an entry by its path, with or without regard to case.

use std::collections::HashMap;

use super::MediumEntry;
use crate::volume::VolumePath;

/// Paths by exact and by folded name; the first of equals wins.
#[derive(Debug, Default)]
pub struct Index {
    exact: HashMap<String, usize>,
    folded: HashMap<String, usize>,
}

impl Index {
    /// Puts a path in.
    pub fn add(&mut self, path: &VolumePath, number: usize) {
        let name = path.to_string();
        self.folded.entry(fold(&name)).or_insert(number);
        self.exact.entry(name).or_insert(number);
    }

    /// Puts an entry in. A file whose very name is there already, which a ZIP allows, gets its
    /// number appended: else the first would be read twice and this one never. Whether it did.
    pub(crate) fn add_entry(&mut self, entry: &mut MediumEntry, number: usize) -> bool {
        let is_taken = |path: &VolumePath| self.exact.contains_key(&path.to_string());
        let mut is_renamed = false;
        while !entry.is_folder && is_taken(&entry.path) {
            entry.path = entry.path.numbered(number);
            is_renamed = true;
        }
        self.add(&entry.path, number);
        is_renamed
    }

    /// The number of the path of this very name, else of one in another case.
    pub fn find(&self, path: &VolumePath) -> Option<usize> {
        let name = path.to_string();
        let found = self.exact.get(&name);
        found.or_else(|| self.folded.get(&fold(&name))).copied()
    }
}

/// A name without its case.
pub(crate) fn fold(name: &str) -> String {
    name.to_uppercase()
}
