//! Choosing instances: for a disc, a send, a pin.

use serde::{Deserialize, Serialize};

use super::query::PatientKey;
use crate::store::Location;

/// Instances by what they belong to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Selection {
    /// None: a job that needs nothing kept.
    Nothing,
    /// All of a patient.
    Patient(PatientKey),
    /// All of the patients with this Patient ID; of one issuer, or of any.
    PatientId {
        /// Patient ID.
        id: String,
        /// Issuer of Patient ID.
        issuer: Option<String>,
    },
    /// Studies by UID.
    Studies(Vec<String>),
    /// Series by UID.
    Series(Vec<String>),
    /// Instances by SOP Instance UID.
    Instances(Vec<String>),
}

/// An instance of the archive.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredInstance {
    /// Where its file is.
    pub location: Location,
    /// SOP Class UID.
    pub sop_class: String,
    /// SOP Instance UID.
    pub sop_instance: String,
    /// Transfer Syntax UID.
    pub transfer_syntax: String,
    /// Bytes of the file.
    pub length: u64,
    /// Number of Frames.
    pub frames: u32,
    /// Instance Number, as it is.
    pub number: String,
    /// Whose.
    pub patient: PatientKey,
    /// Study Instance UID.
    pub study_uid: String,
    /// Series Instance UID.
    pub series_uid: String,
    /// Modality.
    pub modality: String,
}
