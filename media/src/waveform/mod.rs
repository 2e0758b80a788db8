//! Waveforms (PS3.3 C.10.9) on paper: decoded, laid out as an electrocardiograph prints them, and
//! painted. Twelve leads stand in three rows of four and a rhythm strip, at 25 mm/s and 10 mm/mV;
//! all other channels below one another.

mod decode;
mod interpretation;
mod paint;
mod paper;

pub use decode::{Channel, Group, groups};
pub(crate) use interpretation::Interpretation;
pub use paint::paint;
pub use paper::{Paper, SECONDS, Stroke, Word, paper};
