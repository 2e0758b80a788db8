//! What is known of each printer: the source of Printer N-GET and N-EVENT-REPORT.

use std::collections::BTreeMap;
use std::sync::{Arc, PoisonError, RwLock, RwLockReadGuard};

use filmdesk_print_scp::environment::PrinterStatus;
use filmdesk_print_scp::terms::{PrinterState, StatusInfo};
use tokio::sync::watch;

/// The status of every printer, by called AE title. Clones share it.
#[derive(Debug, Clone, Default)]
pub struct PrinterBoard {
    printers: Arc<RwLock<Statuses>>,
}

type Statuses = BTreeMap<String, watch::Sender<PrinterStatus>>;

impl PrinterBoard {
    /// A printer is there from now on, if it was not before.
    pub(crate) fn add(&self, ae_title: &str) {
        let mut printers = self
            .printers
            .write()
            .unwrap_or_else(PoisonError::into_inner);
        let normal = || watch::channel(PrinterStatus::NORMAL).0;
        printers.entry(ae_title.to_owned()).or_insert_with(normal);
    }

    fn printers(&self) -> RwLockReadGuard<'_, Statuses> {
        self.printers.read().unwrap_or_else(PoisonError::into_inner)
    }

    /// The status now; `None` when there is no such printer.
    pub fn status(&self, ae_title: &str) -> Option<PrinterStatus> {
        let printers = self.printers();
        printers
            .get(ae_title)
            .map(|printer| printer.borrow().clone())
    }

    /// The status and its changes.
    pub fn watch(&self, ae_title: &str) -> Option<watch::Receiver<PrinterStatus>> {
        self.printers().get(ae_title).map(watch::Sender::subscribe)
    }

    pub(crate) fn set(&self, ae_title: &str, state: PrinterState, info: StatusInfo) {
        let printers = self.printers();
        let Some(printer) = printers.get(ae_title) else {
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
