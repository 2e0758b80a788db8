//! A disc of the command line as a job of the archive: what goes on it stays until it is made, and
//! what it holds is noted.

use filmdesk_archive::{Archive, JobId, JobKind, NewJob};
use filmdesk_config::settings::Settings;
use tokio::runtime::Runtime;
use tracing::warn;

use super::order_args::open_archive;
use crate::disc::order::{DiscOrder, What};
use crate::disc::{self, DiscError, Made, noted};
use crate::ids;

/// The name of this worker in the queue.
const WORKER: &str = "command line";

/// A job that this command does itself.
pub(super) struct Held {
    runtime: Runtime,
    archive: Archive,
    job: JobId,
}

impl Held {
    /// Pins what goes on the disc; nothing when it is not of the archive.
    pub(super) fn begin(order: &DiscOrder, settings: &Settings) -> anyhow::Result<Option<Self>> {
        if matches!(order.what, What::Folders(_)) {
            return Ok(None);
        }
        let job = NewJob {
            kind: JobKind::Disc,
            order: serde_json::to_value(order)?,
            priority: 0,
            pins: disc::queue::pins(&order.what),
            requester: WORKER.to_owned(),
            code: String::new(),
        };
        let runtime = crate::command::runtime()?;
        let (archive, job) = runtime.block_on(async {
            let archive = open_archive(settings).await?;
            let job = archive.jobs().begin(&job, WORKER, ids::now_local()).await?;
            anyhow::Ok((archive, job))
        })?;
        Ok(Some(Self {
            runtime,
            archive,
            job,
        }))
    }

    /// The disc is made, or is not. It is as good as it is, whatever the index says now.
    pub(super) fn end(self, order: &DiscOrder, made: &Result<Made, DiscError>) {
        let (archive, job, now) = (&self.archive, self.job, ids::now_local());
        let ended = self.runtime.block_on(async {
            match made {
                Ok(made) => {
                    noted::note(archive, job, &order.profile, made).await?;
                    archive.jobs().finish(job, now).await
                }
                Err(_) => archive.jobs().cancelled(job, now).await,
            }
        });
        if let Err(error) = ended {
            warn!(%job, %error, "the archive does not know what became of this disc");
        }
    }
}
