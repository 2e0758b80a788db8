//! CIELab as DICOM codes it (PS3.3 C.10.7.1.1) to sRGB.

use filmdesk_dataset::{DataSet, Tag};

/// White of the profile connection space (D50).
const WHITE: [f64; 3] = [0.9642, 1.0, 0.8249];
/// XYZ at D50 to linear sRGB (Bradford).
const TO_RGB: [[f64; 3]; 3] = [
    [3.133_856_1, -1.616_866_7, -0.490_614_6],
    [-0.978_768_4, 1.916_141_5, 0.033_454_0],
    [0.071_945_3, -0.228_991_4, 1.405_242_7],
];
/// Where CIELab's cube root becomes a line (CIE 15).
const KNEE: f64 = 6.0 / 29.0;

/// The color of a CIELab attribute.
pub(super) fn of(data: &DataSet, tag: Tag) -> Option<[u8; 3]> {
    let [l, a, b] = data.u16s(tag).ok()?.try_into().ok()?;
    Some(srgb([l, a, b]))
}

/// The gray of a P-value of 16 bits.
pub(super) fn gray(value: u16) -> [u8; 3] {
    [(value >> 8) as u8; 3]
}

/// L* from 0 to 100, a* and b* from -128 to 127, each over 16 bits.
pub(super) fn srgb(lab: [u16; 3]) -> [u8; 3] {
    let [l, a, b] = lab.map(f64::from);
    let (l, a, b) = (l / 655.35, a / 257.0 - 128.0, b / 257.0 - 128.0);
    let y = (l + 16.0) / 116.0;
    let linear = |t: f64| match t > KNEE {
        true => t * t * t,
        false => 3.0 * KNEE * KNEE * (t - 4.0 / 29.0),
    };
    let xyz = [
        WHITE[0] * linear(y + a / 500.0),
        WHITE[1] * linear(y),
        WHITE[2] * linear(y - b / 200.0),
    ];
    TO_RGB.map(|row| {
        let value: f64 = row
            .iter()
            .zip(xyz)
            .map(|(factor, value)| factor * value)
            .sum();
        (gamma(value.clamp(0.0, 1.0)) * 255.0).round() as u8
    })
}

/// IEC 61966-2-1.
fn gamma(linear: f64) -> f64 {
    match linear <= 0.003_130_8 {
        true => linear * 12.92,
        false => 1.055 * linear.powf(1.0 / 2.4) - 0.055,
    }
}

/// Colors of what has none: apart from one another, and from gray.
const PALETTE: [[u8; 3]; 8] = [
    [230, 80, 70],
    [90, 200, 110],
    [80, 150, 250],
    [245, 200, 60],
    [200, 110, 230],
    [70, 210, 210],
    [250, 150, 60],
    [240, 130, 180],
];

/// The color of the `place`th thing without one.
pub(super) fn fallback(place: usize) -> [u8; 3] {
    PALETTE[place % PALETTE.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_colors_come_out() {
        assert_eq!(srgb([0xFFFF, 0x8080, 0x8080]), [255, 255, 255]);
        assert_eq!(srgb([0, 0x8080, 0x8080]), [0, 0, 0]);
        // Red of sRGB is L* 54.29, a* 80.81, b* 69.89 at D50.
        let code = |value: f64| ((value + 128.0) * 257.0) as u16;
        let [r, g, b] = srgb([(54.29 * 655.35) as u16, code(80.81), code(69.89)]);
        assert!(r >= 253 && g <= 4 && b <= 4, "{r} {g} {b}");
    }
}
