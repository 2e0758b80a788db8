//! Images for download: kept for a while.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use tokio_util::sync::CancellationToken;
use tracing::{info, warn};

use crate::blocking;
use crate::shared::Shared;

/// How often old ones are looked for.
const LOOK: Duration = Duration::from_secs(15 * 60);

/// Removes what is older than the settings keep it until `end`.
pub(super) async fn sweep(folder: PathBuf, shared: Arc<Shared>, end: CancellationToken) {
    loop {
        let keep = shared.live().desk.keep_images;
        match blocking::run(|| remove_old(&folder, keep)) {
            Ok(0) => {}
            Ok(removed) => info!(removed, "images for download are removed"),
            Err(error) => warn!(%error, "old images for download cannot be removed"),
        }
        tokio::select! {
            () = end.cancelled() => return,
            () = tokio::time::sleep(LOOK) => {}
        }
    }
}

fn remove_old(folder: &Path, keep: Duration) -> std::io::Result<usize> {
    let entries = match fs::read_dir(folder) {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(0),
        entries => entries?,
    };
    let mut removed = 0;
    for entry in entries.flatten() {
        match remove_if_old(&entry, keep) {
            Ok(is_removed) => removed += usize::from(is_removed),
            Err(error) => warn!(%error, "an old image for download cannot be removed"),
        }
    }
    Ok(removed)
}

fn remove_if_old(entry: &fs::DirEntry, keep: Duration) -> std::io::Result<bool> {
    let metadata = entry.metadata()?;
    let age = metadata.modified()?.elapsed().unwrap_or_default();
    let is_old = metadata.is_file() && age > keep;
    if is_old {
        fs::remove_file(entry.path())?;
    }
    Ok(is_old)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn old_images_go_and_new_ones_stay() {
        let folder = tempfile::tempdir().unwrap();
        let (old, new) = (folder.path().join("old.iso"), folder.path().join("new.iso"));
        for path in [&old, &new] {
            fs::write(path, "image").unwrap();
        }
        let hours = |hours: u64| Duration::from_secs(hours * 3600);
        let then = std::time::SystemTime::now() - hours(25);
        fs::File::options()
            .write(true)
            .open(&old)
            .unwrap()
            .set_modified(then)
            .unwrap();
        assert_eq!(remove_old(folder.path(), hours(24)).unwrap(), 1);
        assert!(!old.exists() && new.exists());
        assert_eq!(
            remove_old(&folder.path().join("none"), hours(24)).unwrap(),
            0
        );
    }
}
