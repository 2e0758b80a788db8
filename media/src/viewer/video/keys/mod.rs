//! Key frames of MPEG-2 and HEVC, for browsers that play neither: pictures that need no other one,
//! found in the stream and decoded by themselves.
//!
//! ```text
//! mpeg2, hevc  units of a stream: which belong to key frames, and what stands before them
//! movie        the same of an MP4, by its tables
//! picture      a key frame decoded, as RGB
//! ```

mod hevc;
mod movie;
mod mpeg2;
mod picture;

use std::io::{self, Read, Seek};

use super::nal::Units;
use super::transport::Transport;
use super::{PROBE, VideoError, each_piece, mp4};

pub use picture::{Planes, Rgb};

/// Key frames of a video: more is no overview. A movie with more has every second, every fourth ...
pub const MAX_KEYS: usize = 100;
/// Bytes of all of them as they are coded: those of the largest pictures are a megabyte each.
const MAX_BYTES: usize = 256 << 20;
/// stream_type of MPEG-2 video and of HEVC (ITU-T H.222.0, Table 2-34).
const MPEG2: u8 = 0x02;
const HEVC: u8 = 0x24;

/// How pictures are coded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Coding {
    Mpeg2,
    Hevc,
}

/// Transfer syntaxes (PS3.5 A.4.5, A.4.8).
const CODINGS: &[(&str, Coding)] = &[
    ("1.2.840.10008.1.2.4.100", Coding::Mpeg2),
    ("1.2.840.10008.1.2.4.101", Coding::Mpeg2),
    ("1.2.840.10008.1.2.4.107", Coding::Hevc),
    ("1.2.840.10008.1.2.4.108", Coding::Hevc),
];

/// A key frame as it is coded: a stream of its own.
#[derive(Debug, Clone)]
struct Key {
    /// Its number among the pictures, from 0, in the order in which they are shown.
    number: u32,
    bytes: Vec<u8>,
}

/// The key frames of a video.
#[derive(Debug)]
pub struct Keys {
    coding: Coding,
    keys: Vec<Key>,
    /// Every how many-th there is.
    every: usize,
    found: usize,
    bytes: usize,
}

impl Keys {
    /// Finds them in the stream of an image with this transfer syntax, out of its encapsulation.
    ///
    /// # Errors
    /// [`VideoError`]: `NoPictures` when there are none, or in no container that is known here.
    pub fn of<R: Read + Seek>(transfer_syntax: &str, stream: &mut R) -> Result<Self, VideoError> {
        let mut codings = CODINGS.iter();
        let named = codings.find(|(known, _)| {
            let rest = transfer_syntax.strip_prefix(known);
            matches!(rest, Some("" | ".1"))
        });
        let (_, coding) = named.ok_or(VideoError::NoPictures)?;
        let mut keys = Self {
            coding: *coding,
            keys: Vec::new(),
            every: 1,
            found: 0,
            bytes: 0,
        };
        keys.find(stream)?;
        match keys.keys.is_empty() {
            true => Err(VideoError::NoPictures),
            false => Ok(keys),
        }
    }

    /// How many there are.
    pub fn count(&self) -> usize {
        self.keys.len()
    }

    /// The number of one (from 0) among all pictures, from 0.
    pub fn number(&self, at: usize) -> Option<u32> {
        self.keys.get(at).map(|key| key.number)
    }

    /// Decodes one, as it is stored.
    ///
    /// # Errors
    /// [`VideoError::NoPictures`] when it is damaged.
    pub fn planes(&self, at: usize) -> Result<Planes, VideoError> {
        let key = self.keys.get(at).ok_or(VideoError::NoPictures)?;
        picture::decode(self.coding, &key.bytes).ok_or(VideoError::NoPictures)
    }

    fn find<R: Read + Seek>(&mut self, stream: &mut R) -> Result<(), VideoError> {
        let mut probe = Vec::new();
        stream.take(PROBE as u64).read_to_end(&mut probe)?;
        stream.rewind()?;
        if mp4::is_mp4(&probe) {
            return match self.coding {
                Coding::Hevc => movie::keys(stream, self).map_err(VideoError::Io),
                Coding::Mpeg2 => Err(VideoError::NoPictures),
            };
        }
        let mut finder = Finder::of(self.coding);
        let mut units = Units::default();
        let take = |piece: &[u8], units: &mut Units, keys: &mut Self, finder: &mut Finder| {
            units.push(piece, &mut |unit: &[u8]| {
                finder.unit(unit, keys);
                Ok::<(), VideoError>(())
            })
        };
        let kind = match self.coding {
            Coding::Mpeg2 => MPEG2,
            Coding::Hevc => HEVC,
        };
        match Transport::of(&probe, kind) {
            Some(mut transport) => each_piece(stream, |piece| {
                transport.push(piece, &mut |bytes, _| {
                    take(bytes, &mut units, self, &mut finder)
                })
            })?,
            None => each_piece(stream, |piece| take(piece, &mut units, self, &mut finder))?,
        }
        units.end(&mut |unit: &[u8]| {
            finder.unit(unit, self);
            Ok::<(), io::Error>(())
        })?;
        finder.end(self);
        Ok(())
    }

    /// Takes one; of too many every other goes.
    fn add(&mut self, key: Key) {
        let is_wanted = self.found.is_multiple_of(self.every);
        self.found += 1;
        if !is_wanted {
            return;
        }
        self.bytes += key.bytes.len();
        self.keys.push(key);
        while self.keys.len() > MAX_KEYS || self.bytes > MAX_BYTES && self.keys.len() > 1 {
            let mut at = 0;
            self.keys.retain(|_| {
                at += 1;
                at % 2 == 1
            });
            self.every *= 2;
            self.bytes = self.keys.iter().map(|key| key.bytes.len()).sum();
        }
    }
}

/// Finds key frames among units.
enum Finder {
    Mpeg2(mpeg2::Finder),
    Hevc(hevc::Finder),
}

impl Finder {
    fn of(coding: Coding) -> Self {
        match coding {
            Coding::Mpeg2 => Self::Mpeg2(mpeg2::Finder::default()),
            Coding::Hevc => Self::Hevc(hevc::Finder::default()),
        }
    }

    fn unit(&mut self, unit: &[u8], keys: &mut Keys) {
        let key = match self {
            Self::Mpeg2(finder) => finder.unit(unit),
            Self::Hevc(finder) => finder.unit(unit),
        };
        key.into_iter().for_each(|key| keys.add(key));
    }

    fn end(self, keys: &mut Keys) {
        let key = match self {
            Self::Mpeg2(finder) => finder.end(),
            Self::Hevc(finder) => finder.end(),
        };
        key.into_iter().for_each(|key| keys.add(key));
    }
}

/// A unit with its start code.
fn put(unit: &[u8], bytes: &mut Vec<u8>) {
    bytes.extend_from_slice(&[0, 0, 1]);
    bytes.extend_from_slice(unit);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_movie_has_few_key_frames_all_over_it() {
        let mut keys = Keys {
            coding: Coding::Mpeg2,
            keys: Vec::new(),
            every: 1,
            found: 0,
            bytes: 0,
        };
        for number in 0..1000 {
            keys.add(Key {
                number,
                bytes: vec![0; 10],
            });
        }
        assert!((MAX_KEYS / 2..=MAX_KEYS).contains(&keys.count()));
        let numbers: Vec<_> = keys.keys.iter().map(|key| key.number).collect();
        assert!(
            numbers.windows(2).all(|pair| pair[1] - pair[0] == 16),
            "{numbers:?}"
        );
        assert_eq!(keys.bytes, keys.count() * 10);
    }

    #[test]
    fn noise_has_none() {
        let noise: Vec<u8> = (0..200_000_u32).map(|at| (at * 31 % 251) as u8).collect();
        for (syntax, _) in CODINGS {
            let found = Keys::of(syntax, &mut io::Cursor::new(&noise));
            assert!(matches!(found, Err(VideoError::NoPictures)), "{syntax}");
        }
    }
}
