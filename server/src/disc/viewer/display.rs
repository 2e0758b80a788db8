//! P-values to driving levels of the screen that discs are looked at with.

use filmdesk_calibration::display::{DisplayEncoding, TargetDisplay};

/// Levels of 0 to 255 that show P-values 0 to 255 in equal steps to the eye; none when the screen
/// does so by itself.
pub(in super::super) fn driving_levels(display: &TargetDisplay) -> Option<Vec<u8>> {
    if display.encoding() == DisplayEncoding::GsdfCalibrated {
        return None;
    }
    let level = |p_value: u8| {
        let level = display.driving_level(f64::from(p_value) / 255.0);
        (level * 255.0).round() as u8
    };
    Some((0..=u8::MAX).map(level).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn black_and_white_stay_and_levels_rise() {
        let levels = driving_levels(&TargetDisplay::default()).expect("sRGB needs a table");
        assert_eq!((levels.len(), levels[0], levels[255]), (256, 0, 255));
        assert!(levels.is_sorted());
        let gsdf = TargetDisplay::new(0.5, 400.0, DisplayEncoding::GsdfCalibrated);
        assert_eq!(driving_levels(&gsdf.expect("a display")), None);
    }
}
