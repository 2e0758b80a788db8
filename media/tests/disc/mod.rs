//! CT images by formula, and file-sets of them.

use filmdesk_dataset::{DataSet, VR, tags};
use filmdesk_media::dicomdir::Implementation;
use filmdesk_media::file_set::{
    Beside, FileSetBuilder, FileSetOptions, FileSetVolume, PatientConflict, SplitLevel,
};
use filmdesk_media::instance::{Instance, Key};
use filmdesk_media::profile;
use filmdesk_media::timestamp::Timestamp;

/// A CT image.
pub(crate) struct Ct {
    pub(crate) index: usize,
    pub(crate) class: String,
    pub(crate) patient: String,
    pub(crate) name: String,
    pub(crate) study: String,
    pub(crate) series: String,
    pub(crate) number: Option<String>,
    pub(crate) length: u64,
    /// Without date, time, study ID, series number.
    pub(crate) is_bare: bool,
}

impl Ct {
    pub(crate) fn new(index: usize) -> Self {
        Self {
            index,
            class: "1.2.840.10008.5.1.4.1.1.2".to_owned(),
            patient: "P1".to_owned(),
            name: "Doe^Jane".to_owned(),
            study: "1.1".to_owned(),
            series: "1.1.1".to_owned(),
            number: Some(index.to_string()),
            length: 1000,
            is_bare: false,
        }
    }

    pub(crate) fn sop_instance(&self) -> String {
        format!("1.7.{}", self.index)
    }

    pub(crate) fn instance(&self) -> Instance {
        Instance {
            key: Key(self.index as u64),
            sop_class: self.class.clone(),
            sop_instance: self.sop_instance(),
            transfer_syntax: "1.2.840.10008.1.2.1".to_owned(),
            length: self.length,
            header: self.header(),
        }
    }

    fn header(&self) -> DataSet {
        let mut header = DataSet::new();
        for (tag, vr, text) in [
            (tags::PATIENT_ID, VR::LO, &*self.patient),
            (tags::PATIENT_NAME, VR::PN, &self.name),
            (tags::STUDY_INSTANCE_UID, VR::UI, &self.study),
            (tags::SERIES_INSTANCE_UID, VR::UI, &self.series),
            (
                tags::INSTANCE_NUMBER,
                VR::IS,
                self.number.as_deref().unwrap_or(""),
            ),
            (tags::MODALITY, VR::CS, "CT"),
        ] {
            header.put_text(tag, vr, text);
        }
        header.put_u16(tags::ROWS, 512);
        if !self.is_bare {
            header.put_text(tags::STUDY_DATE, VR::DA, "20240102");
            header.put_text(tags::STUDY_TIME, VR::TM, "030405");
            header.put_text(tags::STUDY_ID, VR::SH, "S1");
            header.put_text(tags::SERIES_NUMBER, VR::IS, "7");
        }
        header
    }
}

pub(crate) fn options() -> FileSetOptions {
    FileSetOptions {
        profile: profile::find("STD-GEN-CD").unwrap(),
        file_set_id: "TEST".to_owned(),
        uids: (1..10).map(|n| format!("2.25.{n}")).collect(),
        descriptor: None,
        folder: "DICOM".to_owned(),
        patient_conflict: PatientConflict::Refuse,
        volume_bytes: None,
        beside: Beside::default(),
        split: SplitLevel::Patient,
        created: Timestamp {
            year: 2026,
            month: 11,
            day: 26,
            hour: 12,
            minute: 0,
            second: 0,
            offset_minutes: 60,
        },
        implementation: Implementation {
            class_uid: "2.25.5".to_owned(),
            version_name: "TEST".to_owned(),
        },
    }
}

pub(crate) fn builder() -> FileSetBuilder {
    FileSetBuilder::new(options())
}

pub(crate) fn add_all(builder: &mut FileSetBuilder, instances: Vec<Ct>) {
    for instance in instances {
        builder.add(&instance.instance(), None).unwrap();
    }
}

/// The one volume of these instances.
pub(crate) fn plan_one(instances: Vec<Ct>) -> FileSetVolume {
    let mut builder = builder();
    add_all(&mut builder, instances);
    builder.plan().unwrap().remove(0)
}
