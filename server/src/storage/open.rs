//! The archive of the settings.

use filmdesk_archive::{Archive, ArchiveError, ArchiveOptions, Database};
use filmdesk_config::settings::ArchiveSettings;

/// Opens the archive that the settings name.
pub(crate) async fn open(settings: &ArchiveSettings) -> Result<Archive, ArchiveError> {
    let database = settings.database.clone();
    Archive::open(&ArchiveOptions {
        database: database.map_or(Database::Embedded, Database::Url),
        free_floor_bytes: settings.free_floor_bytes,
        ..ArchiveOptions::new(&settings.folder)
    })
    .await
}
