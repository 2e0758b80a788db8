//! The tone of an image: what turns polarity values into optical density.

use crate::characteristic::{ContrastSetting, Curve, CurveName, CurveOutput, CurveTable};
use crate::density::{DensityRange, ViewingCondition};
use crate::gsdf;
use crate::presentation_lut::{Lut, PresentationLut};
use crate::within;
use thiserror::Error;

/// What turns polarity values (0 is black, 1 is white) into density.
#[derive(Clone, Debug, PartialEq)]
pub enum Tone {
    /// The values are P-Values: Grayscale Standard Display Function between Dmin and Dmax.
    Identity,
    /// Linear in optical density: 0 is Dmax, 1 is Dmin, without the Grayscale Standard Display
    /// Function.
    ///
    /// The standard says only that the input is linear from Min to Max Density (PS3.3 C.11.4); that
    /// black stays black follows from PS3.4 H.4.9.1: a Presentation LUT does not alter the
    /// appearance given by photometric interpretation and polarity.
    LinOd,
    /// A table gives P-Values, then as [`Tone::Identity`].
    Table(Lut),
    /// A characteristic curve: its P-Values as [`Tone::Identity`], or its densities, cut to Dmin
    /// and Dmax.
    Curve(Curve),
}

impl From<PresentationLut> for Tone {
    fn from(lut: PresentationLut) -> Self {
        match lut {
            PresentationLut::Identity => Self::Identity,
            PresentationLut::LinOd => Self::LinOd,
            PresentationLut::Table(table) => Self::Table(table),
        }
    }
}

/// What an AE gets when it references no Presentation LUT: a setting, since negotiating the class
/// alone changes nothing (PS3.4 H.3.3.2 note).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum DefaultTone {
    /// As if IDENTITY were referenced.
    #[default]
    Identity,
    /// As if LIN OD were referenced.
    LinOd,
    /// A curve of the printer's table.
    Curve(CurveName),
}

/// A default tone names a curve that the printer's table does not hold.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("unknown curve {0}")]
pub struct UnknownCurve(pub CurveName);

impl Tone {
    /// The tone in force: a referenced Presentation LUT before the contrast setting of
    /// Configuration Information (PS3.4 H.4.9.1), that before the AE's default.
    pub fn choose(
        referenced: Option<PresentationLut>,
        setting: Option<ContrastSetting>,
        default: &DefaultTone,
        curves: &CurveTable,
    ) -> Result<Self, UnknownCurve> {
        match (referenced, setting, default) {
            (Some(lut), _, _) => Ok(lut.into()),
            (None, Some(setting), _) => Ok(Self::Curve(curves.by_setting(setting))),
            (None, None, DefaultTone::Identity) => Ok(Self::Identity),
            (None, None, DefaultTone::LinOd) => Ok(Self::LinOd),
            (None, None, DefaultTone::Curve(name)) => match curves.by_name(name) {
                Some(curve) => Ok(Self::Curve(curve.clone())),
                None => Err(UnknownCurve(name.clone())),
            },
        }
    }

    /// Optical density of a polarity value, 0 (black) to 1 (white), clamped; always within the
    /// scale's range.
    pub fn density(&self, value: f64, scale: &PValueScale) -> f64 {
        let value = within(value, 0.0, 1.0);
        let range = scale.range;
        let density = match self {
            Self::Identity => scale.density(value),
            Self::LinOd => range.at(1.0 - value),
            Self::Table(lut) => scale.density(lut.p_value(value)),
            Self::Curve(curve) => match curve.output() {
                CurveOutput::PValue => scale.density(curve.at(value)),
                CurveOutput::Density => curve.at(value),
            },
        };
        density.clamp(range.min().optical_density(), range.max().optical_density())
    }
}

/// The P-Value scale of a density range under a viewing condition: P-Value 0 is the JND index of
/// Dmax, 1 that of Dmin, linear between (PS3.14 7.2).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PValueScale {
    range: DensityRange,
    viewing: ViewingCondition,
    j_min: f64,
    j_max: f64,
}

/// Below so many JND in all the scale has no room for the function: only luminance beyond its ends
/// (0.05 to 3993 cd/m2) gets there.
const LEAST_JND_SPAN: f64 = 1e-3;

impl PValueScale {
    /// The scale. Where the luminance leaves the function's 0.05 to 3993 cd/m2 the JND index is
    /// held at the end, so the densities beyond are not used; when nothing is left, the scale is
    /// linear in density.
    pub fn new(range: DensityRange, viewing: ViewingCondition) -> Self {
        let j = |density: f64| gsdf::jnd_index(viewing.luminance(density));
        Self {
            range,
            viewing,
            j_min: j(range.max().optical_density()),
            j_max: j(range.min().optical_density()),
        }
    }

    /// Min and Max Density.
    pub fn range(&self) -> DensityRange {
        self.range
    }

    /// L0 and La.
    pub fn viewing(&self) -> ViewingCondition {
        self.viewing
    }

    /// JND indices of Dmax and Dmin.
    pub fn jnd_span(&self) -> (f64, f64) {
        (self.j_min, self.j_max)
    }

    /// JND index of a P-Value from 0 to 1.
    pub fn jnd_index(&self, p_value: f64) -> f64 {
        self.j_min + p_value * (self.j_max - self.j_min)
    }

    /// Optical density of a P-Value from 0 to 1.
    pub fn density(&self, p_value: f64) -> f64 {
        if self.j_max - self.j_min < LEAST_JND_SPAN {
            return self.range.at(1.0 - p_value);
        }
        let luminance = gsdf::luminance(self.jnd_index(p_value));
        let (min, max) = (self.range.min(), self.range.max());
        let density = self.viewing.density(luminance);
        density.clamp(min.optical_density(), max.optical_density())
    }

    /// P-Value, 0 to 1, of an optical density; the inverse of [`PValueScale::density`].
    pub fn p_value(&self, density: f64) -> f64 {
        if self.j_max - self.j_min < LEAST_JND_SPAN {
            return 1.0 - self.range.fraction(density);
        }
        let index = gsdf::jnd_index(self.viewing.luminance(density));
        ((index - self.j_min) / (self.j_max - self.j_min)).clamp(0.0, 1.0)
    }
}
