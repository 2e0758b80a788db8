//! ZIP (PS3.12 Annexes V and W): stored, ZIP64 where needed, encrypted if asked for.
//!
//! Nothing is compressed: pixels gain little, and so every length is known before. A plain file
//! is read twice, first for its CRC: the headers then are complete, also for readers that take
//! the ZIP as a stream (Java's refuse stored files whose CRC comes after), and content that
//! changes meanwhile is found out. Encrypted files (AE-2) have no CRC.

mod aes;
mod header;

use std::io;

use super::layout::Output;
use super::tree::Tree;
use super::{ImageError, ZipEncryption};
use crate::timestamp::Timestamp;
use crate::volume::{ContentSource, Volume, VolumeFile};
use header::Entry;

/// Bytes of a name.
const MAX_NAME: usize = u16::MAX as usize;

/// A ZIP of which every byte has its place.
#[derive(Debug)]
pub(super) struct ZipPlan {
    entries: Vec<Entry>,
    encryption: Option<ZipEncryption>,
    created: Timestamp,
    directory: u64,
    directory_length: u64,
    pub(super) length: u64,
}

/// Plans a ZIP.
pub(super) fn plan(
    volume: &Volume,
    encryption: Option<&ZipEncryption>,
) -> Result<ZipPlan, ImageError> {
    Tree::of(volume.files.iter().map(|file| &file.path))?;
    let mut entries = Vec::with_capacity(volume.files.len());
    let mut next = 0;
    for file in &volume.files {
        let entry = Entry {
            name: name(file)?,
            offset: next,
            length: file.length,
            is_encrypted: encryption.is_some(),
        };
        next += entry.local_length() + entry.stored_length();
        entries.push(entry);
    }
    let directory_length = entries.iter().map(Entry::central_length).sum();
    let end = header::end(entries.len() as u64, next, directory_length);
    Ok(ZipPlan {
        length: next + directory_length + end.len() as u64,
        directory: next,
        directory_length,
        entries,
        encryption: encryption.cloned(),
        created: volume.created,
    })
}

fn name(file: &VolumeFile) -> Result<String, ImageError> {
    let name = file.path.to_string();
    match name.len() <= MAX_NAME {
        true => Ok(name),
        false => Err(ImageError::Name {
            path: name,
            rule: "ZIP takes names of 65535 bytes",
        }),
    }
}

impl ZipPlan {
    pub(super) fn write(
        &self,
        files: &[VolumeFile],
        source: &dyn ContentSource,
        out: &mut Output<'_>,
    ) -> io::Result<()> {
        let mut sums = Vec::with_capacity(self.entries.len());
        for (number, (entry, file)) in self.entries.iter().zip(files).enumerate() {
            sums.push(match &self.encryption {
                None => self.plain(entry, file, source, out)?,
                Some(encryption) => {
                    let cipher = aes::Cipher::of(encryption, number as u64);
                    self.encrypted(entry, cipher, file, source, out)?
                }
            });
        }
        for (entry, crc) in self.entries.iter().zip(sums) {
            out.put(&entry.central(crc, &self.created))?;
        }
        let count = self.entries.len() as u64;
        out.put(&header::end(count, self.directory, self.directory_length))?;
        out.finish()
    }

    fn plain(
        &self,
        entry: &Entry,
        file: &VolumeFile,
        source: &dyn ContentSource,
        out: &mut Output<'_>,
    ) -> io::Result<u32> {
        let mut first = flate2::Crc::new();
        out.look_through(file, source, &mut |block| first.update(block))?;
        out.put(&entry.local(first.sum(), &self.created))?;
        let mut second = flate2::Crc::new();
        out.file_through(file, source, &mut |block| second.update(block))?;
        match first.sum() == second.sum() {
            true => Ok(first.sum()),
            false => Err(io::Error::new(
                io::ErrorKind::InvalidData,
                format!("{}: content changed while it was written", file.path),
            )),
        }
    }

    fn encrypted(
        &self,
        entry: &Entry,
        mut cipher: aes::Cipher,
        file: &VolumeFile,
        source: &dyn ContentSource,
        out: &mut Output<'_>,
    ) -> io::Result<u32> {
        out.put(&entry.local(0, &self.created))?;
        out.put(&cipher.head())?;
        out.file_through(file, source, &mut |block| cipher.encrypt(block))?;
        out.put(&cipher.authentication())?;
        Ok(0)
    }
}
