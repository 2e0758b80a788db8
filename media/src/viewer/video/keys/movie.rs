//! Key frames of an MP4 with HEVC: what its tables call so (ISO/IEC 14496-12 8, 14496-15 8).

use std::io::{self, Read, Seek, SeekFrom};

use super::super::timing::{Boxes, inside, movie, word};
use super::{Key, Keys, put};

/// Bytes of a coded picture.
const MAX_SAMPLE: u32 = 32 << 20;
/// Pictures of a movie: half a day at 60 a second.
const MAX_SAMPLES: u32 = 3_000_000;
/// Sample entries of HEVC.
const ENTRIES: &[&[u8]] = &[b"hvc1", b"hev1"];
/// Bytes of a visual sample entry before its boxes (ISO/IEC 14496-12 12.1.3).
const ENTRY: usize = 78;

/// Finds them; a movie without a table of key frames has none that can be told.
pub(super) fn keys<R: Read + Seek>(file: &mut R, keys: &mut Keys) -> io::Result<()> {
    let Some(movie) = movie(file) else {
        return Ok(());
    };
    let tracks = Boxes(&movie).filter(|(kind, _)| *kind == b"trak");
    let Some(track) = tracks.into_iter().find_map(|(_, track)| Track::of(track)) else {
        return Ok(());
    };
    for sample in track.key_samples() {
        let Some((at, length)) = track.place(sample) else {
            continue;
        };
        file.seek(SeekFrom::Start(at))?;
        let mut bytes = Vec::new();
        file.take(length.into()).read_to_end(&mut bytes)?;
        let mut stream = track.parameters.clone();
        let number = track.shown(sample);
        if track.units(&bytes, &mut stream).is_some() {
            keys.add(Key {
                number,
                bytes: stream,
            });
        }
    }
    Ok(())
}

/// The tables of a track.
struct Track<'a> {
    /// Parameter sets as a byte stream, and bytes of the lengths before units.
    parameters: Vec<u8>,
    length_bytes: usize,
    keys: &'a [u8],
    sizes: &'a [u8],
    chunks: &'a [u8],
    /// Bytes of each offset of a chunk: 4 or 8.
    offsets: (usize, &'a [u8]),
    /// ctts and stts.
    shifts: Option<&'a [u8]>,
    steps: &'a [u8],
}

impl<'a> Track<'a> {
    fn of(track: &'a [u8]) -> Option<Self> {
        let table = inside(track, &[b"mdia", b"minf", b"stbl"])?;
        let of = |kind: &[u8; 4]| inside(table, &[kind]);
        let described = of(b"stsd")?.get(8..)?;
        let (_, entry) = Boxes(described).find(|(kind, _)| ENTRIES.contains(kind))?;
        let (length_bytes, parameters) = parameters(inside(entry.get(ENTRY..)?, &[b"hvcC"])?)?;
        let short = of(b"stco").map(|offsets| (4, offsets));
        Some(Self {
            parameters,
            length_bytes,
            keys: of(b"stss")?,
            sizes: of(b"stsz")?,
            chunks: of(b"stsc")?,
            offsets: short.or_else(|| of(b"co64").map(|offsets| (8, offsets)))?,
            shifts: of(b"ctts"),
            steps: of(b"stts")?,
        })
    }

    /// Numbers of samples, from 0.
    fn key_samples(&self) -> impl Iterator<Item = u32> {
        let numbers = self.keys.get(8..).unwrap_or_default().chunks_exact(4);
        numbers.filter_map(|number| word(number, 0)?.checked_sub(1))
    }

    fn size(&self, sample: u32) -> Option<u32> {
        match word(self.sizes, 4)? {
            0 => word(self.sizes, 12 + 4 * sample as usize),
            all => Some(all),
        }
    }

    /// Where a sample is, and its length: chunks hold runs of samples (8.7.4).
    fn place(&self, sample: u32) -> Option<(u64, u32)> {
        let runs = self.chunks.get(8..)?.chunks_exact(12);
        let first = |run: &[u8]| word(run, 0);
        let (mut before, mut runs) = (0_u32, runs.peekable());
        while let Some(run) = runs.next() {
            let (begin, per_chunk) = (first(run)?, word(run, 4)?);
            let end = runs.peek().map_or(Some(u32::MAX), |next| first(next))?;
            let inside = sample.checked_sub(before)? / per_chunk.max(1);
            if inside < end.checked_sub(begin)? {
                let chunk = begin.checked_sub(1)?.checked_add(inside)?;
                let first = before + inside * per_chunk;
                let skipped: Option<u64> = (first..sample)
                    .map(|earlier| self.size(earlier).map(u64::from))
                    .sum();
                let length = self.size(sample)?;
                let at = self.chunk(chunk)?.checked_add(skipped?)?;
                return (length <= MAX_SAMPLE).then_some((at, length));
            }
            before = before.checked_add((end - begin).checked_mul(per_chunk)?)?;
        }
        None
    }

    fn chunk(&self, chunk: u32) -> Option<u64> {
        let (width, offsets) = self.offsets;
        let at = 8 + chunk as usize * width;
        match width {
            4 => word(offsets, at).map(u64::from),
            _ => Some(u64::from(word(offsets, at)?) << 32 | u64::from(word(offsets, at + 4)?)),
        }
    }

    /// How many pictures are shown before a sample: those whose time is earlier.
    fn shown(&self, sample: u32) -> u32 {
        let times = Times::of(self).take(MAX_SAMPLES as usize);
        let Some(own) = times.clone().nth(sample as usize) else {
            return sample;
        };
        times.filter(|time| *time < own).count() as u32
    }

    /// Units behind their lengths as a byte stream.
    fn units(&self, mut sample: &[u8], stream: &mut Vec<u8>) -> Option<()> {
        while !sample.is_empty() {
            let (length, rest) = sample.split_at_checked(self.length_bytes)?;
            let length = length
                .iter()
                .fold(0, |sum, byte| sum << 8 | usize::from(*byte));
            let (unit, rest) = rest.split_at_checked(length)?;
            put(unit, stream);
            sample = rest;
        }
        Some(())
    }
}

/// When samples are shown, in the order in which they are stored.
#[derive(Clone)]
struct Times<'a> {
    steps: Runs<'a>,
    shifts: Option<Runs<'a>>,
    decoded: i64,
}

impl<'a> Times<'a> {
    fn of(track: &Track<'a>) -> Self {
        Self {
            steps: Runs::of(track.steps),
            shifts: track.shifts.map(Runs::of),
            decoded: 0,
        }
    }
}

impl Iterator for Times<'_> {
    type Item = i64;

    fn next(&mut self) -> Option<i64> {
        let step = self.steps.next()?;
        let shift = self.shifts.as_mut().and_then(Runs::next).unwrap_or(0);
        // Of version 1 they may be less than nothing (8.6.1.3).
        let shown = self.decoded + i64::from(shift.cast_signed());
        self.decoded += i64::from(step);
        Some(shown)
    }
}

/// Values of runs: count and value.
#[derive(Clone)]
struct Runs<'a> {
    runs: std::slice::ChunksExact<'a, u8>,
    left: u32,
    value: u32,
}

impl<'a> Runs<'a> {
    fn of(table: &'a [u8]) -> Self {
        Self {
            runs: table.get(8..).unwrap_or_default().chunks_exact(8),
            left: 0,
            value: 0,
        }
    }
}

impl Iterator for Runs<'_> {
    type Item = u32;

    fn next(&mut self) -> Option<u32> {
        while self.left == 0 {
            let run = self.runs.next()?;
            (self.left, self.value) = (word(run, 0)?, word(run, 4)?);
        }
        self.left -= 1;
        Some(self.value)
    }
}

/// HEVCDecoderConfigurationRecord (ISO/IEC 14496-15 8.3.3.1): bytes of a length, parameter sets.
fn parameters(record: &[u8]) -> Option<(usize, Vec<u8>)> {
    let length_bytes = usize::from(record.get(21)? & 3) + 1;
    let (mut rest, mut stream) = (record.get(23..)?, Vec::new());
    for _ in 0..*record.get(22)? {
        let [_, high, low, sets @ ..] = rest else {
            return None;
        };
        rest = sets;
        for _ in 0..u16::from_be_bytes([*high, *low]) {
            let (length, more) = rest.split_at_checked(2)?;
            let length = usize::from(u16::from_be_bytes([length[0], length[1]]));
            let (set, more) = more.split_at_checked(length)?;
            put(set, &mut stream);
            rest = more;
        }
    }
    Some((length_bytes, stream))
}
