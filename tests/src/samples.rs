//! Sample data beside the repository, and pixels by formula.

use std::path::{Path, PathBuf};

/// The root of the repository.
pub fn root() -> PathBuf {
    let tests = Path::new(env!("CARGO_MANIFEST_DIR"));
    tests.parent().unwrap_or(tests).to_path_buf()
}

/// A file of the shared sample data.
///
/// # Panics
/// When it is not there: a suite without its data has not passed.
pub fn sample(name: &str) -> PathBuf {
    let path = root().join("../shared/data").join(name);
    assert!(path.exists(), "sample data {name} is missing");
    path
}

/// The bytes of a file of the shared sample data.
///
/// # Panics
/// When it cannot be read.
pub fn sample_bytes(name: &str) -> Vec<u8> {
    std::fs::read(sample(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
}

/// The 12-bit gray that every peer's script sends at a column and row: all values, no symmetry.
pub fn gray12(x: u32, y: u32) -> u16 {
    ((x * 16 + y * 3) & 0x0FFF) as u16
}

/// The same in 8 bits.
pub fn gray8(x: u32, y: u32) -> u8 {
    ((x + y * 3) & 0xFF) as u8
}

/// The RGB that every peer's script sends.
pub fn colour(x: u32, y: u32) -> [u8; 3] {
    [(x & 0xFF) as u8, (y & 0xFF) as u8, ((x + y) & 0xFF) as u8]
}
