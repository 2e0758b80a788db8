//! Pixels of a job, read back.

use std::collections::HashMap;
use std::fs::File;
use std::io;
use std::os::unix::fs::FileExt;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

use filmdesk_print_scp::render::PixelStore;
use filmdesk_print_scp::sheet::PixelRef;

use super::intake::value_place;
use super::layout::pixel_file;

/// The pixels of one job. Files open as they are needed, one per film.
#[derive(Debug)]
pub struct JobPixels {
    folder: PathBuf,
    files: Mutex<HashMap<u32, Arc<File>>>,
}

impl JobPixels {
    pub(crate) fn new(folder: PathBuf) -> Self {
        Self {
            folder,
            files: Mutex::default(),
        }
    }

    fn file(&self, number: u32) -> io::Result<Arc<File>> {
        let mut files = self.files.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(file) = files.get(&number) {
            return Ok(Arc::clone(file));
        }
        let file = Arc::new(File::open(self.folder.join(pixel_file(number)))?);
        files.insert(number, Arc::clone(&file));
        Ok(file)
    }
}

impl PixelStore for JobPixels {
    /// `UnexpectedEof` beyond the end of the pixels, `NotFound` when there are none.
    fn read_at(&self, pixels: PixelRef, offset: u64, buffer: &mut [u8]) -> io::Result<()> {
        let end = offset.checked_add(buffer.len() as u64);
        if end.is_none_or(|end| end > pixels.length) {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        let (number, start) = value_place(pixels.id);
        let place = start
            .checked_add(offset)
            .ok_or(io::ErrorKind::UnexpectedEof)?;
        self.file(number)?.read_exact_at(buffer, place)
    }
}
