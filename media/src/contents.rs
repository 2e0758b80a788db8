//! What a volume holds, as people and pages see it: patients, studies, series, instances.

use filmdesk_dataset::text::PersonName;

use crate::instance::Key;
use crate::record::RecordType;
use crate::volume::VolumePath;

/// The tree of one volume, in the order of its DICOMDIR.
#[derive(Debug, Clone, Default)]
pub struct Contents {
    /// Patients.
    pub patients: Vec<PatientEntry>,
    /// Instances outside of patients: HANGING PROTOCOL, PALETTE, IMPLANT ...
    pub others: Vec<InstanceEntry>,
}

/// A patient; texts decoded.
#[derive(Debug, Clone, Default)]
pub struct PatientEntry {
    /// Patient ID (0010,0020), as on the medium.
    pub id: String,
    /// Patient's Name (0010,0010).
    pub name: PersonName,
    /// Patient's Birth Date (0010,0030), DA; empty when unknown.
    pub birth_date: String,
    /// Patient's Sex (0010,0040).
    pub sex: String,
    /// Studies by date and time.
    pub studies: Vec<StudyEntry>,
}

/// A study.
#[derive(Debug, Clone, Default)]
pub struct StudyEntry {
    /// Study Instance UID (0020,000D).
    pub uid: String,
    /// Study Date (0008,0020), DA.
    pub date: String,
    /// Study Time (0008,0030), TM.
    pub time: String,
    /// Study ID (0020,0010), as on the medium.
    pub id: String,
    /// Study Description (0008,1030).
    pub description: String,
    /// Accession Number (0008,0050).
    pub accession_number: String,
    /// Referring Physician's Name (0008,0090).
    pub referring_physician: PersonName,
    /// Institution Name (0008,0080) of the first instance that has one.
    pub institution: String,
    /// Series by number.
    pub series: Vec<SeriesEntry>,
}

/// A series.
#[derive(Debug, Clone, Default)]
pub struct SeriesEntry {
    /// Series Instance UID (0020,000E).
    pub uid: String,
    /// Modality (0008,0060).
    pub modality: String,
    /// Series Number (0020,0011), as on the medium.
    pub number: i64,
    /// Series Description (0008,103E).
    pub description: String,
    /// Body Part Examined (0018,0015).
    pub body_part: String,
    /// Instances by number.
    pub instances: Vec<InstanceEntry>,
}

/// An instance on the volume.
#[derive(Debug, Clone)]
pub struct InstanceEntry {
    /// The caller's name for it.
    pub key: Key,
    /// Where it is on the volume.
    pub path: VolumePath,
    /// SOP Class UID.
    pub sop_class: String,
    /// SOP Instance UID.
    pub sop_instance: String,
    /// Transfer Syntax UID.
    pub transfer_syntax: String,
    /// Its directory record's type.
    pub record: RecordType,
    /// Instance Number (0020,0013), as on the medium.
    pub number: i64,
    /// Number of Frames; 1 without the attribute, 0 for what has no pixels.
    pub frames: u32,
    /// Bytes of the file.
    pub length: u64,
}

impl PatientEntry {
    /// Studies as a reader wants them: the newest first, what has no date last.
    pub fn newest_first(&self) -> impl Iterator<Item = &StudyEntry> {
        self.studies.iter().rev()
    }
}

impl Contents {
    /// Every instance, in order.
    pub fn instances(&self) -> impl Iterator<Item = &InstanceEntry> {
        let of_patients = self.patients.iter().flat_map(|patient| &patient.studies);
        let of_studies = of_patients.flat_map(|study| &study.series);
        of_studies
            .flat_map(|series| &series.instances)
            .chain(&self.others)
    }
}
