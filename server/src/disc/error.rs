//! Why there is no disc.

use std::io;

use filmdesk_media::file_set::PlanError;
use filmdesk_media::image::ImageError;
use filmdesk_media::verify::Report;
use thiserror::Error;

use super::device::DeviceError;
use super::gather::LeftOut;
use super::order::InvalidOrder;

/// Conflicts that are named: a board has a line for each.
const MAX_TOLD: usize = 20;

/// Why there is no disc.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum DiscError {
    /// The order is none.
    #[error(transparent)]
    Order(#[from] InvalidOrder),
    /// Nothing was found that could go on it.
    #[error("there is nothing to put on a disc")]
    Nothing,
    /// Instances do not fit the profile or cannot be read, and the order does not say that they
    /// may be left out.
    #[error("{} of the instances asked for cannot go on this disc as they are", found.len())]
    Unfit {
        /// Each, with its reason and remedy.
        found: Vec<LeftOut>,
    },
    /// The same Patient ID with different names or issuers, or the same study with different
    /// patients.
    #[error("{} patient IDs or studies come with different patients", instances.len())]
    PatientConflict {
        /// For each, the names of instances that show it.
        instances: Vec<Vec<String>>,
    },
    /// The file-set cannot be planned.
    #[error(transparent)]
    Plan(#[from] PlanError),
    /// The image cannot be planned.
    #[error("the image cannot be made: {0}")]
    Image(#[from] ImageError),
    /// It does not fit on one medium.
    #[error("{needed} bytes do not fit on a {medium} of {capacity}")]
    TooLarge {
        /// Bytes of the image.
        needed: u64,
        /// Bytes of the medium.
        capacity: u64,
        /// The medium.
        medium: &'static str,
    },
    /// The device failed.
    #[error(transparent)]
    Device(#[from] DeviceError),
    /// What was written is there, but is no good file-set.
    #[error("the disc was read back and has {} defects", .0.defects.len())]
    Defects(Box<Report>),
    /// Files of the work folder or the store failed.
    #[error("{what}: {source}")]
    Files {
        /// What was done.
        what: &'static str,
        /// What failed.
        source: io::Error,
    },
    /// Somebody ended it.
    #[error("cancelled")]
    Cancelled,
}

impl DiscError {
    /// With what was being done; an interruption is a cancellation.
    pub(super) fn files(what: &'static str) -> impl Fn(io::Error) -> Self {
        move |source| match source.kind() {
            io::ErrorKind::Interrupted => Self::Cancelled,
            _ => Self::Files { what, source },
        }
    }

    /// The error for the person who ordered: with the instances that it is about. Their names may
    /// be file names, and so patients': not for logs.
    pub fn told(&self) -> String {
        let Self::PatientConflict { instances } = self else {
            return self.to_string();
        };
        let named = instances.iter().take(MAX_TOLD);
        let named: Vec<_> = named.map(|conflict| conflict.join(" and ")).collect();
        let more = match instances.len().saturating_sub(MAX_TOLD) {
            0 => String::new(),
            more => format!("; and {more} more"),
        };
        format!("{self}: {}{more}", named.join("; "))
    }

    /// The name of the state, for jobs and programs.
    pub fn state(&self) -> &'static str {
        match self {
            Self::Order(_) => "invalid-order",
            Self::Nothing => "nothing-found",
            Self::Unfit { .. } => "unfit-instances",
            Self::PatientConflict { .. } | Self::Plan(PlanError::PatientConflict { .. }) => {
                "patient-conflict"
            }
            Self::Plan(_) | Self::Image(_) => "cannot-be-planned",
            Self::TooLarge { .. } => "too-large",
            Self::Device(error) => error.state(),
            Self::Defects(_) => "verify-failed",
            Self::Files { .. } => "files-failed",
            Self::Cancelled => "cancelled",
        }
    }

    /// Whether a person at the drive makes it right, so that the job waits instead of failing.
    pub fn waits_for_a_person(&self) -> bool {
        matches!(self, Self::Device(error) if !matches!(error, DeviceError::Source(_) | DeviceError::Cancelled))
    }

    /// What to do about it, where that is one sentence.
    pub fn remedy(&self) -> Option<&'static str> {
        match self {
            Self::Unfit { .. } => {
                Some("see the remedies above: --transcode, another --profile, or --omit")
            }
            Self::PatientConflict { .. } | Self::Plan(PlanError::PatientConflict { .. }) => Some(
                "--same-id split makes each name a patient of its own, --same-id merge one patient of all; the same study with two Patient IDs needs one of them corrected",
            ),
            Self::Order(InvalidOrder::Issuers(_)) => {
                Some("--issuer ISSUER names one, --issuer \"\" those without")
            }
            Self::TooLarge { .. } => Some(
                "order with --split study or --split series to span several, or take a larger --medium",
            ),
            Self::Device(error) => Some(error.remedy()),
            _ => None,
        }
    }
}
