//! A folder's files and their headers: read side by side, given on in order, in bounded memory.

use std::fs::{self, File};
use std::io;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use filmdesk_dataset::Tag;
use filmdesk_dataset::file::{FileError, Header, HeaderOptions, read_header};
use rayon::prelude::*;

/// Files of one folder tree: more than a BD holds.
pub const MAX_FILES: usize = 2_000_000;
/// Folders inside one another: a file-set has 8, archives have some more.
pub const MAX_DEPTH: usize = 32;
/// Headers in memory at once, twice: one piece is taken while the next is read. With 20 kB for a
/// common header that is 10 MB.
const AT_ONCE: usize = 256;

/// A file that was found.
#[derive(Debug)]
pub struct ScannedFile {
    /// Where it is.
    pub path: PathBuf,
    /// Its bytes.
    pub length: u64,
    /// Its header, or why it has none.
    pub header: Result<Header, FileError>,
}

/// The files below `folder`, ordered by path; links are not followed. A file itself is the one.
///
/// # Errors
/// When a folder cannot be read, or there are more than [`MAX_FILES`] or [`MAX_DEPTH`].
pub fn files(folder: &Path) -> io::Result<Vec<PathBuf>> {
    if folder.is_file() {
        return Ok(vec![folder.to_owned()]);
    }
    let mut files = Vec::new();
    collect(folder, 0, &mut files)?;
    files.sort_unstable();
    Ok(files)
}

fn collect(folder: &Path, depth: usize, files: &mut Vec<PathBuf>) -> io::Result<()> {
    if depth > MAX_DEPTH {
        return Err(io::Error::other(format!(
            "{}: folders are nested deeper than {MAX_DEPTH}",
            folder.display()
        )));
    }
    let named =
        |error: io::Error| io::Error::new(error.kind(), format!("{}: {error}", folder.display()));
    for entry in fs::read_dir(folder).map_err(named)? {
        let entry = entry.map_err(named)?;
        let kind = entry.file_type().map_err(named)?;
        if kind.is_dir() {
            collect(&entry.path(), depth + 1, files)?;
        } else if kind.is_file() {
            files.push(entry.path());
        }
        if files.len() > MAX_FILES {
            return Err(io::Error::other(format!(
                "there are more than {MAX_FILES} files"
            )));
        }
    }
    Ok(())
}

/// Reads the headers of `files`, elements of `wanted` only (which is in order; none: all), and
/// gives them to `take` in the order of `files`. `take` may end the scan.
pub fn headers(
    files: &[PathBuf],
    wanted: Option<&[Tag]>,
    mut take: impl FnMut(ScannedFile) -> ControlFlow<()> + Send,
) -> ControlFlow<()> {
    let mut ready: Vec<ScannedFile> = Vec::new();
    for piece in files.chunks(AT_ONCE).map(Some).chain([None]) {
        let read = || -> Vec<ScannedFile> {
            let piece = piece.unwrap_or_default();
            piece.par_iter().map(|path| scanned(path, wanted)).collect()
        };
        let mut before = std::mem::take(&mut ready).into_iter();
        let (taken, next) = rayon::join(|| before.try_for_each(&mut take), read);
        taken?;
        ready = next;
    }
    ControlFlow::Continue(())
}

fn scanned(path: &Path, wanted: Option<&[Tag]>) -> ScannedFile {
    let mut length = 0;
    let header = File::open(path).map_err(FileError::Io).and_then(|file| {
        length = file.metadata()?.len();
        let keep = |tag: Tag| wanted.is_none_or(|wanted| wanted.binary_search(&tag).is_ok());
        let options = HeaderOptions {
            keep: Some(&keep),
            ..HeaderOptions::default()
        };
        read_header(file, &options)
    });
    ScannedFile {
        path: path.to_owned(),
        length,
        header,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_come_in_order_and_what_is_no_dicom_file_is_told() {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("b")).unwrap();
        for index in 0..600 {
            fs::write(folder.path().join(format!("b/{index:04}")), b"text").unwrap();
        }
        fs::write(folder.path().join("a"), b"").unwrap();
        let found = files(folder.path()).unwrap();
        assert_eq!(found.len(), 601);
        let mut seen = Vec::new();
        let ended = headers(&found, None, |file| {
            assert!(file.header.is_err());
            seen.push(file.path);
            ControlFlow::Continue(())
        });
        assert!(ended.is_continue());
        assert_eq!(seen, found);
    }

    #[test]
    fn a_scan_can_be_ended() {
        let folder = tempfile::tempdir().unwrap();
        for index in 0..10 {
            fs::write(folder.path().join(index.to_string()), b"").unwrap();
        }
        let mut count = 0;
        let ended = headers(&files(folder.path()).unwrap(), None, |_| {
            count += 1;
            ControlFlow::Break(())
        });
        assert!(ended.is_break());
        assert_eq!(count, 1);
    }
}
