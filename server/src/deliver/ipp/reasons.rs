//! What an IPP printer complains of, in the terms of PS3.3 C.13.9.1.

use filmdesk_print_scp::terms::StatusInfo;
use ipp::prelude::{IppError, StatusCode};

use super::super::DeliverError;
use crate::causes;

/// Beginnings of `printer-state-reasons` (RFC 8011 5.4.12, PWG 5100.9) and what the Print Job
/// says; the first that matches.
const REASONS: &[(&str, StatusInfo)] = &[
    ("media-jam", StatusInfo::FilmJam),
    ("media-empty", StatusInfo::SupplyEmpty),
    ("media-needed", StatusInfo::ReqMedNotInst),
    ("media-low", StatusInfo::SupplyLow),
    ("cover-open", StatusInfo::CoverOpen),
    ("door-open", StatusInfo::CoverOpen),
    ("interlock-open", StatusInfo::CoverOpen),
    ("input-tray-missing", StatusInfo::NoSupplyMgz),
    ("output-tray-missing", StatusInfo::NoReceiveMgz),
    ("output-area-full", StatusInfo::ReceiverFull),
    ("output-area-almost-full", StatusInfo::ReceiverFull),
    ("marker-supply-empty", StatusInfo::ChemicalsEmpty),
    ("marker-supply-low", StatusInfo::ChemicalsLow),
    ("toner-empty", StatusInfo::ChemicalsEmpty),
    ("toner-low", StatusInfo::ChemicalsLow),
    ("developer-empty", StatusInfo::ChemicalsEmpty),
    ("developer-low", StatusInfo::ChemicalsLow),
    ("spool-area-full", StatusInfo::PrintBuffFull),
    ("shutdown", StatusInfo::PrinterOffline),
    ("connecting-to-device", StatusInfo::PrinterOffline),
    ("timed-out", StatusInfo::PrinterOffline),
    ("stopped-partly", StatusInfo::PrinterDown),
    ("stopping", StatusInfo::PrinterDown),
    ("paused", StatusInfo::PrinterDown),
    ("moving-to-paused", StatusInfo::PrinterDown),
];

/// The status info of the reasons: an error before a warning, before a report.
pub(crate) fn status_info(reasons: &[String]) -> StatusInfo {
    let severity = |reason: &&String| match reason.as_str() {
        reason if reason.ends_with("-error") => 0,
        reason if reason.ends_with("-warning") => 2,
        reason if reason.ends_with("-report") => 3,
        _ => 1,
    };
    let mut sorted: Vec<_> = reasons.iter().collect();
    sorted.sort_by_key(severity);
    let known = sorted.iter().find_map(|reason| {
        let row = REASONS.iter().find(|(start, _)| reason.starts_with(start));
        row.map(|(_, info)| *info)
    });
    known.unwrap_or(StatusInfo::CheckPrinter)
}

/// A request that got no answer.
pub(crate) fn of_transport(error: &IppError) -> DeliverError {
    let reason = format!("the printer does not answer: {}", causes::told(error));
    match error {
        IppError::RequestError(401 | 403 | 404) => {
            let reason = format!("the printer refuses this address: {error}");
            DeliverError::for_good(StatusInfo::ElecConfigErr, reason)
        }
        IppError::RequestError(_) => DeliverError::for_now(StatusInfo::PrinterDown, reason),
        _ => DeliverError::for_now(StatusInfo::PrinterOffline, reason),
    }
}

/// An answer that is no success.
pub(crate) fn of_status(status: StatusCode) -> Result<(), DeliverError> {
    use StatusCode as Code;
    if status.is_success() {
        return Ok(());
    }
    let reason = format!("the printer refused: {status}");
    let (info, transient) = match status {
        Code::ServerErrorBusy => (StatusInfo::PrinterBusy, true),
        Code::ServerErrorNotAcceptingJobs | Code::ServerErrorServiceUnavailable => {
            (StatusInfo::PrinterDown, true)
        }
        Code::ServerErrorTemporaryError
        | Code::ServerErrorDeviceError
        | Code::ServerErrorInternalError => (StatusInfo::CheckPrinter, true),
        Code::ClientErrorRequestEntityTooLong => (StatusInfo::InsufficMemory, false),
        Code::ClientErrorDocumentFormatNotSupported
        | Code::ClientErrorDocumentFormatError
        | Code::ClientErrorAttributesOrValuesNotSupported => (StatusInfo::InvalidPageDes, false),
        Code::ClientErrorForbidden
        | Code::ClientErrorNotAuthenticated
        | Code::ClientErrorNotAuthorized => (StatusInfo::ElecConfigErr, false),
        _ => (StatusInfo::CheckPrinter, false),
    };
    Err(match transient {
        true => DeliverError::for_now(info, reason),
        false => DeliverError::for_good(info, reason),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_error_is_told_before_a_warning() {
        let info = |reasons: &[&str]| {
            let reasons: Vec<_> = reasons.iter().map(|reason| (*reason).to_owned()).collect();
            status_info(&reasons).as_str()
        };
        assert_eq!(
            info(&["media-low-warning", "cover-open-error"]),
            "COVER OPEN"
        );
        assert_eq!(info(&["none"]), "CHECK PRINTER");
        assert_eq!(info(&["toner-low-report", "media-empty"]), "SUPPLY EMPTY");
        assert_eq!(info(&["paused"]), "PRINTER DOWN");
    }

    #[test]
    fn a_full_queue_may_pass_and_a_bad_format_does_not() {
        let transient = |status| of_status(status).unwrap_err().transient;
        assert!(transient(StatusCode::ServerErrorBusy));
        assert!(!transient(
            StatusCode::ClientErrorDocumentFormatNotSupported
        ));
        assert_eq!(of_status(StatusCode::SuccessfulOk), Ok(()));
    }
}
