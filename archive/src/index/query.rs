//! Finding patients and studies.

use filmdesk_dataset::text::PersonName;
use serde::{Deserialize, Serialize};
use time::OffsetDateTime;

/// What is looked for. Empty fields ask for nothing; all that are given must hold.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Query {
    /// This patient.
    pub patient: Option<PatientKey>,
    /// Start of Patient ID.
    pub patient_id: String,
    /// Starts of any parts of the name, in any script, in any order.
    pub name: String,
    /// Start of Accession Number.
    pub accession_number: String,
    /// Study Instance UID, whole.
    pub study_uid: String,
    /// First Study Date, DA; empty: any.
    pub from: String,
    /// Last Study Date, DA; empty: any.
    pub until: String,
    /// Modality of any series, whole.
    pub modality: String,
    /// Words of which each must start a part of the name or its pinyin, be its initials, start the
    /// Patient ID, the Accession Number or a word of the Study Description, or be a modality or
    /// the birth date as DA or as people write it, or its year or month.
    pub text: String,
    /// Results at most; 0: [`Query::USUAL`].
    pub limit: u32,
}

impl Query {
    /// Results of a query that says no number: a page of a list.
    pub const USUAL: u32 = 100;
    /// Results of any query: more is not read by a person.
    pub const MOST: u32 = 10_000;
    /// Words of a query that are looked at: a name and a date have fewer.
    pub const MAX_WORDS: usize = 8;

    /// Whether a text asks for nothing but a year, a month, or the start of a date: that alone
    /// names nobody.
    #[must_use]
    pub fn is_part_of_a_date(text: &str) -> bool {
        super::words::is_part_of_a_date(text)
    }
}

/// Names a patient of the index.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct PatientKey(pub i64);

/// A patient found.
#[derive(Debug, Clone, PartialEq)]
pub struct PatientSummary {
    /// The index's name for the patient.
    pub key: PatientKey,
    /// Patient ID (0010,0020); empty when instances had none.
    pub id: String,
    /// Issuer of Patient ID (0010,0021).
    pub issuer: String,
    /// Patient's Name as it came last.
    pub name: PersonName,
    /// Patient's Birth Date, DA.
    pub birth_date: String,
    /// Patient's Sex.
    pub sex: String,
    /// Studies that are here.
    pub studies: u64,
}

/// A study found.
#[derive(Debug, Clone, PartialEq)]
pub struct StudySummary {
    /// Whose.
    pub patient: PatientSummary,
    /// Study Instance UID.
    pub uid: String,
    /// Study Date, DA.
    pub date: String,
    /// Study Time, TM.
    pub time: String,
    /// Study ID.
    pub id: String,
    /// Accession Number.
    pub accession_number: String,
    /// Study Description.
    pub description: String,
    /// Institution Name.
    pub institution: String,
    /// Modalities of its series, sorted.
    pub modalities: Vec<String>,
    /// Series.
    pub series: u64,
    /// Instances.
    pub instances: u64,
    /// Bytes of its files.
    pub bytes: u64,
    /// When its last instance came.
    pub received: OffsetDateTime,
}
