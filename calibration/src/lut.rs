//! The whole grayscale chain as one table from stored value to output.

use crate::density::{DensityHundredths, DensityRange, ViewingCondition};
use crate::display::FilmOnDisplay;
use crate::presentation_lut::max_of_bits;
use crate::tone::{PValueScale, Tone};
use thiserror::Error;

/// Which end of the pixel values is black (PS3.3 C.7.6.3.1.2).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PhotometricInterpretation {
    /// The least value is white.
    Monochrome1,
    /// The least value is black.
    Monochrome2,
}

/// Polarity (2020,0020) of the image box: shown as the photometric interpretation says, or
/// opposite (PS3.4 H.2.1.2.2).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Polarity {
    /// As the photometric interpretation says.
    #[default]
    Normal,
    /// Black and white exchanged.
    Reverse,
}

/// Bits Stored outside 8 to 16.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("bits stored {0} is not within 8 to 16")]
pub struct InvalidBitsStored(pub u8);

/// How stored values are written. The standard's print pixels are 8 or 12 bits, unsigned; the
/// other depths and signed values are for per-AE quirks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct StoredPixels {
    bits_stored: u8,
    signed: bool,
    photometric_interpretation: PhotometricInterpretation,
}

impl StoredPixels {
    /// Pixels of 8 to 16 bits stored; `signed` is Pixel Representation 1, two's complement.
    pub fn new(
        bits_stored: u8,
        signed: bool,
        photometric_interpretation: PhotometricInterpretation,
    ) -> Result<Self, InvalidBitsStored> {
        if !(8..=16).contains(&bits_stored) {
            return Err(InvalidBitsStored(bits_stored));
        }
        Ok(Self {
            bits_stored,
            signed,
            photometric_interpretation,
        })
    }

    /// Bits Stored, 8 to 16.
    pub fn bits_stored(self) -> u8 {
        self.bits_stored
    }

    /// Entries of this chain's tables: 2 to the Bits Stored.
    pub fn entries(self) -> usize {
        1 << self.bits_stored
    }

    /// Mask that turns an allocated word into an index of the tables: its low Bits Stored bits.
    pub fn mask(self) -> u16 {
        max_of_bits(self.bits_stored)
    }

    /// Polarity value, 0 (black) to 1 (white), of a bit pattern below [`StoredPixels::entries`].
    fn polarity_value(self, pattern: usize, polarity: Polarity) -> f64 {
        // Two's complement order is unsigned order with the sign bit flipped.
        let sign_bit = usize::from(self.signed) << (self.bits_stored - 1);
        let (value, last) = (pattern ^ sign_bit, self.entries() - 1);
        // Turned as an integer, so that MONOCHROME1 mirrors MONOCHROME2 to the last bit.
        let value = match (self.photometric_interpretation, polarity) {
            (PhotometricInterpretation::Monochrome2, Polarity::Normal)
            | (PhotometricInterpretation::Monochrome1, Polarity::Reverse) => value,
            _ => last - value,
        };
        value as f64 / last as f64
    }
}

/// Units of a density table for an imager or a relay.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DensityCodes {
    /// Hundredths of OD.
    Hundredths,
    /// 0 is the range's min, 65535 its max density; beyond is clamped.
    FullScale(DensityRange),
}

impl DensityCodes {
    /// Code of an optical density, rounded.
    pub fn code(self, density: f64) -> u16 {
        match self {
            Self::Hundredths => DensityHundredths::from_optical_density(density).0,
            Self::FullScale(range) => to_16_bits(range.fraction(density)),
        }
    }
}

/// 0 to 1 as 0 to 65535, rounded.
pub(crate) fn to_16_bits(fraction: f64) -> u16 {
    libm::round(fraction * f64::from(u16::MAX)) as u16
}

/// Everything that decides the density of a grayscale image box's pixels.
#[derive(Clone, Debug, PartialEq)]
pub struct GrayscaleChain {
    /// How values are stored.
    pub pixels: StoredPixels,
    /// Polarity of the image box.
    pub polarity: Polarity,
    /// Presentation LUT, curve or default.
    pub tone: Tone,
    /// Min and Max Density of the image box, within the printer's limits.
    pub density: DensityRange,
    /// Illumination and Reflected Ambient Light.
    pub viewing: ViewingCondition,
}

impl GrayscaleChain {
    /// Optical density of every stored bit pattern: [`StoredPixels::entries`] values, indexed by
    /// the word masked with [`StoredPixels::mask`], for signed pixels too.
    pub fn densities(&self) -> Vec<f64> {
        let scale = PValueScale::new(self.density, self.viewing);
        let density = |pattern| {
            let value = self.pixels.polarity_value(pattern, self.polarity);
            self.tone.density(value, &scale)
        };
        (0..self.pixels.entries()).map(density).collect()
    }

    /// The table for an imager or relay; index as [`GrayscaleChain::densities`].
    pub fn density_lut(&self, codes: DensityCodes) -> Vec<u16> {
        let densities = self.densities();
        densities.into_iter().map(|d| codes.code(d)).collect()
    }

    /// The table for PDF and PNG: 16-bit gray of the target display; index as
    /// [`GrayscaleChain::densities`].
    pub fn display_lut(&self, film: &FilmOnDisplay) -> Vec<u16> {
        let densities = self.densities();
        densities.into_iter().map(|d| film.gray(d)).collect()
    }
}
