//! What real instances lack and a directory must have (Type 1), made good by a stated rule.
//!
//! In an instance these attributes are Type 2 or 3, in a directory record Type 1, so that a
//! directory must say something. It never changes the instance itself.

use filmdesk_dataset::{DataSet, Tag, tags};

use super::value;
use crate::timestamp::Timestamp;

/// How a missing value is made good.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Missing {
    /// Patient ID.
    PatientId,
    /// Study Date.
    StudyDate,
    /// Study Time.
    StudyTime,
    /// A date of content.
    ContentDate,
    /// A time of content.
    ContentTime,
    /// A number within the record above.
    NextNumber,
    /// A fixed term.
    Text(&'static str),
    /// A document's title.
    Title,
    /// The number 1.
    Single,
    /// Not made good: the instance is not taken.
    Refused,
}

impl Missing {
    /// The rule in words, for reports and manuals.
    pub fn rule(self) -> &'static str {
        match self {
            Self::PatientId => {
                "NOID_ and eight hexadecimal digits that follow from name, birth date and sex; \
                 without a name, from the Study Instance UID"
            }
            Self::StudyDate => {
                "of the first instance that has it, else Series Date, Acquisition Date, Content \
                 Date or Instance Creation Date, else the day on which the directory was made"
            }
            Self::StudyTime => {
                "of the first instance that has it, else Series Time, Acquisition Time, Content \
                 Time or Instance Creation Time, else 000000"
            }
            Self::ContentDate => {
                "Content Date, Acquisition Date, Instance Creation Date, Series Date or Study \
                 Date, else the day on which the directory was made"
            }
            Self::ContentTime => {
                "Content Time, Acquisition Time, Instance Creation Time, Series Time or Study \
                 Time, else 000000"
            }
            Self::NextNumber => "the next number that is free in the record above",
            Self::Text(term) => term,
            Self::Title => "the code (121144, DCM, \"Document Title\")",
            Self::Single => "1",
            Self::Refused => "not made good: the instance is not taken",
        }
    }
}

/// Where a date or a time is looked for, in this order.
const STUDY_DATES: &[Tag] = &[
    tags::STUDY_DATE,
    tags::SERIES_DATE,
    tags::ACQUISITION_DATE,
    tags::ACQUISITION_DATE_TIME,
    tags::CONTENT_DATE,
    tags::INSTANCE_CREATION_DATE,
];
const STUDY_TIMES: &[Tag] = &[
    tags::STUDY_TIME,
    tags::SERIES_TIME,
    tags::ACQUISITION_TIME,
    tags::CONTENT_TIME,
    tags::INSTANCE_CREATION_TIME,
];
const CONTENT_DATES: &[Tag] = &[
    tags::CONTENT_DATE,
    tags::ACQUISITION_DATE,
    tags::ACQUISITION_DATE_TIME,
    tags::INSTANCE_CREATION_DATE,
    tags::SERIES_DATE,
    tags::STUDY_DATE,
];
const CONTENT_TIMES: &[Tag] = &[
    tags::CONTENT_TIME,
    tags::ACQUISITION_TIME,
    tags::INSTANCE_CREATION_TIME,
    tags::SERIES_TIME,
    tags::STUDY_TIME,
];

/// Midnight, when no time is known.
const NO_TIME: &str = "000000";

pub(super) fn date(missing: Missing, header: &DataSet, created: &Timestamp) -> String {
    let places = match missing {
        Missing::StudyDate => STUDY_DATES,
        _ => CONTENT_DATES,
    };
    let today = || format!("{:04}{:02}{:02}", created.year, created.month, created.day);
    let mut found = places.iter().filter_map(|tag| value::date(header, *tag));
    found.next().unwrap_or_else(today)
}

pub(super) fn time(missing: Missing, header: &DataSet) -> String {
    let places = match missing {
        Missing::StudyTime => STUDY_TIMES,
        _ => CONTENT_TIMES,
    };
    let mut found = places.iter().filter_map(|tag| value::time(header, *tag));
    found.next().unwrap_or_else(|| NO_TIME.to_owned())
}
