//! Partition maps (UDF 2.2.8 to 2.2.10): plain, sparable, metadata.

use std::collections::HashMap;

use super::super::disk::{u16_at, u32_at};
use super::super::error::OpenError;
use super::super::node::{Data, Extent};
use super::directory::read_entry;
use super::volume::Volume;

/// Entries of a sparing table: 1,024 packets are what media have.
const MAX_SPARED: usize = 16_384;

/// A partition map of the logical volume descriptor.
#[derive(Debug)]
pub(super) struct Map<'a> {
    bytes: &'a [u8],
    kind: Kind,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Plain,
    Sparable,
    Metadata,
}

impl<'a> Map<'a> {
    /// Reads a map; `None` for what is none.
    pub(super) fn parse(bytes: &'a [u8]) -> Result<Option<Self>, OpenError> {
        let kind = match (bytes.first(), bytes.len()) {
            (Some(1), 6) => Kind::Plain,
            (Some(2), 64) => match &bytes[5..28] {
                name if name.starts_with(b"*UDF Sparable Partition") => Kind::Sparable,
                name if name.starts_with(b"*UDF Metadata Partition") => Kind::Metadata,
                name if name.starts_with(b"*UDF Virtual Partition") => {
                    return Err(OpenError::Unsupported(
                        "UDF with a virtual partition (a packet-written CD-R or DVD-R)",
                    ));
                }
                _ => return Err(OpenError::Unsupported("an unknown UDF partition map")),
            },
            _ => return Ok(None),
        };
        Ok(Some(Self { bytes, kind }))
    }

    pub(super) fn length(&self) -> usize {
        self.bytes.len()
    }

    /// The partition's number.
    pub(super) fn number(&self) -> u16 {
        match self.kind {
            Kind::Plain => u16_at(self.bytes, 4),
            _ => u16_at(self.bytes, 38),
        }
    }
}

/// A partition of the logical volume: from its blocks to places on the disk.
#[derive(Debug)]
pub(super) enum Partition {
    /// Consecutive blocks.
    Plain { start: u64, blocks: u64 },
    /// The same with packets that moved elsewhere.
    Sparable {
        start: u64,
        blocks: u64,
        packet: u64,
        moved: HashMap<u64, u64>,
    },
    /// The blocks of a file (UDF 2.2.13).
    Metadata { extents: Vec<Extent> },
}

impl Partition {
    pub(super) fn new(
        volume: &Volume<'_>,
        map: &Map<'_>,
        start: u64,
        blocks: u64,
    ) -> Result<Self, OpenError> {
        match map.kind {
            Kind::Plain => Ok(Self::Plain { start, blocks }),
            Kind::Sparable => sparable(volume, map, start, blocks),
            Kind::Metadata => metadata(volume, map, start, blocks),
        }
    }

    /// Where a block is on the disk.
    pub(super) fn place(&self, block: u64, size: u64) -> Option<u64> {
        match self {
            Self::Plain { start, blocks } => {
                (block < *blocks).then(|| start.checked_add(block)?.checked_mul(size))?
            }
            Self::Sparable {
                start,
                blocks,
                packet,
                moved,
            } => {
                let inside = block % packet;
                let place = match moved.get(&(block - inside)) {
                    Some(place) => place.checked_add(inside)?,
                    None => start.checked_add(block)?,
                };
                (block < *blocks).then(|| place.checked_mul(size))?
            }
            Self::Metadata { extents } => within(extents, block.checked_mul(size)?),
        }
    }
}

fn within(extents: &[Extent], mut offset: u64) -> Option<u64> {
    for extent in extents {
        if offset < extent.length {
            return extent.offset?.checked_add(offset);
        }
        offset -= extent.length;
    }
    None
}

/// The sparing table says which packets moved where (UDF 2.2.12).
fn sparable(
    volume: &Volume<'_>,
    map: &Map<'_>,
    start: u64,
    blocks: u64,
) -> Result<Partition, OpenError> {
    let packet = u64::from(u16_at(map.bytes, 40)).max(1);
    let tables = usize::from(map.bytes[42]).min(4);
    let mut moved = HashMap::new();
    for table in 0..tables {
        let place = u64::from(u32_at(map.bytes, 48 + 4 * table)) * volume.block;
        let bytes = volume.disk.bytes(place, 56 + 8 * MAX_SPARED)?;
        if bytes.get(21..36) != Some(b"UDF Sparing Tab".as_slice()) {
            continue;
        }
        let entries = usize::from(u16_at(&bytes, 48)).min(MAX_SPARED);
        for entry in bytes
            .get(56..)
            .unwrap_or_default()
            .chunks_exact(8)
            .take(entries)
        {
            let original = u32_at(entry, 0);
            if original < 0xffff_fff0 {
                moved.insert(u64::from(original), u64::from(u32_at(entry, 4)));
            }
        }
        break;
    }
    Ok(Partition::Sparable {
        start,
        blocks,
        packet,
        moved,
    })
}

/// The metadata file, or its mirror when that is broken.
fn metadata(
    volume: &Volume<'_>,
    map: &Map<'_>,
    start: u64,
    blocks: u64,
) -> Result<Partition, OpenError> {
    // Its entry is described in the plain partition that it lies in.
    let outer = Volume {
        disk: volume.disk,
        block: volume.block,
        label: String::new(),
        created: None,
        revision: volume.revision,
        partitions: vec![Partition::Plain { start, blocks }],
        root: super::allocation::LongAd::default(),
    };
    for at in [40, 44] {
        let entry = read_entry(&outer, 0, u32_at(map.bytes, at))?;
        if let Some(Data::Extents(extents)) = entry.map(|entry| entry.data) {
            return Ok(Partition::Metadata { extents });
        }
    }
    let offset = (start + u64::from(u32_at(map.bytes, 40))) * volume.block;
    Err(super::volume::broken("the UDF metadata file", offset))
}
