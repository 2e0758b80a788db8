//! Opening a spool: whatever a killed server left is put in order.

use std::fs::{self, DirBuilder, File, TryLockError};
use std::io;
use std::os::unix::fs::DirBuilderExt;
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use filmdesk_print_scp::terms::{ExecutionStatus, StatusInfo};

use super::flusher::Flusher;
use super::layout::{JobsEntry, Layout, is_pixel_file, jobs_entry, pixel_file};
use super::room::Room;
use super::state::{State, apply};
use super::sync::{GroupSync, sync_dir};
use super::{Inner, JOURNAL_LOCKS, Keeping, OpenError, SpoolLimits, job_file, journal};
use crate::queue::{JobNumber, JobRecord};

/// What was found when a spool opened.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Recovery {
    /// Jobs found, finished ones too.
    pub jobs: usize,
    /// Jobs that were being printed and are PENDING again.
    pub requeued: usize,
    /// Associations whose pixels were removed; they had ended without an answer.
    pub dead_associations: usize,
    /// Jobs half written or half removed, now removed; nobody was told of them.
    pub half_written: usize,
    /// Folders that do not read as jobs, set aside here.
    pub damaged: Vec<PathBuf>,
}

pub(crate) fn open(root: &Path, limits: SpoolLimits) -> Result<Inner, OpenError> {
    let failed = |source| OpenError::Io {
        root: root.to_owned(),
        source,
    };
    let layout = Layout::new(root);
    make_folders(&layout).map_err(failed)?;
    let lock = lock(&layout)?;
    let mut recovery = Recovery {
        dead_associations: clear_incoming(&layout).map_err(failed)?,
        ..Recovery::default()
    };
    let found = read_jobs(&layout, &mut recovery).map_err(failed)?;
    assemble(layout, limits, lock, found, recovery).map_err(failed)
}

/// The jobs that read, and the highest number that any job ever had.
#[derive(Default)]
struct Found {
    jobs: Vec<JobRecord>,
    last: JobNumber,
}

fn assemble(
    layout: Layout,
    limits: SpoolLimits,
    lock: File,
    found: Found,
    recovery: Recovery,
) -> io::Result<Inner> {
    let used = found.jobs.iter().map(|job| job.bytes).sum();
    let mut state = State::new(found.jobs);
    state.numbers_taken(found.last);
    Ok(Inner {
        room: Room::new(
            layout.root().to_owned(),
            limits.quota_bytes,
            limits.free_floor_bytes,
            used,
        ),
        jobs_folder: GroupSync::open(&layout.jobs())?,
        flusher: Flusher::start()?,
        state: Mutex::new(state),
        journals: [const { Mutex::new(()) }; JOURNAL_LOCKS],
        layout,
        keeping: Mutex::new(Keeping::of(&limits)),
        limits,
        recovery,
        _lock: lock,
    })
}

fn make_folders(layout: &Layout) -> io::Result<()> {
    // Films are patients' data: nobody else on the machine needs to read them.
    let mut private = DirBuilder::new();
    private.recursive(true).mode(0o700);
    for folder in [layout.incoming(), layout.jobs(), layout.damaged()] {
        private.create(folder)?;
    }
    sync_dir(layout.root())?;
    match layout.root().parent() {
        Some(parent) if !parent.as_os_str().is_empty() => sync_dir(parent),
        _ => Ok(()),
    }
}

fn lock(layout: &Layout) -> Result<File, OpenError> {
    let root = || layout.root().to_owned();
    let failed = |source| OpenError::Io {
        root: root(),
        source,
    };
    let file = File::options()
        .create(true)
        .truncate(false)
        .write(true)
        .open(layout.lock())
        .map_err(failed)?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => Err(OpenError::InUse { root: root() }),
        Err(TryLockError::Error(error)) => Err(failed(error)),
    }
}

/// Every association in `incoming` is dead, for the lock is ours.
fn clear_incoming(layout: &Layout) -> io::Result<usize> {
    let mut removed = 0;
    for entry in fs::read_dir(layout.incoming())? {
        fs::remove_dir_all(entry?.path())?;
        removed += 1;
    }
    Ok(removed)
}

fn read_jobs(layout: &Layout, recovery: &mut Recovery) -> io::Result<Found> {
    let mut found = Found::default();
    for entry in fs::read_dir(layout.jobs())? {
        let entry = entry?;
        let name = entry.file_name();
        match name.to_str().map_or(JobsEntry::Foreign, jobs_entry) {
            JobsEntry::Leftover => {
                fs::remove_dir_all(entry.path())?;
                recovery.half_written += 1;
            }
            JobsEntry::Job(number) => read_job(layout, number, &mut found, recovery)?,
            JobsEntry::Foreign => {}
        }
    }
    recovery.jobs = found.jobs.len();
    Ok(found)
}

fn read_job(
    layout: &Layout,
    number: JobNumber,
    found: &mut Found,
    recovery: &mut Recovery,
) -> io::Result<()> {
    found.last = found.last.max(number);
    let folder = layout.job(number);
    match load(&folder, number) {
        Ok(mut job) => {
            recovery.requeued += usize::from(requeue(&mut job));
            found.jobs.push(job);
        }
        Err(reason) => {
            tracing::error!(job = %number, reason, "a job of the spool does not read and is set aside");
            recovery.damaged.push(set_aside(layout, &folder)?);
        }
    }
    // What a renderer was writing is made again from the films.
    let _ = fs::remove_dir_all(layout.work(number));
    Ok(())
}

/// PRINTING was a promise of the process that died.
fn requeue(job: &mut JobRecord) -> bool {
    let printing = job.status == ExecutionStatus::Printing;
    if printing {
        job.status = ExecutionStatus::Pending;
        job.info = StatusInfo::Queued;
    }
    printing
}

fn load(folder: &Path, number: JobNumber) -> Result<JobRecord, String> {
    let file = job_file::read(folder)?;
    if file.number != number {
        return Err(format!("it says that it is job {}", file.number));
    }
    let mut job = file.record();
    let lines = journal::read(folder).map_err(|error| format!("journal: {error}"))?;
    for (event, at) in &lines {
        apply(&mut job, event, *at);
    }
    let whole = file.files.iter().all(|(number, length)| {
        let path = folder.join(pixel_file(*number));
        fs::metadata(path).is_ok_and(|metadata| metadata.len() >= *length)
    });
    match (whole, job.is_finished()) {
        (true, _) => {}
        (false, true) => forget_films(folder, &mut job),
        (false, false) => return Err("pixels are missing".to_owned()),
    }
    Ok(job)
}

/// The films made room for others, or a crash came while they did.
fn forget_films(folder: &Path, job: &mut JobRecord) {
    job.films_kept = false;
    job.bytes = 0;
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        if entry.file_name().to_str().is_some_and(is_pixel_file) {
            let _ = fs::remove_file(entry.path());
        }
    }
}

fn set_aside(layout: &Layout, folder: &Path) -> io::Result<PathBuf> {
    let name = folder.file_name().unwrap_or_default().to_owned();
    let mut aside = layout.damaged().join(name);
    let mut again = 1;
    while aside.exists() {
        aside.set_extension(again.to_string());
        again += 1;
    }
    fs::rename(folder, &aside)?;
    Ok(aside)
}
