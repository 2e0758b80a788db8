//! A disc robot: its watched folder gets the image or folder, the label and a job file; the
//! state is read from the job file's extension.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::time::Duration;

use filmdesk_media::robot::{Handover, Robot, RobotJob, RobotState};

use super::DeviceError;
use super::image_file::failed;
use crate::disc::watch::Watch;

/// How often the folder is looked at.
const LOOK: Duration = Duration::from_secs(1);
/// A robot that has not taken a job for so long is off or full.
const TAKEN_WITHIN: Duration = Duration::from_secs(30 * 60);
/// Files in a watched folder that are looked at.
const MAX_FILES: usize = 10_000;

/// A robot's watched folder.
#[derive(Debug, Clone)]
pub struct RobotFolder {
    robot: Robot,
    folder: PathBuf,
}

impl RobotFolder {
    /// The folder that `robot` watches.
    pub fn new(robot: Robot, folder: &Path) -> Self {
        Self {
            robot,
            folder: folder.to_path_buf(),
        }
    }

    /// Where job `id` puts its image or its files.
    pub fn data(&self, id: &str) -> PathBuf {
        match self.robot.handover() {
            Handover::Image => self.folder.join(format!("{id}.iso")),
            Handover::Folder => self.folder.join(format!("{id}_files")),
        }
    }

    /// Hands the job over: written under another name, then renamed, so that it is never seen
    /// in the middle.
    ///
    /// # Errors
    /// `Source` when the folder cannot be written or the format cannot say the job.
    pub fn hand_over(&self, job: &RobotJob) -> Result<(), DeviceError> {
        let file = self.robot.job_file(job).map_err(|invalid| {
            DeviceError::Source(io::Error::new(io::ErrorKind::InvalidInput, invalid))
        })?;
        let unfinished = self.folder.join(format!("{}.tmp", job.id));
        let mut out = File::create(&unfinished).map_err(failed)?;
        out.write_all(&file.bytes).map_err(failed)?;
        out.sync_all().map_err(failed)?;
        fs::rename(&unfinished, self.folder.join(&file.name)).map_err(failed)
    }

    /// How job `id` stands; `None` when its file is gone.
    ///
    /// # Errors
    /// `DriveLost` when the folder is away.
    pub fn state(&self, id: &str) -> Result<Option<RobotState>, DeviceError> {
        let lost = |error: io::Error| DeviceError::DriveLost(error.to_string());
        let files = fs::read_dir(&self.folder)
            .map_err(lost)?
            .take(MAX_FILES)
            .flatten();
        let states =
            files.filter_map(|file| self.robot.state(&file.file_name().to_string_lossy(), id));
        // While it is renamed both names may be seen: the later state is the true one.
        Ok(states.max_by_key(|state| *state as u8))
    }

    /// Waits for the end of job `id`.
    ///
    /// # Errors
    /// `WriteError` when the robot failed, `NoDrive` when it does not take the job, `Cancelled`.
    pub fn wait(&self, id: &str, watch: &dyn Watch) -> Result<(), DeviceError> {
        let mut waited = Duration::ZERO;
        loop {
            if watch.is_cancelled() {
                return Err(DeviceError::Cancelled);
            }
            match self.state(id)? {
                Some(RobotState::Done) => return Ok(()),
                Some(RobotState::Failed) => {
                    return Err(DeviceError::WriteError(
                        "see the robot's own status".to_owned(),
                    ));
                }
                Some(RobotState::Cancelled) => return Err(DeviceError::Cancelled),
                None => return Err(DeviceError::DriveLost("the job file is gone".to_owned())),
                Some(RobotState::Waiting) if waited > TAKEN_WITHIN => {
                    return Err(DeviceError::NoDrive(
                        "the robot does not take the job".to_owned(),
                    ));
                }
                Some(_) => {}
            }
            std::thread::sleep(LOOK);
            waited += LOOK;
        }
    }
}
