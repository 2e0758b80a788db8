//! What the print service needs of the world, as arguments: time, names, storage, the printer.

use std::fmt;

use filmdesk_dimse::uid::Uid;
use serde::{Deserialize, Serialize};

use crate::sheet::{FilmJob, PixelRef};
use crate::terms::{ExecutionStatus, FilmDestination, PrintPriority, PrinterState, StatusInfo};

/// The world as one association's [`crate::service::PrintService`] sees it. The server
/// implements it over the spool and its clock; tests over a few fields.
///
/// Every method returns at once or after a bounded write to disk; none waits for a printer.
pub trait Environment {
    /// A UID that no one else has or will have.
    fn mint_uid(&mut self) -> Uid;

    /// The local date and time, for Creation Date and Creation Time of a Print Job.
    fn now(&mut self) -> Timestamp;

    /// Asks for room for one more instance. Refusal is answered with 0213.
    ///
    /// # Errors
    /// [`NoRoom`] when queue, disk or memory are full for the moment.
    fn admit(&mut self, kind: Admission) -> Result<(), NoRoom>;

    /// Sets what this association has reserved by Memory Allocation (2000,0060), in KB;
    /// 0 gives it back. Asked only for amounts that the printer's profile allows at all.
    ///
    /// # Errors
    /// [`NoRoom`] when it cannot be had for the moment (0213); the reservation is unchanged.
    fn reserve_memory(&mut self, kilobytes: u32) -> Result<(), NoRoom>;

    /// A film box was created: pixels that arrive from now on may go to a fresh file.
    ///
    /// # Errors
    /// [`NoRoom`] when there is no place for it (0213).
    fn start_film(&mut self) -> Result<(), NoRoom>;

    /// This value of the association's intake is no longer referred to by the session tree.
    /// Jobs submitted before keep their own hold on it.
    fn release_pixels(&mut self, pixels: PixelRef);

    /// Makes a job durable and queues it. On `Ok` it survives any crash; its state is
    /// PENDING and [`Environment::job`] answers for it. The UID is the Print Job's, minted by
    /// the service; `created` is [`Environment::now`].
    ///
    /// # Errors
    /// See [`SubmitError`]; nothing is left behind then.
    fn submit(&mut self, job: NewJob) -> Result<(), SubmitError>;

    /// The state of a Print Job, whichever association created it.
    fn job(&mut self, uid: &Uid) -> Option<PrintJobState>;

    /// The creator confirmed Done or Failure: the Print Job instance is deleted (PS3.4
    /// H.4.5.2.1.2). Records for reprint and the web board may stay.
    fn delete_job(&mut self, uid: &Uid);

    /// The status of this association's printer.
    fn printer(&mut self) -> PrinterStatus;
}

/// What asks for room.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Admission {
    /// A Film Session N-CREATE.
    FilmSession,
    /// A Film Box N-CREATE.
    FilmBox,
    /// A Presentation LUT N-CREATE.
    PresentationLut,
    /// A text of a Basic Annotation Box.
    Annotation,
}

/// There is no room now; there may be later.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("no room at present")]
pub struct NoRoom;

/// A job on its way into the queue.
#[derive(Debug, Clone, PartialEq)]
pub struct NewJob {
    /// SOP Instance UID of the Print Job.
    pub uid: Uid,
    /// Creation Date and Time.
    pub created: Timestamp,
    /// The films.
    pub films: FilmJob,
}

/// Why a job was not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SubmitError {
    /// As many jobs wait as the printer's profile allows.
    #[error("print queue is full")]
    QueueFull,
    /// The disk, or the share of it that the spool may use, is full.
    #[error("spool storage is full")]
    StorageFull,
    /// Anything else on our side; the server logged it.
    #[error("spool failed")]
    Failed,
}

/// What is known of a Print Job.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PrintJobState {
    /// Execution Status.
    pub status: ExecutionStatus,
    /// Execution Status Info.
    pub info: StatusInfo,
    /// Print Priority.
    pub priority: PrintPriority,
    /// Creation Date and Creation Time.
    pub created: Timestamp,
    /// Printer Name (2110,0030).
    pub printer_name: String,
    /// Originator (2100,0070): the calling AE title.
    pub originator: String,
}

/// What is known of the printer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PrinterStatus {
    /// Printer Status.
    pub state: PrinterState,
    /// Printer Status Info.
    pub info: StatusInfo,
    /// The destination that a warning or failure is about.
    pub destination: Option<FilmDestination>,
    /// Date and Time of Last Calibration, if it is known.
    pub last_calibration: Option<Timestamp>,
}

impl PrinterStatus {
    /// A printer that is well.
    pub const NORMAL: Self = Self {
        state: PrinterState::Normal,
        info: StatusInfo::Normal,
        destination: None,
        last_calibration: None,
    };
}

/// A local date and time to the second, as DA and TM write it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Timestamp {
    /// Year, 0 to 9999.
    pub year: u16,
    /// Month, 1 to 12.
    pub month: u8,
    /// Day, 1 to 31.
    pub day: u8,
    /// Hour, 0 to 23.
    pub hour: u8,
    /// Minute.
    pub minute: u8,
    /// Second, 0 to 60.
    pub second: u8,
}

impl Timestamp {
    /// `YYYYMMDD`
    pub fn date(&self) -> String {
        format!("{:04}{:02}{:02}", self.year, self.month, self.day)
    }

    /// `HHMMSS`
    pub fn time(&self) -> String {
        format!("{:02}{:02}{:02}", self.hour, self.minute, self.second)
    }
}

impl fmt::Display for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.date(), self.time())
    }
}
