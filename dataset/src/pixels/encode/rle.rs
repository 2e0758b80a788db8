//! RLE Lossless (PS3.5 Annex G).

use super::super::Frame;
use super::super::samples::bytes_of;

/// Bytes of the header: the number of segments and 15 offsets (PS3.5 G.5).
const HEADER: usize = 64;
/// The longest run, and the longest literal.
const LONGEST: usize = 128;

/// Encodes a frame: one segment for each byte of each sample, the most significant first.
pub(super) fn encode(frame: &Frame) -> Vec<u8> {
    let bytes = bytes_of(frame);
    if frame.bits_allocated == 1 {
        return assembled(&[packed(bytes.chunks(frame.columns as usize))]);
    }
    let width = usize::from(frame.bits_allocated / 8);
    let pixel = width * usize::from(frame.samples);
    let line = frame.columns as usize;
    let segments: Vec<Vec<u8>> = (0..pixel)
        .map(|index| {
            let place = index / width * width + (width - 1 - index % width);
            let plane: Vec<u8> = bytes.iter().skip(place).step_by(pixel).copied().collect();
            packed(plane.chunks(line))
        })
        .collect();
    assembled(&segments)
}

fn assembled(segments: &[Vec<u8>]) -> Vec<u8> {
    let mut out = Vec::with_capacity(HEADER);
    out.extend((segments.len() as u32).to_le_bytes());
    let mut offset = HEADER as u32;
    for segment in segments {
        out.extend(offset.to_le_bytes());
        offset += segment.len() as u32;
    }
    out.resize(HEADER, 0);
    segments.iter().for_each(|segment| out.extend(segment));
    out
}

/// PackBits, each row by itself, padded to even length (PS3.5 G.3.1, G.4).
fn packed<'a>(rows: impl Iterator<Item = &'a [u8]>) -> Vec<u8> {
    let mut out = Vec::new();
    rows.for_each(|row| pack_row(row, &mut out));
    if out.len() % 2 == 1 {
        out.push(0);
    }
    out
}

fn pack_row(row: &[u8], out: &mut Vec<u8>) {
    let mut at = 0;
    let mut literal = 0;
    while at < row.len() {
        let run = run_length(&row[at..]);
        // A run of two inside a literal saves nothing.
        if run < 3 {
            at += run;
            continue;
        }
        put_literal(&row[literal..at], out);
        out.extend([(257 - run) as u8, row[at]]);
        at += run;
        literal = at;
    }
    put_literal(&row[literal..], out);
}

fn run_length(rest: &[u8]) -> usize {
    let most = rest.len().min(LONGEST);
    rest[..most]
        .iter()
        .take_while(|byte| **byte == rest[0])
        .count()
}

fn put_literal(bytes: &[u8], out: &mut Vec<u8>) {
    for part in bytes.chunks(LONGEST) {
        out.push(part.len() as u8 - 1);
        out.extend(part);
    }
}
