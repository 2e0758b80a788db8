//! What all tasks of a running server share: settings, limits, spool, printers.

use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, PoisonError, RwLock};

use filmdesk_archive::{Archive, Spool};
use filmdesk_config::settings::{PrinterSettings, Settings};
use filmdesk_print_scp::environment::PrinterStatus;
use filmdesk_print_scp::printer::PrinterProfile;
use tokio::sync::watch;
use tokio_util::task::TaskTracker;

use crate::ids::AssociationIds;
use crate::jobs::{PrinterBoard, Station, Workers, spool_limits};
use crate::live::Live;
use crate::recording::Recordings;
use crate::slots::Slots;
use crate::witness::Witness;

/// Shared by every task; an association reads `Shared::live` at its start, and nothing else in
/// it is locked on its path.
#[derive(Debug)]
pub struct Shared {
    /// The settings at the start; what was changed since is in `Shared::live`.
    pub settings: Settings,
    /// Films and their jobs.
    pub(crate) spool: Spool,
    /// Instances, their index and jobs; `None` when nothing is stored.
    pub(crate) archive: Option<Archive>,
    /// TCP connections at once.
    pub(crate) connections: Arc<Slots>,
    /// Associations at once.
    pub(crate) associations: Arc<Slots>,
    /// Numbers for the log.
    pub(crate) ids: AssociationIds,
    /// Connections under way, to be waited for at the end.
    pub(crate) tasks: TaskTracker,
    /// Takes note of who calls.
    pub(crate) witness: Witness,
    /// Records what is said, where that is ordered.
    pub(crate) recordings: Arc<Recordings>,
    /// Those who deliver films.
    pub(crate) workers: Workers,
    live: RwLock<Arc<Live>>,
}

/// A printer as associations see it.
#[derive(Debug)]
pub struct Printer {
    /// All that the settings say of it.
    pub(crate) settings: Arc<PrinterSettings>,
    /// Its profile.
    pub profile: Arc<PrinterProfile>,
    /// Associations at once with it.
    pub(crate) associations: Arc<Slots>,
    /// What Memory Allocation has given away.
    pub(crate) memory: Arc<MemoryPool>,
    /// Its status, as its worker sees it.
    pub(crate) status: watch::Receiver<PrinterStatus>,
}

/// Memory Allocation (2000,0060) of all associations with a printer, in KB.
#[derive(Debug)]
pub(crate) struct MemoryPool {
    limit: AtomicU32,
    taken: AtomicU32,
}

impl MemoryPool {
    /// A pool of `limit` KB.
    pub(crate) fn new(limit: u32) -> Self {
        Self {
            limit: AtomicU32::new(limit),
            taken: AtomicU32::new(0),
        }
    }

    /// Another limit from now on; what was given away stays given.
    fn resize(&self, limit: u32) {
        self.limit.store(limit, Ordering::Release);
    }

    /// Takes `new` KB in place of `old`; whether it could be had.
    pub(crate) fn exchange(&self, old: u32, new: u32) -> bool {
        let limit = self.limit.load(Ordering::Acquire);
        let fits = |taken: u32| {
            let wanted = taken.saturating_sub(old).checked_add(new)?;
            (wanted <= limit || new <= old).then_some(wanted)
        };
        self.taken
            .fetch_update(Ordering::AcqRel, Ordering::Acquire, fits)
            .is_ok()
    }
}

impl Printer {
    /// The printer of these settings. One that was there before is the same where nothing
    /// changed, and else keeps count of its associations and their memory.
    pub(crate) fn made(
        settings: &PrinterSettings,
        before: Option<&Arc<Self>>,
        board: &PrinterBoard,
    ) -> Arc<Self> {
        let (slots, memory) = (settings.associations, settings.profile.max_memory_kb);
        let (associations, memory) = match before {
            Some(before) if *before.settings == *settings => return Arc::clone(before),
            Some(before) => {
                before.associations.resize(slots);
                before.memory.resize(memory);
                (Arc::clone(&before.associations), Arc::clone(&before.memory))
            }
            None => (Slots::new(slots), Arc::new(MemoryPool::new(memory))),
        };
        let normal = || watch::channel(PrinterStatus::NORMAL).1;
        Arc::new(Self {
            settings: Arc::new(settings.clone()),
            profile: Arc::new(settings.profile.clone()),
            associations,
            memory,
            status: board
                .watch(&settings.profile.ae_title)
                .unwrap_or_else(normal),
        })
    }
}

impl Shared {
    pub(crate) fn new(
        settings: Settings,
        spool: Spool,
        archive: Option<Archive>,
        workers: Workers,
        witness: Witness,
    ) -> Self {
        Self {
            spool,
            archive,
            connections: Slots::new(settings.limits.connections),
            associations: Slots::new(settings.limits.associations),
            ids: AssociationIds::default(),
            tasks: TaskTracker::new(),
            witness,
            recordings: Arc::new(Recordings::new(settings.data_dir.join("recordings"))),
            live: RwLock::new(Arc::new(Live::of(&settings, None, workers.board()))),
            workers,
            settings,
        }
    }

    /// What new associations go by.
    pub(crate) fn live(&self) -> Arc<Live> {
        let live = self.live.read().unwrap_or_else(PoisonError::into_inner);
        Arc::clone(&live)
    }

    /// Puts in force what can be without a restart; `stations` are those of its printers.
    pub(crate) fn put_in_force(&self, settings: &Settings, stations: Vec<Station>) {
        self.spool.put_in_force(&spool_limits(&settings.spool));
        self.connections.resize(settings.limits.connections);
        self.associations.resize(settings.limits.associations);
        // Who calls a new printer finds it at work.
        self.workers.put_in_force(stations);
        let mut live = self.live.write().unwrap_or_else(PoisonError::into_inner);
        *live = Arc::new(Live::of(settings, Some(&live), self.workers.board()));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn memory_is_taken_exchanged_and_given_back() {
        let pool = MemoryPool::new(100);
        assert!(pool.exchange(0, 60));
        assert!(
            !pool.exchange(0, 60),
            "another association asks for more than is left"
        );
        assert!(pool.exchange(60, 90));
        assert!(pool.exchange(90, 0) && pool.exchange(0, 100));
    }
}
