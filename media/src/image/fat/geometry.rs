//! How many clusters of which size: the number of clusters alone says FAT16 or FAT32.

use super::{Kind, SECTOR};
use crate::image::ImageError;

/// Clusters 0 and 1 do not exist.
pub(super) const FIRST_CLUSTER: u32 = 2;
/// Copies of the table.
pub(super) const TABLES: u64 = 2;
/// Readers err by a few clusters about the limits; nobody errs by 16.
const MARGIN: u64 = 16;
/// Fewer are FAT12; from the second number on it is FAT32.
const MIN_FAT16: u64 = 4085;
const MIN_FAT32: u64 = 65525;
const MAX_FAT32: u64 = 0x0FFF_FFF5;
/// Entries of FAT16's root, which has a place of its own: the usual number.
const ROOT_ENTRIES: u64 = 512;
const MAX_ROOT_ENTRIES: u64 = 0xFFF0;
/// Bytes of an entry of a folder.
pub(super) const ENTRY: u64 = 32;
/// FAT32: more clusters than these make a table that no one likes to read; larger ones instead.
const MANY_CLUSTERS: u64 = 2 << 20;
/// Sectors of a file system: a number of 32 bits.
const MAX_SECTORS: u64 = u32::MAX as u64;

/// Bytes of what must have room.
#[derive(Debug)]
pub(super) struct Needs {
    pub(super) kind: Kind,
    pub(super) root: u64,
    pub(super) folders: Vec<u64>,
    pub(super) files: Vec<u64>,
}

impl Needs {
    fn clusters(&self, cluster: u64) -> u64 {
        let root = match self.kind {
            Kind::Fat16 => 0,
            Kind::Fat32 => self.root,
        };
        let lengths = self.folders.iter().chain(&self.files).chain(Some(&root));
        lengths.map(|length| length.div_ceil(cluster)).sum()
    }
}

/// A file system's measures, in sectors.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Geometry {
    pub(super) kind: Kind,
    /// Sectors before the file system.
    pub(super) start: u64,
    pub(super) reserved: u64,
    pub(super) table: u64,
    pub(super) root_entries: u64,
    pub(super) cluster: u64,
    pub(super) clusters: u64,
}

impl Geometry {
    pub(super) fn cluster_length(&self) -> u64 {
        self.cluster * SECTOR
    }

    /// Sectors of the file system.
    pub(super) fn sectors(&self) -> u64 {
        self.data() + self.clusters * self.cluster
    }

    /// The first byte after it, on the device.
    pub(super) fn end(&self) -> u64 {
        (self.start + self.sectors()) * SECTOR
    }

    pub(super) fn table_offset(&self) -> u64 {
        (self.start + self.reserved) * SECTOR
    }

    pub(super) fn root_offset(&self) -> u64 {
        self.table_offset() + TABLES * self.table * SECTOR
    }

    /// Where a cluster is on the device.
    pub(super) fn offset(&self, cluster: u32) -> u64 {
        let before = u64::from(cluster - FIRST_CLUSTER) * self.cluster;
        (self.start + self.data() + before) * SECTOR
    }

    /// Sectors before the first cluster.
    fn data(&self) -> u64 {
        self.reserved + TABLES * self.table + (self.root_entries * ENTRY).div_ceil(SECTOR)
    }

    fn with(mut self, clusters: u64) -> Self {
        self.clusters = clusters;
        self.table = ((clusters + u64::from(FIRST_CLUSTER)) * self.entry()).div_ceil(SECTOR);
        self
    }

    /// Bytes of a cluster's entry in the table.
    fn entry(&self) -> u64 {
        match self.kind {
            Kind::Fat16 => 2,
            Kind::Fat32 => 4,
        }
    }

    fn limits(&self) -> (u64, u64) {
        match self.kind {
            Kind::Fat16 => (MIN_FAT16 + MARGIN, MIN_FAT32 - 1 - MARGIN),
            Kind::Fat32 => (MIN_FAT32 + MARGIN, MAX_FAT32 - MARGIN),
        }
    }
}

/// The measures that suit, in a device of `size` bytes or in the smallest one.
pub(super) fn of(needs: &Needs, start: u64, size: Option<u64>) -> Result<Geometry, ImageError> {
    let measures = |&cluster: &u64| {
        let base = base(needs, start, cluster);
        match size {
            Some(size) => given(needs, base, size),
            None => smallest(needs, base),
        }
    };
    let fitting: Vec<Geometry> = preferred(needs.kind).iter().filter_map(measures).collect();
    let moderate = fitting.iter().find(|found| found.clusters <= MANY_CLUSTERS);
    let fewest = || fitting.iter().min_by_key(|found| found.clusters);
    let has_root = needs.kind == Kind::Fat32 || needs.root / ENTRY <= MAX_ROOT_ENTRIES;
    let found = moderate.or_else(fewest).filter(|_| has_root);
    found.copied().ok_or_else(|| too_large(needs, size))
}

/// Sizes of clusters, the best first.
fn preferred(kind: Kind) -> [u64; 7] {
    match kind {
        Kind::Fat16 => [1, 2, 4, 8, 16, 32, 64],
        Kind::Fat32 => [8, 16, 32, 64, 4, 2, 1],
    }
}

fn base(needs: &Needs, start: u64, cluster: u64) -> Geometry {
    let (reserved, root_entries) = match needs.kind {
        Kind::Fat16 => {
            let entries = needs.root / ENTRY;
            (
                1,
                entries.next_multiple_of(SECTOR / ENTRY).max(ROOT_ENTRIES),
            )
        }
        Kind::Fat32 => (32, 0),
    };
    Geometry {
        kind: needs.kind,
        start,
        reserved,
        table: 0,
        root_entries,
        cluster,
        clusters: 0,
    }
}

/// As many clusters as are needed, filled up to the least number with the smallest clusters only.
fn smallest(needs: &Needs, base: Geometry) -> Option<Geometry> {
    let needed = needs.clusters(base.cluster_length());
    let (least, most) = base.limits();
    match base.cluster {
        1 => (needed <= most).then(|| base.with(needed.max(least))),
        _ => (least..=most).contains(&needed).then(|| base.with(needed)),
    }
    .filter(|found| found.sectors() <= MAX_SECTORS)
}

/// As many clusters as there is room for.
fn given(needs: &Needs, base: Geometry, size: u64) -> Option<Geometry> {
    let room = (size / SECTOR).checked_sub(base.start)?.min(MAX_SECTORS);
    let free = room.checked_sub(base.data())?;
    // Each cluster costs its sectors and its entries in both tables.
    let cost = base.cluster * SECTOR + TABLES * base.entry();
    let mut clusters = free * SECTOR / cost;
    while clusters > 0 && base.with(clusters).sectors() > room {
        clusters -= 1;
    }
    let (least, most) = base.limits();
    let needed = needs.clusters(base.cluster_length());
    let fits = (least..=most).contains(&clusters) && needed <= clusters;
    fits.then(|| base.with(clusters))
}

fn too_large(needs: &Needs, size: Option<u64>) -> ImageError {
    let name = match needs.kind {
        Kind::Fat16 => "FAT16",
        Kind::Fat32 => "FAT32",
    };
    let content: u64 = needs.folders.iter().chain(&needs.files).sum();
    let count = needs.folders.len() + needs.files.len();
    let content = format!("{count} files and folders of {content} bytes");
    let what = match size {
        Some(size) => format!("{content} on a device of {size} bytes with {name}"),
        None => format!("{content} for {name}"),
    };
    ImageError::TooLarge { what }
}
