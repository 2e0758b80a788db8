//! From the anchor to the file set descriptor (ECMA-167 3, 4/14.1).

use super::super::disk::{Disk, u16_at, u32_at};
use super::super::error::OpenError;
use super::allocation::LongAd;
use super::partition::{Map, Partition};
use super::tag;
use crate::timestamp::Timestamp;

/// Block sizes in use: optical discs, hard disk images, newer disks.
const BLOCK_SIZES: [u64; 3] = [2048, 512, 4096];
/// Blocks of one volume descriptor sequence that are looked at: 16 are usual.
const MAX_SEQUENCE: u64 = 256;
/// Partition maps: UDF allows two.
const MAX_MAPS: usize = 8;

/// The anchor: where the descriptor sequences are.
#[derive(Debug, Clone, Copy)]
pub(super) struct Anchor {
    block: u64,
    /// Main and reserve sequence: first block and bytes.
    sequences: [(u64, u64); 2],
}

/// Looks for the anchor at its three places (UDF 2.2.3), and at 512 where unfinished discs
/// have it.
pub(super) fn anchor(disk: &Disk) -> Result<Option<Anchor>, OpenError> {
    for block in BLOCK_SIZES {
        let last = (disk.length() / block).saturating_sub(1);
        for number in [256, last, last.saturating_sub(256), 512] {
            let Some(bytes) = disk.array::<512>(number * block)? else {
                continue;
            };
            let located = u64::from(u32_at(&bytes, 12)) == number;
            if located && tag::identifier(&bytes) == Some(tag::ANCHOR) {
                let extent = |at| {
                    let length = u64::from(u32_at(&bytes, at));
                    (u64::from(u32_at(&bytes, at + 4)), length)
                };
                let sequences = [extent(16), extent(24)];
                return Ok(Some(Anchor { block, sequences }));
            }
        }
    }
    Ok(None)
}

/// A logical volume: its partitions and its root.
#[derive(Debug)]
pub(super) struct Volume<'a> {
    pub(super) disk: &'a Disk,
    pub(super) block: u64,
    pub(super) label: String,
    pub(super) created: Option<Timestamp>,
    /// UDF revision, binary coded decimal.
    pub(super) revision: u16,
    pub(super) partitions: Vec<Partition>,
    pub(super) root: LongAd,
}

/// What a descriptor sequence says.
#[derive(Debug, Default)]
struct Sequence {
    label: String,
    created: Option<Timestamp>,
    /// Number, first block and blocks of partitions.
    partitions: Vec<(u16, u64, u64)>,
    logical: Option<Vec<u8>>,
}

impl<'a> Volume<'a> {
    pub(super) fn read(disk: &'a Disk) -> Result<Self, OpenError> {
        let anchor = anchor(disk)?.ok_or(broken("the UDF anchor", 256 * 2048))?;
        let block = anchor.block;
        let mut sequence = Sequence::default();
        for (first, length) in anchor.sequences {
            sequence = Sequence::read(disk, block, first, length)?;
            if sequence.logical.is_some() && !sequence.partitions.is_empty() {
                break;
            }
        }
        let first = anchor.sequences[0].0 * block;
        let logical = sequence.logical.take();
        let logical = logical.ok_or(broken("the UDF logical volume descriptor", first))?;
        let mut volume = Self {
            disk,
            block,
            label: sequence.label.clone(),
            created: sequence.created,
            revision: u16_at(&logical, 216 + 24),
            partitions: Vec::new(),
            root: LongAd::default(),
        };
        volume.map_partitions(&logical, &sequence)?;
        volume.find_root(&logical)?;
        Ok(volume)
    }

    fn map_partitions(&mut self, logical: &[u8], sequence: &Sequence) -> Result<(), OpenError> {
        let claimed = u32_at(logical, 268) as usize;
        let mut rest = logical.get(440..).unwrap_or_default();
        for _ in 0..claimed.min(MAX_MAPS) {
            let Some(map) = rest.get(..usize::from(rest.get(1).copied().unwrap_or(0))) else {
                break;
            };
            let Some(map) = Map::parse(map)? else {
                break;
            };
            let number = map.number();
            let found = sequence
                .partitions
                .iter()
                .find(|(other, _, _)| *other == number);
            let (_, start, length) = *found.ok_or(broken("a UDF partition map", 440))?;
            let partition = Partition::new(self, &map, start, length)?;
            self.partitions.push(partition);
            rest = &rest[map.length()..];
        }
        Ok(())
    }

    /// The file set descriptor names the root (ECMA-167 4/14.1).
    fn find_root(&mut self, logical: &[u8]) -> Result<(), OpenError> {
        let at = LongAd::parse(logical, 248);
        let offset = self.place(at.partition, at.block);
        let error = broken("the UDF file set descriptor", offset.unwrap_or_default());
        let bytes = match offset {
            Some(offset) => self.disk.array::<512>(offset)?,
            None => None,
        };
        let bytes = bytes.filter(|bytes| tag::identifier(bytes) == Some(tag::FILE_SET));
        self.root = LongAd::parse(&bytes.ok_or(error)?, 400);
        Ok(())
    }

    /// Where a block of a partition is on the disk.
    pub(super) fn place(&self, partition: u16, block: u32) -> Option<u64> {
        let partition = self.partitions.get(usize::from(partition))?;
        partition.place(u64::from(block), self.block)
    }
}

impl Sequence {
    fn read(disk: &Disk, block: u64, first: u64, length: u64) -> Result<Self, OpenError> {
        let mut found = Self::default();
        for number in first..first + (length / block).min(MAX_SEQUENCE) {
            let bytes = disk.bytes(number * block, block as usize)?;
            match tag::identifier(&bytes) {
                Some(tag::TERMINATING) => break,
                Some(identifier) => found.take(identifier, bytes),
                None => {}
            }
        }
        Ok(found)
    }

    fn take(&mut self, identifier: u16, bytes: Vec<u8>) {
        match identifier {
            tag::PRIMARY_VOLUME => {
                self.label = bytes.get(24..56).map(tag::field).unwrap_or_default();
                self.created = bytes.get(376..388).and_then(tag::timestamp);
            }
            tag::PARTITION if self.partitions.len() < MAX_MAPS => self.partitions.push((
                u16_at(&bytes, 22),
                u64::from(u32_at(&bytes, 188)),
                u64::from(u32_at(&bytes, 192)),
            )),
            tag::LOGICAL_VOLUME => self.logical = Some(bytes),
            _ => {}
        }
    }
}

pub(super) fn broken(what: &'static str, offset: u64) -> OpenError {
    OpenError::Broken { what, offset }
}
