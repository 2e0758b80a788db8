//! Primera PTBurn: `key = value` lines in a `.JRQ`, renamed `.QRJ`, `.INP`, `.DON` or `.ERR`.

use super::{Family, Handover, InvalidRobotJob, Lines, RobotJob, RobotState};

/// Longest path that Windows takes without a prefix.
const MAX_PATH: usize = 260;
/// Importance runs from 0 to 400; this is PTBurn's own for a job that does not say.
const USUAL: u16 = 4;
/// Before all others.
const URGENT: u16 = 400;

pub(super) static FAMILY: Family = Family {
    extension: "JRQ",
    states: &[
        ("JRQ", RobotState::Waiting),
        ("QRJ", RobotState::Queued),
        ("INP", RobotState::Running),
        ("DON", RobotState::Done),
        ("ERR", RobotState::Failed),
    ],
    encode,
    id_length: 32,
    handover: Handover::Image,
};

fn encode(job: &RobotJob) -> Result<Vec<u8>, InvalidRobotJob> {
    let yes = |yes: bool| if yes { "YES" } else { "NO" };
    let mut lines = Lines::new(" = ");
    lines.put("JobID", &job.id, 32)?;
    lines.put("ClientID", &job.client, 32)?;
    lines.put("Importance", if job.urgent { URGENT } else { USUAL }, 3)?;
    lines.put("ImageFile", &job.data, MAX_PATH)?;
    lines.put("ImageType", "MODE_1_2048", MAX_PATH)?;
    lines.put("VolumeName", &job.volume, 32)?;
    lines.put("Copies", job.copies.clamp(1, 10_000), 5)?;
    lines.put("CloseDisc", "YES", 3)?;
    lines.put("RejectIfNotBlank", "YES", 3)?;
    lines.put("VerifyDisc", yes(job.verify), 3)?;
    if let Some(speed) = job.speed {
        lines.put("BurnSpeed", speed, 3)?;
    }
    if let Some(label) = &job.label {
        lines.put("PrintLabel", label, MAX_PATH)?;
    }
    lines.into_ansi()
}
