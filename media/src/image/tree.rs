//! The folders of a volume, found once for every file system.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use super::ImageError;
use crate::volume::{MAX_COMPONENTS, VolumePath};

/// What a folder holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Node {
    /// A folder, by its place in [`Tree::folders`].
    Folder(usize),
    /// A file, by its place in the list that the tree was made of.
    File(usize),
}

#[derive(Debug)]
pub(super) struct Folder {
    /// The folder above; the root's is itself.
    pub(super) parent: usize,
    /// Names as the volume has them, in the order in which they first came.
    pub(super) entries: Vec<(String, Node)>,
}

/// The tree; the root is folder 0, each folder comes after the one above it.
#[derive(Debug)]
pub(super) struct Tree {
    pub(super) folders: Vec<Folder>,
    pub(super) file_count: usize,
}

impl Tree {
    /// Of files by their paths. Names that differ in case only are one name to most readers.
    pub(super) fn of<'a>(paths: impl Iterator<Item = &'a VolumePath>) -> Result<Self, ImageError> {
        let mut growing = Growing::new();
        for path in paths {
            growing.add(path)?;
        }
        Ok(growing.tree)
    }

    /// Folders by level, then as `children` orders each folder's entries.
    pub(super) fn breadth_first(&self, children: impl Fn(usize) -> Vec<Node>) -> Vec<usize> {
        let mut order = Vec::with_capacity(self.folders.len());
        order.push(0);
        let mut next = 0;
        while let Some(&folder) = order.get(next) {
            order.extend(children(folder).into_iter().filter_map(Node::folder));
            next += 1;
        }
        order
    }
}

impl Node {
    pub(super) fn folder(self) -> Option<usize> {
        match self {
            Self::Folder(folder) => Some(folder),
            Self::File(_) => None,
        }
    }
}

struct Growing {
    tree: Tree,
    names: HashMap<(usize, String), Node>,
}

impl Growing {
    fn new() -> Self {
        let root = Folder {
            parent: 0,
            entries: Vec::new(),
        };
        Self {
            tree: Tree {
                folders: vec![root],
                file_count: 0,
            },
            names: HashMap::new(),
        }
    }

    fn add(&mut self, path: &VolumePath) -> Result<(), ImageError> {
        let duplicate = || ImageError::Duplicate {
            path: path.to_string(),
        };
        if path.components().len() > MAX_COMPONENTS {
            return Err(ImageError::Name {
                path: path.to_string(),
                rule: "a file-set has at most 8 levels (PS3.10 8.2)",
            });
        }
        let (name, above) = path.components().split_last().ok_or_else(duplicate)?;
        let mut folder = 0;
        for component in above {
            folder = self.folder(folder, component).ok_or_else(duplicate)?;
        }
        let file = Node::File(self.tree.file_count);
        match self.names.entry((folder, name.to_uppercase())) {
            Entry::Occupied(_) => return Err(duplicate()),
            Entry::Vacant(vacant) => vacant.insert(file),
        };
        self.tree.file_count += 1;
        self.tree.folders[folder].entries.push((name.clone(), file));
        Ok(())
    }

    /// The folder of this name in another; nothing when it is a file.
    fn folder(&mut self, parent: usize, name: &str) -> Option<usize> {
        let next = self.tree.folders.len();
        match self.names.entry((parent, name.to_uppercase())) {
            Entry::Occupied(known) => return known.get().folder(),
            Entry::Vacant(vacant) => vacant.insert(Node::Folder(next)),
        };
        self.tree.folders.push(Folder {
            parent,
            entries: Vec::new(),
        });
        let entry = (name.to_owned(), Node::Folder(next));
        self.tree.folders[parent].entries.push(entry);
        Some(next)
    }
}
