//! Instances in a transfer syntax that the peer does not take, turned without loss into one that
//! it takes.

use std::io::{BufReader, BufWriter, Write};
use std::path::Path;

use filmdesk_dataset::file::{Implementation, ReadOptions};
use filmdesk_dataset::transcode::{self, TranscodeError};
use filmdesk_dataset::uids;
use filmdesk_dimse::settings::{IMPLEMENTATION_CLASS_UID, IMPLEMENTATION_VERSION_NAME};
use filmdesk_modality::error::SourceError;
use filmdesk_modality::store::{FileInstance, Found, InstanceName, look_at};
use tempfile::NamedTempFile;
use thiserror::Error;

use super::Parcel;

/// Bytes gathered before the kernel is asked.
const BUFFER: usize = 256 << 10;

/// Transfer syntaxes that are written without loss, as one types them.
const SYNTAXES: &[(&str, &str)] = &[
    ("explicit", uids::EXPLICIT_VR_LITTLE_ENDIAN),
    ("implicit", uids::IMPLICIT_VR_LITTLE_ENDIAN),
    ("deflated", uids::DEFLATED_EXPLICIT_VR_LITTLE_ENDIAN),
    ("rle", uids::RLE_LOSSLESS),
    ("jpeg-lossless", uids::JPEG_LOSSLESS_SV1),
    ("jpeg-ls", uids::JPEGLS_LOSSLESS),
    ("jpeg-2000", uids::JPEG2000_LOSSLESS),
];

/// What a peer that does not take an instance as it is takes most likely, the first first: every
/// archive takes Implicit VR Little Endian (PS3.5 10.1).
pub(crate) const USUAL: [&str; 2] = [
    uids::EXPLICIT_VR_LITTLE_ENDIAN,
    uids::IMPLICIT_VR_LITTLE_ENDIAN,
];

/// The transfer syntax of a name or UID.
pub(crate) fn parse(text: &str) -> Result<&'static str, String> {
    let found = SYNTAXES
        .iter()
        .find(|(name, uid)| *name == text || *uid == text);
    found.map(|(_, uid)| *uid).ok_or_else(|| {
        let names: Vec<_> = SYNTAXES.iter().map(|(name, _)| *name).collect();
        format!("written without loss are {}", names.join(", "))
    })
}

/// An instance turned, as long as it is needed.
#[derive(Debug)]
pub(crate) struct Turned {
    pub(crate) instance: FileInstance,
    /// Its file, which goes with this.
    _file: NamedTempFile,
}

impl Turned {
    /// What it is now.
    pub(crate) fn name(&self) -> &InstanceName {
        &self.instance.name
    }
}

/// Why an instance was not turned.
#[derive(Debug, Error)]
pub(crate) enum TurnError {
    /// It cannot be.
    #[error("it cannot be transcoded: {0}")]
    Transcode(#[from] TranscodeError),
    /// Its file cannot be opened.
    #[error(transparent)]
    Open(std::io::Error),
    /// The file of the turned one failed.
    #[error("transcoding it: {0}")]
    Io(#[from] std::io::Error),
    /// What was written is no instance.
    #[error("what it was transcoded to is no instance")]
    NoInstance,
}

/// Turns an instance into `target`, without loss, in a file of `work`.
pub(crate) fn turn(
    parcel: &dyn Parcel,
    target: &str,
    work: Option<&Path>,
) -> Result<Turned, TurnError> {
    let from = parcel.file().map_err(TurnError::Open)?;
    let mut from = BufReader::with_capacity(BUFFER, from);
    let file = work.map_or_else(NamedTempFile::new, NamedTempFile::new_in)?;
    let mut out = BufWriter::with_capacity(BUFFER, file.as_file());
    let options = transcode::Options {
        implementation: Implementation {
            class_uid: IMPLEMENTATION_CLASS_UID,
            version_name: IMPLEMENTATION_VERSION_NAME,
            source_ae_title: None,
        },
        lossy: None,
        verify: true,
        read: ReadOptions::LENIENT,
    };
    transcode::transcode(&mut from, target, &options, &mut out)?;
    out.flush()?;
    drop(out);
    match look_at(file.path()) {
        Err(SourceError::Io { source, .. }) => Err(source.into()),
        Ok(Found::Instance(instance)) => Ok(Turned {
            instance,
            _file: file,
        }),
        _ => Err(TurnError::NoInstance),
    }
}

#[cfg(test)]
mod tests {
    use filmdesk_dataset::DataSet;
    use tempfile::TempDir;

    use super::*;
    use crate::part10;

    /// An instance without pixels, in a file of `folder`.
    fn instance(folder: &Path) -> FileInstance {
        let bytes = part10::bytes(DataSet::new(), "1.2.3.4");
        let path = folder.join("instance");
        std::fs::write(&path, bytes).unwrap();
        match look_at(&path).unwrap() {
            Found::Instance(instance) => instance,
            _ => panic!("no instance"),
        }
    }

    #[test]
    fn what_is_turned_is_in_the_work_folder_as_long_as_it_is_needed() {
        let (files, work) = (TempDir::new().unwrap(), TempDir::new().unwrap());
        let instance = instance(files.path());
        let turn_in = |work| turn(&instance, uids::IMPLICIT_VR_LITTLE_ENDIAN, Some(work));
        let turned = turn_in(work.path()).unwrap();
        assert_eq!(
            turned.name().transfer_syntax,
            uids::IMPLICIT_VR_LITTLE_ENDIAN
        );
        assert!(turned.instance.path.starts_with(work.path()));
        drop(turned);
        assert_eq!(std::fs::read_dir(work.path()).unwrap().count(), 0);
        let error = turn_in(&work.path().join("absent")).unwrap_err();
        assert!(matches!(error, TurnError::Io(_)), "{error}");
    }

    #[test]
    fn names_and_uids_are_known_and_lossy_ones_are_not() {
        assert_eq!(parse("jpeg-ls"), Ok(uids::JPEGLS_LOSSLESS));
        assert_eq!(parse("1.2.840.10008.1.2.5"), Ok(uids::RLE_LOSSLESS));
        assert!(parse(uids::JPEG_BASELINE8_BIT).is_err());
    }
}
