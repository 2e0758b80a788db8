//! A film on a screen: optical density to the gray of a PDF or PNG.
//!
//! A light box shows film between about 12 and 1272 cd/m2, an office screen reaches 250. Scaling
//! luminance down in proportion would keep neither the number nor the evenness of visible steps:
//! the eye's threshold is not proportional in the dark, so shadows would sink. The mapping
//! therefore goes through the JND index, as a softcopy of the same P-Values would
//! (PS3.14 clause 6 and 7): the film's black is the screen's black, its white the screen's white,
//! and equal steps of JND on film are equal steps of JND on screen.
//!
//! ```text
//! density -> luminance on the light box -> JND index -> share of the film's JND span
//!         -> same share of the screen's JND span -> luminance on screen -> encoded gray
//! ```

use crate::density::{DensityHundredths, DensityRange, ViewingCondition};
use crate::gsdf;
use crate::lut::to_16_bits;
use crate::tone::PValueScale;
use thiserror::Error;

/// How a screen turns code values into light.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum DisplayEncoding {
    /// The transfer function of IEC 61966-2-1 (sRGB): office screens, and the profiles of [`crate::icc`].
    Srgb,
    /// The screen is calibrated to the Grayscale Standard Display Function: codes are P-Values.
    GsdfCalibrated,
    /// A power function with this exponent, 1 to 4.
    Gamma(f64),
}

/// Why a target display was refused.
#[derive(Clone, Copy, Debug, PartialEq, Error)]
pub enum InvalidTargetDisplay {
    /// Black and white luminance are not in the function's range, or not in order.
    #[error("display luminance {min} to {max} cd/m2 is no range within 0.05 to 3993")]
    Luminance {
        /// Luminance of black.
        min: f64,
        /// Luminance of white.
        max: f64,
    },
    /// The exponent is not 1 to 4.
    #[error("display gamma {0} is not within 1 to 4")]
    Gamma(f64),
}

/// The screen for which PDF and PNG are made.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TargetDisplay {
    luminance_min: f64,
    luminance_max: f64,
    encoding: DisplayEncoding,
}

impl Default for TargetDisplay {
    /// An office screen with sRGB encoding, black 0.8 and white 250 cd/m2: the usual white of such
    /// panels, and about the 300 to 1 that they keep once the room's reflection is counted. A
    /// darker black would spend code values on steps which the room hides.
    fn default() -> Self {
        Self {
            luminance_min: 0.8,
            luminance_max: 250.0,
            encoding: DisplayEncoding::Srgb,
        }
    }
}

impl TargetDisplay {
    /// A screen from the luminance in cd/m2 of its black and white, room light included, and its
    /// encoding.
    pub fn new(
        luminance_min: f64,
        luminance_max: f64,
        encoding: DisplayEncoding,
    ) -> Result<Self, InvalidTargetDisplay> {
        let (min, max) = (luminance_min, luminance_max);
        // The function's exact end is 0.049982; 0.05 is the standard's word for it.
        let in_order = min >= 0.05 && min < max && max <= gsdf::luminance(gsdf::JND_INDEX_MAX);
        if !in_order {
            return Err(InvalidTargetDisplay::Luminance { min, max });
        }
        match encoding {
            DisplayEncoding::Gamma(gamma) if !(1.0..=4.0).contains(&gamma) => {
                Err(InvalidTargetDisplay::Gamma(gamma))
            }
            _ => Ok(Self {
                luminance_min,
                luminance_max,
                encoding,
            }),
        }
    }

    /// Luminance of black, cd/m2.
    pub fn luminance_min(&self) -> f64 {
        self.luminance_min
    }

    /// Luminance of white, cd/m2.
    pub fn luminance_max(&self) -> f64 {
        self.luminance_max
    }

    /// How codes become light.
    pub fn encoding(&self) -> DisplayEncoding {
        self.encoding
    }

    /// The driving level, 0 to 1, of a P-Value, 0 to 1: its share of the screen's JND span.
    pub fn driving_level(&self, p_value: f64) -> f64 {
        let (low, high) = (
            gsdf::jnd_index(self.luminance_min),
            gsdf::jnd_index(self.luminance_max),
        );
        self.encoded(gsdf::luminance(low + p_value * (high - low)), p_value)
    }

    /// Encoded gray, 0 to 1, of a luminance, which is at a share of the screen's JND span.
    fn encoded(&self, luminance: f64, share: f64) -> f64 {
        let (min, max) = (self.luminance_min, self.luminance_max);
        // Light above the screen's black, over white above black.
        let light = ((luminance - min) / (max - min)).clamp(0.0, 1.0);
        match self.encoding {
            DisplayEncoding::GsdfCalibrated => share,
            DisplayEncoding::Srgb => srgb_encode(light),
            DisplayEncoding::Gamma(gamma) => libm::pow(light, 1.0 / gamma),
        }
    }
}

/// A film's densities as grays of a target display.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct FilmOnDisplay {
    film: PValueScale,
    display: TargetDisplay,
    j_min: f64,
    j_max: f64,
}

impl FilmOnDisplay {
    /// The mapping of one film. `film` is the range whose ends become the screen's white and black:
    /// the film box's Min and Max Density in force, united with those of its image boxes, so that
    /// all images and borders of a film share one scale. Densities beyond are clamped.
    pub fn new(film: DensityRange, viewing: ViewingCondition, display: TargetDisplay) -> Self {
        Self {
            film: PValueScale::new(film, viewing),
            display,
            j_min: gsdf::jnd_index(display.luminance_min),
            j_max: gsdf::jnd_index(display.luminance_max),
        }
    }

    /// 16-bit gray of an optical density: 0 is black, 65535 white.
    pub fn gray(&self, density: f64) -> u16 {
        to_16_bits(self.encoded(self.film.p_value(density)))
    }

    /// Luminance in cd/m2 that the screen shows for an optical density.
    pub fn screen_luminance(&self, density: f64) -> f64 {
        self.luminance_at(self.film.p_value(density))
    }

    fn luminance_at(&self, share: f64) -> f64 {
        gsdf::luminance(self.j_min + share * (self.j_max - self.j_min))
    }

    /// Encoded gray, 0 to 1, at a share of the screen's JND span.
    fn encoded(&self, share: f64) -> f64 {
        self.display.encoded(self.luminance_at(share), share)
    }

    /// 16-bit gray of a density in hundredths: borders, empty boxes, trim.
    pub fn gray_of_hundredths(&self, density: DensityHundredths) -> u16 {
        self.gray(density.optical_density())
    }

    /// The target display.
    pub fn display(&self) -> TargetDisplay {
        self.display
    }
}

/// Encodes linear light, 0 to 1, as sRGB (IEC 61966-2-1).
pub fn srgb_encode(linear: f64) -> f64 {
    if linear <= 0.003_130_8 {
        12.92 * linear
    } else {
        1.055 * libm::pow(linear, 1.0 / 2.4) - 0.055
    }
}

/// Linear light, 0 to 1, of an sRGB value (IEC 61966-2-1).
pub fn srgb_decode(encoded: f64) -> f64 {
    if encoded <= 0.040_45 {
        encoded / 12.92
    } else {
        libm::pow((encoded + 0.055) / 1.055, 2.4)
    }
}

/// A 16-bit gray of [`FilmOnDisplay`] as 8-bit sRGB, for borders and text on colour films. Exact
/// when the display's encoding is [`DisplayEncoding::Srgb`]; colour pixels themselves never pass
/// through densities.
pub fn gray_to_srgb8(gray: u16) -> [u8; 3] {
    // 65535 / 255 is 257 exactly; adding half of it rounds.
    [((u32::from(gray) + 128) / 257) as u8; 3]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn film() -> DensityRange {
        DensityRange::new(DensityHundredths(20), DensityHundredths(300)).unwrap()
    }

    fn on(display: TargetDisplay) -> FilmOnDisplay {
        FilmOnDisplay::new(film(), ViewingCondition::TRANSMISSIVE, display)
    }

    #[test]
    fn ends_of_the_film_are_ends_of_the_screen() {
        for encoding in [
            DisplayEncoding::Srgb,
            DisplayEncoding::GsdfCalibrated,
            DisplayEncoding::Gamma(2.2),
        ] {
            let shown = on(TargetDisplay::new(0.8, 250.0, encoding).unwrap());
            let ends = [20, 300, 0, 999].map(|d| shown.gray_of_hundredths(DensityHundredths(d)));
            assert_eq!(ends, [65535, 0, 65535, 0], "{encoding:?}");
        }
    }

    #[test]
    fn equal_steps_on_film_are_equal_steps_on_screen() {
        let shown = on(TargetDisplay::default());
        let scale = PValueScale::new(film(), ViewingCondition::TRANSMISSIVE);
        let jnd: Vec<f64> = (0..=20)
            .map(|i| shown.screen_luminance(scale.density(f64::from(i) / 20.0)))
            .map(gsdf::jnd_index)
            .collect();
        let first = jnd[1] - jnd[0];
        assert!(first > 10.0);
        for pair in jnd.windows(2) {
            assert!((pair[1] - pair[0] - first).abs() < 1e-4, "{jnd:?}");
        }
    }

    #[test]
    fn the_gray_makes_the_luminance_promised() {
        let shown = on(TargetDisplay::default());
        for density in [0.3, 0.9, 1.5, 2.2, 2.9] {
            let light = srgb_decode(f64::from(shown.gray(density)) / 65535.0);
            let luminance = 0.8 + light * (250.0 - 0.8);
            let promised = shown.screen_luminance(density);
            assert!((luminance / promised - 1.0).abs() < 1e-3, "at {density}");
        }
    }

    #[test]
    fn refusals_name_the_value() {
        let refused = [
            TargetDisplay::new(0.0, 250.0, DisplayEncoding::Srgb),
            TargetDisplay::new(250.0, 250.0, DisplayEncoding::Srgb),
            TargetDisplay::new(1.0, 5000.0, DisplayEncoding::Srgb),
            TargetDisplay::new(f64::NAN, 250.0, DisplayEncoding::Srgb),
            TargetDisplay::new(1.0, 250.0, DisplayEncoding::Gamma(0.0)),
        ];
        let words = refused.map(|r| r.unwrap_err().to_string());
        insta::assert_snapshot!(words.join("\n"), @"
        display luminance 0 to 250 cd/m2 is no range within 0.05 to 3993
        display luminance 250 to 250 cd/m2 is no range within 0.05 to 3993
        display luminance 1 to 5000 cd/m2 is no range within 0.05 to 3993
        display luminance NaN to 250 cd/m2 is no range within 0.05 to 3993
        display gamma 0 is not within 1 to 4
        ");
    }

    #[test]
    fn srgb_goes_both_ways() {
        for i in 0..=1000 {
            let linear = f64::from(i) / 1000.0;
            assert!((srgb_decode(srgb_encode(linear)) - linear).abs() < 1e-7);
        }
        let table = [
            (0, 0),
            (128, 0),
            (129, 1),
            (257, 1),
            (32896, 128),
            (65535, 255),
        ];
        for (gray, byte) in table {
            assert_eq!(gray_to_srgb8(gray), [byte; 3], "{gray}");
        }
    }
}
