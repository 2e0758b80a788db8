//! What went on which disc, noted in the archive: it outlives the instances.

use filmdesk_archive::{Archive, ArchiveError, JobId, MadeFileSet};
use time::OffsetDateTime;

use super::{Made, MadeVolume};
use crate::ids;

/// Notes the volumes of a job that were made, by the profile that they have.
///
/// # Errors
/// When the index does not take it; noting it again notes nothing twice.
pub async fn note(
    archive: &Archive,
    job: JobId,
    profile: &str,
    made: &Made,
) -> Result<(), ArchiveError> {
    let now = ids::now_local();
    for volume in &made.volumes {
        archive
            .note_file_set(&file_set(job, profile, now, volume))
            .await?;
    }
    Ok(())
}

fn file_set(job: JobId, profile: &str, now: OffsetDateTime, volume: &MadeVolume) -> MadeFileSet {
    let instances = volume.contents.instances();
    MadeFileSet {
        job,
        file_set_id: volume.file_set_id.clone(),
        uid: volume.uid.clone(),
        profile: profile.to_owned(),
        created: now,
        instances: instances.map(|one| one.sop_instance.clone()).collect(),
    }
}
