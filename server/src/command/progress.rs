//! Progress bars on a terminal, and bytes in words. Elsewhere than on a terminal nothing is drawn.

use indicatif::{ProgressBar, ProgressStyle};

use crate::disc::watch::Unit;

const BYTES: &str = "{prefix}{bar:30} {bytes}/{total_bytes} {bytes_per_sec} {eta} left {msg}";
const COUNTS: &str = "{prefix}{bar:30} {pos}/{len} {per_sec} {eta} left {msg}";
/// Letters of a stage's name, so that bars stand below one another.
const STAGE: usize = 20;

/// A bar over so many bytes.
pub(crate) fn bytes(total: u64) -> ProgressBar {
    styled(total, BYTES)
}

/// A bar over so many files.
pub(crate) fn files(total: u64) -> ProgressBar {
    styled(total, COUNTS)
}

/// A bar of a named stage.
pub(crate) fn stage(name: &str, unit: Unit, total: u64) -> ProgressBar {
    let template = match unit {
        Unit::Bytes => BYTES,
        Unit::Instances | Unit::Pages | Unit::Frames | Unit::Discs => COUNTS,
    };
    let bar = styled(total, template);
    bar.set_prefix(format!("{name:STAGE$} "));
    bar
}

fn styled(total: u64, template: &str) -> ProgressBar {
    let style = ProgressStyle::with_template(template);
    ProgressBar::new(total).with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()))
}

/// Bytes as people say them: `63.1 MB`.
pub(crate) fn in_words(bytes: u64) -> String {
    const UNITS: [&str; 5] = ["bytes", "KB", "MB", "GB", "TB"];
    let mut value = bytes as f64;
    let mut unit = 0;
    while value >= 1000.0 && unit + 1 < UNITS.len() {
        value /= 1000.0;
        unit += 1;
    }
    match unit {
        0 => format!("{bytes} bytes"),
        _ => format!("{value:.1} {}", UNITS[unit]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_are_said_in_the_unit_that_fits() {
        for (bytes, words) in [
            (0, "0 bytes"),
            (999, "999 bytes"),
            (1000, "1.0 KB"),
            (63_120_000, "63.1 MB"),
            (4_700_000_000_000_000, "4700.0 TB"),
        ] {
            assert_eq!(in_words(bytes), words);
        }
    }
}
