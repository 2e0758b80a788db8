//! Encapsulated Pixel Data: which fragments make a frame (PS3.5 A.4).

use std::io;
use std::ops::Range;

use super::error::PixelError;

/// Fragments that are looked at: a cine run of 100,000 frames has as many.
const MAX_FRAGMENTS: usize = 1 << 20;
/// Bytes of an item header.
const HEADER: u64 = 8;

/// Reads bytes at an offset of encapsulated Pixel Data.
pub(super) type ReadAt<'a> = dyn FnMut(u64, &mut [u8]) -> io::Result<()> + 'a;

/// Where fragments are.
struct Fragments {
    /// Bytes of each fragment, the offset table's not among them.
    ranges: Vec<Range<u64>>,
    table: Range<u64>,
}

/// Which fragments make which frame.
#[derive(Debug)]
pub(super) struct Index {
    ranges: Vec<Range<u64>>,
    /// The first fragment of each frame.
    starts: Vec<usize>,
}

impl Index {
    /// Looks through encapsulated Pixel Data of `length` bytes once.
    pub(super) fn of(read: &mut ReadAt<'_>, length: u64, frames: u32) -> Result<Self, PixelError> {
        let fragments = walk(read, length)?.ok_or(PixelError::Fragments(frames))?;
        let starts = starts(read, &fragments, frames)?;
        Ok(Self {
            ranges: fragments.ranges,
            starts,
        })
    }

    /// The compressed bytes of one frame.
    pub(super) fn frame(&self, read: &mut ReadAt<'_>, frame: u32) -> Result<Vec<u8>, PixelError> {
        let missing = || PixelError::Fragments(self.starts.len() as u32);
        let index = frame as usize;
        let start = *self.starts.get(index).ok_or_else(missing)?;
        let end = self.starts.get(index + 1).copied();
        let wanted = start..end.unwrap_or(self.ranges.len());
        let mut bytes = Vec::new();
        for range in self.ranges.get(wanted).into_iter().flatten() {
            let start = bytes.len();
            // The range lies within bytes that were received, so this is no mere claim.
            bytes.resize(start + (range.end - range.start) as usize, 0);
            read(range.start, &mut bytes[start..])?;
        }
        if bytes.is_empty() {
            Err(missing())
        } else {
            Ok(bytes)
        }
    }
}

/// All fragments; `None` when there are none, or more than are looked at.
fn walk(read: &mut ReadAt<'_>, length: u64) -> Result<Option<Fragments>, PixelError> {
    let mut ranges = Vec::new();
    let mut at = 0;
    while at + HEADER <= length && ranges.len() <= MAX_FRAGMENTS {
        let mut header = [0; HEADER as usize];
        read(at, &mut header)?;
        let [_, _, _, _, a, b, c, d] = header;
        let start = at + HEADER;
        let end = start + u64::from(u32::from_le_bytes([a, b, c, d]));
        // The last fragment of a damaged file may be cut.
        ranges.push(start..end.min(length));
        at = end;
    }
    if ranges.len() < 2 || ranges.len() > MAX_FRAGMENTS {
        return Ok(None);
    }
    let table = ranges.remove(0);
    Ok(Some(Fragments { ranges, table }))
}

/// The first fragment of each frame.
fn starts(
    read: &mut ReadAt<'_>,
    fragments: &Fragments,
    frames: u32,
) -> Result<Vec<usize>, PixelError> {
    let count = fragments.ranges.len();
    if frames == 1 {
        return Ok(vec![0]);
    }
    if count == frames as usize {
        return Ok((0..count).collect());
    }
    let starts = match by_table(read, fragments, frames)? {
        Some(starts) => starts,
        None => by_first_bytes(read, fragments)?,
    };
    if starts.len() == frames as usize {
        Ok(starts)
    } else {
        Err(PixelError::Fragments(frames))
    }
}

/// The first fragment of each frame by the Basic Offset Table, where it is right.
fn by_table(
    read: &mut ReadAt<'_>,
    fragments: &Fragments,
    frames: u32,
) -> Result<Option<Vec<usize>>, PixelError> {
    let size = fragments.table.end - fragments.table.start;
    if size != u64::from(frames) * 4 {
        return Ok(None);
    }
    let mut table = vec![0; size as usize];
    read(fragments.table.start, &mut table)?;
    // Offsets count from the first item after the table.
    let base = fragments.table.end + HEADER;
    let starts = table
        .chunks_exact(4)
        .map(|b| u32::from_le_bytes([b[0], b[1], b[2], b[3]]));
    let find = |offset: u32| {
        let wanted = base + u64::from(offset);
        fragments
            .ranges
            .binary_search_by_key(&wanted, |range| range.start)
            .ok()
    };
    let starts: Option<Vec<usize>> = starts.map(find).collect();
    Ok(starts.filter(|starts| starts.is_sorted()))
}

/// The fragments that begin an image: SOI of JPEG and JPEG-LS, SOC of JPEG 2000.
fn by_first_bytes(read: &mut ReadAt<'_>, fragments: &Fragments) -> Result<Vec<usize>, PixelError> {
    let mut starts = Vec::new();
    for (index, range) in fragments.ranges.iter().enumerate() {
        let mut first = [0; 3];
        if range.end - range.start >= 3 {
            read(range.start, &mut first)?;
        }
        if matches!(first, [0xFF, 0xD8, 0xFF] | [0xFF, 0x4F, 0xFF]) {
            starts.push(index);
        }
    }
    Ok(starts)
}
