//! Jobs side by side, of which each lane has one: what cannot be used twice at once.

use std::collections::HashMap;

use filmdesk_archive::{ArchiveError, Job, JobKind, Jobs};
use tokio::task::JoinSet;

use crate::ids;

/// Waiting jobs that are read at once.
const PAGE: u32 = 200;
/// Pages among which one whose lane is free is looked for: 10,000 jobs.
const PAGES: u32 = 50;

/// Jobs under way.
#[derive(Debug)]
pub(crate) struct Lanes {
    tasks: JoinSet<()>,
    busy: HashMap<tokio::task::Id, String>,
    most: usize,
}

impl Lanes {
    /// None under way, `most` of them at once.
    pub(crate) fn new(most: usize) -> Self {
        Self {
            tasks: JoinSet::new(),
            busy: HashMap::new(),
            most,
        }
    }

    /// Takes every job of a kind that waits and whose lane is free, while there is room for more,
    /// and begins it. Jobs that have no lane are left alone.
    pub(crate) async fn begin_waiting<F>(
        &mut self,
        jobs: &Jobs,
        (kind, worker): (JobKind, &str),
        lane_of: impl Fn(&Job) -> Option<String>,
        work: impl Fn(Job) -> F,
    ) -> Result<(), ArchiveError>
    where
        F: Future<Output = ()> + Send + 'static,
    {
        let mut last = None;
        for _ in 0..PAGES {
            if !self.has_room() {
                return Ok(());
            }
            let page = jobs.waiting(kind, last.as_ref(), PAGE).await?;
            for job in &page {
                let Some(lane) = lane_of(job).filter(|lane| self.has_room_for(lane)) else {
                    continue;
                };
                if let Some(job) = jobs.claim_job(job.id, worker, ids::now_local()).await? {
                    self.begin(lane, work(job));
                }
            }
            if page.len() < PAGE as usize {
                return Ok(());
            }
            last = page.into_iter().last();
        }
        Ok(())
    }

    fn has_room(&self) -> bool {
        self.busy.len() < self.most
    }

    fn has_room_for(&self, lane: &str) -> bool {
        self.has_room() && self.busy.values().all(|busy| busy != lane)
    }

    fn begin(&mut self, lane: String, work: impl Future<Output = ()> + Send + 'static) {
        let id = self.tasks.spawn(work).id();
        self.busy.insert(id, lane);
    }

    /// Waits until one ends; for ever when there is none.
    pub(crate) async fn ended(&mut self) {
        let id = match self.tasks.join_next_with_id().await {
            Some(Ok((id, ()))) => id,
            Some(Err(panic)) => panic.id(),
            None => return std::future::pending().await,
        };
        self.busy.remove(&id);
    }

    /// Waits until all have ended.
    pub(crate) async fn all_ended(self) {
        self.tasks.join_all().await;
    }
}
