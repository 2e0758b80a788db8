//! A good disc, and one defect planted at a time.

mod disc;
mod instances;
mod table;

pub use disc::Disc;
pub use table::SEEDS;
