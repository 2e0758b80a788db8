//! What the films board needs of the server.

use std::fs::File;

use filmdesk_archive::PatientSummary;
use serde::Serialize;
use time::OffsetDateTime;
use tokio::sync::watch;

/// A printer of the settings.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Printer {
    /// Its AE title, by which it is named everywhere.
    pub ae_title: String,
    /// What people call it.
    pub name: String,
    /// Copies that it makes at most.
    pub most_copies: u16,
}

/// How a print job stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum FilmState {
    /// It waits for its printer.
    Waiting,
    /// A person holds it.
    Held,
    /// It is being printed, or tried again.
    Printing,
    /// It is out.
    Done,
    /// It could not be printed.
    Failed,
    /// A person gave it up.
    Cancelled,
}

impl FilmState {
    /// In one word.
    pub fn word(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Held => "held",
            Self::Printing => "printing",
            Self::Done => "done",
            Self::Failed => "failed",
            Self::Cancelled => "cancelled",
        }
    }

    /// Whether it can be held, moved or given up.
    pub fn is_waiting(self) -> bool {
        matches!(self, Self::Waiting | Self::Held)
    }
}

/// Whom a console says a film is of (Proposed Study Sequence).
#[derive(Clone, PartialEq, Eq, Default)]
pub struct Proposed {
    /// Patient ID.
    pub patient_id: String,
    /// Patient's Name, PN.
    pub patient_name: String,
    /// Accession Number.
    pub accession_number: String,
}

/// Patient text: `Debug` shows none of it.
impl std::fmt::Debug for Proposed {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Proposed([phi])")
    }
}

/// A print job.
#[derive(Debug, Clone, PartialEq)]
pub struct FilmJob {
    /// Its number in the spool; later ones are higher.
    pub number: u64,
    /// SOP Instance UID of the Print Job.
    pub uid: String,
    /// When it came, in the time of the place.
    pub created: OffsetDateTime,
    /// AE title of the console that printed it.
    pub originator: String,
    /// AE title of the printer that it is for.
    pub printer: String,
    /// Films of one copy.
    pub films: usize,
    /// Copies.
    pub copies: u16,
    /// Film Size IDs, each once.
    pub sizes: Vec<String>,
    /// Bytes of its pixels.
    pub bytes: u64,
    /// How it stands.
    pub state: FilmState,
    /// What keeps it from being printed, in the standard's words: `COVER OPEN`; `NO PRINTER` when
    /// its printer is no longer in the settings.
    pub trouble: Option<&'static str>,
    /// Whether the films can still be shown and printed.
    pub is_kept: bool,
    /// Whom the console says they are of.
    pub proposed: Option<Proposed>,
}

/// What films are drawn as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FilmDocument {
    /// All films as PDF.
    Pdf,
    /// One film, from 0, as PNG at its resolution.
    Png(usize),
    /// One film, from 0, as TIFF at its resolution.
    Tiff(usize),
    /// One film, from 0, as a PNG of so many pixels on the longer side.
    Preview(usize, u32),
}

/// Films drawn.
#[derive(Debug)]
pub struct Drawn {
    /// The document; the file has no name any longer.
    pub file: File,
    /// Its MIME type.
    pub media_type: &'static str,
    /// A name for it, without patient text.
    pub name: String,
}

/// What is done with a print job.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FilmOrder {
    /// It is not printed until it is released.
    Hold,
    /// What was held may be printed.
    Release,
    /// It waits no longer.
    Cancel,
    /// It waits for another printer.
    Move {
        /// That printer.
        printer: String,
    },
    /// It is printed again, as a new job.
    Print {
        /// On which printer.
        printer: String,
        /// How often.
        copies: u16,
    },
}

/// Why something was not done with a print job; without patient text.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotDone {
    /// No such job or film.
    #[error("there is no such print job or film")]
    NotThere,
    /// The films made room for others.
    #[error("the films are no longer kept")]
    FilmsGone,
    /// It is being printed, or it is over.
    #[error("the job no longer waits")]
    NotWaiting,
    /// No such printer.
    #[error("there is no such printer")]
    NoPrinter,
    /// The films do not suit the printer.
    #[error("the printer cannot print these films: {0}")]
    Unfit(String),
    /// The printer's queue is full, or the disk.
    #[error("there is no room: {0}")]
    NoRoom(String),
    /// Our side failed.
    #[error("{0}")]
    Failed(String),
}

/// The films of a job in the archive.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptFilms {
    /// Study Instance UID of the study that they are in.
    pub study_uid: String,
    /// Images in it, one for each film.
    pub images: usize,
}

/// The film spool, its printers, and the archive that films go into. What blocks is called on a
/// thread for that.
pub trait Films: Send + Sync + 'static {
    /// The printers, the first is the usual one.
    fn printers(&self) -> Vec<Printer>;
    /// A number that grows with every change of the queue.
    fn watch(&self) -> watch::Receiver<u64>;
    /// Jobs before a number, the newest first. Blocks.
    fn jobs(&self, before: u64, limit: usize) -> Vec<FilmJob>;
    /// A job. Blocks.
    fn job(&self, number: u64) -> Option<FilmJob>;
    /// Draws films as their printer does. Blocks.
    ///
    /// # Errors
    /// [`NotDone`]
    fn draw(&self, number: u64, document: FilmDocument) -> Result<Drawn, NotDone>;
    /// Does something with a job; durable on return. The number of the job that it is then: a new
    /// one when it is printed again. Blocks.
    ///
    /// # Errors
    /// [`NotDone`]
    fn steer(&self, number: u64, order: &FilmOrder) -> Result<u64, NotDone>;
    /// Prints the step wedge that a printer's calibration is measured by; durable on return. The
    /// number of the job. Blocks.
    ///
    /// # Errors
    /// [`NotDone`]
    fn wedge(&self, printer: &str) -> Result<u64, NotDone>;
    /// Puts the films into the archive, as images of a patient; the same films of the same patient
    /// once. Blocks.
    ///
    /// # Errors
    /// [`NotDone`]
    fn keep(&self, number: u64, patient: &PatientSummary) -> Result<KeptFilms, NotDone>;
}
