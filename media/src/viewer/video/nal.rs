//! NAL units of a byte stream (ITU-T H.264 Annex B), cut out as bytes come in.

/// Bytes of a unit: an uncompressed picture of 4096 x 2304.
const MAX_UNIT: usize = 32 << 20;

/// Whether bytes begin as a byte stream: zeros, then a start code, then a unit that may stand
/// first (slice, parameters, delimiter, SEI).
pub(super) fn is_byte_stream(bytes: &[u8]) -> bool {
    let zeros = bytes.iter().take_while(|byte| **byte == 0).count();
    let kind = bytes.get(zeros + 1).map(|byte| byte & 0x1F);
    zeros >= 2 && bytes.get(zeros) == Some(&1) && matches!(kind, Some(1 | 5..=9))
}

/// Cuts units out.
#[derive(Debug, Default)]
pub(super) struct Units {
    /// Bytes since the last start code; before the first one, what may be the beginning of it.
    bytes: Vec<u8>,
    started: bool,
    zeros: usize,
}

impl Units {
    /// Takes bytes in; gives each unit that is complete, without start code and trailing zeros.
    /// One that is too long is left out.
    pub(super) fn push<E>(
        &mut self,
        bytes: &[u8],
        unit: &mut dyn FnMut(&[u8]) -> Result<(), E>,
    ) -> Result<(), E> {
        for byte in bytes {
            match (*byte, self.zeros) {
                (1, 2..) => {
                    self.end(unit)?;
                    self.started = true;
                }
                (0, _) => {
                    self.zeros += 1;
                    continue;
                }
                (other, zeros) => {
                    if self.started && self.bytes.len() <= MAX_UNIT {
                        self.bytes.resize(self.bytes.len() + zeros, 0);
                        self.bytes.push(other);
                    }
                }
            }
            self.zeros = 0;
        }
        Ok(())
    }

    /// Whether a unit is under way.
    pub(super) fn is_open(&self) -> bool {
        self.started && !self.bytes.is_empty()
    }

    /// The last unit.
    pub(super) fn end<E>(&mut self, unit: &mut dyn FnMut(&[u8]) -> Result<(), E>) -> Result<(), E> {
        let sound = self.started && !self.bytes.is_empty() && self.bytes.len() <= MAX_UNIT;
        let given = if sound { unit(&self.bytes) } else { Ok(()) };
        self.bytes.clear();
        self.zeros = 0;
        given
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn units(pieces: &[&[u8]]) -> Vec<Vec<u8>> {
        let (mut units, mut found) = (Units::default(), Vec::new());
        let mut keep = |unit: &[u8]| -> Result<(), ()> {
            found.push(unit.to_vec());
            Ok(())
        };
        for piece in pieces {
            units.push(piece, &mut keep).expect("kept");
        }
        units.end(&mut keep).expect("kept");
        found
    }

    #[test]
    fn units_are_found_wherever_pieces_are_cut() {
        let stream = [
            0, 0, 0, 1, 0x67, 1, 0, 0, 3, 9, 0, 0, 1, 0x68, 0, 7, 0, 0, 0, 1, 0x65, 5,
        ];
        let expected: Vec<Vec<u8>> =
            vec![vec![0x67, 1, 0, 0, 3, 9], vec![0x68, 0, 7], vec![0x65, 5]];
        for cut in 0..stream.len() {
            assert_eq!(
                units(&[&stream[..cut], &stream[cut..]]),
                expected,
                "cut at {cut}"
            );
        }
        assert!(is_byte_stream(&stream));
        assert!(!is_byte_stream(&[0, 0, 0, 24, b'f', b't']) && !is_byte_stream(&[0, 0]));
    }
}
