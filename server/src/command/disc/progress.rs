//! Progress on a terminal: one bar per stage, with rate and remaining time.

use std::sync::Mutex;
use std::sync::PoisonError;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::disc::watch::{Stage, Unit, Watch};

const BYTES: &str = "{prefix:20} [{bar:30}] {bytes}/{total_bytes} {bytes_per_sec} {eta}";
const COUNTS: &str = "{prefix:20} [{bar:30}] {pos}/{len} {per_sec} {eta}";

/// Bars on standard error; none when that is no terminal.
pub(super) struct Bars {
    bar: Mutex<ProgressBar>,
    quiet: bool,
}

impl Bars {
    /// No bar yet; none ever when `quiet`.
    pub(super) fn new(quiet: bool) -> Self {
        Self {
            bar: Mutex::new(ProgressBar::hidden()),
            quiet,
        }
    }

    /// Ends the last bar.
    pub(super) fn end(&self) {
        self.bar().finish();
    }

    fn bar(&self) -> ProgressBar {
        self.bar
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }
}

impl Watch for Bars {
    fn begin(&self, stage: Stage, volume: usize, total: u64) {
        self.end();
        let target = match self.quiet {
            true => ProgressDrawTarget::hidden(),
            false => ProgressDrawTarget::stderr(),
        };
        let template = if stage.unit() == Unit::Bytes {
            BYTES
        } else {
            COUNTS
        };
        let style =
            ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar());
        let bar = ProgressBar::with_draw_target(Some(total), target).with_style(style);
        let words = stage.words();
        bar.set_prefix(match volume {
            1 => words.to_owned(),
            _ => format!("{words} ({volume})"),
        });
        *self.bar.lock().unwrap_or_else(PoisonError::into_inner) = bar;
    }

    fn done(&self, amount: u64) {
        self.bar().set_position(amount);
    }

    fn is_cancelled(&self) -> bool {
        false
    }
}
