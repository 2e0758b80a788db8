//! A calibration report: how closely the measured densities of a step wedge follow the Grayscale
//! Standard Display Function (PS3.14 Annex C).

use crate::density::{DensityRange, ViewingCondition};
use crate::gsdf;
use crate::tone::PValueScale;
use std::fmt::Write;
use thiserror::Error;

/// Fewest steps: a third-order fit of the intervals needs some freedom left.
pub const MIN_STEPS: usize = 8;
/// Most steps: one per value of 12 bits.
pub const MAX_STEPS: usize = 4096;
/// Polynomials up to this order are tried against the horizontal line (PS3.14 C.2 step 2).
const MAX_ORDER: usize = 3;
/// A spread of JND per interval below this share of the mean is a horizontal line, whatever
/// statistics find in the rounding.
const NEGLIGIBLE_SPREAD: f64 = 1e-3;
/// Highest density a densitometer reads.
const MAX_DENSITY: f64 = 6.0;

/// F distribution at 5 %: degrees of freedom of the residual, then the limit for 1, 2 and 3 more
/// terms. The row of the next lower degree serves those between.
const F_LIMITS: [(usize, [f64; MAX_ORDER]); 7] = [
    (1, [161.4, 199.5, 215.7]),
    (3, [10.13, 9.55, 9.28]),
    (5, [6.61, 5.79, 5.41]),
    (10, [4.96, 4.10, 3.71]),
    (20, [4.35, 3.49, 3.10]),
    (60, [4.00, 3.15, 2.76]),
    (1000, [3.84, 3.00, 2.60]),
];

/// One step of a printed wedge, as measured.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct MeasuredStep {
    /// P-Value from 0 (black) to 1 (white).
    pub p_value: f64,
    /// Optical density.
    pub density: f64,
}

/// Why measurements make no report. Positions count from 0.
#[derive(Clone, Copy, Debug, PartialEq, Error)]
pub enum InvalidMeasurement {
    /// Too few or too many steps.
    #[error("{0} steps measured; {MIN_STEPS} to {MAX_STEPS} are needed")]
    Steps(usize),
    /// A P-Value is outside 0 to 1 or not above the one before.
    #[error("step {index} has p-value {value}, outside 0 to 1 or not above the one before")]
    PValue {
        /// Position of the step.
        index: usize,
        /// Its P-Value.
        value: f64,
    },
    /// A density is outside what can be read.
    #[error("step {index} has density {value}, outside 0 to {MAX_DENSITY}")]
    Density {
        /// Position of the step.
        index: usize,
        /// Its density.
        value: f64,
    },
}

/// One step of the report. Luminance in cd/m2 under the report's viewing condition.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ReportStep {
    /// P-Value, 0 to 1.
    pub p_value: f64,
    /// JND index that the P-Value asks for.
    pub jnd_index: f64,
    /// Luminance that it asks for.
    pub luminance_target: f64,
    /// Density that it asks for.
    pub density_target: f64,
    /// Density measured.
    pub density: f64,
    /// Luminance of the measured density.
    pub luminance: f64,
}

impl ReportStep {
    /// Measured minus wanted density.
    pub fn deviation(&self) -> f64 {
        self.density - self.density_target
    }
}

/// What lies between two steps.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ReportInterval {
    /// JND measured between the steps, scaled to the mean width of P-Value intervals.
    pub jnd: f64,
    /// Measured dL/L per JND wanted.
    pub contrast: f64,
    /// dL/L per JND of the display function.
    pub contrast_target: f64,
}

impl ReportInterval {
    /// Relative deviation of the contrast from the display function's: 0.1 is 10 % too much.
    pub fn contrast_deviation(&self) -> f64 {
        self.contrast / self.contrast_target - 1.0
    }
}

/// How much better than a horizontal line a polynomial fits the JND per interval.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PolynomialFit {
    /// Order of the polynomial, 1 to 3.
    pub order: usize,
    /// Root mean square of what the polynomial leaves, JND.
    pub rmse: f64,
    /// F statistic of its terms against the horizontal line.
    pub f: f64,
    /// The F above which the terms are significant at 5 %.
    pub f_limit: f64,
}

/// A calibration report (PS3.14 Annex C).
#[derive(Clone, Debug, PartialEq)]
pub struct CalibrationReport {
    /// Density range asked for.
    pub range: DensityRange,
    /// Viewing condition of the luminances.
    pub viewing: ViewingCondition,
    /// The steps by rising P-Value.
    pub steps: Vec<ReportStep>,
    /// The intervals between them, one fewer.
    pub intervals: Vec<ReportInterval>,
    /// FIT: polynomials of order 1 to 3.
    pub fits: [PolynomialFit; MAX_ORDER],
}

/// Evaluates a measured wedge against the P-Value scale of a density range.
pub fn evaluate(
    measured: &[MeasuredStep],
    range: DensityRange,
    viewing: ViewingCondition,
) -> Result<CalibrationReport, InvalidMeasurement> {
    check(measured)?;
    let scale = PValueScale::new(range, viewing);
    let steps: Vec<_> = measured.iter().map(|m| report_step(m, &scale)).collect();
    let mean_width = (steps[steps.len() - 1].p_value - steps[0].p_value) / (steps.len() - 1) as f64;
    let intervals: Vec<_> = steps
        .windows(2)
        .map(|pair| report_interval(&pair[0], &pair[1], mean_width))
        .collect();
    let jnd: Vec<f64> = intervals.iter().map(|i| i.jnd).collect();
    Ok(CalibrationReport {
        range,
        viewing,
        steps,
        fits: [1, 2, 3].map(|order| fit(&jnd, order)),
        intervals,
    })
}

fn check(measured: &[MeasuredStep]) -> Result<(), InvalidMeasurement> {
    if !(MIN_STEPS..=MAX_STEPS).contains(&measured.len()) {
        return Err(InvalidMeasurement::Steps(measured.len()));
    }
    let mut before = f64::NEG_INFINITY;
    for (index, step) in measured.iter().enumerate() {
        if !(0.0..=1.0).contains(&step.p_value) || step.p_value <= before {
            let value = step.p_value;
            return Err(InvalidMeasurement::PValue { index, value });
        }
        if !(0.0..=MAX_DENSITY).contains(&step.density) {
            let value = step.density;
            return Err(InvalidMeasurement::Density { index, value });
        }
        before = step.p_value;
    }
    Ok(())
}

fn report_step(measured: &MeasuredStep, scale: &PValueScale) -> ReportStep {
    let jnd_index = scale.jnd_index(measured.p_value);
    ReportStep {
        p_value: measured.p_value,
        jnd_index,
        luminance_target: gsdf::luminance(jnd_index),
        density_target: scale.density(measured.p_value),
        density: measured.density,
        luminance: scale.viewing().luminance(measured.density),
    }
}

fn report_interval(dark: &ReportStep, light: &ReportStep, mean_width: f64) -> ReportInterval {
    let jnd = gsdf::jnd_index(light.luminance) - gsdf::jnd_index(dark.luminance);
    let wanted = light.jnd_index - dark.jnd_index;
    let contrast = |l0: f64, l1: f64| 2.0 * (l1 - l0) / (l1 + l0) / wanted;
    ReportInterval {
        jnd: jnd * mean_width / (light.p_value - dark.p_value),
        contrast: contrast(dark.luminance, light.luminance),
        contrast_target: contrast(dark.luminance_target, light.luminance_target),
    }
}

fn mean(values: &[f64]) -> f64 {
    values.iter().sum::<f64>() / values.len() as f64
}

/// Fits a polynomial by least squares and compares what it leaves with the spread around the mean.
fn fit(values: &[f64], order: usize) -> PolynomialFit {
    let average = mean(values);
    let flat: f64 = values.iter().map(|v| (v - average) * (v - average)).sum();
    let left = residual(values, order);
    let freedom = values.len() - order - 1;
    PolynomialFit {
        order,
        rmse: libm::sqrt(left / values.len() as f64),
        f: ((flat - left).max(0.0) / order as f64) / (left / freedom as f64).max(f64::MIN_POSITIVE),
        f_limit: f_limit(order, freedom),
    }
}

fn f_limit(order: usize, freedom: usize) -> f64 {
    let row = F_LIMITS.iter().rev().find(|(least, _)| *least <= freedom);
    row.unwrap_or(&F_LIMITS[0]).1[order - 1]
}

/// Sum of squares left by the best polynomial, found by projecting on orthogonal ones (Gram and
/// Schmidt on the powers of the index, scaled to -1 to 1).
fn residual(values: &[f64], order: usize) -> f64 {
    let dot = |a: &[f64], b: &[f64]| -> f64 { a.iter().zip(b).map(|(x, y)| x * y).sum() };
    let last = (values.len() - 1) as f64;
    let places: Vec<f64> = (0..values.len())
        .map(|i| 2.0 * i as f64 / last - 1.0)
        .collect();
    let mut rest = values.to_vec();
    let mut basis: Vec<Vec<f64>> = Vec::new();
    let mut power = vec![1.0; values.len()];
    for _ in 0..=order {
        let mut vector = power.clone();
        for earlier in &basis {
            subtract(&mut vector, earlier, dot(&power, earlier));
        }
        let length = libm::sqrt(dot(&vector, &vector));
        vector.iter_mut().for_each(|v| *v /= length);
        let share = dot(&rest, &vector);
        subtract(&mut rest, &vector, share);
        power.iter_mut().zip(&places).for_each(|(p, x)| *p *= x);
        basis.push(vector);
    }
    dot(&rest, &rest)
}

fn subtract(vector: &mut [f64], direction: &[f64], share: f64) {
    for (v, d) in vector.iter_mut().zip(direction) {
        *v -= share * d;
    }
}

impl CalibrationReport {
    /// Largest distance of a measured density from the wanted one, OD.
    pub fn max_density_deviation(&self) -> f64 {
        let distances = self.steps.iter().map(|s| s.deviation().abs());
        distances.fold(0.0, f64::max)
    }

    /// Mean JND per P-Value interval.
    pub fn mean_jnd(&self) -> f64 {
        mean(&self.jnd())
    }

    /// LUM: root mean square deviation of the JND per interval from their mean.
    pub fn lum(&self) -> f64 {
        let (jnd, mean) = (self.jnd(), self.mean_jnd());
        let sum: f64 = jnd.iter().map(|j| (j - mean) * (j - mean)).sum();
        libm::sqrt(sum / jnd.len() as f64)
    }

    /// Largest relative deviation of dL/L per JND from the display function's.
    pub fn max_contrast_deviation(&self) -> f64 {
        let deviations = self.intervals.iter().map(|i| i.contrast_deviation().abs());
        deviations.fold(0.0, f64::max)
    }

    /// FIT: whether no polynomial up to third order describes the JND per interval significantly
    /// better than a horizontal line.
    pub fn passes_fit(&self) -> bool {
        let flat = self.lum() < NEGLIGIBLE_SPREAD * self.mean_jnd();
        flat || self.fits.iter().all(|fit| fit.f <= fit.f_limit)
    }

    fn jnd(&self) -> Vec<f64> {
        self.intervals.iter().map(|i| i.jnd).collect()
    }

    /// The report as aligned plain text.
    pub fn to_text(&self) -> String {
        let rows = self.rows();
        let mut text = self.heading();
        text.push('\n');
        write_aligned(&mut text, &HEAD.map(String::from), "  ", "", "");
        for row in &rows {
            write_aligned(&mut text, row, "  ", "", "");
        }
        text.push('\n');
        text + &self.figures("")
    }

    /// The report as markdown: heading, table, list of figures.
    pub fn to_markdown(&self) -> String {
        let mut text = self.heading();
        text.push('\n');
        write_aligned(&mut text, &HEAD.map(String::from), " | ", "| ", " |");
        let rule = WIDTHS.map(|width| format!("{}:", "-".repeat(width - 1)));
        write_aligned(&mut text, &rule, " | ", "| ", " |");
        for row in &self.rows() {
            write_aligned(&mut text, row, " | ", "| ", " |");
        }
        text.push('\n');
        text + &self.figures("- ")
    }

    fn heading(&self) -> String {
        format!(
            "Density {:.2} to {:.2} OD, L0 {} cd/m2, La {} cd/m2, {} steps\n",
            self.range.min().optical_density(),
            self.range.max().optical_density(),
            self.viewing.illumination_l0(),
            self.viewing.ambient_la(),
            self.steps.len(),
        )
    }

    fn rows(&self) -> Vec<[String; COLUMNS]> {
        let intervals = std::iter::once(None).chain(self.intervals.iter().map(Some));
        self.steps.iter().zip(intervals).map(row).collect()
    }

    fn figures(&self, bullet: &str) -> String {
        let mut lines = vec![
            format!(
                "largest density deviation {:.3} OD",
                self.max_density_deviation()
            ),
            format!("mean JND per interval {:.3}", self.mean_jnd()),
            format!("LUM {:.3} JND", self.lum()),
            format!(
                "largest contrast deviation {:.1} %",
                100.0 * self.max_contrast_deviation()
            ),
        ];
        for fit in &self.fits {
            let PolynomialFit {
                order,
                rmse,
                f,
                f_limit,
            } = fit;
            lines.push(format!(
                "FIT order {order}: rmse {rmse:.3} JND, F {f:.2} (limit {f_limit:.2})"
            ));
        }
        let verdict = if self.passes_fit() {
            "passed"
        } else {
            "not passed"
        };
        lines.push(format!("FIT {verdict}"));
        lines
            .iter()
            .map(|line| format!("{bullet}{line}\n"))
            .collect()
    }
}

const COLUMNS: usize = 9;
/// JND and contrast belong to the interval that ends at the step.
const HEAD: [&str; COLUMNS] = [
    "P-Value",
    "JND index",
    "L wanted",
    "D wanted",
    "D",
    "L",
    "D off",
    "JND",
    "contrast off %",
];
const WIDTHS: [usize; COLUMNS] = [7, 9, 9, 8, 6, 9, 7, 8, 14];

fn row((step, interval): (&ReportStep, Option<&ReportInterval>)) -> [String; COLUMNS] {
    let of_interval = |figure: fn(&ReportInterval) -> String| interval.map_or("-".into(), figure);
    [
        format!("{:.4}", step.p_value),
        format!("{:.2}", step.jnd_index),
        format!("{:.3}", step.luminance_target),
        format!("{:.3}", step.density_target),
        format!("{:.3}", step.density),
        format!("{:.3}", step.luminance),
        format!("{:+.3}", step.deviation()),
        of_interval(|i| format!("{:.3}", i.jnd)),
        of_interval(|i| format!("{:+.1}", 100.0 * i.contrast_deviation())),
    ]
}

fn write_aligned(
    text: &mut String,
    cells: &[String; COLUMNS],
    between: &str,
    open: &str,
    close: &str,
) {
    let padded: Vec<_> = cells
        .iter()
        .zip(WIDTHS)
        .map(|(cell, width)| format!("{cell:>width$}"))
        .collect();
    // Writing to a String cannot fail.
    let _ = writeln!(text, "{open}{}{close}", padded.join(between));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::density::DensityHundredths;

    fn range() -> DensityRange {
        DensityRange::new(DensityHundredths(20), DensityHundredths(300)).unwrap()
    }

    fn wedge(steps: usize, density: impl Fn(f64) -> f64) -> Vec<MeasuredStep> {
        let p_value = |i: usize| i as f64 / (steps - 1) as f64;
        (0..steps)
            .map(|i| MeasuredStep {
                p_value: p_value(i),
                density: density(p_value(i)),
            })
            .collect()
    }

    fn report(measured: &[MeasuredStep]) -> CalibrationReport {
        evaluate(measured, range(), ViewingCondition::TRANSMISSIVE).unwrap()
    }

    #[test]
    fn a_perfect_printer_conforms() {
        let scale = PValueScale::new(range(), ViewingCondition::TRANSMISSIVE);
        let perfect = report(&wedge(33, |p| scale.density(p)));
        assert!(perfect.max_density_deviation() < 1e-9 && perfect.lum() < 1e-6);
        assert!(perfect.max_contrast_deviation() < 1e-6 && perfect.passes_fit());
        let (dark, light) = scale.jnd_span();
        assert!((perfect.mean_jnd() - (light - dark) / 32.0).abs() < 1e-6);
    }

    #[test]
    fn a_linear_density_printer_does_not() {
        let linear = report(&wedge(33, |p| 3.0 - 2.8 * p));
        assert!(!linear.passes_fit() && linear.lum() > 1.0);
    }

    #[test]
    fn intervals_of_unequal_width_are_scaled() {
        let scale = PValueScale::new(range(), ViewingCondition::TRANSMISSIVE);
        let measured: Vec<_> = [0.0, 0.1, 0.15, 0.3, 0.5, 0.6, 0.75, 0.9, 1.0]
            .map(|p_value| MeasuredStep {
                p_value,
                density: scale.density(p_value),
            })
            .into();
        assert!(report(&measured).lum() < 1e-6);
    }

    #[test]
    fn fits_find_the_shape() {
        let cubic: Vec<f64> = (0..20).map(|i| f64::from(i * i * i) / 100.0).collect();
        let left = [1, 2, 3].map(|order| fit(&cubic, order).rmse);
        assert!(left[0] > left[1] && left[1] > 0.1 && left[2] < 1e-9);
        assert_eq!(f_limit(1, 19), 4.96);
        assert_eq!(f_limit(3, 4000), 2.60);
    }

    #[test]
    fn refusals_name_the_value() {
        let refused = |change: fn(&mut Vec<MeasuredStep>)| {
            let mut measured = wedge(9, |p| 3.0 - 2.8 * p);
            change(&mut measured);
            let got = evaluate(&measured, range(), ViewingCondition::TRANSMISSIVE);
            got.unwrap_err().to_string()
        };
        let words = [
            refused(|m| m.truncate(7)),
            refused(|m| m[3].p_value = m[2].p_value),
            refused(|m| m[8].p_value = f64::NAN),
            refused(|m| m[0].density = -0.1),
        ];
        insta::assert_snapshot!(words.join("\n"), @"
        7 steps measured; 8 to 4096 are needed
        step 3 has p-value 0.25, outside 0 to 1 or not above the one before
        step 8 has p-value NaN, outside 0 to 1 or not above the one before
        step 0 has density -0.1, outside 0 to 6
        ");
    }

    #[test]
    fn text_and_markdown() {
        let scale = PValueScale::new(range(), ViewingCondition::TRANSMISSIVE);
        let rounded = |p: f64| libm::round(scale.density(p) * 100.0) / 100.0;
        let report = report(&wedge(11, rounded));
        insta::assert_snapshot!(report.to_text(), @"
        Density 0.20 to 3.00 OD, L0 2000 cd/m2, La 10 cd/m2, 11 steps

        P-Value  JND index   L wanted  D wanted       D          L    D off       JND  contrast off %
         0.0000     233.29     12.000     3.000   3.000     12.000   +0.000         -               -
         0.1000     294.68     22.262     2.212   2.210     22.332   -0.002    61.724            +0.5
         0.2000     356.08     38.511     1.846   1.850     38.251   +0.004    60.263            -1.7
         0.3000     417.47     63.630     1.572   1.570     63.831   -0.002    62.590            +1.9
         0.4000     478.86    101.869     1.338   1.340    101.418   +0.002    60.397            -1.6
         0.5000     540.25    159.504     1.126   1.130    158.262   +0.004    60.896            -0.7
         0.6000     601.64    245.800     0.928   0.930    244.980   +0.002    62.002            +1.0
         0.7000     663.04    374.464     0.739   0.740    373.940   +0.001    61.667            +0.4
         0.8000     724.43    565.808     0.556   0.560    560.846   +0.004    60.278            -1.7
         0.9000     785.82    849.994     0.377   0.380    843.739   +0.003    61.592            +0.3
         1.0000     847.21   1271.915     0.200   0.200   1271.915   +0.000    62.512            +1.8

        largest density deviation 0.004 OD
        mean JND per interval 61.392
        LUM 0.839 JND
        largest contrast deviation 1.9 %
        FIT order 1: rmse 0.822 JND, F 0.34 (limit 6.61)
        FIT order 2: rmse 0.788 JND, F 0.47 (limit 5.79)
        FIT order 3: rmse 0.774 JND, F 0.35 (limit 5.41)
        FIT passed
        ");
        insta::assert_snapshot!(report.to_markdown(), @"
        Density 0.20 to 3.00 OD, L0 2000 cd/m2, La 10 cd/m2, 11 steps

        | P-Value | JND index |  L wanted | D wanted |      D |         L |   D off |      JND | contrast off % |
        | ------: | --------: | --------: | -------: | -----: | --------: | ------: | -------: | -------------: |
        |  0.0000 |    233.29 |    12.000 |    3.000 |  3.000 |    12.000 |  +0.000 |        - |              - |
        |  0.1000 |    294.68 |    22.262 |    2.212 |  2.210 |    22.332 |  -0.002 |   61.724 |           +0.5 |
        |  0.2000 |    356.08 |    38.511 |    1.846 |  1.850 |    38.251 |  +0.004 |   60.263 |           -1.7 |
        |  0.3000 |    417.47 |    63.630 |    1.572 |  1.570 |    63.831 |  -0.002 |   62.590 |           +1.9 |
        |  0.4000 |    478.86 |   101.869 |    1.338 |  1.340 |   101.418 |  +0.002 |   60.397 |           -1.6 |
        |  0.5000 |    540.25 |   159.504 |    1.126 |  1.130 |   158.262 |  +0.004 |   60.896 |           -0.7 |
        |  0.6000 |    601.64 |   245.800 |    0.928 |  0.930 |   244.980 |  +0.002 |   62.002 |           +1.0 |
        |  0.7000 |    663.04 |   374.464 |    0.739 |  0.740 |   373.940 |  +0.001 |   61.667 |           +0.4 |
        |  0.8000 |    724.43 |   565.808 |    0.556 |  0.560 |   560.846 |  +0.004 |   60.278 |           -1.7 |
        |  0.9000 |    785.82 |   849.994 |    0.377 |  0.380 |   843.739 |  +0.003 |   61.592 |           +0.3 |
        |  1.0000 |    847.21 |  1271.915 |    0.200 |  0.200 |  1271.915 |  +0.000 |   62.512 |           +1.8 |

        - largest density deviation 0.004 OD
        - mean JND per interval 61.392
        - LUM 0.839 JND
        - largest contrast deviation 1.9 %
        - FIT order 1: rmse 0.822 JND, F 0.34 (limit 6.61)
        - FIT order 2: rmse 0.788 JND, F 0.47 (limit 5.79)
        - FIT order 3: rmse 0.774 JND, F 0.35 (limit 5.41)
        - FIT passed
        ");
    }
}
