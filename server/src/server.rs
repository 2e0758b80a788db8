//! A server from its start to its orderly end.

use std::fmt;
use std::io;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use filmdesk_archive::{Archive, ArchiveError, OpenError, Spool};
use filmdesk_config::settings::Settings;
use filmdesk_fonts::MissingScript;
use thiserror::Error;
use tokio::task::{JoinHandle, JoinSet};
use tokio_util::sync::CancellationToken;
use tracing::{info, warn};

use crate::deliver::DeliverError;
use crate::desk::settings::SettingsFile;
use crate::desk::{Desk, DeskListener};
use crate::disc::queue::DiscWorker;
use crate::jobs::{self, FilmRenderer, PrintRenderer, Workers};
use crate::listener::Listener;
use crate::shared::Shared;
use crate::shutdown::{Shutdown, Stage, within};
use crate::tls::TlsError;
use crate::witness::Witness;
use crate::{blocking, faces, storage};

/// After their time is up associations are aborted; sending an A-ABORT takes no longer.
const ABORT_GRACE: Duration = Duration::from_secs(2);
/// A film that is being rendered takes a second or two; a printer that does not answer is not
/// waited for.
const WORK_GRACE: Duration = Duration::from_secs(5);

/// Why a server did not start.
#[derive(Debug, Error)]
pub enum StartError {
    /// The data folder cannot be made.
    #[error("the data folder {path} cannot be made: {source}", path = path.display())]
    DataFolder {
        /// The folder.
        path: PathBuf,
        /// Why not.
        source: io::Error,
    },
    /// The spool does not open.
    #[error(transparent)]
    Spool(#[from] OpenError),
    /// The archive does not open.
    #[error(transparent)]
    Archive(#[from] ArchiveError),
    /// An address cannot be listened on.
    #[error("cannot listen on {address}: {source}")]
    Listen {
        /// The address.
        address: SocketAddr,
        /// Why not.
        source: io::Error,
    },
    /// The desk's address cannot be listened on.
    #[error("the desk cannot listen on {address}: {source}")]
    ListenDesk {
        /// The address.
        address: SocketAddr,
        /// Why not.
        source: io::Error,
    },
    /// The desk cannot be made.
    #[error("the desk cannot start: {0}")]
    Desk(String),
    /// The TLS files of a listener cannot be used.
    #[error(transparent)]
    Tls(#[from] TlsError),
    /// An output of a printer cannot be made.
    #[error("an output cannot be used: {0}")]
    Output(#[from] DeliverError),
}

/// A running server. It must be ended by [`Server::stop`]; dropped, it only stops listening.
pub struct Server {
    shared: Arc<Shared>,
    addresses: Vec<SocketAddr>,
    shutdown: Shutdown,
    listeners: JoinSet<()>,
    missing_scripts: Vec<MissingScript>,
    discs: Option<JoinHandle<()>>,
    desk: Option<Desk>,
    end_of_desk: CancellationToken,
    retention: Option<JoinHandle<()>>,
    witnessing: Option<JoinHandle<()>>,
    end_of_work: CancellationToken,
}

impl fmt::Debug for Server {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Server")
            .field("addresses", &self.addresses)
            .finish_non_exhaustive()
    }
}

impl Server {
    /// Opens the spool, binds every listener, and begins to accept. Nothing runs when it fails.
    ///
    /// # Errors
    /// [`StartError`]
    pub async fn start(settings: Settings) -> Result<Self, StartError> {
        Self::start_from(settings, None).await
    }

    /// The same, with the file that the settings come from: the desk may change it.
    ///
    /// # Errors
    /// [`StartError`]
    pub async fn start_from(
        settings: Settings,
        file: Option<SettingsFile>,
    ) -> Result<Self, StartError> {
        let mut bound = Vec::new();
        for wanted in &settings.listeners {
            bound.push(Listener::bind(wanted).await?);
        }
        let desk_listener = match settings.web.enabled {
            true => Some(DeskListener::bind(&settings.web).await?),
            false => None,
        };
        let addresses = bound.iter().map(Listener::address).collect();
        let spool = blocking::run(|| open_spool(&settings))?;
        let archive = open_archive(&settings).await?;
        let typesetter = blocking::run(|| faces::typesetter(&settings.font_folders));
        let missing_scripts = typesetter.missing_scripts();
        let end_of_work = CancellationToken::new();
        let renderer = Arc::new(PrintRenderer::new(typesetter));
        let workers = start_workers(&spool, &settings, &renderer, &end_of_work)?;
        let end_of_desk = CancellationToken::new();
        let (witness, writer) = Witness::new(archive.as_ref(), end_of_work.clone());
        let witnessing = writer.map(|writer| tokio::spawn(writer.run()));
        let shared = Shared::new(settings, spool, archive, workers, witness);
        let shared = Arc::new(shared);
        let discs =
            disc_worker(&shared).map(|worker| tokio::spawn(worker.run(end_of_work.clone())));
        let retention = retention(&shared, &end_of_work);
        let desk = match (desk_listener, shared.archive.clone()) {
            (Some(listener), Some(archive)) => {
                Some(Desk::start(listener, &shared, archive, renderer, file, &end_of_desk).await?)
            }
            _ => None,
        };
        let shutdown = Shutdown::default();
        let mut listeners = JoinSet::new();
        for listener in bound {
            listeners.spawn(listener.run(Arc::clone(&shared), shutdown.watch()));
        }
        Ok(Self {
            shared,
            addresses,
            shutdown,
            listeners,
            missing_scripts,
            discs,
            desk,
            end_of_desk,
            retention,
            witnessing,
            end_of_work,
        })
    }

    /// Where it listens, in the order of the settings; ports are the real ones.
    pub fn addresses(&self) -> &[SocketAddr] {
        &self.addresses
    }

    /// The settings in force.
    pub fn settings(&self) -> &Settings {
        &self.shared.settings
    }

    /// The spool, for those who look at jobs.
    pub fn spool(&self) -> &Spool {
        &self.shared.spool
    }

    /// The archive, for those who look at instances; `None` when nothing is stored.
    pub fn archive(&self) -> Option<&Archive> {
        self.shared.archive.as_ref()
    }

    /// Where the desk listens; `None` when there is none.
    pub fn desk_address(&self) -> Option<SocketAddr> {
        self.desk.as_ref().map(Desk::address)
    }

    /// The link that makes the first administrator of the desk, while there is none.
    pub fn set_up_link(&self) -> Option<&str> {
        self.desk.as_ref().and_then(Desk::set_up)
    }

    /// Scripts that no face is there for.
    pub fn missing_scripts(&self) -> &[MissingScript] {
        &self.missing_scripts
    }

    /// Associations that stand now.
    pub fn associations(&self) -> usize {
        self.shared.associations.taken()
    }

    /// Ends the server in order: no new connections; messages under way may end within the
    /// settings' time, then what is left is aborted; a document that is being rendered or
    /// delivered may end or is taken up again at the next start; the spool is closed last.
    pub async fn stop(mut self) {
        self.shutdown.raise(Stage::Draining);
        self.end_of_desk.cancel();
        while self.listeners.join_next().await.is_some() {}
        self.end_associations().await;
        self.end_of_work.cancel();
        if !within(WORK_GRACE, self.shared.workers.stopped()).await {
            warn!("a job is left in the middle; it is taken up again at the next start");
        }
        if let Some(discs) = self.discs.take()
            && !within(WORK_GRACE, async { drop(discs.await) }).await
        {
            warn!("a disc is left in the middle; it is begun again at the next start");
        }
        if let Some(desk) = self.desk.take()
            && !within(WORK_GRACE, desk.ended()).await
        {
            warn!("the desk does not end");
        }
        if let Some(retention) = self.retention.take()
            && !within(WORK_GRACE, async { drop(retention.await) }).await
        {
            warn!("studies are still being removed; the next start goes on");
        }
        if let Some(witnessing) = self.witnessing.take()
            && !within(WORK_GRACE, async { drop(witnessing.await) }).await
        {
            warn!("which modalities called last is not noted");
        }
        info!("server ended");
    }

    async fn end_associations(&self) {
        let tasks = &self.shared.tasks;
        tasks.close();
        if !within(self.shared.live().limits.shutdown, tasks.wait()).await {
            warn!(
                connections = tasks.len(),
                "messages did not end in time, aborting"
            );
        }
        self.shutdown.raise(Stage::Ending);
        if !within(ABORT_GRACE, tasks.wait()).await {
            warn!(connections = tasks.len(), "connections left open");
        }
    }
}

fn start_workers(
    spool: &Spool,
    settings: &Settings,
    renderer: &Arc<PrintRenderer>,
    end: &CancellationToken,
) -> Result<Workers, DeliverError> {
    let renderer: Arc<dyn FilmRenderer> = Arc::<PrintRenderer>::clone(renderer);
    Workers::start(
        spool,
        &settings.printers,
        &renderer,
        settings.render_workers,
        end,
    )
}

/// Who makes the discs of the queue; nobody when there is no archive.
fn disc_worker(shared: &Arc<Shared>) -> Option<DiscWorker> {
    Some(DiscWorker {
        archive: shared.archive.clone()?,
        shared: Arc::clone(shared),
        work: shared.settings.data_dir.join("work"),
        font_folders: shared.settings.font_folders.clone(),
    })
}

/// Who removes what is not kept any longer.
fn retention(shared: &Arc<Shared>, end: &CancellationToken) -> Option<JoinHandle<()>> {
    let archive = shared.archive.clone()?;
    let run = storage::retention::run(archive, Arc::clone(shared), end.clone());
    Some(tokio::spawn(run))
}

async fn open_archive(settings: &Settings) -> Result<Option<Archive>, StartError> {
    // The desk's users and jobs are in the archive's index.
    if !settings.storage.enabled && !settings.web.enabled {
        return Ok(None);
    }
    Ok(Some(storage::open(&settings.archive).await?))
}

fn open_spool(settings: &Settings) -> Result<Spool, StartError> {
    let path = &settings.data_dir;
    std::fs::create_dir_all(path).map_err(|source| StartError::DataFolder {
        path: path.clone(),
        source,
    })?;
    Ok(Spool::open(
        &path.join("spool"),
        jobs::spool_limits(&settings.spool),
    )?)
}
