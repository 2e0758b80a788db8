//! Values: kept, or to the sink as they come, Pixel Data in fragments too (PS3.5 A.4).

use dicom_core::{Tag, VR};
use dicom_dictionary_std::tags;

use super::header::{Header, ITEM, SEQUENCE_DELIMITATION};
use super::{Rule, ScanError, Scanner, State};
use crate::bulk::{Bulk, BulkSink};
use crate::byte_order;
use crate::data_set::Value;
use crate::transfer_syntax::Encoding;

impl Scanner {
    /// A value of defined length: kept, to the sink, or refused.
    pub(super) fn value(
        &mut self,
        header: &Header,
        vr: VR,
        sink: &mut dyn BulkSink,
    ) -> Result<(), ScanError> {
        let (tag, length) = (header.tag, header.length);
        if length % 2 == 1 && !self.limits.tolerance.odd_lengths {
            return Err(self.broken_at(header, Rule::OddLength(length)));
        }
        let keep = if is_table(tag) {
            self.limits.kept_table
        } else {
            self.limits.kept_value
        };
        let may_be_bulk = may_be_bulk(vr) || !self.levels.is_kept();
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

    pub(super) fn take_kept(&mut self, input: &[u8]) -> usize {
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

    pub(super) fn take_bulk(
        &mut self,
        input: &[u8],
        sink: &mut dyn BulkSink,
    ) -> Result<usize, ScanError> {
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
    pub(super) fn encapsulated(
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

    pub(super) fn fragment_header(
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
}

/// The attributes whose values always go to the sink: Pixel Data and its floating point kin.
pub(super) fn is_pixel_data(tag: Tag) -> bool {
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
