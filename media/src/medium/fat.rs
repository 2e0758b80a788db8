//! FAT12, FAT16 and FAT32 (PS3.12 Annexes B, R and others), with or without partitions.

mod directory;
mod table;

use super::OpenError;
use super::disk::{Disk, u16_at, u32_at};
use super::node::Tree;
use super::{MediumKind, finding::FindingKind};
use directory::Walk;

/// Partition types that are FAT.
const FAT_TYPES: [u8; 6] = [0x01, 0x04, 0x06, 0x0b, 0x0c, 0x0e];

/// Width of the entries of the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Width {
    Bits12,
    Bits16,
    Bits32,
}

/// A FAT volume, from its boot sector.
#[derive(Debug, Clone)]
pub(super) struct FatVolume {
    /// Where the table is.
    table: u64,
    /// Where the root directory of FAT12 and FAT16 is, and its bytes.
    root: (u64, u64),
    /// First cluster of the root of FAT32.
    root_cluster: u32,
    /// Where cluster 2 is.
    data: u64,
    /// Bytes of a cluster.
    cluster: u64,
    /// Clusters.
    clusters: u32,
    width: Width,
    label: String,
    /// Bytes of the volume as it says, and as they are there.
    claimed: (u64, u64),
    partitioned: bool,
}

/// Looks for a FAT volume: the whole medium, or its first FAT partition (PS3.12 R.1).
pub(super) fn find(disk: &Disk) -> Result<Option<FatVolume>, OpenError> {
    let Some(sector) = disk.array::<512>(0)? else {
        return Ok(None);
    };
    if sector[510..] != [0x55, 0xaa] {
        return Ok(None);
    }
    if &sector[3..11] == b"EXFAT   " {
        return Err(OpenError::Unsupported(
            "exFAT (it is no medium of PS3.12 Annex R)",
        ));
    }
    if &sector[3..11] == b"NTFS    " {
        return Err(OpenError::Unsupported(
            "NTFS (it is no medium of PS3.12 Annex R)",
        ));
    }
    if let Some(volume) = FatVolume::parse(&sector, 0, disk) {
        return Ok(Some(volume));
    }
    partition(disk, &sector)
}

/// The first partition of a FAT type (the master boot record has four).
fn partition(disk: &Disk, sector: &[u8; 512]) -> Result<Option<FatVolume>, OpenError> {
    for entry in sector[446..510].chunks_exact(16) {
        if !FAT_TYPES.contains(&entry[4]) {
            continue;
        }
        let start = u64::from(u32_at(entry, 8)) * 512;
        let Some(boot) = disk.array::<512>(start)? else {
            continue;
        };
        if let Some(mut volume) = FatVolume::parse(&boot, start, disk) {
            volume.partitioned = true;
            return Ok(Some(volume));
        }
    }
    Ok(None)
}

impl FatVolume {
    /// Reads a BIOS parameter block; `None` when it is none.
    fn parse(boot: &[u8; 512], start: u64, disk: &Disk) -> Option<Self> {
        let sector = u64::from(u16_at(boot, 11));
        let per_cluster = u64::from(boot[13]);
        let reserved = u64::from(u16_at(boot, 14));
        let tables = u64::from(boot[16]);
        let sound = matches!(sector, 512 | 1024 | 2048 | 4096)
            && per_cluster.is_power_of_two()
            && reserved > 0
            && (1..=4).contains(&tables);
        if !sound {
            return None;
        }
        let either = |small: u16, large: u32| match small {
            0 => u64::from(large),
            small => u64::from(small),
        };
        let total = either(u16_at(boot, 19), u32_at(boot, 32));
        let per_table = either(u16_at(boot, 22), u32_at(boot, 36));
        let root_bytes = (u64::from(u16_at(boot, 17)) * 32).next_multiple_of(sector);
        let table = start + reserved * sector;
        let root = table + tables * per_table * sector;
        let data = root + root_bytes;
        let bytes = (total * sector).checked_sub(data - start)?;
        let clusters = u32::try_from(bytes / (per_cluster * sector)).ok()?;
        let width = width(clusters, u16_at(boot, 22) == 0);
        let label_at = if width == Width::Bits32 { 71 } else { 43 };
        Some(Self {
            table,
            root: (root, root_bytes),
            root_cluster: u32_at(boot, 44),
            data,
            cluster: per_cluster * sector,
            clusters,
            width,
            label: plain_label(&boot[label_at..label_at + 11]),
            claimed: (total * sector, disk.length().saturating_sub(start)),
            partitioned: false,
        })
    }

    /// Reads the tree.
    pub(super) fn read(&self, disk: &Disk) -> Result<Tree, OpenError> {
        let mut tree = Tree::new(MediumKind::Fat);
        let name = match self.width {
            Width::Bits12 => "FAT12",
            Width::Bits16 => "FAT16",
            Width::Bits32 => "FAT32",
        };
        tree.description = match self.partitioned {
            true => format!("{name} in a partition"),
            false => name.to_owned(),
        };
        tree.label = Some(self.label.clone()).filter(|label| !label.is_empty());
        if self.claimed.0 > self.claimed.1 {
            let words = format!("{} bytes of {} are there", self.claimed.1, self.claimed.0);
            tree.note(FindingKind::Beyond, None, words);
        }
        Walk::new(disk, self).run(&mut tree)?;
        Ok(tree)
    }
}

/// The number of clusters alone says the width; FAT32 has no 16-bit size of its table.
fn width(clusters: u32, no_small_table: bool) -> Width {
    match clusters {
        _ if no_small_table => Width::Bits32,
        0..4085 => Width::Bits12,
        4085..65_525 => Width::Bits16,
        _ => Width::Bits32,
    }
}

/// A label without padding; `NO NAME` means none.
fn plain_label(bytes: &[u8]) -> String {
    let label = String::from_utf8_lossy(bytes);
    match label.trim_end_matches([' ', '\0']) {
        "NO NAME" => String::new(),
        label => label.to_owned(),
    }
}
