//! How far a disc is, for those who watch: progress bars, jobs, the front desk.

use std::ops::ControlFlow;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use serde::{Deserialize, Serialize};

/// The steps of a disc, in order. Each can be begun again from its beginning.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Stage {
    /// Headers are read and checked against the profile.
    Gathering,
    /// Instances are transcoded or de-identified into the work folder.
    Preparing,
    /// Previews for the pages are rendered.
    Rendering,
    /// Images are decoded for the viewer.
    Viewing,
    /// The drive waits for the blank disc of the next volume.
    NextMedium,
    /// The image is written, or the medium burned.
    Writing,
    /// Every byte is read back and compared, then the file-set is checked.
    Verifying,
}

impl Stage {
    /// In words, for a person.
    pub fn words(self) -> &'static str {
        match self {
            Self::Gathering => "reading headers",
            Self::Preparing => "preparing instances",
            Self::Rendering => "rendering pages",
            Self::Viewing => "decoding images for the viewer",
            Self::NextMedium => "insert a blank disc",
            Self::Writing => "writing",
            Self::Verifying => "reading back",
        }
    }

    /// What its numbers count.
    pub fn unit(self) -> Unit {
        match self {
            Self::Gathering | Self::Preparing => Unit::Instances,
            Self::Rendering => Unit::Pages,
            Self::Viewing => Unit::Frames,
            Self::NextMedium => Unit::Discs,
            Self::Writing | Self::Verifying => Unit::Bytes,
        }
    }
}

/// What progress counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// Instances.
    Instances,
    /// Pages.
    Pages,
    /// Frames of images.
    Frames,
    /// Discs.
    Discs,
    /// Bytes.
    Bytes,
}

/// Told of progress, asked whether to go on. Called often; must be quick.
pub trait Watch: Sync {
    /// A stage begins; `total` in its unit, of volume `volume` (from 1).
    fn begin(&self, stage: Stage, volume: usize, total: u64);
    /// So much of the stage is done.
    fn done(&self, amount: u64);
    /// Whether the work is to end.
    fn is_cancelled(&self) -> bool;

    /// [`Watch::done`], and whether to go on.
    fn step(&self, amount: u64) -> ControlFlow<()> {
        self.done(amount);
        match self.is_cancelled() {
            true => ControlFlow::Break(()),
            false => ControlFlow::Continue(()),
        }
    }
}

/// A switch that ends work; clones are the same switch.
#[derive(Debug, Clone, Default)]
pub struct Cancel(Arc<AtomicBool>);

impl Cancel {
    /// Ends the work.
    pub fn cancel(&self) {
        self.0.store(true, Ordering::Release);
    }

    /// Whether it was switched.
    pub fn is_cancelled(&self) -> bool {
        self.0.load(Ordering::Acquire)
    }
}

/// Watches nothing, goes on for ever.
#[derive(Debug, Clone, Copy, Default)]
pub struct Unwatched;

impl Watch for Unwatched {
    fn begin(&self, _: Stage, _: usize, _: u64) {}

    fn done(&self, _: u64) {}

    fn is_cancelled(&self) -> bool {
        false
    }
}
