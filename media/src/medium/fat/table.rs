//! The file allocation table: from a first cluster to extents.

use super::super::disk::{Disk, u16_at, u32_at};
use super::super::error::OpenError;
use super::super::node::Extent;
use super::{FatVolume, Width};

/// Bytes of the table held at once.
const WINDOW: u64 = 64 << 10;

/// Reads the table through a window.
#[derive(Debug)]
pub(super) struct Table<'a> {
    disk: &'a Disk,
    volume: &'a FatVolume,
    window: Vec<u8>,
    start: u64,
}

impl<'a> Table<'a> {
    pub(super) fn new(disk: &'a Disk, volume: &'a FatVolume) -> Self {
        Self {
            disk,
            volume,
            window: Vec::new(),
            start: 0,
        }
    }

    /// The extents of `length` bytes from `first` on; shorter where the chain ends or leaves
    /// the volume. A chain that loops ends after as many clusters as the volume has.
    pub(super) fn extents(&mut self, first: u32, length: u64) -> Result<Vec<Extent>, OpenError> {
        let mut extents: Vec<Extent> = Vec::new();
        let mut cluster = first;
        let mut left = length;
        let mut steps = 0;
        while left > 0 && steps < self.volume.clusters {
            let Some(offset) = self.place(cluster) else {
                break;
            };
            let there = self.disk.length().saturating_sub(offset);
            let piece = self.volume.cluster.min(left).min(there);
            if piece == 0 {
                break;
            }
            match extents.last_mut() {
                Some(last) if last.offset.map(|at| at + last.length) == Some(offset) => {
                    last.length += piece;
                }
                _ => extents.push(Extent {
                    offset: Some(offset),
                    length: piece,
                }),
            }
            left -= piece;
            steps += 1;
            cluster = self.next(cluster)?;
        }
        Ok(extents)
    }

    fn place(&self, cluster: u32) -> Option<u64> {
        let number = cluster.checked_sub(2)?;
        let inside = number < self.volume.clusters;
        inside.then(|| self.volume.data + u64::from(number) * self.volume.cluster)
    }

    fn next(&mut self, cluster: u32) -> Result<u32, OpenError> {
        let number = u64::from(cluster);
        match self.volume.width {
            Width::Bits12 => {
                let pair = self.entry(number + number / 2)?;
                let pair = u32::from(u16_at(&pair, 0));
                Ok(if cluster % 2 == 1 {
                    pair >> 4
                } else {
                    pair & 0xfff
                })
            }
            Width::Bits16 => Ok(u32::from(u16_at(&self.entry(2 * number)?, 0))),
            Width::Bits32 => Ok(u32_at(&self.entry(4 * number)?, 0) & 0x0fff_ffff),
        }
    }

    /// Four bytes of the table; zeros beyond the medium.
    fn entry(&mut self, at: u64) -> Result<[u8; 4], OpenError> {
        if at < self.start || at + 4 > self.start + self.window.len() as u64 {
            self.start = at;
            self.window = self.disk.bytes(self.volume.table + at, WINDOW as usize)?;
        }
        let inside = (at - self.start) as usize;
        let mut bytes = [0; 4];
        let there = self.window.get(inside..).unwrap_or_default();
        for (to, from) in bytes.iter_mut().zip(there) {
            *to = *from;
        }
        Ok(bytes)
    }
}
