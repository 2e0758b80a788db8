//! The incremental scanner: data sets from fragments of any size, in bounded memory (PS3.5 7).
//!
//! Small values are kept, bulk values pass through to a [`BulkSink`] as they arrive. Nothing is
//! ever reserved for a length that a field merely claims, and nesting uses no call stack.

mod error;
pub(crate) mod header;
mod level;
mod limits;
mod stream;

use dicom_core::{Tag, VR};
use dicom_dictionary_std::tags;

pub use error::{Rule, ScanError};
pub use header::dictionary_vr;
use header::{Header, MAX_HEADER};
pub(crate) use header::{ITEM, ITEM_DELIMITATION, SEQUENCE_DELIMITATION, UNDEFINED};
use level::{Kind, Levels};
pub use limits::{ELEMENT_COST, Limits, Tolerance};
pub use stream::{StreamError, StreamScanner};

use crate::bulk::{Bulk, BulkSink, Choice};
use crate::byte_order;
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

    /// Of the data set itself, only the elements that `wanted` says are kept, sequences with all
    /// that is in them. The others are checked all the same; they cost no memory and count
    /// against no limit of memory, and what is too long to be kept of them goes to the sink
    /// whatever its VR.
    #[must_use]
    pub fn wanting(mut self, wanted: fn(Tag) -> bool) -> Self {
        self.levels.want(wanted);
        self
    }

    /// Bytes taken so far; once stopped, where the element begins before which it stopped.
    pub fn position(&self) -> u64 {
        self.position
    }

    /// Whether the sink stopped the scan ([`Choice::Stop`]).
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

    fn act(&mut self, header: Header, sink: &mut dyn BulkSink) -> Result<(), ScanError> {
        if let State::FragmentHeader { tag, vr, bulk } = self.state {
            return self.fragment_header(header, (tag, vr, bulk), sink);
        }
        match self.levels.top().kind {
            Kind::Sequence { .. } => self.sequence_header(header),
            Kind::Item(_) if header.is_item_group() => self.item_delimiter(header),
            Kind::Item(_) => self.element_header(header, sink),
        }
    }

    /// In a sequence: an item begins or the sequence ends.
    fn sequence_header(&mut self, header: Header) -> Result<(), ScanError> {
        if header.tag == SEQUENCE_DELIMITATION && self.levels.top().end.is_none() {
            return self.delimit(header);
        }
        if header.tag != ITEM {
            return Err(self.broken_at(&header, Rule::ItemExpected));
        }
        self.count(&header, 0)?;
        if self.limits.tolerance.overlong_items && header.length != UNDEFINED {
            self.levels
                .extend_to(self.position + u64::from(header.length));
        }
        let end = self.end_of(&header)?;
        let encoding = self.levels.top().encoding;
        self.levels.push(Kind::Item(DataSet::new()), end, encoding);
        self.levels.close_ended(self.position);
        Ok(())
    }

    /// In an item: it ends.
    fn item_delimiter(&mut self, header: Header) -> Result<(), ScanError> {
        let open = self.levels.top().end.is_none() && !self.levels.is_root();
        if self.limits.tolerance.stray_items && (header.tag != ITEM_DELIMITATION || !open) {
            return self.count(&header, 0);
        }
        if header.tag != ITEM_DELIMITATION || !open {
            return Err(self.broken_at(&header, Rule::UnexpectedItem));
        }
        self.delimit(header)
    }

    fn delimit(&mut self, header: Header) -> Result<(), ScanError> {
        if header.length != 0 && !self.limits.tolerance.delimiter_lengths {
            return Err(self.broken_at(&header, Rule::DelimiterLength(header.length)));
        }
        let closed = self.levels.close();
        closed.map_err(|rule| self.broken_at(&header, rule))?;
        self.levels.close_ended(self.position);
        Ok(())
    }

    /// In an item: an element begins.
    fn element_header(&mut self, header: Header, sink: &mut dyn BulkSink) -> Result<(), ScanError> {
        if self.levels.contains(header.tag) && !self.limits.tolerance.duplicates {
            return Err(self.broken_at(&header, Rule::Duplicate));
        }
        if self.levels.is_root() {
            match sink.choose(header.tag) {
                Choice::Take => {}
                Choice::Skip => return self.skip(header, sink),
                Choice::Stop => {
                    self.position -= header.size as u64;
                    self.state = State::Stopped;
                    return Ok(());
                }
            }
        }
        self.count(&header, 0)?;
        self.element(header, sink)
    }

    /// A value of defined length is passed over; where the length is undefined it must be read
    /// to find its end, and the caller drops it.
    fn skip(&mut self, header: Header, sink: &mut dyn BulkSink) -> Result<(), ScanError> {
        if header.length == UNDEFINED {
            self.count(&header, 0)?;
            return self.element(header, sink);
        }
        self.elements += 1;
        self.state = State::Skipped {
            tag: header.tag,
            left: u64::from(header.length),
        };
        self.pass_over(&[]);
        Ok(())
    }

    fn pass_over(&mut self, input: &[u8]) -> usize {
        let State::Skipped { left, .. } = &mut self.state else {
            return 0;
        };
        let taken = usize::try_from(*left).map_or(input.len(), |left| left.min(input.len()));
        *left -= taken as u64;
        self.position += taken as u64;
        if *left == 0 {
            self.state = State::Header;
        }
        taken
    }

    fn element(&mut self, header: Header, sink: &mut dyn BulkSink) -> Result<(), ScanError> {
        let vr = match header.vr {
            Some(vr) => vr,
            None => dictionary_vr(header.tag, || self.levels.is_signed()),
        };
        let end = self.end_of(&header)?;
        match (vr, end) {
            (VR::SQ, end) => self.open_sequence(&header, end, self.levels.top().encoding),
            (_, Some(_)) => self.value(&header, vr, sink),
            (_, None) if is_pixel_data(header.tag) => self.encapsulated(&header, vr, sink),
            // PS3.5 6.2.2: UN of undefined length is a sequence in implicit VR little endian.
            (VR::UN, None) => self.open_sequence(&header, None, Encoding::ImplicitLittle),
            (_, None) => Err(self.broken_at(&header, Rule::UndefinedLength)),
        }
    }

    fn open_sequence(
        &mut self,
        header: &Header,
        end: Option<u64>,
        encoding: Encoding,
    ) -> Result<(), ScanError> {
        if self.levels.depth() >= self.limits.depth {
            return Err(self.broken_at(header, Rule::TooDeep(self.limits.depth)));
        }
        let kind = Kind::Sequence {
            tag: header.tag,
            items: Vec::new(),
        };
        self.levels.push(kind, end, encoding);
        self.levels.close_ended(self.position);
        Ok(())
    }

    /// A value of defined length: kept, to the sink, or refused.
    fn value(&mut self, header: &Header, vr: VR, sink: &mut dyn BulkSink) -> Result<(), ScanError> {
        let (tag, length) = (header.tag, header.length);
        if length % 2 == 1 && !self.limits.tolerance.odd_lengths {
            return Err(self.broken_at(header, Rule::OddLength(length)));
        }
        let keep = if is_table(tag) {
            self.limits.kept_table
        } else {
            self.limits.kept_value
        };
        let may_be_bulk = may_be_bulk(vr) || !self.levels.is_wanted(tag);
        if is_pixel_data(tag) || (length > keep && may_be_bulk) {
            let bulk = self.begin_bulk(tag, Some(u64::from(length)), sink)?;
            self.state = State::Bulk {
                tag,
                vr,
                bulk,
                left: u64::from(length),
            };
            return self.end_bulk_if_whole(sink);
        }
        if length > keep {
            return Err(self.broken_at(header, Rule::ValueTooLong(length)));
        }
        self.count(header, u64::from(length))?;
        // `length` is at most `keep` here, a bound of ours and not the peer's claim.
        let left = length as usize;
        self.state = State::Kept {
            tag,
            vr,
            bytes: Vec::with_capacity(left),
            left,
        };
        if left == 0 {
            self.take_kept(&[]);
        }
        Ok(())
    }

    fn take_kept(&mut self, input: &[u8]) -> usize {
        let State::Kept {
            tag,
            vr,
            bytes,
            left,
        } = &mut self.state
        else {
            return 0;
        };
        let (tag, vr, taken) = (*tag, *vr, input.len().min(*left));
        bytes.extend_from_slice(&input[..taken]);
        *left -= taken;
        self.position += taken as u64;
        if *left == 0 {
            let mut bytes = std::mem::take(bytes);
            if self.levels.top().encoding.is_big_endian() {
                byte_order::swap(&mut bytes, byte_order::unit(vr));
            }
            self.complete(tag, vr, Value::Bytes(bytes));
        }
        taken
    }

    fn begin_bulk(
        &mut self,
        tag: Tag,
        claimed: Option<u64>,
        sink: &mut dyn BulkSink,
    ) -> Result<Bulk, ScanError> {
        sink.locate(self.position);
        let id = sink
            .begin(claimed)
            .map_err(|source| ScanError::Sink { tag, source })?;
        Ok(Bulk {
            id,
            length: 0,
            big_endian: self.levels.top().encoding.is_big_endian(),
            encapsulated: claimed.is_none(),
        })
    }

    fn take_bulk(&mut self, input: &[u8], sink: &mut dyn BulkSink) -> Result<usize, ScanError> {
        let (State::Bulk {
            tag, bulk, left, ..
        }
        | State::Fragment {
            tag, bulk, left, ..
        }) = &mut self.state
        else {
            return Ok(0);
        };
        let taken = usize::try_from(*left).map_or(input.len(), |left| left.min(input.len()));
        let written = sink.write(&input[..taken]);
        written.map_err(|source| ScanError::Sink { tag: *tag, source })?;
        *left -= taken as u64;
        bulk.length += taken as u64;
        self.position += taken as u64;
        self.end_bulk_if_whole(sink)?;
        Ok(taken)
    }

    fn end_bulk_if_whole(&mut self, sink: &mut dyn BulkSink) -> Result<(), ScanError> {
        match self.state {
            State::Bulk {
                tag,
                vr,
                bulk,
                left: 0,
            } => self.end_bulk(tag, vr, bulk, sink),
            State::Fragment {
                tag,
                vr,
                bulk,
                left: 0,
            } => {
                self.state = State::FragmentHeader { tag, vr, bulk };
                Ok(())
            }
            _ => Ok(()),
        }
    }

    fn end_bulk(
        &mut self,
        tag: Tag,
        vr: VR,
        bulk: Bulk,
        sink: &mut dyn BulkSink,
    ) -> Result<(), ScanError> {
        sink.end()
            .map_err(|source| ScanError::Sink { tag, source })?;
        self.complete(tag, vr, Value::Bulk(bulk));
        Ok(())
    }

    /// Pixel Data of undefined length: fragments follow (PS3.5 A.4).
    fn encapsulated(
        &mut self,
        header: &Header,
        vr: VR,
        sink: &mut dyn BulkSink,
    ) -> Result<(), ScanError> {
        if self.levels.top().encoding != Encoding::ExplicitLittle {
            return Err(self.broken_at(header, Rule::Encapsulated));
        }
        let bulk = self.begin_bulk(header.tag, None, sink)?;
        self.state = State::FragmentHeader {
            tag: header.tag,
            vr,
            bulk,
        };
        Ok(())
    }

    fn fragment_header(
        &mut self,
        header: Header,
        (tag, vr, mut bulk): (Tag, VR, Bulk),
        sink: &mut dyn BulkSink,
    ) -> Result<(), ScanError> {
        match header.tag {
            SEQUENCE_DELIMITATION => return self.end_bulk(tag, vr, bulk, sink),
            ITEM => {}
            _ => return Err(self.broken_at(&header, Rule::ItemExpected)),
        }
        if self.end_of(&header)?.is_none() {
            return Err(self.broken_at(&header, Rule::UndefinedLength));
        }
        let written = sink.write(&self.header[..header.size]);
        written.map_err(|source| ScanError::Sink { tag, source })?;
        bulk.length += header.size as u64;
        self.state = State::Fragment {
            tag,
            vr,
            bulk,
            left: u64::from(header.length),
        };
        self.end_bulk_if_whole(sink)
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
        let is_wanted = self.levels.is_wanted(header.tag);
        if value == 0 {
            self.elements += 1;
        }
        if is_wanted {
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

/// The attributes whose values always go to the sink: Pixel Data and its floating point kin.
fn is_pixel_data(tag: Tag) -> bool {
    matches!(
        tag,
        tags::PIXEL_DATA | tags::FLOAT_PIXEL_DATA | tags::DOUBLE_FLOAT_PIXEL_DATA
    )
}

/// Look-up tables (65,536 entries of 16 bits at most, PS3.3 C.11) and colour profiles.
fn is_table(tag: Tag) -> bool {
    matches!(
        tag,
        tags::LUT_DATA
            | tags::ICC_PROFILE
            | tags::RED_PALETTE_COLOR_LOOKUP_TABLE_DATA
            | tags::GREEN_PALETTE_COLOR_LOOKUP_TABLE_DATA
            | tags::BLUE_PALETTE_COLOR_LOOKUP_TABLE_DATA
            | tags::SEGMENTED_RED_PALETTE_COLOR_LOOKUP_TABLE_DATA
            | tags::SEGMENTED_GREEN_PALETTE_COLOR_LOOKUP_TABLE_DATA
            | tags::SEGMENTED_BLUE_PALETTE_COLOR_LOOKUP_TABLE_DATA
    )
}

/// Value representations that may be long by their nature: byte and number strings, unlimited
/// text, and the decimal strings of contours, which implicit VR lets exceed 64 KiB.
fn may_be_bulk(vr: VR) -> bool {
    byte_order::unit(vr) > 1
        || matches!(
            vr,
            VR::OB | VR::UN | VR::UT | VR::UC | VR::UR | VR::DS | VR::IS
        )
}
