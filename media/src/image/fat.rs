//! FAT16 and FAT32 (PS3.12 Annex R and its like), on a device with a master boot record or without.
//!
//! Every folder and file lies in one piece, in order, so that a stick is written and read front
//! to back. Short names are the File IDs; a long name stands only where it says more.

mod boot;
mod directory;
mod geometry;
mod table;

use super::layout::{Layout, Part};
use super::tree::{Node, Tree};
use super::{ImageError, ImageOptions, Partition};
use crate::volume::{Volume, VolumeFile};
use directory::{Directory, Run};
use geometry::{Geometry, Needs};

/// Bytes of a sector.
const SECTOR: u64 = 512;
/// A file's length has 32 bits.
const MAX_FILE: u64 = u32::MAX as u64;
/// Where sticks have their partition: at 1 MiB, which suits the blocks of every flash memory.
const PARTITION_START: u64 = 2048;

/// Which of the two.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Fat16,
    Fat32,
}

/// Plans an image.
pub(super) fn plan(
    volume: &Volume,
    kind: Kind,
    options: &ImageOptions,
) -> Result<Layout, ImageError> {
    volume.files.iter().try_for_each(short_enough)?;
    let tree = Tree::of(volume.files.iter().map(|file| &file.path))?;
    let label = label(&volume.file_set_id);
    let directories = directories(&tree, label)?;
    let needs = Needs {
        kind,
        root: directories[0].length(),
        folders: directories.iter().skip(1).map(Directory::length).collect(),
        files: volume.files.iter().map(|file| file.length).collect(),
    };
    let start = match options.partition {
        Partition::Mbr => PARTITION_START,
        Partition::None => 0,
    };
    let geometry = geometry::of(&needs, start, options.size)?;
    let runs = Runs::of(&needs, &geometry);

    let mut layout = Layout::default();
    if start > 0 {
        layout.bytes(0, boot::master_record(&geometry, serial(volume)));
    }
    boot::place(&geometry, label, serial(volume), &runs, &mut layout);
    table::place(&geometry, &runs, &mut layout);
    for (index, directory) in directories.iter().enumerate() {
        let bytes = directory.bytes(&runs, &volume.created);
        layout.bytes(runs.folder_offset(index, &geometry), bytes);
    }
    let files = volume.files.iter().enumerate();
    for (index, file) in files.filter(|(_, file)| file.length > 0) {
        let at = geometry.offset(runs.files[index].first);
        layout.place(at, file.length, Part::File(index));
    }
    layout.pad_to(options.size.unwrap_or(0).max(geometry.end()));
    Ok(layout)
}

fn short_enough(file: &VolumeFile) -> Result<(), ImageError> {
    match file.length <= MAX_FILE {
        true => Ok(()),
        false => Err(ImageError::TooLarge {
            what: format!(
                "{}: {} bytes, and a file of FAT has at most {MAX_FILE}",
                file.path, file.length
            ),
        }),
    }
}

/// File-set ID as the label, of which FAT holds 11 characters.
fn label(file_set_id: &str) -> Option<[u8; 11]> {
    let mut label = [b' '; 11];
    for (place, byte) in label.iter_mut().zip(file_set_id.bytes()) {
        *place = byte;
    }
    (!file_set_id.is_empty()).then_some(label)
}

fn directories(tree: &Tree, label: Option<[u8; 11]>) -> Result<Vec<Directory>, ImageError> {
    let of_folder = |(index, folder)| match index {
        0 => Directory::root(folder, label),
        _ => Directory::below(index, folder),
    };
    tree.folders.iter().enumerate().map(of_folder).collect()
}

/// A number for the volume, from its label and time.
fn serial(volume: &Volume) -> u32 {
    let text = format!("{}{:?}", volume.file_set_id, volume.created);
    let mut crc = flate2::Crc::new();
    crc.update(text.as_bytes());
    crc.sum()
}

/// The clusters of folders, then of files, from the first one on.
#[derive(Debug, Clone)]
struct Runs {
    /// The root has none with FAT16.
    folders: Vec<Run>,
    files: Vec<Run>,
    used: u32,
}

impl Runs {
    fn of(needs: &Needs, geometry: &Geometry) -> Self {
        let mut next = geometry::FIRST_CLUSTER;
        let mut run = |length: u64| {
            let count = length.div_ceil(geometry.cluster_length()) as u32;
            let first = if count == 0 { 0 } else { next };
            next += count;
            Run {
                first,
                count,
                length,
            }
        };
        let root = match needs.kind {
            Kind::Fat16 => 0,
            Kind::Fat32 => needs.root,
        };
        let folders = std::iter::once(&root).chain(&needs.folders);
        let folders = folders.map(|&length| run(length)).collect();
        let files = needs.files.iter().map(|&length| run(length)).collect();
        Self {
            folders,
            files,
            used: next - geometry::FIRST_CLUSTER,
        }
    }

    fn node(&self, node: Node) -> Run {
        match node {
            Node::Folder(folder) => self.folders[folder],
            Node::File(file) => self.files[file],
        }
    }

    fn folder_offset(&self, folder: usize, geometry: &Geometry) -> u64 {
        match (folder, geometry.kind) {
            (0, Kind::Fat16) => geometry.root_offset(),
            _ => geometry.offset(self.folders[folder].first),
        }
    }

    /// Counts of clusters in order.
    fn counts(&self) -> Vec<u32> {
        let runs = self.folders.iter().chain(&self.files);
        runs.map(|run| run.count)
            .filter(|count| *count > 0)
            .collect()
    }
}
