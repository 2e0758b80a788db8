//! A file's header alone: what an index, a query or a directory needs, without the pixels.

use std::io::{self, Read};

use dicom_core::Tag;
use dicom_dictionary_std::tags;

use super::{FileError, FileMeta, FileWarning, Input, ReadOptions, open};
use crate::bulk::{BulkSink, Choice};
use crate::data_set::DataSet;

/// Bytes read at once: most headers fit into the first read.
const PIECE: usize = 16 << 10;

/// Which part of a file to read as its header.
#[derive(Clone, Copy)]
pub struct HeaderOptions<'a> {
    /// Bounds and leniency.
    pub read: ReadOptions,
    /// The scan ends before the first element with this tag or a higher one. Spectroscopy Data
    /// and the three kinds of Pixel Data always end it.
    pub stop: Tag,
    /// Elements of the data set (not of its items) that are wanted; `None`: all. Specific
    /// Character Set and Pixel Representation, which others need to be read, always are.
    pub keep: Option<&'a dyn Fn(Tag) -> bool>,
}

impl Default for HeaderOptions<'_> {
    fn default() -> Self {
        Self {
            read: ReadOptions::LENIENT,
            stop: tags::FLOAT_PIXEL_DATA,
            keep: None,
        }
    }
}

impl HeaderOptions<'_> {
    fn choose(&self, tag: Tag) -> Choice {
        if tag >= self.stop || tag >= tags::FLOAT_PIXEL_DATA || tag == tags::SPECTROSCOPY_DATA {
            Choice::Stop
        } else if self.wants(tag) {
            Choice::Take
        } else {
            Choice::Skip
        }
    }

    fn wants(&self, tag: Tag) -> bool {
        let needed = [tags::SPECIFIC_CHARACTER_SET, tags::PIXEL_REPRESENTATION];
        needed.contains(&tag) || self.keep.is_none_or(|keep| keep(tag))
    }
}

/// A file's header.
#[derive(Debug)]
pub struct Header {
    /// File Meta Information.
    pub meta: FileMeta,
    /// The transfer syntax that the data set is in, also where the meta information says none or
    /// a wrong one.
    pub transfer_syntax: String,
    /// The data set before the pixels. Values longer than [`crate::scan::Limits`] keep are
    /// [`crate::Value::Bulk`] with their length, and cannot be read from here.
    pub data_set: DataSet,
    /// Where the data set begins in the file.
    pub data_set_offset: u64,
    /// Where the element begins before which reading ended, in bytes of the data set (inflated,
    /// if it is deflated); `None` when the data set ended before.
    pub stopped_at: Option<u64>,
    /// What was put up with.
    pub warnings: Vec<FileWarning>,
}

/// Reads a file's header, in pieces of 16 KiB and no further than it goes.
///
/// ```
/// use filmdesk_dataset::file::{HeaderOptions, read_header};
/// use filmdesk_dataset::tags;
/// let file = b"\x08\0\x18\0UI\x04\x001.2\0\xe0\x7f\x10\0OW\0\0\xff\xff\xff\x7fpixels";
/// let header = read_header(&file[..], &HeaderOptions::default())?;
/// assert_eq!(header.data_set.ascii(tags::SOP_INSTANCE_UID).unwrap(), Some("1.2"));
/// assert_eq!(header.stopped_at, Some(12));
/// # Ok::<(), filmdesk_dataset::file::FileError>(())
/// ```
pub fn read_header<R: Read>(reader: R, options: &HeaderOptions<'_>) -> Result<Header, FileError> {
    let mut opened = open(Input::new(reader, PIECE), &options.read)?;
    let data_set_offset = opened.input.offset();
    let mut sink = HeaderSink { options, values: 0 };
    let (data_set, stopped_at) = opened.data_set_and_stop(&options.read, &mut sink)?;
    Ok(Header {
        transfer_syntax: opened.transfer_syntax(),
        meta: opened.meta,
        data_set,
        data_set_offset,
        stopped_at,
        warnings: opened.warnings,
    })
}

/// Stops and skips; long values are let go.
struct HeaderSink<'a> {
    options: &'a HeaderOptions<'a>,
    values: u64,
}

impl BulkSink for HeaderSink<'_> {
    fn begin(&mut self, _: Option<u64>) -> io::Result<u64> {
        self.values += 1;
        Ok(self.values - 1)
    }

    fn write(&mut self, _: &[u8]) -> io::Result<()> {
        Ok(())
    }

    fn end(&mut self) -> io::Result<()> {
        Ok(())
    }

    fn choose(&mut self, tag: Tag) -> Choice {
        self.options.choose(tag)
    }
}
