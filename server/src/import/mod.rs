//! Foreign discs, ZIPs and folders into the archive, from the command line and from the desk.

pub(crate) mod entry;
pub(crate) mod medium;
pub(crate) mod queue;
pub(crate) mod upload;

use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use filmdesk_archive::reconcile::LocalIdentity;
use filmdesk_archive::{Arrival, InstanceFacts, PatientSummary};
use filmdesk_dataset::DataSet;
use time::OffsetDateTime;

use entry::Entry;

/// Who is told what becomes of the files of a medium.
pub(crate) trait Tell {
    /// A medium has so many files that may be DICOM.
    fn begin(&mut self, files: u64);
    /// One of them is done.
    fn passed(&mut self);
    /// What became of a file, or of one that should be there.
    fn add(&mut self, entry: Entry);
    /// A file did not come in through a fault of ours, which the next ones will meet, too.
    fn failed(&mut self, _: &str) {}
    /// Something about the medium.
    fn notice(&mut self, notice: String);
    /// The medium is done.
    fn end(&mut self) {}
    /// Whether it is to end before all files are done.
    fn end_asked(&self) -> Arc<AtomicBool> {
        Arc::default()
    }
}

/// Whose and which study's a data set says that it is.
pub(crate) fn facts(data_set: &DataSet) -> InstanceFacts {
    let arrival = Arrival {
        sop_class: "",
        sop_instance: "",
        transfer_syntax: "",
        source: "",
        received: OffsetDateTime::UNIX_EPOCH,
    };
    InstanceFacts::from_header(&arrival, data_set)
}

/// The identity of a patient who is here.
pub(crate) fn of_patient(patient: &PatientSummary) -> LocalIdentity {
    LocalIdentity {
        patient_name: Some(patient.name.clone()),
        patient_id: Some(patient.id.clone()),
        issuer: Some(patient.issuer.clone()),
        birth_date: Some(patient.birth_date.clone()),
        sex: Some(patient.sex.clone()),
        ..LocalIdentity::default()
    }
}
