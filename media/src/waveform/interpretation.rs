//! Waveform Sample Interpretation (PS3.3 C.10.9.1.5): bytes of a sample, and the number in them.

/// How samples are coded.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Interpretation {
    /// Bytes of a sample.
    pub(crate) bytes: usize,
    /// The number in a sample's bytes, of which there are as many.
    pub(crate) number: fn(&[u8]) -> f64,
}

impl Interpretation {
    /// By its term; by Waveform Bits Allocated where there is none.
    pub(crate) fn of(term: &str, bits_allocated: u16) -> Option<Self> {
        let by_term = KINDS.iter().find(|(known, _)| *known == term);
        let fits =
            |kind: &&Kind| term.is_empty() && kind.1.bytes * 8 == usize::from(bits_allocated);
        by_term
            .or_else(|| KINDS.iter().find(fits))
            .map(|(_, kind)| *kind)
    }
}

type Kind = (&'static str, Interpretation);

const fn kind(term: &'static str, bytes: usize, number: fn(&[u8]) -> f64) -> Kind {
    (term, Interpretation { bytes, number })
}

/// The first of a width is what samples without a term are.
const KINDS: &[Kind] = &[
    kind("UB", 1, |b| f64::from(b[0])),
    kind("SB", 1, |b| f64::from(b[0].cast_signed())),
    kind("MB", 1, |b| mu_law(b[0])),
    kind("AB", 1, |b| a_law(b[0])),
    kind("SS", 2, |b| f64::from(i16::from_le_bytes([b[0], b[1]]))),
    kind("US", 2, |b| f64::from(u16::from_le_bytes([b[0], b[1]]))),
    kind("SL", 4, |b| {
        f64::from(i32::from_le_bytes([b[0], b[1], b[2], b[3]]))
    }),
    kind("UL", 4, |b| {
        f64::from(u32::from_le_bytes([b[0], b[1], b[2], b[3]]))
    }),
];

/// Companded sound (ITU-T G.711).
fn mu_law(byte: u8) -> f64 {
    let code = i32::from(!byte);
    let magnitude = ((((code & 15) << 3) + 132) << ((code >> 4) & 7)) - 132;
    f64::from(if code & 128 != 0 {
        -magnitude
    } else {
        magnitude
    })
}

/// Companded sound (ITU-T G.711).
fn a_law(byte: u8) -> f64 {
    let code = i32::from(byte ^ 0x55);
    let (mantissa, segment) = ((code & 15) << 4, (code >> 4) & 7);
    let magnitude = match segment {
        0 => mantissa + 8,
        _ => (mantissa + 264) << (segment - 1),
    };
    f64::from(if code & 128 != 0 {
        magnitude
    } else {
        -magnitude
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn companded_silence_is_silence_and_loud_is_loud() {
        assert_eq!((mu_law(0xFF), mu_law(0x7F)), (0.0, 0.0));
        assert_eq!((mu_law(0x80), mu_law(0x00)), (32_124.0, -32_124.0));
        assert_eq!((a_law(0xD5), a_law(0x55)), (8.0, -8.0));
        assert_eq!((a_law(0xAA), a_law(0x2A)), (32_256.0, -32_256.0));
    }

    #[test]
    fn samples_without_a_term_are_known_by_their_width() {
        assert_eq!(Interpretation::of("", 16).map(|kind| kind.bytes), Some(2));
        assert_eq!(Interpretation::of("SL", 16).map(|kind| kind.bytes), Some(4));
        assert!(Interpretation::of("", 12).is_none());
        assert!(Interpretation::of("XX", 16).is_none());
    }
}
