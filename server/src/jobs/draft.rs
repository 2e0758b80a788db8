//! A document while it is written.

use std::fs::File;
use std::io::{self, BufWriter, Seek, SeekFrom, Write};
use std::path::Path;

use tokio_util::sync::CancellationToken;

/// Encoders write small pieces; the disk gets large ones.
const BUFFER: usize = 256 * 1024;

/// A file that a film is encoded into. Writing fails once the server shuts down, so that a
/// film of seconds does not hold it up.
#[derive(Debug)]
pub struct Draft {
    file: BufWriter<File>,
    shutdown: CancellationToken,
}

impl Draft {
    /// Creates the file, in place of what a crash left there.
    pub(crate) fn create(path: &Path, shutdown: CancellationToken) -> io::Result<Self> {
        let file = BufWriter::with_capacity(BUFFER, File::create(path)?);
        Ok(Self { file, shutdown })
    }

    /// Everything is written and on the disk.
    pub(crate) fn finish(self) -> io::Result<()> {
        let file = self
            .file
            .into_inner()
            .map_err(io::IntoInnerError::into_error)?;
        file.sync_all()
    }
}

impl Write for Draft {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.shutdown.is_cancelled() {
            return Err(io::Error::other("the server shuts down"));
        }
        self.file.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

impl Seek for Draft {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.file.seek(to)
    }
}
