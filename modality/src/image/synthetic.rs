//! Made-up images: a CT phantom, test patterns, an ultrasound frame, a ruler. The same every
//! time, to the last bit.

mod ct;
mod ruler;
mod ultrasound;

use std::str::FromStr;

use filmdesk_calibration::pattern::{self, Pattern, PatternSize};

pub(crate) use ct::hounsfield;
pub use ct::{SLICE_SIDE, SLICES, ct_phantom};
pub use ruler::{RULER_MM, ruler};
pub use ultrasound::ultrasound;

use super::{Caption, Pixels, PrintImage};
use crate::error::SourceError;
use crate::order::Depth;

/// A made-up order of images, as the command line names them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Synthetic {
    /// Twelve slices of a body with lungs, heart, liver, kidneys and spine.
    Ct,
    /// The pattern after SMPTE RP 133.
    Smpte,
    /// The pattern after TG18-QC.
    QualityControl,
    /// A wedge of 32 steps.
    Wedge,
    /// A colour Doppler frame.
    Ultrasound,
    /// A ruler of [`RULER_MM`] in true size.
    Ruler,
}

/// Every kind with its name.
pub const KINDS: &[(&str, Synthetic)] = &[
    ("ct", Synthetic::Ct),
    ("smpte", Synthetic::Smpte),
    ("qc", Synthetic::QualityControl),
    ("wedge", Synthetic::Wedge),
    ("ultrasound", Synthetic::Ultrasound),
    ("ruler", Synthetic::Ruler),
];

/// Side of the square patterns, in pixels.
const PATTERN_SIDE: u16 = 1024;
/// Steps of the wedge.
const WEDGE_STEPS: u16 = 32;

/// A name that is none of [`KINDS`].
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is none of ct, smpte, qc, wedge, ultrasound, ruler")]
pub struct UnknownSynthetic(pub String);

impl FromStr for Synthetic {
    type Err = UnknownSynthetic;

    fn from_str(text: &str) -> Result<Self, UnknownSynthetic> {
        let known = KINDS.iter().find(|(name, _)| *name == text);
        known
            .map(|(_, kind)| *kind)
            .ok_or_else(|| UnknownSynthetic(text.to_owned()))
    }
}

impl Synthetic {
    /// The images, gray ones of `depth`.
    ///
    /// # Errors
    /// [`SourceError::Pattern`] never comes for these sizes, and is handed on all the same.
    pub fn images(self, depth: Depth) -> Result<Vec<PrintImage>, SourceError> {
        let size = |rows, columns| PatternSize::new(rows, columns, depth.bits());
        let side = PATTERN_SIDE;
        Ok(match self {
            Self::Ct => (0..SLICES).map(|slice| ct_phantom(slice, depth)).collect(),
            Self::Smpte => vec![of_pattern(
                &pattern::smpte(size(side, side)?),
                "SMPTE RP 133",
            )],
            Self::QualityControl => vec![of_pattern(
                &pattern::quality_control(size(side, side)?),
                "TG18-QC",
            )],
            Self::Wedge => vec![of_pattern(
                &pattern::step_wedge(size(side / 4, side)?, WEDGE_STEPS)?,
                "32 steps",
            )],
            Self::Ultrasound => vec![ultrasound()],
            Self::Ruler => vec![ruler(depth)],
        })
    }
}

fn of_pattern(pattern: &Pattern, name: &str) -> PrintImage {
    PrintImage {
        rows: pattern.rows,
        columns: pattern.columns,
        pixels: gray(
            &pattern.samples,
            if pattern.bits_stored == 8 {
                Depth::Eight
            } else {
                Depth::Twelve
            },
        ),
        inverse: false,
        aspect_ratio: None,
        width_mm: None,
        caption: Caption::new("TEST PATTERN", name),
    }
}

/// Samples that fit `depth` as pixels.
fn gray(samples: &[u16], depth: Depth) -> Pixels {
    match depth {
        Depth::Eight => Pixels::Gray8(samples.iter().map(|value| *value as u8).collect()),
        Depth::Twelve => Pixels::Gray12(
            samples
                .iter()
                .flat_map(|value| value.to_le_bytes())
                .collect(),
        ),
    }
}

/// Shares of white, 0 to 1, as pixels.
fn shaded(shares: &[f64], depth: Depth) -> Pixels {
    let most = f64::from((1u16 << depth.bits()) - 1);
    let samples: Vec<u16> = shares
        .iter()
        .map(|share| libm::round(share.clamp(0.0, 1.0) * most) as u16)
        .collect();
    gray(&samples, depth)
}

/// Noise with a fixed seed (Marsaglia's xorshift with 64 bits).
struct Noise(u64);

impl Noise {
    fn new(seed: u64) -> Self {
        Self(seed | 1)
    }

    /// A number from 0 to below 1.
    fn uniform(&mut self) -> f64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) as f64 / (1u64 << 53) as f64
    }

    /// A number around 0 with a deviation of about 1: the sum of four is round enough.
    fn bell(&mut self) -> f64 {
        let sum: f64 = (0..4).map(|_| self.uniform()).sum();
        (sum - 2.0) * 1.732
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_has_pixels_of_its_size_and_is_the_same_every_time() {
        for (name, kind) in KINDS {
            assert_eq!(name.parse(), Ok(*kind));
            for depth in [Depth::Eight, Depth::Twelve] {
                let images = kind.images(depth).unwrap();
                assert!(images == kind.images(depth).unwrap(), "{name} differs");
                for image in &images {
                    let (allocated, _) = image.pixels.bits();
                    let size = usize::from(image.rows) * usize::from(image.columns);
                    let bytes =
                        size * usize::from(allocated / 8) * usize::from(image.pixels.samples());
                    assert_eq!(image.pixels.bytes().len(), bytes, "{name}");
                }
            }
        }
        assert!("mri".parse::<Synthetic>().is_err());
    }

    #[test]
    fn twelve_bit_pixels_have_twelve_bits() {
        for (name, kind) in KINDS {
            for image in kind.images(Depth::Twelve).unwrap() {
                if let Pixels::Gray12(bytes) = &image.pixels {
                    assert!(bytes.chunks(2).all(|pair| pair[1] <= 0x0F), "{name}");
                }
            }
        }
    }

    #[test]
    fn slices_of_the_phantom_differ_and_use_the_range() {
        let images = Synthetic::Ct.images(Depth::Eight).unwrap();
        assert_eq!(images.len(), usize::from(SLICES));
        assert!(
            images
                .windows(2)
                .all(|pair| pair[0].pixels != pair[1].pixels)
        );
        for image in &images {
            let bytes = image.pixels.bytes();
            let dark = bytes.iter().filter(|v| **v < 30).count();
            let bright = bytes.iter().filter(|v| **v > 225).count();
            assert!(
                dark > 50_000 && bright > 500,
                "{dark} dark, {bright} bright"
            );
        }
    }
}
