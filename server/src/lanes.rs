//! Jobs side by side, of which each lane has one: what cannot be used twice at once.

use std::collections::HashMap;

use tokio::task::JoinSet;

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

    pub(crate) fn has_room_for(&self, lane: &str) -> bool {
        self.busy.len() < self.most && self.busy.values().all(|busy| busy != lane)
    }

    pub(crate) fn begin(&mut self, lane: String, work: impl Future<Output = ()> + Send + 'static) {
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
