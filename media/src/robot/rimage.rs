//! Rimage: a ticket in JSON, which wants to know whose disc it is.

use serde_json::json;

use super::{Family, Handover, InvalidRobotJob, RobotJob, RobotState};

pub(super) static FAMILY: Family = Family {
    extension: "json",
    states: &[
        ("json", RobotState::Waiting),
        ("done", RobotState::Done),
        ("error", RobotState::Failed),
    ],
    encode,
    id_length: 40,
    handover: Handover::Folder,
};

fn encode(job: &RobotJob) -> Result<Vec<u8>, InvalidRobotJob> {
    let Some(patient) = &job.patient else {
        return Err(InvalidRobotJob {
            key: "dicom_patient_id",
            value: String::new(),
            rule: "a ticket names one patient; this disc has none or several",
        });
    };
    let ticket = json!({
        "job": {
            "id": job.id,
            "client": job.client,
            "data": job.data,
            "label": job.label,
            "volume": job.volume,
            "copies": job.copies.max(1),
            "verify": job.verify,
            "values": {
                "dicom_patient_name": patient.name,
                "dicom_patient_id": patient.id,
                "dicom_patient_birthdate": patient.birth_date,
            },
        },
    });
    Ok(format!("{ticket:#}\n").into_bytes())
}
