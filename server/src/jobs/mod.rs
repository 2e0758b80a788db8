//! From the queue to the outputs: one task per printer claims its jobs, renders their documents
//! and hands them to the devices.
//!
//! Every step that must not happen twice is in the job's journal before the next one begins, so
//! that the process may die at any moment: the job is then claimed again, and what is delivered
//! is not delivered again.

mod board;
mod draft;
mod render;
#[cfg(test)]
mod tests;
mod worker;

use std::collections::BTreeMap;
use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};

use filmdesk_archive::{JobQueue, Spool, SpoolLimits};
use filmdesk_config::settings::{PrinterSettings, SpoolSettings};
use tokio::sync::{Semaphore, watch};
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

pub use board::PrinterBoard;
pub use draft::Draft;
pub(crate) use render::FilmPixels;
pub use render::{FilmRenderer, PrintRenderer, RenderWork};

use crate::deliver::{DeliverError, Device, devices};
use worker::Worker;

/// The tasks that deliver jobs, and what they say of the printers.
pub struct Workers {
    board: PrinterBoard,
    tasks: TaskTracker,
    means: Means,
    /// What each printer's task works with; `None`: the printer is no longer in the settings.
    stations: Mutex<BTreeMap<String, watch::Sender<Option<Station>>>>,
}

/// What the tasks of all printers share.
#[derive(Clone)]
pub(crate) struct Means {
    pub(crate) spool: Spool,
    pub(crate) queue: Arc<dyn JobQueue>,
    pub(crate) renderer: Arc<dyn FilmRenderer>,
    pub(crate) permits: Arc<Semaphore>,
    pub(crate) board: PrinterBoard,
    pub(crate) shutdown: CancellationToken,
}

/// A printer as the settings have it, and the devices that its films go to.
#[derive(Clone)]
pub(crate) struct Station {
    pub(crate) printer: Arc<PrinterSettings>,
    pub(crate) devices: Vec<Arc<dyn Device>>,
}

impl Station {
    /// The stations of these printers. Fails when an output cannot be made, such as an address
    /// that is none.
    pub(crate) fn all(printers: &[PrinterSettings]) -> Result<Vec<Self>, DeliverError> {
        let station = |printer: &PrinterSettings| {
            Ok(Self {
                devices: devices(printer)?,
                printer: Arc::new(printer.clone()),
            })
        };
        printers.iter().map(station).collect()
    }

    fn ae_title(&self) -> &str {
        &self.printer.profile.ae_title
    }
}

impl fmt::Debug for Workers {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Workers")
            .field("board", &self.board)
            .finish_non_exhaustive()
    }
}

impl Workers {
    /// Starts one task per printer. Films are rendered `render_workers` at a time, all printers
    /// together. The tasks end when `shutdown` is cancelled; what they were at is claimed again
    /// at the next start. Fails when an output cannot be made, such as an address that is none.
    pub fn start(
        spool: &Spool,
        printers: &[PrinterSettings],
        renderer: &Arc<dyn FilmRenderer>,
        render_workers: usize,
        shutdown: &CancellationToken,
    ) -> Result<Self, DeliverError> {
        let stations = Station::all(printers)?;
        let board = PrinterBoard::default();
        let workers = Self {
            tasks: TaskTracker::new(),
            means: Means {
                spool: spool.clone(),
                queue: Arc::new(spool.clone()),
                renderer: Arc::clone(renderer),
                permits: Arc::new(Semaphore::new(render_workers.max(1))),
                board: board.clone(),
                shutdown: shutdown.clone(),
            },
            board,
            stations: Mutex::default(),
        };
        workers.put_in_force(stations);
        let sweeping = sweep(spool.clone(), shutdown.clone());
        workers.tasks.spawn(sweeping);
        Ok(workers)
    }

    /// These are the printers from each one's next job on. A job under way goes on with what it
    /// began with; between two tries it is begun again. The task of a printer that is gone
    /// stays, idle, so that no two ever work for one title when the printer comes back.
    pub(crate) fn put_in_force(&self, stations: Vec<Station>) {
        let mut known = self.stations.lock().unwrap_or_else(PoisonError::into_inner);
        for (title, orders) in known.iter() {
            if stations.iter().all(|station| station.ae_title() != title) {
                orders.send_if_modified(|station| station.take().is_some());
            }
        }
        for station in stations {
            let title = station.ae_title().to_owned();
            match known.get(&title) {
                Some(orders) => exchange(orders, station),
                None => drop(known.insert(title, self.employ(station))),
            }
        }
    }

    fn employ(&self, station: Station) -> watch::Sender<Option<Station>> {
        self.board.add(station.ae_title());
        let (orders, received) = watch::channel(Some(station.clone()));
        let worker = Worker {
            means: self.means.clone(),
            station,
            orders: received,
        };
        self.tasks.spawn(worker.run());
        orders
    }

    /// The printers' statuses.
    pub fn board(&self) -> &PrinterBoard {
        &self.board
    }

    /// Returns when every task has ended; to be called after the shutdown was cancelled.
    pub async fn stopped(&self) {
        self.tasks.close();
        self.tasks.wait().await;
    }
}

/// A printer that did not change keeps its devices, and the job between two tries its turn.
fn exchange(orders: &watch::Sender<Option<Station>>, station: Station) {
    orders.send_if_modified(|now| {
        let same = now
            .as_ref()
            .is_some_and(|now| now.printer == station.printer);
        if !same {
            *now = Some(station);
        }
        !same
    });
}

/// Between two looks for jobs that are kept long enough.
const SWEEP_INTERVAL: std::time::Duration = std::time::Duration::from_secs(60);

async fn sweep(spool: Spool, shutdown: CancellationToken) {
    let mut tick = tokio::time::interval(SWEEP_INTERVAL);
    loop {
        tokio::select! {
            () = shutdown.cancelled() => return,
            _ = tick.tick() => {}
        }
        let spool = spool.clone();
        let swept =
            tokio::task::spawn_blocking(move || spool.sweep(time::OffsetDateTime::now_utc()));
        if let Ok(removed @ 1..) = swept.await {
            tracing::info!(removed, "finished jobs were kept long enough");
        }
    }
}

/// The spool's limits as the settings have them.
pub fn spool_limits(settings: &SpoolSettings) -> SpoolLimits {
    SpoolLimits {
        quota_bytes: settings.quota_bytes,
        free_floor_bytes: settings.free_floor_bytes,
        keep_jobs: settings.keep_jobs,
        keep: settings.keep,
        ..SpoolLimits::default()
    }
}
