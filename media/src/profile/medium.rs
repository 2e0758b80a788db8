//! Media of PS3.12: what they hold and the image that is written on them.

use crate::image::ImageFormat;

/// A medium of PS3.12.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PhysicalMedium {
    /// CD-R, ISO 9660 level 1 (Annex F), 80 minutes.
    Cd,
    /// DVD, ISO 9660 and UDF bridge (Annex P).
    Dvd,
    /// DVD-RAM, UDF (Annex J).
    DvdRam,
    /// Blu-ray disc, UDF (Annex X).
    Bd,
    /// USB stick, FAT16 or FAT32 (Annex R).
    Usb,
    /// CompactFlash, FAT16 or FAT32 (Annex S).
    Cf,
    /// MultiMedia card, FAT16 (Annex T).
    Mmc,
    /// SD card, FAT16 (Annex U).
    Sd,
    /// ZIP file (Annexes V and W).
    Zip,
    /// A folder of any file system (Annex A).
    Folder,
}

/// Bytes of a sector of every optical disc.
const SECTOR: u64 = 2048;

/// A kind of a medium that one can buy, and what it holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Capacity {
    /// As it is printed on the box.
    pub name: &'static str,
    /// The medium.
    pub medium: PhysicalMedium,
    /// Bytes for an image.
    pub bytes: u64,
}

const fn capacity(name: &'static str, medium: PhysicalMedium, bytes: u64) -> Capacity {
    Capacity {
        name,
        medium,
        bytes,
    }
}

/// What media hold; of each medium the usual kind first. Sectors are those of the Orange Book
/// (75 a second), ECMA-359 and ECMA-364 (DVD-R, DVD+R DL), ECMA-349 (DVD+R), ECMA-330 (DVD-RAM)
/// and the Blu-ray white paper. FAT16 ends at 65,524 clusters of 32 KiB, which every reader takes.
pub static CAPACITIES: &[Capacity] = &[
    capacity("CD-R 80 min", PhysicalMedium::Cd, 360_000 * SECTOR),
    capacity("CD-R 74 min", PhysicalMedium::Cd, 333_000 * SECTOR),
    capacity("DVD+R", PhysicalMedium::Dvd, 2_295_104 * SECTOR),
    capacity("DVD-R", PhysicalMedium::Dvd, 2_298_496 * SECTOR),
    capacity("DVD+R DL", PhysicalMedium::Dvd, 4_173_824 * SECTOR),
    capacity("DVD-R DL", PhysicalMedium::Dvd, 4_171_712 * SECTOR),
    capacity("DVD-RAM", PhysicalMedium::DvdRam, 2_236_704 * SECTOR),
    capacity("BD-R", PhysicalMedium::Bd, 12_219_392 * SECTOR),
    capacity("BD-R DL", PhysicalMedium::Bd, 24_438_784 * SECTOR),
    capacity("BD-R TL", PhysicalMedium::Bd, 48_878_592 * SECTOR),
    capacity("MultiMedia card", PhysicalMedium::Mmc, FAT16_BYTES),
    capacity("SD card", PhysicalMedium::Sd, FAT16_BYTES),
];

/// The largest FAT16 volume, less room for its tables.
const FAT16_BYTES: u64 = 65_524 * (32 << 10);

impl PhysicalMedium {
    /// Bytes that the usual kind holds; none where they are the device's own (USB, CompactFlash)
    /// or there is no end (ZIP, folder).
    pub fn capacity(self) -> Option<u64> {
        let of_this = CAPACITIES.iter().find(|kind| kind.medium == self);
        of_this.map(|kind| kind.bytes)
    }

    /// The image that is written on it; none for a folder.
    pub fn usual_image_format(self) -> Option<ImageFormat> {
        match self {
            Self::Cd => Some(ImageFormat::Iso),
            Self::Dvd => Some(ImageFormat::IsoUdf),
            Self::DvdRam | Self::Bd => Some(ImageFormat::Udf),
            Self::Usb | Self::Cf => Some(ImageFormat::Fat32),
            Self::Mmc | Self::Sd => Some(ImageFormat::Fat16),
            Self::Zip => Some(ImageFormat::Zip),
            Self::Folder => None,
        }
    }

    /// As one types it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Cd => "cd",
            Self::Dvd => "dvd",
            Self::DvdRam => "dvd-ram",
            Self::Bd => "bd",
            Self::Usb => "usb",
            Self::Cf => "cf",
            Self::Mmc => "mmc",
            Self::Sd => "sd",
            Self::Zip => "zip",
            Self::Folder => "folder",
        }
    }

    /// In words, with where it is written.
    pub fn describe(self) -> &'static str {
        match self {
            Self::Cd => "CD-R (PS3.12 Annex F)",
            Self::Dvd => "DVD (PS3.12 Annex P)",
            Self::DvdRam => "DVD-RAM (PS3.12 Annex J)",
            Self::Bd => "BD (PS3.12 Annex X)",
            Self::Usb => "USB stick (PS3.12 Annex R)",
            Self::Cf => "CompactFlash (PS3.12 Annex S)",
            Self::Mmc => "MultiMedia card (PS3.12 Annex T)",
            Self::Sd => "SD card (PS3.12 Annex U)",
            Self::Zip => "ZIP file (PS3.12 Annexes V and W)",
            Self::Folder => "folder (PS3.12 Annex A)",
        }
    }
}
