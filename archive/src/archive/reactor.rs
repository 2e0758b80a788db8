//! Waiting for the database on the thread that asks, within a runtime or without one.

use std::io;
use std::pin::pin;
use std::sync::Arc;
use std::task::{Context, Poll, Wake};
use std::thread::{self, Thread};

use tokio::runtime::{Builder, Runtime};
use tokio::task::{JoinHandle, unconstrained};

/// A runtime of its own whose one thread minds sockets and timers; the work itself is done by
/// those who wait.
#[derive(Debug)]
pub(crate) struct Reactor {
    /// Gone only while it is dropped.
    runtime: Option<Runtime>,
}

impl Reactor {
    pub(crate) fn start() -> io::Result<Self> {
        let runtime = Builder::new_multi_thread()
            .worker_threads(1)
            .thread_name("archive-index")
            .enable_all()
            .build()?;
        let runtime = Some(runtime);
        Ok(Self { runtime })
    }

    /// Runs a future on the reactor's own thread.
    pub(crate) fn run<F>(&self, future: F) -> JoinHandle<F::Output>
    where
        F: Future<Output: Send> + Send + 'static,
    {
        self.runtime().spawn(future)
    }

    /// Waits for a future on this thread, which may be a runtime's own. Blocks.
    pub(crate) fn wait<T>(&self, future: impl Future<Output = T>) -> T {
        let _within = self.runtime().enter();
        // The budget of the task that this thread may be in is not that of what it waits for.
        let mut future = pin!(unconstrained(future));
        let waker = Arc::new(Unpark(thread::current())).into();
        let mut context = Context::from_waker(&waker);
        loop {
            match future.as_mut().poll(&mut context) {
                Poll::Ready(output) => return output,
                Poll::Pending => thread::park(),
            }
        }
    }

    fn runtime(&self) -> &Runtime {
        self.runtime.as_ref().expect("there until it is dropped")
    }
}

impl Drop for Reactor {
    /// Within a runtime a runtime may not be waited for.
    fn drop(&mut self) {
        if let Some(runtime) = self.runtime.take() {
            runtime.shutdown_background();
        }
    }
}

/// Wakes a thread that waits.
struct Unpark(Thread);

impl Wake for Unpark {
    fn wake(self: Arc<Self>) {
        self.0.unpark();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;

    #[tokio::test]
    async fn one_may_wait_within_a_runtime_of_one_thread() {
        let reactor = Reactor::start().unwrap();
        let slept = reactor.wait(async {
            for _ in 0..300 {
                tokio::time::sleep(Duration::from_micros(1)).await;
            }
            7
        });
        assert_eq!(slept, 7);
        assert_eq!(reactor.run(async { 8 }).await.unwrap(), 8);
    }

    #[test]
    fn one_may_wait_without_a_runtime() {
        let reactor = Reactor::start().unwrap();
        reactor.wait(async { tokio::time::sleep(Duration::from_millis(1)).await });
    }
}
