//! Calibrates a printer from the densities of a wedge that it printed, and judges the result.

use filmdesk_calibration::characteristic::calibrate;
use filmdesk_calibration::density::{DensityHundredths, DensityRange, ViewingCondition};
use filmdesk_calibration::report::{CalibrationReport, MeasuredStep, evaluate};
use filmdesk_calibration::tone::PValueScale;

/// Steps of the check wedge.
const STEPS: u16 = 18;

/// `wedge` holds driving levels (0 to 1) and the optical densities that a densitometer read.
/// Returns the driving level of each of 256 P-values, and the report of a wedge printed with them.
///
/// # Errors
/// A wedge that turns or stands still, or densities that no film has.
pub fn calibrate_a_curve(wedge: &[(f64, f64)]) -> anyhow::Result<(Vec<f64>, CalibrationReport)> {
    let printer = calibrate(wedge)?;
    let (lightest, darkest) = printer.density_limits();
    let hundredths = DensityHundredths::from_optical_density;
    let range = DensityRange::new(hundredths(lightest), hundredths(darkest))?;
    let viewing = ViewingCondition::TRANSMISSIVE;
    // P-value -> density by the Grayscale Standard Display Function -> driving level.
    let scale = PValueScale::new(range, viewing);
    let level = |p_value: f64| printer.driving_level(scale.density(p_value));
    let curve = (0..256)
        .map(|value| level(f64::from(value) / 255.0))
        .collect();
    // What such a wedge would measure on this printer (PS3.14 Annex C).
    let step = |n: u16| {
        let p_value = f64::from(n) / f64::from(STEPS - 1);
        MeasuredStep {
            p_value,
            density: printer.density(level(p_value)),
        }
    };
    let measured: Vec<MeasuredStep> = (0..STEPS).map(step).collect();
    Ok((curve, evaluate(&measured, range, viewing)?))
}
