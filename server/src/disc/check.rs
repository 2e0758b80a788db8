//! What of an order's instances cannot go on the disc, before anything is made.

use filmdesk_media::profile::{Remedy, SummaryLine, Violation, summary};

use super::error::DiscError;
use super::gather::{self, Places, Source};
use super::order::{DiscOrder, Transcode};
use super::watch::Unwatched;

/// Violations that neither transcoding nor another thing that the order allows makes right.
///
/// # Errors
/// `Order`, `Files`.
pub fn check(
    order: &DiscOrder,
    sources: &[Source],
    places: Places<'_>,
) -> Result<Vec<SummaryLine>, DiscError> {
    let profile = order.meaning()?.profile;
    let mut violations: Vec<Violation> = Vec::new();
    gather::headers(sources, places, &Unwatched, |key, source, header| {
        // What cannot be read is told when the disc is made.
        let Ok(header) = header else { return Ok(()) };
        let instance = gather::instance(key, source.length, header);
        let target = match order.transcode {
            Transcode::Never => None,
            Transcode::Lossless | Transcode::Lossy(_) => profile.transcode_target(&instance),
        };
        let is_open = |found: &Violation| match found.remedy {
            Remedy::Transcode(_) => target.is_none(),
            Remedy::Private => !order.private,
            Remedy::Profile(_) | Remedy::Omit => !order.omit,
        };
        violations.extend(profile.check(&instance).into_iter().filter(is_open));
        Ok(())
    })
    .map_err(DiscError::files("reading headers"))?;
    Ok(summary(&violations))
}
