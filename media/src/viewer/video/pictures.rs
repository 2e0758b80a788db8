//! NAL units to pictures: which belong together (ITU-T H.264 7.4.1.2.4), when each is shown.

use std::io::{Seek, Write};

use super::VideoError;
use super::h264::{self, Sequence, Slice};
use super::mp4::{Mp4, Sample, Track};
use super::nal::Units;
use super::transport::Times;

/// Pictures of a video: five hours at 60 a second.
const MAX_PICTURES: usize = 1 << 20;
/// Ticks of a second in the file, as in transport streams.
const TICKS: f64 = 90_000.0;
/// Frames a second of streams that say nothing.
const DEFAULT_RATE: f64 = 25.0;
/// Where the clock of a transport stream begins anew.
const CLOCK: u64 = 1 << 33;

/// A picture that was written.
#[derive(Debug, Clone, Copy)]
struct Written {
    bytes: u32,
    is_key: bool,
    times: Option<Times>,
    /// Its place in the order of display, counted anew from each key.
    order: Option<i64>,
}

/// Takes a byte stream in, writes an MP4.
pub(super) struct Pictures<'w, W: Write + Seek> {
    units: Units,
    sorter: Sorter<'w, W>,
    rate: Option<f64>,
}

struct Sorter<'w, W: Write + Seek> {
    out: Mp4<'w, W>,
    sequence: Option<(Sequence, Vec<u8>)>,
    parameters: Vec<Vec<u8>>,
    /// Units before the next slice, with lengths.
    pending: Vec<u8>,
    pending_times: Option<Times>,
    /// Times that came, and whether the unit that was open then is still to come.
    arrived: Option<(Times, bool)>,
    current: Option<Current>,
    written: Vec<Written>,
    order: Order,
}

/// The picture that slices are added to.
struct Current {
    bytes: Vec<u8>,
    is_key: bool,
    times: Option<Times>,
    slice: Slice,
    /// Whether the second field is there.
    is_paired: bool,
}

impl<'w, W: Write + Seek> Pictures<'w, W> {
    pub(super) fn new(rate: Option<f64>, out: &'w mut W) -> Result<Self, VideoError> {
        Ok(Self {
            units: Units::default(),
            sorter: Sorter {
                out: Mp4::new(out)?,
                sequence: None,
                parameters: Vec::new(),
                pending: Vec::new(),
                pending_times: None,
                arrived: None,
                current: None,
                written: Vec::new(),
                order: Order::default(),
            },
            rate,
        })
    }

    /// Takes bytes; `times` are those of the first picture that begins in them.
    pub(super) fn push(&mut self, bytes: &[u8], times: Option<Times>) -> Result<(), VideoError> {
        if let Some(times) = times {
            self.sorter.arrived = Some((times, self.units.is_open()));
        }
        self.units.push(bytes, &mut |unit| self.sorter.unit(unit))
    }

    /// Writes the last picture and the table.
    pub(super) fn finish(mut self) -> Result<(), VideoError> {
        self.units.end(&mut |unit| self.sorter.unit(unit))?;
        self.sorter.flush()?;
        let Sorter {
            out,
            sequence,
            parameters,
            written,
            ..
        } = self.sorter;
        let (sequence, unit) = sequence.ok_or(VideoError::NoPictures)?;
        if written.is_empty() || parameters.is_empty() {
            return Err(VideoError::NoPictures);
        }
        let rate = self.rate.or(sequence.rate).unwrap_or(DEFAULT_RATE);
        let samples = timed(&written, TICKS / rate);
        out.finish(&Track {
            width: sequence.width,
            height: sequence.height,
            aspect: sequence.aspect,
            format: sequence.format,
            sequence: &unit,
            parameters: &parameters,
            ticks: TICKS as u32,
            samples: &samples,
        })?;
        Ok(())
    }
}

impl<W: Write + Seek> Sorter<'_, W> {
    fn unit(&mut self, unit: &[u8]) -> Result<(), VideoError> {
        match &mut self.arrived {
            Some((_, open @ true)) => *open = false,
            Some((times, false)) => {
                self.pending_times.get_or_insert(*times);
                self.arrived = None;
            }
            None => {}
        }
        let kind = unit[0] & 0x1F;
        match kind {
            h264::SPS => self.parameter_set(unit),
            h264::PPS => self.picture_parameters(unit),
            h264::SLICE | h264::IDR => return self.slice(unit, kind == h264::IDR),
            kind if h264::DROPPED.contains(&kind) => {}
            _ => append(&mut self.pending, unit),
        }
        Ok(())
    }

    /// The first set describes the video; others that differ stay among the pictures.
    fn parameter_set(&mut self, unit: &[u8]) {
        match &self.sequence {
            None => self.sequence = Sequence::of(unit).map(|sequence| (sequence, unit.to_vec())),
            Some((_, known)) if known != unit => append(&mut self.pending, unit),
            Some(_) => {}
        }
    }

    fn picture_parameters(&mut self, unit: &[u8]) {
        /// Sets in the description of a video, of which it can have 255.
        const MAX_SETS: usize = 32;
        if self.parameters.iter().any(|known| known == unit) {
            return;
        }
        match self.written.is_empty() && self.parameters.len() < MAX_SETS {
            true => self.parameters.push(unit.to_vec()),
            false => append(&mut self.pending, unit),
        }
    }

    fn slice(&mut self, unit: &[u8], is_key: bool) -> Result<(), VideoError> {
        let slice = self
            .sequence
            .as_ref()
            .and_then(|(sequence, _)| sequence.slice(unit));
        // Before the first parameters, or damaged.
        let Some(slice) = slice else {
            return Ok(());
        };
        match &mut self.current {
            Some(current) if slice.is_first && current.pairs(&slice) => current.is_paired = true,
            Some(_) if slice.is_first => self.flush()?,
            _ => {}
        }
        if self.current.is_none() {
            self.current = Some(Current {
                bytes: Vec::new(),
                is_key,
                times: self.pending_times.take(),
                slice,
                is_paired: false,
            });
        }
        self.pending_times = None;
        if let Some(current) = &mut self.current {
            current.bytes.append(&mut self.pending);
            append(&mut current.bytes, unit);
        }
        Ok(())
    }

    fn flush(&mut self) -> Result<(), VideoError> {
        let Some(current) = self.current.take() else {
            return Ok(());
        };
        if self.written.len() >= MAX_PICTURES {
            return Err(VideoError::TooLong(MAX_PICTURES));
        }
        self.out.sample(&current.bytes)?;
        let modulus = self
            .sequence
            .as_ref()
            .and_then(|(sequence, _)| sequence.order_modulus());
        self.written.push(Written {
            bytes: u32::try_from(current.bytes.len()).unwrap_or(u32::MAX),
            is_key: current.is_key || self.written.is_empty(),
            times: current.times,
            order: self.order.of(&current, modulus),
        });
        Ok(())
    }
}

impl Current {
    /// Whether a slice begins the other field of this picture.
    fn pairs(&self, slice: &Slice) -> bool {
        let (Some(a), Some(b)) = (self.slice.field, slice.field) else {
            return false;
        };
        !self.is_paired && a != b && self.slice.frame_num == slice.frame_num
    }
}

/// A unit behind its length (ISO/IEC 14496-15 5.3.4.2).
fn append(bytes: &mut Vec<u8>, unit: &[u8]) {
    bytes.extend((unit.len() as u32).to_be_bytes());
    bytes.extend_from_slice(unit);
}

/// The order of display, out of numbers that begin anew (8.2.1.1; taken in order of decoding).
#[derive(Debug, Default)]
struct Order {
    high: i64,
    low: i64,
}

impl Order {
    fn of(&mut self, picture: &Current, modulus: Option<i64>) -> Option<i64> {
        let (low, modulus) = (i64::from(picture.slice.order?), modulus?);
        if picture.is_key {
            *self = Self::default();
        }
        if low < self.low && self.low - low >= modulus / 2 {
            self.high += modulus;
        } else if low > self.low && low - self.low > modulus / 2 {
            self.high -= modulus;
        }
        self.low = low;
        Some(self.high + low)
    }
}

/// The pictures' times: as they came, else one after the other.
fn timed(written: &[Written], step: f64) -> Vec<Sample> {
    match written.iter().any(|picture| picture.times.is_some()) {
        true => stamped(written, step),
        false => counted(written, step),
    }
}

fn stamped(written: &[Written], step: f64) -> Vec<Sample> {
    let step = step.round() as u64;
    let first = written
        .iter()
        .find_map(|picture| picture.times)
        .map_or(0, |times| times.decoded);
    // Beyond the clock's turn.
    let since = |tick: u64| tick.wrapping_sub(first) % CLOCK;
    let mut last: Option<u64> = None;
    let mut samples = Vec::with_capacity(written.len());
    for picture in written {
        let next = last.map_or(0, |last| last + step);
        let told = picture
            .times
            .map(|times| (since(times.decoded), since(times.shown)));
        // Decoding never goes back; a clock that does is not believed.
        let (decoded, shown) = told
            .filter(|(decoded, _)| last.is_none_or(|last| *decoded > last))
            .unwrap_or((next, next));
        last = Some(decoded);
        samples.push(Sample {
            bytes: picture.bytes,
            is_key: picture.is_key,
            decoded,
            shown: shown.max(decoded),
        });
    }
    samples
}

fn counted(written: &[Written], step: f64) -> Vec<Sample> {
    let ranks = ranks(written);
    let delay = ranks
        .iter()
        .enumerate()
        .map(|(at, rank)| at.saturating_sub(*rank))
        .max();
    let delay = delay.unwrap_or(0);
    let tick = |count: usize| (count as f64 * step).round() as u64;
    let samples = written.iter().zip(ranks).enumerate();
    samples
        .map(|(at, (picture, rank))| Sample {
            bytes: picture.bytes,
            is_key: picture.is_key,
            decoded: tick(at),
            shown: tick(rank + delay).max(tick(at)),
        })
        .collect()
}

/// Each picture's place in the order of display, from 0; keys are never passed.
fn ranks(written: &[Written]) -> Vec<usize> {
    let mut ranks = vec![0; written.len()];
    let mut start = 0;
    while start < written.len() {
        let rest = &written[start + 1..];
        let length = 1 + rest
            .iter()
            .position(|picture| picture.is_key)
            .unwrap_or(rest.len());
        let mut sorted: Vec<usize> = (start..start + length).collect();
        sorted.sort_by_key(|at| written[*at].order.unwrap_or(*at as i64));
        for (rank, at) in sorted.into_iter().enumerate() {
            ranks[at] = start + rank;
        }
        start += length;
    }
    ranks
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(order: i64, is_key: bool) -> Written {
        Written {
            bytes: 1,
            is_key,
            times: None,
            order: Some(order),
        }
    }

    #[test]
    fn pictures_without_times_are_shown_in_their_order() {
        // I P B B P B B, then a key.
        let orders = [0, 6, 2, 4, 12, 8, 10];
        let mut all: Vec<_> = orders
            .iter()
            .map(|order| written(*order, *order == 0))
            .collect();
        all.push(written(0, true));
        let samples = timed(&all, 10.0);
        let shown: Vec<_> = samples.iter().map(|sample| sample.shown).collect();
        assert_eq!(shown, [10, 40, 20, 30, 70, 50, 60, 80]);
        assert!(samples.iter().all(|sample| sample.shown >= sample.decoded));
    }

    #[test]
    fn a_clock_that_turns_goes_on() {
        let at = |decoded: u64, shown: u64| Written {
            times: Some(Times { decoded, shown }),
            ..written(0, false)
        };
        let all = [
            at(CLOCK - 10, CLOCK - 5),
            at(5, 20),
            Written {
                times: None,
                ..at(0, 0)
            },
            at(2, 2),
        ];
        let samples = timed(&all, 15.0);
        let decoded: Vec<_> = samples.iter().map(|sample| sample.decoded).collect();
        assert_eq!(decoded, [0, 15, 30, 45]);
        assert_eq!(samples[1].shown, 30);
    }
}
