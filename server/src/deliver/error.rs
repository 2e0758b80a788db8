//! Why a document is not out, in the printer's terms.

use std::io;

use filmdesk_print_scp::terms::StatusInfo;
use thiserror::Error;

/// A delivery that failed: for the moment, or for good.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("{reason}")]
pub struct DeliverError {
    /// What the Print Job and the Printer say of it.
    pub info: StatusInfo,
    /// Whether another try may succeed.
    pub transient: bool,
    /// Whether the device certainly does not have the document: it may be sent again.
    pub not_taken: bool,
    /// What happened, for the log. Holds no patient text.
    pub reason: String,
}

impl DeliverError {
    /// A failure that may pass.
    pub fn for_now(info: StatusInfo, reason: impl Into<String>) -> Self {
        Self {
            info,
            transient: true,
            not_taken: false,
            reason: reason.into(),
        }
    }

    /// A failure that stays.
    pub fn for_good(info: StatusInfo, reason: impl Into<String>) -> Self {
        Self {
            info,
            transient: false,
            not_taken: false,
            reason: reason.into(),
        }
    }

    /// The same, and the device certainly does not have the document.
    #[must_use]
    pub fn not_taken(self) -> Self {
        Self {
            not_taken: true,
            ..self
        }
    }

    /// A folder or file that failed. A disk may be emptied, a share mounted, rights given:
    /// each may pass.
    pub fn of_folder(error: &io::Error) -> Self {
        let info = match error.kind() {
            io::ErrorKind::StorageFull
            | io::ErrorKind::QuotaExceeded
            | io::ErrorKind::FileTooLarge => StatusInfo::ReceiverFull,
            io::ErrorKind::NotFound
            | io::ErrorKind::StaleNetworkFileHandle
            | io::ErrorKind::TimedOut
            | io::ErrorKind::HostUnreachable => StatusInfo::PrinterOffline,
            _ => StatusInfo::CheckPrinter,
        };
        Self::for_now(info, format!("the output folder failed: {error}"))
    }
}
