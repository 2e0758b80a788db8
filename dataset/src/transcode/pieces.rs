//! New Pixel Data, made piece by piece as the writer asks for them.

use std::io::{self, Read, Seek};

use dicom_core::VR;
use dicom_dictionary_std::tags;

use super::{Target, TranscodeError, describe};
use crate::bulk::{Bulk, BulkSource, copy_at};
use crate::data_set::{DataSet, Element, Value};
use crate::file::FileBulk;
use crate::pixels::{Coder, Frame, Quality, StoredFrames, bytes_of, encode_frame, stored_frame};

/// Compressed frames that are kept between measuring and writing; what is beyond is compressed
/// a second time, so that a cine run of any length takes no more memory than this.
const HELD: usize = 64 << 20;
/// The id of the new Pixel Data among bulk values; no file has as many of its own.
const PIXELS: u64 = u64::MAX;
/// Bytes of an item header.
const HEADER: u64 = 8;

/// The frames of the source.
pub(super) struct Frames<'a, 'b, R> {
    pub(super) data: &'a DataSet,
    pub(super) stored: StoredFrames<'a>,
    pub(super) target: &'a str,
    pub(super) quality: Quality,
    pub(super) verify: bool,
    pub(super) bulk: &'a mut FileBulk<'b, R>,
}

impl<R: Read + Seek> Frames<'_, '_, R> {
    fn stored(&mut self, frame: u32) -> Result<Frame, TranscodeError> {
        let found = self.stored.frame(self.bulk, frame);
        found.map_err(|source| TranscodeError::Decode { frame, source })
    }

    /// A frame compressed, of even length.
    fn coded(&self, stored: &Frame, coder: Coder, frame: u32) -> Result<Vec<u8>, TranscodeError> {
        let coded = encode_frame(stored, coder, self.quality);
        let mut bytes = coded.map_err(|source| TranscodeError::Frame { frame, source })?;
        if bytes.len() % 2 == 1 {
            bytes.push(0);
        }
        Ok(bytes)
    }

    /// Decodes what was compressed and compares it.
    fn check(
        &self,
        stored: &Frame,
        bytes: &[u8],
        coder: Coder,
        frame: u32,
    ) -> Result<(), TranscodeError> {
        let mut data = self.data.clone();
        describe::pixels(&mut data, stored, Target::Coded(coder));
        let mut value = item(&[]);
        value.extend(item(bytes));
        let element = Element {
            vr: VR::OB,
            value: Value::Bulk(encapsulated(value.len() as u64)),
        };
        data.insert(tags::PIXEL_DATA, element);
        data.remove(tags::NUMBER_OF_FRAMES);
        let found = stored_frame(&data, self.target, &mut Whole(&value), 0);
        let found = found.map_err(|source| TranscodeError::Decode { frame, source })?;
        let same = found.data == stored.data || found.data.iter().eq(stored.data.iter());
        if same && found.photometric == stored.photometric {
            Ok(())
        } else {
            Err(TranscodeError::Changed(frame))
        }
    }
}

/// One value in memory.
struct Whole<'a>(&'a [u8]);

impl BulkSource for Whole<'_> {
    fn read_exact_at(&mut self, _: &Bulk, offset: u64, buffer: &mut [u8]) -> io::Result<()> {
        copy_at(self.0, offset, buffer)
    }
}

fn encapsulated(length: u64) -> Bulk {
    Bulk {
        id: PIXELS,
        length,
        big_endian: false,
        encapsulated: true,
    }
}

/// An item with its header.
fn item(bytes: &[u8]) -> Vec<u8> {
    let mut item = b"\xFE\xFF\0\xE0".to_vec();
    // A frame has at most MAX_SAMPLES samples, which no coder makes 4 GiB of.
    item.extend((bytes.len() as u32).to_le_bytes());
    item.extend(bytes);
    item
}

/// The new Pixel Data, and every other bulk value of the source.
pub(super) struct Pieces<'a, 'b, R> {
    source: Frames<'a, 'b, R>,
    kind: Target,
    /// The first frame without its samples' meaning changed: what the attributes will say.
    pub(super) first: Frame,
    pub(super) frames: u32,
    /// Bytes of each compressed frame.
    lengths: Vec<u64>,
    held: Vec<Vec<u8>>,
    /// The piece that is being read, and where it begins.
    piece: Vec<u8>,
    piece_at: u64,
    /// The next frame to make a piece of.
    next: u32,
    /// Single bits of the last frame that did not fill a byte: how many, and which.
    rest: (u32, u8),
    /// Why the last read failed.
    pub(super) failed: Option<TranscodeError>,
}

impl<'a, 'b, R: Read + Seek> Pieces<'a, 'b, R> {
    /// Decodes the first frame, and compresses all once, so that every length is known.
    pub(super) fn plan(
        mut source: Frames<'a, 'b, R>,
        kind: Target,
    ) -> Result<Self, TranscodeError> {
        let first = source.stored(0)?;
        let frames = source.stored.count();
        let mut pieces = Self {
            source,
            kind,
            first,
            frames,
            lengths: Vec::new(),
            held: Vec::new(),
            piece: Vec::new(),
            piece_at: 0,
            next: 0,
            rest: (0, 0),
            failed: None,
        };
        if let Target::Coded(coder) = kind {
            pieces.measure(coder)?;
            pieces.piece = item(&pieces.offset_table());
        }
        Ok(pieces)
    }

    fn measure(&mut self, coder: Coder) -> Result<(), TranscodeError> {
        let mut room = HELD;
        for frame in 0..self.frames {
            let stored = self.stored(frame)?;
            let bytes = self.source.coded(&stored, coder, frame)?;
            if self.source.verify && !coder.is_lossy() {
                self.source.check(&stored, &bytes, coder, frame)?;
            }
            self.lengths.push(bytes.len() as u64);
            let fits = self.held.len() == frame as usize && bytes.len() <= room;
            if fits {
                room -= bytes.len();
                self.held.push(bytes);
            }
        }
        Ok(())
    }

    fn stored(&mut self, frame: u32) -> Result<Frame, TranscodeError> {
        let stored = self.source.stored(frame)?;
        let shape = |frame: &Frame| (frame.bits_stored, frame.signed, frame.photometric);
        if shape(&stored) == shape(&self.first) {
            Ok(stored)
        } else {
            Err(TranscodeError::Uneven(frame))
        }
    }

    /// How many times smaller the frames became.
    pub(super) fn ratio(&self) -> f64 {
        let before = bytes_of(&self.first).len() as f64 * f64::from(self.frames);
        let after: u64 = self.lengths.iter().sum();
        before / (after as f64).max(1.0)
    }

    /// Where each frame's item begins, counted from the first one's (PS3.5 A.4).
    fn offsets(&self) -> impl Iterator<Item = u64> {
        self.lengths.iter().scan(0, |next, length| {
            let offset = *next;
            *next += HEADER + length;
            Some(offset)
        })
    }

    fn needs_extended_table(&self) -> bool {
        self.offsets()
            .last()
            .is_some_and(|last| last > u64::from(u32::MAX))
    }

    /// The Basic Offset Table; empty where its 32 bits do not reach.
    fn offset_table(&self) -> Vec<u8> {
        if self.needs_extended_table() {
            return Vec::new();
        }
        self.offsets()
            .flat_map(|offset| (offset as u32).to_le_bytes())
            .collect()
    }

    /// Puts Pixel Data, and the Extended Offset Table where one is needed, into the data set.
    pub(super) fn put_into(&self, data: &mut DataSet) {
        let (vr, bulk) = match self.kind {
            Target::Coded(_) => {
                let items = self.lengths.iter().map(|length| HEADER + length);
                (
                    VR::OB,
                    encapsulated(self.piece.len() as u64 + items.sum::<u64>()),
                )
            }
            Target::Native => {
                let first = &self.first;
                let bits = first.data.len() as u64 * u64::from(first.bits_allocated);
                let length = (bits * u64::from(self.frames)).div_ceil(8);
                let bulk = Bulk {
                    encapsulated: false,
                    ..encapsulated(length)
                };
                (describe::native_vr(first), bulk)
            }
        };
        data.insert(
            tags::PIXEL_DATA,
            Element {
                vr,
                value: Value::Bulk(bulk),
            },
        );
        if self.needs_extended_table() {
            let bytes = |values: Vec<u64>| values.into_iter().flat_map(u64::to_le_bytes).collect();
            let offsets = bytes(self.offsets().collect());
            data.put_bytes(tags::EXTENDED_OFFSET_TABLE, VR::OV, offsets);
            let lengths = bytes(self.lengths.clone());
            data.put_bytes(tags::EXTENDED_OFFSET_TABLE_LENGTHS, VR::OV, lengths);
        }
    }

    /// Makes the next frame's bytes the piece.
    fn advance(&mut self) -> Result<(), TranscodeError> {
        let frame = self.next;
        self.next += 1;
        self.piece_at += self.piece.len() as u64;
        self.piece = match (self.kind, self.held.get_mut(frame as usize)) {
            (Target::Coded(_), Some(held)) => item(&std::mem::take(held)),
            (Target::Coded(coder), None) => {
                let stored = self.stored(frame)?;
                item(&self.source.coded(&stored, coder, frame)?)
            }
            (Target::Native, _) => {
                let stored = self.stored(frame)?;
                self.native(&stored)
            }
        };
        Ok(())
    }

    /// Frames of single bits follow each other without a gap (PS3.5 8.1.1).
    fn native(&mut self, stored: &Frame) -> Vec<u8> {
        if stored.bits_allocated > 1 {
            return bytes_of(stored);
        }
        let (mut count, mut held) = self.rest;
        let mut bytes = Vec::with_capacity(stored.data.len() / 8 + 1);
        for value in stored.data.iter() {
            held |= u8::from(value != 0) << count;
            count += 1;
            if count == 8 {
                bytes.push(held);
                (count, held) = (0, 0);
            }
        }
        self.rest = (count, held);
        if self.next == self.frames && count > 0 {
            bytes.push(held);
        }
        bytes
    }

    fn fill(&mut self, mut offset: u64, mut buffer: &mut [u8]) -> Result<(), TranscodeError> {
        while !buffer.is_empty() {
            let at = offset - self.piece_at;
            let rest = usize::try_from(at).ok().and_then(|at| self.piece.get(at..));
            let rest = rest.unwrap_or_default();
            if rest.is_empty() {
                self.advance()?;
                continue;
            }
            let size = rest.len().min(buffer.len());
            buffer[..size].copy_from_slice(&rest[..size]);
            buffer = &mut buffer[size..];
            offset += size as u64;
        }
        Ok(())
    }
}

impl<R: Read + Seek> BulkSource for Pieces<'_, '_, R> {
    /// Pixel Data are read front to back, as [`crate::encode::write`] does.
    fn read_exact_at(&mut self, bulk: &Bulk, offset: u64, buffer: &mut [u8]) -> io::Result<()> {
        if bulk.id != PIXELS {
            return self.source.bulk.read_exact_at(bulk, offset, buffer);
        }
        self.fill(offset, buffer).map_err(|error| {
            self.failed = Some(error);
            io::Error::other("a frame was not made")
        })
    }
}
