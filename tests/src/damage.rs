//! Damage to recorded conversations, chosen by a seed.

use crate::random::Random;
use crate::record::Recording;

/// Most damages of one conversation: more and it is over at the first PDU.
const MAX_DAMAGES: usize = 4;
/// Values that length fields lie with.
const LIES: &[u32] = &[
    0,
    1,
    2,
    3,
    5,
    6,
    7,
    8,
    127,
    128,
    255,
    256,
    4095,
    0x7FFF,
    0x8000,
    0xFFFF,
    0x1_0000,
    0x10_0000,
    0x4000_0000,
    0x7FFF_FFFF,
    0x8000_0000,
    0xFFFF_FFFE,
    0xFFFF_FFFF,
];

/// A recorded conversation with one to `MAX_DAMAGES` damages.
pub fn damaged(recordings: &[Recording], random: &mut Random) -> Vec<u8> {
    let recording = random.choose(recordings);
    let mut bytes = match random.below(4) {
        0 => spliced(recording, random.choose(recordings), random),
        1 => reordered(recording, random),
        _ => recording.bytes.clone(),
    };
    for _ in 0..=random.below(MAX_DAMAGES) {
        damage(&mut bytes, random);
    }
    bytes
}

/// The front of one conversation and the back of another, cut between PDUs.
fn spliced(front: &Recording, back: &Recording, random: &mut Random) -> Vec<u8> {
    let front_cut = *random.choose(&front.boundaries());
    let back_cut = *random.choose(&back.boundaries());
    [&front.bytes[..front_cut], &back.bytes[back_cut..]].concat()
}

/// PDUs doubled, left out, and in the wrong order.
fn reordered(recording: &Recording, random: &mut Random) -> Vec<u8> {
    let boundaries = recording.boundaries();
    let mut pdus: Vec<&[u8]> = boundaries
        .windows(2)
        .map(|pair| &recording.bytes[pair[0]..pair[1]])
        .collect();
    for _ in 0..=random.below(3) {
        let (one, other) = (random.below(pdus.len()), random.below(pdus.len()));
        match random.below(3) {
            0 => pdus.insert(other, pdus[one]),
            1 => pdus.swap(one, other),
            _ if pdus.len() > 1 => drop(pdus.remove(one)),
            _ => {}
        }
    }
    pdus.concat()
}

fn damage(bytes: &mut Vec<u8>, random: &mut Random) {
    let at = random.below(bytes.len());
    let Some(byte) = bytes.get_mut(at) else {
        return;
    };
    match random.below(8) {
        0 | 1 => *byte ^= 1 << random.below(8),
        2 => *byte = random.bits() as u8,
        3 => lie(bytes, at, random),
        4 => lie_about_a_pdu(bytes, random),
        5 => bytes.truncate(at),
        6 => {
            let end = (at + 1 + random.below(64)).min(bytes.len());
            bytes.drain(at..end);
        }
        _ => {
            let end = (at + 1 + random.below(64)).min(bytes.len());
            let again = bytes[at..end].to_vec();
            bytes.splice(at..at, again);
        }
    }
}

/// Overwrites two or four bytes with a length, in either byte order.
fn lie(bytes: &mut [u8], at: usize, random: &mut Random) {
    let lie = *random.choose(LIES);
    let (little, big) = (lie.to_le_bytes(), lie.to_be_bytes());
    let value: &[u8] = match random.below(4) {
        0 => &little,
        1 => &big,
        2 => &little[..2],
        _ => &big[2..],
    };
    for (byte, new) in bytes[at..].iter_mut().zip(value) {
        *byte = *new;
    }
}

/// The length field of a PDU, or of the PDV in it.
fn lie_about_a_pdu(bytes: &mut [u8], random: &mut Random) {
    let starts: Vec<usize> = pdu_starts(bytes);
    let at = random.choose(&starts) + random.choose(&[2, 6]);
    let lie = random.choose(LIES).to_be_bytes();
    if let Some(field) = bytes.get_mut(at..at + 4) {
        field.copy_from_slice(&lie);
    }
}

fn pdu_starts(bytes: &[u8]) -> Vec<usize> {
    let mut starts = vec![0];
    let mut at = 0;
    while let Some(length) = bytes.get(at + 2..at + 6) {
        let length = length
            .iter()
            .fold(0, |sum, byte| sum << 8 | usize::from(*byte));
        at = at + 6 + length;
        if at >= bytes.len() {
            break;
        }
        starts.push(at);
    }
    starts
}

/// Bytes in the pieces in which they arrive: whole, in packets, or one by one.
pub struct Chunks<'a> {
    rest: &'a [u8],
    size: usize,
}

impl<'a> Chunks<'a> {
    /// Pieces of a size that `random` chooses.
    pub fn new(bytes: &'a [u8], random: &mut Random) -> Self {
        let size = *random.choose(&[1, 7, 100, 1460, usize::MAX]);
        Self { rest: bytes, size }
    }

    /// Pieces of so many bytes where smaller ones were chosen.
    pub fn at_least(&mut self, size: usize) {
        self.size = self.size.max(size);
    }
}

impl<'a> Iterator for Chunks<'a> {
    type Item = &'a [u8];

    fn next(&mut self) -> Option<&'a [u8]> {
        let (piece, rest) = self.rest.split_at(self.size.min(self.rest.len()));
        self.rest = rest;
        (!piece.is_empty()).then_some(piece)
    }
}
