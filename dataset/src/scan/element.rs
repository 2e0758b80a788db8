//! What begins with a header: an element, an item, or the end of one (PS3.5 7.5).

use dicom_core::VR;

use super::header::{
    Header, ITEM, ITEM_DELIMITATION, SEQUENCE_DELIMITATION, UNDEFINED, dictionary_vr,
};
use super::level::Kind;
use super::value::is_pixel_data;
use super::{Rule, ScanError, Scanner, State};
use crate::bulk::{BulkSink, Choice};
use crate::data_set::DataSet;
use crate::transfer_syntax::Encoding;

impl Scanner {
    pub(super) fn act(&mut self, header: Header, sink: &mut dyn BulkSink) -> Result<(), ScanError> {
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
                Choice::Take => self.levels.keep(true),
                Choice::Check => self.levels.keep(false),
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
    /// to find its end.
    fn skip(&mut self, header: Header, sink: &mut dyn BulkSink) -> Result<(), ScanError> {
        if header.length == UNDEFINED {
            self.levels.keep(false);
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

    pub(super) fn pass_over(&mut self, input: &[u8]) -> usize {
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
}
