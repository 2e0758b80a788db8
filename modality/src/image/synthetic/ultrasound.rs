//! A colour Doppler frame: a sector with speckle, a vessel in red and blue, a gray and a colour
//! scale.

use super::Noise;
use crate::image::{Caption, Pixels, PrintImage};

const ROWS: usize = 600;
const COLUMNS: usize = 800;
/// Where the transducer's virtual apex is, in pixels.
const APEX: (f64, f64) = (400.0, -40.0);
/// Where the sector begins and ends, in pixels from the apex.
const DEPTH: (f64, f64) = (90.0, 600.0);
/// Half the angle of the sector, in radians.
const HALF_ANGLE: f64 = 0.62;

/// The frame, 800 by 600, RGB by plane.
pub fn ultrasound() -> PrintImage {
    let mut noise = Noise::new(0xD0_99_1E);
    let mut planes = vec![0u8; 3 * ROWS * COLUMNS];
    for row in 0..ROWS {
        for column in 0..COLUMNS {
            let color = pixel(column as f64, row as f64, &mut noise);
            for (plane, value) in color.into_iter().enumerate() {
                planes[plane * ROWS * COLUMNS + row * COLUMNS + column] = value;
            }
        }
    }
    PrintImage {
        rows: ROWS as u16,
        columns: COLUMNS as u16,
        pixels: Pixels::Rgb(planes),
        inverse: false,
        aspect_ratio: None,
        width_mm: None,
        caption: Caption::new("DOE JANE  ID FD-0001", "Carotid  Im 1"),
    }
}

fn pixel(x: f64, y: f64, noise: &mut Noise) -> [u8; 3] {
    if let Some(color) = scale(x, y) {
        return color;
    }
    let (dx, dy) = (x - APEX.0, y - APEX.1);
    let (radius, angle) = (libm::hypot(dx, dy), libm::atan2(dx, dy));
    if !(DEPTH.0..DEPTH.1).contains(&radius) || angle.abs() > HALF_ANGLE {
        return [0; 3];
    }
    flow(x, y, noise).unwrap_or_else(|| [speckle(x, y, radius, noise); 3])
}

/// Gray speckle, brighter in layers, darker with depth and within the vessel.
fn speckle(x: f64, y: f64, radius: f64, noise: &mut Noise) -> u8 {
    let layers = 0.5 + 0.5 * libm::sin(radius / 23.0 + 1.5 * libm::sin(x / 90.0));
    let tissue = 60.0 + 70.0 * layers * layers;
    let wall = libm::exp(-libm::pow((vessel(x, y).abs() - 46.0) / 5.0, 2.0)) * 120.0;
    let lumen = if vessel(x, y).abs() < 44.0 { 0.18 } else { 1.0 };
    let fading = 1.15 - 0.7 * radius / DEPTH.1;
    let grain = 0.55 + 0.75 * noise.uniform() * noise.uniform() + 0.2 * noise.uniform();
    ((tissue * lumen + wall) * fading * grain).clamp(0.0, 255.0) as u8
}

/// Distance across from the middle of a vessel that runs through the sector.
fn vessel(x: f64, y: f64) -> f64 {
    y - (300.0 + 26.0 * libm::sin(x / 120.0))
}

/// Red towards, blue away, within the colour box; mixed where the flow turns.
fn flow(x: f64, y: f64, noise: &mut Noise) -> Option<[u8; 3]> {
    let across = vessel(x, y) / 40.0;
    if !(300.0..560.0).contains(&x) || across.abs() >= 1.0 {
        return None;
    }
    let speed = (1.0 - across * across) * libm::cos((x - 300.0) / 130.0) + 0.08 * noise.bell();
    let strength = (speed.abs().min(1.0) * 200.0) as u8;
    Some(match speed > 0.0 {
        true => [55 + strength, strength.saturating_sub(70), 0],
        false => [0, strength.saturating_sub(70), 55 + strength],
    })
}

/// A gray wedge at the left and a velocity scale at the right.
fn scale(x: f64, y: f64) -> Option<[u8; 3]> {
    if !(150.0..450.0).contains(&y) {
        return None;
    }
    let share = (450.0 - y) / 300.0;
    if (20.0..36.0).contains(&x) {
        return Some([(share * 255.0) as u8; 3]);
    }
    let speed = share * 2.0 - 1.0;
    let strength = (speed.abs() * 255.0) as u8;
    let color = match speed > 0.0 {
        true => [strength, strength.saturating_sub(125), 0],
        false => [0, strength.saturating_sub(125), strength],
    };
    (764.0..780.0).contains(&x).then_some(color)
}
