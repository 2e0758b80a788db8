//! The front desk: pages for people and an API for programs, over the archive.
//!
//! [`App`] is what all of it shares, [`router`] answers requests; sockets, TLS and the making of
//! discs are the server's, which gives them as a [`Workshop`]. Every page and every call of the
//! API stands in one table ([`routes`]) with the roles that may ask for it: what is not there
//! does not exist, and what has no role cannot be written down.

mod access;
mod api;
mod assets;
mod audit;
mod contract;
mod films;
mod guard;
mod imports;
mod jobs;
mod language;
mod live;
mod lockout;
mod metrics;
mod multipart;
mod openid;
mod pages;
mod password;
mod proxy;
mod respond;
pub mod routes;
mod search;
mod sends;
mod setup;
mod sources;
mod words;

use std::sync::Arc;

use axum::Router;
use filmdesk_archive::Archive;

pub use contract::{
    Administration, AnswerCount, Asked, Calibration, CalibrationQuality, CalibrationStep, Callee,
    Checked, Destination, DiffLine, Drawn, Drive, DriveKind, ElementLine, Entry, Fact, FateCount,
    FileFate, FilmDocument, FilmJob, FilmOrder, FilmState, Films, Gauge, ImageAnswer, ImportOrder,
    ImportReport, Imports, KeptFilms, Lock, LogLine, MadeOrder, Measured, MediumLook, NotDone,
    OpenIdSettings, Ordered, Outside, PatientOnMedium, Peer, Printer, PrinterLine, Problem,
    ProfileChoice, ProfileLine, Proposed, Receipt, Recorder, RecordingHead, RecordingOrder,
    Refused, Remedy, SeenPatient, SendOrder, SendReport, SettingsPreview, SettingsText, Side,
    StorageLine, Transcript, ViewState, Viewing, Wanted, WebSettings, What, Workshop,
};
pub use setup::SetUp;

/// The rest of the server, as the desk sees it.
#[derive(Clone)]
pub struct Server {
    /// Drives, orders, labels.
    pub workshop: Arc<dyn Workshop>,
    /// What an administrator sees and steers.
    pub administration: Arc<dyn Administration>,
    /// Files that are dropped into the page.
    pub imports: Arc<dyn Imports>,
}

/// What every request sees. Cheap to clone.
#[derive(Clone)]
pub struct App {
    inner: Arc<Inner>,
}

struct Inner {
    archive: Archive,
    server: Server,
    set_up: SetUp,
    lockout: lockout::Addresses,
    provider: openid::Provider,
    pending: openid::Pending,
    hashing: password::Hashing,
    titles: jobs::Titles,
    drawing: films::Drawing,
    imported: imports::Known,
    counters: metrics::Counters,
    seen: pages::views::Seen,
    end: tokio_util::sync::CancellationToken,
}

impl std::fmt::Debug for App {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("App").finish_non_exhaustive()
    }
}

impl App {
    /// The desk over an archive; streams of progress end with `end`.
    pub fn new(
        archive: Archive,
        server: Server,
        set_up: SetUp,
        end: tokio_util::sync::CancellationToken,
    ) -> Self {
        let outside = server.administration.outside();
        Self {
            inner: Arc::new(Inner {
                archive,
                server,
                set_up,
                lockout: lockout::Addresses::default(),
                provider: openid::Provider::new(outside),
                pending: openid::Pending::default(),
                hashing: password::Hashing::default(),
                titles: jobs::Titles::default(),
                drawing: films::Drawing::default(),
                imported: imports::Known::default(),
                counters: metrics::Counters::default(),
                seen: pages::views::Seen::default(),
                end,
            }),
        }
    }

    fn archive(&self) -> &Archive {
        &self.inner.archive
    }

    fn workshop(&self) -> &Arc<dyn Workshop> {
        &self.inner.server.workshop
    }

    fn administration(&self) -> &Arc<dyn Administration> {
        &self.inner.server.administration
    }

    /// How the desk is now: a change of the settings holds at once.
    fn settings(&self) -> WebSettings {
        self.inner.server.administration.web()
    }

    fn imports(&self) -> &Arc<dyn Imports> {
        &self.inner.server.imports
    }

    fn now(&self) -> time::OffsetDateTime {
        self.inner.server.workshop.now()
    }
}

/// Answers requests; each must carry a [`Peer`] among its extensions.
pub fn router(app: App) -> Router {
    routes::router(app)
}
