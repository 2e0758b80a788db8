//! Progress bars on a terminal, and bytes in words. Elsewhere than on a terminal nothing is drawn.

use indicatif::{ProgressBar, ProgressStyle};

/// A bar over so many bytes.
pub(crate) fn bytes(total: u64) -> ProgressBar {
    let template = "{bar:30} {bytes}/{total_bytes} {bytes_per_sec} {eta} left {msg}";
    styled(ProgressBar::new(total), template)
}

/// A bar over so many files.
pub(crate) fn files(total: u64) -> ProgressBar {
    let template = "{bar:30} {pos}/{len} files {per_sec} {eta} left {msg}";
    styled(ProgressBar::new(total), template)
}

fn styled(bar: ProgressBar, template: &str) -> ProgressBar {
    let style = ProgressStyle::with_template(template);
    bar.with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()))
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
