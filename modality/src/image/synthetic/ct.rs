//! A body made of ellipses, slice by slice from the chest down.

use super::{Noise, shaded};
use crate::image::{Caption, PrintImage};
use crate::order::Depth;

/// Slices of the phantom.
pub const SLICES: u16 = 12;
/// Rows and columns of a slice.
pub const SLICE_SIDE: u16 = 512;
/// Field of view in mm.
const FIELD_MM: f64 = 400.0;
/// Soft tissue window, in Hounsfield units: center and width.
const WINDOW: (f64, f64) = (40.0, 400.0);
/// Noise in Hounsfield units, a thin slice's.
const NOISE_HU: f64 = 14.0;
/// A seed for each slice is made from this one.
const SEED: u64 = 0x5EED_F11D;

/// An ellipsoid: where it is, how large, how dense. Lengths in mm from the middle of the field;
/// z in slices. Later ones cover earlier ones.
struct Organ {
    x: f64,
    y: f64,
    z: f64,
    half_width: f64,
    half_height: f64,
    half_length: f64,
    hounsfield: f64,
}

const fn organ(place: [f64; 3], half: [f64; 3], hounsfield: f64) -> Organ {
    Organ {
        x: place[0],
        y: place[1],
        z: place[2],
        half_width: half[0],
        half_height: half[1],
        half_length: half[2],
        hounsfield,
    }
}

/// Far longer than the phantom: such organs are tubes.
const LONG: f64 = 1000.0;

const ORGANS: &[Organ] = &[
    // Skin and fat, then muscle.
    organ([0.0, 0.0, 5.5], [168.0, 112.0, LONG], -95.0),
    organ([0.0, 2.0, 5.5], [154.0, 98.0, LONG], 55.0),
    // The cavity: fat around the organs.
    organ([0.0, -4.0, 5.5], [138.0, 80.0, LONG], -70.0),
    // Lungs, which end towards the belly.
    organ([-70.0, -2.0, 0.0], [58.0, 72.0, 6.2], -840.0),
    organ([70.0, -2.0, 0.0], [58.0, 72.0, 6.2], -840.0),
    // Heart with its chambers.
    organ([14.0, -26.0, 1.5], [48.0, 40.0, 4.2], 45.0),
    organ([26.0, -24.0, 1.5], [20.0, 17.0, 2.8], 165.0),
    organ([-8.0, -32.0, 1.2], [16.0, 13.0, 2.6], 150.0),
    // Liver, stomach with air, spleen.
    organ([-58.0, -14.0, 7.6], [74.0, 60.0, 4.2], 92.0),
    organ([52.0, -30.0, 7.2], [42.0, 34.0, 3.4], 30.0),
    organ([54.0, -48.0, 7.2], [26.0, 11.0, 2.4], -950.0),
    organ([96.0, 22.0, 7.2], [26.0, 38.0, 3.0], 105.0),
    // A lesion in the liver, and a stone in the gall bladder.
    organ([-82.0, 2.0, 7.8], [13.0, 12.0, 1.6], 38.0),
    organ([-34.0, -44.0, 8.6], [14.0, 17.0, 1.8], 8.0),
    organ([-35.0, -36.0, 8.6], [4.0, 3.5, 0.9], 420.0),
    // Kidneys with their pelves.
    organ([-62.0, 36.0, 10.4], [27.0, 30.0, 2.8], 150.0),
    organ([62.0, 36.0, 10.2], [27.0, 30.0, 2.8], 150.0),
    organ([-52.0, 34.0, 10.4], [9.0, 10.0, 1.8], 15.0),
    organ([52.0, 34.0, 10.2], [9.0, 10.0, 1.8], 15.0),
    // Muscles beside the spine.
    organ([-34.0, 70.0, 5.5], [26.0, 19.0, LONG], 60.0),
    organ([34.0, 70.0, 5.5], [26.0, 19.0, LONG], 60.0),
    // Aorta and vena cava.
    organ([18.0, 22.0, 5.5], [13.0, 13.0, LONG], 240.0),
    organ([-18.0, 20.0, 6.5], [13.0, 10.0, LONG], 140.0),
    // Vertebra: body, marrow, canal, processes.
    organ([0.0, 50.0, 5.5], [25.0, 20.0, LONG], 480.0),
    organ([0.0, 50.0, 5.5], [20.0, 15.0, LONG], 190.0),
    organ([0.0, 76.0, 5.5], [16.0, 9.0, LONG], 420.0),
    organ([0.0, 74.0, 5.5], [9.0, 7.0, LONG], 25.0),
    organ([0.0, 93.0, 5.5], [5.0, 14.0, LONG], 440.0),
    // Sternum.
    organ([0.0, -92.0, 0.0], [22.0, 6.0, 6.0], 350.0),
];

/// Ribs on the wall of the cavity: angle in degrees, the slice where they are thickest.
const RIBS: &[(f64, f64)] = &[
    (20.0, 1.0),
    (52.0, 3.0),
    (84.0, 5.0),
    (116.0, 2.0),
    (148.0, 4.0),
    (-20.0, 1.0),
    (-52.0, 3.0),
    (-84.0, 5.0),
    (-116.0, 2.0),
    (-148.0, 4.0),
];

/// Slice `slice` (0 to 11) of a patient who does not exist, as P-values of a soft tissue window.
pub fn ct_phantom(slice: u16, depth: Depth) -> PrintImage {
    let mut noise = Noise::new(SEED.wrapping_mul(u64::from(slice) + 1));
    let (center, width) = WINDOW;
    let share = |hounsfield| (hounsfield + noise.bell() * NOISE_HU - center) / width + 0.5;
    let shares: Vec<f64> = hounsfield(f64::from(slice), SLICE_SIDE, SLICE_SIDE)
        .into_iter()
        .map(share)
        .collect();
    PrintImage {
        rows: SLICE_SIDE,
        columns: SLICE_SIDE,
        pixels: shaded(&shares, depth),
        inverse: false,
        aspect_ratio: None,
        width_mm: Some(FIELD_MM),
        caption: Caption::new(
            "DOE JANE  ID FD-0001  *1970-01-01",
            &format!("Se 2 Im {}", slice + 1),
        ),
    }
}

/// The phantom in Hounsfield units without noise, at any size, where `slice` cuts it.
pub(crate) fn hounsfield(slice: f64, rows: u16, columns: u16) -> Vec<f64> {
    let shapes: Vec<Organ> = ORGANS
        .iter()
        .map(|organ| cut(organ, slice))
        .chain(ribs(slice))
        .collect();
    let mm = |pixel, size| (f64::from(pixel) + 0.5) * FIELD_MM / f64::from(size) - FIELD_MM / 2.0;
    let row = |row| (0..columns).map(move |column| (mm(column, columns), mm(row, rows)));
    let places = (0..rows).flat_map(row);
    places.map(|(x, y)| tissue(&shapes, x, y)).collect()
}

/// An organ where a slice cuts it; of no size where it does not.
fn cut(organ: &Organ, slice: f64) -> Organ {
    let along = (slice - organ.z) / organ.half_length;
    let share = libm::sqrt((1.0 - along * along).max(0.0));
    Organ {
        half_width: organ.half_width * share,
        half_height: organ.half_height * share,
        ..*organ
    }
}

fn ribs(slice: f64) -> impl Iterator<Item = Organ> {
    RIBS.iter().flat_map(move |(angle, thickest)| {
        // Ribs run down to the front, so a slice meets them at another angle.
        let turned = (angle + slice * 2.5 * angle.signum()).to_radians();
        let (x, y) = (-145.0 * libm::sin(turned), 89.0 * libm::cos(turned));
        let share = 1.0 - 0.45 * ((slice - thickest) / 8.0).abs();
        let rib = |size: f64, hounsfield| {
            organ(
                [x, y, 0.0],
                [8.0 * size * share, 5.5 * size * share, LONG],
                hounsfield,
            )
        };
        [rib(1.0, 620.0), rib(0.5, 210.0)]
    })
}

/// Hounsfield units at a place, with an edge of a millimetre, as a scanner's kernel has.
fn tissue(shapes: &[Organ], x: f64, y: f64) -> f64 {
    let mut found = -1000.0;
    for shape in shapes
        .iter()
        .filter(|shape| shape.half_width > 0.5 && shape.half_height > 0.5)
    {
        let (dx, dy) = (
            (x - shape.x) / shape.half_width,
            (y - shape.y) / shape.half_height,
        );
        let radius = libm::sqrt(dx * dx + dy * dy);
        if radius > 1.5 {
            continue;
        }
        let inside = (1.0 - radius) * shape.half_width.min(shape.half_height);
        let share = (inside + 0.5).clamp(0.0, 1.0);
        found += share * (shape.hounsfield - found);
    }
    found
}
