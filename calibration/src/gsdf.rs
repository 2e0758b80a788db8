//! The Grayscale Standard Display Function: JND index to luminance and back (PS3.14 7.1).

use crate::within;

/// Smallest JND index of the function.
pub const JND_INDEX_MIN: f64 = 1.0;
/// Largest JND index of the function.
pub const JND_INDEX_MAX: f64 = 1023.0;

/// a, c, e, g, m of PS3.14 equation 7-1: the numerator, by rising power of ln j.
const NUMERATOR: [f64; 5] = [
    -1.3011877,
    8.0242636e-2,
    1.3646699e-1,
    -2.5468404e-2,
    1.3635334e-3,
];
/// 1, b, d, f, h, k of equation 7-1: the denominator, by rising power of ln j.
const DENOMINATOR: [f64; 6] = [
    1.0,
    -2.5840191e-2,
    -1.0320229e-1,
    2.8745620e-2,
    -3.1978977e-3,
    1.2992634e-4,
];
/// A to I of equation 7-2: an approximate inverse, by rising power of log10 L. It is off by up to
/// 0.092 JND at the bright end, so it only starts the iteration.
const INVERSE: [f64; 9] = [
    71.498068,
    94.593053,
    41.912053,
    9.8247004,
    0.28175407,
    -1.1878455,
    -0.18014349,
    0.14710899,
    -0.017046845,
];
/// Newton steps of the inverse. Two reach 1e-9 JND from the start value; the others are reserve.
const NEWTON_STEPS: usize = 5;

fn polynomial(coefficients: &[f64], x: f64) -> f64 {
    coefficients.iter().rev().fold(0.0, |sum, c| sum * x + c)
}

fn derivative(coefficients: &[f64], x: f64) -> f64 {
    let terms = coefficients.iter().enumerate().skip(1).rev();
    terms.fold(0.0, |sum, (power, c)| sum * x + power as f64 * c)
}

/// log10 L and its derivative at x = ln j.
fn log_luminance(x: f64) -> (f64, f64) {
    let (n, d) = (polynomial(&NUMERATOR, x), polynomial(&DENOMINATOR, x));
    let (dn, dd) = (derivative(&NUMERATOR, x), derivative(&DENOMINATOR, x));
    (n / d, (dn * d - n * dd) / (d * d))
}

/// Luminance in cd/m2 of a JND index (PS3.14 equation 7-1).
///
/// The index is clamped to 1 to 1023, outside which the function is not defined; NaN counts as 1.
pub fn luminance(jnd_index: f64) -> f64 {
    let index = within(jnd_index, JND_INDEX_MIN, JND_INDEX_MAX);
    libm::exp10(log_luminance(libm::log(index)).0)
}

/// JND index, 1 to 1023, of a luminance in cd/m2: the inverse of [`luminance`], solved on that
/// function itself (PS3.14 7.1 note 3), with an error below 1e-6.
///
/// Luminance below 0.05 or above 3993 cd/m2 is clamped to the ends; NaN counts as darkest.
pub fn jnd_index(luminance_cd_m2: f64) -> f64 {
    let (darkest, brightest) = (luminance(JND_INDEX_MIN), luminance(JND_INDEX_MAX));
    let target = libm::log10(within(luminance_cd_m2, darkest, brightest));
    let mut x = libm::log(polynomial(&INVERSE, target).max(JND_INDEX_MIN));
    for _ in 0..NEWTON_STEPS {
        let (value, slope) = log_luminance(x);
        let step = (value - target) / slope;
        x -= step;
        if step.abs() < 1e-14 {
            break;
        }
    }
    libm::exp(x).clamp(JND_INDEX_MIN, JND_INDEX_MAX)
}

/// Whether the function is defined at this luminance (0.05 to 3993 cd/m2), so that nothing is
/// clamped.
pub fn is_defined(luminance_cd_m2: f64) -> bool {
    (luminance(JND_INDEX_MIN)..=luminance(JND_INDEX_MAX)).contains(&luminance_cd_m2)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn ends_of_the_function() {
        assert!((luminance(1.0) - 0.05).abs() < 1e-4);
        assert!((luminance(1023.0) - 3993.404).abs() < 0.08);
        assert_eq!(luminance(0.0), luminance(1.0));
        assert_eq!(luminance(f64::NAN), luminance(1.0));
        assert_eq!(luminance(5000.0), luminance(1023.0));
        assert_eq!(jnd_index(0.0), 1.0);
        assert_eq!(jnd_index(f64::NAN), 1.0);
        assert_eq!(jnd_index(1e9), 1023.0);
        assert!(is_defined(100.0) && !is_defined(0.01) && !is_defined(4500.0));
    }

    #[test]
    fn derivative_is_that_of_the_function() {
        for j in [2.0, 30.0, 400.0, 1000.0] {
            let x = libm::log(j);
            let h = 1e-6;
            let secant = (log_luminance(x + h).0 - log_luminance(x - h).0) / (2.0 * h);
            assert!((log_luminance(x).1 - secant).abs() < 1e-7, "at {j}");
        }
    }

    #[test]
    fn every_index_comes_back() {
        for j in 1..=1023 {
            let back = jnd_index(luminance(f64::from(j)));
            assert!(
                (back - f64::from(j)).abs() < 1e-6,
                "{j} came back as {back}"
            );
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(512))]
        #[test]
        fn round_trip(j in 1.0..1023.0f64) {
            prop_assert!((jnd_index(luminance(j)) - j).abs() < 1e-6);
        }
        #[test]
        fn rises(j in 1.0..1022.0f64, step in 0.001..1.0f64) {
            prop_assert!(luminance(j + step) > luminance(j));
        }
    }
}
