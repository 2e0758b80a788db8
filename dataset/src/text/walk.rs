//! The walk over bytes with ISO 2022 code extensions (PS3.5 6.1.2.5).

use dicom_core::VR;

use super::repertoire::{Repertoire, by_escape};

const ESC: u8 = 0x1B;

/// What G0 and G1 hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Active {
    pub(super) g0: Repertoire,
    pub(super) g1: Option<Repertoire>,
}

impl Active {
    pub(super) fn designate(&mut self, repertoire: Repertoire) {
        if repertoire.is_g0() {
            self.g0 = repertoire;
        } else {
            self.g1 = Some(repertoire);
        }
    }
}

/// One step of the walk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Step {
    /// Nothing to show: an escape sequence.
    Escape,
    /// A delimiter of the VR, or a control character.
    Control(char),
    /// A character.
    Character(char),
    /// Bytes that mean nothing in the active sets.
    Invalid,
}

/// Whether `byte` separates values or components of `vr`, so that the sets of value 1 become
/// active again (PS3.5 6.1.2.5.3).
pub(super) fn is_delimiter(byte: u8, vr: VR) -> bool {
    match vr {
        VR::ST | VR::LT | VR::UT => false,
        VR::PN => matches!(byte, b'\\' | b'^' | b'='),
        _ => byte == b'\\',
    }
}

/// Walks over a value; yields each step with the bytes that it took.
pub(super) struct Walk<'a> {
    bytes: &'a [u8],
    vr: VR,
    initial: Active,
    active: Active,
    /// The set of G1 when bytes above A0 come though nothing was designated.
    undesignated: Option<Repertoire>,
}

impl<'a> Walk<'a> {
    pub(super) fn new(
        bytes: &'a [u8],
        vr: VR,
        initial: Active,
        undesignated: Option<Repertoire>,
    ) -> Self {
        Self {
            bytes,
            vr,
            initial,
            active: initial,
            undesignated,
        }
    }

    fn step(&mut self, first: u8) -> (Step, usize) {
        match first {
            ESC => self.escape(),
            b'\r' | b'\n' | b'\t' | 0x0C => self.reset(first),
            0..0x20 | 0x7F => (Step::Control(char::from(first)), 1),
            b' ' => (Step::Character(' '), 1),
            0x21..0x7F => self.g0(first),
            0x80..0xA0 => (Step::Invalid, 1),
            _ => self.character(self.active.g1.or(self.undesignated), 0xA0),
        }
    }

    fn escape(&mut self) -> (Step, usize) {
        match by_escape(&self.bytes[1..]) {
            Some((repertoire, size)) => {
                self.active.designate(repertoire);
                (Step::Escape, 1 + size)
            }
            None => (Step::Invalid, 1),
        }
    }

    fn reset(&mut self, byte: u8) -> (Step, usize) {
        self.active = self.initial;
        (Step::Control(char::from(byte)), 1)
    }

    fn g0(&mut self, first: u8) -> (Step, usize) {
        if self.active.g0.width() == 1 && is_delimiter(first, self.vr) {
            return self.reset(first);
        }
        self.character(Some(self.active.g0), 0x21)
    }

    /// A character whose bytes are all `lowest` or above.
    fn character(&self, repertoire: Option<Repertoire>, lowest: u8) -> (Step, usize) {
        let Some(repertoire) = repertoire else {
            return (Step::Invalid, 1);
        };
        let width = repertoire.width();
        let whole = |code: &&[u8]| code.iter().all(|byte| *byte >= lowest);
        match self.bytes.get(..width).filter(whole) {
            None => (Step::Invalid, 1),
            Some(code) => {
                let decoded = repertoire.decode(code);
                (decoded.map_or(Step::Invalid, Step::Character), width)
            }
        }
    }
}

impl<'a> Iterator for Walk<'a> {
    type Item = (Step, &'a [u8]);

    fn next(&mut self) -> Option<Self::Item> {
        let (step, size) = self.step(*self.bytes.first()?);
        let (taken, rest) = self.bytes.split_at(size);
        self.bytes = rest;
        Some((step, taken))
    }
}
