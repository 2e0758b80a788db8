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

use std::sync::Arc;

use filmdesk_archive::{JobQueue, Spool, SpoolLimits};
use filmdesk_config::settings::{PrinterSettings, SpoolSettings};
use tokio::sync::Semaphore;
use tokio::task::JoinSet;
use tokio_util::sync::CancellationToken;

pub use board::PrinterBoard;
pub use draft::Draft;
pub(crate) use render::FilmPixels;
pub use render::{FilmRenderer, PrintRenderer, RenderWork};

use crate::deliver::{DeliverError, devices};
use worker::Worker;

/// The tasks that deliver jobs, and what they say of the printers.
pub struct Workers {
    board: PrinterBoard,
    tasks: JoinSet<()>,
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
        let board = PrinterBoard::new(
            printers
                .iter()
                .map(|printer| printer.profile.ae_title.clone()),
        );
        let permits = Arc::new(Semaphore::new(render_workers.max(1)));
        let mut tasks = JoinSet::new();
        let mut workers = Vec::new();
        for printer in printers {
            workers.push(Worker {
                spool: spool.clone(),
                queue: Arc::new(spool.clone()) as Arc<dyn JobQueue>,
                devices: devices(printer)?,
                printer: Arc::new(printer.clone()),
                renderer: Arc::clone(renderer),
                permits: Arc::clone(&permits),
                board: board.clone(),
                shutdown: shutdown.clone(),
            });
        }
        for worker in workers {
            tasks.spawn(worker.run());
        }
        tasks.spawn(sweep(spool.clone(), shutdown.clone()));
        Ok(Self { board, tasks })
    }

    /// The printers' statuses.
    pub fn board(&self) -> &PrinterBoard {
        &self.board
    }

    /// Returns when every task has ended; to be called after the shutdown was cancelled.
    pub async fn stopped(mut self) {
        while self.tasks.join_next().await.is_some() {}
    }
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
