//! A data set in any transfer syntax, from fragments: deflated ones are inflated on the way.

use std::io;

use flate2::{Decompress, FlushDecompress, Status};
use thiserror::Error;

use super::{Limits, ScanError, Scanner};
use crate::bulk::BulkSink;
use crate::data_set::DataSet;
use crate::transfer_syntax::{Encoding, is_deflated};

/// Bytes inflated at once.
const PIECE: usize = 32 << 10;

/// Scans a data set as it comes in fragments, whatever its transfer syntax.
#[derive(Debug)]
pub struct StreamScanner {
    scanner: Scanner,
    inflater: Option<Box<Inflater>>,
}

/// Why a stream was refused.
#[derive(Debug, Error)]
pub enum StreamError {
    /// The data set breaks a rule.
    #[error(transparent)]
    Scan(#[from] ScanError),
    /// The deflated stream is broken.
    #[error("the deflated stream is broken at byte {offset}: {reason}")]
    Deflate {
        /// Bytes of the stream taken before.
        offset: u64,
        /// What is wrong.
        reason: String,
    },
}

#[derive(Debug)]
struct Inflater {
    inflate: Decompress,
    piece: Vec<u8>,
    ended: bool,
}

impl StreamScanner {
    /// A scanner for one data set in this transfer syntax; of those that are not native the
    /// elements are Explicit VR Little Endian (PS3.5 A.4).
    pub fn new(transfer_syntax: &str, limits: Limits) -> Self {
        let inflater = is_deflated(transfer_syntax).then(|| {
            Box::new(Inflater {
                // PS3.5 A.5: a raw stream, without the header of zlib.
                inflate: Decompress::new(false),
                piece: vec![0; PIECE],
                ended: false,
            })
        });
        let encoding = Encoding::of_elements(transfer_syntax);
        Self {
            scanner: Scanner::new(encoding, limits),
            inflater,
        }
    }

    /// Takes the next bytes, however many.
    ///
    /// # Errors
    /// [`StreamError`]; every further call fails too.
    pub fn feed(&mut self, bytes: &[u8], sink: &mut dyn BulkSink) -> Result<(), StreamError> {
        match &mut self.inflater {
            None => Ok(self.scanner.feed(bytes, sink)?),
            Some(inflater) => inflater.feed(bytes, &mut self.scanner, sink),
        }
    }

    /// The elements taken, if the bytes ended where a data set may end.
    ///
    /// # Errors
    /// [`StreamError`]
    pub fn finish(mut self, sink: &mut dyn BulkSink) -> Result<DataSet, StreamError> {
        if let Some(inflater) = &mut self.inflater {
            inflater.finish(&mut self.scanner, sink)?;
        }
        Ok(self.scanner.finish()?)
    }
}

impl Inflater {
    fn feed(
        &mut self,
        mut bytes: &[u8],
        scanner: &mut Scanner,
        sink: &mut dyn BulkSink,
    ) -> Result<(), StreamError> {
        // After the end comes at most the padding to even length (PS3.5 A.5).
        while !bytes.is_empty() && !self.ended {
            let (taken, made) = self.step(bytes, FlushDecompress::None)?;
            scanner.feed(&self.piece[..made], sink)?;
            bytes = &bytes[taken..];
            if taken == 0 && made == 0 {
                return Err(self.broken("it does not go on"));
            }
        }
        Ok(())
    }

    /// What the inflater still holds back.
    fn finish(
        &mut self,
        scanner: &mut Scanner,
        sink: &mut dyn BulkSink,
    ) -> Result<(), StreamError> {
        while !self.ended {
            let (_, made) = self.step(&[], FlushDecompress::Finish)?;
            if made == 0 && !self.ended {
                return Err(self.broken("it ends too early"));
            }
            scanner.feed(&self.piece[..made], sink)?;
        }
        Ok(())
    }

    fn step(
        &mut self,
        bytes: &[u8],
        flush: FlushDecompress,
    ) -> Result<(usize, usize), StreamError> {
        let before = (self.inflate.total_in(), self.inflate.total_out());
        let status = self.inflate.decompress(bytes, &mut self.piece, flush);
        let status = status.map_err(|error| self.broken(&io::Error::from(error).to_string()))?;
        self.ended = status == Status::StreamEnd;
        let moved = |now: u64, before: u64| (now - before) as usize;
        Ok((
            moved(self.inflate.total_in(), before.0),
            moved(self.inflate.total_out(), before.1),
        ))
    }

    fn broken(&self, reason: &str) -> StreamError {
        StreamError::Deflate {
            offset: self.inflate.total_in(),
            reason: reason.to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bulk::Choice;
    use crate::encode;
    use dicom_core::{Tag, VR};
    use dicom_dictionary_std::tags;
    use std::io::Write;

    const DEFLATED: &str = "1.2.840.10008.1.2.1.99";
    const EXPLICIT: &str = "1.2.840.10008.1.2.1";

    fn data_set() -> DataSet {
        let mut data = DataSet::new();
        data.put_text(tags::SOP_INSTANCE_UID, VR::UI, "1.2.3");
        let mut item = DataSet::new();
        item.put_text(tags::PATIENT_ID, VR::LO, "in an item");
        data.put_items(tags::REFERENCED_STUDY_SEQUENCE, vec![item.clone(), item]);
        data.put_text(tags::TEXT_VALUE, VR::UT, &"long ".repeat(40_000));
        data.put_bytes(
            tags::PIXEL_DATA,
            VR::OW,
            (0..200_000u32).map(|n| (n * 7) as u8).collect(),
        );
        data
    }

    /// Takes the SOP Instance UID, checks the rest.
    struct Uid;

    impl BulkSink for Uid {
        fn begin(&mut self, _: Option<u64>) -> io::Result<u64> {
            Ok(0)
        }

        fn write(&mut self, _: &[u8]) -> io::Result<()> {
            Ok(())
        }

        fn end(&mut self) -> io::Result<()> {
            Ok(())
        }

        fn choose(&mut self, tag: Tag) -> Choice {
            match tag {
                tags::SOP_INSTANCE_UID => Choice::Take,
                _ => Choice::Check,
            }
        }
    }

    fn scan(bytes: &[u8], syntax: &str, step: usize) -> Result<DataSet, StreamError> {
        let mut scanner = StreamScanner::new(syntax, Limits::FILE);
        for piece in bytes.chunks(step) {
            scanner.feed(piece, &mut Uid)?;
        }
        scanner.finish(&mut Uid)
    }

    fn deflated(bytes: &[u8]) -> Vec<u8> {
        let mut encoder =
            flate2::write::DeflateEncoder::new(Vec::new(), flate2::Compression::fast());
        encoder.write_all(bytes).unwrap();
        encoder.finish().unwrap()
    }

    #[test]
    fn only_what_is_wanted_is_kept_in_any_fragments() {
        let plain = encode::encode(&data_set(), Encoding::ExplicitLittle).unwrap();
        let packed = deflated(&plain);
        for (bytes, syntax) in [(&plain, EXPLICIT), (&packed, DEFLATED)] {
            for step in [1, 999, 1 << 20] {
                let data = scan(bytes, syntax, step).unwrap();
                assert_eq!(data.len(), 1, "{syntax}");
                assert_eq!(data.ascii(tags::SOP_INSTANCE_UID), Ok(Some("1.2.3")));
            }
        }
    }

    #[test]
    fn a_broken_or_short_stream_says_where() {
        let packed = deflated(&encode::encode(&data_set(), Encoding::ExplicitLittle).unwrap());
        let short = scan(&packed[..packed.len() - 20], DEFLATED, 4096).unwrap_err();
        assert!(short.to_string().contains("broken at byte"), "{short}");
        let plain = encode::encode(&data_set(), Encoding::ExplicitLittle).unwrap();
        let cut = scan(&plain[..plain.len() - 1], EXPLICIT, 4096).unwrap_err();
        assert!(cut.to_string().ends_with("ends too early"), "{cut}");
        let padded = [&packed[..], &[0]].concat();
        assert!(scan(&padded, DEFLATED, 4096).is_ok());
    }
}
