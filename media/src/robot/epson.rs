//! Epson Total Disc Bridge: `KEY=value` lines in a `.JDF`, renamed `.RJD`, `.INP`, `.DON`, `.ERR`,
//! `.CDN` or `.CER`.

use super::{Disc, Family, Handover, InvalidRobotJob, Lines, RobotJob, RobotState};

/// Longest path that Windows takes without a prefix.
const MAX_PATH: usize = 260;

pub(super) static FAMILY: Family = Family {
    extension: "JDF",
    states: &[
        ("JDF", RobotState::Waiting),
        ("RJD", RobotState::Queued),
        ("INP", RobotState::Running),
        ("DON", RobotState::Done),
        ("ERR", RobotState::Failed),
        ("CDN", RobotState::Cancelled),
        ("CER", RobotState::Failed),
        ("JCF", RobotState::Cancelled),
    ],
    encode,
    id_length: 40,
    handover: Handover::Folder,
};

fn encode(job: &RobotJob) -> Result<Vec<u8>, InvalidRobotJob> {
    let yes = |yes: bool| if yes { "YES" } else { "NO" };
    let mut lines = Lines::new("=");
    lines.put("JOB_ID", &job.id, 40)?;
    if !job.client.is_empty() {
        lines.put("PUBLISHER", &job.client, 64)?;
    }
    lines.put("COPIES", job.copies.clamp(1, 1000), 4)?;
    lines.put("DISC_TYPE", disc(job.disc), 8)?;
    // The bridge's own writers: ISO 9660 with Joliet for CD, UDF 1.02 for what is larger.
    lines.put(
        "FORMAT",
        if job.disc == Disc::Cd {
            "JOLIET"
        } else {
            "UDF102"
        },
        9,
    )?;
    lines.put("DATA", &job.data, MAX_PATH)?;
    lines.put("VOLUME_LABEL", &job.volume, 32)?;
    lines.put("CLOSE_DISC", "YES", 3)?;
    lines.put("COMPARE", yes(job.verify), 3)?;
    if let Some(label) = &job.label {
        lines.put("LABEL", label, MAX_PATH)?;
    }
    lines.into_ansi()
}

fn disc(disc: Disc) -> &'static str {
    match disc {
        Disc::Cd => "CD",
        Disc::Dvd => "DVD",
        Disc::DvdDoubleLayer => "DVD-DL",
        Disc::Bd => "BD",
    }
}
