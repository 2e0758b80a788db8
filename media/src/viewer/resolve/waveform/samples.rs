//! Samples of a channel in 16 bits.

/// What stands for a sample that was not recorded (Waveform Padding Value).
const PADDING: i16 = i16::MIN;

/// A channel's samples; the sample as recorded is `samples` x `step` + `offset`.
#[derive(Debug, PartialEq)]
pub(super) struct Channel {
    pub(super) samples: Vec<i16>,
    pub(super) step: f64,
    pub(super) offset: f64,
    /// Whether one of them is [`PADDING`].
    pub(super) is_padded: bool,
}

impl Channel {
    /// As they are where they fit 16 bits; around their middle where only their spread does; in
    /// steps where not even that (24 bits: an error of 1/65,000 of the spread).
    pub(super) fn of(samples: &[f64], padding: Option<f64>) -> Self {
        let recorded = || {
            samples
                .iter()
                .copied()
                .filter(|sample| Some(*sample) != padding)
        };
        let low = recorded().fold(f64::INFINITY, f64::min);
        let high = recorded().fold(f64::NEG_INFINITY, f64::max);
        let most = f64::from(i16::MAX);
        let fits = -most <= low && high <= most || low > high;
        let offset = if fits {
            0.0
        } else {
            (low + (high - low) / 2.0).floor()
        };
        let step = if fits {
            1.0
        } else {
            ((high - offset) / most).ceil().max(1.0)
        };
        let one = |sample: &f64| match Some(*sample) == padding {
            true => PADDING,
            false => ((sample - offset) / step).round() as i16,
        };
        let samples: Vec<i16> = samples.iter().map(one).collect();
        Self {
            is_padded: samples.contains(&PADDING),
            samples,
            step,
            offset,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_fits_stays_and_what_does_not_is_moved() {
        assert_eq!(Channel::of(&[-5.0, 7.0], None).samples, [-5, 7]);
        let moved = Channel::of(&[40_000.0, 60_000.0], None);
        assert_eq!(
            (moved.samples, moved.offset),
            (vec![-10_000, 10_000], 50_000.0)
        );
        let wide = Channel::of(&[-8_000_000.0, 0.0, 8_000_000.0], None);
        let back = |at: usize| f64::from(wide.samples[at]) * wide.step + wide.offset;
        assert!((back(0) + 8_000_000.0).abs() <= wide.step, "{wide:?}");
        assert!((back(2) - 8_000_000.0).abs() <= wide.step, "{wide:?}");
    }

    #[test]
    fn padding_is_no_sample() {
        let padded = Channel::of(&[-32_768.0, 3.0], Some(-32_768.0));
        assert_eq!((padded.samples, padded.is_padded), (vec![PADDING, 3], true));
        let full = Channel::of(&[-32_768.0, 32_767.0], None);
        assert!(!full.is_padded && full.samples[0] > PADDING, "{full:?}");
        assert_eq!(Channel::of(&[1.0], Some(1.0)).samples, [PADDING]);
    }
}
