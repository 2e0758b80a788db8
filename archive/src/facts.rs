//! What the index knows of an instance: read from its header once, at the door.

use filmdesk_dataset::text::PersonName;
use filmdesk_dataset::{CharacterSet, DataSet, Tag, tags};
use time::OffsetDateTime;

use crate::error::KeepError;

/// Characters of a text that the index keeps; what is longer is cut (LO has 64, ST has 1024).
const MAX_TEXT: usize = 1024;
/// Characters of a UID (PS3.5 9.1).
const MAX_UID: usize = 64;

/// What the index knows of an instance. Texts are decoded; `Debug` shows none of the patient's.
#[derive(Clone, PartialEq)]
pub struct InstanceFacts {
    /// SOP Class UID.
    pub sop_class: String,
    /// SOP Instance UID.
    pub sop_instance: String,
    /// Transfer Syntax UID.
    pub transfer_syntax: String,
    /// The patient.
    pub patient: PatientFacts,
    /// The study.
    pub study: StudyFacts,
    /// The series.
    pub series: SeriesFacts,
    /// Instance Number (0020,0013), as it is.
    pub number: String,
    /// Number of Frames (0028,0008); 1 without the attribute.
    pub frames: u32,
    /// Where it came from: a calling AE title, or an import.
    pub source: String,
    /// When it came.
    pub received: OffsetDateTime,
}

/// A patient as one instance names him.
#[derive(Clone, PartialEq, Default)]
pub struct PatientFacts {
    /// Patient ID (0010,0020).
    pub id: String,
    /// Issuer of Patient ID (0010,0021): the same ID of another issuer is another patient.
    pub issuer: String,
    /// Patient's Name (0010,0010).
    pub name: PersonName,
    /// Patient's Birth Date (0010,0030).
    pub birth_date: String,
    /// Patient's Sex (0010,0040).
    pub sex: String,
}

/// A study as one instance names it.
#[derive(Clone, PartialEq, Default)]
pub struct StudyFacts {
    /// Study Instance UID (0020,000D).
    pub uid: String,
    /// Study Date (0008,0020).
    pub date: String,
    /// Study Time (0008,0030).
    pub time: String,
    /// Study ID (0020,0010).
    pub id: String,
    /// Accession Number (0008,0050).
    pub accession_number: String,
    /// Study Description (0008,1030).
    pub description: String,
    /// Referring Physician's Name (0008,0090).
    pub referring_physician: PersonName,
    /// Institution Name (0008,0080).
    pub institution: String,
}

/// A series as one instance names it.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct SeriesFacts {
    /// Series Instance UID (0020,000E).
    pub uid: String,
    /// Modality (0008,0060).
    pub modality: String,
    /// Series Number (0020,0011), as it is.
    pub number: String,
    /// Series Description (0008,103E).
    pub description: String,
    /// Body Part Examined (0018,0015).
    pub body_part: String,
}

/// The instance by its UIDs only: the rest is patient text.
impl std::fmt::Debug for InstanceFacts {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("InstanceFacts")
            .field("sop_class", &self.sop_class)
            .field("sop_instance", &self.sop_instance)
            .field("study", &self.study.uid)
            .finish_non_exhaustive()
    }
}

/// Patient text: `Debug` shows none of it.
impl std::fmt::Debug for PatientFacts {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("PatientFacts([phi])")
    }
}

/// Where an instance came from and in which form.
#[derive(Debug, Clone, Copy)]
pub struct Arrival<'a> {
    /// SOP Class UID of the file's meta information or of the C-STORE.
    pub sop_class: &'a str,
    /// SOP Instance UID of the same.
    pub sop_instance: &'a str,
    /// Transfer Syntax UID.
    pub transfer_syntax: &'a str,
    /// A calling AE title, or an import.
    pub source: &'a str,
    /// Now.
    pub received: OffsetDateTime,
}

impl InstanceFacts {
    /// Reads what the index needs from a data set (its part before Pixel Data is enough). What
    /// is missing is empty; nothing is refused here.
    pub fn from_header(arrival: &Arrival<'_>, header: &DataSet) -> Self {
        let reader = Reader::new(header);
        Self {
            sop_class: arrival.sop_class.to_owned(),
            sop_instance: arrival.sop_instance.to_owned(),
            transfer_syntax: arrival.transfer_syntax.to_owned(),
            patient: reader.patient(),
            study: reader.study(),
            series: reader.series(),
            number: reader.text(tags::INSTANCE_NUMBER),
            frames: header
                .number(tags::NUMBER_OF_FRAMES)
                .ok()
                .flatten()
                .unwrap_or(1),
            source: arrival.source.to_owned(),
            received: arrival.received,
        }
    }
}

impl InstanceFacts {
    /// Whether the index can name the instance and what it belongs to.
    pub(crate) fn check(&self) -> Result<(), KeepError> {
        let uids = [
            ("SOP Class UID", &self.sop_class),
            ("SOP Instance UID", &self.sop_instance),
            ("Study Instance UID", &self.study.uid),
            ("Series Instance UID", &self.series.uid),
        ];
        for (attribute, uid) in uids {
            if uid.is_empty() {
                return Err(KeepError::Inconsistent {
                    attribute,
                    rule: "is missing",
                });
            }
            if uid.len() > MAX_UID || uid.contains(char::is_control) {
                return Err(KeepError::Inconsistent {
                    attribute,
                    rule: "is not a UID",
                });
            }
        }
        Ok(())
    }
}

/// Texts of a header in its character sets.
struct Reader<'a> {
    header: &'a DataSet,
    set: CharacterSet,
}

impl<'a> Reader<'a> {
    fn new(header: &'a DataSet) -> Self {
        let set = CharacterSet::from_data_set(header).unwrap_or_default();
        Self { header, set }
    }

    fn text(&self, tag: Tag) -> String {
        let text = self.header.text(tag, &self.set).unwrap_or_default();
        // PostgreSQL takes no NUL in a text, and none means anything in DICOM.
        let sound = text.chars().filter(|c| *c != '\0').take(MAX_TEXT);
        sound.collect::<String>().trim().to_owned()
    }

    fn name(&self, tag: Tag) -> PersonName {
        let name = self.header.person_name(tag, &self.set).unwrap_or_default();
        let text = name.to_dicom().replace('\0', "");
        PersonName::parse(&text.chars().take(MAX_TEXT).collect::<String>())
    }

    fn patient(&self) -> PatientFacts {
        PatientFacts {
            id: self.text(tags::PATIENT_ID),
            issuer: self.text(tags::ISSUER_OF_PATIENT_ID),
            name: self.name(tags::PATIENT_NAME),
            birth_date: self.text(tags::PATIENT_BIRTH_DATE),
            sex: self.text(tags::PATIENT_SEX),
        }
    }

    fn study(&self) -> StudyFacts {
        StudyFacts {
            uid: self.text(tags::STUDY_INSTANCE_UID),
            date: self.text(tags::STUDY_DATE),
            time: self.text(tags::STUDY_TIME),
            id: self.text(tags::STUDY_ID),
            accession_number: self.text(tags::ACCESSION_NUMBER),
            description: self.text(tags::STUDY_DESCRIPTION),
            referring_physician: self.name(tags::REFERRING_PHYSICIAN_NAME),
            institution: self.text(tags::INSTITUTION_NAME),
        }
    }

    fn series(&self) -> SeriesFacts {
        SeriesFacts {
            uid: self.text(tags::SERIES_INSTANCE_UID),
            modality: self.text(tags::MODALITY),
            number: self.text(tags::SERIES_NUMBER),
            description: self.text(tags::SERIES_DESCRIPTION),
            body_part: self.text(tags::BODY_PART_EXAMINED),
        }
    }
}
