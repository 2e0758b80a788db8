//! The front desk's listener, and what its pages ask of the rest of the server.

mod administration;
mod calibration;
mod film_image;
mod films;
mod images;
mod listener;
mod outside;
pub(crate) mod settings;
mod views;
mod wedge;
mod workshop;

use std::net::SocketAddr;
use std::sync::Arc;

use filmdesk_archive::Archive;
use filmdesk_archive::desk::DeskError;
use filmdesk_web::{App, SetUp};
use tokio::task::JoinHandle;
use tokio_util::sync::CancellationToken;

pub(crate) use listener::DeskListener;
use settings::SettingsFile;

use crate::import::queue::ImportWorker;
use crate::import::upload::{self, Uploads};
use crate::jobs::PrintRenderer;
use crate::send::queue::SendWorker;
use crate::server::StartError;
use crate::shared::Shared;

/// A running desk.
pub(crate) struct Desk {
    address: SocketAddr,
    set_up: Option<String>,
    tasks: [JoinHandle<()>; 6],
}

impl Desk {
    /// Begins to answer on a listener that is bound.
    pub(crate) async fn start(
        listener: DeskListener,
        shared: &Arc<Shared>,
        archive: Archive,
        renderer: Arc<PrintRenderer>,
        file: Option<SettingsFile>,
        end: &CancellationToken,
    ) -> Result<Self, StartError> {
        let failed = |error: DeskError| StartError::Desk(error.to_string());
        let has_administrator = archive.desk().has_administrator().await.map_err(failed)?;
        let set_up = SetUp::random().map_err(|error| StartError::Desk(error.to_string()))?;
        let link = (!has_administrator).then(|| format!("{}{}", listener.base(), set_up.path()));
        let settings = &shared.settings;
        let images = settings.data_dir.join("discs");
        let films = films::Board::new(Arc::clone(shared), archive.clone(), renderer, end.clone());
        let views = views::Views::open(shared, &archive, end);
        let views = Arc::new(views.map_err(|error| StartError::Desk(error.to_string()))?);
        let workshop = workshop::Desk::new(
            Arc::clone(shared),
            archive.clone(),
            images.clone(),
            films,
            Arc::clone(&views),
        );
        let uploads = Arc::new(Uploads::new(Arc::clone(shared)));
        let importer = ImportWorker {
            archive: archive.clone(),
            uploads: Arc::clone(&uploads),
            system: settings.storage.ae_title.clone(),
        };
        let sender = SendWorker {
            shared: Arc::clone(shared),
            archive: archive.clone(),
            work: settings.data_dir.join("work"),
        };
        let forgotten = upload::sweep(Arc::clone(&uploads), archive.clone(), end.clone());
        let server = filmdesk_web::Server {
            workshop: Arc::new(workshop),
            administration: Arc::new(administration::Office::new(Arc::clone(shared), file)),
            imports: uploads,
        };
        let app = App::new(archive, server, set_up, end.clone());
        let address = listener.address();
        let router = filmdesk_web::router(app);
        Ok(Self {
            address,
            set_up: link,
            tasks: [
                tokio::spawn(listener.run(router, end.clone())),
                tokio::spawn(images::sweep(images, Arc::clone(shared), end.clone())),
                tokio::spawn(importer.run(end.clone())),
                tokio::spawn(sender.run(end.clone())),
                tokio::spawn(forgotten),
                tokio::spawn(views::sweep(views, end.clone())),
            ],
        })
    }

    /// Where it listens.
    pub(crate) fn address(&self) -> SocketAddr {
        self.address
    }

    /// The link that makes the first administrator, while there is none.
    pub(crate) fn set_up(&self) -> Option<&str> {
        self.set_up.as_deref()
    }

    /// Waits for its end, which was asked for.
    pub(crate) async fn ended(self) {
        for task in self.tasks {
            drop(task.await);
        }
    }
}
