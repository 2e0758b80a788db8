//! Presentation LUT: IDENTITY, LIN OD or a table (PS3.3 C.11.4, PS3.4 H.4.9).

use crate::within;
use std::sync::Arc;
use thiserror::Error;

/// A Presentation LUT as referenced by a film box or image box.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PresentationLut {
    /// The input is in P-Values.
    Identity,
    /// The input is linear in optical density from Min Density to Max Density.
    LinOd,
    /// The input is turned into P-Values by a table.
    Table(Lut),
}

impl PresentationLut {
    /// Reads Presentation LUT Shape (2050,0020). INVERSE is for softcopy only (PS3.3 C.11.6) and
    /// fails like every unknown shape.
    pub fn from_shape(shape: &str) -> Result<Self, InvalidPresentationLut> {
        match shape.trim_matches(' ') {
            "IDENTITY" => Ok(Self::Identity),
            "LIN OD" => Ok(Self::LinOd),
            other => Err(InvalidPresentationLut::Shape(other.into())),
        }
    }

    /// Whether the LUT may be referenced by pixels of this Bits Stored: shapes always, a table
    /// only when its entries are all possible inputs.
    pub fn matches_bits_stored(&self, bits_stored: u8) -> bool {
        match self {
            Self::Identity | Self::LinOd => true,
            Self::Table(lut) => lut.input_bits() == bits_stored,
        }
    }
}

/// Why a Presentation LUT is refused (status 0106).
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum InvalidPresentationLut {
    /// Presentation LUT Shape is neither IDENTITY nor LIN OD.
    #[error("presentation lut shape {0:?} is neither IDENTITY nor LIN OD")]
    Shape(String),
    /// LUT Descriptor has not three values.
    #[error("lut descriptor has {0} values, not 3")]
    DescriptorLength(usize),
    /// LUT Descriptor's first value is not 256 (8 bits stored) or 4096 (12 bits stored).
    #[error("lut descriptor claims {0} entries, neither 256 nor 4096")]
    Entries(u16),
    /// LUT Descriptor's second value is not 0.
    #[error("lut descriptor maps {0} first, not 0")]
    FirstMapped(u16),
    /// LUT Descriptor's third value is not 10 to 16.
    #[error("lut descriptor claims {0} bits per entry, not 10 to 16")]
    Bits(u16),
    /// LUT Data has another length than the descriptor says.
    #[error("lut data has {actual} entries, the descriptor claims {claimed}")]
    DataLength {
        /// Entries the descriptor claims.
        claimed: u16,
        /// Entries that came.
        actual: usize,
    },
    /// An entry does not fit into the bits of the descriptor.
    #[error("lut data entry {index} is {value}, more than {bits} bits hold")]
    Entry {
        /// Position in LUT Data, from 0.
        index: usize,
        /// The entry.
        value: u16,
        /// Bits per entry of the descriptor.
        bits: u8,
    },
}

/// A table from polarity values to P-Values. Cloning shares the data.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lut {
    bits: u8,
    data: Arc<[u16]>,
}

impl Lut {
    /// A table from LUT Descriptor (0028,3002) and LUT Data (0028,3006), the latter as 16-bit words
    /// (PS3.3 C.11.4.1: 16 bits allocated, high bit is bits stored - 1).
    pub fn new(descriptor: &[u16], data: &[u16]) -> Result<Self, InvalidPresentationLut> {
        let &[entries, first, bits] = descriptor else {
            return Err(InvalidPresentationLut::DescriptorLength(descriptor.len()));
        };
        let bits = check_descriptor(entries, first, bits)?;
        if data.len() != usize::from(entries) {
            return Err(InvalidPresentationLut::DataLength {
                claimed: entries,
                actual: data.len(),
            });
        }
        check_entries(data, bits)?;
        Ok(Self {
            bits,
            data: data.into(),
        })
    }

    /// Bits Stored of the pixels this table is for: 8 or 12.
    pub fn input_bits(&self) -> u8 {
        self.data.len().ilog2() as u8
    }

    /// Bits per entry, 10 to 16.
    pub fn output_bits(&self) -> u8 {
        self.bits
    }

    /// The entries.
    pub fn data(&self) -> &[u16] {
        &self.data
    }

    /// P-Value, 0 to 1, of an input from 0 to 1 (clamped; NaN is 0).
    ///
    /// An input of the table's own depth meets its entry exactly. Pixels of other depths, which
    /// only a per-AE quirk admits, are stretched over the table and interpolated.
    pub fn p_value(&self, input: f64) -> f64 {
        let last = self.data.len() - 1;
        let position = within(input, 0.0, 1.0) * last as f64;
        let below = (libm::floor(position + 1e-9) as usize).min(last);
        let fraction = (position - below as f64).max(0.0);
        let entry = |index: usize| f64::from(self.data[index.min(last)]);
        let value = entry(below) + fraction * (entry(below + 1) - entry(below));
        value / f64::from(max_of_bits(self.bits))
    }
}

/// Largest value of so many bits, at most 16.
pub(crate) fn max_of_bits(bits: u8) -> u16 {
    u16::MAX >> (16 - bits.min(16))
}

fn check_descriptor(entries: u16, first: u16, bits: u16) -> Result<u8, InvalidPresentationLut> {
    match (entries, first, bits) {
        (256 | 4096, 0, 10..=16) => Ok(bits as u8),
        (256 | 4096, 0, _) => Err(InvalidPresentationLut::Bits(bits)),
        (256 | 4096, _, _) => Err(InvalidPresentationLut::FirstMapped(first)),
        _ => Err(InvalidPresentationLut::Entries(entries)),
    }
}

fn check_entries(data: &[u16], bits: u8) -> Result<(), InvalidPresentationLut> {
    let limit = max_of_bits(bits);
    match data.iter().position(|&value| value > limit) {
        None => Ok(()),
        Some(index) => Err(InvalidPresentationLut::Entry {
            index,
            value: data[index],
            bits,
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ramp(entries: u16, bits: u8) -> Vec<u16> {
        let scale = f64::from(max_of_bits(bits)) / f64::from(entries - 1);
        (0..entries)
            .map(|i| libm::round(f64::from(i) * scale) as u16)
            .collect()
    }

    #[test]
    fn shapes() {
        assert_eq!(
            PresentationLut::from_shape("IDENTITY "),
            Ok(PresentationLut::Identity)
        );
        assert_eq!(
            PresentationLut::from_shape("LIN OD"),
            Ok(PresentationLut::LinOd)
        );
    }

    #[test]
    fn refusals_name_the_value() {
        let mut spiked = ramp(256, 10);
        spiked[7] = 1024;
        let refused = [
            PresentationLut::from_shape("INVERSE").map(|_| ()),
            Lut::new(&[256, 0], &[]).map(|_| ()),
            Lut::new(&[0, 0, 12], &[]).map(|_| ()),
            Lut::new(&[1024, 0, 12], &ramp(1024, 12)).map(|_| ()),
            Lut::new(&[256, 1, 12], &ramp(256, 12)).map(|_| ()),
            Lut::new(&[256, 0, 9], &ramp(256, 9)).map(|_| ()),
            Lut::new(&[256, 0, 17], &ramp(256, 16)).map(|_| ()),
            Lut::new(&[4096, 0, 16], &ramp(256, 16)).map(|_| ()),
            Lut::new(&[256, 0, 10], &spiked).map(|_| ()),
        ];
        let words: Vec<_> = refused.map(|r| r.unwrap_err().to_string()).into();
        insta::assert_snapshot!(words.join("\n"), @r#"
        presentation lut shape "INVERSE" is neither IDENTITY nor LIN OD
        lut descriptor has 2 values, not 3
        lut descriptor claims 0 entries, neither 256 nor 4096
        lut descriptor claims 1024 entries, neither 256 nor 4096
        lut descriptor maps 1 first, not 0
        lut descriptor claims 9 bits per entry, not 10 to 16
        lut descriptor claims 17 bits per entry, not 10 to 16
        lut data has 256 entries, the descriptor claims 4096
        lut data entry 7 is 1024, more than 10 bits hold
        "#);
    }

    #[test]
    fn every_entry_is_met_exactly() {
        for (entries, bits) in [(256, 10), (256, 16), (4096, 12), (4096, 16)] {
            let lut = Lut::new(&[entries, 0, bits], &ramp(entries, bits as u8)).unwrap();
            for (i, &value) in lut.data().iter().enumerate() {
                let got = lut.p_value(i as f64 / f64::from(entries - 1));
                let want = f64::from(value) / f64::from(max_of_bits(bits as u8));
                assert!((got - want).abs() < 1e-12, "entry {i} of {entries}");
            }
        }
    }

    #[test]
    fn other_depths_are_stretched_over_the_table() {
        let lut = Lut::new(&[256, 0, 16], &ramp(256, 16)).unwrap();
        for stored in [0.0, 1.0, 500.0, 1023.0] {
            let input = stored / 1023.0;
            assert!((lut.p_value(input) - input).abs() < 1e-5);
        }
        assert_eq!((lut.p_value(-3.0), lut.p_value(f64::NAN)), (0.0, 0.0));
        assert_eq!(lut.p_value(9.0), 1.0);
    }

    #[test]
    fn tables_match_their_depth_only() {
        let lut = PresentationLut::Table(Lut::new(&[4096, 0, 12], &ramp(4096, 12)).unwrap());
        assert!(lut.matches_bits_stored(12) && !lut.matches_bits_stored(8));
        assert!(PresentationLut::LinOd.matches_bits_stored(10));
    }
}
