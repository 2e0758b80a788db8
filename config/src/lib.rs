//! TOML settings: read, checked, resolved into the types of the crates below.

pub mod settings;

pub use settings::Settings;
