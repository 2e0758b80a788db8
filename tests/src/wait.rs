//! Waiting for what comes: polled with a deadline, never slept for.

use std::time::{Duration, Instant};

/// Everything that a suite waits for comes within this time, on a loaded machine too.
pub const SOON: Duration = Duration::from_secs(60);
/// How often is looked.
const INTERVAL: Duration = Duration::from_millis(10);

/// What `look` finds, as soon as it finds it.
///
/// # Panics
/// When it found nothing within [`SOON`].
pub fn until<T>(what: &str, mut look: impl FnMut() -> Option<T>) -> T {
    let start = Instant::now();
    loop {
        if let Some(found) = look() {
            return found;
        }
        assert!(start.elapsed() < SOON, "{what}: not within {SOON:?}");
        std::thread::sleep(INTERVAL);
    }
}
