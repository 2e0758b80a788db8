//! Optical density and the luminance a viewer makes of it (PS3.14 7.2 and 7.3).

use crate::within;
use thiserror::Error;

/// Optical density in hundredths, as DICOM sends it (PS3.3 C.13.3: 150 is 1.5 OD).
///
/// Every value of the wire's unsigned short is a density; what a printer can do is a
/// [`DensityRange`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DensityHundredths(pub u16);

impl DensityHundredths {
    /// The density as a number: 150 hundredths are 1.5.
    pub fn optical_density(self) -> f64 {
        f64::from(self.0) / 100.0
    }

    /// The nearest hundredth; clamped to 0 to 655.35 OD, NaN becomes 0.
    pub fn from_optical_density(density: f64) -> Self {
        Self(libm::round(density * 100.0) as u16)
    }
}

/// Why two densities are no range.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("min density {} is not below max density {}", .min.0, .max.0)]
pub struct InvalidDensityRange {
    /// Min Density (2010,0120).
    pub min: DensityHundredths,
    /// Max Density (2010,0130).
    pub max: DensityHundredths,
}

/// Min Density to Max Density, min below max.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct DensityRange {
    min: DensityHundredths,
    max: DensityHundredths,
}

impl DensityRange {
    /// A range in hundredths of OD. Fails unless `min` is below `max`.
    pub fn new(
        min: DensityHundredths,
        max: DensityHundredths,
    ) -> Result<Self, InvalidDensityRange> {
        if min < max {
            Ok(Self { min, max })
        } else {
            Err(InvalidDensityRange { min, max })
        }
    }

    /// The lightest density, white on film.
    pub fn min(self) -> DensityHundredths {
        self.min
    }

    /// The darkest density, black on film.
    pub fn max(self) -> DensityHundredths {
        self.max
    }

    /// Whether the density lies in the range, ends included.
    pub fn contains(self, density: DensityHundredths) -> bool {
        (self.min..=self.max).contains(&density)
    }

    /// The nearest density in the range: what a printer makes of a request beyond its limits
    /// (status B605).
    pub fn clamp(self, density: DensityHundredths) -> DensityHundredths {
        density.clamp(self.min, self.max)
    }

    /// The smallest range that holds both, for a film whose image boxes have ranges of their own.
    pub fn union(self, other: Self) -> Self {
        Self {
            min: self.min.min(other.min),
            max: self.max.max(other.max),
        }
    }

    /// Density at a fraction of the range: 0 is min, 1 is max.
    pub(crate) fn at(self, fraction: f64) -> f64 {
        let (min, max) = (self.min.optical_density(), self.max.optical_density());
        min + fraction * (max - min)
    }

    /// The fraction of the range of a density, clamped to 0 to 1.
    pub(crate) fn fraction(self, density: f64) -> f64 {
        let (min, max) = (self.min.optical_density(), self.max.optical_density());
        within((density - min) / (max - min), 0.0, 1.0)
    }
}

/// How the hardcopy is looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ViewingKind {
    /// Film on a light box: L = La + L0 * 10^-D (PS3.14 7.2).
    Transmissive,
    /// Paper under room light: L = L0 * 10^-D (PS3.14 7.3).
    Reflective,
}

/// Why a viewing condition was refused. Luminances in cd/m2.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum InvalidViewingCondition {
    /// Illumination (2010,015E) outside 1 to [`MAX_ILLUMINATION`].
    #[error("illumination {0} cd/m2 is not within 1 to {max}", max = MAX_ILLUMINATION)]
    Illumination(u16),
    /// Reflected Ambient Light (2010,0160) above [`MAX_AMBIENT`].
    #[error("reflected ambient light {0} cd/m2 is above {max}", max = MAX_AMBIENT)]
    Ambient(u16),
}

/// Brightest light box taken, cd/m2: spot viewers reach about 15000.
pub const MAX_ILLUMINATION: u16 = 20_000;
/// Most ambient light taken, cd/m2: beyond it no film is readable.
pub const MAX_AMBIENT: u16 = 1_000;

/// Illumination and Reflected Ambient Light under which the film is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct ViewingCondition {
    kind: ViewingKind,
    illumination_l0: u16,
    ambient_la: u16,
}

impl ViewingCondition {
    /// Typical light box: L0 2000, La 10 cd/m2 (PS3.14 7.2 note).
    pub const TRANSMISSIVE: Self = Self {
        kind: ViewingKind::Transmissive,
        illumination_l0: 2000,
        ambient_la: 10,
    };
    /// Typical paper: L0 150 cd/m2 (PS3.14 7.3 note).
    pub const REFLECTIVE: Self = Self {
        kind: ViewingKind::Reflective,
        illumination_l0: 150,
        ambient_la: 0,
    };

    /// A condition from L0 and La in cd/m2. For reflective media La has no part in the formula and
    /// is dropped.
    pub fn new(
        kind: ViewingKind,
        illumination_l0: u16,
        ambient_la: u16,
    ) -> Result<Self, InvalidViewingCondition> {
        if !(1..=MAX_ILLUMINATION).contains(&illumination_l0) {
            return Err(InvalidViewingCondition::Illumination(illumination_l0));
        }
        if ambient_la > MAX_AMBIENT {
            return Err(InvalidViewingCondition::Ambient(ambient_la));
        }
        let ambient_la = match kind {
            ViewingKind::Transmissive => ambient_la,
            ViewingKind::Reflective => 0,
        };
        Ok(Self {
            kind,
            illumination_l0,
            ambient_la,
        })
    }

    /// Light box or paper.
    pub fn kind(self) -> ViewingKind {
        self.kind
    }

    /// L0 in cd/m2: the light box without film, or the paper without ink.
    pub fn illumination_l0(self) -> u16 {
        self.illumination_l0
    }

    /// La in cd/m2: room light reflected by the film; 0 for reflective media.
    pub fn ambient_la(self) -> u16 {
        self.ambient_la
    }

    /// Luminance in cd/m2 of an optical density.
    pub fn luminance(self, density: f64) -> f64 {
        f64::from(self.ambient_la) + f64::from(self.illumination_l0) * libm::exp10(-density)
    }

    /// Optical density that shows a luminance in cd/m2; infinite at or below La, which no density
    /// reaches.
    pub fn density(self, luminance: f64) -> f64 {
        let transmitted = luminance - f64::from(self.ambient_la);
        if transmitted <= 0.0 {
            return f64::INFINITY;
        }
        -libm::log10(transmitted / f64::from(self.illumination_l0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn range(min: u16, max: u16) -> Result<DensityRange, InvalidDensityRange> {
        DensityRange::new(DensityHundredths(min), DensityHundredths(max))
    }

    #[test]
    fn luminance_of_annex_d2() {
        let viewing = ViewingCondition::TRANSMISSIVE;
        assert!((viewing.luminance(3.0) - 12.0).abs() < 1e-9);
        assert!((viewing.luminance(0.2) - 1271.9).abs() < 0.05);
        assert_eq!(viewing.density(10.0), f64::INFINITY);
    }

    #[test]
    fn paper_has_no_ambient_term() {
        let paper = ViewingCondition::new(ViewingKind::Reflective, 150, 33).unwrap();
        assert_eq!(paper, ViewingCondition::REFLECTIVE);
        assert!((paper.luminance(1.0) - 15.0).abs() < 1e-9);
    }

    #[test]
    fn refusals_name_the_value() {
        let new = |l0, la| ViewingCondition::new(ViewingKind::Transmissive, l0, la);
        let words = [
            new(0, 10).unwrap_err().to_string(),
            new(20_001, 10).unwrap_err().to_string(),
            new(2000, 1001).unwrap_err().to_string(),
            range(300, 300).unwrap_err().to_string(),
        ];
        insta::assert_snapshot!(words.join("\n"), @"
        illumination 0 cd/m2 is not within 1 to 20000
        illumination 20001 cd/m2 is not within 1 to 20000
        reflected ambient light 1001 cd/m2 is above 1000
        min density 300 is not below max density 300
        ");
    }

    #[test]
    fn hundredths_round_and_clamp() {
        let table = [
            (0.204, 20),
            (0.206, 21),
            (-1.0, 0),
            (9999.0, 65535),
            (f64::NAN, 0),
        ];
        for (density, hundredths) in table {
            let got = DensityHundredths::from_optical_density(density);
            assert_eq!(got.0, hundredths, "{density}");
        }
    }

    #[test]
    fn ranges_clamp_and_unite() {
        let film = range(20, 300).unwrap();
        assert_eq!(film.clamp(DensityHundredths(9)).0, 20);
        assert_eq!(film.clamp(DensityHundredths(999)).0, 300);
        assert!(film.contains(DensityHundredths(300)) && !film.contains(DensityHundredths(301)));
        assert_eq!(film.union(range(30, 320).unwrap()), range(20, 320).unwrap());
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(256))]
        #[test]
        fn density_is_the_inverse(d in 0.0..4.5f64, l0 in 50u16..10_000, la in 0u16..50) {
            let viewing = ViewingCondition::new(ViewingKind::Transmissive, l0, la).unwrap();
            prop_assert!((viewing.density(viewing.luminance(d)) - d).abs() < 1e-7);
        }
    }
}
