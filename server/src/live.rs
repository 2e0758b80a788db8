//! What a change of the settings puts in force without a restart.

use std::collections::BTreeMap;
use std::net::IpAddr;
use std::sync::Arc;
use std::time::Duration;

use filmdesk_archive::RetentionRules;
use filmdesk_config::settings::disc::DiscSettings;
use filmdesk_config::settings::openid::OpenIdSettings;
use filmdesk_config::settings::{
    Access, Destination, HandOver, Limits, PrinterSettings, Settings, SpoolSettings,
    StorageSettings, WebSettings,
};
use filmdesk_print_scp::peer::PeerProfile;

use crate::application::{Application, StorageRole, applications};
use crate::jobs::PrinterBoard;
use crate::shared::Printer;
use crate::storage::retention;

/// What a change of the settings puts in force at once, for the associations that come.
#[derive(Debug)]
pub(crate) struct Live {
    /// Who may connect.
    pub(crate) access: Access,
    /// Timers of associations, and how many there may be.
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
    /// The printers, in the order of the settings.
    pub(crate) printers: Vec<Arc<Printer>>,
    /// What is stored, and how it is answered.
    pub(crate) storage: StorageSettings,
    /// Room for films, and how long they are kept.
    pub(crate) spool: SpoolSettings,
    applications: BTreeMap<String, Arc<Application>>,
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

/// A part by its name in TOML, and whether two have it alike.
type Part = (&'static str, fn(&Live, &Live) -> bool);

const PARTS: &[Part] = &[
    ("[access]", |a, b| a.access == b.access),
    ("[limits]", |a, b| a.limits == b.limits),
    ("[[peer]]", |a, b| a.peers == b.peers),
    ("[default-peer]", |a, b| a.default_peer == b.default_peer),
    ("[[printer]]", |a, b| {
        a.printer_settings().eq(b.printer_settings())
    }),
    ("[[destination]]", |a, b| a.destinations == b.destinations),
    ("[storage]", |a, b| a.storage == b.storage),
    ("[spool]", |a, b| a.spool == b.spool),
    ("[disc]", |a, b| a.disc == b.disc),
    ("[web] session-minutes", |a, b| {
        a.desk.session == b.desk.session
    }),
    ("[web] keep-images-hours", |a, b| {
        a.desk.keep_images == b.desk.keep_images
    }),
    ("[web] trusted-proxies", |a, b| {
        a.desk.trusted_proxies == b.desk.trusted_proxies
    }),
    ("[web.openid]", |a, b| a.desk.openid == b.desk.openid),
    ("[web] hand-over", |a, b| {
        a.desk.hand_over == b.desk.hand_over
    }),
    ("[archive] quota-mb, keep-days, keep-shelf-days", |a, b| {
        a.retention == b.retention
    }),
];

impl Live {
    /// That of these settings. Associations that stand go on counting where what is there
    /// `before` has their printer or storage too.
    pub(crate) fn of(settings: &Settings, before: Option<&Self>, board: &PrinterBoard) -> Self {
        let printers = settings.printers.iter();
        let printers: Vec<_> = printers
            .map(|printer| {
                let before = before.and_then(|live| live.printer(&printer.profile.ae_title));
                Printer::made(printer, before, board)
            })
            .collect();
        let storage = before.and_then(Self::storage_role);
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
            applications: applications(&settings.storage, &printers, storage),
            printers,
            storage: settings.storage.clone(),
            spool: settings.spool,
        }
    }

    fn storage_role(&self) -> Option<&StorageRole> {
        let mut roles = self.applications.values();
        roles.find_map(|application| application.storage.as_deref())
    }

    fn printer_settings(&self) -> impl Iterator<Item = &PrinterSettings> {
        self.printers.iter().map(|printer| &*printer.settings)
    }

    /// The parts in which settings differ, by their names in TOML.
    pub(crate) fn different(&self, settings: &Settings) -> Vec<&'static str> {
        let other = Self::of(settings, None, &PrinterBoard::default());
        let different = PARTS.iter().filter(|(_, alike)| !alike(self, &other));
        different.map(|(name, _)| *name).collect()
    }

    /// What is agreed with a calling AE title.
    pub(crate) fn peer(&self, calling: &str) -> &Arc<PeerProfile> {
        self.peers.get(calling).unwrap_or(&self.default_peer)
    }

    /// The printer that is called so.
    pub(crate) fn printer(&self, called: &str) -> Option<&Arc<Printer>> {
        let mut printers = self.printers.iter();
        printers.find(|printer| printer.profile.ae_title == called)
    }

    /// What is called so.
    pub(crate) fn application(&self, called: &str) -> Option<&Arc<Application>> {
        self.applications.get(called)
    }
}
