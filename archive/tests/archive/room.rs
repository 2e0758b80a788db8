//! An archive for a test: where it is, and what is put into it.

use std::io::Write;

use filmdesk_archive::{
    Archive, ArchiveOptions, Arrival, Database, InstanceFacts, KeepError, Kept,
};
use filmdesk_dataset::encode::encode;
use filmdesk_dataset::file::encode_meta;
use filmdesk_dataset::{DataSet, Encoding, VR, tags, uids};
use time::OffsetDateTime;
use time::macros::datetime;

/// When everything happens.
pub(crate) const NOW: OffsetDateTime = datetime!(2026-03-04 05:06:07 UTC);
const EXPLICIT: &str = "1.2.840.10008.1.2.1";

/// A folder and a database.
pub(crate) struct Room {
    folder: tempfile::TempDir,
    database: Database,
}

impl Room {
    pub(crate) fn new(database: Database) -> Self {
        Self {
            folder: tempfile::tempdir().unwrap(),
            database,
        }
    }

    pub(crate) fn path(&self) -> &std::path::Path {
        self.folder.path()
    }

    pub(crate) fn options(&self) -> ArchiveOptions {
        ArchiveOptions {
            database: self.database.clone(),
            free_floor_bytes: 1,
            ..ArchiveOptions::new(self.path())
        }
    }

    pub(crate) async fn open(&self) -> Archive {
        Archive::open(&self.options()).await.unwrap()
    }
}

/// A small CT instance.
#[derive(Clone)]
pub(crate) struct Slice {
    pub(crate) patient_id: &'static str,
    pub(crate) issuer: &'static str,
    pub(crate) name: &'static str,
    pub(crate) birth_date: &'static str,
    pub(crate) study: &'static str,
    pub(crate) date: &'static str,
    pub(crate) accession: &'static str,
    pub(crate) description: &'static str,
    pub(crate) modality: &'static str,
    pub(crate) series: u32,
    pub(crate) number: u32,
    pub(crate) pixels: &'static [u8],
    pub(crate) received: OffsetDateTime,
}

impl Default for Slice {
    fn default() -> Self {
        Self {
            patient_id: "P1",
            issuer: "",
            name: "Doe^Jane",
            birth_date: "19700101",
            study: "1.2.3",
            date: "20260101",
            accession: "A1",
            description: "CT head",
            modality: "CT",
            series: 1,
            number: 1,
            pixels: &[1, 2, 3, 4],
            received: NOW,
        }
    }
}

impl Slice {
    pub(crate) fn uid(&self) -> String {
        format!("{}.{}.{}", self.study, self.series, self.number)
    }

    pub(crate) fn header(&self) -> DataSet {
        let mut data = DataSet::new();
        let texts = [
            (tags::SPECIFIC_CHARACTER_SET, VR::CS, "ISO_IR 192"),
            (tags::SOP_CLASS_UID, VR::UI, uids::CT_IMAGE_STORAGE),
            (tags::STUDY_DATE, VR::DA, self.date),
            (tags::STUDY_TIME, VR::TM, "101112"),
            (tags::ACCESSION_NUMBER, VR::SH, self.accession),
            (tags::MODALITY, VR::CS, self.modality),
            (tags::STUDY_DESCRIPTION, VR::LO, self.description),
            (tags::PATIENT_NAME, VR::PN, self.name),
            (tags::PATIENT_ID, VR::LO, self.patient_id),
            (tags::ISSUER_OF_PATIENT_ID, VR::LO, self.issuer),
            (tags::PATIENT_BIRTH_DATE, VR::DA, self.birth_date),
            (tags::PATIENT_SEX, VR::CS, "F"),
            (tags::STUDY_INSTANCE_UID, VR::UI, self.study),
        ];
        for (tag, vr, text) in texts {
            data.put_text(tag, vr, text);
        }
        data.put_text(tags::SOP_INSTANCE_UID, VR::UI, &self.uid());
        let series = format!("{}.{}", self.study, self.series);
        data.put_text(tags::SERIES_INSTANCE_UID, VR::UI, &series);
        data.put_text(tags::SERIES_NUMBER, VR::IS, &self.series.to_string());
        data.put_text(tags::INSTANCE_NUMBER, VR::IS, &self.number.to_string());
        data
    }

    /// The data set as a file has it.
    pub(crate) fn data_set(&self) -> Vec<u8> {
        let mut data = self.header();
        data.put_bytes(tags::PIXEL_DATA, VR::OW, self.pixels.to_vec());
        encode(&data, Encoding::ExplicitLittle).unwrap()
    }

    pub(crate) fn facts(&self) -> InstanceFacts {
        let uid = self.uid();
        let arrival = Arrival {
            sop_class: uids::CT_IMAGE_STORAGE,
            sop_instance: &uid,
            transfer_syntax: EXPLICIT,
            source: "CT1",
            received: self.received,
        };
        InstanceFacts::from_header(&arrival, &self.header())
    }

    pub(crate) fn store(&self, archive: &Archive) -> Result<Kept, KeepError> {
        self.store_from(archive, "CT1")
    }

    /// Stores it with a source in its File Meta Information.
    pub(crate) fn store_from(&self, archive: &Archive, title: &str) -> Result<Kept, KeepError> {
        let mut incoming = archive.begin()?;
        incoming.write_meta(&meta(&self.uid(), title))?;
        incoming.write_all(&self.data_set())?;
        archive.keep(incoming, &self.facts())
    }
}

fn meta(uid: &str, title: &str) -> Vec<u8> {
    let mut meta = DataSet::new();
    meta.put_bytes(tags::FILE_META_INFORMATION_VERSION, VR::OB, vec![0, 1]);
    meta.put_text(
        tags::MEDIA_STORAGE_SOP_CLASS_UID,
        VR::UI,
        uids::CT_IMAGE_STORAGE,
    );
    meta.put_text(tags::MEDIA_STORAGE_SOP_INSTANCE_UID, VR::UI, uid);
    meta.put_text(tags::TRANSFER_SYNTAX_UID, VR::UI, EXPLICIT);
    meta.put_text(tags::SOURCE_APPLICATION_ENTITY_TITLE, VR::AE, title);
    encode_meta(&meta).unwrap()
}
