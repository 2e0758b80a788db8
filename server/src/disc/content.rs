//! Bytes for the image writer: instances from where they are, work files from the job's folder.

use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use filmdesk_media::instance::Key;
use filmdesk_media::volume::ContentSource;

use super::gather::{Places, Source};

/// The files behind a volume.
pub(super) struct Files<'a> {
    /// Opens sources.
    pub(super) places: Places<'a>,
    /// By key.
    pub(super) sources: &'a [Source],
    /// The job's folder.
    pub(super) work: &'a Path,
}

impl ContentSource for Files<'_> {
    fn instance(&self, key: Key) -> io::Result<Box<dyn Read + Send + '_>> {
        let index = usize::try_from(key.0).ok();
        let source = index.and_then(|index| self.sources.get(index));
        let source = source.ok_or(io::ErrorKind::NotFound)?;
        Ok(self.places.open(&source.place)?)
    }

    fn work(&self, number: u64) -> io::Result<Box<dyn Read + Send + '_>> {
        Ok(Box::new(File::open(work_file(self.work, number))?))
    }
}

/// The place of a work file.
pub(super) fn work_file(folder: &Path, number: u64) -> PathBuf {
    folder.join(format!("{number:08}"))
}
