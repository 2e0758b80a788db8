//! Grayscale Standard Display Function, optical density and Presentation LUTs (PS3.14).
//!
//! A grayscale film is made in one direction, and each step has its module:
//!
//! ```text
//! stored value -> [photometric interpretation, polarity] -> [tone] -> optical density
//!                  lut::StoredPixels, lut::Polarity          tone     density
//!
//! optical density -> imager or relay: lut::DensityCodes
//!                 -> PDF, PNG:        display::FilmOnDisplay
//! ```
//!
//! [`lut::GrayscaleChain`] walks the whole way for every stored value at once and hands back a
//! table, so that pixels are touched by one indexing only. All arithmetic is `f64`, rounded once,
//! to 16 bits, in the last step. Colour pixels never pass through this chain (PS3.4 H.2.1 has no
//! Presentation LUT for them); for them there is only [`icc`] and [`display::gray_to_srgb8`].
//!
//! The crate is pure: it opens nothing and knows no clock. Logarithms and powers come from `libm`,
//! whose results do not depend on the machine.

pub mod characteristic;
pub mod density;
pub mod display;
pub mod gsdf;
pub mod icc;
mod interpolate;
pub mod lut;
pub mod pattern;
pub mod presentation_lut;
pub mod report;
pub mod tone;

/// The nearest value in a range; unlike `f64::clamp`, NaN becomes the low end.
fn within(value: f64, low: f64, high: f64) -> f64 {
    if value > low { value.min(high) } else { low }
}
