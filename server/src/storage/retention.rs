//! Studies that the settings do not keep any longer go, a few minutes after their time at most.

use std::sync::Arc;
use std::time::Duration;

use filmdesk_archive::{Archive, ArchiveError, RetentionRules, SweepReport};
use filmdesk_config::settings::ArchiveSettings;
use time::OffsetDateTime;
use tokio_util::sync::CancellationToken;
use tracing::{info, warn};

use crate::shared::Shared;

/// Between two looks: a quota is passed by what comes meanwhile, which at 100 MB/s is 30 GB and
/// far less in a hospital; a look costs one statement.
const SWEEP_INTERVAL: Duration = Duration::from_secs(300);
/// A study younger than this may still be coming, or be wanted on a disc in a moment; it stays
/// although the quota is passed.
const MIN_AGE: Duration = Duration::from_secs(3600);

/// What the settings let go; `None` when everything is kept.
pub(crate) fn rules(settings: &ArchiveSettings) -> Option<RetentionRules> {
    let has_limits = [settings.keep, settings.keep_shelf]
        .iter()
        .any(Option::is_some)
        || settings.quota_bytes.is_some();
    has_limits.then_some(RetentionRules {
        max_age: settings.keep,
        quota_bytes: settings.quota_bytes,
        free_bytes: None,
        min_age: MIN_AGE,
        shelf_age: settings.keep_shelf,
    })
}

/// Sweeps now and then until `end`, by the settings in force.
pub(crate) async fn run(archive: Archive, shared: Arc<Shared>, end: CancellationToken) {
    let mut tick = tokio::time::interval(SWEEP_INTERVAL);
    loop {
        tokio::select! {
            () = end.cancelled() => return,
            _ = tick.tick() => {}
        }
        let live = shared.live();
        if let Some(rules) = &live.retention {
            tell(archive.sweep(rules, OffsetDateTime::now_utc()).await);
        }
    }
}

fn tell(swept: Result<SweepReport, ArchiveError>) {
    let report = match swept {
        Ok(report) => report,
        Err(error) => return warn!(%error, "studies could not be removed; tried again"),
    };
    let SweepReport {
        studies,
        instances,
        bytes,
        pinned,
        short_bytes,
        forgotten,
    } = report;
    if forgotten > 0 {
        info!(studies = forgotten, "studies on discs alone are forgotten");
    }
    if studies > 0 {
        info!(studies, instances, bytes, "studies were kept long enough");
    }
    if short_bytes > 0 {
        warn!(
            short_bytes,
            pinned, "the quota is passed by studies that came just now or are needed by a job"
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn without_limits_everything_is_kept() {
        let mut settings = filmdesk_config::default_settings("data".as_ref()).archive;
        assert_eq!(rules(&settings), None);
        settings.quota_bytes = Some(7);
        let wanted = RetentionRules {
            quota_bytes: Some(7),
            min_age: MIN_AGE,
            ..RetentionRules::default()
        };
        assert_eq!(rules(&settings), Some(wanted));
    }
}
