//! The instances of the good disc.

use filmdesk_dataset::file::encode_meta;
use filmdesk_dataset::{DataSet, Encoding, Tag, VR, encode, tags, uids};

/// What an instance is made of.
#[derive(Debug, Clone, Copy)]
pub struct Spec {
    pub patient: (&'static str, &'static str),
    pub study: &'static str,
    pub series: (&'static str, &'static str, u32),
    pub number: u32,
    pub class: &'static str,
}

const A: (&str, &str) = ("SEED-1", "Muster^Erika");
/// In Korean, ISO 2022 IR 149 in the file as bytes.
const B: (&str, &str) = ("SEED-2", "");
const CT: &str = uids::CT_IMAGE_STORAGE;

/// The instances: two patients, three studies, four series.
pub const SPECS: &[Spec] = &[
    spec(A, "1.2.3.1", ("1.2.3.1.1", "CT", 1), 1, CT),
    spec(A, "1.2.3.1", ("1.2.3.1.1", "CT", 1), 2, CT),
    spec(A, "1.2.3.1", ("1.2.3.1.1", "CT", 1), 3, CT),
    spec(A, "1.2.3.1", ("1.2.3.1.2", "CT", 2), 1, CT),
    spec(
        A,
        "1.2.3.2",
        ("1.2.3.2.1", "MR", 1),
        1,
        uids::MR_IMAGE_STORAGE,
    ),
    spec(
        B,
        "1.2.3.3",
        ("1.2.3.3.1", "MR", 1),
        1,
        uids::MR_IMAGE_STORAGE,
    ),
];

const fn spec(
    patient: (&'static str, &'static str),
    study: &'static str,
    series: (&'static str, &'static str, u32),
    number: u32,
    class: &'static str,
) -> Spec {
    Spec {
        patient,
        study,
        series,
        number,
        class,
    }
}

impl Spec {
    pub fn uid(&self) -> String {
        format!("{}.{}", self.series.0, self.number)
    }

    /// The data set, pixels included.
    pub fn data_set(&self) -> DataSet {
        let mut data = DataSet::new();
        let mut put = |tag: Tag, vr, text: &str| data.put_text(tag, vr, text);
        put(tags::SOP_CLASS_UID, VR::UI, self.class);
        put(tags::SOP_INSTANCE_UID, VR::UI, &self.uid());
        put(tags::STUDY_DATE, VR::DA, "20260102");
        put(tags::STUDY_TIME, VR::TM, "101500");
        put(tags::ACCESSION_NUMBER, VR::SH, "ACC1");
        put(tags::MODALITY, VR::CS, self.series.1);
        put(tags::STUDY_DESCRIPTION, VR::LO, "Thorax");
        put(tags::PATIENT_NAME, VR::PN, self.patient.1);
        put(tags::PATIENT_ID, VR::LO, self.patient.0);
        put(tags::STUDY_INSTANCE_UID, VR::UI, self.study);
        put(tags::SERIES_INSTANCE_UID, VR::UI, self.series.0);
        put(tags::STUDY_ID, VR::SH, "S1");
        put(tags::SERIES_NUMBER, VR::IS, &self.series.2.to_string());
        put(tags::INSTANCE_NUMBER, VR::IS, &self.number.to_string());
        put(tags::PHOTOMETRIC_INTERPRETATION, VR::CS, "MONOCHROME2");
        put(tags::IMAGE_TYPE, VR::CS, "ORIGINAL\\PRIMARY");
        if self.patient.0 == B.0 {
            data.put_text(tags::SPECIFIC_CHARACTER_SET, VR::CS, "ISO_IR 192");
            let name = "Kim^Minsu=\u{91d1}^\u{6c11}=\u{ae40}^\u{bbfc}";
            data.put_bytes(tags::PATIENT_NAME, VR::PN, name.as_bytes().to_vec());
        }
        for (tag, value) in [
            (tags::SAMPLES_PER_PIXEL, 1),
            (tags::ROWS, 4),
            (tags::COLUMNS, 4),
            (tags::BITS_ALLOCATED, 16),
            (tags::BITS_STORED, 12),
            (tags::HIGH_BIT, 11),
            (tags::PIXEL_REPRESENTATION, 0),
        ] {
            data.put_u16(tag, value);
        }
        data.put_bytes(tags::PIXEL_DATA, VR::OW, vec![7; 32]);
        data
    }
}

/// A Part 10 file.
pub fn file(class: &str, instance: &str, syntax: &str, data: &DataSet) -> Vec<u8> {
    let mut meta = DataSet::new();
    meta.put_bytes(tags::FILE_META_INFORMATION_VERSION, VR::OB, vec![0, 1]);
    if !class.is_empty() {
        meta.put_text(tags::MEDIA_STORAGE_SOP_CLASS_UID, VR::UI, class);
    }
    meta.put_text(tags::MEDIA_STORAGE_SOP_INSTANCE_UID, VR::UI, instance);
    meta.put_text(tags::TRANSFER_SYNTAX_UID, VR::UI, syntax);
    meta.put_text(tags::IMPLEMENTATION_CLASS_UID, VR::UI, "1.2.3.4");
    let mut bytes = encode_meta(&meta).expect("meta");
    bytes.extend(encode::encode(data, Encoding::ExplicitLittle).expect("data set"));
    bytes
}
