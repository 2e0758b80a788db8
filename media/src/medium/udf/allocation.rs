//! Allocation descriptors (ECMA-167 4/14.14): where a file's bytes are.

use super::super::disk::{u16_at, u32_at};
use super::super::error::OpenError;
use super::super::node::Extent;
use super::tag;
use super::volume::Volume;

/// Descriptors of one file that are followed: 16 TiB in pieces of 1 GiB, or a sparse file.
const MAX_DESCRIPTORS: usize = 65_536;
/// Blocks of further descriptors that are followed.
const MAX_CONTINUATIONS: usize = 4096;

/// A place in a partition.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct LongAd {
    pub(super) block: u32,
    pub(super) partition: u16,
}

impl LongAd {
    /// Reads a long_ad (4/14.14.2) at `at`.
    pub(super) fn parse(bytes: &[u8], at: usize) -> Self {
        Self {
            block: u32_at(bytes, at + 4),
            partition: u16_at(bytes, at + 8),
        }
    }
}

/// The form of the descriptors, by the flags of the ICB tag (4/14.6.8).
#[derive(Debug, Clone, Copy)]
pub(super) enum Form {
    Short,
    Long,
    Extended,
}

impl Form {
    fn size(self) -> usize {
        match self {
            Self::Short => 8,
            Self::Long => 16,
            Self::Extended => 20,
        }
    }

    /// Block and partition of a descriptor.
    fn place(self, bytes: &[u8], partition: u16) -> LongAd {
        match self {
            Self::Short => LongAd {
                block: u32_at(bytes, 4),
                partition,
            },
            Self::Long => LongAd::parse(bytes, 0),
            Self::Extended => LongAd::parse(bytes, 8),
        }
    }
}

/// The extents that descriptors give, up to `length` bytes of the file.
pub(super) fn extents(
    volume: &Volume<'_>,
    form: Form,
    partition: u16,
    first: Vec<u8>,
    length: u64,
) -> Result<Vec<Extent>, OpenError> {
    let mut list = List {
        volume,
        left: length,
        extents: Vec::new(),
    };
    let mut bytes = first;
    for _ in 0..MAX_CONTINUATIONS {
        match list.take(form, partition, &bytes) {
            Some(next) => bytes = continuation(volume, next)?,
            None => break,
        }
    }
    Ok(list.extents)
}

struct List<'a> {
    volume: &'a Volume<'a>,
    left: u64,
    extents: Vec<Extent>,
}

impl List<'_> {
    /// Takes descriptors; gives the place of further ones.
    fn take(&mut self, form: Form, partition: u16, bytes: &[u8]) -> Option<LongAd> {
        for descriptor in bytes.chunks_exact(form.size()) {
            let coded = u32_at(descriptor, 0);
            let length = u64::from(coded & 0x3fff_ffff);
            let place = form.place(descriptor, partition);
            match coded >> 30 {
                3 => return Some(place),
                _ if length == 0 || self.left == 0 => return None,
                0 => self.recorded(place, length),
                // Allocated or not, but not recorded: zeros.
                _ => self.push(None, length),
            }
        }
        None
    }

    /// An extent, in as many pieces as the partition has it; ends the list where the partition
    /// or the disk ends.
    fn recorded(&mut self, place: LongAd, length: u64) {
        let mut block = place.block;
        let mut left = length.min(self.left);
        while left > 0 {
            let Some(offset) = self.volume.place(place.partition, block) else {
                self.left = 0;
                return;
            };
            let there = self.volume.disk.length().saturating_sub(offset);
            let piece = self.piece(place.partition, block, offset, left).min(there);
            if piece == 0 || self.extents.len() >= MAX_DESCRIPTORS {
                self.left = 0;
                return;
            }
            self.push(Some(offset), piece);
            left -= piece;
            block = block.saturating_add((piece.div_ceil(self.volume.block)) as u32);
        }
    }

    /// Bytes that lie together: all of a plain partition, packet by packet or block by block
    /// otherwise.
    fn piece(&self, partition: u16, block: u32, offset: u64, left: u64) -> u64 {
        let size = self.volume.block;
        let last = left.div_ceil(size).saturating_sub(1);
        let end = u32::try_from(u64::from(block) + last).unwrap_or(u32::MAX);
        let together = self.volume.partitions.get(usize::from(partition));
        let plain = matches!(together, Some(super::partition::Partition::Plain { .. }));
        if plain && self.volume.place(partition, end).is_some() {
            return left;
        }
        let mut bytes = size.min(left);
        let mut next = block;
        while bytes < left {
            next = next.saturating_add(1);
            if self.volume.place(partition, next) != Some(offset + bytes) {
                break;
            }
            bytes = left.min(bytes + size);
        }
        bytes
    }

    fn push(&mut self, offset: Option<u64>, length: u64) {
        let length = length.min(self.left);
        self.left -= length;
        if self.extents.len() < MAX_DESCRIPTORS {
            self.extents.push(Extent { offset, length });
        }
    }
}

/// Further descriptors in an extent of their own (4/14.5).
fn continuation(volume: &Volume<'_>, place: LongAd) -> Result<Vec<u8>, OpenError> {
    let Some(offset) = volume.place(place.partition, place.block) else {
        return Ok(Vec::new());
    };
    let bytes = volume.disk.bytes(offset, volume.block as usize)?;
    if tag::identifier(&bytes) != Some(tag::ALLOCATION_EXTENT) {
        return Ok(Vec::new());
    }
    let length = u32_at(&bytes, 20) as usize;
    let end = 24usize.saturating_add(length).min(bytes.len());
    Ok(bytes.get(24..end).unwrap_or_default().to_vec())
}
