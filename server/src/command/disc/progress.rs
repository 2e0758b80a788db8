//! Progress on a terminal: one bar per stage, with rate and remaining time.

use std::sync::Mutex;
use std::sync::PoisonError;

use indicatif::ProgressBar;

use crate::command::progress;
use crate::disc::watch::{Stage, Watch};

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
        let words = stage.words();
        let name = match volume {
            1 => words.to_owned(),
            _ => format!("{words} ({volume})"),
        };
        let bar = match self.quiet {
            true => ProgressBar::hidden(),
            false => progress::stage(&name, stage.unit(), total),
        };
        *self.bar.lock().unwrap_or_else(PoisonError::into_inner) = bar;
    }

    fn done(&self, amount: u64) {
        self.bar().set_position(amount);
    }

    fn is_cancelled(&self) -> bool {
        false
    }
}
