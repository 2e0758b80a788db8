//! What sources are, before a disc is made of them: for labels.

use filmdesk_dimse::settings::{IMPLEMENTATION_CLASS_UID, IMPLEMENTATION_VERSION_NAME};
use filmdesk_media::contents::Contents;
use filmdesk_media::dicomdir::Implementation;
use filmdesk_media::file_set::{
    Beside, FileSetBuilder, FileSetOptions, PatientConflict, PlanError, SplitLevel,
};
use filmdesk_media::profile::{self, Profile};

use super::error::DiscError;
use super::gather::{self, Places, Source};
use super::watch::Unwatched;

/// The profile that takes every instance.
const WIDEST: &str = "STD-GEN-ZIP-MAIL";

/// The profile for what need not follow a certain one.
pub(super) fn widest() -> Result<&'static Profile, DiscError> {
    profile::find(WIDEST).ok_or(DiscError::Nothing)
}

/// A file-set of one volume, by `profile`.
pub(super) fn options(
    profile: &'static Profile,
    folder: String,
    patient_conflict: PatientConflict,
) -> FileSetOptions {
    FileSetOptions {
        profile,
        file_set_id: String::new(),
        uids: vec![crate::ids::mint_uid().as_str().to_owned()],
        descriptor: None,
        folder,
        patient_conflict,
        volume_bytes: None,
        beside: Beside::default(),
        split: SplitLevel::Study,
        created: super::now(),
        implementation: Implementation {
            class_uid: IMPLEMENTATION_CLASS_UID.to_owned(),
            version_name: IMPLEMENTATION_VERSION_NAME.to_owned(),
        },
    }
}

/// The patients, studies and series of sources; what is no instance is passed over.
///
/// # Errors
/// `Nothing`, `Plan`.
pub fn contents(sources: &[Source], places: Places<'_>) -> Result<Contents, DiscError> {
    let options = options(widest()?, String::new(), PatientConflict::Split);
    let mut builder = FileSetBuilder::new(options);
    gather::headers(sources, places, &Unwatched, |key, source, header| {
        if let Ok(header) = header {
            // What cannot be on a disc is told when the disc is made.
            let _ = builder.add(&gather::instance(key, source.length, header), None);
        }
        Ok(())
    })
    .map_err(DiscError::files("reading headers"))?;
    let volumes = builder.plan().map_err(|error| match error {
        PlanError::Empty => DiscError::Nothing,
        other => other.into(),
    })?;
    let first = volumes.into_iter().next().ok_or(DiscError::Nothing)?;
    Ok(first.contents)
}
