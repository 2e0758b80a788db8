//! What is once per volume: recognition, descriptor sequences, integrity, the file set.

use sha2::{Digest, Sha256};

use super::descriptor;
use super::entry::Entries;
use super::tag::TagVersion;
use crate::image::bytes::Record;
use crate::image::sectors::SECTOR;
use crate::volume::Volume;

/// A revision of UDF: what is written in its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Revision {
    pub(super) number: u16,
    /// What a reader, and a writer, must know.
    pub(super) read: u16,
    pub(super) write: u16,
    pub(super) version: TagVersion,
    /// Of ECMA-167: 2nd and 3rd edition.
    pub(super) recognition: &'static str,
    pub(super) contents: &'static str,
}

impl Revision {
    pub(super) const V102: Self = Self {
        number: 0x0102,
        read: 0x0102,
        write: 0x0102,
        version: TagVersion(2),
        recognition: "NSR02",
        contents: "+NSR02",
    };
    pub(super) const V250: Self = Self {
        number: 0x0250,
        read: 0x0250,
        write: 0x0250,
        version: TagVersion(3),
        recognition: "NSR03",
        contents: "+NSR03",
    };
    pub(super) const V260: Self = Self {
        number: 0x0260,
        read: 0x0250,
        write: 0x0260,
        ..Self::V250
    };
}

/// Sectors of the volume's structures.
#[derive(Debug, Clone, Copy)]
pub(super) struct Places {
    pub(super) main: u32,
    pub(super) reserve: u32,
    pub(super) integrity: u32,
    pub(super) partition: u32,
    pub(super) partition_sectors: u32,
    pub(super) metadata: Option<Metadata>,
}

/// The metadata partition: blocks of its file's entries in the other partition.
#[derive(Debug, Clone, Copy)]
pub(super) struct Metadata {
    pub(super) entry: u32,
    pub(super) mirror: u32,
    /// Blocks of the metadata file.
    pub(super) blocks: u32,
    /// What extents of it are rounded to, and begin at.
    pub(super) unit: u32,
}

/// All that descriptors speak of.
#[derive(Debug)]
pub(super) struct Structures<'a> {
    pub(super) volume: &'a Volume,
    pub(super) label: &'a str,
    /// Tells this volume from others (UDF 2.2.2.5).
    pub(super) set_identifier: String,
    pub(super) revision: Revision,
    pub(super) places: Places,
    pub(super) root: super::tag::Place,
    pub(super) file_set: super::tag::Place,
    pub(super) next_unique: u64,
    pub(super) file_count: u32,
    pub(super) folder_count: u32,
}

/// The name of a volume without a File-set ID: UDF wants one, and PS3.12 P and X say nothing.
const UNNAMED: &str = "DICOM";

impl<'a> Structures<'a> {
    pub(super) fn of(
        volume: &'a Volume,
        revision: Revision,
        places: Places,
        entries: &Entries,
    ) -> Self {
        let label = match volume.file_set_id.as_str() {
            "" => UNNAMED,
            label => label,
        };
        Self {
            volume,
            label,
            set_identifier: format!("{}{label}", unique(volume)),
            revision,
            places,
            root: entries.root(),
            file_set: entries.space.place(0),
            next_unique: entries.next_unique(),
            file_count: entries.file_count as u32,
            folder_count: entries.folder_count() as u32,
        }
    }

    /// The Volume Recognition Sequence (ECMA-167 2/8.3), after what ISO 9660 has.
    pub(super) fn recognition(&self) -> Vec<u8> {
        let structure = |identifier: &str| {
            Record::default()
                .u8(0)
                .bytes(identifier.as_bytes())
                .u8(1)
                .zeros_to(SECTOR as usize)
                .0
        };
        [
            structure("BEA01"),
            structure(self.revision.recognition),
            structure("TEA01"),
        ]
        .concat()
    }

    /// A Volume Descriptor Sequence.
    pub(super) fn sequence(&self, sector: u32) -> Vec<u8> {
        let descriptors = [
            descriptor::primary,
            descriptor::implementation,
            descriptor::partition,
            descriptor::logical,
            descriptor::unallocated,
            descriptor::terminator,
        ];
        let numbered = descriptors.iter().zip(0..);
        numbered
            .flat_map(|(descriptor, number)| sectored(descriptor(self, sector + number)))
            .collect()
    }

    /// The Anchor Volume Descriptor Pointer of a sector.
    pub(super) fn anchor(&self, sector: u32) -> Vec<u8> {
        sectored(descriptor::anchor(self, sector))
    }

    /// The Logical Volume Integrity Sequence.
    pub(super) fn integrity(&self) -> Vec<u8> {
        let sector = self.places.integrity;
        let mut sequence = sectored(descriptor::integrity(self, sector));
        sequence.extend(sectored(descriptor::terminator(self, sector + 1)));
        sequence
    }

    /// The File Set Descriptor Sequence.
    pub(super) fn file_set(&self) -> Vec<u8> {
        let block = self.file_set.block;
        let mut sequence = sectored(descriptor::file_set(self, block));
        sequence.extend(sectored(descriptor::terminator(self, block + 1)));
        sequence
    }
}

fn sectored(descriptor: Vec<u8>) -> Vec<u8> {
    Record(descriptor).zeros_to(SECTOR as usize).0
}

/// Sixteen characters from what is on the volume and when it was made.
fn unique(volume: &Volume) -> String {
    let mut hash = Sha256::new();
    hash.update(format!("{:?}{}", volume.created, volume.file_set_id));
    for file in &volume.files {
        hash.update(format!("{}\n{}\n", file.path, file.length));
    }
    let digest = hash.finalize();
    digest
        .iter()
        .take(8)
        .map(|byte| format!("{byte:02X}"))
        .collect()
}
