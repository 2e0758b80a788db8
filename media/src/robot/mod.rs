//! Job files of disc robots with a watched folder: Primera PTBurn, Epson Total Disc Bridge, Rimage.
//!
//! A job file is text; its extension is its state: the robot's program renames it as it goes.
//! The label is handed over as a picture, so names in every script come out as they are.

mod epson;
mod primera;
mod rimage;

use thiserror::Error;

/// A family of robots.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Robot {
    /// Primera PTBurn: `.JRQ`.
    Primera,
    /// Epson Total Disc Bridge: `.JDF`.
    Epson,
    /// Rimage: a ticket in JSON.
    Rimage,
}

/// What a robot is to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RobotJob {
    /// Names the job; letters, digits, `-`, `_`.
    pub id: String,
    /// Who asks (Primera), or the machine by its registered name (Epson; empty: its only one).
    pub client: String,
    /// The image or the folder ([`Robot::handover`]), as the robot's program finds it.
    pub data: String,
    /// The label's picture (JPEG), as the robot's program finds it.
    pub label: Option<String>,
    /// File-set ID, which is the volume's label.
    pub volume: String,
    /// The kind of disc.
    pub disc: Disc,
    /// Copies.
    pub copies: u16,
    /// Speed factor; none: the drive's own.
    pub speed: Option<u16>,
    /// Whether the robot compares what it burned.
    pub verify: bool,
    /// Before others.
    pub urgent: bool,
    /// For tickets that want it: whose disc it is.
    pub patient: Option<TicketPatient>,
}

/// What a Rimage ticket says of the patient.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TicketPatient {
    /// Patient's Name, as DICOM writes it.
    pub name: String,
    /// Patient ID.
    pub id: String,
    /// Patient's Birth Date, DA.
    pub birth_date: String,
}

/// Kinds of discs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "everybody knows them")]
pub enum Disc {
    Cd,
    Dvd,
    DvdDoubleLayer,
    Bd,
}

/// What a robot takes: an image that we made, or a folder of which it makes one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "said above")]
pub enum Handover {
    Image,
    Folder,
}

/// A job file, to be written under another name and then renamed to this one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JobFile {
    /// Its name in the watched folder.
    pub name: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// How a robot's job stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum RobotState {
    /// The file waits to be taken.
    Waiting,
    /// The robot has it in its queue.
    Queued,
    /// Discs are made.
    Running,
    /// All discs are made.
    Done,
    /// It failed; the robot's own status says why.
    Failed,
    /// It was cancelled at the robot.
    Cancelled,
}

/// A job that a robot's format cannot say.
#[derive(Debug, Clone, Error, PartialEq, Eq)]
#[error("{key} is {value:?}: {rule}")]
pub struct InvalidRobotJob {
    /// The format's key.
    pub key: &'static str,
    /// What was to be written.
    pub value: String,
    /// What the format takes.
    pub rule: &'static str,
}

/// What a family's files are like.
struct Family {
    /// Extension of a job file.
    extension: &'static str,
    /// Extensions and the states they mean.
    states: &'static [(&'static str, RobotState)],
    encode: fn(&RobotJob) -> Result<Vec<u8>, InvalidRobotJob>,
    /// Longest job name.
    id_length: usize,
    handover: Handover,
}

impl Robot {
    fn family(self) -> &'static Family {
        match self {
            Self::Primera => &primera::FAMILY,
            Self::Epson => &epson::FAMILY,
            Self::Rimage => &rimage::FAMILY,
        }
    }

    /// What it takes.
    pub fn handover(self) -> Handover {
        self.family().handover
    }

    /// The job file for the watched folder.
    ///
    /// # Errors
    /// [`InvalidRobotJob`] names the key and what the format takes.
    pub fn job_file(self, job: &RobotJob) -> Result<JobFile, InvalidRobotJob> {
        let family = self.family();
        let sound = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
        if job.id.is_empty() || job.id.len() > family.id_length || !job.id.bytes().all(sound) {
            return Err(InvalidRobotJob {
                key: "job ID",
                value: job.id.clone(),
                rule: "letters, digits, - and _, at most 32 (Primera) or 40 (Epson)",
            });
        }
        Ok(JobFile {
            name: format!("{}.{}", job.id, family.extension),
            bytes: (family.encode)(job)?,
        })
    }

    /// The state that a file of the watched folder means for job `id`; `None` when it is not of
    /// that job.
    pub fn state(self, file: &str, id: &str) -> Option<RobotState> {
        let (stem, extension) = file.rsplit_once('.')?;
        if !stem.eq_ignore_ascii_case(id) {
            return None;
        }
        let states = self.family().states.iter();
        let mut known = states.filter(|(term, _)| term.eq_ignore_ascii_case(extension));
        known.next().map(|(_, state)| *state)
    }
}

/// Lines of `key separator value`, ended as Windows ends them.
struct Lines {
    separator: &'static str,
    text: String,
}

impl Lines {
    fn new(separator: &'static str) -> Self {
        Self {
            separator,
            text: String::new(),
        }
    }

    /// Adds a line. A value with a line end would be another key.
    fn put(
        &mut self,
        key: &'static str,
        value: impl std::fmt::Display,
        longest: usize,
    ) -> Result<(), InvalidRobotJob> {
        let value = value.to_string();
        let refused = |rule| {
            Err(InvalidRobotJob {
                key,
                value: value.clone(),
                rule,
            })
        };
        if value.chars().any(char::is_control) {
            return refused("no control characters");
        }
        if value.chars().count() > longest {
            return refused("longer than the format takes");
        }
        self.text
            .push_str(&format!("{key}{}{value}\r\n", self.separator));
        Ok(())
    }

    /// Windows-1252 ("ANSI"); a character that it does not have is refused by name, for a path
    /// with a wrong letter would be another file.
    fn into_ansi(self) -> Result<Vec<u8>, InvalidRobotJob> {
        let ansi = |c: char| match u32::from(c) {
            code @ (0..=0x7f | 0xa0..=0xff) => u8::try_from(code).ok(),
            _ => None,
        };
        self.text.chars().map(|c| {
            ansi(c).ok_or_else(|| InvalidRobotJob {
                key: "a text",
                value: c.to_string(),
                rule: "characters of Windows-1252 only; names in other scripts go on the label's picture",
            })
        }).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn job() -> RobotJob {
        RobotJob {
            id: "FD-0042_1".to_owned(),
            client: "Desk 1".to_owned(),
            data: r"\\filmdesk\robot\FD-0042_1.iso".to_owned(),
            label: Some(r"\\filmdesk\robot\FD-0042_1.jpg".to_owned()),
            volume: "FD20261126".to_owned(),
            disc: Disc::Cd,
            copies: 2,
            speed: Some(16),
            verify: true,
            urgent: false,
            patient: Some(TicketPatient {
                name: "TEST^PATIENT".to_owned(),
                id: "4711".to_owned(),
                birth_date: "19700102".to_owned(),
            }),
        }
    }

    fn text(robot: Robot, job: &RobotJob) -> String {
        let file = robot.job_file(job).unwrap();
        format!(
            "{}\n{}",
            file.name,
            String::from_utf8(file.bytes).unwrap().replace("\r\n", "\n")
        )
    }

    #[test]
    fn primera_takes_a_jrq() {
        insta::assert_snapshot!(text(Robot::Primera, &job()), @r"
        FD-0042_1.JRQ
        JobID = FD-0042_1
        ClientID = Desk 1
        Importance = 4
        ImageFile = \\filmdesk\robot\FD-0042_1.iso
        ImageType = MODE_1_2048
        VolumeName = FD20261126
        Copies = 2
        CloseDisc = YES
        RejectIfNotBlank = YES
        VerifyDisc = YES
        BurnSpeed = 16
        PrintLabel = \\filmdesk\robot\FD-0042_1.jpg
        ");
    }

    #[test]
    fn epson_takes_a_jdf() {
        insta::assert_snapshot!(text(Robot::Epson, &job()), @r"
        FD-0042_1.JDF
        JOB_ID=FD-0042_1
        PUBLISHER=Desk 1
        COPIES=2
        DISC_TYPE=CD
        FORMAT=JOLIET
        DATA=\\filmdesk\robot\FD-0042_1.iso
        VOLUME_LABEL=FD20261126
        CLOSE_DISC=YES
        COMPARE=YES
        LABEL=\\filmdesk\robot\FD-0042_1.jpg
        ");
    }

    #[test]
    fn rimage_takes_a_ticket() {
        let file = Robot::Rimage.job_file(&job()).unwrap();
        let ticket: serde_json::Value = serde_json::from_slice(&file.bytes).unwrap();
        assert_eq!(file.name, "FD-0042_1.json");
        assert_eq!(ticket["job"]["values"]["dicom_patient_id"], "4711");
        let nobody = RobotJob {
            patient: None,
            ..job()
        };
        assert!(
            Robot::Rimage.job_file(&nobody).is_err(),
            "a ticket needs a patient"
        );
    }

    #[test]
    fn a_line_end_in_a_value_is_no_new_key() {
        let smuggled = RobotJob {
            volume: "X\r\nDeleteFiles = YES".to_owned(),
            ..job()
        };
        for robot in [Robot::Primera, Robot::Epson] {
            let refused = robot.job_file(&smuggled).unwrap_err();
            assert_eq!(refused.rule, "no control characters");
        }
    }

    #[test]
    fn what_ansi_does_not_have_is_refused() {
        let chinese = RobotJob {
            data: "王.iso".to_owned(),
            ..job()
        };
        assert!(
            Robot::Epson
                .job_file(&chinese)
                .unwrap_err()
                .rule
                .contains("Windows-1252")
        );
    }

    #[test]
    fn the_extension_is_the_state() {
        let state = |robot: Robot, file| robot.state(file, "FD-1");
        assert_eq!(state(Robot::Primera, "FD-1.INP"), Some(RobotState::Running));
        assert_eq!(state(Robot::Primera, "fd-1.don"), Some(RobotState::Done));
        assert_eq!(state(Robot::Epson, "FD-1.ERR"), Some(RobotState::Failed));
        assert_eq!(state(Robot::Epson, "FD-2.ERR"), None);
    }
}
