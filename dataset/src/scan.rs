//! The incremental scanner: data sets from fragments of any size, in bounded memory (PS3.5 7).
//!
//! Small values are kept, bulk values pass through to a [`BulkSink`] as they arrive. Nothing is
//! ever reserved for a length that a field merely claims, and nesting uses no call stack.

mod element;
mod error;
pub(crate) mod header;
mod level;
mod limits;
mod stream;
mod value;

use dicom_core::{Tag, VR};

pub use error::{Rule, ScanError, is_like_text};
pub use header::dictionary_vr;
use header::{Header, MAX_HEADER};
pub(crate) use header::{ITEM, ITEM_DELIMITATION, SEQUENCE_DELIMITATION, UNDEFINED};
use level::Levels;
pub use limits::{ELEMENT_COST, Limits, Tolerance};
pub use stream::{StreamError, StreamScanner};

use crate::bulk::{Bulk, BulkSink};
use crate::data_set::{DataSet, Value};
use crate::transfer_syntax::Encoding;

/// Reads one data set from fragments.
///
/// ```
/// use filmdesk_dataset::{Encoding, tags, bulk::MemorySink, scan::{Limits, Scanner}};
/// let mut scanner = Scanner::new(Encoding::ExplicitLittle, Limits::PEER);
/// let mut sink = MemorySink::default();
/// for byte in b"\x10\x00\x10\x00PN\x04\x00Kim " {
///     scanner.feed(&[*byte], &mut sink)?;
/// }
/// let data = scanner.finish()?;
/// assert_eq!(data.ascii(tags::PATIENT_NAME).unwrap(), Some("Kim"));
/// # Ok::<(), filmdesk_dataset::scan::ScanError>(())
/// ```
#[derive(Debug)]
pub struct Scanner {
    limits: Limits,
    levels: Levels,
    state: State,
    /// Bytes taken so far.
    position: u64,
    header: [u8; MAX_HEADER],
    header_size: usize,
    elements: u64,
    kept: u64,
    failed: bool,
}

/// What the next byte belongs to.
#[derive(Debug)]
enum State {
    Header,
    Kept {
        tag: Tag,
        vr: VR,
        bytes: Vec<u8>,
        left: usize,
    },
    Bulk {
        tag: Tag,
        vr: VR,
        bulk: Bulk,
        left: u64,
    },
    /// Encapsulated Pixel Data, between fragments.
    FragmentHeader {
        tag: Tag,
        vr: VR,
        bulk: Bulk,
    },
    Fragment {
        tag: Tag,
        vr: VR,
        bulk: Bulk,
        left: u64,
    },
    /// A value of defined length that the sink does not choose.
    Skipped {
        tag: Tag,
        left: u64,
    },
    /// Before an element at which the sink stops.
    Stopped,
}

impl Scanner {
    /// A scanner for one data set of `encoding`.
    pub fn new(encoding: Encoding, limits: Limits) -> Self {
        Self {
            limits,
            levels: Levels::new(encoding),
            state: State::Header,
            position: 0,
            header: [0; MAX_HEADER],
            header_size: 0,
            elements: 0,
            kept: 0,
            failed: false,
        }
    }

    /// Bytes taken so far; once stopped, where the element begins before which it stopped.
    pub fn position(&self) -> u64 {
        self.position
    }

    /// Whether the sink stopped the scan ([`Choice::Stop`](crate::bulk::Choice::Stop)).
    pub fn is_stopped(&self) -> bool {
        matches!(self.state, State::Stopped)
    }

    /// Whether the scan stands between two elements of the data set itself, where it may end.
    pub fn is_complete(&self) -> bool {
        !self.failed
            && self.levels.is_root()
            && self.header_size == 0
            && matches!(self.state, State::Header | State::Stopped)
    }

    /// Takes the next bytes, however many. After an error every further call fails too.
    pub fn feed(&mut self, bytes: &[u8], sink: &mut dyn BulkSink) -> Result<(), ScanError> {
        if self.failed {
            return Err(self.broken(ITEM, Rule::AfterError));
        }
        let result = self.consume(bytes, sink);
        self.failed = result.is_err();
        result
    }

    /// The data set, if the bytes ended where one may end.
    pub fn finish(self) -> Result<DataSet, ScanError> {
        match self.unfinished() {
            Some(error) => Err(error),
            None => Ok(self.levels.into_root()),
        }
    }

    /// The data set as far as it came: open items and sequences are closed, an incomplete value
    /// is dropped, an incomplete bulk value ends where it stopped. For damaged files; the error
    /// says what is missing. Works after an error of [`Scanner::feed`] also.
    pub fn finish_damaged(mut self, sink: &mut dyn BulkSink) -> (DataSet, Option<ScanError>) {
        let mut error = self.unfinished();
        let state = std::mem::replace(&mut self.state, State::Header);
        if let State::Bulk { tag, vr, bulk, .. }
        | State::FragmentHeader { tag, vr, bulk }
        | State::Fragment { tag, vr, bulk, .. } = state
        {
            if let Err(source) = sink.end() {
                error = Some(ScanError::Sink { tag, source });
            }
            self.levels.insert(tag, vr, Value::Bulk(bulk));
        }
        (self.levels.into_root(), error)
    }

    fn unfinished(&self) -> Option<ScanError> {
        if self.is_complete() {
            return None;
        }
        let tag = match &self.state {
            State::Kept { tag, .. }
            | State::Bulk { tag, .. }
            | State::FragmentHeader { tag, .. }
            | State::Fragment { tag, .. }
            | State::Skipped { tag, .. } => *tag,
            State::Header | State::Stopped => self.levels.sequence_tag().unwrap_or(ITEM),
        };
        let rule = if self.failed {
            Rule::AfterError
        } else {
            Rule::Truncated
        };
        Some(self.broken(tag, rule))
    }

    fn consume(&mut self, mut bytes: &[u8], sink: &mut dyn BulkSink) -> Result<(), ScanError> {
        while !bytes.is_empty() {
            let taken = match &self.state {
                State::Header | State::FragmentHeader { .. } => self.take_header(bytes, sink)?,
                State::Kept { .. } => self.take_kept(bytes),
                State::Bulk { .. } | State::Fragment { .. } => self.take_bulk(bytes, sink)?,
                State::Skipped { .. } => self.pass_over(bytes),
                State::Stopped => return Ok(()),
            };
            bytes = &bytes[taken..];
        }
        Ok(())
    }

    /// Collects header bytes; acts when the header is whole.
    fn take_header(&mut self, bytes: &[u8], sink: &mut dyn BulkSink) -> Result<usize, ScanError> {
        let encoding = self.levels.top().encoding;
        let needed = header::needed(encoding, &self.header[..self.header_size]);
        let taken = bytes.len().min(needed - self.header_size);
        self.header[self.header_size..self.header_size + taken].copy_from_slice(&bytes[..taken]);
        self.header_size += taken;
        self.position += taken as u64;
        let whole = &self.header[..self.header_size];
        if self.header_size < header::needed(encoding, whole) {
            return Ok(taken);
        }
        let parsed = header::parse(encoding, whole);
        let header = parsed.map_err(|(tag, rule)| self.broken_header(tag, rule))?;
        self.header_size = 0;
        if self.position > self.levels.top().bound {
            return Err(self.broken_at(&header, Rule::HeaderCrossesEnd));
        }
        self.act(header, sink)?;
        Ok(taken)
    }

    fn complete(&mut self, tag: Tag, vr: VR, value: Value) {
        self.state = State::Header;
        self.levels.insert(tag, vr, value);
        self.levels.close_ended(self.position);
    }

    /// Where the value of `header` ends, `None` for undefined length; inside what it is in.
    fn end_of(&self, header: &Header) -> Result<Option<u64>, ScanError> {
        if header.length == UNDEFINED {
            return Ok(None);
        }
        let end = self.position + u64::from(header.length);
        if end > self.levels.top().bound {
            return Err(self.broken_at(header, Rule::LengthExceedsParent(header.length)));
        }
        Ok(Some(end))
    }

    /// Counts an element (`value` 0) or the bytes of its value against the limits.
    fn count(&mut self, header: &Header, value: u64) -> Result<(), ScanError> {
        if value == 0 {
            self.elements += 1;
        }
        if self.levels.is_kept() {
            self.kept += if value == 0 { ELEMENT_COST } else { value };
        }
        let Limits {
            elements,
            kept_total,
            ..
        } = self.limits;
        if self.elements > elements {
            return Err(self.broken_at(header, Rule::TooManyElements(elements)));
        }
        if self.kept > kept_total {
            return Err(self.broken_at(header, Rule::TotalTooLong(kept_total)));
        }
        Ok(())
    }

    fn broken_header(&self, tag: Tag, rule: Rule) -> ScanError {
        let offset = self.position - self.header_size as u64;
        ScanError::Broken { tag, offset, rule }
    }

    fn broken_at(&self, header: &Header, rule: Rule) -> ScanError {
        let offset = self.position - header.size as u64;
        ScanError::Broken {
            tag: header.tag,
            offset,
            rule,
        }
    }

    fn broken(&self, tag: Tag, rule: Rule) -> ScanError {
        ScanError::Broken {
            tag,
            offset: self.position,
            rule,
        }
    }
}
