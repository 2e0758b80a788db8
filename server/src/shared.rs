//! What all tasks of a running server share: settings, limits, spool, printers.

use std::collections::BTreeMap;
use std::net::IpAddr;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, PoisonError, RwLock};
use std::time::Duration;

use filmdesk_archive::{Archive, RetentionRules, Spool};
use filmdesk_config::settings::disc::DiscSettings;
use filmdesk_config::settings::openid::OpenIdSettings;
use filmdesk_config::settings::{
    Access, Destination, HandOver, Limits, PrinterSettings, Settings, WebSettings,
};
use filmdesk_print_scp::environment::PrinterStatus;
use filmdesk_print_scp::peer::PeerProfile;
use filmdesk_print_scp::printer::PrinterProfile;
use tokio::sync::watch;
use tokio_util::task::TaskTracker;

use crate::application::{Application, applications};
use crate::ids::AssociationIds;
use crate::jobs::PrinterBoard;
use crate::recording::Recordings;
use crate::slots::Slots;
use crate::storage::retention;
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
    printers: BTreeMap<String, Arc<Printer>>,
    applications: BTreeMap<String, Arc<Application>>,
    live: RwLock<Arc<Live>>,
}

/// The keys of [`DeskTimes`].
const DESK_TIMES: &str =
    "[web] session-minutes, keep-images-hours, trusted-proxies, hand-over, openid";

/// What a change of the settings puts in force at once, for the associations that come.
#[derive(Debug, PartialEq)]
pub(crate) struct Live {
    /// Who may connect.
    pub(crate) access: Access,
    /// Timers of associations.
    pub(crate) limits: Limits,
    /// What is agreed with a modality, by calling AE title.
    pub(crate) peers: BTreeMap<String, Arc<PeerProfile>>,
    /// What is agreed with every other one.
    pub(crate) default_peer: Arc<PeerProfile>,
    /// Whom the desk may call.
    pub(crate) destinations: Vec<Destination>,
    /// What discs are like and where they are made, for the discs that come.
    pub(crate) disc: Arc<DiscSettings>,
    /// How long sessions and images stay, and who is believed.
    pub(crate) desk: DeskTimes,
    /// How long studies are kept; `None`: for ever.
    pub(crate) retention: Option<RetentionRules>,
}

/// What of `[web]` holds at once.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct DeskTimes {
    /// A session ends when it was not used for so long.
    pub(crate) session: Duration,
    /// Images for download are kept this long.
    pub(crate) keep_images: Duration,
    /// Proxies that say for whom they ask.
    pub(crate) trusted_proxies: Vec<IpAddr>,
    /// What is asked when a disc is given to somebody.
    pub(crate) hand_over: HandOver,
    /// The OpenID provider that users may sign in with.
    pub(crate) openid: Option<Arc<OpenIdSettings>>,
}

impl DeskTimes {
    fn of(web: &WebSettings) -> Self {
        Self {
            session: web.session,
            keep_images: web.keep_images,
            trusted_proxies: web.trusted_proxies.clone(),
            hand_over: web.hand_over,
            openid: web.openid.clone().map(Arc::new),
        }
    }
}

impl Live {
    /// That of these settings.
    pub(crate) fn of(settings: &Settings) -> Self {
        let peers = settings.peers.iter();
        Self {
            access: settings.access.clone(),
            limits: settings.limits.clone(),
            peers: peers
                .map(|(title, peer)| (title.clone(), Arc::new(peer.clone())))
                .collect(),
            default_peer: Arc::new(settings.default_peer.clone()),
            destinations: settings.destinations.clone(),
            disc: Arc::new(settings.disc.clone()),
            desk: DeskTimes::of(&settings.web),
            retention: retention::rules(&settings.archive),
        }
    }

    /// The parts in which two differ, by their names in TOML.
    pub(crate) fn different(&self, other: &Self) -> Vec<&'static str> {
        let limits = |live: &Self| Limits {
            associations: 0,
            connections: 0,
            ..live.limits.clone()
        };
        let parts = [
            ("[access]", self.access == other.access),
            ("[limits]", limits(self) == limits(other)),
            ("[[peer]]", self.peers == other.peers),
            ("[default-peer]", self.default_peer == other.default_peer),
            ("[[destination]]", self.destinations == other.destinations),
            ("[disc]", self.disc == other.disc),
            (DESK_TIMES, self.desk == other.desk),
            (
                "[archive] quota-mb, keep-days",
                self.retention == other.retention,
            ),
        ];
        let different = parts.into_iter().filter(|(_, alike)| !alike);
        different.map(|(name, _)| name).collect()
    }

    /// What is agreed with a calling AE title.
    pub(crate) fn peer(&self, calling: &str) -> &Arc<PeerProfile> {
        self.peers.get(calling).unwrap_or(&self.default_peer)
    }
}

/// A printer as associations see it.
#[derive(Debug)]
pub struct Printer {
    /// Its profile.
    pub profile: Arc<PrinterProfile>,
    /// Associations at once with it.
    pub(crate) associations: Arc<Slots>,
    /// What Memory Allocation has given away.
    pub(crate) memory: MemoryPool,
    /// Its status, as its worker sees it.
    pub(crate) status: watch::Receiver<PrinterStatus>,
}

/// Memory Allocation (2000,0060) of all associations with a printer, in KB.
#[derive(Debug)]
pub(crate) struct MemoryPool {
    limit: u32,
    taken: AtomicU32,
}

impl MemoryPool {
    /// A pool of `limit` KB.
    pub(crate) fn new(limit: u32) -> Self {
        Self {
            limit,
            taken: AtomicU32::new(0),
        }
    }

    /// Takes `new` KB in place of `old`; whether it could be had.
    pub(crate) fn exchange(&self, old: u32, new: u32) -> bool {
        let fits = |taken: u32| {
            let wanted = taken.saturating_sub(old).checked_add(new)?;
            (wanted <= self.limit || new <= old).then_some(wanted)
        };
        self.taken
            .fetch_update(Ordering::AcqRel, Ordering::Acquire, fits)
            .is_ok()
    }
}

impl Printer {
    fn new(settings: &PrinterSettings, board: Option<&PrinterBoard>) -> Self {
        let normal = || watch::channel(PrinterStatus::NORMAL).1;
        Self {
            profile: Arc::new(settings.profile.clone()),
            associations: Slots::new(settings.associations),
            memory: MemoryPool::new(settings.profile.max_memory_kb),
            status: board
                .and_then(|board| board.watch(&settings.profile.ae_title))
                .unwrap_or_else(normal),
        }
    }
}

/// The printers by their titles; without a board their status is NORMAL.
pub(crate) fn printers(
    settings: &Settings,
    board: Option<&PrinterBoard>,
) -> BTreeMap<String, Arc<Printer>> {
    let printer = |printer: &PrinterSettings| {
        (
            printer.profile.ae_title.clone(),
            Arc::new(Printer::new(printer, board)),
        )
    };
    settings.printers.iter().map(printer).collect()
}

impl Shared {
    pub(crate) fn new(
        settings: Settings,
        spool: Spool,
        archive: Option<Archive>,
        board: &PrinterBoard,
        witness: Witness,
    ) -> Self {
        let printers = printers(&settings, Some(board));
        let applications = applications(&settings, &printers).into_iter();
        Self {
            spool,
            archive,
            connections: Slots::new(settings.limits.connections),
            associations: Slots::new(settings.limits.associations),
            ids: AssociationIds::default(),
            tasks: TaskTracker::new(),
            witness,
            recordings: Arc::new(Recordings::new(settings.data_dir.join("recordings"))),
            applications: applications
                .map(|(title, application)| (title, Arc::new(application)))
                .collect(),
            printers,
            live: RwLock::new(Arc::new(Live::of(&settings))),
            settings,
        }
    }

    /// The printer that is called so.
    pub fn printer(&self, called: &str) -> Option<&Arc<Printer>> {
        self.printers.get(called)
    }

    /// What is called so.
    pub(crate) fn application(&self, called: &str) -> Option<&Arc<Application>> {
        self.applications.get(called)
    }

    /// What new associations go by.
    pub(crate) fn live(&self) -> Arc<Live> {
        let live = self.live.read().unwrap_or_else(PoisonError::into_inner);
        Arc::clone(&live)
    }

    /// Puts in force what can be without a restart.
    pub(crate) fn put_in_force(&self, settings: &Settings) {
        let live = Arc::new(Live::of(settings));
        *self.live.write().unwrap_or_else(PoisonError::into_inner) = live;
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
