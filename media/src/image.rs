//! Media images (PS3.12), planned first, then written once, front to back.

mod bytes;
mod fat;
mod iso9660;
mod layout;
mod sectors;
mod short;
#[cfg(test)]
mod tests;
mod tree;
mod udf;
mod zip;

use std::collections::HashSet;
use std::fmt;
use std::io::{self, Write};
use std::ops::ControlFlow;

use thiserror::Error;

use crate::medium::Medium;
use crate::volume::{ContentSource, Volume, VolumeFile, VolumePath};
use layout::{Layout, Output};

/// A form of image.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ImageFormat {
    /// ISO 9660 level 1 with Joliet beside it: CD-R.
    Iso,
    /// The same with UDF 1.02 as a bridge: DVD.
    IsoUdf,
    /// UDF alone: BD.
    Udf,
    /// FAT16, for MMC, SD and small sticks.
    Fat16,
    /// FAT32: USB, CF.
    Fat32,
    /// ZIP, stored.
    Zip,
}

/// An image of which every byte has its place.
#[derive(Debug)]
pub struct ImagePlan {
    form: Form,
    files: Vec<VolumeFile>,
}

/// Why there is no plan.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum ImageError {
    /// A name that the format does not take.
    #[error("{path}: {rule}")]
    Name {
        /// The file.
        path: String,
        /// The rule broken.
        rule: &'static str,
    },
    /// Two files of one name, or a file and a folder.
    #[error("{path}: there is another file or folder of this name")]
    Duplicate {
        /// The name.
        path: String,
    },
    /// Asked for what a format or disc must not have.
    #[error("{what}")]
    Refused {
        /// What, and why not.
        what: &'static str,
    },
    /// More than the format holds.
    #[error("{what}")]
    TooLarge {
        /// What is too large, in words.
        what: String,
    },
}

/// What may be chosen beside the format.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImageOptions {
    /// ISO: 150 sectors of zeros at the end, since a CD written track at once loses its last
    /// sectors to read-ahead.
    pub padded: bool,
    /// UDF alone: the revision.
    pub udf: UdfRevision,
    /// FAT: how the device is divided.
    pub partition: Partition,
    /// FAT: bytes of the device; as small as the content allows when not given.
    pub size: Option<u64>,
    /// ZIP: encrypted with AES-256.
    pub encryption: Option<ZipEncryption>,
}

impl Default for ImageOptions {
    fn default() -> Self {
        Self {
            padded: true,
            udf: UdfRevision::V260,
            partition: Partition::Mbr,
            size: None,
            encryption: None,
        }
    }
}

/// Revision of UDF on BD (PS3.12 X.2.1).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum UdfRevision {
    /// 2.50, for BD-RE.
    V250,
    /// 2.60, for BD-R.
    V260,
}

/// Division of a device with FAT (PS3.12 R.2.1).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Partition {
    /// A master boot record and one partition, as sticks have it.
    Mbr,
    /// The file system from the first sector.
    None,
}

/// Encryption of a ZIP: AES-256 as WinZip has it (AE-2).
#[derive(Clone, PartialEq, Eq)]
pub struct ZipEncryption {
    /// The password, in UTF-8.
    pub password: String,
    /// Random bytes, new for each ZIP: every file's salt is made from them.
    pub salt: [u8; 32],
}

impl fmt::Debug for ZipEncryption {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("ZipEncryption")
    }
}

/// A file of an earlier session of a disc, which stays where it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EarlierFile {
    /// Where it is in the tree.
    pub path: VolumePath,
    /// Its first sector on the disc.
    pub sector: u32,
    /// Bytes.
    pub length: u64,
}

/// Plans the image of a volume.
pub fn plan(volume: &Volume, format: ImageFormat) -> Result<ImagePlan, ImageError> {
    plan_with(volume, format, &ImageOptions::default())
}

/// Plans the image of a volume, with choices.
pub fn plan_with(
    volume: &Volume,
    format: ImageFormat,
    options: &ImageOptions,
) -> Result<ImagePlan, ImageError> {
    labelled(volume)?;
    let form = match format {
        ImageFormat::Zip => Form::Zip(zip::plan(volume, options.encryption.as_ref())?),
        _ if options.encryption.is_some() => {
            return Err(ImageError::Refused {
                what: "only a ZIP can be encrypted",
            });
        }
        _ => Form::Laid(laid(volume, format, options)?),
    };
    Ok(ImagePlan {
        form,
        files: volume.files.clone(),
    })
}

/// Plans a further session of a CD-R (PS3.12 F.2.1.2): an ISO 9660 image that begins at sector
/// `next_writable` of the disc and whose tree holds the files of `earlier` sessions too.
///
/// A file of `volume` takes the place of an earlier one of the same path (DICOMDIR always does).
/// Discs for patients (IHE PDI) have one session; they are refused.
pub fn plan_append(
    volume: &Volume,
    earlier: &[EarlierFile],
    next_writable: u32,
) -> Result<ImagePlan, ImageError> {
    labelled(volume)?;
    let paths = volume.files.iter().map(|file| &file.path);
    if paths
        .chain(earlier.iter().map(|file| &file.path))
        .any(is_for_people)
    {
        return Err(ImageError::Refused {
            what: "a disc with INDEX.HTM or IHE_PDI has one session only (IHE RAD TF-3 4.47)",
        });
    }
    let new: HashSet<String> = volume.files.iter().map(|file| upper(&file.path)).collect();
    let stays = |file: &&EarlierFile| !new.contains(&upper(&file.path));
    let earlier: Vec<EarlierFile> = earlier.iter().filter(stays).cloned().collect();
    let wanted = iso9660::Wanted {
        earlier: &earlier,
        start: next_writable,
        padded: true,
    };
    Ok(ImagePlan {
        form: Form::Laid(iso9660::plan(volume, wanted)?),
        files: volume.files.clone(),
    })
}

/// The files of a disc's last session, which [`plan_append`] is to keep.
pub fn earlier_files(medium: &dyn Medium) -> io::Result<Vec<EarlierFile>> {
    let files = medium
        .entries()?
        .into_iter()
        .filter(|entry| !entry.is_folder);
    files
        .map(|entry| {
            let place = match entry.length {
                0 => Some(0),
                _ => medium.place(&entry.path),
            };
            let sector = place.filter(|place| place % sectors::SECTOR == 0);
            let sector = sector.and_then(|place| u32::try_from(place / sectors::SECTOR).ok());
            let sector = sector.ok_or_else(|| {
                let text = format!(
                    "{}: it does not lie in whole sectors, in one piece",
                    entry.path
                );
                io::Error::new(io::ErrorKind::InvalidData, text)
            })?;
            Ok(EarlierFile {
                path: entry.path,
                sector,
                length: entry.length,
            })
        })
        .collect()
}

fn laid(
    volume: &Volume,
    format: ImageFormat,
    options: &ImageOptions,
) -> Result<Layout, ImageError> {
    match format {
        ImageFormat::IsoUdf => udf::plan_bridge(volume),
        ImageFormat::Udf => udf::plan_alone(volume, options.udf),
        ImageFormat::Fat16 => fat::plan(volume, fat::Kind::Fat16, options),
        ImageFormat::Fat32 => fat::plan(volume, fat::Kind::Fat32, options),
        ImageFormat::Iso | ImageFormat::Zip => {
            let wanted = iso9660::Wanted {
                earlier: &[],
                start: 0,
                padded: options.padded,
            };
            iso9660::plan(volume, wanted)
        }
    }
}

/// A File-set ID has 16 characters A-Z 0-9 _ (PS3.10 8.1).
fn labelled(volume: &Volume) -> Result<(), ImageError> {
    let label = &volume.file_set_id;
    let is_sound = |byte: u8| matches!(byte, b'A'..=b'Z' | b'0'..=b'9' | b'_');
    match label.len() <= 16 && label.bytes().all(is_sound) {
        true => Ok(()),
        false => Err(ImageError::Name {
            path: label.clone(),
            rule: "a File-set ID has at most 16 characters A-Z 0-9 _",
        }),
    }
}

fn upper(path: &VolumePath) -> String {
    path.to_string().to_uppercase()
}

fn is_for_people(path: &VolumePath) -> bool {
    let first = path.components().first();
    first.is_some_and(|name| {
        name.eq_ignore_ascii_case("INDEX.HTM") || name.eq_ignore_ascii_case("IHE_PDI")
    })
}

impl ImagePlan {
    /// Bytes of the image, exactly.
    pub fn length(&self) -> u64 {
        match &self.form {
            Form::Laid(layout) => layout.length,
            Form::Zip(zip) => zip.length,
        }
    }

    /// Bytes up to the last one that says something. A stick needs no more of an image that is as
    /// large as the stick; what lies behind belongs to no file.
    pub fn used(&self) -> u64 {
        match &self.form {
            Form::Laid(layout) => layout.used(),
            Form::Zip(zip) => zip.length,
        }
    }

    /// Writes the image. `progress` is told the bytes written so far, at least once per MiB, and
    /// may end the writing (`ErrorKind::Interrupted`). A content that is shorter or longer than
    /// its planned length is an error that names the file.
    pub fn write(
        &self,
        source: &dyn ContentSource,
        out: &mut dyn Write,
        progress: &mut dyn FnMut(u64) -> ControlFlow<()>,
    ) -> io::Result<()> {
        let mut out = Output::new(out, progress);
        match &self.form {
            Form::Laid(layout) => layout.write(&self.files, source, &mut out),
            Form::Zip(zip) => zip.write(&self.files, source, &mut out),
        }
    }
}

#[derive(Debug)]
enum Form {
    Laid(Layout),
    Zip(zip::ZipPlan),
}
