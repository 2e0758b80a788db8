//! Characteristic curves: named tones of a printer, the contrast settings CS000 to CS999 that pick
//! them, and the linearisation of a measured device.

use crate::interpolate::Monotone;
use crate::within;
use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;
use thiserror::Error;

/// Most points of one curve: one per driving level of a 12-bit device.
pub const MAX_POINTS: usize = 4096;
/// Most named curves, and most settings, of one table: every CSnnn may have its own.
pub const MAX_CURVES: usize = 1000;

/// Why points make no curve. Positions count from 0.
#[derive(Clone, Copy, Debug, PartialEq, Error)]
pub enum InvalidCurve {
    /// Fewer than 2 or more than [`MAX_POINTS`] points.
    #[error("a curve of {0} points; 2 to {max} are needed", max = MAX_POINTS)]
    Length(usize),
    /// A coordinate is not finite or outside what it may be.
    #[error("point {index} has {value}, outside {low} to {high}")]
    Range {
        /// Position of the point.
        index: usize,
        /// The coordinate.
        value: f64,
        /// Least value allowed.
        low: f64,
        /// Greatest value allowed.
        high: f64,
    },
    /// An input is not above the one before.
    #[error("point {index} has input {value}, not above the one before")]
    Input {
        /// Position of the point.
        index: usize,
        /// Its input.
        value: f64,
    },
    /// An output turns back, or stands still where that leaves no inverse.
    #[error("point {index} has output {value}: the curve is not monotone there")]
    Turn {
        /// Position of the point.
        index: usize,
        /// Its output.
        value: f64,
    },
}

/// What the points of a curve say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CurveOutput {
    /// P-Values from 0 to 1, never falling: the curve shapes contrast, the Grayscale Standard
    /// Display Function follows.
    PValue,
    /// Optical density, 0 to 6 OD, never rising: the curve is the film's own response, and the
    /// Grayscale Standard Display Function has no part in it.
    Density,
}

impl CurveOutput {
    /// 6 OD is beyond what any film holds or densitometer reads.
    fn limits(self) -> (f64, f64) {
        match self {
            Self::PValue => (0.0, 1.0),
            Self::Density => (0.0, 6.0),
        }
    }
}

/// A tone curve: input 0 (black) to 1 (white), as left by photometric interpretation and polarity,
/// to P-Value or density.
#[derive(Clone, Debug, PartialEq)]
pub enum Curve {
    /// Through given points.
    Points {
        /// What the outputs are.
        output: CurveOutput,
        /// The points, as a checked curve.
        through: CurvePoints,
    },
    /// x^g / (x^g + (1-x)^g): P-Values with slope g, the [`Gain`], at middle gray and fixed ends.
    Sigmoid(Gain),
}

/// Slope of a [`Curve::Sigmoid`] at middle gray, 0.1 to 10; 1 is the identity. Beyond, the
/// image is one gray, or black and white only.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Gain(f64);

/// A gain outside 0.1 to 10.
#[derive(Clone, Copy, Debug, PartialEq, Error)]
#[error("gain {0} is not within 0.1 to 10")]
pub struct InvalidGain(pub f64);

impl Gain {
    /// A gain of 0.1 to 10.
    pub fn new(gain: f64) -> Result<Self, InvalidGain> {
        if (0.1..=10.0).contains(&gain) {
            Ok(Self(gain))
        } else {
            Err(InvalidGain(gain))
        }
    }

    /// The slope.
    pub fn get(self) -> f64 {
        self.0
    }
}

/// Checked points of a [`Curve`].
#[derive(Clone, Debug, PartialEq)]
pub struct CurvePoints(Monotone);

impl CurvePoints {
    /// The points as given.
    pub fn as_slice(&self) -> &[(f64, f64)] {
        self.0.points()
    }
}

impl Curve {
    /// A curve through `(input, output)` points: inputs within 0 to 1, strictly rising; outputs
    /// within the limits of `output` and monotone. Between points it is a monotone cubic, beyond
    /// the first and last it is constant.
    pub fn through(output: CurveOutput, points: &[(f64, f64)]) -> Result<Self, InvalidCurve> {
        check_length(points.len())?;
        check_inputs(points)?;
        let (low, high) = output.limits();
        check_within(points.iter().map(|p| p.1), low, high)?;
        let falls = |pair: &[(f64, f64)]| match output {
            CurveOutput::PValue => pair[1].1 < pair[0].1,
            CurveOutput::Density => pair[1].1 > pair[0].1,
        };
        check_pairs(points, falls)?;
        Ok(Self::Points {
            output,
            through: CurvePoints(Monotone::new(points.to_vec())),
        })
    }

    /// What [`Curve::at`] gives.
    pub fn output(&self) -> CurveOutput {
        match self {
            Self::Points { output, .. } => *output,
            Self::Sigmoid(_) => CurveOutput::PValue,
        }
    }

    /// P-Value or density (see [`Curve::output`]) at an input, clamped to 0 to 1; NaN is 0.
    pub fn at(&self, input: f64) -> f64 {
        let input = within(input, 0.0, 1.0);
        match self {
            Self::Points { through, .. } => through.0.at(input),
            Self::Sigmoid(gain) => sigmoid(gain.0, input),
        }
    }

    /// Contrast: change of output over the middle fifth of the input, black to white counted
    /// positive, density relative to the curve's own span.
    fn contrast(&self) -> f64 {
        let rise = self.at(0.6) - self.at(0.4);
        match self.output() {
            CurveOutput::PValue => rise / 0.2,
            CurveOutput::Density => {
                let span = self.at(1.0) - self.at(0.0);
                if span == 0.0 { 0.0 } else { rise / span / 0.2 }
            }
        }
    }
}

fn sigmoid(gain: f64, x: f64) -> f64 {
    let (light, dark) = (libm::pow(x, gain), libm::pow(1.0 - x, gain));
    light / (light + dark)
}

/// Name of a curve in the configuration: 1 to 64 characters of A-Z, a-z, 0-9, '-', '_' and '.'.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CurveName(String);

/// Longest name: a DICOM LO value, so that the name fits into Configuration Information's
/// description (2010,0152) and error comments.
const MAX_NAME: usize = 64;

/// A text that is no curve name.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("curve name {0:?} is not 1 to {MAX_NAME} of A-Z a-z 0-9 - _ .")]
pub struct InvalidCurveName(pub String);

impl FromStr for CurveName {
    type Err = InvalidCurveName;

    fn from_str(text: &str) -> Result<Self, InvalidCurveName> {
        let plain = |b: u8| b.is_ascii_alphanumeric() || b"-_.".contains(&b);
        if (1..=MAX_NAME).contains(&text.len()) && text.bytes().all(plain) {
            Ok(Self(text.into()))
        } else {
            let shown = text.chars().take(MAX_NAME).collect();
            Err(InvalidCurveName(shown))
        }
    }
}

impl fmt::Display for CurveName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// CS000 to CS999 of Configuration Information (2010,0150): lowest to highest contrast
/// (PS3.3 C.13.3).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ContrastSetting(u16);

/// A text or number that is no contrast setting.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("contrast setting {0:?} is not CS000 to CS999")]
pub struct InvalidContrastSetting(pub String);

impl ContrastSetting {
    /// The middle of the scale, where the built-in family is the identity.
    pub const MIDDLE: Self = Self(500);

    /// A setting from its number, 0 to 999.
    pub fn new(number: u16) -> Result<Self, InvalidContrastSetting> {
        if number <= 999 {
            Ok(Self(number))
        } else {
            Err(InvalidContrastSetting(format!("CS{number}")))
        }
    }

    /// The number, 0 to 999.
    pub fn number(self) -> u16 {
        self.0
    }

    /// The first CSnnn among the values of Configuration Information, which are separated by
    /// backslashes and otherwise the printer's own (PS3.3 C.13.3).
    pub fn in_configuration_information(text: &str) -> Option<Self> {
        text.split('\\').find_map(|value| value.trim().parse().ok())
    }

    /// The built-in curve of this setting: a sigmoid whose gain is 2^((n - 500) / 500), from half
    /// the contrast at CS000 over the identity at CS500 to just below twice at CS999. Every curve
    /// keeps black, middle gray and white.
    pub fn sigmoid(self) -> Curve {
        Curve::Sigmoid(Gain(libm::exp2((f64::from(self.0) - 500.0) / 500.0)))
    }
}

impl FromStr for ContrastSetting {
    type Err = InvalidContrastSetting;

    fn from_str(text: &str) -> Result<Self, InvalidContrastSetting> {
        let digits = text.strip_prefix("CS").filter(|d| d.len() == 3);
        let number = digits.filter(|d| d.bytes().all(|b| b.is_ascii_digit()));
        match number.and_then(|d| d.parse().ok()) {
            Some(number) => Ok(Self(number)),
            None => Err(InvalidContrastSetting(text.chars().take(16).collect())),
        }
    }
}

impl fmt::Display for ContrastSetting {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "CS{:03}", self.0)
    }
}

/// Why a curve table is refused.
#[derive(Clone, Debug, PartialEq, Error)]
pub enum InvalidCurveTable {
    /// More than [`MAX_CURVES`] curves.
    #[error("{0} curves; at most {max} are taken", max = MAX_CURVES)]
    Length(usize),
    /// A setting names a curve that the table does not hold.
    #[error("{setting} names the unknown curve {name}")]
    UnknownCurve {
        /// The setting.
        setting: ContrastSetting,
        /// The missing curve.
        name: CurveName,
    },
    /// A higher setting has less contrast at middle gray than the one below.
    #[error("{setting} ({name}) has less contrast than the setting below it")]
    ContrastOrder {
        /// The higher setting.
        setting: ContrastSetting,
        /// Its curve.
        name: CurveName,
    },
}

/// The named curves of a printer and which of them CSnnn picks.
///
/// The default holds no curve of its own: every CSnnn is then the built-in
/// [`ContrastSetting::sigmoid`].
#[derive(Clone, Debug, Default, PartialEq)]
pub struct CurveTable {
    named: BTreeMap<CurveName, Curve>,
    settings: BTreeMap<ContrastSetting, CurveName>,
}

impl CurveTable {
    /// A table of named curves and settings. Settings must name curves of the table, and rise in
    /// contrast from low to high, as the standard says of CSnnn.
    pub fn new(
        named: BTreeMap<CurveName, Curve>,
        settings: BTreeMap<ContrastSetting, CurveName>,
    ) -> Result<Self, InvalidCurveTable> {
        if named.len() > MAX_CURVES {
            return Err(InvalidCurveTable::Length(named.len()));
        }
        let mut lowest = f64::NEG_INFINITY;
        for (&setting, name) in &settings {
            let Some(curve) = named.get(name) else {
                let name = name.clone();
                return Err(InvalidCurveTable::UnknownCurve { setting, name });
            };
            if curve.contrast() < lowest {
                let name = name.clone();
                return Err(InvalidCurveTable::ContrastOrder { setting, name });
            }
            lowest = curve.contrast();
        }
        Ok(Self { named, settings })
    }

    /// The curve of a name, when the table holds it.
    pub fn by_name(&self, name: &CurveName) -> Option<&Curve> {
        self.named.get(name)
    }

    /// The names held, in order.
    pub fn names(&self) -> impl Iterator<Item = &CurveName> {
        self.named.keys()
    }

    /// The curve of a setting: of the table's settings the highest not above it, or the lowest of
    /// all; the built-in family when the table has no settings.
    pub fn by_setting(&self, setting: ContrastSetting) -> Curve {
        let at_or_below = self.settings.range(..=setting).next_back();
        let chosen = at_or_below.or_else(|| self.settings.iter().next());
        match chosen.and_then(|(_, name)| self.named.get(name)) {
            Some(curve) => curve.clone(),
            None => setting.sigmoid(),
        }
    }
}

/// A measured device: which driving level (0 to 1) makes which density.
#[derive(Clone, Debug, PartialEq)]
pub struct Linearisation {
    density_of_level: Monotone,
    level_of_density: Monotone,
}

/// Builds the linearisation of a printer from measured `(driving level, optical density)` pairs of
/// a step wedge: levels within 0 to 1, strictly rising; densities within 0 to 6 OD, all rising or
/// all falling, without plateau.
///
/// A wedge that turns or stands still is refused rather than smoothed: it means a wrong reading or
/// a device beyond its Dmax, and a person should look.
pub fn calibrate(measured: &[(f64, f64)]) -> Result<Linearisation, InvalidCurve> {
    check_length(measured.len())?;
    check_inputs(measured)?;
    let (low, high) = CurveOutput::Density.limits();
    check_within(measured.iter().map(|p| p.1), low, high)?;
    let rises = measured[1].1 > measured[0].1;
    check_pairs(measured, |p| p[1].1 == p[0].1 || (p[1].1 > p[0].1) != rises)?;
    let mut inverse: Vec<_> = measured.iter().map(|&(level, d)| (d, level)).collect();
    if !rises {
        inverse.reverse();
    }
    Ok(Linearisation {
        density_of_level: Monotone::new(measured.to_vec()),
        level_of_density: Monotone::new(inverse),
    })
}

impl Linearisation {
    /// Density expected of a driving level, clamped to the levels measured.
    pub fn density(&self, driving_level: f64) -> f64 {
        self.density_of_level.at(driving_level)
    }

    /// Driving level that makes a density, clamped to the densities measured.
    pub fn driving_level(&self, density: f64) -> f64 {
        self.level_of_density.at(density)
    }

    /// Lightest and darkest density measured.
    pub fn density_limits(&self) -> (f64, f64) {
        let points = self.level_of_density.points();
        (points[0].0, points[points.len() - 1].0)
    }
}

fn check_length(length: usize) -> Result<(), InvalidCurve> {
    match length {
        2..=MAX_POINTS => Ok(()),
        other => Err(InvalidCurve::Length(other)),
    }
}

fn check_inputs(points: &[(f64, f64)]) -> Result<(), InvalidCurve> {
    check_within(points.iter().map(|p| p.0), 0.0, 1.0)?;
    match points.windows(2).position(|p| p[1].0 <= p[0].0) {
        None => Ok(()),
        Some(before) => Err(InvalidCurve::Input {
            index: before + 1,
            value: points[before + 1].0,
        }),
    }
}

fn check_within(
    values: impl Iterator<Item = f64>,
    low: f64,
    high: f64,
) -> Result<(), InvalidCurve> {
    let outside = values.enumerate().find(|(_, v)| !(low..=high).contains(v));
    match outside {
        None => Ok(()),
        Some((index, value)) => Err(InvalidCurve::Range {
            index,
            value,
            low,
            high,
        }),
    }
}

fn check_pairs(
    points: &[(f64, f64)],
    wrong: impl Fn(&[(f64, f64)]) -> bool,
) -> Result<(), InvalidCurve> {
    match points.windows(2).position(wrong) {
        None => Ok(()),
        Some(before) => Err(InvalidCurve::Turn {
            index: before + 1,
            value: points[before + 1].1,
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name(text: &str) -> CurveName {
        text.parse().unwrap()
    }

    fn p_curve(points: &[(f64, f64)]) -> Curve {
        Curve::through(CurveOutput::PValue, points).unwrap()
    }

    #[test]
    fn contrast_settings_parse_exactly() {
        for good in ["CS000", "CS042", "CS999"] {
            let setting: ContrastSetting = good.parse().unwrap();
            assert_eq!(setting.to_string(), good);
        }
        for bad in ["CS", "CS1", "CS1000", "cs100", "CS+12", "100", ""] {
            assert!(bad.parse::<ContrastSetting>().is_err(), "{bad}");
        }
        assert!(ContrastSetting::new(1000).is_err());
    }

    #[test]
    fn configuration_information_is_searched_value_by_value() {
        let find = ContrastSetting::in_configuration_information;
        assert_eq!(find(r"LUT=3\CS120 \CS999").map(|s| s.number()), Some(120));
        assert_eq!(find("PERCEPTION_LUT=KANAMORI"), None);
        assert_eq!(find(""), None);
    }

    #[test]
    fn built_in_family_rises_in_contrast() {
        assert_eq!(ContrastSetting::MIDDLE.sigmoid().at(0.3), 0.3);
        let slopes: Vec<f64> = (0..=999)
            .map(|n| ContrastSetting(n).sigmoid().contrast())
            .collect();
        assert!(slopes.windows(2).all(|w| w[1] > w[0]));
        for n in [0, 250, 999] {
            let curve = ContrastSetting(n).sigmoid();
            assert_eq!(
                [curve.at(0.0), curve.at(0.5), curve.at(1.0)],
                [0.0, 0.5, 1.0]
            );
        }
    }

    #[test]
    fn own_settings_step_from_low_to_high() {
        let named = BTreeMap::from([
            (name("soft"), p_curve(&[(0.0, 0.2), (1.0, 0.8)])),
            (name("hard"), p_curve(&[(0.3, 0.0), (0.7, 1.0)])),
        ]);
        let at = |n, text| (ContrastSetting(n), name(text));
        let settings = BTreeMap::from([at(100, "soft"), at(600, "hard")]);
        let table = CurveTable::new(named.clone(), settings).unwrap();
        let picks = [0, 100, 599, 600, 999].map(|n| table.by_setting(ContrastSetting(n)).at(0.2));
        assert_eq!(picks.map(|p| p == 0.0), [false, false, false, true, true]);
        assert!(table.by_name(&name("soft")).is_some());
        assert_eq!(table.by_name(&name("absent")), None);

        let reversed = BTreeMap::from([at(100, "hard"), at(600, "soft")]);
        let unknown = BTreeMap::from([at(7, "absent")]);
        let words =
            [reversed, unknown].map(|s| CurveTable::new(named.clone(), s).unwrap_err().to_string());
        insta::assert_snapshot!(words.join("\n"), @"
        CS600 (soft) has less contrast than the setting below it
        CS007 names the unknown curve absent
        ");
    }

    #[test]
    fn refused_curves_say_where() {
        use CurveOutput::{Density, PValue};
        let refused = [
            Curve::through(PValue, &[(0.0, 0.0)]),
            Curve::through(PValue, &[(0.0, 0.0), (1.5, 1.0)]),
            Curve::through(PValue, &[(0.0, f64::NAN), (1.0, 1.0)]),
            Curve::through(PValue, &[(0.0, 0.0), (0.0, 1.0)]),
            Curve::through(PValue, &[(0.0, 0.0), (0.5, 0.6), (1.0, 0.5)]),
            Curve::through(Density, &[(0.0, 0.2), (1.0, 3.0)]),
            Curve::through(Density, &[(0.0, 7.0), (1.0, 0.2)]),
        ];
        let words = refused.map(|r| r.unwrap_err().to_string());
        insta::assert_snapshot!(words.join("\n"), @"
        a curve of 1 points; 2 to 4096 are needed
        point 1 has 1.5, outside 0 to 1
        point 0 has NaN, outside 0 to 1
        point 1 has input 0, not above the one before
        point 2 has output 0.5: the curve is not monotone there
        point 1 has output 3: the curve is not monotone there
        point 0 has 7, outside 0 to 6
        ");
        for gain in [0.0, 11.0, f64::NAN, f64::INFINITY] {
            assert!(Gain::new(gain).is_err(), "{gain}");
        }
        assert!("a b".parse::<CurveName>().is_err() && "".parse::<CurveName>().is_err());
    }

    #[test]
    fn a_printer_is_linearised() {
        let response = |level: f64| 0.2 + 2.9 * libm::pow(level, 1.7);
        let wedge: Vec<_> = (0..=32)
            .map(|i| f64::from(i) / 32.0)
            .map(|level| (level, response(level)))
            .collect();
        let printer = calibrate(&wedge).unwrap();
        assert_eq!(printer.density_limits(), (0.2, response(1.0)));
        for i in 0..=100 {
            let wanted = 0.25 + 2.8 * f64::from(i) / 100.0;
            let made = response(printer.driving_level(wanted));
            assert!((made - wanted).abs() < 0.005, "{wanted} became {made}");
        }
        assert_eq!(printer.driving_level(9.0), 1.0);
    }

    #[test]
    fn falling_devices_are_linearised_too() {
        let wedge = [(0.0, 3.0), (0.25, 2.0), (0.5, 1.2), (1.0, 0.2)];
        let printer = calibrate(&wedge).unwrap();
        for (level, density) in wedge {
            assert_eq!(printer.driving_level(density), level);
            assert_eq!(printer.density(level), density);
        }
    }

    #[test]
    fn a_wedge_that_turns_or_stands_still_is_refused() {
        let turns = calibrate(&[(0.0, 0.2), (0.5, 1.2), (1.0, 1.1)]);
        let stands = calibrate(&[(0.0, 0.2), (0.5, 0.2), (1.0, 1.1)]);
        let words = [turns, stands].map(|r| r.unwrap_err().to_string());
        insta::assert_snapshot!(words.join("\n"), @"
        point 2 has output 1.1: the curve is not monotone there
        point 1 has output 0.2: the curve is not monotone there
        ");
    }
}
