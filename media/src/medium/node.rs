//! Media whose files are extents of the disk: what ISO 9660, UDF and FAT readers give.

use std::io::{self, Read, Seek, SeekFrom};

use super::disk::{Disk, sought};
use super::finding::{Finding, FindingKind};
use super::index::Index;
use super::{MAX_DEPTH, MAX_ENTRIES, Medium, MediumEntry, MediumKind, OpenError, ReadSeek};
use crate::timestamp::Timestamp;
use crate::volume::VolumePath;

/// Consecutive bytes of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Extent {
    /// Where on the disk; none: zeros that are not recorded.
    pub(super) offset: Option<u64>,
    /// Bytes.
    pub(super) length: u64,
}

/// Where a file's bytes are.
#[derive(Debug, Clone)]
pub(super) enum Data {
    Extents(Vec<Extent>),
    /// Within its own directory structure (UDF embeds small files).
    Inline(Vec<u8>),
}

/// Said of a further file of one name.
pub(super) const SAME_NAME: &str = "another file has the same name; this one has a number after it";

/// Said of a name that no path can hold.
pub fn unnameable(name: &str) -> String {
    format!("a name that no path can hold: {name:?}")
}

/// Said of a folder that is too deep.
pub fn too_deep() -> String {
    format!("folders are nested deeper than {MAX_DEPTH}")
}

/// A file or folder of the tree.
#[derive(Debug, Clone)]
pub(super) struct Node {
    pub(super) entry: MediumEntry,
    pub(super) data: Data,
}

/// What a file system reader found.
#[derive(Debug)]
pub(super) struct Tree {
    pub(super) kind: MediumKind,
    pub(super) description: String,
    pub(super) label: Option<String>,
    pub(super) created: Option<Timestamp>,
    pub(super) nodes: Vec<Node>,
    /// Other paths of nodes (Joliet).
    pub(super) aliases: Vec<(VolumePath, usize)>,
    pub(super) findings: Vec<Finding>,
}

/// Findings kept: a broken medium may have one per file; thousands tell nobody more.
const MAX_FINDINGS: usize = 10_000;

impl Tree {
    pub(super) fn new(kind: MediumKind) -> Self {
        Self {
            kind,
            description: String::new(),
            label: None,
            created: None,
            nodes: Vec::new(),
            aliases: Vec::new(),
            findings: Vec::new(),
        }
    }

    /// Adds a node, within [`MAX_ENTRIES`].
    pub(super) fn add(&mut self, node: Node) -> Result<(), OpenError> {
        if self.nodes.len() >= MAX_ENTRIES {
            return Err(OpenError::TooMany(MAX_ENTRIES));
        }
        self.nodes.push(node);
        Ok(())
    }

    /// The path of `name` in `folder`; a name that no path can hold is noted and left out.
    pub(super) fn child(
        &mut self,
        folder: Option<&VolumePath>,
        name: String,
    ) -> Option<VolumePath> {
        let mut components = folder.map_or_else(Vec::new, |path| path.components().to_vec());
        components.push(name);
        let path = VolumePath::found(components.clone());
        if path.is_none() {
            let name = components.last().map_or("", String::as_str);
            self.note(FindingKind::Unnameable, folder, unnameable(name));
        }
        path
    }

    /// Notes a folder that is too deep to be walked.
    pub(super) fn too_deep(&mut self, path: &VolumePath) {
        self.note(FindingKind::NotReached, Some(path), too_deep());
    }

    pub(super) fn note(&mut self, kind: FindingKind, path: Option<&VolumePath>, words: String) {
        if self.findings.len() < MAX_FINDINGS {
            self.findings.push(Finding {
                kind,
                path: path.cloned(),
                words,
            });
        }
    }
}

/// A medium made of nodes.
#[derive(Debug)]
pub(super) struct NodeMedium {
    disk: Disk,
    tree: Tree,
    index: Index,
}

impl NodeMedium {
    pub(super) fn new(mut tree: Tree, disk: Disk) -> Self {
        let mut index = Index::default();
        for number in 0..tree.nodes.len() {
            let entry = &mut tree.nodes[number].entry;
            if index.add_entry(entry, number) {
                let path = entry.path.clone();
                tree.note(FindingKind::SameName, Some(&path), SAME_NAME.to_owned());
            }
        }
        for (path, number) in &tree.aliases {
            index.add(path, *number);
        }
        Self { disk, tree, index }
    }
}

impl Medium for NodeMedium {
    fn kind(&self) -> MediumKind {
        self.tree.kind
    }

    fn describe(&self) -> String {
        self.tree.description.clone()
    }

    fn label(&self) -> Option<String> {
        self.tree.label.clone()
    }

    fn created(&self) -> Option<Timestamp> {
        self.tree.created
    }

    fn entries(&self) -> io::Result<Vec<MediumEntry>> {
        Ok(self
            .tree
            .nodes
            .iter()
            .map(|node| node.entry.clone())
            .collect())
    }

    fn open(&self, path: &VolumePath) -> io::Result<Box<dyn ReadSeek + '_>> {
        let node = self
            .index
            .find(path)
            .map(|number| &self.tree.nodes[number])
            .filter(|node| !node.entry.is_folder);
        let node = node.ok_or_else(|| {
            io::Error::new(
                io::ErrorKind::NotFound,
                format!("no file {path} on the medium"),
            )
        })?;
        Ok(match &node.data {
            Data::Inline(bytes) => Box::new(io::Cursor::new(bytes.as_slice())),
            Data::Extents(extents) => Box::new(ExtentReader::new(&self.disk, extents)),
        })
    }

    fn place(&self, path: &VolumePath) -> Option<u64> {
        let node = &self.tree.nodes[self.index.find(path)?];
        match &node.data {
            Data::Extents(extents) => contiguous(extents),
            Data::Inline(_) => None,
        }
    }

    fn findings(&self) -> &[Finding] {
        &self.tree.findings
    }
}

/// Where the extents begin, if each begins where the one before it ends.
fn contiguous(extents: &[Extent]) -> Option<u64> {
    let first = extents.first()?.offset?;
    let end = |extent: &Extent| extent.offset.map(|offset| offset + extent.length);
    let follows = |two: &[Extent]| end(&two[0]) == two[1].offset;
    extents.windows(2).all(follows).then_some(first)
}

/// Reads a file extent by extent.
#[derive(Debug)]
pub(super) struct ExtentReader<'a> {
    disk: &'a Disk,
    extents: &'a [Extent],
    length: u64,
    position: u64,
    /// The extent in which the position lies, and where that extent begins in the file.
    current: (usize, u64),
}

impl<'a> ExtentReader<'a> {
    pub(super) fn new(disk: &'a Disk, extents: &'a [Extent]) -> Self {
        let lengths = extents.iter().map(|extent| extent.length);
        Self {
            disk,
            extents,
            length: lengths.fold(0, u64::saturating_add),
            position: 0,
            current: (0, 0),
        }
    }

    /// The extent at the position and the offset in it.
    fn locate(&mut self) -> Option<(Extent, u64)> {
        if self.position < self.current.1 {
            self.current = (0, 0);
        }
        while let Some(extent) = self.extents.get(self.current.0) {
            let inside = self.position - self.current.1;
            if inside < extent.length {
                return Some((*extent, inside));
            }
            self.current = (self.current.0 + 1, self.current.1 + extent.length);
        }
        None
    }
}

impl Read for ExtentReader<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let Some((extent, inside)) = self.locate() else {
            return Ok(0);
        };
        let left = extent.length - inside;
        let wanted = usize::try_from(left).map_or(buffer.len(), |left| left.min(buffer.len()));
        let taken = match extent.offset {
            Some(offset) => self
                .disk
                .read_at(offset.saturating_add(inside), &mut buffer[..wanted])?,
            None => {
                buffer[..wanted].fill(0);
                wanted
            }
        };
        self.position += taken as u64;
        Ok(taken)
    }
}

impl Seek for ExtentReader<'_> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.position = sought(to, self.position, self.length)?;
        Ok(self.position)
    }
}
