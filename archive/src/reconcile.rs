//! Identity of imported instances made that of this hospital (IHE IRWF, RAD-61).

use filmdesk_dataset::DataSet;
use filmdesk_dataset::text::PersonName;
use time::OffsetDateTime;

/// What this hospital knows of the patient and the order. `None` leaves the attribute as it is;
/// an empty text empties it.
#[derive(Clone, PartialEq, Default)]
pub struct LocalIdentity {
    /// Patient's Name (0010,0010).
    pub patient_name: Option<PersonName>,
    /// Patient ID (0010,0020).
    pub patient_id: Option<String>,
    /// Issuer of Patient ID (0010,0021).
    pub issuer: Option<String>,
    /// Patient's Birth Date (0010,0030), DA.
    pub birth_date: Option<String>,
    /// Patient's Sex (0010,0040).
    pub sex: Option<String>,
    /// Accession Number (0008,0050).
    pub accession_number: Option<String>,
    /// Study ID (0020,0010).
    pub study_id: Option<String>,
    /// Study Description (0008,1030).
    pub study_description: Option<String>,
}

/// Who changes what, when, and where the old values came from.
#[derive(Debug, Clone, Copy)]
pub struct Origin<'a> {
    /// Source of Previous Values (0400,0564): who made the medium; may be empty.
    pub source: &'a str,
    /// Modifying System (0400,0563).
    pub modifying_system: &'a str,
    /// Attribute Modification DateTime (0400,0562).
    pub when: OffsetDateTime,
}

/// Why an identity cannot be applied.
#[derive(Debug, Clone, thiserror::Error, PartialEq, Eq)]
#[error("{attribute} cannot be written in the data set's character set")]
pub struct CannotReconcile {
    /// The attribute in the standard's words.
    pub attribute: &'static str,
}

/// Overwrites what identifies patient and order, and keeps the old values in Original
/// Attributes Sequence (0400,0561) with reason COERCE. UIDs stay. Whether anything changed.
pub fn apply(
    data: &mut DataSet,
    identity: &LocalIdentity,
    origin: &Origin<'_>,
) -> Result<bool, CannotReconcile> {
    let _ = (data, identity, origin);
    unimplemented!("F")
}
