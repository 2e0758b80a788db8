//! The file allocation tables, made while they are written: with small clusters they are large.

use std::io;

use super::geometry::{FIRST_CLUSTER, Geometry, TABLES};
use super::{Kind, Runs, SECTOR};
use crate::image::layout::{Layout, Made, Output, Part};

/// Places both tables.
pub(super) fn place(geometry: &Geometry, runs: &Runs, layout: &mut Layout) {
    let length = geometry.table * SECTOR;
    let first = geometry.table_offset();
    for copy in 0..TABLES {
        let table = Table {
            kind: geometry.kind,
            counts: runs.counts(),
            end: first + (copy + 1) * length,
        };
        layout.place(first + copy * length, length, Part::Made(Box::new(table)));
    }
}

/// A table: the clusters of everything in order, without gaps.
#[derive(Debug)]
struct Table {
    kind: Kind,
    /// Clusters of each folder and file.
    counts: Vec<u32>,
    /// The byte after the table.
    end: u64,
}

impl Made for Table {
    fn write(&self, out: &mut Output<'_>) -> io::Result<()> {
        // Entries 0 and 1: the kind of device; and that it was taken out in order.
        self.entry(0xFFFF_FFF8, out)?;
        self.entry(u32::MAX, out)?;
        let mut cluster = FIRST_CLUSTER;
        for count in &self.counts {
            let last = cluster + count - 1;
            while cluster < last {
                cluster += 1;
                self.entry(cluster, out)?;
            }
            self.entry(u32::MAX, out)?;
            cluster += 1;
        }
        out.zeros_to(self.end)
    }
}

impl Table {
    fn entry(&self, value: u32, out: &mut Output<'_>) -> io::Result<()> {
        match self.kind {
            Kind::Fat16 => out.put(&(value as u16).to_le_bytes()),
            Kind::Fat32 => out.put(&(value & 0x0FFF_FFFF).to_le_bytes()),
        }
    }
}
