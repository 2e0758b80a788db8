//! How a printer is calibrated, and what measured densities say of it.

use serde::Serialize;

/// A printer's calibration as it is.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Calibration {
    /// Called AE title.
    pub ae_title: String,
    /// Its name.
    pub name: String,
    /// Whether films are looked at on a light box; else paper in room light.
    pub is_transmissive: bool,
    /// Densities in OD where a modality does not say: white and black.
    pub density: [f64; 2],
    /// Densities in OD that can be asked for.
    pub limits: [f64; 2],
    /// Light of the box or on the paper, cd/m2.
    pub illumination: u16,
    /// Light of the room that the film reflects, cd/m2.
    pub ambient: u16,
    /// Luminance of the display that PDF and PNG are made for, cd/m2.
    pub display: [f64; 2],
    /// `srgb`, `gsdf` or `gamma`.
    pub encoding: &'static str,
    /// Tone where a modality sends no Presentation LUT.
    pub tone: String,
    /// Curves of the settings.
    pub curves: Vec<String>,
    /// What each P-Value becomes.
    pub steps: Vec<CalibrationStep>,
    /// How well that follows the display function.
    pub quality: CalibrationQuality,
}

/// What a P-Value becomes, or became.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize)]
pub struct CalibrationStep {
    /// From 0 (black) to 1 (white).
    pub p_value: f64,
    /// JND index that it asks for.
    pub jnd_index: f64,
    /// OD that it asks for.
    pub density_target: f64,
    /// OD that it is.
    pub density: f64,
    /// Its luminance, cd/m2.
    pub luminance: f64,
}

/// How well a wedge follows the Grayscale Standard Display Function (PS3.14 Annex C).
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize)]
pub struct CalibrationQuality {
    /// Largest distance of a density from what is asked for, OD.
    pub largest_deviation: f64,
    /// Largest deviation of contrast from the function's: 0.1 is 10 %.
    pub contrast_deviation: f64,
    /// Mean JND of an interval.
    pub mean_jnd: f64,
    /// Spread of the JND of intervals: LUM.
    pub spread: f64,
    /// Whether they lie on a horizontal line: FIT.
    pub passes: bool,
}

/// What measured densities come to.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Measured {
    /// The steps that were measured.
    pub steps: Vec<CalibrationStep>,
    /// How well they follow the function between the lightest and darkest of them.
    pub quality: CalibrationQuality,
    /// How well they will with that curve.
    pub corrected: CalibrationQuality,
    /// What to write into the settings.
    pub toml: String,
}
