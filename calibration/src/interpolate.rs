//! Monotone cubic interpolation through measured points.
//!
//! Cubic Hermite with slopes limited as Fritsch and Carlson showed (SIAM J. Numer. Anal. 17, 1980):
//! smooth where the points are smooth, and never rising where they fall, so that a step wedge
//! keeps its order.

/// A curve through points of strictly rising x, monotone where the points are.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Monotone {
    points: Vec<(f64, f64)>,
    slopes: Vec<f64>,
}

impl Monotone {
    /// Takes at least two points, finite, x strictly rising: the callers have checked.
    pub(crate) fn new(points: Vec<(f64, f64)>) -> Self {
        let secants: Vec<f64> = points
            .windows(2)
            .map(|p| (p[1].1 - p[0].1) / (p[1].0 - p[0].0))
            .collect();
        let slopes = slopes(&points, &secants);
        Self { points, slopes }
    }

    pub(crate) fn points(&self) -> &[(f64, f64)] {
        &self.points
    }

    /// The curve at x, held constant beyond the ends; NaN is the first point.
    pub(crate) fn at(&self, x: f64) -> f64 {
        let last = self.points.len() - 1;
        let next = self.points.partition_point(|p| p.0 <= x);
        match next {
            0 => self.points[0].1,
            n if n > last => self.points[last].1,
            n => self.segment(n - 1, x),
        }
    }

    fn segment(&self, i: usize, x: f64) -> f64 {
        let ((x0, y0), (x1, y1)) = (self.points[i], self.points[i + 1]);
        let width = x1 - x0;
        let t = (x - x0) / width;
        let s = 1.0 - t;
        let value = y0 * s * s * (1.0 + 2.0 * t)
            + y1 * t * t * (3.0 - 2.0 * t)
            + width * (self.slopes[i] * t * s * s - self.slopes[i + 1] * t * t * s);
        value.clamp(y0.min(y1), y0.max(y1))
    }
}

fn slopes(points: &[(f64, f64)], secants: &[f64]) -> Vec<f64> {
    let last = points.len() - 1;
    (0..=last)
        .map(|i| match i {
            0 => secants[0],
            i if i == last => secants[last - 1],
            i => inner_slope(points, secants, i),
        })
        .collect()
}

/// Weighted harmonic mean of the neighbouring secants: zero at a turn or a plateau.
fn inner_slope(points: &[(f64, f64)], secants: &[f64], i: usize) -> f64 {
    let (before, after) = (secants[i - 1], secants[i]);
    if before * after <= 0.0 {
        return 0.0;
    }
    let (left, right) = (points[i].0 - points[i - 1].0, points[i + 1].0 - points[i].0);
    let (a, b) = (left + 2.0 * right, 2.0 * left + right);
    (a + b) / (a / before + b / after)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn meets_its_points_and_holds_beyond() {
        let curve = Monotone::new(vec![(0.0, 0.0), (0.5, 0.8), (1.0, 1.0)]);
        let got = [-1.0, 0.0, 0.5, 1.0, 2.0, f64::NAN].map(|x| curve.at(x));
        assert_eq!(got, [0.0, 0.0, 0.8, 1.0, 1.0, 0.0]);
    }

    #[test]
    fn a_straight_line_stays_straight() {
        let curve = Monotone::new(vec![(0.0, 3.0), (0.3, 2.1), (0.9, 0.3), (1.0, 0.0)]);
        for i in 0..=100 {
            let x = f64::from(i) / 100.0;
            assert!((curve.at(x) - (3.0 - 3.0 * x)).abs() < 1e-12);
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(256))]
        #[test]
        fn never_turns(steps in proptest::collection::vec((0.01..1.0f64, 0.0..5.0f64), 2..20)) {
            let points: Vec<_> = steps
                .iter()
                .scan((0.0, 0.0), |sum, s| {
                    *sum = (sum.0 + s.0, sum.1 + s.1);
                    Some(*sum)
                })
                .collect();
            let (first, last) = (points[0].0, points[points.len() - 1].0);
            let curve = Monotone::new(points);
            let values: Vec<_> = (0..=200)
                .map(|i| curve.at(first + (last - first) * f64::from(i) / 200.0))
                .collect();
            prop_assert!(values.windows(2).all(|w| w[1] >= w[0] - 1e-9), "{values:?}");
        }
    }
}
