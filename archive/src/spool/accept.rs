//! A job becomes durable: written beside the others, synced, renamed into place.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use filmdesk_print_scp::sheet::{FilmJob, PixelRef};
use thiserror::Error;
use time::OffsetDateTime;

use super::intake::Intake;
use super::job_file::{self, JobFile, pixel_files, pixel_refs};
use super::layout::pixel_file;
use super::room::{as_full, is_full};
use super::sync::sync_dir;
use super::{Inner, journal, retention};
use crate::queue::{JobNumber, JobRecord};

/// What a job gets on entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Acceptance<'a> {
    /// SOP Instance UID of the Print Job.
    pub job_uid: &'a str,
    /// Creation Date and Creation Time.
    pub created: OffsetDateTime,
    /// Jobs that may wait for this printer.
    pub queue_length: u32,
}

/// Why a job was not accepted. Nothing of it is left.
#[derive(Debug, Error)]
pub enum AcceptError {
    /// The printer's queue is full: C601, C602.
    #[error("{waiting} jobs wait for printer {printer:?} already")]
    QueueFull {
        /// The printer.
        printer: String,
        /// Jobs that may wait for it.
        waiting: u32,
    },
    /// Quota or disk are full: C601, C602.
    #[error("the film spool is full")]
    StorageFull,
    /// A sheet names pixels that the intake does not have: a bug of the caller.
    #[error("the spool has no pixels {0:#x}")]
    UnknownPixels(u64),
    /// A Print Job with this UID exists.
    #[error("there is a print job {0:?} already")]
    DuplicateUid(String),
    /// The films that are to be printed again are gone.
    #[error("the films of job {0} are no longer kept")]
    FilmsGone(JobNumber),
    /// The disk failed.
    #[error("the spool failed: {0}")]
    Io(io::Error),
}

impl AcceptError {
    /// Whether the same request may succeed later.
    pub fn is_transient(&self) -> bool {
        matches!(self, Self::QueueFull { .. } | Self::StorageFull)
    }
}

impl From<io::Error> for AcceptError {
    fn from(error: io::Error) -> Self {
        if is_full(&error) {
            Self::StorageFull
        } else {
            Self::Io(error)
        }
    }
}

/// A pixel file that a job is to hold.
struct Source {
    number: u32,
    path: PathBuf,
    length: u64,
}

pub(crate) fn accept(
    spool: &Inner,
    job: &FilmJob,
    intake: &mut Intake,
    acceptance: &Acceptance<'_>,
) -> Result<JobNumber, AcceptError> {
    check_pixels(job, intake)?;
    intake.flush()?;
    let files = pixel_files(job);
    let sources = sources(intake, &files);
    let held = files.iter().filter_map(|number| intake.file_facts(*number));
    // A file that another job holds is counted for each, for either may outlive the other.
    let again = held
        .filter(|(_, frozen)| *frozen)
        .map(|(bytes, _)| bytes)
        .sum();
    let number = enter(spool, job.clone(), &sources, again, acceptance)?;
    intake.freeze(files);
    Ok(number)
}

pub(crate) fn reprint(
    spool: &Inner,
    number: JobNumber,
    printer: &str,
    copies: u16,
    acceptance: &Acceptance<'_>,
) -> Result<JobNumber, AcceptError> {
    let folder = spool.layout.job(number);
    let kept = spool
        .state()
        .jobs
        .get(&number)
        .is_some_and(|job| job.films_kept);
    if !kept {
        return Err(AcceptError::FilmsGone(number));
    }
    let file =
        job_file::read(&folder).map_err(|reason| AcceptError::Io(io::Error::other(reason)))?;
    let source = |(number, length): (&u32, &u64)| Source {
        number: *number,
        path: folder.join(pixel_file(*number)),
        length: *length,
    };
    let sources: Vec<_> = file.files.iter().map(source).collect();
    let bytes = file.files.values().sum();
    let job = FilmJob {
        printer: printer.to_owned(),
        copies,
        ..file.job
    };
    enter(spool, job, &sources, bytes, acceptance)
}

fn check_pixels(job: &FilmJob, intake: &Intake) -> Result<(), AcceptError> {
    // A value may be longer than its pixels: it is padded to an even length.
    let known = |pixels: &&PixelRef| {
        let length = intake.value_length(pixels.id);
        length.is_some_and(|length| length >= pixels.length)
    };
    let unknown = pixel_refs(job).find(|pixels| !known(pixels));
    unknown.map_or(Ok(()), |pixels| Err(AcceptError::UnknownPixels(pixels.id)))
}

fn sources(intake: &Intake, files: &BTreeSet<u32>) -> Vec<Source> {
    let source = |number: &u32| Source {
        number: *number,
        path: intake.file_path(*number),
        length: intake.file_facts(*number).map_or(0, |(bytes, _)| bytes),
    };
    files.iter().map(source).collect()
}

/// Takes a place in the queue and the room that is needed, and gives both back on failure.
fn enter(
    spool: &Inner,
    job: FilmJob,
    sources: &[Source],
    bytes: u64,
    acceptance: &Acceptance<'_>,
) -> Result<JobNumber, AcceptError> {
    let printer = job.printer.clone();
    let number = take_place(spool, &printer, acceptance)?;
    let entered = retention::take(spool, bytes)
        .map_err(AcceptError::from)
        .and_then(|()| {
            let written = write(spool, number, job, sources, acceptance);
            written.inspect_err(|_| spool.room.give(bytes))
        });
    match entered {
        Ok(record) => spool.state().insert(record),
        Err(error) => {
            spool.state().leave(&printer);
            return Err(error);
        }
    }
    Ok(number)
}

fn take_place(
    spool: &Inner,
    printer: &str,
    acceptance: &Acceptance<'_>,
) -> Result<JobNumber, AcceptError> {
    let mut state = spool.state();
    if state.by_uid(acceptance.job_uid).is_some() {
        return Err(AcceptError::DuplicateUid(acceptance.job_uid.to_owned()));
    }
    let full = || AcceptError::QueueFull {
        printer: printer.to_owned(),
        waiting: acceptance.queue_length,
    };
    state
        .enter(printer, acceptance.queue_length)
        .ok_or_else(full)
}

fn write(
    spool: &Inner,
    number: JobNumber,
    job: FilmJob,
    sources: &[Source],
    acceptance: &Acceptance<'_>,
) -> Result<JobRecord, AcceptError> {
    let files: BTreeMap<_, _> = sources
        .iter()
        .map(|source| (source.number, source.length))
        .collect();
    let file = JobFile::new(number, acceptance.job_uid, acceptance.created, files, job);
    let folder = spool.layout.new_job(number);
    let written = fill(spool, &folder, &file, sources).and_then(|()| {
        fs::rename(&folder, spool.layout.job(number))?;
        spool.jobs_folder.sync()
    });
    if let Err(error) = written {
        // Whichever of the two it is: nobody was told of the job, so nothing may be left of it.
        let _ = fs::remove_dir_all(&folder);
        let _ = fs::remove_dir_all(spool.layout.job(number));
        return Err(error.into());
    }
    Ok(file.record())
}

/// Writes the job's folder and syncs everything in it.
fn fill(spool: &Inner, folder: &Path, file: &JobFile, sources: &[Source]) -> io::Result<()> {
    fs::create_dir(folder)?;
    for source in sources {
        place(&source.path, &folder.join(pixel_file(source.number)))?;
        // After the sync: an error that came before it was told to the flusher alone.
        spool.flusher.check(&source.path.metadata()?)?;
    }
    journal::create(folder)?;
    write_synced(&folder.join(job_file::NAME), &serde_json::to_vec(file)?)?;
    sync_dir(folder)
}

/// Puts a pixel file into the job's folder, by hard link where the file system can, and syncs it.
fn place(from: &Path, to: &Path) -> io::Result<()> {
    if fs::hard_link(from, to).is_err() {
        fs::copy(from, to).map_err(as_full)?;
    }
    File::open(to)?.sync_data()
}

fn write_synced(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = File::create_new(path)?;
    file.write_all(bytes).map_err(as_full)?;
    file.sync_all()
}
