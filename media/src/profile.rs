//! Application profiles (PS3.11) as data: what may be on a medium, and what its DICOMDIR must say.

use filmdesk_dataset::Tag;

use crate::instance::Key;

/// An application profile: one row of [`PROFILES`].
#[derive(Debug)]
pub struct Profile {
    /// Its identifier in PS3.11: `STD-GEN-CD`.
    pub name: &'static str,
    /// In plain words.
    pub title: &'static str,
    /// The media that PS3.12 gives it; the first is the usual one.
    pub media: &'static [PhysicalMedium],
    /// Transfer syntaxes of instances; the first is what others are turned into.
    pub transfer_syntaxes: &'static [&'static str],
    /// SOP classes that it takes.
    pub sop_classes: SopClasses,
    /// Keys in directory records beyond PS3.3 Annex F.
    pub keys: &'static [DirectoryKey],
    /// Icon images in records.
    pub icon: IconRule,
    /// Where it is written.
    pub source: &'static str,
}

/// The profiles.
pub static PROFILES: &[Profile] = &[];

/// A medium of PS3.12.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PhysicalMedium {
    /// CD-R, ISO 9660 level 1 (Annex F), 80 minutes.
    Cd,
    /// DVD, ISO 9660 and UDF bridge (Annex P).
    Dvd,
    /// Blu-ray disc, UDF (Annex X).
    Bd,
    /// USB stick, FAT16 or FAT32 (Annex R).
    Usb,
    /// CompactFlash, FAT16 or FAT32.
    Cf,
    /// MultiMedia card, FAT16.
    Mmc,
    /// SD card, FAT16.
    Sd,
    /// ZIP file (Annexes V and W).
    Zip,
    /// A folder of any file system (Annex A).
    Folder,
}

/// Which SOP classes a profile takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SopClasses {
    /// Every composite class with a directory record.
    Any,
    /// These.
    Only(&'static [&'static str]),
}

/// When a key must be in a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KeyType {
    /// Always, with a value.
    One,
    /// When the instance has it.
    OneIfPresent,
    /// Always, perhaps without a value.
    Two,
}

/// A key in a directory record beyond PS3.3 Annex F.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DirectoryKey {
    /// The record that has it.
    pub record: crate::record::RecordType,
    /// The attribute.
    pub tag: Tag,
    /// When.
    pub key_type: KeyType,
}

/// Icon images in DICOMDIR.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum IconRule {
    /// None made.
    None,
    /// One per IMAGE record, this many pixels square, 8 bits.
    Images(u16),
}

/// What is not as a profile wants it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Violation {
    /// Whose.
    pub key: Key,
    /// What the profile says (`PS3.11 A.3.1`: ...), in plain words, without patient text.
    pub rule: String,
    /// What would make it right.
    pub remedy: Remedy,
}

/// What makes a violation right.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Remedy {
    /// Turn the pixels into this transfer syntax, without loss.
    Transcode(&'static str),
    /// Take another profile.
    Profile(&'static str),
    /// Leave the instance out.
    Omit,
}
