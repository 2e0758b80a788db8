//! The end of a server, in stages that every task sees.

use std::time::Duration;

use tokio::sync::watch;

/// How far the end has come. Stages only rise.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stage {
    /// Nothing ends.
    Running,
    /// Nothing new begins: listeners are closed, an association is aborted as soon as no
    /// message is under way on it.
    Draining,
    /// Everything ends now.
    Ending,
}

/// The side that ends the server. Cloned freely; any clone can raise the stage.
#[derive(Debug, Clone)]
pub struct Shutdown(watch::Sender<Stage>);

/// The side that is told. Cheap to clone, one per task.
#[derive(Debug, Clone)]
pub struct ShutdownWatch(watch::Receiver<Stage>);

impl Default for Shutdown {
    fn default() -> Self {
        Self(watch::Sender::new(Stage::Running))
    }
}

impl Shutdown {
    /// Raises the stage; a lower one than in force changes nothing.
    pub fn raise(&self, stage: Stage) {
        self.0.send_if_modified(|current| {
            let rises = stage > *current;
            *current = stage.max(*current);
            rises
        });
    }

    /// A watch for one task.
    pub fn watch(&self) -> ShutdownWatch {
        ShutdownWatch(self.0.subscribe())
    }
}

impl ShutdownWatch {
    /// The stage in force.
    pub fn stage(&self) -> Stage {
        *self.0.borrow()
    }

    /// Waits until the stage is above `seen` and gives it. When every [`Shutdown`] is gone,
    /// that is the end too.
    pub async fn rises_above(&mut self, seen: Stage) -> Stage {
        let risen = self
            .0
            .wait_for(|stage| *stage > seen)
            .await
            .map(|stage| *stage);
        match risen {
            Ok(stage) => stage,
            Err(_) if seen < Stage::Ending => Stage::Ending,
            Err(_) => std::future::pending().await,
        }
    }
}

/// Waits for SIGTERM or SIGINT.
///
/// # Errors
/// When the signal handlers cannot be installed.
#[cfg(unix)]
pub async fn signal() -> std::io::Result<&'static str> {
    use tokio::signal::unix::{SignalKind, signal};
    let mut terminate = signal(SignalKind::terminate())?;
    let mut interrupt = signal(SignalKind::interrupt())?;
    Ok(tokio::select! {
        _ = terminate.recv() => "SIGTERM",
        _ = interrupt.recv() => "SIGINT",
    })
}

/// Waits for Ctrl-C.
///
/// # Errors
/// When the handler cannot be installed.
#[cfg(not(unix))]
pub async fn signal() -> std::io::Result<&'static str> {
    tokio::signal::ctrl_c().await?;
    Ok("Ctrl-C")
}

/// Gives running work `grace` to end; whether it did.
pub async fn within<F: Future<Output = ()>>(grace: Duration, work: F) -> bool {
    tokio::time::timeout(grace, work).await.is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn stages_only_rise_and_wake_the_waiting() {
        let shutdown = Shutdown::default();
        let mut watch = shutdown.watch();
        let waiting = tokio::spawn(async move { watch.rises_above(Stage::Running).await });
        shutdown.raise(Stage::Draining);
        assert_eq!(waiting.await.unwrap(), Stage::Draining);
        shutdown.raise(Stage::Ending);
        shutdown.raise(Stage::Draining);
        assert_eq!(shutdown.watch().stage(), Stage::Ending);
    }

    #[tokio::test]
    async fn a_lost_sender_is_the_end() {
        let shutdown = Shutdown::default();
        let mut watch = shutdown.watch();
        drop(shutdown);
        assert_eq!(watch.rises_above(Stage::Running).await, Stage::Ending);
    }
}
