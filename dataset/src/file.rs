//! DICOM files (PS3.10), read in bounded memory, as well as damaged ones can be.

mod header;
mod input;
mod meta;
mod write;

use std::io::{self, BufRead, BufReader, Read, Seek, SeekFrom};

use dicom_core::VR;
use flate2::bufread::DeflateDecoder;
use thiserror::Error;

use crate::bulk::{Bulk, BulkSink, BulkSource, MemorySink};
use crate::data_set::DataSet;
use crate::scan::{Limits, ScanError, Scanner};
use crate::transfer_syntax::Encoding;
pub use header::{Header, HeaderOptions, read_header};
use input::Input;
use meta::read_meta;
pub use meta::{FileMeta, encode_meta};
pub use write::{Contained, Implementation, meta, write};

/// Bytes before the prefix.
const PREAMBLE: usize = 128;
/// What follows the preamble.
const PREFIX: &[u8; 4] = b"DICM";
/// Bytes read at once.
const PIECE: usize = 64 << 10;
/// Bytes inflated at once.
const INFLATED_PIECE: usize = 16 << 10;
/// Deflated Explicit VR Little Endian.
const DEFLATED: &str = "1.2.840.10008.1.2.1.99";
/// Implicit VR Little Endian of old GE devices, with big endian pixel data.
const GE_PRIVATE: &str = "1.2.840.113619.5.2";

/// How to read a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ReadOptions {
    /// Bounds of the data set.
    pub limits: Limits,
    /// Bytes that a deflated data set may become: 512 MiB holds any image that was worth
    /// deflating, and a bomb of a few hundred kilobytes would be larger.
    pub max_inflated: u64,
    /// Whether a file without preamble, File Meta Information or the right transfer syntax, or
    /// with a damaged end, is read as far as it goes (with warnings).
    pub lenient: bool,
}

impl ReadOptions {
    /// For files from foreign discs.
    pub const LENIENT: Self = Self {
        limits: Limits::FILE,
        max_inflated: 512 << 20,
        lenient: true,
    };
    /// For files that must be as PS3.10 says.
    pub const STRICT: Self = Self {
        lenient: false,
        ..Self::LENIENT
    };
}

impl Default for ReadOptions {
    fn default() -> Self {
        Self::LENIENT
    }
}

/// What was put up with.
#[derive(Debug, Error)]
pub enum FileWarning {
    /// There is no preamble with DICM.
    #[error("there is no preamble")]
    NoPreamble,
    /// There is no File Meta Information or no transfer syntax in it.
    #[error("no transfer syntax is given; the encoding was guessed")]
    NoTransferSyntax,
    /// The data set is not in the encoding that its transfer syntax names.
    #[error("the data set is in {0:?}, not as its transfer syntax says")]
    WrongEncoding(Encoding),
    /// The data set is damaged; what came before is there.
    #[error("the data set is damaged: {0}")]
    Damaged(ScanError),
    /// The deflated bytes are damaged; what came before is there.
    #[error("the deflated data set is damaged: {0}")]
    DamagedDeflate(io::Error),
}

/// A file that was not read.
#[derive(Debug, Error)]
pub enum FileError {
    /// Neither prefix nor anything like a data set.
    #[error("not a DICOM file")]
    NotDicom,
    /// File Meta Information is broken.
    #[error("the file meta information is broken: {0}")]
    Meta(ScanError),
    /// File Meta Information is longer than any real one.
    #[error("the file meta information is too long")]
    MetaTooLong,
    /// A departure that strict reading refuses.
    #[error("the file departs from PS3.10: {0}")]
    Refused(FileWarning),
    /// A deflated data set becomes longer than allowed.
    #[error("the deflated data set is longer than {0} bytes")]
    InflatedTooLong(u64),
    /// Reading failed.
    #[error("reading the file failed: {0}")]
    Io(#[from] io::Error),
}

/// A file read: its header, its data set, and where its bulk values are.
#[derive(Debug)]
pub struct DicomFile {
    /// File Meta Information.
    pub meta: FileMeta,
    /// The data set; bulk values by reference.
    pub data_set: DataSet,
    /// What was put up with.
    pub warnings: Vec<FileWarning>,
    values: Values,
}

/// Where bulk values are.
#[derive(Debug)]
enum Values {
    /// Offsets in the file.
    Places(Vec<u64>),
    /// Inflated bytes.
    Memory(MemorySink),
}

/// A file read with its bulk values given to the caller's sink.
#[derive(Debug)]
pub struct Contents {
    /// File Meta Information.
    pub meta: FileMeta,
    /// The data set; bulk values by the sink's ids.
    pub data_set: DataSet,
    /// What was put up with.
    pub warnings: Vec<FileWarning>,
}

/// Reads a file; bulk values stay in it and are found again by [`DicomFile::source`]. Only
/// those of deflated files are held in memory, within [`ReadOptions::max_inflated`].
pub fn read<R: Read>(reader: R, options: &ReadOptions) -> Result<DicomFile, FileError> {
    let mut opened = open(Input::new(reader, PIECE), options)?;
    let (data_set, values) = if opened.meta.transfer_syntax == DEFLATED {
        let mut sink = MemorySink::default();
        (opened.data_set(options, &mut sink)?, Values::Memory(sink))
    } else {
        let mut sink = Places {
            base: opened.input.offset(),
            offsets: Vec::new(),
        };
        (
            opened.data_set(options, &mut sink)?,
            Values::Places(sink.offsets),
        )
    };
    Ok(DicomFile {
        meta: opened.meta,
        data_set,
        warnings: opened.warnings,
        values,
    })
}

/// Reads a file; bulk values go to `sink`.
pub fn read_into<R: Read>(
    reader: R,
    options: &ReadOptions,
    sink: &mut dyn BulkSink,
) -> Result<Contents, FileError> {
    let mut opened = open(Input::new(reader, PIECE), options)?;
    let data_set = opened.data_set(options, sink)?;
    Ok(Contents {
        meta: opened.meta,
        data_set,
        warnings: opened.warnings,
    })
}

impl DicomFile {
    /// The bulk values, read from `reader`, which must be the same file.
    pub fn source<'a, R: Read + Seek>(&'a self, reader: &'a mut R) -> FileBulk<'a, R> {
        FileBulk { file: self, reader }
    }
}

/// Reads bulk values from their file.
#[derive(Debug)]
pub struct FileBulk<'a, R> {
    file: &'a DicomFile,
    reader: &'a mut R,
}

impl<R: Read + Seek> BulkSource for FileBulk<'_, R> {
    fn read_exact_at(&mut self, bulk: &Bulk, offset: u64, buffer: &mut [u8]) -> io::Result<()> {
        let end = offset.saturating_add(buffer.len() as u64);
        if end > bulk.length {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        match &self.file.values {
            Values::Places(offsets) => {
                let place = usize::try_from(bulk.id).ok().and_then(|id| offsets.get(id));
                let place = place.ok_or(io::ErrorKind::NotFound)?;
                self.reader.seek(SeekFrom::Start(place + offset))?;
                self.reader.read_exact(buffer)
            }
            Values::Memory(sink) => {
                let value = usize::try_from(bulk.id)
                    .ok()
                    .and_then(|id| sink.values.get(id));
                let value = value.ok_or(io::ErrorKind::NotFound)?;
                crate::bulk::copy_at(value, offset, buffer)
            }
        }
    }
}

/// A sink that notes where values are.
struct Places {
    /// Where the data set begins in the file.
    base: u64,
    offsets: Vec<u64>,
}

impl BulkSink for Places {
    fn locate(&mut self, offset: u64) {
        self.offsets.push(self.base + offset);
    }

    fn begin(&mut self, _: Option<u64>) -> io::Result<u64> {
        Ok(self.offsets.len() as u64 - 1)
    }

    fn write(&mut self, _: &[u8]) -> io::Result<()> {
        Ok(())
    }

    fn end(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// A file read up to its data set.
struct Opened<R> {
    input: Input<R>,
    meta: FileMeta,
    warnings: Vec<FileWarning>,
    /// The encoding of the elements, once the data set was begun.
    found: Encoding,
}

fn open<R: Read>(mut input: Input<R>, options: &ReadOptions) -> Result<Opened<R>, FileError> {
    let mut warnings = Vec::new();
    let mut note = |warning| match options.lenient {
        true => {
            warnings.push(warning);
            Ok(())
        }
        false => Err(FileError::Refused(warning)),
    };
    let start = input.peek(PREAMBLE + PREFIX.len() + 2)?;
    let prefixed = PREAMBLE + PREFIX.len();
    match start.get(PREAMBLE..) {
        Some([b'D', b'I', b'C', b'M', 2, 0]) => input.consume(prefixed),
        // The letters may stand in a text at this place, too.
        _ if may_begin_data_set(start) => note(FileWarning::NoPreamble)?,
        Some([b'D', b'I', b'C', b'M', ..]) => input.consume(prefixed),
        _ => return Err(FileError::NotDicom),
    }
    let meta = read_meta(&mut input)?;
    if meta.transfer_syntax.is_empty() {
        note(FileWarning::NoTransferSyntax)?;
    }
    Ok(Opened {
        input,
        meta,
        warnings,
        found: Encoding::ExplicitLittle,
    })
}

/// Whether the bytes look like a data set's first element: group 0002 or 0008 (0004, 0000 do
/// not come without a preamble), in either byte order.
fn may_begin_data_set(start: &[u8]) -> bool {
    matches!(start, [2 | 8, 0, _, 0, ..] | [0, 8, 0, _, ..]) && start.len() >= 8
}

impl<R: Read> Opened<R> {
    fn data_set(
        &mut self,
        options: &ReadOptions,
        sink: &mut dyn BulkSink,
    ) -> Result<DataSet, FileError> {
        Ok(self.data_set_and_stop(options, sink)?.0)
    }

    /// The data set and, if the sink stopped the scan, where.
    fn data_set_and_stop(
        &mut self,
        options: &ReadOptions,
        sink: &mut dyn BulkSink,
    ) -> Result<(DataSet, Option<u64>), FileError> {
        let (scan, read) = if self.meta.transfer_syntax == DEFLATED {
            let inflated = DeflateDecoder::new(&mut self.input);
            let mut scan = Scan::new(Encoding::ExplicitLittle, options, sink);
            scan.max = options.max_inflated;
            let read = scan.run(&mut BufReader::with_capacity(INFLATED_PIECE, inflated));
            (scan, read)
        } else {
            let mut scan = Scan::new(self.encoding(options)?, options, sink);
            let read = scan.run(&mut self.input);
            (scan, read)
        };
        let scanner = &scan.scanner;
        let stopped_at = scanner.is_stopped().then(|| scanner.position());
        let data_set = settle(scan, read, options, &mut self.warnings)?;
        Ok((data_set, stopped_at))
    }

    /// The transfer syntax that the data set is in: the one that the meta information says, or
    /// the native one that was found where it says none or a wrong one.
    fn transfer_syntax(&self) -> String {
        let declared = &self.meta.transfer_syntax;
        match declared_encoding(declared) == Some(self.found) {
            true => declared.clone(),
            false => self.found.transfer_syntax().to_owned(),
        }
    }

    /// The encoding of a data set that is not deflated.
    fn encoding(&mut self, options: &ReadOptions) -> Result<Encoding, FileError> {
        let declared = declared_encoding(&self.meta.transfer_syntax);
        let found = guess(self.input.peek(8)?, declared);
        self.found = found;
        if declared.is_some_and(|declared| declared != found) {
            let warning = FileWarning::WrongEncoding(found);
            if !options.lenient {
                return Err(FileError::Refused(warning));
            }
            self.warnings.push(warning);
        }
        Ok(found)
    }
}

/// The encoding that a transfer syntax has; `None` without one.
fn declared_encoding(transfer_syntax: &str) -> Option<Encoding> {
    match transfer_syntax {
        "" => None,
        GE_PRIVATE => Some(Encoding::ImplicitLittle),
        // Every other standard syntax is Explicit VR Little Endian (PS3.5 Annex A).
        other => Some(Encoding::of_native(other).unwrap_or(Encoding::ExplicitLittle)),
    }
}

/// The encoding that the first element header shows; `declared` when it shows nothing.
fn guess(start: &[u8], declared: Option<Encoding>) -> Encoding {
    let fallback = declared.unwrap_or(Encoding::ImplicitLittle);
    let [group0, group1, _, _, vr0, vr1, ..] = *start else {
        return fallback;
    };
    let explicit = VR::from_binary([vr0, vr1]).is_some();
    // A first group is small: 0008 is 08 00 or, big endian, 00 08.
    let big = group0 == 0 && group1 != 0;
    match (explicit, big) {
        (true, true) => Encoding::ExplicitBig,
        (true, false) => Encoding::ExplicitLittle,
        (false, false) => Encoding::ImplicitLittle,
        (false, true) => fallback,
    }
}

/// A scan of a reader.
struct Scan<'a> {
    scanner: Scanner,
    sink: &'a mut dyn BulkSink,
    /// Bytes that are taken at most.
    max: u64,
    error: Option<ScanError>,
}

impl<'a> Scan<'a> {
    fn new(encoding: Encoding, options: &ReadOptions, sink: &'a mut dyn BulkSink) -> Self {
        let scanner = Scanner::new(encoding, options.limits);
        Self {
            scanner,
            sink,
            max: u64::MAX,
            error: None,
        }
    }

    /// Feeds the scanner to the end of the input, to where it stops or to its first error.
    fn run(&mut self, reader: &mut dyn BufRead) -> Result<(), FileError> {
        while !self.scanner.is_stopped() {
            let piece = match reader.fill_buf() {
                Ok([]) => return Ok(()),
                Ok(piece) => piece,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                Err(error) => return Err(FileError::Io(error)),
            };
            if self.scanner.position() + piece.len() as u64 > self.max {
                return Err(FileError::InflatedTooLong(self.max));
            }
            let taken = piece.len();
            if let Err(error) = self.scanner.feed(piece, self.sink) {
                self.error = Some(error);
                return Ok(());
            }
            reader.consume(taken);
        }
        Ok(())
    }
}

/// The data set of a scan, whole or, leniently, as far as it came.
fn settle(
    scan: Scan<'_>,
    read: Result<(), FileError>,
    options: &ReadOptions,
    warnings: &mut Vec<FileWarning>,
) -> Result<DataSet, FileError> {
    let damage = match read {
        Ok(()) => None,
        // A deflate stream that is broken says so with these kinds; other kinds are the disc's.
        Err(FileError::Io(error)) if is_damage(&error) => Some(FileWarning::DamagedDeflate(error)),
        Err(error) => return Err(error),
    };
    let (data_set, unfinished) = scan.scanner.finish_damaged(scan.sink);
    let damage = damage.or(scan.error.or(unfinished).map(FileWarning::Damaged));
    match damage {
        // A sink that refuses is no damage of the file.
        Some(FileWarning::Damaged(ScanError::Sink { source, .. })) => Err(FileError::Io(source)),
        Some(warning) if !options.lenient => Err(FileError::Refused(warning)),
        damage => {
            warnings.extend(damage);
            Ok(data_set)
        }
    }
}

fn is_damage(error: &io::Error) -> bool {
    use io::ErrorKind::{InvalidData, InvalidInput, UnexpectedEof};
    matches!(error.kind(), InvalidData | InvalidInput | UnexpectedEof)
}
