//! Frames from where they are to the bytes of their chunk, several at once.

use std::io::{self, BufReader};

use filmdesk_dataset::file::{self, DicomFile, ReadOptions};
use filmdesk_media::instance::Key;
use filmdesk_media::viewer::{self, Form, FrameError, Opened, PlannedStack};
use rayon::prelude::*;

use super::super::make::Making;

/// Bytes of frames in work at once, decoded, predicted and deflated.
const BYTES_AT_ONCE: usize = 256 << 20;
/// Copies of a frame that its making has in memory at the same time.
const COPIES: usize = 4;
/// Frames in work at once: enough for any number of processors.
const MAX_AT_ONCE: usize = 32;

/// A frame's bytes, or why there are none; the outer error ends the disc.
pub(super) type Encoded = Result<Vec<u8>, FrameError>;

/// How many frames of a form are made at once.
pub(super) fn at_once(form: &Form) -> usize {
    let samples = if form.color { 3 } else { 1 };
    let width = form.sample.map_or(1, |sample| sample.bytes());
    let frame = form.rows as usize * form.columns as usize * samples * width * COPIES;
    (BYTES_AT_ONCE / frame.max(1)).clamp(1, MAX_AT_ONCE)
}

/// Where a stack's frames are read from.
pub(super) enum Frames {
    /// Each from its own instance.
    OfSlices,
    /// All from one instance, looked through once.
    OfOne(Key, Box<DicomFile>),
}

impl Frames {
    /// Opens what has all frames of the stack.
    pub(super) fn of(making: &Making<'_>, planned: &PlannedStack) -> io::Result<Self> {
        let mut keys = planned.sources.iter().map(|(key, _)| *key);
        let first = keys.next();
        let Some(key) = first.filter(|first| keys.next() == Some(*first)) else {
            return Ok(Self::OfSlices);
        };
        let mut reader = BufReader::new(making.open(key)?);
        let file = file::read(&mut reader, &ReadOptions::LENIENT);
        Ok(file.map_or(Self::OfSlices, |file| Self::OfOne(key, Box::new(file))))
    }

    /// Makes frames in parallel.
    pub(super) fn encode(
        &self,
        making: &Making<'_>,
        form: &Form,
        wanted: &[(Key, u32)],
    ) -> io::Result<Vec<Encoded>> {
        match self {
            Self::OfSlices => wanted
                .par_iter()
                .map(|(key, frame)| slice(making, form, *key, *frame))
                .collect(),
            Self::OfOne(key, file) => {
                let mut reader = BufReader::new(making.open(*key)?);
                let opened = match Opened::new(file, &mut reader) {
                    Ok(opened) => opened,
                    Err(_) => return slices(making, form, wanted),
                };
                wanted
                    .par_iter()
                    .map(|(_, frame)| {
                        let mut reader = BufReader::new(making.open(*key)?);
                        Ok(opened.encode(&mut reader, *frame, form))
                    })
                    .collect()
            }
        }
    }
}

/// The frames one by one, each with its own error.
fn slices(making: &Making<'_>, form: &Form, wanted: &[(Key, u32)]) -> io::Result<Vec<Encoded>> {
    let wanted = wanted.iter();
    wanted
        .map(|(key, frame)| slice(making, form, *key, *frame))
        .collect()
}

fn slice(making: &Making<'_>, form: &Form, key: Key, frame: u32) -> io::Result<Encoded> {
    let mut reader = BufReader::new(making.open(key)?);
    let Ok(file) = file::read(&mut reader, &ReadOptions::LENIENT) else {
        return Ok(Err(FrameError::Unreadable));
    };
    let opened = Opened::new(&file, &mut reader);
    Ok(opened.and_then(|opened| opened.encode(&mut reader, frame, form)))
}

/// A frame as a thumbnail, where it can be decoded.
pub(super) fn thumbnail(
    making: &Making<'_>,
    key: Key,
    frame: u32,
    form: &Form,
) -> io::Result<Option<Vec<u8>>> {
    let mut reader = BufReader::new(making.open(key)?);
    let file = file::read(&mut reader, &ReadOptions::LENIENT).ok();
    Ok(file.and_then(|file| viewer::thumbnail(&file, &mut reader, frame, form)))
}
