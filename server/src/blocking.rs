//! The one seam between tasks and work that blocks.

/// Runs `work`, which may wait for the disk, without holding up other tasks.
///
/// On a runtime of several workers the worker hands its tasks to another thread first. On a
/// runtime of one worker (small tests) there is nobody to hand on to, and `work` simply runs.
pub fn run<T>(work: impl FnOnce() -> T) -> T {
    use tokio::runtime::{Handle, RuntimeFlavor};
    match Handle::try_current().map(|handle| handle.runtime_flavor()) {
        Ok(RuntimeFlavor::MultiThread) => tokio::task::block_in_place(work),
        _ => work(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::{Duration, Instant};

    #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
    async fn sleepers_do_not_hold_up_the_others() {
        let sleep = || run(|| std::thread::sleep(Duration::from_secs(1)));
        let sleepers: Vec<_> = (0..16)
            .map(|_| tokio::spawn(async move { sleep() }))
            .collect();
        tokio::time::sleep(Duration::from_millis(20)).await;
        let asked = Instant::now();
        tokio::spawn(async {}).await.unwrap();
        // Two workers that slept themselves would take 8 s for the sixteen.
        assert!(
            asked.elapsed() < Duration::from_secs(4),
            "{:?}",
            asked.elapsed()
        );
        for sleeper in sleepers {
            sleeper.await.unwrap();
        }
    }

    #[tokio::test]
    async fn one_worker_runs_it_too() {
        assert_eq!(run(|| 7), 7);
    }
}
