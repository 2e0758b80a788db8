//! What is known of each printer: the source of Printer N-GET and N-EVENT-REPORT.

use std::collections::BTreeMap;
use std::sync::Arc;

use filmdesk_print_scp::environment::PrinterStatus;
use filmdesk_print_scp::terms::{PrinterState, StatusInfo};
use tokio::sync::watch;

/// The status of every printer, by called AE title. Clones share it.
#[derive(Debug, Clone)]
pub struct PrinterBoard {
    printers: Arc<BTreeMap<String, watch::Sender<PrinterStatus>>>,
}

impl PrinterBoard {
    pub(crate) fn new(ae_titles: impl IntoIterator<Item = String>) -> Self {
        let printers = ae_titles.into_iter();
        let printers = printers.map(|title| (title, watch::channel(PrinterStatus::NORMAL).0));
        Self {
            printers: Arc::new(printers.collect()),
        }
    }

    /// The status now; `None` when there is no such printer.
    pub fn status(&self, ae_title: &str) -> Option<PrinterStatus> {
        self.printers
            .get(ae_title)
            .map(|printer| printer.borrow().clone())
    }

    /// The status and its changes.
    pub fn watch(&self, ae_title: &str) -> Option<watch::Receiver<PrinterStatus>> {
        self.printers.get(ae_title).map(watch::Sender::subscribe)
    }

    pub(crate) fn set(&self, ae_title: &str, state: PrinterState, info: StatusInfo) {
        let Some(printer) = self.printers.get(ae_title) else {
            return;
        };
        printer.send_if_modified(|status| {
            let changed = (status.state, status.info) != (state, info);
            status.state = state;
            status.info = info;
            changed
        });
    }
}
