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
/// Said of a job that is still there after that time.
const NOT_TAKEN: &str = "the robot does not take the job";
/// Looks in a row that find no file of a job, which is then gone: one may fall into the moment in
/// which it is renamed.
const GONE_AFTER: u32 = 3;
/// Files in a watched folder that are looked at.
const MAX_FILES: usize = 10_000;

/// How waiting for a robot ended.
#[derive(Debug)]
pub enum Ended {
    /// All discs are made and compared.
    Done,
    /// There will be no disc, and nothing of the job is left.
    Over(DeviceError),
    /// The robot has the job still: it is waited for again.
    Left(DeviceError),
}

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

    /// The kind of robot.
    pub fn robot(&self) -> Robot {
        self.robot
    }

    /// Where job `id` puts its image or its files.
    pub fn data(&self, id: &str) -> PathBuf {
        match self.robot.handover() {
            Handover::Image => self.folder.join(format!("{id}.iso")),
            Handover::Folder => self.folder.join(format!("{id}_files")),
        }
    }

    /// Where job `id` puts its label.
    pub fn label(&self, id: &str) -> PathBuf {
        self.folder.join(format!("{id}.jpg"))
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
        let unfinished = self.unfinished(&job.id);
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
        let files = self.job_files(id).map_err(lost)?;
        // While it is renamed both names may be seen: the later state is the true one.
        Ok(files
            .into_iter()
            .map(|(_, state)| state)
            .max_by_key(|state| *state as u8))
    }

    /// Waits for the end of job `id`; what is over leaves nothing in the folder.
    pub fn wait(&self, id: &str, watch: &dyn Watch) -> Ended {
        let ended = self.watch(id, watch);
        if !matches!(ended, Ended::Left(_)) {
            self.clear(id);
        }
        ended
    }

    fn watch(&self, id: &str, watch: &dyn Watch) -> Ended {
        let (mut waited, mut missed) = (Duration::ZERO, 0);
        loop {
            let state = match self.state(id) {
                Ok(state) => state,
                Err(error) => return Ended::Left(error),
            };
            missed = if state.is_none() { missed + 1 } else { 0 };
            if let Some(error) = over(state, missed) {
                return error;
            }
            let waits = state == Some(RobotState::Waiting);
            let stop = match (watch.is_cancelled(), waits && waited > TAKEN_WITHIN) {
                (true, _) => Some(DeviceError::Cancelled),
                (_, true) => Some(DeviceError::NoDrive(NOT_TAKEN.to_owned())),
                _ => None,
            };
            match stop {
                Some(error) if self.withdraw(id) => return Ended::Over(error),
                Some(error @ DeviceError::Cancelled) => return Ended::Left(error),
                _ => {}
            }
            std::thread::sleep(LOOK);
            waited += LOOK;
        }
    }

    /// Takes a job back that the robot has not begun; whether it is ours again.
    fn withdraw(&self, id: &str) -> bool {
        let files = self.job_files(id).unwrap_or_default();
        let waiting = files
            .iter()
            .find(|(_, state)| *state == RobotState::Waiting);
        // Only one of two who rename it at once finds it: the robot's program or we.
        waiting.is_some_and(|(path, _)| fs::rename(path, self.unfinished(id)).is_ok())
    }

    /// Removes what is left of a job that is over. What cannot be removed is in nobody's way: no
    /// other job has its name.
    fn clear(&self, id: &str) {
        let data = self.data(id);
        drop(match self.robot.handover() {
            Handover::Image => fs::remove_file(data),
            Handover::Folder => fs::remove_dir_all(data),
        });
        let states = self.job_files(id).unwrap_or_default();
        let states = states.into_iter().map(|(path, _)| path);
        for path in states.chain([self.label(id), self.unfinished(id)]) {
            drop(fs::remove_file(path));
        }
    }

    fn unfinished(&self, id: &str) -> PathBuf {
        self.folder.join(format!("{id}.tmp"))
    }

    /// The files whose extension says how job `id` stands.
    fn job_files(&self, id: &str) -> io::Result<Vec<(PathBuf, RobotState)>> {
        let files = fs::read_dir(&self.folder)?.take(MAX_FILES).flatten();
        let states = files.filter_map(|file| {
            let name = file.file_name();
            let state = self.robot.state(&name.to_string_lossy(), id)?;
            Some((file.path(), state))
        });
        Ok(states.collect())
    }
}

fn lost(error: io::Error) -> DeviceError {
    DeviceError::DriveLost(error.to_string())
}

/// What ends a job at the robot.
fn over(state: Option<RobotState>, missed: u32) -> Option<Ended> {
    let error = match state {
        Some(RobotState::Done) => return Some(Ended::Done),
        Some(RobotState::Failed) => {
            DeviceError::WriteError("see the robot's own status".to_owned())
        }
        Some(RobotState::Cancelled) => DeviceError::Cancelled,
        None if missed >= GONE_AFTER => DeviceError::DriveLost("the job file is gone".to_owned()),
        None | Some(RobotState::Waiting | RobotState::Queued | RobotState::Running) => return None,
    };
    Some(Ended::Over(error))
}
