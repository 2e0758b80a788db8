//! One file of a foreign medium into the archive: byte for byte as it is, unless its identity is
//! to be that of this hospital (IHE IRWF).

use std::io::{self, Read, SeekFrom, Write};

use filmdesk_archive::Archive;
use filmdesk_archive::reconcile::{self, CannotReconcile, LocalIdentity, Origin};
use filmdesk_dataset::encode::{self, EncodeError};
use filmdesk_dataset::file::{
    self, FileError, FileWarning, Header, HeaderOptions, ReadOptions, read_header,
};
use filmdesk_dataset::transfer_syntax::is_deflated;
use filmdesk_dataset::{DataSet, Encoding, Tag, tags};
use filmdesk_dimse::service::MEDIA_STORAGE_DIRECTORY;
use filmdesk_media::medium::ReadSeek;
use filmdesk_web::SeenPatient;
use flate2::Compression;
use flate2::write::DeflateEncoder;
use thiserror::Error;
use time::OffsetDateTime;

use super::reception::{Instance, Received, Reception, Sender};
use super::refusal::Refusal;
use crate::ids;
use crate::import::facts;

/// Bytes copied at once.
const PIECE: usize = 128 << 10;
/// The element after SOP Instance UID (0008,0018): no more is needed to name an instance.
const AFTER_UIDS: Tag = Tag(0x0008, 0x0019);

/// Imports files under one name.
#[derive(Clone)]
pub(crate) struct Importer {
    pub(crate) archive: Archive,
    /// Where the files come from, for the index and the original attributes.
    pub(crate) source: String,
    /// Whose they are here; `None`: as they say.
    pub(crate) identity: Option<LocalIdentity>,
    /// The patient of the medium to whom that is given; `None`: to whoever is on it.
    pub(crate) seen: Option<SeenPatient>,
    /// Name of this system in the original attributes and File Meta Information.
    pub(crate) system: String,
}

/// A file that came in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Imported {
    /// SOP Class UID.
    pub(crate) sop_class: String,
    /// SOP Instance UID.
    pub(crate) sop_instance: String,
    /// How it was kept.
    pub(crate) received: Received,
    /// What was put up with.
    pub(crate) notes: Vec<String>,
}

/// Why a file did not come in. No text of the data set is in it.
#[derive(Debug, Error)]
pub(crate) enum NotImported {
    /// A DICOMDIR is no instance.
    #[error("a DICOMDIR")]
    Directory,
    /// It cannot be read as DICOM.
    #[error("{0}")]
    File(#[from] FileError),
    /// Neither the data set nor the meta information says which instance it is.
    #[error("{0} is missing")]
    Nameless(&'static str),
    /// It is not what it should be, or there is no room.
    #[error("{0}")]
    Refused(#[from] Refusal),
    /// It cannot be given its identity here.
    #[error("{0}")]
    Reconcile(#[from] CannotReconcile),
    /// It cannot be written with its identity here.
    #[error("{0}")]
    Encode(EncodeError),
    /// It is not of the patient who is given an identity here.
    #[error("it is of another patient than the one who was seen on the medium")]
    OtherPatient,
    /// The file is damaged, and what is changed must be whole.
    #[error("{0}")]
    Damaged(FileWarning),
}

/// The instance that a file holds.
#[derive(Debug, Clone)]
struct Name {
    sop_class: String,
    sop_instance: String,
    transfer_syntax: String,
}

impl NotImported {
    /// A fault of ours, which the next files will meet, too: no room, or an archive that does not
    /// answer.
    pub(crate) fn is_ours(&self) -> bool {
        matches!(self, Self::Refused(Refusal::NoRoom | Refusal::Failed(_)))
    }
}

impl Importer {
    /// Imports one file. Blocks.
    pub(crate) fn import(&self, file: &mut dyn ReadSeek) -> Result<Imported, NotImported> {
        let options = HeaderOptions {
            stop: AFTER_UIDS,
            ..HeaderOptions::default()
        };
        let header = read_header(&mut *file, &options)?;
        let name = name(&header)?;
        if name.sop_class == MEDIA_STORAGE_DIRECTORY {
            return Err(NotImported::Directory);
        }
        let mut notes: Vec<String> = header.warnings.iter().map(ToString::to_string).collect();
        let received = match &self.identity {
            Some(identity) => self.reconciled(file, &name, identity)?,
            None => self.as_it_is(file, &header, &name, &mut notes)?,
        };
        Ok(Imported {
            sop_class: name.sop_class,
            sop_instance: name.sop_instance,
            received,
            notes,
        })
    }

    fn as_it_is(
        &self,
        file: &mut dyn ReadSeek,
        header: &Header,
        name: &Name,
        notes: &mut Vec<String>,
    ) -> Result<Received, NotImported> {
        file.seek(SeekFrom::Start(0)).map_err(FileError::Io)?;
        let mut meta = Vec::new();
        let mut front = Read::take(&mut *file, header.data_set_offset);
        front.read_to_end(&mut meta).map_err(FileError::Io)?;
        let mut reception = match has_sound_meta(header, name) {
            true => Reception::with_meta(&self.archive, &name.instance(), &meta)?,
            false => {
                notes.push("the file meta information was made anew".to_owned());
                self.with_new_meta(name)?
            }
        };
        let mut piece = vec![0; PIECE];
        loop {
            match file.read(&mut piece) {
                Ok(0) => break,
                Ok(length) => reception.write(&piece[..length])?,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(FileError::Io(error).into()),
            }
        }
        self.finish(reception, name)
    }

    fn with_new_meta(&self, name: &Name) -> Result<Reception, Refusal> {
        let sender = Sender {
            calling: "",
            called: &self.system,
        };
        Reception::begin(&self.archive, &name.instance(), &sender)
    }

    fn finish(&self, reception: Reception, name: &Name) -> Result<Received, NotImported> {
        let now = ids::now_local();
        let kept = reception.finish(&self.archive, &name.instance(), &self.source, now)?;
        Ok(kept.0)
    }

    /// The data set with the identity of this hospital, and the old values in it.
    fn reconciled(
        &self,
        file: &mut dyn ReadSeek,
        name: &Name,
        identity: &LocalIdentity,
    ) -> Result<Received, NotImported> {
        file.seek(SeekFrom::Start(0)).map_err(FileError::Io)?;
        let mut whole = file::read(&mut *file, &ReadOptions::LENIENT)?;
        let damaged = whole.warnings.iter().position(is_damage);
        if let Some(index) = damaged {
            return Err(NotImported::Damaged(whole.warnings.swap_remove(index)));
        }
        if self
            .seen
            .as_ref()
            .is_some_and(|seen| *seen != said_of(&whole.data_set))
        {
            return Err(NotImported::OtherPatient);
        }
        let origin = Origin {
            source: &self.source,
            modifying_system: &self.system,
            when: OffsetDateTime::now_utc(),
        };
        reconcile::apply(&mut whole.data_set, identity, &origin)?;
        let mut writer = Writer::new(self.with_new_meta(name)?);
        let data_set = whole.data_set.clone();
        let mut file = file;
        let written = write(&data_set, name, &mut writer, &mut whole.source(&mut file));
        self.finish(writer.outcome(written)?, name)
    }
}

/// Whose it is, as it says itself.
fn said_of(data_set: &DataSet) -> SeenPatient {
    let patient = facts(data_set).patient;
    SeenPatient {
        id: patient.id,
        name: patient.name.to_dicom(),
        birth_date: patient.birth_date,
    }
}

fn write(
    data_set: &DataSet,
    name: &Name,
    writer: &mut Writer,
    source: &mut dyn filmdesk_dataset::BulkSource,
) -> Result<(), EncodeError> {
    let encoding = Encoding::of_elements(&name.transfer_syntax);
    if !is_deflated(&name.transfer_syntax) {
        return encode::write(data_set, encoding, writer, source);
    }
    let mut deflater = DeflateEncoder::new(writer, Compression::default());
    encode::write(data_set, encoding, &mut deflater, source)?;
    deflater.finish()?;
    Ok(())
}

fn is_damage(warning: &FileWarning) -> bool {
    matches!(
        warning,
        FileWarning::Damaged(_) | FileWarning::DamagedDeflate(_)
    )
}

/// The data set says which instance it is; where it does not, the meta information does. The
/// transfer syntax is the one that the data set is in.
fn name(header: &Header) -> Result<Name, NotImported> {
    let own = |tag| header.data_set.ascii(tag).ok().flatten();
    let or = |own: Option<&str>, meta: &str| own.unwrap_or(meta).to_owned();
    let name = Name {
        sop_class: or(own(tags::SOP_CLASS_UID), &header.meta.sop_class),
        sop_instance: or(own(tags::SOP_INSTANCE_UID), &header.meta.sop_instance),
        transfer_syntax: header.transfer_syntax.clone(),
    };
    match () {
        () if name.sop_class.is_empty() => Err(NotImported::Nameless("SOP Class UID")),
        () if name.sop_instance.is_empty() => Err(NotImported::Nameless("SOP Instance UID")),
        () => Ok(name),
    }
}

/// Whether preamble and File Meta Information can stay as they are.
fn has_sound_meta(header: &Header, name: &Name) -> bool {
    let mut warnings = header.warnings.iter();
    let lacks_preamble = warnings.any(|warning| matches!(warning, FileWarning::NoPreamble));
    !lacks_preamble
        && header.meta.sop_class == name.sop_class
        && header.meta.sop_instance == name.sop_instance
        && header.meta.transfer_syntax == name.transfer_syntax
}

impl Name {
    fn instance(&self) -> Instance<'_> {
        Instance {
            sop_class: &self.sop_class,
            sop_instance: &self.sop_instance,
            transfer_syntax: &self.transfer_syntax,
        }
    }
}

/// A reception as a writer: a refusal ends the writing and is found afterwards.
struct Writer {
    reception: Reception,
    refusal: Option<Refusal>,
}

impl Writer {
    fn new(reception: Reception) -> Self {
        Self {
            reception,
            refusal: None,
        }
    }

    fn outcome(self, written: Result<(), EncodeError>) -> Result<Reception, NotImported> {
        match (self.refusal, written) {
            (Some(refusal), _) => Err(refusal.into()),
            (None, Err(error)) => Err(NotImported::Encode(error)),
            (None, Ok(())) => Ok(self.reception),
        }
    }
}

impl Write for Writer {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self.reception.write(bytes) {
            Ok(()) => Ok(bytes.len()),
            Err(refusal) => {
                self.refusal = Some(refusal);
                Err(io::Error::other("refused"))
            }
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use filmdesk_archive::ArchiveOptions;
    use filmdesk_dataset::VR;

    use super::*;
    use crate::part10;

    /// A file of this patient.
    fn file_of(patient_id: &str, instance: &str) -> Cursor<Vec<u8>> {
        let mut data = DataSet::new();
        for (tag, vr, text) in [
            (tags::PATIENT_NAME, VR::PN, "Doe^Jane"),
            (tags::PATIENT_ID, VR::LO, patient_id),
            (tags::STUDY_INSTANCE_UID, VR::UI, "1.2.3"),
            (tags::SERIES_INSTANCE_UID, VR::UI, "1.2.3.4"),
        ] {
            data.put_text(tag, vr, text);
        }
        Cursor::new(part10::bytes(data, instance))
    }

    #[tokio::test(flavor = "multi_thread")]
    async fn an_identity_is_given_to_the_patient_who_was_seen_alone() {
        let folder = tempfile::tempdir().unwrap();
        let options = ArchiveOptions {
            free_floor_bytes: 1,
            ..ArchiveOptions::new(folder.path())
        };
        let importer = Importer {
            archive: Archive::open(&options).await.unwrap(),
            source: "import".to_owned(),
            identity: Some(LocalIdentity {
                patient_id: Some("P1".to_owned()),
                ..LocalIdentity::default()
            }),
            seen: Some(SeenPatient {
                id: "A".to_owned(),
                name: "Doe^Jane".to_owned(),
                birth_date: String::new(),
            }),
            system: "FILMDESK".to_owned(),
        };
        importer.import(&mut file_of("A", "1.2.3.4.1")).unwrap();
        let other = importer.import(&mut file_of("B", "1.2.3.4.2")).unwrap_err();
        assert!(matches!(other, NotImported::OtherPatient), "{other}");
    }
}
