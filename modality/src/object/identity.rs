//! Whose objects they are: patient, study, UIDs.

use filmdesk_dataset::data_set::DataSet;
use filmdesk_dataset::{CharacterSet, Tag, VR, tags};

/// A patient who does not exist.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Patient {
    /// Patient's Name (0010,0010), with its groups: `Yamada^Tarou=山田^太郎=やまだ^たろう`.
    pub name: String,
    /// Patient ID (0010,0020).
    pub id: String,
    /// Patient's Birth Date (0010,0030).
    pub birth_date: String,
    /// Patient's Sex (0010,0040).
    pub sex: String,
}

/// The study that objects belong to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Identity {
    /// Of whom.
    pub patient: Patient,
    /// Specific Character Set (0008,0005) of the objects; empty for the default repertoire.
    pub character_set: String,
    /// What the UIDs begin with; at most 43 characters.
    pub uid_root: String,
    /// Study ID (0020,0010), which also makes the UIDs of one study differ from another's.
    pub study_id: String,
    /// Study Description (0008,1030).
    pub description: String,
    /// Accession Number (0008,0050).
    pub accession_number: String,
    /// Date of everything (DA).
    pub date: String,
    /// Time of everything (TM, six digits).
    pub time: String,
}

/// Longest root: a UID has 64 characters (PS3.5 9.1), of which a dot and the 20 digits of a
/// derived number are needed.
const MAX_ROOT: usize = 43;

/// Offset and prime of FNV-1a with 64 bits.
const FNV: (u64, u64) = (0xCBF2_9CE4_8422_2325, 0x0100_0000_01B3);

impl Default for Identity {
    fn default() -> Self {
        Self {
            patient: Patient {
                name: "Doe^Jane".to_owned(),
                id: "FD-0001".to_owned(),
                birth_date: "19700101".to_owned(),
                sex: "O".to_owned(),
            },
            character_set: String::new(),
            uid_root: "1.2.826.0.1.3680043.10.1505.9".to_owned(),
            study_id: "1".to_owned(),
            description: "Emulated study".to_owned(),
            accession_number: "A0001".to_owned(),
            date: "20240229".to_owned(),
            time: "083000".to_owned(),
        }
    }
}

impl Identity {
    /// A study of a patient whose name is in a character set (PS3.3 C.12.1.1.2).
    #[must_use]
    pub fn named(character_set: &str, name: &str) -> Self {
        let mut identity = Self::default();
        identity.patient.name = name.to_owned();
        identity.character_set = character_set.to_owned();
        identity
    }

    /// A UID by a name: the same for the same study, others for other studies.
    pub fn uid(&self, name: &str) -> String {
        let parts = [&self.patient.id, &self.study_id, &self.date, name];
        let bytes = parts.iter().flat_map(|part| part.bytes().chain([0]));
        let hash = bytes.fold(FNV.0, |hash, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(FNV.1)
        });
        let root: String = self.uid_root.chars().take(MAX_ROOT).collect();
        format!("{root}.{hash}")
    }

    /// Study Instance UID.
    pub fn study_uid(&self) -> String {
        self.uid("study")
    }

    /// Series Instance UID of a SOP class's objects.
    pub fn series_uid(&self, sop_class: &str, modality: &str, series: u32) -> String {
        self.uid(&format!("series {sop_class} {modality} {series}"))
    }

    /// SOP Instance UID.
    pub fn instance_uid(
        &self,
        sop_class: &str,
        modality: &str,
        series: u32,
        number: u32,
    ) -> String {
        self.uid(&format!("{sop_class} {modality} {series} {number}"))
    }

    /// SOP Instance UID of what [`Object::new`](super::Object::new) makes.
    pub(super) fn first_instance(&self, sop_class: &str) -> String {
        self.instance_uid(sop_class, own_modality(sop_class), 1, 1)
    }

    /// Series Instance UID of what [`Object::new`](super::Object::new) makes.
    pub(super) fn first_series(&self, sop_class: &str) -> String {
        self.series_uid(sop_class, own_modality(sop_class), 1)
    }

    /// Puts patient and study.
    pub(super) fn fill(&self, data: &mut DataSet) {
        let set = CharacterSet::parse(&self.character_set);
        if !self.character_set.is_empty() {
            data.put_text(tags::SPECIFIC_CHARACTER_SET, VR::CS, &self.character_set);
        }
        let study = self.study_uid();
        let patient = &self.patient;
        let rows: [(Tag, VR, &str); 10] = [
            (tags::PATIENT_NAME, VR::PN, &patient.name),
            (tags::PATIENT_ID, VR::LO, &patient.id),
            (tags::PATIENT_BIRTH_DATE, VR::DA, &patient.birth_date),
            (tags::PATIENT_SEX, VR::CS, &patient.sex),
            (tags::STUDY_INSTANCE_UID, VR::UI, &study),
            (tags::STUDY_ID, VR::SH, &self.study_id),
            (tags::STUDY_DATE, VR::DA, &self.date),
            (tags::STUDY_TIME, VR::TM, &self.time),
            (tags::STUDY_DESCRIPTION, VR::LO, &self.description),
            (tags::ACCESSION_NUMBER, VR::SH, &self.accession_number),
        ];
        for (tag, vr, text) in rows {
            // What the set cannot say goes as it is: an emulated modality may be wrong.
            let bytes = set.encode(text, vr);
            data.put_bytes(tag, vr, bytes.unwrap_or_else(|| text.as_bytes().to_vec()));
        }
    }
}

fn own_modality(sop_class: &str) -> &'static str {
    super::Iod::by_sop_class(sop_class).map_or("", |iod| iod.modality)
}
